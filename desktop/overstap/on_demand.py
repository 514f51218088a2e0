"""Machinery that is imported when it is first used.

Printing, reading codes and spreadsheets take a fifth of a second to import, and hardly anybody who
unlocks a vault needs them at once.
"""

from pathlib import Path

from overstap.domain.paper import Paper
from overstap.kernel.task import Task
from overstap.usecases.ports.papers import Pages
from overstap.usecases.words.sheets import Sheet


def press(paper: Paper, task: Task) -> bytes:
    """See ``pdf.press.PaperPress``."""
    from overstap.pdf.press import PaperPress

    return PaperPress()(paper, task)


def pages(pdf: bytes) -> Pages:
    """See ``pdf.pages.PdfPages``."""
    from overstap.pdf.pages import PdfPages

    return PdfPages(pdf)


def read_paper(path: Path) -> bytes:
    """See ``pdf.codes.read_file``."""
    from overstap.pdf.codes import read_file

    return read_file(path)


def read_code(path: Path) -> str:
    """See ``pdf.codes.read_code``."""
    from overstap.pdf.codes import read_code

    return read_code(path)


def read_sheet(path: Path) -> Sheet:
    """See ``tables.read.read_sheet``."""
    from overstap.tables.read import read_sheet

    return read_sheet(path)
