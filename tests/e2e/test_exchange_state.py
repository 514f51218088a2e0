"""The line below every screen says how up to date the other offices are."""

from pathlib import Path

from offices import answer, hand_over, take_in
from overstap.usecases.app import App


def test_nothing_was_exchanged_before_the_first_bundle(location: App) -> None:
    state = location.read_exchange_state()

    assert state.last is None
    assert state.unshared == 0


def test_a_released_household_is_unshared_until_it_was_handed_over(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    take_in(location, 1)
    before = location.read_exchange_state()

    hand_over(location, gemeente, tmp_path, count=1)
    after = location.read_exchange_state()

    assert before.unshared == 1
    assert after.unshared == 1, "the first one was not in the bundle"
    assert after.last is not None
    assert after.days == 0


def test_a_later_answer_that_was_not_released_is_no_unshared_file(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path, count=1)
    person = location.find_residents("").hits[0].person

    answer(location, person, "person.phone", "+31612345678")

    assert location.read_exchange_state().unshared == 0
