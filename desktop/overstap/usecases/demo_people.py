"""Made-up households for training: the same seed gives the same people. Nobody here exists."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stdnum.nl import bsn as elfproef

from overstap.domain.answers import Answer, Answers, Basis, Field, Status
from overstap.kernel import resources

_NEEDS = (
    "ground_floor",
    "wheelchair",
    "few_stairs",
    "own_bathroom",
    "quiet",
    "near_care",
    "care_space",
    "own_bedroom",
)
STATED, SEEN = Basis.STATED, Basis.DOCUMENT_SEEN


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
        self._v_numbers: set[str] = set()

    def household(self, number: int) -> DemoHousehold:
        """The ``number``-th household; every origin has its turn."""
        origin = self._origins[number % len(self._origins)]
        surname = self._dice.choice(origin["surnames"])
        adults = self._dice.choice((1, 1, 2, 2))
        children = (
            self._dice.choice((0, 0, 1, 2, 3)) if adults == 2 else self._dice.choice((0, 0, 1))
        )
        persons = [self._person(origin, surname, "head", adult=True)]
        if adults == 2:
            persons.append(self._person(origin, surname, "partner", adult=True))
        persons += [self._person(origin, surname, "child", adult=False) for _ in range(children)]
        finished = number % 3 != 2
        matched = self._gemeente if finished else self._dice.choice(("GM0363", "GM0193", ""))
        household = self._shared(origin, len(persons), matched, finished=finished)
        return DemoHousehold(tuple(persons), household, finished)

    def _person(
        self, origin: Mapping[str, Any], surname: str, role: str, *, adult: bool
    ) -> dict[Field, Answer]:
        dice = self._dice
        gender = dice.choice("MV")
        chain = origin.get("chains", False) and dice.random() < 0.4
        given = dice.choice(origin["women" if gender == "V" else "men"])
        born = dice.randint(1962, 2004) if adult else dice.randint(2010, 2024)
        answers = {
            "person.v_number": Answer(self._v_number(), basis=SEEN),
            "person.surname": Answer(f"{given} {surname}" if chain else surname, basis=SEEN),
            "person.given_names": Answer("." if chain else given, basis=SEEN),
            "person.birth_date": Answer(self._birth_date(born), basis=SEEN),
            "person.gender": Answer(gender, basis=SEEN),
            "person.nationalities": Answer((origin["nationality"],), basis=SEEN),
            "person.birth_country": Answer(origin["country"], basis=STATED),
            "person.role": Answer(role, basis=STATED),
            "person.moves_along": Answer("yes", basis=STATED),
            "person.room": Answer(f"{dice.choice('ABC')}-{dice.randint(1, 240):03d}"),
            "status.phase": Answer(origin["phase"], basis=SEEN),
            "status.brp_registered": Answer(dice.choice(("yes", "requested")), basis=SEEN),
            "language.mother_tongue": Answer(origin["language"], basis=STATED),
        }
        if dice.random() < 0.5:
            answers["person.bsn"] = Answer(self._bsn(), basis=SEEN)
        if not adult:
            school = "none" if born > 2022 else "primary" if born > 2014 else "isk"
            return answers | {"education.school": Answer(school, basis=STATED)}
        return answers | self._grown_up(origin) | self._further(origin, role)

    def _grown_up(self, origin: Mapping[str, Any]) -> dict[Field, Answer]:
        dice = self._dice
        years = dice.randint(0, 18)
        answers = {
            "education.years": Answer(years, basis=STATED),
            "education.study_wish": Answer(dice.choice(("none", "vocational", "bachelor"))),
            "education.work_now": Answer(dice.choice(("none", "none", "volunteer", "paid"))),
            "education.digital": Answer(
                dice.choice(("basic", "independent")), basis=Basis.OBSERVED
            ),
            "education.ambition": _maybe(dice, "Werken in eigen vak, daarna een eigen zaak."),
            "language.literacy": Answer("both" if years > 8 else dice.choice(("own", "none"))),
            "language.dutch": Answer(dice.choice(("pre", "A1", "A2"))),
            "language.dutch_basis": Answer("estimate"),
            "language.pre_consent": Answer("yes", basis=STATED),
            "language.pre_state": Answer(dice.choice(("running", "finished"))),
            "language.nt2_hours": Answer(dice.randint(4, 121)),
            "language.lbt_state": Answer(dice.choice(("not_planned", "planned"))),
            "practical.digid": Answer(dice.choice(("no", "requested", "active"))),
            "practical.bank_account": Answer(dice.choice(("no", "yes"))),
            "practical.debts_to_discuss": Answer(status=Status.DECLINED),
        }
        if years > 4:
            job = f"education.jobs/{dice.randbytes(8).hex()}"
            answers |= {
                f"{job}/occupation": Answer(dice.choice(origin["jobs"]), basis=STATED),
                f"{job}/country": Answer(origin["country"]),
                f"{job}/from": Answer(dice.randint(2005, 2016)),
                f"{job}/until": Answer(dice.randint(2017, 2024)),
                f"{job}/kind": Answer("employed"),
            }
        return answers

    def _further(self, origin: Mapping[str, Any], role: str) -> dict[Field, Answer]:
        """What about half of the adults told as well."""
        dice = self._more
        if dice.random() < 0.5:
            return {}
        language = f"language.other_languages/{dice.randbytes(8).hex()}"
        return {
            "person.marital_status": Answer("single" if role == "head" else "married"),
            "status.permit_from": Answer(f"2026{dice.randint(2, 6):02d}15", basis=SEEN),
            "status.document_received": Answer(dice.choice(("yes", "no")), basis=STATED),
            "education.goals": Answer((dice.choice(("paid_work", "training", "business")),)),
            "education.wanted_job": Answer(dice.choice(origin["jobs"]), basis=STATED),
            "education.skills": Answer((dice.choice(("care", "crafts", "cooking", "sales")),)),
            "education.cv": Answer(dice.choice(("yes", "no"))),
            f"{language}/language": Answer("eng"),
            f"{language}/spoken": Answer(dice.choice(("basic", "good"))),
            f"{language}/written": Answer(dice.choice(("none", "basic"))),
            "language.care_tasks": Answer(dice.choice(("none", "children")), basis=STATED),
            "language.half_days": Answer(dice.randint(2, 8), basis=STATED),
            "practical.driving_licence": Answer(dice.choice(("yes", "no")), basis=STATED),
            "practical.transport": Answer(("bicycle", "public"), basis=STATED),
        }

    def _shared(
        self, origin: Mapping[str, Any], persons: int, gemeente: str, *, finished: bool
    ) -> dict[Field, Answer]:
        dice = self._dice
        answers = {
            "housing.bedrooms": Answer(max(1, (persons + 1) // 2), basis=STATED),
            "housing.form_independent": Answer("yes", basis=STATED),
            "housing.form_shared": Answer(dice.choice(("yes", "conditions", "no")), basis=STATED),
            "housing.form_flex": Answer("yes", basis=STATED),
            **self._needs(),
            "housing.travel_time": Answer(dice.choice(("45", "60"))),
            "household.expansion_expected": Answer("no", basis=STATED),
            "talk.language": Answer(origin["language"]),
            "talk.interpreter": Answer(dice.choice(("phone", "present"))),
        }
        for rank, place in enumerate(dice.sample(("GM0344", "GM0193", "GM0363", "GM0014"), 2)):
            wish = f"housing.preferences/{dice.randbytes(8).hex()}"
            answers |= {
                f"{wish}/rank": Answer(rank),
                f"{wish}/place": Answer(place, basis=STATED),
                f"{wish}/reason": Answer(dice.choice(("network", "work", "school"))),
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
        wanted = self._dice.choice(("ground_floor", "quiet", "", ""))
        return {
            f"housing.need_{need}": Answer("yes" if need == wanted else "no", basis=STATED)
            for need in _NEEDS
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
