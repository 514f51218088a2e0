"""The tree that a screen reader walks: elements, their languages, and how they are written.

Source: ISO 32000-1 14.7 and 14.8, ISO 14289-1 (PDF/UA-1).
"""

from collections.abc import Iterator, Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument

from overstap.pdf.tagged.objects import Raw, add_object, utf16


class Element:
    """A node of the structure tree. ``kids`` are elements or (page, marked content) pairs.

    ``kind`` is a standard structure type (P, H1, Table); ``language`` (BCP 47) holds for everything
    below, unless said otherwise there; ``attributes`` is a PDF dictionary as text.
    """

    def __init__(
        self,
        kind: str,
        parent: "Element | None",
        *,
        language: str = "",
        alternative: str = "",
        attributes: str = "",
        title: str = "",
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.language = language
        self.alternative = alternative
        self.attributes = attributes
        self.title = title
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def language_here(self) -> str:
        """The language that holds at this element."""
        node: Element | None = self
        while node is not None and not node.language:
            node = node.parent
        return node.language if node else ""

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


def write_tree(
    document: PDFDocument,
    root: Element,
    marked: Sequence[Sequence[Element]],
    page_numbers: Sequence[int],
) -> Raw:
    """Put all elements into the document; gives the StructTreeRoot.

    ``marked`` holds, per page, the element of every piece of marked content; ``page_numbers`` the
    object numbers of the pages.
    """
    elements = list(root.walk())
    for at, element in enumerate(elements):
        element.number = add_object(document, Raw(b""), f"overstap.element{at}")
    pages = " ".join(
        f"{page} [{' '.join(f'{element.number} 0 R' for element in on_page)}]"
        for page, on_page in enumerate(marked)
    )
    parents = add_object(document, Raw(f"<< /Nums [{pages}] >>".encode()), "overstap.ParentTree")
    tree = Raw(
        f"<< /Type /StructTreeRoot /K {root.number} 0 R /ParentTree {parents} 0 R "
        f"/ParentTreeNextKey {len(marked)} >>".encode()
    )
    number = add_object(document, tree, "overstap.StructTreeRoot")
    for at, element in enumerate(elements):
        document.idToObject[f"overstap.element{at}"].data = _body(element, number, page_numbers)
    return tree


def _body(element: Element, root: int, page_numbers: Sequence[int]) -> bytes:
    parent = element.parent.number if element.parent else root
    entries = [f"/Type /StructElem /S /{element.kind} /P {parent} 0 R"]
    if element.language:
        entries.append(f"/Lang ({element.language})")
    if element.alternative:
        entries.append(f"/Alt {utf16(element.alternative)}")
    if element.title:
        entries.append(f"/T {utf16(element.title)}")
    if element.attributes:
        entries.append(f"/A {element.attributes}")
    kids = " ".join(_kid(kid, page_numbers) for kid in element.kids)
    return f"<< {' '.join(entries)} /K [{kids}] >>".encode()


def _kid(kid: Element | tuple[int, int], page_numbers: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, marked = kid
    return f"<< /Type /MCR /Pg {page_numbers[page]} 0 R /MCID {marked} >>"
