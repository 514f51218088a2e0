"""What the desks of one office know of each other's writing: replicas, signed runs and peers."""

import json
from collections.abc import Iterable, Iterator

from sqlmodel import col, delete, select

from overstap.domain.records import RecordId
from overstap.store import journal
from overstap.store.records import RecordStore
from overstap.store.tables import PeerRow, RevisionRow, RunRow, SettingRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.desks import Erasure, Have, Peer, Run, Sealed


class DeskHistories:
    """Obeys ``usecases.ports.desks.Histories``."""

    def __init__(self, transactions: Transactions, records: RecordStore) -> None:
        self._transactions = transactions
        self._records = records

    def replica(self) -> tuple[str, str]:
        """The id under which this desk writes now, and its nonce."""
        with self._transactions() as session:
            found = {}
            for key in ("replica", "replica.nonce"):
                row = session.get(SettingRow, key)
                found[key] = str(json.loads(row.value)) if row else ""
        return found["replica"], found["replica.nonce"]

    def begin(self, replica: str, nonce: str) -> None:
        """Write under another id from now on."""
        with self._transactions() as session:
            session.merge(SettingRow(key="replica", value=json.dumps(replica)))
            session.merge(SettingRow(key="replica.nonce", value=json.dumps(nonce)))

    def have(self) -> dict[str, int]:
        """Per replica the number of its last revision here."""
        return self._records.have()

    def since(self, have: Have) -> Iterator[Sealed]:
        """Every revision that somebody who has ``have`` lacks, one by one."""
        return self._records.since(have)

    def unite(self, theirs: Iterable[Sealed]) -> set[RecordId]:
        """Take over another desk's revisions; gives the records that changed."""
        return self._records.unite(theirs)

    def erasures(self) -> tuple[Erasure, ...]:
        """Every record of ours that was destroyed."""
        with self._transactions.reading() as session:
            return tuple(
                Erasure(revision.dot, revision.record, revision.at, revision.by)
                for revision in journal.erasures(session)
            )

    def chain(self, replica: str, number: int) -> str:
        """The hash over a replica's revisions up to ``number``; empty where we lack that one."""
        with self._transactions() as session:
            row = session.get(RevisionRow, (replica, number))
            return row.chain if row else ""

    def runs(self) -> tuple[Run, ...]:
        """The signed ends that we know."""
        with self._transactions() as session:
            return tuple(
                Run(row.replica, row.number, row.chain, row.nonce, row.signature)
                for row in session.exec(select(RunRow).order_by(col(RunRow.replica)))
            )

    def save_run(self, run: Run) -> None:
        """Keep a run's end, unless we know a later one."""
        with self._transactions() as session:
            known = session.get(RunRow, run.replica)
            if known is None or known.number < run.number:
                session.merge(
                    RunRow(
                        replica=run.replica,
                        number=run.number,
                        chain=run.chain,
                        nonce=run.nonce,
                        signature=run.signature,
                    )
                )

    def peers(self) -> tuple[Peer, ...]:
        """The other desks that we heard of."""
        with self._transactions() as session:
            return tuple(
                Peer(row.replica, row.desk, row.have, row.heard)
                for row in session.exec(select(PeerRow).order_by(col(PeerRow.replica)))
            )

    def save_peer(self, peer: Peer) -> None:
        """Remember what a desk has now."""
        row = PeerRow(replica=peer.replica, desk=peer.desk, have=dict(peer.have), heard=peer.heard)
        with self._transactions() as session:
            session.merge(row)

    def forget_peers(self, replicas: Iterable[str]) -> None:
        """These write no more."""
        with self._transactions() as session:
            session.exec(delete(PeerRow).where(col(PeerRow.replica).in_(list(replicas))))
