"""Names for things that need one and mean nothing."""

import os
from collections.abc import Callable

NewId = Callable[[], str]
"""Gives 32 lowercase hex digits that were never given before."""


def random_id() -> str:
    """128 random bits; two desks without a network never meet in one."""
    return os.urandom(16).hex()


def mark_of(identifier: str) -> str:
    """The beginning of an id, to tell two things apart on paper: "1a2b 3c4d"."""
    return f"{identifier[:4]} {identifier[4:8]}"
