"""Placeholder until the file pane is there."""

from PySide6.QtCore import Signal

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.widgets import Empty
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


class FilePane(Empty):
    changed = Signal()
    handover_asked = Signal(str)
    dossier_asked = Signal(str)
    resident_asked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__("residents", texts("residents.empty"), "")
        self._place = ("", "", "")

    def open(self, person: str, section: str = "", field: str = "") -> None:
        self._place = (person, section, field)
        self.resident_asked.emit(person)

    def place(self) -> tuple[str, str, str]:
        return self._place

    def save_now(self) -> None: ...
    def focus_first(self) -> None: ...
    def clear(self) -> None: ...
    def refresh(self) -> None: ...
    def blur(self, on: bool) -> None: ...


def make_file(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> FilePane:
    return FilePane(texts)
