"""Make one bundle per way to fail, into ``bundles/``, with the keys that open them.

Run after a change of the format: ``python tests/vectors/make_bundles.py``. Keys are fixed, so are
the parts; only the age header and chunks differ from run to run. ``vectors.json`` says per file
which error it gives, when, and what the reader holds about the sender.
"""

import json
import sys
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bundle_parties import GEMEENTE, LINES, LOCATION, NEXT_DESK, OTHER, REVOKING, Party
from overstap.bundle import layout
from overstap.bundle.tar import TarWriter
from overstap.crypto import age
from overstap.crypto.keys import digest
from overstap.crypto.signature import SigningKey, sign

FOLDER = Path(__file__).parent / "bundles"
CHANGES = "changes-00001.jsonl.gz"
THIEF = replace(LOCATION, root_name="thief")
Edit = Callable[[dict[str, Any]], object]
Members = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Draft:
    """A bundle made by hand, so that it can be wrong. ``edit`` changes the manifest before it is
    signed, ``raw`` replaces its bytes, ``swap`` changes the members after that."""

    sender: Party = LOCATION
    to: Party = GEMEENTE
    closed_for: Party = GEMEENTE
    key: SigningKey | None = None
    card: Party | None = None
    namespace: str = layout.NAMESPACE
    content: bytes = b"".join(layout.canonical(line) + b"\n" for line in LINES)
    packed: bytes = b""
    expanded: int = -1
    records: int = 2
    edit: Edit = lambda manifest: None
    raw: Callable[[bytes], bytes] = lambda raw: raw
    swap: Callable[[Members], Members] = lambda members: members

    def archive(self) -> bytes:
        """The tar inside."""
        target = BytesIO()
        writer = TarWriter(target)
        for name, data in self.swap(self.members()):
            writer.add(name, data)
        writer.close()
        return target.getvalue()

    def file(self) -> bytes:
        """The whole bundle."""
        return age.encrypt(self.archive(), [self.closed_for.identity.recipient])

    def members(self) -> Members:
        card, signature = (self.card or self.sender).signed_card
        packed = self.packed or gzip(self.content)
        parts = [(CHANGES, packed), (layout.CARD, card), (layout.CARD_SIGNATURE, signature)]
        raw = self.raw(layout.canonical(self.manifest(parts)))
        signed = sign(raw, self.key or self.sender.key, self.namespace)
        return [*parts, (layout.MANIFEST, raw), (layout.MANIFEST_SIGNATURE, signed)]

    def manifest(self, parts: Members) -> dict[str, Any]:
        sender, to = self.sender, self.to
        expanded = len(self.content) if self.expanded < 0 else self.expanded
        manifest = {
            "format": layout.FORMAT,
            "version": layout.VERSION,
            "min_version": 1,
            "kind": "handover",
            "from": {"office": sender.office, "desk": sender.desk, "card_version": sender.version},
            "to": [layout.recipient_id(str(to.identity.recipient))],
            "stream": {"id": f"{sender.office}/{sender.desk}>{to.office}", "seq": 1, "prev": ""},
            "created": "2026-11-24T09:00:00+00:00",
            "records": self.records,
            "destroy_by": "2026-12-24",
            "training": sender.training,
            "parts": [
                {
                    "name": name,
                    "size": len(data),
                    "sha256": digest(data),
                    "expanded": expanded if name == CHANGES else 0,
                    "records": self.records if name == CHANGES else 0,
                }
                for name, data in parts
            ],
        }
        self.edit(manifest)
        return manifest


def gzip(data: bytes) -> bytes:
    """Compressed as in a bundle."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def line(raw: bytes) -> Draft:
    """A bundle with one record, signed whatever it is."""
    return Draft(content=raw + b"\n", records=1)


def without(*names: str) -> Callable[[Members], Members]:
    """Take members out."""
    return lambda members: [(n, data) for n, data in members if n not in names]


def instead(name: str, other: bytes) -> Callable[[Members], Members]:
    """Put another member in its place."""
    return lambda members: [(n, other if n == name else data) for n, data in members]


def foreign_tar(draft: Draft) -> bytes:
    """An archive with a link in it."""
    archive = bytearray(draft.archive())
    archive[156:157] = b"2"
    return age.encrypt(bytes(archive), [GEMEENTE.identity.recipient])


def flipped(data: bytes, at: int) -> bytes:
    """One bit changed."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


GOOD = Draft()

HELD: dict[str, Party] = {
    "version 1": LOCATION,
    "version 3": REVOKING,
    "other": OTHER,
    "expired": replace(LOCATION, valid_until=date(2026, 2, 1)),
    "expired card": replace(LOCATION, expires=date(2026, 2, 1)),
    "receipts only": replace(LOCATION, roles=frozenset({"receipt"})),
    "not yet": replace(LOCATION, valid_from=date(2026, 12, 1)),
}
STATES = ("unverified", "blocked")


def same_card(held: str, **changes: Any) -> Draft:
    """A bundle by a party whose card is the one that is held."""
    return replace(Draft(sender=HELD[held]), **changes)


def open_vectors() -> Iterable[tuple[str, str, str, bytes]]:
    """What is refused before anything is read: name, what is held, code, file."""
    good = GOOD.file()
    header = good.index(b"\n", good.index(b"\n--- ") + 1) + 1
    yield "empty", "version 1", "bundle.empty", b""
    yield "pdf", "version 1", "bundle.not_a_bundle", b"%PDF-1.7\n%%EOF\n"
    yield "zip", "version 1", "bundle.not_a_bundle", b"PK\x03\x04" + bytes(40)
    yield "cut-in-magic", "version 1", "bundle.incomplete", good[:10]
    yield "cut-in-header", "version 1", "bundle.incomplete", good[: header - 20]
    yield "cut-in-content", "version 1", "bundle.incomplete", good[:-100]
    yield "flipped-in-header", "version 1", "bundle.damaged", flipped(good, header - 5)
    yield "flipped-in-content", "version 1", "bundle.damaged", flipped(good, -600)
    yield "extended", "version 1", "bundle.damaged", good + bytes(512)
    yield "not-for-us", "version 1", "bundle.not_for_us", Draft(closed_for=OTHER).file()
    yield "readdressed", "version 1", "bundle.readdressed", Draft(to=OTHER).file()
    yield (
        "stream-of-another",
        "version 1",
        "bundle.forged",
        Draft(edit=lambda m: m["stream"].update(id=f"{OTHER.office}/x>{GEMEENTE.office}")).file(),
    )
    yield "link-in-tar", "version 1", "bundle.damaged", foreign_tar(GOOD)
    yield (
        "unsigned",
        "version 1",
        "bundle.forged",
        replace(GOOD, swap=without(layout.MANIFEST_SIGNATURE)).file(),
    )
    yield (
        "no-manifest",
        "version 1",
        "bundle.forged",
        replace(GOOD, swap=without(layout.MANIFEST)).file(),
    )
    yield (
        "manifest-edited",
        "version 1",
        "bundle.forged",
        replace(
            GOOD,
            swap=lambda ms: [(n, d.replace(b"handover", b"withdraw")) for n, d in ms],
        ).file(),
    )
    yield (
        "signed-as-card",
        "version 1",
        "bundle.forged",
        Draft(namespace=layout.CARD_NAMESPACE).file(),
    )
    yield "part-missing", "version 1", "bundle.damaged", replace(GOOD, swap=without(CHANGES)).file()
    yield (
        "part-replaced",
        "version 1",
        "bundle.damaged",
        replace(GOOD, swap=instead(CHANGES, gzip(b"{}\n"))).file(),
    )
    yield (
        "part-added",
        "version 1",
        "bundle.damaged",
        replace(GOOD, swap=lambda members: [("extra", b""), *members]).file(),
    )
    yield (
        "part-listed-twice",
        "version 1",
        "bundle.damaged",
        Draft(edit=lambda m: m["parts"].append(m["parts"][1])).file(),
    )
    yield "unknown-sender", "other", "sender.unknown", GOOD.file()
    yield "unverified-sender", "unverified", "sender.unverified", GOOD.file()
    yield "blocked-sender", "blocked", "sender.blocked", GOOD.file()
    yield "desk-not-on-card", "version 1", "sender.desk", Draft(key=OTHER.key).file()
    yield (
        "desk-named-wrongly",
        "version 1",
        "sender.desk",
        Draft(edit=lambda m: m["from"].update(desk="balie-7")).file(),
    )
    yield (
        "office-named-wrongly",
        "version 1",
        "sender.unknown",
        Draft(edit=lambda m: m["from"].update(office=OTHER.office)).file(),
    )
    yield "desk-revoked", "version 3", "sender.revoked", GOOD.file()
    yield "desk-revoked-by-card-inside", "version 1", "sender.revoked", Draft(card=REVOKING).file()
    yield "desk-expired", "expired", "sender.expired", same_card("expired").file()
    yield "desk-not-yet-valid", "not yet", "sender.expired", same_card("not yet").file()
    yield "card-expired", "expired card", "sender.expired", same_card("expired card").file()
    yield "desk-without-role", "receipts only", "sender.role", same_card("receipts only").file()
    yield (
        "live-from-training",
        "version 1",
        "sender.other_mode",
        Draft(edit=lambda m: m.update(training=False)).file(),
    )
    yield (
        "live-card-inside",
        "version 1",
        "sender.other_mode",
        Draft(card=replace(NEXT_DESK, training=False)).file(),
    )
    yield "card-inside-by-thief", "version 1", "card.foreign", Draft(card=THIEF).file()
    yield "card-inside-of-another", "version 1", "card.foreign", Draft(card=OTHER).file()
    yield (
        "two-cards-of-one-version",
        "version 1",
        "card.two",
        Draft(card=replace(LOCATION, roles=frozenset({"handover", "sync"}))).file(),
    )
    yield (
        "newer",
        "version 1",
        "bundle.newer",
        Draft(edit=lambda m: (m.update(min_version=2), m.pop("parts"))).file(),
    )
    yield (
        "no-such-manifest",
        "version 1",
        "bundle.damaged",
        Draft(edit=lambda m: m.pop("stream")).file(),
    )
    yield (
        "manifest-duplicate-key",
        "version 1",
        "bundle.duplicate_key",
        Draft(raw=lambda raw: b'{"kind":"receipt",' + raw[1:]).file(),
    )
    yield (
        "manifest-nan",
        "version 1",
        "bundle.number",
        Draft(
            raw=lambda raw: raw.replace(b'"records":2,"stream"', b'"records":NaN,"stream"')
        ).file(),
    )
    yield (
        "manifest-fraction",
        "version 1",
        "bundle.number",
        Draft(raw=lambda raw: raw.replace(b'"min_version":1', b'"min_version":1e999')).file(),
    )
    yield (
        "manifest-nested",
        "version 1",
        "bundle.nested",
        Draft(edit=lambda m: m.update(note=nested(40))).file(),
    )
    yield (
        "manifest-nested-without-end",
        "version 1",
        "bundle.nested",
        Draft(raw=lambda _: b"[" * 3000).file(),
    )
    yield "manifest-no-json", "version 1", "bundle.malformed", Draft(raw=lambda _: b"{").file()
    yield "declares-too-much", "version 1", "bundle.oversized", Draft(expanded=10 << 30).file()
    yield (
        "large-manifest",
        "version 1",
        "bundle.oversized",
        age.encrypt(claims(layout.MANIFEST, 5 << 20), [GEMEENTE.identity.recipient]),
    )


def read_vectors() -> Iterable[tuple[str, str, str, bytes]]:
    """What is genuine and refused while its records are read."""
    bomb = gzip(bytes(8 << 20))
    held = "version 1"
    yield "bomb", held, "bundle.oversized", Draft(packed=bomb, expanded=1000).file()
    yield (
        "bomb-of-lines",
        held,
        "bundle.oversized",
        Draft(packed=gzip(b"{}\n" * 1_000_000), expanded=1000).file(),
    )
    yield (
        "bomb-in-one-line",
        held,
        "bundle.oversized",
        Draft(packed=gzip(b" " * (1 << 20) + b" {}\n"), expanded=(1 << 20) + 4, records=1).file(),
    )
    yield "smaller-than-signed", held, "bundle.damaged", Draft(expanded=9999).file()
    yield "fewer-records", held, "bundle.damaged", Draft(records=3).file()
    yield "more-records", held, "bundle.damaged", Draft(records=1).file()
    yield "no-gzip", held, "bundle.damaged", Draft(packed=b"no gzip", expanded=7).file()
    yield "two-gzips", held, "bundle.damaged", Draft(packed=gzip(GOOD.content) + gzip(b"")).file()
    yield "line-without-end", held, "bundle.damaged", Draft(content=b"{}", records=1).file()
    yield "line-duplicate-key", held, "bundle.duplicate_key", line(b'{"a":1,"a":2}').file()
    yield "line-nan", held, "bundle.number", line(b'{"a":NaN}').file()
    yield "line-infinity", held, "bundle.number", line(b'{"a":-Infinity}').file()
    yield "line-nested", held, "bundle.nested", line(b'{"a":' + b"[" * 50 + b"]" * 50 + b"}").file()
    yield "line-nested-without-end", held, "bundle.nested", line(b"[" * 100_000).file()
    yield "line-lone-surrogate", held, "bundle.malformed", line(b'{"a":"\\ud800"}').file()
    yield "line-latin-1", held, "bundle.malformed", line(b'{"a":"\xe9"}').file()
    yield "line-huge-number", held, "bundle.malformed", line(b'{"a":' + b"9" * 5000 + b"}").file()
    yield "line-no-object", held, "bundle.damaged", line(b"[1]").file()


def nested(depth: int) -> list[Any]:
    """Lists in lists."""
    return [nested(depth - 1)] if depth else []


def claims(name: str, size: int) -> bytes:
    """The header of a member that would be this large."""
    target = BytesIO()
    TarWriter(target).add(name, bytes(size))
    return target.getvalue()[:1024]


def main() -> None:
    """Write all files and their list."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    vectors = {"good": {"held": "version 1", "at": "", "code": ""}}
    (FOLDER / "good.overstap").write_bytes(GOOD.file())
    for at, made in (("open", open_vectors()), ("read", read_vectors())):
        for name, held, code, data in made:
            assert name not in vectors, name
            (FOLDER / f"{name}.overstap").write_bytes(data)
            vectors[name] = {"held": held, "at": at, "code": code}
    about = {
        "now": GEMEENTE.clock.isoformat(),
        "identity": str(GEMEENTE.identity),
        "signing_key": GEMEENTE.key.to_bytes().hex(),
        "own": as_text(GEMEENTE),
        "held": {name: as_text(party) | {"state": "verified"} for name, party in HELD.items()}
        | {state: as_text(LOCATION) | {"state": state} for state in STATES},
        "vectors": vectors,
    }
    text = json.dumps(about, indent=1, sort_keys=True)
    (FOLDER / "vectors.json").write_text(text + "\n", "utf-8")


def as_text(party: Party) -> dict[str, str]:
    """A card and its signature."""
    raw, signature = party.signed_card
    return {"card": raw.decode(), "signature": signature.decode()}


if __name__ == "__main__":
    main()
