"""From an opened bundle to values: what a handover or receipt line must look like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeGuard

from overstap.domain.arriving import from_elsewhere
from overstap.domain.catalogue import Catalogue
from overstap.domain.records import RECORD_ID, Record, RecordId, Stated, Subject, subject_of
from overstap.domain.replies import Reply
from overstap.domain.residents import HOUSEHOLD
from overstap.kernel.clock import bearable
from overstap.kernel.errors import FileError
from overstap.usecases.ports.bundles import OpenBundle
from overstap.usecases.ports.destruction import FOR_EVER, Gone
from overstap.usecases.ports.journal import Manifest

_DIGEST = re.compile(r"[0-9a-f]{64}")


class ContentError(FileError):
    """A genuine bundle holds a line that this version cannot read. Nothing was stored."""

    code = "bundle.content"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle of ours that the other side took over, when, and what it says to that."""

    digest: str
    at: datetime
    reply: Reply


def read_handover(bundle: OpenBundle, catalogue: Catalogue) -> Iterator[Record]:
    """The records of a handover, in order.

    Raises:
        ContentError: a line is something else, or a record stands in it twice.
    """
    known: set[RecordId] = set()
    for number, line in enumerate(bundle.lines(), start=1):
        try:
            arrived = _arrived(line, bundle.manifest, catalogue)
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(line=number) from error
        if arrived.id in known:
            raise ContentError(line=number)
        known.add(arrived.id)
        yield arrived


def read_receipts(bundle: OpenBundle) -> Iterator[Receipt]:
    """What a receipt bundle acknowledges.

    Raises:
        ContentError: a line is something else.
    """
    for number, line in enumerate(bundle.lines(), start=1):
        try:
            digest, at = line["bundle"], datetime.fromisoformat(line["at"])
            receipt = _receipt(digest, at, Reply.from_json(line))
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(line=number) from error
        yield receipt


def read_notices(bundle: OpenBundle) -> Iterator[Gone]:
    """What a withdrawal or erasure takes back.

    Raises:
        ContentError: a line is something else.
    """
    for number, line in enumerate(bundle.lines(), start=1):
        record, revision = line.get("record"), line.get("revision")
        if not isinstance(record, str) or not RECORD_ID.fullmatch(record):
            raise ContentError(line=number)
        if not _is_revision(revision):
            raise ContentError(line=number)
        yield Gone(record, revision)


def _is_revision(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 < value <= FOR_EVER


def _receipt(digest: str, at: datetime, reply: Reply) -> Receipt:
    if not _DIGEST.fullmatch(digest) or at.tzinfo is None or not bearable(at):
        raise ValueError(digest)
    return Receipt(digest, at, reply)


def _is_home(text: str) -> bool:
    return bool(RECORD_ID.fullmatch(text)) and subject_of(text) is Subject.HOUSEHOLD


def _arrived(line: Mapping[str, Any], manifest: Manifest, catalogue: Catalogue) -> Record:
    record, revision = line["record"], line["revision"]
    if not RECORD_ID.fullmatch(record) or not _is_revision(revision):
        raise ValueError(record)
    said = {field: Stated.from_json(json) for field, json in dict(line["stated"]).items()}
    stated = from_elsewhere(catalogue, said)
    if subject_of(record) is Subject.PERSON and not _is_home(stated[HOUSEHOLD].answer.text):
        raise ValueError(record)
    corrected = line.get("corrected", [])
    if not isinstance(corrected, list) or not all(isinstance(one, str) for one in corrected):
        raise ValueError(record)
    return replace(
        Record.stating(record, stated),
        origin=manifest.office,
        revision=revision,
        bundle=manifest.digest,
        corrected=tuple(corrected),
    )
