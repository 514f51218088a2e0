"""Says whether what was typed is in the vault."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overstap.gui import theme
from overstap.gui.editing.edit import Saved, SaveState
from overstap.gui.widgets import Picture, link_button, row, words
from overstap.i18n.texts import Texts

_SAVED = {
    SaveState.NOTHING: ("tick", "text3"),
    SaveState.BUSY: ("busy", "text2"),
    SaveState.SAVED: ("tick", "ok"),
    SaveState.FAILED: ("warning", "bad"),
}


class SavedLabel(QWidget):
    """Says whether what was typed is in the vault; a failure offers to try again."""

    retry_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._line = row(1)
        self.setLayout(self._line)
        self._again = link_button(texts("file.retry"), "refresh")
        self._again.clicked.connect(self.retry_asked)
        self._again.hide()
        self._picture, self._text = Picture("tick", theme.tokens().text3, 16), words("", "saved")
        self._text.setWordWrap(False)
        for part in (self._picture, self._text, self._again):
            self._line.addWidget(part)
        self.show_saved(Saved(SaveState.NOTHING))

    def show_saved(self, saved: Saved) -> None:
        """Say it in words, with a drawing and a colour."""
        drawing, token = _SAVED[saved.state]
        colour = getattr(theme.tokens(), token)
        self._picture.show_drawing(drawing, colour)
        self._text.setText(saved.text)
        self._text.setStyleSheet(f"color: {colour};")
        self.setAccessibleName(saved.text)
        self._again.setVisible(saved.state is SaveState.FAILED)
        self.setVisible(saved.state is not SaveState.NOTHING)
