"""What changed since the version that the gemeente used: in the preview, the file and the list."""

import json
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, hand_over, no_window
from overstap.cli.main import run
from overstap.domain.catalogue import Audience
from overstap.doors import Doors
from overstap.gui.screens.administration.changed import ChangedPresenter
from overstap.gui.screens.receive.look import Looking
from overstap.gui.screens.receive.wording import Wording
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.words.speaker import Speaker
from screens import SheetView, run_now
from vault_bytes import decrypted

TEXTS = load("nl")
TRAVEL = "housing.travel_time"


@pytest.fixture
def household(location: App, gemeente: App, tmp_path: Path) -> str:
    """Handed over, taken over, and printed at the gemeente."""
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    household = gemeente.find_residents("").hits[0].household
    gemeente.print_dossier(household, Audience.GEMEENTE, TEXTS, tmp_path, Quiet())
    return household


def again(location: App, gemeente: App, household: str, folder: Path, minutes: str) -> Path:
    answer(location, household, TRAVEL, minutes)
    location.release(household)
    return location.hand_over([household], gemeente.office.id, folder, Quiet()).path


def test_what_changed_since_the_print_is_in_preview_file_and_list(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    assert gemeente.used_versions.changed(Quiet()) == ()
    bundle = again(location, gemeente, household, tmp_path, "90")

    preview = gemeente.preview_import(bundle, Quiet())
    speaker = Speaker(gemeente.catalogue, gemeente.tables, TEXTS)
    told = Looking(bundle, preview, Wording(speaker)).state("").told
    assert gemeente.used_versions.changed(Quiet()) == (), "nothing was taken over yet"
    gemeente.import_bundle(bundle, Quiet())

    question = speaker.field(TRAVEL)
    assert question in told[0]
    assert "versie 1" in told[0]
    used = gemeente.open_file(household).used
    assert used is not None
    assert [change.field for change in used.changes] == [TRAVEL]
    assert (used.version, used.now, used.printed) == (1, 2, True)
    assert gemeente.used_versions.changed(Quiet()) == (used,)
    assert gemeente.find_residents.count_work()[WorkList.CHANGED] == 1
    (waiting,) = gemeente.find_residents("", 9, Selection(WorkList.CHANGED)).hits
    assert waiting.household == household


def test_it_counts_from_the_version_that_was_used_not_from_the_last_one_that_came(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    gemeente.import_bundle(again(location, gemeente, household, tmp_path, "90"), Quiet())
    person = location.open_file(household).person
    answer(location, person, "person.phone", "+31612345678")
    location.release(household)
    second = location.hand_over([household], gemeente.office.id, tmp_path, Quiet()).path

    (arrived,) = gemeente.preview_import(second, Quiet()).households
    imported = gemeente.import_bundle(second, Quiet())

    assert arrived.used is not None
    assert {change.field for change in arrived.used.changes} == {TRAVEL, "person.phone"}

    gemeente.used_versions.use(household)
    gemeente.undo_import(imported.verdict.manifest.digest, tmp_path, Quiet())

    assert gemeente.find_residents.count_work()[WorkList.CHANGED] == 1, "it was taken back"


def test_working_with_the_new_version_clears_it(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    gemeente.import_bundle(again(location, gemeente, household, tmp_path, "90"), Quiet())
    view = SheetView()
    page = ChangedPresenter(view, gemeente, TEXTS, run_now)
    page.entered()
    (row,) = view.rows()

    page.act("resident", row.id, "")
    page.act("use", row.id, "")

    assert view.went[0][0] == "resident"
    assert view.rows() == []
    assert gemeente.find_residents.count_work()[WorkList.CHANGED] == 0
    used = gemeente.open_file(household).used
    assert used is not None
    assert (used.version, used.printed, used.changes) == (2, False, ())


def test_nothing_of_it_outlives_a_withdrawal(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())

    assert gemeente.used_versions.changed(Quiet()) == ()
    assert gemeente.used_versions.since(household, {}) is None
    gemeente.close()
    assert f"used.{household}".encode() not in decrypted(gemeente.folder, PASSPHRASE)


def test_our_own_files_are_never_used_that_way(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household

    location.used_versions.use(household)

    assert location.open_file(household).used is None


def test_on_the_command_line(
    location: App,
    gemeente: App,
    household: str,
    doors: Doors,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gemeente.import_bundle(again(location, gemeente, household, tmp_path, "90"), Quiet())
    gemeente.close()
    (secret := tmp_path / "secret").write_text(PASSPHRASE)
    where = ["--vault", str(gemeente.folder), "--passphrase-file", str(secret), "used"]

    for command in (["changed", "--json"], ["mark", household], ["changed", "--json"]):
        assert run(doors, [*where, *command], no_window) == 0

    before, _, after = capsys.readouterr().out.rpartition("]\n[")
    assert json.loads(before + "]")[0]["used"] == 1
    assert after.strip() == "]"
