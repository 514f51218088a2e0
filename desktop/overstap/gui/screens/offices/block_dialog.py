"""Asks why an office is blocked, before it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from overstap.domain.offices import BlockReason
from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.widgets import danger_button, quiet_button, row, words
from overstap.i18n.texts import Texts


class BlockDialog(InReadingOrder, QDialog):
    """Choosing a reason and pressing the red button blocks; anything else does not."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        reasons: tuple[tuple[BlockReason, str], ...],
        texts: Texts,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("offices.block"))
        whole = QVBoxLayout(self)
        edge = theme.spacing(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(2))
        whole.addWidget(words(texts("offices.block.title", office=name), "cardtitle", wrap=True))
        whole.addWidget(words(texts("offices.block.text"), wrap=True))
        self.group = QButtonGroup(self)
        self.reasons = [reason for reason, _ in reasons]
        for number, (_, word) in enumerate(reasons):
            button = QRadioButton(word)
            button.setAccessibleName(word)
            self.group.addButton(button, number)
            whole.addWidget(button)
        self.group.button(0).setChecked(True)
        foot = row(3)
        foot.addStretch(1)
        keep = quiet_button(texts("offices.block.keep"))
        keep.clicked.connect(self.reject)
        self.block = danger_button(texts("offices.block"), "blocked")
        self.block.clicked.connect(self._block)
        foot.addWidget(keep)
        foot.addWidget(self.block)
        whole.addSpacing(theme.spacing(2))
        whole.addLayout(foot)
        self.setMinimumWidth(theme.size(460))

    def _block(self) -> None:
        self.accept()
        self.chosen.emit(self.reasons[self.group.checkedId()])
