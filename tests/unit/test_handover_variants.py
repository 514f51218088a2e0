"""How much of each resident goes: everything that a gemeente may see, or housing only."""

from pathlib import Path

import pytest

from offices import take_in
from overstap.domain.catalogue import Audience
from overstap.domain.records import Subject
from overstap.domain.sharing import housing_only, visible
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.hand_over import NothingNewError


@pytest.fixture
def household(location: App) -> str:
    return take_in(location)[0]


def of(app: App, record: str) -> set[str]:
    return {field.partition("/")[0] for field in app.open_file(record).records[record].stated}


def test_the_smaller_variant_is_a_part_of_the_full_one_and_says_why_the_rest_stays(
    location: App, household: str
) -> None:
    person = location.open_file(household).person
    record = location.open_file.vault.record(person)

    full = visible(location.catalogue, record, Audience.GEMEENTE)
    part = housing_only(location.catalogue, record)

    assert set(part.goes) < set(full.goes)
    assert {field for field, reason in part.stays if reason == "smaller"}
    assert not any(field.startswith("education.") for field in part.goes)
    said = {field.partition("/")[0] for field in part.goes} & {field for field, _ in part.stays}
    assert not {field for field in said if (field, "smaller") in part.stays}


def test_it_is_chosen_per_resident_shown_in_the_plan_and_kept_for_later_bundles(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    office = gemeente.office.id
    person = location.open_file(household).person
    full = location.prepare_handover([household], office)

    location.prepare_handover.choose_variant(person, smaller=True)
    plan = location.prepare_handover([household], office)
    done = location.hand_over([household], office, tmp_path, Quiet())
    gemeente.import_bundle(done.path, Quiet())

    assert plan.smaller == {person}
    assert {s.reason for s in plan.staying if s.record == person} >= {"smaller"}
    others = [record for record in full.names if record != person]
    assert [g for g in plan.going if g.record in others] == [
        g for g in full.going if g.record in others
    ]
    assert of(gemeente, person) < of(location, person)
    assert not any(field.startswith("education.") for field in of(gemeente, person))
    with pytest.raises(NothingNewError):
        location.hand_over([household], office, tmp_path, Quiet())

    location.prepare_handover.choose_variant(person, smaller=False)
    more = location.hand_over([household], office, tmp_path, Quiet())
    gemeente.import_bundle(more.path, Quiet())
    assert any(field.startswith("education.") for field in of(gemeente, person))


def test_going_back_to_the_smaller_one_takes_the_rest_away_again(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    office = gemeente.office.id
    person = location.open_file(household).person
    gemeente.import_bundle(location.hand_over([household], office, tmp_path, Quiet()).path, Quiet())
    before = of(gemeente, person)

    location.prepare_handover.choose_variant(person, smaller=True)
    done = location.hand_over([household], office, tmp_path, Quiet())
    preview = gemeente.preview_import(done.path, Quiet())
    gemeente.import_bundle(done.path, Quiet())

    kinds = {change.kind for change in preview.changes}
    assert "gone" in kinds
    assert "new" not in kinds
    assert of(gemeente, person) < before
    assert person.partition("-")[0] == Subject.PERSON
