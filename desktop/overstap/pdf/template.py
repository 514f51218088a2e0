"""The page around the text: header, footer, page numbers, watermark, bookmarks."""

import io
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from overstap.domain.paper import Paper
from overstap.i18n.languages import plain
from overstap.pdf.look import BOTTOM, HEIGHT, INNER, SIDE, SMALL, TOP, WIDTH, Hand
from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.figure import draw_code
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.text import Style, colour, line_operators, text_width

_CODE = 44
_RULE = "{:.3f} {:.3f} {:.3f} RG .5 w".format(*colour("#DDD8D0"))


class PaperCanvas(TaggedCanvas):
    """Knows the number of pages when it is saved."""

    def save(self) -> None:
        """Now the number of pages is known."""
        if self._code:
            self.showPage()
        total = str(self._pageNumber - 1)
        self.define_total(line_operators(self, total, SMALL))
        super().save()


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages; headings become bookmarks. A right-to-left paper starts at the right."""

    def __init__(self, target: io.BytesIO, paper: Paper) -> None:
        super().__init__(
            target,
            pagesize=(WIDTH, HEIGHT),
            title=plain(paper.title),
            author=paper.office,
        )
        self._margins = paper.margins
        self._hand = Hand(paper.margins.language or paper.language)
        self._bookmarks = 0
        top = TOP + (_CODE - 24 if paper.margins.page_code else 0)
        frame = Frame(SIDE, BOTTOM, INNER, HEIGHT - top - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._decorate)])

    def _decorate(self, canvas: TaggedCanvas, _: Any) -> None:
        margins = self._margins
        canvas.artifact("Pagination", "Header")
        _at_side(canvas, HEIGHT - 40, margins.header, self._style, start=True)
        _rule(canvas, HEIGHT - 46, short=bool(margins.page_code))
        if margins.page_code:
            self._page_code(canvas, margins.page_code.format(page=canvas.getPageNumber()))
        canvas.end()
        canvas.artifact("Pagination", "Footer")
        _rule(canvas, 42)
        _at_side(canvas, 30, margins.footer, self._style, start=True)
        self._number(canvas)
        canvas.end()
        if margins.watermark:
            _watermark(canvas, margins.watermark)

    @property
    def _style(self) -> Style:
        return self._hand.styled(SMALL, self._hand.language)

    def _number(self, canvas: TaggedCanvas) -> None:
        """ "Page 3 of 8", of which the 8 is drawn at the very end."""
        before, _, behind = self._margins.page_of.partition("{pages}")
        before = before.format(page=canvas.getPageNumber())
        room = text_width("000", SMALL)
        if self._hand.right_to_left:
            x = SIDE + text_width(behind, self._style)
            canvas.total_pages(x, 30)
            _at(canvas, x + room, 30, before, self._style)
            return
        x = WIDTH - SIDE - room - text_width(behind, SMALL)
        _at(canvas, x - text_width(before, SMALL), 30, before, self._style)
        canvas.total_pages(x, 30)

    def _page_code(self, canvas: TaggedCanvas, content: str) -> None:
        x = SIDE if self._hand.right_to_left else WIDTH - SIDE - _CODE
        canvas.code(f"q 1 0 0 1 {x:.2f} {HEIGHT - 24 - _CODE:.2f} cm")
        canvas.code(draw_code(content, _CODE))
        canvas.code("Q")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Bookmark the headings below the title."""
        levels = {"H2": 0, "H3": 1}
        if isinstance(flowable, Paragraph) and flowable.style.tag in levels:
            self._bookmarks += 1
            key = f"heading{self._bookmarks}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.text, key, levels[flowable.style.tag], closed=False)


def _at_side(canvas: TaggedCanvas, y: float, text: str, style: Style, *, start: bool) -> None:
    at_left = start != style.right_to_left
    x = SIDE if at_left else WIDTH - SIDE - text_width(text, style)
    _at(canvas, x, y, text, style)


def _at(canvas: TaggedCanvas, x: float, y: float, text: str, style: Style) -> None:
    left = Style(style.size, style.leading, style.bold, style.ink, language=style.language)
    width = text_width(text, style) if style.right_to_left else 0
    line = line_operators(canvas, text, style if style.right_to_left else left)
    canvas.code(f"q 1 0 0 1 {x + width:.2f} {y:.2f} cm\n{line}\nQ")


def _rule(canvas: TaggedCanvas, y: float, *, short: bool = False) -> None:
    end = WIDTH - SIDE - (_CODE + 8 if short else 0)
    canvas.code(f"q {_RULE} {SIDE} {y} m {end:.1f} {y} l S Q")


def _watermark(canvas: TaggedCanvas, word: str) -> None:
    style = Style(84, 84, bold=True, ink=colour("#F4F1EC"))
    half = text_width(word, style) / 2
    canvas.artifact("Pagination", "Watermark")
    turned = f"q .766 .643 -.643 .766 {WIDTH / 2:.1f} {HEIGHT / 2:.1f} cm"
    shifted = f"1 0 0 1 {-half:.1f} -30 cm"
    canvas.code(f"{turned} {shifted}\n{line_operators(canvas, word, style)}\nQ")
    canvas.end()
