"""Somebody who types at a desk until the desk is killed. Run by ``test_killed_while_typing.py``.

Arguments: the folder with ``settings.json`` and the vault, and whose file it is. In the window, one
answer is typed and left with Enter, and some letters of the next; then it says ``typing``.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from offices import PASSPHRASE
from overstap.doors import Doors
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.place import Place
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet

PATIENCE = 2_000
"""Rounds of ten milliseconds; then something is wrong."""


def main() -> None:
    folder, person = Path(sys.argv[1]), sys.argv[2]
    app = Doors(folder / "settings.json").unlock(folder / "location", PASSPHRASE, Quiet())
    application = QApplication([])
    texts, jobs = load("nl"), JobRunner()
    alerts = Alerts(QWidget(), texts)
    shell = Shell(app, texts, jobs, alerts, Choices("nl", 100, "light", 5))
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    shell.go_to(Place("residents", person, "person", "person.call_name"))
    wait_for(lambda: shell.place().field == "person.call_name")
    shell.activateWindow()
    wait_for(stands_in_a_field)
    type_at_ease("Lila")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    wait_for(lambda: not jobs.busy)  # until the screen says that it is saved
    type_at_ease("123")
    print("typing", flush=True)
    application.exec()


def stands_in_a_field() -> bool:
    """In the form: at first one stands in the box one searches in."""
    there = QApplication.focusWidget()
    return isinstance(there, QLineEdit) and there.objectName() != "search"


def type_at_ease(text: str) -> None:
    """At the pace of somebody who types well."""
    for letter in text:
        QTest.keyClick(QApplication.focusWidget(), letter)
        QTest.qWait(80)


def wait_for(there: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if there():
            return
        QTest.qWait(10)
    raise AssertionError("it never came")


if __name__ == "__main__":
    main()
