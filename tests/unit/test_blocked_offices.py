"""Blocking an office stops all exchange with it; unblocking asks for a new telephone call."""

from pathlib import Path

import pytest

from offices import hand_over, take_in
from overstap.domain.offices import BlockedSenderError, BlockReason, TrustState, spoken_digits
from overstap.kernel.task import Quiet
from overstap.usecases.administration.cards import OwnCardError
from overstap.usecases.app import App
from overstap.usecases.handover.hand_over import HandoverBlockedError


def test_a_blocked_office_says_who_blocked_it_and_why(location: App, gemeente: App) -> None:
    location.block_office(gemeente.office.id, BlockReason.CLOSED)

    [known] = location.list_offices()
    assert known.trust.state is TrustState.BLOCKED
    assert known.trust.block is not None
    assert (known.trust.block.reason, known.trust.block.by) == (BlockReason.CLOSED, "Wit (Balie 1)")


def test_a_bundle_of_a_blocked_office_is_refused(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.block_office(location.office.id, BlockReason.KEYS_LOST)

    with pytest.raises(BlockedSenderError):
        gemeente.import_bundle(done.path, Quiet())

    assert gemeente.find_residents("").total == 0


def test_nothing_is_written_for_a_blocked_office(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    households = take_in(location)
    location.block_office(gemeente.office.id, BlockReason.OTHER)
    stick = tmp_path / "stick"
    stick.mkdir()

    with pytest.raises(HandoverBlockedError):
        location.hand_over(households, gemeente.office.id, stick, Quiet())

    assert list(stick.iterdir()) == []


def test_no_receipt_is_written_for_a_blocked_office(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    gemeente.block_office(location.office.id, BlockReason.OTHER)

    with pytest.raises(BlockedSenderError):
        gemeente.write_receipt(done.digest, tmp_path, Quiet())


def test_what_a_blocked_office_sent_can_still_be_taken_back(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    gemeente.write_receipt(done.digest, tmp_path, Quiet())
    gemeente.block_office(location.office.id, BlockReason.KEYS_LOST)

    undone = gemeente.undo_import(done.digest, tmp_path, Quiet())

    assert undone.notice is None
    assert gemeente.find_residents("").total == 0


def test_an_unblocked_office_has_to_be_called_again(location: App, gemeente: App) -> None:
    location.block_office(gemeente.office.id, BlockReason.OTHER)
    number = gemeente.show_card().number
    with pytest.raises(BlockedSenderError):
        location.confirm_card(gemeente.office.id, number)

    known = location.block_office.undo(gemeente.office.id)

    assert (known.trust.state, known.trust.verified_by) == (TrustState.UNVERIFIED, "")
    assert location.confirm_card(gemeente.office.id, number).trust.state is TrustState.VERIFIED


def test_blocking_and_unblocking_stand_in_the_audit_trail(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    location.block_office(gemeente.office.id, BlockReason.KEYS_LOST)
    location.block_office.undo(gemeente.office.id)

    trail = location.block_office.vault.audit_trail(2)

    assert [(entry["what"], entry["peer"]) for entry in reversed(trail)] == [
        ("office-blocked", gemeente.office.id),
        ("office-unblocked", gemeente.office.id),
    ]
    assert trail[1]["reason"] == "keys_lost"


def test_spaces_dots_and_dashes_do_not_count_in_a_number_read_out() -> None:
    assert spoken_digits(" 12.345-67 890\t") == "1234567890"


def test_our_own_card_is_not_that_of_another_office(location: App, tmp_path: Path) -> None:
    with pytest.raises(OwnCardError):
        location.import_card(location.show_card.export(tmp_path))

    assert location.list_offices() == ()
