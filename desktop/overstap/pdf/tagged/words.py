"""Text to words: the pieces that a line may break between, shaped in the fonts that have them.

Text goes in as text: there is no mark-up, so no name can break it. In right-to-left text a value of
another direction (a date, a telephone number, a Dutch name) has to stand in isolates, or it turns
round: see ``overstap.i18n.languages.isolate``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from overstap.kernel.remembered import remembered
from overstap.pdf.tagged import bidi
from overstap.pdf.tagged.shape import FALLBACK, Face, Shaped, face, shape
from overstap.pdf.tagged.style import Style

_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = " \u200c\u200d\u00a0\u202f"
_RIGHT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc]")
_TOKEN = re.compile(r"[^ \t\n\u1361\-/–—]*(?:[\-/–—](?=\w)|\u1361+|[ \t\n]+|[\-/–—])?")
"""A word with its break opportunity: space, hyphen, slash, dash or Ethiopic word space."""
_MISSING = "?"


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A piece that is not broken. ``trailing`` is the width of its spaces at the end."""

    width: float
    trailing: float
    runs: tuple[Shaped, ...]


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


@remembered(4096)
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
