"""`khcchc rule`: the manual pages of the rules of `khcchc check`, and of what reading tells of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from khcchc.cli import output
from khcchc.cli.options import Argument, Option
from khcchc.cli.session import Session
from khcchc.errors import ConfigError


def rule(
    session: Session,
    name: Annotated[str | None, Argument(metavar="RULE", help="help.rule_name")] = None,
    every: Annotated[bool, Option("--all", help="help.rule_all")] = False,
    folder: Annotated[str | None, Option("--write", metavar="DIR", help="help.rule_write")] = None,
) -> int:
    from khcchc.check.page import explain, explain_remark, list_rules, page_files
    from khcchc.check.registry import find_rule
    from khcchc.check.remarks import find_remark

    language = session.say.language
    if (name is None) != (every or folder is not None):
        raise ConfigError(session.say("rule.one_or_all"), hint=session.say("rule.one_or_all_hint"))
    if folder is not None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for file_name, text in page_files():
            output.save(text.encode(), str(Path(folder) / file_name))
    elif name is not None and (remark := find_remark(name)) is not None:
        output.write(explain_remark(remark, language).encode())
    elif name is not None:
        output.write(explain(find_rule(name), language).encode())
    else:
        output.write(list_rules(language).encode())
    return 0
