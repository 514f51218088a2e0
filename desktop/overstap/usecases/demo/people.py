"""Made-up households for training: the same seed gives the same people. Nobody here exists."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stdnum.nl import bsn as elfproef

from overstap.domain.answers import Answer, Answers, Basis, Field, Status
from overstap.domain.residents import DWELLING_NEEDS, NEAR_CARE
from overstap.kernel import resources
from overstap.usecases.demo.families import Families, Family, Member

STATED, SEEN = Basis.STATED, Basis.DOCUMENT_SEEN
_SCHOOL_FROM = 6
"""The age at which school begins."""


@dataclass(frozen=True, slots=True)
class DemoHousehold:
    """``persons`` and the household's own answers; ``finished`` ones are fit to be released."""

    persons: tuple[Answers, ...]
    household: Answers
    finished: bool


def make_households(count: int, seed: int, gemeente: str) -> tuple[DemoHousehold, ...]:
    """``count`` households; about two in three are matched to ``gemeente`` and finished."""
    raw = (resources.folder() / "demo" / "names.toml").read_text("utf-8")
    dice, more = random.Random(seed), random.Random(seed + 1)  # noqa: S311
    maker = _Maker(dice, more, tomllib.loads(raw)["origin"], gemeente)
    return tuple(maker.household(number) for number in range(count))


class _Maker:
    def __init__(
        self,
        dice: random.Random,
        more: random.Random,
        origins: list[Mapping[str, Any]],
        gemeente: str,
    ) -> None:
        self._dice = dice
        self._more = more
        self._origins = origins
        self._gemeente = gemeente
        self._families = Families(dice)
        self._v_numbers: set[str] = set()

    def household(self, number: int) -> DemoHousehold:
        """The ``number``-th household; every origin has its turn."""
        family = self._families.next(self._origins[number % len(self._origins)])
        finished = number % 3 != 2
        matched = self._gemeente if finished else self._dice.choice(("GM0363", "GM0193", ""))
        persons = tuple(self._person(family, member) for member in family.members)
        return DemoHousehold(persons, self._shared(family, matched, finished=finished), finished)

    def _person(self, family: Family, member: Member) -> dict[Field, Answer]:
        dice, origin = self._dice, family.origin
        chain = family.chained
        answers = {
            "person.v_number": Answer(self._v_number(), basis=SEEN),
            "person.surname": Answer(
                f"{member.given} {family.surname}" if chain else family.surname, basis=SEEN
            ),
            "person.given_names": Answer("." if chain else member.given, basis=SEEN),
            "person.birth_date": Answer(self._birth_date(member.born), basis=SEEN),
            "person.gender": Answer(member.gender, basis=SEEN),
            "person.nationalities": Answer((origin["nationality"],), basis=SEEN),
            "person.birth_country": Answer(origin["country"], basis=STATED),
            "person.role": Answer(member.role, basis=STATED),
            "person.moves_along": Answer("yes", basis=STATED),
            "person.room": Answer(f"{dice.choice('ABC')}-{dice.randint(1, 240):03d}"),
            "status.phase": Answer(origin["phase"], basis=SEEN),
            "status.brp_registered": Answer(family.registered, basis=SEEN),
            "language.mother_tongue": Answer(origin["language"], basis=STATED),
        }
        if dice.random() < 0.5:
            answers["person.bsn"] = Answer(self._bsn(), basis=SEEN)
        if member.role == "child":
            return answers | {"education.school": Answer(_school(member.born), basis=STATED)}
        return answers | self._grown_up(origin, member.born) | self._further(family)

    def _grown_up(self, origin: Mapping[str, Any], born: int) -> dict[Field, Answer]:
        dice = self._dice
        years = dice.randint(0, min(18, 2021 - born - _SCHOOL_FROM))
        worked_from = max(2005, born + _SCHOOL_FROM + years, born + 16)
        worked = years > 4 and worked_from < 2021
        pre_state = dice.choice(("running", "finished"))
        ambition = "Werken in eigen vak, daarna een eigen zaak." if worked else "Een vak leren."
        answers = {
            "education.years": Answer(years, basis=STATED),
            "education.study_wish": Answer(dice.choice(_study_wishes(years))),
            "education.work_now": Answer(dice.choice(("none", "none", "volunteer", "paid"))),
            "education.digital": Answer(
                dice.choice(("basic", "independent")), basis=Basis.OBSERVED
            ),
            "education.ambition": _maybe(dice, ambition),
            "language.literacy": Answer("both" if years > 8 else "own" if years > 3 else "none"),
            "language.dutch": Answer(dice.choice(("pre", "A1", "A2"))),
            "language.dutch_basis": Answer("estimate"),
            "language.pre_consent": Answer("yes", basis=STATED),
            "language.pre_state": Answer(pre_state),
            "language.nt2_hours": Answer(
                dice.randint(100, 121) if pre_state == "finished" else dice.randint(4, 90)
            ),
            "language.lbt_state": Answer(dice.choice(("not_planned", "planned"))),
            "practical.digid": Answer(dice.choice(("no", "requested", "active"))),
            "practical.bank_account": Answer(dice.choice(("no", "yes"))),
            "practical.debts_to_discuss": Answer(status=Status.DECLINED),
        }
        if worked:
            job = f"education.jobs/{dice.randbytes(8).hex()}"
            answers |= {
                f"{job}/occupation": Answer(dice.choice(origin["jobs"]), basis=STATED),
                f"{job}/country": Answer(origin["country"]),
                f"{job}/from": Answer(dice.randint(worked_from, 2021)),
                f"{job}/until": Answer(dice.randint(2022, 2024)),
                f"{job}/kind": Answer("employed"),
            }
        return answers

    def _further(self, family: Family) -> dict[Field, Answer]:
        """What about half of the adults told as well."""
        dice, origin = self._more, family.origin
        if dice.random() < 0.5:
            return {}
        language = f"language.other_languages/{dice.randbytes(8).hex()}"
        granted = {
            "status.permit_from": Answer(family.permit_from, basis=SEEN),
            "status.document_received": Answer(dice.choice(("yes", "no")), basis=STATED),
        }
        return (granted if origin["phase"] == "granted" else {}) | {
            "person.marital_status": Answer("married" if family.couple else "single"),
            "education.goals": Answer((dice.choice(("paid_work", "training", "business")),)),
            "education.wanted_job": Answer(dice.choice(origin["jobs"]), basis=STATED),
            "education.skills": Answer((dice.choice(("care", "crafts", "cooking", "sales")),)),
            "education.cv": Answer(dice.choice(("yes", "no"))),
            f"{language}/language": Answer("eng"),
            f"{language}/spoken": Answer(dice.choice(("basic", "good"))),
            f"{language}/written": Answer(dice.choice(("none", "basic"))),
            "language.care_tasks": Answer("children" if family.children else "none", basis=STATED),
            "language.half_days": Answer(dice.randint(2, 8), basis=STATED),
            "practical.driving_licence": Answer(dice.choice(("yes", "no")), basis=STATED),
            "practical.transport": Answer(("bicycle", "public"), basis=STATED),
        }

    def _shared(self, family: Family, gemeente: str, *, finished: bool) -> dict[Field, Answer]:
        dice, language = self._dice, family.origin["language"]
        reasons = ("network", "work", "school") if family.children else ("network", "work")
        answers = {
            "housing.bedrooms": Answer(1 + family.children, basis=STATED),
            "housing.form_independent": Answer("yes", basis=STATED),
            "housing.form_shared": Answer(dice.choice(("yes", "conditions", "no")), basis=STATED),
            "housing.form_flex": Answer("yes", basis=STATED),
            **self._needs(),
            "housing.travel_time": Answer(dice.choice(("45", "60"))),
            "household.expansion_expected": Answer("no", basis=STATED),
            "talk.language": Answer(language),
            "talk.interpreter": Answer(dice.choice(("phone", "present"))),
        }
        for rank, place in enumerate(dice.sample(("GM0344", "GM0193", "GM0363", "GM0014"), 2)):
            wish = f"housing.preferences/{dice.randbytes(8).hex()}"
            answers |= {
                f"{wish}/rank": Answer(rank),
                f"{wish}/place": Answer(place, basis=STATED),
                f"{wish}/reason": Answer(dice.choice(reasons)),
            }
        if gemeente:
            answers |= {
                "household.matched_gemeente": Answer(gemeente),
                "household.matched_on": Answer(
                    f"2026{dice.randint(7, 10):02d}{dice.randint(1, 28):02d}"
                ),
                "household.matching_state": Answer("matched"),
            }
        if finished:
            answers |= {
                "talk.individual": Answer("held"),
                "talk.privacy_given": Answer("20261102"),
                "talk.no_right_told": Answer("20261102"),
                "talk.read_back": Answer("agreed"),
                "talk.read_back_on": Answer("20261112"),
                "talk.restriction": Answer("none"),
                "handover.form": Answer("meeting"),
                "handover.planned_on": Answer("20261203"),
            }
        return answers

    def _needs(self) -> dict[Field, Answer]:
        """The closed list of functional needs; one household in two has one."""
        wanted = self._dice.choice(("housing.need_ground_floor", "housing.need_quiet", "", ""))
        return {
            need: Answer("yes" if need == wanted else "no", basis=STATED)
            for need in (*DWELLING_NEEDS, NEAR_CARE)
        }

    def _birth_date(self, year: int) -> str:
        """One in four knows the year only, one in eight also the month."""
        kind = self._dice.random()
        if kind < 0.25:
            return f"{year}0000"
        month, day = self._dice.randint(1, 12), self._dice.randint(1, 28)
        return f"{year}{month:02d}00" if kind < 0.375 else f"{year}{month:02d}{day:02d}"

    def _v_number(self) -> str:
        while (number := f"29{self._dice.randrange(10**8):08d}") in self._v_numbers:
            pass
        self._v_numbers.add(number)
        return number

    def _bsn(self) -> str:
        """From the range that is kept for tests, with a valid check digit."""
        while not elfproef.is_valid(number := f"99999{self._dice.randrange(10**4):04d}"):
            pass
        return str(number)


def _maybe(dice: random.Random, text: str) -> Answer:
    return Answer(text, basis=STATED) if dice.random() < 0.7 else Answer(status=Status.UNKNOWN)


def _school(born: int) -> str:
    """Where a child of that year is taught."""
    return "none" if born > 2022 else "primary" if born > 2014 else "isk"


def _study_wishes(years: int) -> Sequence[str]:
    """What somebody may wish to learn after so many years of school."""
    return ("none", "vocational", "bachelor") if years >= 12 else ("none", "vocational")
