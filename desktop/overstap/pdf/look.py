"""How paper looks: sizes, colours and the style of every kind of text."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from reportlab.lib.pagesizes import A4

from overstap.domain.paper import Said, Words
from overstap.i18n.languages import isolate, right_to_left, tag
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.style import Style, but, colour

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 51, 60, 54
INNER = WIDTH - 2 * SIDE
QR_SIZE = 104

INK, SOFT, ACCENT = colour("#22201D"), colour("#57524B"), colour("#0B5563")
HAIRLINE, HEAD, BAR = colour("#DDD8D0"), colour("#F1EEE8"), ACCENT

TEXT = Style(9.5, 13, ink=INK)
LABEL = but(TEXT, ink=SOFT)
MUTED = but(TEXT, ink=SOFT)
NOTE = Style(8, 11, ink=SOFT, before=2)
BASIS = Style(8, 13, ink=SOFT)
CHANGED = Style(8, 13, bold=True, ink=ACCENT)
BESIDE = Style(8, 10.5, ink=SOFT)
SENTENCE = but(TEXT, after=4)
BULLET = but(TEXT, after=2.5)
COLUMN_HEAD = Style(8.5, 11, bold=True, ink=INK)
TITLE = Style(21, 26, bold=True, ink=INK, tag="H1", after=1)
LONG_TITLE = but(TITLE, size=13, leading=17)
SUBTITLE = Style(10.5, 14, ink=SOFT, after=6)
QUESTION = but(TEXT, bold=True, before=7, after=2)
HEADINGS = (
    Style(13, 17, bold=True, ink=ACCENT, tag="H2", before=15, after=4),
    Style(10.5, 14, bold=True, ink=INK, tag="H3", before=9, after=2),
    Style(9.5, 13, bold=True, ink=SOFT, tag="H4", before=6, after=2),
)
ROOM_UNDER = (110, 80, 60)
"""What has to fit under a heading, so that none ends a page."""
SMALL = Style(8, 10, ink=SOFT)
TYPED = Style(8.5, 12, bold=True, ink=INK)


@dataclass(frozen=True)
class Hand:
    """Writes the words of one paper: in which language each is, and so from which side."""

    language: str
    second: str = ""

    @cached_property
    def right_to_left(self) -> bool:
        """Whether the paper starts at the right."""
        return right_to_left(self.language)

    def paragraph(self, words: Words, style: Style) -> Paragraph:
        """The words in their first language."""
        said = words if isinstance(words, Said) else Said(words)
        return Paragraph(said.text, self.styled(style, said.language or self.language))

    def both(self, words: Words, style: Style, beside: Style = BESIDE) -> list[Paragraph]:
        """The words, and below them the same in the second language."""
        second = words.beside if isinstance(words, Said) else ""
        if not second:
            return [self.paragraph(words, style)]
        first = self.paragraph(words, _after(style, 0))
        below = _after(beside, style.after)
        return [first, Paragraph(second, self.styled(below, self.second))]

    def value(self, words: Words, style: Style = TEXT) -> list[Paragraph]:
        """An answer: in right-to-left text it keeps a direction of its own."""
        said = words if isinstance(words, Said) else Said(words)
        if self.right_to_left:
            said = Said(isolate(said.text), said.language, said.beside, said.muted)
        return list(self.both(said, MUTED if said.muted else style))

    def styled(self, style: Style, language: str) -> Style:
        """The style for a language; all text starts at the side where the paper starts."""
        return _styled(style, language, self.language)


@lru_cache(512)
def _styled(style: Style, language: str, paper: str) -> Style:
    right = right_to_left(language)
    other_side = style.align_end != (right != right_to_left(paper))
    return but(style, language=tag(language), right_to_left=right, align_end=other_side)


@lru_cache(64)
def _after(style: Style, after: float) -> Style:
    return but(style, after=after)
