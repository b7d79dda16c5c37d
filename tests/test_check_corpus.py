"""Slips in five published plans, by document, line and rule; none of their words stand here.

The plans themselves are not part of the repository: they are looked for beside it (../shared/corpus), or where
`KHCCHC_CORPUS` says; without them these tests are skipped. The lists were made by reading the plans, before the rules were written.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

from khcchc.check.engine import Checked, check_source
from khcchc.check.options import CheckOptions
from khcchc.read import read_path

FOLDER = os.environ.get("KHCCHC_CORPUS") or str(Path(__file__).resolve().parents[2] / "shared" / "corpus")
pytestmark = pytest.mark.skipif(not Path(FOLDER).is_dir(), reason="the plans are not here; KHCCHC_CORPUS names them")

# rule: {document: lines}. A line in brackets may be told as a related line of a finding elsewhere.
FOUND: dict[str, dict[str, tuple[int, ...]]] = {
    "STR001": {"002": (359, 399, 479)},
    "STR003": {"004": (217, 342, 489)},
    "STR004": {"001": (174, 268)},
    "STR006": {"000": (36, 75, 306, 336, 399, 12, 34), "001": (73, 88, 294), "004": (212, 217, 222, 227)},
    "STR010": {"000": (95,), "001": (108, 132, 158, 186, 240, 264), "003": (31, 85, 135), "004": (303,)},
    "FLD003": {"003": (173,), "004": (88,)},
    "FLD005": {"004": (354, 355)},
    "FLD008": {
        "000": (60, 71, 121, 147),
        "004": (80, 92, 96, 102, 118, 272, 279, 325, 351, 359, 383, 432, 489),
    },
    "FLD010": {"000": (93, 123, 125), "004": (177, 179, 218, 224, 230)},
    "DLN004": {"002": (569,)},
    "DLN006": {
        "000": (46, 99, 109, 119, 159, 209, 230, 281, 290, 327, 334),
        "004": (86, 94, 135, 171, 193, 211, 221, 234, 244, 254, 273, 280, 287, 294, 301, 354, 365, 385, 407, 426),
    },
    "DLN007": {"000": (139, 201, 297, 304), "003": (174,), "004": (203, 216, 226, 447)},
    "DLN009": {"000": (56, 66, 73, 320, 345), "004": (128, 145, 161, 211, 244, 254, 440, 467)},
    "DOC001": {"004": (3, 51)},
    "DOC002": {"004": (5, 52)},
    "DOC003": {"001": (71, 11)},
    "DOC004": {"000": (3,), "002": (417,), "003": (3, 171)},
    "DOC006": {"001": (15, 67)},
    "DOC007": {"000": (423,), "003": (159,)},
    "DOC008": {"000": (3,), "002": (5,), "003": (3,), "004": (3,)},
    "CIT001": {"004": (15, 58)},
    "CIT002": {"004": (17, 58)},
    "CIT003": {"000": (269,), "001": (186,), "002": (88, 417, 429, 545, 633), "003": (85,)},
    "AGY001": {"000": (125,)},
    "AGY003": {"002": (549, 241, 305, 319), "003": (128, 179), "004": (361, 423)},
    "TSK001": {"001": (108, 258, 156, 264), "002": (573,)},
    "ABB001": {
        "000": (145,),
        "001": (100,),
        "002": (94, 213, 241, 275),
        "003": (13, 51, 65, 179, 182),
        "004": (19,),
    },
    "TXT002": {"000": (193, 203), "002": (481,)},
    "TXT003": {
        "000": (93, 97, 413, 427),
        "001": (24, 25, 44, 55, 78, 172, 224, 296),
        "003": (55, 186),
        "004": (224,),
    },
    "TXT004": {"004": (212, 218, 349)},
}

# What looks wrong and is not.
LEFT_ALONE: dict[str, dict[str, tuple[int, ...]]] = {
    "FLD001": {"004": (173, 175, 177)},
    "FLD004": {"001": tuple(range(1, 310))},
    "DLN003": {"000": (347, 355, 369, 377, 379, 387, 389, 397), "004": (112, 114, 387, 395, 409, 417, 489, 497)},
    "DLN004": {"002": (193, 205, 221, 233, 413, 425, 465, 477, 493, 505, 641, 653)},
    "TSK001": {"002": (337, 347, 349, 585, 597, 609), "003": tuple(range(41, 189))},
    "STR002": {name: tuple(range(1, 660)) for name in ("000", "001", "002", "003", "004")},
    "STR008": {name: tuple(range(1, 660)) for name in ("002", "003")},
    "DOC003": {"002": (165,), "003": (171,)},
    "DOC007": {"001": (59,), "002": (152,), "004": (43,)},
    "TXT001": {name: tuple(range(1, 660)) for name in ("000", "001", "002", "003", "004")},
    "TXT005": {name: tuple(range(1, 660)) for name in ("000", "001", "002", "003", "004")},
}


@lru_cache(maxsize=8)
def checked(name: str) -> Checked:
    path = next(Path(FOLDER).glob(f"{name}*.txt"))
    return check_source(read_path(path), CheckOptions(severity="info"))


def told_lines(rule: str, name: str) -> set[int]:
    found = [f for f in checked(name).findings if f.rule == rule]
    return {f.line for f in found} | {r.line for f in found for r in f.related}


ROWS = [(rule, name, line) for rule, by_name in FOUND.items() for name, lines in by_name.items() for line in lines]


@pytest.mark.parametrize(("rule", "name", "line"), ROWS)
def test_found(rule: str, name: str, line: int) -> None:
    assert line in told_lines(rule, name)


@pytest.mark.parametrize("rule", LEFT_ALONE)
def test_left_alone(rule: str) -> None:
    for name, lines in LEFT_ALONE[rule].items():
        first = {f.line for f in checked(name).findings if f.rule == rule}
        assert not first & set(lines), name


def test_errors_are_few_and_known() -> None:
    for name in ("000", "001", "002", "003", "004"):
        for finding in checked(name).findings:
            if finding.severity == "error":
                assert finding.line in FOUND[finding.rule][name], (name, finding)
