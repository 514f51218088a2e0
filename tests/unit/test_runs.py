"""A colleague who relays what a desk wrote can neither forge, drop nor add: each tries it here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from overstap.bundle.errors import ForgedRunError
from overstap.bundle.runs import SignedRuns
from overstap.crypto.signature import SigningKey
from overstap.domain.answers import Answer
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import DESK_ROLES, Card, Desk
from overstap.kernel.task import Quiet
from overstap.store.vault import SqlVault
from overstap.usecases.desks.read_sync import SyncHead, write_sync
from overstap.usecases.desks.sync_desks import TakeSync, UnsignedRunError
from overstap.usecases.intake.sent_elsewhere import MarkSent
from overstap.usecases.ports.desks import Run
from overstap.usecases.ports.journal import Manifest
from overstap.usecases.ports.records import Write

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PERSON = "person-" + "0" * 32
KEYS = {name: SigningKey.generate() for name in ("Balie 1", "Balie 2", "Balie 3")}
DAY, YEAR = date(2026, 1, 1), date(2027, 1, 1)

MANIFEST = Manifest("sync", "office", "Balie 2", 1, "office/2>office", 1, "", NOW, 1, "", "f" * 64)


def card() -> Card:
    """An office with two desks; the third key is nobody's."""
    desks = tuple(
        Desk(name, name, KEYS[name].public_text, "", DESK_ROLES, DAY, YEAR)
        for name in ("Balie 1", "Balie 2")
    )
    return Card(
        "office",
        "Voorbeeldlocatie",
        OfficeKind.LOCATION,
        "",
        1,
        (),
        desks,
        frozenset(),
        DAY,
        YEAR,
        "",
        True,
        "",
    )


@dataclass(frozen=True)
class Relayed:
    """A verified bundle, with what the colleague made of its lines."""

    content: list[dict[str, Any]]
    sender: Card
    manifest: Manifest = MANIFEST
    card: tuple[bytes, bytes] = (b"", b"")

    def lines(self) -> Iterator[dict[str, Any]]:
        yield from self.content

    def attachment(self, name: str) -> bytes:
        raise AssertionError(name)


class Office:
    """The first desk wrote two answers; the third of the office takes over what is relayed."""

    def __init__(self, folder: Path) -> None:
        self.seals = SignedRuns(KEYS["Balie 1"])
        self.ours, _ = SqlVault.create(folder / "ours", "een lange wachtwoordzin", "Wit")
        self.theirs, _ = SqlVault.create(folder / "theirs", "een lange wachtwoordzin", "Vos")
        self.replica, self.nonce = self.seals.new_replica()
        self.ours.histories.begin(self.replica, self.nonce)
        for room in ("A-1", "A-2"):
            seen = self.ours.records([PERSON])
            form = seen[PERSON].seen if seen else {}
            self.ours.write([Write(PERSON, {"person.room": Answer(room)}, form)], "Wit")
        self.take = TakeSync(
            self.theirs,
            self.theirs.histories,
            self.seals,
            MarkSent(self.theirs, "", "Wit"),
            lambda: NOW,
        )

    def run(self, key: str = "Balie 1") -> Run:
        chain = self.ours.histories.chain(self.replica, 2)
        return SignedRuns(KEYS[key]).sign(self.replica, 2, chain, self.nonce)

    def lines(self, *runs: Run) -> list[dict[str, Any]]:
        histories = self.ours.histories
        head = SyncHead(self.replica, (), histories.have(), runs)
        return [dict(line) for line in write_sync(head, histories.since({}))]

    def relay(self, lines: list[dict[str, Any]]) -> str:
        with self.theirs.writing():
            self.take(Relayed(lines, card()), Quiet())
        return self.theirs.record(PERSON).text("person.room")

    def close(self) -> None:
        self.ours.close()
        self.theirs.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    assert not made.theirs.records([PERSON]) or made.theirs.record(PERSON).text("person.room")
    made.close()


def test_what_a_desk_signed_is_taken_over(office: Office) -> None:
    assert office.relay(office.lines(office.run())) == "A-2"


@pytest.mark.parametrize("key", ["Balie 2", "Balie 3"], ids=["colleague", "stranger"])
def test_a_run_is_signed_by_its_own_desk(office: Office, key: str) -> None:
    with pytest.raises(ForgedRunError):
        office.relay(office.lines(office.run(key)))

    assert not office.theirs.records([PERSON])


def test_the_last_write_is_not_dropped(office: Office) -> None:
    lines = office.lines(office.run())

    with pytest.raises(UnsignedRunError):
        office.relay(lines[:-1])

    assert not office.theirs.records([PERSON])


def test_what_travels_without_a_signed_end_is_refused(office: Office) -> None:
    with pytest.raises(UnsignedRunError):
        office.relay(office.lines())

    assert not office.theirs.records([PERSON])


def test_a_signature_is_for_one_end_only(office: Office) -> None:
    with pytest.raises(ForgedRunError):
        office.relay(office.lines(replace(office.run(), number=1)))
