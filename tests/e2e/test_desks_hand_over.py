"""Two desks of one location send to one gemeente: each knows what the other sent, and nothing is
lost where both sent at once."""

from pathlib import Path

import pytest

from offices import answer, pass_on, take_in
from overstap.domain.replies import Reply
from overstap.kernel.task import Quiet
from overstap.usecases.app import App

FIELD = "housing.travel_time"


@pytest.fixture
def household(location: App, second: App, gemeente: App, tmp_path: Path) -> str:
    """Released, at both desks, whose card the gemeente knows."""
    (household,) = take_in(location)
    gemeente.import_card(location.show_card.export(tmp_path))
    pass_on(location, second, tmp_path)
    return household


def send(desk: App, gemeente: App, household: str, folder: Path, value: str) -> Path:
    answer(desk, household, FIELD, value)
    desk.release(household)
    return desk.hand_over([household], gemeente.office.id, folder, Quiet()).path


def shared(desk: App, household: str) -> list[tuple[str, int, frozenset[str]]]:
    found = desk.list_disclosures(household)
    return sorted((one.how, one.version, frozenset(one.sections)) for one in found)


def test_a_colleague_reads_everything_that_went_and_about_what(
    location: App, second: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    send(location, gemeente, household, tmp_path, "45")
    send(location, gemeente, household, tmp_path, "60")
    location.withdraw(household, gemeente.office.id, tmp_path, Quiet())

    pass_on(location, second, tmp_path)

    told = shared(second, household)
    assert [how for how, _, _ in told].count("taken_back") >= 1
    assert {one for one in told if one[0] == "bundle"} == {
        one for one in shared(location, household) if one[0] == "bundle"
    }
    assert {"person", "housing"} <= frozenset.union(*(sections for _, _, sections in told))


def test_what_both_desks_sent_under_one_version_is_told_and_comes_after_all(
    location: App, second: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    first = send(location, gemeente, household, tmp_path, "45")
    other = send(second, gemeente, household, tmp_path, "90")
    gemeente.import_bundle(first, Quiet())

    preview = gemeente.preview_import(other, Quiet())
    taken = gemeente.import_bundle(other, Quiet())
    there = gemeente.open_file(household).records[household].text(FIELD)
    digest, reply = taken.verdict.manifest.digest, Reply(left=taken.left)
    second.import_bundle(gemeente.write_receipt(digest, tmp_path, Quiet(), reply), Quiet())
    again = second.hand_over([household], gemeente.office.id, tmp_path, Quiet())

    assert preview.clashing
    assert taken.records == ()
    assert household in taken.left
    assert there == "45"
    gemeente.import_bundle(again.path, Quiet())
    assert gemeente.open_file(household).records[household].text(FIELD) == "90"


def test_a_version_that_a_colleague_also_sent_stands_in_the_ledger_of_both(
    location: App, second: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    send(location, gemeente, household, tmp_path, "45")
    send(second, gemeente, household, tmp_path, "90")

    pass_on(location, second, tmp_path)
    pass_on(second, location, tmp_path)

    for desk in (location, second):
        assert [version for how, version, _ in shared(desk, household)] == [1, 1]


def test_the_same_version_of_the_same_answers_is_no_clash(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    bundle = send(location, gemeente, household, tmp_path, "45")
    gemeente.import_bundle(bundle, Quiet())

    assert gemeente.preview_import(bundle, Quiet()).clashing == ()
    assert gemeente.import_bundle(bundle, Quiet()).left == ()
