"""Whatever somebody puts into a file, a reader says what is wrong with it, in its own words; it
never crashes, hangs or fills the memory.

Mutates the genuine files of ``tests/vectors`` for ``OVERSTAP_FUZZ_SECONDS`` (60 by default over all
readers; ten minutes and more by hand). The seed is printed, so that what was found can be repeated.
"""

import io
import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from overstap.bundle import layout, manifest
from overstap.bundle.cards import parse_card, read_card_file
from overstap.bundle.tar import TarError, TarWriter, members
from overstap.crypto import age
from overstap.crypto.signature import SignatureError, verify
from overstap.domain.revision import Revision
from overstap.kernel.errors import OverstapError

SECONDS = float(os.environ.get("OVERSTAP_FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("OVERSTAP_FUZZ_SEED", str(time.time_ns())))
FOLDER = Path(__file__).parents[1] / "vectors" / "bundles"
ABOUT = json.loads((FOLDER / "vectors.json").read_text("utf-8"))
IDENTITY = age.parse_identity(ABOUT["identity"])
SEALED = (FOLDER / "good.overstap").read_bytes()
ARCHIVE = age.decrypt(SEALED, [IDENTITY])
PARTS = {member.name: member.read() for member in members(io.BytesIO(ARCHIVE))}
REVISION = json.dumps({"dot": ["a", 1], "record": "person-1", "set": {}, "pre": {}}).encode()


def read_age(data: bytes) -> None:
    age.decrypt(data, [IDENTITY])


def read_tar(data: bytes) -> None:
    for member in members(io.BytesIO(data)):
        member.read()


def read_manifest(data: bytes) -> None:
    manifest.read(data)


def read_json(data: bytes) -> None:
    layout.strict(data)


def read_signature(data: bytes) -> None:
    verify(PARTS[layout.MANIFEST], data, layout.NAMESPACE)


def read_card(data: bytes) -> None:
    parse_card(data, PARTS[layout.CARD_SIGNATURE])


def read_revision(data: bytes) -> None:
    Revision.from_bytes(data)


READERS: dict[str, tuple[Callable[[bytes], None], bytes]] = {
    "age": (read_age, SEALED),
    "armor": (read_age, age.armor(SEALED)),
    "tar": (read_tar, ARCHIVE),
    "manifest": (read_manifest, PARTS[layout.MANIFEST]),
    "json": (read_json, PARTS[layout.CARD]),
    "signature": (read_signature, PARTS[layout.MANIFEST_SIGNATURE]),
    "card": (read_card, PARTS[layout.CARD]),
    "revision": (read_revision, REVISION),
}
FORESEEN = (OverstapError, TarError, SignatureError, ValueError)


@pytest.mark.parametrize("name", READERS)
def test_hostile_bytes_are_refused_and_nothing_else_happens(name: str) -> None:
    read, genuine = READERS[name]
    dice = random.Random(f"{SEED} {name}")
    deadline = time.monotonic() + SECONDS / len(READERS)
    tried = 0
    while time.monotonic() < deadline or tried < 50:
        data = mutated(genuine, dice)
        tried += 1
        try:
            read(data)
        except FORESEEN:
            continue
        except Exception as error:
            raise AssertionError(f"{name}: {error!r}, seed {SEED}: {data[:2000]!r}") from error


def test_a_card_file_of_hostile_bytes_is_no_card(tmp_path: Path) -> None:
    dice, made = random.Random(SEED), io.BytesIO()
    tar = TarWriter(made)
    for part in (layout.CARD, layout.CARD_SIGNATURE):
        tar.add(part, PARTS[part])
    tar.close()
    path = tmp_path / "x.card"

    for _ in range(300):
        path.write_bytes(mutated(made.getvalue(), dice))
        try:
            parse_card(*read_card_file(path))
        except OverstapError:
            continue


def mutated(genuine: bytes, dice: random.Random) -> bytes:
    """The bytes with one to eight changes of the kinds that break readers."""
    data = bytearray(genuine)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data) + 1)
        kind = dice.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[at : at + dice.randint(1, 64)]
        elif kind == 2:
            data[at:at] = dice.randbytes(dice.randint(1, 32))
        elif kind == 3:
            data[at:at] = bytes(data[at : at + dice.randint(1, 512)])
        elif kind == 4:
            data[at : at + 4] = dice.choice((b"\x00" * 4, b"\xff" * 4, b"9999", b"-1e9", b'"":{'))
        elif kind == 5:
            data[at:at] = dice.choice((b"[" * 200, b"{" * 200, b"NaN", b"\\ud800", b"\xc3", b"\n"))
        else:
            del data[at:]
        if not data:
            data = bytearray(dice.randbytes(3))
    return bytes(data)
