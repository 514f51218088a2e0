"""The composition root: the only place that knows which machinery stands behind which port."""

import json
import os
import platform
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import platformdirs

from overstap import __version__
from overstap.bundle.cards import CardBook, make_card
from overstap.bundle.exchange import FileBundles
from overstap.crypto.age import HybridIdentity, PassphraseIdentity, encrypt, parse_identity
from overstap.crypto.passphrase import WeakPassphraseError, too_weak
from overstap.crypto.signature import SigningKey
from overstap.domain.answers import Answers, Problem
from overstap.domain.catalogue import Question
from overstap.domain.code_tables import CodeTables
from overstap.domain.offices import Desk
from overstap.domain.problems import problems
from overstap.domain.readiness import Checklist, checklist
from overstap.domain.records import Record
from overstap.kernel import resources
from overstap.kernel.clock import Clock, system_clock
from overstap.kernel.ids import NewId, random_id
from overstap.kernel.task import Task
from overstap.pdf.dossier import DossierPress
from overstap.store.files import write_whole
from overstap.store.vault import SqlVault
from overstap.usecases.app import App, NewOffice, NewVault, OwnOffice
from overstap.usecases.find_residents import FindResidents
from overstap.usecases.hand_over import HandOver
from overstap.usecases.households import Household
from overstap.usecases.import_bundle import ImportBundle, PreviewImport, VerifyBundle
from overstap.usecases.offices import ConfirmCard, ImportCard, ListOffices, ShowCard
from overstap.usecases.open_file import OpenFile
from overstap.usecases.prepare_handover import PrepareHandover
from overstap.usecases.print_dossier import PrintDossier
from overstap.usecases.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.register_household import AddMember, RegisterHousehold
from overstap.usecases.release import Release
from overstap.usecases.run_doctor import Finding, RunDoctor
from overstap.usecases.save_answers import SaveAnswers
from overstap.usecases.write_receipt import WriteReceipt

CARD_VALID_FOR = timedelta(days=2 * 365)
DESK_ROLES = frozenset({"handover", "receipt"})


@dataclass(frozen=True)
class Doors:
    """Makes and unlocks vaults; obeys ``usecases.app.Vaults``."""

    settings_file: Path
    clock: Clock = system_clock
    new_id: NewId = random_id

    def default_folder(self) -> Path:
        """The per-user data folder."""
        return platformdirs.user_data_path("overstap", appauthor=False) / "vault"

    def exists(self, folder: Path) -> bool:
        """Whether there is a vault to unlock in the folder."""
        return SqlVault.exists(folder)

    def create(self, folder: Path, passphrase: str, office: NewOffice, task: Task) -> NewVault:
        """Make a vault with a new office, whose only desk is this one."""
        if too_weak(passphrase):
            raise WeakPassphraseError
        task.step("vault.create")
        vault, recovery_key = SqlVault.create(folder, passphrase, office.user)
        with vault.writing():
            root = self._found_office(vault, office)
        root_file = folder / "office-root.age"
        write_whole(root_file, encrypt(root.to_bytes(), [PassphraseIdentity(passphrase)]))
        return NewVault(self._build(vault, folder), recovery_key, root_file)

    def unlock(self, folder: Path, passphrase: str, task: Task) -> App:
        """Open a vault."""
        task.step("vault.unlock")
        return self._build(SqlVault.open(folder, passphrase), folder)

    def settings(self) -> Mapping[str, str]:
        """What may be known while locked; empty where nothing was remembered."""
        try:
            known = json.loads(self.settings_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}

    def remember(self, key: str, value: str) -> None:
        """Keep one setting."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        known = {**self.settings(), key: value}
        write_whole(self.settings_file, json.dumps(known, indent=1, sort_keys=True).encode())

    def _found_office(self, vault: SqlVault, office: NewOffice) -> SigningKey:
        """Give the office its identity and this desk its keys; the root key is not kept here."""
        root, signing, identity = (
            SigningKey.generate(),
            SigningKey.generate(),
            HybridIdentity.generate(),
        )
        today = self.clock().date()
        office_id = self.new_id()
        desk = Desk(
            id=self.new_id()[:8],
            name=office.desk,
            key=signing.public_text,
            recipient=str(identity.recipient),
            roles=DESK_ROLES,
            valid_from=today - timedelta(days=1),
            valid_until=today + CARD_VALID_FOR,
        )
        raw, signature = make_card(
            root,
            office=office_id,
            name=office.name,
            kind=office.kind,
            gm_code=office.gm_code,
            version=1,
            desks=(desk,),
            issued=today,
            expires=today + CARD_VALID_FOR,
            training=office.training,
        )
        vault.set_setting("card", raw.decode())
        vault.set_setting("card.signature", signature.decode())
        vault.set_setting("desk.id", desk.id)
        vault.set_setting("desk.signing_key", signing.to_bytes().hex())
        vault.set_setting("desk.identity", str(identity))
        return root

    def _build(self, vault: SqlVault, folder: Path) -> App:
        return build(vault, folder, self.clock, self.new_id)


def build(vault: SqlVault, folder: Path, clock: Clock, new_id: NewId) -> App:
    """Everything one can do with this vault."""
    catalogue, tables = read_catalogue(), read_code_tables()
    cards = CardBook(vault.setting("card").encode(), vault.setting("card.signature").encode())
    own = cards.own()
    desk_id = vault.setting("desk.id")
    desk = next(desk for desk in own.desks if desk.id == desk_id)
    bundles = FileBundles(
        cards,
        desk_id,
        SigningKey.from_bytes(bytes.fromhex(vault.setting("desk.signing_key"))),
        parse_identity(vault.setting("desk.identity")),
        clock,
    )
    author = f"{vault.user} ({desk.name})"
    judge = partial(_judge, tables, own.training, clock)
    stream_to = partial("{}/{}>{}".format, own.office, desk_id)
    prepare = PrepareHandover(vault, catalogue, own.training)
    verify = VerifyBundle(vault, bundles)
    return App(
        office=OwnOffice(
            own.office, own.name, own.kind, own.gm_code, desk.name, vault.user, own.training
        ),
        folder=folder,
        catalogue=catalogue,
        tables=tables,
        find_residents=FindResidents(vault, catalogue, judge),
        open_file=OpenFile(vault, catalogue, judge, read_checklist),
        register_household=RegisterHousehold(vault, author),
        add_member=AddMember(vault, author),
        save_answers=SaveAnswers(vault, author),
        release=Release(vault, author),
        prepare_handover=prepare,
        hand_over=HandOver(vault, prepare, bundles, stream_to, clock, new_id),
        verify_bundle=verify,
        preview_import=PreviewImport(vault, verify),
        import_bundle=ImportBundle(vault, verify, cards, clock),
        write_receipt=WriteReceipt(vault, bundles, stream_to, clock, new_id),
        print_dossier=PrintDossier(
            vault,
            catalogue,
            tables,
            read_checklist,
            DossierPress(),
            write_whole,
            clock,
            own.name,
            own.training,
        ),
        show_card=ShowCard(cards),
        import_card=ImportCard(vault, cards),
        confirm_card=ConfirmCard(vault, cards, clock, author),
        list_offices=ListOffices(vault, cards),
        run_doctor=RunDoctor(vault, partial(inspect, folder)),
        close=vault.close,
    )


def read_checklist(household: Household, person: Record) -> Checklist:
    """The checklist of one member."""
    return checklist(household.record, person, released=household.released)


def inspect(folder: Path) -> tuple[Finding, ...]:
    """What this computer and this installation are like."""
    free = shutil.disk_usage(folder).free // 1_000_000
    fonts = len(list((resources.folder() / "fonts").glob("*.ttf")))
    python = platform.python_version()
    return (
        Finding("version", True, {"version": __version__, "python": python}),
        Finding("system", True, {"system": platform.platform(terse=True)}),
        Finding("disk", free > 200, {"free": free}),
        Finding("fonts", fonts > 0, {"fonts": fonts}),
    )


def _judge(
    tables: CodeTables,
    training: bool,
    clock: Clock,
    questions: tuple[Question, ...],
    answers: Answers,
) -> tuple[Problem, ...]:
    today = clock().date()
    return problems(questions, answers, tables, training=training, today=today)


def vaults() -> Doors:
    """The doors for this user of this computer."""
    folder = platformdirs.user_config_path("overstap", appauthor=False)
    return Doors(Path(os.environ.get("OVERSTAP_SETTINGS", folder / "settings.json")))
