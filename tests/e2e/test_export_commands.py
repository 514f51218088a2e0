"""``overstap export`` and ``share``: who goes, who stays and why, and how much of them goes."""

from pathlib import Path

import pytest

from offices import PASSPHRASE, CommandLine, answer, introduce, take_in
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice


def test_an_export_names_who_stays_and_why(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, household = take_in(location, 2)
    answer(location, household, "housing.bedrooms", "3")
    location.close()
    gemeente.close()

    done = CommandLine(tmp_path)(
        "location", "export", "--to", gemeente.office.id, "--out", str(tmp_path)
    )

    (bundle,) = tmp_path.glob("*.overstap")
    said, texts = capsys.readouterr().out, load("nl")
    assert done == 0
    assert str(bundle) in said
    why = texts("handover.check.released.no")
    assert f"({household}): {why}" in said


def test_households_move_to_a_location_only_by_name(
    location: App, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Anders", OfficeKind.LOCATION, "", "Balie 1", "x", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet()).app
    introduce(location, other, tmp_path)
    take_in(location)
    other.close()
    location.close()

    done = CommandLine(tmp_path)("location", "export", "--to", "Anders", "--out", str(tmp_path))

    assert done == 3
    assert not list(tmp_path.glob("*.overstap"))


def test_an_export_says_how_many_households_are_not_ready(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [household] = take_in(location)
    answer(location, household, "housing.bedrooms", "3")
    location.close()
    gemeente.close()

    done = CommandLine(tmp_path)(
        "location", "export", "--to", gemeente.office.id, "--out", str(tmp_path)
    )

    said = load("nl")("error.handover.nothing_ready", unreleased=1, unlinked=0, held=0)
    assert done == 3
    assert said in capsys.readouterr().err


def test_only_housing_goes_of_who_that_was_chosen_for(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    [household] = take_in(location)
    person = location.open_file(household).person
    location.close()
    desks = CommandLine(tmp_path)

    assert desks("location", "share", "housing-only", person) == 0
    assert desks("location", "export", "--to", gemeente.office.id, "--out", str(tmp_path)) == 0
    (bundle,) = tmp_path.glob("*.overstap")
    gemeente.import_bundle(bundle, Quiet())

    came = gemeente.open_file(person).records[person].answers
    assert not any(field.startswith("education.") for field in came)
    assert any(field.startswith("person.") for field in came)


def test_by_command_everything_goes_again_and_a_restricted_answer_with_a_reason(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [household] = take_in(location)
    person = location.open_file(household).person
    answer(location, person, "person.bsn", "999990019")
    location.release(household)
    location.close()
    desk = CommandLine(tmp_path)
    restricted = (person, "person.bsn")

    def came() -> dict[str, str]:
        """After all that the gemeente lacks was handed over."""
        folder = tmp_path / f"out-{len(list(tmp_path.glob('out-*')))}"
        folder.mkdir()
        assert desk("location", "export", "--to", gemeente.office.id, "--out", str(folder)) == 0
        (bundle,) = folder.glob("*.overstap")
        gemeente.import_bundle(bundle, Quiet())
        known = gemeente.import_bundle.vault.record(person)
        return {field: stated.text for field, stated in known.answers.items()}

    assert desk("location", "share", "housing-only", person) == 0
    smaller = came()
    assert desk("location", "share", "full", person) == 0
    full = came()
    refused = desk("location", "share", "open", *restricted, "--reason", " ")
    assert desk("location", "share", "open", *restricted, "--reason", "voor de BRP") == 0
    opened = came()
    assert desk("location", "share", "close", *restricted) == 0
    closed = came()

    assert not any(field.startswith("education.") for field in smaller)
    assert any(field.startswith("education.") for field in full)
    assert refused == 3
    assert "person.bsn" not in full
    assert opened["person.bsn"] == "999990019"
    assert "person.bsn" not in closed
    said, texts = capsys.readouterr().out, load("nl")
    assert texts("cli.share.opened") in said
    assert texts("cli.share.closed") in said
