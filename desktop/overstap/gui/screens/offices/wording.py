"""Says in words who offices are and how far we trust them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from overstap.domain.offices import Card, TrustState, compare_groups
from overstap.domain.records import OfficeId
from overstap.gui.screens.offices.state import (
    CheckState,
    DeskRow,
    Mark,
    OfficeRow,
    OfficeState,
    OwnState,
)
from overstap.usecases.administration.cards import CardView, KnownOffice
from overstap.usecases.words.speaker import Speaker

GROUPS = 8
MARKS = {True: ("done", "offices.group.right"), False: ("warning", "offices.group.wrong")}


def standing(known: KnownOffice) -> str:
    """unverified, verified, expired or blocked."""
    if known.expired and known.trust.state is not TrustState.BLOCKED:
        return "expired"
    return str(known.trust.state)


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """Speaks the language of its speaker."""

    speaker: Speaker

    def rows(
        self, own: CardView, offices: Sequence[KnownOffice], chosen: OfficeId
    ) -> Iterator[OfficeRow]:
        """Our own office first, then the others by name."""
        texts = self.speaker.texts
        word = texts("offices.own")
        yield OfficeRow("", own.card.name, self._kind(own.card), "house", word, not chosen)
        for known in offices:
            card, state = known.trust.card, standing(known)
            yield OfficeRow(
                card.office,
                card.name,
                self._kind(card),
                _ICONS[state],
                texts(f"offices.state.{state}"),
                card.office == chosen,
            )

    def own(self, view: CardView, written: str = "", folder: str = "") -> OwnState:
        """Our own card, to read out and to give away."""
        groups = tuple(view.number.split())
        return OwnState(
            view.card.name, self._facts(view.card), groups, "".join(groups), written, folder
        )

    def office(self, known: KnownOffice) -> OfficeState:
        """Another office: how far we trust it, why, and what to do now."""
        texts, trust, state = self.speaker.texts, known.trust, standing(known)
        card = trust.card
        return OfficeState(
            office=card.office,
            name=card.name,
            tone=_TONES[state],
            word=texts(f"offices.state.{state}"),
            who=self._who(known),
            next=texts(f"offices.next.{state}", office=card.name),
            facts=self._facts(card),
            desks=tuple(self._desks(card)),
            groups=tuple(known.number.split()) if trust.state is TrustState.VERIFIED else (),
            checkable=trust.state is TrustState.UNVERIFIED,
            blocked=trust.state is TrustState.BLOCKED,
        )

    def check(self, known: KnownOffice, heard: Sequence[str]) -> CheckState:
        """How far the telephone check is; a wrong group is named, never what it should be."""
        texts, name = self.speaker.texts, known.trust.card.name
        found = compare_groups(known.number, heard)
        wrong = [number for number, right in enumerate(found, start=1) if right is False]
        done = sum(right is True for right in found)
        return CheckState(
            office=known.trust.card.office,
            name=name,
            marks=tuple(self._mark(right) for right in found),
            said=texts("offices.check.all", office=name)
            if done == GROUPS
            else texts("offices.check.count", done=done, total=GROUPS),
            differs=texts("offices.check.differs", groups=", ".join(map(str, wrong)), office=name)
            if wrong
            else "",
            right=done == GROUPS,
        )

    def _mark(self, right: bool | None) -> Mark:
        if right is None:
            return Mark()
        icon, key = MARKS[right]
        return Mark(icon, self.speaker.texts(key))

    def _who(self, known: KnownOffice) -> str:
        texts, trust, day = self.speaker.texts, known.trust, self.speaker.day
        if trust.block:
            reason = texts(f"blocked.{trust.block.reason}")
            told = {"by": trust.block.by, "day": day(trust.block.at), "reason": reason}
            return texts("offices.who.blocked", **told)
        if trust.verified_at:
            return texts("offices.who.verified", by=trust.verified_by, day=day(trust.verified_at))
        return texts("offices.who.unverified")

    def _facts(self, card: Card) -> tuple[tuple[str, str], ...]:
        texts = self.speaker.texts
        mode = texts("offices.training" if card.training else "offices.live")
        facts = (
            ("kind", self._kind(card)),
            ("version", str(card.version)),
            ("until", self.speaker.day(card.expires)),
            ("mode", mode),
        )
        return tuple((texts(f"offices.fact.{key}"), value) for key, value in facts)

    def _kind(self, card: Card) -> str:
        kind = self.speaker.texts(f"offices.kind.{card.kind}")
        return " · ".join(part for part in (kind, card.gm_code) if part)

    def _desks(self, card: Card) -> Iterator[DeskRow]:
        texts = self.speaker.texts
        for desk in card.desks:
            revoked = desk.key in card.revoked
            until = self.speaker.day(desk.valid_until)
            word = texts("offices.desk.revoked" if revoked else "offices.desk.until", day=until)
            yield DeskRow(desk.name, "blocked" if revoked else "done", word)


_ICONS = {"verified": "done", "unverified": "warning", "expired": "later", "blocked": "blocked"}
_TONES = {"verified": "ok", "unverified": "warn", "expired": "warn", "blocked": "bad"}
