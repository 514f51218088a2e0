"""How large a household is, in words: for the dossier of whoever finds it a home."""

from collections.abc import Iterator

from overstap.domain.composition import BANDS, Composition
from overstap.domain.paper import Line
from overstap.i18n.texts import Texts


def size_lines(size: Composition, texts: Texts) -> Iterator[Line]:
    """Adults, children by age, expected family, and the bedrooms needed at least."""
    yield Line(texts("size.persons"), _persons(size, texts))
    if size.joining_adults or size.joining_children:
        joining = texts(
            "size.joining_told", adults=size.joining_adults, children=size.joining_children
        )
        yield Line(texts("size.joining"), joining)
    rooms = str(size.bedrooms)
    if size.bedrooms_with_joining != size.bedrooms:
        rooms = texts("size.bedrooms_told", now=size.bedrooms, later=size.bedrooms_with_joining)
    yield Line(texts("size.bedrooms"), rooms, texts("size.bedrooms.note"))


def _persons(size: Composition, texts: Texts) -> str:
    told = [texts("size.adults", count=size.adults)]
    for (low, high), count in zip(BANDS, size.children, strict=True):
        if count:
            told.append(texts("size.children", count=count, low=low, high=high))
    if size.uncertain:
        told.append(texts("size.uncertain", count=size.uncertain))
    return ", ".join(told)
