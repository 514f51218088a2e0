"""The region view in words: what an area meets, on what evidence. Compares areas only. No Qt."""

from collections.abc import Collection, Iterator

from overstap.domain.covering import to_see
from overstap.domain.places import Level, level
from overstap.domain.regions import Area, Ground, GroundKind, Reach
from overstap.domain.roles import Permission, who_may
from overstap.gui.screens.overview.state import AreaRow, AreaState, GroundRow, RegionsState
from overstap.usecases.intake.compare_regions import Compared
from overstap.usecases.words.speaker import Speaker

_DRAWINGS = {Reach.HERE: "done", Reach.PARTLY: "busy", Reach.NEAR: "near"}
_LEVELS = {Level.LABOUR_REGION: "regions", Level.GEMEENTE: "gemeenten"}


class RegionWords:
    """Says one comparison."""

    def __init__(self, found: Compared, say: Speaker) -> None:
        self._found, self._view, self._say = found, found.regions, say

    def state(self, wide: Level, chosen: str, may: Collection[Permission]) -> RegionsState:
        """The list of areas of a level that meet something, and the chosen one in full."""
        texts, view = self._say.texts, self._view
        areas = view.regions if wide is Level.LABOUR_REGION else view.gemeenten
        shown = [area for area in areas if _matters(area) or area.code == chosen]
        code = chosen or next((area.code for area in shown), "")
        return RegionsState(
            level=wide,
            areas=tuple(self._row(area, code) for area in shown),
            nothing="" if view.grounds else texts("regions.nothing"),
            area=self._area(view.area(code)) if code else None,
            present=self._present(),
            covered=" ".join(texts(f"regions.covered.{about}") for about in view.covered),
            closed=self._closed(may),
            besides=tuple(self._besides()),
            views=tuple(self._views()),
        )

    def _closed(self, may: Collection[Permission]) -> str:
        """Who may see what is covered; empty where one may see some of it."""
        needed = [to_see(self._say.catalogue.question(about)) for about in self._view.covered]
        if not needed or any(permission in may for permission in needed):
            return ""
        roles = ", ".join(self._say.texts(f"role.{role}") for role in who_may(needed[-1]))
        return self._say.texts("form.covered.closed", roles=roles)

    def _row(self, area: Area, chosen: str) -> AreaRow:
        met = [self._short(g) for g, reach in area.met if reach is not Reach.NEAR]
        return AreaRow(
            code=area.code,
            name=self._name(area.code),
            facts=", ".join(dict.fromkeys(met)),
            marks=self._marks(area),
            current=area.code == chosen,
        )

    def _area(self, area: Area) -> AreaState:
        reached = dict(area.met)
        lies_in = self._name(area.region) if level(area.code) is Level.GEMEENTE else ""
        return AreaState(
            name=self._name(area.code),
            lies_in=self._say.texts("overview.regions.lies_in", region=lies_in) if lies_in else "",
            marks=self._marks(area),
            grounds=tuple(
                self._ground(ground, reached.get(ground))
                for ground in self._view.grounds
                if ground not in self._view.unplaced
            ),
        )

    def _ground(self, ground: Ground, reach: Reach | None) -> GroundRow:
        texts = self._say.texts
        word = texts(f"reach.{reach}") if reach else texts("overview.regions.not_here")
        drawing = _DRAWINGS[reach] if reach else "none"
        return GroundRow(self._long(ground), drawing, word)

    def _marks(self, area: Area) -> tuple[str, ...]:
        marks = ["regions.holds_location"] * area.holds_location + ["regions.avoid"] * area.avoid
        return tuple(map(self._say.texts, marks))

    def _short(self, ground: Ground) -> str:
        if ground.rank and ground.kind is GroundKind.WISH:
            return self._say.texts("regions.rank", rank=ground.rank)
        return self._say.texts(f"ground_kind.{ground.kind}")

    def _long(self, ground: Ground) -> str:
        """ "hard criterium: mantelzorg, Zwolle, bewijs gezien (contract, 3 november 2026)"."""
        texts = self._say.texts
        said = [self._choice(ground), self._name(ground.place) if ground.place else ""]
        if ground.rank:
            said.append(texts("regions.rank", rank=ground.rank))
        if ground.person:
            said.append(self._found.names[ground.person])
        if ground.evidence:
            said.append(self._evidence(ground))
        kind = texts(f"ground_kind.{ground.kind}")
        return f"{kind[:1].upper()}{kind[1:]}: {', '.join(part for part in said if part)}"

    def _evidence(self, ground: Ground) -> str:
        said = self._say.texts(f"regions.evidence.{ground.evidence}")
        kind = self._say.option(
            self._say.catalogue.question(f"{ground.field}.evidence_kind"), ground.evidence_kind
        )
        more = [kind if ground.evidence_kind else ""]
        more.append(self._say.day(ground.seen_on) if ground.seen_on else "")
        known = ", ".join(part for part in more if part)
        return f"{said} ({known})" if known else said

    def _choice(self, ground: Ground) -> str:
        """What the choice is called that names the ground; the question itself for a need."""
        question = self._say.catalogue.find(ground.field)
        if question is None or ground.kind is GroundKind.NEED:
            return self._say.field(ground.field)
        named = next((part for part in question.parts if ground.code in part.choices), None)
        if named is None or not ground.code:
            return ""
        return self._say.option(self._say.catalogue.question(named.key), ground.code)

    def _besides(self) -> Iterator[str]:
        """What names no place, and what holds for a dwelling anywhere."""
        texts, view = self._say.texts, self._view
        if view.unplaced:
            said = "; ".join(map(self._long, view.unplaced))
            yield f"{texts('regions.unplaced')}: {said}"
        if view.dwelling_needs:
            said = ", ".join(map(self._say.field, view.dwelling_needs))
            yield f"{texts('regions.dwelling_needs')}: {said}"

    def _views(self) -> Iterator[str]:
        for view in self._found.views:
            said = self._say.texts(f"views.{view.said or 'not_asked'}")
            own = self._say.texts("overview.regions.own", count=view.own) if view.own else ""
            yield f"{view.name}: {', '.join(part for part in (said, own) if part)}"

    def _present(self) -> str:
        place = self._view.present
        return self._say.texts("regions.present", place=self._name(place)) if place else ""

    def _name(self, code: str) -> str:
        return self._say.tables.table("gebieden").label(code, self._say.texts.language)


def _matters(area: Area) -> bool:
    near = all(reach is Reach.NEAR for _, reach in area.met)
    return area.holds_location or area.avoid or not near


LEVELS = tuple((str(wide), key) for wide, key in _LEVELS.items())
"""(level, text ``overview.regions.<key>``)."""
