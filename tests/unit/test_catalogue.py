from pathlib import Path

import pytest

from overstap.domain.catalogue import Kind, applies
from overstap.domain.catalogue_file import NEVER, CatalogueError, parse
from overstap.domain.code_tables import CodeTableError, parse_table
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.usecases.read_catalogue import read_catalogue, read_code_tables

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


def test_a_gemeente_is_found_by_beginning_alias_and_old_code() -> None:
    gemeenten = read_code_tables().table("gemeenten")

    assert gemeenten.find("zwo", "nl")[0].label("nl") == "Zwolle"
    assert gemeenten.find("den haag", "nl")[0].code == "GM0518"
    assert gemeenten.current("GM0003") == "GM1979"
    assert not gemeenten.find("voorbeeldstad", "nl")
    assert gemeenten.find("voorbeeldstad", "nl", training=True)


def test_a_bad_table_is_refused() -> None:
    for raw in (b"\xff", b"code,nl\n", b"code,nl\n1,\n", b"code,nl\n1,a\n1,b\n"):
        with pytest.raises(CodeTableError):
            parse_table("x", raw)


def test_resources_are_where_they_are_looked_for() -> None:
    assert (Path(resources.folder()) / "locale" / "nl").is_dir()
