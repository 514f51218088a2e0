"""The vault as one thing: open it, and every part of it works on one encrypted database."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pydantic import TypeAdapter
from sqlmodel import SQLModel, select

from overstap.crypto import keys
from overstap.crypto.passphrase import FLOOR, Cost
from overstap.domain.answers import Answers, Field
from overstap.domain.history import Told
from overstap.domain.offices import Trust
from overstap.domain.records import Dot, OfficeId, Record, RecordId
from overstap.domain.replies import Reply
from overstap.domain.roles import codes
from overstap.kernel.clock import Clock, system_clock
from overstap.kernel.ids import random_id
from overstap.kernel.task import Task
from overstap.store import header, migrations
from overstap.store.audit import AuditTrail
from overstap.store.backups import FileBackups
from overstap.store.desks import DeskHistories
from overstap.store.destruction import Destruction
from overstap.store.doubles import Doubles
from overstap.store.engine import open_database
from overstap.store.errors import VaultExistsError
from overstap.store.exchange import ExchangeLedger
from overstap.store.files import holds_vault, make_closed
from overstap.store.header import Opened
from overstap.store.health import Health
from overstap.store.last_slots import LastSlots
from overstap.store.lists import Lists
from overstap.store.migrations import Step
from overstap.store.opening import DATABASE, Entered, enter, hold
from overstap.store.places import refuse_network
from overstap.store.prints import DisclosureLedger
from overstap.store.projection import VERSION
from overstap.store.received import ReceivedStore
from overstap.store.records import RecordStore
from overstap.store.search import Search
from overstap.store.statements import run
from overstap.store.tables import SCHEMA, OfficeRow, SettingRow
from overstap.store.transactions import Transactions
from overstap.store.users import SlotUsers
from overstap.store.witnesses import LogWitnesses
from overstap.usecases.ports.journal import BundleEntry, Direction, KeptReply, StreamPosition
from overstap.usecases.ports.lists import (
    EVERYBODY,
    Line,
    ListRules,
    Matches,
    Number,
    Selection,
    WorkList,
)
from overstap.usecases.ports.mailboxes import NO_KEY_STORE, KeyStore
from overstap.usecases.ports.records import Elsewhere, Snapshot, Write
from overstap.usecases.upkeep.back_up import CREATED

RECOVERED = "recovery"
"""Who somebody is that came in with the recovery key."""
_TRUST = TypeAdapter(Trust)
_SETTING = "SELECT value FROM setting WHERE key = ?"


class SqlVault:
    """Obeys ``usecases.ports.vault.Vault``."""

    def __init__(self, entered: Entered, clock: Clock, key_store: KeyStore = NO_KEY_STORE) -> None:
        database, opened = entered.database, entered.opened
        self.user, self.roles, self.notices = (
            opened.user or RECOVERED,
            opened.roles,
            entered.notices,
        )
        self.recovered = not opened.user
        self.users = SlotUsers(entered.folder, opened, self._rekey, key_store)
        self.backups = FileBackups(entered.folder, opened.vault, self.users, database)
        self._database, self._lock = database, entered.lock
        self._transactions = Transactions(database.writer, database.readers)
        self._records = RecordStore(self._transactions, clock, self._replica)
        self._received = ReceivedStore(self._transactions, self._records.projection)
        self.destruction = Destruction(self._transactions, self._records.projection, database)
        self._search = Search(database.connect)
        self._lists = Lists(self._transactions)
        self._doubles = Doubles(self._transactions)
        self.histories = DeskHistories(self._transactions, self._records)
        self._ledger = ExchangeLedger(self._transactions)
        self.log = AuditTrail(self._transactions, clock, self.user)
        self.witnesses = LogWitnesses(self._transactions, database.readers)
        self._health = Health(
            entered.folder, database, self._transactions, self.users, self.log, self._records
        )

    # opening and closing

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        user: str,
        clock: Clock = system_clock,
        cost: Cost = FLOOR,
    ) -> tuple[Self, str]:
        """Make a vault; gives it unlocked, and the recovery key for the paper kit.

        Raises:
            VaultExistsError: there is one already; it is left as it is.
            NetworkFolderError: see there.
            DiskFullError, NotWritableError: see there.
        """
        refuse_network(folder)
        make_closed(folder)
        if holds_vault(folder) or (folder / DATABASE).exists():
            raise VaultExistsError(path=str(folder))
        lock = hold(folder)
        try:
            opened, recovery_key = header.create(folder, passphrase, user, cost)
            database = open_database(folder / DATABASE, keys.derive(opened.master, "db"))
            SQLModel.metadata.create_all(database.writer)
            vault = cls(Entered(folder, lock, opened, database), clock)
            with vault.writing():
                vault.set_setting("schema", SCHEMA)
                vault.set_setting("projection", VERSION)
                vault.set_setting("vault", opened.vault)
                vault.set_setting("replica", random_id())
                vault.set_setting(CREATED, clock().isoformat())
                vault.audit("create", roles=codes(vault.roles))
        except BaseException:
            lock.release()
            raise
        return vault, recovery_key

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        clock: Clock = system_clock,
        key_store: KeyStore = NO_KEY_STORE,
        last: LastSlots | None = None,
    ) -> Self:
        """Unlock a vault; ``last`` remembers which slot opened it.

        Raises:
            StoreError: no vault, not ours, wrong passphrase, in use, damaged or newer.
        """

        def unlock() -> Opened:
            if last is None:
                return header.unlock(folder, passphrase, key_store)
            opened = header.unlock(folder, passphrase, key_store, last.of)
            last.remember(opened.vault, opened.slot)
            return opened

        return cls._enter(enter(folder, unlock, clock), clock, key_store)

    @classmethod
    def recover(cls, folder: Path, recovery_key: str, clock: Clock = system_clock) -> Self:
        """Unlock a vault with the key of its recovery kit.

        Raises:
            WrongRecoveryKeyError: it is the key of another vault.
        """
        entered = enter(folder, lambda: header.unlock_with_recovery(folder, recovery_key), clock)
        return cls._enter(entered, clock)

    @classmethod
    def _enter(cls, entered: Entered, clock: Clock, key_store: KeyStore = NO_KEY_STORE) -> Self:
        try:
            vault = cls(entered, clock, key_store)
            steps = migrations.steps_from(vault.setting("schema"))
            vault._finish_removal(entered)
            vault._migrate(steps, clock())
            vault._renew_projection()
            vault._account_for(entered)
        except BaseException:
            entered.database.close()
            entered.lock.release()
            raise
        return vault

    def _finish_removal(self, entered: Entered) -> None:
        coming = entered.opened.next_master
        if coming is not None:
            self.users.resume(coming, database_has_it=entered.has_next)

    def _account_for(self, entered: Entered) -> None:
        with self.writing():
            if entered.failed:
                self.audit("unlock_failed", count=entered.failed)
            if entered.opened.instead_of is not None:
                self.audit("header_repaired")
            if entered.opened.next_master is not None:
                self.audit("removal_finished")
            self.audit("unlock" if entered.opened.user else "recover", roles=codes(self.roles))

    def _rekey(self, master: bytes) -> None:
        self._search.close()
        self._database.rekey(keys.derive(master, "db"))

    def _migrate(self, steps: Sequence[Step], now: datetime) -> None:
        """Bring the tables of an older version up to this one, all or nothing."""
        if steps:
            migrations.back_up_first(self.backups, now)
            with self._transactions() as session:
                for step in steps:
                    step.change(session.connection())
                self.set_setting("schema", steps[-1].to)
                self.audit("migrate", count=steps[-1].to)
            self.notices += ("migrated",)
        migrations.let_go(self.backups.vault_folder, now)

    def _renew_projection(self) -> None:
        """What lists show has to be worked out again where an older version did so otherwise:
        ``watch`` does."""
        if self.setting("projection") != VERSION:
            with self.writing():
                self.set_setting("projection", VERSION)
                self.set_setting("due", "")

    def close(self) -> None:
        """Lock: the keys are gone from memory with the connections."""
        self._search.close()
        self._database.close()
        self._lock.release()

    # transactions

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All writes inside are one transaction."""
        with self._transactions():
            yield

    # records

    def record(self, record: RecordId) -> Record:
        """The present state of one record."""
        return self._records.record(record)

    def records(self, records: Iterable[RecordId]) -> dict[RecordId, Record]:
        """The present state of those that exist, in the order asked."""
        return self._records.records(records)

    def write(self, writes: Sequence[Write], by: str) -> None:
        """Append one revision per write."""
        self._records.write(writes, by)

    def adopt(self, office: str, records: Sequence[Record]) -> None:
        """Write another office's records as ours from now on."""
        self._records.adopt(office, records)

    def erase(self, record: RecordId, by: str) -> None:
        """Destroy a record, here and wherever this arrives."""
        with self._transactions():
            self._records.erase(record, by)
            self.audit("erase", record=record)
        if not self._transactions.open_here:
            self._database.forget_deleted()

    def told(self, record: RecordId, question: Field) -> tuple[Told, ...]:
        """Everything that was ever answered to a question, the newest first."""
        return self._records.told(record, question)

    def redact(
        self, record: RecordId, field: Field, dots: Collection[Dot], reason: str, by: str
    ) -> None:
        """Take earlier answers out of the history, here and wherever this arrives."""
        with self._transactions():
            self._records.redact(record, field, dots, reason, by)
            self.audit("redact", record=record, field=field, reason=reason, count=len(dots))
        if not self._transactions.open_here:
            self._database.forget_deleted()

    def before(self, record: RecordId, field: Field) -> Answers:
        """What a record said before the write that answered a question."""
        return self._records.before(record, field)

    def members(self, household: RecordId) -> tuple[RecordId, ...]:
        """The residents of a household in their order."""
        return self._records.members(household)

    def households(self) -> tuple[RecordId, ...]:
        """All households, by name."""
        return self._records.households()

    def count_persons(self) -> int:
        """How many residents there are."""
        return self._search.count()

    # lists

    def search(self, text: str, limit: int = 0, only: Selection = EVERYBODY) -> Matches:
        """Residents for what was typed, nearest first."""
        if only.by_date and not text.strip():
            return self._lists.by_date(only, limit)
        return self._search(text, limit, self._lists.selected(only))

    def stop_search(self) -> None:
        """Break off a search that runs in another thread."""
        self._search.stop()

    def lines(self, numbers: Iterable[Number]) -> tuple[Line, ...]:
        """What lists show of these."""
        return self._lists.lines(numbers)

    def count_work(self, only: Selection) -> Mapping[WorkList, int]:
        """How many residents each list of work holds."""
        return self._lists.count_work(only)

    def watch(self, rules: ListRules, task: Task) -> None:
        """From now on lists go by these rules; who is known is worked out again where they are not
        those of last time."""
        self._records.projection.rules = rules
        if self.setting("due") != rules.version:
            with self.writing():
                self._records.reindex(task)
                self.set_setting("due", rules.version)

    def doubles(self, answers: Answers, leave_out: RecordId = "") -> tuple[Line, ...]:
        """Residents who may be the one with these answers."""
        return self._lists.lines(self._doubles(answers, leave_out))

    def apart(self) -> frozenset[tuple[RecordId, RecordId]]:
        """Every two of whom somebody said that they are two people."""
        return self._doubles.apart()

    def keep_apart(self, one: RecordId, other: RecordId) -> None:
        """Remember of two received records that they are two people."""
        self._doubles.keep_apart(one, other)

    def merged(self) -> tuple[RecordId, ...]:
        """Residents who went on as somebody else."""
        return self._doubles.merged()

    @property
    def history(self) -> RecordStore:
        """The records with their histories, for exchange between desks of one office."""
        return self._records

    @property
    def disclosures(self) -> DisclosureLedger:
        """What left, on paper and in bundles."""
        return DisclosureLedger(self._transactions)

    # exchange between offices

    def position(self, stream: str, direction: Direction) -> StreamPosition:
        """The last bundle of a stream."""
        return self._ledger.position(stream, direction)

    def draft(self, office: OfficeId, records: Sequence[Snapshot]) -> None:
        """Note what the next bundle to an office holds."""
        self._ledger.draft(office, records)

    def drafted(self, office: OfficeId) -> Iterator[Snapshot]:
        """What was noted so."""
        return self._ledger.drafted(office)

    def note_elsewhere(self, sent: Elsewhere) -> None:
        """Note what another desk of ours sent."""
        self._ledger.note_elsewhere(sent)

    def log_bundle(self, entry: BundleEntry) -> None:
        """Remember a bundle and what was sent in it."""
        self._ledger.log_bundle(entry)

    def bundles(self) -> tuple[BundleEntry, ...]:
        """All exchanged bundles, newest first."""
        return self._ledger.bundles()

    def sent_households(self) -> tuple[RecordId, ...]:
        """Households of which something was ever sent."""
        return self._ledger.sent_households()

    def highest_sent(self) -> int:
        """The highest revision ever sent of any record."""
        return self._ledger.highest_sent()

    def last_sent(self, record: RecordId, office: OfficeId) -> Snapshot | None:
        """What an office has of a record."""
        return self._ledger.last_sent(record, office)

    def sent_in(self, digest: str, record: RecordId) -> Snapshot | None:
        """What went of a record in one bundle."""
        return self._ledger.sent_in(digest, record)

    def corrections(self) -> tuple[tuple[OfficeId, RecordId, Field], ...]:
        """What other offices have to take out, and do not know yet."""
        return self._ledger.corrections()

    def destroyed(self) -> tuple[tuple[OfficeId, RecordId], ...]:
        """What other offices have to destroy, and do not know yet."""
        return self._ledger.destroyed()

    def bundle(self, digest: str, direction: Direction) -> BundleEntry | None:
        """One exchanged bundle."""
        return self._ledger.bundle(digest, direction)

    def acknowledge(self, digest: str, at: datetime, reply: Reply) -> None:
        """A bundle of ours was taken over, or that was undone."""
        self._ledger.acknowledge(digest, at, reply)

    def replies(self) -> tuple[KeptReply, ...]:
        """What came with receipts."""
        return self._ledger.replies()

    def brought(self, digest: str) -> tuple[RecordId, ...]:
        """The records that came with a bundle that can still be taken back."""
        return self._received.brought(digest)

    def take_back(self, digest: str) -> tuple[RecordId, ...]:
        """Undo an import."""
        with self._transactions():
            entry = self._ledger.bundle(digest, Direction.RECEIVED)
            if entry is not None:
                self._ledger.forget(entry)
            return self._received.take_back(digest)

    def records_in(self, digest: str) -> tuple[RecordId, ...]:
        """The records that went in a bundle of ours."""
        return self._ledger.records_in(digest)

    def newer(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Those that are newer than what is here, or was taken back."""
        return tuple(self._received.newer(records))

    def receive(self, records: Sequence[Record]) -> None:
        """Take over another office's records."""
        self._received.receive(records)

    # trust

    def offices(self) -> tuple[Trust, ...]:
        """Every office whose card we hold."""
        with self._transactions.reading() as session:
            rows = session.exec(select(OfficeRow.trust)).all()
        return tuple(_TRUST.validate_json(row) for row in rows)

    def office(self, office: OfficeId) -> Trust | None:
        """One of them."""
        with self._transactions.reading() as session:
            row = session.get(OfficeRow, office)
            return _TRUST.validate_json(row.trust) if row else None

    def save_office(self, trust: Trust) -> None:
        """Keep what we think of an office."""
        row = OfficeRow(office=trust.card.office, trust=_TRUST.dump_json(trust).decode())
        with self._transactions() as session:
            session.merge(row)

    # settings

    def setting(self, key: str) -> Any:
        """A setting; None where it was never set."""
        with self._transactions.reading() as session:
            session.flush()
            row = run(session, _SETTING, (key,)).fetchone()
            return json.loads(row[0]) if row else None

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting."""
        with self._transactions() as session:
            session.merge(SettingRow(key=key, value=json.dumps(value)))

    def _replica(self) -> str:
        return str(self.setting("replica"))

    # accountability

    def audit(self, what: str, **details: str | int) -> None:
        """Append to the audit chain."""
        self.log.add(what, **details)

    def audit_when_free(self, what: str, **details: str | int) -> None:
        """Append to the audit chain, now or right after whoever is writing."""
        self._transactions.when_free(lambda: self.log.add(what, **details))

    def audit_trail(self, limit: int = 100) -> tuple[Mapping[str, Any], ...]:
        """The newest entries of the audit chain."""
        return self.log.last(limit)

    def check(self, task: Task) -> tuple[str, ...]:
        """Codes of what is wrong; empty is good."""
        return self._health.check(task)

    def repair(self, task: Task) -> None:
        """Make again what follows from history."""
        self._health.repair(task)
        self.audit("repair")
