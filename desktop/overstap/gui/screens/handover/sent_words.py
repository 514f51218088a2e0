"""Says in words how far writing is, and what to do with what was written."""

from collections.abc import Iterator

from overstap.gui.screens.handover.plan_words import Prepared
from overstap.gui.screens.handover.state import SendingState, SentState
from overstap.i18n.texts import Texts
from overstap.usecases.handover.hand_over import HandedOver
from overstap.usecases.words.speaker import Speaker


def sending_state(texts: Texts, what: str, done: int, total: int) -> SendingState:
    """What is going on now."""
    count = texts("handover.progress", done=done, total=total) if total else ""
    said = " · ".join(part for part in (texts(f"progress.{what}"), count) if part)
    return SendingState(texts("handover.sending"), said, done, total)


def sent_state(speaker: Speaker, done: HandedOver, prepared: Prepared) -> SentState:
    """What was written, and what happens now."""
    texts, plan = speaker.texts, prepared.plan
    office, posted = plan.office.card.name, done.path.parent == prepared.outbox
    where = (
        (texts("handover.done.file"), done.path.name),
        (texts("handover.done.folder"), str(done.path.parent)),
    )
    return SentState(
        title=texts("handover.done", number=done.number, office=office),
        lead=texts("handover.done.lead.mailbox" if posted else "handover.done.lead", office=office),
        file=str(done.path),
        folder="" if posted else str(done.path.parent),
        facts=(
            *(() if posted else where),
            (texts("handover.done.bundle"), f"{done.number} · {done.digest[:16]}"),
            (
                texts("handover.done.content"),
                f"{texts('handover.households', count=done.households)},"
                f" {texts('handover.size', count=done.persons)}",
            ),
        ),
        steps=tuple((_posted if posted else _carried)(speaker, done, office)),
        dossiers=tuple((household, plan.names[household]) for household in plan.households),
    )


def _carried(speaker: Speaker, done: HandedOver, office: str) -> Iterator[str]:
    """What one does with a file on a stick."""
    texts = speaker.texts
    yield texts("handover.next.bring", office=office)
    yield texts("handover.next.only", office=office)
    for one in done.withdrawn:
        yield texts("handover.next.withdrawn", file=one.path.name, office=one.office_name)
    yield texts("handover.next.receipt", office=office)
    yield texts("handover.next.destroy", day=speaker.day(done.destroy_by))


def _posted(speaker: Speaker, done: HandedOver, office: str) -> Iterator[str]:
    """What goes through the mailbox needs nobody to carry or destroy it."""
    texts = speaker.texts
    yield texts("handover.next.exchange")
    yield texts("handover.next.only", office=office)
    for one in done.withdrawn:
        yield texts("handover.next.withdrawn.mailbox", office=one.office_name)
    yield texts("handover.next.receipt.mailbox", office=office)
