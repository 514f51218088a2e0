"""A bundle that was lost on its way, was undone or was taken over in part comes after all."""

from pathlib import Path

import pytest

from offices import CommandLine, answer, hand_over
from overstap.domain.records import Subject, subject_of
from overstap.domain.replies import Reply
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Standing
from overstap.usecases.handover.hand_over import NothingNewError
from overstap.usecases.handover.not_there import ArrivedError
from overstap.usecases.intake.redact import RedactReason
from overstap.usecases.ports.lists import Selection, WorkList


def send(location: App, gemeente: App, folder: Path) -> Path:
    """What the gemeente lacks of every household that may go there."""
    households = location.find_ready(gemeente.office.id, Quiet()).going
    return location.hand_over(households, gemeente.office.id, folder, Quiet()).path


def people(app: App) -> dict[str, str]:
    return {hit.person: hit.name for hit in app.find_residents("", 99).hits}


def receipt(gemeente: App, bundle: Path, folder: Path, *left: str) -> Path:
    """Taken over but for ``left``."""
    only = None if not left else set(people_in(gemeente, bundle)) - set(left)
    done = gemeente.import_bundle(bundle, Quiet(), only=only)
    reply = Reply(left=done.left)
    return gemeente.write_receipt(done.verdict.manifest.digest, folder, Quiet(), reply)


def people_in(gemeente: App, bundle: Path) -> list[str]:
    homes = gemeente.preview_import(bundle, Quiet()).households
    return [r for home in homes for r in home.records if subject_of(r) is Subject.PERSON]


def waits(location: App, work: WorkList) -> int:
    return len(location.find_residents.listing(only=Selection(work=work)))


def test_what_was_lost_on_its_way_goes_again_whole(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    lost = hand_over(location, gemeente, tmp_path)
    with pytest.raises(NothingNewError):
        send(location, gemeente, tmp_path)

    location.hand_over.not_arrived(lost.digest)
    [row] = location.find_households("").rows
    waited = waits(location, WorkList.WAITING), waits(location, WorkList.TO_HAND_OVER)
    plan = location.prepare_handover([row.household], gemeente.office.id)
    again = send(location, gemeente, tmp_path)

    gemeente.import_bundle(again, Quiet())
    assert people(gemeente) == people(location)
    assert (row.standing, row.again) == (Standing.READY, True)
    assert all(going.new for going in plan.going)
    assert waited == (0, len(people(location)))
    assert waits(location, WorkList.TO_HAND_OVER) == 0


def test_the_first_bundle_that_comes_after_all_changes_nothing(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    lost = hand_over(location, gemeente, tmp_path)
    location.hand_over.not_arrived(lost.digest)
    household = location.find_residents("").hits[0].household
    answer(location, household, "housing.travel_time", "90")
    location.release(household)
    gemeente.import_bundle(send(location, gemeente, tmp_path), Quiet())

    late = gemeente.import_bundle(lost.path, Quiet())

    assert late.records == ()
    answers = gemeente.open_file(household).records[household].stated
    assert answers["housing.travel_time"].answer.value == "90"


def test_a_receipt_that_comes_after_all_says_that_it_arrived(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent = hand_over(location, gemeente, tmp_path)
    location.hand_over.not_arrived(sent.digest)
    [before] = location.list_sent()

    location.import_bundle(receipt(gemeente, sent.path, tmp_path), Quiet())

    [after] = location.list_sent()
    assert (before.lost, before.again) == (True, False)
    assert not after.lost
    assert after.received is not None
    with pytest.raises(NothingNewError):
        send(location, gemeente, tmp_path)
    with pytest.raises(ArrivedError):
        location.hand_over.not_arrived(sent.digest)


def test_who_was_not_taken_over_goes_along_with_the_next_bundle(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent = hand_over(location, gemeente, tmp_path, count=3)
    left = people_in(gemeente, sent.path)[-1]
    location.import_bundle(receipt(gemeente, sent.path, tmp_path, left), Quiet())
    [told] = location.list_sent()

    again = send(location, gemeente, tmp_path)

    assert (told.left, told.lost) == (1, False)
    assert people_in(gemeente, again) == [left]
    gemeente.import_bundle(again, Quiet())
    assert left in people(gemeente)


def test_what_the_gemeente_undid_is_ready_again(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent = hand_over(location, gemeente, tmp_path)
    location.import_bundle(receipt(gemeente, sent.path, tmp_path), Quiet())
    undone = gemeente.undo_import(sent.digest, tmp_path, Quiet())
    assert undone.notice is not None

    location.import_bundle(undone.notice, Quiet())

    assert [row.standing for row in location.find_households("").rows] == [Standing.READY]
    gemeente.import_bundle(send(location, gemeente, tmp_path), Quiet())
    assert people(gemeente) == people(location)


def test_what_a_lost_bundle_told_to_take_out_is_due_again(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    person = location.find_residents("").hits[0].person
    wrong = location.read_history(person, "person.surname")[0]
    answer(location, person, "person.surname", "Haddad")
    location.redact(person, "person.surname", wrong.dot, RedactReason.WRONG)
    [correction] = location.send_corrections.pending()
    location.send_corrections(correction, tmp_path, Quiet())
    assert location.send_corrections.pending() == ()

    location.hand_over.not_arrived(location.list_sent()[0].digest)

    [again] = location.send_corrections.pending()
    assert again.records == {person: ["person.surname"]}
    gemeente.import_bundle(location.send_corrections(again, tmp_path, Quiet()), Quiet())
    assert gemeente.import_bundle.vault.record(person).text("person.surname") in ("", "Haddad")


def test_a_withdrawal_that_never_came_is_written_again_and_confirmed(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    household = location.find_residents("").hits[0].household
    answer(location, household, "household.matched_gemeente", "GM0363")
    lost = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    [underway] = location.withdraw.underway()

    again = location.withdraw.again(underway.digest, tmp_path, Quiet())

    [now] = location.withdraw.underway()
    assert now.number == underway.number + 1
    taken = gemeente.import_bundle(again.path, Quiet())
    gemeente.import_bundle(lost.path, Quiet())
    assert people(gemeente) == {}
    written = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(written, Quiet())
    assert location.withdraw.underway() == ()


def test_the_command_line_says_that_a_bundle_was_lost(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = hand_over(location, gemeente, tmp_path)
    location.close()
    desk = CommandLine(tmp_path)

    assert desk("location", "not-arrived", "ffff") == 3
    assert desk("location", "not-arrived", lost.path.name) == 0
    assert "geldt als niet ontvangen" in capsys.readouterr().out
    (tmp_path / "out").mkdir()
    to = ("--to", "Voorbeeldstad", "--out", str(tmp_path / "out"))
    assert desk("location", "export", *to) == 0

    (again,) = (tmp_path / "out").iterdir()
    assert gemeente.import_bundle(again, Quiet()).records
