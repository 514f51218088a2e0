"""The audit chain: found by filter, proved whole, exported without anybody's answers."""

import csv
import threading
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from offices import PASSPHRASE, hand_over, pass_on, take_in
from overstap.crypto.signature import SigningKey
from overstap.domain.answers import Answer
from overstap.domain.offices import BlockReason
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.administration.audit import AuditFilter, WitnessAudit
from overstap.usecases.app import App
from overstap.usecases.ports import audit as audit_ports
from overstap.usecases.ports.audit import Checkpoint, Ends, LogEnd

DAY = date(2026, 11, 24)


def run(app: App, sql: str) -> None:
    """Do what somebody with the key could do outside the program."""
    vault: Any = app.run_doctor.vault
    with vault._transactions() as session:
        session.connection().execute(text(sql))


def test_the_log_is_found_by_who_what_whom_and_when(location: App) -> None:
    (household,) = take_in(location, 1)
    location.uncover(household, "housing.avoid_region", "vraag van de bewoner")

    def count(**only: Any) -> int:
        return len(location.read_audit(AuditFilter(**only)))

    assert count(what="uncover") == count(what="uncover", records=frozenset({household})) == 1
    assert count(user="Wit") == count() == count(since=DAY, until=DAY)
    assert count(user="Smit") == count(until=date(2026, 11, 23)) == 0
    assert count(since=date(2026, 11, 25)) == 0
    newest, *_ = location.read_audit(limit=1)
    assert (newest.what, newest.user, newest.details["record"]) == ("uncover", "Wit", household)
    assert len(location.read_audit(limit=2)) == 2


def test_a_new_vault_is_whole_and_witnessed_at_each_unlocking(location: App) -> None:
    proof = location.prove_audit()

    assert proof.good
    assert proof.checked == 2  # when it was made, and when this test opened it
    assert proof.number == proof.entries


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit SET entry = replace(entry, 'Wit', 'Bos') WHERE number = 1", 1),
        ("UPDATE audit SET entry = '{}' WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("DELETE FROM audit", 1),
        ("UPDATE checkpoint SET chain = 'x'", 1),
        ("UPDATE checkpoint SET signature = x'00'", 1),
    ],
)
def test_what_was_changed_or_left_out_is_named(location: App, tampering: str, broken: int) -> None:
    run(location, tampering)

    proof = location.prove_audit()

    assert not proof.good
    assert proof.broken == broken
    location.read_audit()


def test_a_chain_that_was_cut_and_written_anew_is_noticed_by_its_checkpoints(
    location: App,
) -> None:
    last = location.prove_audit().number
    run(location, f"DELETE FROM audit WHERE number = {last}")
    location.run_doctor.vault.audit("release", record="household-" + "1" * 32)
    log: Any = location.read_audit.log
    assert log.first_break() is None

    assert location.prove_audit().broken == last


def test_a_checkpoint_of_another_key_does_not_count(location: App) -> None:
    log = location.read_audit.log
    forger = WitnessAudit(log, SigningKey.generate(), lambda: location.read_audit()[0].at)

    forger()

    assert not location.prove_audit().good


def test_no_checkpoint_is_no_proof_of_a_cut(location: App) -> None:
    run(location, "DELETE FROM checkpoint")

    assert location.prove_audit().good
    assert location.prove_audit().checked == 0


def test_the_export_tells_everything_but_what_somebody_typed(location: App, tmp_path: Path) -> None:
    (household,) = take_in(location, 1)
    location.uncover(household, "housing.avoid_region", "mevrouw Haddad vroeg erom")
    location.merge_residents.vault.audit("print", record=household, reason="gemeente", version=1)
    path = tmp_path / "log.csv"

    count = location.export_audit(path)

    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == count == int(rows[-1]["number"])
    assert "Haddad" not in path.read_text("utf-8-sig")
    by_what = {row["what"]: row for row in rows}
    assert by_what["uncover"]["reason"] == "given"
    assert by_what["uncover"]["field"] == "housing.avoid_region"
    assert by_what["print"]["reason"] == "gemeente"
    assert {row["desk"] for row in rows} == {"Voorbeeldlocatie, Balie 1"}
    assert location.read_audit(limit=1)[0].what == "audit_export"


def test_a_name_cannot_become_a_formula_in_somebodys_spreadsheet(
    location: App, tmp_path: Path
) -> None:
    location.export_audit.vault.audit("user_add", colleague="=HYPERLINK(1)", roles="intake")
    path = tmp_path / "log.csv"

    location.export_audit(path, AuditFilter(what="user_add"))

    (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert row["colleague"] == "'=HYPERLINK(1)"


def test_who_opens_a_file_is_written_down_once_until_the_vault_is_locked(
    location: App, doors: Doors, tmp_path: Path
) -> None:
    one, other = take_in(location, 2)

    for household in (one, one, other):
        location.open_file.to_look_at(household)
    location.open_file(one)
    location.close()
    again = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    again.open_file.to_look_at(one)

    looked = again.read_audit(AuditFilter(what="view"))
    again.close()
    assert [entry.details["record"] for entry in looked] == [one, other, one]
    assert {entry.user for entry in looked} == {"Wit"}


def test_who_opens_a_file_waits_for_nobody_who_writes(location: App) -> None:
    (household,) = take_in(location, 1)
    vault: Any = location.run_doctor.vault
    began, go_on = threading.Event(), threading.Event()

    def write_for_long() -> None:
        with vault.writing():
            vault.audit("backup", count=1)
            began.set()
            go_on.wait(60)

    writer = threading.Thread(target=write_for_long)
    writer.start()
    began.wait(60)
    location.open_file.to_look_at(household)
    before = location.read_audit(limit=1)[0].what
    go_on.set()
    writer.join(60)

    assert before != "view"
    assert [entry.what for entry in location.read_audit(limit=2)] == ["view", "backup"]
    assert location.prove_audit().good


def test_what_was_looked_at_is_kept_where_nothing_could_be_written(location: App) -> None:
    """It goes into the log with the next write."""
    (household,) = take_in(location, 1)
    vault: Any = location.run_doctor.vault
    run(
        location,
        "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
    )

    location.open_file.to_look_at(household)
    run(location, "DROP TRIGGER full")
    vault.set_setting("anything", 1)

    assert location.read_audit(limit=1)[0].what == "view"


def test_answers_never_reach_the_log(location: App) -> None:
    (household,) = take_in(location, 1)
    file = location.open_file(household)
    answer = Answer("CANARY-4711")
    location.save_answers(file.person, {"person.surname": answer}, {})

    log: Any = location.read_audit.log
    with log._transactions() as session:
        entries = session.connection().execute(text("SELECT entry FROM audit")).scalars().all()

    assert entries
    assert not any("CANARY" in entry for entry in entries)


def test_a_checkpoint_is_kept_once_per_entry(location: App) -> None:
    log = location.read_audit.log
    kept = log.checkpoints()[-1]

    log.save_checkpoint(Checkpoint(kept.number, kept.chain, kept.at, kept.signature))

    assert log.checkpoints()[-1] == kept
    assert location.prove_audit().good


def exchange(one: App, other: App, folder: Path) -> None:
    """A bundle there and one back."""
    pass_on(one, other, folder)
    pass_on(other, one, folder)


def cut(app: App, after: int) -> None:
    """Cut the end off the log, with the checkpoints that would show it."""
    run(app, f"DELETE FROM audit WHERE number > {after}")
    run(app, f"DELETE FROM checkpoint WHERE number > {after}")


def test_nobody_has_seen_a_log_before_anything_was_exchanged(location: App) -> None:
    proof = location.prove_audit()

    assert (proof.witnessed, proof.gone) == (None, None)
    assert proof.good


def test_a_colleagues_desk_says_how_far_it_saw_the_log(
    location: App, second: App, tmp_path: Path
) -> None:
    written, _ = location.read_audit.log.head()

    exchange(location, second, tmp_path)

    proof = location.prove_audit()
    assert proof.witnessed is not None
    assert proof.witnessed.number >= written
    assert proof.witnessed.by == "Voorbeeldlocatie (Balie 2)"
    assert proof.witnessed.at == "2026-11-24"
    assert second.prove_audit().witnessed is None, "nobody answered it yet"


def test_a_gemeente_is_a_witness_with_its_receipt(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(sent.path, Quiet())

    receipt = gemeente.write_receipt(sent.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    witnessed = location.prove_audit().witnessed
    assert witnessed is not None
    assert witnessed.by == "Voorbeeldstad (Balie 1)"


def test_a_log_that_was_cut_with_its_checkpoints_is_given_away_by_its_witness(
    location: App, second: App, tmp_path: Path
) -> None:
    whole, _ = location.read_audit.log.head()
    exchange(location, second, tmp_path)
    cut(location, whole - 2)
    for _ in range(40):
        location.export_audit.vault.audit("export", count=1)

    proof = location.prove_audit()

    assert proof.broken is None, "it looks whole by itself"
    assert not proof.good
    assert proof.gone is not None
    assert proof.gone.number >= whole


def test_a_witness_that_lies_counts_no_more_once_its_office_is_blocked(
    location: App, gemeente: App
) -> None:
    vault: Any = location.run_doctor.vault
    lie = LogEnd(2**52, "0" * 64)
    vault.witnesses.testify(
        audit_ports.Testimony(gemeente.office.id, gemeente.office.desk_id, lie, datetime.now(UTC))
    )
    gone = location.prove_audit().gone

    location.block_office(gemeente.office.id, BlockReason.OTHER)

    assert gone is not None
    assert gone.by == "Voorbeeldstad (Balie 1)"
    assert location.prove_audit().good


def test_a_bundle_tells_no_end_that_was_not_committed(location: App) -> None:
    vault: Any = location.run_doctor.vault
    before = vault.witnesses.ends_for("x").own

    with vault.writing():
        vault.audit("export", count=1)
        inside = vault.witnesses.ends_for("x").own

    assert inside == before
    assert vault.witnesses.ends_for("x").own.number == before.number + 1


def test_two_ends_of_one_number_are_written_down(
    location: App, second: App, tmp_path: Path
) -> None:
    pass_on(location, second, tmp_path)
    run(second, "UPDATE head SET chain = 'ff', number = number + 1")
    location.export_audit.vault.audit("export", count=1)

    vault: Any = second.run_doctor.vault
    [row] = [vault.witnesses.head(location.office.id, location.office.desk_id)]
    take = second.import_bundle.take_ends
    end = LogEnd(row.number, "0" * 64)
    manifest: Any = SimpleNamespace(
        ends=Ends(end), office=location.office.id, desk=location.office.desk_id, created=None
    )
    take(manifest)

    assert second.read_audit(limit=1)[0].what == "log_forked"
