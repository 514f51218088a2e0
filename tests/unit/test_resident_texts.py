"""What residents read: complete in Dutch and English, and honest where a language is not."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from overstap.domain.resident_texts import ask_key, could_harm
from overstap.i18n import resident
from overstap.i18n.resident import REVIEW_FIRST, SOURCE, Said, load_resident, template
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.rules.translations import coverage, every_key, texts_folder

CATALOGUE = read_catalogue()
LANGUAGES = read_code_tables().table("talen")
KEYS = every_key(CATALOGUE)
SIXTEEN = {
    "ara", "tir", "tur", "kmr", "som", "pes", "prs", "pus", "fra", "amh", "orm", "ckb", "ukr",
    "rus", "spa",
}  # fmt: skip
"""English is the sixteenth; it is a source."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of texts that holds Dutch, English and one sentence of Tigrinya."""
    for language in SOURCE:
        (tmp_path / "locale" / language).mkdir(parents=True)
        for path in (resources.folder() / "locale" / language).glob("*.po"):
            (tmp_path / "locale" / language / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(resident.resources, "folder", lambda: tmp_path)
    load_resident.cache_clear()
    (tmp_path / "locale" / "tir").mkdir()
    text = template("tir", KEYS).decode()
    text = text.replace('msgid "resident.copy.title"\nmsgstr ""', _PO.format("resident.copy.title"))
    (tmp_path / "locale" / "tir" / "resident.po").write_text(text, "utf-8")
    load_resident.cache_clear()
    yield tmp_path
    load_resident.cache_clear()


_PO = 'msgid "{}"\nmsgstr "ፋይልኩም"'


@pytest.mark.parametrize("language", SOURCE)
def test_every_question_for_a_resident_can_be_said_aloud(language: str) -> None:
    texts = load(language)

    assert [key for key in KEYS if not texts.has(key)] == []
    for question in CATALOGUE.questions:
        for asked in (question, *question.parts):
            assert texts.has(ask_key(asked)) is asked.statement


def test_dutch_to_residents_says_u_and_never_je() -> None:
    texts = load("nl")
    for key in KEYS:
        words = set(texts(key).lower().replace("?", " ").replace(".", " ").split())
        assert not words & {"je", "jij", "jou", "jouw"}


def test_every_resident_language_is_listed_with_what_it_lacks() -> None:
    found = coverage(CATALOGUE, LANGUAGES)

    assert {one.language for one in found} == SIXTEEN
    assert all(one.told + len(one.missing) == one.total == len(KEYS) for one in found)


def test_a_language_leaves_out_only_what_its_page_says_that_it_leaves_out() -> None:
    page = (Path(__file__).parents[2] / "desktop/docs/translations.md").read_text("utf-8")

    for one in coverage(CATALOGUE, LANGUAGES):
        about = page.partition(f"(`{one.language}`)")[2].partition("\n## ")[0]
        assert about, one.language
        assert [key for key in one.missing if f"`{key}`" not in about] == []


def test_dialects_share_the_written_language_and_english_serves_the_rest() -> None:
    assert texts_folder(LANGUAGES, "apc") == "ara"
    assert texts_folder(LANGUAGES, "tir") == "tir"
    assert texts_folder(LANGUAGES, "nld") == "nl"
    assert texts_folder(LANGUAGES, "hye") == texts_folder(LANGUAGES, "???") == "en"


def test_what_is_not_translated_is_said_in_english_and_printed_in_both(elsewhere: Path) -> None:
    texts = load_resident("tir")

    assert texts("resident.copy.title") == Said("ፋይልኩም", "tir")
    assert texts.beside("resident.copy.title") == "ፋይልኩም"
    assert texts("resident.copy.household") == Said("Your household", "en")
    assert texts.beside("resident.copy.household") == "Uw huishouden / Your household"
    assert len(texts.missing(KEYS)) == len(KEYS) - 1


def test_a_translation_says_that_nobody_checked_it_until_somebody_did(elsewhere: Path) -> None:
    path = elsewhere / "locale" / "tir" / "resident.po"

    assert not load_resident("tir").reviewed
    path.write_text(path.read_text("utf-8").replace(resident.UNREVIEWED, "S. Tolk, 2026-11-20"))
    load_resident.cache_clear()

    assert load_resident("tir").review == "S. Tolk, 2026-11-20"


def test_a_language_without_texts_is_empty_not_broken() -> None:
    assert load_resident("zzz").missing(KEYS) == KEYS
    assert not load_resident("zzz").reviewed


def test_a_template_holds_every_key_with_its_dutch_and_english(tmp_path: Path) -> None:
    path = tmp_path / "resident.po"
    path.write_bytes(template("tir", KEYS, ["resident.no_right.refuse"]))

    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)

    assert [str(message.id) for message in catalog if message.id] == list(KEYS)
    first = catalog.get("ask.person.v_number")
    assert first is not None
    assert first.auto_comments == ["nl: Wat is uw V-nummer?", "en: What is your V-number?"]
    grave = [str(message.id) for message in catalog if REVIEW_FIRST in message.auto_comments]
    assert grave == ["resident.no_right.refuse"]


def test_what_could_harm_is_what_one_agrees_to_ones_rights_and_who_is_obliged() -> None:
    grave = {key for key in KEYS if could_harm(key)}

    assert {"resident.no_right.refuse", "resident.notice.kept", "ask.status.custody"} <= grave
    assert {"dossier.rights.yours.complaint", "resident.read_back.agree"} <= grave
    assert not {"ask.person.v_number", "resident.status.unknown", "education.cv"} & grave


def test_a_translation_names_what_the_dutch_names() -> None:
    wrong = [
        (path.parent.name, key)
        for path in (resources.folder() / "locale").glob("*/resident.po")
        for key, text in load_resident(path.parent.name).texts.messages.items()
        if load("nl").has(key) and placeholders(text) != placeholders(load("nl").messages[key])
    ]

    assert wrong == []


def placeholders(text: str | tuple[str, ...]) -> set[str]:
    forms = (text,) if isinstance(text, str) else text
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_the_words_of_the_residents_papers_are_translated_and_those_of_others_are_not() -> None:
    assert {"dossier.rights", "basis.stated", "resident.copy.title"} <= set(KEYS)
    assert {"notice.head.who", "form.title", "access.title", "access.log.what"} <= set(KEYS)
    assert not {"dossier.to_ask", "dossier.attachment", "notice.backup.none"} & set(KEYS)


def test_every_file_of_a_resident_language_says_whether_it_was_reviewed() -> None:
    for path in (resources.folder() / "locale").glob("*/resident.po"):
        if path.parent.name in SOURCE:
            continue
        with path.open("rb") as file:
            comment = read_po(file, abort_invalid=True).header_comment
        assert resident.REVIEW in comment, path
