"""Puts the page together on which one checks and sends."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.records import RecordId
from overstap.gui.screens.handover.answer_words import AnswerWords, Filter
from overstap.gui.screens.handover.check_words import CheckWords
from overstap.gui.screens.handover.state import PlanState, Step
from overstap.usecases.handover.prepare_handover import Going, HandoverPlan
from overstap.usecases.handover.send_folder import FolderState
from overstap.usecases.words.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would go, the number of the recipient's card, and where it would be written."""

    plan: HandoverPlan
    number: str
    folder: FolderState | None
    outbox: Path | None
    """The folder of what goes through the mailbox; None where there is no mailbox."""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Speaks the language of its speaker."""

    speaker: Speaker

    def state(self, prepared: Prepared, chosen: Filter, note: str) -> PlanState:
        """The whole page; ``note`` is what has to be said of it."""
        answers, checks = AnswerWords(self.speaker), CheckWords(self.speaker)
        plan = prepared.plan
        return PlanState(
            title=self._title(plan),
            lead=self._lead(plan),
            step=Step.SEND if plan.allowed else Step.CHECK,
            people=self._people(plan),
            person=chosen.person,
            variant=self._variant(plan, chosen.person),
            sections=answers.sections(plan, chosen),
            going=_count(plan.going),
            new=_count(tuple(going for going in plan.going if going.new)),
            only_new=chosen.only_new,
            again=any(not going.new for going in plan.going),
            staying=answers.staying(plan, chosen),
            unasked=answers.unasked(plan, chosen),
            recipient=checks.recipient(plan, prepared.number),
            checks=checks.rows(plan),
            warnings=checks.warnings(plan),
            passed=checks.passed(plan),
            folder=checks.folder(prepared.folder, prepared.outbox),
            note=note,
        )

    def _variant(self, plan: HandoverPlan, person: RecordId) -> str:
        if all(person not in members for members in plan.members.values()):
            return ""
        return "smaller" if person in plan.smaller else "full"

    def _title(self, plan: HandoverPlan) -> str:
        texts, what = self.speaker.texts, "move.title" if plan.moves else "handover.title"
        if len(plan.households) == 1:
            return texts(f"{what}.one", household=plan.names[plan.households[0]])
        return texts(f"{what}.many", count=len(plan.households))

    def _lead(self, plan: HandoverPlan) -> str:
        texts = self.speaker.texts
        size = texts("handover.size", count=sum(map(len, plan.members.values())))
        what = "move.purpose" if plan.moves else "handover.purpose"
        return texts(what, size=size, office=plan.office.card.name)

    def _people(self, plan: HandoverPlan) -> tuple[tuple[RecordId, str], ...]:
        texts = self.speaker.texts
        found: list[tuple[RecordId, str]] = [("", texts("handover.everybody"))]
        for household in plan.households:
            name = texts("handover.household", household=plan.names[household])
            found += [(household, name), *((m, plan.names[m]) for m in plan.members[household])]
        return tuple(found)


def _count(going: tuple[Going, ...]) -> int:
    """How many answers these are; a group's many parts are one."""
    return len({(one.record, one.field.partition("/")[0]) for one in going})
