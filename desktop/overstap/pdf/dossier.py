"""The printed dossier: how a composed dossier looks on A4. Obeys ``usecases.ports.Press``."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Spacer

from overstap.domain.dossier import Dossier, Grid, Line, Part
from overstap.kernel.task import Task
from overstap.pdf.flow import (
    Paragraph,
    QrFigure,
    Style,
    TaggedTable,
    but,
    colour,
    line_operators,
    text_width,
)
from overstap.pdf.metadata import About
from overstap.pdf.tagged import Archive, Attachment, TaggedCanvas

_WIDTH, _HEIGHT = A4
_SIDE, _TOP, _BOTTOM = 51, 62, 54
_INNER = _WIDTH - 2 * _SIDE
_LABEL = 176
_QR = 64

_INK, _SOFT, _ACCENT = colour("#22201D"), colour("#544F48"), colour("#0B5563")
_HAIRLINE, _HEAD = Color(*colour("#DDD8D0")), Color(*colour("#EEEBE5"))

_TEXT = Style(9.5, 13, ink=_INK)
_LABEL_STYLE = but(_TEXT, ink=_SOFT)
_NOTE = Style(8, 11, ink=_SOFT)
_SENTENCE = but(_TEXT, after=5)
_TITLE = Style(20, 26, bold=True, ink=_INK, tag="H1", after=2)
_SUBTITLE = Style(10.5, 14, ink=_SOFT, after=4)
_HEADINGS = (
    Style(13, 17, bold=True, ink=_ACCENT, tag="H2", before=14, after=5),
    Style(10.5, 14, bold=True, ink=_INK, tag="H3", before=8, after=3),
    Style(9.5, 13, bold=True, ink=_SOFT, tag="H4", before=6, after=2),
)
_ROOM_UNDER = (110, 80, 60)
_SMALL = Style(8, 10, ink=_SOFT)
_CHANGED = Style(8, 11, bold=True, ink=_ACCENT)

_RULED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, _HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
]
_GRID = [*_RULED, ("BACKGROUND", (0, 0), (-1, 0), _HEAD), ("LEFTPADDING", (0, 0), (-1, -1), 5)]


class DossierPress:
    """Prints dossiers. The same dossier gives the same bytes."""

    def __call__(self, dossier: Dossier, task: Task) -> bytes:
        """The PDF: PDF/A-3a with the data attached, or PDF/A-2a without; PDF/UA-1 both ways."""
        task.step("print")
        rl_config.useA85 = 0
        target = io.BytesIO()
        template = _Template(target, dossier)
        template.build(list(_story(dossier)), canvasmaker=partial(_canvas, dossier))
        return target.getvalue()


def _canvas(dossier: Dossier, target: Any, **options: Any) -> TaggedCanvas:
    files = (
        Attachment("dossier.json", "application/json", dossier.data, dossier.words.attachment),
    )
    about = About(
        title=dossier.title,
        author=dossier.office,
        subject=dossier.subtitle,
        language=dossier.language,
        created=dossier.created,
        part=3 if dossier.data else 2,
    )
    archive = Archive(about, files if dossier.data else ())
    options = {name: options[name] for name in ("pagesize",) if name in options}
    return _DossierCanvas(target, archive, invariant=1, pageCompression=1, **options)


class _DossierCanvas(TaggedCanvas):
    def save(self) -> None:
        """Now the number of pages is known."""
        if self._code:
            self.showPage()
        total = str(self._pageNumber - 1)
        self.define_total(line_operators(self, total, _SMALL))
        super().save()


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """A4 with header, footer and, in training, a watermark; headings become bookmarks."""

    def __init__(self, target: io.BytesIO, dossier: Dossier) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=dossier.title,
            author=dossier.office,
            subject=dossier.subtitle,
        )
        self._dossier = dossier
        self._bookmarks = 0
        height = _HEIGHT - _TOP - _BOTTOM
        frame = Frame(_SIDE, _BOTTOM, _INNER, height, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._decorate)])

    def _decorate(self, canvas: TaggedCanvas, _: Any) -> None:
        words = self._dossier.words
        canvas.artifact("Pagination", "Header")
        _at(canvas, _SIDE, _HEIGHT - 40, words.header, _SMALL)
        _rule(canvas, _HEIGHT - 46)
        canvas.end()
        canvas.artifact("Pagination", "Footer")
        _rule(canvas, 42)
        _at(canvas, _SIDE, 30, words.footer, _SMALL)
        page, _, behind = words.page_of.partition("{pages}")
        numbered = f"{page.format(page=canvas.getPageNumber())}"
        room = text_width("000", _SMALL) + text_width(behind, _SMALL)
        x = _WIDTH - _SIDE - room
        _at(canvas, x - text_width(numbered, _SMALL), 30, numbered, _SMALL)
        canvas.total_pages(x, 30)
        canvas.end()
        if self._dossier.training:
            _watermark(canvas, words.watermark)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Bookmark the headings below the title."""
        levels = {"H2": 0, "H3": 1}
        if isinstance(flowable, Paragraph) and flowable.style.tag in levels:
            self._bookmarks += 1
            key = f"heading{self._bookmarks}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.text, key, levels[flowable.style.tag], closed=False)


def _at(canvas: TaggedCanvas, x: float, y: float, text: str, style: Style) -> None:
    canvas.code(f"q 1 0 0 1 {x:.2f} {y:.2f} cm\n{line_operators(canvas, text, style)}\nQ")


def _rule(canvas: TaggedCanvas, y: float) -> None:
    red, green, blue = colour("#DDD8D0")
    stroke = f"{red:.3f} {green:.3f} {blue:.3f} RG .5 w"
    canvas.code(f"q {stroke} {_SIDE} {y} m {_WIDTH - _SIDE:.1f} {y} l S Q")


def _watermark(canvas: TaggedCanvas, word: str) -> None:
    style = Style(84, 84, bold=True, ink=colour("#F1EEE8"))
    half = text_width(word, style) / 2
    canvas.artifact("Pagination", "Watermark")
    turned = f"q .766 .643 -.643 .766 {_WIDTH / 2:.1f} {_HEIGHT / 2:.1f} cm"
    shifted = f"1 0 0 1 {-half:.1f} -30 cm"
    canvas.code(f"{turned} {shifted}\n{line_operators(canvas, word, style)}\nQ")
    canvas.end()


def _story(dossier: Dossier) -> Iterator[Flowable]:
    yield _head(dossier)
    yield Spacer(1, 6)
    for part in dossier.parts:
        yield from _part(part, 0)


def _head(dossier: Dossier) -> Flowable:
    said = [
        Paragraph(dossier.title, _TITLE),
        Paragraph(dossier.subtitle, _SUBTITLE),
        Paragraph(f"{dossier.office} – {dossier.recipient}", but(_TEXT, bold=True, after=2)),
        Paragraph(dossier.edition, _NOTE),
    ]
    figure = QrFigure(dossier.code, _QR, dossier.words.qr_alternative)
    return _Head(said, figure)


class _Head(Flowable):  # type: ignore[misc]
    """The title block, with the QR code at the right."""

    def __init__(self, said: list[Paragraph], figure: QrFigure) -> None:
        super().__init__()
        self._said = said
        self._figure = figure

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the higher of both."""
        room = width - _QR - 16
        self._height = sum(p.wrap(room, height)[1] + p.getSpaceAfter() for p in self._said)
        self.width, self.height = width, max(self._height, _QR)
        return self.width, self.height

    def draw(self) -> None:
        """Title first, then the figure: the order in which it is read."""
        y = self.height
        for paragraph in self._said:
            y -= paragraph.height
            paragraph.drawOn(self.canv, 0, y)
            y -= paragraph.getSpaceAfter()
        self._figure.drawOn(self.canv, self.width - _QR, self.height - _QR)


def _part(part: Part, depth: int) -> Iterator[Flowable]:
    yield from _heading(part.title, depth)
    for sentence in part.sentences:
        yield Paragraph(sentence, _SENTENCE)
    if part.lines:
        yield _lines(part)
    for grid in part.grids:
        if part.lines or len(part.grids) > 1:
            yield from _heading(grid.title, depth + 1)
        yield _grid(grid)
    for below in part.parts:
        yield from _part(below, depth + 1)


def _heading(title: str, depth: int) -> Iterator[Flowable]:
    """A heading with room for what begins under it, so that none ends a page."""
    level = min(depth, len(_HEADINGS) - 1)
    yield CondPageBreak(_ROOM_UNDER[level])
    yield Paragraph(title, _HEADINGS[level])


def _lines(part: Part) -> Flowable:
    rows = [[Paragraph(line.label, _LABEL_STYLE), _value(line)] for line in part.lines]
    widths = [_LABEL, _INNER - _LABEL]
    return TaggedTable(rows, colWidths=widths, style=_RULED, summary=part.title, row_heads=True)


def _value(line: Line) -> list[Flowable]:
    value: list[Flowable] = [Paragraph(line.value, _TEXT)]
    if line.note:
        value.append(Paragraph(line.note, _NOTE))
    if line.changed:
        value.append(Paragraph("•", _CHANGED))
    return value


def _grid(grid: Grid) -> Flowable:
    head = [Paragraph(cell, but(_TEXT, bold=True)) for cell in grid.head]
    rows = [[Paragraph(cell, _TEXT) for cell in row] for row in grid.rows]
    width = _INNER / len(grid.head)
    return TaggedTable(
        [head, *rows],
        colWidths=[width] * len(grid.head),
        style=_GRID,
        summary=grid.title,
        repeatRows=1,
    )
