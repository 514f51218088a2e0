"""The table of contents of the product: everything one can do with an unlocked vault.

Screens and commands receive an ``App`` and a ``Texts`` and nothing else. ``wiring`` builds it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Catalogue
from overstap.domain.code_tables import CodeTables
from overstap.domain.policy import Setting
from overstap.domain.roles import Permission, Role
from overstap.usecases.administer_office import AdministerOffice
from overstap.usecases.administer_users import AdministerUsers, ChangePassphrase
from overstap.usecases.answer_access import AnswerAccess
from overstap.usecases.audit import ExportAudit, ProveAudit, ReadAudit
from overstap.usecases.back_up import BackUp, KeepBackups, RehearseRecovery
from overstap.usecases.back_up_away import BackUpAway
from overstap.usecases.check_paper import CheckPaper
from overstap.usecases.compare_regions import CompareRegions
from overstap.usecases.find_households import FindHouseholds
from overstap.usecases.find_ready import FindReady
from overstap.usecases.find_residents import FindResidents
from overstap.usecases.hand_over import HandOver
from overstap.usecases.hold_back import HoldBack
from overstap.usecases.import_bundle import ImportBundle
from overstap.usecases.import_list import ImportList, PreviewList
from overstap.usecases.likely_duplicates import KeepApart, LikelyDuplicates
from overstap.usecases.list_disclosures import ListDisclosures
from overstap.usecases.list_disputes import ListDisputes
from overstap.usecases.list_due import ListDue
from overstap.usecases.list_erased import ListErased
from overstap.usecases.list_merges import ListMerges
from overstap.usecases.list_questions_to_ask import ListQuestionsToAsk
from overstap.usecases.list_received import ListAdditions, ListReceived
from overstap.usecases.list_sent import ListSent
from overstap.usecases.mailboxes import Mailboxes
from overstap.usecases.merge_residents import CompareResidents, MergeResidents, UndoMerge
from overstap.usecases.move_household import UndoMove
from overstap.usecases.offices import BlockOffice, ConfirmCard, ImportCard, ListOffices, ShowCard
from overstap.usecases.open_file import OpenFile
from overstap.usecases.open_restricted import OpenRestricted
from overstap.usecases.prepare_handover import PrepareHandover
from overstap.usecases.preview_import import PreviewImport
from overstap.usecases.print_dossier import PrintDossier
from overstap.usecases.print_papers import PrintPapers
from overstap.usecases.quarantine import Quarantine
from overstap.usecases.read_exchange_state import ReadExchangeState
from overstap.usecases.read_inbox import ReadInbox
from overstap.usecases.read_notices import ReadNotices
from overstap.usecases.read_readiness import ReadReadiness
from overstap.usecases.redact import ReadHistory, Redact
from overstap.usecases.register_household import AddMember, RegisterHousehold
from overstap.usecases.regroup_household import JoinHouseholds, MoveMember, SplitHousehold
from overstap.usecases.regroup_journal import UndoRegrouping
from overstap.usecases.release import AgreeReadBack, Release
from overstap.usecases.run_doctor import Finding, RunDoctor
from overstap.usecases.save_answers import SaveAnswers
from overstap.usecases.saved_filters import SavedFilters
from overstap.usecases.send_corrections import SendCorrections
from overstap.usecases.send_due import SendDue
from overstap.usecases.send_folder import SendFolder
from overstap.usecases.set_checklist_item import SetChecklistItem
from overstap.usecases.share_recovery import ShareRecovery
from overstap.usecases.show_dossier import PrintDossiers, ShowDossier
from overstap.usecases.sweep_duplicates import SweepDuplicates
from overstap.usecases.sync_desks import WriteSync
from overstap.usecases.sync_mailboxes import SyncMailboxes
from overstap.usecases.take_back import EraseHousehold, Withdraw
from overstap.usecases.take_over import TakeOver
from overstap.usecases.uncover import Uncover
from overstap.usecases.undo_import import UndoImport
from overstap.usecases.used_versions import UsedVersions
from overstap.usecases.vaults import NewOffice, NewVault, OwnOffice, Past, Vaults
from overstap.usecases.verify_bundle import VerifyBundle
from overstap.usecases.write_receipt import WriteReceipt


@dataclass(frozen=True, slots=True)
class App:
    """What the person at the desk can do."""

    office: OwnOffice
    folder: Path
    past: Past
    """Where the vault was since it was locked; the window and command line explain the others."""
    notices: tuple[str, ...]
    """What happened to the vault that the person should know, texts ``vault.notice.<code>``."""
    roles: frozenset[Role]
    """Those of who unlocked it."""
    permissions: frozenset[Permission]
    """What who unlocked it may do; the rest refuses (see ``guard``)."""
    reading: bool
    """Somebody came in to read bundles only: this vault is gone when it is locked."""
    settings: tuple[Setting, ...]
    """What counts on this computer, and who laid it down."""
    catalogue: Catalogue
    tables: CodeTables

    find_residents: FindResidents
    likely_duplicates: LikelyDuplicates
    sweep_duplicates: SweepDuplicates
    keep_apart: KeepApart
    saved_filters: SavedFilters
    compare_residents: CompareResidents
    merge_residents: MergeResidents
    undo_merge: UndoMerge
    list_merges: ListMerges
    preview_list: PreviewList
    import_list: ImportList
    open_file: OpenFile
    register_household: RegisterHousehold
    add_member: AddMember
    save_answers: SaveAnswers
    take_over: TakeOver
    agree_read_back: AgreeReadBack
    release: Release
    uncover: Uncover
    read_history: ReadHistory
    redact: Redact
    send_corrections: SendCorrections
    send_due: SendDue
    list_erased: ListErased
    open_restricted: OpenRestricted

    split_household: SplitHousehold
    join_households: JoinHouseholds
    move_member: MoveMember
    undo_regrouping: UndoRegrouping

    compare_regions: CompareRegions
    read_readiness: ReadReadiness
    set_checklist_item: SetChecklistItem
    list_questions_to_ask: ListQuestionsToAsk

    find_households: FindHouseholds
    prepare_handover: PrepareHandover
    send_folder: SendFolder
    find_ready: FindReady
    hand_over: HandOver
    list_sent: ListSent
    verify_bundle: VerifyBundle
    preview_import: PreviewImport
    import_bundle: ImportBundle
    write_receipt: WriteReceipt
    undo_import: UndoImport
    read_inbox: ReadInbox
    quarantine: Quarantine
    used_versions: UsedVersions
    list_received: ListReceived
    list_additions: ListAdditions

    list_disputes: ListDisputes
    list_due: ListDue
    withdraw: Withdraw
    undo_move: UndoMove
    erase_household: EraseHousehold
    write_sync: WriteSync
    mailboxes: Mailboxes
    sync_mailboxes: SyncMailboxes
    outbox: Callable[[], Path]
    """The folder for bundles that go through the mailbox."""
    administer_office: AdministerOffice

    print_dossier: PrintDossier
    show_dossier: ShowDossier
    print_dossiers: PrintDossiers
    print_papers: PrintPapers
    check_paper: CheckPaper
    list_disclosures: ListDisclosures
    answer_access: AnswerAccess
    hold_back: HoldBack

    show_card: ShowCard
    import_card: ImportCard
    confirm_card: ConfirmCard
    block_office: BlockOffice
    list_offices: ListOffices

    administer_users: AdministerUsers
    share_recovery: ShareRecovery
    change_passphrase: ChangePassphrase
    back_up: BackUp
    back_up_away: BackUpAway
    keep_backups: KeepBackups
    rehearse_recovery: RehearseRecovery
    read_audit: ReadAudit
    prove_audit: ProveAudit
    export_audit: ExportAudit

    read_exchange_state: ReadExchangeState
    run_doctor: RunDoctor
    read_notices: ReadNotices
    close: Callable[[], None]
    """Lock: saves nothing by itself, drops the keys."""


__all__ = ["App", "Finding", "NewOffice", "NewVault", "OwnOffice", "Vaults"]
