"""The composition root: the only place that knows which machinery stands behind which port."""

import platform
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

from overstap import __version__
from overstap.bundle.cards import CardBook, make_card
from overstap.bundle.exchange import FileBundles
from overstap.bundle.folder import inspect as inspect_folder
from overstap.bundle.inbox import FolderInbox
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
from overstap.kernel.clock import Clock
from overstap.kernel.ids import NewId
from overstap.pdf.dossier import DossierPress
from overstap.pdf.pages import PdfPages
from overstap.store.files import write_whole
from overstap.store.vault import SqlVault
from overstap.usecases.app import App, NewOffice, NewVault, OwnOffice
from overstap.usecases.find_households import FindHouseholds
from overstap.usecases.find_residents import FindResidents
from overstap.usecases.hand_over import HandOver
from overstap.usecases.households import Household
from overstap.usecases.import_bundle import ImportBundle
from overstap.usecases.likely_duplicates import KeepApart, LikelyDuplicates, SweepDuplicates
from overstap.usecases.list_received import ListAdditions, ListReceived
from overstap.usecases.list_sent import ListSent
from overstap.usecases.offices import BlockOffice, ConfirmCard, ImportCard, ListOffices, ShowCard
from overstap.usecases.open_file import OpenFile
from overstap.usecases.prepare_handover import PrepareHandover
from overstap.usecases.preview_import import PreviewImport
from overstap.usecases.print_dossier import PrintDossier
from overstap.usecases.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.read_exchange_state import ReadExchangeState
from overstap.usecases.read_inbox import ReadInbox
from overstap.usecases.register_household import AddMember, RegisterHousehold
from overstap.usecases.release import AgreeReadBack, Release
from overstap.usecases.run_doctor import Finding, RunDoctor
from overstap.usecases.save_answers import SaveAnswers
from overstap.usecases.send_folder import SendFolder
from overstap.usecases.show_dossier import PrintDossiers, ShowDossier
from overstap.usecases.undo_import import UndoImport
from overstap.usecases.verify_bundle import VerifyBundle
from overstap.usecases.write_receipt import WriteReceipt

RECOVERY_KEY = "AGE-SECRET-KEY-"
"""What the key of a recovery kit begins with; no passphrase of a person does."""

CARD_VALID_FOR = timedelta(days=2 * 365)
DESK_ROLES = frozenset({"handover", "receipt"})


def create_vault(
    folder: Path, passphrase: str, office: NewOffice, clock: Clock, new_id: NewId
) -> NewVault:
    """Make a vault with a new office, whose only desk is this one."""
    if too_weak(passphrase):
        raise WeakPassphraseError
    vault, recovery_key = SqlVault.create(folder, passphrase, office.user, clock)
    with vault.writing():
        root = _found_office(vault, office, clock, new_id)
    root_file = folder / "office-root.age"
    write_whole(root_file, encrypt(root.to_bytes(), [PassphraseIdentity(passphrase)]))
    return NewVault(build(vault, folder, clock, new_id), recovery_key, root_file)


def open_vault(folder: Path, passphrase: str, clock: Clock, new_id: NewId) -> App:
    """Unlock a vault, with a passphrase or with the key of its recovery kit."""
    typed = "".join(passphrase.split())
    if typed.upper().startswith(RECOVERY_KEY):
        vault = SqlVault.recover(folder, typed.upper(), clock)
    else:
        vault = SqlVault.open(folder, passphrase, clock)
    return build(vault, folder, clock, new_id)


def _found_office(vault: SqlVault, office: NewOffice, clock: Clock, new_id: NewId) -> SigningKey:
    """Give the office its identity and this desk its keys; the root key is not kept here."""
    root, signing, identity = (
        SigningKey.generate(),
        SigningKey.generate(),
        HybridIdentity.generate(),
    )
    today = clock().date()
    office_id = new_id()
    desk = Desk(
        id=new_id()[:8],
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
    prepare = PrepareHandover(vault, catalogue, own.training, clock)
    find = FindResidents(vault, catalogue, clock)
    verify = VerifyBundle(vault, bundles)
    receipt = WriteReceipt(vault, bundles, stream_to, clock, new_id)
    undo = UndoImport(vault, receipt)
    print_dossier = PrintDossier(
        vault,
        catalogue,
        tables,
        read_checklist,
        DossierPress(),
        write_whole,
        clock,
        own.name,
        own.training,
    )
    return App(
        office=OwnOffice(
            own.office, own.name, own.kind, own.gm_code, desk.name, vault.user, own.training
        ),
        folder=folder,
        catalogue=catalogue,
        tables=tables,
        find_residents=find,
        likely_duplicates=LikelyDuplicates(vault),
        sweep_duplicates=SweepDuplicates(vault),
        keep_apart=KeepApart(vault, author),
        open_file=OpenFile(vault, catalogue, judge, read_checklist),
        register_household=RegisterHousehold(vault, author),
        add_member=AddMember(vault, author),
        save_answers=SaveAnswers(vault, author),
        agree_read_back=AgreeReadBack(vault, author, clock),
        release=Release(vault, author),
        find_households=FindHouseholds(vault, catalogue),
        prepare_handover=prepare,
        send_folder=SendFolder(vault, inspect_folder),
        hand_over=HandOver(vault, prepare, bundles, stream_to, clock, new_id),
        list_sent=ListSent(vault),
        verify_bundle=verify,
        preview_import=PreviewImport(vault, verify),
        import_bundle=ImportBundle(vault, verify, cards, clock),
        write_receipt=receipt,
        undo_import=undo,
        read_inbox=ReadInbox(vault, verify, FolderInbox(folder / "aside")),
        list_received=ListReceived(vault, undo),
        list_additions=ListAdditions(vault, catalogue),
        print_dossier=print_dossier,
        show_dossier=ShowDossier(vault, print_dossier, PdfPages),
        print_dossiers=PrintDossiers(print_dossier),
        show_card=ShowCard(cards),
        import_card=ImportCard(vault, cards),
        confirm_card=ConfirmCard(vault, cards, clock, author),
        block_office=BlockOffice(vault, cards, clock, author),
        list_offices=ListOffices(vault, cards),
        read_exchange_state=ReadExchangeState(vault, find, clock),
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
