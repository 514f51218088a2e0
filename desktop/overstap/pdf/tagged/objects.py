"""Bytes that stand in a PDF as they are, beside the objects that ReportLab makes itself."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFStream


def utf16(text: str) -> str:
    """Text as a PDF hex string."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


class Raw(PDFObject):  # type: ignore[misc]
    """Bytes that stand in the PDF as they are."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """The bytes."""
        return self.data


def raw_stream(entries: str, data: bytes) -> Raw:
    """A compressed stream with dictionary ``entries``."""
    packed = zlib.compress(data, 6)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return Raw(head.encode("latin-1") + packed + b"\nendstream")


def plain_stream(entries: str, data: bytes) -> Raw:
    """A stream whose bytes stand in the file as they are."""
    head = f"<< {entries} /Length {len(data)} >>\nstream\n"
    return Raw(head.encode("latin-1") + data + b"\nendstream")


def add_object(document: PDFDocument, thing: PDFObject, name: str) -> int:
    """Put an object into the document; gives its number."""
    document.Reference(thing, name)
    return int(document.idToObjectNumberAndVersion[name][0])


def _end_line_before_endstream() -> None:
    """PDF/A (6.1.7.1) wants an end-of-line there; ReportLab writes none without ASCII85. A stream
    that happens to end in a line feed needs one too: its own last byte counts as content."""
    plain = PDFStream.format

    def written(self: PDFStream, document: Any) -> bytes:
        data: bytes = plain(self, document)
        body = data.removesuffix(b"endstream\n")
        return data if body == data else body + b"\nendstream\n"

    PDFStream.format = written


_end_line_before_endstream()
