"""From a file to a decision: look, take over or leave, tell the sender, undo. Knows no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from overstap.domain.offices import TrustState
from overstap.domain.records import OfficeId, RecordId
from overstap.domain.replies import LONGEST_REMARK
from overstap.gui.permitted import may_see
from overstap.gui.screens.receive.look import Looking
from overstap.gui.screens.receive.outcome import Taken, taken_state, undone_state, with_receipt
from overstap.gui.screens.receive.start import StartRead, start_state
from overstap.gui.screens.receive.state import (
    AskForm,
    ReceiveState,
    RefusedState,
    ResultPerson,
    ResultState,
    StartState,
)
from overstap.gui.screens.receive.wording import Wording
from overstap.i18n.texts import Texts
from overstap.kernel.errors import FileError, OverstapError, StoreError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.receive.import_bundle import Imported
from overstap.usecases.receive.preview_import import ImportPreview
from overstap.usecases.receive.read_inbox import UNCHECKED, Waiting
from overstap.usecases.receive.undo_import import Undone
from overstap.usecases.words.speaker import Speaker


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: ReceiveState) -> None: ...
    def tell_changed(self) -> None:
        """The vault changed."""

    def show_office(self, office: OfficeId) -> None:
        """Go to an office, to compare its number."""


class Run(Protocol):
    """Does work beside the window; ``JobRunner.run``."""

    def __call__(
        self, work: Callable[[Task], Any], *, done: Callable[[Any], None], label: str = ""
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not opened, and why. ``office`` is one whose number has to be checked."""

    path: Path
    error: OverstapError
    office: OfficeId = ""
    card: str = ""
    """Who the sender says to be, where their card can be taken from the file."""


class ReceivePresenter:
    """Holds what is open: a queue of files, and one of them, refused, looked at or taken over."""

    def __init__(self, view: View, app: App, texts: Texts, run: Run) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._wording = Wording(Speaker(app.catalogue, app.tables, texts))
        self._queue: list[Path] = []
        self._receipts: Path | None = None
        self._inbox: Path | None = None
        self._outbox: Path | None = None
        self._open: Looking | Refused | ResultState | None = None
        self._done: tuple[Looking, Imported] | None = None

    # the list of files

    def entered(self) -> None:
        """The screen came into sight: what is open stays open, the list is read again."""
        if isinstance(self._open, Refused):
            self._look(self._open.path)
        elif self._open is None:
            self.start()
        else:
            self._show()

    def start(self) -> None:
        """Close what is open, store nothing of it, and show what waits."""
        self._open, self._queue = None, []
        self._view.show_state(StartState("", reading=True))
        self._run(self._read_start, done=self._show_start, label="receive.reading")

    def choose_folder(self, folder: Path) -> None:
        """Look into this folder from now on."""
        self._run(lambda _task: self._app.read_inbox.remember(folder), done=lambda _: self.start())

    def _read_start(self, task: Task) -> StartRead:
        app = self._app
        outbox = app.outbox() if app.sync_mailboxes.state().count else None
        return StartRead(
            app.read_inbox(task),
            app.list_received(),
            app.list_additions(),
            outbox,
            mailbox=may_see(app, "mailbox"),
        )

    def _show_start(self, read: StartRead) -> None:
        self._receipts, self._inbox = read.inbox.receipts or read.outbox, read.inbox.folder
        self._outbox = read.outbox
        if self._open is None:
            self._view.show_state(start_state(read, self._wording))

    # one file

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open these files one after the other, in the order in which they were sent."""
        self._run(
            lambda task: self._app.read_inbox.inspect(paths, task),
            done=self._queue_up,
            label="receive.reading",
        )

    def _queue_up(self, files: tuple[Waiting, ...]) -> None:
        self._queue = [waiting.path for waiting in files]
        self.next()

    def next(self) -> None:
        """The next file, or the list when there is none."""
        if self._queue:
            self._look(self._queue.pop(0))
        else:
            self.start()

    def _look(self, path: Path) -> None:
        self._run(partial(self._preview, path), done=self._looked, label="receive.opening")

    def _preview(self, path: Path, task: Task) -> tuple[Path, ImportPreview] | Refused:
        try:
            return path, self._app.preview_import(path, task)
        except (FileError, TrustError) as error:
            if error.code not in UNCHECKED:
                return Refused(path, error)
            self._app.read_inbox.set_aside(path)
            if error.code == "sender.unverified":
                return Refused(path, error, self._unchecked(error))
            card = self._app.quarantine.card(path, task)
            return Refused(path, error, card=card.name if card else "")

    def take_card(self) -> None:
        """Take in the card that came with the refused bundle, to compare its number."""
        refused = self._open
        if isinstance(refused, Refused):
            self._run(
                partial(self._app.import_card.from_bundle, refused.path),
                done=lambda known: self._view.show_office(known.trust.card.office),
            )

    def _looked(self, found: tuple[Path, ImportPreview] | Refused) -> None:
        reading = self._app.reading
        self._open = (
            found if isinstance(found, Refused) else Looking(*found, self._wording, reading)
        )
        self._show()

    def _show(self) -> None:
        if isinstance(self._open, Looking):
            self._view.show_state(self._open.state(self._where(self._open)))
        elif isinstance(self._open, Refused):
            self._view.show_state(self._refusal(self._open))
        elif self._open is not None:
            self._view.show_state(self._open)

    def _refusal(self, refused: Refused) -> RefusedState:
        return RefusedState(
            title=self._texts("receive.title.file", name=refused.path.name),
            lead=self._texts("receive.lead.refused"),
            verdict=self._wording.refusal(refused.error),
            office=refused.office,
            card=refused.card if may_see(self._app, "offices") else "",
            advice=self._advice(refused),
            more=self._more(),
        )

    def _advice(self, refused: Refused) -> str:
        if refused.card:
            return self._texts("receive.kept_aside.claimed", name=refused.card)
        if refused.error.code == "sender.unverified":
            return self._texts("receive.kept_aside")
        return self._texts("receive.advice") if isinstance(refused.error, TrustError) else ""

    def _unchecked(self, error: OverstapError) -> OfficeId:
        """The office whose number can be checked now."""
        named = (
            known.trust.card.office
            for known in self._app.list_offices()
            if known.trust.card.name == error.parameters["office"]
            and known.trust.state is TrustState.UNVERIFIED
        )
        return next(named, "")

    def _more(self) -> str:
        return self._texts("receive.next", count=len(self._queue)) if self._queue else ""

    # looking at a bundle

    def filter(self, kind: str) -> None:
        """Show all changes or one kind of them."""
        if isinstance(self._open, Looking):
            self._open.filter = kind
            self._show()

    def choose(self, record: RecordId, chosen: bool) -> None:
        """Take this resident over, or leave them."""
        if isinstance(self._open, Looking):
            (self._open.left.discard if chosen else self._open.left.add)(record)
            self._show()

    def choose_everybody(self, chosen: bool) -> None:
        """Take everybody over, or nobody yet."""
        if isinstance(self._open, Looking):
            self._open.choose_everybody(chosen)
            self._show()

    def ask_form(self) -> AskForm | None:
        """What can be asked of the sender; None where no bundle is open."""
        return self._open.ask_form() if isinstance(self._open, Looking) else None

    def ask(self, asked: frozenset[tuple[RecordId, str]], remark: str) -> None:
        """Send these questions and this remark along with the receipt."""
        if isinstance(self._open, Looking):
            self._open.asked = asked
            self._open.remark = remark.strip()[:LONGEST_REMARK]
            self._show()

    def send_receipts_to(self, folder: Path) -> None:
        """Write receipts there from now on."""
        self._receipts = folder
        self._run(
            lambda _task: self._app.read_inbox.send_receipts_to(folder),
            done=lambda _: self._show(),
        )

    def _where(self, looking: Looking) -> str:
        """Where the receipt goes, in words."""
        folder = self._receipts_to(looking)
        posted = folder == self._outbox
        key = "receive.receipts.mailbox" if posted else "receive.receipts.to"
        return self._texts(key, folder=folder)

    def _receipts_to(self, looking: Looking) -> Path:
        """Not among our own files, where nobody finds them: a bundle may have lain apart there."""
        if self._receipts is not None:
            return self._receipts
        inside = looking.path.is_relative_to(self._app.folder)
        return (self._inbox or Path.home()) if inside else looking.path.parent

    # deciding

    def take(self) -> None:
        """Take over what was chosen, in one transaction, and write the receipt."""
        looking = self._open
        if isinstance(looking, Looking) and looking.state("").can_take:
            folder = self._receipts_to(looking)
            self._run(
                partial(self._take, looking, folder),
                done=partial(self._taken, looking),
                label="receive.taking",
            )

    def _take(self, looking: Looking, folder: Path, task: Task) -> Taken:
        imported = self._app.import_bundle(looking.path, task, only=looking.chosen)
        if not imported.left:
            self._app.read_inbox.settle(looking.path)
        if not looking.answered:
            return Taken(imported, None, None, self._disputed(imported))
        try:
            return Taken(imported, self._write(looking, imported, folder, task), None)
        except StoreError as error:
            return Taken(imported, None, error)

    def _disputed(self, imported: Imported) -> tuple[ResultPerson, ...]:
        """Those in the bundle about whom desks wrote different things, to go to."""
        if not imported.disputed:
            return ()
        return tuple(
            ResultPerson(one.disputes[0].person, self._wording.called(one.record, one.name))
            for one in self._app.list_disputes()
            if one.record in imported.disputed
        )

    def _write(self, looking: Looking, imported: Imported, folder: Path, task: Task) -> Path:
        digest, reply = imported.verdict.manifest.digest, looking.reply(imported.left)
        return self._app.write_receipt(digest, folder, task, reply)

    def _taken(self, looking: Looking, taken: Taken) -> None:
        self._done = looking, taken.imported
        self._open = taken_state(
            taken,
            looking.preview,
            self._more(),
            self._texts,
            reading=looking.reading,
            outbox=self._outbox,
        )
        self._view.tell_changed()
        self._show()

    def retry_receipt(self, folder: Path) -> None:
        """Write the receipt after all, somewhere else."""
        if self._done is not None:
            looking, imported = self._done
            self._run(
                lambda task: self._write(looking, imported, folder, task),
                done=self._receipt_written,
            )

    def _receipt_written(self, receipt: Path) -> None:
        if isinstance(self._open, ResultState):
            self._open = with_receipt(self._open, receipt, None, self._texts, self._outbox)
            self._view.tell_changed()
            self._show()

    def undo(self, digest: str) -> None:
        """Take a whole import back; where a receipt went out, so does a notice."""
        folder = self._receipts or self._inbox or self._app.folder
        if self._done is not None and self._done[1].verdict.manifest.digest == digest:
            folder = self._receipts_to(self._done[0])
        self._run(
            lambda task: self._app.undo_import(digest, folder, task),
            done=self._undone,
            label="receive.undoing",
        )

    def _undone(self, undone: Undone) -> None:
        self._open = undone_state(undone, self._more(), self._texts, self._outbox)
        self._view.tell_changed()
        self._show()
