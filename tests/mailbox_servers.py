"""Real servers on this computer for tests of mailboxes: OpenSSH, WsgiDAV, and rclone for S3."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "niet-echt-geheim"


def free_port() -> int:
    """One that nobody listens to now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Until somebody listens there."""
    for _ in range(200):
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not listen")


def program(name: str, *also: str) -> str:
    """Where a program is; skips the test with the reason where it is not installed."""
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *also]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def running(command: list[str], port: int, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The program, for as long as the test needs it."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **how)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(10)


class OpenSsh:
    """An OpenSSH server that lets in who has the key that it made; can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.sshd = program("sshd", "/usr/sbin")
        self.folder, self.port = folder, free_port()
        self.key = folder / "user"
        self._make_key(self.key)
        self.new_host_key()
        (folder / "authorized").write_text(self.key.with_suffix(".pub").read_text())
        self.root = folder / "mailbox"
        self.root.mkdir()
        self._config().write_text(
            f"""
            Port {self.port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            PidFile none
            AuthorizedKeysFile {folder}/authorized
            StrictModes no
            UsePAM no
            PasswordAuthentication yes
            Subsystem sftp internal-sftp
            """
        )

    @property
    def url(self) -> str:
        return f"sftp://{getpass.getuser()}@127.0.0.1:{self.port}{self.root}"

    @property
    def fingerprint(self) -> str:
        command = ["ssh-keygen", "-lf", str(self.folder / "host.pub")]
        return subprocess.check_output(command, text=True).split()[1]

    def new_host_key(self) -> None:
        """As after a new installation, or somebody who pretends to be the server."""
        self._make_key(self.folder / "host")

    @contextmanager
    def up(self) -> Iterator[None]:
        """Listening."""
        if os.getuid() == 0:  # only then sshd asks for the folder that its package makes at boot
            Path("/run/sshd").mkdir(exist_ok=True)
        command = [self.sshd, "-D", "-e", "-f", str(self._config())]
        with running(command, self.port):
            yield

    @contextmanager
    def login(self) -> Iterator[None]:
        """As the user who has the key: it lies in their home folder."""
        keys = self.folder / "home" / ".ssh"
        keys.mkdir(parents=True, exist_ok=True)
        (keys / "id_ed25519").write_bytes(self.key.read_bytes())
        with pytest.MonkeyPatch.context() as surroundings:
            surroundings.setenv("HOME", str(keys.parent))
            surroundings.setenv("USERPROFILE", str(keys.parent))
            surroundings.delenv("SSH_AUTH_SOCK", raising=False)
            yield

    def _config(self) -> Path:
        return self.folder / "sshd_config"

    def _make_key(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        path.with_suffix(".pub").unlink(missing_ok=True)
        quietly = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
        subprocess.run(quietly, check=True)


@contextmanager
def dav_server(root: Path, wrap: Any = None) -> Iterator[str]:
    """A WebDAV server over ``root``; gives the address of a mailbox on it. ``wrap`` may stand
    between the server and who asks."""
    wsgidav = pytest.importorskip("wsgidav.wsgidav_app")
    cheroot = pytest.importorskip("cheroot.wsgi")
    app = wsgidav.WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "http_authenticator": {
                "domain_controller": None,
                "accept_basic": True,
                "accept_digest": False,
                "default_to_digest": False,
            },
            "simple_dc": {"user_mapping": {"*": {"balie": {"password": PASSWORD}}}},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = cheroot.Server(("127.0.0.1", 0), wrap(app) if wrap else app, numthreads=2)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://balie@127.0.0.1:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join(10)


@contextmanager
def s3_server(root: Path) -> Iterator[str]:
    """Storage that speaks S3 over ``root``, with the bucket ``postbus``."""
    rclone = program("rclone", str(Path(sys.executable).parent))
    (root / "postbus").mkdir(exist_ok=True)
    port = free_port()
    command = [
        rclone,
        "serve",
        "s3",
        "--config",
        os.devnull,
        "--addr",
        f"127.0.0.1:{port}",
        "--auth-key",
        f"sleutel,{PASSWORD}",
        "--vfs-cache-mode",
        "off",
        str(root),
    ]
    with running(command, port, stdout=subprocess.DEVNULL):
        yield f"s3+http://sleutel@127.0.0.1:{port}/postbus"
