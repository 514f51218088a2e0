"""Target dates: rules that are data, said in neutral words."""

from datetime import date

import pytest

from overstap.domain.answers import Answer, Answers
from overstap.domain.clocks import (
    ClockState,
    Running,
    next_clock,
    next_due,
    parse_clocks,
    read_clocks,
)
from overstap.domain.rule_files import RuleFileError
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.usecases.rules.read_catalogue import read_catalogue
from overstap.usecases.rules.read_rules import read_clock_rules

TODAY = date(2026, 11, 24)
PATH = resources.folder() / "rules" / "clocks.toml"


def states(**answers: str) -> dict[str, ClockState]:
    given = {key.replace("__", "."): Answer(value) for key, value in answers.items()}
    return {state.key: state for state in read_clocks(read_clock_rules(), given, TODAY)}


def test_target_dates_count_from_the_permit() -> None:
    found = states(status__permit_from="20261101")

    assert found["match"].due == date(2026, 11, 15)
    assert found["dwelling"].due == date(2027, 1, 24)
    assert found["move"].due == date(2027, 2, 7)
    assert found["match"].state is Running.PASSED
    assert found["match"].days_left == -9
    assert found["move"].state is Running.RUNNING


def test_the_clock_of_the_pip_begins_with_the_later_of_notice_and_registration() -> None:
    found = states(language__duo_notice_on="20260901", status__brp_date="20261001")["pip"]

    assert (found.start, found.due) == (date(2026, 10, 1), date(2026, 12, 10))


def test_without_registration_the_clock_of_the_pip_has_not_started() -> None:
    found = states(language__duo_notice_on="20260901")["pip"]

    assert found.state is Running.NOT_STARTED
    assert found.waits_for == ("status.brp_date",)
    assert found.due is None


def test_the_term_is_three_years() -> None:
    assert states(language__pip_on="20240229")["term"].due == date(2027, 2, 28)


def test_what_happened_is_met_on_its_day() -> None:
    found = states(status__permit_from="20261101", household__matched_on="20261120")["match"]

    assert (found.state, found.met_on) == (Running.MET, date(2026, 11, 20))


@pytest.mark.parametrize("said", ["", "20260000", "00000000", "2026-11-01", "20260231"])
def test_half_a_date_starts_no_clock(said: str) -> None:
    assert states(status__permit_from=said)["match"].state is Running.NOT_STARTED


def test_a_list_shows_the_target_date_that_comes_first() -> None:
    found = states(status__permit_from="20261101", household__matched_on="20261120")

    following = next_clock(found.values())

    assert following is not None
    assert following.key == "dwelling"
    assert next_clock(states().values()) is None


def test_a_list_keeps_the_next_target_date_whatever_day_it_is() -> None:
    permit = {"status.permit_from": Answer("20261101")}

    assert next_due(read_clock_rules(), permit) == "2026-11-15"
    assert next_due(read_clock_rules(), {}) == ""


def test_a_rule_counts_only_for_what_began_while_it_was_valid() -> None:
    old = PATH.read_text("utf-8").replace("valid_from = 2014-01-01", "valid_until = 2026-07-01")
    clocks = parse_clocks("clocks.toml", old.encode(), read_catalogue())

    def keys(permit: str) -> set[str]:
        given: Answers = {"status.permit_from": Answer(permit)}
        return {state.key for state in read_clocks(clocks, given, TODAY)}

    assert "match" in keys("20260630")
    assert "match" not in keys("20260701")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('lane = "housing"', 'lane = "housng"', "match.lane"),
        ('"status.permit_from"', '"status.permit_form"', "match.starts"),
        ("days = 14", "days = 0", "match.days"),
        ("days = 14", 'days = "14"', "match.days"),
        ("days = 14", "days = 14\nhours = 3", "match.hours"),
        ("valid_from = 2014-01-01", 'valid_from = "2014"', "match.valid_from"),
        ('source = "COA', 'source = ""\nsauce = "COA', "match.sauce"),
        ("[[clock]]", "[[clock", ""),
        ("[[clock]]", "[[watch]]", "clock"),
    ],
)
def test_a_bad_file_is_refused_with_file_key_and_reason(old: str, new: str, key: str) -> None:
    text = PATH.read_text("utf-8")
    changed = text.replace(old, new) if old == "[[clock]]" else text.replace(old, new, 1)
    assert changed != text

    with pytest.raises(RuleFileError) as caught:
        parse_clocks("clocks.toml", changed.encode(), read_catalogue())

    assert caught.value.parameters["file"] == "clocks.toml"
    assert caught.value.parameters["key"] == key
    assert caught.value.parameters["reason"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_passed_target_date_is_never_called_late(language: str) -> None:
    texts = load(language)

    for clock in read_clock_rules():
        assert texts(f"clock.{clock.key}")
        assert clock.source
    said = " ".join(texts(f"clock.state.{state}") for state in Running).lower()
    assert not any(word in said for word in ("te laat", "overschreden", "late", "overdue"))
