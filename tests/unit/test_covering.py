"""What is restricted is shown to who may see it and says why; to nobody else in any other way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, answer, hand_over, introduce, no_window, pass_on
from overstap.cli.main import run
from overstap.domain.answers import NOT_ASKED, Answer
from overstap.domain.catalogue import Audience
from overstap.domain.covering import covered, uncovered
from overstap.domain.roles import EVERY_ROLE, NotPermittedError, Permission, Role
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.guard import guarded
from overstap.usecases.intake.list_questions_to_ask import Purpose
from overstap.usecases.intake.uncover import NoReasonError
from overstap.usecases.papers.print_dossier import NeedsOnPaperError, RestrictedOnPaperError

BSN, AVOID, WHY = "person.bsn", "housing.avoid_region", "housing.avoid_reason"
STAIRS, QUIET_HOME = "housing.need_few_stairs", "housing.need_quiet"
NEED = "trapvrij"
"""No choice of the question, so that it is found wherever it is told; drafts may be wrong."""
NUMBER, OTHER, REGION = "999990019", "999990020", "GM0344"
REASON = "vraag van de bewoner"
NL, QUIET = load("nl"), Quiet()


@dataclass(frozen=True)
class Home:
    """A household with restricted answers, and a second one that differs."""

    household: str
    person: str
    other: str
    other_person: str


@pytest.fixture
def home(location: App) -> Home:
    def registered(number: str, region: str) -> tuple[str, str]:
        said = {
            "person.surname": Answer("Haddad"),
            "person.given_names": Answer("Layla"),
            "person.birth_date": Answer("19850412"),
            BSN: Answer(number),
        }
        shared = {
            AVOID: Answer(region),
            WHY: Answer("safety"),
            STAIRS: Answer(NEED),
            QUIET_HOME: Answer("yes"),
        }
        done = location.register_household([said], shared)
        return done.household, done.persons[0]

    return Home(*registered(NUMBER, REGION), *registered(OTHER, "GM0363"))


READERS: Mapping[str, Callable[[App, Home, Path], object]] = {
    "open_file": lambda app, h, _: app.open_file(h.person),
    "find_residents": lambda app, h, _: (app.find_residents(""), app.find_residents(NUMBER)),
    "find_households": lambda app, h, _: app.find_households(""),
    "compare_residents": lambda app, h, _: app.compare_residents(h.person, h.other_person),
    "sweep_duplicates": lambda app, h, _: app.sweep_duplicates(QUIET),
    "list_disputes": lambda app, h, _: app.list_disputes(),
    "compare_regions": lambda app, h, _: [
        area for area in app.compare_regions(h.household).regions.gemeenten if area.avoid
    ],
    "read_readiness": lambda app, h, _: app.read_readiness(h.household),
    "list_questions_to_ask": lambda app, h, _: app.list_questions_to_ask(
        h.household, Purpose.HANDOVER
    ),
    "join_households": lambda app, h, _: app.join_households.plan(h.household, h.other),
    "split_household": lambda app, h, _: app.split_household.plan(
        [h.person], None, protected=False
    ),
    "list_due": lambda app, h, _: app.list_due(QUIET),
    "print_papers": lambda app, h, _: app.print_papers.to_ask(h.household, NL, QUIET),
    "list_disclosures": lambda app, h, _: app.list_disclosures(h.household),
    "read_audit": lambda app, h, _: app.read_audit(limit=1000),
    **{
        f"print_dossier {audience}": lambda app, h, _, a=audience: app.print_dossier.compose(
            h.household, a, NL
        )
        for audience in Audience
    },
}


@pytest.mark.parametrize("role", Role)
def test_no_role_gets_a_restricted_answer_from_what_only_reads(
    location: App, home: Home, tmp_path: Path, role: Role
) -> None:
    app = guarded(location, {role, Role.RESTRICTED})

    for name, read in READERS.items():
        try:
            shown = repr(read(app, home, tmp_path))
        except NotPermittedError:
            continue
        except OverstapError:
            assert name in ("split_household",), name
            continue
        found = [value for value in (NUMBER, OTHER, REGION) if value in shown]
        assert found == [], name


@pytest.mark.parametrize("role", sorted(EVERY_ROLE - {Role.RESTRICTED}))
def test_no_role_gets_what_a_home_needs_from_what_only_reads(
    location: App, home: Home, tmp_path: Path, role: Role
) -> None:
    app = guarded(location, {role})
    told_to = Permission.UNCOVER_NEEDS in app.permissions

    for name, read in READERS.items():
        if told_to and name.startswith("print_dossier"):
            continue  # they may see it, and the paper tells its reader all that is shared with them
        try:
            shown = repr(read(app, home, tmp_path))
        except OverstapError:
            continue
        assert NEED not in shown, name


def test_who_may_not_see_needs_makes_no_paper_that_tells_them(location: App, home: Home) -> None:
    app = guarded(location, {Role.INTAKE})

    for audience in set(Audience) - {Audience.RESIDENT}:
        with pytest.raises(NeedsOnPaperError):
            app.show_dossier(home.household, audience, NL, QUIET)

    assert app.print_dossier.compose(home.household, Audience.RESIDENT, NL).parts


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.REGISSEUR])
def test_who_may_not_see_a_bsn_makes_no_paper_on_which_it_stands(
    location: App, home: Home, role: Role
) -> None:
    location.open_restricted(home.person, BSN, REASON)

    with pytest.raises(RestrictedOnPaperError):
        guarded(location, {role}).show_dossier(home.household, Audience.GEMEENTE, NL, QUIET)

    seer = guarded(location, {role, Role.RESTRICTED})
    paper = seer.print_dossier.compose(home.household, Audience.GEMEENTE, NL)
    assert NUMBER in repr(paper)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.REGISSEUR])
def test_one_reason_shows_all_that_a_home_needs_to_who_finds_it(
    location: App, home: Home, role: Role
) -> None:
    app = guarded(location, {role})

    shown = app.uncover(home.household, QUIET_HOME, REASON)
    regions = app.uncover.compare_regions(home.household, REASON).regions

    assert {f: s.answer.text for f, s in shown.stated.items()} == {STAIRS: NEED, QUIET_HOME: "yes"}
    assert (regions.dwelling_needs, regions.covered) == ((QUIET_HOME,), (AVOID,))
    looked = [entry.details["field"] for entry in location.read_audit(limit=2)]
    assert looked == ["housing.need_near_care", QUIET_HOME]


@pytest.mark.parametrize("field", [BSN, AVOID])
def test_who_finds_a_home_sees_no_bsn_and_no_region_to_avoid(
    location: App, home: Home, field: str
) -> None:
    app = guarded(location, {Role.CASE_MANAGER})
    record = home.person if field == BSN else home.household

    with pytest.raises(NotPermittedError):
        app.uncover(record, field, REASON)
    with pytest.raises(NotPermittedError):
        app.uncover.history(record, field, REASON)


def test_a_preview_says_that_needs_changed_and_not_to_what(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    introduce(gemeente, location, tmp_path)
    introduce(location, gemeente, tmp_path)
    sent = hand_over(location, gemeente, tmp_path)

    found = gemeente.preview_import(sent.path, QUIET).changes

    (need,) = [change for change in found if change.field == STAIRS]
    assert need.covered
    assert need.new is not None
    assert need.new.answer == NOT_ASKED


@pytest.mark.parametrize("role", sorted(EVERY_ROLE - {Role.RESTRICTED}))
def test_only_who_has_the_permission_can_ask_for_it(
    location: App, home: Home, tmp_path: Path, role: Role
) -> None:
    app = guarded(location, {role})

    for ask in (
        lambda: app.uncover(home.person, BSN, REASON),
        lambda: app.uncover(home.household, AVOID, REASON),
        lambda: app.answer_access(home.household, REASON, tmp_path, QUIET),
    ):
        with pytest.raises(NotPermittedError):
            ask()


def test_a_reason_shows_one_question_and_is_written_down_first(location: App, home: Home) -> None:
    app = guarded(location, {Role.INTAKE, Role.RESTRICTED})

    shown = app.uncover(home.person, BSN, REASON)

    assert {f: s.answer for f, s in shown.stated.items()} == {BSN: Answer(NUMBER)}
    newest, *_ = location.read_audit(limit=1)
    assert (newest.what, newest.details["field"]) == ("uncover", BSN)
    assert NUMBER not in repr(newest)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_shown(
    location: App, home: Home, tmp_path: Path, reason: str
) -> None:
    before = location.read_audit(limit=1)

    for ask in (
        lambda: location.uncover(home.person, BSN, reason),
        lambda: location.uncover.compare_regions(home.household, reason),
        lambda: location.answer_access(home.household, reason, tmp_path, QUIET),
    ):
        with pytest.raises(NoReasonError):
            ask()

    assert location.read_audit(limit=1) == before
    assert list(tmp_path.glob("inzage-*")) == []


def test_the_view_says_that_there_is_an_answer(location: App, home: Home) -> None:
    file = location.open_file(home.person)

    assert file.records[home.person].covered == {BSN}
    assert file.records[home.household].covered == {AVOID, WHY, STAIRS, QUIET_HOME}


def test_what_was_uncovered_is_covered_again_when_a_colleague_answers_otherwise(
    location: App, home: Home
) -> None:
    seen = location.uncover(home.person, BSN, REASON)
    before = uncovered(location.open_file(home.person).records[home.person], [seen])
    answer(location, home.person, BSN, OTHER)

    after = uncovered(location.open_file(home.person).records[home.person], [seen])

    assert before.answers[BSN] == Answer(NUMBER)
    assert after.covered == {BSN}
    assert BSN not in after.stated


def test_saving_gives_back_what_one_wrote_and_nothing_else_that_is_covered(
    location: App, home: Home
) -> None:
    known = location.open_file(home.person).records[home.household]

    saved = location.save_answers(home.household, {WHY: Answer("other")}, known.seen)

    assert saved.answers[WHY] == Answer("other")
    assert saved.covered == {AVOID, STAIRS, QUIET_HOME}


def test_a_dispute_about_it_says_only_that_there_is_one(
    location: App, second: App, home: Home, tmp_path: Path
) -> None:
    pass_on(location, second, tmp_path)
    answer(location, home.person, BSN, OTHER)
    answer(second, home.person, BSN, "999990032")
    pass_on(second, location, tmp_path)

    (disputed,) = location.list_disputes()

    assert [(d.field, d.covered) for d in disputed.disputes] == [(BSN, True)]
    assert OTHER not in repr(disputed)
    assert set(location.uncover(home.person, BSN, REASON).disputes) == {BSN}


def test_covering_twice_is_covering_once(location: App, home: Home) -> None:
    vault: Any = location.run_doctor.vault
    once = covered(location.catalogue, vault.record(home.person))

    assert covered(location.catalogue, once).stated == once.stated


def test_the_command_line_covers_it_too(
    doors: Doors, location: App, home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    vault = ("--vault", str(tmp_path / "location"), "--passphrase-file")
    command = [*vault, str(tmp_path / "passphrase"), "resident", "show", home.person]

    assert run(doors, [*command, "--json"], no_window) == 0
    closed = capsys.readouterr().out
    assert run(doors, [*command, "--json", "--reason", REASON], no_window) == 0
    opened = json.loads(capsys.readouterr().out)

    assert NUMBER not in closed
    assert json.loads(closed)["covered"][home.person] == [BSN]
    assert opened["records"][home.person][BSN]["v"] == NUMBER


def test_the_first_user_may_ask_for_it(location: App) -> None:
    assert Permission.UNCOVER in location.permissions
