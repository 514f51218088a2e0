"""A made-up family on its way from reception to a home: some things done, some waiting."""

from overstap.domain.answers import Answer, Answers, Value


def answers(said: dict[str, Value]) -> Answers:
    return {field: Answer(value) for field, value in said.items()}


LAYLA = answers(
    {
        "person.surname": "Haddad",
        "person.given_names": "Layla",
        "person.birth_date": "19890312",
        "person.v_number": "2900001123",
        "person.room": "B-214",
        "person.role": "head",
        "person.moves_along": "yes",
        "status.phase": "granted",
        "status.permit_from": "20260914",
        "status.brp_registered": "requested",
        "language.literacy": "latin",
        "language.dutch": "A1",
        "language.dutch_basis": "own",
        "language.pre_consent": "yes",
        "language.pre_state": "running",
        "language.knm_hours": 6,
        "language.duo_notice_on": "20260928",
        "language.half_days": 6,
        "language.route_remark": "Wil graag eerst beter leren spreken.",
        "education.years": 9,
        "education.study_wish": "vocational",
        "education.work_gemeente": "GM0193",
        "wishes.agrees": "differs",
        "wishes.preferences/a/place": "GM0363",
        "wishes.preferences/a/reason": "education",
    }
)
YUSUF = answers(
    {
        "person.surname": "Haddad",
        "person.given_names": "Yusuf",
        "person.birth_date": "19860000",
        "person.v_number": "2900001125",
        "person.room": "B-214",
        "person.role": "partner",
        "person.moves_along": "yes",
        "status.phase": "granted",
        "status.permit_from": "20260914",
        "status.brp_registered": "yes",
        "wishes.agrees": "agrees",
    }
)
NOUR = answers(
    {
        "person.surname": "Haddad",
        "person.given_names": "Nour",
        "person.birth_date": "20180504",
        "person.role": "child",
        "person.moves_along": "yes",
        "status.phase": "granted",
    }
)
HOME = answers(
    {
        "household.matched_gemeente": "GM0193",
        "household.matched_on": "20261029",
        "household.present_gemeente": "GM0148",
        "household.joining/a/adults": 1,
        "household.joining/a/children": 2,
        "household.joining/a/procedure": "granted",
        "household.joining/a/expected": "20270300",
        "housing.hard_criteria/a/type": "work",
        "housing.hard_criteria/a/gemeente": "GM0193",
        "housing.hard_criteria/a/evidence": "seen",
        "housing.hard_criteria/a/evidence_kind": "contract",
        "housing.hard_criteria/a/seen_on": "20261103",
        "housing.hard_criteria/b/type": "treatment",
        "housing.hard_criteria/b/gemeente": "GM0363",
        "housing.hard_criteria/b/evidence": "not_seen",
        "housing.preferences/a/place": "GM0193",
        "housing.preferences/a/reason": "network",
        "housing.preferences/b/place": "PV23",
        "housing.preferences/b/reason": "town",
        "housing.avoid_region": "PV24",
        "housing.avoid_reason": "safety",
        "housing.need_ground_floor": "yes",
        "housing.need_near_care": "yes",
        "household.family_in_nl/a/relation": "other",
        "household.family_in_nl/a/gemeente": "GM0160",
    }
)
FAMILY = ([LAYLA, YUSUF, NOUR], HOME)
"""Persons and household, as ``RegisterHousehold`` takes them."""
