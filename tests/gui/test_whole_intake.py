"""The whole intake at the desk with nothing but keys: from the search box to the handover."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from doing import PATIENCE_MS
from overstap.domain.answers import Answer, Basis, Status
from overstap.domain.catalogue import Catalogue, Kind, Question, asked
from overstap.domain.records import Subject
from overstap.domain.residents import MATCHED_GEMEENTE, READ_BACK, V_NUMBER
from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.form.groups import GroupEditor
from overstap.gui.jobs import JobRunner
from overstap.gui.place import NUMBERED
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from talk_page import TalkPage

NL = load("nl")
TYPED = {
    Kind.V_NUMBER: "290 000 1123",
    Kind.TEXT: "tekst",
    Kind.LONG_TEXT: "tekst",
    Kind.NUMBER: "3",
    Kind.DATE: "1-11-2026",
    Kind.PARTIAL_DATE: "1985",
    Kind.CODE: "a",
    Kind.CODES: "a",
    Kind.CHOICE: "1",
    Kind.CHOICES: "1",
}
"""What one types to answer a question of each kind somehow."""

OTHERWISE = {"wishes.agrees": "2"}
"""Where another answer leads to more questions."""


class IntakePage(TalkPage):
    """The window of the desk, without a mouse."""

    @property
    def household(self) -> str:
        return str(self._app.open_file(self.person).household)

    @property
    def person(self) -> str:
        return str(self.pane.place().person)

    @property
    def section(self) -> str:
        return str(self.pane.place().section)

    def wait_for(self, what: str) -> None:
        """A button that is pressed by its keys goes down first, so that one sees it."""
        self._qtbot.waitUntil(lambda: self.reads(what), timeout=PATIENCE_MS)

    def wait_until_open(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.person), timeout=PATIENCE_MS)
        self.settle()

    def go(self, section: str) -> "IntakePage":
        keys = [s.key for s in self._app.catalogue.sections]
        self.press(NUMBERED[keys.index(section)]).settle()
        return self

    @property
    def catalogue(self) -> Catalogue:
        return self._app.catalogue

    def record_of(self, section: str) -> str:
        of_household = self.catalogue.section(section).subject is Subject.HOUSEHOLD
        return self.household if of_household else self.person

    def asked(self, section: str) -> list[str]:
        """The questions of a section that are in sight now."""
        answers = self._app.open_file(self.person).records[self.record_of(section)].answers
        questions = self.catalogue.section(section).questions
        return [q.key for q in questions if asked(q, answers, date.today())]

    def reach(self, key: str) -> "IntakePage":
        """Go to a question by its section and Enter."""
        self.go(key.partition(".")[0])
        for _ in range(100):
            if self.where == key:
                return self
            self.press("Enter")
        raise AssertionError(f"Enter never comes to {key}")

    def group(self, key: str) -> GroupEditor:
        editor = self.question(key).findChild(GroupEditor)
        assert editor is not None
        return editor

    def walk(self) -> list[str]:
        """Every question that Enter comes by, up to the button that finishes the section."""
        seen: list[str] = []
        for _ in range(200):
            if self.focus.objectName() == "primary":
                return seen
            if self.where not in seen[-1:]:
                seen.append(self.where)
            self.press("Enter")
        raise AssertionError(f"Enter goes round after {seen[-3:]}")

    def tab_to(self, name: str) -> "IntakePage":
        for _ in range(300):
            if self.focus.accessibleName().startswith(name):
                return self
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {name!r}")


@pytest.fixture
def page(qtbot, qapp: QApplication, location: App, gemeente: App) -> IntakePage:
    theme.install(qapp)
    texts, jobs = load("nl"), JobRunner()
    alerts = Alerts(QWidget(), texts)
    shell = Shell(location, texts, jobs, alerts, Choices("nl", 100, "light", 5))
    shell.show_screen("residents")
    made = IntakePage(qtbot, shell, jobs, location)
    shell.resize(1366, 768)
    return made


def test_a_whole_intake_without_a_mouse(
    page: IntakePage, location: App, gemeente: App, tmp_path: Path
) -> None:
    register(page)
    for section in location.catalogue.sections:
        assert page.go(section.key).walk() == page.asked(section.key)
        answer_first(page, section.key)
    for group in (q for q in location.catalogue.questions if q.kind is Kind.GROUP):
        if group.key in page.asked(group.key.partition(".")[0]):
            add_remove_and_reorder(page, group)
    say_why_not_and_what_it_rests_on(page)
    undo_in_another_section(page)
    find_what_is_open(page)
    match_with(page, "voorbeelds")
    read_back(page)
    release_and_hand_over(page, tmp_path)

    [bundle] = tmp_path.glob("*.overstap")
    gemeente.import_bundle(bundle, Quiet())
    arrived = gemeente.open_file(page.person)
    assert arrived.name == "Haddad, Layla"
    assert arrived.records[arrived.person].answers[V_NUMBER].text == "2900001123"


def answer_first(page: IntakePage, section: str) -> None:
    """Something in every section; a group is for later."""
    questions = page.catalogue.section(section).questions
    first = next(q for q in questions if q.kind is not Kind.GROUP and not q.restricted)
    typed = OTHERWISE.get(first.key, TYPED[first.kind])
    page.reach(first.key).keys(typed).press("Enter").settle()
    record = page.record_of(section)
    assert page.stored(record, first.key) is not None, first.key


def add_remove_and_reorder(page: IntakePage, group: Question) -> None:
    """Two items; the second goes up where the order counts, goes away, and comes back."""
    for _ in range(2):
        page.reach(group.key).press("Space")
        for part in group.parts:
            page.keys(TYPED[part.kind]).press("Enter")
        page.settle()
    both = page.group(group.key).ids
    if group.ranked:
        page.press("Alt+Up").settle()
    moved = page.group(group.key).ids
    page.press("Delete").settle()
    left = page.group(group.key).ids
    page.press("Ctrl+Z").settle()

    assert len(both) == 2, group.key
    assert moved == (both[::-1] if group.ranked else both), group.key
    assert len(left) == 1, group.key
    assert page.group(group.key).ids == moved, group.key


def register(page: IntakePage) -> None:
    """Search first; who is not there is registered with what was typed."""
    page.settle()
    page.keys("haddad, layla")
    page.wait_for('Nieuwe bewoner "haddad, layla"')
    page.press("Ctrl+N").settle()
    page.press("Ctrl+Enter").settle()
    page.wait_until_open()


def say_why_not_and_what_it_rests_on(page: IntakePage) -> None:
    """Ctrl with a digit says why there is no answer; Ctrl+B what an answer rests on."""
    field = "person.call_name"
    for keys, status in (
        ("Ctrl+1", Status.UNKNOWN),
        ("Ctrl+2", Status.DECLINED),
        ("Ctrl+3", Status.NOT_APPLICABLE),
    ):
        page.reach(field).press(keys).settle()
        assert page.stored(page.person, field) == Answer(status=status)
    page.press("Ctrl+0").settle()
    page.keys("Layla").press("Ctrl+B").press("2").settle()

    assert page.stored(page.person, field) == Answer("Layla", basis=Basis.DOCUMENT_SEEN)


def undo_in_another_section(page: IntakePage) -> None:
    """An answer in one section and one in the next: Ctrl+Z takes both back, where they are."""
    page.reach("person.room").keys("B-214").press("Enter").settle()
    page.reach("practical.bank_account").keys("1").settle()

    page.press("Ctrl+Z").settle()
    assert page.section == "practical"
    page.press("Ctrl+Z").settle()
    assert (page.section, page.shown("person.room")) == ("person", "")
    page.press("Ctrl+Y").settle()
    assert page.shown("person.room") == "B-214"


def find_what_is_open(page: IntakePage) -> None:
    """F8 goes to what is still to ask; F1 says why we ask it, and goes away again."""
    page.go("person").press("F8").settle()
    first = page.where
    page.press("F8").settle()
    page.press("F1").settle()

    assert page.where != first
    assert page.reads("Waarom wij dit vragen")


def match_with(page: IntakePage, gemeente: str) -> None:
    page.reach(MATCHED_GEMEENTE).keys(gemeente).press("Enter").settle()

    assert page.stored(page.household, MATCHED_GEMEENTE) == Answer("GM9999")


def read_back(page: IntakePage) -> None:
    """The talk: what was said is read out, topic by topic, and agreed."""
    page.press("F6").settle()
    assert page.pane.current == "talk"
    for keys in reversed(NUMBERED):
        if not page.where.startswith("read:"):
            page.press(keys).settle()
    read = []
    while not page.where.startswith("agree:"):
        read.append(page.where)
        page.press("PageDown").settle()
    page.keys("1").settle()
    page.press("Esc").settle()

    assert "read:person" in read
    assert page.stored(page.household, READ_BACK) == Answer("agreed")
    assert page.pane.current == "residents"


def release_and_hand_over(page: IntakePage, folder: Path) -> None:
    """The last page of the file, and from there to the gemeente."""
    page.press(NUMBERED[11]).settle()
    page.tab_to(NL("file.release.do")).press("Space").settle()
    assert page.reads(NL("file.released"))
    page.tab_to(NL("file.hand_over")).press("Space").settle()
    screen = page.pane.screen_of("handover")
    screen.ask_folder = lambda _start: folder
    page.press("Ctrl+Enter")
    page.wait_for(NL("handover.another"))
