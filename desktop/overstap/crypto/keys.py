"""One master key gives every other key. Knows bytes; not what they open."""

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_CONTEXT = b"overstap-vault/1 "


def derive(master: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose (HKDF-Expand-SHA256, RFC 5869); ``master`` is 32 random bytes."""
    return HKDFExpand(hashes.SHA256(), 32, _CONTEXT + purpose.encode()).derive(master)


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA256 of ``data``."""
    return hmac.digest(key, data, "sha256")


def same(left: bytes, right: bytes) -> bool:
    """Whether both are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(left, right)


def digest(data: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()
