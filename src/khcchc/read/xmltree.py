"""XML from untrusted files: parsed without entities, without a network, without huge trees."""

from __future__ import annotations

from typing import Any

from khcchc.errors import LimitExceeded, UnreadableFile

Element = Any
"""An lxml element; lxml has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The name space of WordprocessingML: a paragraph is `f"{W}p"`."""
VAL = f"{W}val"
STRICT_MARK = b"purl.oclc.org/ooxml"
# Strict Open XML has the same elements in other name spaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def parse_xml(data: bytes, part: str, name: str) -> Element:
    """The root element of one part. Raises `UnreadableFile` for damage, `LimitExceeded` for a bomb."""
    from lxml import etree  # type: ignore[import-untyped]

    if b"!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise _declares_type(part, name)
    if STRICT_MARK in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = str(error)
        if "depth" in message or "huge" in message.lower():
            raise LimitExceeded(
                f"{name}: {part!r} is nested too deeply or too large to be a document",
                hint="check where the file comes from",
            ) from None
        raise UnreadableFile(
            f"{name} is damaged: {part!r}, line {error.lineno}: {_first_line(message)}",
            hint="open it in Word and save it again, or fetch it again",
        ) from None
    if root.getroottree().docinfo.doctype:  # in UTF-16 the bytes above do not show it
        raise _declares_type(part, name)
    return root


def child(element: Element, tag: str) -> Element | None:
    """The first child of this tag; `find` takes a path, and several times as long."""
    return next(element.iterchildren(tag), None)


def children_by_tag(element: Element) -> dict[str, Element]:
    """The first child of each tag: asked several times, it costs less than as many searches."""
    return {child.tag: child for child in reversed(element[:])}


def _declares_type(part: str, name: str) -> UnreadableFile:
    """Open XML forbids it (ECMA-376 Part 2, 10.1.2): it is how entity bombs and external references come."""
    return UnreadableFile(
        f"{name}: {part!r} declares a document type, which no Word document does",
        hint="check where the file comes from",
    )


def _first_line(message: str) -> str:
    return message.splitlines()[0] if message else "not XML"
