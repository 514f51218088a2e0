"""Where every step of a chain stands on one line of time. Pure: no Qt, no words, no pixels.

A chain has few dates, and cards are wider than days. So the line is one of columns in the order of
time: what was done earlier, the last months, what runs, today and what can be done from today on,
the months of what is planned, and behind those what has no date yet, each step behind what it waits
for. A step that is not done reaches to its target date. In a lane, steps that overlap in time stand
in rows under each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overstap.domain.chain import Chain, Link, StepState
from overstap.domain.clocks import Lane, Running

_MONTHS_BACK = 2
"""So many months in which something was done have a column of their own."""


class When(StrEnum):
    """What a column is, text ``overview.when.<value>``; a month is called by its name."""

    EARLIER = "earlier"
    MONTH = "month"
    RUNNING = "running"
    NOW = "now"
    LATER = "later"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Column:
    """A piece of time. ``month`` is its first day, for a month."""

    when: When
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a step stands: in which columns, and in which row of its lane. ``planned``: it has a
    date that is still to come."""

    key: str
    lane: Lane
    first: int
    last: int
    row: int
    planned: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All steps that count for the household. ``lines`` lead from a step to what waits for it."""

    columns: tuple[Column, ...]
    spots: tuple[Spot, ...]
    lines: tuple[tuple[str, str], ...]

    @property
    def now(self) -> int:
        """The column that begins today."""
        return next(n for n, column in enumerate(self.columns) if column.when is When.NOW)

    def rows(self, lane: Lane) -> int:
        """How many rows a lane has; at least one."""
        return max((spot.row + 1 for spot in self.spots if spot.lane is lane), default=1)


def timeline(chain: Chain, today: date) -> Timeline:
    """Place the steps of a chain on a line of time."""
    return _Line(chain, today).timeline()


def planned(link: Link, today: date) -> bool:
    """Whether it has its date already, and that is still to come."""
    return link.state is StepState.DONE and link.on is not None and link.on > today


class _Line:
    def __init__(self, chain: Chain, today: date) -> None:
        self._today = today
        self._links = {
            link.key: link for link in chain.links if link.state is not StepState.NOT_APPLICABLE
        }
        done = {k: link for k, link in self._links.items() if link.state is StepState.DONE}
        back = {_month(link.on) for link in done.values() if link.on and link.on <= today}
        ahead = {month for link in self._links.values() if (month := self._ahead(link))}
        earlier = len(back) > _MONTHS_BACK or any(link.on is None for link in done.values())
        kept = sorted(back)[-_MONTHS_BACK:]
        running = any(link.state is StepState.RUNNING for link in self._links.values())
        self._columns = [
            *([Column(When.EARLIER)] if earlier else []),
            *(Column(When.MONTH, month) for month in kept),
            *([Column(When.RUNNING)] if running else []),
            Column(When.NOW),
            *(Column(When.MONTH, month) for month in sorted(ahead)),
        ]
        self._now = 1 * earlier + len(kept) + 1 * running
        self._dated = len(self._columns)
        self._spans: dict[str, tuple[int, int]] = {}

    def timeline(self) -> Timeline:
        for key in self._links:
            self._span(key)
        last = max((last for _, last in self._spans.values()), default=self._now)
        while len(self._columns) <= last:
            first = len(self._columns) == self._dated
            self._columns.append(Column(When.LATER if first else When.AFTER))
        spots = [spot for lane in Lane for spot in self._lane(lane)]
        lines = (
            (before, link.key)
            for link in self._links.values()
            for before in link.waits_for
            if before in self._links
        )
        return Timeline(tuple(self._columns), tuple(spots), tuple(lines))

    def _lane(self, lane: Lane) -> Iterable[Spot]:
        """First come, first row in which there is room."""
        keys = [key for key, link in self._links.items() if link.lane is lane]
        free: list[int] = []
        for key in sorted(keys, key=lambda key: self._spans[key][0]):
            first, last = self._spans[key]
            row = next((n for n, until in enumerate(free) if until < first), len(free))
            free[row:] = [last, *free[row + 1 :]]
            yield Spot(key, lane, first, last, row, planned(self._links[key], self._today))

    def _span(self, key: str) -> tuple[int, int]:
        if key not in self._spans:
            self._spans[key] = self._placed(self._links[key])
        return self._spans[key]

    def _placed(self, link: Link) -> tuple[int, int]:
        ahead = self._ahead(link)
        target = self._column(ahead) if ahead else self._now
        if link.state is StepState.DONE:
            at = target if ahead else self._behind(link.on)
            return at, at
        before = [self._span(key)[1] for key in link.waits_for if key in self._links]
        if link.state is StepState.RUNNING:
            return self._now - 1, target if ahead else self._now - 1
        if not before:
            return self._now, target
        at = max(target if ahead else self._dated, max(before) + 1)
        return at, at

    def _behind(self, on: date | None) -> int:
        columns: Mapping[date | None, int] = {
            column.month: n for n, column in enumerate(self._columns[: self._now])
        }
        return columns.get(_month(on), 0) if on else 0

    def _column(self, month: date) -> int:
        return self._columns.index(Column(When.MONTH, month), self._now)

    def _ahead(self, link: Link) -> date | None:
        """The month in which it is planned or meant to be done, after this one."""
        day = link.on if planned(link, self._today) else None
        clock = link.clock
        if link.state is not StepState.DONE and clock and clock.state is Running.RUNNING:
            day = clock.due
        return _month(day) if day and _month(day) > _month(self._today) else None


def _month(day: date) -> date:
    return day.replace(day=1)
