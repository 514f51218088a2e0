"""Names for things that need one and mean nothing."""

import secrets
from collections.abc import Callable

NewId = Callable[[], str]
"""Gives 32 lowercase hex digits that were never given before."""


def random_id() -> str:
    """128 random bits; two desks without a network never meet in one."""
    return secrets.token_hex(16)
