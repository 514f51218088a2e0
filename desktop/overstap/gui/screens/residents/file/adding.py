"""One more member of the household, asked under the head. Likely matches stand below the name."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal

from overstap.domain.answers import Answers
from overstap.domain.catalogue import Catalogue
from overstap.domain.residents import BIRTH_DATE, GIVEN_NAMES, ROLE, SURNAME, V_NUMBER
from overstap.gui import theme
from overstap.gui.form import FormContent, FormView, Words
from overstap.gui.screens.residents.file.footer import foot
from overstap.gui.screens.residents.file.state import Known
from overstap.gui.widgets import (
    Card,
    Fault,
    LineButton,
    Scroll,
    column,
    empty,
    line,
    primary_button,
    quiet_button,
    words,
)

ASKED = (SURNAME, GIVEN_NAMES, V_NUMBER, BIRTH_DATE, ROLE)
NEW = "new"
"""Stands for the record that is not there yet."""

PAUSE_MS = 250


class AddMember(Card):
    """``added`` carries the answers; ``name_typed`` asks who is here already."""

    added = Signal(object)
    name_typed = Signal(str)
    known_chosen = Signal(str)
    left = Signal()

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        texts = say.texts
        self._texts = texts
        self._answers: Answers = {}
        self._form = FormView([catalogue.question(key) for key in ASKED], say)
        self._form.answered.connect(self._answer)
        self._form.taken.connect(self._answer)
        self._known = column(0)
        self._warning = words(texts("file.member.known"), "warning", wrap=True)
        self._message = Fault(texts("file.member.no_name"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.name_typed.emit(self._name()))
        self.add = primary_button(texts("file.member.do"))
        self.add.clicked.connect(self._add)
        self._form.ended.connect(self.add.setFocus)
        stay = quiet_button(texts("file.cancel"))
        stay.clicked.connect(self.left)
        scroll = Scroll()
        scroll.body.setSpacing(theme.spacing(3))
        scroll.body.addWidget(self._form)
        scroll.body.addWidget(self._warning)
        scroll.body.addLayout(self._known)
        scroll.body.addStretch(1)
        edge, indent = theme.spacing(4), theme.spacing(4)  # room for the bar of what is wrong
        self.body.setContentsMargins(theme.spacing(2), edge, edge, edge)
        self._known.setContentsMargins(indent, 0, 0, 0)
        title, lead = (
            words(texts("file.member.add"), "title"),
            words(texts("file.member.lead"), "hint", wrap=True),
        )
        for part in (title, lead, self._warning):
            part.setContentsMargins(indent, 0, 0, 0)
        scroll.body.insertWidget(0, lead)
        end = column(3)
        end.setContentsMargins(indent, 0, 0, 0)
        end.addWidget(line())
        end.addWidget(foot((self._message,), (stay, self.add)))
        self.body.addWidget(title)
        self.body.addWidget(scroll, 1)
        self.body.addLayout(end)

    def begin(self) -> None:
        """Ask anew."""
        self._answers = {}
        self._form.forget()
        self._form.show_content(FormContent(NEW, {}))
        self.show_known(())
        self._message.hide()
        self._form.focus()

    def show_known(self, known: Sequence[Known]) -> None:
        """Show who may be this resident already."""
        empty(self._known)
        for somebody in known:
            go = LineButton(somebody.text, "residents")
            go.clicked.connect(lambda _on, to=somebody.person: self.known_chosen.emit(to))
            self._known.addWidget(go)
        self._warning.setVisible(bool(known))

    def _answer(self, answers: Answers) -> None:
        self._answers = {**self._answers, **answers}
        self._form.show_content(FormContent(NEW, self._answers))
        if not answers.keys().isdisjoint((SURNAME, GIVEN_NAMES, V_NUMBER)):
            self._pause.start()

    def _name(self) -> str:
        said = (self._answers[key].text for key in (SURNAME, GIVEN_NAMES) if key in self._answers)
        return " ".join(part for part in said if part)

    def _add(self) -> None:
        self._form.flush()
        self._message.setVisible(not self._name())
        if self._name():
            self.added.emit(self._answers)
        else:
            self._form.focus(SURNAME)
