"""A ReportLab canvas whose pages are tagged and archival: structure tree, artifacts, XMP, colour
profile and attachments, so that one file is PDF/A and PDF/UA at once.

What is drawn stands between ``begin(element)`` and ``end()``, or between ``artifact()`` and
``end()`` where it is decoration. Source: ISO 32000-1 14.7 and 14.8, ISO 19005-3, ISO 14289-1.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject
from reportlab.pdfgen.canvas import Canvas

from overstap.pdf.tagged.archive import Archive, attachments, colours
from overstap.pdf.tagged.fonts import EmbeddedFont
from overstap.pdf.tagged.metadata import PRODUCER, info_date, xmp
from overstap.pdf.tagged.objects import Numbers, Raw, add_object, plain_stream, raw_stream
from overstap.pdf.tagged.outline import Bookmark, write_outline
from overstap.pdf.tagged.shape import Face
from overstap.pdf.tagged.structure import Element, write_tree

_ENTRIES = ("OutputIntents", "AF")
"""Of the catalog; those that ReportLab does not know."""


class _Value(PDFObject):  # type: ignore[misc]
    """What stands in another object, not an object of its own."""

    def __init__(self, data: str) -> None:
        self.data = data.encode()

    def format(self, document: Any) -> bytes:
        """The bytes."""
        return self.data


class _Written:
    """Bookmarks that ReportLab need not make any more."""

    ready = 1

    def prepare(self, *_: Any) -> None:
        """Nothing is left to do."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws tagged content."""

    def __init__(self, filename: Any, archive: Archive, **options: Any) -> None:
        about = archive.about
        super().__init__(filename, pdfVersion=(1, 7), lang=about.language, **options)
        self.setTitle(about.title)
        self.setAuthor(about.author)
        self.setSubject(about.subject)
        self.setCreator("Overstap")
        self._doc.info.producer = PRODUCER
        self._doc.info._dateFormatter = lambda *_: info_date(about)
        self._numbers = Numbers(self._doc)
        self._archive = archive
        self.root = Element("Document", None, language=about.language, title=about.title)
        self.current = self.root
        self._open = False
        self._marked: list[list[Element]] = [[]]
        self._page_numbers: list[int] = []
        self._bookmarks: list[Bookmark] = []
        self._fonts: dict[str, EmbeddedFont] = {}
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *_ENTRIES]
        catalog.__Refs__ = ["Pages"]

    # ReportLab's own fonts are never used: they are not embedded, which PDF/A forbids.

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def setFont(self, *_: Any, **__: Any) -> None:  # noqa: N802
        """Our text names its own fonts."""

    def font(self, face: Face) -> EmbeddedFont:
        """The document's part of a font."""
        found = self._fonts.get(face.resource)
        if found is None:
            found = self._fonts[face.resource] = EmbeddedFont(face)
        return found

    # marked content

    def begin(self, element: Element) -> None:
        """What follows belongs to ``element``."""
        assert not self._open, "marked content does not nest"
        marked = self._marked[-1]
        element.kids.append((len(self._marked) - 1, len(marked)))
        self.code(f"/{element.kind} <</MCID {len(marked)}>> BDC")
        marked.append(element)
        self._open = True

    def artifact(self, kind: str, subtype: str = "") -> None:
        """What follows is decoration: not read aloud, not copied."""
        assert not self._open, "marked content does not nest"
        extra = f" /Subtype /{subtype}" if subtype else ""
        self.code(f"/Artifact <</Type /{kind}{extra}>> BDC")
        self._open = True

    def end(self) -> None:
        """The end of what ``begin`` or ``artifact`` began."""
        self.code("EMC")
        self._open = False

    def code(self, operators: str) -> None:
        """Operators of the page's content stream."""
        self._code.append(operators)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """A place on this page that one can jump to; level 0 is the outermost."""
        self._bookmarks.append(Bookmark(title, level, len(self._marked) - 1, top))

    def draw_later(self, name: str) -> None:
        """Draw here what only the end of the document tells: ``define`` says what that is."""
        self.code(f"/FormXob.{name} Do")
        self._formsinuse.append(name)

    def define(self, name: str, operators: str, box: tuple[float, float, float, float]) -> None:
        """What ``draw_later`` draws; ``box`` is what that stays in: left, bottom, right, top."""
        fonts = self._doc.idToObjectNumberAndVersion["BasicFonts"][0]
        edges = " ".join(f"{edge:.2f}" for edge in box)
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [{edges}] /Resources << /Font {fonts} 0 R >>"
        )
        add_object(self._doc, raw_stream(entries, operators.encode()), f"FormXob.{name}")

    def showPage(self) -> None:  # noqa: N802
        """End the page."""
        index = len(self._marked) - 1
        super().showPage()
        name = f"Page{self._pageNumber - 1}"
        page = self._doc.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = index
        page.Tabs = PDFName("S")
        self._page_numbers.append(self._doc.idToObjectNumberAndVersion[name][0])
        self._marked.append([])

    def save(self) -> None:
        """Finish structure, fonts and metadata, and write the file."""
        if self._code:
            self.showPage()
        self._write_fonts()
        self._write_structure()
        self._write_bookmarks()
        self._enter("OutputIntents", colours(self._numbers))
        if self._archive.attachments:
            listed, names = attachments(self._numbers, self._archive)
            self._enter("AF", listed)
            self._enter("Names", names)
        packet = plain_stream("/Type /Metadata /Subtype /XML", xmp(self._archive.about))
        self._enter("Metadata", f"{self._numbers.add(packet.data)} 0 R")
        self._doc.SaveToFile(self._filename, self)

    def _enter(self, entry: str, value: str) -> None:
        """Put something into the catalog."""
        setattr(self._doc.Catalog, entry, _Value(value))

    def _write_fonts(self) -> None:
        fonts = self._doc.idToObject["BasicFonts"].dict
        fonts.pop("F1", None)
        for resource, font in sorted(self._fonts.items()):
            fonts[resource] = Raw(font.write(self._numbers))

    def _write_structure(self) -> None:
        tree = write_tree(self._numbers, self.root, self._marked[:-1], self._page_numbers)
        self._enter("StructTreeRoot", f"{tree} 0 R")
        self._enter("MarkInfo", "<< /Marked true >>")
        self.setViewerPreference("DisplayDocTitle", "true")

    def _write_bookmarks(self) -> None:
        if self._bookmarks:
            outline = write_outline(self._numbers, self._bookmarks, self._page_numbers)
            self._doc.Outlines = _Written()
            self._enter("Outlines", f"{outline} 0 R")
