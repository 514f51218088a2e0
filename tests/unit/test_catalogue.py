from datetime import date
from pathlib import Path

import pytest

from overstap.domain.catalogue import Kind, applies
from overstap.domain.catalogue import asked as put
from overstap.domain.catalogue_file import CatalogueError, parse
from overstap.domain.never_recorded import NEVER, forbidden
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

CATALOGUE = read_catalogue()
QUESTIONS = [q for s in CATALOGUE.sections for q in s.questions]


def files() -> dict[str, bytes]:
    folder = resources.folder() / "catalogue"
    return {path.name: path.read_bytes() for path in folder.glob("*.toml")}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_in_the_catalogue_has_a_text(language: str) -> None:
    texts = load(language)
    for section in CATALOGUE.sections:
        assert texts(f"section.{section.key}")
        assert texts(f"section.{section.key}.lead")
    for question in QUESTIONS:
        assert texts(f"purpose.{question.purpose}")
        assert texts(f"ground.{question.ground}")
        assert texts(f"kind.{question.kind}")
        assert texts(f"sensitivity.{question.sensitivity}")
        assert texts(f"retention.{question.retention}")
        assert not question.topic or texts(f"topic.{question.topic}")
        assert not question.cluster or texts(f"cluster.{question.cluster}")
        assert all(texts(f"needed.{need}") for need in question.needed_for)
        for asked in (question, *question.parts):
            assert texts(f"question.{asked.key}")
            for choice in asked.choices:
                assert texts(f"choice.{asked.choice_list or asked.key}.{choice}")


@pytest.mark.parametrize("word", NEVER)
def test_what_must_never_be_recorded_cannot_be_asked(word: str) -> None:
    changed = files()
    changed["person.toml"] += f'\n[[question]]\nname = "{word}"\nkind = "text"\n'.encode()

    with pytest.raises(CatalogueError) as caught:
        parse(changed)

    assert caught.value.parameters["key"] == f"person.{word}"


@pytest.mark.parametrize("word", NEVER)
def test_what_must_never_be_recorded_cannot_be_a_choice_or_a_part_either(word: str) -> None:
    changed = files()
    choice = changed["person.toml"].replace(b'["M", "V", "O"]', f'["M", "{word}"]'.encode())
    part = changed["education.toml"].replace(b'name = "subject"', f'name = "x_{word}"'.encode())

    for name, raw in (("person.toml", choice), ("education.toml", part)):
        with pytest.raises(CatalogueError) as caught:
            parse(changed | {name: raw})
        assert "never recorded" in str(caught.value.parameters["reason"])


def test_health_is_never_free_text() -> None:
    changed = files()
    changed["housing.toml"] = changed["housing.toml"].replace(
        b'purpose = "housing_match"\nground = "huisvesting"\ncondition',
        b'purpose = "housing_match"\nground = "huisvesting"\nsensitivity = "health"\ncondition',
    )

    with pytest.raises(CatalogueError) as caught:
        parse(changed)

    assert caught.value.parameters["key"] == "housing.form_conditions"


def test_no_question_has_a_name_that_reads_as_something_we_never_record() -> None:
    for language in ("nl", "en"):
        texts = load(language)
        for question in CATALOGUE.questions:
            for asked in (question, *question.parts):
                assert not forbidden(texts(f"question.{asked.key}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'kind = "v_number"', b'kind = "number_plate"'),
        (b'purpose = "identify"', b'purpose = "curiosity"'),
        (b'ground = "public_task"', b'ground = "consent"'),
        (b'name = "surname"', b'name = "v_number"'),
        (b'name = "surname"', b"name = 3"),
        (b"restricted = true", b"restricted = true\ncolour = 1"),
        (b'table = "landen"', b""),
        (b"[[question]]", b"[[question"),
        (b'needed_for = ["handover"]', b'needed_for = ["curiosity"]'),
        (b'retention = "departure"', b'retention = "for ever"'),
        (b'ages = "adults"', b'ages = "elders"'),
        (b'ages = "adults"', b'condition = { question = "person.bsn", values = ["x"] }'),
        (b'ages = "adults"', b'condition = { question = "talk.read_back", values = ["agreed"] }'),
    ],
)
def test_a_bad_file_is_refused_with_file_key_and_reason(old: bytes, new: bytes) -> None:
    changed = files()
    assert old in changed["person.toml"]
    changed["person.toml"] = changed["person.toml"].replace(old, new, 1)

    with pytest.raises(CatalogueError) as caught:
        parse(changed)

    assert caught.value.parameters["file"] == "person.toml"
    assert caught.value.parameters["reason"]


def test_every_code_question_has_its_table() -> None:
    tables = read_code_tables()
    for question in QUESTIONS:
        for asked in (question, *question.parts):
            if asked.kind in (Kind.CODE, Kind.CODES):
                assert tables.table(asked.table).entries


def test_a_question_is_asked_only_where_its_condition_holds() -> None:
    from overstap.domain.answers import Answer

    hours = CATALOGUE.question("language.nt2_hours")

    assert not applies(hours, {})
    assert applies(hours, {"language.pre_consent": Answer("yes")})


def test_adult_questions_are_not_put_to_children_nor_custody_to_adults() -> None:
    from overstap.domain.answers import Answer

    digid, custody = (CATALOGUE.question(k) for k in ("practical.digid", "status.custody"))
    today = date(2026, 11, 24)

    for birth, adult, minor in (
        ("20200101", False, True),
        ("19850000", True, False),
        ("20080000", True, True),
        ("00000000", True, True),
    ):
        answers = {"person.birth_date": Answer(birth)}
        assert put(digid, answers, today) is adult
        assert put(custody, answers, today) is minor
    assert put(digid, {}, today)


def test_resources_are_where_they_are_looked_for() -> None:
    assert (Path(resources.folder()) / "locale" / "nl").is_dir()
