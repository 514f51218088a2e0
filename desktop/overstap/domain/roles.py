"""Who may do what. A person has one or more roles; each role gives permissions, and nothing else
does. Knows no use cases: which permission each of them needs stands in ``usecases/guard.py``.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from overstap.kernel.errors import RefusedError


class Permission(StrEnum):
    """Something that not everybody may do, text ``permission.<value>``."""

    READ = "read"
    WRITE = "write"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    RECEIVE = "receive"
    PRINT = "print"
    ERASE = "erase"
    OFFICES = "offices"
    ADMINISTER = "administer"
    AUDIT = "audit"
    UNCOVER = "uncover"
    UNCOVER_NEEDS = "uncover_needs"
    RIGHTS = "rights"


class Role(StrEnum):
    """What somebody is at an office, text ``role.<value>``. ``RESTRICTED`` comes beside another
    role: seeing all restricted answers (BSN, medical needs, a region to avoid), with a reason."""

    INTAKE = "intake"
    CASE_MANAGER = "case_manager"
    ADMINISTRATOR = "administrator"
    REGISSEUR = "regisseur"
    PRIVACY_OFFICER = "privacy_officer"
    RESTRICTED = "restricted"


GIVES: dict[Role, frozenset[Permission]] = {
    Role.INTAKE: frozenset(
        {Permission.READ, Permission.WRITE, Permission.PRINT, Permission.RECEIVE}
    ),
    Role.CASE_MANAGER: frozenset(
        {
            Permission.READ,
            Permission.WRITE,
            Permission.PRINT,
            Permission.RELEASE,
            Permission.HAND_OVER,
            Permission.RECEIVE,
            Permission.ERASE,
            Permission.RIGHTS,
            Permission.OFFICES,
            Permission.UNCOVER_NEEDS,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER, Permission.OFFICES}),
    Role.REGISSEUR: frozenset(
        {
            Permission.READ,
            Permission.PRINT,
            Permission.RECEIVE,
            Permission.OFFICES,
            Permission.UNCOVER_NEEDS,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset(
        {Permission.READ, Permission.PRINT, Permission.AUDIT, Permission.RIGHTS}
    ),
    Role.RESTRICTED: frozenset({Permission.UNCOVER, Permission.UNCOVER_NEEDS}),
}
"""The whole table. An administrator sees no content; a privacy officer changes no answer, and
writes down what residents ask for. Who hands a household over or finds it a home may see what a
home needs (data about health), with a reason; a BSN or a region to avoid they may not."""

EVERY_ROLE = frozenset(Role)
"""Of the first user of a vault, and of whoever comes in with the recovery key."""


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles give together."""
    return frozenset().union(*(GIVES[role] for role in roles))


def who_may(permission: Permission) -> tuple[Role, ...]:
    """The roles that give it, for saying whom to ask."""
    return tuple(role for role in Role if permission in GIVES[role])


def codes(roles: Iterable[Role]) -> str:
    """For the log: their codes in order, or ``all``."""
    chosen = sorted(set(roles))
    return "all" if len(chosen) == len(EVERY_ROLE) else " ".join(chosen)


class NotPermittedError(RefusedError):
    """None of somebody's roles allows this. ``roles``: texts of those that do."""

    code = "role.not_permitted"

    @classmethod
    def lacking(cls, permission: Permission) -> Self:
        """For somebody without this permission."""
        return cls(roles=tuple(f"role.{role}" for role in who_may(permission)))
