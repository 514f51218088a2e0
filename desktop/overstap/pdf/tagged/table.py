"""Tables with rows, head cells and scopes in the structure tree.

Columns are given in reading order; in a right-to-left table the first stands at the right.
"""

from typing import Any

from reportlab.platypus import Table

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.objects import utf16
from overstap.pdf.tagged.structure import Element


class TaggedTable(Table):  # type: ignore[misc]
    """Head rows repeated on the next page are artifacts. ``row_heads``: the first cell of a row is
    its head. ``summary`` is what the table is about, for who cannot see it."""

    def __init__(
        self,
        rows: list[list[Any]],
        *,
        summary: str = "",
        row_heads: bool = False,
        right_to_left: bool = False,
        **options: Any,
    ) -> None:
        options["renderCB"] = _tag_table  # a part of a split table brings it already
        options.setdefault("splitInRow", 1)  # a long remark may be higher than a page
        if right_to_left:
            rows = [row[::-1] for row in rows]
            options["colWidths"] = list(options["colWidths"])[::-1]
        super().__init__(rows, **options)
        self.tags = _TableTags(summary, row_heads, right_to_left)

    def onSplit(self, table: Any, byRow: int = 1) -> None:  # noqa: N802, N803
        """The parts are one table."""
        table.tags = self.tags


class _TableTags:
    """Where the tagging of one table is."""

    def __init__(self, summary: str, row_heads: bool, right_to_left: bool) -> None:
        self.summary = summary
        self.row_heads = row_heads
        self.right_to_left = right_to_left
        self.element: Element | None = None
        self.parts = 0
        self.cells: list[Element] = []
        self.outside: Element | None = None

    def start_table(self, canvas: TaggedCanvas) -> None:
        """Once per part; the element only once."""
        if self.element is None:
            summary = f"<< /O /Table /Summary {utf16(self.summary)} >>" if self.summary else ""
            self.element = Element("Table", canvas.current, attributes=summary)
        self.parts += 1

    def start_row(self, row: int, head_rows: int, columns: int) -> None:
        """A row that was not drawn on an earlier page gets elements, in reading order."""
        head = row < head_rows
        self.cells = []
        if head and self.parts > 1:
            return
        element = Element("TR", self.element)
        for column in range(columns):
            is_head = head or (self.row_heads and column == 0)
            scope = f"<< /O /Table /Scope /{'Column' if head else 'Row'} >>" if is_head else ""
            self.cells.append(Element("TH" if is_head else "TD", element, attributes=scope))
        if self.right_to_left:
            self.cells.reverse()

    def start_cell(self, canvas: TaggedCanvas, column: int, value: Any) -> None:
        """The cell's element becomes the parent of what is drawn in it."""
        self.outside = canvas.current
        if not self.cells:
            canvas.repeated = True
            return
        cell = self.cells[column]
        for flowable in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(flowable, Paragraph):
                flowable.belong_to(cell)
        canvas.current = cell

    def end_cell(self, canvas: TaggedCanvas) -> None:
        """Back to what was around the table."""
        assert self.outside is not None
        canvas.current = self.outside
        canvas.repeated = False


def _tag_table(table: TaggedTable, event: str, *about: Any) -> None:
    """ReportLab calls this while it draws a table."""
    canvas, tags = table.canv, table.tags
    if event == "startTable":
        tags.start_table(canvas)
    elif event in ("startBG", "startLines"):
        canvas.artifact("Layout")
    elif event in ("endBG", "endLines"):
        canvas.end()
    elif event == "startRow":
        tags.start_row(about[0], int(table.repeatRows or 0), len(table._cellvalues[0]))
    elif event == "startCell":
        tags.start_cell(canvas, about[1], about[2])
    elif event == "endCell":
        tags.end_cell(canvas)
