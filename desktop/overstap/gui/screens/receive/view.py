"""The receive screen: one page at a time, and the dialogs that ask for files and folders."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from overstap.gui.screens.receive.ask_dialog import AskDialog
from overstap.gui.screens.receive.look_page import LookPage
from overstap.gui.screens.receive.presenter import ReceivePresenter
from overstap.gui.screens.receive.result_page import ResultPage
from overstap.gui.screens.receive.start_page import StartPage
from overstap.gui.screens.receive.state import LookState, ReceiveState, RefusedState, ResultState
from overstap.i18n.texts import Texts


class ReceiveView(QWidget):
    """Shows the presenter's state; everything a person asks leaves as a signal."""

    changed = Signal()
    resident_asked = Signal(str)
    office_asked = Signal(str)
    page_asked = Signal(str)
    dossier_asked = Signal(str)
    mailbox_asked = Signal()

    files_chosen = Signal(object)
    folder_chosen = Signal(object)
    receipts_folder_chosen = Signal(object)
    filter_chosen = Signal(str)
    person_chosen = Signal(str, bool)
    everybody_chosen = Signal(bool)
    addition_asked = Signal(object, str)
    take_asked = Signal()
    receipt_asked = Signal(object)
    undo_asked = Signal(str)
    card_asked = Signal()
    next_asked = Signal()
    close_asked = Signal()

    presenter: ReceivePresenter

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._state: ReceiveState | None = None
        self._start, self._look, self._result = StartPage(texts), LookPage(texts), ResultPage(texts)
        self._pages = QStackedWidget()
        for page in (self._start, self._look, self._result):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._connect()

    def entered(self) -> None:
        """The screen came into sight."""
        self.presenter.entered()

    def open_files(self, paths: list[Path]) -> None:
        """Open files that were dropped somewhere on the window."""
        self.files_chosen.emit(paths)

    def show_state(self, state: ReceiveState) -> None:
        """Show where one is now."""
        turned = type(state) is not type(self._state)
        self._state = state
        if isinstance(state, LookState):
            self._look.show_state(state)
            self._pages.setCurrentWidget(self._look)
            if turned:
                self._look.stand()
        elif isinstance(state, RefusedState):
            self._pages.setCurrentWidget(self._result)
            self._result.show_refused(state)
        elif isinstance(state, ResultState):
            self._pages.setCurrentWidget(self._result)
            self._result.show_result(state)
        else:
            self._start.show_state(state)
            self._pages.setCurrentWidget(self._start)
            if turned:
                self._start.choose.setFocus()

    def tell_changed(self) -> None:
        """The vault changed."""
        self.changed.emit()

    def show_office(self, office: str) -> None:
        """Go to an office, to compare its number."""
        self.office_asked.emit(office)

    def _connect(self) -> None:
        start, look, result = self._start, self._look, self._result
        start.file_asked.connect(self._ask_files)
        start.folder_asked.connect(self._ask_folder)
        start.mailbox_asked.connect(self.mailbox_asked)
        start.again_asked.connect(self.close_asked)
        start.open_asked.connect(self.files_chosen)
        start.undo_asked.connect(self.undo_asked)
        start.resident_asked.connect(self.resident_asked)
        look.filter_chosen.connect(self.filter_chosen)
        look.person_chosen.connect(self.person_chosen)
        look.everybody_chosen.connect(self.everybody_chosen)
        look.addition_asked.connect(self._ask_addition)
        look.folder_asked.connect(self._ask_receipts_folder)
        look.take_asked.connect(self.take_asked)
        look.close_asked.connect(self.close_asked)
        result.resident_asked.connect(self.resident_asked)
        result.dossier_asked.connect(self.dossier_asked)
        result.office_asked.connect(self.office_asked)
        result.card_asked.connect(self.card_asked)
        result.page_asked.connect(self.page_asked)
        result.undo_asked.connect(self.undo_asked)
        result.receipt_asked.connect(self._ask_receipt_place)
        result.next_asked.connect(self.next_asked)
        result.close_asked.connect(self.close_asked)

    def _ask_files(self) -> None:
        kinds = (
            f"{self._texts('receive.files')} (*.overstap);;{self._texts('receive.files.all')} (*)"
        )
        names, _ = QFileDialog.getOpenFileNames(self, self._texts("receive.choose"), "", kinds)
        if names:
            self.files_chosen.emit([Path(name) for name in names])

    def _ask_folder(self) -> None:
        self._choose_folder("receive.folder.change", self.folder_chosen.emit)

    def _ask_receipts_folder(self) -> None:
        self._choose_folder("receive.receipts.change", self.receipts_folder_chosen.emit)

    def _ask_receipt_place(self) -> None:
        self._choose_folder("receive.receipt.again", self.receipt_asked.emit)

    def _choose_folder(self, title: str, chosen: Callable[[Path], object]) -> None:
        name = QFileDialog.getExistingDirectory(self, self._texts(title))
        if name:
            chosen(Path(name))

    def _ask_addition(self) -> None:
        form = self.presenter.ask_form()
        if form is not None:
            dialog = AskDialog(form, self._texts, self)
            if dialog.exec():
                self.addition_asked.emit(frozenset(dialog.asked), dialog.remark)
            dialog.deleteLater()
