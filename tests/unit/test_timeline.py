"""Steps on the line of time stand in order, without overlap, behind what they wait for."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from overstap.domain.chain import Chain, Link, StepState
from overstap.domain.clocks import ClockState, Lane, Running
from overstap.domain.readiness import Actor
from overstap.gui.screens.overview.timeline import When, timeline

TODAY = date(2026, 11, 24)


def link(
    key: str,
    state: StepState = StepState.READY,
    *,
    lane: Lane = Lane.RECEPTION,
    on: date | None = None,
    due: date | None = None,
    waits_for: tuple[str, ...] = (),
) -> Link:
    clock = ClockState("move", lane, Running.RUNNING, "source", due=due) if due else None
    state = StepState.WAITING if waits_for else state
    return Link(key, lane, state, Actor.COA, "source", on, waits_for, (), clock)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Any chain in which a step waits for earlier steps that are not done."""
    links: list[Link] = []
    for number in range(draw(st.integers(1, 24))):
        open_ones = [known.key for known in links if known.state is not StepState.DONE]
        days = st.integers(-900, 900).map(lambda n: TODAY + timedelta(days=n))
        ahead = st.integers(0, 900).map(lambda n: TODAY + timedelta(days=n))
        before = draw(st.lists(st.sampled_from(open_ones), unique=True)) if open_ones else []
        state = draw(st.sampled_from([StepState.DONE, StepState.READY, StepState.RUNNING]))
        done = state is StepState.DONE and not before
        links.append(
            link(
                f"s{number}",
                state,
                lane=draw(st.sampled_from(list(Lane))),
                on=draw(st.none() | days) if done else None,
                due=draw(st.none() | ahead),
                waits_for=tuple(before),
            )
        )
    return Chain(tuple(links))


@given(chains())
def test_no_two_steps_of_a_lane_overlap(chain: Chain) -> None:
    spots = timeline(chain, TODAY).spots

    taken = [(s.lane, s.row, n) for s in spots for n in range(s.first, s.last + 1)]
    assert len(taken) == len(set(taken))


@given(chains())
def test_a_step_stands_behind_everything_it_waits_for(chain: Chain) -> None:
    line = timeline(chain, TODAY)

    places = {spot.key: spot for spot in line.spots}
    assert all(places[before].last < places[after].first for before, after in line.lines)


@given(chains())
def test_what_is_done_stands_before_today_and_what_is_not_reaches_it(chain: Chain) -> None:
    line = timeline(chain, TODAY)

    for spot in line.spots:
        state = chain.by_key[spot.key].state
        past = state is StepState.DONE and not spot.planned
        assert (spot.last < line.now) == past or state in (StepState.RUNNING, StepState.DONE)
        if state in (StepState.READY, StepState.WAITING):
            assert spot.first >= line.now


@given(chains())
def test_months_stand_in_the_order_of_time_and_every_column_exists(chain: Chain) -> None:
    line = timeline(chain, TODAY)

    months = [column.month for column in line.columns if column.month]
    assert months == sorted(months)
    assert all(0 <= spot.first <= spot.last < len(line.columns) for spot in line.spots)


def test_a_date_still_to_come_is_planned_and_stands_in_its_month() -> None:
    moved = link("move", StepState.DONE, on=date(2027, 1, 14))

    line = timeline(Chain((moved,)), TODAY)

    assert line.spots[0].planned
    assert line.columns[line.spots[0].first].month == date(2027, 1, 1)


def test_a_step_that_can_be_done_now_reaches_to_its_target_date() -> None:
    line = timeline(Chain((link("dwelling", due=date(2026, 12, 7)),)), TODAY)

    spot = line.spots[0]
    assert line.columns[spot.first].when is When.NOW
    assert line.columns[spot.last].month == date(2026, 12, 1)


def test_what_does_not_apply_is_not_on_the_line() -> None:
    line = timeline(Chain((link("pre", StepState.NOT_APPLICABLE), link("brp"))), TODAY)

    assert [spot.key for spot in line.spots] == ["brp"]
