"""A vault of every version ever released opens here, with all that was in it."""

import errno
import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

from offices import PASSPHRASE, take_in
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.store import migrations
from overstap.store.backups import look
from overstap.store.errors import DiskFullError, NewerVaultError
from overstap.store.migrations import BEFORE, STEPS, Step, step_4, steps_from
from overstap.store.tables import SCHEMA
from overstap.store.vault import SqlVault
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App

RELEASED = sorted((Path(__file__).parents[1] / "vectors" / "vaults").glob("schema-*"))
MADE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(params=RELEASED, ids=[folder.name for folder in RELEASED])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a vault as a released version wrote it."""
    folder = Path(shutil.copytree(request.param, tmp_path / "old"))
    (folder / "vault").chmod(0o700)  # which git does not keep
    return folder


def unlock(folder: Path, now: datetime = MADE) -> App:
    doors = Doors(folder / "settings.json", clock=lambda: now)
    return doors.unlock(folder / "vault", PASSPHRASE, Quiet())


def about(folder: Path) -> Any:
    return json.loads((folder / "about.json").read_text())


def tables(vault: SqlVault) -> dict[str, str]:
    """What every table is made of, without the spaces."""
    with vault._transactions.reading() as session:
        found = session.connection().exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        )
        return {name: re.sub(r"\s+", " ", sql).replace(" ,", ",") for name, sql in found}


def test_the_steps_lead_here_one_by_one() -> None:
    assert [step.to for step in STEPS] == list(range(2, SCHEMA + 1)), (
        "raise SCHEMA in store/tables.py together with a step in store/migrations"
    )


def test_a_vault_of_every_older_version_is_kept_for_this_test() -> None:
    kept = {int(folder.name.removeprefix("schema-")) for folder in RELEASED}

    assert kept >= set(range(1, SCHEMA)), "run tests/vectors/make_vaults.py of that version"


def test_an_older_vault_gets_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    new, _ = SqlVault.create(tmp_path / "new", PASSPHRASE, "Wit")
    vault = SqlVault.open(old / "vault", PASSPHRASE, lambda: MADE)

    assert tables(vault) == tables(new), (
        "tables changed without a migration: add a step in store/migrations"
    )
    assert vault.setting("schema") == SCHEMA
    new.close()
    vault.close()


def test_an_older_vault_opens_with_all_that_was_in_it_after_a_backup(old: Path) -> None:
    app = unlock(old)

    assert "migrated" in app.notices
    assert [hit.name for hit in app.find_residents("").hits] == about(old)["names"]
    assert [f.code for f in app.run_doctor(Quiet()) if not f.good] == []
    assert app.read_audit(limit=2)[1].what == "migrate"
    (backup,) = (old / "vault" / BEFORE).glob("*.backup")
    assert look(backup, PASSPHRASE)[1].persons == len(about(old)["names"])
    app.close()
    again = unlock(old)
    assert again.notices == ()
    again.close()


def test_a_vault_of_ten_years_ago_can_be_read_and_worked_on(old: Path) -> None:
    later = MADE + timedelta(days=3653)
    app = unlock(old, later)
    household = about(old)["households"][0]

    file = app.open_file(household)
    assert file.name in about(old)["names"]
    assert household in {due.household for due in app.list_due(Quiet())}, (
        "kept far too long: it is said"
    )
    app.administer_office.prolong(Root(old / "vault" / "office-root.age", PASSPHRASE))
    app.save_answers(household, {}, file.records[household].seen)
    take_in(app, 1, seed=9)

    assert app.find_residents("").total > len(about(old)["names"])
    assert app.show_card().card.expires > date(2036, 11, 24)
    app.close()


def test_what_was_taken_back_before_version_4_stays_taken_back() -> None:
    with create_engine("sqlite://").begin() as connection:
        run = connection.exec_driver_sql
        run("CREATE TABLE gone (record PRIMARY KEY, office, revision, bundle, at)")
        run("CREATE INDEX ix_gone_bundle ON gone (bundle)")
        row = ("person-1", "0a", 3, "b", "2026-11-24 09:00:00.000000")
        run("INSERT INTO gone VALUES(?, ?, ?, ?, ?)", row)

        step_4.change(connection)

        run("INSERT INTO gone VALUES(?, ?, ?, ?, ?)", ("person-1", "0b", *row[2:]))
        assert run("SELECT * FROM gone").first() == row


def test_a_vault_of_a_newer_version_is_refused_and_left_alone(old: Path) -> None:
    vault = SqlVault.open(old / "vault", PASSPHRASE)
    vault.set_setting("schema", SCHEMA + 1)
    vault.close()
    before = (old / "vault" / "vault.db").read_bytes()

    with pytest.raises(NewerVaultError):
        unlock(old)

    assert (old / "vault" / "vault.db").read_bytes() == before


def broken(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE person ADD COLUMN half VARCHAR")
    connection.exec_driver_sql("DROP TABLE no_such_table")


def adds_a_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE person ADD COLUMN extra VARCHAR NOT NULL DEFAULT ''")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[Step]:
    """The steps of a later version, still to be written by the test."""
    later = list(STEPS)
    monkeypatch.setattr(migrations, "steps_from", lambda schema: steps_from(schema, later))
    return later


def test_steps_are_taken_in_order_and_only_those_that_are_needed() -> None:
    later = (*STEPS, Step(SCHEMA + 1, adds_a_column), Step(SCHEMA + 2, broken))

    assert steps_from(SCHEMA, later) == later[-2:]
    assert steps_from(SCHEMA + 2, later) == ()
    with pytest.raises(NewerVaultError):
        steps_from(SCHEMA + 3, later)


def test_a_step_that_fails_leaves_the_vault_as_it_was(location: App, steps: list[Step]) -> None:
    folder = location.folder
    location.close()
    steps += [Step(SCHEMA + 1, adds_a_column), Step(SCHEMA + 2, broken)]

    with pytest.raises(Exception, match="no_such_table"):
        SqlVault.open(folder, PASSPHRASE)

    steps[len(STEPS) :] = []
    vault = SqlVault.open(folder, PASSPHRASE)
    assert "extra" not in tables(vault)["person"]
    assert vault.setting("schema") == SCHEMA
    assert len(list((folder / BEFORE).glob("*.backup"))) == 1
    vault.close()


def test_without_room_for_a_backup_nothing_is_migrated(
    location: App, steps: list[Step], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = location.folder
    location.close()
    steps.append(Step(SCHEMA + 1, adds_a_column))

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr("overstap.store.backup_file.os.fsync", full)
        with pytest.raises(DiskFullError):
            SqlVault.open(folder, PASSPHRASE)

    steps[len(STEPS) :] = []
    SqlVault.open(folder, PASSPHRASE).close()


def test_the_backup_of_an_upgrade_goes_when_it_is_too_old(location: App, steps: list[Step]) -> None:
    folder = location.folder
    location.close()
    steps.append(Step(SCHEMA + 1, adds_a_column))
    SqlVault.open(folder, PASSPHRASE, lambda: MADE).close()
    made = list((folder / BEFORE).glob("*.backup"))

    SqlVault.open(folder, PASSPHRASE, lambda: MADE + timedelta(days=30)).close()
    still = list((folder / BEFORE).glob("*.backup"))
    SqlVault.open(folder, PASSPHRASE, lambda: MADE + timedelta(days=32)).close()

    assert still == made != []
    assert list((folder / BEFORE).glob("*.backup")) == []
