"""Identity cards: their JSON, their signatures and their files. What makes us trust one stands in
``domain.offices``.

A card is canonical JSON signed by a root key of its office (namespace ``card@overstap``); as a
file ``*.card`` it is a tar of ``card.json`` and ``card.json.sig``.
"""

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from overstap.bundle import layout
from overstap.bundle.errors import MalformedError, NotACardError
from overstap.bundle.folder import reading, write_new
from overstap.bundle.tar import TarError, TarWriter, members
from overstap.crypto.keys import digest
from overstap.crypto.signature import SignatureError, SigningKey, sign, verify
from overstap.domain import offices
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Card, Desk, ForeignCardError, Trust, as_name
from overstap.domain.records import OFFICE_ID, OfficeId
from overstap.kernel.clock import bearable

FORMAT = "overstap-card"
VERSION = 1

_DESK = re.compile(r"[0-9a-z-]{1,32}")


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
    other_roots: tuple[str, ...] = (),
) -> tuple[bytes, bytes]:
    """The bytes of a card and their signature by ``root``. ``other_roots`` are the office's spare
    or next root keys; to replace a root, first issue a card with both."""
    card = {
        "format": FORMAT,
        "v": VERSION,
        "office": office,
        "name": name,
        "kind": str(kind),
        "gm_code": gm_code,
        "version": version,
        "roots": sorted([root.public_text, *other_roots]),
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
    return signed_card(raw, signature)[0]


def signer_of(raw: bytes, signature: bytes) -> str:
    """The key that signed a card; nothing of the card is read.

    Raises:
        ForeignCardError: nobody did.
    """
    try:
        return verify(raw, signature, layout.CARD_NAMESPACE)
    except SignatureError as error:
        raise ForeignCardError(office="?") from error


def signed_card(raw: bytes, signature: bytes) -> tuple[Card, str]:
    """As ``parse_card``, with the root key that signed it."""
    signer = signer_of(raw, signature)
    try:
        card = _card(layout.strict(raw), digest(raw))
    except (KeyError, TypeError, ValueError, MalformedError) as error:
        raise NotACardError from error
    if signer not in card.roots:
        raise ForeignCardError(office=card.name)
    return card, signer


def write_card_file(path: Path, raw: bytes, signature: bytes) -> None:
    """Write a card as one file.

    Raises:
        StoreError: the folder is full, gone or not writable.
    """
    with write_new(path) as file:
        tar = TarWriter(file)
        tar.add(layout.CARD, raw)
        tar.add(layout.CARD_SIGNATURE, signature)
        tar.close()


def read_card_file(path: Path) -> tuple[bytes, bytes]:
    """A card file's JSON and signature, not yet believed.

    Raises:
        NotACardError: it is something else.
    """
    with reading(path, NotACardError) as file:
        untrusted = file.read(layout.LONGEST_CARD + 1)
    if len(untrusted) > layout.LONGEST_CARD:
        raise NotACardError
    try:
        parts = {m.name: m.read() for m in members(io.BytesIO(untrusted))}
        return parts[layout.CARD], parts[layout.CARD_SIGNATURE]
    except (TarError, KeyError) as error:
        raise NotACardError from error


class CardBook:
    """Our own card, and the rules for those of others; obeys ``usecases.ports.bundles.Cards``."""

    def __init__(self, raw: bytes, signature: bytes) -> None:
        self.raw = raw
        self.signature = signature
        self._own = parse_card(raw, signature)

    def own(self) -> Card:
        """Our card."""
        return self._own

    def adopt(self, raw: bytes, signature: bytes) -> None:
        """Show this card as ours from now on.

        Raises:
            ForeignCardError: none of its own root keys signed it.
        """
        self._own = parse_card(raw, signature)
        self.raw, self.signature = raw, signature

    def number(self, card: Card) -> str:
        """What is read out on the telephone."""
        return offices.card_number(card)

    def write(self, folder: Path) -> Path:
        """Our card as a file in the folder."""
        path = folder / f"overstap-{self._own.office[:8]}-v{self._own.version}.card"
        write_card_file(path, self.raw, self.signature)
        return path

    def read(self, path: Path) -> tuple[bytes, bytes]:
        """A card file's JSON and signature, not yet believed."""
        return read_card_file(path)

    def accept(self, known: Trust | None, raw: bytes, signature: bytes) -> Trust:
        """What we hold about the card's office after seeing it.

        Raises:
            NotACardError: it is none.
            TrustError: see ``domain.offices.accept``.
        """
        card, signer = signed_card(raw, signature)
        return offices.accept(known, card, raw, signature, signer, training=self._own.training)

    def confirm(self, trust: Trust, digits: str, by: str, at: datetime) -> Trust:
        """See ``domain.offices.confirm``."""
        return offices.confirm(trust, digits, by, at)


def _card(json: Mapping[str, Any], card_digest: str) -> Card:
    if json["format"] != FORMAT or json["v"] != VERSION or type(json["training"]) is not bool:
        raise ValueError("format, v, training")
    if type(json["version"]) is not int or not 0 < json["version"] < 1 << 53:
        raise ValueError("version")
    return Card(
        office=_id(json["office"], OFFICE_ID),
        name=_name(json["name"]),
        kind=OfficeKind(json["kind"]),
        gm_code=_name(json["gm_code"]),
        version=json["version"],
        roots=_texts(json["roots"]),
        desks=tuple(map(_desk, _list(json["desks"]))),
        revoked=frozenset(_texts(json["revoked"])),
        issued=_day(json["issued"]),
        expires=_day(json["expires"]),
        previous=_text(json["previous"]),
        training=json["training"],
        digest=card_digest,
    )


def _desk(json: Mapping[str, Any]) -> Desk:
    return Desk(
        id=_id(json["id"], _DESK),
        name=_name(json["name"]),
        key=_text(json["key"]),
        recipient=_text(json["recipient"]),
        roles=frozenset(_texts(json["roles"])),
        valid_from=_day(json["from"]),
        valid_until=_day(json["until"]),
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


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("list")
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _id(value: object, form: re.Pattern[str]) -> str:
    text = _text(value)
    if not form.fullmatch(text):
        raise ValueError("id")
    return text


def _name(value: object) -> str:
    """What an office or desk is called: one line that shows all that it holds."""
    text = _text(value)
    if text != as_name(text):
        raise ValueError("name")
    return text


def _day(value: object) -> date:
    day = date.fromisoformat(_text(value))
    if not bearable(day):
        raise ValueError("day")
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
