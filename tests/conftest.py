"""Options and fixtures that more than one test file uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine makes an example slow, and the test no worse: what is to be fast has a bound of its own.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite samples/expected from what the parser gives now; read the diff before keeping it",
    )


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the plans written for this project."""
    return SAMPLES


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))
