"""Text to words and lines: what can be drawn where, before anything is drawn.

Text goes in as text: there is no mark-up, so no name can break it. In right-to-left text a value of
another direction (a date, a telephone number, a Dutch name) has to stand in isolates, or it turns
round: see ``overstap.i18n.languages.isolate``.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from overstap.kernel.remembered import remembered
from overstap.pdf.tagged import bidi
from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.objects import utf16
from overstap.pdf.tagged.shape import FALLBACK, Face, Shaped, face, shape

_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = " \u200c\u200d\u00a0\u202f"
_RIGHT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc]")
_TOKEN = re.compile(r"[^ \t\n\u1361\-/–—]*(?:[\-/–—](?=\w)|\u1361+|[ \t\n]+|[\-/–—])?")
"""A word with its break opportunity: space, hyphen, slash, dash or Ethiopic word space."""
_MISSING = "?"

Colour = tuple[float, float, float]


def colour(hexadecimal: str) -> Colour:
    """``#22201D`` as three parts from 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True)
class Style:
    """How a paragraph looks and what it is. Sizes in points; ``tag`` is its structure type.

    ``language`` is BCP 47, empty for that of what is around it. ``right_to_left`` is the direction
    of the paragraph and the side it starts at; ``align_end`` puts it at the other side.
    """

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


def but(style: Style, **changes: Any) -> Style:
    """``style`` with some things changed."""
    return replace(style, **changes)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A piece that is not broken. ``trailing`` is the width of its spaces at the end."""

    width: float
    trailing: float
    runs: tuple[Shaped, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Runs from left to right, ``x`` points from the left of the column."""

    x: float
    runs: tuple[Shaped, ...]


class Block:
    """Broken lines of one paragraph, which draw themselves."""

    def __init__(self, lines: Sequence[Line], style: Style) -> None:
        self.lines = tuple(lines)
        self.style = style
        self.height = len(self.lines) * style.leading
        self._glyphs: dict[Face, set[int]] = {}
        for run in (run for line in lines for run in line.runs):
            self._glyphs.setdefault(run.face, set()).update(run.glyphs)
        alike = all(run.operand for line in lines for run in line.runs)
        self._operators = self._drawn(None) if alike else ""

    def part(self, start: int, end: int | None = None) -> "Block":
        """Some of the lines."""
        return Block(self.lines[start:end], self.style)

    def operators(self, canvas: TaggedCanvas, x: float, top: float) -> str:
        """What draws it with its upper left corner at a place."""
        for face_, glyphs in self._glyphs.items():
            canvas.font(face_).used.update(glyphs)
        first = top - self.style.leading * 0.5 - self.style.size * 0.35
        return f"BT {x:.2f} {first:.2f} Td {self._operators or self._drawn(canvas)} ET"

    def _drawn(self, canvas: TaggedCanvas | None) -> str:
        """From the first baseline on. Without a canvas: what is alike in every document."""
        style = self.style
        out = ["{:.4g} {:.4g} {:.4g} rg".format(*style.ink)]
        before, current = 0.0, None
        for at, line in enumerate(self.lines):
            if at or line.x:
                out.append(f"{line.x - before:.2f} {-style.leading if at else 0:g} Td")
                before = line.x
            for font, runs in groupby(line.runs, key=attrgetter("face")):
                if font is not current:
                    out.append(f"/{font.resource} {style.size:g} Tf")
                    current = font
                out += _shown(canvas, list(runs), style.size / 1000)
        return "\n".join(out)


def _shown(canvas: TaggedCanvas | None, runs: Sequence[Shaped], scale: float) -> Iterator[str]:
    """The runs of one font, those that are alike in every document as one."""
    for alike, some in groupby(runs, key=lambda run: bool(run.operand)):
        if alike:
            yield f"[{''.join(run.operand for run in some).replace('><', '')}] TJ"
            continue
        assert canvas is not None
        for run in some:
            if run.split:
                yield f"/Span <</ActualText {utf16(run.text)}>> BDC"
            font = canvas.font(run.face)
            for rise, elements in run.segments:
                raised = f"{rise * scale:.2f} Ts " if rise else ""
                yield f"{raised}[{font.operand(elements)}] TJ{' 0 Ts' if rise else ''}"
            if run.split:
                yield "EMC"


@remembered(2048)
def lay(text: str, style: Style, width: float) -> Block:
    """The text broken into lines for a column of ``width`` points. What many papers say alike, such
    as labels, is broken once."""
    broken = _broken(words_of(text, style), width * 1000 / style.size, style.language)
    return Block([_line(words, style, width) for words in broken], style)


def text_width(text: str, style: Style) -> float:
    """How wide one line of text is, in points, spaces at its end included."""
    return sum(word.width for word in words_of(text, style)) * style.size / 1000


def line_operators(canvas: TaggedCanvas, text: str, style: Style, x: float, y: float) -> str:
    """What draws one line that starts at the left with its baseline at (x, y), outside the flow."""
    top = y + style.leading * 0.5 + style.size * 0.35
    return lay(text, at_left(style), math.inf).operators(canvas, x, top)


@lru_cache(64)
def at_left(style: Style) -> Style:
    """The style, starting at the left whatever its direction."""
    return but(style, align_end=style.right_to_left)


def _broken(words: Sequence[Word], available: float, language: str) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used = 0.0
    pieces = (piece for word in words for piece in fitting(word, available, language))
    for word in pieces:
        if lines[-1] and used + word.width - word.trailing > available + 0.5:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += word.width
    return lines


def _line(words: Sequence[Word], style: Style, width: float) -> Line:
    scale = style.size / 1000
    trailing = words[-1].trailing if words else 0
    length = (sum(word.width for word in words) - trailing) * scale
    x = width - length if style.align_end != style.right_to_left else 0.0
    if style.right_to_left:
        x -= trailing * scale
    runs = [run for word in words for run in word.runs]
    if style.right_to_left or any(run.level for run in runs):
        ordered = bidi.order(_levels_at_end(runs, base=int(style.right_to_left)))
        runs = [runs[at] for at in ordered]
    return Line(x, tuple(runs))


def _levels_at_end(runs: Sequence[Shaped], base: int) -> list[int]:
    """The levels of a line's runs; spaces at its end are of the paragraph (rule L1)."""
    levels = [run.level for run in runs]
    if runs and runs[-1].text.isspace():
        levels[-1] = base
    return levels


def words_of(text: str, style: Style) -> list[Word]:
    """The pieces that a line may break between."""
    base = int(style.right_to_left)
    if not base and not _RIGHT.search(text):
        tokens = filter(None, _TOKEN.findall(text))
        words = [_word(token, (0,) * len(token), style.bold, style.language) for token in tokens]
        return [word for word in words if word.runs]
    found, base = bidi.levels(text, base)
    words = []
    for match in _TOKEN.finditer(text):
        if match[0]:
            part = found[slice(*match.span())]
            levels = tuple(base if level is None else level for level in part)
            word = _word(match[0], levels, style.bold, style.language)
            if word.runs:
                words.append(word)
    return words


def fitting(word: Word, available: float, language: str) -> Iterator[Word]:
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
        piece = Word(sum(run.advance for run in part), trailing, part)
        yield from fitting(piece, available, language)


@remembered(8192)
def _word(text: str, levels: tuple[int, ...], bold: bool, language: str) -> Word:
    """Made once per process, as its runs are."""
    faces = tuple(face(name, bold=bold) for name in FALLBACK)
    runs: list[Shaped] = []
    pieces: list[tuple[Face, int, str]] = []
    for char, level in zip(text, levels, strict=True):
        if char in _CONTROLS:
            continue
        shown = " " if char in "\n\t" else char
        font, shown = _font_for(shown, faces, pieces[-1][0] if pieces else None)
        apart = level and shown == " " and pieces and not pieces[-1][2].isspace()
        if pieces and pieces[-1][:2] == (font, level) and not apart:
            pieces[-1] = (font, level, pieces[-1][2] + shown)
        else:
            pieces.append((font, level, shown))
    runs = [shape(font, piece, level, language) for font, level, piece in pieces]
    spaces = len(text) - len(text.rstrip(" \t\n"))
    trailing = 0.0
    if runs and spaces:
        trailing = shape(runs[-1].face, " ", runs[-1].level, language).advance * spaces
    return Word(sum(run.advance for run in runs), trailing, tuple(runs))


def _font_for(char: str, faces: tuple[Face, ...], previous: Face | None) -> tuple[Face, str]:
    """The first font that has the character. One that none has is shown as a question mark:
    PDF/A forbids the empty box."""
    if previous is not None and char in _SPACES and ord(char) in previous.characters:
        return previous, char
    for font in faces:
        if ord(char) in font.characters:
            return font, char
    return faces[0], _MISSING
