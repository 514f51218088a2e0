"""The tree that a screen reader walks: elements, their languages, and how they are written.

Source: ISO 32000-1 14.7 and 14.8, ISO 14289-1 (PDF/UA-1).
"""

from collections.abc import Iterator, Sequence

from overstap.pdf.tagged.objects import Numbers, utf16


class Element:
    """A node of the structure tree. ``kids`` are elements or (page, marked content) pairs.

    ``kind`` is a standard structure type (P, H1, Table); ``language`` (BCP 47) holds for everything
    below, unless said otherwise there; ``attributes`` is a PDF dictionary as text.
    """

    __slots__ = (
        "alternative",
        "attributes",
        "kids",
        "kind",
        "language",
        "number",
        "parent",
        "title",
    )

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
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def write_tree(
    numbers: Numbers,
    root: Element,
    marked: Sequence[Sequence[Element]],
    page_numbers: Sequence[int],
) -> int:
    """Write all elements; gives the number of the StructTreeRoot.

    ``marked`` holds, per page, the element of every piece of marked content; ``page_numbers`` the
    object numbers of the pages.
    """
    elements = list(root.walk())
    for element in elements:
        element.number = numbers.reserve()
    pages = " ".join(
        f"{page} [{' '.join([f'{element.number} 0 R' for element in on_page])}]"
        for page, on_page in enumerate(marked)
    )
    parents = numbers.add(f"<< /Nums [{pages}] >>".encode())
    tree = numbers.add(
        f"<< /Type /StructTreeRoot /K {root.number} 0 R /ParentTree {parents} 0 R "
        f"/ParentTreeNextKey {len(marked)} >>".encode()
    )
    for element in elements:
        numbers.write(element.number, _body(element, tree, page_numbers))
    return tree


def _body(element: Element, root: int, page_numbers: Sequence[int]) -> bytes:
    parent = element.parent.number if element.parent else root
    said = f"<< /Type /StructElem /S /{element.kind} /P {parent} 0 R"
    if element.language:
        said += f" /Lang ({element.language})"
    if element.alternative:
        said += f" /Alt {utf16(element.alternative)}"
    if element.title:
        said += f" /T {utf16(element.title)}"
    if element.attributes:
        said += f" /A {element.attributes}"
    return f"{said}{_kids(element.kids, page_numbers)} >>".encode()


def _kids(kids: Sequence[Element | tuple[int, int]], page_numbers: Sequence[int]) -> str:
    if len(kids) == 1 and isinstance(kids[0], tuple):
        page, marked = kids[0]
        return f" /Pg {page_numbers[page]} 0 R /K {marked}"
    return f" /K [{' '.join([_kid(kid, page_numbers) for kid in kids])}]"


def _kid(kid: Element | tuple[int, int], page_numbers: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, marked = kid
    return f"<< /Type /MCR /Pg {page_numbers[page]} 0 R /MCID {marked} >>"
