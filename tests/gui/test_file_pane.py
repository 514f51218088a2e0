"""The file of a resident at the desk, with keys alone and on a real vault."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from doing import PATIENCE_MS
from file_page import FilePage, unnamed
from offices import answer
from overstap.domain.answers import Answer, Basis, Status
from overstap.domain.groups import RANK, REMOVED, items
from overstap.gui import theme
from overstap.gui.form.groups import ItemRow
from overstap.gui.jobs import JobRunner
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens.residents.file import make_file
from overstap.gui.screens.residents.file.earlier_dialog import EarlierDialog
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.intake.register_household import Registered

LAYLA = {"person.surname": Answer("Haddad"), "person.given_names": Answer("Layla")}
NOUR = {
    "person.surname": Answer("Haddad"),
    "person.given_names": Answer("Nour"),
    "person.role": Answer("child"),
}


@pytest.fixture
def location(shared_location: App) -> App:
    return shared_location


@pytest.fixture
def home(location: App) -> Registered:
    return location.register_household([LAYLA, NOUR], {})


@pytest.fixture
def page(qtbot, qapp: QApplication, location: App) -> FilePage:
    theme.install(qapp)
    jobs = JobRunner()
    pane = make_file(location, load("nl"), jobs, None)  # type: ignore[arg-type]
    return FilePage(qtbot, pane, jobs, location)


def test_a_whole_section_is_filled_and_finished_without_a_mouse(
    page: FilePage, home: Registered
) -> None:
    layla = home.persons[0]
    page.open(layla, "person", "person.v_number")

    page.keys("290 000 1123").press("Enter")
    page.keys("").press("Enter")
    page.press("Ctrl+3", "Enter")
    page.press("Enter")
    page.keys("Layla").press("Enter")
    page.keys("12-3-89").press("Enter")
    page.keys("2").press("Enter")
    page.keys("syr").press("Enter", "Enter")
    page.settle().press("Ctrl+Enter").settle()

    stored = {key: page.stored(layla, f"person.{key}") for key in ("v_number", "prefix", "gender")}
    assert stored == {
        "v_number": Answer("2900001123", basis=Basis.STATED),
        "prefix": Answer(status=Status.NOT_APPLICABLE),
        "gender": Answer("V", basis=Basis.STATED),
    }
    assert page.stored(layla, "person.birth_date") == Answer("19890312", basis=Basis.STATED)
    assert page.stored(layla, "person.nationalities") is not None
    assert page.stored(layla, "progress.person") == Answer("done")
    assert page.pane.place()[1] == "status"


def test_a_date_is_said_back_in_words_with_the_age(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.birth_date")

    page.keys("3 mrt 1985").press("Enter").settle()

    assert page.shown("person.birth_date") == "03-03-1985"
    assert page.reads("3 maart 1985, 4")


def test_a_date_of_the_residents_own_calendar_is_understood_and_stands_beside_ours(
    page: FilePage, home: Registered, location: App
) -> None:
    seen = location.open_file(home.household).records[home.household].seen
    location.save_answers(home.household, {"talk.language": Answer("prs")}, seen)
    page.open(home.persons[0], "person", "person.birth_date")

    page.keys("21 Esfand 1363").press("Enter").settle()

    assert page.shown("person.birth_date") == "12-03-1985"
    assert page.reads("12 maart 1985, 4")
    assert page.reads("21 Esfand 1363 (Iraanse en Afghaanse kalender)")


def test_a_date_inside_a_group_is_said_back_and_asked_after_as_any_other(
    page: FilePage, home: Registered, location: App
) -> None:
    seen = location.open_file(home.household).records[home.household].seen
    location.save_answers(home.household, {"talk.language": Answer("tir")}, seen)
    page.open(home.household, "household", "household.joining").press("Space").settle()
    row = page.question("household.joining").findChild(ItemRow)
    assert row is not None
    field = next(f for f in row.findChildren(QLineEdit) if "vanaf" in f.accessibleName())
    field.setFocus()

    page.keys("3-7-1977").press("Enter").settle()
    said, question = (
        page.reads("3 juli 1977"),
        "Ethiopische kalender: dat is 12-03-1985. Overnemen?",
    )
    link = next(b for b in page.pane.findChildren(QPushButton) if b.text() == question)
    link.setFocus()
    page.press("Space").settle()

    assert said
    assert page.reads("12 maart 1985 · 3 Megabit 1977 (Ethiopische kalender)")
    assert not page.reads("Overnemen?")


def test_a_date_that_can_be_of_two_calendars_is_asked_after_once(
    page: FilePage, home: Registered, location: App
) -> None:
    seen = location.open_file(home.household).records[home.household].seen
    location.save_answers(home.household, {"talk.language": Answer("tir")}, seen)
    layla, question = home.persons[0], "Ethiopische kalender: dat is 12-03-1985. Overnemen?"
    page.open(layla, "person", "person.birth_date")
    before = page.reads("Ethiopische kalender: dat is")

    page.keys("3-7-1977").press("Enter").settle()
    asked = page.reads(question)
    link = next(b for b in page.pane.findChildren(QPushButton) if b.text() == question)
    link.setFocus()
    page.press("Space").settle()

    assert (before, asked, page.reads("Overnemen?")) == (False, True, False)
    assert page.stored(layla, "person.birth_date") == Answer("19850312", basis=Basis.STATED)
    assert page.reads("3 Megabit 1977 (Ethiopische kalender)")


def test_what_is_wrong_is_said_after_leaving_and_keeps_a_section_unfinished(
    page: FilePage, home: Registered
) -> None:
    page.open(home.persons[0], "person", "person.v_number")

    page.keys("123").pane.save_now()
    while_typing = page.reads("10 cijfers")
    page.press("Enter").settle()
    after_leaving = page.reads("10 cijfers")
    page.press("Ctrl+Enter").settle()

    assert (while_typing, after_leaving) == (False, True)
    assert page.reads("Dit onderdeel is nog niet klaar")
    assert page.stored(home.persons[0], "progress.person") is None
    page.press("Space")
    assert page.here == "person.v_number"


def test_what_was_probably_meant_is_taken_over_with_a_key_and_undone(
    page: FilePage, home: Registered
) -> None:
    page.open(home.persons[0], "person", "person.v_number")
    page.keys("V290 000 1123").press("Enter").settle()
    offered = page.reads("Overnemen: 2900001123")

    page.press("Ctrl+T").settle()
    taken = page.shown("person.v_number"), page.reads("10 cijfers")
    page.press("Ctrl+Z").settle()

    assert offered
    assert taken == ("290 000 1123", False)
    assert page.stored(home.persons[0], "person.v_number") == Answer(
        "V2900001123", basis=Basis.STATED
    )


def test_what_does_not_go_with_another_member_is_asked_about(
    page: FilePage, home: Registered, location: App
) -> None:
    layla, nour = home.persons
    answer(location, nour, "person.role", "partner")
    answer(location, layla, "person.marital_status", "single")

    page.open(layla, "person", "person.role").press("1").settle()

    assert page.reads('"alleenstaand", maar in dit huishouden is een partner')


def test_what_was_wrong_already_is_said_on_opening(
    page: FilePage, home: Registered, location: App
) -> None:
    location.save_answers(home.persons[0], {"person.v_number": Answer("123")}, {})

    page.open(home.persons[0], "person", "person.v_number")

    assert page.reads("10 cijfers")


def test_undo_goes_back_to_the_other_section_and_member(page: FilePage, home: Registered) -> None:
    layla, nour = home.persons
    page.open(layla, "person", "person.room").keys("B-214").press("Enter").settle()
    page.press("Alt+Right").settle()
    page.press("Alt+2").press("1", "Enter").settle()

    page.press("Ctrl+Z").settle()
    page.press("Ctrl+Z").settle()
    undone = page.pane.place(), page.shown("person.room"), page.stored(layla, "person.room")
    page.press("Ctrl+Y").settle()

    assert undone == ((layla, "person", "person.room"), "", Answer(status=Status.NOT_ASKED))
    assert page.stored(layla, "person.room") == Answer("B-214")
    assert page.stored(nour, "status.phase") == Answer(status=Status.NOT_ASKED)


def test_a_field_undoes_its_own_letters_first(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.call_name").keys("Lay")

    page.press("Ctrl+Z")

    assert page.shown("person.call_name") == ""
    assert page.here == "person.call_name"


def test_locking_in_the_middle_of_a_word_loses_nothing(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.call_name").keys("Lay")

    page.pane.save_now()

    assert page.stored(home.persons[0], "person.call_name") == Answer("Lay", basis=Basis.STATED)
    assert page.reads("Opgeslagen")


def test_typing_is_saved_by_itself_after_a_pause(page: FilePage, home: Registered, qtbot) -> None:
    page.open(home.persons[0], "person", "person.call_name").keys("Lay")

    qtbot.waitUntil(lambda: page.reads("Opgeslagen"), timeout=PATIENCE_MS)

    assert page.stored(home.persons[0], "person.call_name") == Answer("Lay", basis=Basis.STATED)


def test_ctrl_enter_begins_a_line_in_a_note_and_escape_loses_nothing(
    page: FilePage, home: Registered
) -> None:
    layla = home.persons[0]

    page.open(layla, "education", "education.ambition").keys("bakker").press("Ctrl+Enter")
    page.keys("eigen zaak").press("Esc")
    page.press("Enter").settle()

    assert page.stored(layla, "education.ambition") == Answer(
        "bakker\neigen zaak", basis=Basis.STATED
    )


def test_a_question_appears_with_the_answer_it_depends_on(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "education", "education.work_now")
    before = page.reads("Uren per week")

    page.press("2").settle()

    assert (before, page.reads("Uren per week")) == (False, True)


def test_what_does_not_apply_any_more_is_out_of_sight_and_kept(
    page: FilePage, home: Registered
) -> None:
    layla = home.persons[0]
    page.open(layla, "education", "education.work_now").press("2").settle()
    page.question("education.work_hours").focus()
    page.keys("24").press("Enter").settle()

    page.question("education.work_now").focus()
    page.press("1").settle()
    gone = page.reads("Uren per week"), page.stored(layla, "education.work_hours")
    page.press("2").settle()

    assert gone == (False, Answer(24, basis=Basis.STATED))
    assert page.shown("education.work_hours") == "24"


def test_a_wish_is_added_ranked_and_removed_with_keys(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "housing", "housing.preferences")
    for place in ("Utrecht", "Zwolle"):
        page.question("housing.preferences").focus()
        page.press("Space").keys(place).press("Enter", "2", "Enter").settle()
    wishes = [f"{place} · Werk" for place in ("Utrecht", "Zwolle")]
    added = [text for text in page.words() if text in wishes]

    page.press("Alt+Up").settle()
    moved = [text for text in page.words() if text in wishes]
    page.press("Delete").settle()
    removed = [text for text in page.words() if text in wishes]
    page.press("Ctrl+Z").settle()

    assert added == wishes
    assert moved == wishes[::-1]
    assert removed == wishes[:1]
    assert [text for text in page.words() if text in wishes] == moved


def test_what_an_item_rests_on_is_chosen_with_keys_and_kept_when_it_changes(
    page: FilePage, home: Registered
) -> None:
    page.open(home.persons[0], "education", "education.studies")
    page.question("education.studies").focus()
    page.press("Space", "2", "Enter").keys("Lassen").press("Enter").settle()
    told = _studies(page, home.persons[0])

    page.press("Ctrl+B", "2").settle()
    seen = _studies(page, home.persons[0])
    page.keys("syr").press("Enter").settle()
    changed = _studies(page, home.persons[0])
    page.press("Ctrl+Z").press("Ctrl+Z").settle()

    assert set(told.values()) == {Basis.STATED}
    assert set(seen.values()) == {Basis.DOCUMENT_SEEN}
    assert changed == {**seen, "country": Basis.DOCUMENT_SEEN}
    assert page.reads("Document gezien") is False
    assert _studies(page, home.persons[0]) == told


def _studies(page: FilePage, person: str) -> dict[str, Basis | None]:
    """What each answered part of the only study rests on."""
    answers = page.answers(person)
    ((_, parts),) = items("education.studies", answers)
    return {
        part: answer.basis
        for part, answer in parts.items()
        if part not in (REMOVED, RANK) and answer.value is not None
    }


def test_a_restricted_answer_shows_after_a_reason_that_is_accounted_for(
    page: FilePage, home: Registered, location: App
) -> None:
    field = "housing.avoid_region"
    location.save_answers(home.household, {field: Answer("GM0344")}, {})
    page.open(home.persons[0], "housing", field)
    covered = page.reads("afgeschermd")

    page.keys("gesprek veiligheid").press("Enter", "Space").settle()

    assert covered
    assert page.shown(field) == "Utrecht"
    trail = location.run_doctor.vault.audit_trail(1)
    assert (trail[0]["what"], trail[0]["field"]) == ("uncover", field)
    assert trail[0]["reason"] == "gesprek veiligheid"


def test_f8_walks_the_open_questions_and_f1_says_why(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.surname")

    page.press("F8")
    first = page.here
    page.press("F1")

    assert first == "person.prefix"
    assert page.reads("Waarom wij dit vragen")


def test_f1_says_first_what_to_mind_when_asking(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.birth_date")

    page.press("F1")

    assert page.reads("Vul nooit zelf 1 januari in.")


def test_reading_back_and_releasing_happens_in_the_last_page(
    page: FilePage, home: Registered, location: App
) -> None:
    page.open(home.persons[0], "release")
    page.pane.focus_first()

    page.press("Space").settle()
    page.pane.focus_first()
    page.press("Space").settle()

    assert location.open_file(home.household).released
    assert page.reads("Het dossier is vrijgegeven.")


def test_later_wants_a_reason(page: FilePage, home: Registered) -> None:
    page.open(home.persons[0], "person", "person.surname")

    page.pane._card.footer._later.setFocus()
    page.press("Space").keys("tolk nodig").press("Enter", "Space").settle()

    assert page.stored(home.persons[0], "progress.person") == Answer("later:tolk nodig")
    assert page.reads("Later: tolk nodig")


def test_a_member_is_added_after_looking_who_is_here(
    page: FilePage, home: Registered, location: App, qtbot
) -> None:
    sami = {"person.surname": Answer("Hadad"), "person.given_names": Answer("Sami")}
    location.register_household([sami], {})
    page.open(home.persons[0], "person")

    page.pane._head.adding_asked.emit()
    page.keys("Haddad").press("Enter").keys("Sami").press("Enter")
    qtbot.waitUntil(lambda: page.reads("Staat deze bewoner er al?"), timeout=PATIENCE_MS)
    page.press("Enter", "Enter", "Enter", "Space").settle()

    file = location.open_file(home.household)
    assert [member.name for member in file.members] == [
        "Haddad, Layla",
        "Haddad, Nour",
        "Haddad, Sami",
    ]
    assert page.pane.place()[0] == file.members[2].person


def test_names_and_answers_can_be_hidden_from_who_looks_along(
    page: FilePage, home: Registered
) -> None:
    page.open(home.persons[0], "person")

    page.pane.blur(True)
    hidden = page.reads("Layla") or page.reads("Haddad")
    page.pane.blur(False)

    assert not hidden
    assert page.reads("Layla Haddad")


@pytest.mark.parametrize("section", ["person", "housing", "language", "checklist", "release"])
def test_every_control_has_a_name(page: FilePage, home: Registered, section: str) -> None:
    page.open(home.persons[0], section)

    assert unnamed(page.pane) == []


def test_every_section_and_member_is_named_once_in_the_head(
    page: FilePage, home: Registered
) -> None:
    page.open(home.persons[1])

    assert page.reads("Nour Haddad")
    assert page.reads("Layla")
    assert page.reads("Nour · kind")
    assert isinstance(page.focus, QWidget)


def test_what_a_resident_asks_for_is_in_the_head_of_the_file(
    page: FilePage, home: Registered, location: App
) -> None:
    page.open(home.persons[0], "person")
    menu = page.pane.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    dialog = page.pane.findChild(ReasonDialog)
    assert dialog is not None

    dialog.do.click()
    assert location.open_file(home.household).flags == (), "it asks why first"
    dialog.reason.setText("wil eerst een advocaat")
    dialog.do.click()
    page.settle()

    assert [flag.right for flag in location.open_file(home.household).flags] == ["objection"]
    assert page.reads("Niets delen")
    assert page.reads("wil eerst een advocaat")
    menu = page.pane.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    page.settle()
    assert location.open_file(home.household).flags == ()
    assert not page.reads("Niets delen")


def test_an_earlier_answer_is_looked_up_and_taken_out_with_keys(
    page: FilePage, home: Registered, location: App
) -> None:
    layla = home.persons[0]
    page.open(layla, "person", "person.room").keys("B-214").press("Enter").settle()
    page.open(layla, "person", "person.room").press("Ctrl+A").keys("A-1").press("Enter").settle()

    page.open(layla, "person", "person.room").press("Ctrl+H").settle()
    dialog = page.pane.findChild(EarlierDialog)
    assert dialog
    assert [said for said in earlier(dialog) if said in ("A-1", "B-214")] == ["A-1", "B-214"]
    press(dialog, load("nl")("earlier.take_out"))
    press(dialog, load("nl")("earlier.for_good"))
    page.settle()

    now, gone = location.read_history(layla, "person.room")
    assert now.standing
    assert gone.stated is None
    assert load("nl")("earlier.empty") in earlier(dialog)
    assert unnamed(dialog) == []
    dialog.close()
    page.press("Ctrl+Z").settle()
    kept = page.stored(layla, "person.room")
    assert kept
    assert kept.text == "A-1"


def earlier(dialog: EarlierDialog) -> list[str]:
    """What one reads in the window of earlier answers."""
    QApplication.processEvents()
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def press(dialog: EarlierDialog, text: str) -> None:
    QApplication.processEvents()
    buttons = dialog.findChildren(QPushButton)
    next(one for one in buttons if one.text() == text and one.isVisible()).click()
