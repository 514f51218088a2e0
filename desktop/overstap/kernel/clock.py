"""What time it is, as something that can be handed over."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """The computer's clock. It may be wrong: it orders what is shown, never what is kept."""
    return datetime.now(UTC)
