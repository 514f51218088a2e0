"""The dossier follows the catalogue: what is new in it is printed without naming it in code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from overstap.domain.answers import Answer, Basis, Value
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Section, Share
from overstap.domain.paper import Part
from overstap.domain.paper_seal import Seal
from overstap.domain.readiness import Checklist
from overstap.domain.records import Record, Stated, Subject
from overstap.i18n.texts import Texts, load
from overstap.usecases.intake.households import Household
from overstap.usecases.papers.compose_dossier import Composer, Edition, shown_to
from overstap.usecases.papers.voice import Voice
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.words.speaker import Speaker

CATALOGUE, TABLES = read_catalogue(), read_code_tables()
NOW = datetime(2026, 11, 24, tzinfo=UTC)
PERSON, HOUSEHOLD = "person-" + "1" * 32, "household-" + "2" * 32


def record(name: str, answers: Mapping[str, Value]) -> Record:
    stated = {
        key: Stated(Answer(value, basis=Basis.STATED), NOW, "x") for key, value in answers.items()
    }
    return Record.stating(name, stated)


def printed(
    audience: Audience,
    person: Mapping[str, Value],
    household: Mapping[str, Value],
    composer: Composer | None = None,
) -> list[Part]:
    """All parts of the dossier, also those inside others."""
    home, member = record(HOUSEHOLD, household), record(PERSON, person)
    file = Household(home, (member,))
    edition = Edition("Locatie", "Ontvanger", 1, 0, "", NOW, training=True)
    composer = composer or Composer(CATALOGUE, TABLES, voice(load("nl")), audience)
    seal = Seal("1" * 32, HOUSEHOLD, audience, 1, NOW, b"desk", ())
    shared = shown_to(composer.catalogue, file, audience)
    dossier = composer.compose(file, shared, {PERSON: Checklist(())}, edition, seal, "")
    return [inner for part in dossier.parts for inner in (part, *part.parts)]


def voice(texts: Texts, catalogue: Catalogue = CATALOGUE) -> Voice:
    return Voice(Speaker(catalogue, TABLES, texts))


def lines(parts: list[Part]) -> dict[str, str]:
    return {str(line.label): str(line.value) for part in parts for line in part.lines}


def test_a_cluster_is_one_line_that_groups_by_answer() -> None:
    parts = printed(
        Audience.CORPORATIE,
        {},
        {
            "housing.need_quiet": "yes",
            "housing.need_wheelchair": "no",
            "housing.need_few_stairs": "no",
        },
    )

    told = lines(parts)["Functionele woonbehoeften"]
    assert told == "Nee: Rolstoeltoegankelijk, Traplopen beperkt. Ja: Rustige, prikkelarme omgeving"


def test_the_corporatie_reads_of_expected_family_how_many_and_when_only() -> None:
    joining = {
        "household.joining/a/adults": 1,
        "household.joining/a/children": 2,
        "household.joining/a/procedure": "granted",
        "household.joining/a/expected": "20270314",
        "household.joining/a/expected_until": "20270620",
    }

    (grid,) = [
        grid
        for part in printed(Audience.CORPORATIE, {}, joining)
        for grid in part.grids
        if grid.title == "Verwachte nareis"
    ]

    assert grid.head == (
        "Volwassenen",
        "Kinderen",
        "Verwacht vanaf",
        "Verwacht uiterlijk",
        "Rust op",
    )
    assert grid.rows == (("1", "2", "maart 2027", "juni 2027", "Verteld door bewoner"),)


def test_a_study_of_many_parts_is_one_line_with_what_it_rests_on() -> None:
    study = {
        "education.studies/a/level": "hbo",
        "education.studies/a/subject": "Bouwkunde",
        "education.studies/a/diploma": "yes",
    }

    (line,) = [
        line
        for part in printed(Audience.GEMEENTE, study, {})
        for inner in part.parts
        if inner.title == "Opleidingen"
        for line in inner.lines
    ]

    assert (line.label, line.value) == ("hbo", "Richting: Bouwkunde. Diploma in bezit: Ja")
    assert line.note == "Verteld door bewoner"


def test_the_size_is_computed_for_who_finds_a_home_and_not_for_the_resident() -> None:
    adult = {"person.birth_date": "19850312", "person.role": "head"}

    for audience in (Audience.GEMEENTE, Audience.CORPORATIE):
        told = lines(printed(audience, adult, {}))
        assert told["Omvang"] == "1 volwassene"
        assert told["Slaapkamers, minimaal nodig"] == "1"
    assert "Omvang" not in lines(printed(Audience.RESIDENT, adult, {}))


def test_a_child_is_not_said_to_lack_answers_that_nobody_asks_of_children() -> None:
    child, adult = ({"person.birth_date": born} for born in ("20180412", "19850312"))

    of_child, of_adult = (repr(printed(Audience.GEMEENTE, one, {})) for one in (child, adult))

    assert "Alfabetisering" in of_adult
    assert "Alfabetisering" not in of_child


def test_a_section_that_is_new_in_the_catalogue_is_printed_by_itself() -> None:
    new = Question(
        key="garden.wish",
        kind=Kind.TEXT,
        subject=Subject.HOUSEHOLD,
        purpose="housing_match",
        ground="huisvesting",
        audiences={Audience.GEMEENTE: Share.FULL},
    )
    section = Section("garden", Subject.HOUSEHOLD, (new,))
    catalogue = replace(CATALOGUE, sections=(*CATALOGUE.sections, section))
    words = {"section.garden": "Tuin", "question.garden.wish": "Wens voor de tuin"}
    texts = Texts("nl", {**load("nl").messages, **words})

    parts = printed(
        Audience.GEMEENTE,
        {},
        {"garden.wish": "appelboom"},
        Composer(catalogue, TABLES, voice(texts, catalogue), Audience.GEMEENTE),
    )

    assert "Tuin" in [part.title for part in parts]
    assert lines(parts)["Wens voor de tuin"] == "appelboom"


def test_the_resident_never_reads_that_nobody_asked_what_the_file_answers() -> None:
    parts = printed(Audience.RESIDENT, {"status.phase": "granted"}, {"housing.avoid_region": "x"})
    small = {str(part.title): " ".join(map(str, part.small)) for part in parts}

    assert "niet gesproken" not in small["Status"]
    assert "meer in het dossier" in small["Status"]
    assert "niet gesproken" in small["Taal en inburgering"]
    assert "meer in het dossier" not in small["Wonen"]
