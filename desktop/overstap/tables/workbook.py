"""Write a table as an XLSX file that Excel and LibreOffice open as it is meant.

Every cell is text with the quote prefix, never a formula: a cell that begins with ``= + - @`` (or a
tab or line end before one) stays what somebody typed, also after the person saves it again.
"""

from io import BytesIO

import xlsxwriter

from overstap.usecases.words.sheets import Sheet

_WIDEST = 60


def write_workbook(sheet: Sheet) -> bytes:
    """The file, with a fixed head and filters."""
    raw = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(raw, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        page = book.add_worksheet(_title(sheet.title))
        for column, title in enumerate(sheet.head):
            page.write_string(0, column, title, head)
            page.set_column(column, column, _width(sheet, column))
        for line, row in enumerate(sheet.rows, start=1):
            for column, text in enumerate(row):
                page.write_string(line, column, text, cell)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.head) - 1)
    return raw.getvalue()


def _title(title: str) -> str:
    """A name that Excel accepts: 31 characters, none of ``[]:*?/\\``."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31] or "Overstap"


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(row[column]) for row in sheet.rows), default=0)
    return min(max(longest, len(sheet.head[column])) + 2, _WIDEST)
