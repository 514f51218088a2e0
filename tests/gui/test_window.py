"""From the door to the house and back, on a real vault."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from doing import PATIENCE_MS
from offices import PASSPHRASE
from overstap.domain.backups import At, Every, Schedule
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.gui.alerts import Alert
from overstap.gui.app import Window
from overstap.gui.screens.unlock import UnlockScreen
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice


class WindowPage:
    """The window as somebody at the desk uses it."""

    def __init__(self, qtbot: Any, window: Window) -> None:
        self._qtbot, self.window = qtbot, window

    @property
    def door(self) -> UnlockScreen:
        found = self.window.centralWidget()
        assert isinstance(found, UnlockScreen)
        return found

    @property
    def shell(self) -> Shell:
        found = self.window.centralWidget()
        assert isinstance(found, Shell)
        return found

    def type_passphrase(self, passphrase: str) -> None:
        page = self.door.page
        assert page is not None
        editor = page.fields["passphrase"].editor
        self._qtbot.keyClicks(editor, passphrase)
        self._qtbot.keyClick(editor, Qt.Key.Key_Return)

    def problem(self) -> str:
        page = self.door.page
        return page.fields["passphrase"].problem if page is not None else ""

    def wait_for(self, kind: type) -> None:
        self._qtbot.waitUntil(
            lambda: isinstance(self.window.centralWidget(), kind), timeout=PATIENCE_MS
        )

    def place(self) -> tuple[str, ...]:
        return self.shell.screen_of("residents").place()  # type: ignore[no-any-return]

    def in_question(self, label: str, text: str) -> bool:
        """Whether the cursor is in the question of that name, and ``text`` stands there."""
        place = self.window.focusWidget()
        here = isinstance(place, QLineEdit) and place.accessibleName() == label
        return here and place.text() == text

    @property
    def app(self) -> App:
        assert self.window._app is not None
        return self.window._app

    def leave(self) -> None:
        """Lock, and wait until all is done."""
        self.window.lock()
        self.window.jobs.close()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.window.jobs.busy, timeout=PATIENCE_MS)

    def come_in(self) -> None:
        self.type_passphrase(PASSPHRASE)
        self.wait_for(Shell)


@pytest.fixture
def page(qtbot: Any, doors: Doors, tmp_path: Path) -> Iterator[WindowPage]:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "balie 2", "M. de Wit", True)
    doors.create(tmp_path / "vault", PASSPHRASE, office, Quiet()).app.close()
    window = Window(doors, tmp_path / "vault")
    qtbot.addWidget(window)
    window.show()
    yield WindowPage(qtbot, window)
    window.lock()
    window.jobs.close()


def test_a_wrong_passphrase_is_explained_and_the_right_one_opens_the_list(
    page: WindowPage, qtbot: Any
) -> None:
    page.type_passphrase("iets heel anders")
    qtbot.waitUntil(lambda: bool(page.problem()), timeout=PATIENCE_MS)

    page.come_in()

    for kind in (QLineEdit, QToolButton):
        assert all(found.accessibleName() for found in page.shell.findChildren(kind))


def test_locking_stands_before_the_door_and_drops_what_was_in_sight(page: WindowPage) -> None:
    page.come_in()

    page.window.lock()

    assert not page.window.findChildren(Shell) or page.window.centralWidget().children() == []
    page.wait_for(UnlockScreen)


def test_after_unlocking_one_is_back_at_the_same_question_and_nothing_typed_is_lost(
    page: WindowPage, qtbot: Any
) -> None:
    page.come_in()
    register = page.shell.show_screen("residents").registering
    register.begin("haddad, layla")
    register.register()
    qtbot.waitUntil(lambda: bool(page.place()[0]), timeout=PATIENCE_MS)
    person, label = page.place()[0], load("nl")("question.person.call_name")
    page.shell.screen_of("residents").go_to(person, "person", "person.call_name")
    qtbot.waitUntil(
        lambda: page.place() == (person, "person", "person.call_name"), timeout=PATIENCE_MS
    )
    qtbot.waitUntil(lambda: page.in_question(label, ""), timeout=PATIENCE_MS)
    qtbot.keyClicks(page.window.focusWidget(), "Lila")

    page.window.lock()
    page.wait_for(UnlockScreen)
    page.come_in()

    qtbot.waitUntil(
        lambda: page.place() == (person, "person", "person.call_name"), timeout=PATIENCE_MS
    )
    qtbot.waitUntil(lambda: page.in_question(label, "Lila"), timeout=PATIENCE_MS)


def test_another_language_is_spoken_at_once_and_remembered(page: WindowPage, doors: Doors) -> None:
    page.come_in()

    page.window.choose("language", "en")

    names = [button.text() for button in page.shell.findChildren(QToolButton)]
    assert "Residents" in names
    assert doors.settings()["language"] == "en"


def test_a_copied_vault_is_explained_once_and_leads_to_exchange(
    qtbot: Any, doors: Doors, location: App, tmp_path: Path
) -> None:
    location.close()
    elsewhere = Doors(tmp_path / "other computer" / "settings.json")
    shutil.copytree(tmp_path / "location", tmp_path / "copy")
    window = Window(elsewhere, tmp_path / "copy")
    qtbot.addWidget(window)
    window.show()
    page = WindowPage(qtbot, window)

    page.come_in()

    [said] = [d for d in window.findChildren(Alert) if d.isVisible()]
    assert said.accessibleName() == load("nl")("vault.past.copied")
    [go] = [b for b in said.findChildren(QPushButton) if b.objectName() == "quiet"]
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert page.shell.current == "administration"
    window.lock()
    page.wait_for(UnlockScreen)
    page.come_in()
    assert not any(d.isVisible() for d in window.findChildren(Alert))
    window.lock()
    window.jobs.close()


def typed_anywhere(text: str) -> bool:
    lines = (w for w in QApplication.allWidgets() if isinstance(w, QLineEdit))
    return any(text in line.text() for line in lines)


def test_locking_drops_a_half_typed_passphrase_and_comes_back_to_the_same_page(
    page: WindowPage, qtbot: Any
) -> None:
    page.come_in()
    page.shell.show_page("users")
    qtbot.waitUntil(lambda: not page.window.jobs.busy, timeout=PATIENCE_MS)
    sheet = page.shell.screen_of("administration").page("users")
    sheet.acted.emit("add", "", "")
    qtbot.keyClicks(sheet.dialog.fields["new"].editor, "een halve zin")
    assert typed_anywhere("een halve")

    page.window.lock()
    page.wait_for(UnlockScreen)
    qtbot.waitUntil(lambda: not typed_anywhere("een halve"), timeout=PATIENCE_MS)
    page.come_in()

    assert page.shell.current == "administration"
    assert page.shell.screen_of("administration").current == "users"
    assert page.shell.screen_of("administration").page("users").dialog is None


def test_locking_while_a_backup_is_made_finishes_it_and_tells_nobody(
    qtbot: Any, location: App, doors: Doors, tmp_path: Path
) -> None:
    folder = location.folder
    location.close()
    page = come_in_on(qtbot, doors, 24, folder)
    page.shell.show_page("backup")
    qtbot.waitUntil(lambda: not page.window.jobs.busy, timeout=PATIENCE_MS)
    sheet = page.shell.screen_of("administration").page("backup")
    sheet.acted.emit("make_in", "", str(tmp_path / "stick"))

    page.window.lock()
    page.wait_for(UnlockScreen)

    assert len(list((tmp_path / "stick").glob("*.backup"))) == 1
    assert list((tmp_path / "stick").glob("*.part")) == []
    page.leave()


def choose_on_a_page(page: WindowPage) -> None:
    page.shell.show_page("backup")
    page.settle()
    page.shell.screen_of("administration").page("backup").buttons["make_in", ""].click()


def choose_in_a_form(page: WindowPage) -> None:
    page.shell.show_page("recovery")
    page.settle()
    sheet = page.shell.screen_of("administration").page("recovery")
    sheet.acted.emit("make", "", "")
    pick = load("nl")("administration.pick")
    next(b for b in sheet.dialog.findChildren(QPushButton) if b.text() == pick).click()


def choose_a_bundle(page: WindowPage) -> None:
    page.shell.show_screen("receive")._ask_files()


def look_at_the_keys(page: WindowPage) -> None:
    page.shell.show_keys()


def lock_once_open(window: Window) -> None:
    """As the clock does: also while a dialog keeps the window waiting."""

    def look() -> None:
        modal = QApplication.activeModalWidget()
        waits = isinstance(modal, QFileDialog) or type(modal).__name__ == "KeySheet"
        window.lock() if waits else QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


@pytest.mark.parametrize(
    "wait", [choose_on_a_page, choose_in_a_form, choose_a_bundle, look_at_the_keys]
)
def test_what_waits_for_an_answer_when_it_locks_is_closed_and_nothing_is_done(
    page: WindowPage, wait: Callable[[WindowPage], None]
) -> None:
    page.come_in()
    lock_once_open(page.window)

    wait(page)

    page.wait_for(UnlockScreen)
    left = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog))
    assert not any(dialog.isVisible() for dialog in left)
    page.come_in()
    assert page.app.back_up.state().folder is None
    assert page.app.share_recovery.state() is None


def on_day(doors: Doors, day: int) -> Doors:
    return replace(doors, clock=lambda: datetime(2026, 11, day, 9, tzinfo=UTC))


def come_in_on(qtbot: Any, doors: Doors, day: int, folder: Path) -> WindowPage:
    window = Window(on_day(doors, day), folder)
    qtbot.addWidget(window)
    window.show()
    page = WindowPage(qtbot, window)
    page.come_in()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=PATIENCE_MS)
    return page


def test_a_backup_makes_itself_when_the_vault_opens_and_when_it_closes(
    qtbot: Any, location: App, doors: Doors, tmp_path: Path
) -> None:
    stick, folder = tmp_path / "stick", location.folder
    location.back_up(stick, Quiet())
    location.close()

    page = come_in_on(qtbot, doors, 25, folder)
    assert len(list(stick.iterdir())) == 2
    page.app.back_up.set_schedule(Schedule(Every.DAY, At.CLOSE))
    page.leave()
    page = come_in_on(qtbot, doors, 26, folder)
    assert len(list(stick.iterdir())) == 2
    page.window.close()
    page.leave()

    assert len(list(stick.iterdir())) == 3


def test_a_backup_that_failed_stands_above_every_screen_until_it_is_put_away(
    qtbot: Any, location: App, doors: Doors, tmp_path: Path
) -> None:
    stick, folder = tmp_path / "stick", location.folder
    location.back_up(stick, Quiet())
    location.close()
    shutil.rmtree(stick)
    stick.write_text("no folder any more")

    page = come_in_on(qtbot, doors, 25, folder)
    strip = page.shell.notices
    qtbot.waitUntil(
        lambda: [n.key for n in strip.lines] == ["notice.backup.failed"], timeout=PATIENCE_MS
    )

    assert not [d for d in page.window.findChildren(Alert) if d.isVisible()]
    go, close = strip.findChildren(QPushButton)
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert page.shell.screen_of("administration").current == "backup"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert strip.isHidden()
    page.leave()


def test_the_title_of_the_window_says_no_name(page: WindowPage) -> None:
    page.come_in()

    assert page.window.windowTitle() == "Overstap"


def test_the_unlock_window_is_painted_before_the_house_is_read(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )

    assert started.stdout.split() == [
        "overstap.domain",
        "overstap.domain.kinds",
        "overstap.domain.policy",
        "overstap.domain.recovery_key",
        "overstap.domain.roles",
        "house",
    ], started.stderr


FIRST_PAINT = """
import os
import sys
from pathlib import Path
from overstap.doors import Doors
from overstap.gui.app import Window
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

HEAVY = (
    "overstap.domain", "overstap.usecases", "overstap.wiring", "reportlab", "sqlmodel",
    "sqlalchemy", "uharfbuzz", "pydantic", "cryptography", "babel", "hashlib", "ctypes",
    "concurrent",
)

class FirstPaint(QObject):
    def eventFilter(self, painted, event):
        if event.type() == QEvent.Type.Paint:
            painted.removeEventFilter(self)
            print(*sorted(name for name in sys.modules if name.startswith(HEAVY)))
        return False

application = QApplication([])
folder = Path(sys.argv[1])
window = Window(Doors(folder / "settings.json"), folder)
window.jobs.started.connect(lambda _label: print("house"))
first = FirstPaint(window)
window.centralWidget().installEventFilter(first)
window.show()
while not window.jobs.busy:
    application.processEvents()
sys.stdout.flush()
os._exit(0)
"""


def test_a_damaged_header_is_mended_from_its_copy_and_that_is_said(
    page: WindowPage, qtbot: Any, tmp_path: Path
) -> None:
    (tmp_path / "vault" / "vault.json").write_text("{")

    page.come_in()

    said = load("nl")("vault.notice.repaired")
    qtbot.waitUntil(
        lambda: [n.said for n in page.shell.notices.lines] == [said], timeout=PATIENCE_MS
    )
    assert (tmp_path / "vault" / "vault.json.damaged").read_text() == "{"
