"""One target under atheris (libFuzzer): mutations guided by the lines of our code that they reach.

    python fuzz/guided.py TARGET [CORPUS…] [-max_total_time=600] [other options of libFuzzer]

Needs `pip install atheris`, which is no dependency of the project; `fuzz/replay.py` does without.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def _import_all() -> None:
    """Every module of the package at once: what a reader imports when it is first used would not be followed."""
    import khcchc

    for module in pkgutil.walk_packages(khcchc.__path__, "khcchc."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def main() -> int:
    try:
        atheris = importlib.import_module("atheris")  # by name: it need not be there when types are checked
    except ModuleNotFoundError:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["khcchc"]):
        import fuzz_targets

        _import_all()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in fuzz_targets.TARGETS:
        print(f"targets: {', '.join(fuzz_targets.TARGETS)}", file=sys.stderr)
        return 2
    atheris.Setup([sys.argv[0], *sys.argv[2:]], fuzz_targets.TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
