"""OpenSSH signatures: ours and those of ``ssh-keygen`` are the same."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.crypto.signature import (
    SignatureError,
    SigningKey,
    fingerprint,
    sign,
    verify,
    verify_raw,
)

KEY = SigningKey.from_bytes(bytes(range(32)))
MESSAGE = b"manifest"
PURPOSE = "bundle@overstap"
ARMORED = sign(MESSAGE, KEY, PURPOSE)

needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is missing")


def blob(armored: bytes) -> bytes:
    return base64.b64decode(b"".join(armored.split(b"\n")[1:-2]))


def armor(data: bytes) -> bytes:
    text = base64.encodebytes(data)
    return b"-----BEGIN SSH SIGNATURE-----\n" + text + b"-----END SSH SIGNATURE-----\n"


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def test_a_signature_names_its_signer() -> None:
    assert verify(MESSAGE, ARMORED, PURPOSE) == KEY.public_text
    assert KEY.public_text.startswith("ssh-ed25519 AAAA")


def test_a_key_survives_being_written_down() -> None:
    key = SigningKey.generate()

    assert SigningKey.from_bytes(key.to_bytes()) == key
    assert len(key.to_bytes()) == 32


def test_a_published_seed_gives_its_published_key_and_signature() -> None:
    # RFC 8032, section 7.1, test 2
    key = SigningKey.from_bytes(
        bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )

    public = base64.b64decode(key.public_text.split()[1])[-32:].hex()

    assert public == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert key.sign_raw(b"\x72").hex().startswith("92a009a9f0d4cab8720e820b5f642540")


def test_a_private_key_is_not_in_the_representation() -> None:
    assert "\\x" not in repr(KEY)


def test_a_key_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError):
        SigningKey.from_bytes(bytes(31))


@pytest.mark.parametrize(
    ("message", "purpose"),
    [(b"other", PURPOSE), (MESSAGE, "card@overstap"), (b"", PURPOSE), (MESSAGE, "")],
)
def test_another_message_or_purpose_is_refused(message: bytes, purpose: str) -> None:
    with pytest.raises(SignatureError):
        verify(message, ARMORED, purpose)


def test_a_signature_travels_through_windows_lines() -> None:
    assert verify(MESSAGE, ARMORED.replace(b"\n", b"\r\n"), PURPOSE) == KEY.public_text


def test_a_flipped_bit_anywhere_is_refused() -> None:
    data = blob(ARMORED)

    for at in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[at] ^= 1 << bit
            with pytest.raises(SignatureError):
                verify(MESSAGE, armor(bytes(changed)), PURPOSE)


def test_a_signature_cut_or_continued_anywhere_is_refused() -> None:
    data = blob(ARMORED)

    for changed in [*(data[:end] for end in range(len(data))), data + b"\0"]:
        with pytest.raises(SignatureError):
            verify(MESSAGE, armor(changed), PURPOSE)


def test_our_key_can_not_be_put_on_another_signature() -> None:
    other = SigningKey.generate()
    data = blob(sign(MESSAGE, other, PURPOSE))
    swapped = data.replace(
        base64.b64decode(other.public_text.split()[1]), base64.b64decode(KEY.public_text.split()[1])
    )

    with pytest.raises(SignatureError):
        verify(MESSAGE, armor(swapped), PURPOSE)


@pytest.mark.parametrize(
    "change",
    [
        (b"ssh-ed25519", b"ssh-ed25518"),
        (string(b"sha512"), string(b"md5")),
        (string(b""), string(b"reserved")),
        (b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2"),
    ],
)
def test_other_kinds_and_versions_are_refused(change: tuple[bytes, bytes]) -> None:
    data = blob(ARMORED)
    assert change[0] in data

    with pytest.raises(SignatureError):
        verify(MESSAGE, armor(data.replace(*change)), PURPOSE)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_our_own_error(data: bytes) -> None:
    for untrusted in (data, armor(data), armor(b"SSHSIG\0\0\0\1" + data)):
        with pytest.raises(SignatureError):
            verify(MESSAGE, untrusted, PURPOSE)


@given(st.binary(max_size=100), st.text("abc@.-", min_size=1, max_size=20))
@settings(deadline=None)
def test_every_message_and_purpose_verifies(message: bytes, purpose: str) -> None:
    assert verify(message, sign(message, KEY, purpose), purpose) == KEY.public_text


def test_a_bare_signature_verifies_only_whole() -> None:
    signature = KEY.sign_raw(MESSAGE)

    assert verify_raw(MESSAGE, signature, KEY.public_text)
    assert verify_raw(MESSAGE, signature, f"{KEY.public_text} desk@office\n")
    assert not verify_raw(b"other", signature, KEY.public_text)
    assert not verify_raw(MESSAGE, signature[:-1], KEY.public_text)
    assert not verify_raw(MESSAGE, signature, SigningKey.generate().public_text)


@pytest.mark.parametrize(
    "text",
    ["", "ssh-ed25519", "ssh-ed25519 é", "ssh-ed25519 AAAA", "ssh-rsa AAAA", "ssh-ed25519 !!!!"],
)
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    assert not verify_raw(MESSAGE, KEY.sign_raw(MESSAGE), text)
    with pytest.raises(SignatureError):
        fingerprint(text)


def keygen(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *arguments], input=given, capture_output=True, check=False)


@needs_ssh
def test_openssh_verifies_what_we_sign(tmp_path: Path) -> None:
    signature, allowed = tmp_path / "sig", tmp_path / "allowed"
    signature.write_bytes(ARMORED)
    allowed.write_text(f"desk@office {KEY.public_text}\n", encoding="ascii")
    check = ["-Y", "verify", "-f", str(allowed), "-I", "desk@office", "-s", str(signature), "-n"]

    assert keygen(*check, PURPOSE, given=MESSAGE).returncode == 0
    assert keygen(*check, PURPOSE, given=b"other").returncode != 0
    assert keygen(*check, "card@overstap", given=MESSAGE).returncode != 0


@needs_ssh
@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_we_verify_what_openssh_signs(tmp_path: Path, algorithm: str) -> None:
    key, message = tmp_path / "key", tmp_path / "message"
    message.write_bytes(MESSAGE)
    assert keygen("-t", "ed25519", "-N", "", "-q", "-C", "x", "-f", str(key)).returncode == 0
    options = ["-O", f"hashalg={algorithm}", "-n", PURPOSE]
    assert keygen("-Y", "sign", "-f", str(key), *options, str(message)).returncode == 0
    public = (tmp_path / "key.pub").read_text(encoding="ascii")

    signer = verify(MESSAGE, (tmp_path / "message.sig").read_bytes(), PURPOSE)

    assert signer == " ".join(public.split()[:2])


@needs_ssh
def test_openssh_shows_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(KEY.public_text + "\n", encoding="ascii")

    shown = keygen("-l", "-f", str(tmp_path / "key.pub")).stdout.decode().split()

    assert fingerprint(KEY.public_text) == shown[1]


@needs_ssh
def test_signatures_of_other_kinds_of_keys_are_refused(tmp_path: Path) -> None:
    key, message = tmp_path / "key", tmp_path / "message"
    message.write_bytes(MESSAGE)
    assert keygen("-t", "ecdsa", "-N", "", "-q", "-f", str(key)).returncode == 0
    assert keygen("-Y", "sign", "-f", str(key), "-n", PURPOSE, str(message)).returncode == 0

    with pytest.raises(SignatureError):
        verify(MESSAGE, (tmp_path / "message.sig").read_bytes(), PURPOSE)
