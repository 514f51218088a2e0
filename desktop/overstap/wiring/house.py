"""The house: everything one can do with an unlocked vault, put together."""

import platform
import shutil
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from overstap import __version__, on_demand
from overstap.bundle.cards import CardBook
from overstap.bundle.exchange import FileBundles
from overstap.bundle.folder import inspect as inspect_folder
from overstap.bundle.inbox import FolderInbox
from overstap.bundle.runs import SignedRuns
from overstap.bundle.seals import DeskSeals, SealFormat
from overstap.bundle.setup import SetupFiles
from overstap.crypto.age import parse_identity
from overstap.crypto.signature import SigningKey
from overstap.domain.backups import At, Every, Schedule
from overstap.domain.kinds import StorageKind
from overstap.domain.places import Places
from overstap.domain.policy import RESIDENT_LANGUAGES, Source, some_of
from overstap.domain.regions import Atlas
from overstap.domain.retention import Reason
from overstap.domain.roles import Role, permissions
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.kernel.errors import OverstapError
from overstap.kernel.remembered import forget
from overstap.kernel.task import Quiet
from overstap.mailbox.connect import connect
from overstap.mailbox.spool import LocalSpool
from overstap.pdf import seal
from overstap.store.files import open_to_others, write_whole
from overstap.store.vault import SqlVault
from overstap.usecases.administration.administer_office import AdministerOffice
from overstap.usecases.administration.administer_users import AdministerUsers, ChangePassphrase
from overstap.usecases.administration.audit import ExportAudit, ProveAudit, ReadAudit, WitnessAudit
from overstap.usecases.administration.cards import (
    BlockOffice,
    ConfirmCard,
    ImportCard,
    ListOffices,
    ShowCard,
)
from overstap.usecases.administration.share_recovery import ShareRecovery
from overstap.usecases.administration.witness import AskWitnesses, TakeEnds
from overstap.usecases.app import App
from overstap.usecases.desks.list_disputes import ListDisputes
from overstap.usecases.desks.list_erased import ListErased
from overstap.usecases.desks.read_exchange_state import ReadExchangeState
from overstap.usecases.desks.sync_desks import BeginReplica, TakeSync, WriteSync
from overstap.usecases.handover.editions import Editions
from overstap.usecases.handover.find_households import FindHouseholds
from overstap.usecases.handover.find_ready import FindReady
from overstap.usecases.handover.hand_over import HandOver
from overstap.usecases.handover.list_disclosures import ListDisclosures
from overstap.usecases.handover.list_sent import ListSent
from overstap.usecases.handover.move_household import PackMove, TakeMove, UndoMove
from overstap.usecases.handover.prepare_handover import PrepareHandover
from overstap.usecases.handover.send_bundle import SendBundle
from overstap.usecases.handover.send_corrections import SendCorrections
from overstap.usecases.handover.send_due import SendDue
from overstap.usecases.handover.send_folder import SendFolder
from overstap.usecases.handover.take_back import EraseHousehold, Notices, TakeNotice, Withdraw
from overstap.usecases.handover.used_versions import UsedVersions
from overstap.usecases.intake.compare_regions import CompareRegions
from overstap.usecases.intake.hold_back import HoldBack
from overstap.usecases.intake.list_questions_to_ask import ListQuestionsToAsk
from overstap.usecases.intake.open_restricted import OpenRestricted
from overstap.usecases.intake.read_readiness import ReadReadiness
from overstap.usecases.intake.redact import ReadHistory, Redact
from overstap.usecases.intake.register_household import AddMember, RegisterHousehold
from overstap.usecases.intake.regroup_household import (
    JoinHouseholds,
    MoveMember,
    SafeSplits,
    SplitHousehold,
)
from overstap.usecases.intake.regroup_journal import Journal, UndoRegrouping
from overstap.usecases.intake.release import AgreeReadBack, Release
from overstap.usecases.intake.save_answers import SaveAnswers
from overstap.usecases.intake.section_states import Judge
from overstap.usecases.intake.sent_elsewhere import MarkSent
from overstap.usecases.intake.set_checklist_item import SetChecklistItem
from overstap.usecases.intake.take_over import TakeOver
from overstap.usecases.intake.uncover import Uncover
from overstap.usecases.lists.find_residents import FindResidents
from overstap.usecases.lists.import_list import ImportList, PreviewList
from overstap.usecases.lists.likely_duplicates import KeepApart, LikelyDuplicates
from overstap.usecases.lists.list_columns import Columns
from overstap.usecases.lists.list_due import ListDue
from overstap.usecases.lists.list_merges import ListMerges
from overstap.usecases.lists.merge_residents import CompareResidents, MergeResidents, UndoMerge
from overstap.usecases.lists.open_file import OpenFile
from overstap.usecases.lists.saved_filters import SavedFilters
from overstap.usecases.lists.sweep_duplicates import SweepDuplicates
from overstap.usecases.mailboxes.arrivals import TakeArrivals
from overstap.usecases.mailboxes.configure_mailboxes import Mailboxes
from overstap.usecases.mailboxes.outbox import Dispatch, Outbox
from overstap.usecases.mailboxes.sync_mailboxes import SyncMailboxes
from overstap.usecases.own_office import OwnOffice, Past
from overstap.usecases.papers.answer_access import AnswerAccess
from overstap.usecases.papers.check_paper import CheckPaper
from overstap.usecases.papers.compose_forms import Forms
from overstap.usecases.papers.compose_office import OfficePapers
from overstap.usecases.papers.compose_planning import PlanningParts
from overstap.usecases.papers.compose_resident import SharedWith
from overstap.usecases.papers.compose_rights import Rights
from overstap.usecases.papers.compose_route import RouteParts
from overstap.usecases.papers.plain_paper import Letterhead
from overstap.usecases.papers.print_dossier import Desk as PrintingDesk
from overstap.usecases.papers.print_dossier import PrintDossier
from overstap.usecases.papers.print_papers import PrintPapers
from overstap.usecases.papers.show_dossier import PrintDossiers, ShowDossier
from overstap.usecases.papers.voice import Voices
from overstap.usecases.receive.import_bundle import ImportBundle
from overstap.usecases.receive.list_received import ListAdditions, ListReceived
from overstap.usecases.receive.preview_import import PreviewImport
from overstap.usecases.receive.quarantine import Quarantine
from overstap.usecases.receive.read_inbox import ReadInbox
from overstap.usecases.receive.undo_import import UndoImport
from overstap.usecases.receive.verify_bundle import VerifyBundle
from overstap.usecases.receive.write_receipt import WriteReceipt
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.rules.read_rules import list_rules, read_chain_rules, read_clock_rules
from overstap.usecases.rules.translations import speaking
from overstap.usecases.upkeep.back_up import BackUp, KeepBackups, LaidDown, RehearseRecovery
from overstap.usecases.upkeep.back_up_away import BackUpAway
from overstap.usecases.upkeep.read_notices import ReadNotices
from overstap.usecases.upkeep.run_doctor import Finding, RunDoctor
from overstap.wiring.surroundings import Surroundings

PAPER_SEAL = SealFormat(
    seal.file_digest, seal.put, seal.words_in, on_demand.read_paper, on_demand.read_code
)


def build(
    vault: SqlVault,
    folder: Path,
    around: Surroundings,
    past: Past = Past.HERE,
    *,
    reading: bool = False,
) -> App:
    """Everything one can do with this vault; ``reading``: it is gone when it is locked."""
    clock, new_id = around.clock, around.new_id
    laid_down = around.settings["tables"]
    spoken = some_of(around.settings["resident_languages"], RESIDENT_LANGUAGES)
    tables = speaking(read_code_tables(Path(laid_down) if laid_down else None), spoken)
    catalogue = read_catalogue()
    cards = CardBook(vault.setting("card").encode(), vault.setting("card.signature").encode())
    own = cards.own()
    desk_id = vault.setting("desk.id")
    desk = next(desk for desk in own.desks if desk.id == desk_id)
    key = SigningKey.from_bytes(bytes.fromhex(vault.setting("desk.signing_key")))
    identity = parse_identity(vault.setting("desk.identity"))
    spool = LocalSpool(folder)
    files = FileBundles(cards, desk_id, key, identity, clock, vault.witnesses.ends_for)
    bundles = Outbox(vault, files, spool)
    seals = SignedRuns(key)
    paper_seals = DeskSeals(key, PAPER_SEAL)
    histories = vault.histories
    if past is not Past.HERE:
        BeginReplica(vault, histories, seals)(put_back=past is Past.PUT_BACK)
    author = f"{vault.user} ({desk.name})"
    judge = Judge(tables, own.training, clock)
    atlas = Atlas(Places(tables), own.training)
    journal = Journal(vault, clock, new_id)
    clocks, steps = read_clock_rules(), read_chain_rules()
    vault.watch(list_rules(catalogue), around.task)
    readiness = ReadReadiness(vault, catalogue, atlas, clocks, steps, own.gm_code, clock)
    stream_to = partial("{}/{}/{}>{}".format, own.office, desk_id, histories.replica()[0])
    regions = CompareRegions(vault, atlas, own.gm_code, clock)
    prepare = PrepareHandover(
        vault, catalogue, SafeSplits(vault, catalogue, journal), own.training, clock
    )
    find = FindResidents(vault, catalogue, clock)
    verify = VerifyBundle(vault, bundles, reading)
    compare = CompareResidents(vault, catalogue)
    likely = LikelyDuplicates(vault)
    columns = Columns(catalogue, tables, (load("nl"), load("en")))
    preview_list = PreviewList(on_demand.read_sheet, columns, judge, likely)
    mark = MarkSent(vault, histories.replica()[0], author)
    send = SendBundle(vault, bundles, stream_to, mark, clock)
    receipt = WriteReceipt(vault, send, reading)
    used = UsedVersions(vault, catalogue, clock, author)
    undo = UndoImport(vault, receipt, used)
    printing = PrintingDesk(own.office, own.name, author, own.training)
    letterhead = Letterhead(own.name, own.training, clock)
    disclosures = ListDisclosures(vault, vault.disclosures, mark.theirs)
    voices = Voices(catalogue, tables)
    rights = Rights(catalogue, letterhead)
    print_dossier = PrintDossier(
        vault,
        vault.disclosures,
        catalogue,
        tables,
        readiness.checklist,
        Editions(vault, vault.disclosures, catalogue, clock),
        on_demand.press,
        paper_seals,
        write_whole,
        clock,
        printing,
        RouteParts(readiness),
        PlanningParts(readiness),
        SharedWith(disclosures),
        used,
    )
    import_bundle = ImportBundle(
        vault,
        verify,
        cards,
        TakeSync(vault, histories, seals, mark, clock),
        TakeNotice(vault.destruction, clock),
        TakeMove(vault, author),
        TakeEnds(vault, vault.witnesses, desk_id),
        used,
        catalogue,
        clock,
    )
    used.recount_once()
    write_sync = WriteSync(vault, histories, cards, seals, desk_id, send)
    inbox = FolderInbox(folder / "aside")
    read_inbox = ReadInbox(vault, verify, inbox)
    mailboxes = Mailboxes(
        vault, around.key_store, connect, bundles, own.office, new_id, _kinds(around)
    )
    away = BackUpAway(vault, mailboxes, clock)
    back_up = BackUp(vault, vault.backups, clock, away, _laid_down(around))
    keep_backups, read_audit = KeepBackups(vault, back_up, clock), ReadAudit(vault.log)
    WitnessAudit(vault.log, key, clock)()
    notices = Notices(vault, send)
    withdraw = Withdraw(vault, notices)
    corrections = SendCorrections(vault, catalogue, send)
    send_due = SendDue(withdraw, notices, corrections)
    return App(
        office=OwnOffice(
            own.office,
            own.name,
            own.kind,
            own.gm_code,
            desk.name,
            vault.user,
            own.training,
            desk_id,
            vault.recovered,
        ),
        folder=folder,
        past=past,
        notices=(*vault.notices, *(("backup_failed",) if back_up.state().failed else ())),
        roles=vault.roles,
        settings=around.policy,
        permissions=permissions(vault.roles),
        reading=reading,
        catalogue=catalogue,
        tables=tables,
        find_residents=find,
        likely_duplicates=likely,
        sweep_duplicates=SweepDuplicates(vault),
        keep_apart=KeepApart(vault, author),
        saved_filters=SavedFilters(vault),
        compare_residents=compare,
        merge_residents=MergeResidents(vault, compare, author),
        undo_merge=UndoMerge(vault, author),
        list_merges=ListMerges(vault),
        preview_list=preview_list,
        import_list=ImportList(vault, preview_list, author),
        open_file=OpenFile(vault, catalogue, judge, readiness.checklist, used),
        register_household=RegisterHousehold(vault, author),
        add_member=AddMember(vault, author),
        save_answers=SaveAnswers(vault, catalogue, author),
        agree_read_back=AgreeReadBack(vault, catalogue, author, clock),
        release=Release(vault, catalogue, author, around.settings["four_eyes"] == "yes"),
        take_over=TakeOver(vault, author),
        split_household=SplitHousehold(vault, catalogue, journal, author),
        join_households=JoinHouseholds(vault, catalogue, journal, author),
        move_member=MoveMember(vault, journal, author),
        undo_regrouping=UndoRegrouping(journal, author),
        compare_regions=regions,
        read_readiness=readiness,
        set_checklist_item=SetChecklistItem(vault, author),
        list_questions_to_ask=ListQuestionsToAsk(vault, catalogue, clock),
        uncover=Uncover(vault, catalogue, regions),
        read_history=ReadHistory(vault, catalogue),
        redact=Redact(vault, author),
        send_corrections=corrections,
        send_due=send_due,
        list_erased=ListErased(vault, histories, cards, desk_id, clock),
        open_restricted=OpenRestricted(vault, catalogue, author),
        find_households=FindHouseholds(vault, catalogue),
        prepare_handover=prepare,
        find_ready=FindReady(vault, prepare),
        send_folder=SendFolder(vault, inspect_folder),
        hand_over=HandOver(vault, prepare, send, withdraw, PackMove(vault, catalogue, author)),
        list_sent=ListSent(vault),
        verify_bundle=verify,
        preview_import=PreviewImport(vault, catalogue, verify, likely, histories, used),
        import_bundle=import_bundle,
        list_disputes=ListDisputes(vault, catalogue, find),
        list_due=ListDue(vault, clock, _days(around)),
        withdraw=withdraw,
        undo_move=UndoMove(vault, notices, author),
        erase_household=EraseHousehold(vault, notices, vault.destruction, author),
        write_sync=write_sync,
        mailboxes=mailboxes,
        sync_mailboxes=SyncMailboxes(
            vault,
            mailboxes,
            Dispatch(vault, bundles),
            TakeArrivals(vault, read_inbox, inbox, import_bundle, spool, own.office),
            write_sync,
            receipt,
            send_due,
            own.office,
            clock,
        ),
        outbox=spool.outbox,
        administer_office=AdministerOffice(
            vault, cards, SetupFiles(cards, key, clock, new_id), desk_id
        ),
        write_receipt=receipt,
        undo_import=undo,
        read_inbox=read_inbox,
        used_versions=used,
        quarantine=Quarantine(vault, bundles, cards, inbox, read_inbox),
        list_received=ListReceived(vault, cards, undo),
        list_additions=ListAdditions(vault, catalogue),
        print_dossier=print_dossier,
        show_dossier=ShowDossier(print_dossier, on_demand.pages),
        print_dossiers=PrintDossiers(vault, print_dossier),
        print_papers=PrintPapers(
            vault,
            disclosures,
            voices,
            Forms(catalogue, letterhead),
            rights,
            OfficePapers(catalogue, letterhead),
            cards,
            on_demand.press,
            write_whole,
            printing,
        ),
        check_paper=CheckPaper(vault, vault.disclosures, catalogue, cards, paper_seals),
        list_disclosures=disclosures,
        hold_back=HoldBack(vault, author),
        answer_access=AnswerAccess(
            vault, disclosures, voices, rights, on_demand.press, write_whole
        ),
        show_card=ShowCard(cards),
        import_card=ImportCard(vault, cards, bundles),
        confirm_card=ConfirmCard(vault, cards, clock, author),
        block_office=BlockOffice(vault, cards, clock, author),
        list_offices=ListOffices(vault, cards, clock),
        administer_users=AdministerUsers(
            vault,
            vault.users,
            vault.user,
            around.cost,
            some_of(around.settings["roles"], Role),
        ),
        share_recovery=ShareRecovery(vault, vault.users, clock),
        change_passphrase=ChangePassphrase(
            vault,
            vault.users,
            vault.user,
            around.cost,
            may_bind=around.settings["key_store"] == "allowed",
        ),
        back_up=back_up,
        back_up_away=away,
        keep_backups=keep_backups,
        read_notices=ReadNotices(vault.notices, back_up.state),
        read_audit=read_audit,
        prove_audit=ProveAudit(
            vault.log, key.public_text, AskWitnesses(vault, vault.witnesses, cards)
        ),
        export_audit=ExportAudit(vault, read_audit, write_whole, f"{own.name}, {desk.name}"),
        rehearse_recovery=RehearseRecovery(vault, vault.backups, write_whole, vault.user, clock),
        read_exchange_state=ReadExchangeState(vault, find, clock),
        run_doctor=RunDoctor(vault, back_up.state, partial(inspect, folder)),
        close=partial(_close, vault, keep_backups),
    )


def _kinds(around: Surroundings) -> frozenset[str]:
    return some_of(around.settings["mailboxes"], StorageKind)


def _days(around: Surroundings) -> Mapping[Reason, int]:
    return {reason: int(around.settings[f"retention_{reason}"]) for reason in Reason}


def _laid_down(around: Surroundings) -> LaidDown:
    """When and where, as IT decided; what nobody laid down is for who works here."""
    said = {setting.key: setting for setting in around.policy}
    backup, folder = said["backup"], said["backup_folder"].value
    every = {"hand": Every.NEVER, "daily": Every.DAY, "weekly": Every.WEEK}[backup.value]
    schedule = Schedule(every, At.CLOSE) if backup.source is Source.POLICY else None
    return LaidDown(schedule, backup.locked, Path(folder) if folder else None)


def _close(vault: SqlVault, keep_backups: KeepBackups) -> None:
    """Make a backup where it is time; drop the keys, and what was worked out of answers. What went
    wrong is told at the next opening."""
    try:
        with suppress(OverstapError):
            keep_backups(At.CLOSE, Quiet())
    finally:
        vault.close()
        forget()


def inspect(folder: Path) -> tuple[Finding, ...]:
    """What this computer and this installation are like, for a vault that may still have to come
    in ``folder``."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    fonts = len(list((resources.folder() / "fonts").glob("*.ttf")))
    python = platform.python_version()
    seen = there == folder and open_to_others(folder)
    return (
        Finding("version", True, {"version": __version__, "python": python}),
        Finding("system", True, {"system": platform.platform(terse=True)}),
        Finding("disk", free > 200, {"free": free}),
        Finding("fonts", fonts > 0, {"fonts": fonts}),
        Finding("rights_open" if seen else "rights", not seen, {"path": str(folder)}),
    )
