"""Says in words what is checked before sending, by whom, and what to do where it fails."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from overstap.domain.offices import TrustState
from overstap.gui.screens.handover.state import (
    Act,
    Action,
    CheckRow,
    FolderCard,
    RecipientCard,
)
from overstap.usecases.handover.handover_checks import Check
from overstap.usecases.handover.prepare_handover import HandoverPlan
from overstap.usecases.handover.send_folder import FolderState
from overstap.usecases.words.speaker import Speaker

OF_OFFICE = {"unblocked", "verified", "gemeente", "same_mode", "reachable"}
_NAMING = {"complete", "settled", "safe_split"}
"""Checks that say which questions they are about."""
MOST_NAMED = 4
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Speaks the language of its speaker."""

    speaker: Speaker

    def rows(self, plan: HandoverPlan) -> tuple[CheckRow, ...]:
        """All checks that may block: what passed once for all households, what failed by name."""
        passed: dict[str, list[Check]] = defaultdict(list)
        failed = []
        for check in plan.checks:
            if not check.blocks:
                continue
            if check.passed:
                passed[check.code].append(check)
            else:
                failed.append(self._failed(check, plan, "blocked"))
        return (*failed, *(self._passed(code, checks) for code, checks in passed.items()))

    def warnings(self, plan: HandoverPlan) -> tuple[CheckRow, ...]:
        """What does not keep anything from going."""
        return tuple(
            self._failed(check, plan, "warning")
            for check in plan.checks
            if not check.blocks and not check.passed
        )

    def passed(self, plan: HandoverPlan) -> str:
        """ "5 van 6"."""
        blocking = [check for check in plan.checks if check.blocks]
        done = sum(check.passed for check in blocking)
        return self.speaker.texts("handover.passed", done=done, total=len(blocking))

    def recipient(self, plan: HandoverPlan, number: str) -> RecipientCard:
        """Who gets it, and why we believe that it is them."""
        texts, trust = self.speaker.texts, plan.office
        verified = trust.state is TrustState.VERIFIED
        said = trust.verified_at if verified else trust.block.at if trust.block else None
        by = trust.verified_by if verified else trust.block.by if trust.block else ""
        who = f"handover.recipient.{trust.state}"
        return RecipientCard(
            name=trust.card.name,
            tone={TrustState.VERIFIED: "ok", TrustState.BLOCKED: "bad"}.get(trust.state, "warn"),
            state=texts(f"handover.trust.{trust.state}"),
            who=texts(who, by=by, day=self.speaker.day(said)) if said else texts(who),
            number=number if verified else "",
            act=None if verified else self._action(Act.VERIFY, trust.card.office),
        )

    def folder(self, state: FolderState | None, outbox: Path | None) -> FolderCard:
        """Where it will be written, and whether that will do."""
        texts, mailbox = self.speaker.texts, outbox is not None
        if state is None:
            return FolderCard("", "none", texts("handover.folder.none"), mailbox)
        free, needed = state.free // MB, -(-state.needed // MB)
        path = texts("mailbox.put") if state.path == outbox else str(state.path)
        if state.problem:
            word = texts(f"folder.{state.problem}", free=free, needed=needed)
            return FolderCard(path, "blocked", word, mailbox)
        if state.path == outbox:
            return FolderCard(path, "done", texts("mailbox.put.good"), mailbox)
        return FolderCard(path, "done", texts("handover.folder.good", free=free), mailbox)

    def _passed(self, code: str, checks: Sequence[Check]) -> CheckRow:
        texts = self.speaker.texts
        if len(checks) > 1:
            detail = texts("handover.households", count=len(checks))
        elif checks[0].at:
            day = self.speaker.day(datetime.fromisoformat(checks[0].at))
            detail = texts("handover.by", by=checks[0].by, day=day)
        else:
            detail = ""
        return CheckRow("done", texts(f"handover.check.{code}.yes"), detail)

    def _failed(self, check: Check, plan: HandoverPlan, icon: str) -> CheckRow:
        texts = self.speaker.texts
        word = texts(f"handover.check.{check.code}.no")
        if check.household and len(plan.households) > 1:
            word = f"{plan.names[check.household]}: {word}"
        topics = self._topics(check, plan)
        open_questions = self._open(check) if check.code in _NAMING else ""
        detail = texts(f"handover.check.{check.code}.todo", questions=open_questions)
        if topics:
            detail = texts("handover.check.read_back.topics", topics=topics)
        return CheckRow(icon, word, detail, tuple(self._actions(check, plan)))

    def _actions(self, check: Check, plan: HandoverPlan) -> Iterator[Action]:
        if check.code in OF_OFFICE:
            act = Act.VERIFY if check.code == "verified" else Act.OFFICES
            yield self._action(act, plan.office.card.office)
        if check.code == "elsewhere":
            yield self._action(Act.WITHDRAW, check.household)
        if check.code == "read_back":
            yield self._action(Act.READ_BACK, check.household)
        if check.code == "released" and _releasable(check.household, plan):
            yield self._action(Act.RELEASE, check.household)
        for record, field in check.mend[:1]:
            person = plan.members.get(record, (record,))[0]
            question = field.partition("/")[0]
            word = self.speaker.texts("handover.act.question")
            yield Action(Act.QUESTION, word, person, question)

    def _topics(self, check: Check, plan: HandoverPlan) -> str:
        """What changed since it was read out, and of whom."""
        if check.code != "read_back":
            return ""
        read = [(r, f.partition(".")[0]) for r, f in check.mend if f.endswith(".reading")]
        told = [f"{self.speaker.texts(f'section.{s}')} ({plan.names[r]})" for r, s in read]
        return "; ".join(told[:MOST_NAMED]) + (" ..." if len(told) > MOST_NAMED else "")

    def _open(self, check: Check) -> str:
        catalogue = self.speaker.catalogue
        keys = dict.fromkeys(field.partition("/")[0] for _, field in check.mend)
        labels = [self.speaker.label(catalogue.question(key)) for key in keys]
        more = " ..." if len(labels) > MOST_NAMED else ""
        return ", ".join(labels[:MOST_NAMED]) + more

    def _action(self, act: Act, target: str) -> Action:
        return Action(act, self.speaker.texts(f"handover.act.{act}"), target)


def _releasable(household: str, plan: HandoverPlan) -> bool:
    """Whether a release is all that is missing: what it asks for itself is so already."""
    return all(
        check.passed
        for check in plan.checks
        if check.household == household and check.code in ("read_back", "settled", "own")
    )
