"""How far one member is, in words: target dates, learning route and scenario. No Qt."""

from collections.abc import Mapping

from overstap.domain.answers import Answer, Field
from overstap.domain.clocks import ClockState, Running
from overstap.domain.handover_scenario import Proposal
from overstap.domain.learning_route import STUDIES, Indication
from overstap.domain.records import RecordId, Subject
from overstap.gui.checklist import words as checklist_words
from overstap.gui.screens.overview.state import (
    ClockRow,
    Jump,
    ReadinessState,
    ReasonRow,
    RouteState,
    ScenarioState,
)
from overstap.usecases.intake.read_readiness import PersonReadiness
from overstap.usecases.words.clock_words import clock_in_words
from overstap.usecases.words.speaker import Speaker

REMARK: Field = "language.route_remark"

_CLOCK_DRAWINGS = {
    Running.NOT_STARTED: "none",
    Running.RUNNING: "busy",
    Running.PASSED: "later",
    Running.MET: "done",
}


class ReadinessWords:
    """Says how far one member of the household ``household`` is."""

    def __init__(self, household: RecordId, say: Speaker) -> None:
        self._household, self._say = household, say

    def state(self, known: PersonReadiness, remark: str, *, read_only: bool) -> ReadinessState:
        """Everything on the page; only an adult has a route and a scenario."""
        return ReadinessState(
            person=known.person,
            name=known.name,
            read_only=read_only,
            groups=checklist_words.groups(known.checklist, self._say),
            clocks=tuple(map(self._clock, known.clocks)),
            route=self._route(known, remark) if known.adult else None,
            scenario=self._scenario(known) if known.adult else None,
        )

    def _clock(self, clock: ClockState) -> ClockRow:
        texts = self._say.texts
        return ClockRow(
            text=clock_in_words(self._say, clock),
            state=_CLOCK_DRAWINGS[clock.state],
            word=texts(f"clock.state.{clock.state}"),
            source=texts("overview.source", source=clock.source),
        )

    def _route(self, known: PersonReadiness, remark: str) -> RouteState:
        texts, route = self._say.texts, known.route
        return RouteState(
            route=texts(f"route.{route.route}"),
            strength=texts(
                "readiness.strength", strength=texts(f"route.strength.{route.strength:d}")
            ),
            reasons=tuple(self._reason("route", r.rule) for r in route.reasons),
            inputs=self._inputs(route),
            missing=self._missing(known, route.missing),
            version=texts("route.version", version=route.version),
            remark=remark,
            ask_remark=Jump(known.person, REMARK, texts("overview.route.remark.ask")),
        )

    def _inputs(self, route: Indication) -> tuple[tuple[str, str], ...]:
        used: Mapping[Field, Answer | None] = route.inputs
        return tuple(
            (self._say.field(field), self._said(field, answer))
            for field, answer in used.items()
            if answer is not None or field == STUDIES
        )

    def _said(self, field: Field, answer: Answer | None) -> str:
        """A group has no answer of its own: its rows were looked at."""
        if answer is None:
            return self._say.texts("route.rows")
        return self._say.value(self._say.catalogue.question(field), answer)

    def _scenario(self, known: PersonReadiness) -> ScenarioState:
        texts = self._say.texts
        proposal: Proposal = known.scenario
        chosen = proposal.chosen
        return ScenarioState(
            proposed=texts(f"scenario.{proposal.scenario or 'none'}"),
            reasons=tuple(self._reason("scenario", rule) for rule in proposal.rules),
            chosen=texts("scenario.chosen", scenario=texts(f"scenario.{chosen}")) if chosen else "",
            missing=self._missing(known, proposal.missing),
        )

    def _reason(self, of: str, rule: str) -> ReasonRow:
        texts = self._say.texts
        key = f"{of}.source.{rule}"
        source = texts(key if texts.has(key) else f"{of}.source")
        return ReasonRow(rule, texts(f"{of}.rule.{rule}"), texts("overview.source", source=source))

    def _missing(self, known: PersonReadiness, fields: tuple[Field, ...]) -> tuple[Jump, ...]:
        return tuple(
            Jump(self._record(known.person, field), field, self._say.field(field))
            for field in fields
        )

    def _record(self, person: RecordId, field: Field) -> RecordId:
        section = self._say.catalogue.section(field.partition(".")[0])
        return self._household if section.subject is Subject.HOUSEHOLD else person
