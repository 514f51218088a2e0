"""What happened, in words: taken over, receipt written or not, undone."""

from dataclasses import dataclass, replace
from pathlib import Path

from overstap.domain.records import Subject, subject_of
from overstap.gui.screens.receive.state import (
    ResultHousehold,
    ResultPerson,
    ResultState,
    VerdictView,
)
from overstap.i18n.texts import Texts
from overstap.kernel.errors import StoreError
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.receive.import_bundle import Imported
from overstap.usecases.receive.preview_import import ImportPreview
from overstap.usecases.receive.undo_import import Undone

MOST_HOUSEHOLDS = 100
"""Shown one by one after an import; of more only the count is told."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An import and its receipt; ``failure`` is why there is none, where there should be one.
    ``disputed`` are those about whom desks wrote different things."""

    imported: Imported
    receipt: Path | None
    failure: StoreError | None
    disputed: tuple[ResultPerson, ...] = ()


def taken_state(
    taken: Taken,
    preview: ImportPreview,
    more: str,
    texts: Texts,
    *,
    reading: bool = False,
    outbox: Path | None = None,
) -> ResultState:
    """The page after an import; or after opening a bundle only to read it. What lies in ``outbox``
    goes through the mailbox."""
    verdict = taken.imported.verdict
    told = {"sender": verdict.sender.name, "number": verdict.manifest.number}
    if verdict.manifest.kind == "receipt":
        title = texts("receive.done.receipt")
        banner = VerdictView("ok", "done", title, texts("receive.done.receipt.text", **told))
        return ResultState(title, banner, next=more)
    if verdict.manifest.kind == "sync":
        return _united(taken, preview, more, texts)
    if verdict.manifest.kind in ("withdrawal", "erasure"):
        state = _destroyed(taken, preview, more, texts)
        return with_receipt(state, taken.receipt, taken.failure, texts, outbox)
    households = _came(preview, taken.imported, texts)
    nothing = "receive.done.clash" if preview.clashing else "receive.done.again"
    key = "receive.done" if households else nothing
    key = "receive.done.reading" if reading else key
    title = texts(key)
    said = texts(f"{key}.text", count=len(households), **told)
    banner = VerdictView("ok", "done", title, said)
    hidden, moved = len(households) - MOST_HOUSEHOLDS, verdict.manifest.kind == MOVE
    state = ResultState(
        title=title,
        verdict=banner,
        households=households[:MOST_HOUSEHOLDS],
        more_households=texts("receive.done.more", count=hidden) if hidden > 0 else "",
        left=_left(preview, taken.imported),
        digest=verdict.manifest.digest if households and not (moved or reading) else "",
        next=more,
    )
    return with_receipt(state, taken.receipt, taken.failure, texts, outbox)


def _united(taken: Taken, preview: ImportPreview, more: str, texts: Texts) -> ResultState:
    title, desk = texts("receive.united"), preview.work.desk if preview.work else ""
    said = texts("receive.united.text", count=len(taken.imported.records), desk=desk)
    banner = VerdictView("ok", "done", title, said)
    return ResultState(title, banner, disputed=taken.disputed, next=more)


def _destroyed(taken: Taken, preview: ImportPreview, more: str, texts: Texts) -> ResultState:
    title, sender = texts("receive.destroyed"), taken.imported.verdict.sender.name
    said = texts("receive.destroyed.text", count=len(preview.taken_back), sender=sender)
    return ResultState(title, VerdictView("ok", "done", title, said), next=more)


def with_receipt(
    state: ResultState,
    receipt: Path | None,
    failure: StoreError | None,
    texts: Texts,
    outbox: Path | None = None,
) -> ResultState:
    """The same page, with what became of the receipt."""
    if receipt is not None:
        key = "receive.done.posted" if receipt.parent == outbox else "receive.done.written"
        said = texts(key, name=receipt.name, folder=receipt.parent)
        return replace(state, receipt=said, retry_receipt=False)
    reason = texts.error(failure) if failure else ""
    said = texts("receive.done.unwritten", reason=reason)
    return replace(state, receipt=said, retry_receipt=True)


def undone_state(
    undone: Undone, more: str, texts: Texts, outbox: Path | None = None
) -> ResultState:
    """The page after an import was taken back."""
    title = texts("receive.undone")
    banner = VerdictView("accent", "undo", title, texts("receive.undone.text"))
    notice, said = undone.notice, ""
    if notice is not None:
        key = "receive.undone.posted" if notice.parent == outbox else "receive.undone.notice"
        said = texts(key, name=notice.name, folder=notice.parent)
    return ResultState(title, banner, receipt=said, next=more)


def _left(preview: ImportPreview, imported: Imported) -> tuple[str, ...]:
    """The names of the residents who were not taken over this time."""
    there = {r: n for home in preview.households for r, n in home.records.items()}
    return tuple(
        there[record]
        for record in imported.left
        if record in there and subject_of(record) is Subject.PERSON
    )


def _came(preview: ImportPreview, imported: Imported, texts: Texts) -> tuple[ResultHousehold, ...]:
    left = set(imported.left)
    return tuple(
        ResultHousehold(
            household.household,
            texts("receive.household", name=household.name),
            tuple(
                ResultPerson(record, name)
                for record, name in household.members.items()
                if record not in left
            ),
        )
        for household in preview.households
        if not set(household.records) <= left
    )
