"""Which of the three handover scenarios fits, as a proposal for the talk with the gemeente.

1 fast: inburgering begins while they still live in reception. 2 combined: brede intake and PIP
before moving, voorinburgering goes on beside. 3 after: all of it after moving. The gemeente and the
location choose together. Source: Divosa, Handreiking scenario's warme overdracht.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overstap.domain.answers import Answers, Field
from overstap.domain.clocks import whole_date

MATCHED: Field = "household.matched_gemeente"
PRESENT: Field = "household.present_gemeente"
MOVES_ON: Field = "housing.moves_on"
REGISTERED: Field = "status.brp_registered"
CHOSEN: Field = "language.scenario"

_SOON = timedelta(weeks=4)

RegionOf = Callable[[str], str]
"""The arbeidsmarktregio of a gemeente code; empty for an unknown code."""


class Scenario(StrEnum):
    """Text ``scenario.<value>``."""

    FAST = "fast"
    COMBINED = "combined"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, by which rules (text ``scenario.rule.<rule>``), and without which answers.
    None where too little is known. ``chosen`` is what staff chose."""

    scenario: Scenario | None
    rules: tuple[str, ...]
    missing: tuple[Field, ...]
    chosen: Scenario | None


def propose(answers: Answers, here: str, region_of: RegionOf, today: date) -> Proposal:
    """The scenario for one person; ``here`` is the gemeente code of the location, where no answer
    says where they live now."""
    matched = _text(answers, MATCHED)
    present = _text(answers, PRESENT) or here
    registered = _text(answers, REGISTERED)
    moves_on = whole_date(answers, MOVES_ON)
    known = {MATCHED: matched, PRESENT: present, REGISTERED: registered}
    missing = tuple(field for field, value in known.items() if not value)
    said = _text(answers, CHOSEN)
    chosen = Scenario(said) if said in set(Scenario) else None
    scenario, rule = _judged(
        matched=bool(matched),
        registered=registered == "yes",
        near=bool(matched and present) and region_of(matched) == region_of(present),
        soon=moves_on is not None and moves_on - today <= _SOON,
    )
    return Proposal(scenario, (rule,), missing, chosen)


def _judged(
    *, matched: bool, registered: bool, near: bool, soon: bool
) -> tuple[Scenario | None, str]:
    if not matched:
        return None, "S1"
    if soon:
        return Scenario.AFTER, "S2"
    if not registered:
        return Scenario.AFTER, "S3"
    return (Scenario.FAST, "S4") if near else (Scenario.COMBINED, "S5")


def _text(answers: Answers, field: Field) -> str:
    answer = answers.get(field)
    return answer.text if answer else ""
