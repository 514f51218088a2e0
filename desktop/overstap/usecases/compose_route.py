"""The learning route indication on paper: what the rules point at, why, and what they do not know.

An indication is no decision; the sentence that says so stands above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from overstap.domain.learning_route import Indication
from overstap.domain.paper import Line, Part
from overstap.domain.residents import full_name
from overstap.usecases.households import Household
from overstap.usecases.read_readiness import PersonReadiness, ReadReadiness
from overstap.usecases.voice import Voice


@dataclass(frozen=True, slots=True)
class RouteParts:
    """Obeys ``compose_dossier.Extra``."""

    read_readiness: ReadReadiness

    def __call__(self, file: Household, voice: Voice) -> Sequence[Part]:
        """One part with a block for each adult, or for who may be one; none without adults."""
        adults = [person for person in self.read_readiness.of(file).persons if person.adult]
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
        reasons = (voice(f"route.rule.{reason.rule}") for reason in route.reasons)
        yield Line(voice("route.reasons"), voice.join(reasons, " "))
    if route.missing:
        yield Line(
            voice("route.missing"), voice.join(voice(f"question.{f}") for f in route.missing)
        )
