"""The talk without a screen: its pages, what they say, and what they write down."""

from datetime import UTC, datetime

import pytest

from overstap.domain.answers import Answer, Answers, Status
from overstap.domain.read_back import Heard, Reading
from overstap.gui.editing import Edit, Editing, Saved
from overstap.gui.screens.talk.presenter import TalkPresenter
from overstap.gui.screens.talk.state import Page, Step, TalkState
from overstap.i18n.resident import load_resident
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker
from screens import run_now

NOW = datetime(2026, 11, 24, 13, 3, tzinfo=UTC)
ARABIC = {"talk.language": Answer("apc"), "talk.interpreter": Answer("phone")}
LAYLA = {"person.surname": Answer("Haddad"), "person.given_names": Answer("Layla")}


class Screen:
    """Obeys ``TalkScreen`` and ``History``; remembers what it was told."""

    state: TalkState
    left: tuple[str, str, str] | None = None

    def __init__(self, editing: Editing) -> None:
        self.editing = editing

    def show_talk(self, state: TalkState) -> None:
        self.state = state

    def show_saved(self, saved: Saved) -> None: ...
    def stand_in_page(self) -> None: ...
    def tell_changed(self) -> None: ...
    def tell_left(self, person: str, section: str, field: str) -> None:
        self.left = person, section, field

    def push(self, edit: Edit) -> None:
        self.editing.apply(edit, edit.after, again=False)

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def clear(self) -> None: ...


class Story:
    """A talk with Layla in a vault."""

    def __init__(self, app: App, household: Answers, person: Answers) -> None:
        home = app.register_household([{**LAYLA, **person}], household)
        self.app, self.household, self.layla = app, home.household, home.persons[0]
        say = Speaker(app.catalogue, app.tables, load("nl"), lambda: NOW, training=True)
        self.editing = Editing(app, say.texts, run_now, lambda: NOW)
        self.screen = Screen(self.editing)
        self.editing.history = self.screen
        self.talk = TalkPresenter(self.screen, say, lambda: NOW.date())

    def begin(self, section: str, field: str) -> "Story":
        self.talk.begin(self.editing, self.layla, section, field)
        return self

    def stored(self, record: str, field: str) -> Answer | None:
        return self.app.open_file(record).records[record].answers.get(field)

    @property
    def state(self) -> TalkState:
        return self.screen.state


@pytest.fixture
def story(location: App) -> Story:
    return Story(location, ARABIC, {})


def pages_of(story: Story) -> list[Step]:
    """Every page, walked through from the first."""
    story.begin("talk", "start:")
    seen = [story.state.step]
    while story.state.step.page is not Page.AGREE:
        story.talk.walk(1)
        seen.append(story.state.step)
    return seen


def test_all_spoken_questions_come_by_once_and_in_order(story: Story) -> None:
    walked = [step.about for step in pages_of(story) if step.page is Page.QUESTION]

    order = [q.key for q in story.app.catalogue.questions if q.statement]
    assert walked == [key for key in order if key in walked]
    assert {"person.call_name", "housing.bedrooms", "practical.digid"} <= set(walked)
    assert "person.room" not in walked


def test_a_restricted_question_is_never_on_a_screen_that_others_see(story: Story) -> None:
    assert "person.bsn" not in {step.about for step in pages_of(story)}


def test_a_need_that_somebody_noted_before_stays_out_of_the_talk_until_it_is_shown(
    story: Story,
) -> None:
    field = "housing.need_quiet"
    story.app.save_answers(story.household, {field: Answer("yes")}, {})

    walked = pages_of(story)
    story.talk.read_back()
    while story.state.step.about != "housing":
        story.talk.walk(1)
    told, lines = story.state.told, [line.field for line in story.state.lines]
    story.talk.go_on()

    assert field not in {step.about for step in walked}
    assert field not in lines
    assert told is not None
    assert load("nl")(f"question.{field}") in told.when
    heard = {s.key: s.heard for s in story.app.open_file(story.layla).sections}
    assert heard["housing"] is Heard.OPEN, "not all of it was read out"


def test_minors_are_not_asked_what_is_for_adults(location: App) -> None:
    child = Story(location, ARABIC, {"person.birth_date": Answer("20200312")})

    asked = {step.about for step in pages_of(child)}

    assert "education.work_now" not in asked
    assert "education.school" in asked


def test_the_place_says_how_far_the_topic_is_and_never_a_percentage(story: Story) -> None:
    story.begin("practical", "practical.digid")

    assert story.state.place.staff.startswith("Praktisch · vraag 1 van ")
    assert "%" not in story.state.place.staff


def test_a_choice_is_named_in_both_languages(story: Story) -> None:
    story.begin("education", "education.cv")

    choice = story.state.asked[0].choices[0].text
    assert (choice.staff, choice.theirs) == (
        "Ja",
        load_resident("ara").texts("choice.yes_no.yes"),
    )
    assert choice.rtl


def test_a_dutch_speaker_sees_dutch_once(location: App) -> None:
    story = Story(location, {**ARABIC, "talk.language": Answer("nld")}, {})

    story.begin("education", "education.cv")

    assert story.state.asked[0].ask.theirs == ""
    assert story.state.mark is None


def test_the_mother_tongue_serves_until_a_language_is_chosen(location: App) -> None:
    story = Story(location, {}, {"language.mother_tongue": Answer("tur")})

    story.begin("education", "education.cv")

    assert story.state.step.page is Page.START
    theirs = story.state.told.sentences[0].theirs if story.state.told else ""
    assert theirs == load_resident("tur").texts("resident.talk.welcome")


def test_only_what_was_said_is_read_back(story: Story) -> None:
    story.begin("education", "education.cv")
    story.talk.answered({"education.cv": Answer("yes")})
    story.talk.answered({"education.uaf": Answer(status=Status.DECLINED)})
    story.talk.answered({"education.device": Answer(status=Status.NOT_ASKED)})

    story.talk.show_topic("read")
    while story.state.step.about != "education":
        story.talk.walk(1)

    assert {line.field for line in story.state.lines} == {"education.cv", "education.uaf"}


def test_a_topic_that_is_right_keeps_its_day_interpreter_and_remark(story: Story) -> None:
    story.begin("education", "education.cv")
    story.talk.answered({"education.cv": Answer("yes")})
    story.talk.read_back()
    while story.state.step.about != "education":
        story.talk.walk(1)

    story.talk.remarked("zoekt nog naar het papier")
    only_remarked = story.stored(story.layla, "education.reading")
    story.talk.go_on()
    confirmed = Reading.of(story.stored(story.layla, "education.reading"))
    story.talk.answered({"education.cv": Answer("no")})
    story.talk.show_topic("read")
    while story.state.step.about != "education":
        story.talk.walk(1)

    assert Reading.of(only_remarked) == Reading(remark="zoekt nog naar het papier")
    assert confirmed is not None
    assert (confirmed.on, confirmed.interpreter) == ("20261124", "phone")
    assert confirmed.remark == "zoekt nog naar het papier"
    assert story.state.told is not None
    assert story.state.told.when.startswith("Veranderd sinds het voorlezen op 24 november 2026")


def test_going_on_without_confirming_leaves_the_topic_to_be_read(story: Story) -> None:
    story.begin("education", "education.cv")
    story.talk.answered({"education.cv": Answer("yes")})
    story.talk.read_back()
    while story.state.step.page is Page.READ:
        story.talk.walk(1)

    assert story.stored(story.layla, "education.reading") is None


def test_who_stops_before_the_resident_agreed_sees_that_it_is_still_open(story: Story) -> None:
    story.begin("talk", "agree:")
    before = story.state.next_text

    story.talk.answered({"talk.read_back": Answer("agreed")})

    assert before == load("nl")("talk.next.agree.open")
    assert story.state.next_text == load("nl")("talk.next.agree")


def test_agreement_is_written_down_with_its_day_and_can_be_taken_back(story: Story) -> None:
    story.begin("talk", "agree:")

    story.talk.answered({"talk.read_back": Answer("agreed")})
    agreed = story.stored(story.household, "talk.read_back_on")
    story.talk.answered({"talk.read_back": Answer(status=Status.NOT_ASKED)})

    assert agreed == Answer("20261124")
    assert story.stored(story.household, "talk.read_back_on") == Answer(status=Status.NOT_ASKED)


def test_what_was_told_before_keeps_its_first_day(location: App) -> None:
    told = {**ARABIC, "talk.privacy_given": Answer("20260301")}
    story = Story(location, told, {}).begin("talk", "notice:")

    story.talk.go_on()

    assert story.stored(story.household, "talk.privacy_given") == Answer("20260301")


def test_an_answer_that_takes_away_its_own_page_leads_to_the_next(story: Story) -> None:
    story.begin("practical", "practical.driving_licence")
    story.talk.answered({"practical.driving_licence": Answer("yes")})
    story.talk.walk(1)
    there = story.state.step.about

    story.talk.answered({"practical.driving_licence": Answer("no")})

    assert (there, story.state.step.about) == ("practical.driving_country", "practical.transport")


def test_leaving_leads_to_the_same_question_in_the_form(story: Story) -> None:
    story.begin("housing", "housing.bedrooms").talk.leave()
    in_question = story.screen.left
    story.begin("talk", "notice:").talk.leave()

    assert in_question == (story.layla, "housing", "housing.bedrooms")
    assert story.screen.left == (story.layla, "talk", "talk.language")
