"""The mailbox screen by hand, on real vaults, a folder and a real SFTP server."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from mailbox_servers import OpenSsh
from offices import take_in
from overstap.gui.screens.mailbox import make
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from screen_page import ScreenPage

TEXTS = load("nl")


class MailboxPage(ScreenPage):
    """What somebody at the desk does and sees."""

    def add(self, name: str, url: str) -> None:
        self.screen.form.name.setText(name)
        self.screen.form.url.setText(url)
        self.press(TEXTS("mailbox.add"))

    def press(self, text: str) -> None:
        """The button with that word, or with that spoken name."""
        buttons = self.shown(QAbstractButton)
        self.click([b for b in buttons if text in (b.text(), b.accessibleName())][-1])


@pytest.fixture
def page(qtbot, location: App, gemeente: App):
    page = MailboxPage(qtbot, location, make).enter()
    yield page
    page.jobs.close()


def test_a_folder_becomes_a_mailbox_and_what_waits_goes_into_it(
    page: MailboxPage, location: App, gemeente: App, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    assert not page.screen.exchange.isEnabled()
    page.add("Regio", str(share))
    assert page.says(TEXTS("mailbox.added", name="Regio"))
    assert page.screen.form.name.text() == ""
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())

    page.press(TEXTS("mailbox.exchange"))

    assert page.says(TEXTS("mailbox.report.sent.handover", count=1))
    assert len(list(share.rglob("*.overstap"))) == 1


def test_the_form_asks_only_what_that_kind_of_mailbox_needs(page: MailboxPage) -> None:
    form = page.screen.form
    asked_of_folder = form.secret.isVisible()
    page.press(TEXTS("mailbox.kind.webdav"))
    form.secret.setText("geheim")

    assert not asked_of_folder
    assert form.secret.isVisible()
    assert page.says(TEXTS("mailbox.example.webdav"))
    page.press(TEXTS("mailbox.kind.folder"))
    assert form.secret.text() == "", "what cannot be seen is not kept"


def test_a_mailbox_that_does_not_work_is_not_added_and_the_form_stays(
    page: MailboxPage, location: App, tmp_path: Path
) -> None:
    page.add("Regio", str(tmp_path / "nowhere"))

    assert page.says(TEXTS("error.mailbox.missing", place=str(tmp_path / "nowhere")))
    assert page.screen.form.name.text() == "Regio"
    assert location.mailboxes() == ()


def test_a_new_server_is_added_after_its_fingerprint_was_compared(
    page: MailboxPage, location: App, tmp_path: Path
) -> None:
    ssh = OpenSsh(tmp_path)
    with ssh.up(), ssh.login():
        page.add("Server", ssh.url)
        assert page.says(ssh.fingerprint)
        page.press(TEXTS("mailbox.compare.no"))
        assert location.mailboxes() == ()

        page.add("Server", ssh.url)
        page.press(TEXTS("mailbox.compare.yes"))

    assert [one.fingerprint for one in location.mailboxes()] == [ssh.fingerprint]


def test_a_mailbox_is_tried_and_removed(page: MailboxPage, location: App, tmp_path: Path) -> None:
    page.add("Regio", str(tmp_path))
    page.press(f"{TEXTS('mailbox.test')}: Regio")
    assert page.says(TEXTS("mailbox.works", name="Regio"))

    page.press(f"{TEXTS('mailbox.remove')}: Regio")

    assert page.says(TEXTS("mailbox.list.none"))
    assert location.mailboxes() == ()


def test_a_mailbox_is_only_for_the_offices_that_were_ticked(
    page: MailboxPage, location: App, gemeente: App, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()

    page.screen.form.offices[gemeente.office.id].setChecked(True)
    page.add("Regio", str(share))

    (config,) = location.mailboxes()
    assert config.offices == {gemeente.office.id}
    assert page.says(TEXTS("mailbox.offices.only", offices="Voorbeeldstad"))
    assert not page.screen.form.offices[gemeente.office.id].isChecked()
