"""The administration by hand, on real vaults."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from doing import PATIENCE_MS
from offices import PASSPHRASE, answer, pass_on, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.roles import Role
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.administration import PAGES, make, waiting
from overstap.gui.screens.administration.form_dialog import FormDialog
from overstap.gui.screens.administration.sheet_page import SheetPage
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import guarded
from overstap.usecases.ports.people import User
from screen_page import ScreenPage

TEXTS = load("nl")


class AdministrationPage(ScreenPage):
    """What an administrator does and sees."""

    @property
    def page(self) -> SheetPage:
        return self.screen.page(self.screen.current)

    @property
    def dialog(self) -> FormDialog:
        assert self.page.dialog is not None
        return self.page.dialog

    def go_to(self, name: str) -> None:
        self.click(self.screen.buttons[name])

    def press(self, key: str, row: str = "") -> None:
        self.click(self.page.buttons[key, row])

    def tick(self, key: str, *codes: str) -> None:
        """Tick these boxes and no others."""
        for code, box in self.dialog.fields[key].editor.boxes.items():
            if box.isChecked() is not (code in codes):
                self.qtbot.keyClick(box, Qt.Key.Key_Space)

    def type(self, key: str, text: str) -> None:
        self.qtbot.keyClicks(self.dialog.fields[key].editor, text)


@pytest.fixture
def page(qtbot, location: App):
    page = AdministrationPage(qtbot, location, make).enter()
    yield page
    page.jobs.close()


def test_every_subject_has_a_page_and_everything_on_it_has_a_name(page, location) -> None:
    take_in(location)

    for name in (page.name for page in PAGES):
        page.go_to(name)
        assert page.says(TEXTS(f"administration.{name}.lead"))
        kinds = (QAbstractButton, QLineEdit, QComboBox)
        found = [widget for kind in kinds for widget in page.screen.findChildren(kind)]
        assert [widget for widget in found if not widget.accessibleName()] == []


def test_a_desk_is_invited_by_filling_in_the_form(page, location, root, tmp_path) -> None:
    page.go_to("desks")
    page.press("invite")

    page.type("name", "Balie 2")
    page.type("root", str(root.file))
    page.type("passphrase", "niet de goede")
    page.type("folder", str(tmp_path))
    page.click(page.dialog.accept_button)
    assert page.dialog.fields["passphrase"].problem
    assert page.dialog.fields["passphrase"].editor.hasFocus()
    page.dialog.fields["passphrase"].editor.clear()
    page.type("passphrase", PASSPHRASE)
    page.click(page.dialog.accept_button)

    assert page.page.dialog is None
    assert page.says(TEXTS("desks.invited", desk="Balie 2"))
    assert len(list(tmp_path.glob("*.desk"))) == 1


def test_enter_walks_through_a_form_and_never_destroys(page, location, qtbot) -> None:
    household = take_in(location)[0]
    page.go_to("retention")
    page.press("every")
    page.press("destroy", household)

    for _ in range(6):
        qtbot.keyClick(page.dialog.focusWidget(), Qt.Key.Key_Return)
        page.settle()

    assert page.page.dialog is None or not any(f.problem for f in page.dialog.fields.values())
    assert location.find_residents("").total > 0


def test_escape_closes_a_form_and_nothing_is_done(page, location, qtbot) -> None:
    page.go_to("desks")
    page.press("invite")

    qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    page.settle()

    assert page.page.dialog is None
    assert len(location.show_card().card.desks) == 1


def test_a_dropped_dossier_is_checked_and_its_verdict_said(page, location, tmp_path) -> None:
    made = location.print_dossier.begin(take_in(location)[0], Audience.GEMEENTE, TEXTS, Quiet())
    pdf = tmp_path / "dossier.pdf"
    pdf.write_bytes(made.pdf)
    page.go_to("papers")

    page.drop(pdf, page.page)

    assert page.says(TEXTS("paper.newest"))


def test_a_reader_that_types_a_code_and_enter_gets_a_verdict(page, location, qtbot) -> None:
    household = take_in(location)[0]
    draft = location.print_dossier.draft(household, Audience.GEMEENTE, TEXTS, Quiet())
    page.go_to("papers")

    qtbot.keyClicks(page.page.entry, draft.paper.code.typed)
    qtbot.keyClick(page.page.entry, Qt.Key.Key_Return)
    page.settle()

    assert page.says(TEXTS("paper.newest"))


def test_a_dispute_counts_on_the_rail_and_leads_to_its_question(
    qtbot, location, second, tmp_path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)
    answer(second, person, "person.room", "B-2")
    answer(location, person, "person.room", "A-1")
    pass_on(second, location, tmp_path)
    page = AdministrationPage(qtbot, location, make).enter()
    page.go_to("disputes")
    asked: list[tuple[str, str]] = []
    page.screen.question_asked.connect(lambda who, field: asked.append((who, field)))

    page.press("question", f"{person} person.room")

    assert asked == [(person, "person.room")]
    assert waiting(location) > 0
    page.jobs.close()


def test_the_rail_leads_to_the_administration_and_files_lead_to_what_was_shared(
    qtbot, location
) -> None:
    household = take_in(location)[0]
    jobs, holder = JobRunner(), QWidget()
    shell = Shell(location, TEXTS, jobs, Alerts(holder, TEXTS), Choices("nl", 100, "light", 5))
    qtbot.addWidget(holder)
    qtbot.addWidget(shell)
    shell.show()
    shell.show_screen("residents")

    shell.show_page("shared", household)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE_MS)

    name = location.open_file(household).name
    title = TEXTS("shared.of", name=name)
    page = shell.screen_of("administration").page("shared")
    qtbot.waitUntil(
        lambda: any(title in str(w.property("text")) for w in page.findChildren(QWidget)),
        timeout=PATIENCE_MS,
    )
    assert shell.current == "administration"
    jobs.close()


def test_a_colleague_is_added_with_roles_and_a_passphrase_that_is_drawn(page, location) -> None:
    page.go_to("users")
    assert page.says(TEXTS("users.alone"))

    page.press("add")
    page.type("name", "M. Bos")
    page.tick("roles", "intake", "restricted")
    page.type("new", "aaaaaaaaaaaaaaaaaaaa")
    assert page.says(TEXTS("passphrase.advice.repeat"))
    page.click(page.dialog.accept_button)
    assert page.dialog.fields["new"].problem
    suggest = TEXTS("door.passphrase.suggest")
    page.click(next(b for b in page.dialog.findChildren(QAbstractButton) if b.text() == suggest))
    drawn = page.dialog.fields["new"].editor
    assert drawn.echoMode() is QLineEdit.EchoMode.Normal
    page.click(page.dialog.accept_button)

    assert page.says(TEXTS("users.added", name="M. Bos"))
    assert location.administer_users()[-1] == User(
        "M. Bos", frozenset({Role.INTAKE, Role.RESTRICTED})
    )


def test_who_may_not_do_something_sees_no_page_for_it(qtbot, location) -> None:
    shown = {}
    for role in Role:
        page = AdministrationPage(qtbot, guarded(location, [role]), make).enter()
        shown[role] = set(page.screen.buttons)
        for name in shown[role]:
            page.go_to(name)
        page.jobs.close()

    for_all = {"doctor", "account"}
    assert shown[Role.ADMINISTRATOR] == {"desks", "users", "backup", "recovery"} | for_all
    assert shown[Role.PRIVACY_OFFICER] == {"retention", "shared", "papers", "audit"} | for_all
    assert shown[Role.RESTRICTED] == for_all
    assert {"disputes", "exchange"} <= shown[Role.INTAKE]
    assert "withdrawals" not in shown[Role.INTAKE]
