"""The form: questions under each other. Shows answers and says what changed; judges nothing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from overstap.domain.answers import Field, Status
from overstap.domain.catalogue import Kind, Question
from overstap.gui import theme
from overstap.gui.form.content import FormContent
from overstap.gui.form.question import QuestionView
from overstap.gui.form.words import Words
from overstap.gui.widgets import column, words


class FormView(QWidget):
    """All questions of a section. ``answered`` and ``taken`` carry fields with their new
    answers: typed or chosen, or as was proposed for a wrong one; ``entered``
    the part of the form that one stands in now; ``ended``: one went on after the last question.
    """

    answered = Signal(object)
    taken = Signal(object)
    entered = Signal(object)
    ended = Signal()
    uncover_asked = Signal(str, str)
    earlier_asked = Signal(str)

    def __init__(self, questions: Sequence[Question], say: Words) -> None:
        super().__init__()
        self._record = ""
        self._views: dict[Field, QuestionView] = {}
        self._current: Field = ""
        self._left: Field = ""
        whole = column(5)
        cluster = ""
        for question in (q for q in questions if q.kind is not Kind.READING):
            if question.cluster and question.cluster != cluster:
                whole.addWidget(_heading(say.texts(f"cluster.{question.cluster}")))
            cluster = question.cluster
            view = QuestionView(question, say)
            view.answered.connect(self.answered)
            view.taken.connect(self.taken)
            view.next_asked.connect(partial(self._next, question.key))
            view.uncover_asked.connect(partial(self.uncover_asked.emit, question.key))
            view.earlier_asked.connect(partial(self.earlier_asked.emit, question.key))
            self._views[question.key] = view
            whole.addWidget(view)
        whole.addStretch(1)
        self.setLayout(whole)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    @property
    def current(self) -> Field:
        """The question one stands in, or stood in last."""
        return self._current

    def show_content(self, content: FormContent) -> None:
        """Show answers. Questions that are not asked are out of sight; their answers are kept."""
        if content.record != self._record:
            self.forget()
            self._record = content.record
        for view in self._views.values():
            view.setHidden(view.question.key in content.hidden)
            view.show_content(content)

    def forget(self) -> None:
        """Begin anew: what was typed for another record is gone from every field."""
        self._record = ""
        for view in self._views.values():
            view.forget()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for view in self._views.values():
            view.flush()

    def focus(self, key: Field = "") -> None:
        """Stand in the question ``key``; in the first one where there is none."""
        shown = [view for view in self._views.values() if not view.isHidden()]
        view = self._views.get(key.partition("/")[0])
        if view is None or view.isHidden():
            view = shown[0] if shown else None
        if view is not None:
            self._current = view.question.key
            view.focus()

    def choose_status(self, status: Status) -> None:
        """In the question one stands in, say why there is no answer."""
        if view := self._here():
            view.choose_status(status)

    def open_basis(self) -> None:
        """In the question one stands in, choose what the answer rests on."""
        if view := self._here():
            view.open_basis()

    def take_proposal(self) -> None:
        """Take over what is proposed in the question one stands in, or has just left."""
        for key in (self._current, self._left):
            view = self._views.get(key)
            if view is not None and view.isVisible() and view.take_proposal():
                return

    def toggle_help(self) -> None:
        """In the question one stands in, show or hide why we ask."""
        if view := self._here():
            view.toggle_help()
            QTimer.singleShot(0, self, partial(self.entered.emit, view))

    def _here(self) -> QuestionView | None:
        return self._views.get(self._current) if self.isVisible() else None

    def _next(self, key: Field) -> None:
        keys = list(self._views)
        for after in keys[keys.index(key) + 1 :]:
            if not self._views[after].isHidden():
                self._views[after].focus()
                return
        self.ended.emit()

    def _focus_moved(self, left: QWidget | None, entered: QWidget | None) -> None:
        before, after = self._around(left), self._around(entered)
        if before is not None and before is not after:
            before.show_left()
            self._left = before.question.key
        if after is not None and entered is not None:
            self._current = after.question.key
            self.entered.emit(after)
            self.entered.emit(entered)

    def _around(self, widget: QWidget | None) -> QuestionView | None:
        while widget is not None and not isinstance(widget, QuestionView):
            widget = widget.parentWidget()
        known = isinstance(widget, QuestionView) and widget.question.key in self._views
        return widget if known and self.isAncestorOf(widget) else None  # type: ignore[arg-type]


def _heading(text: str) -> QWidget:
    """The name of a cluster of short questions, in line with their labels."""
    heading = words(text, "cardtitle", wrap=True)
    heading.setContentsMargins(theme.spacing(4), 0, 0, 0)
    return heading
