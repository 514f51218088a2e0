"""The offices screen: the list at the left, a card or the telephone check beside it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.offices.block_dialog import BlockDialog
from overstap.gui.screens.offices.check_page import CheckPage
from overstap.gui.screens.offices.office_list import OfficeList
from overstap.gui.screens.offices.pages import OfficePage, OwnPage
from overstap.gui.screens.offices.state import CheckState, OfficesState, OfficeState, OwnState
from overstap.gui.widgets import Header
from overstap.gui.widgets.columns import Columns
from overstap.i18n.texts import Texts

BESIDE = 820
"""Pixels (at 100 % text) from which on the list stands beside the card."""


class OfficesScreen(QWidget):
    """Says by signals what was asked; ``presenter`` keeps who answers them alive."""

    changed = Signal()

    was_entered = Signal()
    office_chosen = Signal(str)
    card_chosen = Signal(object)
    export_asked = Signal(object)
    check_asked = Signal()
    check_left = Signal()
    groups_heard = Signal(object)
    confirm_asked = Signal()
    block_asked = Signal(object)
    unblock_asked = Signal()

    presenter: object = None

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._state: OfficesState | None = None
        self.list = OfficeList(texts)
        self.own, self.office, self.check = OwnPage(texts), OfficePage(texts), CheckPage(texts)
        self._pages = QStackedWidget()
        for page in (self.own, self.office, self.check):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Header(texts("desk.offices"), texts("offices.lead")))
        body = QVBoxLayout()
        body.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        self.columns = Columns(
            [(texts("offices.list"), self.list, 4), (texts("offices.card"), self._pages, 9)],
            BESIDE,
        )
        body.addWidget(self.columns)
        whole.addLayout(body, 1)
        self._connect()

    def entered(self) -> None:
        """The screen came into sight."""
        self.was_entered.emit()

    def choose(self, office: str) -> None:
        """Show that office."""
        self._pick(office)

    def show_state(self, state: OfficesState) -> None:
        """Show the offices and what stands beside them."""
        self._state = state
        self.list.show_rows(state.rows)
        page = state.page
        if isinstance(page, OwnState):
            self.own.show_state(page)
            self._pages.setCurrentWidget(self.own)
        elif isinstance(page, OfficeState):
            self.office.show_state(page)
            self._pages.setCurrentWidget(self.office)
        else:
            self._show_check(page)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused) or not focused.isVisible():
            self.list.focus_chosen()

    def tell_changed(self) -> None:
        """Something was written into the vault."""
        self.changed.emit()

    def ask_card(self) -> Path | None:
        """The card file that somebody picks; None when they do not."""
        kinds = f"{self._texts('offices.file_kind')} (*.card)"
        picked, _ = QFileDialog.getOpenFileName(self, self._texts("offices.import"), "", kinds)
        return Path(picked) if picked else None

    def ask_folder(self) -> Path | None:
        """The folder that somebody picks; None when they do not."""
        picked = QFileDialog.getExistingDirectory(self, self._texts("offices.export"))
        return Path(picked) if picked else None

    def open_files(self, paths: list[Path]) -> None:
        """Take in cards that were dropped somewhere on the window."""
        for path in paths:
            self.card_chosen.emit(path)

    def _show_check(self, state: CheckState) -> None:
        begins = self._pages.currentWidget() is not self.check
        self._pages.setCurrentWidget(self.check)
        if begins:
            self.check.begin()
        self.check.show_state(state)

    def _pick(self, office: str) -> None:
        self.columns.show_part(1)
        self.office_chosen.emit(office)

    def _import(self) -> None:
        if (card := self.ask_card()) is not None:
            self.card_chosen.emit(card)

    def _export(self) -> None:
        if (folder := self.ask_folder()) is not None:
            self.export_asked.emit(folder)

    def _block(self) -> None:
        page = self._state.page if self._state else None
        if self._state and isinstance(page, (OfficeState, CheckState)):
            dialog = BlockDialog(page.name, self._state.reasons, self._texts, self)
            dialog.chosen.connect(self.block_asked)
            dialog.open()

    def _connect(self) -> None:
        for signal, to in (
            (self.list.chosen, self._pick),
            (self.list.import_asked, self._import),
            (self.own.export_asked, self._export),
            (self.office.check_asked, self.check_asked),
            (self.office.block_asked, self._block),
            (self.office.unblock_asked, self.unblock_asked),
            (self.check.heard, self.groups_heard),
            (self.check.confirm_asked, self.confirm_asked),
            (self.check.left, self.check_left),
            (self.check.block_asked, self._block),
        ):
            signal.connect(to)
