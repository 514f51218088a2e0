"""The head of a paper: title and facts, with the QR code and what one types instead at the end."""

from reportlab.platypus import Flowable

from overstap.domain.paper import Paper, text
from overstap.pdf.look import (
    LABEL,
    LONG_TITLE,
    QR_SIZE,
    SMALL,
    SUBTITLE,
    TEXT,
    TITLE,
    TYPED,
    Hand,
)
from overstap.pdf.tagged.figure import QrFigure
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.style import but
from overstap.pdf.tagged.table import TableLook, TaggedTable

_GAP = 18
_LONG = 70
"""Letters of a title that may be large."""
_OUT = 8
"""The typed code is a little wider than the QR code above it."""
_PADDING = 1.2


class Head(Flowable):  # type: ignore[misc]
    """Title first, then facts, then the code: the order in which it is read."""

    def __init__(self, paper: Paper, hand: Hand) -> None:
        super().__init__()
        self._right = hand.right_to_left
        self._said: list[Flowable] = [
            hand.paragraph(paper.title, TITLE if len(text(paper.title)) <= _LONG else LONG_TITLE),
            *hand.both(paper.subtitle, SUBTITLE),
            *(hand.both(paper.caution, but(SMALL, after=6)) if paper.caution else ()),
        ]
        self._facts = _facts(paper, hand)
        code = paper.code
        self._figure = QrFigure(code.content, QR_SIZE, code.alternative) if code else None
        self._below: list[Paragraph] = []
        if code and code.typed:
            end = but(TYPED, align_end=True)
            caption = but(SMALL, align_end=True)
            self._below = [hand.paragraph(code.caption, caption), hand.paragraph(code.typed, end)]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the higher of both columns."""
        beside = QR_SIZE + _OUT + _GAP if self._figure else 0
        self._room = width - beside
        said = sum(f.wrap(self._room, height)[1] + f.getSpaceAfter() for f in self._said)
        if self._facts is not None:
            said += self._facts.wrapOn(self.canv, self._room, height)[1]
        below = sum(p.wrap(QR_SIZE + _OUT, height)[1] for p in self._below)
        code = QR_SIZE + 4 + below if self._figure else 0
        self.width, self.height = width, max(said, code)
        return self.width, self.height

    def draw(self) -> None:
        """From the top down, twice."""
        x = self.width - self._room if self._right else 0
        y = self.height
        for flowable in self._said:
            y -= flowable.height
            flowable.drawOn(self.canv, x, y)
            y -= flowable.getSpaceAfter()
        if self._facts is not None:
            x = self.width - self._facts.width if self._right else 0
            self._facts.drawOn(self.canv, x, y - self._facts.height)
        if self._figure is not None:
            self._draw_code(self._figure)

    def _draw_code(self, figure: QrFigure) -> None:
        x = 0 if self._right else self.width - QR_SIZE
        y = self.height - QR_SIZE
        figure.drawOn(self.canv, x, y)
        y -= 4
        for paragraph in self._below:
            y -= paragraph.height
            paragraph.drawOn(self.canv, x - (0 if self._right else _OUT), y)


def _facts(paper: Paper, hand: Hand) -> TaggedTable | None:
    if not paper.facts:
        return None
    rows = [
        [hand.both(fact.label, LABEL), hand.value(fact.value, but(TEXT, bold=at == 0))]
        for at, fact in enumerate(paper.facts)
    ]
    return TaggedTable(
        rows,
        (80, 270),
        TableLook(above=_PADDING, below=_PADDING, end=6),
        summary=text(paper.title),
        row_heads=True,
        right_to_left=hand.right_to_left,
    )
