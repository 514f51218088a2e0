"""The key store of the system, on a real Secret Service: GNOME's keyring on a bus of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mailbox_servers import program

STORE = """
from overstap.mailbox.key_store import SystemKeyStore

store = SystemKeyStore()
print("kept", store.keep("regio-noord", "niet-echt-geheim"))
print("read", SystemKeyStore().secret("regio-noord") == "niet-echt-geheim")
print("unknown", store.secret("regio-zuid"))
store.forget("regio-noord")
store.forget("regio-noord")
print("forgotten", store.secret("regio-noord"))
"""
BUS = "gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec {python} -c '{code}'"


def on_a_bus(folder: Path, shell: str) -> str:
    """What a shell on a session bus of its own prints; its home is empty."""
    surroundings = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    surroundings.pop("DBUS_SESSION_BUS_ADDRESS", None)
    return subprocess.run(
        [program("dbus-run-session"), "--", "sh", "-c", shell],
        input="a passphrase for the keyring",
        env=surroundings | {"XDG_RUNTIME_DIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    ).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is of Linux")
def test_a_password_is_kept_read_and_forgotten_and_lies_in_no_plain_file(tmp_path: Path) -> None:
    program("gnome-keyring-daemon")

    said = on_a_bus(tmp_path, BUS.format(python=sys.executable, code=STORE))

    assert said.split() == ["kept", "True", "read", "True", "unknown", "None", "forgotten", "None"]
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"niet-echt-geheim" not in path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is of Linux")
def test_where_no_store_answers_a_password_is_not_kept(tmp_path: Path) -> None:
    program("dbus-run-session")

    said = on_a_bus(tmp_path, f"exec {sys.executable} -c '{STORE}'")

    assert said.split()[:2] == ["kept", "False"]
