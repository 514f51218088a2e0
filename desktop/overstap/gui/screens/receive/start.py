"""The list of what waits, what came before and what was asked of us, in words."""

from dataclasses import dataclass
from pathlib import Path

from overstap.gui.screens.receive.state import AdditionRow, FileRow, ReceivedRow, StartState
from overstap.gui.screens.receive.wording import Wording
from overstap.usecases.receive.list_received import Addition, Received
from overstap.usecases.receive.read_inbox import InboxView, Waiting


@dataclass(frozen=True, slots=True)
class StartRead:
    """What was read for the first page."""

    inbox: InboxView
    received: tuple[Received, ...]
    additions: tuple[Addition, ...]
    outbox: Path | None
    """Where receipts go while there is a mailbox; None where there is none."""
    mailbox: bool


def start_state(read: StartRead, wording: Wording) -> StartState:
    """The first page."""
    return StartState(
        folder=str(read.inbox.folder or ""),
        mailbox=read.mailbox,
        files=tuple(_file(waiting, wording) for waiting in read.inbox.files),
        received=tuple(_received(received, wording) for received in read.received),
        additions=tuple(_addition(addition, wording) for addition in read.additions),
    )


def _file(waiting: Waiting, wording: Wording) -> FileRow:
    path, verdict = waiting.path, waiting.verdict
    if verdict is not None:
        banner, quick = wording.verdict(verdict, 0), wording.quick(verdict)
        return FileRow(path, path.name, quick, banner.tone, banner.picture)
    assert waiting.error is not None
    banner = wording.refusal(waiting.error)
    return FileRow(path, path.name, banner.title, banner.tone, banner.picture)


def _received(received: Received, wording: Wording) -> ReceivedRow:
    texts, entry = wording.speaker.texts, received.entry
    known = f"receive.came.{entry.kind}"
    key = known if texts.has(known) else "receive.came.other"
    title = texts(key, office=received.office, number=entry.number)
    detail = texts("receive.came.when", when=wording.moment(entry.handled))
    if entry.kind == "handover":
        told = texts("receive.came.told" if entry.acknowledged else "receive.came.silent")
        detail = f"{detail} · {told}"
    return ReceivedRow(entry.digest, title, detail, received.undoable)


def _addition(addition: Addition, wording: Wording) -> AdditionRow:
    texts = wording.speaker.texts
    detail = texts(
        "receive.addition.detail",
        office=addition.office,
        number=addition.number,
        when=wording.moment(addition.at),
    )
    if not addition.record:
        return AdditionRow("", texts("receive.receipt.remark", remark=addition.remark), detail)
    question = wording.speaker.field(addition.field)
    who = wording.called(addition.record, addition.name)
    return AdditionRow(addition.record, f"{who}: {question}", detail)
