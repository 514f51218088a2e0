import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.crypto import age

KINDS = [age.X25519Identity, age.HybridIdentity]
SIZES = [0, 1, 65535, 65536, 65537, 131072]
IDENTITY = age.HybridIdentity(bytes(32))
CLOSED = age.encrypt(b"the content", [IDENTITY.recipient])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_what_was_closed_can_be_opened(kind: type[age.HybridIdentity], size: int) -> None:
    identity, data = kind.generate(), os.urandom(size)

    closed = age.encrypt(data, [kind.generate().recipient, identity.recipient])

    assert age.decrypt(closed, [identity]) == data


def test_streams_of_any_length_pass_through() -> None:
    data = os.urandom(200_000)
    closed, opened = io.BytesIO(), io.BytesIO()

    age.encrypt_stream(io.BytesIO(data), closed, [IDENTITY.recipient])
    closed.seek(0)
    age.decrypt_stream(closed, opened, [IDENTITY])

    assert opened.getvalue() == data


def test_a_passphrase_closes_and_opens() -> None:
    closed = age.encrypt(b"secret", [age.PassphraseIdentity("a passphrase", work_factor=10)])

    assert age.decrypt(closed, [age.PassphraseIdentity("a passphrase")]) == b"secret"
    with pytest.raises(age.NoMatchError):
        age.decrypt(closed, [age.PassphraseIdentity("another")])


def test_a_passphrase_that_asks_too_much_is_refused_unread() -> None:
    closed = age.encrypt(b"", [age.PassphraseIdentity("a", work_factor=10)])

    with pytest.raises(age.HeaderError):
        age.decrypt(closed.replace(b" 10\n", b" 30\n", 1), [age.PassphraseIdentity("a")])


def test_armor_is_read() -> None:
    armored = b"\r\n" + age.armor(CLOSED).replace(b"\n", b"\r\n") + b"\n"

    assert age.decrypt(armored, [IDENTITY]) == b"the content"


@pytest.mark.parametrize(
    ("old", "new"), [(b"END AGE", b"END ABE"), (b"\n", b"\n\n"), (b"=", b""), (b"A", b"*")]
)
def test_bad_armor_is_told_apart(old: bytes, new: bytes) -> None:
    with pytest.raises(age.ArmorError):
        age.decrypt(age.armor(CLOSED).replace(old, new), [IDENTITY])


def test_every_refusal_has_its_own_kind() -> None:
    stranger = age.HybridIdentity.generate()
    payload = CLOSED.index(b"\n--- ") + 1

    with pytest.raises(age.NoMatchError):
        age.decrypt(CLOSED, [stranger])
    with pytest.raises(age.HeaderError):
        age.decrypt(b"age-encryption.org/v2\n" + CLOSED, [IDENTITY])
    with pytest.raises(age.HeaderMacError):
        age.decrypt(CLOSED.replace(b"\n--- ", b"\n-> grease\n\n--- ", 1), [IDENTITY])
    with pytest.raises(age.TruncatedError):
        age.decrypt(CLOSED[:-1], [IDENTITY])
    with pytest.raises(age.PayloadError):
        age.decrypt(CLOSED[: payload + 70] + b"x" + CLOSED[payload + 71 :], [IDENTITY])


def test_a_flipped_chunk_is_no_missing_end() -> None:
    closed = bytearray(age.encrypt(bytes(200_000), [IDENTITY.recipient]))
    closed[-150_000] ^= 1

    with pytest.raises(age.PayloadError) as caught:
        age.decrypt(bytes(closed), [IDENTITY])

    assert not isinstance(caught.value, age.TruncatedError)


def test_classical_and_post_quantum_recipients_never_mix() -> None:
    both = [IDENTITY.recipient, age.X25519Identity.generate().recipient]

    with pytest.raises(age.MixedRecipientsError):
        age.encrypt(b"", both)


@pytest.mark.parametrize("kind", KINDS)
def test_keys_survive_as_text(kind: type[age.HybridIdentity]) -> None:
    identity = kind.generate()

    assert age.parse_identity(str(identity)) == identity
    assert age.parse_recipient(str(identity.recipient)) == identity.recipient


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "age1" + "q" * 58, "hello"])
def test_bad_keys_are_refused(text: str) -> None:
    with pytest.raises(age.KeyFormatError):
        age.parse_identity(text)
    with pytest.raises(age.KeyFormatError):
        age.parse_recipient(text)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(CLOSED) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(at: int, change: int) -> None:
    changed = bytearray(CLOSED)
    changed[at] ^= change

    with pytest.raises(age.AgeError):
        age.decrypt(bytes(changed), [IDENTITY])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_rubbish_raises_nothing_but_our_errors(rubbish: bytes) -> None:
    for data in (rubbish, b"age-encryption.org/v1\n" + rubbish, b"-----BEGIN " + rubbish):
        with pytest.raises(age.AgeError):
            age.decrypt(data, [IDENTITY])


@given(st.integers(0, len(CLOSED) - 1))
def test_any_cut_is_noticed(at: int) -> None:
    with pytest.raises(age.AgeError):
        age.decrypt(CLOSED[:at], [IDENTITY])
