"""The office's root key, and the file with which a new desk begins.

A set-up file ``*.desk`` is an age file that a one-time number opens; inside is a tar of
``setup.json`` and ``setup.json.sig``, signed (SSHSIG, ``desk@overstap``) by the inviting desk.
"""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from overstap.bundle import layout
from overstap.bundle.cards import CardBook, make_card, parse_card
from overstap.bundle.errors import (
    MalformedError,
    NotARootKeyError,
    NotASetupError,
    WrongSetupNumberError,
)
from overstap.bundle.folder import reading, write_new
from overstap.bundle.tar import TarError, TarWriter, members
from overstap.crypto.age import (
    AgeError,
    HybridIdentity,
    NoMatchError,
    PassphraseIdentity,
    decrypt,
    encrypt,
    parse_identity,
)
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.crypto.signature import SignatureError, SigningKey, sign, verify
from overstap.domain.offices import DESK_ROLES, Card, Desk, Trust, TrustState, as_name
from overstap.kernel.clock import Clock
from overstap.kernel.ids import NewId
from overstap.usecases.ports.desks import DeskSetup

VALID_FOR = timedelta(days=2 * 365)
FORMAT = "overstap-desk"
_JSON, _SIGNATURE = "setup.json", "setup.json.sig"
_LONGEST = 8 << 20
_ROOT_LONGEST = 1 << 14
_UNREADABLE = (AgeError, TarError, SignatureError, MalformedError, KeyError, TypeError, ValueError)


def seal_root(key: SigningKey, passphrase: str) -> bytes:
    """The root key as it lies on the stick in the safe."""
    return encrypt(key.to_bytes(), [PassphraseIdentity(passphrase)])


@dataclass(frozen=True)
class RootKey:
    """An unlocked root key; obeys ``usecases.ports.desks.OfficeRoot``."""

    key: SigningKey
    clock: Clock

    def issue(self, card: Card) -> tuple[bytes, bytes]:
        """Sign the next version of the card."""
        others = tuple(root for root in card.roots if root != self.key.public_text)
        return self._issue(card, others)

    def rotate(self, card: Card, file: Path, passphrase: str) -> tuple[bytes, bytes]:
        """Sign the next version with a new root key beside ours, written to ``file`` first."""
        new = SigningKey.generate()
        with write_new(file) as out:
            out.write(seal_root(new, passphrase))
        return self._issue(card, (new.public_text,))

    def _issue(self, card: Card, others: tuple[str, ...]) -> tuple[bytes, bytes]:
        today = self.clock().date()
        return make_card(
            self.key,
            office=card.office,
            name=card.name,
            kind=card.kind,
            gm_code=card.gm_code,
            version=card.version + 1,
            desks=card.desks,
            issued=today,
            expires=today + VALID_FOR,
            training=card.training,
            revoked=card.revoked,
            previous=card.digest,
            other_roots=others,
        )


@dataclass(frozen=True)
class SetupFiles:
    """Makes set-up files as desk ``key``; obeys ``usecases.ports.desks.DeskSetups``."""

    cards: CardBook
    key: SigningKey
    clock: Clock
    new_id: NewId

    def root(self, file: Path, passphrase: str) -> RootKey:
        """Unlock the root key of our office."""
        with reading(file, NotARootKeyError) as source:
            closed = source.read(_ROOT_LONGEST)
        try:
            key = SigningKey.from_bytes(decrypt(closed, [PassphraseIdentity(passphrase)]))
        except NoMatchError as error:
            raise WrongPassphraseError from error
        except (AgeError, ValueError) as error:
            raise NotARootKeyError from error
        if key.public_text not in self.cards.own().roots:
            raise NotARootKeyError
        return RootKey(key, self.clock)

    def new_desk(self, name: str) -> tuple[Desk, bytes, str]:
        """A desk with new keys, valid from yesterday: clocks of desks differ."""
        key, identity = SigningKey.generate(), HybridIdentity.generate()
        today = self.clock().date()
        desk = Desk(
            id=self.new_id()[:8],
            name=as_name(name),
            key=key.public_text,
            recipient=str(identity.recipient),
            roles=DESK_ROLES,
            valid_from=today - timedelta(days=1),
            valid_until=today + VALID_FOR,
        )
        return desk, key.to_bytes(), str(identity)

    def write(self, path: Path, setup: DeskSetup) -> str:
        """Write the set-up file; gives the number (25 digits in groups of five) that opens it."""
        number = " ".join(f"{secrets.randbelow(100_000):05d}" for _ in range(5))
        raw = layout.canonical(_to_json(setup))
        inside = io.BytesIO()
        tar = TarWriter(inside)
        tar.add(_JSON, raw)
        tar.add(_SIGNATURE, sign(raw, self.key, layout.DESK_NAMESPACE))
        tar.close()
        closed = encrypt(inside.getvalue(), [PassphraseIdentity(_digits(number))])
        with write_new(path) as out:
            out.write(closed)
        return number


def read_setup(path: Path, number: str) -> DeskSetup:
    """Open a set-up file; spaces and dots in the number do not matter.

    Raises:
        WrongSetupNumberError: the number does not open it.
        NotASetupError: it is something else, damaged, signed by nobody of that office, or its
            keys are not those that the card names for its desk.
        ForeignCardError: its card is not its office's own.
    """
    with reading(path, NotASetupError) as source:
        closed = source.read(_LONGEST)
    try:
        inside = decrypt(closed, [PassphraseIdentity(_digits(number))])
        parts = {m.name: m.read() for m in members(io.BytesIO(inside))}
        raw = parts[_JSON]
        signer = verify(raw, parts[_SIGNATURE], layout.DESK_NAMESPACE)
        setup = _from_json(layout.strict(raw))
        keys = _public(setup)
    except NoMatchError as error:
        raise WrongSetupNumberError from error
    except _UNREADABLE as error:
        raise NotASetupError from error
    card = parse_card(setup.card, setup.signature)
    desks = {desk.id: (desk.key, desk.recipient) for desk in card.desks}
    if not card.signs(signer) or desks.get(setup.desk) != keys:
        raise NotASetupError
    return setup


def _public(setup: DeskSetup) -> tuple[str, str]:
    """What a card says of the desk that has these keys.

    Raises:
        ValueError: they are no keys.
    """
    identity = parse_identity(setup.identity)
    return SigningKey.from_bytes(setup.key).public_text, str(identity.recipient)


def _digits(number: str) -> str:
    return "".join(digit for digit in number if digit.isdigit())


def _to_json(setup: DeskSetup) -> dict[str, object]:
    return {
        "format": FORMAT,
        "v": 1,
        "desk": setup.desk,
        "key": setup.key.hex(),
        "identity": setup.identity,
        "card": setup.card.decode(),
        "signature": setup.signature.decode(),
        "offices": [_trust_json(trust) for trust in setup.offices],
    }


def _trust_json(trust: Trust) -> dict[str, object]:
    return {
        "card": trust.raw.decode(),
        "signature": trust.signature.decode(),
        "state": str(trust.state),
        "by": trust.verified_by,
        "at": trust.verified_at.isoformat() if trust.verified_at else "",
    }


def _from_json(json: Mapping[str, Any]) -> DeskSetup:
    if json["format"] != FORMAT or json["v"] != 1:
        raise ValueError("format, v")
    return DeskSetup(
        desk=_text(json["desk"]),
        key=bytes.fromhex(_text(json["key"])),
        identity=_text(json["identity"]),
        card=_text(json["card"]).encode(),
        signature=_text(json["signature"]).encode(),
        offices=tuple(map(_trust, json["offices"])),
    )


def _trust(json: Mapping[str, Any]) -> Trust:
    raw, signature = _text(json["card"]).encode(), _text(json["signature"]).encode()
    at = datetime.fromisoformat(json["at"]) if json["at"] else None
    card = parse_card(raw, signature)
    trust = Trust(card, raw, signature, TrustState.UNVERIFIED, "", None)
    return replace(
        trust, state=TrustState(json["state"]), verified_by=_text(json["by"]), verified_at=at
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
