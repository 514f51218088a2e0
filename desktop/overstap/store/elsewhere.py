"""How the ledger keeps what another desk of ours sent: when, in place of the bundle's hash, and
which questions, in place of their answers."""

from datetime import UTC, datetime
from typing import Any

ELSEWHERE: dict[str, Any] = {"elsewhere": True}
"""Stands for an answer that an office was sent by another desk of ours; under no question, for what
that desk did not name."""
PREFIX = "elsewhere "
_FORMAT = "%Y-%m-%d %H:%M:%S.%f"


def elsewhere(at: datetime) -> str:
    """In place of a bundle's hash; the moment as the database writes moments."""
    return PREFIX + at.astimezone(UTC).strftime(_FORMAT)


def moment_of(bundle: str) -> datetime | None:
    """When another desk sent it; None where it was this one."""
    if not bundle.startswith(PREFIX):
        return None
    return datetime.strptime(bundle.removeprefix(PREFIX), _FORMAT).replace(tzinfo=UTC)
