"""The page that registers: who it is at the left, who is like them at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from overstap.domain.answers import Field
from overstap.gui import theme
from overstap.gui.screens.residents.candidates import Candidates
from overstap.gui.screens.residents.member_form import MemberForm
from overstap.gui.screens.residents.state import RegisterState
from overstap.gui.widgets import (
    Fault,
    Header,
    Scroll,
    column,
    empty,
    link_button,
    primary_button,
    row,
    words,
)
from overstap.i18n.texts import Texts

PAUSE_MS = 150


class RegisterPage(QWidget):
    """Says what is typed; ``registered``: the first of the new residents."""

    typed = Signal(int, str, str)
    left = Signal(int, str)
    more_asked = Signal()
    dropped = Signal(int)
    reason_chosen = Signal(str)
    register_asked = Signal()
    registered = Signal(str)
    opened = Signal(str)
    cancelled = Signal()

    presenter: object

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.forms: list[MemberForm] = []
        self._header = Header(texts("register.title"), texts("register.lead"))
        cancel = link_button(texts("register.cancel"), "close")
        cancel.clicked.connect(self.cancelled)
        self._header.side.addWidget(cancel)
        self._persons = column(2)
        self.candidates = Candidates(texts)
        self.candidates.opened.connect(self.opened)
        self.candidates.reason_chosen.connect(self.reason_chosen)
        self._refused = Fault()
        self._go = primary_button("")
        self._go.clicked.connect(self.register_asked)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.register_asked.emit)
        self._build()

    def show_state(self, state: RegisterState) -> None:
        """Show what was typed and what is known; the cursor stays where it is."""
        if state.fresh:
            self._make_forms(state)
        for at, form in enumerate(self.forms):
            wrong = state.problems[at] if at < len(state.problems) else {}
            form.show_state(wrong, state.echoes[at])
        self.candidates.show_state(state)
        self._refused.setText(state.refused)
        self._refused.setVisible(bool(state.refused))
        self._go.setText(self._texts("register.do", count=len(state.persons)))
        self._go.setAccessibleName(self._go.text())

    def tell_registered(self, person: str) -> None:
        """It is in the vault."""
        self.registered.emit(person)

    def _make_forms(self, state: RegisterState) -> None:
        empty(self._persons)
        self.forms = []
        for at, said in enumerate(state.persons):
            title = self._texts("register.person", number=at + 1) if at else ""
            drop = self._texts("register.drop") if at else ""
            head = self._texts("register.head")
            form = MemberForm(title or head, drop, state.asked, said)
            self._hear(at, form)
            self.forms.append(form)
            self._persons.addWidget(form)
        more = link_button(self._texts("register.more"), "plus")
        more.clicked.connect(self.more_asked)
        line = row(2)
        line.addWidget(more)
        line.addStretch(1)
        self._persons.addLayout(line)
        self._persons.addStretch(1)
        self.forms[-1].begin()

    def _hear(self, at: int, form: MemberForm) -> None:
        def typed(field: Field, text: str) -> None:
            self.typed.emit(at, field, text)

        form.typed.connect(typed)
        form.left.connect(lambda field: self.left.emit(at, field))
        form.dropped.connect(lambda: self.dropped.emit(at))
        form.finished.connect(self._go.setFocus)

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        whole.addWidget(self._header)
        whole.addLayout(self._middle(), 1)
        whole.addLayout(self._foot())

    def _middle(self) -> QBoxLayout:
        """Beside each other, each scrolled alone; with large text under each other, as one."""
        inside = row(5)
        inside.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 2)))
        left = Scroll()
        left.body.addLayout(self._persons)
        inside.addWidget(left, 4)
        if theme.size(100) < 150:
            right = Scroll()
            right.body.addWidget(self.candidates)
            inside.addWidget(right, 3)
        else:
            left.body.addWidget(self.candidates)
        return inside

    def _foot(self) -> QBoxLayout:
        line = row(3)
        line.addStretch(1)
        line.addWidget(words("Ctrl+Enter", "key"))
        line.addWidget(self._go)
        foot = column(1)
        foot.setContentsMargins(*(theme.spacing(n) for n in (5, 2, 5, 4)))
        foot.addWidget(self._refused)
        foot.addLayout(line)
        return foot
