"""Finding and registering, without a screen, on a real vault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from doing import Later, run_now
from overstap.domain.residents import BIRTH_DATE, GIVEN_NAMES, ROLE, ROOM, SURNAME, V_NUMBER
from overstap.gui.newest import Newest
from overstap.gui.screens.residents.presenter import PAGE, ListPresenter
from overstap.gui.screens.residents.register import RegisterPresenter, draft_of
from overstap.gui.screens.residents.state import ListState, RegisterState, Row
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError, StoreError
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker
from people import names, register

NL = load("nl")


def today() -> date:
    return date(2026, 11, 24)


def fail(error: Exception) -> None:
    raise error


class SeenList:
    """A list that remembers what it was shown."""

    def __init__(self) -> None:
        self.state = ListState("", 0, (), "", "", nobody=True)
        self.pages: dict[int, tuple[Row, ...]] = {}

    def show_list(self, state: ListState) -> None:
        self.state = state
        self.pages = {0: state.rows}

    def show_rows(self, start: int, rows: tuple[Row, ...]) -> None:
        self.pages[start] = rows


class SeenPage:
    """A page that registers, and remembers what it was shown."""

    def __init__(self) -> None:
        self.state = RegisterState("", (), ())
        self.registered = ""

    def show_state(self, state: RegisterState) -> None:
        self.state = state

    def tell_registered(self, person: str) -> None:
        self.registered = person


@pytest.fixture
def seen() -> SeenList:
    return SeenList()


@pytest.fixture
def page() -> SeenPage:
    return SeenPage()


def listing(seen: SeenList, app: App, run: Callable[..., None] = run_now) -> ListPresenter:
    return ListPresenter(seen, app, NL, run, fail, today)


def registering(page: SeenPage, app: App) -> RegisterPresenter:
    say = Speaker(app.catalogue, app.tables, NL)
    return RegisterPresenter(page, app, say, run_now, fail, today)


def test_the_line_says_how_many_were_found_and_how(seen: SeenList, location: App) -> None:
    for name, given in (("Haddad", "Layla"), ("Khaddad", "Salma"), ("Hamdad", "Meriem")):
        register(location, name=name, given=given)

    listing(seen, location).search(" haddad ")

    assert seen.state.found.startswith("3 gevonden: 1 begint met, 1 klinkt als, 1 lijkt op")
    assert [row.tier for row in seen.state.rows] == ["begint met", "klinkt als", "lijkt op"]
    assert seen.state.rows[0].matched == ((0, 6),)
    assert seen.state.total == "3 bewoners"


def test_an_empty_vault_is_told_from_nobody_found(seen: SeenList, location: App) -> None:
    presenter = listing(seen, location)

    presenter.search("")
    assert seen.state.nobody

    register(location, name="Haddad")
    presenter.search("qqqq")
    assert not seen.state.nobody
    assert seen.state.found == NL("residents.none")


def test_a_page_is_read_when_it_comes_into_sight(seen: SeenList, location: App) -> None:
    for number in range(PAGE + 3):
        register(location, name=f"Naam{number:03}")
    presenter = listing(seen, location)

    presenter.search("")
    assert seen.state.count == PAGE + 3
    assert len(seen.state.rows) == PAGE
    presenter.want(PAGE)

    assert [row.name for row in seen.pages[PAGE]] == ["Naam050", "Naam051", "Naam052"]


def test_the_first_page_is_shown_before_it_is_known_how_many_there_are(
    seen: SeenList, location: App
) -> None:
    for number in range(PAGE + 3):
        register(location, name=f"Naam{number:03}")
    presenter = listing(seen, location)

    presenter.search("naam")
    first = seen.state
    presenter.rest()

    assert (first.count, first.more) == (PAGE, True)
    assert (seen.state.count, seen.state.more) == (PAGE + 3, False)
    assert seen.state.rows == first.rows
    assert seen.state.found.startswith(f"{PAGE + 3} gevonden")


def test_the_rest_of_a_list_that_nobody_wants_any_more_is_not_asked_for(
    seen: SeenList, location: App
) -> None:
    for number in range(PAGE):
        register(location, name=f"Naam{number:03}")
    later = Later()
    presenter = listing(seen, location, later.run)
    presenter.search("naam")
    later.land()

    presenter.search("naam001")
    presenter.rest()
    later.land()

    assert seen.state.text == "naam001"
    assert not later.waiting


def test_a_page_of_an_older_list_is_not_shown_in_a_newer_one(seen: SeenList, location: App) -> None:
    for number in range(PAGE + 1):
        register(location, name=f"Naam{number:03}")
    later = Later()
    presenter = listing(seen, location, later.run)
    presenter.search("")
    later.land()

    presenter.want(PAGE)
    presenter.search("naam001")
    later.land(1)
    later.land(0)

    assert list(seen.pages) == [0]


def test_typing_on_asks_only_the_newest_question() -> None:
    later, shown, stopped = Later(), list[tuple[str, str]](), list[bool]()
    newest = Newest[str, str](
        later.run,
        str.upper,
        lambda asked, answer: shown.append((asked, answer)),
        fail,
        lambda: stopped.append(True),
    )

    for typed in ("h", "ha", "had"):
        newest.ask(typed)
    later.land()
    later.land()

    assert shown == [("had", "HAD")]
    assert stopped == [True, True]
    assert later.waiting == []


def test_after_a_question_that_was_broken_off_or_failed_the_next_is_asked() -> None:
    later, shown, failed = Later(), list[str](), list[str]()

    def answer(asked: str) -> str:
        if asked == "stop":
            raise CancelledError
        if asked == "full":
            raise StoreError
        return asked

    newest = Newest[str, str](
        later.run, answer, lambda _asked, said: shown.append(said), lambda e: failed.append(e.code)
    )

    for typed in ("stop", "full", "good"):
        newest.ask(typed)
        later.land()

    assert shown == ["good"]
    assert failed == ["store"]


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("hadd", {SURNAME: "Hadd"}),
        ("layla haddad", {SURNAME: "Haddad", GIVEN_NAMES: "Layla"}),
        ("McDonald, Ann", {SURNAME: "McDonald", GIVEN_NAMES: "Ann"}),
        ("290 000 1123", {V_NUMBER: "290 000 1123"}),
        ("  ", {}),
    ],
)
def test_what_was_searched_for_begins_the_form(typed: str, draft: dict[str, str]) -> None:
    assert draft_of(typed) == draft


def test_a_date_is_said_back_in_words_and_an_impossible_one_is_explained(
    page: SeenPage, location: App
) -> None:
    presenter = registering(page, location)
    presenter.begin("haddad")

    presenter.type(0, BIRTH_DATE, "mrt 1985")
    assert page.state.echoes[0] == {BIRTH_DATE: "maart 1985"}

    presenter.type(0, BIRTH_DATE, "31-2-1985")
    assert page.state.problems == (), "nothing is said while typing"
    presenter.leave(0, BIRTH_DATE)
    assert BIRTH_DATE in page.state.problems[0]

    presenter.type(0, BIRTH_DATE, "1985")
    presenter.leave(0, BIRTH_DATE)
    assert page.state.problems[0] == {}


def test_a_household_is_registered_at_once_with_what_members_share(
    page: SeenPage, location: App
) -> None:
    presenter = registering(page, location)
    presenter.begin("haddad")
    presenter.type(0, ROOM, "B-214")
    presenter.add_member()
    presenter.type(1, GIVEN_NAMES, "Nour")
    presenter.type(1, ROLE, "child")

    presenter.register()

    file = location.open_file(page.registered)
    assert [member.name for member in file.members] == ["Haddad", "Haddad, Nour"]
    assert [member.role for member in file.members] == ["head", "child"]
    assert location.find_residents("nour").hits[0].room == "B-214"


def test_somebody_without_a_name_is_not_registered(page: SeenPage, location: App) -> None:
    presenter = registering(page, location)
    presenter.begin("")

    presenter.register()

    assert page.state.problems[0] == {SURNAME: NL("register.name.missing")}
    assert page.registered == ""


def test_who_is_like_them_is_compared_and_one_reason_goes_on(page: SeenPage, location: App) -> None:
    known = register(location, name="Haddad", given="Layla", born="19890312")
    presenter = registering(page, location)
    presenter.begin("haddad, laila")
    presenter.type(0, BIRTH_DATE, "3-12-1989")

    (candidate,) = page.state.candidates
    assert candidate.person == known
    assert NL("double.birth_swapped") in candidate.why
    birth = next(line for line in candidate.lines if line.label == "Geboren")
    assert (birth.typed, birth.known, birth.same) == ("3 december 1989", "12 maart 1989", False)

    presenter.register()
    assert page.state.refused == NL("register.reason.missing")
    assert names(location, "haddad") == ["Haddad, Layla"]

    presenter.choose_reason("document")
    presenter.register()
    assert page.registered
    answers = location.open_file(page.registered).records[page.registered].answers
    assert location.likely_duplicates(answers, page.registered) == (), "it is remembered"


def test_not_being_sure_is_not_remembered_as_another_person(page: SeenPage, location: App) -> None:
    register(location, name="Haddad", given="Layla", born="19890312")
    presenter = registering(page, location)
    presenter.begin("haddad, layla")
    presenter.type(0, BIRTH_DATE, "12-3-1989")
    presenter.choose_reason("unsure")

    presenter.register()

    answers: Any = location.open_file(page.registered).records[page.registered].answers
    assert len(location.likely_duplicates(answers, page.registered)) == 1


def test_the_reason_falls_away_with_the_last_who_is_like_them(
    page: SeenPage, location: App
) -> None:
    register(location, name="Haddad", given="Layla", born="19890312")
    presenter = registering(page, location)
    presenter.begin("haddad, layla")
    presenter.type(0, BIRTH_DATE, "12-3-1989")
    presenter.choose_reason("document")

    presenter.type(0, SURNAME, "Tesfay")
    presenter.type(0, GIVEN_NAMES, "Abel")

    assert page.state.candidates == ()
    assert page.state.reason == ""
