"""Receive a bundle: verdict in words, then preview, then all or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from overstap.domain.answers import Field
from overstap.domain.offices import Card
from overstap.domain.records import RecordId, Stated
from overstap.kernel.task import Task
from overstap.usecases.ports import Manifest


class Grade(StrEnum):
    """The verdict on a bundle that is genuine; what is not genuine is raised as an error."""

    NEWEST = "newest"
    AFTER_GAP = "after_gap"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentence: text ``verdict.<grade>``. ``missing`` are the numbers that did not arrive yet."""

    grade: Grade
    manifest: Manifest
    sender: Card
    missing: tuple[int, ...]


class Difference(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs from what we have. ``name`` is the resident or household in words."""

    record: RecordId
    name: str
    field: Field
    kind: Difference
    old: Stated | None
    new: Stated | None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    verdict: Verdict
    changes: tuple[Change, ...]
    unchanged: int
    new_residents: int
    known_residents: int


@dataclass(frozen=True, slots=True)
class Imported:
    """``records`` are those that changed; empty when the bundle was here already."""

    verdict: Verdict
    records: tuple[RecordId, ...]


class VerifyBundle:
    def __call__(self, path: Path, task: Task) -> Verdict:
        """Raises FileError or TrustError with what is wrong; stores nothing but an audit entry."""
        raise NotImplementedError


class PreviewImport:
    def __call__(self, path: Path, task: Task) -> ImportPreview:
        raise NotImplementedError


class ImportBundle:
    def __call__(
        self, path: Path, task: Task, only: Collection[RecordId] | None = None
    ) -> Imported:
        """Take the bundle over in one transaction. A receipt bundle marks ours as received."""
        raise NotImplementedError
