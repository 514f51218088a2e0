"""The checklist: what is prepared and what waits. Counts per group, never a score of a person.

Every item is a rule over answers; the table below is the rule. Source: COA and Divosa practice on
the warm handover and the brede intake (Wet inburgering 2021, art. 14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Answers, Status
from overstap.domain.records import Record
from overstap.domain.residents import read_back_agreed


class ItemState(StrEnum):
    """How far an item is."""

    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Item:
    """One item, text ``checklist.<key>``."""

    key: str
    state: ItemState


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, text ``checklist.group.<key>``."""

    key: str
    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(item.state is ItemState.DONE for item in self.items)


@dataclass(frozen=True, slots=True)
class Checklist:
    """All groups, A to G."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Done when the question has a value (one of ``done``, if given); running or waiting for some
    values; not applicable where the resident's answer says so; open otherwise."""

    question: str
    done: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    def state(self, answers: Answers) -> ItemState:
        answer = answers.get(self.question)
        if answer is None:
            several = any(field.startswith(f"{self.question}/") for field in answers)
            return ItemState.DONE if several else ItemState.OPEN
        if answer.value is None:
            return _BY_STATUS[answer.status or Status.NOT_ASKED]
        if answer.value in self.waiting:
            return ItemState.WAITING
        if answer.value in self.running:
            return ItemState.RUNNING
        return ItemState.DONE if not self.done or answer.value in self.done else ItemState.OPEN


_BY_STATUS = {
    Status.NOT_APPLICABLE: ItemState.NOT_APPLICABLE,
    Status.DECLINED: ItemState.DONE,
    Status.UNKNOWN: ItemState.OPEN,
    Status.NOT_ASKED: ItemState.OPEN,
}

_RULES: dict[str, dict[str, _Rule]] = {
    "A": {
        "A1": _Rule("status.permit_from"),
        "A3": _Rule("status.brp_registered", done=("yes",), waiting=("requested",)),
        "A4": _Rule("person.bsn"),
        "A5": _Rule("household.matched_gemeente"),
        "A6": _Rule("household.gemeente_contact"),
    },
    "B": {
        "B2": _Rule("language.pre_consent", done=("yes", "no"), running=("thinking",)),
        "B3": _Rule("language.nt2_hours"),
        "B4": _Rule("language.knm_hours"),
        "B5": _Rule("language.intro_map", done=("yes",)),
        "B6": _Rule("language.intro_pvt", done=("yes",)),
        "B8": _Rule("language.literacy"),
    },
    "C": {
        "C1": _Rule("education.years"),
        "C2": _Rule("education.jobs"),
        "C3": _Rule("talk.individual", done=("held", "not_wanted")),
        "C4": _Rule("language.dutch"),
        "C6": _Rule("education.digital"),
        "C7": _Rule("language.lbt_state", done=("taken", "waived"), running=("planned",)),
        "C9": _Rule("education.cv", done=("yes",)),
    },
    "D": {"D2": _Rule("household.joining"), "D3": _Rule("household.school_told", done=("yes",))},
    "E": {
        "E1": _Rule("housing.hard_criteria"),
        "E2": _Rule("housing.preferences"),
        "E3": _Rule("housing.need_ground_floor"),
        "E4": _Rule("housing.form_independent"),
        "E5": _Rule("talk.no_right_told"),
    },
    "F": {
        "F1": _Rule("practical.digid", done=("active",), waiting=("requested",)),
        "F2": _Rule("practical.bank_account", done=("yes",), waiting=("requested",)),
        "F4": _Rule("practical.income"),
    },
}


def checklist(household: Record, person: Record, *, released: bool) -> Checklist:
    """The checklist of one person, with what is answered for the whole household."""
    answers = {**household.answers, **person.answers}
    groups = [
        Group(key, tuple(Item(item, rule.state(answers)) for item, rule in rules.items()))
        for key, rules in _RULES.items()
    ]
    groups.append(Group("G", tuple(_handover(household, released=released))))
    return Checklist(tuple(groups))


def _handover(household: Record, *, released: bool) -> Sequence[Item]:
    agreed = read_back_agreed(household.answers)
    return (
        Item("G1", ItemState.DONE if agreed else ItemState.OPEN),
        Item("G2", ItemState.DONE if released else ItemState.OPEN),
    )
