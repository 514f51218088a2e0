"""Starts the window: the door first, then the house."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMessageBox

from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.idle import IdleWatch
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.unlock import UnlockScreen
from overstap.gui.shell import Place, Shell
from overstap.i18n.texts import load
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App, NewOffice, NewVault, Vaults


class Window(QMainWindow):
    """The one window. Its title never holds a name."""

    def __init__(self, vaults: Vaults, folder: Path) -> None:
        super().__init__()
        self._vaults = vaults
        self._texts = load(vaults.settings().get("language", "nl"))
        self._alerts = Alerts(self, self._texts)
        self.jobs = JobRunner(self)
        self.jobs.on_failure(self._alerts.show)
        self._folder = folder
        self._app: App | None = None
        self._shell: Shell | None = None
        self._place = Place()
        self.setWindowTitle(self._texts("desk.title"))
        self.resize(1366, 768)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._rebuild)
        self._idle = IdleWatch(self)
        self._idle.tired.connect(self.lock)
        self._show_door()

    def set_language(self, language: str) -> None:
        """Speak another language from now on; everything stays where it is."""
        self._vaults.remember("language", language)
        self._texts = load(language)
        self._alerts.speak(self._texts)
        self._rebuild()

    def _rebuild(self) -> None:
        """Make what is in sight anew, in the language and colours of now."""
        if self._app is None:
            self._show_door()
        else:
            self._leave_shell()
            self._enter(self._app)

    def _show_door(self) -> None:
        self._door = UnlockScreen(self._texts, self._vaults.exists(self._folder))
        self._door.unlock_asked.connect(self._unlock)
        self._door.create_asked.connect(self._create)
        self.setCentralWidget(self._door)

    def _unlock(self, passphrase: str) -> None:
        self.jobs.run(
            lambda task: self._vaults.unlock(self._folder, passphrase, task),
            done=self._enter,
            failed=self._refuse,
        )

    def _create(self, passphrase: str, office: NewOffice) -> None:
        self.jobs.run(
            lambda task: self._vaults.create(self._folder, passphrase, office, task),
            done=self._created,
            failed=self._refuse,
        )

    def _refuse(self, error: OverstapError) -> None:
        self._door.say(self._texts.error(error))

    def _created(self, new: NewVault) -> None:
        texts = self._texts
        note = QMessageBox(self)
        note.setWindowTitle(texts("desk.recovery"))
        note.setText(f"{texts('desk.recovery.lead')}\n\n{new.recovery_key}")
        note.setInformativeText(texts("desk.recovery.file", file=new.root_key_file))
        note.addButton(texts("desk.recovery.kept"), QMessageBox.ButtonRole.AcceptRole)
        note.exec()
        self._enter(new.app)

    def _enter(self, app: App) -> None:
        self._app = app
        self._shell = Shell(app, self._texts, self.jobs, self._alerts)
        self._shell.locked.connect(self.lock)
        self._shell.language_asked.connect(self.set_language)
        self.setCentralWidget(self._shell)
        self._shell.go_to(self._place)
        self._idle.watch(self.windowHandle())

    def _leave_shell(self) -> None:
        """Write down what is being typed and remember where one was."""
        if self._shell is not None:
            self._shell.save_now()
            self._place, self._shell = self._shell.place(), None

    def lock(self) -> None:
        """Write down what is being typed, drop the keys and stand before the door."""
        if self._app is not None:
            self._leave_shell()
            self._idle.rest()
            close, self._app = self._app.close, None
            self.jobs.run(lambda _task: close(), done=lambda _nothing: self._show_door())
            for dialog in QApplication.topLevelWidgets():
                if dialog is not self and isinstance(dialog, QDialog):
                    dialog.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_shell()
        super().closeEvent(event)


def run(vaults: Vaults, folder: Path, report: Callable[[BaseException], Path]) -> int:
    """Show the window on the vault in ``folder`` until it is closed; gives the exit code."""
    application = QApplication(["overstap"])
    theme.install(application, int(vaults.settings().get("text_percent", "100")))
    window = Window(vaults, folder)
    window.show()
    code = application.exec()
    window.lock()
    window.jobs.close()
    return code
