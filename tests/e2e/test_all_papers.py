"""Every paper that the program prints: archival, accessible, complete, and without a leak."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

import verapdf
from offices import PASSPHRASE, answer, take_in
from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.papers.print_papers import Sheet
from overstap.usecases.vaults import NewOffice

NL, QUIET = load("nl"), Quiet()
RIGHT, LEFT = "apc", "tir"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An office with one household, a print and a change since; nothing here writes to it."""
    folder = tmp_path_factory.mktemp("office")
    new = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
    app = Doors(folder / "settings.json").create(folder / "vault", PASSPHRASE, new, QUIET).app
    household = take_in(app)[0]
    app.print_dossier(household, Audience.GEMEENTE, NL, folder, QUIET)
    answer(app, household, "housing.travel_time", "30")
    yield app
    app.close()


def household_of(app: App) -> str:
    """Its only household."""
    return app.find_residents("", limit=1).hits[0].household


def dossier(audience: Audience, language: str = "") -> Callable[[App], bytes]:
    """A dossier for an audience."""
    return lambda app: app.print_dossier.preview(household_of(app), audience, NL, QUIET, language)


def access(app: App) -> tuple[Path, ...]:
    """The answer to a request for access, in a folder of its own."""
    folder = app.folder.with_name("access")
    folder.mkdir(exist_ok=True)
    return app.answer_access(household_of(app), "verzoek van de bewoner", folder, QUIET)


def sheet(make: Callable[[App, str], Sheet]) -> Callable[[App], bytes]:
    """Another paper."""
    return lambda app: make(app, household_of(app)).pdf


PAPERS: dict[str, tuple[str, Callable[[App], bytes]]] = {
    **{f"dossier-{audience}": ("3a", dossier(audience)) for audience in Audience},
    "copy-right-to-left": ("3a", dossier(Audience.RESIDENT, RIGHT)),
    "copy-ethiopic": ("3a", dossier(Audience.RESIDENT, LEFT)),
    "form": ("2a", sheet(lambda app, _: app.print_papers.blank_form("nl", QUIET))),
    "form-right-to-left": ("2a", sheet(lambda app, _: app.print_papers.blank_form(RIGHT, QUIET))),
    "notice": ("2a", sheet(lambda app, _: app.print_papers.notice(LEFT, QUIET))),
    "to-ask": ("2a", sheet(lambda app, h: app.print_papers.to_ask(h, NL, QUIET))),
    "shared": ("2a", sheet(lambda app, h: app.print_papers.disclosures(h, NL, QUIET))),
    "access": ("3a", lambda app: access(app)[0].read_bytes()),
    "card": ("2a", sheet(lambda app, _: app.print_papers.card_sheet(NL, QUIET))),
    "kit": (
        "2a",
        sheet(lambda app, _: app.print_papers.recovery_kit("AGE-SECRET-KEY-1" * 5, NL, QUIET)),
    ),
    "validity": (
        "2a",
        sheet(
            lambda app, h: app.print_papers.validity(app.check_paper(code_of(app, h)), NL, QUIET)
        ),
    ),
}


def code_of(app: App, household: str) -> str:
    """What stands under the QR code of the dossier."""
    code = app.print_dossier.compose(household, Audience.GEMEENTE, NL).code
    assert code is not None
    return code.typed


def text(pdf: bytes) -> str:
    """All that can be copied out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_archival_and_accessible(office: App, tmp_path: Path, name: str) -> None:
    archive, make = PAPERS[name]
    file = tmp_path / f"{name}.pdf"

    file.write_bytes(make(office))

    assert verapdf.failures(file, archive) == []
    assert verapdf.failures(file, "ua1") == []


def test_the_corporatie_sees_no_number_status_origin_or_schooling(office: App) -> None:
    household = household_of(office)
    person = office.open_file(household).person
    known = office.open_file(person).records[person]
    office.save_answers(
        person,
        {
            "person.bsn": Answer("999990019"),
            "person.nationalities": Answer(("0336",)),
            "education.years": Answer(13),
            "status.protection": Answer("A"),
        },
        known.seen,
    )

    paper = text(PAPERS["dossier-corporatie"][1](office))

    hidden = ("person.bsn", "person.nationalities", "education.years", "status.protection")
    leaks = [key for key in hidden if NL(f"question.{key}") in paper]
    assert leaks == []
    assert "999990019" not in paper
    assert "Syrische" not in paper


def test_the_access_pack_holds_everything_even_what_nobody_else_gets(office: App) -> None:
    household = household_of(office)
    person = office.open_file(household).person
    known = office.open_file(person).records[person]
    office.save_answers(person, {"person.room": Answer("B-117")}, known.seen)

    pdf = PAPERS["access"][1](office)

    with pypdfium2.PdfDocument(pdf) as document:
        held = json.loads(bytes(document.get_attachment(0).get_data()))
    assert "B-117" in text(pdf)
    stated = {record["record"]: record["stated"] for record in held["records"]}
    assert stated[person]["person.room"]["v"] == "B-117"


def test_the_blank_form_asks_every_question_that_anybody_may_read(office: App) -> None:
    paper = " ".join(text(PAPERS["form"][1](office)).split())

    silent = [
        question.key
        for question in office.catalogue.questions
        if not question.restricted and how_asked(question.key) not in paper
    ]
    assert silent == []


def how_asked(key: str) -> str:
    """How the question is put."""
    asked = f"ask.{key}"
    return " ".join(NL(asked if NL.has(asked) else f"question.{key}").split())


def test_the_resident_reads_with_whom_it_was_shared(office: App) -> None:
    copy = " ".join(text(dossier(Audience.RESIDENT, "nl")(office)).split())

    assert NL("disclosure.title") in copy
    assert NL("disclosure.print.gemeente") in copy


def test_no_file_name_says_who_it_is_about(office: App) -> None:
    household = household_of(office)
    papers = office.print_papers
    made = [papers.to_ask(household, NL, QUIET).name, *(path.name for path in access(office))]
    name = office.open_file(household).name.split(",")[0].lower()

    assert [file for file in made if name in file.lower()] == []


def test_what_holds_personal_data_is_in_the_audit(office: App) -> None:
    household = household_of(office)

    office.print_papers.to_ask(household, NL, QUIET)
    printed = office.print_papers.vault.audit_trail(1)[0]
    access(office)

    asked = office.print_papers.vault.audit_trail(1)[0]
    assert (printed["what"], printed["record"]) == ("print", household)
    assert (asked["what"], asked["record"]) == ("access_request", household)
    assert asked["reason"] == "verzoek van de bewoner"
