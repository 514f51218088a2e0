"""What the window offers to whom: nobody is led to what they may not do."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from offices import answer, take_in
from overstap.domain.answers import Answer
from overstap.domain.roles import Role
from overstap.domain.workers import TAKEN_OVER
from overstap.gui.alerts import Alert
from overstap.gui.permitted import SCREENS
from overstap.gui.place import Place
from overstap.gui.screens.residents.file.state import RELEASE
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import for_reading, guarded
from shell_page import ShellPage

TEXTS = load("nl")
FILES = {"work", "residents", "overview"}
RAIL = {
    Role.INTAKE: FILES | {"receive"},
    Role.CASE_MANAGER: FILES | {"handover", "receive", "offices"},
    Role.ADMINISTRATOR: {"offices"},
    Role.REGISSEUR: FILES | {"receive", "offices"},
    Role.PRIVACY_OFFICER: FILES,
    Role.RESTRICTED: set[str](),
}


class Desk(ShellPage):
    """The window of somebody with these roles, at the screen where they begin."""

    def __init__(self, qtbot: Any, app: App, *roles: Role) -> None:
        begin = "administration"
        super().__init__(qtbot, guarded(app, roles), begin)
        self.failed: list[Any] = []
        self.jobs.on_failure(self.failed.append)

    @property
    def rail(self) -> set[str]:
        return set(self.shell.rail.buttons)

    def offered(self, name: str) -> bool:
        """Whether a button whose name begins so is in sight."""
        found = self.shell.findChildren(QAbstractButton)
        return any(b.isVisible() and b.accessibleName().startswith(name) for b in found)

    def open_release(self, person: str) -> None:
        self.shell.go_to(Place("residents", person, RELEASE))
        self.settle()


def test_everybody_walks_through_their_screens_and_is_refused_nothing(qtbot, location) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    for role, screens in RAIL.items():
        desk = Desk(qtbot, location, role)

        assert desk.rail == screens | {"administration"}
        for name in sorted(desk.rail):
            desk.shell.show_screen(name)
            desk.settle()
            if name == "residents":
                desk.open_release(person)
            if name == "administration":
                for page in tuple(desk.shell.screen_of(name).buttons):
                    desk.shell.show_page(page)
                    desk.settle()
        desk.shell.tell_changed()
        desk.settle()
        assert desk.failed == []


def test_who_may_not_see_files_begins_at_the_administration(qtbot, location) -> None:
    desk = Desk(qtbot, location, Role.ADMINISTRATOR)

    desk.shell.go_to(Place("residents", take_in(location)[0]))

    assert desk.shell.current == "administration"


def test_who_asks_for_a_screen_that_is_not_theirs_is_told_whose_it_is(qtbot, location) -> None:
    desk = Desk(qtbot, location, Role.PRIVACY_OFFICER)
    before = desk.shell.current

    for name in set(SCREENS) - desk.rail - {"overview", "dossier"}:
        desk.shell.show_screen(name).whatever("there", is_to=do)
    desk.shell.show_household("household-" + "1" * 32)

    assert desk.shell.current == before
    said = {a.accessibleName() for a in desk.shell._alerts._window.findChildren(Alert)}
    assert any(TEXTS("role.case_manager") in sentence for sentence in said)


def test_who_only_reads_walks_through_their_screens_and_is_refused_nothing(qtbot, gemeente) -> None:
    desk = ShellPage(qtbot, replace(for_reading(gemeente), reading=True), "receive")
    failed: list[Any] = []
    desk.jobs.on_failure(failed.append)

    for name in desk.shell.rail.buttons:
        desk.shell.show_screen(name)
        desk.settle()
    desk.shell.tell_changed()
    desk.settle()

    assert failed == []


def do() -> None:
    raise AssertionError("nothing is done nowhere")


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.REGISSEUR])
def test_who_may_only_read_is_offered_nothing_to_write(qtbot, location, role: Role) -> None:
    person = location.open_file(take_in(location)[0]).person
    desk = Desk(qtbot, location, role)
    desk.shell.show_resident(person)
    desk.settle()

    written = ("residents.new", "file.member.add", "talk.open", "file.finish", "work.import")
    assert [key for key in written if desk.offered(TEXTS(key))] == []
    assert desk.offered(TEXTS("file.dossier"))
    desk.shell.screen_of("residents").register()
    desk.open_release(person)
    assert not desk.offered(TEXTS("file.hand_over"))
    assert not desk.offered(TEXTS("file.read.agree"))


def test_who_may_not_release_reads_who_may(qtbot, location) -> None:
    registered = location.register_household([{}], {})
    person = location.open_file(registered.household).person
    intake = Desk(qtbot, location, Role.INTAKE)
    intake.open_release(person)
    case_manager = Desk(qtbot, location, Role.CASE_MANAGER)
    case_manager.open_release(person)

    said = TEXTS("file.release.not_you", roles=TEXTS("role.case_manager"))
    assert said in intake.said()
    assert not intake.offered(TEXTS("file.release.do"))
    assert intake.offered(TEXTS("file.read.agree"))
    assert case_manager.offered(TEXTS("file.release.do"))
    assert said not in case_manager.said()


def test_a_restricted_answer_is_asked_for_only_by_who_may_see_it(qtbot, location) -> None:
    registered = location.register_household([{"person.bsn": Answer("999990019")}], {})
    person = location.open_file(registered.household).person
    show = f"{TEXTS('question.person.bsn')}: {TEXTS('form.covered.show')}"
    for roles, may in (([Role.INTAKE], False), ([Role.INTAKE, Role.RESTRICTED], True)):
        desk = Desk(qtbot, location, *roles)
        desk.shell.go_to(Place("residents", person, "person", "person.bsn"))
        desk.settle()

        assert desk.offered(show) is may
        closed = TEXTS("form.covered.closed", roles=TEXTS("role.restricted"))
        assert (closed in desk.said()) is not may


def test_who_read_it_back_reads_that_somebody_else_releases_it(qtbot, location) -> None:
    registered = location.register_household([{}], {})
    location.agree_read_back(registered.household)
    strict = Desk(qtbot, four_eyed(location), *Role)
    person = location.open_file(registered.household).person

    strict.open_release(person)

    assert TEXTS("file.release.four_eyes") in strict.said()
    assert not strict.offered(TEXTS("file.release.do"))


def four_eyed(app: App) -> Any:
    return replace(app, release=replace(app.release, four_eyes=True))


def test_an_intake_that_a_colleague_did_not_finish_is_taken_over_with_a_trace(
    qtbot, location, doors, tmp_path
) -> None:
    registered = location.register_household([{"person.surname": Answer("Haddad")}], {})
    person = location.open_file(registered.household).person
    answer(location, person, "progress.person", "done")
    location.administer_users.add("Bos", {Role.INTAKE}, "nieuwe maan boven dijk")
    location.close()
    bos = doors.unlock(tmp_path / "location", "nieuwe maan boven dijk", Quiet())
    desk = ShellPage(qtbot, bos, "residents")
    desk.shell.show_resident(person)
    desk.settle()
    assert TEXTS("file.worker", name="Wit (Balie 1)") in desk.said()

    desk.choose(TEXTS("file.take_over"))

    assert TEXTS("file.taken_over", name="Wit") in desk.said()
    assert TEXTS("file.worker", name="Wit (Balie 1)") not in desk.said()
    taken = bos.open_file(person).records[registered.household].stated[TAKEN_OVER]
    assert (taken.answer, taken.by) == (Answer("Bos"), "Bos (Balie 1)")
    newest: Any = bos.run_doctor.vault.audit_trail(1)[0]
    assert (newest["what"], newest["colleague"]) == ("take_over", "Wit")
    bos.close()


def test_what_one_began_oneself_or_nobody_began_asks_for_no_taking_over(qtbot, location) -> None:
    registered = location.register_household([{"person.surname": Answer("Haddad")}], {})
    person = location.open_file(registered.household).person
    desk = ShellPage(qtbot, location, "residents")

    desk.shell.show_resident(person)
    desk.settle()

    assert not any(said.startswith("Wit (Balie 1)") for said in desk.said())
