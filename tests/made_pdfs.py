"""PDF files made by hand for tests: text at a place, lines, boxes and pictures, without any library or font file.

The face is not embedded and every letter is half its size wide; its codes are Unicode, so that a reader
gets the words from the map to Unicode alone. Places are points from the upper left corner of an A4 page.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 85.0, 539.0


@dataclass
class Page:
    """One page, drawn from top to bottom by the methods that return the page itself."""

    height: float = HEIGHT
    width: float = WIDTH
    parts: list[str] = field(default_factory=list)
    rotate: int = 0
    picture: bool = False
    form: bool = False
    """All that is drawn stands in a form of its own, as some printers write it."""
    fields: list[tuple[float, float, float, str]] = field(default_factory=list)
    """Form fields and stamps: place, size, and the words in them or, without words, a filled box."""

    def text(self, x: float, y: float, words: str, size: float = 12, *, bold: bool = False) -> Page:
        """Words whose base line starts at (x, y)."""
        code = words.encode("utf-16-be").hex()
        self.parts.append(f"BT /{'B' if bold else 'F'} {size} Tf 1 0 0 1 {x:g} {self.height - y:g} Tm <{code}> Tj ET")
        return self

    def center(self, y: float, words: str, size: float = 12) -> Page:
        return self.text((LEFT + RIGHT) / 2 - len(words) * size / 4, y, words, size)

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 12, pitch: float = 16) -> Page:
        for i, words in enumerate(texts):
            self.text(x, y + i * pitch, words, size)
        return self

    def paragraph(self, y: float, words: str, *, indent: float = 28, size: float = 12, pitch: float = 16) -> float:
        """Words wrapped between the margins, the first line indented; gives the base line of the next line."""
        line, x = "", LEFT + indent
        for word in [*words.split(), ""]:
            longer = f"{line} {word}".strip()
            if line and (not word or x + len(longer) * size / 2 > RIGHT):
                self.text(x, y, line, size)
                y, x, line = y + pitch, LEFT, word
            else:
                line = longer
        return y

    def fill_in(self, x: float, y: float, words: str, size: float = 12) -> Page:
        """A form field with words whose base line starts at (x, y); without words, the picture of a signature."""
        self.fields.append((x, y, size, words))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.parts.append(f"0.5 w {x0:g} {self.height - y0:g} m {x1:g} {self.height - y1:g} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A filled box: Word draws its borders as thin ones."""
        self.parts.append(f"{x0:g} {self.height - y1:g} {x1 - x0:g} {y1 - y0:g} re f")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def row(self, xs: Sequence[float], y: float, cells: Sequence[str | Sequence[str]], size: float = 10) -> Page:
        """The words of one row, each cell one line or several."""
        for x, cell in zip(xs, cells, strict=False):
            self.lines(x + 4, y, [cell] if isinstance(cell, str) else cell, size, 12)
        return self

    def image(self) -> Page:
        """A grey picture over the whole page: a scan without words."""
        self.picture = True
        self.parts.append(f"q {self.width:g} 0 0 {self.height:g} 0 0 cm /P Do Q")
        return self


def pdf(*pages: Page) -> bytes:
    """The pages as one file."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + b"".join(b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange " % (high, high, high) for high in range(256))
        + b"endcmap end end"
    )
    objects: list[bytes] = [b"", b"", _stream(cmap), *_face(b"Plan"), *_face(b"Plan-Bold"), _picture()]
    kids = []
    for page in pages:
        fonts = b"/Font << /F 4 0 R /B 7 0 R >>"
        drawn = "\n".join(page.parts).encode()
        picture = b"/XObject << /P 10 0 R >>" if page.picture else b""
        if page.form:
            head = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources << %s >>" % (
                page.width,
                page.height,
                fonts,
            )
            objects.append(_stream(drawn, head))
            drawn, picture = b"/X Do", b"/XObject << /X %d 0 R >>" % len(objects)
        annotations = b" ".join(_annotation(objects, page, *place, fonts) for place in page.fields)
        objects.append(_stream(drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Annots [%s] "
            b"/Resources << %s %s >> >>"
            % (page.width, page.height, page.rotate, len(objects), annotations, fonts, picture)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects)


def endless_pdf(*, stamp: bool = False) -> bytes:
    """A small file whose one page takes pdfium for ever, in little memory: a form of ten forms of ten forms, and so on.

    With `stamp` the forms are the looks of a form field, and the page itself is empty.
    """
    depth, first = 12, 5
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    forms = [_stream(b"/X Do " * 10, head % (first + level + 1)) for level in range(depth)]
    forms.append(_stream(b"q Q " * 10_000, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"))
    shown = b"/Annots [<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [0 0 9 9] /AP << /N 5 0 R >> >>]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s "
        b"/Resources << /XObject << /X 5 0 R >> >> >>" % (shown if stamp else b""),
        _stream(b"" if stamp else b"/X Do"),
        *forms,
    ]
    return _file(objects)


def _annotation(objects: list[bytes], page: Page, x: float, y: float, size: float, words: str, fonts: bytes) -> bytes:
    """A widget whose looks stand in a form within a form, as signing programs write them."""
    width, height = max(len(words), 4) * size / 2, 1.4 * size
    text = b"BT /F %g Tf 1 0 0 1 0 %g Tm <%s> Tj ET" % (size, 0.4 * size, words.encode("utf-16-be").hex().encode())
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 %g %g] /Resources << %s >>"
    objects.append(_stream(text if words else b"0 0 %g %g re f" % (width, height), head % (width, height, fonts)))
    inner = b"/XObject << /In %d 0 R >>" % len(objects)
    objects.append(_stream(b"/In Do", head % (width, height, inner)))
    left, bottom = x, page.height - y - 0.4 * size
    return b"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [%g %g %g %g] /AP << /N %d 0 R >> >>" % (
        left,
        bottom,
        left + width,
        bottom + height,
        len(objects),
    )


def _face(name: bytes) -> list[bytes]:
    number = 4 if name == b"Plan" else 7
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode 3 0 R >>"
        % (name, number + 1),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /DW 500 /FontDescriptor %d 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (name, number + 2),
        b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 "
        b"/ItalicAngle 0 /FontBBox [0 -200 500 800] >>" % name,
    ]


def _picture() -> bytes:
    head = b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _stream(bytes([200] * 64), head)


def _stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (head, len(packed), packed)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
