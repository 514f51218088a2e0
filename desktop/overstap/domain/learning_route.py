"""The learning route that the talk may begin with: an indication by rules, never a decision.

The gemeente decides, after the brede intake and the learning ability test (Wet inburgering 2021,
art. 14 and 15). The rules read ``INPUTS`` and nothing else: the reader refuses any other field, so
nationality, country, religion, health and gender cannot count. COA's own grouping is no test and
is not read either. Sources: Wi2021 and Besluit inburgering 2021; Divosa, Handreiking leerroutes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from overstap.domain import dates
from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.groups import items
from overstap.domain.residents import BIRTH_DATE

RULES_VERSION = "2026.11"
"""Stands on every indication. Raised when a rule changes, so an old one can be explained."""

PHASE: Field = "status.phase"
DUTCH_DIPLOMA: Field = "education.dutch_diploma"
STUDIES: Field = "education.studies"
YEARS: Field = "education.years"
STUDY_WISH: Field = "education.study_wish"
LITERACY: Field = "language.literacy"
DUTCH: Field = "language.dutch"
DUTCH_BASIS: Field = "language.dutch_basis"
LBT_STATE: Field = "language.lbt_state"
LBT_RESULT: Field = "language.lbt_result"
HALF_DAYS: Field = "language.half_days"

INPUTS = frozenset(
    {
        BIRTH_DATE,
        PHASE,
        DUTCH_DIPLOMA,
        STUDIES,
        YEARS,
        STUDY_WISH,
        LITERACY,
        DUTCH,
        DUTCH_BASIS,
        LBT_STATE,
        LBT_RESULT,
        HALF_DAYS,
    }
)
"""Everything that may count; of ``STUDIES`` only the parts ``level`` and ``finished``."""

_ASKED_FOR = (LBT_STATE, YEARS, LITERACY, STUDY_WISH)
"""What L9 misses where it was not answered."""

_UPPER = frozenset({"upper", "bachelor", "master"})
_SPOKEN = {"pre": 0, "A1": 1, "A2": 2, "B1": 3, "B2": 4, "C": 5, "C1": 5, "C2": 6}
_YOUNG = 28
_FULL_TIME = 8
_FEW = 3


class Route(StrEnum):
    """What the rules point at, text ``route.<value>``. The last four say why there is none."""

    B1 = "b1"
    EDUCATION = "education"
    SELF_RELIANCE = "z"
    SELF_RELIANCE_OR_B1 = "z_or_b1"
    TALK_ONLY = "talk_only"
    TOO_YOUNG = "too_young"
    PENSION_AGE = "pension_age"
    EXEMPTION = "exemption"
    NOT_YET = "not_yet"


class Strength(IntEnum):
    """How firmly the rules point; ``STRONG`` only with an official learning ability test."""

    NONE = 0
    WEAK = 1
    PROVISIONAL = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that held, text ``route.rule.<rule>``, source ``route.source.<rule>``; ``inputs`` are
    the fields it looked at. A ``note`` changes no route: something to talk about."""

    rule: str
    inputs: tuple[Field, ...]
    note: bool = False


@dataclass(frozen=True)
class Indication:
    """What the rules point at, why, and what they did not know.

    ``inputs`` are all fields that were looked at with what they said; ``missing`` those without an
    answer that would count. The sentence ``route.no_decision`` belongs to every showing of it.
    """

    route: Route
    strength: Strength
    reasons: tuple[Reason, ...]
    inputs: Mapping[Field, Answer | None]
    missing: tuple[Field, ...]
    version: str = RULES_VERSION


class ForbiddenInputError(KeyError):
    """A rule asked for what may not count: a fault of ours, so that no test can miss it."""


class _Reader:
    """Hands out ``INPUTS`` only, and remembers which were looked at."""

    def __init__(self, answers: Answers, today: date) -> None:
        self._answers = answers
        self._today = today
        self.used: dict[Field, Answer | None] = {}

    def answer(self, field: Field) -> Answer | None:
        if field not in INPUTS:
            raise ForbiddenInputError(field)
        self.used[field] = self._answers.get(field)
        return self.used[field]

    def text(self, field: Field) -> str:
        answer = self.answer(field)
        return answer.text if answer else ""

    def number(self, field: Field) -> int | None:
        answer = self.answer(field)
        value = answer.value if answer else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def ages(self) -> dates.Ages | None:
        birth = self.text(BIRTH_DATE)
        return dates.ages(birth, self._today) if dates.is_possible(birth) else None

    def finished_upper(self) -> bool:
        """Whether an education of at least upper secondary level was finished."""
        self.answer(STUDIES)
        return any(
            study["level"].text in _UPPER and study["finished"].text == "yes"
            for _, study in items(STUDIES, self._answers)
            if "level" in study and "finished" in study
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    """``holds`` looks at ``inputs`` through the reader."""

    id: str
    inputs: tuple[Field, ...]
    holds: Callable[[_Reader], bool]
    note: bool = False

    def reason(self) -> Reason:
        return Reason(self.id, self.inputs, self.note)


def indication(answers: Answers, today: date, pension_age: int) -> Indication:
    """What the rules point at for one person; ``answers`` may hold anything else as well."""
    reader = _Reader(answers, today)
    for rule, outcome in _preconditions(pension_age):
        if rule.holds(reader):
            return Indication(outcome, Strength.NONE, (rule.reason(),), reader.used, ())
    held = [rule for rule in _RULES if rule.holds(reader)]
    named = {rule.id for rule in held}
    missing = tuple(field for field in _ASKED_FOR if not _known(reader, field))
    reasons = tuple(rule.reason() for rule in held)
    if missing:
        reasons = (*reasons, Reason("L9", missing, note=True))
    route = _route(named)
    return Indication(route, _strength(named, route, missing), reasons, reader.used, missing)


def _preconditions(pension_age: int) -> tuple[tuple[_Rule, Route], ...]:
    def minor(reader: _Reader) -> bool:
        ages = reader.ages()
        return ages is not None and ages.highest < 18

    def pensioner(reader: _Reader) -> bool:
        ages = reader.ages()
        return ages is not None and ages.lowest >= pension_age

    return (
        (_Rule("P1", (BIRTH_DATE,), minor), Route.TOO_YOUNG),
        (_Rule("P2", (BIRTH_DATE,), pensioner), Route.PENSION_AGE),
        (_Rule("P3", (DUTCH_DIPLOMA,), _dutch_diploma), Route.EXEMPTION),
        (_Rule("P4", (PHASE,), _not_yet_obliged), Route.NOT_YET),
    )


def _dutch_diploma(reader: _Reader) -> bool:
    return reader.text(DUTCH_DIPLOMA) not in ("", "none", "no")


def _not_yet_obliged(reader: _Reader) -> bool:
    return reader.text(PHASE) in ("procedure", "temporary")


def _result(reader: _Reader) -> str:
    """The official test: its result, ``waived``, or empty where there is none (yet)."""
    state = reader.text(LBT_STATE)
    if state == "taken":
        return reader.text(LBT_RESULT)
    return "waived" if state == "waived" else ""


def _feasible(reader: _Reader) -> bool:
    return _result(reader) == "feasible"


def _to_study(reader: _Reader) -> bool:
    wish = reader.text(STUDY_WISH) not in ("", "none", "no")
    return _feasible(reader) and wish and (reader.finished_upper() or _years(reader, 10))


def _young_and_free(reader: _Reader) -> bool:
    ages, free = reader.ages(), reader.number(HALF_DAYS)
    full_time = free is not None and free >= _FULL_TIME
    return _to_study(reader) and ages is not None and ages.highest < _YOUNG and full_time


def _not_feasible(reader: _Reader) -> bool:
    return _result(reader) == "not_feasible"


def _contradictory(reader: _Reader) -> bool:
    return _not_feasible(reader) and (_years(reader, 8) or _level(reader) >= _SPOKEN["A1"])


def _little_school(reader: _Reader) -> bool:
    years = reader.number(YEARS)
    little = years is not None and years <= 3
    return not _result(reader) and (reader.text(LITERACY) == "none" or little)


def _schooled(reader: _Reader) -> bool:
    literate = reader.text(LITERACY) in ("own", "latin", "both")
    return not _result(reader) and literate and _years(reader, 6)


def _waived(reader: _Reader) -> bool:
    return _result(reader) == "waived"


def _tested_level(reader: _Reader) -> bool:
    return _level(reader) >= _SPOKEN["A2"] and reader.text(DUTCH_BASIS) == "test"


def _little_time(reader: _Reader) -> bool:
    free = reader.number(HALF_DAYS)
    return free is not None and free < _FEW


_LBT = (LBT_STATE, LBT_RESULT)

_RULES = (
    _Rule("L1", _LBT, _feasible),
    _Rule("L2", (*_LBT, STUDY_WISH, STUDIES, YEARS), _to_study),
    _Rule("L2a", (BIRTH_DATE, HALF_DAYS), _young_and_free),
    _Rule("L3", _LBT, _not_feasible),
    _Rule("L3a", (*_LBT, YEARS, DUTCH), _contradictory, note=True),
    _Rule("L4", (LBT_STATE, LITERACY, YEARS), _little_school),
    _Rule("L5", (LBT_STATE, LITERACY, YEARS), _schooled),
    _Rule("L6", (LBT_STATE,), _waived),
    _Rule("L7", (DUTCH, DUTCH_BASIS), _tested_level),
    _Rule("L8", (HALF_DAYS,), _little_time, note=True),
)


def _years(reader: _Reader, least: int) -> bool:
    years = reader.number(YEARS)
    return years is not None and years >= least


def _level(reader: _Reader) -> int:
    return _SPOKEN.get(reader.text(DUTCH), -1)


def _known(reader: _Reader, field: Field) -> bool:
    if field == LBT_STATE:
        return bool(_result(reader))
    answer = reader.answer(field)
    return answer is not None and answer.value is not None


def _route(held: set[str]) -> Route:
    by_rule = (
        ("L2", Route.EDUCATION),
        ("L1", Route.B1),
        ("L3", Route.SELF_RELIANCE),
        ("L6", Route.TALK_ONLY),
        ("L4", Route.SELF_RELIANCE_OR_B1),
        ("L5", Route.B1),
        ("L7", Route.B1),
    )
    return next((route for rule, route in by_rule if rule in held), Route.TALK_ONLY)


def _strength(held: set[str], route: Route, missing: tuple[Field, ...]) -> Strength:
    """Strong by the test alone; L4 and L5 are weak; L7 strengthens B1; L9 and L3a weaken."""
    if route is Route.TALK_ONLY:
        return Strength.NONE
    if held & {"L1", "L3"}:
        doubtful = "L3a" in held or (route is Route.EDUCATION and "L2a" not in held)
        return Strength.PROVISIONAL if doubtful or missing else Strength.STRONG
    strengthened = route is Route.B1 and "L7" in held
    others_missing = set(missing) - {LBT_STATE}
    return Strength.PROVISIONAL if strengthened and not others_missing else Strength.WEAK
