"""Reads the QR code on a picture or a scanned PDF of a paper. Nothing in either is believed."""

import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError

from overstap.domain.paper_seal import PREFIX
from overstap.kernel.errors import FileError

LARGEST = 64_000_000
"""Bytes of a file that is looked at: a scan of a whole dossier fits well."""
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_PIXELS = 60_000_000
_PICTURES = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
"""What scanners and telephones make; no format that another program would have to open."""
_PAGES = 3
_SCALE = 200 / 72


class UnreadablePaperError(FileError):
    """It is no picture or PDF, it is damaged, or it is far too large."""

    code = "paper.unreadable"


class NoCodeError(FileError):
    """There is no QR code of ours on it."""

    code = "paper.no_code"


def read_file(path: Path) -> bytes:
    """The bytes of a paper.

    Raises:
        UnreadablePaperError: it cannot be read, or is too large to be one.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadablePaperError(file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePaperError(file=path.name) from error


def read_code(path: Path) -> str:
    """What the code of ours on the paper says.

    Raises:
        UnreadablePaperError: it is neither a picture nor a PDF.
        NoCodeError: there is none.
    """
    for picture in _pictures(path):
        for found in zxingcpp.read_barcodes(picture, formats=_QR):
            if found.text.strip().upper().startswith(PREFIX):
                return str(found.text)
    raise NoCodeError(file=path.name)


def _pictures(path: Path) -> Iterator[Image.Image]:
    if read_file(path)[:5] == b"%PDF-":
        yield from _pages(path)
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_PICTURES) as picture:
                if picture.width * picture.height > _PIXELS:
                    raise UnreadablePaperError(file=path.name)
                yield picture.convert("L")
    except (
        OSError,
        ValueError,
        SyntaxError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise UnreadablePaperError(file=path.name) from error


def _pages(path: Path) -> Iterator[Image.Image]:
    """The first pages; the code stands on the first, but a cover sheet may lie on top."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            for number in range(min(len(document), _PAGES)):
                page = document[number]
                yield page.render(scale=_scale(*page.get_size()), grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
        raise UnreadablePaperError(file=path.name) from error


def _scale(width: float, height: float) -> float:
    """A page may claim to be as large as a house: it never becomes more pixels than a picture."""
    return min(_SCALE, math.sqrt(_PIXELS / max(width * height, 1.0)))
