"""PDF to source lines: pdfium for the words and rulings of every page, pdfplumber where its rulings are not enough.

Guarantees:
 1. One page is open at a time; what is kept of it are its lines.
 2. A page that is only a picture is never passed over in silence: it is read by text recognition
    (`khcchc[ocr]`), or named in a problem (PDF001); when no page has words, that is an error.
 3. Text without Vietnamese marks (a bad text layer under a scan) is named (PDF002).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from khcchc.errors import LimitExceeded, MissingExtra, UnreadableFile
from khcchc.model import Problem, Source
from khcchc.read.limits import Deadline
from khcchc.read.pdf_assembly import AssembledText, assemble
from khcchc.read.pdf_lines import PageText
from khcchc.read.pdf_marks import has_letters, has_no_marks, is_picture
from khcchc.read.source import SourceText
from khcchc.watch import watched

if TYPE_CHECKING:
    from khcchc.read.options import ReadOptions

_DPI = 250
"""At 200 narrow letters of 12 points run together: a fifth faster, but lead agencies in tables 0.77 against 0.97."""
_READ_PICTURES = (
    "read it with --ocr auto (pip install 'khcchc[ocr]', and the Debian packages tesseract-ocr and tesseract-ocr-vie)"
)
_MAX_PIXELS = 40_000_000


def read_pdf(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    """One PDF. Raises `UnreadableFile` (damaged, encrypted, no words), `LimitExceeded`, `MissingExtra`."""
    return watched(lambda: _read(data, name, sha256, options), options.limits.seconds, name)


def _read(data: bytes, name: str, sha256: str, options: ReadOptions) -> SourceText:
    deadline = Deadline(options.limits, name)
    document = _open(data, name)
    try:
        count = len(document)
        if count > options.limits.max_pages:
            raise LimitExceeded(
                f"{name} has {count} pages, more than {options.limits.max_pages}",
                hint="raise --max-pages, or split the file",
            )
        if count == 0:
            raise UnreadableFile(f"{name} has no pages", hint="fetch the file again")
        pages, used_second, problems = _read_text(document, data, name, deadline)
        pages, unread = _read_pictures(document, pages, name, options, deadline)
    finally:
        document.close()
    extractor = "pypdfium2+pdfplumber" if used_second else "pypdfium2"
    return source_of(pages, [*problems, *unread], name=name, sha256=sha256, kind="pdf", extractor=extractor)


def source_of(
    pages: Sequence[PageText], problems: Sequence[Problem], *, name: str, sha256: str, kind: str, extractor: str
) -> SourceText:
    """Pages as one source, with what is odd about their text."""
    recognised = {page.number for page in pages if page.recognised}
    text = assemble(pages)
    found = [*problems, *_unmarked(pages)]
    if recognised:
        from khcchc.read.ocr_labels import repair_labels

        found += repair_labels(text, recognised)
    source = Source(
        name=name,
        sha256=sha256,
        format=kind,
        pages=len(pages),
        lines=len(text.lines),
        extractor=f"{extractor}+tesseract" if recognised and kind == "pdf" else extractor,
        ocr=bool(recognised),
    )
    placed = [_place(problem, text) for problem in found]
    return SourceText(
        tuple(text.lines),
        source,
        tables=tuple(text.tables),
        pages=tuple(text.pages),
        problems=tuple(placed),
        aside=tuple(text.aside),
        bold=tuple(text.bold),
    )


def _open(data: bytes, name: str) -> Any:
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(
                f"{name} is encrypted: it asks for a password",
                hint="open it, and print or save it without the password",
            ) from None
        raise UnreadableFile(
            f"{name} is damaged: it cannot be opened as a PDF",
            hint="fetch the file again, or open it and print it to a new PDF",
        ) from None


def _read_text(document: Any, data: bytes, name: str, deadline: Deadline) -> tuple[list[PageText], bool, list[Problem]]:
    """The text layer of all pages; whether pdfplumber had to help; pages that are damaged."""
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    from khcchc.read.pdf_pages import PageReader
    from khcchc.read.pdf_plumber import TableFinder

    finder = TableFinder(data)
    reader = PageReader(document, finder.find)
    pages: list[PageText] = []
    problems: list[Problem] = []
    try:
        for number in range(1, len(document) + 1):
            deadline.check(f"page {number}")
            try:
                pages.append(reader.read(number))
            except pypdfium2.PdfiumError:
                pages.append(PageText(number, 595.0, 842.0, ()))
                problems.append(_unread(number, f"page {number} is damaged and was not read"))
    finally:
        finder.close()
    if len(problems) == len(pages):
        raise UnreadableFile(f"{name} is damaged: none of its pages can be read", hint="fetch the file again")
    return pages, finder.used, problems


def _read_pictures(
    document: Any, pages: Sequence[PageText], name: str, options: ReadOptions, deadline: Deadline
) -> tuple[list[PageText], list[Problem]]:
    """The pages, with those that are pictures read by text recognition as `options.ocr` says."""
    pictures = {page.number for page in pages if is_picture(page)}
    wanted = {
        page.number
        for page in pages
        if options.ocr == "always" or page.number in pictures or (page.images and has_no_marks(page))
    }
    # A file of pages without words or pictures holds nothing either; only an error tells.
    empty = all(page.number in pictures or not has_letters(page) for page in pages)
    if options.ocr == "never" or not wanted:
        if empty:
            raise UnreadableFile(
                f"{name} has no text layer: its {len(pages)} pages are pictures"
                if pictures
                else f"{name} has no words on its {len(pages)} pages",
                hint=_READ_PICTURES,
            )
        return list(pages), [
            _unread(n, f"page {n} is a picture and was not read (--ocr never)") for n in sorted(pictures)
        ]
    from khcchc.read.ocr import find_tesseract, recognise

    try:
        program = find_tesseract()
    except MissingExtra as error:
        if options.ocr == "always" or empty:
            raise MissingExtra(f"{name}: {error.message}", hint=error.hint) from None
        return list(pages), [_unread(n, f"page {n} is a picture and was not read: {error}") for n in sorted(pictures)]
    images = _render(document, sorted(wanted))
    read, failed = recognise(program, images, len(wanted), deadline, options.progress)
    out = [read.get(page.number, page) for page in pages]
    if empty and not any(has_letters(page) for page in out):
        raise UnreadableFile(f"{name}: text recognition found no words on its pages", hint="scan it again at 300 dpi")
    return out, [
        _unread(n, f"page {n} is a picture that text recognition could not read") for n in sorted(failed & pictures)
    ]


def _render(document: Any, numbers: Sequence[int]) -> Iterator[tuple[int, Callable[[], Any], float]]:
    """Page number, a call that renders it in grey, and its dots per point."""
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)

        def draw(page: Any = page, scale: float = scale) -> Any:
            try:
                return page.render(scale=scale, grayscale=True, limit_image_cache=True).to_pil()
            finally:
                page.close()

        yield number, draw, scale


def _unmarked(pages: Sequence[PageText]) -> Iterator[Problem]:
    for page in pages:
        if has_no_marks(page):
            message = (
                f"page {page.number}: unreadable text, no Vietnamese marks in it (a poor text layer?); try --ocr always"
            )
            yield Problem(code="PDF002", severity="warning", message=message, page=page.number)


def _unread(number: int, message: str) -> Problem:
    return Problem(code="PDF001", severity="error", message=message, page=number)


def _place(problem: Problem, text: AssembledText) -> Problem:
    """A problem of a page stands at the first line of that page, or of the next that has lines."""
    if problem.line is not None or problem.page is None:
        return problem
    line = next((i for i, page in enumerate(text.pages, 1) if page >= problem.page and text.lines[i - 1]), None)
    return problem.model_copy(update={"line": line})
