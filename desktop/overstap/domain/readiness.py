"""The checklist: what is prepared and what waits. Counts per group, never a score of a person.

An item's state follows from the answers; staff may say otherwise, since they know what no question
asks. The table in ``checklist_rules`` is the rule. Source: COA and Divosa practice on the warm
handover and the brede intake (Wet inburgering 2021, art. 14).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overstap.domain import dates
from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field, Status
from overstap.domain.clocks import whole_date
from overstap.domain.records import Record, Subject
from overstap.domain.residents import BIRTH_DATE


class ItemState(StrEnum):
    """How far an item is, text ``checklist.state.<value>``."""

    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    WAITING = "waiting"


class Actor(StrEnum):
    """Who acts next, text ``actor.<value>``."""

    LOCATION = "location"
    RESIDENT = "resident"
    COA = "coa"
    IND = "ind"
    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    DUO = "duo"


@dataclass(frozen=True, slots=True)
class Said:
    """What staff said about an item; without a state the answers decide."""

    state: ItemState | None = None
    on: date | None = None
    who: Actor | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item, text ``checklist.<key>``. ``on`` is when it came to this state, where that is
    known. What staff ``said`` goes before the state that followed from answers: ``derived``."""

    key: str
    state: ItemState
    who: Actor
    subject: Subject
    derived: ItemState
    on: date | None = None
    said: Said = Said()

    @property
    def by_hand(self) -> bool:
        """Whether staff said so."""
        return self.said.state is not None


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, text ``checklist.group.<key>``."""

    key: str
    items: tuple[Item, ...]

    def count(self, state: ItemState) -> int:
        """How many are in that state."""
        return sum(item.state is state for item in self.items)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.count(ItemState.DONE)

    @property
    def applicable(self) -> int:
        """How many count for this person at all."""
        return len(self.items) - self.count(ItemState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Checklist:
    """All groups, A to G."""

    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. ``answers`` are the household's and the person's together;
    ``members`` those of every member; ``sent`` and ``received`` tell of the handover."""

    answers: Answers
    members: tuple[Answers, ...]
    today: date
    released: bool = False
    sent_on: date | None = None
    received_on: date | None = None

    def text(self, field: Field) -> str:
        """The text answered at ``field``; empty where there is none."""
        answer = self.answers.get(field)
        return answer.text if answer else ""

    def number(self, field: Field) -> int:
        """The number answered at ``field``; 0 where there is none."""
        answer = self.answers.get(field)
        value = answer.value if answer else 0
        return value if isinstance(value, int) else 0

    @property
    def child(self) -> bool:
        """Whether this person is certainly under 18."""
        return _certainly_under(18, self.text(BIRTH_DATE), self.today)

    def children_under(self, age: int) -> bool:
        """Whether somebody of the household is certainly younger."""
        births = [member[BIRTH_DATE].text for member in self.members if BIRTH_DATE in member]
        return any(_certainly_under(age, birth, self.today) for birth in births)


Judge = Callable[[Facts], ItemState]


@dataclass(frozen=True, slots=True)
class Rule:
    """How an item is judged, who acts while it is not done, and on whose record it stands.
    ``third`` is who acts while it waits for another; ``dated`` the question that tells when it was
    done; ``adults`` when only they need it."""

    key: str
    who: Actor
    subject: Subject
    judge: Judge
    dated: Field = ""
    adults: bool = False
    third: Actor | None = None


def override_field(item: str, part: str = "") -> Field:
    """Where staff say otherwise about an item: its state, ``on`` or ``who``. It is a note on the
    work of this office, so it does not travel and needs no new release."""
    return f"checklist.{item}.{part}" if part else f"checklist.{item}"


def said_answers(item: str, said: Said) -> Answers:
    """The answers that say it; without a state, those that give the item back."""
    parts = {
        "": str(said.state or ""),
        "on": f"{said.on:%Y%m%d}" if said.on and said.state else "",
        "who": str(said.who or "") if said.state else "",
    }
    return {
        override_field(item, part): Answer(value) if value else NOT_ASKED
        for part, value in parts.items()
    }


def checklist(
    rules: Mapping[str, tuple[Rule, ...]], household: Record, person: Record, facts: Facts
) -> Checklist:
    """The checklist of one person of a household."""
    records = {Subject.HOUSEHOLD: household, Subject.PERSON: person}
    groups = (
        Group(key, tuple(_item(rule, records[rule.subject], facts) for rule in group))
        for key, group in rules.items()
    )
    return Checklist(tuple(groups))


def _item(rule: Rule, record: Record, facts: Facts) -> Item:
    for_adults_only = rule.adults and facts.child
    derived = ItemState.NOT_APPLICABLE if for_adults_only else rule.judge(facts)
    said = _said(rule.key, record)
    state = said.state or derived
    usual = rule.third or rule.who if state is ItemState.WAITING else rule.who
    return Item(
        key=rule.key,
        state=state,
        who=said.who or usual,
        subject=rule.subject,
        derived=derived,
        on=said.on or (whole_date(facts.answers, rule.dated) if rule.dated else None),
        said=said,
    )


def _said(item: str, record: Record) -> Said:
    state, who = (record.text(override_field(item, part)) for part in ("", "who"))
    return Said(
        state=ItemState(state) if state in set(ItemState) else None,
        on=whole_date(record.answers, override_field(item, "on")),
        who=Actor(who) if who in set(Actor) else None,
    )


def answered(
    field: Field,
    *,
    done: tuple[str, ...] = (),
    running: tuple[str, ...] = (),
    waiting: tuple[str, ...] = (),
) -> Judge:
    """Done when the question has a value (one of ``done``, if given); running or waiting for some
    values; not applicable where the answer says so; open otherwise."""

    def judge(facts: Facts) -> ItemState:
        answer = facts.answers.get(field)
        if answer is None:
            several = any(key.startswith(f"{field}/") for key in facts.answers)
            return ItemState.DONE if several else ItemState.OPEN
        return _by_value(answer, done, running, waiting)

    return judge


def _by_value(
    answer: Answer, done: tuple[str, ...], running: tuple[str, ...], waiting: tuple[str, ...]
) -> ItemState:
    if answer.value is None:
        return _BY_STATUS[answer.status or Status.NOT_ASKED]
    if answer.value in waiting:
        return ItemState.WAITING
    if answer.value in running:
        return ItemState.RUNNING
    return ItemState.DONE if not done or answer.value in done else ItemState.OPEN


_BY_STATUS = {
    Status.NOT_APPLICABLE: ItemState.NOT_APPLICABLE,
    Status.DECLINED: ItemState.DONE,
    Status.UNKNOWN: ItemState.OPEN,
    Status.NOT_ASKED: ItemState.OPEN,
}


def _certainly_under(age: int, birth: str, today: date) -> bool:
    known = dates.ages(birth, today) if dates.is_possible(birth) else None
    return known is not None and known.highest < age
