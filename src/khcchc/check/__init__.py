"""A linter for plans: rules over the parsed document, each finding with its place.

    import khcchc

    for finding in khcchc.check("ke-hoach.txt"):
        print(finding.line, finding.rule, finding.message.en)

The name `khcchc.check` is both this package and the function: the package itself can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    """This package, with the call that `import khcchc; khcchc.check(path)` means."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from khcchc.check.library import check

        return check(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
