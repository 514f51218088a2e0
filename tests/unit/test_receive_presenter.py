"""The receive screen without a screen: what it says, and what it does with a bundle."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from offices import PASSPHRASE, answer, hand_over, pass_on, take_in
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.gui.screens.receive.presenter import ReceivePresenter
from overstap.gui.screens.receive.state import (
    LookState,
    ReceiveState,
    RefusedState,
    ResultState,
    StartState,
)
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet, Task
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

S = TypeVar("S")


class Desk:
    """A view that remembers what it shows, and work that is done at once."""

    def __init__(self, app: App) -> None:
        self.state: ReceiveState = StartState("")
        self.changes = 0
        self.presenter = ReceivePresenter(self, app, load("nl"), self.run)

    def show_state(self, state: ReceiveState) -> None:
        self.state = state

    def tell_changed(self) -> None:
        self.changes += 1

    def run(self, work: Callable[[Task], Any], *, done: Callable[[Any], None], **_: Any) -> None:
        done(work(Quiet()))

    def open(self, *paths: Path) -> "Desk":
        self.presenter.open_files(paths)
        return self

    def sees(self, kind: type[S]) -> S:
        assert isinstance(self.state, kind), self.state
        return self.state


def again(location: App, gemeente: App, folder: Path, value: str) -> Path:
    """The location answers the first household's travel time again and hands it over."""
    household = location.find_residents("").hits[0].household
    answer(location, household, "housing.travel_time", value)
    location.release(household)
    return location.hand_over([household], gemeente.office.id, folder, Quiet()).path


def test_a_new_bundle_is_genuine_and_nothing_of_it_is_stored(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)

    seen = Desk(gemeente).open(bundle.path).sees(LookState)

    assert seen.verdict.title == "Echt, volledig en de nieuwste"
    assert [mark.state for mark in seen.verdict.marks] == ["done"] * 4
    assert seen.heading == "Dit huishouden is nieuw voor u"
    assert {row.kind for row in seen.rows} == {"head", "new"}
    assert gemeente.find_residents("").total == 0


def test_what_changed_is_told_from_old_to_new(location: App, gemeente: App, tmp_path: Path) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())

    seen = Desk(gemeente).open(again(location, gemeente, tmp_path, "90")).sees(LookState)

    assert seen.heading == "Veranderd sinds uw versie 1 van 24 november 2026"
    (change,) = (row for row in seen.rows if row.kind != "head")
    assert (change.chip, change.new) == ("Gewijzigd", "90 minuten of meer")
    assert change.old in change.spoken
    assert change.by == "Wit (Balie 1)"
    assert [choice.text for choice in seen.filters] == [
        "Alles 1",
        "Nieuw 0",
        "Gewijzigd 1",
        "Weg 0",
    ]


def test_a_filter_leaves_only_its_kind(location: App, gemeente: App, tmp_path: Path) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path).path)

    desk.presenter.filter("gone")

    assert desk.sees(LookState).rows == ()


def test_taking_over_stores_and_writes_a_receipt(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path).path)

    desk.presenter.take()

    done = desk.sees(ResultState)
    assert gemeente.find_residents("").total > 0
    assert desk.changes == 1
    assert str(tmp_path) in done.receipt
    assert not done.retry_receipt
    assert {person.name for household in done.households for person in household.people} == {
        hit.name for hit in location.find_residents("").hits
    }


def test_a_receipt_that_cannot_be_written_is_tried_again_elsewhere(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path).path)
    desk.presenter.send_receipts_to(tmp_path / "gone")

    desk.presenter.take()
    failed = desk.sees(ResultState)
    desk.presenter.retry_receipt(tmp_path)

    assert failed.retry_receipt
    assert gemeente.find_residents("").total > 0
    assert not desk.sees(ResultState).retry_receipt


def test_who_is_left_stays_out_and_the_receipt_says_so(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path, count=3).path)
    left, *_ = desk.sees(LookState).people

    desk.presenter.choose(left.record, False)
    said = desk.sees(LookState).note
    desk.presenter.take()

    assert said.startswith("1 bewoner gaat niet mee")
    assert left.record not in {hit.person for hit in gemeente.find_residents("", 99).hits}
    assert desk.sees(ResultState).left == (left.name,)


def test_who_was_left_is_offered_again_by_the_same_file_and_then_everybody_is_there(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path, count=3).path
    desk = Desk(gemeente).open(bundle)
    left, *_ = desk.sees(LookState).people
    desk.presenter.choose(left.record, False)
    desk.presenter.take()

    again = desk.open(bundle).sees(LookState)
    desk.presenter.take()

    assert again.verdict.title == "Eerder ontvangen; niet iedereen ging toen mee"
    assert [person.name for person in again.people] == [left.name]
    assert left.record in {hit.person for hit in gemeente.find_residents("", 99).hits}
    assert desk.sees(ResultState).left == ()


def test_a_bundle_that_brought_nothing_offers_no_undo(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    desk = Desk(gemeente).open(bundle.path)
    desk.presenter.take()
    first = desk.sees(ResultState).digest

    desk.open(bundle.path).presenter.take()

    assert first == bundle.digest
    assert desk.sees(ResultState).digest == ""


def test_who_moved_here_is_not_sent_back_by_undoing(
    location: App, other: App, tmp_path: Path
) -> None:
    moved = location.hand_over(take_in(location), other.office.id, tmp_path, Quiet())
    desk = Desk(other).open(moved.path)

    desk.presenter.take()

    assert desk.sees(ResultState).households
    assert desk.sees(ResultState).digest == ""


def test_with_nobody_chosen_nothing_is_taken_over(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path).path)
    desk.presenter.choose_everybody(False)

    desk.presenter.take()

    assert not desk.sees(LookState).can_take
    assert gemeente.find_residents("").total == 0


def test_undo_brings_back_what_was_and_tells_what_to_send(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(hand_over(location, gemeente, tmp_path).path)
    desk.presenter.take()

    desk.presenter.undo(desk.sees(ResultState).digest)

    assert gemeente.find_residents("").total == 0
    assert "trekt het eerdere ontvangstbewijs in" in desk.sees(ResultState).receipt


def test_what_is_asked_comes_to_the_location_by_name(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    folder = tmp_path / "receipts"
    folder.mkdir()
    desk = Desk(gemeente).open(bundle.path)
    desk.presenter.send_receipts_to(folder)
    form = desk.presenter.ask_form()
    desk.presenter.ask(frozenset({(household, "housing.travel_time")}), "  Graag snel. ")
    desk.presenter.take()
    (receipt,) = folder.iterdir()

    there = Desk(location).open(receipt)
    told = there.sees(LookState).told
    there.presenter.take()
    there.presenter.start()

    assert form is not None
    assert household in dict(form.people)
    assert told[0].startswith("Voorbeeldstad heeft bundel 1 overgenomen op")
    assert told[1].startswith("Gevraagd over Huishouden")
    assert told[2] == "Opmerking: Graag snel."
    assert [row.record for row in there.sees(StartState).additions] == ["", household]


def test_an_earlier_bundle_that_is_missing_is_named(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path)
    second = again(location, gemeente, tmp_path, "90")

    seen = Desk(gemeente).open(second).sees(LookState)

    assert seen.verdict.tone == "warn"
    assert "nummer 1." in seen.verdict.text
    assert seen.verdict.marks[3].state == "later"


def test_files_are_opened_in_the_order_in_which_they_were_sent(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    first = hand_over(location, gemeente, tmp_path).path
    second = again(location, gemeente, tmp_path, "90")
    desk = Desk(gemeente).open(second, first)
    desk.presenter.take()

    more = desk.sees(ResultState).next
    desk.presenter.next()

    assert more == "Volgende bestand (nog 1)"
    assert desk.sees(LookState).verdict.tone == "ok"
    assert desk.sees(LookState).heading.startswith("Veranderd sinds uw versie 1")


def test_what_was_here_already_only_sends_its_receipt_again(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    gemeente.import_bundle(bundle, Quiet())
    before = set(tmp_path.iterdir())

    desk = Desk(gemeente).open(bundle)
    seen = desk.sees(LookState)
    desk.presenter.take()

    assert (seen.verdict.tone, seen.take) == ("accent", "Bewijs opnieuw sturen")
    assert len(set(tmp_path.iterdir()) - before) == 1


def test_an_office_not_checked_yet_leads_to_the_telephone(
    doors: Doors, location: App, tmp_path: Path
) -> None:
    office = NewOffice("Anders", OfficeKind.GEMEENTE, "GM9999", "1", "x", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet()).app
    location.import_card(other.show_card.export(tmp_path))
    location.confirm_card(other.office.id, other.show_card().number)
    other.import_card(location.show_card.export(tmp_path))
    bundle = location.hand_over(take_in(location), other.office.id, tmp_path, Quiet()).path

    desk = Desk(other).open(bundle)
    waiting = desk.sees(RefusedState)
    other.confirm_card(location.office.id, location.show_card().number)
    desk.presenter.entered()

    assert waiting.office == location.office.id
    assert waiting.verdict.tone == "warn"
    assert desk.sees(LookState).verdict.tone == "ok"
    other.close()


def test_the_receipt_for_a_bundle_that_lay_apart_does_not_stay_among_our_own_files(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    apart = gemeente.folder / "aside"
    apart.mkdir(exist_ok=True)
    lying = bundle.rename(apart / bundle.name)

    seen = Desk(gemeente).open(lying).sees(LookState)

    assert str(gemeente.folder) not in seen.receipts_to
    assert str(Path.home()) in seen.receipts_to


@pytest.mark.parametrize(
    ("damage", "title"),
    [
        (lambda whole: whole[: len(whole) // 2], "De bundel is niet volledig"),
        (lambda _: b"", "Het bestand is leeg"),
        (lambda _: b"%PDF-1.7 something else entirely", "Dit is geen bundel"),
    ],
)
def test_a_file_that_is_no_whole_bundle_says_what_to_do(
    location: App,
    gemeente: App,
    tmp_path: Path,
    damage: Callable[[bytes], bytes],
    title: str,
) -> None:
    path = tmp_path / "received.overstap"
    path.write_bytes(damage(hand_over(location, gemeente, tmp_path).path.read_bytes()))

    refused = Desk(gemeente).open(path).sees(RefusedState)

    assert refused.verdict.title == title
    assert refused.verdict.text == load("nl").error(_error(gemeente, path))


def test_a_bundle_for_somebody_else_blocks(location: App, gemeente: App, tmp_path: Path) -> None:
    bundle = hand_over(location, gemeente, tmp_path)

    refused = Desk(location).open(bundle.path).sees(RefusedState)

    assert (refused.verdict.tone, refused.verdict.picture) == ("bad", "blocked")
    assert [mark.state for mark in refused.verdict.marks] == ["none", "blocked", "none", "none"]
    assert refused.advice


def _error(app: App, path: Path) -> Any:
    with pytest.raises(Exception) as caught:
        app.verify_bundle(path, Quiet())
    return caught.value


def withdrawn(location: App, gemeente: App, folder: Path) -> Path:
    """The notice for a household that the gemeente has and that is linked elsewhere now."""
    gemeente.import_bundle(hand_over(location, gemeente, folder).path, Quiet())
    household = location.find_residents("").hits[0].household
    answer(location, household, "household.matched_gemeente", "GM0363")
    return location.withdraw(household, gemeente.office.id, folder, Quiet()).path


def test_a_withdrawal_names_who_will_be_destroyed_before_anything_is(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    notice = withdrawn(location, gemeente, tmp_path)
    names = {hit.name for hit in gemeente.find_residents("").hits}

    seen = Desk(gemeente).open(notice).sees(LookState)

    assert set(seen.told) == names
    assert seen.title == "Voorbeeldlocatie trekt een dossier in"
    assert seen.take == "Vernietigen en bewijs sturen"
    assert "niet ongedaan" in seen.note
    assert gemeente.find_residents("").total == len(names)


def test_the_receipt_for_a_withdrawal_says_that_it_was_destroyed(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(withdrawn(location, gemeente, tmp_path))
    desk.presenter.send_receipts_to(tmp_path / "receipts")
    (tmp_path / "receipts").mkdir()
    desk.presenter.take()
    (receipt,) = (tmp_path / "receipts").iterdir()

    said = Desk(location).open(receipt).sees(LookState).told

    assert said[0].startswith("Voorbeeldstad heeft op ")
    assert said[0].endswith("vernietigd wat u met bundel 2 introk.")


def test_taking_a_withdrawal_destroys_confirms_and_offers_no_undo(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    desk = Desk(gemeente).open(withdrawn(location, gemeente, tmp_path))
    desk.presenter.send_receipts_to(tmp_path / "receipts")
    (tmp_path / "receipts").mkdir()

    desk.presenter.take()

    done = desk.sees(ResultState)
    assert (done.title, done.digest) == ("Vernietigd", "")
    assert gemeente.find_residents("").total == 0
    [receipt] = (tmp_path / "receipts").iterdir()
    location.import_bundle(receipt, Quiet())
    assert location.withdraw.underway() == ()


def test_a_colleagues_work_is_told_before_it_is_united_and_gets_no_receipt(
    location: App, second: App, tmp_path: Path
) -> None:
    take_in(location)
    bundle = location.write_sync(tmp_path, Quiet()).path
    desk = Desk(second).open(bundle)

    seen = desk.sees(LookState)
    assert seen.title == "Werk van Balie 1 samenvoegen"
    assert any("die hier nieuw zijn" in sentence for sentence in seen.told)
    assert (seen.receipts_to, seen.take) == ("", "Samenvoegen")
    assert second.find_residents("").total == 0
    desk.presenter.take()

    assert desk.sees(ResultState).title == "Samengevoegd"
    assert second.find_residents("").total == location.find_residents("").total
    assert list(tmp_path.glob("*.overstap")) == [bundle]


def test_where_desks_wrote_different_things_the_residents_are_named_to_go_to(
    location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)
    answer(second, person, "person.room", "B-2")
    answer(location, person, "person.room", "A-1")
    desk = Desk(location).open(second.write_sync(tmp_path, Quiet()).path)
    name = location.open_file(person).name
    assert any(name in sentence for sentence in desk.sees(LookState).told)

    desk.presenter.take()

    [disputed] = desk.sees(ResultState).disputed
    assert (disputed.record, disputed.name) == (person, name)


def test_a_colleagues_bundle_that_was_here_already_brings_nothing(
    location: App, second: App, tmp_path: Path
) -> None:
    take_in(location)
    bundle = location.write_sync(tmp_path, Quiet()).path
    second.import_bundle(bundle, Quiet())

    seen = Desk(second).open(bundle).sees(LookState)

    assert not seen.can_take
    assert seen.told[0].startswith("Balie 1 bracht niets")
