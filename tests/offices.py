"""What tests do with offices again and again."""

from datetime import UTC, datetime
from pathlib import Path

from overstap.cli.main import run
from overstap.domain.answers import Answer
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.handover.hand_over import HandedOver
from overstap.usecases.vaults import Vaults

PASSPHRASE = "vier woorden zijn genoeg"


def doors_in(folder: Path) -> Doors:
    """The doors of a user whose settings lie in the folder, on one day."""
    return Doors(folder / "settings.json", clock=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))


def no_window(_vaults: Vaults, _folder: Path) -> int:
    """Stands where a window would open."""
    raise AssertionError("no window was asked for")


class CommandLine:
    """The command line in front of the vaults in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "passphrase"
        self.file.write_text(PASSPHRASE, "utf-8")

    def __call__(self, who: str, *command: str) -> int:
        options = ["--vault", str(self.folder / who), "--passphrase-file", str(self.file)]
        return run(Doors(self.folder / "settings.json"), [*options, *command], no_window)


def introduce(ours: App, theirs: App, folder: Path) -> None:
    """``ours`` imports the other's card and confirms its number."""
    ours.import_card(theirs.show_card.export(folder))
    ours.confirm_card(theirs.office.id, theirs.show_card().number)


def take_in(location: App, count: int = 1, seed: int = 1) -> list[str]:
    """Register finished households and release them."""
    households = []
    for made in make_households(count, seed, "GM9999"):
        registered = location.register_household(made.persons, made.household)
        if made.finished:
            location.release(registered.household)
            households.append(registered.household)
    return households


def hand_over(location: App, gemeente: App, folder: Path, count: int = 1) -> HandedOver:
    """One bundle with new households."""
    return location.hand_over(take_in(location, count), gemeente.office.id, folder, Quiet())


def answer(app: App, record: str, field: str, value: str) -> None:
    """Answer one question, having seen what is there."""
    known = app.open_file(record).records[record]
    app.save_answers(record, {field: Answer(value)}, known.seen)


def pass_on(one: App, other: App, folder: Path, *, full: bool = False) -> int:
    """One bundle from desk to desk; gives how many records changed."""
    done = one.write_sync(folder, Quiet(), full=full)
    return len(other.import_bundle(done.path, Quiet()).records)
