"""What an answer rests on, chosen from a menu that opens under its own word."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from overstap.domain.answers import Basis
from overstap.gui import theme
from overstap.gui.widgets import icon
from overstap.i18n.texts import Texts

PICTURES = {
    Basis.STATED: "speech",
    Basis.DOCUMENT_SEEN: "seen",
    Basis.OBSERVED: "observed",
    Basis.TAKEN_OVER: "taken",
}


class BasisButton(QPushButton):
    """Says what the answer rests on. ``chosen`` carries another ``Basis``."""

    chosen = Signal(object)

    def __init__(self, texts: Texts, question: str) -> None:
        super().__init__()
        self.setObjectName("basis")
        self._texts, self._question = texts, question
        self.setIconSize(QSize(theme.size(15), theme.size(15)))
        self._menu = QMenu(self)
        for number, basis in enumerate(Basis, start=1):
            self._menu.addAction(self._action(number, basis))
        self.clicked.connect(self.open)
        self.show_basis(None)

    def show_basis(self, basis: Basis | None) -> None:
        """Say it; without one, offer to choose."""
        self.show_bases((basis,) if basis else ())

    def show_bases(self, bases: Sequence[Basis]) -> None:
        """Say what several answers rest on together; without any, offer to choose."""
        said = "; ".join(self._texts(f"basis.{basis}") for basis in bases)
        word = said or self._texts("form.basis.choose")
        basis = bases[0] if len(bases) == 1 else None
        self.setText(word)
        self.setAccessibleName(self._texts("form.basis.of", question=self._question, basis=word))
        now = theme.tokens()
        colour = now.ok if basis is Basis.DOCUMENT_SEEN else now.text2
        self.setIcon(icon(PICTURES[basis], colour) if basis else icon("help", now.text2))

    def open(self) -> None:
        """Show the menu; Esc leaves it as it was."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self._menu.setActiveAction(self._menu.actions()[0])

    def _action(self, number: int, basis: Basis) -> QAction:
        word = f"&{number}  {self._texts(f'basis.{basis}')}"
        action = QAction(icon(PICTURES[basis], theme.tokens().text2), word, self)
        action.triggered.connect(lambda: self.chosen.emit(basis))
        return action
