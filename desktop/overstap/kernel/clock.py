"""What time it is, as something that can be handed over."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

FIRST_YEAR, LAST_YEAR = 1900, 2200


def bearable(moment: date) -> bool:
    """Whether one can count on from a day or moment that somebody else states, and say it in any
    time zone. At the ends of the calendar one cannot."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def system_clock() -> datetime:
    """The computer's clock. It may be wrong: it orders what is shown, never what is kept."""
    return datetime.now(UTC)
