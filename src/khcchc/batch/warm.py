"""Imported once by the process that workers are forked from, so that none of them loads the parser again."""

from __future__ import annotations

import gc
from importlib import import_module

from khcchc import parse_text

for _module in ("batch.convert", "batch.workers", "export.columns", "export.formats", "export.jsontext"):
    import_module(f"khcchc.{_module}")

# The first text builds what the readers of values keep: every worker then starts with it.
parse_text("KẾ HOẠCH\nNăm 2024\nI. NHIỆM VỤ\n1. Rà soát thủ tục.\n- Cơ quan chủ trì: Sở Nội vụ.\n", name="warm.txt")

# What is loaded now stays: it is not looked through again at every collection, nor copied for it into each worker.
gc.collect()
gc.freeze()
