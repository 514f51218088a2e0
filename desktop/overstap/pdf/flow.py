"""Flowables that are shaped and tagged: paragraph, table, figure. They are ordinary Platypus
flowables, so frames, page breaks and KeepTogether work as ever.

Text goes in as text: there is no mark-up, so no name can break it. A value in another direction is
isolated with ``isolate``, or dates and telephone numbers would turn round in Arabic.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import segno
from reportlab.platypus import Flowable, Table

from overstap.pdf import bidi
from overstap.pdf.shape import FALLBACK, Face, Shaped, face, shape
from overstap.pdf.tagged import Element, TaggedCanvas, utf16

_LTR_ISOLATE, _ISOLATE_END = "\u2066", "\u2069"
_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = " \u200c\u200d\u00a0\u202f"
_RIGHT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
_TOKEN = re.compile(r"[^ \t\n\u1361\-/–—]*(?:[\-/–—](?=\w)|\u1361+|[ \t\n]+|[\-/–—])?")
"""A word with its break opportunity: space, hyphen, slash, dash or Ethiopic word space."""
_MISSING = "?"

Colour = tuple[float, float, float]


def colour(hexadecimal: str) -> Colour:
    """``#22201D`` as three parts from 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def isolate(text: str) -> str:
    """``text`` kept left-to-right inside whatever stands around it."""
    return f"{_LTR_ISOLATE}{text}{_ISOLATE_END}"


@dataclass(frozen=True)
class Style:
    """How a paragraph looks and what it is. Sizes in points; ``tag`` is its structure type."""

    size: float = 10
    leading: float = 14
    bold: bool = False
    ink: Colour = (0, 0, 0)
    before: float = 0
    after: float = 0
    tag: str = "P"
    right_to_left: bool = False
    language: str = ""
    align_end: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece that is not broken. ``trailing`` is the width of its spaces at the end."""

    width: float
    trailing: float
    runs: tuple[Shaped, ...]


class Paragraph(Flowable):  # type: ignore[misc]
    """A paragraph, heading or cell. Parts on two pages share one structure element."""

    def __init__(self, text: str, style: Style, parent: Element | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.parent = parent
        self._words: list[_Word] | None = None
        self._lines: list[list[_Word]] = []
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

    def _part(self, lines: list[list[_Word]]) -> "Paragraph":
        part = Paragraph(self.text, self.style, self.parent)
        part._element = self._element
        part._words = [word for line in lines for word in line]
        part._lines, part._width = lines, self._width
        return part

    def _broken(self, available: float) -> list[list[_Word]]:
        if self._words is None:
            self._words = _words(self.text, self.style)
        lines: list[list[_Word]] = [[]]
        used = 0.0
        language = self.style.language[:3]
        pieces = (piece for word in self._words for piece in _fitting(word, available, language))
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
            operators += _line_operators(canvas, line, style, self._width, y)
            y -= style.leading
        canvas.code("\n".join([*operators, "ET"]))


def line_operators(canvas: TaggedCanvas, text: str, style: Style) -> str:
    """The operators of one line at (0, 0), for what is drawn outside the flow."""
    words = _words(text, style)
    red, green, blue = style.ink
    drawn = _line_operators(canvas, words, style, 0, 0)
    return "\n".join(["BT", f"{red:.4g} {green:.4g} {blue:.4g} rg", *drawn, "ET"])


def text_width(text: str, style: Style) -> float:
    """How wide one line of text is, in points."""
    return sum(word.width for word in _words(text, style)) * style.size / 1000


def _line_operators(
    canvas: TaggedCanvas, line: Sequence[_Word], style: Style, width: float, y: float
) -> list[str]:
    scale = style.size / 1000
    trailing = line[-1].trailing if line else 0
    length = (sum(word.width for word in line) - trailing) * scale
    to_the_right = style.align_end != style.right_to_left
    x = width - length if to_the_right else 0.0
    runs = [run for word in line for run in word.runs]
    if style.right_to_left:
        x -= trailing * scale
    out = []
    for at in bidi.order([run.level for run in runs]):
        run = runs[at]
        font = canvas.font(run.face)
        out.append(f"/{font.name} {style.size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm")
        if run.split:
            out.append(f"/Span <</ActualText {utf16(run.text)}>> BDC")
        for rise, elements in run.segments:
            raised = f"{rise * scale:.2f} Ts " if rise else ""
            out.append(f"{raised}[{font.operand(elements)}] TJ{' 0 Ts' if rise else ''}")
        if run.split:
            out.append("EMC")
        x += run.advance * scale
    return out


def _words(text: str, style: Style) -> list[_Word]:
    faces = tuple(face(name, bold=style.bold) for name in FALLBACK)
    found: Sequence[int | None] = [0] * len(text)
    base = int(style.right_to_left)
    if base or _RIGHT.search(text):
        found, base = bidi.levels(text, base)
    words = []
    for match in _TOKEN.finditer(text):
        if match[0]:
            levels = [base if level is None else level for level in found[slice(*match.span())]]
            word = _word(match[0], levels, faces, style.language[:3])
            if word.runs:
                words.append(word)
    return words


def _fitting(word: _Word, available: float, language: str) -> Iterator[_Word]:
    """The word, halved until every piece fits on a line: none may run off the paper."""
    runs = word.runs
    if word.width - word.trailing <= available or sum(len(run.text) for run in runs) < 2:
        yield word
        return
    if len(runs) == 1:
        run, middle = runs[0], len(runs[0].text) // 2
        halves = (run.text[:middle], run.text[middle:])
        runs = tuple(shape(run.face, half, run.level, language) for half in halves)
    half = len(runs) // 2
    for part, trailing in ((runs[:half], 0.0), (runs[half:], word.trailing)):
        piece = _Word(sum(run.advance for run in part), trailing, part)
        yield from _fitting(piece, available, language)


def _word(text: str, levels: Sequence[int], faces: tuple[Face, ...], language: str) -> _Word:
    runs: list[Shaped] = []
    pieces: list[tuple[Face, int, str]] = []
    for char, level in zip(text, levels, strict=True):
        if char in _CONTROLS:
            continue
        shown = " " if char in "\n\t" else char
        font, shown = _font_for(shown, faces, pieces[-1][0] if pieces else None)
        if pieces and pieces[-1][:2] == (font, level):
            pieces[-1] = (font, level, pieces[-1][2] + shown)
        else:
            pieces.append((font, level, shown))
    runs = [shape(font, piece, level, language) for font, level, piece in pieces]
    spaces = len(text) - len(text.rstrip(" \t\n"))
    trailing = 0.0
    if runs and spaces:
        trailing = shape(runs[-1].face, " ", runs[-1].level, language).advance * spaces
    return _Word(sum(run.advance for run in runs), trailing, tuple(runs))


def _font_for(char: str, faces: tuple[Face, ...], previous: Face | None) -> tuple[Face, str]:
    """The first font that has the character. One that none has is shown as a question mark:
    PDF/A forbids the empty box."""
    if previous is not None and char in _SPACES and ord(char) in previous.characters:
        return previous, char
    for font in faces:
        if ord(char) in font.characters:
            return font, char
    return faces[0], _MISSING


class TaggedTable(Table):  # type: ignore[misc]
    """A table with rows, head cells and scopes in the structure tree. Head rows repeated on the
    next page are artifacts. ``row_heads``: the first cell of a row is its head."""

    def __init__(
        self, rows: list[list[Any]], *, summary: str = "", row_heads: bool = False, **options: Any
    ) -> None:
        options["renderCB"] = _tag_table  # a part of a split table brings it already
        options.setdefault("splitInRow", 1)  # a long remark may be higher than a page
        super().__init__(rows, **options)
        self.tags = _TableTags(summary, row_heads)

    def onSplit(self, table: Any, byRow: int = 1) -> None:  # noqa: N802, N803
        """The parts are one table."""
        table.tags = self.tags


class _TableTags:
    """Where the tagging of one table is."""

    def __init__(self, summary: str, row_heads: bool) -> None:
        self.summary = summary
        self.row_heads = row_heads
        self.element: Element | None = None
        self.parts = 0
        self.row: Element | None = None
        self.head = False
        self.outside: Element | None = None

    def start_table(self, canvas: TaggedCanvas) -> None:
        """Once per part; the element only once."""
        if self.element is None:
            summary = f"<< /O /Table /Summary {utf16(self.summary)} >>" if self.summary else ""
            self.element = Element("Table", canvas.current, attributes=summary)
        self.parts += 1

    def start_row(self, row: int, head_rows: int) -> None:
        """A row that was not drawn on an earlier page gets an element."""
        self.head = row < head_rows
        repeated = self.head and self.parts > 1
        self.row = None if repeated else Element("TR", self.element)

    def start_cell(self, canvas: TaggedCanvas, column: int, value: Any) -> None:
        """The cell's element becomes the parent of what is drawn in it."""
        self.outside = canvas.current
        if self.row is None:
            canvas.repeated = True
            return
        is_head = self.head or (self.row_heads and column == 0)
        scope = f"<< /O /Table /Scope /{'Column' if self.head else 'Row'} >>" if is_head else ""
        cell = Element("TH" if is_head else "TD", self.row, attributes=scope)
        for flowable in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(flowable, Paragraph):
                flowable.parent = cell
                flowable._element = []
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
        tags.start_row(about[0], int(table.repeatRows or 0))
    elif event == "startCell":
        tags.start_cell(canvas, about[1], about[2])
    elif event == "endCell":
        tags.end_cell(canvas)


class QrFigure(Flowable):  # type: ignore[misc]
    """A QR code of ``size`` points, with words for who cannot see it."""

    def __init__(self, data: str, size: float, alternative: str) -> None:
        super().__init__()
        self._code = segno.make(data, error="m", micro=False)
        self._size = size
        self._alternative = alternative

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A square."""
        return self._size, self._size

    def draw(self) -> None:
        """All dark modules as one path, row by row."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = f"{x:.2f} {y:.2f} {x + self._size:.2f} {y + self._size:.2f}"
        figure = Element(
            "Figure",
            canvas.current,
            alternative=self._alternative,
            attributes=f"<< /O /Layout /BBox [{box}] /Placement /Block >>",
        )
        rows = [list(row) for row in self._code.matrix_iter(border=0)]
        step = self._size / len(rows)
        path = ["0 0 0 rg"]
        for at, row in enumerate(rows):
            top = self._size - (at + 1) * step
            path += [f"{i * step:.3f} {top:.3f} {step:.3f} {step:.3f} re" for i in _dark(row)]
        canvas.begin(figure)
        canvas.code("\n".join([*path, "f"]))
        canvas.end()


def _dark(row: list[int]) -> list[int]:
    return [at for at, module in enumerate(row) if module]


def but(style: Style, **changes: Any) -> Style:
    """``style`` with some things changed."""
    return replace(style, **changes)
