"""Where in the window one is, so that one comes back there."""

from dataclasses import dataclass

NUMBERED = tuple(f"Alt+{key}" for key in "1234567890-=")
"""The keys of the pages of a file, or of the topics of a talk, in their order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, and a resident with section and question."""

    screen: str = "residents"
    person: str = ""
    section: str = ""
    field: str = ""
