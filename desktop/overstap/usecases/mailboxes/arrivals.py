"""What lies in a mailbox for us: taken over at once, or kept closed until a person looks at it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.records import OfficeId
from overstap.kernel.errors import FileError, OverstapError, RefusedError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.ports.bundles import Inbox
from overstap.usecases.ports.journal import Direction
from overstap.usecases.ports.mailboxes import Found, Mailbox, Spool, VanishedError
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.import_bundle import ImportBundle
from overstap.usecases.receive.read_inbox import UNCHECKED, QuarantineFullError, ReadInbox, Waiting
from overstap.usecases.receive.verify_bundle import Grade, Verdict

AT_ONCE = frozenset({"sync", "receipt"})
"""Kinds that bring no resident of another office, and destroy nothing: taken over unseen."""

_BUNDLE = re.compile(r"\w[\w .()-]*\.overstap")
"""Names that mean the same on every computer; ours are 16 hex digits, people may rename files."""
_LONGEST = 200
"""Bytes of a name; no file system has room for more than 255."""
_UPLOAD = re.compile(rf"{_BUNDLE.pattern}\.part")
MOST = 2000
"""Files that are looked at in one exchange; the others wait for the next."""

_UNFINISHED = frozenset({"bundle.incomplete", "bundle.empty"})
_LATER = frozenset({"bundle.newer"})
"""What the same file may no longer say tomorrow: after an update."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A bundle that was taken over; ``records`` changed, ``disputed`` ask for a decision."""

    kind: str
    sender: str
    records: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A bundle that waits in the inbox; ``sender`` is empty while that office is not checked."""

    kind: str
    sender: str
    path: Path


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that was left alone, and why."""

    name: str
    error: OverstapError


@dataclass(slots=True)
class Arrivals:
    """What came of looking into a mailbox. ``unfinished`` are still being uploaded, ``foreign``
    are no bundles; both are left alone. ``removed`` were past their day."""

    taken: list[TakenOver] = field(default_factory=list)
    waiting: list[Arrival] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    duplicates: int = 0
    unfinished: int = 0
    foreign: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that was looked at before. ``kept`` is the copy in the inbox, ``digest`` the manifest
    hash, ``destroy_by`` (ISO) its last day: empty where it is not known."""

    mark: str
    digest: str = ""
    kept: str = ""
    destroy_by: str = ""

    def to_json(self) -> list[str]:
        return [self.mark, self.digest, self.kept, self.destroy_by]


@dataclass(frozen=True, slots=True)
class TakeArrivals:
    """Fetch what is new in our folder of a mailbox, and do with it what its kind asks for."""

    vault: Vault
    read_inbox: ReadInbox
    inbox: Inbox
    import_bundle: ImportBundle
    spool: Spool
    office: OfficeId

    def __call__(
        self,
        config: MailboxConfig,
        mailbox: Mailbox,
        ours: Collection[str],
        today: date,
        task: Task,
    ) -> Arrivals:
        """Look at everything that is new. ``ours`` are names of files that we put there.

        Raises:
            StoreError: the connection broke, or there is no room here; what was done stays done.
        """
        arrivals, key = Arrivals(), f"mailbox.seen.{config.id}"
        seen = {name: _Seen(*kept) for name, kept in (self.vault.setting(key) or {}).items()}
        there = {found.name: found for found in mailbox.files(self.office)}
        seen = {name: known for name, known in seen.items() if name in there}
        self._remove_expired(mailbox, there, seen, today, arrivals)
        new = [
            found
            for name, found in sorted(there.items())
            if name not in ours and self._is_new(found, seen.get(name), arrivals)
        ]
        try:
            with self.spool.landing() as landing:
                paths = self._fetch(mailbox, new[:MOST], landing, arrivals, task)
                for waiting in self.read_inbox.inspect(paths, task):
                    known = self._take(waiting, there[waiting.path.name].mark, arrivals, task)
                    if known is not None:
                        seen[waiting.path.name] = known
        finally:
            self.vault.set_setting(key, {name: known.to_json() for name, known in seen.items()})
        return arrivals

    def _remove_expired(
        self,
        mailbox: Mailbox,
        there: dict[str, Found],
        seen: Mapping[str, _Seen],
        today: date,
        arrivals: Arrivals,
    ) -> None:
        for name, known in seen.items():
            if _is_past(known.destroy_by, today):
                mailbox.remove(self.office, name)
                del there[name]
                arrivals.removed += 1

    def _is_new(self, found: Found, known: _Seen | None, arrivals: Arrivals) -> bool:
        if _UPLOAD.fullmatch(found.name):
            arrivals.unfinished += 1
            return False
        if not _BUNDLE.fullmatch(found.name) or len(found.name.encode()) > _LONGEST:
            arrivals.foreign += 1
            return False
        if known is None or known.mark != found.mark:
            return True
        return bool(known.kept) and not self._is_here(known)

    def _is_here(self, known: _Seen) -> bool:
        """Whether it was taken over, or still waits in the inbox; an import can be undone."""
        if known.digest and self.vault.bundle(known.digest, Direction.RECEIVED):
            return True
        return known.kept in {path.name for path in self.inbox.files(None)}

    def _fetch(
        self,
        mailbox: Mailbox,
        new: Sequence[Found],
        landing: Path,
        arrivals: Arrivals,
        task: Task,
    ) -> list[Path]:
        paths = []
        for done, found in enumerate(new):
            task.step("mailbox.fetch", done, len(new))
            path = landing / found.name
            try:
                mailbox.fetch(self.office, found, path, task)
                paths.append(path)
            except VanishedError:
                continue  # a colleague's desk took it away after its receipt came
            except FileError as error:
                arrivals.troubles.append(Trouble(found.name, error))
        return paths

    def _take(self, waiting: Waiting, mark: str, arrivals: Arrivals, task: Task) -> _Seen | None:
        """What to remember of the file; None to look at it again next time."""
        if waiting.verdict is None:
            assert waiting.error is not None
            return self._refuse(waiting.path, waiting.error, mark, arrivals)
        verdict = waiting.verdict
        manifest = verdict.manifest
        if verdict.grade is Grade.DUPLICATE:
            arrivals.duplicates += 1
            return _Seen(mark, manifest.digest, "", manifest.destroy_by)
        if manifest.kind in AT_ONCE:
            return self._import(waiting.path, verdict, mark, arrivals, task)
        kept = self.inbox.keep(waiting.path)
        arrivals.waiting.append(Arrival(manifest.kind, verdict.sender.name, kept))
        return _Seen(mark, manifest.digest, kept.name, manifest.destroy_by)

    def _refuse(
        self, path: Path, error: OverstapError, mark: str, arrivals: Arrivals
    ) -> _Seen | None:
        if error.code in UNCHECKED:
            try:
                kept = self.read_inbox.set_aside(path)
            except QuarantineFullError as full:
                arrivals.troubles.append(Trouble(path.name, full))
                return None
            arrivals.waiting.append(Arrival("", str(error.parameters.get("office", "")), kept))
            return _Seen(mark, "", kept.name)
        if error.code in _UNFINISHED:
            arrivals.unfinished += 1
            return None
        arrivals.troubles.append(Trouble(path.name, error))
        return None if error.code in _LATER else _Seen(mark)

    def _import(
        self, path: Path, verdict: Verdict, mark: str, arrivals: Arrivals, task: Task
    ) -> _Seen:
        manifest = verdict.manifest
        try:
            done = self.import_bundle(path, task)
        except (FileError, TrustError, RefusedError) as error:
            arrivals.troubles.append(Trouble(path.name, error))
            return _Seen(mark)
        arrivals.taken.append(
            TakenOver(manifest.kind, verdict.sender.name, len(done.records), len(done.disputed))
        )
        return _Seen(mark, manifest.digest, "", manifest.destroy_by)


def _is_past(day: str, today: date) -> bool:
    """What is no day never passes: it may have been kept before bundles were refused for it."""
    try:
        return bool(day) and date.fromisoformat(day) < today
    except ValueError:
        return False
