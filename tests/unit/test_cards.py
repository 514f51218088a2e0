"""Identity cards: who signed them, what makes us trust them, and what never does."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundle_parties import GEMEENTE, LOCATION, NEXT_DESK, NOW, OTHER, Party
from overstap.bundle import layout
from overstap.bundle.cards import parse_card, read_card_file, write_card_file
from overstap.bundle.errors import EmptyFileError, FolderError, NotACardError, NotAFileError
from overstap.crypto.signature import sign
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import (
    BlockedSenderError,
    ForeignCardError,
    NumberDiffersError,
    OlderCardError,
    OtherModeError,
    RenamedCardError,
    Trust,
    TrustState,
    TwoCardsError,
    as_name,
    card_number,
)

CARDS = GEMEENTE.cards


def first(party: Party = LOCATION) -> Trust:
    return CARDS.accept(None, *party.signed_card)


def test_a_card_is_read_as_it_was_made() -> None:
    card = parse_card(*LOCATION.signed_card)

    assert (card.office, card.name, card.desks) == (
        LOCATION.office,
        LOCATION.name,
        (LOCATION.own_desk,),
    )


def test_a_card_file_holds_the_card_and_its_signature(tmp_path: Path) -> None:
    path = LOCATION.cards.write(tmp_path)

    assert path.suffix == ".card"
    assert read_card_file(path) == LOCATION.signed_card


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_is_written_through_a_link_that_somebody_laid_there(tmp_path: Path) -> None:
    """Others write into a share or stick too, and the name of a card is known before."""
    precious = tmp_path / "precious"
    precious.write_text("mine")
    name = LOCATION.cards.write(tmp_path).name
    (tmp_path / f"{name}.part").symlink_to(precious)

    path = LOCATION.cards.write(tmp_path)

    assert precious.read_text() == "mine"
    assert read_card_file(path) == LOCATION.signed_card


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("which", ["valid_from", "valid_until", "expires"])
def test_a_card_with_a_day_at_the_end_of_the_calendar_is_none(which: str, day: date) -> None:
    """Nobody can count on from such a day: each bundle of that office would stop the program."""
    with pytest.raises(NotACardError):
        parse_card(*replace(LOCATION, **{which: day}).signed_card)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        write_card_file(tmp_path / "gone" / "a.card", *LOCATION.signed_card)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFileError), (b"%PDF-1.7 ...", NotACardError), (bytes(2 << 20), NotACardError)],
    ids=["empty", "pdf", "large"],
)
def test_something_else_is_no_card(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    path = tmp_path / "a.card"
    path.write_bytes(content)

    with pytest.raises(error):
        read_card_file(path)


def test_a_folder_is_no_card(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError):
        read_card_file(tmp_path)


def test_a_card_that_its_root_did_not_sign_is_refused() -> None:
    raw, _ = LOCATION.signed_card

    with pytest.raises(ForeignCardError):
        parse_card(raw, sign(raw, OTHER.root, layout.CARD_NAMESPACE))


def test_a_signature_for_another_purpose_is_refused() -> None:
    raw, _ = LOCATION.signed_card

    with pytest.raises(ForeignCardError):
        parse_card(raw, sign(raw, LOCATION.root, layout.NAMESPACE))


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"[]",
        lambda raw: b"{}",
        lambda raw: raw.replace(b'"v":1', b'"v":2'),
        lambda raw: raw.replace(b'"version":1', b'"version":"1"'),
        lambda raw: raw.replace(b'"version":1', b'"version":1,"version":2'),
        lambda raw: raw.replace(b'"training":true', b'"training":1'),
        lambda raw: raw.replace(b'"revoked":[]', b'"revoked":"abc"'),
        lambda raw: raw.replace(b"2026-01-01", b"yesterday"),
        lambda raw: raw.replace(b'"name":"Balie"', b'"name":NaN'),
        lambda raw: raw.replace(b'"name":"Balie"', b'"name":"Balie\\n gecontroleerd"'),
        lambda raw: raw.replace(b'"name":"Voor', b'"name":"\\u001b[2JVoor'),
        lambda raw: raw.replace(b'"name":"Voor', '"name":"\u202eVoor'.encode()),
        lambda raw: raw.replace(b'"name":"Voor', b'"name":"' + b"V" * 200 + b"oor"),
        lambda raw: raw.replace(LOCATION.office.encode(), b"../../../etc/x"),
        lambda raw: raw.replace(b'"id":"balie-1"', b'"id":"../balie-1"'),
        lambda raw: b"[" * 100_000,
        lambda raw: b"\xff" + raw,
    ],
)
def test_signed_nonsense_is_no_card(change: Callable[[bytes], bytes]) -> None:
    raw = change(LOCATION.signed_card[0])

    with pytest.raises(NotACardError):
        parse_card(raw, sign(raw, LOCATION.root, layout.CARD_NAMESPACE))


@given(st.text())
def test_what_an_office_is_called_stays_once_it_is_a_name(text: str) -> None:
    name = as_name(text)

    assert as_name(name) == name


@pytest.mark.parametrize("name", ["'s-Hertogenbosch", "Súdwest-Fryslân", "بلدية", "Locatie 2"])
def test_an_ordinary_name_is_left_alone(name: str) -> None:
    assert as_name(name) == name


def test_the_number_has_forty_digits_and_stays_when_desks_change() -> None:
    number = card_number(LOCATION.card)

    assert [len(group) for group in number.split()] == [5] * 8
    assert number == card_number(NEXT_DESK.card)
    assert number != card_number(replace(LOCATION, root_name="other").card)
    assert number != card_number(OTHER.card)


def test_a_first_card_is_not_verified() -> None:
    assert first().state is TrustState.UNVERIFIED


@pytest.mark.parametrize("separator", [" ", ".", "-", " - ", ""])
def test_the_number_verifies_however_it_is_typed(separator: str) -> None:
    digits = separator.join(card_number(LOCATION.card).split())

    trust = CARDS.confirm(first(), digits, "Smit", NOW)

    assert (trust.state, trust.verified_by, trust.verified_at) == (
        TrustState.VERIFIED,
        "Smit",
        NOW,
    )


@pytest.mark.parametrize("digits", ["", "00000 " * 8, card_number(OTHER.card), "²"])
def test_another_number_does_not_verify(digits: str) -> None:
    with pytest.raises(NumberDiffersError):
        CARDS.confirm(first(), digits, "Smit", NOW)


def test_a_newer_card_keeps_the_trust() -> None:
    known = LOCATION.trusted()[LOCATION.office]

    newer = CARDS.accept(known, *NEXT_DESK.signed_card)

    assert newer.card.version == 2
    assert newer.state is TrustState.VERIFIED


def test_the_same_card_again_changes_nothing() -> None:
    known = LOCATION.trusted()[LOCATION.office]

    assert CARDS.accept(known, *LOCATION.signed_card) == known


@pytest.mark.parametrize("state", list(TrustState))
def test_a_newer_card_never_changes_the_state(state: TrustState) -> None:
    known = LOCATION.trusted(state)[LOCATION.office]

    assert CARDS.accept(known, *NEXT_DESK.signed_card).state is state


def test_a_number_does_not_unblock() -> None:
    blocked = LOCATION.trusted(TrustState.BLOCKED)[LOCATION.office]

    with pytest.raises(BlockedSenderError):
        CARDS.confirm(blocked, card_number(blocked.card), "Smit", NOW)


def test_an_older_card_is_refused() -> None:
    known = NEXT_DESK.trusted()[LOCATION.office]

    with pytest.raises(OlderCardError):
        CARDS.accept(known, *LOCATION.signed_card)


def test_two_cards_with_one_version_are_refused() -> None:
    known = LOCATION.trusted()[LOCATION.office]

    with pytest.raises(TwoCardsError):
        CARDS.accept(known, *replace(NEXT_DESK, version=1).signed_card)


def test_a_newer_card_by_an_unknown_root_is_refused() -> None:
    known = LOCATION.trusted()[LOCATION.office]

    with pytest.raises(ForeignCardError):
        CARDS.accept(known, *replace(NEXT_DESK, root_name="thief").signed_card)


def test_while_no_number_was_compared_another_card_takes_its_place() -> None:
    """Else whoever is first with a card of that office keeps its own one out for good."""
    thief = first(replace(LOCATION, root_name="thief"))

    owner = CARDS.accept(thief, *LOCATION.signed_card)

    assert (owner.state, owner.card) == (TrustState.UNVERIFIED, LOCATION.card)


SOMEBODY_ELSE = {
    "name": {"called": "Voorbeeldstad"},
    "kind": {"kind": OfficeKind.GEMEENTE, "gm_code": ""},
    "gemeente": {"gm_code": "GM9999"},
}


@pytest.mark.parametrize("changes", SOMEBODY_ELSE.values(), ids=SOMEBODY_ELSE)
@pytest.mark.parametrize("state", list(TrustState))
def test_a_newer_card_makes_the_office_nobody_else(
    changes: dict[str, Any], state: TrustState
) -> None:
    known = LOCATION.trusted(state)[LOCATION.office]

    with pytest.raises(RenamedCardError):
        CARDS.accept(known, *replace(NEXT_DESK, **changes).signed_card)


@pytest.mark.parametrize("root", ["", f"{LOCATION.name} root"], ids=["own root", "same root"])
def test_the_card_of_another_office_replaces_nothing(root: str) -> None:
    known = LOCATION.trusted()[LOCATION.office]

    with pytest.raises(ForeignCardError):
        CARDS.accept(known, *replace(OTHER, version=9, root_name=root).signed_card)


def test_live_and_training_do_not_mix() -> None:
    with pytest.raises(OtherModeError):
        first(replace(LOCATION, training=False))
