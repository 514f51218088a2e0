"""The region view compares areas: what each meets, on what evidence; it decides nothing."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from overstap.domain.answers import Answer, Value
from overstap.domain.household import Certainty, household_size, views
from overstap.domain.places import Places
from overstap.domain.records import Record, Stated
from overstap.domain.regions import (
    AVOID,
    NEAR_CARE,
    Atlas,
    GroundKind,
    Reach,
    RegionView,
    compare,
)
from overstap.i18n.texts import load
from overstap.usecases.rules.read_catalogue import read_code_tables

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
ATLAS = Atlas(Places(read_code_tables()))
ZWOLLE, KAMPEN, AMSTERDAM, GRONINGEN = "GM0193", "GM0166", "GM0363", "GM0014"
ZWOLLE_REGION = ATLAS.labour_region(ZWOLLE)

CRITERION: dict[str, Value] = {
    "housing.hard_criteria/a/type": "family",
    "housing.hard_criteria/a/gemeente": ZWOLLE,
    "housing.hard_criteria/a/evidence": "seen",
    "housing.hard_criteria/a/evidence_kind": "registry",
    "housing.hard_criteria/a/seen_on": "20261101",
}


def record(subject: str, said: Mapping[str, Value], number: int = 0) -> Record:
    stated = {field: Stated(Answer(value), NOW, "x") for field, value in said.items()}
    return Record.stating(f"{subject}-{number:032}", stated)


def seen(
    household: Mapping[str, Value], *members: Record, here: str = "", shown: Collection[str] = ()
) -> RegionView:
    home = record("household", household)
    return compare(ATLAS, home, members, here, TODAY, shown)


def test_a_criterion_holds_where_it_is_and_is_near_in_its_region() -> None:
    found = seen(CRITERION)

    zwolle, kampen, amsterdam = (found.area(code) for code in (ZWOLLE, KAMPEN, AMSTERDAM))
    assert [reach for _, reach in zwolle.met] == [Reach.HERE]
    assert [reach for _, reach in kampen.met] == [Reach.NEAR]
    assert amsterdam.met == ()
    assert [reach for _, reach in found.area(ZWOLLE_REGION).met] == [Reach.HERE]


def test_the_evidence_stands_beside_the_criterion() -> None:
    ground, _ = seen(CRITERION).area(ZWOLLE).met[0]

    assert ground.kind is GroundKind.CRITERION
    assert (ground.code, ground.evidence, ground.evidence_kind) == ("family", "seen", "registry")
    assert ground.seen_on == date(2026, 11, 1)


def test_a_criterion_that_ended_no_longer_counts() -> None:
    assert seen({**CRITERION, "housing.hard_criteria/a/until": "20261123"}).grounds == ()
    assert seen({**CRITERION, "housing.hard_criteria/a/until": "20261124"}).grounds != ()


def test_a_wish_for_a_province_is_met_by_all_that_lies_in_it() -> None:
    found = seen({"housing.preferences/a/place": "PV23", "housing.preferences/a/reason": "work"})

    assert [reach for _, reach in found.area(ZWOLLE).met] == [Reach.HERE]
    partly = [area.code for area in found.regions if (Reach.PARTLY in [r for _, r in area.met])]
    assert ZWOLLE_REGION in partly
    assert found.area(GRONINGEN).met == ()


def test_areas_that_meet_evidenced_criteria_come_first_then_wishes_by_rank() -> None:
    found = seen(
        {
            **CRITERION,
            "housing.preferences/x/place": AMSTERDAM,
            "housing.preferences/x/rank": 0,
            "housing.preferences/y/place": GRONINGEN,
            "housing.preferences/y/rank": 1,
        }
    )

    assert [area.code for area in found.gemeenten[:3]] == [ZWOLLE, AMSTERDAM, GRONINGEN]
    assert found.area(GRONINGEN).met[0][0].rank == 2


def test_the_present_location_is_marked_in_its_gemeente_and_region() -> None:
    for found in (seen({}, here=KAMPEN), seen({"household.present_gemeente": KAMPEN})):
        assert [area.code for area in found.gemeenten if area.holds_location] == [KAMPEN]
        assert [area.code for area in found.regions if area.holds_location] == [ZWOLLE_REGION]


def test_a_dwelling_need_is_no_reason_for_a_region() -> None:
    said = {"housing.need_ground_floor": "yes", "housing.need_quiet": "no"}

    found = seen(said, shown=[NEAR_CARE])

    assert found.dwelling_needs == ("housing.need_ground_floor",)
    assert found.grounds == ()


def test_a_need_is_said_to_be_there_and_shown_only_on_purpose() -> None:
    found = seen({NEAR_CARE: "yes", "housing.need_quiet": "yes"})

    assert found.covered == (NEAR_CARE,)
    assert (found.dwelling_needs, found.grounds) == ((), ())


def test_the_need_for_care_is_met_where_the_treatment_is() -> None:
    treated = {**CRITERION, "housing.hard_criteria/a/type": "treatment"}

    found = seen({**treated, NEAR_CARE: "yes"}, shown=[NEAR_CARE])

    kinds = [ground.kind for ground, _ in found.area(ZWOLLE).met]
    assert kinds == [GroundKind.CRITERION, GroundKind.NEED]
    unplaced = seen({NEAR_CARE: "yes"}, shown=[NEAR_CARE]).unplaced
    assert [ground.kind for ground in unplaced] == [GroundKind.NEED]


def test_the_region_to_avoid_is_said_to_be_there_and_shown_only_on_purpose() -> None:
    said: Mapping[str, Value] = {AVOID: ZWOLLE_REGION}

    usual, on_purpose = seen(said), seen(said, shown=[AVOID])

    assert usual.covered == (AVOID,)
    assert not any(area.avoid for area in (*usual.regions, *usual.gemeenten))
    assert on_purpose.area(ZWOLLE).avoid
    assert not on_purpose.area(AMSTERDAM).avoid


def test_each_adults_own_wish_stands_beside_the_agreed_one() -> None:
    own = {
        "wishes.agrees": "differs",
        "wishes.preferences/a/place": AMSTERDAM,
        "wishes.preferences/a/reason": "network",
    }
    member = record("person", {**own, "person.surname": "Haddad"}, 1)
    child = record("person", {"person.birth_date": "20180101"}, 2)

    found = seen({"housing.preferences/a/place": ZWOLLE}, member, child)

    ground, _ = found.area(AMSTERDAM).met[0]
    assert (ground.kind, ground.person) == (GroundKind.OWN_WISH, member.id)
    assert [(view.name, view.said, view.own) for view in views([member, child], TODAY)] == [
        ("Haddad", "differs", 1)
    ]


def test_every_region_and_gemeente_is_there_and_made_up_ones_only_in_training() -> None:
    found = seen({})
    training = replace(ATLAS, training=True)

    assert len(found.regions) == 35
    assert len(found.gemeenten) == 342
    assert "GM9999" not in {area.code for area in found.gemeenten}
    assert training.inside("GM9999")


def test_an_old_gemeente_counts_as_the_one_that_took_it_over() -> None:
    assert seen({"housing.preferences/a/place": "GM0003"}).area("GM1979").met


def test_everything_it_says_has_a_text() -> None:
    for texts in map(load, ("nl", "en")):
        assert all(texts(f"ground_kind.{kind}") for kind in GroundKind)
        assert all(texts(f"reach.{reach}") for reach in Reach)
        assert all(texts(f"certainty.{certainty}") for certainty in Certainty)


def test_a_home_is_for_who_is_here_and_for_who_is_expected() -> None:
    joining: Mapping[str, Value] = {
        "household.joining/a/adults": 1,
        "household.joining/a/children": 2,
        "household.joining/a/procedure": "granted",
        "household.joining/a/expected": "20270300",
        "household.joining/a/expected_until": "20270600",
        "household.joining/b/children": 1,
        "household.joining/b/procedure": "not_requested",
    }
    members = [
        {"person.birth_date": Answer("19900101")},
        {"person.birth_date": Answer("20200000")},
        {"person.birth_date": Answer("00000000")},
        {"person.birth_date": Answer("19600101"), "person.moves_along": Answer("no")},
    ]

    size = household_size(record("household", joining).answers, members, TODAY)

    assert dict(size.ages) == {"0-3": 0, "4-11": 1, "12-17": 0, "18+": 1}
    assert size.unknown == 1
    assert (size.now, size.likely, size.most) == (3, 6, 7)
    first = size.expected[0]
    assert (first.certainty, first.earliest, first.latest) == (
        Certainty.GRANTED,
        "20270300",
        "20270600",
    )
