"""Target dates: when something is meant to have happened, by rules that are data with a source.

A target date says nothing about a resident: waiting is normally not their doing. So a passed one is
called passed, never late. The rules stand in ``resources/rules/clocks.toml``, valid for as long as
the law behind them is, because that law is moving.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overstap.domain import dates
from overstap.domain.answers import Answers, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.rule_files import RuleFileError, RuleReader, read_toml


class Lane(StrEnum):
    """Whose side of the chain it is on: three ministries, one life. Text ``lane.<value>``."""

    RECEPTION = "reception"
    HOUSING = "housing"
    INBURGERING = "inburgering"


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule. It runs from the latest of ``starts``, all of which must be known, for ``days``
    and ``years``, until ``ends`` is known (empty: it only tells a term). It counts for starts from
    ``valid_from`` up to, not including, ``valid_until``. Text ``clock.<key>``."""

    key: str
    lane: Lane
    starts: tuple[Field, ...]
    ends: Field
    days: int
    years: int
    source: str
    valid_from: date | None = None
    valid_until: date | None = None

    def valid(self, start: date) -> bool:
        """Whether it counts for what began on ``start``."""
        after = self.valid_from is None or self.valid_from <= start
        return after and (self.valid_until is None or start < self.valid_until)

    def due(self, start: date) -> date:
        """The target date; 29 February becomes 28 February in other years."""
        year = start.year + self.years
        try:
            moved = start.replace(year=year)
        except ValueError:
            moved = start.replace(year=year, day=28)
        return moved + timedelta(days=self.days)


class Running(StrEnum):
    """Where a clock stands, text ``clock.state.<value>``."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PASSED = "passed"
    MET = "met"


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock for one person today. ``waits_for`` are the questions without which it has not
    started; ``days_left`` is negative once passed; ``met_on`` is when what it waits for came."""

    key: str
    lane: Lane
    state: Running
    source: str
    waits_for: tuple[Field, ...] = ()
    start: date | None = None
    due: date | None = None
    days_left: int = 0
    met_on: date | None = None


def read_clocks(clocks: Sequence[Clock], answers: Answers, today: date) -> tuple[ClockState, ...]:
    """All clocks for one person, in the order of the rules; one per key. ``answers`` are those of
    the person and of the household together."""
    found: dict[str, ClockState] = {}
    for clock in clocks:
        state = _state(clock, answers, today)
        if state is not None:
            found.setdefault(clock.key, state)
    return tuple(found.values())


def next_clock(states: Iterable[ClockState]) -> ClockState | None:
    """The running or passed clock whose target date comes first: what a list shows."""
    open_ones = [s for s in states if s.state in (Running.RUNNING, Running.PASSED) and s.due]
    return min(open_ones, key=lambda state: state.due or date.max, default=None)


def next_due(clocks: Sequence[Clock], answers: Answers) -> str:
    """The first target date that is not met, as ISO text that sorts; empty where none runs. It is
    the same on any day, so lists may keep it."""
    following = next_clock(read_clocks(clocks, answers, date.min))
    return following.due.isoformat() if following and following.due else ""


def whole_date(answers: Answers, field: Field) -> date | None:
    """The date answered at ``field``; None where there is none, or only a part of one."""
    answer = answers.get(field)
    text = answer.text if answer else ""
    if not dates.is_possible(text) or "00" in (text[4:6], text[6:]) or text[:4] == "0000":
        return None
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def parse_clocks(file: str, raw: bytes, catalogue: Catalogue) -> tuple[Clock, ...]:
    """The clocks of a file of rules.

    Raises:
        RuleFileError: file, key and reason of the first thing that is wrong.
    """
    rules = read_toml(file, raw).get("clock")
    if not isinstance(rules, list) or not rules:
        raise RuleFileError(file, "clock", "missing")
    return tuple(_clock(file, rule, catalogue) for rule in rules)


_KEYS = frozenset(
    {"key", "lane", "starts", "ends", "days", "years", "source", "valid_from", "valid_until"}
)


def _clock(file: str, raw: dict[str, object], catalogue: Catalogue) -> Clock:
    rule = RuleReader(file, str(raw.get("key", "clock")), raw)
    rule.only(_KEYS)
    starts = tuple(rule.field("starts", field, catalogue) for field in rule.texts("starts"))
    ends = rule.text("ends", needed=False)
    days, years = rule.number("days"), rule.number("years")
    if not starts:
        raise rule.wrong("starts", "must name a question")
    if days <= 0 and years <= 0:
        raise rule.wrong("days", "must be more than 0")
    return Clock(
        key=rule.text("key"),
        lane=rule.one_of("lane", Lane),
        starts=starts,
        ends=rule.field("ends", ends, catalogue) if ends else "",
        days=days,
        years=years,
        source=rule.text("source"),
        valid_from=rule.day("valid_from"),
        valid_until=rule.day("valid_until"),
    )


def _state(clock: Clock, answers: Answers, today: date) -> ClockState | None:
    known = {field: whole_date(answers, field) for field in clock.starts}
    begins = [day for day in known.values() if day]
    missing = tuple(field for field, day in known.items() if day is None)
    if missing:
        current = clock.valid(max(begins, default=today))
        return _not_started(clock, missing) if current else None
    start = max(begins)
    if not clock.valid(start):
        return None
    due = clock.due(start)
    met = whole_date(answers, clock.ends) if clock.ends else None
    return ClockState(
        key=clock.key,
        lane=clock.lane,
        state=_running(met, due, today),
        source=clock.source,
        start=start,
        due=due,
        days_left=(due - today).days,
        met_on=met,
    )


def _not_started(clock: Clock, missing: tuple[Field, ...]) -> ClockState:
    return ClockState(clock.key, clock.lane, Running.NOT_STARTED, clock.source, missing)


def _running(met: date | None, due: date, today: date) -> Running:
    if met is not None:
        return Running.MET
    return Running.RUNNING if today <= due else Running.PASSED
