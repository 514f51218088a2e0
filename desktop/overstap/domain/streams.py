"""Bundles of one sender to us are numbered and each names the one before: what that tells."""

from enum import StrEnum
from typing import Protocol

from overstap.kernel.errors import TrustError


class Order(StrEnum):
    """Where a genuine bundle stands in its stream."""

    NEXT = "next"
    GAP = "gap"
    DUPLICATE = "duplicate"
    LATE = "late"
    """It has a lower number than the last one, and never came: a stick that lay somewhere."""


class ReplayedError(TrustError):
    """It is older than what we have, and may not come late; somebody may offer it again."""

    code = "stream.replayed"


class ForkedError(TrustError):
    """The sender went back and continued differently: restored from a backup, or cloned."""

    code = "stream.forked"


class Numbered(Protocol):
    """What of a manifest counts here."""

    @property
    def number(self) -> int: ...
    @property
    def previous(self) -> str: ...
    @property
    def digest(self) -> str: ...


def judge(number: int, digest: str, bundle: Numbered) -> Order:
    """Where ``bundle`` stands after the last one, which had ``number`` (0: none) and ``digest``.

    Raises:
        ReplayedError: it has a lower number.
        ForkedError: it has the same number and is another, or does not continue the last.
    """
    if bundle.number == number and bundle.digest == digest:
        return Order.DUPLICATE
    if bundle.number < number:
        raise ReplayedError(number=bundle.number, last=number)
    if bundle.number == number or (bundle.number == number + 1 and bundle.previous != digest):
        raise ForkedError(number=bundle.number)
    return Order.NEXT if bundle.number == number + 1 else Order.GAP
