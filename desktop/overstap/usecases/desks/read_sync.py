"""What a bundle between desks of one office holds: a head line, then revisions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from overstap.domain.records import RECORD_ID
from overstap.usecases.handover.read_bundle import ContentError
from overstap.usecases.ports.bundles import OpenBundle
from overstap.usecases.ports.desks import Have, Run, Sealed

_HEX = re.compile(r"[0-9a-f]{8,64}")
_MOST = 1 << 53


@dataclass(frozen=True, slots=True)
class SyncHead:
    """The desk's present replica, those it no longer writes under, all that it has, and the signed
    end of every run of which something follows or was ever known."""

    replica: str
    former: tuple[str, ...]
    have: Have
    runs: tuple[Run, ...]


def write_sync(head: SyncHead, revisions: Iterable[Sealed]) -> Iterator[Mapping[str, Any]]:
    """The lines of the bundle."""
    yield {
        "replica": head.replica,
        "former": list(head.former),
        "have": dict(head.have),
        "runs": [
            {
                "replica": run.replica,
                "number": run.number,
                "chain": run.chain,
                "nonce": run.nonce,
                "signature": run.signature.decode("ascii"),
            }
            for run in head.runs
        ],
    }
    for (replica, number), record, digest, body in revisions:
        yield {
            "replica": replica,
            "number": number,
            "record": record,
            "hash": digest,
            "body": None if body is None else body.decode(),
        }


def read_sync(bundle: OpenBundle) -> tuple[SyncHead, Iterator[Sealed]]:
    """The head, and the revisions as they come.

    Raises:
        ContentError: a line is something else.
    """
    lines = enumerate(bundle.lines(), start=1)
    try:
        _, first = next(lines)
        head = _head(first)
    except (StopIteration, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContentError(line=1) from error
    return head, _revisions(lines)


def _revisions(lines: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[Sealed]:
    for number, line in lines:
        try:
            yield _sealed(line)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ContentError(line=number) from error


def _head(line: Mapping[str, Any]) -> SyncHead:
    return SyncHead(
        replica=_id(line["replica"]),
        former=tuple(map(_id, line["former"])),
        have={_id(replica): _count(number) for replica, number in line["have"].items()},
        runs=tuple(map(_run, line["runs"])),
    )


def _run(json: Mapping[str, Any]) -> Run:
    return Run(
        _id(json["replica"]),
        _count(json["number"]),
        _id(json["chain"]),
        _id(json["nonce"]),
        json["signature"].encode("ascii"),
    )


def _sealed(line: Mapping[str, Any]) -> Sealed:
    body = line["body"]
    record = line["record"]
    if not RECORD_ID.fullmatch(record):
        raise ValueError("record")
    dot = (_id(line["replica"]), _count(line["number"]))
    return dot, record, _id(line["hash"]), None if body is None else body.encode()


def _id(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError("id")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 < value < _MOST:
        raise ValueError("count")
    return value
