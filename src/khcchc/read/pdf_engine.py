"""pdfium itself: its functions bound once, with plain numbers for handles and places in memory.

pypdfium2 wraps every page in objects with finalizers, and its functions take pointer types. On a page of text
both cost as much as the text. Bound here, a function goes through `map` over all letters that are asked for,
and writes into one array.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterable
from functools import cache
from types import SimpleNamespace
from typing import Any

_HANDLE = ctypes.c_void_p
_POINTER = ctypes.c_void_p
_INT, _FLOAT, _DOUBLE, _ULONG = ctypes.c_int, ctypes.c_float, ctypes.c_double, ctypes.c_ulong

_LONG: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadPage": (_HANDLE, _HANDLE, _INT),
    "FPDF_ClosePage": (None, _HANDLE),
    "FPDFText_LoadPage": (_HANDLE, _HANDLE),
    "FPDFText_ClosePage": (None, _HANDLE),
    "FPDFText_GetText": (_INT, _HANDLE, _INT, _INT, _POINTER),
    "FPDFPage_Flatten": (_INT, _HANDLE, _INT),
    "FPDFPage_GetAnnot": (_HANDLE, _HANDLE, _INT),
    "FPDFAnnot_GetObjectCount": (_INT, _HANDLE),
}
"""Functions that read a whole page or the looks of an annotation: name → result, arguments. Other threads run on beside
them, so that a reading that does not come back can be given up (`khcchc.watch`)."""
_QUICK: dict[str, tuple[Any, ...]] = {
    "FPDF_GetPageWidthF": (_FLOAT, _HANDLE),
    "FPDF_GetPageHeightF": (_FLOAT, _HANDLE),
    "FPDF_GetPageBoundingBox": (_INT, _HANDLE, _POINTER),
    "FPDFPage_GetRotation": (_INT, _HANDLE),
    "FPDFPage_GetAnnotCount": (_INT, _HANDLE),
    "FPDFPage_CloseAnnot": (None, _HANDLE),
    "FPDFAnnot_GetSubtype": (_INT, _HANDLE),
    "FPDFAnnot_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFPage_CountObjects": (_INT, _HANDLE),
    "FPDFFormObj_CountObjects": (_INT, _HANDLE),
    "FPDFFormObj_GetObject": (_HANDLE, _HANDLE, _ULONG),
    "FPDFPageObj_GetType": (_INT, _HANDLE),
    "FPDFPageObj_GetBounds": (_INT, _HANDLE, _POINTER, _POINTER, _POINTER, _POINTER),
    "FPDFPageObj_GetMatrix": (_INT, _HANDLE, _POINTER),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _POINTER, _POINTER),
    "FPDFPath_GetPathSegment": (_HANDLE, _HANDLE, _INT),
    "FPDFPathSegment_GetPoint": (_INT, _HANDLE, _POINTER, _POINTER),
    "FPDFPathSegment_GetType": (_INT, _HANDLE),
    "FPDFPathSegment_GetClose": (_INT, _HANDLE),
    "FPDFText_CountChars": (_INT, _HANDLE),
    "FPDFText_GetTextIndexFromCharIndex": (_INT, _HANDLE, _INT),
    "FPDFTextObj_GetFont": (_HANDLE, _HANDLE),
    "FPDFText_GetFontInfo": (_ULONG, _HANDLE, _INT, _POINTER, _ULONG, _POINTER),
}
"""Functions that take less than a microsecond: the interpreter's lock is kept, to give it up costs as much."""
_BULK: dict[str, Any] = {
    "FPDFPage_GetObject": _HANDLE,
    "FPDFText_GetCharIndexFromTextIndex": _INT,
    "FPDFText_GetLooseCharBox": _INT,
    "FPDFText_GetCharOrigin": _INT,
    "FPDFText_GetFontSize": _DOUBLE,
    "FPDFText_GetTextObject": _HANDLE,
}
"""Quick functions that are asked of every line or drawing: name → result. To check the types of their arguments takes
longer than the call, so they take what `Memory` and `argument` give, and plain numbers for ints."""


@cache
def pdfium() -> Any:
    """pdfium's functions by their own names. Handles and pointers are numbers; no handle is `None`."""
    # pypdfium2 initialises the library when it is imported.
    import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

    bound = {
        **{name: ctypes.CFUNCTYPE(*types) for name, types in _LONG.items()},
        **{name: ctypes.PYFUNCTYPE(*types) for name, types in _QUICK.items()},
        **{name: ctypes.PYFUNCTYPE(result) for name, result in _BULK.items()},
    }
    return SimpleNamespace(**{name: prototype(handle_of(getattr(raw, name))) for name, prototype in bound.items()})


def handle_of(pointer: Any) -> int:
    """The number of a handle or function that pypdfium2 holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def argument(handle: int) -> Any:
    """A handle made once into what a function of `_BULK` takes again and again."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


def places(numbers: array[Any], step: int, first: int = 0) -> range:
    """Where in memory each `step`-th entry of an array stands, from entry `first` on."""
    start, count = numbers.buffer_info()
    size = numbers.itemsize
    return range(start + first * size, start + count * size, step * size)


class Memory:
    """What a bulk function writes for one letter after the other: `per` numbers each, of a type of `array`.

    The places are made once and used again for every page.
    """

    def __init__(self, typecode: str, per: int) -> None:
        self._typecode = typecode
        self._per = per
        self._grow(64)

    def _grow(self, count: int) -> None:
        step = self._per * array(self._typecode).itemsize
        self._numbers: array[float] = array(self._typecode, bytes(count * step))
        # A buffer of ctypes would be a new type for each length, which takes longer than a page's calls.
        start = ctypes.c_char.from_buffer(self._numbers)
        self._places = [ctypes.byref(start, at) for at in range(0, count * step, step)]

    def places(self, count: int) -> list[Any]:
        """Where the numbers of `count` letters go. Those of a letter that pdfium does not know stay as they were."""
        if count > len(self._places):
            self._grow(2 * count)
        return self._places[:count]

    def column(self, which: int, end: int, begin: int = 0) -> list[float]:
        """The number `which` of each letter from place `begin` to `end`."""
        return self._numbers[begin * self._per + which : end * self._per : self._per].tolist()


def page_text(textpage: int, count: int) -> bytes:
    """The text of a page of `count` characters in UTF-16, low bytes first.

    Asked from a character that stands in no text, pdfium gives nothing.
    """
    calls = pdfium()
    index_of = calls.FPDFText_GetTextIndexFromCharIndex
    first = _shown(index_of, textpage, range(count))
    if first is None:
        return b""
    last = max(first, _shown(index_of, textpage, range(count - 1, first, -1)) or 0)
    length = index_of(textpage, last) - index_of(textpage, first) + 1
    units = array("H", bytes(2 * (length + 1)))
    written = calls.FPDFText_GetText(textpage, first, last - first + 1, units.buffer_info()[0])
    return units[: max(written - 1, 0)].tobytes()


def _shown(index_of: Callable[[int, int], int], textpage: int, order: Iterable[int]) -> int | None:
    """The first character that stands in the text too."""
    for i in order:
        if index_of(textpage, i) >= 0:
            return i
    return None
