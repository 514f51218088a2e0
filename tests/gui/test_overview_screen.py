"""The overview of a household at the desk, with keys alone and on a real vault."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from doing import PATIENCE_MS
from family import FAMILY
from file_page import unnamed
from overstap.domain.answers import Answer
from overstap.domain.readiness import override_field
from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.screens import overview
from overstap.gui.screens.overview.state import Page
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.intake.register_household import Registered
from overview_page import OverviewPage


@pytest.fixture
def location(shared_location: App) -> App:
    return shared_location


@pytest.fixture
def home(location: App) -> Registered:
    return location.register_household(*FAMILY)


@pytest.fixture
def page(qtbot, qapp: QApplication, location: App) -> Iterator[OverviewPage]:
    theme.install(qapp)
    jobs = JobRunner()
    screen = overview.make(location, load("nl"), jobs, None)  # type: ignore[arg-type]
    yield OverviewPage(qtbot, screen, jobs)
    theme.choose(qapp, 100, "system")


def test_the_chain_is_as_high_as_its_lanes_when_it_is_first_shown(
    page: OverviewPage, home: Registered
) -> None:
    page.open(home.persons[0])

    picture = page.screen.chain.picture
    assert picture.height() == picture.sizeHint().height()


def test_every_page_is_reached_by_its_key(page: OverviewPage, home: Registered) -> None:
    page.open(home.persons[0])

    seen = []
    for number, sign in enumerate(
        ("vandaag", "Leerroute-indicatie", "Waarvoor?", "Een voorkeur is geen recht", "Leden"), 1
    ):
        page.press(f"Alt+{number}")
        picture = page.screen.chain.picture.accessibleName() if number == 1 else ""
        seen.append(page.reads(sign) or "Tijdlijn" in picture)

    assert seen == [True] * 5


def test_a_step_chosen_in_the_list_says_what_it_waits_for(
    page: OverviewPage, home: Registered
) -> None:
    page.open(home.persons[0])

    page.tab_to("PIP").press("Space")

    assert "Inschrijving in de BRP → Leerbaarheidstoets → PIP" in page.screen.chain.detail


def test_an_item_is_set_by_keyboard_and_undone(
    page: OverviewPage, home: Registered, location: App
) -> None:
    layla = home.persons[0]
    page.open(layla).press("Alt+2")

    page.tab_to("Verblijfsdocument ontvangen").press("Space")
    page.press("Right", "Right")
    page.tab_to("Vastleggen").press("Space")
    stored = location.open_file(layla).records[layla].answers[override_field("A2")]
    said = page.reads("door een medewerker ingesteld")
    page.press("Ctrl+Z")

    assert (stored, said) == (Answer("done"), True)
    assert not page.reads("door een medewerker ingesteld")


def test_half_a_date_is_refused_in_words(page: OverviewPage, home: Registered) -> None:
    page.open(home.persons[0]).press("Alt+2")
    page.tab_to("Verblijfsdocument ontvangen").press("Space")

    page.tab_to("Sinds").press("Ctrl+A").keys("2026")
    page.tab_to("Vastleggen").press("Space")

    assert page.reads("Typ een hele datum")


def test_escape_leaves_what_one_is_doing_before_it_leaves_the_overview(
    page: OverviewPage, home: Registered, qtbot
) -> None:
    left = []
    page.screen.left.connect(lambda: left.append(True))
    page.open(home.persons[0]).press("Alt+2")

    page.tab_to("Verblijfsdocument ontvangen").press("Space", "Esc")
    page.press("Alt+5").tab_to("Splitsen").press("Space", "Esc")
    inside = list(left)
    page.press("Esc")

    assert (inside, left) == ([], [True])


def test_typing_zwo_shows_zwolle(page: OverviewPage, home: Registered) -> None:
    page.open(home.persons[0]).press("Alt+4")

    page.tab_to("Gemeente of regio").keys("zwo").press("Enter")

    assert page.reads("Ligt in arbeidsmarktregio Regio Zwolle")
    assert page.reads("bewijs gezien")


def test_a_household_is_split_by_keyboard(
    page: OverviewPage, home: Registered, location: App
) -> None:
    page.open(home.persons[0]).press("Alt+5")

    page.tab_to("Splitsen").press("Space")
    page.tab_to("Haddad, Yusuf · partner").press("Space")
    page.tab_to("Splitsen").press("Space")

    assert location.open_file(home.persons[1]).household != home.household
    assert page.reads("Ongedaan maken zet Haddad, Yusuf terug")


def test_a_refused_split_says_why_and_leads_to_the_answer(
    page: OverviewPage, home: Registered, location: App
) -> None:
    layla, yusuf, _ = home.persons
    seen = location.open_file(yusuf).records[yusuf].seen
    location.save_answers(yusuf, {"language.route_remark": Answer("Belt met Layla")}, seen)
    asked: list[tuple[str, str]] = []
    page.screen.question_asked.connect(lambda record, field: asked.append((record, field)))
    page.open(layla).press("Alt+5").tab_to("Splitsen").press("Space")

    page.tab_to("Haddad, Layla · hoofd").press("Space")
    page.tab_to("Wie gaat, moet worden beschermd").press("Space")
    page.tab_to("Haddad, Yusuf: bij").press("Space")

    assert asked == [(yusuf, "language.route_remark")]


@pytest.mark.parametrize("shown", list(Page))
def test_every_control_has_a_name(page: OverviewPage, home: Registered, shown: Page) -> None:
    page.open(home.persons[0])

    page.screen.presenter.show_page(shown)
    page.settle()

    assert unnamed(page.screen) == []


@pytest.mark.parametrize("shown", list(Page))
def test_with_text_of_200_percent_no_word_is_cut(
    page: OverviewPage, home: Registered, shown: Page, qapp: QApplication, location: App, qtbot
) -> None:
    theme.choose(qapp, 200, "light")
    jobs = JobRunner()
    screen = overview.make(location, load("nl"), jobs, None)  # type: ignore[arg-type]
    large = OverviewPage(qtbot, screen, jobs)
    screen.resize(1278, 740)

    large.open(home.persons[0])
    screen.presenter.show_page(shown)
    large.settle()

    qtbot.waitUntil(lambda: list(cut(screen)) == [], timeout=PATIENCE_MS)


def test_two_households_stand_side_by_side_in_full(
    page: OverviewPage, home: Registered, location: App
) -> None:
    name = {"person.surname": Answer("Vergelijk"), "person.given_names": Answer("Sara")}
    needs = ("wheelchair", "few_stairs", "own_bathroom", "quiet", "care_space", "own_bedroom")
    location.register_household([name], {f"housing.need_{need}": Answer("yes") for need in needs})
    page.open(home.persons[0]).press("Alt+5").tab_to("Samenvoegen").press("Space")

    page.tab_to("Zoek het andere huishouden").keys("vergelijk").press("Enter")

    assert page.reads("Komt erbij: Vergelijk, Sara")
    assert list(cut(page.screen)) == []


def cut(screen: QWidget) -> Iterator[str]:
    """Words in sight that have less room than they need."""
    for label in screen.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        room = label.contentsRect()
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            if needed > label.height() + 1:
                yield label.text()
        elif label.sizeHint().width() > room.width() + 2 and type(label) is QLabel:
            yield label.text()
        if label.mapTo(screen, QPoint(label.width(), 0)).x() > screen.width() + 2:
            yield f"outside: {label.text()}"
