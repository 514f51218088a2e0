"""A wrong answer is taken out of the history: here, at the other desks and at the gemeente."""

import json
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, no_window, pass_on, take_in
from overstap.cli.main import run
from overstap.domain.history import StandingAnswerError
from overstap.domain.roles import NotPermittedError, Role
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import guarded
from overstap.usecases.intake.redact import NoSuchAnswerError, RedactReason
from overstap.usecases.intake.register_household import NotOursError
from vault_bytes import decrypted

WRONG = "Kanariepiet"
SURNAME = "person.surname"


def told_wrong(app: App) -> tuple[str, str]:
    """Somebody whose surname was written down wrongly; the household and the person."""
    household = take_in(app)[0]
    person = app.open_file(household).person
    answer(app, person, SURNAME, WRONG)
    return household, person


def take_out(app: App, person: str) -> int:
    """Take the wrong surname out of the history."""
    wrong = next(
        one for one in app.read_history(person, SURNAME) if one.stated and WRONG in str(one.stated)
    )
    return app.redact(person, SURNAME, wrong.dot, RedactReason.WRONG)


def hand_over_to(gemeente: App, location: App, household: str, folder: Path) -> None:
    """Release a household and let the gemeente take it over."""
    location.release(household)
    handed = location.hand_over([household], gemeente.office.id, folder, Quiet())
    gemeente.import_bundle(handed.path, Quiet())


def correct_everywhere(app: App, folder: Path) -> list[Path]:
    """Write what other offices have to take out."""
    return [app.send_corrections(one, folder, Quiet()) for one in app.send_corrections.pending()]


def assert_nowhere(folder: Path, *names: str) -> None:
    for name in names:
        left = decrypted(folder / name, PASSPHRASE)
        assert WRONG.encode() not in left, name
        assert WRONG.casefold().encode() not in left, name


def test_a_wrong_answer_is_gone_from_every_byte_of_three_vaults(
    location: App, second: App, gemeente: App, tmp_path: Path
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)
    pass_on(location, second, tmp_path)
    assert WRONG.encode() in decrypted(tmp_path / "second", PASSPHRASE)

    answer(location, person, SURNAME, "Haddad")
    assert take_out(location, person) == 1
    pass_on(location, second, tmp_path)
    (correction,) = correct_everywhere(location, tmp_path)
    gemeente.import_bundle(correction, Quiet())

    assert second.open_file(person).records[person].text(SURNAME) == "Haddad"
    assert location.send_corrections.pending() == ()
    for app in (location, second, gemeente):
        assert "vault.good" in [finding.code for finding in app.run_doctor(Quiet())]
        app.close()
    assert_nowhere(tmp_path, "location", "second", "gemeente")


def test_a_correction_gives_the_new_answer_only_where_it_was_released(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)

    answer(location, person, SURNAME, "Haddad")
    take_out(location, person)
    (unreleased,) = correct_everywhere(location, tmp_path)
    gemeente.import_bundle(unreleased, Quiet())
    before = gemeente.open_file(person).records[person].text(SURNAME)
    hand_over_to(gemeente, location, household, tmp_path)

    assert before == ""
    assert gemeente.open_file(person).records[person].text(SURNAME) == "Haddad"


def test_a_handover_after_taking_out_carries_the_correction(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)
    answer(location, person, SURNAME, "Haddad")
    hand_over_to(gemeente, location, household, tmp_path)

    take_out(location, person)
    third = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    digest = gemeente.import_bundle(third.path, Quiet()).verdict.manifest.digest
    gemeente.undo_import(digest, tmp_path, Quiet())

    assert location.send_corrections.pending() == ()
    assert gemeente.open_file(person).records[person].text(SURNAME) == "Haddad"
    gemeente.close()
    assert_nowhere(tmp_path, "gemeente")


def test_undoing_the_import_of_a_correction_does_not_bring_the_answer_back(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)
    answer(location, person, SURNAME, "Haddad")
    take_out(location, person)
    (correction,) = correct_everywhere(location, tmp_path)

    digest = gemeente.import_bundle(correction, Quiet()).verdict.manifest.digest
    gemeente.undo_import(digest, tmp_path, Quiet())

    assert gemeente.open_file(person).records[person].text(SURNAME) == ""


def test_history_says_who_took_an_answer_out_and_why(location: App) -> None:
    _, person = told_wrong(location)
    answer(location, person, SURNAME, "Haddad")

    take_out(location, person)

    now, gone, *_ = location.read_history(person, SURNAME)
    assert now.standing
    assert now.stated
    assert gone.stated is None
    assert gone.removal
    assert gone.removal.reason == "wrong"
    assert location.read_audit()[0].what == "redact"


def test_an_answer_that_counts_or_is_unknown_is_not_taken_out(location: App) -> None:
    _, person = told_wrong(location)
    answer(location, person, SURNAME, "Haddad")
    answer(location, person, SURNAME, WRONG)

    with pytest.raises(StandingAnswerError):
        take_out(location, person)
    with pytest.raises(NoSuchAnswerError):
        location.redact(person, SURNAME, ("0" * 32, 1), RedactReason.WRONG)


def test_who_does_intakes_cannot_take_answers_out(location: App) -> None:
    _, person = told_wrong(location)
    answer(location, person, SURNAME, "Haddad")

    with pytest.raises(NotPermittedError):
        take_out(guarded(location, [Role.INTAKE]), person)


def test_a_gemeente_does_not_rewrite_what_it_was_sent(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)

    assert gemeente.read_history(person, SURNAME) == ()
    with pytest.raises(NotOursError):
        gemeente.redact(person, SURNAME, ("0" * 32, 1), RedactReason.WRONG)


def test_the_command_line_looks_back_and_takes_out(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    household, person = told_wrong(location)
    hand_over_to(gemeente, location, household, tmp_path)
    answer(location, person, SURNAME, "Haddad")
    location.close()
    out = tmp_path / "out"
    out.mkdir()

    def desk(*command: str) -> int:
        file = tmp_path / "passphrase"
        file.write_text(PASSPHRASE, "utf-8")
        options = ["--vault", str(tmp_path / "location"), "--passphrase-file", str(file)]
        return run(Doors(tmp_path / "settings.json"), [*options, *command], no_window)

    assert desk("history", person, SURNAME, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["answer"]["v"] for one in found[:2]] == ["Haddad", WRONG]
    taken = ("redact", person, SURNAME, "--answer", "2", "--reason", "request", "--yes")
    assert desk(*taken, "--out", str(out)) == 0
    assert desk("history", person, SURNAME) == 0
    assert WRONG not in capsys.readouterr().out.partition("\n")[2]
    assert desk("history", person, "person.family_name") == 0
    assert "person.family_name" in capsys.readouterr().out, "there is no such question"
    assert desk("history", person, "person.bsn") == 3, "only with a reason"
    assert desk("history", person, "person.bsn", "--why", "check") == 0
    assert desk("redact", person, SURNAME, "--answer", "1", "--reason", "wrong", "--yes") == 3

    (correction,) = out.iterdir()
    gemeente.import_bundle(correction, Quiet())
    assert gemeente.open_file(person).records[person].text(SURNAME) == ""
