"""Rows of a table: what they say, how high they are, what they are in the structure tree."""

from collections.abc import Sequence

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.objects import utf16
from overstap.pdf.tagged.structure import Element

Cell = Sequence[Paragraph]


class Row:
    """Cells and what they are in the structure tree, which the parts of a broken row share."""

    def __init__(self, cells: Sequence[Cell], *, marked: bool = False) -> None:
        self.cells = cells
        self.marked = marked
        self.single = [len(cell) == 1 for cell in cells]
        self.height = 0.0
        self.elements: list[Element] = []

    def part(self, cells: Sequence[Cell]) -> "Row":
        """The same row, with less in it."""
        part = Row(cells, marked=self.marked)
        part.single, part.elements = self.single, self.elements
        return part


class Tags:
    """The table in the structure tree."""

    def __init__(self, summary: str, row_heads: bool) -> None:
        self._summary = summary
        self._row_heads = row_heads
        self._table: Element | None = None

    def elements(self, canvas: TaggedCanvas, row: Row, *, head: bool) -> list[Element]:
        """Those of a row's cells. A cell with one paragraph is that paragraph."""
        if self._table is None:
            about = f"<< /O /Table /Summary {utf16(self._summary)} >>" if self._summary else ""
            self._table = Element("Table", canvas.current, attributes=about)
        line = Element("TR", self._table)
        around = line.language_here()
        made = []
        for column, (cell, single) in enumerate(zip(row.cells, row.single, strict=True)):
            is_head = head or (self._row_heads and not column)
            scope = f"<< /O /Table /Scope /{'Column' if head else 'Row'} >>" if is_head else ""
            element = Element("TH" if is_head else "TD", line, attributes=scope)
            if single:
                language = cell[0].style.language
                element.language = language if language != around else ""
                cell[0].be(element)
            made.append(element)
        return made


def stacked(cell: Cell, width: float) -> float:
    """How high the paragraphs of a cell are together."""
    height = 0.0
    for at, paragraph in enumerate(cell):
        height += paragraph.wrap(width, 0)[1]
        height += paragraph.getSpaceAfter() if at < len(cell) - 1 else 0
    return height


def place(canvas: TaggedCanvas, cell: Cell, x: float, top: float) -> None:
    """Draw the paragraphs of a cell below each other."""
    for paragraph in cell:
        paragraph.place(canvas, x, top)
        top -= paragraph.height + paragraph.getSpaceAfter()


def halves(cell: Cell, width: float, room: float) -> tuple[Cell, Cell] | None:
    """What fits into ``room``, and the rest; None where the first lines do not fit."""
    for at, paragraph in enumerate(cell):
        if paragraph.height > room:
            parts = paragraph.split(width, room)
            if len(parts) == 2:
                return [*cell[:at], parts[0]], [parts[1], *cell[at + 1 :]]
            return (cell[:at], cell[at:]) if at else None
        room -= paragraph.height + paragraph.getSpaceAfter()
    return cell, []
