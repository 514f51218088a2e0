"""Answers that do not go together. Each is a question to the person ("is that right?"), never a
refusal: life is stranger than our rules.

``PERSON_AND_HOUSEHOLD`` is the whole list. A rule looks at the answers of one record, some also at
those of the others in the household, and gives the field under which the question stands; the
sentence is the text ``problem.<code>``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain import dates
from overstap.domain.answers import Answers, Field, Problem
from overstap.domain.groups import items, part_field
from overstap.domain.residents import (
    BIRTH_DATE,
    BSN,
    DWELLING_FORMS,
    MATCHED_GEMEENTE,
    READ_BACK,
    ROLE,
)

Found = Iterator[tuple[str, Field, dict[str, object]]]
"""Code, field and what the sentence names."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers of one record, as the rules read them, and the day of today. ``others``: the
    answers of the other members of the household, where it is about a member."""

    answers: Answers
    today: date
    others: Sequence[Answers] = ()

    def value(self, key: Field) -> object:
        """What was answered at ``key``; None where nothing was."""
        answer = self.answers.get(key)
        return answer.value if answer else None

    def number(self, key: Field) -> int | None:
        """The number answered at ``key``."""
        value = self.value(key)
        return value if isinstance(value, int) else None

    def day(self, key: Field) -> str:
        """The date answered at ``key`` in eight digits; empty where there is none."""
        answer = self.answers.get(key)
        text = answer.text if answer else ""
        return text if dates.is_possible(text) else ""

    @property
    def roles_beside(self) -> frozenset[str]:
        """What the others are in the household."""
        return frozenset(other[ROLE].text for other in self.others if ROLE in other)

    @property
    def now(self) -> str:
        """Today in eight digits, to compare with."""
        return self.today.strftime("%Y%m%d")


def contradictions(
    answers: Answers, today: date, others: Sequence[Answers] = ()
) -> tuple[Problem, ...]:
    """Every question that the answers of one record raise, as warnings."""
    facts = Facts(answers, today, others)
    found = (entry for rule in PERSON_AND_HOUSEHOLD for entry in rule(facts))
    return tuple(
        Problem(field, code, parameters, warning=True) for code, field, parameters in found
    )


def _single(facts: Facts) -> Found:
    """Single, and yet a partner or with one. Who is married may well have no partner here."""
    if facts.value("person.marital_status") != "single":
        return
    if facts.value(ROLE) == "partner":
        yield "partner_single", "person.marital_status", {}
    elif facts.value(ROLE) == "head" and "partner" in facts.roles_beside:
        yield "partner_here", "person.marital_status", {}


def _two_alike(facts: Facts) -> Found:
    """One household has one head, who has one partner."""
    role, beside = facts.value(ROLE), facts.roles_beside
    if role == "head" and role in beside:
        yield "two_heads", ROLE, {}
    if role == "partner" and role in beside:
        yield "two_partners", ROLE, {}


def _literacy(facts: Facts) -> Found:
    if facts.value("language.literacy") != "none":
        return
    years = facts.number("education.years")
    if years is not None and years >= 6:
        yield "literate_years", "language.literacy", {"years": years}
    skills = ("language.dutch_reading", "language.dutch_writing")
    if any(facts.value(skill) not in (None, "pre", "untested") for skill in skills):
        yield "literate_skills", "language.literacy", {}


def _level_years(facts: Facts) -> Found:
    years = facts.number("education.years")
    levels = {
        parts["level"].value
        for _, parts in items("education.studies", facts.answers)
        if "level" in parts
    }
    if years is not None and years < 10 and levels & {"bachelor", "master"}:
        yield "level_years", "education.years", {"years": years}


def _years(facts: Facts) -> Found:
    """From and until of studies and jobs: in order, not before birth, not in the future."""
    born = facts.day(BIRTH_DATE)[:4]
    for group in ("education.studies", "education.jobs"):
        for item, parts in items(group, facts.answers):
            given = {n: parts[n].value for n in ("from", "until") if n in parts}
            known = {name: year for name, year in given.items() if isinstance(year, int)}
            for name, year in known.items():
                field = part_field(group, item, name)
                if year > facts.today.year:
                    yield "year_future", field, {}
                if born > "0000" and year < int(born):
                    yield "before_birth", field, {}
            if len(known) == 2 and known["until"] < known["from"]:
                yield "years_order", part_field(group, item, "until"), {}


def _registered(facts: Facts) -> Found:
    if facts.value(BSN) and facts.value("status.brp_registered") == "no":
        yield "bsn_unregistered", "status.brp_registered", {}


def _grown_minor(facts: Facts) -> Found:
    born = facts.day(BIRTH_DATE)
    known = dates.ages(born, facts.today) if born else None
    if facts.value("status.unaccompanied_minor") == "yes" and known and known.lowest >= 18:
        yield "minor_grown", "status.unaccompanied_minor", {}


def _after_birth(facts: Facts) -> Found:
    born = facts.day(BIRTH_DATE)
    for key in ("status.permit_from", "status.brp_date"):
        day = facts.day(key)
        if day and born > "0000" and day[:4] < born[:4]:
            yield "before_birth", key, {}


def _not_yet(facts: Facts) -> Found:
    """Days on which something happened already."""
    if facts.value("language.lbt_state") == "taken" and facts.day("language.lbt_date") > facts.now:
        yield "test_future", "language.lbt_date", {}
    for key in _PAST:
        if facts.day(key) > facts.now:
            yield "future_date", key, {}


_PAST = (
    "status.permit_from",
    "status.brp_date",
    "language.intro_map_on",
    "language.intro_pvt_on",
    "household.matched_on",
    "talk.privacy_given",
    "talk.no_right_told",
    "talk.read_back_on",
    "handover.held_on",
    "handover.copy_given_on",
)


def _none_and_more(facts: Facts) -> Found:
    for key in ("language.obstacles", "practical.transport"):
        chosen = facts.value(key)
        if isinstance(chosen, tuple) and "none" in chosen and len(chosen) > 1:
            yield "none_and_more", key, {}


def _homes(facts: Facts) -> Found:
    if all(facts.value(form) == "no" for form in DWELLING_FORMS):
        yield "no_form", DWELLING_FORMS[0], {}
    rolling = facts.value("housing.need_wheelchair") == "yes"
    if rolling and facts.value("housing.need_ground_floor") == "no":
        yield "wheelchair_stairs", "housing.need_ground_floor", {}


def _evidence(facts: Facts) -> Found:
    group = "housing.hard_criteria"
    for item, parts in items(group, facts.answers):
        seen = "evidence" in parts and parts["evidence"].value == "seen"
        if seen and not {"evidence_kind", "seen_on"} <= parts.keys():
            yield "evidence_detail", part_field(group, item, "evidence"), {}
        begin, end = (parts[n].text if n in parts else "" for n in ("from", "until"))
        if begin and end and end < begin:
            yield "date_order", part_field(group, item, "until"), {}


def _same_wish(facts: Facts) -> Found:
    group = "housing.preferences"
    seen: set[str] = set()
    for item, parts in items(group, facts.answers):
        place = parts["place"].text if "place" in parts else ""
        if place and place in seen:
            yield "same_wish", part_field(group, item, "place"), {}
        seen.add(place)


def _matched(facts: Facts) -> Found:
    if facts.value(MATCHED_GEMEENTE) and facts.value("household.matching_state") == "none":
        yield "matched_state", "household.matching_state", {}


def _read_back(facts: Facts) -> Found:
    if facts.value(READ_BACK) and not facts.value("talk.read_back_on"):
        yield "read_back_when", "talk.read_back_on", {}


PERSON_AND_HOUSEHOLD: tuple[Callable[[Facts], Found], ...] = (
    _single,
    _two_alike,
    _registered,
    _grown_minor,
    _after_birth,
    _not_yet,
    _level_years,
    _years,
    _literacy,
    _none_and_more,
    _matched,
    _homes,
    _evidence,
    _same_wish,
    _read_back,
)
