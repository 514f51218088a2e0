"""The seal inside a PDF: an attachment of fixed size, signed over all other bytes of the file.

It stands in the file as it is, so it can be found and checked without a PDF library: take the file,
put spaces where the seal's words are, and hash it.
"""

import hashlib

SEAL_NAME = "overstap-seal.txt"
_BEGIN, _END = b"-----BEGIN OVERSTAP SEAL-----\n", b"\n-----END OVERSTAP SEAL-----\n"
_SIZE = 1024
ROOM = _BEGIN + b" " * _SIZE + _END
"""What a paper is printed with before it is sealed."""


def file_digest(pdf: bytes) -> bytes:
    """SHA-256 of the file without the seal's words; empty where it has no room for a seal, or for
    more than one."""
    start = pdf.find(_BEGIN) + len(_BEGIN)
    end = start + _SIZE
    if start < len(_BEGIN) or pdf.count(_BEGIN) != 1 or not pdf[end:].startswith(_END):
        return b""
    return hashlib.sha256(pdf[:start] + b" " * _SIZE + pdf[end:]).digest()


def put(pdf: bytes, words: str) -> bytes:
    """The sealed file. ``words`` are ASCII, at most 1,024 characters."""
    start = pdf.index(_BEGIN) + len(_BEGIN)
    return pdf[:start] + words.encode("ascii").ljust(_SIZE) + pdf[start + _SIZE :]


def words_in(pdf: bytes) -> str:
    """What the seal says, not yet believed; empty where there is none."""
    start = pdf.find(_BEGIN) + len(_BEGIN)
    if start < len(_BEGIN):
        return ""
    return pdf[start : start + _SIZE].decode("ascii", "replace").strip()
