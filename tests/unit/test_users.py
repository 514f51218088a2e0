"""Who may unlock a vault: passphrases, colleagues who come and go, and what survives a crash."""

import errno
import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from overstap.crypto import passphrase as locks
from overstap.crypto.passphrase import (
    FLOOR,
    BoundElsewhereError,
    Cost,
    WeakPassphraseError,
    WrongPassphraseError,
)
from overstap.domain.answers import Answer
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.kernel.task import Quiet
from overstap.store import header
from overstap.store.attempts import TooManyAttemptsError, pause
from overstap.store.errors import DatabaseDamagedError, DiskFullError, HeaderDamagedError
from overstap.store.last_slots import LastSlots
from overstap.store.vault import SqlVault
from overstap.usecases.administration.administer_users import (
    AdministerUsers,
    BlockedUserError,
    ChangePassphrase,
    LastAdministratorError,
    NotHereError,
    OwnRemovalError,
    UnnamedUserError,
)
from overstap.usecases.ports.people import NoKeyStoreError, UnknownUserError, User, UserExistsError
from overstap.usecases.ports.records import Write

WIT, SMIT, NEW = "vier woorden zijn genoeg", "zeven gele trams vandaag", "nieuwe maan boven dijk"
PERSON = "person-" + "1" * 32
INTAKE = {Role.INTAKE}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of Wit and Smit with one resident, and its recovery key beside it."""
    folder = tmp_path_factory.mktemp("made")
    vault, recovery = SqlVault.create(folder / "vault", WIT, "Wit")
    vault.write([Write(PERSON, {"person.surname": Answer("Haddad")}, {})], "Wit")
    vault.users.add("Smit", INTAKE, SMIT, FLOOR)
    vault.close()
    (folder / "recovery").write_text(recovery)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "vault"


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vault = SqlVault.open(folder, passphrase)
    except WrongPassphraseError:
        (folder / "attempts.json").unlink()
        return False
    assert vault.record(PERSON).text("person.surname") == "Haddad"
    assert vault.check(Quiet()) == ()
    vault.close()
    return True


def names(folder: Path, passphrase: str) -> set[str]:
    vault = SqlVault.open(folder, passphrase)
    found = {user.name for user in vault.users.all()}
    vault.close()
    return found


def test_each_colleague_comes_in_with_a_passphrase_and_roles_of_their_own(folder: Path) -> None:
    wit = SqlVault.open(folder, WIT)
    assert (wit.user, wit.roles) == ("Wit", EVERY_ROLE)
    wit.close()

    smit = SqlVault.open(folder, SMIT)

    assert (smit.user, smit.roles) == ("Smit", INTAKE)
    smit.close()


def test_a_new_passphrase_changes_nothing_for_others(folder: Path) -> None:
    before = json.loads((folder / "vault.json").read_text())
    vault = SqlVault.open(folder, SMIT)
    vault.users.change_passphrase("Smit", SMIT, NEW, FLOOR)
    vault.close()

    assert not opens(folder, SMIT)
    assert opens(folder, NEW)
    assert opens(folder, WIT)
    after = json.loads((folder / "vault.json").read_text())
    kept = [[slot.get("lock") for slot in header["slots"][:-1]] for header in (before, after)]
    assert kept[0] == kept[1]


def test_a_new_passphrase_needs_the_old_one(folder: Path) -> None:
    vault = SqlVault.open(folder, SMIT)

    with pytest.raises(WrongPassphraseError):
        vault.users.change_passphrase("Smit", WIT, NEW, FLOOR)

    vault.close()
    assert opens(folder, SMIT)


def test_who_is_removed_cannot_come_in_even_with_the_old_header(folder: Path) -> None:
    kept = (folder / "vault.json").read_bytes()
    vault = SqlVault.open(folder, WIT)
    assert vault.search("haddad").numbers
    vault.users.remove("Smit")
    assert vault.search("haddad").numbers
    vault.write([Write(PERSON, {"person.given_names": Answer("Rima")}, {})], "Wit")
    vault.close()

    assert not opens(folder, SMIT)
    assert opens(folder, WIT)
    for name in ("vault.json", "vault.json.bak"):
        (folder / name).write_bytes(kept)
    with pytest.raises(Exception, match=r"vault\.damaged"):
        SqlVault.open(folder, SMIT)


TAKEN_AWAY: dict[str, Callable[[SqlVault], object]] = {
    "roles": lambda vault: vault.users.set_roles("Smit", {Role.INTAKE}),
    "passphrase": lambda vault: vault.users.change_passphrase("Smit", SMIT, NEW, FLOOR),
    "reset": lambda vault: vault.users.reset_passphrase("Smit", NEW, FLOOR),
    "unshared": lambda vault: vault.users.unshare_recovery(),
    "shared anew": lambda vault: vault.users.share_recovery(2, 3),
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_what_was_taken_away_does_not_come_back_with_an_old_header(what: str, folder: Path) -> None:
    vault = SqlVault.open(folder, WIT)
    vault.users.set_roles("Smit", EVERY_ROLE)
    vault.users.share_recovery(2, 3)
    kept = (folder / "vault.json").read_bytes()

    TAKEN_AWAY[what](vault)
    vault.close()

    after = (folder / "vault.json").read_bytes()
    for name in ("vault.json", "vault.json.bak"):
        (folder / name).write_bytes(kept)
    with pytest.raises(DatabaseDamagedError):
        SqlVault.open(folder, SMIT)
    (folder / "vault.json").write_bytes(after)
    assert opens(folder, WIT)


def test_an_old_copy_beside_a_damaged_header_takes_nothing_over(folder: Path) -> None:
    kept = (folder / "vault.json").read_bytes()
    vault = SqlVault.open(folder, WIT)
    vault.users.remove("Smit")
    vault.close()
    (folder / "vault.json").write_bytes(b"{")
    (folder / "vault.json.bak").write_bytes(kept)

    with pytest.raises(HeaderDamagedError):
        SqlVault.open(folder, WIT)

    assert (folder / "vault.json").read_bytes() == b"{"


def test_the_recovery_kit_still_fits_after_somebody_was_removed(folder: Path) -> None:
    vault = SqlVault.open(folder, WIT)
    vault.users.remove("Smit")
    vault.close()

    SqlVault.recover(folder, (folder.parent / "recovery").read_text()).close()


def test_who_forgot_it_gets_a_new_passphrase_by_the_recovery_key(folder: Path) -> None:
    vault = SqlVault.recover(folder, (folder.parent / "recovery").read_text())
    vault.users.reset_passphrase("Smit", NEW, FLOOR)
    vault.close()

    assert not opens(folder, SMIT)
    assert opens(folder, NEW)


class Crash(BaseException):
    """The power went."""


def crashing(what: Callable[..., Any], at: int, count: list[int]) -> Callable[..., Any]:
    """Does ``what``, but the power goes just before the step with that number."""

    def step(*args: Any, **named: Any) -> Any:
        count[0] += 1
        if count[0] > at:
            raise Crash
        return what(*args, **named)

    return step


@pytest.mark.parametrize("at", range(8))
def test_a_removal_survives_a_crash_at_any_point(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    vault, count = SqlVault.open(folder, WIT), [0]
    monkeypatch.setattr(Path, "replace", crashing(Path.replace, at, count))
    monkeypatch.setattr(vault.users, "_rekey", crashing(vault.users._rekey, at, count))
    try:
        vault.users.remove("Smit")
        assert at == 7
    except Crash:
        assert at < 7
    vault.close()
    monkeypatch.undo()

    assert opens(folder, WIT)
    assert opens(folder, SMIT) is (at < 3)
    assert names(folder, WIT) == ({"Wit", "Smit"} if at < 3 else {"Wit"})
    assert list(folder.glob("*.before")) == []
    said = json.loads((folder / "vault.json").read_text())
    assert not any("mk_next" in slot for slot in said["slots"])
    assert (folder / "vault.json.bak").read_bytes() == (folder / "vault.json").read_bytes()


def test_a_removal_that_is_done_is_not_called_refused_for_want_of_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = SqlVault.open(folder, WIT)
    rekey = vault.users._rekey

    def rekey_and_fill_the_disk(coming: bytes) -> None:
        rekey(coming)
        monkeypatch.setattr(header, "write_alike", full)

    def full(paths: Sequence[Path], _data: bytes) -> None:
        raise DiskFullError(path=str(paths[0]))

    monkeypatch.setattr(vault.users, "_rekey", rekey_and_fill_the_disk)
    vault.users.remove("Smit")
    vault.close()
    monkeypatch.undo()

    assert not opens(folder, SMIT)
    assert names(folder, WIT) == {"Wit"}
    said = json.loads((folder / "vault.json").read_text())
    assert not any("mk_next" in slot for slot in said["slots"])


def test_a_finished_removal_is_told_and_written_down(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = SqlVault.open(folder, WIT)
    monkeypatch.setattr(vault.users, "_rekey", crashing(vault.users._rekey, 0, [0]))
    with pytest.raises(Crash):
        vault.users.remove("Smit")
    vault.close()

    vault = SqlVault.open(folder, WIT)

    assert vault.notices == ("rekeyed",)
    assert "removal_finished" in [entry["what"] for entry in vault.audit_trail()]
    vault.close()


@pytest.mark.parametrize("damage", [b"{", b"", b'{"format": "overstap-vault", "v": 1}'])
def test_a_damaged_header_is_replaced_by_its_copy_which_says_so(
    folder: Path, damage: bytes
) -> None:
    (folder / "vault.json").write_bytes(damage)

    vault = SqlVault.open(folder, WIT)

    assert vault.notices == ("repaired",)
    assert "header_repaired" in [entry["what"] for entry in vault.audit_trail()]
    vault.close()
    assert (folder / "vault.json.damaged").read_bytes() == damage
    assert opens(folder, WIT)


def test_one_flipped_bit_in_a_slot_is_repaired_too(folder: Path) -> None:
    said = json.loads((folder / "vault.json").read_text())
    box = said["slots"][1]["lock"]["box"]
    said["slots"][1]["lock"]["box"] = ("A" if box[0] != "A" else "B") + box[1:]
    (folder / "vault.json").write_text(json.dumps(said))

    assert opens(folder, WIT)


def test_an_old_copy_does_not_let_an_old_passphrase_in(folder: Path) -> None:
    copy = (folder / "vault.json.bak").read_bytes()
    vault = SqlVault.open(folder, SMIT)
    vault.users.change_passphrase("Smit", SMIT, NEW, FLOOR)
    vault.close()
    (folder / "vault.json.bak").write_bytes(copy)

    assert not opens(folder, SMIT)

    assert opens(folder, NEW)
    assert (folder / "vault.json.bak").read_bytes() != copy


def test_guessing_is_slowed_and_written_down(folder: Path) -> None:
    now = [datetime(2026, 11, 24, 9, tzinfo=UTC)]

    def clock() -> datetime:
        return now[0]

    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            SqlVault.open(folder, "een gok die fout is", clock)
    with pytest.raises(TooManyAttemptsError) as refused:
        SqlVault.open(folder, WIT, clock)
    assert refused.value.parameters == {"seconds": 5}
    now[0] += timedelta(seconds=5)

    vault = SqlVault.open(folder, WIT, clock)

    assert vault.notices == ("failed",)
    failed = [entry for entry in vault.audit_trail() if entry["what"] == "unlock_failed"]
    assert [entry["count"] for entry in failed] == [3]
    vault.close()
    SqlVault.open(folder, WIT, clock).close()


def test_a_clock_that_was_set_back_shuts_nobody_out_for_longer(folder: Path) -> None:
    later = {"failed": 3, "last": "2036-01-01T00:00:00+00:00"}
    (folder / "attempts.json").write_text(json.dumps(later))

    with pytest.raises(TooManyAttemptsError) as refused:
        SqlVault.open(folder, WIT)

    assert refused.value.parameters == {"seconds": 5}


def test_the_pause_grows_up_to_five_minutes() -> None:
    seconds = [pause(failed).total_seconds() for failed in range(3, 60)]

    assert [pause(failed).total_seconds() for failed in range(3)] == [0, 0, 0]
    assert seconds[:3] == [5, 10, 20]
    assert seconds == sorted(seconds)
    assert max(seconds) == 300


@pytest.fixture
def administration(folder: Path) -> Any:
    vault = SqlVault.open(folder, WIT)
    yield AdministerUsers(vault, vault.users, vault.user, lambda: FLOOR)
    vault.close()


def test_rules_about_users_are_said_before_anything_changes(
    administration: AdministerUsers,
) -> None:
    refusals: list[tuple[type[Exception], Callable[[], None]]] = [
        (WeakPassphraseError, lambda: administration.add("Bos", INTAKE, "kort")),
        (UnnamedUserError, lambda: administration.add("  ", INTAKE, NEW)),
        (UnnamedUserError, lambda: administration.add("B" * 61, INTAKE, NEW)),
        (UnnamedUserError, lambda: administration.add("Bos", set(), NEW)),
        (UserExistsError, lambda: administration.add("Smit", INTAKE, NEW)),
        (LastAdministratorError, lambda: administration.set_roles("Wit", INTAKE)),
        (OwnRemovalError, lambda: administration.remove("Wit")),
        (UnknownUserError, lambda: administration.remove("Bos")),
        (UnknownUserError, lambda: administration.reset_passphrase("Bos", NEW)),
        (WeakPassphraseError, lambda: administration.reset_passphrase("Smit", "kort")),
        (WeakPassphraseError, lambda: administration.reset_passphrase("Smit", "a" * 20)),
        (OwnRemovalError, lambda: administration.block("Wit")),
        (UnknownUserError, lambda: administration.block("Bos")),
    ]
    before = administration()

    for refusal, change in refusals:
        with pytest.raises(refusal):
            change()

    assert administration() == before


def test_what_changes_about_users_is_in_the_log(administration: AdministerUsers) -> None:
    administration.add("Bos", {Role.PRIVACY_OFFICER}, NEW)
    administration.set_roles("Bos", {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER})
    administration.remove("Bos")

    written = [
        (entry["what"], entry["colleague"], entry.get("roles"))
        for entry in administration.vault.audit_trail(3)
    ]

    assert written == [
        ("user_remove", "Bos", None),
        ("user_roles", "Bos", "administrator privacy_officer"),
        ("user_add", "Bos", "privacy_officer"),
    ]


def test_who_is_blocked_cannot_come_in_until_they_get_a_new_passphrase(folder: Path) -> None:
    vault = SqlVault.open(folder, WIT)
    administration = AdministerUsers(vault, vault.users, vault.user, lambda: FLOOR)
    administration.block("Smit")
    vault.close()
    assert not opens(folder, SMIT)

    vault = SqlVault.open(folder, WIT)
    administration = AdministerUsers(vault, vault.users, vault.user, lambda: FLOOR)
    assert administration.blocked() == (User("Smit", frozenset(INTAKE)),)
    with pytest.raises(BlockedUserError):
        administration.add("Smit", INTAKE, NEW)
    administration.unblock("Smit", NEW)

    assert administration.blocked() == ()
    written = [entry["what"] for entry in vault.audit_trail(3)]
    assert written == ["user_unblock", "unlock", "user_block"]
    vault.close()
    assert opens(folder, NEW)


def test_whoever_comes_in_is_written_down_with_the_roles_that_count_until_they_leave(
    folder: Path,
) -> None:
    SqlVault.open(folder, SMIT).close()
    vault = SqlVault.open(folder, WIT)

    came = [(e["user"], e["roles"]) for e in vault.audit_trail(20) if e["what"] == "unlock"]
    assert came[:2] == [("Wit", "all"), ("Smit", " ".join(sorted(INTAKE)))]
    vault.close()


@pytest.mark.parametrize("let_go", [AdministerUsers.forget, AdministerUsers.remove])
def test_who_is_forgotten_after_a_block_can_be_added_as_somebody_new(
    administration: AdministerUsers, let_go: Callable[[AdministerUsers, str], None]
) -> None:
    administration.block("Smit")

    let_go(administration, "Smit")
    administration.add("Smit", {Role.REGISSEUR}, NEW)

    assert administration()[-1] == User("Smit", frozenset({Role.REGISSEUR}))
    with pytest.raises(UnknownUserError):
        administration.unblock("Smit", NEW)


def test_everybody_changes_their_own_passphrase(folder: Path) -> None:
    vault = SqlVault.open(folder, SMIT)
    change = ChangePassphrase(vault, vault.users, vault.user, lambda: FLOOR)
    with pytest.raises(WeakPassphraseError):
        change(SMIT, "kort")

    change(SMIT, NEW)

    assert vault.audit_trail(1)[0]["what"] == "passphrase_change"
    vault.close()
    assert opens(folder, NEW)


@pytest.mark.parametrize("at", range(2))
def test_a_change_that_found_no_room_was_never_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    vault, count = SqlVault.open(folder, WIT), [0]
    before = (folder / "vault.json").read_bytes()

    def full(_file: int) -> None:
        count[0] += 1
        if count[0] > at:
            raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr("overstap.store.files.os.fsync", full)
        with pytest.raises(DiskFullError):
            vault.users.set_roles("Smit", {Role.ADMINISTRATOR})

    assert (folder / "vault.json").read_bytes() == before
    assert {user.name: user.roles for user in vault.users.all()}["Smit"] != {Role.ADMINISTRATOR}
    assert sorted(path.name for path in folder.glob("*.new")) == []
    vault.close()


def test_a_removal_that_found_no_room_shuts_nobody_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = SqlVault.open(folder, WIT)

    def full(_master: bytes) -> None:
        raise DiskFullError(path="")

    with monkeypatch.context() as patched:
        patched.setattr(vault.users, "_rekey", full)
        with pytest.raises(DiskFullError):
            vault.users.remove("Smit")

    vault.users.set_roles("Smit", {Role.ADMINISTRATOR})
    vault.close()
    assert opens(folder, SMIT)


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passphrases that a key was derived from, each time anew."""
    made: list[str] = []
    derive = locks._derive

    def counted(typed: str, salt: bytes, cost: Cost) -> bytes:
        made.append(typed)
        return derive(typed, salt, cost)

    monkeypatch.setattr(locks, "_derive", counted)
    return made


def test_who_opened_it_last_costs_one_derivation_and_others_one_for_each_before_them(
    folder: Path, tmp_path: Path, derivations: list[str]
) -> None:
    last, costs = LastSlots(tmp_path / "account" / "slots.json"), []
    for typed in (SMIT, SMIT, WIT, SMIT, SMIT):
        derivations.clear()
        SqlVault.open(folder, typed, last=last).close()
        costs.append(len(derivations))

    assert costs == [2, 1, 2, 2, 1]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"?": "?"}', None])
def test_without_a_memory_of_who_opened_it_every_slot_is_tried(
    folder: Path, tmp_path: Path, derivations: list[str], kept: str | None
) -> None:
    file = tmp_path / "slots.json"
    if kept is None:
        file.mkdir()
    else:
        file.write_text(kept)

    SqlVault.open(folder, SMIT, last=LastSlots(file)).close()

    assert len(derivations) == 2


def test_a_wrong_passphrase_costs_every_slot_and_is_not_remembered(
    folder: Path, tmp_path: Path, derivations: list[str]
) -> None:
    last = LastSlots(tmp_path / "slots.json")
    SqlVault.open(folder, SMIT, last=last).close()
    kept = last.file.read_text()
    derivations.clear()

    with pytest.raises(WrongPassphraseError):
        SqlVault.open(folder, "een gok die fout is", last=last)

    assert len(derivations) == 2
    assert last.file.read_text() == kept


def test_what_is_remembered_names_nobody(folder: Path, tmp_path: Path) -> None:
    last = LastSlots(tmp_path / "slots.json")

    SqlVault.open(folder, SMIT, last=last).close()

    said = last.file.read_text()
    assert not any(word in said for word in ("Smit", "Wit", SMIT, str(folder)))
    assert len(json.loads(said)) == 1


class OwnKeyStore:
    """The key store of one account on one computer."""

    def __init__(self, *, closed: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self._closed = closed

    def keep(self, name: str, secret: str) -> bool:
        if not self._closed:
            self.kept[name] = secret
        return not self._closed

    def secret(self, name: str) -> str | None:
        return self.kept.get(name)

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


def bound_to(store: OwnKeyStore, folder: Path) -> None:
    vault = SqlVault.open(folder, WIT, key_store=store)
    ChangePassphrase(vault, vault.users, "Wit", lambda: FLOOR, may_bind=True).bind(WIT)
    vault.close()


def test_a_bound_passphrase_opens_on_its_own_computer_alone(folder: Path) -> None:
    here, elsewhere = OwnKeyStore(), OwnKeyStore()

    bound_to(here, folder)

    SqlVault.open(folder, WIT, key_store=here).close()
    with pytest.raises(BoundElsewhereError):
        SqlVault.open(folder, WIT, key_store=elsewhere)
    with pytest.raises(WrongPassphraseError):
        SqlVault.open(folder, "een gok die fout is", key_store=here)
    assert opens(folder, SMIT), "others are not touched"
    assert WIT not in repr(here.kept)


def test_the_key_store_alone_opens_nothing(folder: Path) -> None:
    here = OwnKeyStore()
    bound_to(here, folder)
    (secret,) = here.kept.values()

    for typed in (secret, f"\n{secret}", ""):
        with pytest.raises(WrongPassphraseError):
            SqlVault.open(folder, typed, lambda: datetime.now(UTC) + timedelta(hours=1), here)


def test_a_bound_passphrase_can_be_changed_and_freed(folder: Path) -> None:
    here = OwnKeyStore()
    bound_to(here, folder)
    vault = SqlVault.open(folder, WIT, key_store=here)
    change = ChangePassphrase(vault, vault.users, "Wit", lambda: FLOOR, may_bind=True)

    change(WIT, NEW)
    assert change.bound
    vault.close()
    assert not opens(folder, NEW)
    vault = SqlVault.open(folder, NEW, key_store=here)
    ChangePassphrase(vault, vault.users, "Wit", lambda: FLOOR).unbind(NEW)
    vault.close()

    assert opens(folder, NEW)
    assert here.kept == {}


def test_the_recovery_key_is_the_way_back_from_a_lost_computer(folder: Path) -> None:
    bound_to(OwnKeyStore(), folder)

    vault = SqlVault.recover(folder, (folder.parent / "recovery").read_text())
    vault.users.reset_passphrase("Wit", NEW, FLOOR)
    vault.close()

    assert opens(folder, NEW)


def test_a_passphrase_is_bound_only_where_it_may_be_and_where_there_is_a_store(
    folder: Path,
) -> None:
    vault = SqlVault.open(folder, WIT, key_store=OwnKeyStore(closed=True))

    with pytest.raises(NotHereError):
        ChangePassphrase(vault, vault.users, "Wit", lambda: FLOOR).bind(WIT)
    with pytest.raises(NoKeyStoreError):
        ChangePassphrase(vault, vault.users, "Wit", lambda: FLOOR, may_bind=True).bind(WIT)

    vault.close()
    assert opens(folder, WIT)


def test_a_binding_that_found_no_room_leaves_no_secret_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = OwnKeyStore()

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    vault = SqlVault.open(folder, WIT, key_store=here)
    with monkeypatch.context() as patched:
        patched.setattr("overstap.store.files.os.fsync", full)
        with pytest.raises(DiskFullError):
            vault.users.bind("Wit", WIT, FLOOR)
    vault.close()

    assert here.kept == {}
    assert opens(folder, WIT)
