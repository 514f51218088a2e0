"""What residents may ask for: while an objection or restriction stands, nothing of them leaves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import PASSPHRASE, no_window, pass_on, take_in
from overstap.cli.main import run
from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience, Question
from overstap.domain.paper import Grid, Part, Said
from overstap.domain.rights import Right, flags, right_field
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Standing
from overstap.usecases.intake.hold_back import HeldBackError, NotHeldBackError
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.intake.uncover import NoReasonError
from overstap.usecases.rules.register_of_processing import register_of_processing
from people import register

NL, EN, QUIET = load("nl"), load("en"), Quiet()
WHY = "wil eerst met een advocaat spreken"


@pytest.fixture
def household(location: App) -> str:
    return take_in(location)[0]


@pytest.fixture
def person(location: App, household: str) -> str:
    return location.open_file(household).person


@pytest.mark.parametrize("right", Right)
def test_nothing_leaves_while_a_right_stands_and_all_of_it_afterwards(
    location: App, gemeente: App, household: str, person: str, tmp_path: Path, right: Right
) -> None:
    location.hold_back(person, right, WHY)

    plan = location.prepare_handover([household], gemeente.office.id)
    failed = [check for check in plan.checks if not check.passed and check.blocks]
    assert [(check.code, check.by) for check in failed] == [("unrestricted", "Wit (Balie 1)")]
    assert location.find_households.one(household).standing is Standing.RESTRICTED
    with pytest.raises(HeldBackError) as refused:
        location.print_dossier(household, Audience.CORPORATIE, NL, tmp_path, QUIET)
    assert location.open_file(household).name in NL.error(refused.value)
    assert list(tmp_path.glob("dossier-*")) == []

    location.hold_back.lift(person, right)

    assert location.prepare_handover([household], gemeente.office.id).allowed
    assert location.open_file(household).released, "the answers are as they were released"


def test_the_resident_gets_their_own_copy_all_the_same(
    location: App, household: str, person: str, tmp_path: Path
) -> None:
    location.hold_back(person, Right.OBJECTION, WHY)

    made = location.print_dossier(household, Audience.RESIDENT, NL, tmp_path, QUIET)

    assert made.path.exists()


def test_many_dossiers_are_printed_without_those_that_are_held_back(
    location: App, household: str, person: str, tmp_path: Path
) -> None:
    other = take_in(location, 1, seed=5)[0]
    location.hold_back(person, Right.RESTRICTION, WHY)

    done = location.print_dossiers([household, other], Audience.GEMEENTE, NL, tmp_path, QUIET)

    assert len(done.written) == 1
    assert done.held_back == (location.open_file(household).name.partition(",")[0],)


def test_the_history_keeps_what_was_lifted_and_the_log_who_did_it(
    location: App, household: str, person: str
) -> None:
    location.hold_back(person, Right.OBJECTION, WHY)
    (flag,) = location.hold_back.of(household).flags
    location.hold_back.lift(person, Right.OBJECTION)

    assert (flag.person, flag.right, flag.reason) == (person, Right.OBJECTION, WHY)
    assert location.hold_back.of(household).flags == ()
    assert [entry.what for entry in location.read_audit(limit=2)] == ["rights-lifted", "rights-set"]
    assert WHY not in repr(location.read_audit(limit=2))


def test_it_needs_a_reason_and_somebody_of_ours_and_something_to_lift(
    location: App, gemeente: App, household: str, person: str, tmp_path: Path
) -> None:
    sent = location.hand_over([household], gemeente.office.id, tmp_path, QUIET)
    gemeente.import_bundle(sent.path, QUIET)

    with pytest.raises(NoReasonError):
        location.hold_back(person, Right.OBJECTION, "  ")
    with pytest.raises(NotHeldBackError):
        location.hold_back.lift(person, Right.OBJECTION)
    with pytest.raises(NotOursError):
        gemeente.hold_back(person, Right.OBJECTION, WHY)


def test_it_travels_between_desks_and_never_to_a_gemeente(
    location: App, second: App, household: str, person: str, tmp_path: Path
) -> None:
    location.hold_back(person, Right.OBJECTION, WHY)
    pass_on(location, second, tmp_path)

    assert [flag.right for flag in second.open_file(person).flags] == [Right.OBJECTION]
    location.hold_back.lift(person, Right.OBJECTION)
    second.hold_back(person, Right.OBJECTION, "nog steeds")
    pass_on(second, location, tmp_path)
    stands = location.open_file(person).flags
    assert [flag.reason for flag in stands] == ["nog steeds"], "it stands until somebody settles it"


def test_a_right_goes_along_when_doubles_are_merged(location: App) -> None:
    kept = register(location, name="Haddad", given="Layla", born="19850412")
    gone = register(location, name="Hadad", given="Layla", born="19850412")
    location.hold_back(gone, Right.RESTRICTION, WHY)

    location.merge_residents(kept, gone)

    assert [flag.right for flag in location.open_file(kept).flags] == [Right.RESTRICTION]
    location.undo_merge(gone)
    assert location.open_file(kept).flags == ()


def test_a_right_is_no_question_and_is_shared_with_nobody(location: App, person: str) -> None:
    location.hold_back(person, Right.OBJECTION, WHY)
    record = location.open_file(person).records[person]

    assert location.catalogue.find(right_field(Right.OBJECTION)) is None
    assert record.answers[right_field(Right.OBJECTION)] == Answer(WHY)
    assert flags([record])


def test_the_command_line_sets_lists_and_lifts(
    doors: Doors,
    location: App,
    household: str,
    person: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    location.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    vault = ["--vault", str(tmp_path / "location"), "--passphrase-file"]
    command = [*vault, str(tmp_path / "passphrase"), "rights"]

    assert run(doors, [*command, "object", person, "--reason", WHY], no_window) == 0
    capsys.readouterr()
    assert run(doors, [*command, "list", household, "--json"], no_window) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert run(doors, [*command, "lift", person, "objection"], no_window) == 0
    again = run(doors, [*command, "lift", person, "objection"], no_window)

    assert (listed["right"], listed["reason"]) == ("objection", WHY)
    assert again == 3


def test_the_register_names_every_purpose_and_ground_once(location: App) -> None:
    table = register_of_processing(location.catalogue, NL)

    wanted = {
        (NL(f"purpose.{asked.purpose}"), NL(f"ground.{asked.ground}"))
        for question in location.catalogue.questions
        for asked in (question, *question.parts)
    }
    assert {row[:2] for row in table.rows} == wanted
    assert len(table.rows) == len(wanted)
    assert all(all(row) for row in table.rows)
    bsn = next(row for row in table.rows if NL("ground.bsn_law") in row)
    assert NL("processing.security.reason") in bsn[-1]


def test_the_privacy_notice_says_what_the_answers_are_not_for(location: App) -> None:
    papers = location.print_papers
    paper = papers.rights.notice(papers.voices.resident("nl"))

    assert NL("resident.notice.not_for") in repr(paper)


def test_a_resident_reads_in_words_who_did_what_with_the_details(
    location: App, household: str, person: str
) -> None:
    location.uncover(person, "person.bsn", "voor de gemeente")
    location.hold_back(person, Right.OBJECTION, WHY)

    written = [row[2] for row in grid(access_paper(location, household, "nl")).rows]
    foreign = [row[2] for row in grid(access_paper(location, household, "tir")).rows]

    looked = f"{NL('audit.uncover')} (voor de gemeente)"
    assert Said(looked) in written
    assert Said(f"{NL('audit.rights-set')} ({NL('log.reason.objection')})") in written
    assert Said(f"{EN('audit.uncover')} (voor de gemeente)", "en", looked) in foreign


@pytest.mark.parametrize("language", ["apc", "tir", "orm", "pus"])
def test_what_is_held_of_a_resident_is_told_in_their_language_but_for_what_staff_note(
    location: App, household: str, language: str
) -> None:
    paper = access_paper(location, household, language)

    noted = {
        NL(key) if key in NL.messages else key
        for question in location.catalogue.questions
        for key in (f"question.{question.key}", f"ask.{question.key}", *choices(question))
        if not question.statement
    }
    foreign = {said.beside for said in sentences(paper) if said.language and said.beside}
    log = {said.beside for row in grid(paper).rows for said in row if isinstance(said, Said)}
    assert foreign - noted - log == set()


def choices(question: Question) -> list[str]:
    """The keys of its choices."""
    return [f"choice.{question.choice_list or question.key}.{code}" for code in question.choices]


def access_paper(app: App, household: str, language: str) -> Part:
    """All that is held of a household, as one part."""
    answer = app.answer_access
    log = [entry for entry in answer.vault.audit_trail(100) if "record" in entry]
    file = read_household(answer.vault, household)
    paper = answer.rights.access(file, [], log, answer.voices.resident(language))
    return Part(paper.title, parts=paper.parts)


def grid(part: Part) -> Grid:
    """The log, which is the last of them."""
    return [grid for one in part.parts for grid in one.grids][-1]


def sentences(part: Part) -> Iterator[Said]:
    """Everything that the part says in words of two languages."""
    for found in (part.title, *part.sentences, *part.small, *part.bullets):
        yield from [found] if isinstance(found, Said) else []
    for line in part.lines:
        yield from (one for one in (line.label, line.value) if isinstance(one, Said))
    for one in part.parts:
        yield from sentences(one)
