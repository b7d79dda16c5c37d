"""`python -m khcchc`."""

from __future__ import annotations

import sys

from khcchc.cli import main

sys.exit(main())
