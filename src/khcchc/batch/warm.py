"""Imported once by the process that workers are forked from, so that none of them loads the parser again."""

from __future__ import annotations

import khcchc.batch.convert
import khcchc.export.columns
import khcchc.export.formats
import khcchc.export.jsontext
from khcchc import parse_text

# The first text builds what the readers of values keep: every worker then starts with it.
parse_text("KẾ HOẠCH\nNăm 2024\nI. NHIỆM VỤ\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Sở Nội vụ.\n", name="warm.txt")
