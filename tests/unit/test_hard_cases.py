"""What computers do to a vault: rights, clocks, two programs, and power that fails."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, answer, take_in
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.errors import StoreError
from overstap.kernel.task import Quiet
from overstap.store import files
from overstap.store.attempts import TooManyAttemptsError
from overstap.store.errors import InUseError, NotWritableError
from overstap.store.vault import SqlVault
from overstap.usecases.app import App

NL = load("nl")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOBODY = 65534


@pytest.fixture
def reachable(location: App) -> Iterator[Path]:
    """A vault in a folder that every user of the computer may enter."""
    take_in(location)
    location.close()
    folder = Path(tempfile.mkdtemp(prefix="overstap-test-"))
    folder.chmod(0o755)
    shutil.copytree(location.folder, folder / "vault")
    yield folder / "vault"
    shutil.rmtree(folder)


def as_somebody_else(work: Any) -> str:
    """What it raises for a user who may read and not write: the code, or nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
        except StoreError as error:
            said = error.code
        except BaseException as error:  # noqa: BLE001 - a child tells its parent
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 10_000).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(os.name != "posix", reason="rights of files are others there")
def test_a_vault_that_one_may_only_read_says_so_and_stays_as_it_is(reachable: Path) -> None:
    for path in reachable.iterdir():
        path.chmod(0o444)
    reachable.chmod(0o555)
    before = {path.name: path.read_bytes() for path in reachable.iterdir()}

    said = as_somebody_else(lambda: SqlVault.open(reachable, PASSPHRASE).close())

    assert said == NotWritableError.code
    assert {path.name: path.read_bytes() for path in reachable.iterdir()} == before
    reachable.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are others there")
def test_a_file_that_one_may_not_read_is_said_in_words(reachable: Path) -> None:
    (reachable / "vault.json").chmod(0)
    reachable.chmod(0o777)

    said = as_somebody_else(lambda: SqlVault.open(reachable, PASSPHRASE).close())

    assert NL.has(f"error.{said}"), said


@pytest.mark.skipif(os.name != "posix", reason="rights of files are others there")
def test_the_doctor_says_that_others_on_the_computer_can_get_at_the_vault(location: App) -> None:
    def finding() -> bool:
        return next(f.good for f in location.run_doctor(Quiet()) if f.code.startswith("rights"))

    location.folder.chmod(0o755)
    open_to_others = finding()
    location.folder.chmod(0o700)

    assert (open_to_others, finding()) == (False, True)


def test_another_program_on_the_same_vault_is_told_that_it_is_in_use(
    location: App, tmp_path: Path
) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    command = [sys.executable, "-m", "overstap", "--vault", str(location.folder)]
    command += ["--passphrase-file", str(tmp_path / "passphrase"), "vault", "unlock-check"]

    other = subprocess.run(command, capture_output=True, text=True, check=False)

    assert other.returncode == StoreError.exit_code
    assert NL.error(InUseError()) in other.stderr
    assert location.find_residents("").total == 0


def test_a_clock_that_was_set_back_loses_nothing_and_the_newest_answer_stays(
    location: App, doors: Doors
) -> None:
    person = location.open_file(take_in(location)[0]).person
    answer(location, person, "person.room", "A-1")
    location.close()
    earlier = Doors(doors.settings_file, clock=lambda: NOW - timedelta(days=900))

    app = earlier.unlock(location.folder, PASSPHRASE, Quiet())
    answer(app, person, "person.room", "B-2")

    record = app.open_file(person).records[person]
    assert record.text("person.room") == "B-2"
    assert not record.disputes
    assert app.prove_audit().good
    app.close()
    later = doors.unlock(location.folder, PASSPHRASE, Quiet())
    assert later.open_file(person).records[person].text("person.room") == "B-2"
    later.close()


def test_setting_the_clock_does_not_help_who_guesses(location: App) -> None:
    location.close()
    now = [NOW]
    for _ in range(4):
        with pytest.raises(StoreError):
            SqlVault.open(location.folder, "een gok die fout is", lambda: now[0])

    now[0] = NOW - timedelta(days=400)

    with pytest.raises(TooManyAttemptsError) as waits:
        SqlVault.open(location.folder, PASSPHRASE, lambda: now[0])
    assert 0 < waits.value.parameters["seconds"] <= 300, "nobody is locked out for ever"


def test_power_that_fails_takes_only_what_was_never_said_to_be_saved(
    location: App, tmp_path: Path
) -> None:
    """What was not forced onto the disk is dropped: everything behind the end that the log of
    SQLite had when the last save was confirmed, torn at any byte or filled with rubbish."""
    person = location.open_file(take_in(location)[0]).person
    folder, dice = location.folder, random.Random(4711)
    confirmed: list[tuple[int, str]] = []
    for number in range(6):
        answer(location, person, "person.room", f"K-{number}")
        confirmed.append(((folder / "vault.db-wal").stat().st_size, f"K-{number}"))
    database, log = (folder / "vault.db").read_bytes(), (folder / "vault.db-wal").read_bytes()
    others = {n: (folder / n).read_bytes() for n in ("vault.json", "vault.json.bak")}
    location.close()

    for size, room in confirmed:
        lost = log[size:]
        torn = lost[: dice.randrange(len(lost) + 1)] if lost else b""
        rubbish = dice.randbytes(len(lost) - len(torn)) if dice.random() < 0.5 else b""
        found = room_after(tmp_path / room, others, database, log[:size] + torn + rubbish, person)
        assert found >= room


def room_after(
    folder: Path, others: dict[str, bytes], database: bytes, log: bytes, person: str
) -> str:
    folder.mkdir()
    for name, data in {**others, "vault.db": database, "vault.db-wal": log}.items():
        (folder / name).write_bytes(data)
    vault = SqlVault.open(folder, PASSPHRASE)
    assert vault.log.first_break() is None
    room = vault.record(person).text("person.room")
    vault.close()
    return room


def test_a_file_gets_its_name_after_it_is_on_the_disk_and_the_name_is_forced_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noted(name: str, act: Any) -> Any:
        return lambda *args, **named: (done.append(name), act(*args, **named))[1]

    monkeypatch.setattr(files.os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))

    files.write_alike([tmp_path / "one", tmp_path / "two"], b"whole")

    ends = ["fsync"] if os.name == "posix" else []
    assert done == ["fsync", "fsync", "rename", "rename", *ends]
