"""What stands around the screens: alerts, the session, jobs of who has left."""

import os
import shutil
import subprocess
import sys
import textwrap
from ctypes import addressof, wintypes
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from doing import PATIENCE_MS
from overstap.doors import Doors
from overstap.gui.alerts import Alert, Alerts
from overstap.gui.app import choices_of
from overstap.gui.copied import CopiedWatch
from overstap.gui.idle import IdleWatch
from overstap.gui.jobs import JobRunner
from overstap.gui.settings_menu import Choices, SettingsMenu
from overstap.gui.status_bar import seconds_left
from overstap.gui.windows_messages import WindowsMessages
from overstap.i18n.texts import load
from overstap.kernel.errors import OverstapError, StoreError

NL = load("nl")


def test_an_alert_says_what_to_do_and_gives_its_code_to_copy(qtbot: Any, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    alerts = Alerts(window, NL)

    alerts.crash(tmp_path / "overstap-1.txt")

    (dialog,) = window.findChildren(Alert)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "overstap-1.txt" in said
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == NL("alert.copy"))
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "overstap-1.txt")
    dialog.accept()


def test_an_answer_for_who_has_left_goes_to_nobody_but_an_error_is_said(qtbot: Any) -> None:
    def full(_task: object) -> None:
        raise StoreError

    jobs, shown, said = JobRunner(), list[int](), list[OverstapError]()
    jobs.on_failure(said.append)
    jobs.run(lambda _task: 1, done=shown.append)
    jobs.run(full, done=shown.append, failed=lambda _error: shown.append(2))
    jobs.forget_askers()
    jobs.run(lambda _task: 3, done=shown.append)

    qtbot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE_MS)
    jobs.close()

    assert shown == [3]
    assert [error.code for error in said] == ["store"]


def test_nobody_touching_the_window_is_noticed(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    watch = IdleWatch(window)

    with qtbot.waitSignal(watch.tired, timeout=PATIENCE_MS):
        watch.watch(window.windowHandle(), minutes=0.001)


@pytest.mark.parametrize(
    ("message", "parameter", "told"),
    [(0x0218, 4, True), (0x02B1, 7, True), (0x02B1, 8, False), (0x0200, 7, False)],
)
def test_windows_tells_of_sleep_and_of_a_locked_session(
    message: int, parameter: int, told: bool
) -> None:
    heard = list[bool]()
    messages = WindowsMessages(lambda: heard.append(True))
    sent = wintypes.MSG(message=message, wParam=parameter)

    swallowed = messages.nativeEventFilter(b"windows_generic_MSG", addressof(sent))

    assert swallowed == (False, 0)
    assert heard == ([True] if told else [])


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no message bus here")
def test_the_screen_saver_of_the_desktop_is_heard() -> None:
    heard = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(SCREEN_SAVER)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )

    assert heard.stdout.split() == ["left"], heard.stderr


SCREEN_SAVER = """
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtDBus import QDBusConnection, QDBusMessage
    from overstap.gui.session import SessionWatch
    application = QCoreApplication([])
    watch = SessionWatch()
    watch.left.connect(lambda: (print("left"), application.quit()))
    watch.watch(None)
    def lock():
        place = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
        for active in (False, True):
            told = QDBusMessage.createSignal(*place)
            told.setArguments([active])
            QDBusConnection.sessionBus().send(told)
    QTimer.singleShot(100, lock)
    QTimer.singleShot(10_000, application.quit)
    application.exec()
"""


def test_settings_that_are_no_choice_of_ours_are_the_default() -> None:
    assert Choices.of({"text_percent": "7", "language": "en"}) == Choices("en", 100, "system", 5)


def test_what_an_organisation_laid_down_cannot_be_chosen_and_says_so(
    qtbot: Any, tmp_path: Path
) -> None:
    rules = '{"lock_minutes": {"value": "2"}, "language": {"value": "en", "locked": false}}'
    (tmp_path / "policy.json").write_text(rules)
    doors = Doors(tmp_path / "settings.json", policy_file=tmp_path / "policy.json")
    doors.remember("lock_minutes", "15")

    choices = choices_of(doors)
    menu = SettingsMenu(NL, choices)
    qtbot.addWidget(menu)

    assert (choices.lock_minutes, choices.language) == (2, "en")
    entries = {found.title(): found.actions() for found in menu.findChildren(QMenu)}
    locked = entries[NL("settings.lock_minutes")]
    assert locked[0].text() == NL("settings.locked")
    assert not any(action.isEnabled() for action in locked)
    assert all(action.isEnabled() for action in entries[NL("settings.language")])


def test_what_was_copied_here_is_forgotten_and_what_was_copied_elsewhere_stays(qtbot: Any) -> None:
    clipboard, here = QGuiApplication.clipboard(), [True]
    window = QWidget()
    qtbot.addWidget(window)
    watch = CopiedWatch(window, after_ms=20, copied_here=here.pop)

    clipboard.setText("2900001123")
    qtbot.waitUntil(lambda: not clipboard.text(), timeout=PATIENCE_MS)
    here.append(False)
    clipboard.setText("van een ander programma")
    watch.forget()

    assert clipboard.text() == "van een ander programma"


@pytest.mark.parametrize(
    ("elapsed_ms", "done", "total", "seconds"),
    [
        (1_999, 100, 1_000, 0),
        (2_000, 100, 1_000, 20),
        (10_000, 990, 1_000, 5),
        (60_000, 100, 1_000, 540),
        (60_000, 0, 0, 0),
        (60_000, 0, 10, 0),
        (60_000, 10, 10, 0),
    ],
)
def test_how_long_it_takes_yet_is_said_after_two_seconds_at_the_pace_so_far(
    elapsed_ms: int, done: int, total: int, seconds: int
) -> None:
    assert seconds_left(elapsed_ms, done, total) == seconds
