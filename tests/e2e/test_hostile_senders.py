"""A checked office sends what no desk of ours would: it arrives as a mistake or not at all, and
keeps nobody from finding, printing or destroying a file."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offices import hand_over
from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.records import Stated, Subject, new_record_id
from overstap.domain.residents import (
    BIRTH_DATE,
    BSN,
    HOLD,
    HOUSEHOLD,
    MERGED_INTO,
    MOVED_TO,
    SURNAME,
)
from overstap.domain.sharing import OPENED
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.read_bundle import ContentError
from overstap.usecases.handover.send_bundle import Parcel
from overstap.usecases.ports.destruction import FOR_EVER

AT = datetime(2026, 11, 1, tzinfo=UTC)
Said = Mapping[str, str]
Send = Callable[..., Path]


def said(value: str, at: datetime = AT) -> dict[str, Any]:
    return Stated(Answer(value), at, "Wit (Balie 1)").to_json()


@pytest.fixture
def ids() -> tuple[str, str]:
    """Of a resident and of their household."""
    return new_record_id(Subject.PERSON), new_record_id(Subject.HOUSEHOLD)


@pytest.fixture
def send(location: App, gemeente: App, ids: tuple[str, str], tmp_path: Path) -> Send:
    """A genuine handover that says what it likes."""
    person, home = ids

    def send(of_person: Said, of_home: Said | None = None, revision: int = 1) -> Path:
        lines = [
            {
                "record": home,
                "revision": revision,
                "stated": {key: said(value) for key, value in (of_home or {}).items()},
            },
            {
                "record": person,
                "revision": revision,
                "stated": {
                    HOUSEHOLD: said(home),
                    SURNAME: said("Haddad"),
                    **{key: said(value) for key, value in of_person.items()},
                },
            },
        ]
        trust = location.hand_over.vault.office(gemeente.office.id)
        assert trust is not None
        parcel = Parcel("handover", trust.card, lines, len(lines))
        return location.hand_over.send(parcel, tmp_path, Quiet()).path

    return send


@pytest.mark.parametrize(
    "wrong",
    [
        {"person.permit_date": "20261345"},
        {BIRTH_DATE: "²²²²0101"},
        {BIRTH_DATE: "٢٠٢٦٠١٠١"},
        {BIRTH_DATE: "99999999"},
        {SURNAME: "J" * 400},
    ],
    ids=["no such month", "superscript", "other digits", "no such day", "long"],
)
def test_a_wrong_answer_is_shown_printed_and_destroyed_like_any_other(
    gemeente: App, send: Send, ids: tuple[str, str], tmp_path: Path, wrong: Said
) -> None:
    person, home = ids

    gemeente.import_bundle(send(wrong), Quiet())

    assert [hit.person for hit in gemeente.find_residents("").hits] == [person]
    batch = gemeente.print_dossiers([home], Audience.GEMEENTE, load("nl"), tmp_path, Quiet())
    assert (len(batch.made), batch.error) == (1, None)
    assert home in gemeente.erase_household(home, tmp_path, "request", Quiet()).records


@pytest.mark.parametrize("answers", [{SURNAME: "J" * 401}, {"person.new_question": "x" * 10_001}])
def test_an_answer_that_is_longer_than_any_office_writes_is_refused(
    gemeente: App, send: Send, answers: Said
) -> None:
    sent = send(answers)

    for take in (gemeente.preview_import, gemeente.import_bundle):
        with pytest.raises(ContentError):
            take(sent, Quiet())
    assert gemeente.find_residents("").hits == ()


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_receipt_at_the_end_of_the_calendar_is_refused(
    location: App, gemeente: App, tmp_path: Path, at: str
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    trust = gemeente.hand_over.vault.office(location.office.id)
    assert trust is not None
    parcel = Parcel("receipt", trust.card, [{"bundle": done.digest, "at": at}], 1)
    sent = gemeente.hand_over.send(parcel, tmp_path, Quiet()).path

    with pytest.raises(ContentError):
        location.import_bundle(sent, Quiet())


def test_no_revision_is_higher_than_the_last(gemeente: App, send: Send) -> None:
    with pytest.raises(ContentError):
        gemeente.import_bundle(send({}, revision=FOR_EVER + 1), Quiet())


def test_the_sender_does_not_decide_what_is_ours_to_decide(
    gemeente: App, send: Send, ids: tuple[str, str], tmp_path: Path
) -> None:
    person, home = ids
    ours = {OPENED + BSN: "omdat wij het zeggen"}

    gemeente.import_bundle(send(ours, {HOLD: "court", MOVED_TO: "0" * 32}), Quiet())

    stated = {
        field for record in gemeente.open_file(home).records.values() for field in record.stated
    }
    assert stated.isdisjoint({HOLD, MOVED_TO, OPENED + BSN})
    assert person in gemeente.erase_household(home, tmp_path, "request", Quiet()).records


def test_nobody_arrives_whom_we_can_neither_find_nor_destroy(
    gemeente: App, send: Send, ids: tuple[str, str], tmp_path: Path
) -> None:
    """Who was merged into somebody stands in no list; that only we say, of our own records."""
    person, home = ids
    hidden = {MERGED_INTO: new_record_id(Subject.PERSON), "rights.objection": "x"}

    gemeente.import_bundle(send(hidden), Quiet())

    assert [hit.person for hit in gemeente.find_residents("").hits] == [person]
    assert hidden.keys().isdisjoint(gemeente.open_file(home).records[person].stated)
    assert set(gemeente.erase_household(home, tmp_path, "request", Quiet()).records) == {*ids}


def test_nobody_lives_in_a_resident(
    gemeente: App, send: Send, ids: tuple[str, str], tmp_path: Path
) -> None:
    """That would be no household: it breaks the lists, and whoever is in it is never destroyed."""
    person, home = ids
    gemeente.import_bundle(send({}), Quiet())

    with pytest.raises(ContentError):
        gemeente.import_bundle(send({HOUSEHOLD: person}, revision=2), Quiet())

    assert set(gemeente.erase_household(home, tmp_path, "request", Quiet()).records) == {*ids}


def test_who_lives_in_a_household_that_is_taken_back_goes_with_it(
    location: App, gemeente: App, send: Send, ids: tuple[str, str], tmp_path: Path
) -> None:
    """Without it nobody opens or destroys them."""
    _, home = ids
    gemeente.import_bundle(send({}), Quiet())
    trust = location.hand_over.vault.office(gemeente.office.id)
    assert trust is not None
    notice = Parcel("withdrawal", trust.card, [{"record": home, "revision": 2}], 1)
    sent = location.hand_over.send(notice, tmp_path, Quiet()).path

    taken = gemeente.import_bundle(sent, Quiet())

    assert set(taken.records) == {*ids}
    assert gemeente.find_residents("").hits == ()
    gemeente.import_bundle(send({}, revision=3), Quiet())
    assert len(gemeente.find_residents("").hits) == 1


def test_a_question_of_a_newer_catalogue_is_kept(
    gemeente: App, send: Send, ids: tuple[str, str]
) -> None:
    gemeente.import_bundle(send({"person.new_question": "iets"}), Quiet())

    known = gemeente.open_file(ids[1]).records[ids[0]]
    assert known.text("person.new_question") == "iets"
