"""Write a bundle in one pass and bounded memory: records into compressed parts, then the list."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from overstap.bundle import layout, manifest
from overstap.bundle.errors import NoDeskError, TooMuchError
from overstap.bundle.folder import write_unnamed
from overstap.bundle.manifest import Part
from overstap.bundle.tar import TarWriter
from overstap.crypto import age
from overstap.crypto.keys import digest
from overstap.crypto.signature import SigningKey, sign
from overstap.domain.offices import Card
from overstap.domain.records import Subject
from overstap.kernel.ids import random_id
from overstap.kernel.task import Task
from overstap.usecases.ports.journal import SUFFIX, Manifest

_GZIP = 31
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs: this desk, with the card that goes along."""

    card: bytes
    card_signature: bytes
    key: SigningKey
    training: bool


def write(
    folder: Path,
    draft: Manifest,
    to: Card,
    sender: Sender,
    lines: Iterable[Mapping[str, Any]],
    attachments: Mapping[str, bytes],
    task: Task,
) -> Manifest:
    """Write the bundle into ``folder``; ``draft`` becomes the manifest with counts and digest
    filled in. Its hash gives the file its name: both sides know the bundle by it, and nobody else
    learns anything from it.

    Raises:
        NoDeskError: the office ``to`` has no valid desk to close it for.
        TooMuchError: it is more than anybody opens in one bundle.
        StoreError: the folder is full, gone or not writable; nothing is left behind.
        CancelledError: it was stopped; nothing is left behind.
    """
    if any(map(_reserved, attachments)):
        raise ValueError("an attachment has a name of ours")
    texts = [desk.recipient for desk in to.open_desks(draft.created.date())]
    if not texts:
        raise NoDeskError(office=to.name)
    recipients = [age.parse_recipient(text) for text in texts]
    unfinished = folder / f"{random_id()[:16]}{SUFFIX}"
    with write_unnamed(unfinished) as new, age.Writer(new.file, recipients) as closed:
        tar = TarWriter(closed)
        packer = _Packer()
        parts = []
        for part, data in packer.pack(lines, task):
            tar.add(part.name, data)
            parts.append(part)
        extra = {
            **attachments,
            layout.CARD: sender.card,
            layout.CARD_SIGNATURE: sender.card_signature,
        }
        for name, data in extra.items():
            tar.add(name, data)
            parts.append(_part(name, data))
        counted = Counter[str]() if draft.kind == "sync" else packer.subjects
        done = replace(
            draft,
            records=packer.records,
            households=counted[Subject.HOUSEHOLD],
            persons=counted[Subject.PERSON],
        )
        ids = frozenset(map(layout.recipient_id, texts))
        raw = manifest.make(done, ids, tuple(parts), training=sender.training)
        tar.add(layout.MANIFEST, raw)
        tar.add(layout.MANIFEST_SIGNATURE, sign(raw, sender.key, layout.NAMESPACE))
        tar.close()
        done = replace(done, digest=digest(raw))
        new.path = folder / done.file_name
    return done


class _Packer:
    """Splits records into parts of bounded size, each a deterministic gzip of JSON lines."""

    def __init__(self) -> None:
        self.records = 0
        self.subjects: Counter[str] = Counter()
        self._room = layout.MOST_EXPANDED

    def pack(self, lines: Iterable[Mapping[str, Any]], task: Task) -> Iterator[tuple[Part, bytes]]:
        """The parts, one at a time."""
        block: list[bytes] = []
        size, number = 0, 1
        for line in lines:
            block.append(layout.canonical(line))
            size += len(block[-1]) + 1
            self.records += 1
            self.subjects[str(line.get("record", "")).partition("-")[0]] += 1
            self._room -= len(block[-1]) + 1
            if self._room < 0 or len(block[-1]) > layout.LONGEST_LINE:
                raise TooMuchError
            task.step("bundle.write", self.records)
            if size >= layout.PART_SIZE:
                yield _compressed(number, block)
                block, size, number = [], 0, number + 1
        if block:
            yield _compressed(number, block)


def _compressed(number: int, lines: list[bytes]) -> tuple[Part, bytes]:
    data = b"\n".join([*lines, b""])
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)  # no name and no time stamp inside
    packed = packer.compress(data) + packer.flush()
    name = f"changes-{number:05d}.jsonl.gz"
    part = replace(_part(name, packed), expanded=len(data), records=len(lines))
    return part, packed


def _part(name: str, data: bytes) -> Part:
    return Part(name, len(data), digest(data))


def _reserved(name: str) -> bool:
    return name in layout.OURS or layout.is_changes(name)
