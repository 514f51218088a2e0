"""The list beside the file. Asks for both through the worker; holds no answers itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.widgets import Card, StateIcon
from overstap.i18n.texts import Texts
from overstap.usecases.app import App
from overstap.usecases.find_residents import Found
from overstap.usecases.open_file import ResidentFile

TYPING_PAUSE_MS = 120
ICONS = {"not_started": "none", "busy": "busy", "later": "later", "done": "done"}


class ResidentsScreen(QWidget):
    """Search as you type; the chosen resident's sections on the right."""

    changed = Signal()

    def entered(self) -> None:
        self._search()

    def place(self) -> tuple[str, ...]:
        return ("", "", "")

    def go_to(self, *_where: str) -> None: ...
    def save_now(self) -> None: ...

    def __init__(self, app: App, texts: Texts, jobs: JobRunner) -> None:
        super().__init__()
        self._app, self._texts, self._jobs = app, texts, jobs
        self._asked = 0
        self._box = QLineEdit()
        self._box.setPlaceholderText(texts("desk.search"))
        self._box.setAccessibleName(texts("desk.search"))
        self._count = QLabel()
        self._count.setObjectName("hint")
        self._count.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName(texts("desk.residents"))
        self._list.currentItemChanged.connect(self._open)
        left = QVBoxLayout()
        for widget in (self._box, self._count, self._list):
            left.addWidget(widget)
        self._file = Card()
        whole = QHBoxLayout(self)
        whole.setSpacing(theme.spacing(4))
        whole.addLayout(left, 2)
        whole.addWidget(self._file, 3)
        self._fill([QLabel(texts("desk.file.pick"))])
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._box.textChanged.connect(lambda _text: self._pause.start())
        QShortcut(QKeySequence("Ctrl+K"), self, self._box.setFocus)
        self._box.setFocus()
        self._search()

    def _search(self) -> None:
        text = self._box.text()
        self._asked += 1
        asked = self._asked

        def show(found: Found) -> None:
            if asked == self._asked:
                self._show_list(found)

        self._jobs.run(lambda _task: self._app.find_residents(text), done=show)

    def _show_list(self, found: Found) -> None:
        self._list.clear()
        key = "desk.search.count" if found.hits else "desk.search.empty"
        self._count.setText(self._texts(key, found=len(found.hits), total=found.total))
        for hit in found.hits:
            tier = self._texts(f"desk.tier.{int(hit.tier)}") if self._box.text() else ""
            done = self._texts("desk.sections", done=hit.sections_done, total=hit.sections)
            facts = " · ".join(part for part in (hit.v_number, hit.room, done, tier) if part)
            item = QListWidgetItem(f"{hit.name}\n{facts}", self._list)
            item.setData(Qt.ItemDataRole.UserRole, hit.person)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            person = str(item.data(Qt.ItemDataRole.UserRole))
            self._jobs.run(lambda _task: self._app.open_file(person), done=self._show_file)

    def _show_file(self, file: ResidentFile) -> None:
        title = QLabel(file.name)
        title.setObjectName("title")
        rows: list[QWidget] = [title]
        for state in file.sections:
            rows.append(QLabel(self._texts(f"section.{state.key}")))
            rows.append(_state(str(state.progress), self._texts))
        self._fill(rows)

    def _fill(self, rows: list[QWidget]) -> None:
        while (item := self._file.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row in rows:
            self._file.body.addWidget(row)
        self._file.body.addStretch(1)


def _state(progress: str, texts: Texts) -> StateIcon:
    return StateIcon(ICONS[progress], texts(f"state.{progress}"))
