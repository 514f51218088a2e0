"""From a composed paper to a PDF file. Obeys ``usecases.ports.Press``."""

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.platypus import Flowable, Spacer

from overstap.domain.paper import Attached, Blank, Grid, Line, Paper, Part, Said, Words
from overstap.i18n.languages import plain, tag
from overstap.kernel.task import Task
from overstap.pdf.form import Choices, WritingLines
from overstap.pdf.head import Head
from overstap.pdf.look import (
    BAR,
    BASIS,
    BULLET,
    CHANGED,
    COLUMN_HEAD,
    HAIRLINE,
    HEAD,
    HEADINGS,
    INNER,
    LABEL,
    NOTE,
    QUESTION,
    ROOM_UNDER,
    SENTENCE,
    TEXT,
    Hand,
)
from overstap.pdf.seal import ROOM, SEAL_NAME
from overstap.pdf.tagged.archive import Archive, Attachment
from overstap.pdf.tagged.flow import Bullets, Paragraph, Room, Together
from overstap.pdf.tagged.metadata import About
from overstap.pdf.tagged.table import TableLook, TaggedTable
from overstap.pdf.template import PageCount, Pages, PaperCanvas

_RULED = TableLook(above=2.5, below=3, end=7, line=HAIRLINE, head=HEAD, bar=BAR)
_INSET = replace(_RULED, start=5)
_LINE_SHARES = (33, 43, 24)
_SHORT = 6
"""So many rows stay on one page with their heading, ..."""
_LOW = 180
"""... unless that is higher than so many points."""
_WIDE_SHARES = (34, 66)


class PaperPress:
    """Prints papers. The same paper gives the same bytes."""

    def __call__(self, paper: Paper, task: Task) -> bytes:
        """The PDF: PDF/A-3a where files go along, else PDF/A-2a; PDF/UA-1 both ways."""
        task.step("print")
        rl_config.useA85 = 0
        target = io.BytesIO()
        pages = Pages(target, paper)
        pages.build(story(paper), canvasmaker=partial(_canvas, paper, pages.count))
        return target.getvalue()


def story(paper: Paper) -> list[Flowable]:
    """What stands on the paper, before it is broken into pages."""
    return list(_Story(paper).flowables())


def _canvas(paper: Paper, count: PageCount, target: Any, **options: Any) -> PaperCanvas:
    attached = paper.attached
    files = [Attachment(a.name, a.media_type, a.data, a.description) for a in attached]
    if paper.sealed:
        seal = Attached(SEAL_NAME, "text/plain", ROOM, paper.sealed)
        files.append(
            Attachment(seal.name, seal.media_type, seal.data, seal.description, packed=False)
        )
    subtitle = paper.subtitle
    about = About(
        title=plain(paper.title),
        author=paper.office,
        subject=plain(_text(subtitle)),
        language=tag(paper.language),
        created=paper.created,
        part=3 if files else 2,
    )
    options = {name: options[name] for name in ("pagesize",) if name in options}
    archive = Archive(about, tuple(files))
    return PaperCanvas(target, archive, count, invariant=1, pageCompression=1, **options)


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
            yield from self._part(part, 0)

    def _part(
        self,
        part: Part,
        depth: int,
        above: Sequence[Flowable] = (),
        notes: Sequence[Words] = (),
    ) -> Iterator[Flowable]:
        """``above`` are the headings that must not be parted from what comes, ``notes`` the small
        letters that must not be parted from what was there."""
        title = list(self._heading(part.title, depth)) if _text(part.title) else []
        own = [*above, *self._own(part, title, depth)]
        below = list(part.parts)
        notes = (*part.small, *notes)
        rows = len(part.lines) + sum(len(grid.rows) for grid in part.grids)
        if below and not (part.bullets or part.lines or part.grids or part.blanks):
            last = notes if len(below) == 1 else ()
            yield from self._part(below.pop(0), depth + 1, own, last)
            notes = () if last else notes
        else:
            if not below:
                own += self._noted(own, notes)
            heads = own[: len(above) + len(title)]
            first = own[len(heads)] if len(heads) < len(own) else None
            under = first.least(INNER) if isinstance(first, TaggedTable) else 0
            yield Room(
                sum(map(_high, heads)) + max(under, ROOM_UNDER[min(depth, 2)] if above else 0)
            )
            if part.together or 0 < rows <= _SHORT:
                yield Together(own, math.inf if part.together else _LOW)
            yield from own
            notes = notes if below else ()
        for one in below:
            yield from self._part(one, depth + 1, notes=notes if one is below[-1] else ())

    def _noted(self, own: Sequence[Flowable], notes: Sequence[Words]) -> list[Flowable]:
        """What is left of the notes when the table that they belong to took them."""
        said = [paragraph for words in notes for paragraph in self._hand.both(words, NOTE)]
        if not own or not isinstance(own[-1], TaggedTable):
            return said
        own[-1].notes = said
        return []

    def _own(self, part: Part, title: Sequence[Flowable], depth: int) -> Iterator[Flowable]:
        """All but the parts below and the small letters at the end."""
        hand = self._hand
        only_blanks = part.blanks and not (part.sentences or part.bullets or part.lines)
        if not only_blanks:
            yield from title
        for sentence in part.sentences:
            yield from hand.both(sentence, SENTENCE)
        if part.bullets:
            yield from Bullets([hand.paragraph(b, BULLET) for b in part.bullets]).flowables()
        if part.lines:
            yield self._lines(part)
        for grid in part.grids:
            if _text(grid.title) and (part.lines or len(part.grids) > 1):
                yield from self._heading(grid.title, depth + 1)
            yield self._grid(grid)
        for at, blank in enumerate(part.blanks):
            above = [f for f in title if not isinstance(f, Room)]
            asked = self._blank(blank, above if only_blanks and at == 0 else [])
            yield from asked if part.together else (Together(asked), *asked)

    def _heading(self, title: Words, depth: int) -> Iterator[Flowable]:
        level = min(depth, len(HEADINGS) - 1)
        heading = list(self._hand.both(title, HEADINGS[level]))
        yield Room(ROOM_UNDER[level] + sum(map(_second_lines, heading)))
        yield from heading

    def _lines(self, part: Part) -> Flowable:
        notes = any(line.note or line.changed for line in part.lines)
        return TaggedTable(
            [self._line(line, notes=notes) for line in part.lines],
            _widths(_LINE_SHARES if notes else _WIDE_SHARES),
            _INSET if any(line.changed for line in part.lines) else _RULED,
            marked=[at for at, line in enumerate(part.lines) if line.changed],
            summary=_text(part.title),
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

    def _grid(self, grid: Grid) -> Flowable:
        hand = self._hand
        return TaggedTable(
            [
                [hand.both(cell, COLUMN_HEAD) for cell in grid.head],
                *([hand.value(cell) for cell in row] for row in grid.rows),
            ],
            _widths(grid.shares or (1,) * len(grid.head)),
            _INSET,
            heads=1,
            marked=[row + 1 for row in grid.changed],
            summary=_text(grid.title),
            row_heads=grid.row_heads,
            right_to_left=hand.right_to_left,
        )

    def _blank(self, blank: Blank, above: Sequence[Flowable]) -> list[Flowable]:
        hand = self._hand
        asked: list[Flowable] = [*above, *hand.both(blank.question, QUESTION)]
        if _text(blank.hint):
            asked += hand.both(blank.hint, NOTE)
        if blank.choices:
            labels = [hand.both(choice, TEXT) for choice in blank.choices]
            asked.append(Choices(labels, right_to_left=hand.right_to_left))
        if blank.rows:
            asked.append(WritingLines(blank.rows))
        return asked


def _high(heading: Flowable) -> float:
    """How high a heading is with what is above and below it."""
    if not isinstance(heading, Paragraph):
        return 0
    style = heading.style
    return float(style.before + style.leading + style.after) + _second_lines(heading)


def _second_lines(heading: Flowable) -> float:
    """How much higher a heading is than with one line."""
    if not isinstance(heading, Paragraph):
        return 0
    return float(heading.wrap(INNER, math.inf)[1]) - heading.style.leading


def _widths(shares: Sequence[int]) -> list[float]:
    return [INNER * share / sum(shares) for share in shares]


def _text(words: Words) -> str:
    return words.text if isinstance(words, Said) else words
