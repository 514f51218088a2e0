"""The page around the text: header, footer, page numbers, watermark, bookmarks."""

import io
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from overstap.domain.paper import Margins, Paper, text
from overstap.i18n.languages import plain
from overstap.pdf.look import BOTTOM, HEIGHT, INNER, SIDE, SMALL, TOP, WIDTH, Hand
from overstap.pdf.tagged.archive import Archive
from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.figure import draw_code
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.style import Style, colour
from overstap.pdf.tagged.text import line_operators, text_width

_CODE = 44
_FOOT, _RULED_AT = 30, 42
_WATERMARK, _DIAGONAL = 84, 640
_RULE = "{:.3f} {:.3f} {:.3f} RG .5 w".format(*colour("#DDD8D0"))


class PaperCanvas(TaggedCanvas):
    """Knows the number of pages when it is saved."""

    def __init__(self, filename: Any, archive: Archive, count: "PageCount", **options: Any) -> None:
        super().__init__(filename, archive, **options)
        self._count = count

    def save(self) -> None:
        """Now the number of pages is known."""
        if self._code:
            self.showPage()
        self._count.define(self, self._pageNumber - 1)
        super().save()


class PageCount:
    """ "Page 3 of 8" at the end of the foot, drawn when the 8 is known."""

    def __init__(self, margins: Margins, style: Style) -> None:
        self._said = margins.page_of
        self._style = style

    def draw(self, canvas: TaggedCanvas) -> None:
        """Its place."""
        canvas.draw_later(_page(canvas.getPageNumber()))

    def define(self, canvas: TaggedCanvas, pages: int) -> None:
        """What stands there on each page."""
        for page in range(1, pages + 1):
            said = self._said.format(page=page, pages=pages)
            width = text_width(said, self._style)
            x = SIDE if self._style.right_to_left else WIDTH - SIDE - width
            line = line_operators(canvas, said, self._style, x, _FOOT)
            canvas.define(_page(page), line, (SIDE - 1, 0, WIDTH - SIDE + 1, _RULED_AT))


def _page(number: int) -> str:
    return f"Foot{number}"


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages; headings become bookmarks. A right-to-left paper starts at the right."""

    def __init__(self, target: io.BytesIO, paper: Paper) -> None:
        super().__init__(
            target,
            pagesize=(WIDTH, HEIGHT),
            title=plain(text(paper.title)),
            author=paper.office,
        )
        self._margins = paper.margins
        self._hand = Hand(paper.margins.language or paper.language)
        self._style = self._hand.styled(SMALL, self._hand.language)
        self.count = PageCount(paper.margins, self._style)
        top = TOP + (_CODE - 24 if paper.margins.page_code else 0)
        frame = Frame(SIDE, BOTTOM, INNER, HEIGHT - top - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._decorate)])

    def _decorate(self, canvas: TaggedCanvas, _: Any) -> None:
        margins = self._margins
        canvas.artifact("Pagination", "Header")
        _at_start(canvas, HEIGHT - 40, margins.header, self._style)
        self._rule(canvas, HEIGHT - 46, beside=_CODE + 8 if margins.page_code else 0)
        if margins.page_code:
            self._page_code(canvas, margins.page_code.format(page=canvas.getPageNumber()))
        canvas.end()
        canvas.artifact("Pagination", "Footer")
        self._rule(canvas, _RULED_AT)
        _at_start(canvas, _FOOT, margins.footer, self._style)
        self.count.draw(canvas)
        canvas.end()
        if margins.watermark:
            _watermark(canvas, margins.watermark)

    def _rule(self, canvas: TaggedCanvas, y: float, *, beside: float = 0) -> None:
        """From side to side, but for what stands at the end."""
        start = SIDE + (beside if self._hand.right_to_left else 0)
        canvas.code(f"q {_RULE} {start} {y} m {start + INNER - beside:.1f} {y} l S Q")

    def _page_code(self, canvas: TaggedCanvas, content: str) -> None:
        x = SIDE if self._hand.right_to_left else WIDTH - SIDE - _CODE
        canvas.code(f"q 1 0 0 1 {x:.2f} {HEIGHT - 24 - _CODE:.2f} cm")
        canvas.code(draw_code(content, _CODE))
        canvas.code("Q")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Bookmark the headings below the title."""
        levels = {"H2": 0, "H3": 1}
        if isinstance(flowable, Paragraph) and flowable.style.tag in levels:
            top = self.frame._y + flowable.height + flowable.getSpaceAfter()
            self.canv.bookmark(flowable.text, levels[flowable.style.tag], top)


def _at_start(canvas: TaggedCanvas, y: float, text: str, style: Style) -> None:
    x = WIDTH - SIDE - text_width(text, style) if style.right_to_left else SIDE
    canvas.code(line_operators(canvas, text, style, x, y))


def _watermark(canvas: TaggedCanvas, word: str) -> None:
    """From corner to corner; a long word is smaller."""
    style = Style(_WATERMARK, _WATERMARK, bold=True, ink=colour("#F4F1EC"))
    width = text_width(word, style)
    shrunk = min(1, _DIAGONAL / width)
    canvas.artifact("Pagination", "Watermark")
    turned = f"q .766 .643 -.643 .766 {WIDTH / 2:.1f} {HEIGHT / 2:.1f} cm"
    scaled = f"{shrunk:.3f} 0 0 {shrunk:.3f} 0 0 cm"
    line = line_operators(canvas, word, style, -width / 2, -0.36 * _WATERMARK)
    canvas.code(f"{turned} {scaled}\n{line}\nQ")
    canvas.end()
