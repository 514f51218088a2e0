"""Pictures of every screen, to be looked at. Run by hand: ``python tests/screenshots.py FOLDER``.

Makes an office with made-up people and takes each picture in Dutch and English, light and dark, at
1366 x 768 and with text of 200 %. ``--only WORD`` keeps the pictures with that word in their name.
A new screen adds a function to ``PICTURES``.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from conftest import GEMEENTE
from exchange_pictures import exchange
from family import FAMILY
from offices import answer, introduce
from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind, StorageKind
from overstap.domain.rights import Right
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.form.groups import ItemRow
from overstap.gui.jobs import JobRunner
from overstap.gui.key_sheet import KeySheet
from overstap.gui.notices import Line
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens import unlock
from overstap.gui.screens.administration import PAGES
from overstap.gui.screens.administration.sheet_page import SheetPage
from overstap.gui.screens.list_import.state import BusyState, StartState
from overstap.gui.screens.mailbox.state import Fingerprint, Form, MailboxesState
from overstap.gui.screens.overview.state import Page
from overstap.gui.screens.residents.file.earlier_dialog import EarlierDialog
from overstap.gui.screens.unlock.view import UnlockScreen
from overstap.gui.screens.work.filter_dialog import FilterDialog
from overstap.gui.settings_menu import Choices, SettingsMenu
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.kernel.errors import StoreError
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Invitation, Root
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.handover.find_households import Standing
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.vaults import NewOffice
from room import cut

PASSPHRASE = "zeven gele fietsen naast de brug"
NOTICES = (
    Line("a", load("nl")("notice.backup.overdue", day="3 november"), "backup"),
    Line("b", load("nl")("notice.drill.overdue"), "backup"),
    Line("c", load("nl")("vault.notice.failed")),
)
NUMBER = "48210 93377 05126 61948 20035"
WIDTH, HEIGHT = 1366, 768
LOOKS = (
    ("nl", "light", 100),
    ("en", "light", 100),
    ("nl", "dark", 100),
    ("nl", "light", 200),
    ("en", "dark", 200),
)
ARABIC = {
    "person.surname": "\u062d\u062f\u0627\u062f",
    "person.given_names": "\u0644\u064a\u0644\u0649",
    "person.birth_date": "19890312",
    "person.v_number": "2900001123",
    "person.room": "B-214",
}
HADDAD = (
    ("Haddad", "Layla", "19890312", "2900001124", "B-214"),
    ("Haddad", "Yusuf", "19860000", "2900001125", "B-214"),
    ("Hadad", "Rami", "19910704", "2900002087", "A-031"),
    ("Khaddad", "Salma", "19780101", "2900003310", "C-102"),
    ("Hamdad", "Meriem", "19950519", "2900000456", "B-007"),
)


@dataclass
class Camera:
    """Takes pictures of what stands in the window of one look."""

    folder: Path
    look: str
    choices: Choices
    jobs: JobRunner
    only: str = ""
    pause_ms: int = 60
    rounds: int = 4
    """It is quiet when nothing ran after so many pauses; what is typed waits for less."""

    def take(self, widget: QWidget, name: str) -> None:
        """One picture, when all work beside the window has come home."""
        self.settle()
        if self.only in name:
            widget.grab()  # the first after something grew is cut off where it ended before
            widget.grab().save(str(self.folder / f"{name}-{self.look}.png"))
            self._judge(widget, name)

    def _judge(self, widget: QWidget, name: str) -> None:
        """Say what is cut off, and what is larger than the screen it is meant for."""
        width, height = widget.width(), widget.height()
        if width > WIDTH or height > HEIGHT:
            print(f"{name}-{self.look}: {width} x {height}")
        for fault in cut(widget):
            print(f"{name}-{self.look}: {fault}")

    def settle(self) -> None:
        """Let everything come home that was asked."""
        quiet = 0
        while quiet < self.rounds:
            loop = QEventLoop()
            QTimer.singleShot(self.pause_ms, loop.quit)
            loop.exec()
            quiet = 0 if self.jobs.busy else quiet + 1


def at_the_door(camera: Camera, doors: Doors, app: App) -> None:
    """Unlocking, and making a vault up to the recovery key."""
    texts = load(camera.choices.language)

    def door(folder: Path) -> UnlockScreen:
        made = unlock.make(doors, folder, texts, camera.jobs, camera.choices)
        made.resize(WIDTH, HEIGHT)
        made.show()
        made.entered()
        return made

    known = door(app.folder)
    camera.take(known, "door-unlock")
    known.presenter.unlock("een heel andere zin")
    camera.take(known, "door-wrong")
    known.presenter.begin_restore()
    camera.take(known, "door-restore")
    known.presenter.restoring.look(str(app.folder / "mis.backup"), "")
    known.presenter.restoring.look(str(newest_backup(app)), PASSPHRASE)
    camera.take(known, "door-restore-found")
    new = door(app.folder / "elders")
    camera.take(new, "door-welcome")
    new.presenter.join()
    camera.take(new, "door-join")
    new.presenter.give_setup("", "12345", "")
    camera.take(new, "door-join-missing")
    new.presenter.found()
    camera.settle()
    new.presenter.give_office(OfficeKind.GEMEENTE, "", "voorbeeldstad", True)
    new.presenter.give_desk("Balie 1", "M. de Wit")
    camera.take(new, "door-root")
    (safe := app.folder.parent / f"safe-{camera.look}").mkdir()
    new.presenter.give_root(str(safe), PASSPHRASE, PASSPHRASE)
    camera.take(new, "door-identity")
    new.presenter.begin()
    new.presenter.make_new()
    camera.settle()
    new.presenter.give_office(OfficeKind.LOCATION, "", "", True)
    camera.take(new, "door-office")
    new.presenter.give_office(OfficeKind.LOCATION, "Azc Voorbeelddorp", "", True)
    camera.take(new, "door-desk")
    new.presenter.give_desk("Balie 1", "M. de Wit")
    new.presenter.suggest()
    camera.take(new, "door-passphrase")


def newest_backup(app: App) -> Path:
    """The newest backup."""
    return app.back_up.all()[0].path


def residents(camera: Camera, shell: Shell, app: App) -> None:
    """The list: everybody, found, nobody found, names hidden."""
    screen = shell.show_screen("residents")
    camera.take(shell, "residents")
    screen.column.box.setText("hadd")
    screen.column.searched.emit("hadd")
    camera.settle()
    screen.column.chosen.emit(app.find_residents("haddad layla").hits[0].person)
    camera.take(shell, "residents-found")
    photograph_rights(camera, shell, app)
    shell.toggle_blur()
    camera.take(shell, "residents-hidden")
    shell.toggle_blur()
    screen.column.box.setText("qqqq")
    screen.column.searched.emit("qqqq")
    camera.take(shell, "residents-nobody")
    screen.column.box.setText("")
    screen.column.searched.emit("")


def photograph_rights(camera: Camera, shell: Shell, app: App) -> None:
    """A reason is asked, and nothing may leave."""
    person = app.find_residents("haddad layla").hits[0].person
    say = shell._texts
    dialog = ReasonDialog(say("rights.access").rstrip(" .…"), say("rights.access.lead"), say, shell)
    dialog.show()
    camera.take(dialog, "residents-reason")
    dialog.reject()
    dialog.deleteLater()
    app.hold_back(person, Right.OBJECTION, "wil eerst met een advocaat spreken")
    shell.show_resident(person)
    camera.take(shell, "residents-held-back")
    app.hold_back.lift(person, Right.OBJECTION)
    shell.show_resident(person)
    camera.settle()


def file(camera: Camera, shell: Shell, app: App) -> None:
    """The file of a family: every section, what is wrong, one more member, list and release."""
    person = app.find_residents("haddad layla").hits[0].person
    screen = shell.show_screen("residents")
    for section in app.catalogue.sections:
        screen.go_to(person, section.key, "")
        camera.take(shell, f"file-{section.key}")
    screen.go_to(person, "housing", "housing.preferences")
    camera.settle()
    pane = screen.file
    for row in pane.findChildren(ItemRow):
        if row.isVisible():
            row.unfold()
            break
    camera.take(shell, "file-group")
    screen.go_to(person, "person", "")
    camera.settle()
    wrong = {"person.v_number": Answer("290"), "person.birth_date": Answer("20990101")}
    pane.presenter.answered(wrong)
    camera.settle()
    pane.presenter.finish()
    camera.take(shell, "file-wrong")
    for _ in wrong:
        pane.presenter.editing.history.undo()
    for page in ("checklist", "release"):
        screen.go_to(person, page, "")
        camera.take(shell, f"file-{page}")
    screen.add_member()
    camera.take(shell, "file-adding")
    screen.go_to(person, "person", "")
    camera.settle()


def handover(camera: Camera, shell: Shell, app: App) -> None:
    """Whom to hand over, what goes along, and that it was sent."""
    screen = shell.show_screen("handover")
    camera.take(shell, "handover-choose")
    found = app.find_households("").rows
    screen.choose(next(row.household for row in found if row.standing is Standing.READY))
    camera.take(shell, "handover-check")
    screen.ask_folder = lambda _start: app.folder.parent / "stick"
    screen.checks.send.click()
    camera.take(shell, "handover-sent")


def receive(camera: Camera, shell: Shell, app: App) -> None:
    """What arrived: nothing yet, a bundle that is looked at, and what became of it."""
    screen = shell.show_screen("receive")
    camera.take(shell, "receive-start")
    screen.open_files(list((app.folder.parent / "stick").glob("*.overstap"))[:1])
    camera.take(shell, "receive-look")


def offices(camera: Camera, shell: Shell, app: App) -> None:
    """The other offices, and one of them."""
    screen = shell.show_screen("offices")
    camera.take(shell, "offices")
    screen.choose(next(iter(screen.list.buttons)))
    camera.take(shell, "offices-one")


def keys(camera: Camera, shell: Shell, app: App) -> None:
    """The sheet with all keys."""
    sheet = KeySheet(load(camera.choices.language), shell)
    sheet.show()
    camera.take(sheet, "keys")
    sheet.close()


def settings(camera: Camera, shell: Shell, app: App) -> None:
    """The menu at the foot of the rail, and each of its choices."""
    menu = shell.findChild(SettingsMenu)
    menu.popup(shell.mapToGlobal(QPoint(WIDTH // 8, HEIGHT // 3)))
    camera.take(menu, "settings")
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            below.popup(shell.mapToGlobal(QPoint(WIDTH // 3, HEIGHT // 3)))
            camera.take(below, f"settings-{below.actions()[0].data()[0]}")
            below.close()
    menu.close()


def earlier_answers(camera: Camera, shell: Shell, app: App) -> None:
    """What was answered before, and asking why one has to go."""
    person = app.find_residents("haddad layla").hits[0].person
    screen = shell.show_screen("residents")
    for room in ("B-014", "B-214"):
        answer(app, person, "person.room", room)
    screen.file.open(person, "person", "person.room")
    camera.settle()
    screen.file.presenter.look_back("person.room")
    camera.settle()
    dialog = screen.file.findChild(EarlierDialog)
    camera.take(dialog, "earlier")
    texts = load(camera.choices.language)
    buttons = dialog.findChildren(QPushButton)
    next(one for one in buttons if one.text() == texts("earlier.take_out")).click()
    camera.take(dialog, "earlier-why")
    dialog.close()


def register(camera: Camera, shell: Shell, app: App) -> None:
    """Somebody new: blank, and with somebody like them."""
    screen = shell.show_screen("residents")
    screen.column.box.clear()
    screen.register()
    camera.take(shell, "register-blank")
    for field, text in {"person.surname": "Haddad", "person.given_names": "Laila"}.items():
        screen.registering.type(0, field, text)
    screen.registering.type(0, "person.birth_date", "3-12-1989")
    screen.registering.add_member()
    camera.settle()
    screen.registering.register()
    camera.take(shell, "register-likely")
    screen.page.cancelled.emit()


def overview(camera: Camera, shell: Shell, app: App) -> None:
    """A family on its way: chain, readiness, what to ask, regions, and their household."""
    person = app.find_residents("haddad layla").hits[0].person
    shell.show_overview(person)
    screen = shell.screen_of("overview")
    camera.take(shell, "overview-chain")
    screen.chain.choose("pip")
    camera.take(shell, "overview-chain-why")
    screen.presenter.show_page(Page.READINESS)
    camera.take(shell, "overview-readiness")
    screen.readiness.checklist.open_item("A1")
    camera.take(shell, "overview-readiness-set")
    screen.presenter.show_page(Page.ASK)
    camera.take(shell, "overview-ask")
    screen.presenter.show_page(Page.REGIONS)
    camera.take(shell, "overview-regions")
    screen.presenter.show_page(Page.HOUSEHOLD)
    camera.take(shell, "overview-household")
    screen.presenter.regroup.begin_split()
    screen.presenter.regroup.choose_member(person)
    camera.settle()
    screen.presenter.regroup.choose_protected(on=True)
    camera.take(shell, "overview-split")
    screen.presenter.regroup.begin_join()
    screen.home.join.search.box.setText("hadad")
    screen.presenter.regroup.search("hadad")
    camera.settle()
    screen.home.join.search.box.returnPressed.emit()
    camera.take(shell, "overview-join")
    screen.presenter.regroup.leave()
    shell.show_screen("residents")


def alert(camera: Camera, shell: Shell, app: App) -> None:
    """An error in words."""
    texts = load(camera.choices.language)
    alerts = Alerts(shell, texts)

    class FullError(StoreError):
        code = "disk.full"

    alerts.show(FullError(path=str(app.folder)))
    photograph_alert(camera, shell, "alert")
    alerts.explain(texts("vault.past.copied"), texts("vault.past.exchange"), lambda: None)
    photograph_alert(camera, shell, "alert-copied")


def photograph_alert(camera: Camera, shell: Shell, name: str) -> None:
    """The alert that is open."""
    camera.settle()
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible() and dialog.windowTitle() == "Overstap" and dialog is not shell:
            camera.take(dialog, name)
            dialog.close()


def work(camera: Camera, shell: Shell, app: App) -> None:
    """Lists of work: the page, one list, and a filter that is kept."""
    mine = Filter("a", Selection(WorkList.TO_HAND_OVER, "GM9999"))
    app.saved_filters.save("Over te dragen, Voorbeeldstad", mine)
    app.saved_filters.save("Gebouw B", Filter("B"))
    screen = shell.show_screen("work")
    camera.take(shell, "work")
    screen.keep_wanted.emit("Gebouw B", None)
    camera.settle()
    (dialog,) = screen.findChildren(FilterDialog)
    camera.take(dialog, "work-filter")
    dialog.close()
    shell.show_list(Filter("", Selection(WorkList.CLOCK)))
    camera.take(shell, "work-list")
    shell.screen_of("residents").presenter.widen()


def administration(camera: Camera, shell: Shell, app: App) -> None:
    """Every subject of the administration, with the forms that it asks."""
    screen = shell.show_screen("administration")
    for name in (page.name for page in PAGES):
        screen.show_page(name)
        camera.take(shell, f"administration-{name}")
    desks = screen.page("desks")
    screen.show_page("desks")
    camera.settle()
    second = next(d.id for d in app.show_card().card.desks if d.id != app.office.desk_id)
    for key, row in (("invite", ""), ("revoke", second), ("rotate", "")):
        photograph_form(camera, desks, key, row)
    desks.presenter._invited("Balie 3", Invitation(app.folder / "balie-3.desk", NUMBER, "3"))
    camera.take(shell, "administration-invited")
    users = screen.page("users")
    screen.show_page("users")
    camera.settle()
    colleague = app.administer_users()[-1].name
    for key, row in (("add", ""), ("roles", colleague), ("reset", colleague), ("block", colleague)):
        photograph_form(camera, users, key, row)
    screen.show_page("backup")
    backups = screen.page("backup")
    camera.settle()
    for key, row in (("schedule", ""), ("drill", newest_backup(app).name)):
        photograph_form(camera, backups, key, row)
    backups.presenter.act("make", "", "")
    camera.take(shell, "administration-backup-made")
    shell.notices.show_lines(NOTICES)
    camera.take(shell, "administration-notices")
    shell.notices.show_lines(())
    screen.show_page("account")
    photograph_form(camera, screen.page("account"), "change", "")
    retention = screen.page("retention")
    screen.show_page("retention")
    retention.acted.emit("every", "", "")
    camera.take(shell, "administration-retention-every")
    household = app.list_due(Quiet())[0].household
    for key in ("hold", "destroy"):
        photograph_form(camera, retention, key, household)
    retention.acted.emit("over", "", "")
    screen.show_page("shared", app.find_residents("haddad layla").hits[0].household)
    camera.take(shell, "administration-shared-one")
    papers = screen.page("papers")
    screen.show_page("papers")
    papers.acted.emit("picked", "", str(app.folder / "dossier.pdf"))
    camera.take(shell, "administration-paper-checked")
    disputes = screen.page("disputes")
    screen.show_page("disputes")
    camera.settle()
    row = next((row for key, row in disputes.buttons if key == "ask"), "")
    photograph_form(camera, disputes, "ask", row)


def photograph_form(camera: Camera, page: SheetPage, key: str, row: str) -> None:
    """The form that an act opens."""
    page.acted.emit(key, row, "")
    camera.settle()
    assert page.dialog is not None
    camera.take(page.dialog, f"administration-form-{key}")
    page.dialog.reject()
    camera.settle()


def talk(camera: Camera, shell: Shell, app: App) -> None:
    """The talk in a language from right to left and one from left to right."""
    person = app.find_residents("haddad layla").hits[0].person
    file = app.open_file(person)
    for language in ("apc", "tir"):
        spoken = {"talk.language": Answer(language), "talk.interpreter": Answer("phone")}
        app.save_answers(file.household, spoken, app.open_file(person).records[file.household].seen)
        the_talk(camera, shell, app, language)


def the_talk(camera: Camera, shell: Shell, app: App, language: str) -> None:
    """Every kind of page of the talk, and the resident's half."""
    person = app.find_residents("haddad layla").hits[0].person
    residents = shell.show_screen("residents")
    for name, section, field in (
        ("start", "talk", "start:"),
        ("notice", "talk", "notice:"),
        ("no-right", "housing", "no_right:"),
        ("choice", "household", "household.childcare"),
        ("choices", "education", "education.goals"),
        ("typed", "person", "person.birth_date"),
        ("group", "housing", "housing.preferences"),
        ("read", "talk", "read:person"),
        ("agree", "talk", "agree:"),
    ):
        residents.ask_talk(person, section, field)
        camera.settle()
        shell.resize(WIDTH, HEIGHT)
        camera.take(shell, f"talk-{language}-{name}")
    residents.ask_talk(person, "household", "household.childcare")
    camera.settle()
    screen = shell.screen_of("talk")
    screen.turn()
    camera.take(shell, f"talk-{language}-turned")
    screen.turn()
    screen.open_second()
    camera.settle()
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window is not shell and window.parent() is screen:
            camera.take(window, f"talk-{language}-second")
    screen.open_second()
    screen.presenter.leave()


def dossier(camera: Camera, shell: Shell, app: App) -> None:
    """For whom, the pages, a resident's copy, many at once, and what was made."""
    shell.show_screen("residents")
    household = app.find_residents("haddad layla").hits[0].household
    shell.show_dossier(household)
    camera.take(shell, "dossier-for-whom")
    screen = shell.screen_of("dossier")
    for audience in (Audience.GEMEENTE, Audience.RESIDENT):
        screen.audience_chosen.emit(audience)
        camera.settle()
        camera.take(shell, f"dossier-{audience}")
    screen.batch_asked.emit()
    camera.take(shell, "dossier-many")
    chosen = [row.household for row in screen.presenter._batch.rows[:40]]
    folder = app.folder.parent / "dossiers"
    folder.mkdir(exist_ok=True)
    screen.batch_chosen.emit(chosen, folder)
    camera.take(shell, "dossier-made")


def mailbox(camera: Camera, shell: Shell, app: App) -> None:
    """No mailbox, a new server, one that was exchanged through, and where a handover goes."""
    shell.show_screen("receive")
    screen = shell.show_screen("mailbox")
    for known in app.mailboxes():
        app.mailboxes.remove(known.name)
    screen.was_entered.emit()
    camera.take(shell, "mailbox-none")
    for kind in StorageKind:
        screen.form.choose(kind)
        camera.take(shell, f"mailbox-new-{kind}")
    screen.form.choose(StorageKind.FOLDER)
    seen = Fingerprint("sftp.voorbeeld.nl", "SHA256:" + "K3rJx9Qv" * 5 + "abc")
    screen.show_state(MailboxesState((), "", (), seen))
    camera.take(shell, "mailbox-compare")
    screen.add_asked.emit(Form("Regio Noord", str(app.folder.parent)))
    camera.take(shell, "mailbox-added")
    screen.exchange_asked.emit()
    camera.take(shell, "mailbox-exchanged")
    screen.add_asked.emit(Form("Server", "sftp://balie@127.0.0.1:9/overstap"))
    camera.take(shell, "mailbox-failed")
    shell.show_screen("receive")
    camera.take(shell, "mailbox-receive")


def doubles(camera: Camera, shell: Shell, app: App) -> None:
    """Pairs, two side by side, merged, undone."""
    shell.show_screen("work")
    screen = shell.show_screen("doubles")
    camera.take(shell, "doubles")
    pair = screen.presenter._pairs[0]
    shell.show_resident(pair.one.person)
    camera.take(shell, "doubles-notice")
    shell.show_screen("doubles")
    screen.compare(pair.one.person, pair.other.person)
    camera.take(shell, "doubles-pair")
    screen.merge_asked.emit()
    camera.take(shell, "doubles-merged")
    screen.close_asked.emit()
    camera.take(shell, "doubles-merges")
    screen.undo_asked.emit(app.list_merges()[0].gone)
    camera.take(shell, "doubles-undone")
    screen.close_asked.emit()
    camera.settle()


def list_import(camera: Camera, shell: Shell, app: App) -> None:
    """Taking over a list: choose, columns, check. Nobody is taken over."""
    shell.show_screen("work")
    arabic = ("2900004450", ARABIC["person.surname"], ARABIC["person.given_names"], "4-7-1991")
    rows = (
        ("V-nummer", "Achternaam", "Voornamen", "Geboren", "Kamer", "Gezin", "Opmerking"),
        ("2900001124", "Haddad", "Layla", "12-3-1989", "B-214", "7", "belt terug"),
        ("2900004449", "Nasser", "Rami", "31-2-1990", "A-010", "8", ""),
        (*arabic, "A-031", "", ""),
        ("2900004452", "Tesfay", "Abel", "mrt 1990", "A-011", "", "kookt graag"),
    )
    path = app.folder / "lijst azc.csv"
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8-sig")
    screen = shell.show_screen("list_import")
    camera.take(shell, "import-start")
    screen.open_files([path])
    camera.take(shell, "import-columns")
    screen.column_mapped.emit("Opmerking", "person.room")
    screen.check_asked.emit()
    camera.take(shell, "import-twice")
    screen.column_mapped.emit("Opmerking", "")
    screen.check_asked.emit()
    camera.take(shell, "import-check")
    screen.show_state(BusyState(path.name, "Rijen lezen", 300, 1200))
    camera.take(shell, "import-busy")
    screen.show_state(StartState())


PICTURES: tuple[Callable[[Camera, Shell, App], None], ...] = (
    residents,
    file,
    earlier_answers,
    register,
    handover,
    receive,
    offices,
    exchange,
    keys,
    settings,
    overview,
    talk,
    work,
    administration,
    dossier,
    mailbox,
    doubles,
    list_import,
    alert,
)
"""What is shown of an unlocked vault."""


def colleagues(app: App) -> None:
    """Two who may come in, and one who is away."""
    users = app.administer_users
    users.add("K. Jansen", {Role.INTAKE, Role.RESTRICTED}, "negen blauwe muizen dansen")
    users.add("\u0633\u0627\u0631\u0629 Bos", {Role.CASE_MANAGER}, "tien rode muizen slapen")
    users.add("P. Smit", {Role.PRIVACY_OFFICER}, "elf groene muizen fluiten")
    users.block("P. Smit")


def two_desks(doors: Doors, app: App, folder: Path) -> None:
    """A second desk, with which we disagree about a room and a name; and a printed dossier."""
    root = Root(folder / "vault" / "office-root.age", PASSPHRASE)
    invited = app.administer_office.invite("Balie 2", folder, root)
    setup, number = invited.path, invited.number
    other = doors.join(folder / "second", PASSPHRASE, setup, number, "K. Jansen", Quiet()).app
    other.import_bundle(app.write_sync(folder, Quiet()).path, Quiet())
    hits = app.find_residents("haddad").hits
    for hit, room in ((hits[0], "B-2"), (hits[1], "C-7")):
        answer(other, hit.person, "person.room", room)
        answer(app, hit.person, "person.room", f"{room}1")
    answer(other, hits[0].person, "person.given_names", "Leila")
    answer(app, hits[0].person, "person.given_names", ARABIC["person.given_names"])
    app.import_bundle(other.write_sync(folder, Quiet()).path, Quiet())
    answer(other, hits[2].person, "person.call_name", "Noor")
    (folder / "stick").mkdir()
    other.write_sync(folder / "stick", Quiet())
    other.close()
    household = app.find_residents("").hits[0].household
    made = app.print_dossier.begin(household, Audience.GEMEENTE, load("nl"), Quiet())
    (app.folder / "dossier.pdf").write_bytes(made.pdf)


@contextmanager
def an_office(folder: Path, households: int = 40) -> Iterator[tuple[Doors, App]]:
    """A location in training mode with made-up people, some of whom are alike."""
    doors = Doors(folder / "settings.json")
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "balie 2", "M. de Wit", True)
    app = doors.create(folder / "vault", PASSPHRASE, office, Quiet()).app
    keys = tuple(ARABIC)
    for household in make_households(households, 7, "GM9999"):
        made = app.register_household(household.persons, household.household)
        if household.finished:
            app.release(made.household)
    app.register_household(*FAMILY)
    for person in HADDAD[1:]:
        said = dict(zip(keys, person, strict=True))
        app.register_household([{key: Answer(text) for key, text in said.items()}], {})
    app.register_household([{key: Answer(text) for key, text in ARABIC.items()}], {})
    two_desks(doors, app, folder)
    colleagues(app)
    gemeente = doors.create(folder / "gemeente", PASSPHRASE, GEMEENTE, Quiet()).app
    introduce(app, gemeente, folder)
    gemeente.close()
    app.back_up(folder / "stick", Quiet())
    yield doors, app
    app.close()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--look", default="", help="nl-light-100")
    parser.add_argument("--of", nargs="*", default=(), help="residents talk: these alone")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    application: Any = QApplication([])
    theme.install(application)
    with tempfile.TemporaryDirectory() as temporary, an_office(Path(temporary)) as (doors, app):
        for language, scheme, percent in LOOKS:
            look = f"{language}-{scheme}-{percent}"
            if given.look in look:
                choices = Choices(language, percent, scheme, 5)
                theme.choose(application, percent, scheme)
                jobs = JobRunner()
                camera = Camera(given.folder, look, choices, jobs, given.only)
                photograph(camera, doors, app, given.of)
                jobs.close()


def photograph(camera: Camera, doors: Doors, app: App, of: Sequence[str] = ()) -> None:
    """All pictures of one look, or those ``of`` some screens."""
    if not of:
        at_the_door(camera, doors, app)
    texts = load(camera.choices.language)
    shell = Shell(app, texts, camera.jobs, Alerts(QWidget(), texts), camera.choices)
    shell.resize(WIDTH, HEIGHT)
    shell.show()
    for picture in PICTURES:
        if not of or picture.__name__ in of:
            picture(camera, shell, app)
    camera.jobs.forget_askers()
    for timer in shell.findChildren(QTimer):
        timer.stop()
    camera.settle()
    shell.close()


if __name__ == "__main__":
    main()
