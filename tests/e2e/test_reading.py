"""Reading a bundle with nothing but the office's own keys: seen, printed, answered, and gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from offices import PASSPHRASE, doors_in, hand_over, no_window, take_in
from overstap.bundle.errors import RootExistsError
from overstap.cli.main import run
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.store.errors import InUseError
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.guard import OnlyReadingError
from overstap.usecases.receive.import_bundle import NotToReadError
from overstap.usecases.receive.verify_bundle import Grade
from overstap.usecases.vaults import NewOffice


class Setup(NamedTuple):
    """A desk's set-up file, and the number that opens it."""

    path: Path
    number: str


@pytest.fixture(scope="session")
def two_offices(two_offices: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gemeente invited a second desk, of which the location knows."""
    folder = tmp_path_factory.mktemp("invited")
    shutil.copytree(two_offices, folder, dirs_exist_ok=True)
    doors = doors_in(folder)
    gemeente = doors.unlock(folder / "gemeente", PASSPHRASE, Quiet())
    location = doors.unlock(folder / "location", PASSPHRASE, Quiet())
    root = Root(folder / "gemeente" / "office-root.age", PASSPHRASE)
    invited = gemeente.administer_office.invite("Balie 2", folder, root)
    (folder / "invitation").write_text(f"{invited.path.name}\n{invited.number}")
    location.import_card(gemeente.show_card.export(folder))
    gemeente.close()
    location.close()
    return folder


@pytest.fixture
def setup(gemeente: App, tmp_path: Path) -> Setup:
    """What the gemeente's administrator gives to an officer who has nothing else."""
    name, number = (tmp_path / "invitation").read_text().splitlines()
    return Setup(tmp_path / name, number)


@pytest.fixture
def reader(doors: Doors, setup: Setup) -> Iterator[App]:
    app = doors.read(setup.path, setup.number, "De Boer", Quiet())
    yield app
    app.close()


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_bundle_is_seen_printed_and_answered_and_nothing_stays(
    reader: App, location: App, gemeente: App, doors: Doors, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    (out := tmp_path / "out").mkdir()

    preview = reader.preview_import(bundle, Quiet())
    done = reader.import_bundle(bundle, Quiet())
    household = preview.households[0].household
    printed = reader.print_dossier(household, Audience.GEMEENTE, load("nl"), out, Quiet())
    receipt = reader.write_receipt(done.verdict.manifest.digest, out, Quiet())
    reader.close()

    assert preview.verdict.grade is Grade.READ
    assert preview.changes
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert receipt.exists()
    assert not reader.folder.exists()
    assert not doors.exists(reader.folder)


def test_the_sender_learns_that_it_was_read_and_that_it_still_has_to_be_taken_over(
    reader: App, location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    done = reader.import_bundle(bundle, Quiet())
    read = reader.write_receipt(done.verdict.manifest.digest, tmp_path, Quiet())

    location.import_bundle(read, Quiet())

    (sent,) = location.list_sent()
    assert sent.read is not None
    assert sent.received is None, "a reader keeps nothing, so nothing was received"

    taken = gemeente.import_bundle(bundle, Quiet())
    receipt = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    (sent,) = location.list_sent()
    assert (sent.read, sent.received is not None) == (None, True)


def test_what_was_read_is_taken_over_once_the_desk_has_a_vault(
    reader: App, location: App, gemeente: App, doors: Doors, setup: Setup, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    done = reader.import_bundle(bundle, Quiet())
    reader.write_receipt(done.verdict.manifest.digest, tmp_path, Quiet())
    reader.close()

    desk = doors.join(
        tmp_path / "desk", PASSPHRASE, setup.path, setup.number, "De Boer", Quiet()
    ).app
    imported = desk.import_bundle(bundle, Quiet())
    receipt = desk.write_receipt(imported.verdict.manifest.digest, tmp_path, Quiet())

    assert imported.verdict.grade is Grade.NEWEST
    assert imported.records
    assert location.import_bundle(receipt, Quiet()).verdict.grade is Grade.NEWEST
    desk.close()


def test_a_second_bundle_is_no_gap_to_who_never_saw_the_first(
    reader: App, location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path)
    second = location.hand_over(take_in(location, seed=5), gemeente.office.id, tmp_path, Quiet())

    verdict = reader.verify_bundle(second.path, Quiet())

    assert (verdict.grade, verdict.missing) == (Grade.READ, ())


def test_who_only_reads_changes_nothing_and_confirms_no_destruction(
    reader: App, location: App, gemeente: App, tmp_path: Path
) -> None:
    household = hand_over(location, gemeente, tmp_path) and location.find_residents("").hits[0]
    gone = location.withdraw(household.household, gemeente.office.id, tmp_path, Quiet())

    with pytest.raises(NotToReadError):
        reader.import_bundle(gone.path, Quiet())
    with pytest.raises(OnlyReadingError):
        reader.register_household([], {})
    with pytest.raises(OnlyReadingError):
        reader.mailboxes()


def test_one_reads_at_a_time(doors: Doors, reader: App, setup: Setup) -> None:
    with pytest.raises(InUseError):
        doors.read(setup.path, setup.number, "De Boer", Quiet())


def test_what_a_killed_reader_left_opens_for_nobody_and_goes_next_time(
    reader: App, doors: Doors, setup: Setup, location: App, gemeente: App, tmp_path: Path
) -> None:
    reader.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    name = reader.find_residents("").hits[0].name.split(",")[0].encode()
    left = {path: path.read_bytes() for path in files_of(reader.folder)}
    assert all(name not in data for data in left.values())
    reader.close()
    for path, data in left.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    again = doors.read(setup.path, setup.number, "De Boer", Quiet())

    assert again.find_residents("").total == 0
    again.close()
    assert not again.folder.exists()


def test_on_the_command_line_one_command_does_it_all(
    setup: Setup,
    location: App,
    gemeente: App,
    doors: Doors,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    (out := tmp_path / "out").mkdir()
    name = location.find_residents("").hits[0].name.split(",")[0]

    given = ("--setup", setup.path, "--number", setup.number, "--user", "De Boer")
    wanted = ("--receipt", out, "--dossier", out)
    code = run(doors, [*map(str, ("read", bundle, *given, *wanted))], no_window)

    said = capsys.readouterr().out
    assert code == 0, said
    assert "Echt, volledig en voor uw kantoor" in said
    assert name in said
    assert sorted(path.suffix for path in out.iterdir()) == [".overstap", ".pdf"]


def test_a_gemeente_without_any_vault_founds_itself_and_reads(
    location: App, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Nieuwstad", OfficeKind.GEMEENTE, "GM9999", "Balie 1", "", training=True)
    (out := tmp_path / "new").mkdir()
    made = doors.found(out, PASSPHRASE, office, Quiet())
    known = location.import_card(made.card).trust.card
    location.confirm_card(known.office, made.card_number)
    bundle = location.hand_over(take_in(location), known.office, tmp_path, Quiet()).path
    with pytest.raises(RootExistsError):
        doors.found(out, PASSPHRASE, office, Quiet())

    app = doors.read(made.desk, made.number, "De Boer", Quiet())
    app.confirm_card(
        app.import_card(location.show_card.export(tmp_path)).trust.card.office,
        location.show_card().number,
    )
    preview = app.preview_import(bundle, Quiet())
    app.close()

    assert preview.verdict.grade is Grade.READ
    assert preview.changes
    assert files_of(tmp_path / "reading") == []
