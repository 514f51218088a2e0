import pytest

from overstap.crypto import keys
from overstap.crypto.passphrase import (
    LockDamagedError,
    WrongPassphraseError,
    open_lock,
    seal,
    too_weak,
)
from overstap.crypto.signature import SignatureError, SigningKey, fingerprint, sign, verify

KEY = SigningKey.from_bytes(bytes(range(32)))


def test_a_signature_tells_whose_it_is() -> None:
    signed = sign(b"message", KEY, "test@overstap")

    assert verify(b"message", signed, "test@overstap") == KEY.public_text
    assert fingerprint(KEY.public_text).startswith("SHA256:")


def test_a_signature_is_for_one_message_and_one_purpose() -> None:
    signed = sign(b"message", KEY, "test@overstap")

    for message, purpose in ((b"other", "test@overstap"), (b"message", "other@overstap")):
        with pytest.raises(SignatureError):
            verify(message, signed, purpose)


@pytest.mark.parametrize("cut", range(0, 300, 7))
def test_a_broken_signature_is_refused(cut: int) -> None:
    signed = sign(b"message", KEY, "test@overstap")

    with pytest.raises(SignatureError):
        verify(b"message", signed[:cut], "test@overstap")


def test_a_lock_opens_with_its_passphrase_alone() -> None:
    lock = seal(b"secret", "vier woorden zijn genoeg", b"user")

    assert open_lock(lock, "vier woorden zijn genoeg", b"user") == b"secret"
    for passphrase, context in (("andere woorden zijn fout", b"user"), ("vier", b"user")):
        with pytest.raises(WrongPassphraseError):
            open_lock(lock, passphrase, context)


@pytest.mark.parametrize("change", [{"m": 2**21}, {"m": 1024}, {"t": 17}, {"p": 0}, {"kdf": "x"}])
def test_a_lock_that_asks_too_much_or_too_little_is_refused(change: dict[str, object]) -> None:
    lock = seal(b"secret", "a", b"") | change

    with pytest.raises(LockDamagedError):
        open_lock(lock, "a", b"")


def test_length_makes_a_passphrase_strong() -> None:
    assert too_weak("Geheim123!")
    assert not too_weak("vier woorden zijn goed")
    assert not too_weak("ditzijnvijftientekens")


def test_purposes_give_different_keys() -> None:
    assert keys.derive(bytes(32), "db") != keys.derive(bytes(32), "header")
