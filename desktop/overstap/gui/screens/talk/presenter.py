"""What the talk does. No Qt: it walks through the pages, and works in the file one came from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field
from overstap.domain.catalogue import Section
from overstap.domain.read_back import Reading, is_stale, read_out, reading_of
from overstap.domain.records import RecordId
from overstap.domain.residents import INTERPRETER, READ_BACK, READ_BACK_ON
from overstap.gui.editing import Edit, Editing, Saved
from overstap.gui.screens.talk import pages
from overstap.gui.screens.talk.state import READING, Page, Step, TalkState
from overstap.gui.screens.talk.steps import nearest, steps, unread
from overstap.gui.screens.talk.wording import Tongues
from overstap.usecases.lists.open_file import Heard
from overstap.usecases.words.calendar_words import calendar_for
from overstap.usecases.words.speaker import Speaker

LANGUAGE: Field = "talk.language"
MOTHER_TONGUE: Field = "language.mother_tongue"
_TOLD = {Page.NOTICE: "talk.privacy", Page.NO_RIGHT: "talk.no_right"}
_TOLD_ON = {Page.NOTICE: "talk.privacy_given", Page.NO_RIGHT: "talk.no_right_told"}


class TalkScreen(Protocol):
    """What the presenter tells its view."""

    def show_talk(self, state: TalkState) -> None: ...
    def show_saved(self, saved: Saved) -> None: ...
    def stand_in_page(self) -> None:
        """Put the keyboard in what the page is for."""

    def tell_changed(self) -> None: ...
    def tell_left(self, person: RecordId, section: str, field: Field) -> None: ...


@dataclass
class _Way:
    """Where one is, where one goes after the opening, and where one came from to correct."""

    step: Step
    after_opening: Step | None = None
    correcting: Step | None = None


class TalkPresenter:
    """One talk with one resident."""

    def __init__(self, view: TalkScreen, say: Speaker, today: Callable[[], date]) -> None:
        self._view, self._say, self._today = view, say, today
        self._editing: Editing | None = None
        self._way = _Way(Step(Page.START, "begin"))

    @property
    def editing(self) -> Editing | None:
        """The file one talks about; None before the first talk."""
        return self._editing

    def begin(self, editing: Editing, person: RecordId, section: str, field: Field) -> None:
        """Talk about what stands in ``section`` at ``field``; a new talk begins with who speaks
        which language, and what happens with the answers."""
        self._editing, editing.screen = editing, self
        editing.read(person, partial(self._arrive, section, field))

    def place(self) -> tuple[RecordId, str, Field]:
        """Where one is, as the window remembers it."""
        step = self._way.step
        person = self._editing.person if self._editing else ""
        section = step.topic if step.page is Page.QUESTION else "talk"
        return person, section, step.field

    # walking

    def go_on(self) -> None:
        """Record what this page tells, and go to the next."""
        step = self._way.step
        if step.page in _TOLD:
            self._tell(step.page)
        elif step.page is Page.READ:
            self._confirm(step.about)
        self.walk(1)

    def walk(self, by: int) -> None:
        """To another page; after the opening where one came from, after a correction back."""
        step, there = self._way.step, self._steps()
        if by > 0 and self._way.correcting is not None:
            self._way.step, self._way.correcting = self._way.correcting, None
        elif by > 0 and step.page is Page.NOTICE and self._way.after_opening is not None:
            self._way.step, self._way.after_opening = self._way.after_opening, None
        else:
            at = there.index(step) + by
            if at == len(there):
                self.leave()
                return
            self._way.step = there[max(0, at)]
        self._go()

    def show_topic(self, topic: str) -> None:
        """The first page of a topic that waits for an answer, else its first page."""
        there = [step for step in self._steps() if step.topic == topic]
        if there:
            self._way = _Way(next((s for s in there if self._is_open(s)), there[0]))
            self._go()

    def show_start(self) -> None:
        """Who speaks which language, and come back here afterwards."""
        now = self._way.step
        self._way = _Way(Step(Page.START, "begin"), after_opening=now)
        self._go()

    def read_back(self) -> None:
        """Read out what was said."""
        self.show_topic(READING)

    def correct(self, field: Field) -> None:
        """Ask a question again, and come back to reading."""
        topic = field.partition(".")[0]
        self._way = _Way(Step(Page.QUESTION, topic, field), correcting=self._way.step)
        self._go()

    def leave(self) -> None:
        """Back to the form, at the same question."""
        person, section, field = self.place()
        known = self._say.catalogue.find(field) is not None
        self._view.tell_left(person, section, field if known else LANGUAGE)

    # answering

    def answered(self, answers: Answers) -> None:
        """Questions of this page were answered."""
        if READ_BACK in answers:
            agreed = answers[READ_BACK].value is not None
            answers = {**answers, READ_BACK_ON: self._day() if agreed else NOT_ASKED}
            if agreed:
                self._confirm_changed()
        for field in answers:
            question = self._say.catalogue.find(field)
            section = field.partition(".")[0]
            if question is not None and self._editing is not None:
                self._editing.answer(section, self._record(section), answers)
                return

    def remarked(self, remark: str) -> None:
        """The resident said something about the topic that is read out."""
        section = self._say.catalogue.section(self._way.step.about)
        field = reading_of(section)
        before = Reading.of(self._answers_to(section).get(field)) or Reading()
        self.answered({field: replace(before, remark=remark).answer})

    # what the file tells

    def show_file(self) -> None:
        self._show()

    def show_edit(self, edit: Edit, *, again: bool) -> None:
        field = edit.field.partition("/")[0]
        where = Step(Page.QUESTION, edit.page, field)
        if again and where != self._way.step and where in self._steps():
            self._way = _Way(where)
            self._go()
        else:
            self._show()

    def show_saved(self, saved: Saved) -> None:
        self._view.show_saved(saved)

    def tell_changed(self) -> None:
        self._view.tell_changed()

    # behind it

    def _arrive(self, section: str, field: Field) -> None:
        there = self._steps()
        known = next((step for step in there if step.field == field), None)
        if known is None:
            inside = [step for step in there if step.topic == section]
            known = next((step for step in inside if self._is_open(step)), None)
            known = known or next(iter(inside), None)
        opening = not self._household().get(LANGUAGE, NOT_ASKED).value
        self._way = _Way(there[0], known) if opening or known is None else _Way(known)
        self._go()

    def _go(self) -> None:
        self._show()
        self._view.stand_in_page()

    def _show(self) -> None:
        editing = self._editing
        if editing is None or editing.file is None:
            return
        there = self._steps()
        self._way.step = nearest(self._way.step, there, self._say.catalogue)
        scene = pages.Scene(editing, self._tongues(), there, self._way.step, self._today())
        correcting = self._way.correcting is not None
        self._view.show_talk(scene.state(correcting=correcting))

    def _steps(self) -> tuple[Step, ...]:
        return steps(self._say.catalogue, self._answers_to, self._covered_in, self._today())

    def _is_open(self, step: Step) -> bool:
        if self._editing is None or self._editing.file is None:
            return False
        sections = self._editing.file.sections
        if step.page is Page.READ:
            return any(s.key == step.about and s.heard is not Heard.RIGHT for s in sections)
        return step.page is Page.QUESTION and any(step.about in s.open for s in sections)

    def _tell(self, page: Page) -> None:
        if self._household().get(_TOLD_ON[page], NOT_ASKED).value:
            return
        told: dict[Field, Answer] = {_TOLD_ON[page]: self._day()}
        if language := self._tongues().language:
            told[f"{_TOLD[page]}_language"] = Answer(language)
        if page is Page.NOTICE:
            told["talk.privacy_version"] = Answer(self._say.catalogue.version)
        self.answered(told)

    def _confirm(self, topic: str) -> None:
        """The topic is right as it was read out; said before, that stays. Where some of it is
        covered it was not read out as a whole."""
        section = self._say.catalogue.section(topic)
        if unread(section, self._covered_in(section)):
            return
        answers = self._answers_to(section)
        before = Reading.of(answers.get(reading_of(section))) or Reading()
        if before.on and not is_stale(section, answers):
            return
        interpreted = {**answers, INTERPRETER: self._household().get(INTERPRETER, NOT_ASKED)}
        read = read_out(section, interpreted, self._today(), before.remark)
        self.answered({reading_of(section): read.answer})

    def _confirm_changed(self) -> None:
        """Who agrees with everything agrees with what changed since it was read out."""
        for section in self._say.catalogue.sections:
            if is_stale(section, self._answers_to(section)):
                self._confirm(section.key)

    def _day(self) -> Answer:
        return Answer(f"{self._today():%Y%m%d}")

    def _tongues(self) -> Tongues:
        household = self._household()
        person = self._answers_to(self._say.catalogue.section("language"))
        spoken = (household.get(LANGUAGE), person.get(MOTHER_TONGUE))
        known = (answer.text for answer in spoken if answer is not None and answer.text)
        calendar = calendar_for(self._say.tables, {**household, **person})
        return Tongues(self._say, next(known, ""), calendar)

    def _household(self) -> Answers:
        return self._answers_to(self._say.catalogue.section("talk"))

    def _record(self, section: str) -> RecordId:
        assert self._editing is not None
        assert self._editing.file is not None
        return next(s.record for s in self._editing.file.sections if s.key == section)

    def _covered_in(self, section: Section) -> frozenset[Field]:
        assert self._editing is not None
        return self._editing.covered(self._record(section.key))

    def _answers_to(self, section: Section) -> Answers:
        assert self._editing is not None
        return self._editing.answers(self._record(section.key))
