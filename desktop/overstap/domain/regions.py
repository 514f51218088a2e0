"""The region view: what of a household's criteria, wishes and needs an area meets, and on what
evidence. It compares areas, never people, and decides nothing: COA matches and weighs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.clocks import whole_date
from overstap.domain.groups import items
from overstap.domain.places import Level, Places, level
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import DWELLING_NEEDS, NEAR_CARE

CRITERIA: Field = "housing.hard_criteria"
WISHES: Field = "housing.preferences"
OWN_WISHES: Field = "wishes.preferences"
FAMILY: Field = "household.family_in_nl"
WORK: Field = "education.work_gemeente"
AVOID: Field = "housing.avoid_region"
PRESENT: Field = "household.present_gemeente"


@dataclass(frozen=True)
class Atlas:
    """Which present gemeenten lie in which area, worked out once; with made-up ones in
    ``training``."""

    places: Places
    training: bool = False

    @cached_property
    def gemeenten(self) -> Mapping[str, frozenset[str]]:
        """Area code to its gemeenten; a gemeente has itself."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self.places.tables.table("gemeenten").entries:
            if not entry.valid_to and (self.training or not entry.training):
                for area in (entry.code, *self.places.regions(entry.code)):
                    found[area].add(entry.code)
        return {area: frozenset(codes) for area, codes in found.items()}

    def inside(self, code: str) -> frozenset[str]:
        """The present gemeenten of an area; nothing where the code is empty or unknown."""
        return self.gemeenten.get(self.places.current(code) if code else "", frozenset())

    def labour_region(self, gemeente: str) -> str:
        """The arbeidsmarktregio of a gemeente; empty where that is not known."""
        around = self.places.regions(gemeente) if gemeente else ()
        return next((code for code in around if level(code) is Level.LABOUR_REGION), "")

    def all(self, wide: Level) -> tuple[str, ...]:
        """All areas of a level, by code."""
        return tuple(sorted(code for code in self.gemeenten if level(code) is wide))


class GroundKind(StrEnum):
    """What kind of reason it is, text ``ground_kind.<value>``, hardest first."""

    CRITERION = "criterion"
    NEED = "need"
    WORK = "work"
    FAMILY = "family"
    WISH = "wish"
    OWN_WISH = "own_wish"


@dataclass(frozen=True, slots=True)
class Ground:
    """Something of the household that points at a place (an area's code; empty: none was said).

    ``code`` is the choice that names it (``family``, ``network``), of the question ``field``.
    ``rank`` is the place of a wish, from 1. ``evidence`` is ``seen``, ``not_seen`` or empty;
    ``person`` whose it is, empty for the household's.
    """

    kind: GroundKind
    field: Field
    code: str
    place: str
    person: RecordId = ""
    rank: int = 0
    evidence: str = ""
    evidence_kind: str = ""
    seen_on: date | None = None


class Reach(StrEnum):
    """How an area meets a ground, text ``reach.<value>``: it is there, in a part of the area, or in
    the same arbeidsmarktregio."""

    HERE = "here"
    PARTLY = "partly"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Area:
    """One region or gemeente. ``met`` are the grounds it meets, hardest first; ``avoid`` only where
    the restricted answer was asked for with a reason."""

    code: str
    level: Level
    region: str
    met: tuple[tuple[Ground, Reach], ...]
    holds_location: bool
    avoid: bool = False


@dataclass(frozen=True, slots=True)
class RegionView:
    """All arbeidsmarktregio's and gemeenten. ``unplaced`` are grounds that name no place;
    ``dwelling_needs`` hold in any region. ``covered`` are ``AVOID`` and ``NEAR_CARE`` where there
    is a restricted answer about a region to avoid, or about what a home needs, that is not shown:
    to be looked at before anybody chooses. The sentence ``regions.no_decision``
    belongs to every showing of it."""

    present: str
    regions: tuple[Area, ...]
    gemeenten: tuple[Area, ...]
    grounds: tuple[Ground, ...]
    unplaced: tuple[Ground, ...]
    dwelling_needs: tuple[Field, ...]
    covered: tuple[Field, ...]

    def area(self, code: str) -> Area:
        """The area of that code."""
        return next(area for area in (*self.regions, *self.gemeenten) if area.code == code)


def compare(
    atlas: Atlas,
    household: Record,
    members: Sequence[Record],
    here: str,
    today: date,
    shown: Collection[Field] = (),
) -> RegionView:
    """Compare all areas for a household; ``here`` is the gemeente of the location, where no answer
    says where they live now. ``shown``: ``AVOID`` to show regions to avoid, ``NEAR_CARE`` to show
    needs."""
    answers = household.answers
    needs = answers if NEAR_CARE in shown else {}
    grounds = tuple(_grounds(household, members, needs, today))
    present = household.text(PRESENT) or here
    avoided = household.text(AVOID) if AVOID in shown else ""
    look = _Look(atlas, grounds, atlas.inside(present), atlas.inside(avoided))
    return RegionView(
        present=present,
        regions=look.areas(Level.LABOUR_REGION),
        gemeenten=look.areas(Level.GEMEENTE),
        grounds=grounds,
        unplaced=tuple(ground for ground in grounds if not atlas.inside(ground.place)),
        dwelling_needs=tuple(field for field in DWELLING_NEEDS if _said(needs, field) == "yes"),
        covered=tuple(field for field in _restricted(answers) if field not in shown),
    )


def _restricted(answers: Answers) -> Iterator[Field]:
    """What there are restricted answers about."""
    for about, fields in ((AVOID, (AVOID,)), (NEAR_CARE, (NEAR_CARE, *DWELLING_NEEDS))):
        if any(_said(answers, field) for field in fields):
            yield about


class _Look:
    """Looks at every area with the same eyes."""

    def __init__(
        self,
        atlas: Atlas,
        grounds: Sequence[Ground],
        present: frozenset[str],
        avoided: frozenset[str],
    ) -> None:
        self._atlas = atlas
        self._placed = [(ground, atlas.inside(ground.place)) for ground in grounds]
        self._present = present
        self._avoided = avoided

    def areas(self, wide: Level) -> tuple[Area, ...]:
        """All areas of a level: those that meet harder grounds first, then by code."""
        return tuple(sorted(map(self._area, self._atlas.all(wide)), key=_hardest_first))

    def _area(self, code: str) -> Area:
        inside = self._atlas.inside(code)
        wide = level(code)
        region = self._atlas.labour_region(code) if wide is Level.GEMEENTE else code
        around = self._atlas.inside(region)
        met = tuple(
            (ground, reach)
            for ground, where in self._placed
            if (reach := _reach(inside, around, where)) is not None
        )
        return Area(
            code=code,
            level=wide,
            region=region,
            met=met,
            holds_location=bool(inside & self._present),
            avoid=bool(inside & self._avoided),
        )


def _reach(inside: frozenset[str], around: frozenset[str], where: frozenset[str]) -> Reach | None:
    if not where:
        return None
    if inside <= where or where <= inside:
        return Reach.HERE
    if inside & where:
        return Reach.PARTLY
    return Reach.NEAR if around & where else None


def _hardest_first(area: Area) -> tuple[object, ...]:
    here = [ground for ground, reach in area.met if reach is not Reach.NEAR]
    criteria = [ground for ground in here if ground.kind is GroundKind.CRITERION]
    seen = sum(ground.evidence == "seen" for ground in criteria)
    ranks = [ground.rank for ground in here if ground.kind is GroundKind.WISH]
    return -seen, -len(criteria), min(ranks, default=99), -len(here), -len(area.met), area.code


def _grounds(
    household: Record, members: Sequence[Record], needs: Answers, today: date
) -> Iterator[Ground]:
    answers = household.answers
    criteria = [parts for _, parts in items(CRITERIA, answers) if not _ended(parts, today)]
    yield from map(_criterion, criteria)
    yield from _care(needs, criteria)
    for member in members:
        if place := member.text(WORK):
            yield Ground(GroundKind.WORK, WORK, "", place, member.id)
    for _, parts in items(FAMILY, answers):
        yield Ground(GroundKind.FAMILY, FAMILY, _said(parts, "relation"), _said(parts, "gemeente"))
    yield from _wishes(GroundKind.WISH, WISHES, answers, "")
    for member in members:
        yield from _wishes(GroundKind.OWN_WISH, OWN_WISHES, member.answers, member.id)


def _criterion(parts: Answers) -> Ground:
    return Ground(
        kind=GroundKind.CRITERION,
        field=CRITERIA,
        code=_said(parts, "type"),
        place=_said(parts, "gemeente"),
        evidence=_said(parts, "evidence"),
        evidence_kind=_said(parts, "evidence_kind"),
        seen_on=whole_date(parts, "seen_on"),
    )


def _care(needs: Answers, criteria: Iterable[Answers]) -> Iterator[Ground]:
    """The need to live near a treatment is met where the treatment is."""
    if _said(needs, NEAR_CARE) == "yes":
        treated = [c for c in criteria if _said(c, "type") == "treatment"]
        where = {_said(criterion, "gemeente") for criterion in treated} or {""}
        yield from (Ground(GroundKind.NEED, NEAR_CARE, "yes", place) for place in sorted(where))


def _wishes(kind: GroundKind, field: Field, answers: Answers, person: RecordId) -> Iterator[Ground]:
    for number, (_, parts) in enumerate(items(field, answers), start=1):
        place, reason = _said(parts, "place"), _said(parts, "reason")
        if place or reason:
            yield Ground(kind, field, reason, place, person, rank=number)


def _ended(parts: Answers, today: date) -> bool:
    until = whole_date(parts, "until")
    return until is not None and until < today


def _said(answers: Answers, key: str) -> str:
    answer: Answer | None = answers.get(key)
    return answer.text if answer else ""
