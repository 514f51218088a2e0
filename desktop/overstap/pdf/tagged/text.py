"""Text to words and lines: what can be drawn where, before anything is drawn.

Text goes in as text: there is no mark-up, so no name can break it. In right-to-left text a value of
another direction (a date, a telephone number, a Dutch name) has to stand in isolates, or it turns
round: see ``overstap.i18n.languages.isolate``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Word:
    """A piece that is not broken. ``trailing`` is the width of its spaces at the end."""

    width: float
    trailing: float
    runs: tuple[Shaped, ...]


def line_operators(canvas: TaggedCanvas, text: str, style: Style) -> str:
    """The operators of one line at (0, 0), for what is drawn outside the flow."""
    words = words_of(text, style)
    red, green, blue = style.ink
    drawn = operators_of(canvas, words, style, 0, 0)
    return "\n".join(["BT", f"{red:.4g} {green:.4g} {blue:.4g} rg", *drawn, "ET"])


def text_width(text: str, style: Style) -> float:
    """How wide one line of text is, in points."""
    return sum(word.width for word in words_of(text, style)) * style.size / 1000


def operators_of(
    canvas: TaggedCanvas, line: Sequence[Word], style: Style, width: float, y: float
) -> list[str]:
    """One broken line with its baseline at ``y``, in a column of ``width`` points."""
    scale = style.size / 1000
    trailing = line[-1].trailing if line else 0
    length = (sum(word.width for word in line) - trailing) * scale
    to_the_right = style.align_end != style.right_to_left
    x = width - length if to_the_right else 0.0
    runs = [run for word in line for run in word.runs]
    if style.right_to_left:
        x -= trailing * scale
    out = []
    for at in bidi.order(_levels_at_end(runs, base=int(style.right_to_left))):
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


def _levels_at_end(runs: Sequence[Shaped], base: int) -> list[int]:
    """The levels of a line's runs; spaces at its end are of the paragraph (rule L1)."""
    levels = [run.level for run in runs]
    if base and runs and runs[-1].text.isspace():
        levels[-1] = base
    return levels


def words_of(text: str, style: Style) -> list[Word]:
    """The pieces that a line may break between."""
    found: Sequence[int | None] = [0] * len(text)
    base = int(style.right_to_left)
    if base or _RIGHT.search(text):
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


@lru_cache(20000)
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
