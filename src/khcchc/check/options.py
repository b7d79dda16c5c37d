"""What a caller may ask of a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khcchc.check.findings import Severity

RegimeChoice = Literal["auto", "tt01", "nd30"]
REGIMES: tuple[RegimeChoice, ...] = ("auto", "tt01", "nd30")


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """`select` and `ignore` are rule ids, names, or beginnings of ids (`STR`); an empty `select` is all rules.

    `draft`: a document before its signature, whose number and date may be blank. `regime`: which rules of
    form hold (TT 01/2011 or NĐ 30/2020); `auto` asks the date of issue. `today` decides whether a
    suppression has run out: the clock is never read.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = "warning"
    draft: bool = False
    regime: RegimeChoice = "auto"
    today: str | None = None
