"""Exchange whole histories with the other desks of our office."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from overstap.domain.offices import Card
from overstap.domain.records import RecordId
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.desks.read_sync import SyncHead, read_sync, write_sync
from overstap.usecases.handover.prepare_handover import REVISION_FLOOR
from overstap.usecases.handover.send_bundle import Parcel, SendBundle
from overstap.usecases.intake.sent_elsewhere import MarkSent
from overstap.usecases.ports.bundles import Cards, OpenBundle
from overstap.usecases.ports.desks import Have, Histories, Peer, RunSeals
from overstap.usecases.ports.vault import Vault

FORMER = "replica.former"
"""Setting: the ids under which this desk wrote before its vault was put back."""

_GROUP = 500

REVISION_JUMP = 100
"""More versions of one file than are sent between two backups."""


class NoOtherDeskError(RefusedError):
    """Our card names no other desk to exchange with."""

    code = "sync.no_other_desk"


class NothingToSyncError(RefusedError):
    """Every other desk has all that we have."""

    code = "sync.nothing_new"


class UnsignedRunError(TrustError):
    """Revisions travelled without the signed end of the run that they belong to."""

    code = "history.unsigned_run"


Heard = Mapping[str, datetime]
"""Per desk (its id) when it was heard last."""


@dataclass(frozen=True, slots=True)
class Synced:
    """The written bundle; ``revisions`` is how many writes are in it."""

    path: Path
    revisions: int


@dataclass(frozen=True, slots=True)
class WriteSync:
    """Write one bundle for all other desks of our office."""

    vault: Vault
    histories: Histories
    cards: Cards
    seals: RunSeals
    desk: str
    send: SendBundle

    def __call__(self, folder: Path, task: Task, *, full: bool = False) -> Synced:
        """Everything that some other desk did not yet say it has; all there is when ``full``.

        Raises:
            NoOtherDeskError: there is none.
            NothingToSyncError: they have it all, and they know what we have.
            StoreError: ``folder`` is full, gone or not writable.
        """
        own, today = self.cards.own(), self.send.clock().date()
        others = [desk.id for desk in own.open_desks(today) if desk.id != self.desk]
        if not others:
            raise NoOtherDeskError
        have = self.histories.have()
        base = {} if full else _lacked_by_none(others, self.histories.peers())
        count = sum(number - base.get(replica, 0) for replica, number in have.items())
        if not count and not full and self._told(have):
            raise NothingToSyncError
        task.step("sync.collect", 0, count)
        parcel = Parcel(
            "sync",
            own,
            write_sync(self._head(have), self.histories.since(base)),
            count,
            also=lambda: self.vault.set_setting("sync.told", have),
        )
        return Synced(self.send(parcel, folder, task).path, count)

    def heard(self) -> Heard:
        """When each other desk was heard last; a desk that never was is not there."""
        found: dict[str, datetime] = {}
        for peer in self.histories.peers():
            found[peer.desk] = max(peer.heard, found.get(peer.desk, peer.heard))
        return found

    def _head(self, have: Have) -> SyncHead:
        """Our own run is signed anew; those of others are passed on as they came."""
        replica, nonce = self.histories.replica()
        number = have.get(replica, 0)
        if number:
            chain = self.histories.chain(replica, number)
            self.histories.save_run(self.seals.sign(replica, number, chain, nonce))
        former = tuple(self.vault.setting(FORMER) or ())
        return SyncHead(replica, former, have, self.histories.runs())

    def _told(self, have: Have) -> bool:
        return bool(self.vault.setting("sync.told") == have)


def _lacked_by_none(desks: Sequence[str], peers: Sequence[Peer]) -> Have:
    """What every desk said that it has; nothing while one of them was never heard."""
    if not set(desks) <= {peer.desk for peer in peers}:
        return {}
    known = [peer.have for peer in peers if peer.desk in desks]
    shared = set.intersection(*(set(have) for have in known)) if known else set()
    return {replica: min(have[replica] for have in known) for replica in shared}


@dataclass(frozen=True, slots=True)
class SyncTaken:
    """What a colleague's bundle brought; ``disputed`` are the records in which desks differ."""

    changed: tuple[RecordId, ...]
    disputed: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class TakeSync:
    """Unite our histories with those in a verified bundle. Call it inside ``vault.writing()``."""

    vault: Vault
    histories: Histories
    seals: RunSeals
    mark: MarkSent
    clock: Clock

    def __call__(self, bundle: OpenBundle, task: Task) -> SyncTaken:
        """All or nothing.

        Raises:
            TrustError: a run is forged, unsigned, forked, or lacks its beginning.
            ContentError: a line is something else.
        """
        before = self.histories.have()
        head, revisions = read_sync(bundle)
        task.step("sync.merge", 0, bundle.manifest.records)
        changed = self.histories.unite(self.mark.hear(revisions))
        after = self.histories.have()
        self._check_runs(head, before, after, bundle.sender)
        self._remember(head, bundle, after)
        touched = tuple(sorted(changed))
        return SyncTaken(touched, tuple(self._look(touched)))

    def _look(self, records: Sequence[RecordId]) -> Iterator[RecordId]:
        """Those of these that are disputed. Group by group: all of them together may be more than
        memory holds."""
        for begin in range(0, len(records), _GROUP):
            known = self.vault.records(records[begin : begin + _GROUP])
            yield from (record for record, now in known.items() if now.disputes)

    def _check_runs(self, head: SyncHead, before: Have, after: Have, card: Card) -> None:
        runs = {run.replica: run for run in head.runs}
        for replica, number in after.items():
            if number == before.get(replica, 0):
                continue
            run = runs.get(replica)
            if run is None:
                raise UnsignedRunError
            self.seals.check(run, card)
            if self.histories.chain(replica, number) != run.chain:
                raise UnsignedRunError
            self.histories.save_run(run)

    def _remember(self, head: SyncHead, bundle: OpenBundle, after: Have) -> None:
        """A desk has at least what it sent; what it no longer writes under is forgotten."""
        have = {r: min(n, after.get(r, n)) for r, n in head.have.items()}
        peer = Peer(head.replica, bundle.manifest.desk, have, self.clock())
        self.histories.forget_peers(head.former)
        self.histories.save_peer(peer)


@dataclass(frozen=True, slots=True)
class BeginReplica:
    """Write under a new id, because this vault is a copy or was put back from a backup.

    What was written after the backup may live on at other desks under the old id; writing on under
    that id would give two writes one name.
    """

    vault: Vault
    histories: Histories
    seals: RunSeals

    def __call__(self, *, put_back: bool) -> None:
        """``put_back``: this is the same computer, so nobody writes under the old id any more."""
        old, nonce = self.histories.replica()
        number = self.histories.have().get(old, 0)
        with self.vault.writing():
            if number and nonce:
                chain = self.histories.chain(old, number)
                self.histories.save_run(self.seals.sign(old, number, chain, nonce))
            self.histories.begin(*self.seals.new_replica())
            if put_back:
                former = [*(self.vault.setting(FORMER) or ()), old]
                self.vault.set_setting(FORMER, former)
            floor = self.vault.setting(REVISION_FLOOR) or 0
            highest = max(floor, self.vault.highest_sent())
            self.vault.set_setting(REVISION_FLOOR, highest + REVISION_JUMP)
            self.vault.set_setting("sync.told", None)
            self.vault.audit("replica-renewed", reason="put-back" if put_back else "copied")
