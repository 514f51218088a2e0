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
from overstap.usecases.administration.administer_office import AdministerOffice
from overstap.usecases.administration.administer_users import AdministerUsers, ChangePassphrase
from overstap.usecases.administration.audit import ExportAudit, ProveAudit, ReadAudit
from overstap.usecases.administration.cards import (
    BlockOffice,
    ConfirmCard,
    ImportCard,
    ListOffices,
    ShowCard,
)
from overstap.usecases.administration.share_recovery import ShareRecovery
from overstap.usecases.desks.list_disputes import ListDisputes
from overstap.usecases.desks.list_erased import ListErased
from overstap.usecases.desks.read_exchange_state import ReadExchangeState
from overstap.usecases.desks.sync_desks import WriteSync
from overstap.usecases.handover.find_households import FindHouseholds
from overstap.usecases.handover.find_ready import FindReady
from overstap.usecases.handover.hand_over import HandOver
from overstap.usecases.handover.list_disclosures import ListDisclosures
from overstap.usecases.handover.list_sent import ListSent
from overstap.usecases.handover.move_household import UndoMove
from overstap.usecases.handover.prepare_handover import PrepareHandover
from overstap.usecases.handover.send_corrections import SendCorrections
from overstap.usecases.handover.send_due import SendDue
from overstap.usecases.handover.send_folder import SendFolder
from overstap.usecases.handover.take_back import EraseHousehold, Withdraw
from overstap.usecases.handover.used_versions import UsedVersions
from overstap.usecases.intake.compare_regions import CompareRegions
from overstap.usecases.intake.hold_back import HoldBack
from overstap.usecases.intake.list_questions_to_ask import ListQuestionsToAsk
from overstap.usecases.intake.open_restricted import OpenRestricted
from overstap.usecases.intake.read_readiness import ReadReadiness
from overstap.usecases.intake.redact import ReadHistory, Redact
from overstap.usecases.intake.register_household import AddMember, RegisterHousehold
from overstap.usecases.intake.regroup_household import JoinHouseholds, MoveMember, SplitHousehold
from overstap.usecases.intake.regroup_journal import UndoRegrouping
from overstap.usecases.intake.release import AgreeReadBack, Release
from overstap.usecases.intake.save_answers import SaveAnswers
from overstap.usecases.intake.set_checklist_item import SetChecklistItem
from overstap.usecases.intake.take_over import TakeOver
from overstap.usecases.intake.uncover import Uncover
from overstap.usecases.lists.find_residents import FindResidents
from overstap.usecases.lists.import_list import ImportList, PreviewList
from overstap.usecases.lists.likely_duplicates import KeepApart, LikelyDuplicates
from overstap.usecases.lists.list_due import ListDue
from overstap.usecases.lists.list_merges import ListMerges
from overstap.usecases.lists.merge_residents import CompareResidents, MergeResidents, UndoMerge
from overstap.usecases.lists.open_file import OpenFile
from overstap.usecases.lists.saved_filters import SavedFilters
from overstap.usecases.lists.sweep_duplicates import SweepDuplicates
from overstap.usecases.mailboxes.configure_mailboxes import Mailboxes
from overstap.usecases.mailboxes.sync_mailboxes import SyncMailboxes
from overstap.usecases.own_office import OwnOffice, Past
from overstap.usecases.papers.answer_access import AnswerAccess
from overstap.usecases.papers.check_paper import CheckPaper
from overstap.usecases.papers.print_dossier import PrintDossier
from overstap.usecases.papers.print_papers import PrintPapers
from overstap.usecases.papers.show_dossier import PrintDossiers, ShowDossier
from overstap.usecases.receive.import_bundle import ImportBundle
from overstap.usecases.receive.list_received import ListAdditions, ListReceived
from overstap.usecases.receive.preview_import import PreviewImport
from overstap.usecases.receive.quarantine import Quarantine
from overstap.usecases.receive.read_inbox import ReadInbox
from overstap.usecases.receive.undo_import import UndoImport
from overstap.usecases.receive.verify_bundle import VerifyBundle
from overstap.usecases.receive.write_receipt import WriteReceipt
from overstap.usecases.upkeep.back_up import BackUp, KeepBackups, RehearseRecovery
from overstap.usecases.upkeep.back_up_away import BackUpAway
from overstap.usecases.upkeep.read_notices import ReadNotices
from overstap.usecases.upkeep.run_doctor import RunDoctor


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
