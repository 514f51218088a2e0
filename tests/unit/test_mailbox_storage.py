"""One mailbox of every kind, on real servers: what goes in comes out, and what fails is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mailbox_servers import PASSWORD, Cable, OpenSsh, cable, dav_server, s3_server
from overstap.domain.mailboxes import MailboxConfig
from overstap.kernel.errors import CancelledError
from overstap.kernel.task import Quiet
from overstap.mailbox.connect import connect
from overstap.mailbox.errors import (
    ChangedHostError,
    FullError,
    LoginError,
    RedirectedError,
    UnknownHostError,
    UnreachableError,
)
from overstap.usecases.ports.mailboxes import Found, Mailbox, VanishedError

OFFICE = "0123456789abcdef" * 2


@pytest.fixture(params=["folder", "sftp", "webdav", "s3"])
def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Mailbox]:
    root = tmp_path / "root"
    root.mkdir()
    with opened(request.param, root, tmp_path) as made:
        yield made


@contextmanager
def opened(kind: str, root: Path, folder: Path) -> Iterator[Mailbox]:
    if kind == "folder":
        with connect(config(str(root)), "") as made:
            yield made
    elif kind == "sftp":
        server = OpenSsh(folder)
        with (
            server.up(),
            server.login(),
            connect(config(server.url, server.fingerprint), "") as made,
        ):
            yield made
    elif kind == "webdav":
        with dav_server(root) as url, connect(config(url), PASSWORD) as made:
            yield made
    else:
        with s3_server(root) as url, connect(config(url), PASSWORD) as made:
            yield made


def config(url: str, fingerprint: str = "") -> MailboxConfig:
    return MailboxConfig("m1", "Postbus", url, fingerprint)


def a_bundle(folder: Path, size: int = 3_000_000) -> Path:
    path = folder / "bundle"
    path.write_bytes(bytes(range(256)) * (size // 256))
    return path


def test_what_was_put_in_is_listed_and_comes_out_whole(mailbox: Mailbox, tmp_path: Path) -> None:
    path = a_bundle(tmp_path)
    mailbox.try_out(OFFICE)
    assert list(mailbox.files(OFFICE)) == []

    mailbox.put(path, OFFICE, "a.overstap", Quiet())

    (found,) = mailbox.files(OFFICE)
    assert (found.name, found.size) == ("a.overstap", path.stat().st_size)
    mailbox.fetch(OFFICE, found, tmp_path / "fetched", Quiet())
    assert (tmp_path / "fetched").read_bytes() == path.read_bytes()
    mailbox.remove(OFFICE, "a.overstap")
    mailbox.remove(OFFICE, "a.overstap")
    assert list(mailbox.files(OFFICE)) == []


def test_a_file_that_vanished_is_said(mailbox: Mailbox, tmp_path: Path) -> None:
    with pytest.raises(VanishedError):
        mailbox.fetch(OFFICE, Found("gone.overstap", 10, ""), tmp_path / "x", Quiet())
    with pytest.raises(VanishedError):
        mailbox.put(tmp_path / "nothing", OFFICE, "a.overstap", Quiet())


class Stopped:
    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        raise CancelledError


def test_a_stopped_upload_leaves_nothing_behind(mailbox: Mailbox, tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        mailbox.put(a_bundle(tmp_path), OFFICE, "a.overstap", Stopped())

    assert list(mailbox.files(OFFICE)) == []


def test_a_second_upload_under_one_name_replaces_the_first(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox.put(a_bundle(tmp_path, 256), OFFICE, "a.overstap", Quiet())
    mailbox.put(a_bundle(tmp_path, 512), OFFICE, "a.overstap", Quiet())

    (found,) = mailbox.files(OFFICE)
    assert found.size == 512


def test_no_more_comes_out_than_was_listed(mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.put(a_bundle(tmp_path), OFFICE, "a.overstap", Quiet())

    with pytest.raises(VanishedError):
        mailbox.fetch(OFFICE, Found("a.overstap", 1000, ""), tmp_path / "fetched", Quiet())

    assert (tmp_path / "fetched").stat().st_size <= 1000


def test_nothing_is_written_through_a_link_that_somebody_laid_in_the_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "root").mkdir()
    precious = tmp_path / "precious"
    precious.write_text("van de gebruiker")
    with opened("folder", tmp_path / "root", tmp_path) as mailbox:
        mailbox.try_out(OFFICE)
        (own,) = (tmp_path / "root").iterdir()
        for name in ("probe.part", "a.overstap.part"):
            (own / name).symlink_to(precious)

        mailbox.try_out(OFFICE)
        mailbox.put(a_bundle(tmp_path, 256), OFFICE, "a.overstap", Quiet())

    assert precious.read_text() == "van de gebruiker"
    assert not (own / "a.overstap").is_symlink()


@pytest.fixture
def ssh(tmp_path: Path) -> OpenSsh:
    return OpenSsh(tmp_path)


def test_a_server_that_nobody_confirmed_is_refused_with_its_fingerprint(ssh: OpenSsh) -> None:
    with ssh.up(), pytest.raises(UnknownHostError) as refused, connect(config(ssh.url), ""):
        pass

    assert refused.value.parameters["fingerprint"] == ssh.fingerprint


def test_a_server_with_another_key_than_confirmed_is_refused(ssh: OpenSsh) -> None:
    confirmed = ssh.fingerprint
    ssh.new_host_key()

    with ssh.up(), pytest.raises(ChangedHostError), connect(config(ssh.url, confirmed), ""):
        pass


def test_a_wrong_password_is_said_as_such(ssh: OpenSsh, tmp_path: Path) -> None:
    with ssh.up(), pytest.raises(LoginError), connect(config(ssh.url, ssh.fingerprint), "fout"):
        pass
    for server in (dav_server, s3_server):
        with (
            server(tmp_path) as url,
            connect(config(url), "fout") as mailbox,
            pytest.raises(LoginError),
        ):
            mailbox.try_out(OFFICE)


def test_a_server_that_is_not_there_is_said_as_such(ssh: OpenSsh, tmp_path: Path) -> None:
    urls = [ssh.url]
    for server in (dav_server, s3_server):
        with server(tmp_path) as url:
            urls.append(url)

    for url in urls:
        with pytest.raises(UnreachableError), connect(config(url), PASSWORD) as mailbox:
            mailbox.files(OFFICE)


def test_a_redirect_to_another_host_is_refused(tmp_path: Path) -> None:
    asked = []

    def elsewhere(_app):
        def answer(environ, start_response):
            asked.append(environ["PATH_INFO"])
            start_response("307 Temporary Redirect", [("Location", "http://127.0.0.2:9/x")])
            return [b""]

        return answer

    with dav_server(tmp_path, elsewhere) as url:
        for one in (url, url.replace("http://", "s3+http://") + "/postbus"):
            with connect(config(one), PASSWORD) as mailbox, pytest.raises(RedirectedError):
                mailbox.files(OFFICE)


def test_a_full_quota_is_said_as_such(tmp_path: Path) -> None:
    def full(app):
        def answer(environ, start_response):
            if environ["REQUEST_METHOD"] != "PUT":
                return app(environ, start_response)
            environ["wsgi.input"].read()
            start_response("507 Insufficient Storage", [("Content-Length", "0")])
            return [b""]

        return answer

    with dav_server(tmp_path, full) as url:
        for one in (url, url.replace("http://", "s3+http://") + "/postbus"):
            with connect(config(one), PASSWORD) as mailbox, pytest.raises(FullError):
                mailbox.put(a_bundle(tmp_path, 256), OFFICE, "a.overstap", Quiet())


@contextmanager
def through_a_cable(kind: str, folder: Path) -> Iterator[tuple[Cable, MailboxConfig, str, Path]]:
    """A real server behind a cable: how to reach it, and the folder that it keeps files in."""
    if kind == "sftp":
        ssh = OpenSsh(folder)
        with ssh.up(), ssh.login(), cable(ssh.port) as one:
            url = ssh.url.replace(f":{ssh.port}", f":{one.port}")
            yield one, config(url, ssh.fingerprint), "", ssh.root
        return
    (root := folder / "root").mkdir()
    with dav_server(root) as url, cable(urlsplit(url).port or 80) as one:
        there = urlsplit(url)
        place = there.netloc.replace(f":{there.port}", f":{one.port}")
        yield one, config(there._replace(netloc=place).geturl()), PASSWORD, root


@pytest.mark.parametrize("kind", ["sftp", "webdav"])
def test_an_upload_that_is_cut_half_way_is_said_and_done_again_the_next_time(
    kind: str, tmp_path: Path
) -> None:
    bundle = a_bundle(tmp_path)
    with through_a_cable(kind, tmp_path) as (line, there, password, root):
        with connect(there, password) as mailbox:
            mailbox.try_out(OFFICE)
            line.cut_after(1_000_000)
            with pytest.raises(UnreachableError):
                mailbox.put(bundle, OFFICE, "a.overstap", Quiet())
        assert line.is_cut
        assert not list(root.rglob("*.overstap")), "half a bundle has no name yet"

        line.mend()
        with connect(there, password) as mailbox:
            mailbox.put(bundle, OFFICE, "a.overstap", Quiet())
            names = [found.name for found in mailbox.files(OFFICE)]
            mailbox.fetch(OFFICE, mailbox.files(OFFICE)[0], tmp_path / "back", Quiet())

    assert names == ["a.overstap"], "what was left of the first attempt is gone"
    assert (tmp_path / "back").read_bytes() == bundle.read_bytes()


def test_after_a_restart_of_the_server_the_upload_is_done_again(
    ssh: OpenSsh, tmp_path: Path
) -> None:
    pinned = config(ssh.url, ssh.fingerprint)
    part = ssh.root / OFFICE / "a.overstap.part"
    with ssh.up(), ssh.login(), connect(pinned, "") as mailbox:
        mailbox.try_out(OFFICE)
        part.write_bytes(b"half of an upload that broke off")

    with ssh.up(), ssh.login(), connect(pinned, "") as mailbox:
        mailbox.put(a_bundle(tmp_path, 512), OFFICE, "a.overstap", Quiet())
        (found,) = mailbox.files(OFFICE)

    assert (found.name, found.size, part.exists()) == ("a.overstap", 512, False)
