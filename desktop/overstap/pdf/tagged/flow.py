"""Paragraphs and lists that are shaped and tagged. They are ordinary Platypus flowables, so frames,
page breaks and KeepTogether work as ever."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.structure import Element
from overstap.pdf.tagged.text import Style, Word, fitting, operators_of, words_of

_LIST_INDENT = 12


class Paragraph(Flowable):  # type: ignore[misc]
    """A paragraph, heading or cell. Parts on two pages share one structure element."""

    def __init__(self, text: str, style: Style, parent: Element | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.parent = parent
        self._words: list[Word] | None = None
        self._lines: list[list[Word]] = []
        self._width = -1.0
        self._element: list[Element] = []

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below."""
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break into lines."""
        if self._width != width:
            self._lines = self._broken(width * 1000 / self.style.size)
            self._width = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """In two, with at least two lines on either side."""
        self.wrap(width, height)
        fits = int(height / self.style.leading + 1e-6)
        if fits >= len(self._lines):
            return [self]
        if fits < 2 or len(self._lines) - fits < 2:
            return []
        return [self._part(self._lines[:fits]), self._part(self._lines[fits:])]

    def belong_to(self, parent: Element) -> None:
        """Stand under ``parent`` from now on, with an element of its own."""
        self.parent = parent
        self._element = []

    def _part(self, lines: list[list[Word]]) -> "Paragraph":
        part = Paragraph(self.text, self.style, self.parent)
        part._element = self._element
        part._words = [word for line in lines for word in line]
        part._lines, part._width = lines, self._width
        return part

    def _broken(self, available: float) -> list[list[Word]]:
        if self._words is None:
            self._words = words_of(self.text, self.style)
        lines: list[list[Word]] = [[]]
        used = 0.0
        language = self.style.language
        pieces = (piece for word in self._words for piece in fitting(word, available, language))
        for word in pieces:
            if lines[-1] and used + word.width - word.trailing > available + 0.5:
                lines.append([])
                used = 0.0
            lines[-1].append(word)
            used += word.width
        return lines

    def draw(self) -> None:
        """Draw, as content or as an artifact where it stands on an earlier page already."""
        canvas: TaggedCanvas = self.canv
        if canvas.repeated:
            canvas.artifact("Pagination")
        else:
            canvas.begin(self._tagged(canvas))
        self.paint(canvas)
        canvas.end()

    def _tagged(self, canvas: TaggedCanvas) -> Element:
        if not self._element:
            parent = self.parent or canvas.current
            own = self.style.language
            language = own if own != parent.language_here() else ""
            self._element.append(Element(self.style.tag, parent, language=language))
        return self._element[0]

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw without tags."""
        style = self.style
        red, green, blue = style.ink
        operators = ["BT", f"{red:.4g} {green:.4g} {blue:.4g} rg"]
        y = self.height - style.leading * 0.5 - style.size * 0.35
        for line in self._lines:
            operators += operators_of(canvas, line, style, self._width, y)
            y -= style.leading
        canvas.code("\n".join([*operators, "ET"]))


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
        self._mark.drawOn(canvas, edge if right else 0, self.height - self._mark.height)
        self._body.drawOn(canvas, 0 if right else _LIST_INDENT, 0)


def _plain(style: Style) -> Style:
    return Style(style.size, style.leading, ink=style.ink, tag="P")
