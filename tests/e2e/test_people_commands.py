"""Users and passphrases on the command line."""

import json
from pathlib import Path

import pytest

from offices import no_window
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.i18n.texts import load

WIT, SMIT, NEW = (
    "zeven gele trams bij de brug",
    "vier woorden zijn genoeg",
    "nieuwe maan boven dijk",
)


class Desk:
    """One vault, and several people in front of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, passphrase: str) -> str:
        path = self.folder / "passphrase"
        path.write_text(passphrase + "\n", "utf-8")
        return str(path)

    def new(self, passphrase: str) -> tuple[str, str]:
        path = self.folder / "new"
        path.write_text(passphrase + "\n", "utf-8")
        return "--new-passphrase-file", str(path)

    def __call__(self, passphrase: str, *command: str) -> int:
        options = ["--vault", str(self.folder / "vault")]
        options += ["--passphrase-file", self.file(passphrase)]
        return run(Doors(self.folder / "settings.json"), [*options, *command], no_window)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    command = ("vault", "create", "--name", "Voorbeeldlocatie", "--user", "Wit", "--training")
    assert made(WIT, *command) == 0
    return made


def test_people_come_change_and_go(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    add = ("vault", "add-user", "Smit", "--role", "intake", "--role", "restricted")
    assert desk(WIT, *add, *desk.new(SMIT)) == 0
    capsys.readouterr()
    assert desk(WIT, "vault", "users", "--json") == 0
    users = json.loads(capsys.readouterr().out)
    assert [user["name"] for user in users] == ["Wit", "Smit"]
    assert set(users[1]["roles"]) == {"intake", "restricted"}

    assert desk(SMIT, "vault", "users") == 3
    assert load("nl")("role.administrator") in capsys.readouterr().err
    assert desk(SMIT, "vault", "passphrase", *desk.new(NEW)) == 0
    assert desk(SMIT, "vault", "unlock-check") == 6
    assert desk(NEW, "vault", "unlock-check") == 0
    assert desk(WIT, "vault", "set-roles", "Smit", "--role", "administrator") == 0
    assert desk(NEW, "vault", "users") == 0
    assert "Smit: beheerder" in capsys.readouterr().out
    assert desk(WIT, "vault", "block-user", "Smit") == 0
    assert desk(NEW, "vault", "unlock-check") == 6
    assert desk(WIT, "vault", "users") == 0
    assert "Smit: beheerder (geblokkeerd)" in capsys.readouterr().out
    assert desk(WIT, "vault", "unblock-user", "Smit", *desk.new(SMIT)) == 0
    assert desk(SMIT, "vault", "unlock-check") == 0
    assert desk(WIT, "vault", "remove-user", "Smit") == 0
    assert desk(NEW, "vault", "unlock-check") == 6
    assert desk(WIT, "vault", "unlock-check") == 0


def test_the_recovery_key_gives_a_new_passphrase(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Desk(tmp_path / "other")
    other.folder.mkdir()
    command = ("vault", "create", "--name", "Voorbeeldlocatie", "--user", "Bos", "--training")
    capsys.readouterr()
    assert other(WIT, *command) == 0
    said = capsys.readouterr().out
    key = next(line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-"))

    assert other(key, "vault", "recover", "Bos", *other.new(NEW)) == 0

    assert other(NEW, "vault", "unlock-check") == 0
    assert other(WIT, "vault", "unlock-check") == 6
    assert desk(key, "vault", "recover", "Wit", *desk.new(NEW)) == 6
    said = load("nl")("error.vault.wrong_recovery_key", vault="").partition(".")[0]
    assert said in capsys.readouterr().err


def test_a_backup_is_made_looked_at_put_back_and_rehearsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    assert desk(WIT, "vault", "create", "--name", "Voorbeeldlocatie", "--training") == 0
    lines = capsys.readouterr().out.splitlines()
    key = tmp_path / "key"
    key.write_text(next(line for line in lines if line.startswith("AGE-SECRET-KEY-")))
    assert desk(WIT, "backup", "make") == 3
    assert desk(WIT, "backup", "make", "--to", str(tmp_path / "stick")) == 0
    capsys.readouterr()
    assert desk(WIT, "backup", "list", "--json") == 0
    (backup,) = [one["path"] for one in json.loads(capsys.readouterr().out)]

    assert desk(WIT, "backup", "verify", backup) == 0
    assert desk(SMIT, "backup", "verify", backup) == 6
    new = str(tmp_path / "new")
    assert desk(WIT, "backup", "restore", backup, "--into", new, "--dry-run") == 0
    assert not (tmp_path / "new").exists()
    drill = ("backup", "drill", backup, "--recovery-key-file", str(key))
    assert desk(WIT, *drill, "--record", str(tmp_path)) == 0
    (record,) = tmp_path.glob("overstap-hersteloefening-*.txt")
    assert Path(backup).name in record.read_text("utf-8")
    assert desk(WIT, "backup", "restore", backup, "--into", new) == 0
    assert desk(WIT, "backup", "restore", backup, "--into", new) == 6

    assert desk(WIT, "--vault", new, "vault", "unlock-check") == 0
    Path(backup).write_bytes(Path(backup).read_bytes()[:5000])
    assert desk(WIT, "backup", "verify", backup) == 4


def test_the_log_is_listed_proved_and_exported(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk(WIT, "audit", "list") == 0
    assert load("nl")("audit.unlock") in capsys.readouterr().out
    assert desk(WIT, "audit", "list", "--what", "create", "--json") == 0
    assert [entry["number"] for entry in json.loads(capsys.readouterr().out)] == [1]
    assert desk(WIT, "audit", "list", "--until", "2020-01-01", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert desk(WIT, "audit", "verify") == 0
    assert desk(WIT, "audit", "export", "--out", str(tmp_path / "log.csv")) == 0
    assert (tmp_path / "log.csv").read_text("utf-8-sig").startswith("number,at,user,what")


def test_every_setting_is_shown_with_its_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text('{"four_eyes": {"value": "yes"}}')
    doors = Doors(tmp_path / "settings.json", policy_file=policy)

    assert run(doors, ["policy", "--json"], no_window) == 0
    shown = {setting["key"]: setting for setting in json.loads(capsys.readouterr().out)}
    assert (shown["four_eyes"]["value"], shown["four_eyes"]["source"]) == ("yes", "policy")
    assert (shown["language"]["source"], shown["language"]["locked"]) == ("program", False)

    assert run(doors, ["policy"], no_window) == 0
    assert load("nl")("policy.four_eyes") in capsys.readouterr().out
    policy.write_text('{"four_ears": {"value": "yes"}}')
    assert run(doors, ["policy"], no_window) == 4
    assert "four_ears" in capsys.readouterr().err
