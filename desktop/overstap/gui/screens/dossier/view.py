"""The dossier screen: one dossier or many, and the dialogs for folders and printers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from overstap.gui.screens.dossier.batch_page import BatchPage
from overstap.gui.screens.dossier.look_page import LookPage
from overstap.gui.screens.dossier.presenter import DossierPresenter
from overstap.gui.screens.dossier.printer import PagePrinter, ask_printer, has_printer
from overstap.gui.screens.dossier.state import BatchState, DossierState
from overstap.i18n.texts import Texts
from overstap.usecases.ports.papers import Picture


class DossierView(QWidget):
    """Shows the presenter's state; everything a person asks leaves as a signal."""

    changed = Signal()
    left = Signal()

    audience_chosen = Signal(str)
    language_chosen = Signal(str)
    page_wanted = Signal(int, int, float)
    folder_chosen = Signal(object)
    printer_chosen = Signal(object)
    printer_missing = Signal()
    batch_asked = Signal()
    batch_audience_chosen = Signal(str)
    batch_chosen = Signal(object, object)
    """The households and the folder."""

    presenter: DossierPresenter

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._look, self._batch = LookPage(texts), BatchPage(texts)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._look)
        self._pages.addWidget(self._batch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._connect()

    def choose(self, household: str) -> None:
        """Look at the dossier of a household."""
        self.presenter.choose(household)
        self._look.stand()

    def entered(self) -> None:
        """The screen came into sight."""
        self.presenter.entered()

    def show_state(self, state: DossierState) -> None:
        """Show one dossier."""
        self._look.show_state(state)
        self._pages.setCurrentWidget(self._look)

    def show_batch(self, state: BatchState) -> None:
        """Show the choice of many."""
        entered = self._pages.currentWidget() is not self._batch
        self._batch.show_state(state)
        self._pages.setCurrentWidget(self._batch)
        if entered:
            self._batch.search.setFocus()

    def show_page(self, edition: int, page: int, dots: float, picture: Picture) -> None:
        """A page that was asked for is drawn."""
        self._look.pages.show_page(edition, page, dots, picture)

    def tell_changed(self) -> None:
        """The vault changed."""
        self.changed.emit()

    def _connect(self) -> None:
        look, batch = self._look, self._batch
        look.audience_chosen.connect(self.audience_chosen)
        look.language_chosen.connect(self.language_chosen)
        look.pages.page_wanted.connect(self.page_wanted)
        look.print_asked.connect(self._ask_printer)
        look.save_asked.connect(lambda: self._choose_folder(self.folder_chosen.emit))
        look.batch_asked.connect(self.batch_asked)
        look.left.connect(self.left)
        batch.audience_chosen.connect(self.batch_audience_chosen)
        batch.make_asked.connect(self._ask_batch_folder)
        batch.left.connect(lambda: self._pages.setCurrentWidget(look))

    def _ask_printer(self) -> None:
        if not has_printer():
            self.printer_missing.emit()
        elif (printer := ask_printer(self)) is not None:
            self.printer_chosen.emit(PagePrinter(printer))

    def _ask_batch_folder(self, households: list[str]) -> None:
        self._choose_folder(lambda folder: self.batch_chosen.emit(households, folder))

    def _choose_folder(self, chosen: Callable[[Path], object]) -> None:
        name = QFileDialog.getExistingDirectory(self, self._texts("preview.folder"))
        if name:
            chosen(Path(name))
