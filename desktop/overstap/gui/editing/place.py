"""Where in a file one is, for a screen that goes on there."""

from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.records import RecordId
from overstap.gui.editing.editing import Editing


@dataclass(frozen=True, slots=True)
class TalkPlace:
    """The file one works in, and the resident, section and question one wants to talk about."""

    editing: Editing
    person: RecordId
    section: str
    field: Field
