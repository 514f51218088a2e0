"""The chain of a household in words. No Qt."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from overstap.domain.chain import Link, StepState
from overstap.domain.clocks import Lane, Running
from overstap.gui.screens.overview.state import (
    ChainState,
    LaneHead,
    StepCard,
    StepList,
    StepRow,
)
from overstap.gui.screens.overview.timeline import Column, Spot, When, planned, timeline
from overstap.i18n.languages import locale
from overstap.usecases.intake.read_readiness import HouseholdReadiness
from overstap.usecases.words.speaker import Speaker

_DRAWINGS = {
    StepState.DONE: "done",
    StepState.RUNNING: "busy",
    StepState.READY: "ready",
    StepState.WAITING: "later",
    StepState.NOT_APPLICABLE: "none",
}
_PICTURES = {Lane.RECEPTION: "house", Lane.HOUSING: "link", Lane.INBURGERING: "speech"}
_LISTS = (
    ("todo", "busy", (StepState.READY, StepState.RUNNING)),
    ("waits", "later", (StepState.WAITING,)),
    ("done", "done", (StepState.DONE,)),
)


class ChainWords:
    """Says the chain of one household, as it is ``today``."""

    def __init__(self, found: HouseholdReadiness, say: Speaker, today: date) -> None:
        self._found, self._say, self._today = found, say, today
        self._names = {known.person: known.name for known in found.persons}

    def state(self) -> ChainState:
        """The line of time, and the same as lists."""
        line = timeline(self._found.chain, self._today)
        lanes = tuple(self._lane(lane, line.rows(lane)) for lane in Lane)
        lists = tuple(self._list(*wanted) for wanted in _LISTS)
        counts = "; ".join(f"{one.title}: {len(one.rows)}" for one in lists)
        return ChainState(
            columns=tuple(map(self._column, line.columns)),
            now=line.now,
            lanes=lanes,
            cards=tuple(map(self._card, line.spots)),
            lines=line.lines,
            lists=lists,
            spoken=self._say.texts("overview.chain.spoken", counts=counts),
        )

    def _lane(self, lane: Lane, rows: int) -> LaneHead:
        return LaneHead(lane, self._say.texts(f"lane.{lane}"), _PICTURES[lane], rows)

    def _column(self, column: Column) -> str:
        language = locale(self._say.texts.language)
        if column.when is When.MONTH and column.month:
            return format_date(column.month, "LLL y", locale=language)
        if column.when is When.NOW:
            day = format_date(self._today, "d MMM", locale=language)
            return self._say.texts("overview.when.now", day=day)
        return self._say.texts(f"overview.when.{column.when}")

    def _card(self, spot: Spot) -> StepCard:
        link = self._found.chain.by_key[spot.key]
        return StepCard(
            key=spot.key,
            lane=spot.lane,
            first=spot.first,
            last=spot.last,
            row=spot.row,
            title=self._title(spot.key),
            state="planned" if spot.planned else _DRAWINGS[link.state],
            word=self._word(link),
            detail=" ".join(self._detail(link)),
            path=self._path(spot.key),
            dashed=spot.planned or (link.state is StepState.WAITING and bool(link.waits_for)),
        )

    def _path(self, key: str) -> tuple[str, ...]:
        """Everything it waits for, and itself."""
        before = self._found.chain.by_key[key].waits_for
        return (*dict.fromkeys(k for one in before for k in self._path(one)), key)

    def _list(self, name: str, drawing: str, states: tuple[StepState, ...]) -> StepList:
        texts = self._say.texts
        return StepList(
            title=texts(f"overview.chain.{name}"),
            state=drawing,
            rows=tuple(
                StepRow(
                    link.key,
                    self._title(link.key),
                    self._row_word(link),
                    "planned" if planned(link, self._today) else _DRAWINGS[link.state],
                )
                for link in self._found.chain.links
                if link.state in states
            ),
            nothing=texts(f"overview.chain.{name}.none"),
        )

    def _title(self, key: str) -> str:
        return self._say.texts(f"chain.{key}")

    def _word(self, link: Link) -> str:
        """One short line: the state, and a day or what it waits for."""
        texts = self._say.texts
        if planned(link, self._today) and link.on:
            return texts("overview.chain.planned", day=self._short(link.on))
        if link.state is StepState.WAITING:
            if link.waits_for:
                steps = ", ".join(map(self._title, link.waits_for))
                return texts("chain.waits_for", steps=steps)
            return texts("chain.waits_for_who", who=texts(f"actor.{link.who}"))
        word = texts(f"chain.state.{link.state}")
        day = link.on or (link.clock.due if link.clock and link.state in _OPEN else None)
        if day is None:
            return word
        return f"{word} · {self._short(day)}"

    def _row_word(self, link: Link) -> str:
        """As on the card, with the lane, who acts and for whom."""
        parts = [self._say.texts(f"lane.{link.lane}"), self._word(link)]
        if link.state in _OPEN:
            parts.append(self._who(link))
        if self._open_for(link):
            parts.append(self._open_for(link))
        return " · ".join(parts)

    def _detail(self, link: Link) -> Iterator[str]:
        texts = self._say.texts
        yield f"{self._title(link.key)}: {self._word(link)}."
        for before in link.waits_for:
            path = (*self._found.chain.why(before), link.key)
            yield texts("overview.chain.why", steps=" → ".join(map(self._title, path)))
        if link.state is not StepState.DONE:
            yield self._sentence(self._who(link))
        if self._open_for(link):
            yield self._sentence(self._open_for(link))
        if link.clock is not None and link.clock.due and link.state is not StepState.DONE:
            yield self._clock(link)
        yield texts("overview.source", source=link.source)

    def _clock(self, link: Link) -> str:
        assert link.clock is not None
        passed = link.clock.state is Running.PASSED
        key = "clock.days_past" if passed else "clock.days_left"
        due = self._say.day(link.clock.due) if link.clock.due else ""
        left = self._say.texts(key, count=abs(link.clock.days_left))
        return self._say.texts("overview.chain.due", day=due, left=left)

    def _who(self, link: Link) -> str:
        return self._say.texts("chain.who", who=self._say.texts(f"actor.{link.who}"))

    def _open_for(self, link: Link) -> str:
        if not link.open_for or len(link.open_for) == len(self._names):
            return ""
        names = "; ".join(self._names[record] for record in link.open_for)
        return self._say.texts("chain.open_for", names=names)

    def _short(self, day: date) -> str:
        pattern = "d MMM" if day.year == self._today.year else "d MMM y"
        return format_date(day, pattern, locale=locale(self._say.texts.language))

    @staticmethod
    def _sentence(text: str) -> str:
        return f"{text[:1].upper()}{text[1:]}."


_OPEN = (StepState.READY, StepState.RUNNING)
