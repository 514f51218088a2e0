"""Results that are worked out once, and forgotten when the vault is locked: what was worked out of
somebody's name must not stay in memory after that."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")
_FORGET: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the results for the ``most`` newest arguments, until ``forget``. For functions of what
    residents said; what the program itself says may be kept by ``functools.cache``."""

    def keep(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept = lru_cache(most)(function)
        _FORGET.append(kept.cache_clear)
        return cast("Callable[_P, _R]", kept)

    return keep


def forget() -> None:
    """Forget all of it, and the patterns of what was searched for."""
    for one in _FORGET:
        one()
    re.purge()
