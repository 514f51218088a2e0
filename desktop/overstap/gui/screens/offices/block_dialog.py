"""Asks why an office is blocked, before it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from overstap.domain.offices import BlockReason
from overstap.gui.question_dialog import QuestionDialog
from overstap.gui.widgets import column, danger_button
from overstap.i18n.texts import Texts


class BlockDialog(QuestionDialog):
    """Choosing a reason and pressing the red button blocks; anything else does not."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        reasons: tuple[tuple[BlockReason, str], ...],
        texts: Texts,
        parent: QWidget,
    ) -> None:
        title = texts("offices.block.title", office=name)
        super().__init__(title, texts("offices.block.text"), parent)
        self.group = QButtonGroup(self)
        self.reasons = [reason for reason, _ in reasons]
        choices = column(2)
        for number, (_, word) in enumerate(reasons):
            button = QRadioButton(word)
            button.setAccessibleName(word)
            self.group.addButton(button, number)
            choices.addWidget(button)
        self.group.button(0).setChecked(True)
        self.body.addLayout(choices)
        self.block = danger_button(texts("offices.block"), "blocked")
        self.block.clicked.connect(self._block)
        self.end_with(texts("offices.block.keep"), self.block)

    def _block(self) -> None:
        self.accept()
        self.chosen.emit(self.reasons[self.group.checkedId()])
