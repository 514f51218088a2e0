"""How paper looks: sizes, colours and the style of every kind of text."""

from dataclasses import dataclass, replace
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

TEXT = Style(10, 13.5, ink=INK)
LABEL = but(TEXT, ink=SOFT)
MUTED = but(TEXT, ink=SOFT)
NOTE = Style(9, 12, ink=SOFT, before=3)
BASIS = Style(9, 13.5, ink=SOFT)
CHANGED = but(BASIS, bold=True, ink=ACCENT)
BESIDE = Style(9, 12, ink=SOFT)
SENTENCE = but(TEXT, after=4)
BULLET = but(TEXT, after=2.5)
COLUMN_HEAD = Style(9, 12, bold=True, ink=INK)
TITLE = Style(20, 25, bold=True, ink=INK, tag="H1", after=1)
LONG_TITLE = but(TITLE, size=14, leading=18)
SUBTITLE = Style(11, 14.5, ink=SOFT, after=6)
QUESTION = but(TEXT, bold=True, before=7, after=2)
HEADINGS = (
    Style(14, 18, bold=True, ink=ACCENT, tag="H2", before=16, after=4),
    Style(11, 14.5, bold=True, ink=INK, tag="H3", before=9, after=2),
    Style(10, 13.5, bold=True, ink=SOFT, tag="H4", before=6, after=2),
)
CONTINUED = Style(9, 12, bold=True, ink=SOFT, after=3)
SMALL = Style(9, 11, ink=SOFT)
TYPED = Style(9, 12, bold=True, ink=INK)


@dataclass(frozen=True)
class Hand:
    """Writes the words of one paper: in which language each is, and so in which direction.
    ``side`` is the language whose side all starts at; empty for that of the paper."""

    language: str
    second: str = ""
    side: str = ""

    @cached_property
    def right_to_left(self) -> bool:
        """Whether what it writes starts at the right."""
        return right_to_left(self.side or self.language)

    def of(self, words: Words) -> "Hand":
        """For words across the whole page: those in another language start at its side."""
        said = words if isinstance(words, Said) else Said(words)
        return replace(self, side=said.language) if said.language else self

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
        """The style for a language; all text starts at the same side."""
        return _styled(style, language, self.side or self.language)


@lru_cache(512)
def _styled(style: Style, language: str, side: str) -> Style:
    right = right_to_left(language)
    other_side = style.align_end != (right != right_to_left(side))
    return but(style, language=tag(language), right_to_left=right, align_end=other_side)


@lru_cache(64)
def _after(style: Style, after: float) -> Style:
    return but(style, after=after)
