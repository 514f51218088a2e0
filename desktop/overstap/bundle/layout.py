"""What a bundle is made of: names, limits, canonical JSON and how strictly it is read.

``age( tar( changes-00001.jsonl.gz ..., attachments, card.json, card.json.sig, manifest.json,
manifest.json.sig ) )``. The exact description stands in ``desktop/docs/bundle-format.md``.
"""

import hashlib
import json
from typing import Any, NoReturn

FORMAT = "overstap-bundle"
VERSION = 1
NAMESPACE = "bundle@overstap"
CARD_NAMESPACE = "card@overstap"
CARD = "card.json"
CARD_SIGNATURE = "card.json.sig"
MANIFEST = "manifest.json"
MANIFEST_SIGNATURE = "manifest.json.sig"

PART_SIZE = 4 << 20
"""Bytes of records in one part before compression."""
LONGEST_MANIFEST = 4 << 20
LONGEST_LINE = 1 << 20
MOST_EXPANDED = 2 << 30
"""Bytes of all records together after decompression."""
HIGHEST_RATIO = 200
DEEPEST = 32


def canonical(value: object) -> bytes:
    """JSON as it is signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def strict(raw: bytes) -> Any:
    """Read JSON from outside: UTF-8, no duplicate keys, no NaN, no infinities, not too deep.

    Raises:
        ValueError: it is none.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_float=_refuse,
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if _depth(value) > DEEPEST:
        raise ValueError("nested too deeply")
    canonical(value)  # a lone surrogate cannot be written
    return value


def recipient_id(recipient: str) -> str:
    """How a manifest names somebody it is meant for: a hash, since post-quantum keys are long."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:32]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands there twice")
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
