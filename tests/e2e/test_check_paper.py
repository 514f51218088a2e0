"""Whether a printed dossier is genuine and the newest: by its file, a picture, or its code."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from offices import PASSPHRASE, answer, hand_over, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind
from overstap.domain.readiness import ItemState, Said
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.pdf.codes import NoCodeError, UnreadablePaperError, read_code
from overstap.usecases.app import App
from overstap.usecases.papers.check_paper import NotACodeError
from overstap.usecases.papers.paper_verdict import PaperVerdict
from overstap.usecases.vaults import NewOffice

NL = load("nl")


def printed(app: App, household: str, folder: Path, audience: Audience = Audience.GEMEENTE) -> Path:
    """The file of a dossier."""
    return app.print_dossier(household, audience, NL, folder, Quiet()).path


def code(app: App, household: str, audience: Audience = Audience.GEMEENTE) -> str:
    """What stands under the QR code."""
    found = app.print_dossier.compose(household, audience, NL).code
    assert found is not None
    return found.typed


def picture(pdf: Path, to: Path, scale: float = 2) -> Path:
    """The first page as a photo would show it."""
    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=scale).to_pil().save(to)
    return to


def delivered(location: App, gemeente: App, folder: Path) -> str:
    """A household that both offices have."""
    bundle = hand_over(location, gemeente, folder)
    gemeente.import_bundle(bundle.path, Quiet())
    return gemeente.find_residents("", limit=1).hits[0].household


@pytest.mark.parametrize("audience", [Audience.GEMEENTE, Audience.CORPORATIE])
def test_the_receiver_knows_a_paper_by_file_picture_and_code(
    location: App, gemeente: App, tmp_path: Path, audience: Audience
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf = printed(location, household, tmp_path, audience)
    typed = code(location, household, audience)

    by_file = gemeente.check_paper.file(pdf)
    by_picture = gemeente.check_paper.file(picture(pdf, tmp_path / "photo.png"))
    by_code = gemeente.check_paper(typed.lower().replace("-", " "))

    assert {by_file.verdict, by_picture.verdict, by_code.verdict} == {PaperVerdict.NEWEST}
    assert by_file.sender == by_code.sender == "Voorbeeldlocatie"
    assert by_file.version == 1
    assert by_file.audience == by_code.audience == audience
    assert all(same for _, same in by_file.sections)
    on_paper = dict(by_file.sections)
    assert list(on_paper) == [s.key for s in location.catalogue.sections if s.key in on_paper]


def test_every_changed_byte_of_the_file_is_noticed(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf = printed(location, household, tmp_path)
    raw = pdf.read_bytes()

    verdicts = set()
    for at in range(40, len(raw), len(raw) // 23):
        pdf.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        try:
            verdicts.add(gemeente.check_paper.file(pdf).verdict)
        except (NotACodeError, NoCodeError, UnreadablePaperError):
            verdicts.add(PaperVerdict.ALTERED)

    assert verdicts == {PaperVerdict.ALTERED}


def test_a_paper_from_before_a_change_is_superseded_and_the_section_is_named(
    location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    pdf = printed(location, household, tmp_path)
    before = code(location, household)
    answer(location, household, "housing.travel_time", "30")

    by_file = location.check_paper.file(pdf)
    by_code = location.check_paper(before)

    assert by_file.verdict == by_code.verdict == PaperVerdict.SUPERSEDED
    assert [section for section, same in by_file.sections if not same] == ["housing"]


def test_a_paper_newer_than_the_bundle_says_so(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    answer(location, household, "housing.travel_time", "30")
    pdf = printed(location, household, tmp_path)

    assert gemeente.check_paper.file(pdf).verdict is PaperVerdict.NEWER
    assert gemeente.check_paper(code(location, household)).verdict is PaperVerdict.OTHER


def test_an_office_without_the_household_still_knows_the_signature(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    pdf = printed(location, take_in(location)[0], tmp_path)

    found = gemeente.check_paper.file(pdf)

    assert found.verdict is PaperVerdict.GENUINE
    assert found.name == ""
    assert all(same is None for _, same in found.sections)


def test_an_office_that_has_no_card_of_the_sender_says_so(location: App, tmp_path: Path) -> None:
    stranger = (
        Doors(tmp_path / "other.json")
        .create(
            tmp_path / "stranger",
            PASSPHRASE,
            NewOffice("Elders", OfficeKind.GEMEENTE, "GM9998", "Balie", "Vos", training=True),
            Quiet(),
        )
        .app
    )
    household = take_in(location)[0]
    pdf, typed = printed(location, household, tmp_path), code(location, household)

    verdicts = {stranger.check_paper.file(pdf).verdict, stranger.check_paper(typed).verdict}
    stranger.close()

    assert verdicts == {PaperVerdict.UNKNOWN_SENDER}


def test_a_print_that_was_stopped_is_void_and_does_not_count(location: App, tmp_path: Path) -> None:
    household = take_in(location)[0]
    job = location.print_dossier.begin(household, Audience.GEMEENTE, NL, Quiet())
    location.print_dossier.void(job)
    pdf = tmp_path / job.name
    pdf.write_bytes(job.pdf)

    assert location.check_paper.file(pdf).verdict is PaperVerdict.VOID
    assert [d.void for d in location.list_disclosures(household)] == [True]


def test_a_print_is_in_the_ledger_before_it_is_made(location: App, tmp_path: Path) -> None:
    household = take_in(location)[0]

    location.print_dossier.begin(household, Audience.CORPORATIE, NL, Quiet())

    assert [d.how for d in location.list_disclosures(household)] == ["print.corporatie"]


def test_the_ledger_names_the_recipient_in_the_language_of_who_printed(
    location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]

    location.print_dossier(household, Audience.RESIDENT, NL, tmp_path, Quiet(), "ukr")

    (shared,) = location.list_disclosures(household)
    assert shared.to == NL("dossier.recipient.resident")


def test_a_typing_error_a_blank_page_and_a_text_file_are_told_apart(
    location: App, tmp_path: Path
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("niets")
    blank = tmp_path / "blank.png"
    Image.new("L", (400, 400), 255).save(blank)

    with pytest.raises(NotACodeError):
        location.check_paper("7K3M-9QXT-24WA-PD5R")
    with pytest.raises(NoCodeError):
        location.check_paper.file(blank)
    with pytest.raises(UnreadablePaperError):
        location.check_paper.file(text)


@pytest.mark.parametrize("edge", ["0", "14400", "10000000"])
def test_a_page_as_large_as_a_house_is_looked_at_like_any_other(edge: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]>>" % (edge.encode(), edge.encode()),
    )
    numbered = b"".join(b"%d 0 obj%sendobj\n" % one for one in enumerate(objects, start=1))
    paper.write_bytes(b"%PDF-1.4\n" + numbered + b"trailer<</Size 4/Root 1 0 R>>\n%%EOF")

    with pytest.raises(NoCodeError):
        read_code(paper)


def test_the_same_version_is_the_same_file_and_a_change_is_marked(
    location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    first = printed(location, household, tmp_path).read_bytes()
    again = printed(location, household, tmp_path).read_bytes()
    answer(location, household, "housing.travel_time", "30")

    changed = location.print_dossier.compose(household, Audience.GEMEENTE, NL)

    assert first == again
    assert "2, vervangt versie 1" in [fact.value for fact in changed.facts]
    marked = [line.label for part in changed.parts for line in part.lines if line.changed]
    assert marked == [NL("question.housing.travel_time")]


def test_a_changed_checklist_makes_a_new_version(location: App, tmp_path: Path) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    first = location.print_dossier(household, Audience.GEMEENTE, NL, tmp_path, Quiet())

    location.set_checklist_item(person, "A3", Said(ItemState.DONE))
    second = location.print_dossier(household, Audience.GEMEENTE, NL, tmp_path, Quiet())
    corporatie = location.print_dossier(household, Audience.CORPORATIE, NL, tmp_path, Quiet())

    assert [first.version, second.version, corporatie.version] == [1, 2, 1]
    assert location.check_paper.file(first.path).verdict is PaperVerdict.SUPERSEDED
    assert location.check_paper.file(second.path).verdict is PaperVerdict.NEWEST


def test_whatever_happens_in_between_two_files_of_one_version_are_the_same(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    happenings: list[Callable[[], object]] = [
        lambda: None,
        lambda: location.hand_over([household], gemeente.office.id, tmp_path, Quiet()),
        lambda: location.set_checklist_item(person, "A3", Said(ItemState.DONE)),
        lambda: answer(location, household, "housing.travel_time", "60"),
        lambda: answer(location, household, "housing.travel_time", "60"),
        lambda: location.withdraw(household, gemeente.office.id, tmp_path, Quiet()),
    ]
    known: dict[Path, bytes] = {}

    for happens in happenings:
        happens()
        for audience in (Audience.GEMEENTE, Audience.RESIDENT):
            for _ in range(2):
                path = printed(location, household, tmp_path, audience)
                assert known.setdefault(path, path.read_bytes()) == path.read_bytes()

    assert len(known) > 4


def test_the_residents_copy_is_a_new_version_only_where_more_was_shared(
    location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    first = printed(location, household, tmp_path, Audience.RESIDENT)
    before = first.read_bytes()
    again = printed(location, household, tmp_path, Audience.RESIDENT)
    same = again.read_bytes() == before

    printed(location, household, tmp_path, Audience.GEMEENTE)
    later = printed(location, household, tmp_path, Audience.RESIDENT)

    assert same
    assert first == again
    assert later != first


def test_a_paper_of_what_was_withdrawn_or_erased_says_so(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf, typed = printed(location, household, tmp_path), code(location, household)

    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())
    location.erase_household(household, tmp_path, "request", Quiet())

    for office in (gemeente, location):
        assert office.check_paper.file(pdf).verdict is PaperVerdict.WITHDRAWN
        assert office.check_paper(typed).verdict is PaperVerdict.WITHDRAWN


def test_the_sender_too_says_that_a_paper_was_withdrawn_and_of_others_it_does_not(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf, typed = printed(location, household, tmp_path), code(location, household)
    other = printed(location, household, tmp_path, Audience.CORPORATIE)

    location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    found = location.check_paper.file(pdf)
    by_code = location.check_paper(typed)
    for_others = location.check_paper.file(other)

    assert found.verdict is by_code.verdict is PaperVerdict.WITHDRAWN
    assert for_others.verdict is PaperVerdict.NEWEST


def test_a_paper_from_before_a_change_is_withdrawn_with_the_rest(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf, typed = printed(location, household, tmp_path), code(location, household)
    answer(location, household, "housing.travel_time", "30")

    before = {location.check_paper.file(pdf).verdict, location.check_paper(typed).verdict}
    location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    after = {location.check_paper.file(pdf).verdict, location.check_paper(typed).verdict}

    assert before == {PaperVerdict.SUPERSEDED}
    assert after == {PaperVerdict.WITHDRAWN}


def test_a_withdrawal_reaches_the_paper_at_the_gemeente_and_a_new_handover_lifts_it(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = delivered(location, gemeente, tmp_path)
    pdf, typed = printed(location, household, tmp_path), code(location, household)

    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())
    withdrawn = {gemeente.check_paper.file(pdf).verdict, gemeente.check_paper(typed).verdict}
    again = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(again.path, Quiet())

    assert withdrawn == {PaperVerdict.WITHDRAWN}
    for office in (gemeente, location):
        assert office.check_paper.file(pdf).verdict is PaperVerdict.NEWEST
        assert office.check_paper(typed).verdict is PaperVerdict.NEWEST


def test_a_seal_that_is_unreadable_means_altered(location: App, tmp_path: Path) -> None:
    pdf = printed(location, take_in(location)[0], tmp_path)
    raw = pdf.read_bytes()

    pdf.write_bytes(raw.replace(b"OVERSTAP1", b"OVERSTAPX"))

    assert location.check_paper.file(pdf).verdict is PaperVerdict.ALTERED
