"""Draws any ``Sheet``: what was just done, a line to type on, cards with rows, and the foot."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.administration.form_dialog import FormDialog
from overstap.gui.screens.administration.sheet import (
    Act,
    Entry,
    Form,
    Group,
    Note,
    Pick,
    Row,
    Sheet,
)
from overstap.gui.widgets import (
    Banner,
    Card,
    FlowLayout,
    Labelled,
    StateIcon,
    at_left,
    column,
    danger_button,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.digits import BigNumber
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts

if TYPE_CHECKING:
    from overstap.gui.screens.administration.page import PagePresenter

READING_WIDTH = 912
_LEFT = Qt.AlignmentFlag.AlignLeft


class SheetPage(QWidget):
    """``acted`` carries an act's key, the row it is about, and what was typed or picked."""

    acted = Signal(str, str, str)
    changed = Signal()
    resident_asked = Signal(str)
    question_asked = Signal(str, str)
    office_asked = Signal(str)
    files_asked = Signal(object)
    """A list of paths."""

    presenter: "PagePresenter"

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.entry: QLineEdit | None = None
        self.dialog: FormDialog | None = None
        self._entry_shown: Entry | None = None
        self._top = column(0)
        self._footed = Footed()
        self._footed.whole.insertLayout(0, self._top)
        self._footed.setMaximumWidth(theme.size(READING_WIDTH))
        whole = row(0)
        whole.addWidget(self._footed, 1)
        whole.addStretch(0)
        self.setLayout(whole)

    def entered(self) -> None:
        """It came into sight."""
        self.presenter.entered()

    def choose(self, target: str) -> None:
        """Show what was asked for elsewhere, where the page is about one thing at a time."""
        self.presenter.choose(target)

    # what the presenter tells

    def show_sheet(self, sheet: Sheet) -> None:
        """Draw it; the focus stays on the button that it was on, while that is there."""
        focused = next((place for place, b in self.buttons.items() if b.hasFocus()), None)
        self.buttons = {}
        self.setAcceptDrops(sheet.drops)
        self._show_entry(sheet.entry)
        body = self._footed.body
        empty(body)
        if sheet.note is not None:
            body.addWidget(self._note(sheet.note))
            self._footed.page.verticalScrollBar().setValue(0)
        for group in sheet.groups:
            body.addWidget(self._group(group))
        body.addStretch(1)
        self._show_foot(sheet.acts)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def ask(self, form: Form, given: Callable[[Mapping[str, str]], None]) -> None:
        """Open the form."""
        dialog = FormDialog(form, self._texts, self)
        dialog.given.connect(lambda values: given(values))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        if self.dialog is not None:
            self.dialog.show_problems(problems)

    def settle(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def tell_changed(self) -> None:
        self.changed.emit()

    def show_resident(self, person: str) -> None:
        self.resident_asked.emit(person)

    def show_question(self, person: str, field: str) -> None:
        self.question_asked.emit(person, field)

    def show_office(self, office: str) -> None:
        self.office_asked.emit(office)

    def open_files(self, paths: list[Path]) -> None:
        self.files_asked.emit(paths)

    def show_folder(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    # files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.acted.emit("picked", "", str(Path(url.toLocalFile())))
        event.acceptProposedAction()

    # drawing

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _show_entry(self, entry: Entry | None) -> None:
        if entry == self._entry_shown:
            return
        self._entry_shown = entry
        empty(self._top)
        self.entry = None
        if entry is None:
            return
        typed = QLineEdit()
        typed.setObjectName("search")
        field = Labelled(entry.label, typed, entry.hint)
        go = quiet_button(entry.button, "search")
        go.clicked.connect(self._say_typed)
        typed.returnPressed.connect(self._say_typed)
        field.beside.addWidget(go)
        self.entry = typed
        self._top.addWidget(field)

    def _say_typed(self) -> None:
        if self.entry is not None and self.entry.text().strip():
            self.acted.emit("typed", "", self.entry.text().strip())
            self.entry.selectAll()

    def _note(self, note: Note) -> Banner:
        banner = Banner(note.tone, note.title, note.text)
        for number, said in enumerate(note.lines):
            told = words(said, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            banner.body.addWidget(told)
            if note.number and number == 0:
                banner.body.addWidget(BigNumber(note.number, len(note.number)), 0, _LEFT)
        for act in note.acts:
            banner.body.addWidget(self._button(act, ""), 0, _LEFT)
        return banner

    def _group(self, group: Group) -> Card:
        card = Card()
        card.body.addWidget(words(group.title, "cardtitle", wrap=True))
        if group.lead:
            card.body.addWidget(words(group.lead, "hint", wrap=True))
        for shown in group.rows:
            card.body.addWidget(line())
            card.body.addWidget(self._row(shown))
        if not group.rows and group.empty:
            card.body.addWidget(words(group.empty, wrap=True))
        if group.acts:
            acts = QWidget()
            flow = FlowLayout(acts, 2)
            for act in group.acts:
                flow.addWidget(self._button(act, ""))
            card.body.addWidget(acts)
        return card

    def _row(self, shown: Row) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, theme.spacing(1), 0, theme.spacing(1))
        lines.setSpacing(theme.spacing(1))
        lines.addWidget(at_left(words(shown.title, "strong", wrap=True)))
        for said in shown.said:
            lines.addWidget(words(said, wrap=True))
        for said in shown.lines:
            lines.addWidget(words(said, "hint", wrap=True))
        if shown.icon:
            lines.addWidget(StateIcon(shown.icon, shown.word))
        if shown.acts:
            acts = QWidget()
            flow = FlowLayout(acts, 2)
            for act in shown.acts:
                flow.addWidget(self._button(act, shown.id))
            acts.setContentsMargins(0, theme.spacing(1), 0, 0)
            lines.addWidget(acts)
        return whole

    def _show_foot(self, acts: tuple[Act, ...]) -> None:
        foot = self._footed.foot
        empty(foot)
        foot.addStretch(1)
        for act in acts:
            foot.addWidget(self._button(act, ""))

    def _button(self, act: Act, shown: str) -> QPushButton:
        if act.kind == "primary":
            button = primary_button(act.text, act.picture, "Ctrl+Return")
        elif act.kind == "danger":
            button = danger_button(act.text, act.picture)
        else:
            made = link_button if act.kind == "link" else quiet_button
            button = made(act.text, act.picture)
        button.setAccessibleName(act.name or act.text)
        button.clicked.connect(partial(self._press, act, shown))
        self.buttons[act.key, shown] = button
        return button

    def _press(self, act: Act, shown: str) -> None:
        picked = ""
        if act.pick is Pick.FOLDER:
            picked = QFileDialog.getExistingDirectory(self, act.text)
        elif act.pick is Pick.FILE:
            picked = QFileDialog.getOpenFileName(self, act.text)[0]
        if picked or act.pick is None:
            self.acted.emit(act.key, shown, picked)
