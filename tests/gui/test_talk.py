"""The talk with a resident over the whole window, with keys alone and on a real vault."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from file_page import unnamed
from overstap.domain.answers import Answer, Status
from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.resident import load_resident
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.intake.register_household import Registered
from talk_page import TalkPage, is_mirrored, press_on, reads_on

LAYLA = {"person.surname": Answer("Haddad"), "person.given_names": Answer("Layla")}
ARABIC = load_resident("ara")
TODAY = f"{date.today():%Y%m%d}"


@pytest.fixture
def location(shared_location: App) -> App:
    return shared_location


@pytest.fixture
def home(location: App) -> Registered:
    return location.register_household([LAYLA], {})


@pytest.fixture
def page(qtbot, qapp: QApplication, location: App) -> Iterator[TalkPage]:
    theme.install(qapp)
    texts, jobs = load("nl"), JobRunner()
    alerts = Alerts(QWidget(), texts)
    shell = Shell(location, texts, jobs, alerts, Choices("nl", 100, "light", 5))
    shell.show_screen("residents")
    yield TalkPage(qtbot, shell, jobs, location)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_talk_goes_on_where_the_form_was_and_comes_back_there(
    page: TalkPage, home: Registered
) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "apc")

    page.talk(layla, "education", "education.cv")
    inside = page.pane.current, page.where
    page.press("PageDown", "Esc").settle()

    assert inside == ("talk", "education.cv")
    assert page.pane.current == "residents"
    assert page.pane.place().person == layla
    assert page.where == "education.uaf"


def test_a_question_stands_in_dutch_and_mirrored_in_their_language(
    page: TalkPage, home: Registered
) -> None:
    page.speaks(home.household, "apc")

    page.talk(home.persons[0], "education", "education.cv")

    dutch = page.labels(load("nl")("ask.education.cv"))
    theirs = page.labels(ARABIC.texts("ask.education.cv"))
    assert [is_mirrored(label) for label in (*dutch, *theirs)] == [False, True]
    assert page.reads("Opleiding en werk · vraag ")
    assert page.labels(ARABIC.texts("resident.unreviewed"))


def test_digits_choose_and_enter_goes_on(page: TalkPage, home: Registered) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "apc")
    page.talk(layla, "education", "education.cv")

    page.keys("2").press("Enter").settle()
    page.press("Ctrl+2").press("PageDown").settle()

    assert page.answer(layla, "education.cv") == "no"
    assert page.answer(layla, "education.uaf") is Status.DECLINED
    assert page.where == "education.digital"


def test_what_no_longer_applies_is_not_asked(page: TalkPage, home: Registered) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "practical", "practical.driving_licence")

    page.keys("2").settle()
    page.press("Enter").settle()
    without = page.where
    page.press("PageUp").keys("1").settle()
    page.press("Enter").settle()

    assert (without, page.where) == ("practical.transport", "practical.driving_country")


def test_a_first_talk_begins_with_language_interpreter_and_notice(
    page: TalkPage, home: Registered
) -> None:
    page.talk(home.persons[0], "education", "education.cv")
    began = page.where

    page.keys("levantijns").press("Enter").settle()
    page.keys("2").press("Enter", "Enter").settle()
    notice = page.where, page.reads(load("nl")("resident.notice.never"))
    page.press("Enter").settle()

    assert began == "start:"
    assert page.answer(home.household, "talk.language") == "apc"
    assert page.answer(home.household, "talk.interpreter") == "phone"
    assert notice == ("notice:", True)
    assert page.answer(home.household, "talk.privacy_given") == TODAY
    assert page.answer(home.household, "talk.privacy_language") == "apc"
    assert page.where == "education.cv"


def test_choosing_the_language_leaves_one_in_the_question_after_it(
    page: TalkPage, home: Registered
) -> None:
    page.talk(home.persons[0], "education", "education.cv")

    page.keys("levantijns").press("Enter")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert page.labels(ARABIC.texts("resident.talk.welcome"))
    assert page.focus.isVisible()
    assert page.focus.accessibleName() == load("nl")("choice.interpreter.none")


def test_that_a_preference_is_no_right_is_told_before_housing(
    page: TalkPage, home: Registered
) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "housing", "housing.hard_criteria")

    page.press("PageUp").settle()
    there = page.where, page.reads("Een voorkeur is geen recht")
    page.press("Enter").settle()

    assert there == ("no_right:", True)
    assert page.answer(home.household, "talk.no_right_told") == TODAY
    assert page.answer(home.household, "talk.no_right_language") == "apc"


@pytest.mark.parametrize("language", ["tir", "orm"])
def test_what_could_harm_when_wrong_is_said_by_the_interpreter_until_somebody_reviewed_it(
    page: TalkPage, home: Registered, language: str
) -> None:
    unchecked = load_resident(language).texts("resident.unreviewed")
    page.speaks(home.household, language)

    page.talk(home.persons[0], "housing", "housing.hard_criteria")
    plain = page.labels(unchecked), page.labels(load("nl")("talk.review_first"))
    page.press("PageUp").settle()
    grave = page.labels(unchecked), page.labels(load("nl")("talk.review_first"))

    assert (page.where, [bool(found) for found in plain]) == ("no_right:", [True, False])
    assert all(grave)


def test_a_turned_screen_shows_no_name_and_no_note(page: TalkPage, home: Registered) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "education", "education.cv")
    page.press("F4").keys("Broer helpt").settle()
    page.press("F7").settle()

    seen = reads_on(page.screen)
    face = reads_on(page.face())

    assert "Haddad" not in seen
    assert "Aantekening" not in seen
    assert page.answer(home.household, "talk.notes") == "Broer helpt"
    assert ARABIC.texts("ask.education.cv") in face
    assert load("nl")("ask.education.cv") not in face


def test_a_resident_answers_on_the_turned_half(page: TalkPage, home: Registered) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "apc")
    page.talk(layla, "education", "education.cv")
    page.press("F7").settle()

    press_on(page.face(), ARABIC.texts("choice.yes_no.yes"))
    page.settle()

    assert page.answer(layla, "education.cv") == "yes"


def test_a_resident_answers_on_a_second_screen_with_keys(
    page: TalkPage, home: Registered, qtbot
) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "tur")
    page.talk(layla, "education", "education.cv")
    page.press("F9").settle()
    window = page.second()
    buttons = [b for b in window.findChildren(QWidget) if b.objectName() == "bigchoice"]

    buttons[0].setFocus()
    QTest.keyClick(buttons[0], "2")
    page.settle()

    assert page.answer(layla, "education.cv") == "no"
    assert "Haddad" not in reads_on(window) + window.windowTitle()
    page.press("Esc").settle()
    assert not page.has_second()


def test_topics_have_the_numbers_that_they_have_in_the_form(
    page: TalkPage, home: Registered
) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "education", "education.cv")

    page.press("Alt+7").settle()
    language = page.where
    page.press("Alt+0").settle()

    assert language.startswith("language.")
    assert page.where.startswith("start:")


def test_everything_said_is_read_back_corrected_and_agreed(
    page: TalkPage, home: Registered
) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "apc")
    page.talk(layla, "education", "education.cv").keys("1").settle()

    page.press("Alt+1").settle()
    page.screen.presenter.read_back()
    page.press("PageDown").settle()
    read = page.where, bool(page.labels(ARABIC.texts("choice.yes_no.yes")))
    press_on(page.screen, f"Verbeteren: {load('nl')('ask.education.cv')}")
    page.keys("2").settle()
    page.press("Enter").settle()
    back = page.where, bool(page.labels(ARABIC.texts("choice.yes_no.no")))
    page.press("Enter").keys("2").settle()

    assert read == ("read:education", True)
    assert back == ("read:education", True)
    assert page.answer(home.household, "talk.read_back") == "remark"
    assert page.answer(home.household, "talk.read_back_on") == TODAY
    assert page.reads("Opmerking van de bewoner")


def test_undo_in_the_form_takes_back_what_was_said_in_the_talk(
    page: TalkPage, home: Registered
) -> None:
    layla = home.persons[0]
    page.speaks(home.household, "apc")
    page.talk(layla, "education", "education.cv").keys("1").settle()
    page.press("PageDown").keys("1").settle()

    page.press("Ctrl+Z").settle()
    undone = page.where, page.answer(layla, "education.uaf")
    page.press("Esc").settle()
    page.press("Ctrl+Z").settle()

    assert undone == ("education.uaf", Status.NOT_ASKED)
    assert page.answer(layla, "education.cv") is Status.NOT_ASKED


def test_after_unlocking_one_is_in_the_same_talk(page: TalkPage, home: Registered) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "education", "education.cv").press("F4").keys("Belt")
    page.pane.save_now()

    place = page.pane.place()
    page.pane.show_screen("residents")
    page.pane.go_to(place)
    page.settle()

    assert page.answer(home.household, "talk.notes") == "Belt"
    assert (page.pane.current, page.where) == ("talk", "education.cv")


def test_what_has_no_translation_stands_in_dutch_and_english(
    page: TalkPage, home: Registered
) -> None:
    page.speaks(home.household, "kat")

    page.talk(home.persons[0], "education", "education.cv")

    assert page.labels(load("nl")("ask.education.cv"))
    assert page.labels(load("en")("ask.education.cv"))
    assert page.labels(load("nl")("talk.untranslated"))


@pytest.mark.parametrize("where", ["education.goals", "education.jobs", "start:", "agree:"])
def test_everything_in_the_talk_has_a_name(page: TalkPage, home: Registered, where: str) -> None:
    page.speaks(home.household, "apc")
    page.talk(home.persons[0], "education", "education.cv")
    page.pane.screen_of("residents").ask_talk(home.persons[0], "education", where)
    page.settle()

    assert unnamed(page.screen) == []
