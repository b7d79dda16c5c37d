"""Milestones by themselves, for `khcchc time`: JSON, or one line each in words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from khcchc.export.shortform import shorten_milestone
from khcchc.messages import Messages
from khcchc.model import Milestone


def milestones_json(milestones: Sequence[Milestone]) -> str:
    """An array in the order of the text, keys as in the contract."""
    return json.dumps([m.model_dump(mode="json") for m in milestones], ensure_ascii=False, indent=2) + "\n"


def describe_milestones(milestones: Sequence[Milestone], say: Messages) -> str:
    """`deadline  trước 30/10/2024  báo cáo kết quả  (year inferred)`, a line each."""
    lines = []
    for m in milestones:
        bounds = f"{m.start or '…'} – {m.end or '…'}" if m.start or m.end else ""
        parts = [
            say(f"kind.{m.kind}"),
            shorten_milestone(m, say),
            bounds,
            m.recurrence or "",
            m.action or "",
            m.condition or "",
        ]
        if m.inferred:
            parts.append(say("time.inferred", what=", ".join(map(say.word, m.inferred))))
        lines.append("  ".join(p for p in parts if p))
    return "\n".join(lines or [say("time.nothing")]) + "\n"
