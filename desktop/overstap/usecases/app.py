"""The table of contents of the product: everything one can do with an unlocked vault.

Screens and commands receive an ``App`` and a ``Texts`` and nothing else. ``wiring`` builds it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from overstap.domain.catalogue import Catalogue
from overstap.domain.code_tables import CodeTables
from overstap.domain.offices import OfficeKind
from overstap.domain.records import OfficeId
from overstap.kernel.task import Task
from overstap.usecases.find_residents import FindResidents
from overstap.usecases.hand_over import HandOver
from overstap.usecases.import_bundle import ImportBundle, PreviewImport, VerifyBundle
from overstap.usecases.offices import ConfirmCard, ImportCard, ListOffices, ShowCard
from overstap.usecases.open_file import OpenFile
from overstap.usecases.prepare_handover import PrepareHandover
from overstap.usecases.print_dossier import PrintDossier
from overstap.usecases.register_household import AddMember, RegisterHousehold
from overstap.usecases.release import Release
from overstap.usecases.run_doctor import Finding, RunDoctor
from overstap.usecases.save_answers import SaveAnswers
from overstap.usecases.write_receipt import WriteReceipt


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """The office and desk that this vault belongs to. ``user`` is who unlocked it."""

    id: OfficeId
    name: str
    kind: OfficeKind
    gm_code: str
    desk: str
    user: str
    training: bool


@dataclass(frozen=True, slots=True)
class App:
    """What the person at the desk can do."""

    office: OwnOffice
    folder: Path
    catalogue: Catalogue
    tables: CodeTables

    find_residents: FindResidents
    open_file: OpenFile
    register_household: RegisterHousehold
    add_member: AddMember
    save_answers: SaveAnswers
    release: Release

    prepare_handover: PrepareHandover
    hand_over: HandOver
    verify_bundle: VerifyBundle
    preview_import: PreviewImport
    import_bundle: ImportBundle
    write_receipt: WriteReceipt

    print_dossier: PrintDossier

    show_card: ShowCard
    import_card: ImportCard
    confirm_card: ConfirmCard
    list_offices: ListOffices

    run_doctor: RunDoctor
    close: Callable[[], None]
    """Lock: saves nothing by itself, drops the keys."""


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a vault is made with. ``recovery_to`` is where the recovery kit is written."""

    name: str
    kind: OfficeKind
    gm_code: str
    desk: str
    user: str
    training: bool


class Vaults(Protocol):
    """The doors of the house: making and unlocking a vault folder. ``wiring`` implements it."""

    def default_folder(self) -> Path:
        """The per-user place for a vault, which may not exist yet."""

    def exists(self, folder: Path) -> bool:
        """Whether there is a vault to unlock in the folder."""

    def create(self, folder: Path, passphrase: str, office: NewOffice, task: Task) -> "NewVault":
        """Make a vault, its desk keys, its office's root key and first card.

        Raises:
            StoreError: there is a vault already, the folder cannot be written, the passphrase is
                too weak.
        """

    def unlock(self, folder: Path, passphrase: str, task: Task) -> App:
        """Open a vault.

        Raises:
            StoreError: wrong passphrase, no vault, in use, damaged, newer version.
        """

    def settings(self) -> Mapping[str, str]:
        """What may be known while locked: the language of the screen, the last vault folder."""

    def remember(self, key: str, value: str) -> None:
        """Keep one of ``settings``; never anything personal."""


@dataclass(frozen=True, slots=True)
class NewVault:
    """An unlocked new vault and what exists only on paper or on a stick from now on:
    ``recovery_key`` opens the vault without any passphrase; ``root_key_file`` signs cards and
    belongs on a stick in the safe."""

    app: App
    recovery_key: str
    root_key_file: Path


__all__ = ["App", "Finding", "NewOffice", "NewVault", "OwnOffice", "Vaults"]
