"""Where in the window one is, so that one comes back there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, and a resident with section and question."""

    screen: str = "residents"
    person: str = ""
    section: str = ""
    field: str = ""
