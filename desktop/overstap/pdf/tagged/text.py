"""Words to lines: what is drawn where, before anything is drawn."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from overstap.kernel.remembered import remembered
from overstap.pdf.tagged import bidi
from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.objects import utf16
from overstap.pdf.tagged.shape import Face, Shaped
from overstap.pdf.tagged.style import Style, at_left
from overstap.pdf.tagged.words import Word, fitting, words_of


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
        baseline = top - self.style.ascent
        return f"BT {x:.2f} {baseline:.2f} Td {self._operators or self._drawn(canvas)} ET"

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
    return lay(text, at_left(style), math.inf).operators(canvas, x, y + style.ascent)


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
