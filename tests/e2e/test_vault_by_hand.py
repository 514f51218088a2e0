"""All is lost but a vault's folder and its recovery key: it opens without this program."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from overstap.crypto import age
from overstap.store.vault import SqlVault

Open = Callable[[bytes, str, Path], bytes]


def with_age(closed: bytes, recovery: str, folder: Path) -> bytes:
    """As ``age -d -i key.txt`` does it."""
    program = shutil.which("age")
    if program is None:
        pytest.skip("age is not installed")
    said = subprocess.run([program, "--version"], capture_output=True, check=True).stdout
    version = re.search(rb"(\d+)\.(\d+)", said)
    if version is None or tuple(map(int, version.groups())) < (1, 3):
        pytest.skip("age is older than 1.3, which brought post-quantum recipients")
    key = folder / "key.txt"
    key.write_text(f"{recovery}\n")
    return subprocess.run(
        [program, "-d", "-i", str(key)], input=closed, capture_output=True, check=True
    ).stdout


def with_any_reader(closed: bytes, recovery: str, _folder: Path) -> bytes:
    return age.decrypt(closed, [age.parse_identity(recovery)])


@pytest.mark.parametrize("opened", [with_age, with_any_reader])
def test_the_recovery_key_opens_a_vault_by_hand(tmp_path: Path, opened: Open) -> None:
    vault, recovery = SqlVault.create(tmp_path / "vault", "vier woorden zijn genoeg", "Wit")
    vault.set_setting("found", "again")
    vault.close()

    header = json.loads((tmp_path / "vault" / "vault.json").read_bytes())
    (slot,) = (slot for slot in header["slots"] if slot["type"] == "recovery")
    master = opened(base64.b64decode(slot["mk"]), recovery, tmp_path)
    key = HKDFExpand(SHA256(), 32, b"overstap-vault/1 db").derive(master)
    database = sqlcipher.connect(str(tmp_path / "vault" / "vault.db"))
    database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

    said = database.execute("SELECT value FROM setting WHERE key = 'found'").fetchone()
    database.close()
    assert said == ('"again"',)
