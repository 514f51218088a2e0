"""Locks that a passphrase opens, and the keys derived from a master key."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.crypto import keys
from overstap.crypto.passphrase import (
    CEILING,
    FLOOR,
    Cost,
    LockDamagedError,
    WrongPassphraseError,
    calibrate,
    open_lock,
    seal,
    too_weak,
)

SECRET, PASSPHRASE, CONTEXT = bytes(range(32)), "vier woorden zijn genoeg", b"slot 1"


@pytest.fixture(scope="module")
def lock() -> dict[str, Any]:
    return seal(SECRET, PASSPHRASE, CONTEXT)


def test_argon2id_is_that_of_the_rfc() -> None:
    # RFC 9106, section 5.3
    derived = Argon2id(
        salt=b"\2" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\4" * 12,
        secret=b"\3" * 8,
    ).derive(b"\1" * 32)

    assert derived.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_a_lock_opens_with_its_passphrase_also_from_a_file(lock: dict[str, Any]) -> None:
    assert open_lock(json.loads(json.dumps(lock)), PASSPHRASE, CONTEXT) == SECRET


def test_a_lock_is_the_one_that_its_fields_describe(lock: dict[str, Any]) -> None:
    key = Argon2id(
        salt=base64.b64decode(lock["salt"]),
        length=32,
        iterations=lock["t"],
        lanes=lock["p"],
        memory_cost=lock["m"],
        ad=b"overstap-vault/1",
    ).derive(PASSPHRASE.encode())

    box, nonce = base64.b64decode(lock["box"]), base64.b64decode(lock["nonce"])

    assert ChaCha20Poly1305(key).decrypt(nonce, box, CONTEXT) == SECRET


@pytest.mark.parametrize(
    ("passphrase", "context"),
    [("Vier woorden zijn genoeg", CONTEXT), ("", CONTEXT), (PASSPHRASE, b"slot 2")],
)
def test_another_passphrase_or_place_is_refused(
    lock: dict[str, Any], passphrase: str, context: bytes
) -> None:
    with pytest.raises(WrongPassphraseError):
        open_lock(lock, passphrase, context)


def test_a_changed_box_does_not_open(lock: dict[str, Any]) -> None:
    box = bytearray(base64.b64decode(lock["box"]))
    box[5] ^= 1

    for changed in (bytes(box), b"", bytes(15)):
        with pytest.raises(WrongPassphraseError):
            open_lock(lock | {"box": base64.b64encode(changed).decode()}, PASSPHRASE, CONTEXT)


def test_the_same_secret_is_never_locked_the_same(lock: dict[str, Any]) -> None:
    again = seal(SECRET, PASSPHRASE, CONTEXT)

    assert all(again[part] != lock[part] for part in ("salt", "nonce", "box"))


def test_letters_typed_in_another_way_are_the_same_passphrase() -> None:
    lock = seal(SECRET, "caf\u00e9 \ufb01ets regen maan", CONTEXT)

    assert open_lock(lock, "cafe\u0301 fiets regen maan", CONTEXT) == SECRET


def test_a_passphrase_that_is_no_proper_text_still_works() -> None:
    lock = seal(SECRET, "broken \udce9", CONTEXT)

    assert open_lock(lock, "broken \udce9", CONTEXT) == SECRET


WRONG_FIELDS: list[dict[str, Any]] = [
    {"kdf": "scrypt"},
    {"kdf": None},
    {"m": FLOOR.m - 1},
    {"m": CEILING.m + 1},
    {"m": 10**30},
    {"m": float(FLOOR.m)},
    {"m": float("inf")},
    {"m": float("nan")},
    {"m": str(FLOOR.m)},
    {"m": None},
    {"t": 0},
    {"t": True},
    {"t": CEILING.t + 1},
    {"p": 0},
    {"p": -1},
    {"p": CEILING.p + 1},
    {"salt": "AAAA"},
    {"salt": 5},
    {"salt": "é"},
    {"nonce": "AAAA"},
    {"nonce": "not base64!"},
    {"box": None},
    {"box": ["AAAA"]},
]


@pytest.mark.parametrize("wrong", WRONG_FIELDS, ids=str)
def test_a_lock_beyond_reason_is_refused_before_any_work(
    lock: dict[str, Any], wrong: dict[str, Any]
) -> None:
    start = time.process_time()

    with pytest.raises(LockDamagedError):
        open_lock(lock | wrong, PASSPHRASE, CONTEXT)

    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("part", ["kdf", "m", "t", "p", "salt", "nonce", "box"])
def test_a_lock_without_a_part_is_refused(lock: dict[str, Any], part: str) -> None:
    rest = {name: value for name, value in lock.items() if name != part}

    with pytest.raises(LockDamagedError):
        open_lock(rest, PASSPHRASE, CONTEXT)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
PARTS = ["kdf", "m", "t", "p", "salt", "nonce", "box"]


@given(st.one_of(json_values, st.dictionaries(st.sampled_from(PARTS), json_values)))
@settings(max_examples=200)
def test_no_json_raises_anything_but_our_own_error(untrusted: Any) -> None:
    with pytest.raises(LockDamagedError):
        open_lock(untrusted, PASSPHRASE, CONTEXT)


def test_nothing_is_sealed_more_cheaply_than_the_floor() -> None:
    assert Cost(m=64 * 1024, t=3, p=4) == FLOOR
    with pytest.raises(ValueError):
        seal(SECRET, PASSPHRASE, CONTEXT, Cost(m=1024, t=3, p=4))
    with pytest.raises(ValueError):
        seal(SECRET, PASSPHRASE, CONTEXT, Cost(m=FLOOR.m, t=2, p=4))


def test_calibrating_stays_between_floor_and_bound() -> None:
    assert calibrate(seconds=0.0) == FLOOR
    assert calibrate(most=FLOOR.m) == FLOOR


@pytest.mark.parametrize(
    "passphrase",
    ["", "kort", "12345678901234", "een twee", "a b c d e f", "          maan        "],
)
def test_a_short_passphrase_is_too_weak(passphrase: str) -> None:
    assert too_weak(passphrase)


@pytest.mark.parametrize("passphrase", ["123456789012345", "aap noot mies wim", "ééééééééééééééé"])
def test_fifteen_characters_or_four_words_are_enough(passphrase: str) -> None:
    assert not too_weak(passphrase)


def test_compatibility_letters_count_as_what_they_become() -> None:
    assert not too_weak("\ufb03" * 5)  # one ligature of three letters, five times


# Keys from the master key


def test_every_purpose_has_its_own_key() -> None:
    master = bytes(range(32))
    purposes = ["header", "db", "database", "", "x" * 200]

    derived = {keys.derive(master, purpose) for purpose in purposes}

    assert len(derived) == len(purposes)
    assert all(len(key) == 32 for key in derived)
    assert keys.derive(master, "header") != keys.derive(bytes(32), "header")


def test_derived_keys_are_those_of_the_rfc() -> None:
    master = bytes(range(32))
    # RFC 5869, section 2.3, written out for one block
    expected = hmac.digest(master, b"overstap-vault/1 header\x01", "sha256")

    assert keys.derive(master, "header") == expected


def test_mac_and_digest_are_the_usual_ones() -> None:
    assert keys.mac(b"k", b"d") == hmac.digest(b"k", b"d", hashlib.sha256)
    assert keys.digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert keys.same(b"a", b"a")
    assert not keys.same(b"a", b"b")
    assert not keys.same(b"a", b"aa")
