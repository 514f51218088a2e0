"""``overstap mailbox`` and ``overstap sync``: what they say, and what they end with."""

import json
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from mailbox_servers import OpenSsh
from offices import PASSPHRASE, CommandLine, take_in
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    return share


@pytest.fixture
def desks(location: App, gemeente: App, tmp_path: Path) -> CommandLine:
    """Locked, with one household ready to go."""
    take_in(location)
    location.close()
    gemeente.close()
    return CommandLine(tmp_path)


def test_a_handover_goes_by_command_and_waits_at_the_other_side(
    desks: CommandLine, gemeente: App, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for who in ("location", "gemeente"):
        assert desks(who, "mailbox", "add", "Postbus", str(share)) == 0
    capsys.readouterr()
    assert desks("location", "export", "--to", gemeente.office.id, "--mailbox") == 0
    assert desks("location", "sync") == 0
    assert load("nl")("mailbox.report.sent.handover", count=1) in capsys.readouterr().out

    assert desks("gemeente", "sync", "--json") == 0

    (box,) = json.loads(capsys.readouterr().out)["mailboxes"]
    assert [one["kind"] for one in box["waiting"]] == ["handover"]
    assert desks("gemeente", "sync") == 0
    assert load("nl")("mailbox.report.nothing") in capsys.readouterr().out


def test_mailboxes_are_listed_tried_and_removed(
    desks: CommandLine, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desks("location", "mailbox", "add", "Postbus", str(share), "--json") == 0
    assert desks("location", "mailbox", "list") == 0
    assert desks("location", "mailbox", "test", "Postbus") == 0
    assert str(share) in capsys.readouterr().out
    shutil.rmtree(share)

    assert desks("location", "mailbox", "test", "Postbus") == 6
    assert desks("location", "sync") == 6
    assert desks("location", "mailbox", "remove", "Postbus") == 0
    assert desks("location", "sync") == 3
    assert desks("location", "mailbox", "add", "Fout", "ftp://host/x") == 3


def test_a_server_is_added_only_with_the_fingerprint_that_it_shows(
    desks: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ssh = OpenSsh(tmp_path)
    add = ("location", "mailbox", "add", "Server", ssh.url)
    with ssh.up(), ssh.login():
        assert desks(*add) == 5
        assert ssh.fingerprint in capsys.readouterr().err

        assert desks(*add, "--fingerprint", ssh.fingerprint) == 0


def test_watching_goes_on_until_it_is_stopped(
    desks: CommandLine, share: Path, tmp_path: Path
) -> None:
    assert desks("location", "mailbox", "add", "Postbus", str(share)) == 0
    command = [sys.executable, "-m", "overstap", "--vault", str(tmp_path / "location")]
    watching = subprocess.Popen(
        [*command, "--passphrase-file", str(desks.file), "sync", "--watch", "--every", "600"],
        env=os.environ | {"OVERSTAP_SETTINGS": str(tmp_path / "settings.json")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a shell in the background hands on that it ignores SIGINT
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert watching.stdout is not None
    line = watching.stdout.readline()
    while "600" not in line:
        assert line, watching.stderr and watching.stderr.read()
        line = watching.stdout.readline()

    watching.send_signal(signal.SIGINT)
    _, complaints = watching.communicate(timeout=20)

    assert (watching.returncode, complaints) == (130, "")
    reopened = Doors(tmp_path / "settings.json").unlock(tmp_path / "location", PASSPHRASE, Quiet())
    reopened.close()
