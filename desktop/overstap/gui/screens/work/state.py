"""What the page of work shows, in words. ``Filter`` is handed on as it is."""

from dataclasses import dataclass

from overstap.usecases.lists.saved_filters import Filter


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of work: how many are on it, and what to do with them."""

    name: str
    lead: str
    picture: str
    count: int
    filter: Filter

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.name}, {self.count}"


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A filter that somebody keeps; ``details`` says what it narrows to."""

    name: str
    details: str
    count: int
    filter: Filter


@dataclass(frozen=True, slots=True)
class WorkState:
    """Everything on the page."""

    lists: tuple[ListRow, ...] = ()
    kept: tuple[KeptRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterForm:
    """A filter to be named. ``before`` is its name now, empty for a new one; ``taken`` are names
    of others; ``lists`` and ``gemeenten`` are (code, label), the first for all of them."""

    before: str
    filter: Filter
    taken: frozenset[str]
    lists: tuple[tuple[str, str], ...]
    gemeenten: tuple[tuple[str, str], ...]
