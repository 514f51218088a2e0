"""Gemeenten and the regions that they lie in: which is where, and what was meant by "zwo".

A code's beginning says what it is: ``GM`` gemeente, ``AM`` arbeidsmarktregio, ``PV`` province,
``VR`` veiligheidsregio, ``COA`` one of COA's five regions (which are whole provinces).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.code_tables import CodeTable, CodeTables

_LETTERS = re.compile(r"[A-Z]+")


class Level(StrEnum):
    """How wide a place is."""

    GEMEENTE = "GM"
    LABOUR_REGION = "AM"
    PROVINCE = "PV"
    SAFETY_REGION = "VR"
    COA_REGION = "COA"


TABLES = {
    Level.GEMEENTE: "gemeenten",
    Level.LABOUR_REGION: "arbeidsmarktregios",
    Level.PROVINCE: "provincies",
    Level.SAFETY_REGION: "veiligheidsregios",
    Level.COA_REGION: "coa_regios",
}
CHOSEN = (Level.GEMEENTE, Level.LABOUR_REGION, Level.PROVINCE, Level.COA_REGION)
"""What a preference may name; together they are the table ``gebieden``."""

UNION = "gebieden"


@dataclass(frozen=True, slots=True)
class Place:
    """A found place: its code and name, and the names of the regions that it lies in."""

    code: str
    name: str
    level: Level
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Answers questions about places from the code tables."""

    tables: CodeTables

    def current(self, code: str) -> str:
        """The present code of a place: that of its successor where a gemeente was merged."""
        return self._table(level(code)).current(code)

    def regions(self, code: str) -> tuple[str, ...]:
        """The regions around a place, nearest first; a gemeente has four, a province one."""
        return tuple(self._around(self.current(code)))

    def contains(self, area: str, place: str) -> bool:
        """Whether ``place`` is ``area`` or lies in it."""
        return self.current(area) in (self.current(place), *self.regions(place))

    def gemeenten(self, area: str) -> tuple[str, ...]:
        """The present gemeenten in an area, in the order of their codes."""
        table = self._table(Level.GEMEENTE)
        codes = (entry.code for entry in table.entries if not entry.valid_to)
        return tuple(code for code in codes if self.contains(area, code))

    def name(self, code: str, language: str) -> str:
        """What a place is called; the code itself where nobody knows it."""
        return self._table(level(code)).label(code, language)

    def find(
        self, text: str, language: str, limit: int = 12, *, training: bool = False
    ) -> tuple[Place, ...]:
        """Places for what was typed, nearest first, each with its regions beside it."""
        found = self.tables.table(UNION).find(text, language, limit, training=training)
        return tuple(self._place(entry.code, language) for entry in found)

    def _place(self, code: str, language: str) -> Place:
        beside = tuple(self.name(region, language) for region in self.regions(code))
        return Place(code, self.name(code, language), level(code), beside)

    def _around(self, code: str) -> Iterator[str]:
        entry = self._table(level(code)).by_code.get(code)
        more = entry.more if entry else {}
        yield from filter(None, (more.get(part) for part in ("labour_region", "province")))
        if province := more.get("province"):
            yield from self._around(province)
        yield from filter(None, (more.get(part) for part in ("coa_region", "safety_region")))

    def _table(self, wide: Level) -> CodeTable:
        return self.tables.table(TABLES[wide])


def level(code: str) -> Level:
    """How wide the place of a code is; an unknown beginning counts as a gemeente's."""
    letters = _LETTERS.match(code)
    known = letters[0] if letters else ""
    return Level(known) if known in set(Level) else Level.GEMEENTE
