"""Which version of a received dossier somebody worked with, and what changed in it since.

A version counts as used when it is printed for the gemeente, or when somebody says so. What is kept
of it is a digest per answer, as in the disclosure ledger; no values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue, Kind
from overstap.domain.records import Record, RecordId, Subject, subject_of
from overstap.domain.residents import HOUSEHOLD, list_name
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.usecases.handover.editions import content_of
from overstap.usecases.handover.prepare_handover import sharer
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.ports.vault import Vault

USED = "used."
"""Settings ``used.<household>`` keep what was used; they go when the household is destroyed."""
CHANGED = "used-changed"
"""The setting that keeps which households changed since they were used, for the list of work."""
_INDEX = "used"
_STEP = 50


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A question whose answer is new, another one or gone since; ``name`` is whom it is about."""

    record: RecordId
    name: str
    field: Field


@dataclass(frozen=True, slots=True)
class Used:
    """The version of a household that ``by`` used, and what changed since. ``now`` is the version
    that is here; ``printed``: it was used on paper."""

    household: RecordId
    name: str
    person: RecordId
    version: int
    now: int
    at: datetime
    by: str
    printed: bool
    changes: tuple[ChangedSince, ...]


@dataclass(frozen=True, slots=True)
class UsedVersions:
    """Remembers what was used, and compares."""

    vault: Vault
    catalogue: Catalogue
    clock: Clock
    author: str

    def use(self, household: RecordId, *, printed: bool = False) -> None:
        """From now on this version of a received household is the one that one works with; nothing
        happens for one of our own."""
        file = read_household(self.vault, household)
        if not file.received:
            return
        kept = {
            "version": _version(file),
            "at": self.clock().isoformat(),
            "by": self.author,
            "printed": printed,
            "content": self._content(file, {}),
        }
        with self.vault.writing():
            self.vault.set_setting(f"{USED}{household}", kept)
            known = set(self.vault.setting(_INDEX) or ())
            self.vault.set_setting(_INDEX, sorted(known | {household}))
            self._mark({household: False})
            self.vault.audit("version-used", record=household, version=_version(file))

    def since(self, household: RecordId, coming: Mapping[RecordId, Record]) -> Used | None:
        """What changed since the version that was used, if ``coming`` is taken over too; None
        where none was used."""
        kept = self.vault.setting(f"{USED}{household}")
        if not kept or not self.vault.records([household]):
            return None
        file = read_household(self.vault, household)
        people = [*file.members, *(r for r in coming.values() if r.id != household)]
        names = {record.id: list_name(record.answers) for record in people} | {household: file.name}
        now = self._content(file, coming)
        return Used(
            household,
            file.name,
            file.members[0].id if file.members else household,
            int(kept["version"]),
            max([_version(file), *(record.revision for record in coming.values())]),
            datetime.fromisoformat(kept["at"]),
            str(kept["by"]),
            bool(kept["printed"]),
            tuple(_changes(kept["content"], now, names)),
        )

    def changed(self, task: Task) -> tuple[Used, ...]:
        """Every household that changed since it was used; what changed last comes first."""
        found = []
        index = list(self.vault.setting(_INDEX) or ())
        for done, household in enumerate(index):
            if done % _STEP == 0:
                task.step("used.compare", done, len(index))
            used = self.since(household, {})
            if used is not None and used.changes:
                found.append(used)
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def recount(self, records: Iterable[RecordId] | None = None) -> None:
        """Work out again whether the households of these records, which came or went, changed since
        they were used; every household for None."""
        used = set(self.vault.setting(_INDEX) or ())
        if not used:
            return
        homes = used if records is None else used & self._homes(records)
        found = {home: self.since(home, {}) for home in homes}
        self._mark({home: bool(one and one.changes) for home, one in found.items()})

    def recount_once(self) -> None:
        """For a vault of an older version, which kept no list."""
        if self.vault.setting(CHANGED) is None:
            self.recount()

    def _homes(self, records: Iterable[RecordId]) -> set[RecordId]:
        ids = set(records)
        persons = [one for one in ids if subject_of(one) is Subject.PERSON]
        return ids | {one.text(HOUSEHOLD) for one in self.vault.records(persons).values()}

    def _mark(self, changed: Mapping[RecordId, bool]) -> None:
        kept = set(self.vault.setting(CHANGED) or ()) - changed.keys()
        now = kept | {home for home, is_so in changed.items() if is_so}
        self.vault.set_setting(CHANGED, sorted(now))

    def _content(self, file: Household, coming: Mapping[RecordId, Record]) -> dict[str, str]:
        share = sharer(self.catalogue)
        records = {record.id: record for record in file.records} | dict(coming)
        content = content_of({record.id: share(record) for record in records.values()})
        return {key: digest for key, digest in content.items() if not self._is_reading(key)}

    def _is_reading(self, key: str) -> bool:
        """That answers were read back changes nothing of what they say."""
        question = self.catalogue.find(key.partition(" ")[2])
        return question is not None and question.kind is Kind.READING


def _version(file: Household) -> int:
    return max(record.revision for record in file.records)


def _changes(
    before: Mapping[str, Any], now: Mapping[str, str], names: Mapping[RecordId, str]
) -> list[ChangedSince]:
    different = sorted(key for key in {*before, *now} if before.get(key) != now.get(key))
    pairs = (key.partition(" ") for key in different)
    return [ChangedSince(record, names.get(record, ""), field) for record, _, field in pairs]
