"""Which backups to keep, and when it is time for one. Knows moments, not files."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAILY = timedelta(days=7)
"""So long one of every day is kept; after that one of every week."""
LONGEST = timedelta(days=30)
"""No backup is kept longer: what was destroyed has to be gone from backups too."""
OFTEN = timedelta(days=7)
"""A vault without a backup for so long is in danger."""
QUARTER = timedelta(days=92)
"""So often somebody proves that a backup can be put back."""


class Every(StrEnum):
    """How often a backup is made by itself."""

    NEVER = "never"
    DAY = "day"
    WEEK = "week"


class At(StrEnum):
    """When in the life of the program."""

    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a backup is made by itself, text ``backup.schedule.<every>.<at>``."""

    every: Every = Every.DAY
    at: At = At.OPEN

    def asks(self, at: At, last: datetime | None, now: datetime) -> bool:
        """Whether it is time for one. Days are those of the calendar: one at nine yesterday asks
        for another at eight today."""
        if self.every is Every.NEVER or self.at is not at:
            return False
        if last is None:
            return True
        days = (now.astimezone().date() - last.astimezone().date()).days
        return days >= (1 if self.every is Every.DAY else 7)


def is_called_so(name: str, vault: str) -> bool:
    """Whether a file is called as the backups of the vault (its id) are, and so nothing else."""
    return re.fullmatch(rf"overstap-{vault[:8]}-[0-9]{{8}}-[0-9]{{6}}\.backup", name) is not None


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those to keep: the newest always and all of today, then the newest of each day, then of each
    week."""
    newest_first = sorted(made, reverse=True)
    chosen: dict[object, datetime] = {}
    for moment in newest_first:
        age = now - moment
        if age <= LONGEST:
            chosen.setdefault(moment.date() if age <= DAILY else moment.isocalendar()[:2], moment)
    today = (m for m in newest_first if m.astimezone().date() == now.astimezone().date())
    return frozenset(chosen.values()) | frozenset(newest_first[:1]) | frozenset(today)


def overdue(last: datetime | None, since: datetime, every: timedelta, now: datetime) -> bool:
    """Whether it is longer ago than ``every``; where it never happened, ``since`` counts."""
    return now - (last or since) > every


def newest(made: Collection[datetime]) -> datetime | None:
    """The newest; None of none."""
    return max(made, default=None)
