"""The pages of the administration about the vault and its people, without a window."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from offices import PASSPHRASE, take_in
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.domain.backups import At, Every, Schedule
from overstap.domain.kinds import OfficeKind
from overstap.domain.policy import KEYS, Setting, Source
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.doors import Doors
from overstap.gui.screens.administration.account import AccountPresenter
from overstap.gui.screens.administration.audit import STEP, AuditPresenter
from overstap.gui.screens.administration.backup import BackupPresenter
from overstap.gui.screens.administration.doctor import DoctorPresenter
from overstap.gui.screens.administration.page import PagePresenter
from overstap.gui.screens.administration.recovery import RecoveryPresenter
from overstap.gui.screens.administration.users import UsersPresenter
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import guarded
from overstap.usecases.mailboxes.configure_mailboxes import NewMailbox
from overstap.usecases.ports.people import User
from overstap.usecases.upkeep.back_up import LaidDown
from overstap.usecases.vaults import NewOffice
from screens import SheetView, run_now

TEXTS = load("nl")
NEW = "nieuwe maan boven dijk"
Open = Callable[[type[PagePresenter], App], PagePresenter]


@pytest.fixture
def view() -> SheetView:
    return SheetView()


@pytest.fixture
def opened(view: SheetView) -> Open:
    def open_page(presents: type[PagePresenter], app: App) -> PagePresenter:
        page = presents(view, app, TEXTS, run_now)
        page.entered()
        return page

    return open_page


# users


def test_who_is_alone_is_told_what_a_colleague_would_bring(
    opened: Open, view: SheetView, location: App
) -> None:
    opened(UsersPresenter, location)

    [row] = view.rows()
    assert row.title == TEXTS("users.you", name="Wit")
    assert [act.key for act in row.acts] == ["roles"]
    assert view.sheet.groups[0].lead == TEXTS("users.alone")


def test_a_colleague_comes_changes_is_away_comes_back_and_leaves(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(UsersPresenter, location)

    page.act("add", "", "")
    view.fill_in(name=" Bos ", roles="intake", new=NEW)
    page.act("roles", "Bos", "")
    assert view.form is not None
    assert view.form.fields[0].text == "intake"
    view.fill_in(roles="privacy_officer restricted")
    page.act("reset", "Bos", "")
    view.fill_in(new="weer een andere zin hier")
    page.act("block", "Bos", "")
    assert view.form is not None
    assert len(view.form.points) == 3
    view.fill_in()
    assert [row.title for row in view.sheet.groups[1].rows] == ["Bos"]
    assert [user.name for user in location.administer_users()] == ["Wit"]
    page.act("unblock", "Bos", "")
    view.fill_in(new=NEW)

    bos = User("Bos", frozenset({Role.PRIVACY_OFFICER, Role.RESTRICTED}))
    assert location.administer_users()[-1] == bos
    page.act("remove", "Bos", "")
    view.fill_in()
    assert view.note.title == TEXTS("users.remove.done", name="Bos")
    assert [row.id for row in view.rows()] == ["Wit"]


def test_who_was_blocked_can_be_taken_off_the_list(
    opened: Open, view: SheetView, location: App
) -> None:
    location.administer_users.add("Bos", {Role.INTAKE}, NEW)
    location.administer_users.block("Bos")
    page = opened(UsersPresenter, location)

    page.act("forget", "Bos", "")

    assert [row.id for row in view.rows()] == ["Wit"]


def test_what_is_wrong_with_a_colleague_stands_at_its_field(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(UsersPresenter, location)
    wrong: list[tuple[dict[str, str], set[str]]] = [
        ({"name": "", "roles": "", "new": ""}, {"name", "roles", "new"}),
        ({"name": "Bos", "roles": "intake", "new": "kort"}, {"new"}),
        ({"name": "Bos", "roles": "intake", "new": "passwordpassword"}, {"new"}),
        ({"name": "Wit", "roles": "intake", "new": NEW}, {"name"}),
    ]

    for values, places in wrong:
        page.act("add", "", "")
        view.fill_in(**values)
        assert set(view.problems) == places

    page.act("roles", "Wit", "")
    view.fill_in(roles="intake")
    assert set(view.problems) == {"roles"}
    assert location.administer_users() == (User("Wit", EVERY_ROLE),)


# one's own passphrase


def test_everybody_sees_their_roles_and_what_those_may(
    opened: Open, view: SheetView, location: App
) -> None:
    opened(AccountPresenter, guarded(location, [Role.INTAKE, Role.RESTRICTED]))

    you, here = view.sheet.groups
    assert [row.id for row in you.rows] == ["intake", "restricted"]
    assert all(row.said for row in you.rows)
    assert [(row.word, row.acts) for row in here.rows] == [(TEXTS("account.bind.refused"), ())]


def test_a_new_passphrase_needs_the_old_one_and_to_be_typed_twice(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(AccountPresenter, location)
    page.act("change", "", "")

    view.fill_in(passphrase=PASSPHRASE, new=NEW, again="iets anders dan dat")
    assert set(view.problems) == {"again"}
    view.fill_in(passphrase=PASSPHRASE, new="kort", again="kort")
    assert set(view.problems) == {"new"}
    view.fill_in(passphrase="een heel andere zin", new=NEW, again=NEW)
    assert set(view.problems) == {"passphrase"}
    view.fill_in(passphrase=PASSPHRASE, new=NEW, again=NEW)

    assert view.note.title == TEXTS("account.changed")
    location.change_passphrase(NEW, PASSPHRASE)


@dataclass
class BoundHere:
    """Everybody's passphrase, with a key store in memory."""

    kept: list[str]
    may_bind: bool = True

    @property
    def bound(self) -> bool:
        return bool(self.kept)

    def bind(self, passphrase: str) -> None:
        if passphrase != PASSPHRASE:
            raise WrongPassphraseError
        self.kept.append("a secret")

    def unbind(self, _passphrase: str) -> None:
        self.kept.clear()


def test_a_passphrase_is_bound_to_this_computer_and_let_go_again(
    opened: Open, view: SheetView, location: App
) -> None:
    change: Any = BoundHere([])
    page = opened(AccountPresenter, replace(location, change_passphrase=change))
    page.act("bind", "here", "")
    assert view.form is not None
    assert view.form.points[1] == TEXTS("account.bind.kit")
    view.fill_in(passphrase="een heel andere zin")
    assert set(view.problems) == {"passphrase"}
    view.fill_in(passphrase=PASSPHRASE)

    [here] = view.sheet.groups[1].rows
    assert (here.title, here.icon) == (TEXTS("account.bound"), "stays")
    page.act("unbind", "here", "")
    view.fill_in(passphrase=PASSPHRASE)
    assert view.sheet.groups[1].rows[0].title == TEXTS("account.unbound")


# shares of the way back


def words_asked(view: SheetView, shares: Sequence[str]) -> dict[str, str]:
    """What somebody reads on the sheets, where the form asks for it."""
    assert view.form is not None
    asked = {f.key: tuple(map(int, re.findall(r"\d+", f.label)))[1:] for f in view.form.fields}
    return {
        key: " ".join(shares[int(key) - 1].split()[at - 1] for at in places)
        for key, places in asked.items()
    }


def test_shares_are_made_printed_checked_replaced_and_withdrawn(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    page = opened(RecoveryPresenter, location)
    assert isinstance(page, RecoveryPresenter)
    assert view.sheet.groups[0].empty == TEXTS("recovery.none")
    page.act("make", "", "")
    view.fill_in(needed="4", of="3", folder=str(tmp_path))
    assert set(view.problems) == {"needed"}
    view.fill_in(needed="2", of="3", folder=str(tmp_path))
    assert len(list(tmp_path.glob("hersteldeel-*.pdf"))) == 3
    assert [row.word for row in view.rows()] == [TEXTS("recovery.unconfirmed")]

    right = words_asked(view, page.shares)
    view.fill_in(**(right | {"2": "abc def"}))
    assert view.problems == {"2": TEXTS("recovery.confirm.wrong")}
    view.fill_in(**right)

    assert page.shares == ()
    assert location.share_recovery.confirmed() is not None
    assert [row.icon for row in view.rows()] == ["done"]
    page.act("make", "", "")
    view.fill_in(needed="2", of="2", folder=str(tmp_path))
    assert location.share_recovery.confirmed() is None
    page.act("stop", "shares", "")
    view.fill_in()
    assert location.share_recovery.state() is None


def test_the_words_of_unchecked_shares_are_gone_after_a_lock(
    opened: Open, view: SheetView, location: App
) -> None:
    location.share_recovery(2, 3)

    opened(RecoveryPresenter, location)

    [row] = view.rows()
    assert row.said == (TEXTS("recovery.unconfirmed.gone"),)
    assert [act.key for act in row.acts] == ["stop"]


# backups


def test_without_a_backup_the_page_says_what_is_at_stake_and_asks_for_a_folder(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    page = opened(BackupPresenter, location)
    assert view.sheet.groups[0].empty == TEXTS("backup.none")
    [first] = view.sheet.acts

    page.act(first.key, "", str(tmp_path / "stick"))

    [file] = (tmp_path / "stick").glob("*.backup")
    assert file.name in view.note.text
    last, schedule, _mailbox, copy, never = view.rows()
    assert (never.icon, never.word) == ("warning", TEXTS("backup.drills.none"))
    assert last.icon == "done"
    assert str(tmp_path / "stick") in last.said[0]
    assert schedule.title == TEXTS("backup.schedule.day.open")
    assert copy.id == file.name


def test_a_schedule_is_chosen_and_the_next_form_begins_with_it(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    location.back_up(tmp_path / "stick", Quiet())
    page = opened(BackupPresenter, location)

    page.act("schedule", "", "")
    view.fill_in(schedule="week close")
    page.act("schedule", "", "")

    assert location.back_up.schedule() == Schedule(Every.WEEK, At.CLOSE)
    assert view.form is not None
    assert view.form.fields[0].text == "week close"


def test_a_backup_that_cannot_be_made_is_said_on_the_page(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    page = opened(BackupPresenter, location)

    page.act("make_in", "", str(tmp_path / "file"))

    assert view.note.tone == "bad"
    assert location.back_up.state().last is None


def test_a_drill_needs_the_key_of_this_vault_and_leaves_a_dated_record(
    opened: Open, view: SheetView, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Oefendorp", OfficeKind.LOCATION, "", "Balie 1", "Bos", training=True)
    made = doors.create(tmp_path / "own", PASSPHRASE, office, Quiet())
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet())
    made.app.back_up(tmp_path / "stick", Quiet())
    page = opened(BackupPresenter, made.app)
    copy = view.rows()[-2].id

    page.act("drill", copy, "")
    view.fill_in(kit=other.recovery_key, folder=str(tmp_path / "records"))
    assert set(view.problems) == {"kit"}
    (tmp_path / "records").mkdir()
    view.fill_in(kit=made.recovery_key.lower(), folder=str(tmp_path / "records"))

    [record] = (tmp_path / "records").iterdir()
    assert view.note.title == TEXTS("backup.drilled")
    drilled = view.rows()[-1]
    assert drilled.icon == "done"
    assert "Bos" in drilled.said[0]
    record.unlink()
    page.act("record", drilled.id, str(tmp_path / "records"))
    assert copy in record.read_text("utf-8")
    made.app.close()
    other.app.close()


def test_a_copy_goes_into_the_mailbox_and_comes_back_from_there(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    page = opened(BackupPresenter, location)
    page.act("make_in", "", str(tmp_path / "stick"))
    assert view.rows()[2].said == (TEXTS("backup.mailbox.missing"),)
    location.mailboxes.add(NewMailbox("Regio", str(tmp_path / "share")), Quiet())
    page.entered()

    page.act("mailbox", "", "")
    view.fill_in(mailbox="Regio")
    page.act("make", "", "")
    [copy] = (tmp_path / "share").rglob("*.backup")
    page.act("fetch", "", str(tmp_path))

    assert view.note.title == TEXTS("backup.fetched")
    assert (tmp_path / copy.name).read_bytes() == copy.read_bytes()
    assert location.sync_mailboxes(Quiet()).mailboxes[0].error is None
    page.act("mailbox", "", "")
    view.fill_in(mailbox="-")
    assert location.back_up_away.chosen() == ""


def test_a_mailbox_that_is_away_does_not_undo_the_backup(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    location.mailboxes.add(NewMailbox("Regio", str(share)), Quiet())
    location.back_up_away.choose("Regio")
    shutil.rmtree(share)
    page = opened(BackupPresenter, location)

    page.act("make_in", "", str(tmp_path / "stick"))

    assert view.note.tone == "warn"
    assert TEXTS("backup.not_sent") in view.note.lines
    assert len(list((tmp_path / "stick").glob("*.backup"))) == 1


# the log


def test_the_log_is_read_in_words_and_leads_to_the_file(
    opened: Open, view: SheetView, location: App
) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    location.uncover(person, "person.bsn", "verzoek van de gemeente")
    page = opened(AuditPresenter, location)

    newest = view.rows()[0]
    assert newest.title == f"Wit {TEXTS('audit.uncover')}"
    assert TEXTS("question.person.bsn") in newest.lines[1]
    assert "verzoek van de gemeente" in newest.lines[1]
    page.act("resident", newest.id, "")

    assert view.went == [("resident", person)]


def test_a_reason_that_is_a_code_is_said_in_words(
    opened: Open, view: SheetView, location: App
) -> None:
    location.back_up.set_schedule(Schedule(Every.WEEK, At.CLOSE))
    location.run_doctor.vault.audit("erase-household", reason="retention")

    opened(AuditPresenter, location)

    erased, schedule = view.rows()[:2]
    assert TEXTS("backup.schedule.week.close") in schedule.lines[1]
    assert TEXTS("retention.reason.retention") in erased.lines[1]


def test_the_log_is_narrowed_by_who_what_whom_and_when_and_widened_again(
    opened: Open, view: SheetView, location: App
) -> None:
    first, second = take_in(location, 2)
    name = location.open_file(first).name
    page = opened(AuditPresenter, location)
    everything = len(view.rows())

    page.act("filter", "", "")
    view.fill_in(what="release", since="24-11-2026", until="24 nov 2026")
    assert {row.title for row in view.rows()} == {f"Wit {TEXTS('audit.release')}"}
    assert len(view.rows()) == 2
    page.act("filter", "", "")
    assert view.form is not None
    assert [field.text for field in view.form.fields] == [
        "", "release", "", "24-11-2026", "24-11-2026",
    ]  # fmt: skip
    view.fill_in(resident=name)
    assert {row.id for row in view.rows() if row.id} <= {first, location.open_file(first).person}
    assert second not in {row.id for row in view.rows()}
    page.act("filter", "", "")
    view.fill_in(resident="qqqqqqqq")
    assert view.sheet.groups[0].empty == TEXTS("log.none")
    assert view.rows() == []
    page.act("all", "", "")

    assert len(view.rows()) == everything


def test_a_day_that_is_none_stands_at_its_field(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(AuditPresenter, location)

    for typed in ("gisteren", "31-2-2026", "nov 2026"):
        page.act("filter", "", "")
        view.fill_in(until=typed)
        assert set(view.problems) == {"until"}


def test_a_long_log_is_shown_in_parts(opened: Open, view: SheetView, location: App) -> None:
    for _ in range(STEP + 5):
        location.run_doctor.vault.audit("repair")
    page = opened(AuditPresenter, location)
    assert len(view.rows()) == STEP
    assert "more" in {act.key for act in view.sheet.groups[0].acts}

    page.act("more", "", "")

    assert STEP < len(view.rows()) <= 2 * STEP


def test_a_whole_log_and_a_changed_one_are_told_apart(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(AuditPresenter, location)
    page.act("verify", "", "")
    assert view.note.tone == "ok"

    vault: Any = location.run_doctor.vault
    with vault._transactions() as session:
        session.connection().execute(
            text("UPDATE audit SET entry = replace(entry, 'Wit', 'Bos') WHERE number = 2")
        )
    page.act("verify", "", "")

    assert (view.note.tone, "2" in view.note.text) == ("bad", True)


def test_the_log_is_exported_as_it_is_narrowed_and_without_reasons(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    location.uncover(person, "person.bsn", "verzoek van de gemeente")
    page = opened(AuditPresenter, location)
    page.act("filter", "", "")
    view.fill_in(what="uncover")

    page.act("export", "", str(tmp_path))

    [file] = tmp_path.glob("*.csv")
    assert view.note.title == TEXTS("log.exported", count=1)
    assert "verzoek" not in file.read_text("utf-8-sig")


# settings and health


def test_every_setting_says_its_value_who_laid_it_down_and_which_control_it_serves(
    opened: Open, view: SheetView, location: App
) -> None:
    four_eyes = Setting("four_eyes", "yes", Source.POLICY, True, "5.3")
    kept = tuple(s for s in location.settings if s.key != "four_eyes")
    opened(DoctorPresenter, replace(location, settings=(*kept, four_eyes)))

    rows = {row.id: row for row in view.rows()}
    assert rows.keys() == KEYS.keys()
    assert rows["four_eyes"].said == (TEXTS("doctor.setting.four_eyes.yes"),)
    assert rows["four_eyes"].word == TEXTS("doctor.locked")
    assert "5.3" in rows["four_eyes"].lines[1]
    assert rows["lock_minutes"].word == TEXTS("doctor.free")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_value_of_every_setting_has_words(location: App, language: str) -> None:
    view, texts = SheetView(), load(language)
    values = [
        Setting(name, value, Source.USER, False, key.controls)
        for name, key in KEYS.items()
        for value in (*key.choices, *key.several[:1], *("all", "none") * bool(key.several), "7")
        if key.valid(value)
    ]

    for setting in values:
        app = replace(location, settings=(setting,))
        DoctorPresenter(view, app, texts, run_now).entered()
        [row] = view.rows()
        assert row.said[0]
        assert "." not in row.title


def test_a_schedule_that_was_laid_down_is_shown_and_not_asked(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    weekly = LaidDown(Schedule(Every.WEEK, At.CLOSE), locked=True, folder=tmp_path / "stick")
    app = replace(location, back_up=replace(location.back_up, laid_down=weekly))

    opened(BackupPresenter, app)

    schedule = next(row for row in view.rows() if row.id == "schedule")
    assert schedule.title == TEXTS("backup.schedule.week.close")
    assert (schedule.word, schedule.acts) == (TEXTS("settings.locked"), ())


def test_the_vault_is_checked_when_asked_and_can_be_repaired_when_it_is_wrong(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(DoctorPresenter, location)
    assert view.sheet.groups[0].rows == ()
    page.act("look", "", "")
    nothing_wrong = TEXTS("doctor.todo.title", count=2)
    assert view.note.title == nothing_wrong
    todo = {row.id: row.word for row in view.sheet.groups[0].rows if row.icon != "done"}
    assert todo == dict.fromkeys(("backup.none", "drill.none"), TEXTS("doctor.todo"))
    assert [act.key for act in view.sheet.acts] == ["look"]

    take_in(location)
    vault: Any = location.run_doctor.vault
    with vault._transactions() as session:
        session.connection().execute(text("UPDATE person SET name = 'X'"))
    page.act("look", "", "")
    assert view.note.tone == "warn"
    assert [act.key for act in view.sheet.acts] == ["repair", "look"]
    page.act("repair", "", "")

    assert view.note.title == nothing_wrong
    assert location.find_residents("").total > 0
