"""What the checklist shows, in words already."""

from dataclasses import dataclass

from overstap.domain.readiness import Said


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item: what it is, its state as a drawing and a word, and ``note``: who acts, since when,
    and whether somebody set it by hand. ``said`` is what they said."""

    key: str
    text: str
    state: str
    word: str
    note: str
    said: Said


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """One group with a count in words; never a percentage."""

    title: str
    count: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """An item that somebody set, with what was said about it before."""

    item: str
    before: Said
    after: Said
