"""Paragraphs and lists that are shaped and tagged. They are ordinary Platypus flowables, so frames,
page breaks and KeepTogether work as ever."""

import math
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Protocol, runtime_checkable

from reportlab.platypus import CondPageBreak, Flowable

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.structure import Element
from overstap.pdf.tagged.style import Style
from overstap.pdf.tagged.text import Block, lay

_LIST_INDENT = 12
_FEWEST = 2
"""So many lines of a paragraph stand on either page at the least."""


@runtime_checkable
class Breakable(Protocol):
    """A flowable of which some may stand on a page before the rest."""

    def least(self, width: float) -> float:
        """How high the lowest part is that may do so."""


class Paragraph(Flowable):  # type: ignore[misc]
    """A paragraph, heading or cell. Parts on two pages share one structure element."""

    def __init__(self, text: str, style: Style, parent: Element | None = None) -> None:
        self.text = text
        self.style = style
        self.parent = parent
        self._block: Block | None = None
        self._broken_for = -1.0
        self._element: list[Element] = []

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below."""
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break into lines."""
        block = self._lines(width)
        self.width, self.height = width, block.height
        return width, block.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """In two, with at least two lines on either side."""
        block = self._lines(width)
        fits, count = int(height / self.style.leading + 1e-6), len(block.lines)
        if fits >= count:
            return [self]
        fits = min(fits, count - _FEWEST)
        if fits < _FEWEST:
            return []
        return [self._part(block.part(0, fits)), self._part(block.part(fits))]

    def least(self, width: float) -> float:
        """Two lines, where as many are left for the next page."""
        lines = len(self._lines(width).lines)
        return (lines if lines < 2 * _FEWEST else _FEWEST) * self.style.leading

    def belong_to(self, parent: Element) -> None:
        """Stand under ``parent`` from now on, with an element of its own."""
        self.parent = parent
        self._element = []

    def be(self, element: Element) -> None:
        """Be the content of an element that is there already, such as a cell."""
        self._element.append(element)

    def _lines(self, width: float) -> Block:
        if self._block is None or self._broken_for != width:
            self._block, self._broken_for = lay(self.text, self.style, width), width
        return self._block

    def _part(self, block: Block) -> "Paragraph":
        part = Paragraph(self.text, self.style, self.parent)
        part._element = self._element
        part._block, part._broken_for = block, self._broken_for
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """As ReportLab calls it: without a graphics state of its own, for there are hundreds."""
        self.place(canvas, x, y + self.height)

    def place(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw with the upper left corner there."""
        canvas.begin(self._tagged(canvas))
        self.paint(canvas, x, top)
        canvas.end()

    def _tagged(self, canvas: TaggedCanvas) -> Element:
        if not self._element:
            parent = self.parent or canvas.current
            own = self.style.language
            language = own if own != parent.language_here() else ""
            self._element.append(Element(self.style.tag, parent, language=language))
        return self._element[0]

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw without tags."""
        assert self._block is not None, "wrap comes first"
        canvas.code(self._block.operators(canvas, x, top))


class Together(CondPageBreak):  # type: ignore[misc]
    """Stands before flowables that belong together: ends the page where they would not all fit on
    what is left of it, but would on the next. Above ``most`` points a page would stay too empty:
    then the first ``titles`` and the paragraphs after those stay with the least of what follows
    that may stand on a page; so a page neither ends with a title nor begins what that is of."""

    def __init__(
        self, flowables: Sequence[Flowable], titles: int = 0, most: float = math.inf
    ) -> None:
        super().__init__(0)
        self._flowables = flowables
        self._titles = titles
        self._most = most

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Takes no room."""
        page = self._frame._aH
        needed = self._needed(width, page)
        self.height = needed if needed <= page else 0
        return tuple(super().wrap(width, height))

    def drawOn(self, *_: Any, **__: Any) -> None:  # noqa: N802
        """Nothing is to be seen of it."""

    def _needed(self, width: float, page: float) -> float:
        kept = [f for f in self._flowables if not isinstance(f, CondPageBreak)]
        whole = _high(kept, width)
        if whole <= self._most and whole <= page:
            return whole
        said = len(list(takewhile(lambda flowable: isinstance(flowable, Paragraph), kept)))
        begun = [_begun(kept, count, width) for count in (said, self._titles) if count < len(kept)]
        return next((high for high in begun if high <= page / 2), begun[-1] if begun else whole)


def _high(flowables: Sequence[Flowable], width: float) -> float:
    """How high they are below each other."""
    high = before = 0.0
    for flowable in flowables:
        high += max(before, flowable.getSpaceBefore()) + flowable.wrap(width, math.inf)[1]
        before = flowable.getSpaceAfter()
    return high


def _begun(flowables: Sequence[Flowable], whole: int, width: float) -> float:
    """How high the first ones are with the least that a page may have of the next."""
    following = flowables[whole]
    rest = float(following.wrap(width, math.inf)[1]) - least(following, width)
    return _high(flowables[: whole + 1], width) - rest


def least(flowable: Flowable, width: float) -> float:
    """How high the lowest part is that may stand on a page before the rest."""
    if isinstance(flowable, Breakable):
        return flowable.least(width)
    return float(flowable.wrap(width, math.inf)[1])


class Bullets:
    """A list: makes the flowables of its items, which share one structure element."""

    def __init__(self, items: Sequence[Paragraph], mark: str = "•") -> None:
        self._items = items
        self._mark = mark
        self._list: Element | None = None

    def flowables(self) -> list[Flowable]:
        """One for each item."""
        return [_Item(self, paragraph, self._mark) for paragraph in self._items]

    def element(self, canvas: TaggedCanvas) -> Element:
        """The list in the structure tree."""
        if self._list is None:
            numbering = "<< /O /List /ListNumbering /Disc >>"
            self._list = Element("L", canvas.current, attributes=numbering)
        return self._list


class _Item(Flowable):  # type: ignore[misc]
    """The mark and what is said behind it."""

    def __init__(self, of: Bullets, body: Paragraph, mark: str) -> None:
        super().__init__()
        self._of = of
        self._body = body
        self._mark = Paragraph(mark, _plain(body.style))

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below."""
        return self._body.getSpaceAfter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as what is said."""
        self.width, self.height = width, self._body.wrap(width - _LIST_INDENT, height)[1]
        self._mark.wrap(_LIST_INDENT, height)
        return self.width, self.height

    def draw(self) -> None:
        """The label, then the body."""
        canvas: TaggedCanvas = self.canv
        item = Element("LI", self._of.element(canvas))
        style = self._body.style
        right = style.right_to_left != style.align_end
        self._mark.belong_to(Element("Lbl", item))
        self._body.belong_to(Element("LBody", item))
        edge = self.width - _LIST_INDENT / 2
        self._mark.place(canvas, edge if right else 0, self.height)
        self._body.place(canvas, 0 if right else _LIST_INDENT, self.height)


def _plain(style: Style) -> Style:
    return Style(style.size, style.leading, ink=style.ink, tag="P")
