"""What still has to be asked, for a purpose or a reader, with a way to each question."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.screens.overview.state import AskState
from overstap.gui.widgets import (
    Card,
    FlowLayout,
    Scroll,
    column,
    empty,
    link_button,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts


class AskPage(Scroll):
    """``purpose_chosen`` carries a purpose; ``jumped`` a ``Jump`` to a question."""

    purpose_chosen = Signal(str)
    jumped = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._shown: AskState | None = None
        self._group = QButtonGroup(self)
        self.purposes: dict[str, QPushButton] = {}
        self._flow = QWidget()
        self._choices = FlowLayout(self._flow)
        self._count = words("", "label", wrap=True)
        self._list = column(1)
        card = Card()
        card.setMaximumWidth(theme.size(860))
        card.body.addWidget(words(texts("overview.ask.for"), "label"))
        card.body.addWidget(self._flow)
        card.body.addSpacing(theme.spacing(2))
        card.body.addWidget(self._count)
        card.body.addLayout(self._list)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def show_state(self, state: AskState) -> None:
        """Show what is open for the purpose."""
        if state == self._shown:
            return
        self._shown = state
        for purpose, word in state.purposes:
            if purpose not in self.purposes:
                self._add(purpose, word)
        self.purposes[state.purpose].setChecked(True)
        self._count.setText(state.count)
        empty(self._list)
        for group in state.groups:
            self._list.addSpacing(theme.spacing(2))
            self._list.addWidget(words(group.name, "strong", wrap=True))
            for question in group.questions:
                link = link_button(question.text)
                link.clicked.connect(partial(self.jumped.emit, question))
                self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, purpose: str, word: str) -> None:
        button = toggle_button(word[:1].upper() + word[1:], "filter")
        button.clicked.connect(partial(self.purpose_chosen.emit, purpose))
        self._group.addButton(button)
        self._choices.addWidget(button)
        self.purposes[purpose] = button
