import json
import shutil
from pathlib import Path

import pytest

from overstap.crypto.passphrase import WrongPassphraseError
from overstap.domain.answers import Answer
from overstap.i18n.texts import load
from overstap.kernel.errors import StoreError
from overstap.store.errors import (
    DatabaseDamagedError,
    ForeignFileError,
    HeaderDamagedError,
    InUseError,
    NewerVaultError,
    NotWritableError,
    NoVaultError,
    VaultExistsError,
    WrongRecoveryKeyError,
)
from overstap.store.vault import SqlVault
from overstap.usecases.ports.records import Write

WORDS = "vier woorden zijn genoeg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault, recovery = SqlVault.create(tmp_path / "vault", WORDS, "Wit")
    person = {"person.surname": Answer("Haddad"), "person.v_number": Answer("2900001123")}
    vault.write([Write("person-" + "1" * 32, person, {})], "Wit")
    vault.close()
    (tmp_path / "recovery").write_text(recovery)
    return tmp_path / "vault"


def test_a_vault_opens_with_its_passphrase(folder: Path) -> None:
    vault = SqlVault.open(folder, WORDS)

    assert vault.user == "Wit"
    assert vault.count_persons() == 1
    vault.close()


def test_nothing_in_the_folder_can_be_read_without_it(folder: Path) -> None:
    for path in folder.iterdir():
        assert b"Haddad" not in path.read_bytes()
    assert (folder / "vault.db").read_bytes()[:15] != b"SQLite format 3"


def test_the_recovery_key_opens_this_vault_and_no_other(folder: Path, tmp_path: Path) -> None:
    recovery = (tmp_path / "recovery").read_text()
    other, other_recovery = SqlVault.create(tmp_path / "other", WORDS, "Smit")
    other.close()

    SqlVault.recover(folder, recovery).close()

    for wrong in (other_recovery, "rubbish"):
        with pytest.raises(WrongRecoveryKeyError):
            SqlVault.recover(folder, wrong)


def damage(folder: Path, name: str, at: int) -> None:
    data = bytearray((folder / name).read_bytes())
    data[at] ^= 1
    (folder / name).write_bytes(data)


def test_each_way_to_fail_has_its_own_message(folder: Path, tmp_path: Path) -> None:
    def refused(where: Path, words: str = WORDS) -> type[StoreError]:
        with pytest.raises(StoreError) as caught:
            SqlVault.open(where, words).close()
        return type(caught.value)

    def copy(name: str) -> Path:
        return Path(shutil.copytree(folder, tmp_path / name))

    assert refused(tmp_path / "nowhere") is NoVaultError
    assert refused(folder, "andere woorden zijn fout") is WrongPassphraseError
    foreign = copy("foreign")
    (foreign / "vault.json").write_text("{}")
    assert refused(foreign) is ForeignFileError
    broken = copy("broken")
    (broken / "vault.json.bak").unlink()
    (broken / "vault.json").write_text("{")
    assert refused(broken) is HeaderDamagedError
    edited = copy("edited")
    (edited / "vault.json.bak").unlink()
    header = json.loads((edited / "vault.json").read_text())
    (edited / "vault.json").write_text(json.dumps(header | {"counter": 9}))
    assert refused(edited) is HeaderDamagedError
    newer = copy("newer")
    (newer / "vault.json").write_text(json.dumps(header | {"v": 99}))
    assert refused(newer) is NewerVaultError
    torn = copy("torn")
    damage(torn, "vault.db", 3000)
    assert refused(torn) is DatabaseDamagedError
    halved = copy("halved")
    (halved / "vault.db").unlink()
    assert refused(halved) is DatabaseDamagedError


def test_two_programs_do_not_share_a_vault(folder: Path) -> None:
    vault = SqlVault.open(folder, WORDS)

    with pytest.raises(InUseError):
        SqlVault.open(folder, WORDS)

    vault.close()
    SqlVault.open(folder, WORDS).close()


def test_a_vault_is_never_overwritten(folder: Path) -> None:
    before = (folder / "vault.json").read_bytes()

    with pytest.raises(VaultExistsError):
        SqlVault.create(folder, WORDS, "Smit")

    assert (folder / "vault.json").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(NotWritableError):
        SqlVault.create(tmp_path / "file" / "vault", WORDS, "Wit")


def test_all_writes_of_a_transaction_or_none(folder: Path) -> None:
    vault = SqlVault.open(folder, WORDS)

    with pytest.raises(ZeroDivisionError), vault.writing():  # noqa: PT012
        vault.write([Write("person-" + "2" * 32, {"person.surname": Answer("Nasser")}, {})], "Wit")
        raise ZeroDivisionError

    assert vault.count_persons() == 1
    vault.close()


def test_the_audit_chain_notices_an_edit(folder: Path) -> None:
    from sqlalchemy import text

    from overstap.kernel.task import Quiet

    vault = SqlVault.open(folder, WORDS)
    assert vault.check(Quiet()) == ()

    with vault._transactions() as session:
        session.connection().execute(text("UPDATE audit SET entry = '{}' WHERE number = 1"))

    assert vault.check(Quiet()) == ("audit_broken",)
    vault.close()


def test_an_audit_entry_holds_no_answers(folder: Path) -> None:
    vault = SqlVault.open(folder, WORDS)

    with pytest.raises(ValueError):
        vault.audit("view", name="Haddad")

    vault.close()


def test_a_kit_of_another_vault_is_refused_by_what_stands_on_the_right_one(
    folder: Path, tmp_path: Path
) -> None:
    other, other_recovery = SqlVault.create(tmp_path / "other", WORDS, "Smit")
    other.close()
    vault = json.loads((folder / "vault.json").read_text())["vault"]

    for wrong in (other_recovery, "rubbish"):
        with pytest.raises(WrongRecoveryKeyError) as refused:
            SqlVault.recover(folder, wrong)
        assert f"Kluis {vault[:4]} {vault[4:8]}" in load("nl").error(refused.value)
