"""What the gemeente and the location plan together, on paper: target dates and how to hand over.

Only days stand here, never how many are left: a version says the same on every day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain.clocks import ClockState
from overstap.domain.handover_scenario import Proposal
from overstap.domain.paper import Line, Part, Words
from overstap.domain.residents import full_name
from overstap.usecases.intake.households import Household
from overstap.usecases.intake.read_readiness import ReadReadiness
from overstap.usecases.papers.voice import Voice


@dataclass(frozen=True, slots=True)
class PlanningParts:
    """Obeys ``compose_dossier.Extra``."""

    read_readiness: ReadReadiness

    def __call__(self, file: Household, voice: Voice, day: date) -> Sequence[Part]:
        """A part with the target dates and one with the scenario, a block for each adult; none
        without adults."""
        adults = [one for one in self.read_readiness.of(file, day).persons if one.adult]
        if not adults:
            return ()
        names = {member.id: full_name(member.answers) for member in file.members}
        sources = dict.fromkeys(clock.source for one in adults for clock in one.clocks)
        dates = Part(
            voice("dossier.clocks"),
            sentences=(voice("clock.explained"),),
            parts=tuple(
                Part(names[one.person], lines=tuple(_clock(clock, voice) for clock in one.clocks))
                for one in adults
            ),
            small=(voice("overview.source", source="; ".join(sources)),),
        )
        scenario = Part(
            voice("scenario.title"),
            sentences=(voice("scenario.lead"),),
            parts=tuple(
                Part(names[one.person], lines=tuple(_way(one.scenario, voice))) for one in adults
            ),
            small=(voice("overview.source", source=voice.plain("scenario.source")),),
        )
        return dates, scenario


def _clock(clock: ClockState, voice: Voice) -> Line:
    return Line(voice(f"clock.{clock.key}"), _when(clock, voice))


def _when(clock: ClockState, voice: Voice) -> Words:
    if clock.met_on is not None:
        return voice("dossier.clock.met", day=voice.day(clock.met_on))
    if clock.due is not None:
        return voice("dossier.clock.due", day=voice.day(clock.due))
    return voice("dossier.clock.waits", fields=", ".join(map(voice.own.field, clock.waits_for)))


def _way(proposal: Proposal, voice: Voice) -> Iterator[Line]:
    yield Line(voice("dossier.scenario"), voice(f"scenario.{proposal.scenario or 'none'}"))
    if proposal.chosen:
        yield Line(voice("dossier.scenario.chosen"), voice(f"scenario.{proposal.chosen}"))
    reasons = (voice.pair(rule, voice(f"scenario.rule.{rule}")) for rule in proposal.rules)
    yield Line(voice("route.reasons"), voice.join(reasons, " "))
    if proposal.missing:
        fields = ", ".join(map(voice.own.field, proposal.missing))
        yield Line(voice("route.missing"), fields)
