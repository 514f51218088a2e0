"""Tables with rows, head cells and scopes in the structure tree.

Columns are given in reading order; in a right-to-left table the first stands at the right. Not
ReportLab's ``Table``: rows of paragraphs on ruled lines are all we print, and have to cost little.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.platypus import Flowable

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.rows import Cell, Row, Tags, halves, place, stacked
from overstap.pdf.tagged.style import Colour

_BAR = 2
_FEWEST = 2
"""So many rows a page has of a table at the least, where the table has that many."""
_HIGH = 180
"""Points above which a row may be broken, ..."""
_LINES = 3
"""... and the most lines of it that cannot be."""
_ROOMY = 500
"""Points that are most of a page: a table that fits there in no better way is broken anyhow."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Sizes in points. ``above`` and ``below`` what a cell says, at its ``start`` and ``end``; the
    hairline under rows, the colour behind heads, and that of the bar beside marked rows."""

    above: float = 0
    below: float = 0
    start: float = 0
    end: float = 0
    line: Colour | None = None
    head: Colour = (1, 1, 1)
    bar: Colour = (0, 0, 0)


class TaggedTable(Flowable):  # type: ignore[misc]
    """The first ``heads`` rows stand on every page; repeated they are artifacts. ``row_heads``: the
    first cell of a row is its head. ``marked`` rows have a bar. ``summary`` is what the table is
    about, for who cannot see it. ``continued`` says above the rows on a later page whose they are;
    as an artifact, for who cannot see pages reads on. ``notes`` stand below the table and never on
    a page without it."""

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        look: TableLook,
        *,
        heads: int = 0,
        marked: Collection[int] = (),
        summary: str = "",
        continued: Paragraph | None = None,
        row_heads: bool = False,
        right_to_left: bool = False,
    ) -> None:
        made = [Row(cells, marked=at in marked) for at, cells in enumerate(rows)]
        self.heads, self.rows = made[:heads], made[heads:]
        self._look = look
        self._tags = Tags(summary, row_heads)
        self._columns = _columns(widths, look, right_to_left=right_to_left)
        self._side = sum(widths) if right_to_left else 0.0
        self.notes: list[Paragraph] = []
        self._continued = continued
        self._again = False
        self._wrapped = False
        self.width = sum(widths)

    @property
    def cells(self) -> Iterator[Cell]:
        """All that is said in it, in reading order."""
        return (cell for row in (*self.heads, *self.rows) for cell in row.cells)

    @property
    def reminder(self) -> str:
        """What stands above the rows because they began on a page before."""
        return self._continued.text if self._again and self._continued else ""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its rows."""
        if not self._wrapped:
            for row in (*self.heads, *self.rows):
                row.height = self._height(row)
            self._wrapped = True
            self._below = sum(note.style.before + note.wrap(width, 0)[1] for note in self.notes)
            self._above = self._caption_height(width) if self._again else 0
            self.height = self._above + _high(self.heads) + _high(self.rows) + self._below
        return self.width, self.height

    def _height(self, row: Row) -> float:
        said = (
            stacked(cell, room) for cell, (_, room) in zip(row.cells, self._columns, strict=True)
        )
        return max(said, default=0) + self._look.above + self._look.below

    def _caption_height(self, width: float) -> float:
        said = self._continued
        return said.wrap(width, 0)[1] + said.getSpaceAfter() if said else 0

    def least(self, width: float) -> float:
        """The head with the fewest rows that leave as many for the next page, or with the first
        lines of a high one; a small table whole."""
        self.wrap(width, math.inf)
        head = self._above + _high(self.heads)
        for at, row in enumerate(self.rows):
            if row.height >= _HIGH:
                return head + _high(self.rows[:at]) + self._begun(row)
            if at + 1 == _FEWEST and len(self.rows) >= 2 * _FEWEST:
                return head + _high(self.rows[:_FEWEST])
        return self.height

    def _begun(self, row: Row) -> float:
        """How much of a high row a page has to give before it is broken."""
        leading = max((p.style.leading for cell in row.cells for p in cell), default=0)
        return self._look.above + self._look.below + _LINES * leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between rows; in a row only where it is higher than what a page can give."""
        self.wrap(width, height)
        room = height - self._above - _high(self.heads)
        fits, used = 0, 0.0
        while fits < len(self.rows) and used + self.rows[fits].height <= room + 1e-6:
            used += self.rows[fits].height
            fits += 1
        if fits == len(self.rows) and used + self._below <= room:
            return [self]
        if fits < len(self.rows) and (broken := self._break(self.rows[fits], room - used)):
            first, second = broken
            return self._parts([*self.rows[:fits], first], [second, *self.rows[fits + 1 :]])
        whole = fits
        while fits > 1 and not _enough(self.rows[fits:]):
            fits -= 1
        if fits < len(self.rows) and _enough(self.rows[:fits]):
            return self._parts(self.rows[:fits], self.rows[fits:])
        if whole and height >= _ROOMY:
            return self._parts(self.rows[:whole], self.rows[whole:])
        return []

    def _break(self, row: Row, room: float) -> tuple[Row, Row] | None:
        """A high row in two, where every cell that is too high can be broken."""
        if row.height < _HIGH:
            return None
        room -= self._look.above + self._look.below
        broken = [
            halves(cell, width, room)
            for cell, (_, width) in zip(row.cells, self._columns, strict=True)
        ]
        whole = [pair for pair in broken if pair]
        if len(whole) < len(broken):
            return None
        first = row.part([above for above, _ in whole])
        second = row.part([below for _, below in whole])
        return first, second

    def _parts(self, above: list[Row], below: list[Row]) -> list[Flowable]:
        parts = [self._part(above, again=self._again), self._part(below, again=True)]
        parts[1].notes = self.notes
        return parts

    def _part(self, rows: list[Row], *, again: bool) -> "TaggedTable":
        part = TaggedTable((), (), self._look)
        part.heads, part.rows = self.heads if rows else [], rows
        part._tags, part._columns, part._side = self._tags, self._columns, self._side
        part._again, part._continued, part.width = again, self._continued, self.width
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Lines and colours first, then row by row."""
        top = y + self.height
        if self._again and self._continued:
            self._remind(canvas, self._continued, x, top)
            top -= self._above
        self._decorate(canvas, x, top)
        for row in self.heads:
            if self._again:
                self._repeat(canvas, row, x, top)
            else:
                self._say(canvas, row, x, top, head=True)
            top -= row.height
        for row in self.rows:
            self._say(canvas, row, x, top, head=False)
            top -= row.height
        for note in self.notes:
            top -= note.style.before
            note.place(canvas, x, top)
            top -= note.height

    def _decorate(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        look, width = self._look, self.width
        tops = [top]
        for row in (*self.heads, *self.rows):
            tops.append(tops[-1] - row.height)
        out = []
        if self.heads:
            below = tops[len(self.heads)]
            out.append(
                f"{_rgb(look.head)} rg {x:.2f} {below:.2f} {width:.2f} {top - below:.2f} re f"
            )
        if look.line:
            lines = "".join([f" {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l" for y in tops[1:]])
            out.append(f"{_rgb(look.line)} RG .5 w{lines} S")
        side = x + self._side
        bars = [
            f"{side:.2f} {upper:.2f} m {side:.2f} {lower:.2f} l"
            for row, (upper, lower) in zip((*self.heads, *self.rows), pairwise(tops), strict=True)
            if row.marked
        ]
        if bars:
            out.append(f"{_rgb(look.bar)} RG {_BAR} w {' '.join(bars)} S")
        if out:
            canvas.artifact("Layout")
            canvas.code("\n".join(["q", *out, "Q"]))
            canvas.end()

    def _say(self, canvas: TaggedCanvas, row: Row, left: float, top: float, *, head: bool) -> None:
        if not row.elements:
            row.elements += self._tags.elements(canvas, row, head=head)
        outside = canvas.current
        for element, cell, (x, _) in zip(row.elements, row.cells, self._columns, strict=True):
            canvas.current = element
            place(canvas, cell, left + x, top - self._look.above)
        canvas.current = outside

    def _remind(self, canvas: TaggedCanvas, said: Paragraph, x: float, top: float) -> None:
        canvas.artifact("Pagination")
        said.paint(canvas, x, top)
        canvas.end()

    def _repeat(self, canvas: TaggedCanvas, row: Row, left: float, top: float) -> None:
        canvas.artifact("Pagination")
        for cell, (x, _) in zip(row.cells, self._columns, strict=True):
            y = top - self._look.above
            for paragraph in cell:
                paragraph.paint(canvas, left + x, y)
                y -= paragraph.height + paragraph.getSpaceAfter()
        canvas.end()


def _enough(rows: Sequence[Row]) -> bool:
    """Whether they may be all that a page has of a table."""
    return len(rows) >= _FEWEST or any(row.height >= _HIGH for row in rows)


def _high(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _columns(
    widths: Sequence[float], look: TableLook, *, right_to_left: bool
) -> list[tuple[float, float]]:
    """Where what is said in each column starts from the left, and how wide it may be."""
    columns, x = [], 0.0
    total = sum(widths)
    for width in widths:
        left = total - x - width + look.end if right_to_left else x + look.start
        columns.append((left, width - look.start - look.end))
        x += width
    return columns


def _rgb(colour: Colour) -> str:
    return "{:.4g} {:.4g} {:.4g}".format(*colour)
