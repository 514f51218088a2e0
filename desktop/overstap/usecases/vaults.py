"""Getting in: whose vault it is, making and unlocking one. Light: the unlock window needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from overstap.domain.kinds import OfficeKind
from overstap.domain.policy import Setting
from overstap.kernel.task import Task

if TYPE_CHECKING:
    from overstap.usecases.app import App
    from overstap.usecases.ports.backups import BackupFile, Contents
    from overstap.usecases.upkeep.run_doctor import Finding
    from overstap.usecases.words.sheets import Sheet


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a vault is made with. The words a person chose."""

    name: str
    kind: OfficeKind
    gm_code: str
    desk: str
    user: str
    training: bool


class Vaults(Protocol):
    """The doors of the house: making and unlocking a vault folder. ``doors`` implements it."""

    def default_folder(self) -> Path:
        """The per-user place for a vault, which may not exist yet."""

    def inspect(self, folder: Path) -> "tuple[Finding, ...]":
        """What this computer is like, whether there is a vault in ``folder`` or not."""

    def exists(self, folder: Path) -> bool:
        """Whether there is a vault to unlock in the folder."""

    def prepare(self) -> None:
        """Read in what unlocking needs, ahead of time."""

    def create(self, folder: Path, passphrase: str, office: NewOffice, task: Task) -> "NewVault":
        """Make a vault, its desk keys, its office's root key and first card.

        Raises:
            StoreError: there is a vault already, the folder cannot be written, the passphrase is
                too weak.
        """

    def found(self, folder: Path, passphrase: str, office: NewOffice, task: Task) -> "NewIdentity":
        """Make a new office without a vault; its files are written into ``folder``.

        Raises:
            StoreError: there is a root key already, the folder cannot be written, the passphrase
                (of the root key) is too weak.
        """

    def join(
        self, folder: Path, passphrase: str, setup: Path, number: str, user: str, task: Task
    ) -> "NewVault":
        """Make the vault of a new desk of an office, from its set-up file and one-time number.

        Raises:
            FileError: it is no set-up file.
            StoreError: as ``create``, or the number does not open the file.
        """

    def unlock(self, folder: Path, passphrase: str, task: Task) -> "App":
        """Open a vault with a passphrase, or with the key of its recovery kit.

        Raises:
            StoreError: wrong passphrase or recovery key, no vault, in use, damaged, newer version.
        """

    def read(self, setup: Path, number: str, user: str, task: Task) -> "App":
        """Look at bundles as the desk of a set-up file; nothing of it stays on this computer.

        Raises:
            FileError: it is no set-up file.
            StoreError: the number does not open it, or somebody reads here already.
        """

    def look_at_backup(self, file: Path, key: str, task: Task) -> "tuple[BackupFile, Contents]":
        """What putting a backup back would give; nothing stays on the disk.

        Raises:
            BackupDamagedError: it is no whole backup.
            StoreError: the passphrase or recovery key does not open it, or there is no room.
        """

    def restore_backup(
        self, file: Path, folder: Path, key: str, task: Task
    ) -> "tuple[BackupFile, Contents]":
        """Make a vault of a backup in a new folder, after all of it was checked.

        Raises:
            BackupDamagedError, StoreError: as ``look_at_backup``, or the folder holds something.
        """

    def policy(self) -> tuple[Setting, ...]:
        """Every setting that IT can lay down for this computer: its value, where it comes from,
        and whether people may change it.

        Raises:
            PolicyError: the policy file is wrong.
        """

    def settings(self) -> Mapping[str, str]:
        """What may be known while locked: the language of the screen, the last vault folder."""

    def remember(self, key: str, value: str) -> None:
        """Keep one of ``settings``; never anything personal."""

    def workbook(self, sheet: "Sheet") -> bytes:
        """A spreadsheet file (XLSX) of a table that comes from no vault."""


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """The files of a new office that has no vault yet: its ``card`` is for others, who compare
    ``card_number`` by telephone, ``desk`` with its ``number`` for whoever reads or begins a vault,
    ``root_key_file`` for the safe."""

    card: Path
    card_number: str
    desk: Path
    number: str
    root_key_file: Path


@dataclass(frozen=True, slots=True)
class NewVault:
    """An unlocked new vault and what exists only on paper or on a stick from now on:
    ``recovery_key`` opens the vault without any passphrase; ``root_key_file`` signs cards and
    belongs on a stick in the safe; a desk that joined an office has none. ``mark`` tells the kit of
    this vault from others."""

    app: "App"
    recovery_key: str
    root_key_file: Path | None
    mark: str
