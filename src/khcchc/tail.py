"""The end of the document: who signed, for whom, and who receives it (`Nơi nhận`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcchc.grammar import Grammar, Grammars
from khcchc.head_words import Words
from khcchc.kept import compiled
from khcchc.model import Signer

_NAME_RE = compiled(r"(?:(?:TS|ThS|PGS|GS|BS|KS|Đại tá|Thượng tá)\.?\s+)?([^\W\d_]+(?:\s+[^\W\d_]+){1,5})$")
_PREFIX_RE = compiled(r"(?:TM|KT|TL|TUQ|Q)\.|(?<!\w)[TK]/[MTL](?!\w)")


class TailReader:
    """Reads the words behind the body of a part."""

    def __init__(self, grammars: Grammars) -> None:
        self._grammar: Grammar = grammars["head"]

    def signer(self, tail: Sequence[Words]) -> Signer | None:
        """The block below `TM.`, `KT.` or the office: authority, position, name."""
        block = ""
        for words in tail:
            if (
                words.kind == "dash"
                or words.text.startswith("-")
                or any(p.match(words.text) for p in self._grammar.giving("tail") if p.rule.id == "recipients")
            ):
                continue
            block += " " + " ".join(words.text.split())
        block = block.strip()
        position = self._grammar.pattern("signature position")
        prefixes = [m.start() for m in _PREFIX_RE.finditer(block)]
        offices = list(position.re.finditer(block))
        if not prefixes and not offices:
            return None
        name = self._name(block[max([*prefixes, *(m.end() for m in offices)]) :])
        authority = None
        if prefixes and block.startswith(("TM.", "T/M"), prefixes[0]):
            stops = [*prefixes[1:], *(m.start() for m in offices), len(block) - len(name or "")]
            authority = block[prefixes[0] : min(s for s in stops if s > prefixes[0])].strip() or None
        return Signer(name=name, position=offices[-1][0] if offices else None, authority=authority)

    def _name(self, block: str) -> str | None:
        for pattern in self._grammar.giving("not_name"):
            block = block.rpartition("]")[2] if "]" in block else block
            block = pattern.re.split(block)[-1] if pattern.match(block) else block
        match = _NAME_RE.search(block.strip(" .)("))
        if match is None:
            return None
        words = match[1].split()
        while words and not (words[0][0].isupper() and not words[0].isupper()):
            words.pop(0)
        return " ".join(words) if len(words) >= 2 and all(w[0].isupper() for w in words) else None

    def recipients(self, tail: Sequence[Words]) -> Iterator[str]:
        """The lines below `Nơi nhận:`, without their dashes."""
        opened = False
        for words in tail:
            if any(p.rule.id == "recipients" and p.match(words.text) for p in self._grammar.giving("tail")):
                opened = True
            if not opened:
                continue
            for line in words.text.split("\n"):
                if line.startswith("- ") or words.kind == "dash":
                    yield line.removeprefix("- ").strip(" ;.")
