"""What the dossier screen shows, as values. Nothing of Qt, nothing of PDF."""

from dataclasses import dataclass

from overstap.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few to choose from: its key, its word, and what it means."""

    key: str
    word: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class DossierState:
    """One household's dossier. ``audience`` is empty until somebody chose for whom; ``sizes`` are
    those of the pages in points, empty until they were made."""

    title: str
    lead: str
    audiences: tuple[Choice, ...]
    audience: str
    languages: tuple[Choice, ...] = ()
    language: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    edition: int = 0
    """Rises with every new set of pages, so that an old page is never shown among new ones."""
    facts: tuple[str, ...] = ()
    told: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A household to choose."""

    household: RecordId
    name: str
    members: str


@dataclass(frozen=True, slots=True)
class BatchState:
    """Dossiers of many households at once. ``told`` is how the last time ended, ``files`` which
    household is in which file: the names of the files do not say."""

    audiences: tuple[Choice, ...]
    audience: str
    rows: tuple[BatchRow, ...]
    told: str = ""
    files: tuple[str, ...] = ()
    busy: bool = False
