"""What pdfium, which is not ours, finds in a tagged PDF: structure, languages, artifacts, fonts."""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

_INDENT = "  "


def described(pdf: bytes) -> str:
    """The whole file in words, one line per element; page by page, because pdfium reads so."""
    with pypdfium2.PdfDocument(pdf) as document:
        lines = [line for page in range(len(document)) for line in _page(document, page)]
        fonts = {font for page in document for _, font, _ in _texts(page) if font}
    return "\n".join([*lines, "", "Fonts", *(f"{_INDENT}{font}" for font in sorted(fonts)), ""])


def _page(document: pypdfium2.PdfDocument, number: int) -> Iterator[str]:
    page = document[number]
    said: dict[int, list[str]] = defaultdict(list)
    artifacts: dict[str, list[str]] = defaultdict(list)
    for marked, font, text in _texts(page):
        if isinstance(marked, int):
            said[marked].append(text)
        else:
            artifacts[marked].append(text if font else "")
    yield f"Page {number + 1}"
    for kind, texts in sorted(artifacts.items()):
        words = " ".join("".join(texts).split())
        yield f"{_INDENT}{kind}{f': {words}' if words else ''}"
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _element(raw.FPDF_StructTree_GetChildAtIndex(tree, at), said, 1)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _element(element: Any, said: dict[int, list[str]], depth: int) -> Iterator[str]:
    line = _INDENT * depth + _string(raw.FPDF_StructElement_GetType, element)
    language = _string(raw.FPDF_StructElement_GetLang, element)
    line += f" [{language}]" if language else ""
    scope = _attribute(element, "Scope")
    line += f" Scope={scope}" if scope else ""
    alternative = _string(raw.FPDF_StructElement_GetAltText, element)
    line += f" Alt={alternative}" if alternative else ""
    marked = (
        raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
        for at in range(max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element)))
    )
    words = " ".join("".join(part for one in marked for part in said.get(one, ())).split())
    yield line + (f": {words}" if words else "")
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _element(child, said, depth + 1)


def _texts(page: pypdfium2.PdfPage) -> Iterator[tuple[int | str, str, str]]:
    """Per thing drawn: the number of its marked content or that it is none, its font (empty where
    it has none), and its text."""
    text_page = page.get_textpage()
    for thing in page.get_objects(max_depth=1):
        marked: int | str = raw.FPDFPageObj_GetMarkedContentID(thing)
        if marked == -1:
            marked = _artifact(thing)
        if thing.type != raw.FPDF_PAGEOBJ_TEXT:
            yield marked, "", ""
            continue
        font = raw.FPDFTextObj_GetFont(thing)
        name = _string(raw.FPDFFont_GetBaseFontName, font, "utf-8").partition("+")[2]
        embedded = raw.FPDFFont_GetIsEmbedded(font)
        yield marked, name if embedded else f"{name} (not embedded)", _said(thing, text_page)
    text_page.close()


def _said(thing: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(thing, text_page, pointer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _artifact(thing: Any) -> str:
    """Whether it is decoration; says so where it is neither."""
    marks = range(max(0, raw.FPDFPageObj_CountMarks(thing)))
    names = (_mark_name(raw.FPDFPageObj_GetMark(thing, at)) for at in marks)
    return "Artifact" if "Artifact" in names else "NOT TAGGED"


def _mark_name(mark: Any) -> str:
    size = ctypes.c_ulong(0)
    buffer = ctypes.create_string_buffer(256)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFPageObjMark_GetName(mark, pointer, 256, size)
    return buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")


def _string(get: Callable[[Any, Any, int], int], of: Any, encoding: str = "utf-16-le") -> str:
    size = get(of, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    get(of, buffer, size)
    return buffer.raw[:size].decode(encoding).rstrip("\0")


def _attribute(element: Any, name: str) -> str:
    for at in range(max(0, raw.FPDF_StructElement_GetAttributeCount(element))):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
        value = raw.FPDF_StructElement_Attr_GetValue(attributes, name.encode())
        if value:
            return _value(value)
    return ""


def _value(value: Any) -> str:
    size = ctypes.c_ulong(0)
    buffer = ctypes.create_string_buffer(1024)
    raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, 1024, size)
    return buffer.raw[: size.value].decode("utf-16-le").removesuffix("\0")
