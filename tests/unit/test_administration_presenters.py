"""The pages of the administration without a window, on real vaults."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from offices import answer, hand_over, pass_on, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.policy import Rule, effective
from overstap.domain.residents import HOLD
from overstap.gui.screens.administration.desks import DesksPresenter
from overstap.gui.screens.administration.disputes import DisputesPresenter
from overstap.gui.screens.administration.exchange import ExchangePresenter
from overstap.gui.screens.administration.page import PagePresenter
from overstap.gui.screens.administration.papers import PapersPresenter
from overstap.gui.screens.administration.retention import RetentionPresenter
from overstap.gui.screens.administration.shared import SharedPresenter
from overstap.gui.screens.administration.withdrawals import WithdrawalsPresenter
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.intake.redact import RedactReason
from screens import SheetView, run_now

TEXTS = load("nl")
Open = Callable[[type[PagePresenter], App], PagePresenter]


@pytest.fixture
def view() -> SheetView:
    return SheetView()


@pytest.fixture
def opened(view: SheetView) -> Open:
    def open_page(presents: type[PagePresenter], app: App) -> PagePresenter:
        page = presents(view, app, TEXTS, run_now)
        page.entered()
        return page

    return open_page


def root_of(root: Root) -> dict[str, str]:
    return {"root": str(root.file), "passphrase": root.passphrase}


# desks


def test_an_invited_desk_gets_a_file_and_a_number_in_groups(
    opened: Open, view: SheetView, location: App, root: Root, tmp_path: Path
) -> None:
    page = opened(DesksPresenter, location)

    page.act("invite", "", "")
    view.fill_in(name="Balie 2", folder=str(tmp_path), **root_of(root))

    assert [len(group) for group in view.note.number] == [5] * 5
    [file] = tmp_path.glob("*.desk")
    assert file.name in view.note.text
    assert "Balie 2" in [row.title for row in view.rows()]
    assert view.form is None


def test_a_wrong_passphrase_keeps_the_form_and_stands_at_its_field(
    opened: Open, view: SheetView, location: App, root: Root, tmp_path: Path
) -> None:
    page = opened(DesksPresenter, location)

    page.act("invite", "", "")
    view.fill_in(name="Balie 2", folder=str(tmp_path), root=str(root.file), passphrase="mis")

    assert set(view.problems) == {"passphrase"}
    assert view.form is not None
    assert not list(tmp_path.glob("*.desk"))


def test_nothing_is_done_while_something_is_missing(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(DesksPresenter, location)

    page.act("invite", "", "")
    view.fill_in(name="Balie 2")

    assert set(view.problems) == {"root", "passphrase", "folder"}
    assert view.changes == 0


def test_a_desk_is_revoked_with_its_reason_and_not_our_own(
    opened: Open, view: SheetView, location: App, second: App, root: Root
) -> None:
    page = opened(DesksPresenter, location)
    own, other, _card = view.rows()
    assert own.acts == ()

    page.act("revoke", other.id, "")
    assert view.form is not None
    assert view.form.points
    view.fill_in(reason="stolen", **root_of(root))

    assert "Balie 2" not in [row.title for row in view.rows()]
    assert TEXTS("desks.revoked", count=1) in view.sheet.groups[0].lead


def test_the_card_is_prolonged_and_its_root_key_replaced(
    opened: Open, view: SheetView, location: App, root: Root, tmp_path: Path
) -> None:
    page = opened(DesksPresenter, location)
    before = location.show_card()

    page.act("prolong", "", "")
    view.fill_in(**root_of(root))
    page.act("rotate", "", "")
    view.fill_in(new=str(tmp_path / "new.age"), **root_of(root))

    after = location.show_card()
    assert after.card.version == before.card.version + 2
    assert after.number != before.number
    assert (tmp_path / "new.age").exists()


# exchange


def test_a_bundle_for_the_other_desks_says_what_is_in_it_and_where(
    opened: Open, view: SheetView, location: App, second: App, tmp_path: Path
) -> None:
    take_in(location)
    page = opened(ExchangePresenter, location)
    assert view.rows()[0].word == TEXTS("sync.heard.never")

    page.act("write", "", str(tmp_path))

    [bundle] = tmp_path.glob("*.overstap")
    assert bundle.name in view.note.text
    second.import_bundle(bundle, Quiet())
    pass_on(second, location, tmp_path)
    page.entered()
    assert view.rows()[0].icon == "done"


def test_when_the_others_have_everything_that_is_said_calmly_and_all_can_still_go(
    opened: Open, view: SheetView, location: App, second: App, tmp_path: Path
) -> None:
    take_in(location)
    pass_on(location, second, tmp_path)
    pass_on(second, location, tmp_path)
    location.write_sync(tmp_path, Quiet(), full=True)
    page = opened(ExchangePresenter, location)

    page.act("write", "", str(tmp_path))
    assert view.note.tone == "accent"
    page.act("full", "", str(tmp_path))

    assert view.note.tone == "ok"


def test_an_office_with_one_desk_is_told_to_invite_another(
    opened: Open, view: SheetView, location: App
) -> None:
    opened(ExchangePresenter, location)

    assert view.sheet.acts == ()
    assert view.sheet.groups[0].empty == TEXTS("sync.desks.none")


# withdrawals


def test_a_household_linked_elsewhere_is_withdrawn_and_stays_underway_until_confirmed(
    opened: Open, view: SheetView, location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    household = location.find_residents("").hits[0].household
    answer(location, household, "household.matched_gemeente", "GM0363")
    page = opened(WithdrawalsPresenter, location)
    [stale] = view.rows()
    assert "Voorbeeldstad" in stale.lines[0]

    page.act("withdraw_all", "", str(tmp_path))

    [underway] = view.rows()
    assert underway.word == TEXTS("withdrawals.unconfirmed")
    taken = gemeente.import_bundle(tmp_path / view.note.lines[0], Quiet())
    receipt = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())
    page.entered()
    assert view.rows() == []
    assert view.sheet.note is None, "it is no longer under way"


def test_a_withdrawal_that_never_came_is_written_again(
    opened: Open, view: SheetView, location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    answer(location, household, "household.matched_gemeente", "GM0363")
    page = opened(WithdrawalsPresenter, location)
    page.act("withdraw_all", "", str(tmp_path))
    [first] = view.rows()

    page.act("again", first.id, str(tmp_path))

    [second] = view.rows()
    assert second.id != first.id
    assert (tmp_path / view.note.lines[0]).is_file()


def test_what_was_taken_out_is_due_at_who_got_it_until_it_is_written(
    opened: Open, view: SheetView, location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    person = location.find_residents("").hits[0].person
    wrong = location.read_history(person, "person.surname")[0]
    answer(location, person, "person.surname", "Haddad")
    location.redact(person, "person.surname", wrong.dot, RedactReason.WRONG)
    page = opened(WithdrawalsPresenter, location)
    [due] = view.rows()
    assert due.title == "Voorbeeldstad"

    page.act("correct", due.id, str(tmp_path))

    assert view.rows() == []
    taken = gemeente.import_bundle(tmp_path / view.note.lines[0], Quiet())
    assert taken.records == (person,)


# retention


def test_a_file_is_kept_with_a_reason_and_then_cannot_be_destroyed(
    opened: Open, view: SheetView, location: App
) -> None:
    household = location.open_file(take_in(location)[0]).household
    page = opened(RetentionPresenter, location)
    page.act("every", "", "")

    page.act("hold", household, "")
    view.fill_in(reason="court")

    [row] = view.sheet.groups[0].rows
    assert TEXTS("retention.hold.court") in row.word
    assert "destroy" not in [act.key for act in row.acts]
    assert location.open_file(household).released, "keeping a file is no answer of a resident"
    page.act("let_go", household, "")
    assert location.open_file(household).records[household].text(HOLD) == ""


def test_a_file_is_destroyed_only_after_its_name_was_typed(
    opened: Open, view: SheetView, location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    household = location.find_residents("").hits[0].household
    name = location.list_due(Quiet())[0].name
    page = opened(RetentionPresenter, location)
    page.act("every", "", "")

    page.act("destroy", household, "")
    view.fill_in(folder=str(tmp_path), name="iemand anders")
    assert set(view.problems) == {"name"}
    assert location.find_residents("").total > 0
    view.fill_in(folder=str(tmp_path), name=f" {name.upper()} ")

    assert location.find_residents("").total == 0
    assert (tmp_path / view.note.lines[0]).exists()
    [gone] = view.sheet.groups[2].rows
    assert gone.word == TEXTS("erased.not_yet"), "the gemeente has to confirm it"


def test_the_periods_say_who_laid_them_down(opened: Open, view: SheetView, location: App) -> None:
    settings = effective({"retention_no_contact": Rule("200", locked=True)}, {})

    opened(RetentionPresenter, replace(location, settings=settings))

    said = {row.id: (row.said, row.lines, row.icon) for row in view.sheet.groups[1].rows}
    policy, program = (TEXTS(f"policy.source.{s}").capitalize() for s in ("policy", "program"))
    assert said["period no_contact"] == (("200 dagen",), (policy,), "stays")
    assert said["period received"] == (("1826 dagen",), (program,), "none")


# what was shared


def test_where_there_are_more_desks_it_is_told_that_they_keep_their_own_prints(
    opened: Open, view: SheetView, location: App, root: Root, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    page = opened(SharedPresenter, location)
    page.choose(household)
    alone = view.sheet.groups[0].lead
    location.administer_office.invite("Balie 2", tmp_path, root)

    page.entered()

    assert TEXTS("shared.other_desks") not in alone
    assert TEXTS("shared.other_desks") in view.sheet.groups[0].lead


def test_what_was_shared_is_found_by_name_and_printed_in_the_residents_language(
    opened: Open, view: SheetView, location: App, gemeente: App, tmp_path: Path
) -> None:
    hand_over(location, gemeente, tmp_path)
    hit = location.find_residents("").hits[0]
    page = opened(SharedPresenter, location)

    page.act("typed", "", hit.v_number)
    [row] = view.rows()
    assert "Voorbeeldstad" in row.title
    page.act("print", "", "")
    view.fill_in(language="tur", folder=str(tmp_path))

    [pdf] = tmp_path.glob("gedeeld-*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.name in view.note.text


def test_a_name_of_nobody_says_what_to_try(opened: Open, view: SheetView, location: App) -> None:
    page = opened(SharedPresenter, location)

    page.act("typed", "", "Qqqqq")

    assert view.sheet.groups[0].empty == TEXTS("shared.found.none")


# paper


def test_a_printed_dossier_is_genuine_until_an_answer_changes(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    made = location.print_dossier.begin(household, Audience.GEMEENTE, TEXTS, Quiet())
    pdf = tmp_path / "dossier.pdf"
    pdf.write_bytes(made.pdf)
    page = opened(PapersPresenter, location)

    page.act("picked", "", str(pdf))
    assert (view.note.tone, view.note.title) == ("ok", TEXTS("paper.newest"))
    person = location.open_file(household).person
    answer(location, person, "person.given_names", "Anders")
    page.act("picked", "", str(pdf))

    assert view.note.title == TEXTS("paper.superseded")
    assert TEXTS("papers.section.different") in [row.word for row in view.rows()]


def test_a_typing_error_in_a_code_is_said_and_asks_to_type_again(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(PapersPresenter, location)

    page.act("typed", "", "7K3M-9QXT")

    assert view.note.tone == "warn"
    assert view.note.title in TEXTS("error.paper.not_a_code")


def test_the_outcome_of_a_check_can_be_kept_on_paper(
    opened: Open, view: SheetView, location: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    made = location.print_dossier.begin(household, Audience.GEMEENTE, TEXTS, Quiet())
    pdf = tmp_path / "dossier.pdf"
    pdf.write_bytes(made.pdf)
    page = opened(PapersPresenter, location)
    page.act("picked", "", str(pdf))

    page.act("sheet", "", str(tmp_path))

    assert len(list(tmp_path.glob("controle-*.pdf"))) == 1


# disputes


@pytest.fixture
def disputed(location: App, second: App, tmp_path: Path) -> str:
    """A resident whose room two desks wrote down differently."""
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)
    answer(second, person, "person.room", "B-2")
    answer(location, person, "person.room", "A-1")
    pass_on(second, location, tmp_path)
    return person


def test_a_dispute_is_told_in_sentences_the_oldest_first(
    opened: Open, view: SheetView, location: App, disputed: str
) -> None:
    opened(DisputesPresenter, location)

    [row] = view.rows()
    said = location.open_file(disputed).records[disputed].disputes["person.room"]
    newest, oldest = (stated.answer.text for stated in said)
    assert row.said[0].endswith(oldest)
    assert "zonder dat te hebben gezien" in row.said[1]
    assert row.said[1].endswith(newest)
    assert any("Balie 2" in line for line in row.said)


def test_choosing_one_settles_it_at_the_other_desk_too(
    opened: Open, view: SheetView, location: App, second: App, disputed: str, tmp_path: Path
) -> None:
    page = opened(DisputesPresenter, location)
    [row] = view.rows()
    kept = location.open_file(disputed).records[disputed].disputes["person.room"][1].answer.text

    page.act("keep:1", row.id, "")
    pass_on(location, second, tmp_path)

    assert view.rows() == []
    for desk in (location, second):
        known = desk.open_file(disputed).records[disputed]
        assert (known.text("person.room"), known.disputes) == (kept, {})


def test_a_question_to_a_colleague_travels_and_goes_with_the_dispute(
    opened: Open, view: SheetView, location: App, second: App, disputed: str, tmp_path: Path
) -> None:
    page = opened(DisputesPresenter, location)
    [row] = view.rows()

    page.act("ask", row.id, "")
    view.fill_in(note="Welke kamer is het nu?")
    pass_on(location, second, tmp_path)
    there = opened(DisputesPresenter, second)

    [row] = view.rows()
    assert row.said[-1].endswith("Welke kamer is het nu?")
    there.act("keep:0", row.id, "")
    assert second.list_disputes() == ()


def test_both_are_kept_where_the_question_repeats(
    opened: Open, view: SheetView, location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    group, part = _group_of(location)
    job = f"{group}/eerste"
    answer(location, person, f"{job}/{part}", "Bakker")
    pass_on(location, second, tmp_path)
    answer(location, person, f"{job}/{part}", "Kok")
    answer(second, person, f"{job}/{part}", "Lasser")
    pass_on(second, location, tmp_path)
    page = opened(DisputesPresenter, location)
    [row] = view.rows()

    page.act("both", row.id, "")

    known = location.open_file(person).records[person]
    said = {a.text for f, a in known.answers.items() if f.startswith(group) and f.endswith(part)}
    assert {"Kok", "Lasser"} <= said
    assert not known.disputes


def _group_of(app: App) -> tuple[str, str]:
    """A question about a person that repeats, and a part of it that is plain text."""
    return next(
        (question.key, part.name)
        for section in app.catalogue.sections
        if section.subject == "person"
        for question in section.questions
        for part in question.parts
        if part.kind == "text"
    )


def test_a_covered_answer_is_not_read_out_here(
    opened: Open, view: SheetView, location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    covered = next(
        question.key
        for section in location.catalogue.sections
        if section.subject == "person"
        for question in section.questions
        if question.restricted and not question.parts
    )
    pass_on(location, second, tmp_path)
    answer(location, person, covered, "geheim een")
    answer(second, person, covered, "geheim twee")
    pass_on(second, location, tmp_path)

    page = opened(DisputesPresenter, location)

    [row] = view.rows()
    assert "geheim" not in repr(view.sheet)
    page.act("question", row.id, "")
    assert view.went == [("question", person, covered)]
