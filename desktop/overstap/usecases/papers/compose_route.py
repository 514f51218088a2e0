"""The learning route indication on paper: what the rules point at, why, and what they do not know.

An indication is no decision; the sentence that says so stands above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain.learning_route import STUDIES, Indication
from overstap.domain.paper import Line, Part, Words
from overstap.domain.residents import full_name
from overstap.usecases.intake.households import Household
from overstap.usecases.intake.read_readiness import PersonReadiness, ReadReadiness
from overstap.usecases.papers.voice import Voice


@dataclass(frozen=True, slots=True)
class RouteParts:
    """Obeys ``compose_dossier.Extra``."""

    read_readiness: ReadReadiness

    def __call__(self, file: Household, voice: Voice, day: date) -> Sequence[Part]:
        """One part with a block for each adult, or for who may be one; none without adults."""
        adults = [one for one in self.read_readiness.of(file, day).persons if one.adult]
        if not adults:
            return ()
        names = {member.id: full_name(member.answers) for member in file.members}
        first = adults[0].route
        return (
            Part(
                voice("route.title"),
                sentences=(voice("route.no_decision"),),
                parts=tuple(_person(names[one.person], one, voice) for one in adults),
                small=(voice("route.not_used"), voice("route.version", version=first.version)),
            ),
        )


def _person(name: str, person: PersonReadiness, voice: Voice) -> Part:
    return Part(name, lines=tuple(_lines(person.route, voice)))


def _lines(route: Indication, voice: Voice) -> Iterator[Line]:
    strength = voice(f"route.strength.{int(route.strength)}")
    yield Line(voice("dossier.route"), voice(f"route.{route.route}"))
    yield Line(voice("dossier.route.strength"), strength)
    if route.reasons:
        yield Line(voice("route.reasons"), voice.join(_reasons(route, voice), " "))
    if not voice.second and (used := tuple(_inputs(route, voice))):
        yield Line(voice("route.inputs"), voice.told(used))
    if route.missing:
        asked = map(voice.own.catalogue.question, route.missing)
        yield Line(voice("route.missing"), voice.join(map(voice.label, asked)))


def _reasons(route: Indication, voice: Voice) -> Iterator[Words]:
    """Each with the id of its rule, by which the gemeente can look it up; a resident reads why."""
    for reason in route.reasons:
        said = voice(f"route.rule.{reason.rule}")
        yield said if voice.second else voice.pair(reason.rule, said)


def _inputs(route: Indication, voice: Voice) -> Iterator[tuple[Words, Words]]:
    """What the rules looked at, which a resident reads on the pages before. A group has no answer
    of its own: its rows were looked at."""
    for field, answer in route.inputs.items():
        question = voice.own.catalogue.question(field)
        if answer is not None:
            yield voice.name(question), voice.value(question, answer)
        elif field == STUDIES:
            yield voice.name(question), voice("route.rows")
