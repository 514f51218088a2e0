"""Shares of the way back into a vault: enough of them open it, fewer do not, and old ones never."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offices import PASSPHRASE, no_window
from overstap.cli.main import run
from overstap.crypto.shares import (
    WORDS,
    OtherSharesError,
    ShareError,
    TooFewSharesError,
    are_shares,
    join,
    split,
)
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.store.backups import look
from overstap.store.errors import WrongRecoveryKeyError
from overstap.usecases.administration.share_recovery import BadSharingError, NotSharedError
from overstap.usecases.app import App
from overstap.usecases.ports.people import Sharing

SECRET = bytes(range(32))


@settings(max_examples=8, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.data())
def test_any_that_are_enough_give_it_back_in_any_order(secret: bytes, data: st.DataObject) -> None:
    needed = data.draw(st.integers(2, 4))
    shares = split(secret, needed, needed + 1)

    chosen = data.draw(st.permutations(shares))[:needed]

    assert join(" ".join(chosen)) == secret


def test_one_too_few_is_told_how_many_are_needed() -> None:
    one, two, *_ = split(SECRET, 3, 5)

    for typed in (f"{one} {two}", f"{one} {two} {two}"):
        with pytest.raises(TooFewSharesError) as few:
            join(typed)
        assert (few.value.parameters["given"], few.value.parameters["needed"]) == (2, 3)


def test_a_typing_error_is_found_and_says_in_which_share() -> None:
    one, two, _ = split(SECRET, 2, 3)
    words = two.split()
    swapped = " ".join([words[1], words[0], *words[2:]])

    with pytest.raises(ShareError) as wrong:
        join(f"{one} {swapped}")

    assert wrong.value.parameters["number"] == 2


def test_shares_of_two_sets_are_never_put_together() -> None:
    (one, *_), (_, other, *_) = split(SECRET, 2, 3), split(SECRET, 2, 3)

    with pytest.raises(OtherSharesError):
        join(f"{one} {other}")


def test_a_passphrase_is_not_taken_for_a_share() -> None:
    assert not are_shares(PASSPHRASE)
    assert not are_shares("academic " * (WORDS - 1))
    assert are_shares(split(SECRET, 2, 2)[0].upper())


def opened(doors: Doors, folder: Path, typed: str) -> frozenset[Role]:
    app = doors.unlock(folder, typed, Quiet())
    vault: Any = app.administer_users.vault
    roles: frozenset[Role] = vault.roles
    app.close()
    return roles


def test_enough_colleagues_open_the_vault_when_nobody_can(location: App, doors: Doors) -> None:
    one, two, three = location.share_recovery(2, 3)
    assert location.share_recovery.state() == Sharing(2, 3)
    assert location.read_audit(limit=1)[0].what == "recovery_shared"
    location.close()

    assert opened(doors, location.folder, f"{three} {one}") == EVERY_ROLE
    with pytest.raises(TooFewSharesError):
        opened(doors, location.folder, two)


def test_new_shares_make_the_old_ones_worthless_and_so_does_taking_back(
    location: App, doors: Doors
) -> None:
    old = location.share_recovery(2, 2)
    new = location.share_recovery(2, 2)
    location.close()

    with pytest.raises(WrongRecoveryKeyError):
        opened(doors, location.folder, " ".join(old))
    app = doors.unlock(location.folder, " ".join(new), Quiet())
    app.share_recovery.stop()
    with pytest.raises(NotSharedError):
        app.share_recovery.stop()
    app.close()
    with pytest.raises(WrongRecoveryKeyError):
        opened(doors, location.folder, " ".join(new))
    assert opened(doors, location.folder, PASSPHRASE)


def test_shares_outlive_a_colleague_who_is_removed(location: App, doors: Doors) -> None:
    location.administer_users.add("Bos", {Role.INTAKE}, "nieuwe maan boven dijk")
    shares = location.share_recovery(2, 2)
    location.administer_users.remove("Bos")
    location.close()

    assert opened(doors, location.folder, " ".join(shares))


def test_shares_put_a_backup_back_and_pass_the_drill(location: App, tmp_path: Path) -> None:
    shares = " ".join(location.share_recovery(3, 3))
    backup = location.back_up(tmp_path / "sticks", Quiet()).file.path

    done = location.rehearse_recovery(backup, shares, Quiet())

    assert done.contents == look(backup, shares)[1]


@pytest.mark.parametrize("numbers", [(1, 3), (4, 3), (2, 17), (0, 0)])
def test_numbers_that_make_no_sense_are_refused(location: App, numbers: tuple[int, int]) -> None:
    with pytest.raises(BadSharingError):
        location.share_recovery(*numbers)
    assert location.share_recovery.state() is None


def test_the_command_writes_a_sheet_for_each(
    location: App, doors: Doors, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    command = ["--vault", str(location.folder), "--passphrase-file", str(tmp_path / "passphrase")]
    numbers = ["--needed", "2", "--of", "3", "--out", str(tmp_path)]

    assert run(doors, [*command, "vault", "share", *numbers], no_window) == 0
    assert run(doors, [*command, "vault", "unshare"], no_window) == 0
    again = run(doors, [*command, "vault", "unshare"], no_window)

    assert sorted(path.name for path in tmp_path.glob("hersteldeel-*.pdf")) == [
        f"hersteldeel-{number}.pdf" for number in (1, 2, 3)
    ]
    assert again == 3
    capsys.readouterr()
