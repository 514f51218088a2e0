"""OpenSSH signatures (SSHSIG, Ed25519): sign bytes, and say whose signature it is.

``ssh-keygen -Y verify`` checks what this signs, and the other way round. Whether the signer is
trusted is for others to judge. Source: OpenSSH PROTOCOL.sshsig.
"""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from overstap.kernel.errors import TrustError

_KIND = b"ssh-ed25519"
_MAGIC = b"SSHSIG"
_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_END = b"-----END SSH SIGNATURE-----"
_LINE = 70
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}


class SignatureError(TrustError):
    """The signature is malformed, for another purpose, or not over these bytes."""

    code = "signature"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """An Ed25519 private key; ``raw`` is its 32-byte seed."""

    raw: bytes

    @classmethod
    def generate(cls) -> Self:
        """A new one."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read ``to_bytes``.

        Raises:
            ValueError: it is not 32 bytes.
        """
        Ed25519PrivateKey.from_private_bytes(raw)
        return cls(raw)

    def to_bytes(self) -> bytes:
        """The 32-byte seed: a secret."""
        return self.raw

    @property
    def public_text(self) -> str:
        """``ssh-ed25519 AAAA...``, as in OpenSSH's files."""
        return f"{_KIND.decode()} {base64.b64encode(self._public_blob).decode()}"

    @property
    def _public_blob(self) -> bytes:
        public = Ed25519PrivateKey.from_private_bytes(self.raw).public_key()
        return _string(_KIND) + _string(public.public_bytes_raw())

    def sign_raw(self, data: bytes) -> bytes:
        """A bare Ed25519 signature, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.raw).sign(data)


def sign(message: bytes, key: SigningKey, namespace: str) -> bytes:
    """An armored detached signature. ``namespace`` keeps a signature to its purpose."""
    purpose = namespace.encode()
    digest = hashlib.sha512(message).digest()
    signature = key.sign_raw(_signed(purpose, b"sha512", digest))
    blob = (
        _MAGIC
        + struct.pack(">I", 1)
        + _string(key._public_blob)
        + _string(purpose)
        + _string(b"")
        + _string(b"sha512")
        + _string(_string(_KIND) + _string(signature))
    )
    text = base64.b64encode(blob)
    lines = [text[i : i + _LINE] for i in range(0, len(text), _LINE)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def verify(message: bytes, armored: bytes, namespace: str) -> str:
    """The OpenSSH text of the key that signed ``message`` for this purpose.

    Raises:
        SignatureError: nobody did.
    """
    fields = _Fields(_unarmor(armored))
    public, purpose, reserved = fields.string(), fields.string(), fields.string()
    algorithm, signature = fields.string(), fields.string()
    fields.end()
    if purpose != namespace.encode() or reserved or algorithm not in _HASHES:
        raise SignatureError
    raw_key, raw_signature = _typed(public, 32), _typed(signature, 64)
    digest = _HASHES[algorithm](message).digest()
    try:
        key = Ed25519PublicKey.from_public_bytes(raw_key)
        key.verify(raw_signature, _signed(purpose, algorithm, digest))
    except (InvalidSignature, ValueError) as error:
        raise SignatureError from error
    return f"{_KIND.decode()} {base64.b64encode(public).decode()}"


def verify_raw(data: bytes, signature: bytes, public_text: str) -> bool:
    """Whether ``signature`` is a bare Ed25519 signature of ``data`` by the key."""
    try:
        raw = _typed(_public_blob(public_text), 32)
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, data)
    except (InvalidSignature, ValueError, SignatureError):
        return False
    return True


def fingerprint(public_text: str) -> str:
    """``SHA256:...``, as ``ssh-keygen -l`` shows it.

    Raises:
        SignatureError: the text is no Ed25519 key.
    """
    blob = _public_blob(public_text)
    _typed(blob, 32)
    digest = hashlib.sha256(blob).digest()
    return "SHA256:" + base64.b64encode(digest).rstrip(b"=").decode()


def _public_blob(public_text: str) -> bytes:
    """The key in ``ssh-ed25519 AAAA... comment``."""
    kind, text, *_ = [*public_text.split(), "", ""]
    try:
        blob = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise SignatureError from error
    if kind != _KIND.decode():
        raise SignatureError
    return blob


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _signed(purpose: bytes, algorithm: bytes, digest: bytes) -> bytes:
    return _MAGIC + _string(purpose) + _string(b"") + _string(algorithm) + _string(digest)


def _typed(blob: bytes, size: int) -> bytes:
    """The key or signature in ``blob``, where it is of our kind."""
    fields = _Fields(blob)
    kind, raw = fields.string(), fields.string()
    fields.end()
    if kind != _KIND or len(raw) != size:
        raise SignatureError
    return raw


def _unarmor(armored: bytes) -> bytes:
    lines = [line.strip() for line in armored.strip().split(b"\n")]
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise SignatureError
    try:
        blob = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error as error:
        raise SignatureError from error
    head = _MAGIC + struct.pack(">I", 1)
    if not blob.startswith(head):
        raise SignatureError
    return blob[len(head) :]


class _Fields:
    """Reads length-prefixed strings."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def string(self) -> bytes:
        size = int.from_bytes(self._rest[:4], "big")
        if len(self._rest) < 4 or size > len(self._rest) - 4:
            raise SignatureError
        value, self._rest = self._rest[4 : 4 + size], self._rest[4 + size :]
        return value

    def end(self) -> None:
        if self._rest:
            raise SignatureError
