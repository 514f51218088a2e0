"""From the door to the list of residents, on a real vault."""

from PySide6.QtWidgets import QLineEdit, QListWidget, QToolButton

from overstap.domain.offices import OfficeKind
from overstap.doors import vaults
from overstap.gui.app import Window
from overstap.gui.screens.unlock import UnlockScreen
from overstap.gui.shell import Shell
from overstap.kernel.task import Quiet
from overstap.usecases.app import NewOffice

PASSPHRASE = "zeven gele fietsen naast de oude brug"


def test_a_wrong_passphrase_is_explained_and_the_right_one_opens_the_list(
    qtbot, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    doors = vaults()
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "balie 2", "M. de Wit", True)
    made = doors.create(doors.default_folder(), PASSPHRASE, office, Quiet())
    made.app.close()

    window = Window(doors, doors.default_folder())
    qtbot.addWidget(window)
    window.show()
    door = window.centralWidget()
    assert isinstance(door, UnlockScreen)
    door.unlock_asked.emit("iets heel anders")
    qtbot.waitUntil(lambda: bool(door._message.text()), timeout=30_000)
    door.unlock_asked.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Shell), timeout=30_000)
    for kind in (QLineEdit, QListWidget, QToolButton):
        assert all(found.accessibleName() for found in window.centralWidget().findChildren(kind))
    window.lock()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockScreen), timeout=30_000)
    window.jobs.close()
