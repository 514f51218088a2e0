"""Residents for tests of finding: registered as at the desk, a household each."""

from overstap.domain.answers import Answer, Answers
from overstap.usecases.app import App

FIELDS = {
    "name": "person.surname",
    "given": "person.given_names",
    "born": "person.birth_date",
    "v": "person.v_number",
    "room": "person.room",
}


def answers(**said: str) -> Answers:
    """``name``, ``given``, ``born``, ``v`` and ``room`` as answers."""
    return {FIELDS[key]: Answer(text) for key, text in said.items()}


def register(app: App, **said: str) -> str:
    """One more resident, alone in a household."""
    return app.register_household([answers(**said)], {}).persons[0]


def names(app: App, text: str) -> list[str]:
    """Who is found for what was typed, nearest first."""
    return [hit.name for hit in app.find_residents(text).hits]
