"""The bytes of a vault as somebody with its key could read them, free pages and log included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from overstap.crypto import keys
from overstap.store import header
from overstap.store.vault import DATABASE

PAGE = 4096
RESERVED = 80
"""At the end of each page: an initialisation vector (16 bytes) and a MAC (64)."""


def decrypted(folder: Path, passphrase: str) -> bytes:
    """Every page of the database file and of its log, decrypted, in the order of the files."""
    key = keys.derive(header.unlock(folder, passphrase).master, "db")
    raw = (folder / DATABASE).read_bytes()
    pages = [raw[start : start + PAGE] for start in range(0, len(raw), PAGE)]
    log = folder / f"{DATABASE}-wal"
    if log.exists():
        frames = log.read_bytes()[32:]
        size = PAGE + 24
        pages += [frames[at + 24 : at + size] for at in range(0, len(frames) - size + 1, size)]
    return b"".join(_page(page, key) for page in pages if len(page) == PAGE)


def _page(page: bytes, key: bytes) -> bytes:
    body, vector = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
    salted = body[16:]  # the first page begins with a salt in clear
    return _decrypt(body, key, vector) + _decrypt(salted, key, vector)


def _decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    whole = data[: len(data) // 16 * 16]
    opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return opened.update(whole) + opened.finalize()
