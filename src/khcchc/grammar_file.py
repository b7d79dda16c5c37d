"""What a grammar file may hold, checked key by key; loaded only for a file that no earlier process has checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from khcchc.errors import GrammarError
from khcchc.grammar_rows import Checked, Entry, Rule, WordList

GRAMMAR_VERSION = 1


_EMPTY = "empty"


def _named(row: object) -> object:
    """A row names its values: one that gives them by place would change its meaning with the order of the fields."""
    if not isinstance(row, dict):
        raise PydanticCustomError("dict_type", "Input should be a valid dictionary")
    return row


def _filled(row: Rule | WordList) -> Rule | WordList:
    """A rule is proven by examples, and a list has words."""
    for name in ("examples", "not_examples", "words"):
        if getattr(row, name, None) == ():
            raise PydanticCustomError(_EMPTY, "at least one is needed", {"name": name})
    return row


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int
    concept: str
    about: str
    parts: dict[str, str] = Field(default={})
    rule: tuple[Annotated[Rule, BeforeValidator(_named), AfterValidator(_filled)], ...] = ()
    list: tuple[Annotated[WordList, BeforeValidator(_named), AfterValidator(_filled)], ...] = ()
    entry: tuple[Annotated[Entry, BeforeValidator(_named)], ...] = ()


def check_file(text: str, name: str) -> Checked:
    """The content of a grammar file. Raises `GrammarError`, which names the file, the rule and the key."""
    try:
        data = tomllib.loads(text)
        file = _File.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(f"{name}: not TOML: {error}", hint="put patterns in single quotes") from None
    except ValidationError as error:
        raise GrammarError(f"{name}: {_first_reason(error, data)}", hint="see grammars/README.md") from None
    if file.version != GRAMMAR_VERSION:
        raise GrammarError(f"{name}: version {file.version} is not {GRAMMAR_VERSION}", hint="see grammars/README.md")
    rules, lists, entries = list(map(tuple, file.rule)), list(map(tuple, file.list)), list(map(tuple, file.entry))
    return file.concept, file.about, file.parts, rules, lists, entries


def _first_reason(error: ValidationError, data: Mapping[str, Any]) -> str:
    """`rule fields.lead: exampels: not a known key`, from pydantic's first complaint."""
    complaints = error.errors(include_url=False)  # a misspelt key is also a missing one: tell the misspelling
    first = next((c for c in complaints if c["type"] == "extra_forbidden"), complaints[0])
    place = [str(p) for p in first["loc"]]
    if first["type"] == _EMPTY:
        place.append(first["ctx"]["name"])
    if len(place) > 1 and place[1].isdigit():
        item = data[place[0]][int(place[1])]
        place[:2] = [f"{place[0]} {item.get('id', 'number ' + place[1]) if isinstance(item, dict) else place[1]}"]
    reason = "not a known key" if first["type"] == "extra_forbidden" else first["msg"].lower()
    return f"{': '.join(place)}: {reason}"
