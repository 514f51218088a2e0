"""Bookmarks: the headings beside the pages, nested by level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from overstap.pdf.tagged.objects import Numbers, utf16


@dataclass(slots=True)
class Bookmark:
    """A place to jump to: the page (the first is 0), and how high on it in points."""

    title: str
    level: int
    page: int
    top: float
    number: int = 0
    below: list[Self] = field(default_factory=list)


def write_outline(
    numbers: Numbers, bookmarks: Sequence[Bookmark], page_numbers: Sequence[int]
) -> int:
    """Write the bookmarks, which come in the order of the pages; gives the number of their root."""
    root = Bookmark("", -1, 0, 0, numbers.reserve())
    above = [root]
    for bookmark in bookmarks:
        while above[-1].level >= bookmark.level:
            above.pop()
        bookmark.number = numbers.reserve()
        above[-1].below.append(bookmark)
        above.append(bookmark)
    numbers.write(root.number, f"<< /Type /Outlines{_range(root)} >>".encode())
    _write(numbers, root, page_numbers)
    return root.number


def _write(numbers: Numbers, parent: Bookmark, page_numbers: Sequence[int]) -> None:
    around = [None, *parent.below, None]
    for at, bookmark in enumerate(parent.below):
        before, behind = around[at], around[at + 2]
        said = (
            f"<< /Title {utf16(bookmark.title)} /Parent {parent.number} 0 R"
            f" /Dest [{page_numbers[bookmark.page]} 0 R /XYZ null {bookmark.top:.0f} null]"
        )
        said += f" /Prev {before.number} 0 R" if before else ""
        said += f" /Next {behind.number} 0 R" if behind else ""
        numbers.write(bookmark.number, f"{said}{_range(bookmark)} >>".encode())
        _write(numbers, bookmark, page_numbers)


def _range(parent: Bookmark) -> str:
    if not parent.below:
        return ""
    first, last = parent.below[0].number, parent.below[-1].number
    return f" /First {first} 0 R /Last {last} 0 R /Count {_open(parent)}"


def _open(parent: Bookmark) -> int:
    return sum(1 + _open(bookmark) for bookmark in parent.below)
