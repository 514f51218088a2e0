"""The offices we know, ours first."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.offices.state import OfficeRow
from overstap.gui.widgets import (
    Card,
    Picture,
    Scroll,
    StateIcon,
    column,
    empty,
    quiet_button,
    words,
)
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts


class OfficeList(QWidget):
    """Choose an office, or take in the card of another."""

    chosen = Signal(str)
    import_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.buttons: dict[str, QPushButton] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.spacing(3))
        card = Card()
        edge = theme.spacing(3)
        card.body.setContentsMargins(edge, edge, edge, edge)
        self._page = Scroll()
        self._page.body.setSpacing(theme.spacing(1))
        card.body.addWidget(self._page, 1)
        self.take_in = quiet_button(texts("offices.import"), "plus")
        self.take_in.clicked.connect(self.import_asked)
        card.body.addWidget(self.take_in)
        card.body.addWidget(words(texts("offices.drop"), "faint", wrap=True))
        whole.addWidget(card, 1)

    def show_rows(self, rows: tuple[OfficeRow, ...]) -> None:
        """Show these offices; the focus stays on the one it was on."""
        focused = next((o for o, button in self.buttons.items() if button.hasFocus()), None)
        empty(self._page.body)
        self.buttons = {}
        for number, office in enumerate(rows):
            if number == 1:
                self._page.body.addSpacing(theme.spacing(2))
                self._page.body.addWidget(words(self._texts("offices.others"), "hint"))
            self._page.body.addWidget(self._row(office))
        if len(rows) == 1:
            self._page.body.addSpacing(theme.spacing(3))
            self._page.body.addWidget(words(self._texts("offices.none"), "label", wrap=True))
            self._page.body.addWidget(words(self._texts("offices.none.text"), "hint", wrap=True))
        self._page.body.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def focus_chosen(self) -> None:
        """Put the focus on the office of now."""
        for button in self.buttons.values():
            if button.isChecked():
                button.setFocus()

    def _row(self, office: OfficeRow) -> QPushButton:
        button = Face(f"{office.name}, {office.word}", office.facts)
        button.setChecked(office.chosen)
        button.clicked.connect(partial(self.chosen.emit, office.office))
        face = button.body
        body = column(1)
        body.addWidget(words(office.name, "strong"))
        body.addWidget(words(office.facts, "hint"))
        if office.office:
            body.addWidget(StateIcon(office.icon, office.word))
        else:
            body.addWidget(words(office.word, "faint"))
        colour = theme.tokens().text2
        picture = Picture("house" if not office.office else "offices", colour, 20)
        face.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        face.addLayout(body, 1)
        self.buttons[office.office] = button
        return button
