"""Target dates in words, for screen and command line alike."""

from overstap.domain.clocks import ClockState, Running
from overstap.usecases.words.speaker import Speaker


def clock_in_words(say: Speaker, clock: ClockState) -> str:
    """A target date as a sentence, in neutral words."""
    texts, name = say.texts, say.texts(f"clock.{clock.key}")
    if clock.state is Running.NOT_STARTED or clock.due is None:
        return texts("clock.waits", clock=name, fields=", ".join(map(say.field, clock.waits_for)))
    if clock.met_on is not None:
        return texts("clock.done", clock=name, day=say.day(clock.met_on))
    key = "clock.days_past" if clock.state is Running.PASSED else "clock.days_left"
    left = texts(key, count=abs(clock.days_left))
    return f"{texts('clock.due', clock=name, day=say.day(clock.due))} ({left})"
