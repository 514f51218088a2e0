"""What a bundle is made of: names, limits, canonical JSON and how strictly it is read.

``age( tar( changes-00001.jsonl.gz ..., attachments, card.json, card.json.sig, manifest.json,
manifest.json.sig ) )``. The exact description stands in ``desktop/docs/bundle-format.md``.
"""

import hashlib
import json
import re
from typing import Any, NoReturn

from overstap.bundle.errors import DuplicateKeyError, MalformedError, NestedError, NumberError

FORMAT = "overstap-bundle"
VERSION = 1
NAMESPACE = "bundle@overstap"
CARD_NAMESPACE = "card@overstap"
RUN_NAMESPACE = "run@overstap"
DESK_NAMESPACE = "desk@overstap"
CARD = "card.json"
CARD_SIGNATURE = "card.json.sig"
MANIFEST = "manifest.json"
MANIFEST_SIGNATURE = "manifest.json.sig"
OURS = frozenset({CARD, CARD_SIGNATURE, MANIFEST, MANIFEST_SIGNATURE})
"""Names that no attachment has."""

PART_SIZE = 4 << 20
"""Bytes of records in one part before compression."""
LONGEST_MANIFEST = 4 << 20
LONGEST_CARD = 1 << 20
"""Bytes of a card, of its signature, and of a whole card file."""
LONGEST_ATTACHMENT = 64 << 20
LONGEST_LINE = 1 << 20
MOST_EXPANDED = 512 << 20
"""Bytes of all records together after decompression: what a desk's memory holds once parsed.
Genuine records of one office differ so little that a limit on their ratio would refuse them."""
DEEPEST = 32
_CHANGES = re.compile(r"changes-[0-9]{5}\.jsonl\.gz")


def canonical(value: object) -> bytes:
    """JSON as it is signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def strict(raw: bytes) -> Any:
    """Read JSON from outside: UTF-8, no duplicate keys, whole numbers only, not too deep.

    Raises:
        MalformedError: it is none; the subclass tells why.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_float=_refuse,
        )
        if raw.count(b"[") + raw.count(b"{") > DEEPEST and _depth(value) > DEEPEST:
            raise NestedError
        if b"\\u" in raw:
            canonical(value)  # a lone surrogate cannot be written
    except RecursionError as error:
        raise NestedError from error
    except ValueError as error:
        raise MalformedError from error
    return value


def is_changes(name: str) -> bool:
    """Whether a member holds records."""
    return _CHANGES.fullmatch(name) is not None


def recipient_id(recipient: str) -> str:
    """How a manifest names somebody it is meant for: a hash, since post-quantum keys are long."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:32]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise DuplicateKeyError
    return value


def _refuse(_: str) -> NoReturn:
    raise NumberError


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
