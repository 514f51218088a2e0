"""Who destroyed what had to be destroyed: our desks, by what they said they have, and other offices
by their receipts. Nothing of whom it was about is left to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from overstap.domain.offices import Card
from overstap.domain.records import Dot, RecordId, Subject, subject_of
from overstap.kernel.clock import Clock
from overstap.usecases.administration.administer_office import former_desks
from overstap.usecases.handover.take_back import ERASURE
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.desks import Erasure, Histories, Peer
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault


class DeskState(StrEnum):
    """What a desk did with a file that was destroyed; text ``erased.desk.<value>``. A revoked or
    ended one gets no more bundles: it has to be looked for."""

    DONE = "done"
    WAITING = "waiting"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """``at`` is when that desk said so; None for our own, and where it did not."""

    name: str
    state: DeskState
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AtOffice:
    """An office that we told; ``confirmed`` is None until its receipt came."""

    name: str
    sent: datetime
    confirmed: datetime | None


@dataclass(frozen=True, slots=True)
class ErasedHousehold:
    """``residents`` is how many were destroyed with it."""

    household: RecordId
    at: datetime
    by: str
    residents: int
    desks: tuple[AtDesk, ...]
    offices: tuple[AtOffice, ...]

    @property
    def counted(self) -> tuple[AtDesk, ...]:
        """The desks that can still say that they did it."""
        return tuple(desk for desk in self.desks if desk.state is not DeskState.REVOKED)

    @property
    def done(self) -> int:
        """How many of them did."""
        return sum(desk.state is DeskState.DONE for desk in self.desks)

    @property
    def everywhere(self) -> bool:
        """Whether nobody has to say so any more."""
        told = all(office.confirmed for office in self.offices)
        return told and self.done == len(self.counted)


@dataclass(frozen=True, slots=True)
class ListErased:
    """Reads who has what, and what was confirmed."""

    vault: Vault
    histories: Histories
    cards: Cards
    desk: str
    clock: Clock

    def __call__(self, limit: int = 50) -> tuple[ErasedHousehold, ...]:
        """The newest first."""
        by_record: dict[RecordId, list[Erasure]] = {}
        for erasure in self.histories.erasures():
            by_record.setdefault(erasure.record, []).append(erasure)
        households = [r for r in by_record if subject_of(r) is Subject.HOUSEHOLD]
        notices = [
            (entry, frozenset(self.vault.records_in(entry.digest)))
            for entry in self.vault.bundles()
            if entry.direction is Direction.SENT and entry.kind == ERASURE
        ]
        card, peers = self.cards.own(), self.histories.peers()
        found = [
            self._household(by_record, household, notices, card, peers) for household in households
        ]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))[:limit]

    def _household(
        self,
        by_record: Mapping[RecordId, Sequence[Erasure]],
        household: RecordId,
        notices: Sequence[tuple[BundleEntry, frozenset[RecordId]]],
        card: Card,
        peers: Sequence[Peer],
    ) -> ErasedHousehold:
        first = min(by_record[household], key=lambda one: one.at)
        written = [one for many in by_record.values() for one in many]
        together = _together(first, written)
        dots = [erasure.dot for erasure in by_record[household]]
        desks = {desk.id: desk.name for desk in card.desks} | former_desks(self.vault)
        names = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        return ErasedHousehold(
            household,
            first.at,
            first.by,
            together,
            tuple(self._at_desk(desk, name, card, dots, peers) for desk, name in desks.items()),
            tuple(
                AtOffice(names.get(entry.office, entry.office), entry.handled, entry.acknowledged)
                for entry, records in notices
                if household in records
            ),
        )

    def _at_desk(
        self, desk: str, name: str, card: Card, dots: Sequence[Dot], peers: Sequence[Peer]
    ) -> AtDesk:
        if desk == self.desk:
            return AtDesk(name, DeskState.DONE)
        heard = [
            peer.heard
            for peer in peers
            if peer.desk == desk and any(peer.have.get(r, 0) >= number for r, number in dots)
        ]
        if heard:
            return AtDesk(name, DeskState.DONE, max(heard))
        open_now = desk in [one.id for one in card.open_desks(self.clock().date())]
        return AtDesk(name, DeskState.WAITING if open_now else DeskState.REVOKED)


def _together(first: Erasure, written: Sequence[Erasure]) -> int:
    """How many residents were destroyed with a household: they follow it in its desk's run."""
    replica, number = first.dot
    following = {one.dot: subject_of(one.record) for one in written}
    count = 0
    while following.get((replica, number + count + 1)) is Subject.PERSON:
        count += 1
    return count
