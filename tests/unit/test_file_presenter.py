"""The pane of a resident without a screen: what is shown, written and undone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offices import hand_over
from overstap.domain.answers import Answer, Answers, Status
from overstap.gui.editing import Edit, Saved, SaveState
from overstap.gui.screens.residents.file.presenter import FilePresenter
from overstap.gui.screens.residents.file.state import FileState, Known
from overstap.i18n.texts import load
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Quiet
from overstap.store.errors import DiskFullError
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

NOW = datetime(2026, 11, 24, 13, 3, tzinfo=UTC)
LAYLA = {"person.surname": Answer("Haddad"), "person.given_names": Answer("Layla")}


class Screen:
    """Obeys ``FileScreen``; remembers what it was told."""

    presenter: FilePresenter

    def __init__(self) -> None:
        self.state: FileState | None = None
        self.saved: list[Saved] = []
        self.fields: list[str] = []
        self.edits: list[Edit] = []
        self.known: tuple[Known, ...] = ()
        self.in_summary = False

    def show_state(self, state: FileState) -> None:
        self.state = state

    def show_nothing(self) -> None:
        self.state = None

    def show_saved(self, saved: Saved) -> None:
        self.saved.append(saved)

    def show_known(self, known: tuple[Known, ...]) -> None:
        self.known = known

    def stand_in(self, field: str) -> None:
        self.fields.append(field)

    def stand_in_summary(self) -> None:
        self.in_summary = True

    def tell_changed(self) -> None: ...

    # the history of edits

    def push(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.presenter.editing.apply(edit, edit.after, again=False)

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def clear(self) -> None: ...


class Desk:
    """Work beside the window, done when the test says so, in the order in which it was asked."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(
        self,
        work: Callable[[Any], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[OverstapError], None] | None = None,
    ) -> None:
        def act() -> None:
            try:
                result = work(None)
            except OverstapError as error:
                assert failed is not None
                failed(error)
            else:
                done(result)

        self.waiting.append(act)

    def work(self) -> None:
        """Until nothing waits."""
        while self.waiting:
            self.waiting.pop(0)()


class Story:
    """A resident, a screen and a desk."""

    def __init__(self, app: App) -> None:
        self.app, self.screen, self.desk = app, Screen(), Desk()
        say = Speaker(app.catalogue, app.tables, load("nl"), lambda: NOW, training=True)
        self.presenter = FilePresenter(self.screen, app, say, self.desk, lambda: NOW)
        self.screen.presenter = self.presenter
        self.presenter.editing.history = self.screen
        home = app.register_household([LAYLA, {**LAYLA, "person.given_names": Answer("Nour")}], {})
        self.household, (self.layla, self.nour) = home.household, home.persons

    def open(self, page: str = "person", person: str = "") -> "Story":
        self.presenter.open(person or self.layla, page)
        self.desk.work()
        return self

    def answer(self, field: str, value: str) -> "Story":
        self.presenter.answered({field: Answer(value)})
        return self

    def stored(self, field: str) -> Answer | None:
        return self.answers().get(field)

    def answers(self) -> Answers:
        file = self.app.open_file(self.layla)
        return {**file.records[self.household].answers, **file.records[self.layla].answers}

    @property
    def state(self) -> FileState:
        assert self.screen.state is not None
        return self.screen.state


@pytest.fixture
def story(location: App) -> Story:
    return Story(location).open()


def test_the_head_says_who_it_is(story: Story) -> None:
    story.answer("person.v_number", "2900001123").answer("person.birth_date", "19890312")
    story.desk.work()

    assert story.state.head.name == "Layla Haddad"
    assert story.state.head.number == "V 290 000 1123"
    assert story.state.head.facts == ("12 maart 1989, 37 jaar",)
    assert [member.name for member in story.state.members] == ["Layla", "Nour"]


def test_an_answer_is_shown_before_it_is_written_and_called_saved_only_after(
    story: Story,
) -> None:
    story.answer("person.room", "B-214")
    shown = story.state.content.answers["person.room"] if story.state.content else None
    before = story.screen.saved[-1].state, story.stored("person.room")
    story.desk.work()

    assert shown == Answer("B-214")
    assert before == (SaveState.BUSY, None)
    assert story.screen.saved[-1].state is SaveState.SAVED
    assert story.stored("person.room") == Answer("B-214")


def test_typing_on_while_the_last_letters_are_written_is_no_dispute(story: Story) -> None:
    story.answer("person.room", "B").answer("person.room", "B-2").answer("person.room", "B-21")
    story.desk.work()

    record = story.app.open_file(story.layla).records[story.layla]
    assert record.answers["person.room"] == Answer("B-21")
    assert len(record.seen["person.room"]) == 1


def test_what_arrived_unseen_is_not_overwritten(story: Story) -> None:
    story.app.save_answers(story.layla, {"person.room": Answer("C-1")}, {})
    story.answer("person.room", "B").answer("person.room", "B-2")
    story.desk.work()

    record = story.app.open_file(story.layla).records[story.layla]
    said = {stated.answer.value for stated in record.disputes["person.room"]}
    assert said == {"C-1", "B-2"}
    assert story.state.content is not None
    assert "person.room" in story.state.content.disputes


def test_choosing_an_answer_settles_a_dispute(story: Story) -> None:
    story.app.save_answers(story.layla, {"person.room": Answer("C-1")}, {})
    story.answer("person.room", "B-2")
    story.desk.work()

    story.answer("person.room", "B-2")
    story.desk.work()

    assert story.app.open_file(story.layla).records[story.layla].disputes == {}


def test_a_full_disk_loses_nothing_and_can_be_tried_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = story.app.save_answers.vault
    write = type(vault).write

    def full(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(type(vault), "write", full)
    story.answer("person.room", "B-2").answer("person.room", "B-21")
    story.desk.work()
    failed = story.screen.saved[-1].state
    monkeypatch.setattr(type(vault), "write", write)
    story.presenter.editing.retry()
    story.desk.work()

    assert failed is SaveState.FAILED
    assert story.screen.saved[-1].state is SaveState.SAVED
    assert story.stored("person.room") == Answer("B-21")


def test_an_answer_that_changes_nothing_writes_nothing(story: Story) -> None:
    story.answer("person.surname", "Haddad")

    assert story.screen.edits == []


def test_undoing_writes_the_answer_before_as_a_new_one(story: Story) -> None:
    story.answer("person.room", "B-214")
    story.desk.work()
    edit = story.screen.edits[-1]

    story.presenter.editing.apply(edit, edit.before, again=True)
    story.desk.work()

    assert story.stored("person.room") == Answer(status=Status.NOT_ASKED)
    assert story.screen.fields[-1] == "person.room"


def test_undoing_goes_back_to_the_member_it_was_about(story: Story) -> None:
    story.answer("person.room", "B-214")
    story.desk.work()
    edit = story.screen.edits[-1]
    story.open("status", story.nour)

    story.presenter.editing.apply(edit, edit.before, again=True)
    story.desk.work()

    assert (story.state.person, story.state.page) == (story.layla, "person")
    assert story.stored("person.room") == Answer(status=Status.NOT_ASKED)


def test_a_section_with_something_wrong_is_not_finished(story: Story) -> None:
    story.answer("person.v_number", "12")
    story.presenter.finish()
    story.desk.work()

    assert story.screen.in_summary
    assert [jump.field for jump in story.state.summary] == ["person.v_number"]
    assert story.stored("progress.person") is None


def test_a_section_is_finished_put_off_and_opened_again(story: Story) -> None:
    story.presenter.finish()
    story.desk.work()
    done = story.stored("progress.person"), story.state.page
    story.presenter.later("tolk nodig")
    story.desk.work()
    rows = {row.page: (row.state, row.word) for row in story.state.rows}
    story.presenter.show_page("person")
    story.presenter.finish()
    story.desk.work()

    assert done == (Answer("done"), "status")
    assert rows["status"] == ("later", "Later: tolk nodig")
    assert story.state.done == 0


def test_the_release_says_what_is_missing_and_then_who_released(story: Story) -> None:
    story.open("release").presenter.release()
    story.desk.work()
    refused = story.state.reading
    story.presenter.read_back()
    story.presenter.release()
    story.desk.work()

    assert refused is not None
    assert "nog niet voorgelezen" in refused.error
    assert story.state.reading is not None
    assert story.state.reading.is_released
    assert "Wit (Balie 1)" in story.state.reading.released


def test_the_rows_say_which_topics_were_read_out_and_which_changed_since(story: Story) -> None:
    story.open("person")
    story.presenter.answered({"person.call_name": Answer("Layla")})
    story.desk.work()
    story.open("release")
    story.presenter.read_back()
    story.desk.work()
    read = next(row.word for row in story.state.rows if row.page == "person")

    story.open("person")
    story.presenter.answered({"person.call_name": Answer("Leila")})
    story.desk.work()
    changed = next(row.word for row in story.state.rows if row.page == "person")
    story.open("release")

    assert read.endswith("voorgelezen")
    assert changed.endswith("opnieuw voorlezen")
    assert story.state.reading is not None
    assert not story.state.reading.is_agreed
    assert "Persoon (Layla)" in story.state.reading.agreed


def test_a_restricted_answer_is_not_handed_over_before_a_reason(story: Story) -> None:
    field = "housing.avoid_region"
    story.app.save_answers(story.household, {field: Answer("GM0344")}, {})
    story.open("housing")
    covered = story.state.content
    story.presenter.uncover(field, "gesprek veiligheid")
    story.desk.work()

    assert covered is not None
    assert field in covered.covered
    assert field not in covered.answers
    assert story.state.content is not None
    assert story.state.content.answers[field] == Answer("GM0344")


def test_one_reason_shows_every_need_and_stands_ready_for_the_rest_of_the_file(
    story: Story,
) -> None:
    stairs, quiet, avoid = "housing.need_few_stairs", "housing.need_quiet", "housing.avoid_region"
    said = {stairs: Answer("yes"), quiet: Answer("no"), avoid: Answer("GM0344")}
    story.app.save_answers(story.household, said, {})
    story.open("housing")
    assert story.state.content is not None
    assert story.state.content.closed == {quiet: load("nl")("form.covered.beside")}
    assert story.state.content.reason == ""

    story.presenter.uncover(stairs, "woning zoeken")
    story.desk.work()

    content = story.state.content
    assert {content.answers[field].text for field in (stairs, quiet)} == {"yes", "no"}
    assert content.covered == {avoid}
    assert content.reason == "woning zoeken"
    story.open("housing", story.nour)
    assert story.state.content is not None
    assert story.state.content.covered == {avoid}, "another member is the same household"
    assert [e.what for e in story.app.read_audit(limit=2)].count("uncover") == 1


def test_the_next_open_question_goes_round_and_ends_at_the_release(story: Story) -> None:
    story.presenter.next_open("person.v_number")
    first = story.screen.fields[-1]
    records = story.app.open_file(story.layla).records
    for section in story.app.catalogue.sections:
        record = story.layla if section.subject == "person" else story.household
        unknown = {q.key: Answer(status=Status.UNKNOWN) for q in section.questions}
        story.app.save_answers(record, unknown, records[record].seen)
    story.presenter.refresh()
    story.desk.work()
    story.presenter.next_open("person.v_number")

    assert first == "person.prefix"
    assert story.state.page == "release"


def test_the_checklist_counts_and_never_divides(story: Story) -> None:
    story.open("checklist")

    assert story.state.groups[0].title == "Status en registratie"
    assert all("%" not in group.count for group in story.state.groups)


def test_a_new_member_is_added_and_opened(story: Story) -> None:
    story.presenter.look_for("Hadad")
    story.desk.work()
    known = story.screen.known
    story.presenter.add_member({"person.surname": Answer("Haddad")})
    story.desk.work()

    assert {somebody.person for somebody in known} == {story.layla, story.nour}
    assert len(story.state.members) == 3
    assert story.state.members[2].current


def test_a_received_file_is_read_and_not_written(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    person = gemeente.find_residents("").hits[0].person
    story = Story(gemeente)

    story.open("person", person)
    story.answer("person.room", "B-214")

    assert story.state.content is None
    assert story.state.received_from == "Ontvangen van Voorbeeldlocatie"
    assert story.state.sheets[0].lines
    assert story.screen.edits == []


def test_what_one_writes_oneself_is_not_covered_from_oneself(story: Story) -> None:
    story.open("person").answer("person.bsn", "999990019")
    story.desk.work()

    assert story.state.content is not None
    assert story.state.content.answers["person.bsn"] == Answer("999990019")


def test_a_file_on_its_way_is_not_overtaken_by_reading_the_old_one_again(story: Story) -> None:
    story.presenter.open(story.nour, "status", "status.phase")
    story.presenter.refresh()
    going = story.presenter.place("person.room")
    story.desk.work()

    assert going == (story.nour, "status", "status.phase")
    assert story.state.person == story.nour


def test_standing_in_the_first_question_waits_for_the_file(story: Story) -> None:
    story.presenter.open(story.nour)
    story.presenter.stand_first()
    before = list(story.screen.fields)
    story.desk.work()

    assert (before, story.screen.fields) == ([], [""])
