"""Which backups to keep, and when it is time for one. Knows moments, not files."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

DAILY = timedelta(days=7)
"""So long one of every day is kept; after that one of every week."""
LONGEST = timedelta(days=30)
"""No backup is kept longer: what was destroyed has to be gone from backups too."""
OFTEN = timedelta(days=7)
"""A vault without a backup for so long is in danger."""
QUARTER = timedelta(days=92)
"""So often somebody proves that a backup can be put back."""


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those to keep: the newest always, then the newest of each day, then of each week."""
    newest_first = sorted(made, reverse=True)
    chosen: dict[object, datetime] = {}
    for moment in newest_first:
        age = now - moment
        if age <= LONGEST:
            chosen.setdefault(moment.date() if age <= DAILY else moment.isocalendar()[:2], moment)
    return frozenset(chosen.values()) | frozenset(newest_first[:1])


def overdue(last: datetime | None, since: datetime, every: timedelta, now: datetime) -> bool:
    """Whether it is longer ago than ``every``; where it never happened, ``since`` counts."""
    return now - (last or since) > every


def newest(made: Collection[datetime]) -> datetime | None:
    """The newest; None of none."""
    return max(made, default=None)
