"""Offices with fixed keys that write bundles to each other, without a vault."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from overstap.bundle.cards import CardBook, make_card
from overstap.bundle.exchange import FileBundles
from overstap.bundle.read import AgeIdentity
from overstap.crypto.age import HybridIdentity, X25519Identity
from overstap.crypto.signature import SigningKey
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Card, Desk, Trust, TrustState
from overstap.kernel.task import Quiet, Task
from overstap.usecases.ports.bundles import Letter
from overstap.usecases.ports.journal import Manifest, StreamPosition

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
START = StreamPosition(0, "")
LINES = ({"record": "household-1", "revision": 1}, {"record": "person-1", "revision": 1})


def seed(name: str) -> bytes:
    """32 bytes that are always the same for one name, for keys that keep no secret."""
    return hashlib.sha256(f"overstap test key {name}".encode()).digest()


@dataclass(frozen=True)
class Party:
    """One office in one version of its card. Change it with ``dataclasses.replace``."""

    name: str
    """Its keys follow from it, also where the card says that it is ``called`` otherwise."""
    called: str = ""
    gm_code: str | None = None
    kind: OfficeKind = OfficeKind.LOCATION
    hybrid: bool = False
    training: bool = True
    version: int = 1
    desk: str = "balie-1"
    roles: frozenset[str] = frozenset({"handover", "receipt"})
    valid_from: date = date(2026, 1, 1)
    valid_until: date = date(2027, 12, 31)
    expires: date = date(2027, 12, 31)
    revoked: frozenset[str] = frozenset()
    root_name: str = ""
    other_desks: tuple[Desk, ...] = ()
    without_desk: bool = False
    clock: datetime = field(default=NOW)

    @property
    def office(self) -> str:
        return hashlib.sha256(self.name.encode()).hexdigest()[:32]

    @property
    def root(self) -> SigningKey:
        return SigningKey.from_bytes(seed(self.root_name or f"{self.name} root"))

    @property
    def key(self) -> SigningKey:
        return SigningKey.from_bytes(seed(f"{self.name} {self.desk}"))

    @property
    def identity(self) -> AgeIdentity:
        kind = HybridIdentity if self.hybrid else X25519Identity
        return kind(seed(f"{self.name} {self.desk} age"))

    @property
    def own_desk(self) -> Desk:
        return Desk(
            id=self.desk,
            name="Balie",
            key=self.key.public_text,
            recipient=str(self.identity.recipient),
            roles=self.roles,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )

    @property
    def signed_card(self) -> tuple[bytes, bytes]:
        return make_card(
            self.root,
            office=self.office,
            name=self.called or self.name,
            kind=self.kind,
            gm_code=self._code if self.gm_code is None else self.gm_code,
            version=self.version,
            desks=((() if self.without_desk else (self.own_desk,)) + self.other_desks),
            issued=date(2026, 1, 1),
            expires=self.expires,
            training=self.training,
            revoked=self.revoked,
        )

    @property
    def _code(self) -> str:
        return "GM9999" if self.kind is OfficeKind.GEMEENTE else ""

    @property
    def cards(self) -> CardBook:
        return CardBook(*self.signed_card)

    @property
    def card(self) -> Card:
        return self.cards.own()

    @property
    def bundles(self) -> FileBundles:
        return FileBundles(self.cards, self.desk, self.key, self.identity, lambda: self.clock)

    def trusted(self, state: TrustState = TrustState.VERIFIED) -> dict[str, Trust]:
        """What another office holds about this one."""
        by, at = ("Smit", NOW) if state is TrustState.VERIFIED else ("", None)
        return {self.office: Trust(self.card, *self.signed_card, state, by, at)}

    def write(
        self,
        path: Path,
        to: "Party",
        lines: Iterable[Mapping[str, Any]] = LINES,
        attachments: Mapping[str, bytes] | None = None,
        position: StreamPosition = START,
        task: Task | None = None,
        **changes: Any,
    ) -> Manifest:
        """A handover to another office."""
        given: dict[str, Any] = {
            "kind": "handover",
            "stream": f"{self.office}/{self.desk}>{to.office}",
            "created": NOW,
            "destroy_by": "2026-12-24",
        }
        letter = Letter(
            to=to.card,
            position=position,
            lines=lines,
            attachments=attachments or {},
            **(given | changes),
        )
        manifest = self.bundles.write(path.parent, letter, task or Quiet())
        (path.parent / manifest.file_name).replace(path)
        return manifest


LOCATION = Party("Voorbeeldlocatie")
GEMEENTE = Party("Voorbeeldstad", OfficeKind.GEMEENTE)
OTHER = Party("Andere locatie")
NEXT_DESK = replace(LOCATION, version=2, desk="balie-2", other_desks=(LOCATION.own_desk,))
"""The location after it got a second desk."""
REVOKING = replace(
    NEXT_DESK, version=3, other_desks=(), revoked=frozenset({LOCATION.key.public_text})
)
"""The location after its first desk was stolen."""
