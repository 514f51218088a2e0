"""A bundle from one desk to another: what goes in comes out, and a stop leaves nothing behind."""

import errno
import gzip
import io
import itertools
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundle_parties import GEMEENTE, LINES, LOCATION, NEXT_DESK, OTHER, REVOKING, Party
from overstap.bundle import folder, layout, manifest
from overstap.bundle.errors import (
    DamagedError,
    DiskFullError,
    FolderError,
    IncompleteError,
    NoDeskError,
    NotForUsError,
    RevokedDeskError,
    TooMuchError,
    UnknownDeskError,
)
from overstap.bundle.tar import members
from overstap.crypto import age
from overstap.domain.offices import Trust
from overstap.kernel.errors import CancelledError, FileError, OverstapError
from overstap.kernel.task import Quiet
from overstap.usecases.ports.bundles import Letter, OpenBundle
from overstap.usecases.ports.journal import StreamPosition

LATER = datetime(2029, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "0123456789abcdef.overstap"


def opened(path: Path, sender: Party = LOCATION, to: Party = GEMEENTE) -> OpenBundle:
    return to.bundles.open(path, sender.trusted(), Quiet())


@pytest.mark.parametrize("hybrid", [True, False], ids=["post-quantum", "classical"])
def test_what_goes_in_comes_out(path: Path, hybrid: bool) -> None:
    gemeente = replace(GEMEENTE, hybrid=hybrid)

    written = LOCATION.write(path, gemeente, attachments={"dossier.pdf": b"%PDF"})

    bundle = opened(path, to=gemeente)
    assert bundle.manifest == written
    assert tuple(bundle.lines()) == LINES
    assert bundle.attachment("dossier.pdf") == b"%PDF"
    assert bundle.card == LOCATION.signed_card


def test_the_manifest_says_where_it_stands(path: Path) -> None:
    written = LOCATION.write(path, GEMEENTE, position=StreamPosition(6, "ab" * 32))

    assert (written.number, written.previous, written.records) == (7, "ab" * 32, 2)
    assert (written.office, written.desk, written.kind) == (
        LOCATION.office,
        LOCATION.desk,
        "handover",
    )


def test_a_bundle_without_records_opens(path: Path) -> None:
    LOCATION.write(path, GEMEENTE, lines=())

    assert tuple(opened(path).lines()) == ()


@pytest.mark.parametrize("day", ["soon", "20261224", "2026-12-32", "2026-W51-4"])
def test_a_last_day_that_nobody_can_read_is_refused(path: Path, day: str) -> None:
    LOCATION.write(path, GEMEENTE, destroy_by=day)

    with pytest.raises(DamagedError):
        opened(path)


def test_every_desk_of_the_office_opens_it_and_nobody_else(path: Path) -> None:
    second = replace(GEMEENTE, desk="balie-2")
    both = replace(GEMEENTE, other_desks=(second.own_desk,))

    LOCATION.write(path, both)

    assert tuple(opened(path).lines()) == tuple(opened(path, to=second).lines()) == LINES
    with pytest.raises(NotForUsError):
        opened(path, to=OTHER)


def test_it_is_not_closed_for_a_desk_that_was_revoked(path: Path) -> None:
    second = replace(GEMEENTE, desk="balie-2")
    card = replace(
        GEMEENTE, other_desks=(second.own_desk,), revoked=frozenset({second.key.public_text})
    )

    LOCATION.write(path, card)

    with pytest.raises(NotForUsError):
        opened(path, to=second)


def test_an_office_without_valid_desks_is_said(path: Path) -> None:
    with pytest.raises(NoDeskError):
        LOCATION.write(path, replace(GEMEENTE, expires=GEMEENTE.valid_from))

    assert not any(path.parent.iterdir())


def test_more_than_anybody_opens_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "MOST_EXPANDED", 1000)

    with pytest.raises(TooMuchError):
        LOCATION.write(path, GEMEENTE, lines=[{"record": f"person-{i}"} for i in range(100)])

    assert not any(path.parent.iterdir())


def test_a_record_that_nobody_reads_is_not_written(path: Path) -> None:
    with pytest.raises(TooMuchError):
        LOCATION.write(path, GEMEENTE, lines=[{"note": "x" * layout.LONGEST_LINE}])


def test_records_that_hardly_differ_are_read(path: Path) -> None:
    lines = [{"record": "person-1", "note": "x" * 5000}] * 2000

    LOCATION.write(path, GEMEENTE, lines=lines)

    assert sum(1 for _ in opened(path).lines()) == 2000


def test_the_parts_are_the_same_each_time(tmp_path: Path) -> None:
    def parts(name: str) -> dict[str, bytes]:
        LOCATION.write(tmp_path / name, GEMEENTE)
        inside = age.decrypt((tmp_path / name).read_bytes(), [GEMEENTE.identity])
        return {member.name: member.read() for member in members(io.BytesIO(inside))}

    assert parts("one") == parts("two")


def test_many_records_are_split_and_stay_in_order(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "PART_SIZE", 1000)
    lines = [{"record": f"person-{i}", "revision": i} for i in range(200)]

    LOCATION.write(path, GEMEENTE, lines=lines)

    assert list(opened(path).lines()) == lines


def test_writing_and_reading_take_little_memory(path: Path) -> None:
    lines = ({"record": f"person-{i}", "note": os.urandom(400).hex()} for i in range(40_000))
    tracemalloc.start()

    LOCATION.write(path, GEMEENTE, lines=lines)
    assert sum(1 for _ in opened(path).lines()) == 40_000

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 15 << 20
    assert peak < 20 << 20


# cards that travel along


def test_a_new_desk_is_believed_when_its_card_travels_along(path: Path) -> None:
    NEXT_DESK.write(path, GEMEENTE)

    bundle = opened(path, sender=LOCATION)

    assert bundle.manifest.desk == "balie-2"
    assert bundle.card == NEXT_DESK.signed_card


def test_a_revocation_counts_for_the_bundle_that_brings_it(path: Path) -> None:
    by_revoked = replace(REVOKING, desk="balie-1", without_desk=True)
    by_revoked.write(path, GEMEENTE)

    with pytest.raises(RevokedDeskError):
        opened(path, sender=LOCATION)


def test_a_bundle_that_was_underway_while_a_newer_card_came_still_opens(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)

    assert opened(path, sender=NEXT_DESK).card == NEXT_DESK.signed_card


def test_an_older_bundle_of_a_desk_that_was_revoked_since_is_refused(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)

    with pytest.raises(RevokedDeskError):
        opened(path, sender=REVOKING)


def known(*parties: Party) -> dict[str, Trust]:
    return {office: trust for party in parties for office, trust in party.trusted().items()}


def test_an_office_cannot_revoke_the_desk_of_another(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    rival = replace(OTHER, revoked=frozenset({LOCATION.key.public_text}))

    bundle = GEMEENTE.bundles.open(path, known(rival, LOCATION), Quiet())

    assert bundle.manifest.office == LOCATION.office


def test_an_office_cannot_claim_the_desk_of_another(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    rival = replace(OTHER, other_desks=(LOCATION.own_desk,))

    bundle = GEMEENTE.bundles.open(path, known(rival, LOCATION), Quiet())

    assert bundle.manifest.office == LOCATION.office


def test_an_office_cannot_speak_for_another(path: Path) -> None:
    pretending = replace(OTHER, desk="balie-1")
    cards, key = LOCATION.cards, pretending.key
    bundles = replace(LOCATION.bundles, key=key, cards=cards)
    letter = Letter(
        kind="handover",
        to=GEMEENTE.card,
        position=StreamPosition(0, ""),
        stream=f"{LOCATION.office}/balie-1>{GEMEENTE.office}",
        created=LOCATION.clock,
        destroy_by="",
        lines=LINES,
    )
    manifest = bundles.write(path.parent, letter, Quiet())

    with pytest.raises(UnknownDeskError):
        GEMEENTE.bundles.open(path.parent / manifest.file_name, known(OTHER, LOCATION), Quiet())


# what stops it


class StopAt:
    """A task that is stopped at one step."""

    def __init__(self, step: int) -> None:
        self._left = step

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        self._left -= 1
        if self._left < 0:
            raise CancelledError


@pytest.mark.parametrize("step", [0, 1])
def test_a_stop_while_writing_leaves_nothing_behind(path: Path, step: int) -> None:
    with pytest.raises(CancelledError):
        LOCATION.write(path, GEMEENTE, task=StopAt(step))

    assert not any(path.parent.iterdir())


def test_opening_can_be_stopped(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)

    with pytest.raises(CancelledError):
        GEMEENTE.bundles.open(path, LOCATION.trusted(), StopAt(2))


def test_progress_is_told_in_bytes_of_the_file(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    told: list[tuple[str, int, int]] = []

    class Listening:
        def step(self, what: str, done: int = 0, total: int = 0) -> None:
            told.append((what, done, total))

    GEMEENTE.bundles.open(path, LOCATION.trusted(), Listening())

    assert {what for what, _, _ in told} == {"bundle.verify"}
    assert all(0 < done <= total for _, done, total in told)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing(
    path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(folder.os, "fsync", full)

    with pytest.raises(DiskFullError):
        LOCATION.write(path, GEMEENTE)

    assert not any(path.parent.iterdir())


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        LOCATION.write(tmp_path / "gone" / "a.overstap", GEMEENTE)


def test_a_record_that_cannot_be_read_leaves_nothing(path: Path) -> None:
    def lines() -> Iterator[dict[str, object]]:
        yield dict(LINES[0])
        raise DamagedError

    with pytest.raises(DamagedError):
        LOCATION.write(path, GEMEENTE, lines=lines())

    assert not any(path.parent.iterdir())


def test_an_attachment_cannot_take_the_place_of_the_manifest(path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        LOCATION.write(path, GEMEENTE, attachments={"manifest.json": b"{}"})


def test_an_attachment_that_is_not_there_is_said(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)

    with pytest.raises(DamagedError):
        opened(path).attachment("dossier.pdf")


def test_a_file_that_changes_after_it_was_verified_is_noticed(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    bundle = opened(path)
    LOCATION.write(path, GEMEENTE, lines=[LINES[0], LINES[1] | {"record": "person-2"}])

    with pytest.raises(DamagedError):
        tuple(bundle.lines())


def test_wherever_it_is_cut_it_is_incomplete_as_far_as_one_can_tell(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    whole = path.read_bytes()

    said = [error_of(path, whole[:length]) for length in range(1, len(whole), 7)]

    assert set(said) <= {IncompleteError, DamagedError}
    assert said.count(DamagedError) <= len(said) * 0.02  # cut at a whole number of blocks


def test_a_flip_in_what_is_closed_is_damage(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    whole = path.read_bytes()
    start = whole.index(b"\n--- ")
    payload = whole.index(b"\n", start + 1) + 1

    for position in range(payload, len(whole), 97):
        changed = bytearray(whole)
        changed[position] ^= 4
        assert error_of(path, bytes(changed)) is DamagedError


def test_wherever_a_bit_flips_it_does_not_open(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    whole = path.read_bytes()

    for position, bit in zip(range(0, len(whole), 53), itertools.cycle(range(8)), strict=False):
        changed = bytearray(whole)
        changed[position] ^= 1 << bit
        assert issubclass(error_of(path, bytes(changed)), OverstapError)


def error_of(path: Path, content: bytes) -> type[BaseException]:
    path.write_bytes(content)
    with pytest.raises(OverstapError) as raised:
        opened(path)
    return raised.type


def test_long_after_the_desk_expired_its_bundles_are_refused(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)
    soon = replace(GEMEENTE, clock=datetime(2028, 1, 20, tzinfo=UTC))

    assert opened(path, to=soon)
    with pytest.raises(OverstapError) as raised:
        opened(path, to=replace(GEMEENTE, clock=LATER))
    assert raised.value.code == "sender.expired"


# strict reading


@given(st.binary(max_size=300))
def test_any_bytes_give_json_or_our_error(untrusted: bytes) -> None:
    try:
        layout.canonical(layout.strict(untrusted))
    except FileError:
        return


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = (
    *("kind", "from", "to", "stream", "created", "records", "destroy_by", "training", "parts"),
    *("min_version", "format"),
)
GOOD = {
    "format": "overstap-bundle",
    "version": 1,
    "min_version": 1,
    "kind": "handover",
    "from": {"office": "a", "desk": "b", "card_version": 1},
    "to": ["c"],
    "stream": {"id": "s", "seq": 1, "prev": ""},
    "created": "2026-11-24T09:00:00+00:00",
    "records": 0,
    "destroy_by": "2026-12-24",
    "training": True,
    "parts": [],
}


@given(st.sampled_from(KEYS), json_values)
def test_any_manifest_is_read_or_gives_our_error(key: str, value: object) -> None:
    try:
        manifest.read(layout.canonical(GOOD | {key: value}))
    except FileError:
        return


def test_the_examples_start_from_a_good_manifest() -> None:
    assert manifest.read(layout.canonical(GOOD)).manifest.kind == "handover"


def test_gzip_carries_no_time_and_no_name(path: Path) -> None:
    LOCATION.write(path, GEMEENTE)

    packed = opened(path).attachment("changes-00001.jsonl.gz")

    assert packed[3:8] == bytes(5)
    assert gzip.decompress(packed).count(b"\n") == 2
