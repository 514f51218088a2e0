"""What makes a printed dossier checkable: the seal in its QR code, and the code that is typed.

A seal names the sender, the household and the audience, and holds a digest of the answers shown,
per section, so that an office with the same answers can say in which section a paper differs. The
QR code holds the seal with the signature of the desk that printed it.

The typed code has 16 letters and digits: 3 for the sender, 4 for the household, 8 for the answers,
1 that catches typing errors. There is no room for a signature: who knows the household compares
it with the code that its own answers give.
"""

import base64
import hashlib
import json
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from overstap.domain.catalogue import Audience
from overstap.domain.records import OfficeId, RecordId
from overstap.domain.residents import SYSTEM_FIELDS
from overstap.domain.sharing import Shared

PREFIX = "OVERSTAP1"
SIGNED_AS = b"overstap-paper/1\0"
"""Stands before what is signed, so that no other signature can be taken for it."""

_AUDIENCES = tuple(Audience)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, ".": None})
_HEAD = struct.Struct(">16s16sBHI4sB")
_SECTION = struct.Struct(">4s6s")
_SIGNATURE = 64


class NotASealError(ValueError):
    """It is not what stands in the QR code of a paper of ours."""


@dataclass(frozen=True, slots=True)
class Seal:
    """``as_of`` is when the newest answer shown was written; ``desk`` the first 4 bytes of the
    SHA-256 of the desk's public key (OpenSSH text). ``sections`` are pairs of a section's mark and
    the digest of its answers, by ``section_mark`` and ``section_digests``."""

    office: OfficeId
    household: RecordId
    audience: Audience
    version: int
    as_of: datetime
    desk: bytes
    sections: tuple[tuple[bytes, bytes], ...]

    def to_bytes(self) -> bytes:
        """What is signed."""
        head = _HEAD.pack(
            bytes.fromhex(self.office),
            bytes.fromhex(self.household.partition("-")[2]),
            _AUDIENCES.index(self.audience),
            min(self.version, 0xFFFF),
            int(self.as_of.timestamp()),
            self.desk,
            len(self.sections),
        )
        return head + b"".join(_SECTION.pack(*section) for section in self.sections)

    def qr(self, signature: bytes) -> str:
        """What the QR code says: letters and digits only, so that a reader that types can type it
        on any keyboard."""
        packed = base64.b32encode(self.to_bytes() + signature).decode().rstrip("=")
        return PREFIX + packed

    @property
    def typed(self) -> str:
        """``7K3M-9QXT-24WA-PD5R``; the same answers to the same audience give the same code."""
        content = json.dumps(
            [
                self.office,
                self.household,
                self.audience,
                int(self.as_of.timestamp()),
                [[mark.hex(), digest.hex()] for mark, digest in self.sections],
            ]
        )
        body = f"{sender_mark(self.office)}{household_mark(self.household)}{_symbols(content, 8)}"
        code = body + _check(body)
        return "-".join(code[at : at + 4] for at in range(0, 16, 4))

    @classmethod
    def parse(cls, untrusted_text: str) -> tuple[Self, bytes]:
        """The seal in a QR code and its signature, not yet believed.

        Raises:
            NotASealError: it is something else.
        """
        text = "".join(untrusted_text.split()).upper()
        try:
            packed = text.removeprefix(PREFIX)
            raw = base64.b32decode(packed + "=" * (-len(packed) % 8))
            office, household, audience, version, as_of, desk, count = _HEAD.unpack_from(raw)
            end = _HEAD.size + count * _SECTION.size
            body = raw[_HEAD.size : end]
            sections = tuple(_SECTION.iter_unpack(body))
            if not text.startswith(PREFIX) or len(raw) != end + _SIGNATURE:
                raise NotASealError
            seal = cls(
                office=office.hex(),
                household=f"household-{household.hex()}",
                audience=_AUDIENCES[audience],
                version=version,
                as_of=datetime.fromtimestamp(as_of, UTC),
                desk=desk,
                sections=sections,
            )
        except (ValueError, struct.error, IndexError) as error:
            raise NotASealError from error
        return seal, raw[end:]


def desk_mark(key: str) -> bytes:
    """How a seal names the desk whose public key (OpenSSH text) this is."""
    return hashlib.sha256(key.encode()).digest()[:4]


def section_mark(section: str) -> bytes:
    """How a seal names a section of the catalogue."""
    return hashlib.sha256(section.encode()).digest()[:4]


def section_digests(shown: Mapping[RecordId, Shared]) -> tuple[tuple[bytes, bytes], ...]:
    """Of the answers shown, per section; order, time and author do not matter."""
    found: dict[str, list[list[object]]] = defaultdict(list)
    for record, shared in shown.items():
        for field, (stated, _) in shared.goes.items():
            if field not in SYSTEM_FIELDS:
                found[field.partition(".")[0]].append([record, field, stated.answer.to_json()])
    return tuple(
        (section_mark(section), _digest(entries)) for section, entries in sorted(found.items())
    )


def newest(shown: Iterable[Shared]) -> datetime:
    """When the newest answer shown was written, in whole seconds; 1970 where there is none."""
    moments = [stated.at for shared in shown for stated, _ in shared.goes.values()]
    latest = max(moments, default=datetime.fromtimestamp(0, UTC))
    return latest.astimezone(UTC).replace(microsecond=0)


def sender_mark(office: OfficeId) -> str:
    """The first three of a typed code."""
    return _symbols(f"office {office}", 3)


def household_mark(household: RecordId) -> str:
    """The next four of a typed code."""
    return _symbols(f"household {household}", 4)


def read_typed(text: str) -> str:
    """A typed code as it is printed, whatever spaces and case; empty where it cannot be one."""
    code = text.strip().upper().translate(_ALIKE)
    if len(code) != 16 or not set(code) <= set(_ALPHABET) or _check(code[:15]) != code[15]:
        return ""
    return "-".join(code[at : at + 4] for at in range(0, 16, 4))


def _digest(entries: list[list[object]]) -> bytes:
    ordered = sorted(entries, key=lambda entry: (str(entry[0]), str(entry[1])))
    canonical = json.dumps(ordered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).digest()[:6]


def _symbols(content: str, count: int) -> str:
    value = int.from_bytes(hashlib.sha256(content.encode()).digest()[:8], "big")
    return "".join(_ALPHABET[value >> 5 * at & 31] for at in range(count))


def _check(code: str) -> str:
    """A sum over the field of 32 elements: every wrong letter and every two swapped are noticed."""
    total = 0
    for symbol in code:
        total = _times_two(total ^ _ALPHABET.index(symbol))
    return _ALPHABET[total]


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
