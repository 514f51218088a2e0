"""Read somebody's list: the first sheet of an XLSX file, or a CSV file as Dutch Excel writes it.

Everything becomes text; what it means is judged elsewhere. Nothing in the file is trusted: it is
read within limits, and formulas are not worked out.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from overstap.kernel.errors import FileError
from overstap.usecases.words.sheets import Sheet

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_LARGEST = 200_000_000
"""Bytes, unpacked: an XLSX file is a zip, and a zip can be a bomb."""


class UnreadableTableError(FileError):
    """The file is no XLSX or CSV, or it is damaged."""

    code = "table.unreadable"


class EmptyTableError(FileError):
    """There are no rows under a row with names of columns."""

    code = "table.empty"


class TooLargeTableError(FileError):
    """There is more in it than one list of residents can hold."""

    code = "table.too_large"


def read_sheet(path: Path) -> Sheet:
    """The rows under the first row that is not empty, which has the names of the columns. Empty
    rows stay, so that a row has the number that somebody sees (``head`` is row 1).

    Raises:
        FileError: it cannot be read, is empty or is too large.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLargeTableError(file=path.name, limit=MOST_ROWS)
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableTableError(file=path.name) from error
    rows = list(islice(_workbook(raw, path) if _is_zip(raw) else _csv(raw, path), MOST_ROWS + 2))
    if len(rows) > MOST_ROWS + 1:
        raise TooLargeTableError(file=path.name, limit=MOST_ROWS)
    if len(rows) < 2 or not any(rows[0]) or not any(any(row) for row in rows[1:]):
        raise EmptyTableError(file=path.name)
    width = len(rows[0])
    return Sheet(path.name, rows[0], tuple(_wide(row, width) for row in rows[1:]))


def _is_zip(raw: bytes) -> bool:
    return raw.startswith(b"PK\x03\x04")


def _workbook(raw: bytes, path: Path) -> Iterator[tuple[str, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise TooLargeTableError(file=path.name, limit=MOST_ROWS)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        yield from map(_texts, book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, ParseError) as error:
        raise UnreadableTableError(file=path.name) from error
    except (IndexError, AttributeError, TypeError, EOFError, OSError) as error:
        raise UnreadableTableError(file=path.name) from error
    except (RuntimeError, zlib.error) as error:  # closed with a password, packed in another way
        raise UnreadableTableError(file=path.name) from error


def _csv(raw: bytes, path: Path) -> Iterator[tuple[str, ...]]:
    if b"\0" in raw:
        raise UnreadableTableError(file=path.name)
    text = _decoded(raw)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from map(_texts, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTableError(file=path.name) from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # older Excel


def _texts(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(_text, cells))[:MOST_COLUMNS]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _wide(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))[:width]
