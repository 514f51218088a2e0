"""A dossier and its receipt travel through a mailbox, pressed at two desks."""

from pathlib import Path
from typing import Any

from offices import take_in
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.mailboxes.configure_mailboxes import NewMailbox
from shell_page import ShellPage

TEXTS = load("nl")


def exchange(page: ShellPage) -> None:
    page.shell.show_screen("mailbox")
    page.settle()
    page.choose(TEXTS("mailbox.exchange"))


def test_a_dossier_goes_through_the_mailbox_and_its_receipt_comes_back(
    qtbot: Any, location: App, gemeente: App, tmp_path: Path
) -> None:
    (share := tmp_path / "share").mkdir()
    for app in (location, gemeente):
        app.mailboxes.add(NewMailbox("Regio", str(share)), Quiet())
    (household,) = take_in(location)
    sends = ShellPage(qtbot, location, "handover")
    sends.screen.choose(household)
    sends.settle()

    sends.choose(TEXTS("mailbox.put"))
    assert sends.shell.current == "handover", "one stays to send it"
    sends.choose(TEXTS("handover.send"))
    told = sends.said()
    sends.choose(TEXTS("handover.to_mailbox"))
    assert sends.shell.current == "mailbox"
    exchange(sends)
    receives = ShellPage(qtbot, gemeente, "mailbox")
    exchange(receives)
    receives.shell.show_screen("receive")
    receives.settle()
    receives.choose(TEXTS("receive.open"))
    looked = receives.said()
    receives.choose(TEXTS("receive.take"))
    taken = receives.said()
    exchange(receives)
    exchange(sends)

    assert TEXTS("handover.next.exchange") in told
    assert not any("stick" in sentence or str(tmp_path) in sentence for sentence in told)
    assert TEXTS("receive.receipts.mailbox") in looked
    assert TEXTS("receive.done.posted") in taken
    [sent] = location.list_sent()
    assert sent.received is not None
    assert gemeente.find_residents("").total == location.find_residents("").total
