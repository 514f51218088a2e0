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
from contextlib import contextmanager, suppress
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


class Cable:
    """A connection to a server that can be pulled out while something goes over it."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._left: int | None = None
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def cut_after(self, size: int) -> None:
        """Pull it out once so many bytes more went to the server."""
        self._left = size

    @property
    def is_cut(self) -> bool:
        """Whether it was pulled out."""
        return self._left is not None and self._left <= 0

    def mend(self) -> None:
        """Plug it in again."""
        self._left = None

    def close(self) -> None:
        """No more connections."""
        self._listener.close()
        self._pull()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._server))
            self._ends += [near, far]
            for source, to, counts in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pump, args=(source, to, counts), daemon=True).start()

    def _pump(self, source: socket.socket, to: socket.socket, counts: bool) -> None:
        with suppress(OSError):
            while block := source.recv(1 << 14):
                if counts and self._left is not None:
                    self._left -= len(block)
                    if self.is_cut:
                        break
                to.sendall(block)
        self._pull() if self.is_cut else to.close()

    def _pull(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends = []


@contextmanager
def cable(server: int) -> Iterator[Cable]:
    """A cable to a server, for as long as the test needs it."""
    made = Cable(server)
    try:
        yield made
    finally:
        made.close()


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
