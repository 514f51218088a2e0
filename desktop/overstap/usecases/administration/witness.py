"""Desks are witnesses of each other's logs: each bundle says how far its writer's log is, and how
far the writer saw the receiver's. Who cuts the end off a log has to reckon with all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overstap.domain.offices import TrustState
from overstap.domain.records import OfficeId
from overstap.usecases.ports.audit import LogEnd, Testimony, Witnesses
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.journal import Manifest
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class TakeEnds:
    """Remember what a bundle that was taken over says of logs; ``desk`` is ours."""

    vault: Vault
    witnesses: Witnesses
    desk: str

    def __call__(self, manifest: Manifest) -> None:
        """Be a witness of its writer's log, and hear what the writer saw of ours."""
        if manifest.ends.own is not None:
            self._see(manifest, manifest.ends.own)
        ours = dict(manifest.ends.seen).get(self.desk)
        if ours is not None:
            said = Testimony(manifest.office, manifest.desk, ours, manifest.created)
            self._hear(said)

    def _see(self, manifest: Manifest, end: LogEnd) -> None:
        known = self.witnesses.head(manifest.office, manifest.desk)
        if known is None or end.number > known.number:
            self.witnesses.remember(manifest.office, manifest.desk, end, manifest.created)
        elif end.number == known.number and end.chain != known.chain:
            self.vault.audit("log_forked", peer=manifest.office, reason=manifest.desk)

    def _hear(self, said: Testimony) -> None:
        known = {(t.office, t.desk): t.end.number for t in self.witnesses.testimonies()}
        if said.end.number > known.get((said.office, said.desk), 0):
            self.witnesses.testify(said)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A desk saw our log up to entry ``number``, as it said at ``at`` (ISO day): by its name."""

    by: str
    number: int
    at: str


@dataclass(frozen=True, slots=True)
class AskWitnesses:
    """Compare what others saw of our log with what is there."""

    vault: Vault
    witnesses: Witnesses
    cards: Cards

    def __call__(self, chains: Mapping[int, str]) -> tuple[Witnessed | None, Witnessed | None]:
        """The furthest that somebody saw and that still stands; and the furthest that somebody saw
        and that is not there any more. ``chains``: number to hash of every entry. A witness may
        lie: whom one blocked counts no more."""
        told = [one for one in self.witnesses.testimonies() if not self._is_blocked(one.office)]

        def first(stands: Callable[[Testimony], bool]) -> Witnessed | None:
            return next((self._named(one) for one in told if stands(one)), None)

        return (
            first(lambda one: chains.get(one.end.number) == one.end.chain),
            first(lambda one: chains.get(one.end.number) != one.end.chain),
        )

    def _is_blocked(self, office: OfficeId) -> bool:
        trust = self.vault.office(office)
        return trust is not None and trust.state is TrustState.BLOCKED

    def _named(self, one: Testimony) -> Witnessed:
        by = self._name(one.office, one.desk)
        return Witnessed(by, one.end.number, one.at.astimezone().date().isoformat())

    def _name(self, office: OfficeId, desk: str) -> str:
        trust, own = self.vault.office(office), self.cards.own()
        card = own if office == own.office else trust.card if trust else None
        if card is None:
            return office
        name = next((d.name for d in card.desks if d.id == desk), "")
        return f"{card.name} ({name})" if name else card.name
