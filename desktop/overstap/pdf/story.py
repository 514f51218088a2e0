"""What stands on a paper, in order, before it is broken into pages."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from overstap.domain.paper import Blank, Grid, Line, Paper, Part, Words, text
from overstap.i18n.languages import isolate
from overstap.pdf.form import Choices, WritingLines
from overstap.pdf.head import Head
from overstap.pdf.look import (
    BAR,
    BASIS,
    BULLET,
    CHANGED,
    COLUMN_HEAD,
    CONTINUED,
    HAIRLINE,
    HEAD,
    HEADINGS,
    INNER,
    LABEL,
    NOTE,
    QUESTION,
    SENTENCE,
    TEXT,
    Hand,
)
from overstap.pdf.tagged.flow import Bullets, Paragraph, Together
from overstap.pdf.tagged.table import TableLook, TaggedTable

_RULED = TableLook(above=2, below=2.5, end=7, line=HAIRLINE, head=HEAD, bar=BAR)
_INSET = replace(_RULED, start=5)
_LINE_SHARES = (32, 42, 26)
_SHORT = 6
"""So many rows stay on one page with their heading, ..."""
_LOW = 130
"""... unless that is higher than so many points."""
_WIDE_SHARES = (34, 66)

Trail = tuple[Words, ...]
"""The titles above something, that of the whole part first."""


def story(paper: Paper) -> list[Flowable]:
    """Head first, then part by part."""
    return list(_Story(paper).flowables())


class _Story:
    """The flowables of one paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._hand = Hand(paper.language, paper.second)

    def flowables(self) -> Iterator[Flowable]:
        """Head first, then part by part."""
        yield Head(self._paper, self._hand)
        yield Spacer(1, 2)
        for part in self._paper.parts:
            yield from self._part(part, ())

    def _part(
        self,
        part: Part,
        around: Trail,
        above: Sequence[Flowable] = (),
        notes: Sequence[Words] = (),
    ) -> Iterator[Flowable]:
        """``above`` are the headings that must not be parted from what comes, ``notes`` the small
        letters that must not be parted from what was there."""
        title = list(self._heading(part.title, len(around))) if text(part.title) else []
        trail = (*around, part.title)
        own = [*above, *self._own(part, title, trail)]
        below = list(part.parts)
        notes = (*part.small, *notes)
        if below and not (part.bullets or part.lines or part.grids or part.blanks):
            last = notes if len(below) == 1 else ()
            yield from self._part(below.pop(0), trail, own, last)
            notes = () if last else notes
        else:
            if not below:
                own += self._noted(own, notes)
            yield Together(own, len(above) + len(title), _most(part))
            yield from own
            notes = notes if below else ()
        for one in below:
            yield from self._part(one, trail, notes=notes if one is below[-1] else ())

    def _noted(self, own: Sequence[Flowable], notes: Sequence[Words]) -> list[Flowable]:
        """What is left of the notes when the table that they belong to took them."""
        paragraphs = [
            paragraph for words in notes for paragraph in self._hand.of(words).both(words, NOTE)
        ]
        if not own or not isinstance(own[-1], TaggedTable):
            return paragraphs
        own[-1].notes = paragraphs
        return []

    def _own(self, part: Part, title: Sequence[Flowable], trail: Trail) -> Iterator[Flowable]:
        """All but the parts below and the small letters at the end."""
        hand = self._hand
        only_blanks = part.blanks and not (part.sentences or part.bullets or part.lines)
        if not only_blanks:
            yield from title
        for sentence in part.sentences:
            yield from hand.of(sentence).both(sentence, SENTENCE)
        if part.bullets:
            yield from Bullets([hand.of(b).paragraph(b, BULLET) for b in part.bullets]).flowables()
        if part.lines:
            yield self._lines(part, trail)
        titled = bool(part.lines) or len(part.grids) > 1
        for grid in part.grids:
            yield from self._grid(grid, trail, titled=titled and bool(text(grid.title)))
        for at, blank in enumerate(part.blanks):
            asked = self._blank(blank, title if only_blanks and at == 0 else [])
            yield from asked if part.together else (Together(asked), *asked)

    def _heading(self, title: Words, depth: int) -> Sequence[Flowable]:
        return self._hand.of(title).both(title, HEADINGS[min(depth, len(HEADINGS) - 1)])

    def _continued(self, trail: Trail) -> Paragraph | None:
        """What stands above a table that began on the page before."""
        hand, sentence = self._hand, self._paper.margins.continued
        titles = [text(title) for title in trail if text(title)]
        if not titles or not sentence:
            return None
        title = " · ".join(map(isolate, titles) if hand.right_to_left else titles)
        return hand.paragraph(sentence.replace("{title}", title), CONTINUED)

    def _lines(self, part: Part, trail: Trail) -> Flowable:
        notes = any(line.note or line.changed for line in part.lines)
        return TaggedTable(
            [self._line(line, notes=notes) for line in part.lines],
            _widths(_LINE_SHARES if notes else _WIDE_SHARES),
            _INSET if any(line.changed for line in part.lines) else _RULED,
            marked=[at for at, line in enumerate(part.lines) if line.changed],
            summary=text(part.title),
            continued=self._continued(trail),
            row_heads=True,
            right_to_left=self._hand.right_to_left,
        )

    def _line(self, line: Line, *, notes: bool) -> list[list[Paragraph]]:
        hand = self._hand
        row = [hand.both(line.label, LABEL), hand.value(line.value)]
        if notes:
            style = CHANGED if line.changed else BASIS
            row.append([hand.paragraph(line.note, style)] if line.note else [])
        return row

    def _grid(self, grid: Grid, trail: Trail, *, titled: bool) -> Iterator[Flowable]:
        hand = self._hand
        title = self._heading(grid.title, len(trail)) if titled else []
        table = TaggedTable(
            [
                [hand.both(cell, COLUMN_HEAD) for cell in grid.head],
                *([hand.value(cell) for cell in row] for row in grid.rows),
            ],
            _widths(grid.shares or (1,) * len(grid.head)),
            _INSET,
            heads=1,
            marked=[row + 1 for row in grid.changed],
            summary=text(grid.title),
            continued=self._continued((*trail, grid.title) if titled else trail),
            row_heads=grid.row_heads,
            right_to_left=hand.right_to_left,
        )
        yield Together([*title, table], len(title), _LOW)
        yield from title
        yield table

    def _blank(self, blank: Blank, above: Sequence[Flowable]) -> list[Flowable]:
        hand = self._hand
        whose = hand.of(blank.question)
        asked: list[Flowable] = [*above, *whose.both(blank.question, QUESTION)]
        if text(blank.hint):
            asked += hand.of(blank.hint).both(blank.hint, NOTE)
        if blank.choices:
            labels = [whose.both(choice, TEXT) for choice in blank.choices]
            asked.append(Choices(labels, right_to_left=whose.right_to_left))
        if blank.rows:
            asked.append(WritingLines(blank.rows))
        return asked


def _most(part: Part) -> float:
    """Up to how many points a part stays on one page."""
    if part.together:
        return math.inf
    rows = len(part.lines) + sum(len(grid.rows) for grid in part.grids)
    return _LOW if 0 < rows <= _SHORT else 0


def _widths(shares: Sequence[int]) -> list[float]:
    return [INNER * share / sum(shares) for share in shares]
