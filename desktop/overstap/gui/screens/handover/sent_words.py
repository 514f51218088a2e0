"""Says in words how far writing is, and what to do with what was written."""

from overstap.gui.screens.handover.state import SendingState, SentState
from overstap.i18n.texts import Texts
from overstap.usecases.hand_over import HandedOver
from overstap.usecases.prepare_handover import HandoverPlan
from overstap.usecases.words import Speaker


def sending_state(texts: Texts, what: str, done: int, total: int) -> SendingState:
    """What is going on now."""
    count = texts("handover.progress", done=done, total=total) if total else ""
    said = " · ".join(part for part in (texts(f"progress.{what}"), count) if part)
    return SendingState(texts("handover.sending"), said, done, total)


def sent_state(speaker: Speaker, done: HandedOver, plan: HandoverPlan) -> SentState:
    """What was written, and what happens now."""
    texts, office = speaker.texts, plan.office.card.name
    until = speaker.day(done.destroy_by)
    return SentState(
        title=texts("handover.done", number=done.number, office=office),
        lead=texts("handover.done.lead", office=office),
        file=str(done.path),
        folder=str(done.path.parent),
        facts=(
            (texts("handover.done.file"), done.path.name),
            (texts("handover.done.folder"), str(done.path.parent)),
            (texts("handover.done.bundle"), f"{done.number} · {done.digest[:16]}"),
            (
                texts("handover.done.content"),
                f"{texts('handover.households', count=done.households)},"
                f" {texts('handover.size', count=done.persons)}",
            ),
        ),
        steps=(
            texts("handover.next.bring", office=office),
            texts("handover.next.only", office=office),
            *(
                texts("handover.next.withdrawn", file=one.path.name, office=one.office_name)
                for one in done.withdrawn
            ),
            texts("handover.next.receipt", office=office),
            texts("handover.next.destroy", day=until),
        ),
        dossiers=tuple((household, plan.names[household]) for household in plan.households),
    )
