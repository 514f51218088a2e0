"""Where a bundle stands in its stream: the laws of numbers."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.domain.streams import ForkedError, Order, ReplayedError, judge


@dataclass(frozen=True)
class Numbered:
    number: int
    previous: str
    digest: str


def stream(length: int) -> list[Numbered]:
    """Bundles that follow each other."""
    return [
        Numbered(n, f"hash {n - 1}" if n > 1 else "", f"hash {n}") for n in range(1, length + 1)
    ]


BUNDLES = stream(6)


def test_the_first_bundle_is_next() -> None:
    assert judge(0, "", BUNDLES[0]) is Order.NEXT


@given(st.integers(1, 5))
def test_every_bundle_is_next_after_the_one_before_it(number: int) -> None:
    assert judge(number, f"hash {number}", BUNDLES[number]) is Order.NEXT


@given(st.integers(1, 6))
def test_the_last_bundle_again_is_a_duplicate(number: int) -> None:
    assert judge(number, f"hash {number}", BUNDLES[number - 1]) is Order.DUPLICATE


@given(st.integers(0, 4), st.integers(2, 6))
def test_a_later_bundle_shows_a_gap(last: int, skipped: int) -> None:
    bundle = Numbered(last + skipped, "something", "new")

    assert judge(last, f"hash {last}" if last else "", bundle) is Order.GAP


@given(st.data())
def test_an_earlier_bundle_is_a_replay(data: st.DataObject) -> None:
    last = data.draw(st.integers(2, 6))
    earlier = data.draw(st.integers(1, last - 1))

    with pytest.raises(ReplayedError):
        judge(last, f"hash {last}", BUNDLES[earlier - 1])


@given(st.integers(1, 6))
def test_the_same_number_with_other_content_is_a_fork(number: int) -> None:
    with pytest.raises(ForkedError):
        judge(number, f"hash {number}", Numbered(number, "", "other"))


@given(st.integers(0, 5))
def test_a_next_number_that_continues_something_else_is_a_fork(last: int) -> None:
    with pytest.raises(ForkedError):
        judge(last, f"hash {last}" if last else "", Numbered(last + 1, "other", "new"))
