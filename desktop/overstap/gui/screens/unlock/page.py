"""What every page of the door has: a card, fields with their faults, and one way on."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import Card, Labelled, link_button, primary_button, row, words
from overstap.i18n.texts import Texts


class DoorPage(Card):
    """``said``: the signal of the screen to send, and what goes with it."""

    said = Signal(str, tuple)

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__()
        self.texts, self.state = texts, state
        self.fields: dict[str, Labelled] = {}
        self._go: QPushButton | None = None
        self._waiting = words("", "strong", wrap=True)
        self._busy = words("", "hint", wrap=True)
        self._meter = QProgressBar()
        self._meter.setRange(0, 0)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName(texts("desk.progress"))
        self.setFixedWidth(min(theme.size(520), 880))
        edge = theme.spacing(8)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.spacing(4))

    def minimumSizeHint(self) -> QSize:
        """As high as its sentences are in its width, so that none is cut where it is scrolled."""
        least, wide = super().minimumSizeHint(), self.width()
        return QSize(least.width(), max(least.height(), self.heightForWidth(wide)))

    def begin(self) -> None:
        """Put the cursor where one types first."""
        first = next(iter(self.fields.values()), None)
        target = first.editor if first else self._go
        if target is not None:
            target.setFocus()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say under each field what is wrong there; the first one gets the cursor."""
        for name, field in self.fields.items():
            field.say(problems.get(name, ""))
        wrong = next((f for name, f in self.fields.items() if name in problems), None)
        if wrong is not None:
            wrong.editor.setFocus()
            if isinstance(wrong.editor, QLineEdit):
                wrong.editor.selectAll()

    def show_busy(self, sentence: str) -> None:
        """Say what is being done; meanwhile nothing can be changed."""
        self._busy.setText(sentence)
        for part in (self._busy, self._meter):
            part.setVisible(bool(sentence))
        for field in self.fields.values():
            field.setEnabled(not sentence)
        if self._go is not None:
            self._go.setEnabled(not sentence)

    def name_way_on(self, go: str) -> None:
        """Say what the button of the way on does now."""
        if self._go is not None:
            self._go.setText(go)
            self._go.setAccessibleName(go)

    def go_on(self) -> None:
        """Say what was filled in."""
        raise NotImplementedError

    def head(self, title: str, lead: str = "") -> None:
        """The title of the page, with how far one is above it."""
        steps = self.state.steps
        if self.state.page in steps:
            step = steps.index(self.state.page) + 1
            counted = self.texts("door.step", step=step, steps=len(steps))
            self.body.addWidget(words(counted, "faint"))
        self.body.addWidget(words(title, "title", wrap=True))
        if lead:
            self.body.addWidget(words(lead, "hint", wrap=True))

    def show_state(self, state: DoorState) -> None:
        """Show what came since the page was made; what was typed stays."""
        self._waiting.setText(state.waiting)
        self._waiting.setVisible(bool(state.waiting))
        self.show_busy(state.busy)
        self.show_problems(state.problems)

    def suggest(self, phrase: str) -> None:
        """Offer a passphrase, where a new one is asked."""

    def advise(self, sentence: str) -> None:
        """Say how good the passphrase is that is being typed, where a new one is asked."""

    def ask(self, name: str, label: str, editor: QWidget, hint: str = "") -> Labelled:
        """A field of the page; Enter in it goes on."""
        field = Labelled(label, editor, hint)
        self.fields[name] = field
        self.body.addWidget(field)
        if isinstance(editor, QLineEdit):
            editor.returnPressed.connect(self.go_on)
        return field

    def foot(self, go: str, back: bool = False) -> QHBoxLayout:
        """The bottom of the page: what is going on, the way back, and the way on."""
        for said in (self._waiting, self._busy):
            self.body.addWidget(said)
        self.body.addWidget(self._meter)
        line = row(2)
        if back:
            backwards = link_button(self.texts("door.back"), "arrow-left")
            backwards.clicked.connect(lambda: self.said.emit("back_asked", ()))
            line.addWidget(backwards)
        line.addStretch(1)
        self._go = primary_button(go)
        self._go.clicked.connect(self.go_on)
        line.addWidget(self._go)
        self.body.addLayout(line)
        return line
