"""The signed list of what is in a bundle: made and read strictly."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from overstap.bundle import layout
from overstap.bundle.errors import DamagedError, NewerBundleError
from overstap.usecases.ports.audit import Ends, LogEnd
from overstap.usecases.ports.journal import Manifest

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the archive. ``expanded`` is its size decompressed and ``records`` the number
    of lines in it; both are 0 for attachments."""

    name: str
    size: int
    sha256: str
    expanded: int = 0
    records: int = 0

    def to_json(self) -> dict[str, object]:
        """As it stands in the manifest."""
        return {
            "name": self.name,
            "size": self.size,
            "sha256": self.sha256,
            "expanded": self.expanded,
            "records": self.records,
        }


@dataclass(frozen=True, slots=True)
class Contents:
    """A manifest as read: what others need of it, who it is for, and its parts."""

    manifest: Manifest
    to: frozenset[str]
    parts: tuple[Part, ...]
    training: bool


def make(
    manifest: Manifest, to: frozenset[str], parts: tuple[Part, ...], *, training: bool
) -> bytes:
    """The canonical bytes that are signed. ``manifest.digest`` is not in them: it is their hash."""
    return layout.canonical(
        {
            "format": layout.FORMAT,
            "version": layout.VERSION,
            "min_version": 1,
            "kind": manifest.kind,
            "from": {
                "office": manifest.office,
                "desk": manifest.desk,
                "card_version": manifest.card_version,
            },
            "to": sorted(to),
            "stream": {
                "id": manifest.stream,
                "seq": manifest.number,
                "prev": manifest.previous,
            },
            "created": manifest.created.isoformat(),
            "records": manifest.records,
            "destroy_by": manifest.destroy_by,
            "training": training,
            "parts": [part.to_json() for part in parts],
            **_inside(manifest),
            **_logs(manifest.ends),
        }
    )


def _inside(manifest: Manifest) -> dict[str, object]:
    if not manifest.households and not manifest.persons:
        return {}
    return {"inside": {"households": manifest.households, "persons": manifest.persons}}


def _logs(ends: Ends) -> dict[str, object]:
    own = {"log": asdict(ends.own)} if ends.own else {}
    seen = [{"desk": desk, **asdict(end)} for desk, end in ends.seen]
    return {**own, **({"seen": seen} if seen else {})}


def read(raw: bytes) -> Contents:
    """Read a manifest whose signature was checked.

    Raises:
        NewerBundleError: it asks for a newer reader; decided before anything else is looked at.
        MalformedError: it is no JSON that means one thing.
        DamagedError: it is no manifest.
    """
    try:
        json = layout.strict(raw)
        if json["format"] != layout.FORMAT:
            raise DamagedError
        if _count(json["min_version"]) > layout.VERSION:
            raise NewerBundleError
        return _contents(json, hashlib.sha256(raw).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError from error


def _contents(json: Mapping[str, Any], digest: str) -> Contents:
    sender, stream = json["from"], json["stream"]
    created = datetime.fromisoformat(json["created"])
    inside = json.get("inside", {})
    if created.tzinfo is None or type(json["training"]) is not bool:
        raise ValueError("created, training")
    manifest = Manifest(
        kind=_text(json["kind"]),
        office=_text(sender["office"]),
        desk=_text(sender["desk"]),
        card_version=_count(sender["card_version"]),
        stream=_text(stream["id"]),
        number=_count(stream["seq"]),
        previous=_text(stream["prev"]),
        created=created,
        records=_count(json["records"]),
        destroy_by=_day(json["destroy_by"]),
        digest=digest,
        ends=_ends(json),
        households=_count(inside.get("households", 0)),
        persons=_count(inside.get("persons", 0)),
    )
    parts = tuple(map(_part, json["parts"]))
    if len({part.name for part in parts}) != len(parts):
        raise ValueError("a part stands there twice")
    if sum(part.records for part in parts) != manifest.records or manifest.number < 1:
        raise ValueError("records, seq")
    return Contents(manifest, frozenset(map(_text, json["to"])), parts, json["training"])


def _ends(json: Mapping[str, Any]) -> Ends:
    """Older writers say nothing of logs."""
    own = _log_end(json["log"]) if "log" in json else None
    return Ends(own, tuple((_text(one["desk"]), _log_end(one)) for one in json.get("seen", ())))


def _log_end(json: Mapping[str, Any]) -> LogEnd:
    chain = _text(json["chain"])
    if not _HASH.fullmatch(chain):
        raise ValueError("chain")
    return LogEnd(_count(json["number"]), chain)


def _part(json: Mapping[str, Any]) -> Part:
    return Part(
        name=_text(json["name"]),
        size=_count(json["size"]),
        sha256=_text(json["sha256"]),
        expanded=_count(json["expanded"]),
        records=_count(json["records"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _day(value: object) -> str:
    """A day as we write it ourselves, or none: who reads it later may rely on it."""
    day = _text(value)
    if day and date.fromisoformat(day).isoformat() != day:
        raise ValueError("destroy_by")
    return day


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise TypeError("count")
    return value
