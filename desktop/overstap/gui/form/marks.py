"""What stands around an answer: what is wrong, who disagrees, why we ask, and what is covered."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from overstap.domain.answers import Answer, Field, Problem, Value
from overstap.domain.catalogue import Question
from overstap.domain.records import Stated
from overstap.gui import theme
from overstap.gui.form.words import Words
from overstap.gui.widgets import (
    LineButton,
    Picture,
    column,
    empty,
    link_button,
    quiet_button,
    row,
    tip,
    words,
)

LONGEST_REASON = 120


class Problems(QWidget):
    """One line per problem: a triangle, what is wrong and what to do. ``taken`` carries the field
    and the value that was proposed for it."""

    taken = Signal(str, object)

    def __init__(self, question: Question, say: Words) -> None:
        super().__init__()
        self._question, self._say = question, say
        self._shown: tuple[Problem, ...] = ()
        self._lines = column(1)
        self.setLayout(self._lines)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these; a problem in an item of a group names its part."""
        empty(self._lines)
        for problem in problems:
            self._lines.addLayout(_line(self._sentence(problem), warning=problem.warning))
            if problem.proposed is not None:
                self._lines.addLayout(self._proposal(problem, problem.proposed))
        self._shown = tuple(problems)
        self.setVisible(bool(problems))

    def take(self) -> bool:
        """Take over the first proposal in sight; False where there is none."""
        proposals = [p for p in self._shown if p.proposed is not None and not self.isHidden()]
        for problem in proposals[:1]:
            self.taken.emit(problem.field, problem.proposed)
        return bool(proposals)

    def _proposal(self, problem: Problem, proposed: Value) -> QHBoxLayout:
        """Under the sentence, in line with it."""
        part = part_of(self._question, problem.field)
        meant = self._say.value(part, Answer(proposed))
        take = LineButton(self._say.texts("form.proposal", value=meant), "tick")
        tip(take, "Ctrl+T")
        take.clicked.connect(partial(self.taken.emit, problem.field, proposed))
        below = row(0)
        below.addSpacing(theme.size(16))
        below.addWidget(take)
        below.addStretch(1)
        return below

    def _sentence(self, problem: Problem) -> str:
        said = self._say.problem(problem)
        part = part_of(self._question, problem.field)
        return said if part is self._question else f"{self._say.label(part)}: {said}"


class Dispute(QFrame):
    """Desks answered differently: one settles it by choosing. ``settled`` carries the answers."""

    settled = Signal(object)

    def __init__(self, question: Question, say: Words) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "warn")
        self._question, self._say = question, say
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(*(theme.spacing(n) for n in (4, 3, 4, 3)))
        self._body.setSpacing(theme.spacing(2))
        self.hide()

    def show_dispute(self, disputed: Mapping[Field, Sequence[Stated]]) -> None:
        """Show who said what and when, newest first, per field."""
        empty(self._body)
        for field, said in disputed.items():
            part = part_of(self._question, field)
            name = self._say.label(part)
            self._body.addWidget(words(self._say.texts("form.dispute", question=name), wrap=True))
            for answer, stated in {stated.answer: stated for stated in reversed(said)}.items():
                self._body.addLayout(self._choice(part, field, answer, stated))
        self.setVisible(bool(disputed))

    def _choice(self, part: Question, field: Field, answer: Answer, stated: Stated) -> QHBoxLayout:
        value = self._say.value(part, answer)
        take = quiet_button(self._say.texts("form.dispute.take"))
        take.setAccessibleName(f"{take.text()}: {value}")
        take.clicked.connect(partial(self.settled.emit, {field: answer}))
        both = column(0)
        both.addWidget(words(value, "strong", wrap=True))
        both.addWidget(words(self._say.provenance(stated), "hint", wrap=True))
        line = row(3)
        line.addLayout(both, 1)
        line.addWidget(take)
        return line


class Help(QFrame):
    """What to mind, why we ask, on what ground, who sees it, and who wrote the answer down."""

    earlier_asked = Signal()

    def __init__(self, question: Question, say: Words, *, advice: bool) -> None:
        """``advice``: what to mind is not said elsewhere."""
        super().__init__()
        self.setObjectName("banner")
        self._say = say
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme.spacing(n) for n in (4, 3, 4, 3)))
        body.setSpacing(theme.spacing(1))
        mind = say.advice(question) if advice else ""
        for sentence in filter(None, (mind, say.why(question), say.who(question))):
            body.addWidget(words(sentence, wrap=True))
        self._by = words("", "hint", wrap=True)
        body.addWidget(self._by)
        self._earlier = link_button(say.texts("form.earlier"), "later")
        self._earlier.setAccessibleName(f"{say.label(question)}: {self._earlier.text()}")
        self._earlier.clicked.connect(self.earlier_asked)
        body.addWidget(self._earlier)
        self.hide()

    def show_stated(self, stated: Stated | None) -> None:
        """Say who wrote the answer down."""
        by = self._say.provenance(stated) if stated else ""
        self._by.setText(self._say.texts("form.noted", by=by) if by else "")
        self._by.setVisible(bool(by))
        self._earlier.setVisible(bool(by))


class Cover(QWidget):
    """Stands before a restricted answer. ``uncover_asked`` carries the reason."""

    uncover_asked = Signal(str)

    def __init__(self, question: Question, say: Words) -> None:
        super().__init__()
        texts, label = say.texts, say.label(question)
        lead = row(2)
        lead.addWidget(Picture("lock", theme.tokens().text2, 16))
        self._texts, self._lead = texts, words(texts("form.covered"), "hint", wrap=True)
        lead.addWidget(self._lead, 1)
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.setFixedWidth(theme.size(260))
        self._reason.setAccessibleName(f"{label}: {texts('form.covered.reason')}")
        show = quiet_button(texts("form.covered.show"), "eye")
        show.setAccessibleName(f"{label}: {show.text()}")
        show.clicked.connect(lambda: self.uncover_asked.emit(self._reason.text()))
        self._reason.returnPressed.connect(show.setFocus)
        self._ask = QWidget()
        ask = row(2)
        ask.addWidget(self._reason)
        ask.addWidget(show)
        ask.addStretch(1)
        asking = column(1)
        asking.addWidget(words(texts("form.covered.reason"), "hint"))
        asking.addLayout(ask)
        self._ask.setLayout(asking)
        whole = column(1)
        whole.addLayout(lead)
        whole.addWidget(self._ask)
        self.setLayout(whole)
        self.setFocusProxy(self._reason)

    def close_for(self, why: str) -> None:
        """Ask nothing of somebody who may not see it, and say why; ask for an empty ``why``."""
        self._lead.setText(why or self._texts("form.covered"))
        self._ask.setHidden(bool(why))

    def offer(self, reason: str) -> None:
        """Say again what was said before, where nothing is typed."""
        if reason and not self._reason.text():
            self._reason.setText(reason)

    def forget(self) -> None:
        """Ask again."""
        self._reason.clear()


def part_of(question: Question, field: Field) -> Question:
    """The part of a group that stands at ``field``; a plain question itself."""
    name = field.rpartition("/")[2]
    return next((part for part in question.parts if part.name == name), question)


def _line(sentence: str, *, warning: bool) -> QHBoxLayout:
    now = theme.tokens()
    line = row(2)
    mark = Picture("warning", now.warn if warning else now.bad, 16)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(sentence, "warning" if warning else "error", wrap=True), 1)
    return line
