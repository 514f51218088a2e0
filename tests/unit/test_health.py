"""The doctor finds what is wrong with a vault, and makes again what follows from history."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from offices import hand_over, take_in
from overstap.domain.answers import Answer
from overstap.domain.records import Subject, new_record_id
from overstap.domain.residents import HOUSEHOLD, ORDER, SURNAME
from overstap.kernel.task import Quiet
from overstap.store.errors import DatabaseDamagedError
from overstap.usecases.app import App
from overstap.usecases.ports.records import Write
from overstap.usecases.rules.read_catalogue import read_catalogue


def run(app: App, sql: str) -> None:
    vault: Any = app.run_doctor.vault
    with vault._transactions() as session:
        session.connection().execute(text(sql))


def wrong(app: App) -> set[str]:
    return {finding.code for finding in app.run_doctor(Quiet()) if not finding.good}


def test_a_vault_in_use_is_in_order(location: App, gemeente: App, tmp_path: Path) -> None:
    handed = hand_over(location, gemeente, tmp_path, 3)
    gemeente.import_bundle(handed.path, Quiet())
    household, *_ = take_in(location, 2, seed=5)
    location.erase_household(household, tmp_path, "mistake", Quiet())

    assert wrong(location) == set()
    assert wrong(gemeente) == set()


def test_lists_follow_every_answer_that_is_saved(location: App) -> None:
    vault: Any = location.run_doctor.vault
    home, told = new_record_id(Subject.HOUSEHOLD), {SURNAME: Answer("Haddad")}
    asked = [q.key for q in read_catalogue().questions if q.subject is Subject.PERSON]
    marked = ["progress.person", f"identity.merged/{home}", "identity.merged_into"]
    people = {new_record_id(Subject.PERSON): field for field in (*asked, *marked, ORDER)}
    vault.write([Write(one, {**told, HOUSEHOLD: Answer(home)}, {}) for one in people], "Wit")

    with vault.writing():
        for person, field in people.items():
            seen = vault.record(person).seen
            vault.write([Write(person, {field: Answer("Anders")}, seen)], "Wit")

    assert wrong(location) == set()


def test_looking_changes_nothing(location: App) -> None:
    take_in(location, 2)
    names = [(hit.name, hit.household) for hit in location.find_residents("").hits]
    entries = location.prove_audit().entries

    location.run_doctor(Quiet())

    assert [(hit.name, hit.household) for hit in location.find_residents("").hits] == names
    assert location.prove_audit().entries == entries


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE person SET name = 'Somebody else'",
        "UPDATE person SET room = 'Z 99' WHERE number = (SELECT min(number) FROM person)",
        "UPDATE home SET read_back = NOT read_back",
        "DELETE FROM double_key",
        "UPDATE record SET state = json_set(state, '$.seen', json('{}'))",
        "DELETE FROM home",
    ],
)
def test_lists_that_drifted_are_found_and_made_again(location: App, damage: str) -> None:
    take_in(location, 2)
    before = [hit.name for hit in location.find_residents("").hits]
    run(location, damage)
    assert wrong(location) == {"vault.lists_differ"}

    findings = location.run_doctor.repair(Quiet())

    assert all(finding.good for finding in findings)
    assert [hit.name for hit in location.find_residents("").hits] == before
    assert location.read_audit(limit=1)[0].what == "repair"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE revision SET body = CAST(replace(body, 'person', 'persoon') AS BLOB)",
        "UPDATE revision SET body = NULL WHERE number = 1",
        "UPDATE revision SET chain = 'x' WHERE number = 2",
        "UPDATE revision SET number = number + 100 WHERE number = 2",
        "DELETE FROM revision WHERE number = 1",
    ],
)
def test_a_history_that_was_changed_is_named_and_never_repaired(location: App, damage: str) -> None:
    take_in(location, 1)

    run(location, damage)

    assert location.run_doctor.vault.check(Quiet()) == ("history_broken",)
    with pytest.raises(DatabaseDamagedError):
        location.run_doctor.repair(Quiet())


def test_a_changed_header_is_found_and_written_again(location: App) -> None:
    path = location.folder / "vault.json"
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"Wit"', b'"Bos"'))
    assert wrong(location) == {"vault.header_damaged"}

    location.run_doctor.repair(Quiet())

    assert wrong(location) == set()
    assert b'"Wit"' in path.read_bytes()
    assert path.read_bytes() == (location.folder / "vault.json.bak").read_bytes()
