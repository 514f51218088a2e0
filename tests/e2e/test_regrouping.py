"""Splitting, joining and moving: nothing is lost, nobody is given away, and it can be undone."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from offices import answer
from overstap.domain.answers import Answer, Answers, Value
from overstap.domain.catalogue import Audience, Kind, Question
from overstap.domain.read_back import Reading
from overstap.domain.records import RecordId, Subject
from overstap.domain.residents import GIVEN_NAMES, HOUSEHOLD, ORDER, ROOM, SURNAME, V_NUMBER
from overstap.i18n.texts import load
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.intake import regroup_journal
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.regroup_household import (
    NobodyStaysError,
    NotAMemberError,
    SameHouseholdError,
    TracesLeftError,
)
from overstap.usecases.intake.regroup_journal import BuiltOnError, NothingToUndoError
from overstap.usecases.intake.sent_elsewhere import MARK, WENT
from overstap.usecases.lists.open_file import NobodyThereError
from overstap.usecases.rules.read_catalogue import read_code_tables

HOME: Mapping[str, Value] = {
    "household.matched_gemeente": "GM9999",
    "housing.bedrooms": 3,
    "talk.read_back": "agreed",
    "housing.preferences/aa/place": "GM0193",
}


def named(surname: str, given: str, v_number: str, **more: Value) -> Answers:
    said: dict[str, Value] = {SURNAME: surname, GIVEN_NAMES: given, V_NUMBER: v_number, **more}
    return {field: Answer(value) for field, value in said.items()}


def family(app: App, home: Mapping[str, Value] = HOME) -> tuple[RecordId, list[RecordId]]:
    """Two adults and a child; gives the household and its members."""
    persons = [
        named("Haddad", "Sami", "2900000001"),
        named("Haddad", "Layla", "2900000002"),
        named("Haddad", "Nour", "2900000003"),
    ]
    done = app.register_household(persons, {f: Answer(v) for f, v in home.items()})
    return done.household, list(done.persons)


def members(app: App, household: RecordId) -> list[RecordId]:
    return [member.person for member in app.open_file(household).members]


def said(app: App, record: RecordId) -> Answers:
    """What was answered; that it was sent somewhere is no answer."""
    answers = app.open_file(record).records[record].answers
    return {
        field: answer for field, answer in answers.items() if not field.startswith((MARK, WENT))
    }


def test_who_leaves_gets_a_household_with_what_was_answered_together(location: App) -> None:
    home, (sami, layla, nour) = family(location)

    done = location.split_household([layla, nour])

    assert members(location, home) == [sami]
    assert members(location, done.household) == [layla, nour]
    new = said(location, done.household)
    assert new["housing.bedrooms"] == Answer(3)
    assert new["housing.preferences/aa/place"] == Answer("GM0193")
    assert "talk.read_back" not in new
    assert said(location, home) == {f: Answer(v) for f, v in HOME.items()}


def test_only_the_chosen_answers_go_along(location: App) -> None:
    _, (_, layla, _) = family(location)

    done = location.split_household([layla], ["housing.preferences/aa"])

    assert set(said(location, done.household)) == {"housing.preferences/aa/place"}


def test_a_split_is_undone_as_if_it_had_not_been(location: App) -> None:
    home, persons = family(location)
    done = location.split_household(persons[1:])

    undone = location.undo_regrouping()

    assert undone.id == done.id
    assert members(location, home) == persons
    assert location.undo_regrouping.known() == ()
    with pytest.raises(NothingToUndoError):
        location.undo_regrouping()


def test_it_cannot_be_undone_once_something_is_built_on_it(location: App) -> None:
    _, (_, layla, _) = family(location)
    done = location.split_household([layla])
    answer(location, done.household, "housing.travel_time", "60")

    with pytest.raises(BuiltOnError):
        location.undo_regrouping(done.id)

    assert members(location, done.household) == [layla]


def test_joining_fills_what_was_lacking_and_keeps_its_own(location: App) -> None:
    home, persons = family(location)
    other = location.register_household(
        [named("Haddad", "Omar", "2900000009")],
        {"housing.bedrooms": Answer(1), "housing.travel_time": Answer("45")},
    )

    plan = location.join_households.plan(home, other.household)
    location.join_households(home, other.household)

    assert plan.differing == ("housing.bedrooms",)
    assert members(location, home) == [*persons, *other.persons]
    assert said(location, home)["housing.bedrooms"] == Answer(3)
    assert said(location, home)["housing.travel_time"] == Answer("45")


def test_a_join_is_undone_with_what_it_filled(location: App) -> None:
    home, persons = family(location)
    wish = {"housing.preferences/bb/place": Answer("GM0363"), "housing.travel_time": Answer("45")}
    other = location.register_household([named("Haddad", "Omar", "2900000009")], wish)
    location.join_households(home, other.household)

    location.undo_regrouping()

    assert members(location, home) == persons
    assert members(location, other.household) == list(other.persons)
    seen = location.compare_regions(home).regions.grounds
    assert [ground.place for ground in seen] == ["GM0193"]
    assert said(location, home)["housing.travel_time"].value is None
    assert said(location, other.household) == wish


def test_somebody_moves_to_a_household_that_is_there_and_back(location: App) -> None:
    home, persons = family(location)
    other = location.register_household([named("Aziz", "Omar", "2900000009")], {})

    location.move_member([persons[2]], other.household)
    moved = members(location, other.household)
    location.undo_regrouping()

    assert moved == [*other.persons, persons[2]]
    assert members(location, home) == persons


def test_what_makes_no_sense_is_refused_and_changes_nothing(location: App) -> None:
    home, persons = family(location)
    other = location.register_household([named("Aziz", "Omar", "2900000009")], {})

    with pytest.raises(NobodyStaysError):
        location.split_household(persons)
    with pytest.raises(NotAMemberError):
        location.split_household([persons[0], other.persons[0]])
    with pytest.raises(NobodyStaysError):
        location.move_member(other.persons, home)
    with pytest.raises(SameHouseholdError):
        location.move_member(persons[:1], home)
    with pytest.raises(SameHouseholdError):
        location.join_households(home, home)

    assert members(location, home) == persons


def test_an_older_release_does_not_hold_for_a_household_that_changed(location: App) -> None:
    home, (_, layla, _) = family(location)
    location.release(home)
    assert location.open_file(home).released

    location.split_household([layla])

    assert not location.open_file(home).released


# the protected member


COUNTRIES = [
    entry.code
    for entry in read_code_tables().table("landen").entries
    if len(entry.label("nl")) >= 7 and len(entry.label("en")) >= 7
]


def canary(question: Question, number: int) -> Answer:
    """An answer to every question: one that occurs nowhere else, where its kind allows that."""
    match question.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return Answer(f"kanarie{number:03d}"[: question.limit or 99])
        case Kind.V_NUMBER:
            return Answer(f"77{number:08d}")
        case Kind.PHONE:
            return Answer(f"+316770{number:05d}")
        case Kind.EMAIL:
            return Answer(f"kanarie{number}@voorbeeld.example")
        case Kind.BSN:
            return Answer("999990019")
        case Kind.PARTIAL_DATE | Kind.DATE:
            return Answer(f"19{40 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}")
        case Kind.READING:
            return Reading("19420307", remark=f"kanarie{number:03d}").answer
        case Kind.NUMBER:
            return Answer(question.limit or 2)
        case Kind.CODE if question.table == "landen":
            return Answer(COUNTRIES[number % len(COUNTRIES)])
        case Kind.CODES if question.table == "nationaliteiten":
            return Answer(("0084",))
        case Kind.CODE | Kind.CODES:
            return Answer(read_code_tables().table(question.table).entries[-1].code)
        case Kind.CHOICES:
            return Answer(question.choices[-1:])
        case _:
            return Answer(question.choices[-1])


def canaries(app: App, subject: Subject) -> dict[str, Answer]:
    """An answer to every question of the subject, and to every part of what repeats."""
    found: dict[str, Answer] = {}
    number = 0 if subject is Subject.PERSON else 500
    for question in app.catalogue.questions:
        if question.subject is not subject:
            continue
        for asked in question.parts or (question,):
            number += 1
            field = f"{question.key}/kk/{asked.name}" if question.parts else question.key
            found[field] = canary(asked, number)
    return found


def everything_seen_of(
    location: App, gemeente: App, household: RecordId, folder: Path
) -> Sequence[str]:
    """All that can be seen of a household or leaves the office with it: file, search, readiness,
    regions, lists, ledger, papers in all variants, and a bundle as the gemeente opens it."""
    file = location.open_file(household)
    seen = [repr(location.open_file(member.person)) for member in file.members]
    seen += [
        repr(hit) for hit in location.find_residents("", 1000).hits if hit.household == household
    ]
    seen += [repr(location.read_readiness(household)), repr(location.compare_regions(household))]
    seen.append(repr(location.list_disclosures(household)))
    for audience in (Audience.GEMEENTE, Audience.CORPORATIE, Audience.RESIDENT):
        for language in ("nl", "en"):
            seen.append(repr(location.print_dossier.compose(household, audience, load(language))))
    bundle = location.hand_over([household], gemeente.office.id, folder, Quiet())
    seen.append(repr(gemeente.preview_import(bundle.path, Quiet())))
    gemeente.import_bundle(bundle.path, Quiet())
    for hit in gemeente.find_residents("", 1000).hits:
        seen.append(repr(gemeente.open_file(hit.person)))
        seen.append(
            repr(gemeente.print_dossier.compose(hit.household, Audience.GEMEENTE, load("nl")))
        )
    return seen


def values_of(app: App, answers: Answers) -> set[str]:
    """Every value that could be recognised, as text, and what a country is called. Of choices the
    words stand in every paper: of them the fields are compared."""
    found: set[str] = set()
    for field, given in answers.items():
        key, _, rest = field.partition("/")
        asked = app.catalogue.question(f"{key}.{rest.partition('/')[2]}" if rest else key)
        if asked.kind in (Kind.CHOICE, Kind.CHOICES):
            continue
        value = given.to_json().get("v")
        texts = [t for t in (value if isinstance(value, list) else [value]) if isinstance(t, str)]
        found |= {text for text in texts if len(text) >= 7}
        if asked.table == "landen":
            entry = app.tables.table("landen").by_code[str(value)]
            found |= {entry.label("nl"), entry.label("en")}
    return found


def tables_of(app: App, household: RecordId, folder: Path) -> str:
    """What a table of the household's questions still to ask says, as it is printed."""
    texts = load("nl")
    paper = app.print_papers.forms.to_ask(
        read_household(app.run_doctor.vault, household),
        app.print_papers.voices.staff(texts),
        date(2026, 11, 24),
    )
    return repr(paper)


def test_nothing_of_a_protected_resident_is_left_in_the_other_household(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sami = named("Aziz", "Sami", "2900000001", **{ROOM: "A-1"})
    kept = {
        "household.matched_gemeente": Answer("GM9999"),
        "housing.bedrooms": Answer(2),
    }
    layla = canaries(location, Subject.PERSON)
    told = canaries(location, Subject.HOUSEHOLD) | {"talk.restriction": Answer("none")}
    done = location.register_household([layla, sami], {**told, **kept})
    home, (protected, other) = done.household, done.persons
    secret = values_of(location, {**layla, **told}) - {"GM9999"}
    assert len(secret) > 60
    assert {q.key for q in location.catalogue.questions} <= {
        field.partition("/")[0] for field in (*layla, *told, *kept)
    }

    split = location.split_household([protected], kept.keys(), protected=True)
    answer(location, split.household, "talk.read_back", "agreed")
    location.release(split.household)
    plan = location.prepare_handover([split.household], gemeente.office.id)
    seen = everything_seen_of(location, gemeente, split.household, tmp_path)
    seen += [tables_of(location, split.household, tmp_path), repr(plan)]

    assert members(location, split.household) == [other]
    assert members(location, home) == [protected]
    for text in seen:
        assert protected not in text
        assert home not in text
        assert [value for value in secret if value in text] == []
    fields = {*kept, "talk.read_back", "handover.released"}
    assert set(said(location, split.household)) == fields
    assert set(said(gemeente, split.household)) <= fields
    assert set(said(location, other)) == {*sami, HOUSEHOLD, ORDER}
    assert set(said(gemeente, other)) <= {*sami, HOUSEHOLD, ORDER}
    covered = {q.key for q in location.catalogue.questions if q.restricted}
    assert said(location, home).keys() >= told.keys() - covered
    assert len(gemeente.find_residents("", 1000).hits) == 1


def test_a_household_that_everybody_left_has_no_file(location: App) -> None:
    home, _ = family(location)
    left, _ = family(location)
    location.join_households(home, left)

    with pytest.raises(NobodyThereError):
        location.open_file(left)


def test_a_home_that_everybody_left_is_destroyed_with_them(location: App, tmp_path: Path) -> None:
    home, _ = family(location)
    left, _ = family(location)
    location.join_households(home, left)

    location.erase_household(home, tmp_path, "request", Quiet())

    assert location.erase_household.vault.records([home, left]) == {}


def test_a_home_in_which_somebody_stays_is_kept(location: App, tmp_path: Path) -> None:
    home, (_, _, nour) = family(location)
    split = location.split_household([nour])

    location.erase_household(split.household, tmp_path, "request", Quiet())

    assert len(members(location, home)) == 2


def test_what_protects_somebody_is_remembered_however_much_is_split_later(
    location: App, gemeente: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regroup_journal, "_REMEMBERED", 2)
    _, (layla, *_) = family(location)
    split = location.split_household([layla], HOME.keys(), protected=True)

    for _ in range(3):
        _, (somebody, *_) = family(location)
        location.split_household([somebody])

    plan = location.prepare_handover([split.household], gemeente.office.id)
    assert "safe_split" in {check.code for check in plan.checks}
    assert len(location.undo_regrouping.known()) == 3


def test_the_handover_says_that_a_split_is_safe_and_warns_when_it_is_not_any_more(
    location: App, gemeente: App
) -> None:
    home, (layla, sami, _) = family(location)
    split = location.split_household([layla], HOME.keys(), protected=True)

    def safe(household: RecordId) -> tuple[bool, tuple[str, ...]] | None:
        plan = location.prepare_handover([household], gemeente.office.id)
        found = [check for check in plan.checks if check.code == "safe_split"]
        return (found[0].passed, tuple(field for _, field in found[0].mend)) if found else None

    together, _ = location.register_household([named("Smit", "Jan", "2900000008")], {}), None
    assert safe(together.household) is None
    assert safe(split.household) == safe(home) == (True, ())
    known = location.open_file(layla).records[layla].answers[V_NUMBER].text
    answer(location, sami, "education.ambition", f"Samen wonen met {known}")

    assert safe(split.household) == (False, ("education.ambition",))


def test_an_answer_that_names_a_protected_resident_stops_the_split(location: App) -> None:
    sami = named(
        "Aziz",
        "Sami",
        "2900000001",
        **{
            "education.ambition": "Samen met Layla een winkel",
            "person.phone": "+31612345678",
        },
    )
    layla = named("Haddad", "Layla", "2900000002", **{"person.phone": "06-12345678"})
    contact = {"household.gemeente_contact": Answer("Vraag naar mevrouw Haddad")}
    done = location.register_household([sami, layla], contact)

    with pytest.raises(TracesLeftError) as caught:
        location.split_household([done.persons[1]], ["household.gemeente_contact"], protected=True)

    traces = {(trace.field, trace.of) for trace in caught.value.traces}
    assert traces == {
        ("education.ambition", GIVEN_NAMES),
        ("person.phone", "person.phone"),
        ("household.gemeente_contact", SURNAME),
    }
    assert members(location, done.household) == list(done.persons)
    location.split_household(
        [done.persons[1]],
        ["household.gemeente_contact"],
        protected=True,
        checked=caught.value.traces,
    )
    assert members(location, done.household) == [done.persons[1]]


def test_a_name_that_both_bear_gives_nobody_away(location: App) -> None:
    _, (_, layla, _) = family(location)

    plan = location.split_household.plan([layla], None, protected=True)

    assert plan.traces == ()


def test_offices_that_know_who_leaves_are_named(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    home, (_, layla, _) = family(location)
    location.release(home)
    location.hand_over([home], gemeente.office.id, tmp_path, Quiet())

    plan = location.split_household.plan([layla], None, protected=True)

    assert [trust.card.name for trust in plan.offices] == ["Voorbeeldstad"]


def test_the_journal_of_regroupings_holds_no_answers(location: App) -> None:
    family_home, persons = family(location)
    location.split_household(persons[1:])

    kept = json.dumps([repr(one) for one in location.undo_regrouping.known()])

    assert "Haddad" not in kept
    assert "GM0193" not in kept
    assert family_home in kept


def test_what_another_office_sent_cannot_be_regrouped(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    home, persons = family(location)
    location.release(home)
    bundle = location.hand_over([home], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(bundle.path, Quiet())

    with pytest.raises(RefusedError):
        gemeente.split_household(persons[1:])
