"""Bytes that stand in a PDF as they are, beside the objects that ReportLab makes itself.

``Numbers`` writes the file: ReportLab's registry of objects is made for tens of objects, and a
tagged document has a thousand.
"""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFStream, PDFTrailer

from overstap.kernel.remembered import remembered


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
    return Raw(_stream(f"{entries} /Filter /FlateDecode", zlib.compress(data, 6)))


def plain_stream(entries: str, data: bytes) -> Raw:
    """A stream whose bytes stand in the file as they are."""
    return Raw(_stream(entries, data))


@remembered(32)
def packed(entries: str, data: bytes) -> bytes:
    """A compressed stream that many documents have alike: a font, a colour profile."""
    return raw_stream(entries, data).data


def _stream(entries: str, data: bytes) -> bytes:
    head = f"<< {entries} /Length {len(data)} >>\nstream\n"
    return head.encode("latin-1") + data + b"\nendstream"


def add_object(document: PDFDocument, thing: PDFObject, name: str) -> int:
    """Put an object into the document; gives its number."""
    document.Reference(thing, name)
    return int(document.idToObjectNumberAndVersion[name][0])


class Numbers:
    """Objects without a name, and the file with them and with those that ReportLab knows."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._written: dict[int, bytes] = {}
        document.format = self._file

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._document.objectcounter += 1
        return int(self._document.objectcounter)

    def write(self, number: int, data: bytes) -> None:
        """The object with a number that was reserved."""
        self._written[number] = data

    def add(self, data: bytes) -> int:
        """An object; gives its number."""
        number = self.reserve()
        self.write(number, data)
        return number

    def _file(self) -> bytes:
        """What ReportLab would write, with the other objects in their places."""
        document = self._document
        root, info = document.Reference(document.Catalog), document.Reference(document.info)
        out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offsets, at, number = [], len(out[0]), 0
        while number < document.objectcounter:  # which grows while objects are written
            number += 1
            offsets.append(at)
            data = self._written.get(number) or self._known(number)
            out.append(b"%d 0 obj\n%b\nendobj\n" % (number, data))
            at += len(out[-1])
        out.append(b"xref\n0 %d\n0000000000 65535 f \n" % (number + 1))
        out += [b"%010d 00000 n \n" % offset for offset in offsets]
        trailer = PDFTrailer(at, Size=number + 1, Root=root, Info=info, ID=document.ID())
        return b"".join([*out, trailer.format(document)])

    def _known(self, number: int) -> bytes:
        document = self._document
        thing = document.idToObject[document.numberToId[number]]
        return bytes(thing.format(document)).removesuffix(b"\n")


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
