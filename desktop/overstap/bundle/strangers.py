"""What a file is that is no bundle, so that one can be told what to do with it."""

from overstap.bundle import layout

LOOK_AT = 300
"""Bytes of the beginning that tell."""
_BEGINS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"PK\x03\x04": "office",
    b"\xd0\xcf\x11\xe0": "office",
    b"SQLite format 3": "database",
}
_TAR, _TAR_AT = b"ustar", 257
_BACKUP = (b"about.json", b"vault.json", b"vault.db")


def kind_of(start: bytes) -> str:
    """The text ``file.kind.<kind>`` for a file that begins so."""
    kind = next((kind for begin, kind in _BEGINS.items() if start.startswith(begin)), "")
    if not kind and start[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        kind = _packed(start)
    return f"file.kind.{kind or ('text' if _is_text(start) else 'other')}"


def _packed(start: bytes) -> str:
    if start.startswith(layout.CARD.encode()):
        return "card"
    return "backup" if start.startswith(_BACKUP) else "office"


def _is_text(start: bytes) -> bool:
    """A letter may be cut at the end."""
    said = start.decode("utf-8", errors="ignore")
    whole = len(said.encode()) > len(start) - 4
    return whole and all(letter.isprintable() or letter.isspace() for letter in said)
