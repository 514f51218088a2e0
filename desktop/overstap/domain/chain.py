"""The chain of one household: three lanes, one life. What is done, what can be done now, and what
waits for what. Rules stand in ``resources/chain``; ``chain_file`` reads them. Nothing here counts
or ranks people: a step that waits, waits for somebody's work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from overstap.domain.answers import Answers, Field
from overstap.domain.clocks import ClockState, Lane, Running, whole_date
from overstap.domain.readiness import Actor, Checklist, ItemState
from overstap.domain.records import RecordId


class Per(StrEnum):
    """Who has to take a step: the household once, everyone in it, or its adults."""

    HOUSEHOLD = "household"
    EVERYONE = "everyone"
    ADULTS = "adults"


@dataclass(frozen=True, slots=True)
class Step:
    """One rule, text ``chain.<key>``. It is as far as the checklist's ``item``; or, without one,
    done when ``question`` has an answer (one of ``done``), and running for answers in ``running``.
    ``waits_for`` are the steps that come before it, ``clock`` the target date that belongs to it,
    ``dated`` the question that tells when it was done."""

    key: str
    lane: Lane
    per: Per
    who: Actor
    source: str
    item: str = ""
    question: Field = ""
    done: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    dated: Field = ""
    clock: str = ""
    waits_for: tuple[str, ...] = ()


class StepState(StrEnum):
    """How far a step is, text ``chain.state.<value>``. ``READY``: nothing stands in its way."""

    DONE = "done"
    RUNNING = "running"
    READY = "ready"
    WAITING = "waiting"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Person:
    """What the chain looks at of one member. ``answers`` hold the household's too."""

    record: RecordId
    adult: bool
    answers: Answers
    checklist: Checklist
    clocks: tuple[ClockState, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One step as it is now. ``waits_for`` are the steps it waits for; empty while it waits for
    ``who``. ``open_for`` are members for whom it is not done; ``on`` is the day it was done."""

    key: str
    lane: Lane
    state: StepState
    who: Actor
    source: str
    on: date | None
    waits_for: tuple[str, ...]
    open_for: tuple[RecordId, ...]
    clock: ClockState | None


@dataclass(frozen=True)
class Chain:
    """All steps, lane by lane, in the order of the rules."""

    links: tuple[Link, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Link]:
        """Key to step."""
        return {link.key: link for link in self.links}

    def lane(self, lane: Lane) -> tuple[Link, ...]:
        """The steps of one lane."""
        return tuple(link for link in self.links if link.lane is lane)

    def why(self, key: str) -> tuple[str, ...]:
        """What a step waits for, from the first cause up to the step itself: "no BRP registration,
        so no learning ability test, so no PIP"."""
        link = self.by_key[key]
        return (*self.why(link.waits_for[0]), key) if link.waits_for else (key,)


def chain(steps: Sequence[Step], members: Sequence[Person]) -> Chain:
    """Where every step stands for a household of ``members`` (at least one)."""
    states = {step.key: _progress(step, members) for step in steps}
    open_keys = {key for key, (state, _) in states.items() if state not in _CLOSED}
    return Chain(tuple(_link(step, *states[step.key], open_keys, members) for step in steps))


_CLOSED = frozenset({StepState.DONE, StepState.NOT_APPLICABLE})

_BY_ITEM = {
    ItemState.NOT_APPLICABLE: StepState.NOT_APPLICABLE,
    ItemState.OPEN: StepState.READY,
    ItemState.RUNNING: StepState.RUNNING,
    ItemState.DONE: StepState.DONE,
    ItemState.WAITING: StepState.WAITING,
}


def _link(
    step: Step,
    state: StepState,
    open_for: tuple[RecordId, ...],
    open_keys: set[str],
    members: Sequence[Person],
) -> Link:
    before = tuple(key for key in step.waits_for if key in open_keys)
    blocked = state in (StepState.READY, StepState.WAITING) and before
    days = [whole_date(m.answers, step.dated) for m in members] if step.dated else []
    return Link(
        key=step.key,
        lane=step.lane,
        state=StepState.WAITING if blocked else state,
        who=step.who,
        source=step.source,
        on=max((d for d in days if d), default=None) if state is StepState.DONE else None,
        waits_for=before if blocked else (),
        open_for=open_for,
        clock=_clock(step, members),
    )


def _progress(step: Step, members: Sequence[Person]) -> tuple[StepState, tuple[RecordId, ...]]:
    """The state of a step for all whom it concerns, and the members for whom it is not done."""
    concerned = _concerned(step, members)
    states = {member.record: _state(step, member) for member in concerned}
    open_for = tuple(record for record, state in states.items() if state not in _CLOSED)
    told = () if step.per is Per.HOUSEHOLD else open_for
    counting = [state for state in states.values() if state is not StepState.NOT_APPLICABLE]
    if not counting:
        return StepState.NOT_APPLICABLE, ()
    if not open_for:
        return StepState.DONE, ()
    if StepState.RUNNING in counting or StepState.DONE in counting:
        return StepState.RUNNING, told
    return (StepState.WAITING if StepState.WAITING in counting else StepState.READY), told


def _concerned(step: Step, members: Sequence[Person]) -> Sequence[Person]:
    if step.per is Per.HOUSEHOLD:
        return members[:1]
    return [member for member in members if member.adult or step.per is Per.EVERYONE]


def _state(step: Step, member: Person) -> StepState:
    if step.item:
        return _BY_ITEM[next(i.state for i in member.checklist.items if i.key == step.item)]
    answer = member.answers.get(step.question)
    value = answer.value if answer else None
    if value is None:
        return StepState.READY
    if value in step.running:
        return StepState.RUNNING
    return StepState.DONE if not step.done or value in step.done else StepState.READY


def _clock(step: Step, members: Sequence[Person]) -> ClockState | None:
    """The clock of whoever it concerns whose target date comes first; an open one before a met."""
    clocks = [
        clock
        for member in _concerned(step, members)
        for clock in member.clocks
        if clock.key == step.clock
    ]
    return min(clocks, key=_urgency, default=None)


def _urgency(clock: ClockState) -> tuple[bool, date]:
    running = clock.state in (Running.RUNNING, Running.PASSED)
    return not running, clock.due or date.max
