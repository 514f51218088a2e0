"""Pictures of what goes between offices, from the first card to a move; see ``screenshots.py``.

Every look begins with offices of its own, which do all of it for real.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from conftest import GEMEENTE, LOCATION
from offices import PASSPHRASE, answer, doors_in, hand_over, introduce
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import BlockReason
from overstap.gui.alerts import Alerts
from overstap.gui.confirm_dialog import ConfirmDialog
from overstap.gui.jobs import JobRunner
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens.handover.state import SendingState
from overstap.gui.screens.offices.block_dialog import BlockDialog
from overstap.gui.screens.receive.ask_dialog import AskDialog
from overstap.gui.screens.receive.state import StartState
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

OTHER = NewOffice("Azc Verderop", OfficeKind.LOCATION, "", "Balie 1", "Bos", training=True)


class Camera(Protocol):
    """What ``screenshots.Camera`` can."""

    look: str
    choices: Choices
    jobs: JobRunner

    def take(self, widget: QWidget, name: str) -> None: ...
    def settle(self) -> None: ...


def exchange(camera: Camera, shell: Shell, app: App) -> None:
    """A gemeente meets a location, receives, asks and undoes; the location moves a household."""
    folder = app.folder.parent / f"exchange-{camera.look}"
    folder.mkdir()
    doors = doors_in(folder)
    location = doors.create(folder / "location", PASSPHRASE, LOCATION, Quiet()).app
    gemeente = doors.create(folder / "gemeente", PASSPHRASE, GEMEENTE, Quiet()).app
    introduce(location, gemeente, folder)
    sent = hand_over(location, gemeente, folder, 2)
    with a_window(camera, gemeente) as window:
        meet(camera, window, gemeente, location, sent.path)
        receive(camera, window, sent.path)
    with a_window(camera, location) as window:
        read_receipt(camera, window, folder)
        change(camera, window, location, gemeente, folder)
    with a_window(camera, gemeente) as window:
        receive_more(camera, window, location, gemeente, folder)
    other = doors.create(folder / "other", PASSPHRASE, OTHER, Quiet()).app
    introduce(location, other, folder)
    introduce(other, location, folder)
    with a_window(camera, location) as window:
        bundle = move(camera, window, location, other, folder)
    with a_window(camera, other) as window:
        look_at(camera, window, bundle, "exchange-moved-here")
    for one in (location, gemeente, other):
        one.close()


@contextmanager
def a_window(camera: Camera, app: App) -> Iterator[Shell]:
    """The window of one of the offices."""
    texts = load(camera.choices.language)
    shell = Shell(app, texts, camera.jobs, Alerts(QWidget(), texts), camera.choices)
    shell.resize(1366, 768)
    shell.show()
    yield shell
    camera.settle()
    for timer in shell.findChildren(QTimer):
        timer.stop()
    shell.close()


def look_at(camera: Camera, window: Shell, path: Path, name: str) -> None:
    """A bundle that is opened."""
    window.show_screen("receive").open_files([path])
    camera.take(window, name)


def meet(camera: Camera, window: Shell, gemeente: App, location: App, bundle: Path) -> None:
    """A bundle of somebody unknown, and their number on the telephone."""
    look_at(camera, window, bundle, "exchange-unknown")
    gemeente.import_card(location.show_card.export(bundle.parent))
    look_at(camera, window, bundle, "exchange-unverified")
    offices = window.show_screen("offices")
    offices.choose(location.office.id)
    camera.take(window, "exchange-office-new")
    offices.check_asked.emit()
    camera.take(window, "exchange-check")
    number = location.show_card().number
    offices.check.boxes._typed(0, number[:11])
    camera.take(window, "exchange-check-begun")
    offices.check.boxes._typed(0, f"{number[:6]}{'11111' if number[6] != '1' else '22222'}")
    camera.take(window, "exchange-check-wrong")
    reasons = tuple((reason, window._texts(f"blocked.{reason}")) for reason in BlockReason)
    dialog = BlockDialog("Voorbeeldlocatie", reasons, window._texts, window)
    dialog.show()
    camera.take(dialog, "exchange-block")
    dialog.deleteLater()
    offices.check.boxes._typed(0, f" {number.replace(' ', '.')} ")
    camera.take(window, "exchange-check-right")
    offices.confirm_asked.emit()
    camera.take(window, "exchange-office-checked")


def receive(camera: Camera, window: Shell, bundle: Path) -> None:
    """Everybody is new; something is asked, everybody taken over."""
    screen = window.show_screen("receive")
    screen.show_state(StartState(str(bundle.parent), reading=True))
    camera.take(window, "exchange-looking")
    look_at(camera, window, bundle, "exchange-new")
    form = screen.presenter.ask_form()
    dialog = AskDialog(form, window._texts, window)
    dialog.show()
    camera.take(dialog, "exchange-ask")
    dialog.deleteLater()
    record, _ = next(one for one in form.people if one[0].startswith("person"))
    screen.presenter.ask(frozenset({(record, "education.years")}), "Kunt u de school noemen?")
    camera.take(window, "exchange-asking")
    screen.take_asked.emit()
    camera.take(window, "exchange-taken")
    screen.close_asked.emit()
    camera.take(window, "exchange-received")


def read_receipt(camera: Camera, window: Shell, folder: Path) -> None:
    """What the gemeente answered."""
    receipt = max(folder.glob("*.overstap"), key=lambda path: path.stat().st_mtime_ns)
    look_at(camera, window, receipt, "exchange-receipt")
    screen = window.screen_of("receive")
    screen.take_asked.emit()
    camera.take(window, "exchange-receipt-taken")
    screen.close_asked.emit()
    camera.take(window, "exchange-asked-of-us")


def change(camera: Camera, window: Shell, location: App, gemeente: App, folder: Path) -> None:
    """An answer changed: what goes now, and why something restricted would."""
    household = location.find_residents("").hits[0].household
    person = location.open_file(household).members[0].person
    answer(location, person, "person.given_names", "Noor Layla")
    answer(location, person, "person.room", "D-12")
    location.release(household)
    screen = window.show_screen("handover")
    screen.choose(household)
    camera.take(window, "exchange-again")
    texts = window._texts
    title = f"{texts('handover.act.open')}: BSN"
    dialog = ReasonDialog(title, texts("handover.open.lead"), texts, window)
    dialog.show()
    camera.take(dialog, "exchange-restricted")
    dialog.do.click()
    camera.take(dialog, "exchange-restricted-why")
    dialog.deleteLater()
    question = ConfirmDialog("handover.read_back", texts, window)
    question.show()
    camera.take(question, "exchange-read-back")
    question.deleteLater()
    screen.show_sending(
        SendingState(texts("handover.sending"), texts("progress.handover.collect"), 3, 12)
    )
    camera.take(window, "exchange-sending")
    location.hand_over([household], gemeente.office.id, folder, Quiet())


def receive_more(camera: Camera, window: Shell, location: App, gemeente: App, folder: Path) -> None:
    """A later version, undone; and a withdrawal."""
    bundle = max(folder.glob("*.overstap"), key=lambda path: path.stat().st_mtime_ns)
    look_at(camera, window, bundle, "exchange-changed")
    screen = window.screen_of("receive")
    screen.take_asked.emit()
    camera.settle()
    digest = gemeente.list_received()[0].entry.digest
    screen.undo_asked.emit(digest)
    camera.take(window, "exchange-undone")
    household = location.find_residents("").hits[0].household
    notice = location.withdraw(household, gemeente.office.id, folder, Quiet())
    look_at(camera, window, notice.path, "exchange-withdrawal")
    screen.take_asked.emit()
    camera.take(window, "exchange-destroyed")


def move(camera: Camera, window: Shell, location: App, other: App, folder: Path) -> Path:
    """To another location: what is checked, what was sent, and the file that stays."""
    household = location.find_residents("").hits[-1].household
    screen = window.show_screen("handover")
    camera.settle()
    screen.household_toggled.emit(household)
    screen.office_picked.emit(other.office.id)
    camera.take(window, "exchange-move-choose")
    screen.go_on_asked.emit()
    camera.take(window, "exchange-move-check")
    screen.ask_folder = lambda _start: folder
    screen.checks.send.click()
    camera.take(window, "exchange-move-sent")
    person = location.open_file(household).person
    window.show_resident(person)
    camera.take(window, "exchange-move-file")
    return max(folder.glob("*.overstap"), key=lambda path: path.stat().st_mtime_ns)
