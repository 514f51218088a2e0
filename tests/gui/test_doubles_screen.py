"""Residents who may be one person, in the window: find, compare, merge, undo, keep apart."""

from threading import Event
from typing import Any

import pytest

from offices import answer, take_in
from overstap.gui.screens.doubles.state import MergedState, PairState, SweepState
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from people import names, register
from shell_page import ShellPage

NL = load("nl")
KNOWN = {"name": "Haddad", "given": "Layla", "born": "19850312", "room": "B-014"}
DOUBLE = {"name": "Khadad", "given": "Leyla", "born": "19850000", "v": "2900001123"}


class DoublesPage(ShellPage):
    """The window at its page of doubles."""

    @property
    def state(self) -> Any:
        return self.shell.screen_of("doubles")._state


@pytest.fixture
def two(location: App) -> tuple[str, str]:
    return register(location, **KNOWN), register(location, **DOUBLE)


@pytest.fixture
def page(qtbot: Any, location: App, two: tuple[str, str]) -> DoublesPage:
    return DoublesPage(qtbot, location, "work")


def test_two_are_found_compared_merged_as_chosen_and_that_is_undone(
    page: DoublesPage, location: App
) -> None:
    page.choose(NL("work.doubles"))
    assert NL("doubles.found", count=1) in page.said()
    assert page.state.pairs[0].why == (NL("double.name_sounds"), NL("double.birth_year"))

    page.choose(NL("doubles.compare"))
    page.choose("Achternaam of naamketen: Khadad")
    page.choose(NL("doubles.merge"))
    assert names(location, "") == ["Khadad, Layla"]

    page.choose(NL("doubles.undo"))
    assert sorted(names(location, "")) == ["Haddad, Layla", "Khadad, Leyla"]


def test_what_will_be_taken_along_is_said_before_merging(page: DoublesPage) -> None:
    page.choose(NL("work.doubles"))
    page.choose(NL("doubles.compare"))
    assert page.state.filled == (("V-nummer", "2900001123"),)
    assert NL("doubles.summary.taken", count=1) not in page.state.summary

    page.choose("Voornamen: Leyla")

    assert NL("doubles.summary.taken", count=1) in page.state.summary
    assert [row.chosen_right for row in page.state.rows if row.field == "person.given_names"] == [
        True
    ]


def test_the_other_file_may_go_on(page: DoublesPage, location: App, two: tuple[str, str]) -> None:
    page.choose(NL("work.doubles"))
    page.choose(NL("doubles.compare"))

    page.choose(f"{NL('doubles.goes_on')}: Khadad")
    page.choose(NL("doubles.merge"))

    assert names(location, "") == ["Khadad, Leyla"]
    assert location.list_merges()[0].gone == two[0]


def test_a_merge_can_still_be_undone_from_the_list_of_merges(
    page: DoublesPage, location: App, two: tuple[str, str]
) -> None:
    location.merge_residents(*two)
    page.choose(NL("work.doubles"))

    page.choose(NL("doubles.merges"))
    page.choose(f"{NL('doubles.undo')}: Khadad, Leyla")

    assert len(names(location, "")) == 2
    assert location.list_merges() == ()
    assert isinstance(page.state, MergedState)


def test_that_they_are_two_people_is_remembered(page: DoublesPage, location: App) -> None:
    page.choose(NL("work.doubles"))

    page.choose(NL("doubles.apart"))

    assert page.state.pairs == ()
    assert location.sweep_duplicates(Quiet()) == ()


def test_looking_for_doubles_can_be_stopped_and_says_so(page: DoublesPage) -> None:
    hold = Event()
    page.jobs.run(lambda _task: hold.wait(20), done=lambda _waited: None)
    screen = page.shell.show_screen("doubles")
    assert page.state.busy

    screen.stop_asked.emit()
    hold.set()
    page.settle()

    assert isinstance(page.state, SweepState)
    assert page.state.found == NL("doubles.stopped")
    assert not page.state.busy


def test_a_likely_double_is_said_above_the_file_and_compared_from_there(
    page: DoublesPage, two: tuple[str, str]
) -> None:
    page.shell.show_resident(two[0])
    page.settle()
    notice = page.shell.screen_of("residents").notice
    assert notice.isVisible()

    page.choose(NL("doubles.compare"))

    assert isinstance(page.state, PairState)
    assert page.state.left.person == two[0]


def test_above_the_file_one_can_say_that_it_is_somebody_else(
    page: DoublesPage, location: App, two: tuple[str, str]
) -> None:
    page.shell.show_resident(two[0])
    page.settle()

    page.choose(NL("doubles.apart"))

    assert not page.shell.screen_of("residents").notice.isVisible()
    assert location.sweep_duplicates(Quiet()) == ()


def test_hidden_names_stay_hidden_above_the_file(page: DoublesPage, two: tuple[str, str]) -> None:
    page.shell.show_resident(two[0])
    page.settle()

    page.shell.toggle_blur()
    page.settle()

    assert not page.shell.screen_of("residents").notice.isVisible()


def test_a_file_that_was_handed_over_is_the_one_that_stays(
    location: App, gemeente: App, qtbot: Any, tmp_path: Any
) -> None:
    household = take_in(location, 1, seed=1)[0]
    file = location.open_file(household)
    sent = location.find_residents(file.name).hits[0]
    other = register(location, name=file.name, born=sent.birth_date)
    location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    page = DoublesPage(qtbot, location, "work")

    page.shell.show_pair(other, sent.person)
    page.settle()

    assert page.state.keeps_right
    assert page.state.note == NL("doubles.turned", name=sent.name)


def test_what_others_sent_cannot_be_merged_but_kept_apart(
    location: App, gemeente: App, qtbot: Any, tmp_path: Any
) -> None:
    household = take_in(location, 1, seed=1)[0]
    name = location.open_file(household).name
    bundle = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(bundle.path, Quiet())
    received = gemeente.find_residents(name).hits[0]
    ours = register(gemeente, name=name, born=received.birth_date)
    page = DoublesPage(qtbot, gemeente, "work")

    page.shell.show_pair(ours, received.person)
    page.settle()
    assert page.state.refused
    page.choose(NL("doubles.apart"))

    assert gemeente.sweep_duplicates(Quiet()) == ()


def test_a_restricted_answer_stays_covered_in_the_comparison(
    page: DoublesPage, location: App, two: tuple[str, str]
) -> None:
    answer(location, two[0], "person.bsn", "999990019")
    answer(location, two[1], "person.bsn", "999990020")

    page.shell.show_pair(*two)
    page.settle()

    row = next(row for row in page.state.rows if row.field == "person.bsn")
    assert (row.left.value, row.right.value) == (NL("doubles.restricted"),) * 2
