"""The one exception tree: what cannot go on, with the next step for the person who reads it.

Content never raises. A plan however odd gives records and problems; these errors mean that there was
nothing to read, or no right instruction how.
"""

from __future__ import annotations


class KhcchcError(Exception):
    """Base of every error this package raises on purpose.

    `message` says what is wrong in one line; `hint` says what to do next. Both are shown to the user,
    and nothing else is.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} — {self.hint}" if self.hint else self.message


class UnreadableFile(KhcchcError):
    """The file is missing, a folder, empty, damaged, or not text in a known encoding."""


class UnsupportedFormat(KhcchcError):
    """The file is whole, but of a kind that no reader takes."""


class MissingExtra(KhcchcError):
    """A reader or exporter needs an optional package or program that is not installed."""


class GrammarError(KhcchcError):
    """A grammar file cannot be used: names the file, the rule and the reason."""


class ConfigError(KhcchcError):
    """A setting or option has a value that it cannot have."""


class LimitExceeded(KhcchcError):
    """The input is larger than the limits allow."""
