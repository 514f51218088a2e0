"""A household moves to another location at the desk, and comes back before it arrived."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from offices import take_in
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.take_back import WITHDRAWAL
from overstap.usecases.mailboxes.configure_mailboxes import NewMailbox
from shell_page import ShellPage

TEXTS = load("nl")


class MovingPage(ShellPage):
    """A desk where a household leaves for another location."""

    def __init__(self, qtbot: Any, app: App, stick: Path) -> None:
        super().__init__(qtbot, app, "handover")
        stick.mkdir(exist_ok=True)
        self.stick, self.asked = stick, 0
        self.screen.ask_folder = lambda _start: stick

    def move(self, office: str) -> "MovingPage":
        """Send the only household there is."""
        self.qtbot.keyClick(self.screen.choose_page.list, Qt.Key.Key_Space)
        self.settle()
        self.choose(office)
        self.choose(TEXTS("handover.go_on"))
        assert self.reads(TEXTS("handover.check.stays.no")), "a move is more than a handover"
        self.choose(TEXTS("handover.send"))
        return self

    def take_back(self, person: str) -> "MovingPage":
        """From the file, with the stick where a folder is asked."""
        self.shell.show_resident(person)
        self.settle()
        pane = self.shell.screen_of("residents").file
        pane.ask_notice_folder = self._give_stick
        self.choose(TEXTS("file.moved.back"))
        return self

    def reads(self, part: str) -> bool:
        return any(part in sentence for sentence in self.said())

    def _give_stick(self) -> None:
        self.asked += 1
        self.shell.screen_of("residents").file.presenter.take_back_with(self.stick)


def test_a_move_is_sent_told_above_the_file_and_taken_back(
    qtbot: Any, location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    person = location.open_file(household).person
    page = MovingPage(qtbot, location, tmp_path / "stick")

    page.move("Azc Verderop")
    assert location.open_file(household).read_only
    page.shell.show_resident(person)
    page.settle()
    assert page.reads(TEXTS("file.moved", office="Azc Verderop"))
    assert page.shell.screen_of("residents").column.model.row(0).state_word == "Verhuisd"
    page.take_back(person)

    (notice,) = (p for p in page.stick.iterdir() if page.reads(p.name))
    assert page.asked == 1
    assert not location.open_file(household).read_only
    assert not page.reads(TEXTS("file.moved", office="Azc Verderop"))
    other.import_bundle(notice, Quiet())


def test_with_a_mailbox_the_notice_goes_through_it_and_no_folder_is_asked(
    qtbot: Any, location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    (tmp_path / "box").mkdir()
    location.mailboxes.add(NewMailbox("Regio", str(tmp_path / "box")), Quiet())
    page = MovingPage(qtbot, location, tmp_path / "stick")

    page.move("Azc Verderop").take_back(location.open_file(household).person)

    assert page.asked == 0
    assert page.reads(TEXTS("file.moved.back.mailbox", office="Azc Verderop"))
    (box,) = location.sync_mailboxes(Quiet()).mailboxes
    assert WITHDRAWAL in [sent.kind for sent in box.sent]
