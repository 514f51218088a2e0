"""The page in sight, made anew when one goes to another and kept while one stays: also where the
language was chosen on it, for one stands in a field of it.

Staff's stack can fill in; the resident's reads, and presses choices.
"""

from typing import Any

from PySide6.QtCore import Signal

from overstap.domain.answers import Status, Value
from overstap.domain.catalogue import Catalogue
from overstap.gui import theme
from overstap.gui.form import FormView, Words
from overstap.gui.screens.talk.question_page import FacePage, QuestionPage
from overstap.gui.screens.talk.state import Both, Half, Page, TalkState
from overstap.gui.screens.talk.told_page import ReadPage, ToldPage
from overstap.gui.screens.talk.twice import INDENT, indented, twice
from overstap.gui.widgets import Scroll, column, empty, line

OPENING = ("talk.language", "talk.interpreter", "talk.individual")
"""What is written down before the first question."""


class PageStack(Scroll):
    """``half`` says for whom. ``corrected`` carries a question that is to be asked again."""

    answered = Signal(object)
    next_asked = Signal()
    corrected = Signal(str)
    remarked = Signal(str)
    skipped = Signal()
    value_chosen = Signal(object)
    status_chosen = Signal(object)

    def __init__(self, catalogue: Catalogue, say: Words, half: Half) -> None:
        super().__init__()
        self._say, self.half = say, half
        self._opening = [catalogue.question(key) for key in OPENING]
        self._shown: object = None
        self._form: FormView | None = None
        self._told: ToldPage | None = None
        self._read: ReadPage | None = None
        self._asked: list[Any] = []
        self._place = column(0)
        self._placed: Both | None = None

    def show_talk(self, state: TalkState) -> None:
        """Show the page one is on."""
        asked = tuple((one.question.key, one.ask, one.choices) for one in state.asked)
        read = state.told if state.step.page is Page.READ else None
        lead = (read.title, read.sentences) if read else None
        shown = (state.person, state.step, asked, lead, self.half)
        if shown != self._shown:
            self._shown = shown
            self._make(state)
        self._fill(state)

    def focus(self) -> bool:
        """Stand in what is to be filled in; False where there is nothing."""
        here: Any = self._form or next(iter(self._asked), None)
        if here is None or self.half is Half.THEIRS:
            return False
        here.focus()
        return True

    def forget(self) -> None:
        """Keep nothing of who was talked with."""
        self._shown = None
        self._clear()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for page in (self._form, self._read, *self._asked):
            if page is not None and self.half is not Half.THEIRS:
                page.flush()

    def choose_value(self, value: Value | None) -> None:
        """Answer the first question on the page."""
        if self._asked:
            self._asked[0].choose_value(value)

    def choose_status(self, status: Status) -> None:
        """Say why the first question on the page has no answer."""
        if self._asked:
            self._asked[0].choose_status(status)
        elif self._form is not None:
            self._form.choose_status(status)

    def toggle_help(self) -> None:
        """Show or hide why we ask."""
        here: Any = self._form or next(iter(self._asked), None)
        if here is not None:
            here.toggle_help()

    def open_basis(self) -> None:
        """Choose what the answer rests on."""
        if self._asked:
            self._asked[0].open_basis()

    def _clear(self) -> None:
        empty(self.body)
        self._form, self._told, self._read, self._asked = None, None, None, []
        self._place, self._placed = column(0), None

    def _make(self, state: TalkState) -> None:
        self._clear()
        if state.step.page is not Page.START:
            indent = theme.spacing(INDENT) if self.half is not Half.THEIRS else 0
            self._place.setContentsMargins(indent, 0, 0, 0)
            self.body.addLayout(self._place)
        if state.told is not None and state.step.page is Page.READ:
            self._read = ReadPage(self._say.texts, state.told, state.told.title, self.half)
            self._read.corrected.connect(self.corrected)
            self._read.remarked.connect(self.remarked)
            self._read.skipped.connect(self.skipped)
            self.body.addWidget(self._read)
        elif state.told is not None:
            self._told = ToldPage(state.told, self.half)
            self.body.addWidget(self._told)
        if state.step.page is Page.START and self.half is not Half.THEIRS:
            self._add_form()
        for one in state.asked:
            self._add_question(one)
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _add_form(self) -> None:
        self._form = FormView(self._opening, self._say)
        self._form.answered.connect(self.answered)
        self._form.taken.connect(self.answered)
        self._form.ended.connect(self.next_asked)
        self.body.insertWidget(0, self._form)
        under = column(0)
        under.addWidget(line())
        self.body.insertWidget(1, indented(under))

    def _add_question(self, one: Any) -> None:
        if self.half is Half.THEIRS:
            face = FacePage(one)
            face.value_chosen.connect(self.value_chosen)
            face.status_chosen.connect(self.status_chosen)
            self._asked.append(face)
        else:
            page = QuestionPage(one, self._say, self.half)
            page.answered.connect(self.answered)
            page.next_asked.connect(self.next_asked)
            self._asked.append(page)
        self.body.addWidget(self._asked[-1])

    def _fill(self, state: TalkState) -> None:
        if state.step.page is not Page.START and state.place != self._placed:
            self._placed = state.place
            empty(self._place)
            self._place.addLayout(twice(state.place, "tellhint", self.half))
        if self._form is not None:
            self._form.show_content(state.household)
        if self._told is not None and state.told is not None:
            self._told.show_told(state.told)
        if self._read is not None:
            self._read.show_lines(state.lines)
            self._read.show_reading(state.told.when if state.told else "", state.remark)
        for page, one in zip(self._asked, state.asked, strict=True):
            page.show_asked(one)
