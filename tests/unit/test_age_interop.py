"""The age command opens what we close, and the other way round."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from overstap.crypto import age

needs_age = pytest.mark.skipif(
    not (shutil.which("age") and shutil.which("age-keygen")), reason="the age command is missing"
)
pytestmark = needs_age

SIZES = [0, 1, 65535, 65536, 65537, 131072]


def run(*command: str, given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def identity() -> age.X25519Identity:
    return age.X25519Identity.generate()


@pytest.fixture(scope="module")
def key_file(identity: age.X25519Identity, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("keys") / "key.txt"
    path.write_text(f"{identity}\n", encoding="ascii")
    return str(path)


def test_both_derive_the_same_recipient(identity: age.X25519Identity, key_file: str) -> None:
    assert run("age-keygen", "-y", key_file).decode().strip() == str(identity.recipient)


def test_a_key_made_by_the_command_is_read(tmp_path: Path) -> None:
    run("age-keygen", "-o", str(tmp_path / "key.txt"))
    lines = (tmp_path / "key.txt").read_text(encoding="ascii").splitlines()

    ours = age.parse_identity(lines[-1])

    assert str(ours) == lines[-1]
    assert lines[1] == f"# public key: {ours.recipient}"


@pytest.mark.parametrize("size", SIZES)
def test_the_command_opens_what_we_closed(
    identity: age.X25519Identity, key_file: str, size: int
) -> None:
    data = os.urandom(size)
    closed = age.encrypt(data, [age.X25519Identity.generate().recipient, identity.recipient])

    assert run("age", "-d", "-i", key_file, given=closed) == data


@pytest.mark.parametrize("size", [0, 1, 40, 65537])
def test_the_command_opens_our_armor(
    identity: age.X25519Identity, key_file: str, size: int
) -> None:
    data = os.urandom(size)
    armored = age.armor(age.encrypt(data, [identity.recipient]))

    assert run("age", "-d", "-i", key_file, given=armored) == data


@pytest.mark.parametrize("armor", [[], ["-a"]])
@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_the_command_closed(
    identity: age.X25519Identity, size: int, armor: list[str]
) -> None:
    data = os.urandom(size)

    closed = run("age", *armor, "-r", str(identity.recipient), given=data)

    assert age.decrypt(closed, [identity]) == data


def test_the_command_agrees_that_a_cut_file_is_none(
    identity: age.X25519Identity, key_file: str
) -> None:
    closed = age.encrypt(bytes(100), [identity.recipient])

    with pytest.raises(subprocess.CalledProcessError):
        run("age", "-d", "-i", key_file, given=closed[:-1])
