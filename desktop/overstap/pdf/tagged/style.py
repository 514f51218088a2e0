"""How text looks and what it is."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

Colour = tuple[float, float, float]


def colour(hexadecimal: str) -> Colour:
    """``#22201D`` as three parts from 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True)
class Style:
    """How a paragraph looks and what it is. Sizes in points; ``tag`` is its structure type.

    ``language`` is BCP 47, empty for that of what is around it. ``right_to_left`` is the direction
    of the paragraph and the side it starts at; ``align_end`` puts it at the other side.
    """

    size: float = 10
    leading: float = 14
    bold: bool = False
    ink: Colour = (0, 0, 0)
    before: float = 0
    after: float = 0
    tag: str = "P"
    right_to_left: bool = False
    language: str = ""
    align_end: bool = False

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline."""
        return self.leading * 0.5 + self.size * 0.35


def but(style: Style, **changes: Any) -> Style:
    """``style`` with some things changed."""
    return replace(style, **changes)


@lru_cache(64)
def at_left(style: Style) -> Style:
    """The style, starting at the left whatever its direction."""
    return but(style, align_end=style.right_to_left)
