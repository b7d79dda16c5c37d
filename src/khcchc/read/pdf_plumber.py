"""The slower engine for pages whose rulings pdfium's objects do not show: pdfplumber's table finder."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from khcchc.read.pdf_grids import GridsFound, Ruling, find_grids


class TableFinder:
    """Finds cells with pdfplumber, opened at the first page that needs it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None
        self.used = False

    def find(self, number: int) -> GridsFound:
        """The grids of page `number`; none where pdfplumber fails on the page too."""
        import pdfplumber

        self.used = True
        try:
            if self._document is None:
                self._document = pdfplumber.open(BytesIO(self._data))
            page = self._document.pages[number - 1]
        except Exception:  # noqa: BLE001 - pdfminer raises errors of many kinds on damaged files
            return GridsFound((), False)
        try:
            boxes = [cell for table in page.find_tables() for cell in table.cells]
        except Exception:  # noqa: BLE001 - as above
            return GridsFound((), False)
        finally:
            page.close()
        across = [Ruling(y, x0, x1) for x0, top, x1, bottom in boxes for y in (top, bottom)]
        down = [Ruling(x, top, bottom) for x0, top, x1, bottom in boxes for x in (x0, x1)]
        return find_grids(across, down)

    def close(self) -> None:
        if self._document is not None:
            self._document.close()
