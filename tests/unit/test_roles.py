"""Every role against every use case, in one table."""

from pathlib import Path
from typing import Any

import pytest

from overstap.domain.roles import GIVES, NotPermittedError, Permission, Role, permissions, who_may
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import NEEDS, Refusing, guarded

MAY = """
                     intake  case_manager  administrator  regisseur  privacy_officer  restricted
read                    x         x              .            x             x              .
write                   x         x              .            .             .              .
release                 .         x              .            .             .              .
hand_over               .         x              .            .             .              .
receive                 x         x              .            x             .              .
print                   x         x              .            x             x              .
erase                   .         x              .            .             .              .
offices                 .         x              x            x             .              .
administer              .         .              x            .             .              .
audit                   .         .              .            .             x              .
uncover                 .         .              .            .             .              x
uncover_needs           .         x              .            x             .              x
rights                  .         x              .            .             x              .
"""


def table() -> list[tuple[Role, Permission, bool]]:
    head, *lines = (line.split() for line in MAY.strip().splitlines())
    return [
        (Role(role), Permission(line[0]), mark == "x")
        for line in lines
        for role, mark in zip(head, line[1:], strict=True)
    ]


@pytest.mark.parametrize(("role", "permission", "may"), table())
def test_a_role_gives_what_the_table_says(role: Role, permission: Permission, may: bool) -> None:
    assert (permission in GIVES[role]) is may
    assert (role in who_may(permission)) is may


def test_the_table_is_complete() -> None:
    assert {(role, permission) for role, permission, _ in table()} == {
        (role, permission) for role in Role for permission in Permission
    }


@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_its_use_cases_and_no_others(location: App, role: Role) -> None:
    allowed = permissions([role])

    app = guarded(location, [role])

    for name, need in NEEDS.items():
        case: Any = getattr(app, name)
        if need is None or need in allowed:
            assert type(case) is type(getattr(location, name))
        else:
            with pytest.raises(NotPermittedError):
                case()
            with pytest.raises(NotPermittedError):
                case.anything.at_all("x", task=Quiet())


def test_a_refusal_names_who_may() -> None:
    with pytest.raises(NotPermittedError) as refused:
        Refusing.lacking(Permission.AUDIT)()

    assert load("nl")("role.privacy_officer") in load("nl").error(refused.value)


def test_a_colleague_is_kept_to_their_roles_from_the_moment_they_unlock(
    location: App, doors: Doors, tmp_path: Path
) -> None:
    location.administer_users.add("Bos", {Role.PRIVACY_OFFICER}, "nieuwe maan boven dijk")
    location.close()

    app = doors.unlock(tmp_path / "location", "nieuwe maan boven dijk", Quiet())

    assert app.permissions == GIVES[Role.PRIVACY_OFFICER]
    with pytest.raises(NotPermittedError):
        app.register_household([], {})
    app.find_residents("")
    app.close()


def test_the_first_user_has_every_role(location: App) -> None:
    assert location.permissions == frozenset(Permission)
