"""Starts the window: the door first, then the house."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from overstap.domain.policy import PolicyError
from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.copied import CopiedWatch
from overstap.gui.idle import IdleWatch
from overstap.gui.jobs import JobRunner
from overstap.gui.place import Place
from overstap.gui.screens import unlock
from overstap.gui.session import SessionWatch
from overstap.gui.settings_menu import Choices
from overstap.i18n.texts import load

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from overstap.gui.shell import Shell
    from overstap.usecases.app import App
    from overstap.usecases.vaults import Vaults

Report = Callable[[BaseException], Path]
"""Writes down, without personal data, where in the program something went wrong."""


class Window(QMainWindow):
    """The one window. Its title never holds a name."""

    def __init__(self, vaults: "Vaults", folder: Path) -> None:
        super().__init__()
        self._vaults, self._folder = vaults, folder
        self._choices = choices_of(vaults)
        self._texts = load(self._choices.language)
        self.alerts = Alerts(self, self._texts)
        self.jobs = JobRunner(self)
        self.jobs.on_failure(self.alerts.show)
        self._app: App | None = None
        self._shell: Shell | None = None
        self._place = Place()
        self.setWindowTitle("Overstap")
        self.resize(1366, 768)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._rebuild)
        self._idle = IdleWatch(self)
        self._idle.tired.connect(self.lock)
        self._copied = CopiedWatch(self)
        self._session = SessionWatch(self)
        self._session.left.connect(self.lock)
        self._painted = False
        self._show_door()

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """Read the house beside the window while somebody types the passphrase."""
        self._session.watch(self.windowHandle())
        self.jobs.run(lambda _task: self._prepare(), done=lambda _nothing: None)

    def _prepare(self) -> None:
        self._vaults.prepare()
        import_module("overstap.gui.shell")

    def choose(self, setting: str, value: str) -> None:
        """Change a setting of the window and remember it; everything stays where it is."""
        self._vaults.remember(setting, value)
        self._choices = choices_of(self._vaults)
        self._texts = load(self._choices.language)
        self.alerts.speak(self._texts)
        dress(self._choices)
        self._rebuild()

    def _rebuild(self) -> None:
        """Make what is in sight anew, in the language, size and colours of now."""
        if self._app is None:
            self._show_door()
        else:
            self._leave_shell()
            self._enter(self._app)

    def _show_door(self) -> None:
        door = unlock.make(self._vaults, self._folder, self._texts, self.jobs, self._choices)
        door.opened.connect(lambda app: self._open(app, door.presenter.dropped))
        door.setting_chosen.connect(self.choose)
        self.setCentralWidget(door)
        door.entered()
        self._idle.watch(self.windowHandle(), self._choices.lock_minutes)

    def _open(self, app: "App", dropped: list[Path]) -> None:
        from overstap.domain.backups import At

        if app.reading:
            self._place = Place("receive")
        elif app.folder != self._folder:
            self._folder, self._place = app.folder, Place()
        if not app.reading:
            self._vaults.remember("vault", str(app.folder))
        self._enter(app)
        self._explain_past(app)
        if dropped and self._shell is not None:
            self._shell.open_files(dropped)
        self.jobs.run(
            partial(app.keep_backups, At.OPEN),
            done=self._backed_up,
            failed=self._backed_up,
            label="backup.busy",
        )

    def _backed_up(self, _result: object) -> None:
        """A backup was made by itself, or could not be: the shell tells what is to be known."""
        if self._shell is not None:
            self._shell.tell_changed()

    def _explain_past(self, app: "App") -> None:
        """Say once that the vault was put back or copied, and what to do about it."""
        from overstap.usecases.own_office import Past

        if app.past is not Past.HERE:
            self.alerts.explain(
                self._texts(f"vault.past.{app.past}"),
                self._texts("vault.past.exchange"),
                self._show_exchange,
            )

    def _show_exchange(self) -> None:
        if self._shell is not None:
            self._shell.show_page("exchange")

    def _enter(self, app: "App") -> None:
        from overstap.gui.shell import Shell

        self._app = app
        self._shell = Shell(app, self._texts, self.jobs, self.alerts, self._choices)
        self._shell.locked.connect(self.lock)
        self._shell.setting_chosen.connect(self.choose)
        self.setCentralWidget(self._shell)
        self._shell.go_to(self._place)
        self._idle.watch(self.windowHandle(), self._choices.lock_minutes)

    def _leave_shell(self) -> None:
        """Write down what is being typed and remember where one was."""
        if self._shell is not None:
            self._shell.save_now()
            self._shell.rest()
            self._place, self._shell = self._shell.place(), None
            self.jobs.forget_askers()

    def lock(self) -> None:
        """Write down what is being typed, drop the keys and stand before the door."""
        if isinstance(door := self.centralWidget(), unlock.UnlockScreen):
            door.presenter.forget()
        if self._app is not None:
            self._leave_shell()
            self._copied.forget()
            self._idle.rest()
            if self._app.reading:
                self._place = Place()
            close, self._app = self._app.close, None
            self.setCentralWidget(QWidget())  # nothing to read while the last answer is written
            self.jobs.run(lambda _task: close(), done=lambda _nothing: self._show_door())
            for dialog in QApplication.topLevelWidgets():
                if dialog is not self and isinstance(dialog, QDialog):
                    dialog.reject()

    def closeEvent(self, event: "QCloseEvent") -> None:
        if isinstance(door := self.centralWidget(), unlock.UnlockScreen):
            door.presenter.forget()
        self._leave_shell()
        self._copied.forget()
        super().closeEvent(event)


def choices_of(vaults: "Vaults") -> Choices:
    """The settings of the window as they count here; a policy that is wrong is said when somebody
    unlocks."""
    locked: list[str] = []
    with suppress(PolicyError):
        locked = [setting.key for setting in vaults.policy() if setting.locked]
    return Choices.of(vaults.settings(), locked)


def dress(choices: Choices) -> None:
    """Put the application in the size and colours that were chosen."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.choose(application, choices.text_percent, choices.scheme, choices.font)


def run(vaults: "Vaults", folder: Path, report: Report) -> int:
    """Show the window on the vault in ``folder`` until it is closed; gives the exit code."""
    application = QApplication(["overstap"])
    choices = choices_of(vaults)
    theme.install(application, choices.text_percent, choices.scheme, choices.font)
    window = Window(vaults, folder)

    def unforeseen(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> Any:
        if isinstance(error, KeyboardInterrupt):
            return sys.__excepthook__(kind, error, trace)
        window.alerts.crash(report(error))
        return None

    sys.excepthook = unforeseen
    window.show()
    code = application.exec()
    window.lock()
    window.jobs.close()
    return code
