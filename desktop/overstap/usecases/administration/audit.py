"""Look at the audit chain, prove it, and export it without anybody's answers."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from overstap.crypto.signature import SignatureError, SigningKey, sign, verify
from overstap.kernel.clock import Clock
from overstap.usecases.administration.witness import AskWitnesses, Witnessed
from overstap.usecases.ports.audit import AuditEntry, AuditLog, Checkpoint
from overstap.usecases.ports.vault import Vault

NAMESPACE = "audit@overstap"
COLUMNS = (
    "record",
    "field",
    "bundle",
    "peer",
    "count",
    "version",
    "colleague",
    "roles",
    "reason",
)
_FREE_TEXT = frozenset({"uncover", "restricted", "access_request", "open_restricted"})
"""Whose reason somebody typed; it may name a person, so it stays here."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Narrows the log; what is empty or None does not. ``records``: about one of these. Days count
    as a whole."""

    user: str = ""
    what: str = ""
    records: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    def lets(self, entry: AuditEntry) -> bool:
        """Whether the entry is among what was asked for."""
        day = entry.at.date()
        return (
            self.user in ("", entry.user)
            and self.what in ("", entry.what)
            and (not self.records or entry.details.get("record") in self.records)
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


EVERYTHING = AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditProof:
    """Whether the chain is whole. ``broken``: the number of the first entry that was changed, is
    missing or was cut off. ``checked``: how many signed checkpoints it goes through, the last one
    at ``number``. ``witnessed``: the furthest that another desk saw of it; ``gone``: what another
    desk saw of it and is not there any more."""

    entries: int
    broken: int | None
    checked: int
    number: int
    witnessed: Witnessed | None
    gone: Witnessed | None

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None and self.gone is None


@dataclass(frozen=True, slots=True)
class ReadAudit:
    """The log as a list."""

    log: AuditLog

    def __call__(self, only: AuditFilter = EVERYTHING, limit: int = 200) -> tuple[AuditEntry, ...]:
        """The newest first; all for a limit of 0."""
        return tuple(islice(self._chosen(only), limit or None))

    def known(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who did something, and what was done; in order of the alphabet."""
        entries = tuple(self.log.newest_first())
        users, whats = {entry.user for entry in entries}, {entry.what for entry in entries}
        return tuple(sorted(users)), tuple(sorted(whats))

    def _chosen(self, only: AuditFilter) -> Iterator[AuditEntry]:
        return (entry for entry in self.log.newest_first() if only.lets(entry))


@dataclass(frozen=True, slots=True)
class WitnessAudit:
    """Sign the head of the chain, at each unlocking, so that it cannot be cut unnoticed."""

    log: AuditLog
    key: SigningKey
    clock: Clock

    def __call__(self) -> None:
        """Write a checkpoint."""
        number, chain = self.log.head()
        if number:
            signature = sign(_signed(number, chain), self.key, NAMESPACE)
            self.log.save_checkpoint(Checkpoint(number, chain, self.clock(), signature))


@dataclass(frozen=True, slots=True)
class ProveAudit:
    """Go along the whole chain. ``key`` is the public key of this desk (OpenSSH text)."""

    log: AuditLog
    key: str
    ask_witnesses: AskWitnesses

    def __call__(self) -> AuditProof:
        """Whether it is whole, and where it breaks first."""
        chains = {entry.number: entry.chain for entry in self.log.newest_first()}
        checkpoints = self.log.checkpoints()
        breaks = [self.log.first_break()]
        breaks += [one.number for one in checkpoints if not self._stands(one, chains)]
        broken = min((number for number in breaks if number is not None), default=None)
        last = checkpoints[-1].number if checkpoints else 0
        witnessed, gone = self.ask_witnesses(chains)
        return AuditProof(len(chains), broken, len(checkpoints), last, witnessed, gone)

    def _stands(self, one: Checkpoint, chains: dict[int, str]) -> bool:
        try:
            signer = verify(_signed(one.number, one.chain), one.signature, NAMESPACE)
        except SignatureError:
            return False
        return signer == self.key and chains.get(one.number) == one.chain


@dataclass(frozen=True, slots=True)
class ExportAudit:
    """The log as a file for the privacy officer: who did what to which record, and no answers."""

    vault: Vault
    read: ReadAudit
    write: Callable[[Path, bytes], None]
    desk: str
    """Whose log it is: one sheet may hold those of several desks."""

    def __call__(self, path: Path, only: AuditFilter = EVERYTHING) -> int:
        """Write a CSV file, the oldest entry first; gives how many entries are in it.

        Raises:
            StoreError: it cannot be written.
        """
        entries = self.read(only, limit=0)
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(("number", "at", "user", "what", *COLUMNS, "chain", "desk"))
        rows.writerows(_row(entry, self.desk) for entry in reversed(entries))
        self.write(path, text.getvalue().encode("utf-8-sig"))
        self.vault.audit("audit_export", count=len(entries))
        return len(entries)


def _row(entry: AuditEntry, desk: str) -> list[str]:
    said = {column: str(entry.details.get(column, "")) for column in COLUMNS}
    if entry.what in _FREE_TEXT and said["reason"]:
        said["reason"] = "given"
    cells = [str(entry.number), entry.at.isoformat(), entry.user, entry.what, *said.values()]
    cells += [entry.chain, desk]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]


def _signed(number: int, chain: str) -> bytes:
    return f"{number} {chain}\n".encode()
