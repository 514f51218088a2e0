"""Identity cards: made, read, and believed or not.

A card is canonical JSON signed by a root key of its office. The first card of an office is taken
in unverified: two people then compare its number by telephone. A newer card must be signed by a
root key that we know already, so new desks and revocations need no telephone.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from overstap.bundle import layout
from overstap.bundle.errors import (
    ForeignCardError,
    NotACardError,
    NumberDiffersError,
    OlderCardError,
    OtherModeError,
    TwoCardsError,
)
from overstap.bundle.folder import reading, write_new
from overstap.bundle.tar import TarError, TarWriter, members
from overstap.crypto.signature import SignatureError, SigningKey, sign, verify
from overstap.domain.offices import Card, Desk, OfficeKind, Trust, TrustState
from overstap.domain.records import OfficeId

FORMAT = "overstap-card"
_LARGEST = 1 << 20
_ROUNDS = 5200
"""Makes it costly to find a card whose number is nearly the same."""


def make_card(
    root: SigningKey,
    *,
    office: OfficeId,
    name: str,
    kind: OfficeKind,
    gm_code: str,
    version: int,
    desks: tuple[Desk, ...],
    issued: date,
    expires: date,
    training: bool,
    revoked: frozenset[str] = frozenset(),
    previous: str = "",
) -> tuple[bytes, bytes]:
    """The bytes of a card and their signature by ``root``, the office's only root key."""
    card = {
        "format": FORMAT,
        "v": 1,
        "office": office,
        "name": name,
        "kind": str(kind),
        "gm_code": gm_code,
        "version": version,
        "roots": [root.public_text],
        "desks": [_desk_json(desk) for desk in desks],
        "revoked": sorted(revoked),
        "issued": issued.isoformat(),
        "expires": expires.isoformat(),
        "previous": previous,
        "training": training,
    }
    raw = layout.canonical(card)
    return raw, sign(raw, root, layout.CARD_NAMESPACE)


def parse_card(raw: bytes, signature: bytes) -> Card:
    """Read a card that one of its own root keys signed.

    Raises:
        NotACardError: it is none.
        ForeignCardError: somebody else signed it, or nobody.
    """
    return _signed_card(raw, signature)[0]


def number_of(card: Card) -> str:
    """40 digits in eight groups of five, to be read out. They depend on the office and its root
    keys only, so they stay the same when desks come and go."""
    value = hashlib.sha256(layout.canonical([card.office, sorted(card.roots)])).digest()
    for _ in range(_ROUNDS):
        value = hashlib.sha256(value + b"overstap-card-number/1").digest()
    digits = f"{int.from_bytes(value, 'big') % 10**40:040d}"
    return " ".join(digits[i : i + 5] for i in range(0, 40, 5))


class CardBook:
    """Our own card, and the rules for those of others; obeys ``usecases.ports.Cards``."""

    def __init__(self, raw: bytes, signature: bytes) -> None:
        self.raw = raw
        self.signature = signature
        self._own = parse_card(raw, signature)

    def own(self) -> Card:
        """Our card."""
        return self._own

    def number(self, card: Card) -> str:
        """What is read out on the telephone."""
        return number_of(card)

    def write(self, folder: Path) -> Path:
        """Our card as a file: a tar of the JSON and its signature."""
        archive = io.BytesIO()
        tar = TarWriter(archive)
        tar.add(layout.CARD, self.raw)
        tar.add(layout.CARD_SIGNATURE, self.signature)
        tar.close()
        path = folder / f"overstap-{self._own.office[:8]}-v{self._own.version}.card"
        with write_new(path) as file:
            file.write(archive.getvalue())
        return path

    def read(self, path: Path) -> tuple[bytes, bytes]:
        """A card file's JSON and signature, not yet believed.

        Raises:
            NotACardError: it is something else.
        """
        with reading(path, NotACardError) as file:
            untrusted = file.read(_LARGEST + 1)
        if len(untrusted) > _LARGEST:
            raise NotACardError
        try:
            parts = {m.name: m.read() for m in members(io.BytesIO(untrusted))}
            return parts[layout.CARD], parts[layout.CARD_SIGNATURE]
        except (TarError, KeyError) as error:
            raise NotACardError from error

    def accept(self, known: Trust | None, raw: bytes, signature: bytes) -> Trust:
        """What we hold about the card's office after seeing it.

        Raises:
            NotACardError, ForeignCardError: see ``parse_card``.
            OtherModeError: one of us is training, the other live.
            OlderCardError, TwoCardsError: it goes back, or contradicts the one we have.
        """
        card, signer = _signed_card(raw, signature)
        if card.training != self._own.training:
            raise OtherModeError(office=card.name)
        if known is None:
            return Trust(card, raw, signature, TrustState.UNVERIFIED, "", None)
        if known.card.digest == card.digest:
            return known
        if card.office != known.card.office or signer not in known.card.roots:
            raise ForeignCardError(office=card.name)
        if card.version == known.card.version:
            raise TwoCardsError(office=card.name)
        if card.version < known.card.version:
            raise OlderCardError(office=card.name)
        return replace(known, card=card, raw=raw, signature=signature)

    def confirm(self, trust: Trust, digits: str, by: str, at: datetime) -> Trust:
        """Verified, where ``digits`` are the card's number; only digits count.

        Raises:
            NumberDiffersError: they are not.
        """
        heard = "".join(filter(str.isdigit, digits))
        if heard != number_of(trust.card).replace(" ", ""):
            raise NumberDiffersError(office=trust.card.name)
        return replace(trust, state=TrustState.VERIFIED, verified_by=by, verified_at=at)


def _signed_card(raw: bytes, signature: bytes) -> tuple[Card, str]:
    """The card and the root key that signed it."""
    try:
        signer = verify(raw, signature, layout.CARD_NAMESPACE)
    except SignatureError as error:
        raise ForeignCardError(office="?") from error
    try:
        card = _card(layout.strict(raw), hashlib.sha256(raw).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        raise NotACardError from error
    if signer not in card.roots:
        raise ForeignCardError(office=card.name)
    return card, signer


def _card(json: Mapping[str, Any], digest: str) -> Card:
    if json["format"] != FORMAT or json["v"] != 1 or type(json["training"]) is not bool:
        raise ValueError(json["format"])
    return Card(
        office=_text(json["office"]),
        name=_text(json["name"]),
        kind=OfficeKind(json["kind"]),
        gm_code=_text(json["gm_code"]),
        version=int(json["version"]),
        roots=tuple(map(_text, json["roots"])),
        desks=tuple(map(_desk, json["desks"])),
        revoked=frozenset(map(_text, json["revoked"])),
        issued=date.fromisoformat(json["issued"]),
        expires=date.fromisoformat(json["expires"]),
        previous=_text(json["previous"]),
        training=json["training"],
        digest=digest,
    )


def _desk(json: Mapping[str, Any]) -> Desk:
    return Desk(
        id=_text(json["id"]),
        name=_text(json["name"]),
        key=_text(json["key"]),
        recipient=_text(json["recipient"]),
        roles=frozenset(map(_text, json["roles"])),
        valid_from=date.fromisoformat(json["from"]),
        valid_until=date.fromisoformat(json["until"]),
    )


def _desk_json(desk: Desk) -> dict[str, object]:
    return {
        "id": desk.id,
        "name": desk.name,
        "key": desk.key,
        "recipient": desk.recipient,
        "roles": sorted(desk.roles),
        "from": desk.valid_from.isoformat(),
        "until": desk.valid_until.isoformat(),
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
