"""A ReportLab canvas whose pages are tagged and archival: structure tree, artifacts, XMP, colour
profile and attachments, so that one file is PDF/A and PDF/UA at once.

What is drawn stands between ``begin(element)`` and ``end()``, or between ``artifact()`` and
``end()`` where it is decoration. Source: ISO 32000-1 14.7 and 14.8, ISO 19005-3, ISO 14289-1.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
)
from reportlab.pdfgen.canvas import Canvas

from overstap.kernel import resources
from overstap.pdf.tagged.fonts import EmbeddedFont
from overstap.pdf.tagged.metadata import PRODUCER, About, xmp
from overstap.pdf.tagged.objects import (
    Numbers,
    Raw,
    add_object,
    packed,
    plain_stream,
    raw_stream,
    utf16,
)
from overstap.pdf.tagged.outline import Bookmark, write_outline
from overstap.pdf.tagged.shape import Face
from overstap.pdf.tagged.structure import Element, write_tree

TOTAL_PAGES = "TotPg"
_INLINE = frozenset(
    {
        "AF",
        "MarkInfo",
        "Outlines",
        "OutputIntents",
        "PageLayout",
        "PageMode",
        "StructTreeRoot",
        "ViewerPreferences",
    }
)
"""Entries of the catalog whose value ReportLab has to write there, not as an object of its own."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along in the PDF, with why it is there (AFRelationship Data)."""

    name: str
    media_type: str
    data: bytes
    description: str
    packed: bool = True
    """Whether it is compressed; a seal is not, so that it can be found without a PDF library."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What the finished document is and carries."""

    about: About
    attachments: tuple[Attachment, ...] = field(default=())


@cache
def _colours() -> bytes:
    return (resources.folder() / "icc" / "sRGB.icc").read_bytes()


class _Array(PDFObject):  # type: ignore[misc]
    """Bytes inside another object, not an object of their own."""

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
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.__Refs__ = [name for name in catalog.__NoDefault__ if name not in _INLINE]

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

    def total_pages(self, x: float, y: float) -> None:
        """Draw the number of pages, which is known only at the end."""
        self.code(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /FormXob.{TOTAL_PAGES} Do Q")
        self._formsinuse.append(TOTAL_PAGES)

    def define_total(self, operators: str, width: float) -> None:
        """What ``total_pages`` draws, from the operators of a line of text and its width."""
        fonts = self._doc.idToObjectNumberAndVersion["BasicFonts"][0]
        box = f"0 -4 {width + 1:.1f} 14"
        entries = f"/Type /XObject /Subtype /Form /BBox [{box}] /Resources << /Font {fonts} 0 R >>"
        add_object(self._doc, raw_stream(entries, operators.encode()), f"FormXob.{TOTAL_PAGES}")

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
        self._write_colours()
        self._write_attachments()
        packet = xmp(self._archive.about)
        head = f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n".encode()
        self._refer("Metadata", Raw(head + packet + b"\nendstream"))
        self._doc.SaveToFile(self._filename, self)

    def _refer(self, entry: str, thing: PDFObject) -> int:
        """Put an object under an entry of the catalog."""
        name = f"overstap.{entry}"
        number = add_object(self._doc, thing, name)
        setattr(self._doc.Catalog, entry, PDFObjectReference(name))
        return number

    def _write_fonts(self) -> None:
        fonts = self._doc.idToObject["BasicFonts"].dict
        fonts.pop("F1", None)
        for resource, font in sorted(self._fonts.items()):
            fonts[resource] = Raw(font.write(self._doc))

    def _write_structure(self) -> None:
        tree = write_tree(self._numbers, self.root, self._marked[:-1], self._page_numbers)
        self._doc.Catalog.StructTreeRoot = _Array(f"{tree} 0 R")
        self._doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.setViewerPreference("DisplayDocTitle", "true")

    def _write_bookmarks(self) -> None:
        if self._bookmarks:
            number = write_outline(self._numbers, self._bookmarks, self._page_numbers)
            self._doc.Outlines = _Written()
            self._doc.Catalog.Outlines = _Array(f"{number} 0 R")

    def _write_colours(self) -> None:
        number = self._numbers.add(packed("/N 3", _colours()))
        self._doc.Catalog.OutputIntents = _Array(
            "[<< /Type /OutputIntent /S /GTS_PDFA1 "
            "/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) "
            f"/DestOutputProfile {number} 0 R >>]"
        )

    def _write_attachments(self) -> None:
        files = [self._attach(file) for file in self._archive.attachments]
        if not files:
            return
        self._doc.Catalog.AF = _Array(f"[{' '.join(f'{n} 0 R' for _, n in files)}]")
        names = " ".join(f"{utf16(name)} {number} 0 R" for name, number in sorted(files))
        self._refer("Names", Raw(f"<< /EmbeddedFiles << /Names [{names}] >> >>".encode()))

    def _attach(self, file: Attachment) -> tuple[str, int]:
        when = self._archive.about.created.strftime("D:%Y%m%d%H%M%SZ")
        media = file.media_type.replace("/", "#2F")
        entries = (
            f"/Type /EmbeddedFile /Subtype /{media} "
            f"/Params << /ModDate ({when}) /Size {len(file.data)} >>"
        )
        write = raw_stream if file.packed else plain_stream
        stream = add_object(self._doc, write(entries, file.data), f"file.{file.name}")
        specification = (
            f"<< /Type /Filespec /F ({file.name}) /UF {utf16(file.name)} "
            f"/AFRelationship /Data /EF << /F {stream} 0 R /UF {stream} 0 R >> "
            f"/Desc {utf16(file.description)} >>"
        )
        return file.name, add_object(self._doc, Raw(specification.encode()), f"spec.{file.name}")
