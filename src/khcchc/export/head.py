"""The head of a plan in a few labelled lines, for the exports that people read."""

from __future__ import annotations

import datetime

from khcchc.export.shortform import shorten_window
from khcchc.messages import Messages
from khcchc.model import Plan


def name_plan(plan: Plan, say: Messages) -> str:
    """Kind and title as one would say them: `Kế hoạch Cải cách hành chính năm 2018`."""
    kind, title = plan.document.kind_name, plan.document.title
    if kind and title:
        return title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    return title or kind or say("head.untitled")


def describe_head(plan: Plan, say: Messages) -> list[tuple[str, str]]:
    """(label, value) of what the head says, in reading order; what it does not say is left out."""
    document = plan.document
    signer = document.signer
    signed = [signer.authority, signer.position, signer.name] if signer else []
    period = document.period
    lines = {
        "number": document.number,
        "issuer": document.issuer,
        "place_date": ", ".join(filter(None, (document.place, _date(document.issued_on)))),
        "period": shorten_window(period.start, period.end, say) if period else None,
        "signer": ", ".join(filter(None, signed)),
        "source": f"{name_source(plan, say)} ({say.count('lines', plan.source.lines)})",
    }
    return [(say(f"head.{key}"), value) for key, value in lines.items() if value]


def name_source(plan: Plan, say: Messages) -> str:
    """The name of the file; standard input, which a record calls `-`, by its name."""
    return say("stdin") if plan.source.name == "-" else plan.source.name


def _date(day: datetime.date | None) -> str | None:
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else None
