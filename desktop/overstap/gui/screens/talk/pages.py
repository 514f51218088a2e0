"""What one page of the talk shows, from the file as it is at this moment."""

from dataclasses import dataclass, replace
from datetime import date

from overstap.domain.answers import Answers, Field
from overstap.domain.catalogue import Kind, Section, applies, asked
from overstap.domain.dates import is_possible
from overstap.domain.read_back import Reading, is_stale, reading_of
from overstap.domain.residents import READ_BACK, V_NUMBER, full_name, in_groups
from overstap.gui.editing import Editing
from overstap.gui.form.content import FormContent
from overstap.gui.screens.talk.state import (
    BEGIN,
    READING,
    Asked,
    Both,
    Choice,
    Page,
    ReadLine,
    Step,
    TalkState,
    Told,
    Topic,
)
from overstap.gui.screens.talk.steps import answered, spoken, unread
from overstap.gui.screens.talk.wording import Tongues
from overstap.usecases.lists.open_file import Progress

REMARK: Field = "talk.remark"
_AGREE = {
    "agreed": "resident.read_back.agree",
    "remark": "resident.read_back.remark",
    "refused": "resident.read_back.refuse",
}
_DRAWINGS = {
    Progress.NOT_STARTED: "none",
    Progress.BUSY: "busy",
    Progress.LATER: "later",
    Progress.DONE: "done",
}
_SENTENCES = {
    Page.START: ("welcome", "free", "not_for", "alone", "interpreter"),
    Page.NOTICE: ("who", "why", "shared", "never", "rights", "kept"),
    Page.NO_RIGHT: ("what", "hard", "refuse"),
}
_TITLES = {
    Page.START: "section.talk",
    Page.NOTICE: "resident.notice.title",
    Page.NO_RIGHT: "resident.no_right.title",
}
_GROUP = {Page.START: "talk", Page.NOTICE: "notice", Page.NO_RIGHT: "no_right"}


@dataclass(frozen=True)
class Scene:
    """A file, the pages there are, and the page one is on."""

    editing: Editing
    both: Tongues
    there: tuple[Step, ...]
    step: Step
    today: date

    def state(self, *, correcting: bool) -> TalkState:
        """Everything in sight."""
        file, texts = self.editing.file, self.both.say.texts
        assert file is not None
        person = self.editing.answers(file.person)
        number = person[V_NUMBER].text if V_NUMBER in person else ""
        plain = TalkState(
            person=file.person,
            name=full_name(person) or file.name,
            number=f"V {in_groups(number)}" if number else "",
            topics=self._topics(),
            step=self.step,
            place=self._place(),
            mark=None,
            band=self._band(),
            next_text=texts(f"talk.next.{'correcting' if correcting else self.step.page}"),
            first=self.step == self.there[0],
            household=self._content(self._section("talk")),
        )
        return self._with_page(plain)

    def _with_page(self, plain: TalkState) -> TalkState:
        page = self.step.page
        if page is Page.QUESTION:
            ask = self._asked(self.step.about)
            shown = (ask.ask, *(c.text for c in (*ask.choices, *ask.statuses)))
            return replace(plain, asked=(ask,), mark=self.both.mark(*shown))
        if page is Page.READ:
            lines = self._lines()
            lead = self.both("resident.read_back.lead")
            reading = self._reading()
            told = Told(self._title(self.step.about), (lead,), self._heard(reading))
            shown = tuple(both for line in lines for both in (line.ask, line.said))
            mark = self.both.mark(*shown)
            return replace(plain, lines=lines, told=told, mark=mark, remark=reading.remark)
        if page is Page.AGREE:
            agree = self._agree()
            shown = tuple(c.text for one in agree for c in one.choices)
            mark = self.both.mark(*shown)
            if agree[0].said.staff:
                return replace(plain, asked=agree, mark=mark)
            stop = self.both.say.texts("talk.next.agree.open")
            return replace(plain, asked=agree, mark=mark, next_text=stop)
        told = self._told()
        return replace(plain, told=told, mark=self.both.mark(told.title, *told.sentences))

    def _told(self) -> Told:
        page, group = self.step.page, _GROUP[self.step.page]
        sentences = tuple(self.both(f"resident.{group}.{key}") for key in _SENTENCES[page])
        return Told(self.both(_TITLES[page]), sentences, self._when())

    def _when(self) -> str:
        """When it was told before, and in which language."""
        names = {
            Page.NOTICE: ("talk.privacy_given", "talk.privacy_language"),
            Page.NO_RIGHT: ("talk.no_right_told", "talk.no_right_language"),
        }
        if self.step.page not in names:
            return ""
        say, answers = self.both.say, self._answers(self._section("talk"))
        on, language = (answers.get(field) for field in names[self.step.page])
        if on is None or not is_possible(on.text):
            return ""
        day = say.partial_date(on.text)
        spoken_in = say.value_at(names[self.step.page][1], answers) if language else ""
        return say.texts("talk.told_on", day=f"{day}, {spoken_in}" if spoken_in else day)

    def _reading(self) -> Reading:
        section = self._section(self.step.about)
        return Reading.of(self._answers(section).get(reading_of(section))) or Reading()

    def _heard(self, reading: Reading) -> str:
        """When the topic was read out before, and whether that still holds; or what of it is
        covered, so that it cannot be read out as a whole."""
        section, say = self._section(self.step.about), self.both.say
        if covered := unread(section, self._covered(section)):
            questions = ", ".join(map(say.label, covered))
            return say.texts("talk.reading.covered", questions=questions)
        if not reading.on:
            return ""
        stale = is_stale(section, self._answers(section))
        key = "talk.reading.changed" if stale else "talk.reading.right"
        return say.texts(key, day=say.partial_date(reading.on))

    def _asked(self, field: Field, choices: tuple[Choice, ...] | None = None) -> Asked:
        question = self.both.say.catalogue.question(field)
        section = self._section(field.partition(".")[0])
        few = question.kind in (Kind.CHOICE, Kind.CHOICES)
        offered = self.both.choices(question) if few and choices is None else choices or ()
        return Asked(
            question=question,
            ask=self.both.ask(question),
            choices=offered,
            statuses=self.both.statuses() if question.statement else (),
            content=self._content(section),
            said=self.both.said(question, self._answers(section)),
            advice=self.both.say.advice(question),
        )

    def _agree(self) -> tuple[Asked, ...]:
        choices = tuple(Choice(code, self.both(key)) for code, key in _AGREE.items())
        agree = self._asked(READ_BACK, choices)
        remark = self.both.say.catalogue.question(REMARK)
        wanted = applies(remark, self._answers(self._section("talk")))
        return (agree, self._asked(REMARK)) if wanted else (agree,)

    def _lines(self) -> tuple[ReadLine, ...]:
        section = self._section(self.step.about)
        answers = self._answers(section)
        return tuple(
            ReadLine(question.key, self.both.ask(question), self.both.said(question, answers))
            for question in spoken(section, answers, self._covered(section), self.today)
            if answered(question, answers)
        )

    def _place(self) -> Both:
        step = self.step
        title = self._title(step.topic)
        inside = [s for s in self.there if s.topic == step.topic and s.page is step.page]
        if step.page not in (Page.QUESTION, Page.READ):
            return title
        at, count = inside.index(step) + 1, len(inside)
        key = "talk.place" if step.page is Page.QUESTION else "talk.place.read"
        return self.both.beside(
            title, self.both.say.texts(key, at=at, count=count), f"{at} / {count}"
        )

    def _topics(self) -> tuple[Topic, ...]:
        file = self.editing.file
        assert file is not None
        progress = {state.key: state.progress for state in file.sections}
        keys = dict.fromkeys(step.topic for step in self.there)
        return tuple(
            Topic(
                key=key,
                title=self._title(key),
                state=_DRAWINGS[progress[key]] if key in progress else "speech",
                word=self.both.say.texts(f"state.{progress[key]}") if key in progress else "",
                current=key == self.step.topic,
            )
            for key in keys
        )

    def _title(self, topic: str) -> Both:
        if topic == BEGIN:
            return Both(self.both.say.texts("talk.topic.begin"))
        if topic == READING:
            theirs = self.both("resident.read_back.title")
            return replace(theirs, staff=self.both.say.texts("talk.topic.read"))
        return self.both(f"section.{topic}")

    def _band(self) -> str:
        say, answers = self.both.say, self._answers(self._section("talk"))
        interpreter = answers.get("talk.interpreter")
        if interpreter is None or not interpreter.text:
            return say.texts("talk.band.open")
        told = say.value_at("talk.interpreter", answers)
        language = self.both.name
        return say.texts("talk.band", interpreter=told, language=language or "?")

    def _section(self, key: str) -> Section:
        return self.both.say.catalogue.section(key)

    def _covered(self, section: Section) -> frozenset[Field]:
        assert self.editing.file is not None
        record = next(s.record for s in self.editing.file.sections if s.key == section.key)
        return self.editing.covered(record)

    def _answers(self, section: Section) -> Answers:
        assert self.editing.file is not None
        record = next(s.record for s in self.editing.file.sections if s.key == section.key)
        return self.editing.answers(record)

    def _content(self, section: Section) -> FormContent:
        file = self.editing.file
        assert file is not None
        state = next(s for s in file.sections if s.key == section.key)
        record, answers = file.records[state.record], self._answers(section)
        return FormContent(
            record=record.id,
            answers=answers,
            stated=record.stated,
            disputes=record.disputes,
            problems=state.problems,
            hidden=frozenset(q.key for q in section.questions if not asked(q, answers, self.today)),
            calendar=self.both.calendar,
        )
