"""Whether a printed dossier is genuine and the newest: by its file, a picture, or its code."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from offices import PASSPHRASE, answer, hand_over, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.offices import OfficeKind
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.pdf.codes import NoCodeError, UnreadablePaperError
from overstap.usecases.app import App, NewOffice
from overstap.usecases.check_paper import NotACodeError, PaperVerdict

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


def test_a_seal_that_is_unreadable_means_altered(location: App, tmp_path: Path) -> None:
    pdf = printed(location, take_in(location)[0], tmp_path)
    raw = pdf.read_bytes()

    pdf.write_bytes(raw.replace(b"OVERSTAP1", b"OVERSTAPX"))

    assert location.check_paper.file(pdf).verdict is PaperVerdict.ALTERED
