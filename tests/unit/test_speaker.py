"""Questions and answers in words, as the form asks for them."""

from datetime import UTC, datetime

import pytest

from overstap.domain.answers import Answer, Problem, Status
from overstap.domain.code_tables import Entry
from overstap.domain.records import Stated
from overstap.i18n.names import country_name
from overstap.i18n.resident import complete
from overstap.i18n.texts import load
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.words.speaker import Speaker

CATALOGUE, TABLES = read_catalogue(), read_code_tables()
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def speaker(language: str = "nl", *, training: bool = False) -> Speaker:
    return Speaker(CATALOGUE, TABLES, load(language), lambda: NOW, training)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("tigri", "Tigrinya"), ("tir", "Tigrinya"), ("ትግርኛ", "Tigrinya"), ("Turkce", "Turks")],
)
def test_a_language_is_found_by_name_code_and_own_name(typed: str, first: str) -> None:
    question = CATALOGUE.question("language.mother_tongue")

    assert speaker().suggest(question, typed)[0][1] == first


def test_a_misspelt_country_is_still_suggested() -> None:
    question = CATALOGUE.question("person.birth_country")

    assert "Eritrea" in [name for _, name in speaker().suggest(question, "erytrea")]
    assert speaker().suggest(question, "xxxxxx") == ()


def test_a_place_is_suggested_with_its_regions_beside_it() -> None:
    question = CATALOGUE.question("housing.preferences.place")
    (code, name), *_ = speaker().suggest(question, "zwo")

    assert (code, name) == ("GM0193", "Zwolle")
    assert speaker().beside(question, code) == (
        "Regio Zwolle (arbeidsmarktregio), Overijssel (provincie)"
    )
    assert speaker().beside(CATALOGUE.question("person.birth_country"), "7009") == ""


def test_training_codes_are_suggested_in_training_only() -> None:
    question = CATALOGUE.question("household.matched_gemeente")

    assert "GM9999" in dict(speaker(training=True).suggest(question, "Voorbeeldstad"))
    assert "GM9999" not in dict(speaker().suggest(question, "Voorbeeldstad"))


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        ("19850303", "3 maart 1985, 41 jaar"),
        ("19850000", "1985, 40 of 41 jaar"),
        ("20300101", "1 januari 2030"),
        ("3-3", ""),
    ],
)
def test_a_birth_date_is_said_back_with_the_ages_it_allows(birth: str, said: str) -> None:
    question = CATALOGUE.question("person.birth_date")

    assert speaker().echo(question, Answer(birth)) == said


def test_only_dates_are_said_back() -> None:
    assert speaker().echo(CATALOGUE.question("person.room"), Answer("19850303")) == ""


def test_who_sees_an_answer_is_said_with_how_much_of_it() -> None:
    birth, room = (CATALOGUE.question(f"person.{key}") for key in ("birth_date", "room"))

    assert "de woningcorporatie (alleen het jaar)" in speaker().who(birth)
    assert speaker("en").who(room) == "Who sees it: this office only."


def test_an_option_is_called_by_name_and_what_is_no_option_by_itself() -> None:
    question = CATALOGUE.question("person.gender")

    assert speaker().option(question, "V") == "Vrouw"
    assert speaker().option(question, "Q") == "Q"


def test_a_problem_and_who_wrote_an_answer_down_are_sentences() -> None:
    problem = Problem("housing.bedrooms", "too_high", {"value": 22, "limit": 15})
    stated = Stated(Answer("B-1"), NOW, "M. de Wit (balie 2)")

    assert speaker().problem(problem).startswith("22 is meer dan 15")
    assert speaker().provenance(stated).startswith("M. de Wit (balie 2), 24 nov")


@pytest.mark.parametrize(
    ("language", "country", "spoken"),
    [
        ("tur", "Suriye", "Tigrinya dili"),
        ("ara", "سوريا", "التغرينية"),
        ("prs", "سوریه", "تیگرینیایی"),
        ("kmr", "Sûrîye", "tigrînî"),
        ("nl", "Syrië", "Tigrinya"),
        ("zzz", "Syrië", "Tigrinya"),
    ],
)
def test_a_resident_reads_countries_and_languages_in_their_own_language(
    language: str, country: str, spoken: str
) -> None:
    to_resident = Speaker(CATALOGUE, TABLES, complete(language))
    born, tongue = (
        CATALOGUE.question(key) for key in ("person.birth_country", "language.mother_tongue")
    )

    assert to_resident.value(born, Answer("7009")) == country
    assert to_resident.value(tongue, Answer("tir")) == spoken


def test_almost_every_country_of_the_table_has_a_name_in_other_languages() -> None:
    table = TABLES.table("landen")

    unnamed = [e.label("en") for e in table.entries if not country_name(iso(e), "tur")]

    assert len(unnamed) < 20
    assert not {"Syria", "Eritrea", "Democratic Republic of the Congo"} & set(unnamed)


def test_a_nationality_is_told_in_english_and_to_a_resident_by_the_country() -> None:
    asked, told = CATALOGUE.question("person.nationalities"), Answer(("0084", "0031", "0499"))
    nationalities = TABLES.table("nationaliteiten").entries

    english = Speaker(CATALOGUE, TABLES, load("en")).value(asked, told)
    to_resident = Speaker(CATALOGUE, TABLES, complete("tur")).value(asked, told)

    assert english == "Eritrean, National of Turkmenistan, Stateless"
    assert to_resident == "Eritre, Türkmenistan, Staatloos"
    assert [e.code for e in nationalities if not e.labels.get("en")] == []
    assert len([e for e in nationalities if not country_name(iso(e), "tur")]) == 7


def iso(entry: Entry) -> str:
    """The code of the country by which it is known outside the BRP."""
    return entry.more.get("iso", "")


def test_a_number_in_a_group_says_what_it_counts_and_no_answer_what_it_is_about() -> None:
    group = CATALOGUE.question("household.joining")
    parts = {
        "adults": Answer(1),
        "children": Answer(status=Status.UNKNOWN),
        "procedure": Answer("granted"),
        "expected": Answer(""),
    }

    said = speaker().item(group, parts)
    theirs = Speaker(CATALOGUE, TABLES, complete("tir"), lambda: NOW)
    asked = theirs.item(group, parts, lambda part: theirs.texts(f"ask.{part.key}"))

    assert said == ("Volwassenen: 1", "Kinderen: Onbekend", "Ingewilligd")
    assert asked[0] == "ክንደይ ዓበይቲ? 1"


def test_no_age_in_english_stands_in_a_date_of_another_language() -> None:
    question, born = CATALOGUE.question("person.birth_date"), Answer("19850312")
    theirs = Speaker(CATALOGUE, TABLES, complete("tir"), lambda: NOW)

    assert speaker("en").echo(question, born).endswith("1985, aged 41")
    assert theirs.echo(question, born).endswith("1985")
