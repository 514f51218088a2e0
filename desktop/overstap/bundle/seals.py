"""Signs papers with the key of this desk; obeys ``usecases.ports.papers.PaperSeals``.

The words of a PDF's seal are two lines: what the QR code says, and the signature over the digest of
the file in base64.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overstap.crypto.signature import SigningKey, verify_raw
from overstap.usecases.ports.papers import UntrustedPaper

FILE_SIGNED_AS = b"overstap-paper-file/1\0"
"""Stands before the digest that is signed."""


@dataclass(frozen=True)
class SealFormat:
    """How a seal stands in a PDF, and how a code is read off a picture: ``pdf`` knows."""

    digest: Callable[[bytes], bytes]
    put: Callable[[bytes, str], bytes]
    words: Callable[[bytes], str]
    read_file: Callable[[Path], bytes]
    read_code: Callable[[Path], str]


@dataclass(frozen=True)
class DeskSeals:
    """Signs as the desk with this key."""

    key: SigningKey
    format: SealFormat

    @property
    def desk(self) -> str:
        """The public key of this desk."""
        return self.key.public_text

    def sign(self, message: bytes) -> bytes:
        """A bare Ed25519 signature; the same message gives the same bytes."""
        return self.key.sign_raw(message)

    def verifies(self, message: bytes, signature: bytes, key: str) -> bool:
        """Whether the key signed the message."""
        return verify_raw(message, signature, key)

    def seal(self, pdf: bytes, qr: str) -> bytes:
        """Sign the whole file, and put the seal in the room that was left for it."""
        signature = self.sign(FILE_SIGNED_AS + self.format.digest(pdf))
        return self.format.put(pdf, f"{qr}\n{base64.b64encode(signature).decode()}")

    def read(self, path: Path) -> UntrustedPaper:
        """A PDF of ours by its seal; any other PDF or picture by the QR code on it."""
        raw = self.format.read_file(path)
        qr, _, signed = self.format.words(raw).partition("\n")
        if not qr:
            return UntrustedPaper(self.format.read_code(path))
        try:
            signature = base64.b64decode(signed, validate=True)
        except binascii.Error:
            signature = b""
        digest = self.format.digest(raw)
        return UntrustedPaper(qr, FILE_SIGNED_AS + digest, signature or b"\0")
