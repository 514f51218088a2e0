"""An edit and whether it was saved, as frozen values. Knows no Qt and no vault."""

from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Answers, Field
from overstap.domain.records import RecordId


class SaveState(StrEnum):
    """Whether what was typed is in the vault."""

    NOTHING = "nothing"
    BUSY = "busy"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Saved:
    """The words at the top right; a failure says why."""

    state: SaveState
    text: str = ""


@dataclass(frozen=True)
class Edit:
    """Something one did and can undo: the answers before and after, and where it was. What was
    done ``apart`` is undone by itself, also after other edits of the same question."""

    person: RecordId
    page: str
    record: RecordId
    before: Answers
    after: Answers
    apart: bool = False

    @property
    def field(self) -> Field:
        """The first field it changed: where one stands after undoing it."""
        return next(iter(self.after))
