"""Says in words which households can go, to whom, and what was sent before."""

from dataclasses import dataclass

from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import TrustState
from overstap.gui.screens.handover.state import (
    Act,
    Action,
    ChooseState,
    HouseholdRow,
    RecipientRow,
    SentRow,
)
from overstap.usecases.administration.cards import KnownOffice
from overstap.usecases.handover.find_households import Candidate, Candidates, Standing
from overstap.usecases.handover.list_sent import SentBundle
from overstap.usecases.words.speaker import Speaker

ICONS = {
    Standing.READY: "done",
    Standing.RELEASE: "busy",
    Standing.READ_BACK: "later",
    Standing.UNMATCHED: "none",
    Standing.RESTRICTED: "blocked",
    Standing.SENT: "seen",
}
TRUST_ICONS = {
    TrustState.VERIFIED: "done",
    TrustState.UNVERIFIED: "warning",
    TrustState.BLOCKED: "blocked",
}

NOBODY = Candidates((), 0, 0)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen so far; ``office`` is empty until there is one. ``remarked``: the person
    wanted to go on already, so it is said what is missing."""

    households: tuple[Candidate, ...] = ()
    office: str = ""
    remarked: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The chosen households."""
        return tuple(one.household for one in self.households)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read for the first page."""

    found: Candidates = NOBODY
    offices: tuple[KnownOffice, ...] = ()
    sent: tuple[SentBundle, ...] = ()


@dataclass(frozen=True, slots=True)
class ChooseWords:
    """Speaks the language of its speaker."""

    speaker: Speaker

    def state(self, known: Known, choice: Choice) -> ChooseState:
        """The first page, for what is known and chosen."""
        texts, found = self.speaker.texts, known.found
        offices = sorted(known.offices, key=_order)
        return ChooseState(
            lead=texts("handover.lead.chosen", count=len(choice.households))
            if choice.households
            else texts("handover.lead"),
            rows=tuple(self._row(one, choice) for one in found.rows),
            count=texts("handover.count", ready=found.ready, found=found.found),
            recipients=tuple(self._recipient(one, choice) for one in offices),
            sent=tuple(map(self._sent, known.sent)),
            note=self._note(choice) if choice.remarked else "",
            unknown=self._unknown(choice),
        )

    def _row(self, one: Candidate, choice: Choice) -> HouseholdRow:
        texts = self.speaker.texts
        size = texts("handover.size", count=one.size)
        to = self._gemeente(one.gemeente) if one.gemeente else ""
        again = texts("handover.again") if one.again and one.standing is not Standing.SENT else ""
        others = {chosen.gemeente for chosen in choice.households}
        clash = bool(others) and one.gemeente not in others
        return HouseholdRow(
            household=one.household,
            name=one.name,
            facts=" · ".join(part for part in (size, to, again) if part),
            icon=ICONS[one.standing],
            word=texts(f"handover.standing.{one.standing}"),
            chosen=one.household in choice.ids,
            why=texts("handover.other_gemeente") if clash else "",
        )

    def _recipient(self, known: KnownOffice, choice: Choice) -> RecipientRow:
        texts, trust = self.speaker.texts, known.trust
        verified = trust.state is TrustState.VERIFIED
        word = texts(f"handover.trust.{trust.state}")
        if trust.card.kind is OfficeKind.LOCATION:
            word = f"{texts('handover.recipient.location')} · {word}"
        act = Act.VERIFY if trust.state is TrustState.UNVERIFIED else Act.OFFICES
        return RecipientRow(
            office=trust.card.office,
            name=trust.card.name,
            icon=TRUST_ICONS[trust.state],
            word=word,
            chosen=trust.card.office == choice.office,
            why="" if verified else texts(f"handover.trust.{trust.state}.why"),
            act=None if verified else Action(act, texts(f"handover.act.{act}"), trust.card.office),
        )

    def _sent(self, bundle: SentBundle) -> SentRow:
        texts, day = self.speaker.texts, self.speaker.day
        names = ", ".join(bundle.households[:3]) + (" ..." if len(bundle.households) > 3 else "")
        who = texts("handover.size", count=bundle.persons) if bundle.persons else ""
        return SentRow(
            title=texts("handover.sent.title", number=bundle.number, office=bundle.office),
            facts=" · ".join(part for part in (day(bundle.sent), names, who) if part),
            icon="warning" if bundle.lost else "done" if bundle.received else "later",
            word=self._arrival(bundle),
            act=Action(
                Act.LOST,
                texts("handover.act.lost"),
                bundle.digest,
                about=texts("handover.sent.title", number=bundle.number, office=bundle.office),
            )
            if bundle.again
            else None,
        )

    def _arrival(self, bundle: SentBundle) -> str:
        texts, day = self.speaker.texts, self.speaker.day
        if bundle.lost:
            return texts("handover.sent.lost")
        if bundle.received:
            came = texts("handover.sent.received", day=day(bundle.received))
            left = texts("handover.sent.left", count=bundle.left) if bundle.left else ""
            return " · ".join(part for part in (came, left) if part)
        if bundle.read:
            return texts("handover.sent.read", day=day(bundle.read))
        return texts("handover.sent.waiting", day=day(bundle.sent))

    def _note(self, choice: Choice) -> str:
        if not choice.households:
            return self.speaker.texts("handover.choose.household")
        return "" if choice.office else self.speaker.texts("handover.choose.recipient")

    def _unknown(self, choice: Choice) -> str:
        """The matched gemeente of what was chosen, where its card is not here."""
        for one in choice.households:
            if one.gemeente and not one.office:
                return self.speaker.texts("handover.unknown", gemeente=self._gemeente(one.gemeente))
        return ""

    def _gemeente(self, code: str) -> str:
        speaker = self.speaker
        return speaker.tables.table("gemeenten").label(code, speaker.texts.language)


def _order(known: KnownOffice) -> tuple[bool, bool]:
    """Gemeenten first; of each kind those that can be sent to."""
    trust = known.trust
    return trust.card.kind is OfficeKind.LOCATION, trust.state is not TrustState.VERIFIED
