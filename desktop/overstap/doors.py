"""The doors of the house: what may be known while it is locked, and how to get in.

The house itself (``wiring``: database, bundles, paper) is imported when somebody comes in, or by
``prepare`` beside the window. The unlock window is painted before that.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from overstap.domain.policy import (
    GroupPolicy,
    Policy,
    PolicyError,
    Setting,
    Source,
    effective,
    read_group_policy,
    read_policy,
)
from overstap.kernel.clock import Clock, system_clock
from overstap.kernel.ids import NewId, random_id
from overstap.kernel.task import Task
from overstap.store.files import holds_vault, write_whole

if TYPE_CHECKING:
    from overstap.usecases.app import App
    from overstap.usecases.ports.backups import BackupFile, Contents
    from overstap.usecases.upkeep.run_doctor import Finding
    from overstap.usecases.vaults import NewIdentity, NewOffice, NewVault
    from overstap.usecases.words.sheets import Sheet
    from overstap.wiring.surroundings import Surroundings

GROUP_POLICY = {
    r"Software\Policies\Overstap": True,
    r"Software\Policies\Overstap\Recommended": False,
}
"""Under HKEY_LOCAL_MACHINE, and whether what stands there is locked."""

UNLOCKING = 0.7
"""Seconds."""


def no_group_policy() -> GroupPolicy:
    """Where there is none."""
    return {}


def registry() -> GroupPolicy:
    """Group policy as Windows keeps it (``installer/policy/overstap.admx`` puts it there)."""
    return read_registry(import_module("winreg")) if sys.platform == "win32" else {}


def read_registry(winreg: Any) -> GroupPolicy:
    """The same from the module of that name. A key that is not there lays nothing down.

    Raises:
        PolicyError: a key is there and cannot be read.
    """
    found: dict[tuple[str, bool], str] = {}
    for path, locked in GROUP_POLICY.items():
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                for at in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _ = winreg.EnumValue(key, at)
                    found[name, locked] = str(value)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PolicyError(path=f"HKLM\\{path}", key=error.strerror) from error
    return found


@dataclass(frozen=True)
class Doors:
    """Makes and unlocks vaults; obeys ``usecases.vaults.Vaults``."""

    settings_file: Path
    clock: Clock = system_clock
    new_id: NewId = random_id
    seconds: float = 0.0
    """What unlocking may take, so that guessing takes it each time; 0 is the least we accept."""
    policy_file: Path | None = None
    """What IT laid down for this computer; None: nothing can be."""
    group_policy: Callable[[], GroupPolicy] = no_group_policy
    """What the domain laid down, as the registry of Windows holds it."""

    def default_folder(self) -> Path:
        """The per-user data folder."""
        return platformdirs.user_data_path("overstap", appauthor=False) / "vault"

    def inspect(self, folder: Path) -> "tuple[Finding, ...]":
        """What this computer is like, whether there is a vault in ``folder`` or not."""
        from overstap.wiring.house import inspect

        return inspect(folder)

    def exists(self, folder: Path) -> bool:
        """Whether there is a vault to unlock in the folder."""
        return holds_vault(folder)

    def prepare(self) -> None:
        """Import the house, which takes a while, so that unlocking need not."""
        import_module("overstap.wiring.entrances")

    def create(self, folder: Path, passphrase: str, office: "NewOffice", task: Task) -> "NewVault":
        """Make a vault with a new office, whose only desk is this one."""
        from overstap.wiring.entrances import create_vault

        task.step("vault.create")
        return create_vault(folder, passphrase, office, self._surroundings())

    def found(
        self, folder: Path, passphrase: str, office: "NewOffice", task: Task
    ) -> "NewIdentity":
        """Make a new office without a vault."""
        from overstap.wiring.entrances import found_office

        task.step("vault.create")
        return found_office(folder, passphrase, office, self._surroundings())

    def join(
        self, folder: Path, passphrase: str, setup: Path, number: str, user: str, task: Task
    ) -> "NewVault":
        """Make a vault for a new desk of an office, from its set-up file."""
        from overstap.wiring.entrances import create_desk

        task.step("vault.create")
        return create_desk(folder, passphrase, setup, number, user, self._surroundings())

    def unlock(self, folder: Path, passphrase: str, task: Task) -> "App":
        """Open a vault."""
        from overstap.wiring.entrances import open_vault

        task.step("vault.unlock")
        return open_vault(folder, passphrase, replace(self._surroundings(), task=task))

    def read(self, setup: Path, number: str, user: str, task: Task) -> "App":
        """Look at bundles as the desk of a set-up file; nothing of it stays on this computer."""
        from overstap.wiring.entrances import open_to_read

        task.step("vault.unlock")
        folder = self.settings_file.with_name("reading")
        return open_to_read(folder, setup, number, user, self._surroundings())

    def look_at_backup(self, file: Path, key: str, task: Task) -> "tuple[BackupFile, Contents]":
        """What putting a backup back would give."""
        from overstap.store.backups import look

        task.step("backup.verify")
        return look(file, key)

    def restore_backup(
        self, file: Path, folder: Path, key: str, task: Task
    ) -> "tuple[BackupFile, Contents]":
        """Make a vault of a backup in a new folder."""
        from overstap.store.backups import put_back

        task.step("backup.restore")
        return put_back(file, folder, key)

    def settings(self) -> Mapping[str, str]:
        """What may be known while locked, and what IT laid down; a policy that is wrong is said
        when somebody unlocks."""
        with suppress(PolicyError):
            laid_down = (s for s in self.policy() if s.source is Source.POLICY)
            return {**self._remembered(), **{s.key: s.value for s in laid_down}}
        return self._remembered()

    def policy(self) -> tuple[Setting, ...]:
        """Every setting that a policy can lay down, as it counts here.

        Raises:
            PolicyError: the policy file is wrong.
        """
        return effective(self._policy(), self._remembered())

    def _policy(self) -> Policy:
        """What group policy says comes before the file: an administrator of the domain before one
        of the computer."""
        try:
            raw = self.policy_file.read_bytes() if self.policy_file else b"{}"
        except FileNotFoundError:
            raw = b"{}"
        except OSError as error:
            raise PolicyError(path=str(self.policy_file), key=error.strerror) from error
        return {**read_policy(raw, str(self.policy_file)), **read_group_policy(self.group_policy())}

    def _remembered(self) -> Mapping[str, str]:
        try:
            known = json.loads(self.settings_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}

    def remember(self, key: str, value: str) -> None:
        """Keep one setting."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        known = {**self._remembered(), key: value}
        write_whole(self.settings_file, json.dumps(known, indent=1, sort_keys=True).encode())

    def workbook(self, sheet: "Sheet") -> bytes:
        """A spreadsheet file of a table."""
        from overstap.tables.workbook import write_workbook

        return write_workbook(sheet)

    def _surroundings(self) -> "Surroundings":
        from overstap.crypto.passphrase import calibrate
        from overstap.store.last_slots import LastSlots
        from overstap.store.sessions import Sessions
        from overstap.wiring.surroundings import Surroundings

        sessions = Sessions(self.settings_file.with_name("sessions.json"), self.new_id)
        last = LastSlots(self.settings_file.with_name("slots.json"))
        cost = partial(calibrate, self.seconds)
        return Surroundings(self.clock, self.new_id, sessions, last, cost, self.policy())


def vaults() -> Doors:
    """The doors for this user of this computer."""
    folder = platformdirs.user_config_path("overstap", appauthor=False)
    settings = Path(os.environ.get("OVERSTAP_SETTINGS", folder / "settings.json"))
    machine = platformdirs.site_config_path("overstap", appauthor=False)
    if sys.platform == "linux":  # there the user's own environment would say where to look
        machine = Path("/etc/xdg/overstap")
    return Doors(
        settings, seconds=UNLOCKING, policy_file=machine / "policy.json", group_policy=registry
    )
