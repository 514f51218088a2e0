from pathlib import Path

from offices import answer, take_in
from overstap.domain.answers import Answer
from overstap.kernel.task import Quiet
from overstap.store.vault import SqlVault
from overstap.usecases.app import App
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import ListRules, Selection, WorkList
from people import register


def lists_of(app: App, person: str) -> set[WorkList]:
    """In which lists of work a resident stands."""
    return {
        work
        for work in WorkList
        if any(hit.person == person for hit in app.find_residents("", 99, Selection(work)).hits)
    }


def finish(app: App, person: str, *sections: str) -> None:
    """Say that these sections are finished, on the record that holds their answers."""
    file = app.open_file(person)
    for state in file.sections:
        if state.key in sections:
            seen = app.open_file(person).records[state.record].seen
            app.save_answers(state.record, {f"progress.{state.key}": Answer("done")}, seen)


def test_a_resident_goes_from_list_to_list_until_the_reply(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    person = register(location, name="Haddad", given="Layla", born="19850312", v="2900001123")
    household = location.open_file(person).household
    sections = [section.key for section in location.catalogue.sections]
    went = [lists_of(location, person)]

    finish(location, person, sections[0])
    went.append(lists_of(location, person))
    finish(location, person, *sections)
    went.append(lists_of(location, person))
    for field, said in {
        "talk.read_back": "agreed",
        "household.matched_gemeente": "GM9999",
        "talk.restriction": "none",
    }.items():
        answer(location, household, field, said)
    went.append(lists_of(location, person))
    location.release(household)
    went.append(lists_of(location, person))
    sent = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    went.append(lists_of(location, person))
    imported = gemeente.import_bundle(sent.path, Quiet())
    receipt = gemeente.write_receipt(imported.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())
    went.append(lists_of(location, person))

    assert went == [
        {WorkList.NEW},
        {WorkList.INCOMPLETE},
        {WorkList.TO_READ_BACK},
        {WorkList.TO_RELEASE},
        {WorkList.TO_HAND_OVER},
        {WorkList.WAITING},
        set(),
    ]


def test_who_was_released_or_handed_over_is_no_longer_new(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location, 1, seed=1)[0]
    person = location.open_file(household).person
    assert WorkList.NEW not in lists_of(location, person)

    location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    answer(location, person, "person.surname", "Nasser")

    assert WorkList.NEW not in lists_of(location, person)


def test_an_answer_after_the_release_asks_for_a_new_one(location: App) -> None:
    household = take_in(location, 1, seed=1)[0]
    person = location.open_file(household).person
    assert WorkList.TO_HAND_OVER in lists_of(location, person)

    answer(location, person, "person.surname", "Nasser")

    assert WorkList.TO_RELEASE in lists_of(location, person)
    assert WorkList.TO_HAND_OVER not in lists_of(location, person)


def test_what_two_desks_answered_differently_asks_for_attention(location: App) -> None:
    person = register(location, name="Haddad")
    unseen = {"person.surname": Answer("Khaddad")}

    location.save_answers(person, unseen, {})

    assert WorkList.DISPUTE in lists_of(location, person)


def test_a_target_date_asks_for_attention_two_weeks_before(location: App) -> None:
    near, far = register(location, name="Haddad"), register(location, name="Nasser")
    vault = location.find_residents.vault
    assert isinstance(vault, SqlVault)
    days = {"Haddad": "2026-12-08", "Nasser": "2026-12-09"}

    vault.watch(ListRules(lambda a: days[a["person.surname"].text], lambda *_: True, "1"), Quiet())

    assert WorkList.CLOCK in lists_of(location, near)
    assert WorkList.CLOCK not in lists_of(location, far)


def test_the_clocks_of_the_rules_put_a_resident_on_the_list(location: App) -> None:
    person = register(location, name="Haddad")
    answer(location, person, "status.phase", "granted")
    assert WorkList.CLOCK not in lists_of(location, person)

    answer(location, person, "status.permit_from", "20261120")

    assert WorkList.CLOCK in lists_of(location, person)
    assert location.find_residents("haddad").hits[0].due == "2026-12-04"


def test_the_badges_count_what_the_lists_hold(location: App) -> None:
    take_in(location, 9, seed=3)
    register(location, name="Haddad")

    counts = location.find_residents.count_work()

    assert counts == {
        work: len(location.find_residents.listing("", Selection(work))) for work in WorkList
    }
    assert counts[WorkList.NEW] > 0
    assert counts[WorkList.TO_HAND_OVER] > 0


def test_what_was_received_is_nobodys_work_here(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent = location.hand_over(take_in(location), gemeente.office.id, tmp_path, Quiet())

    gemeente.import_bundle(sent.path, Quiet())

    assert set(gemeente.find_residents.count_work().values()) == {0}


def test_searching_within_a_list_finds_nobody_outside_it(location: App) -> None:
    take_in(location, 6, seed=2)
    register(location, name="Haddad")
    released = location.find_residents("", 99, Selection(WorkList.TO_HAND_OVER)).hits
    outside = {hit.person for hit in location.find_residents("", 99).hits}
    outside -= {hit.person for hit in released}

    for hit in location.find_residents("", 99).hits:
        found = location.find_residents(hit.name, 99, Selection(WorkList.TO_HAND_OVER)).hits
        assert not {one.person for one in found} & outside


def test_a_list_can_be_narrowed_to_a_gemeente(location: App) -> None:
    take_in(location, 6, seed=2)

    hits = location.find_residents("", 99, Selection(gemeente="GM9999")).hits

    assert hits
    assert {hit.gemeente for hit in hits} == {"GM9999"}
    assert len(hits) < location.find_residents("").total


def test_a_filter_is_kept_under_a_name(location: App) -> None:
    mine = Filter("B-0", Selection(WorkList.INCOMPLETE, "GM9999"))
    location.saved_filters.save(" Gebouw B ", mine)
    location.saved_filters.save("alles", Filter())

    assert location.saved_filters() == {"alles": Filter(), "Gebouw B": mine}

    location.saved_filters.remove("alles")
    assert list(location.saved_filters()) == ["Gebouw B"]


def test_a_filter_gets_another_name_in_one_go(location: App) -> None:
    mine = Filter("B-", Selection(WorkList.NEW))
    location.saved_filters.save("Gebouw B", mine)

    location.saved_filters.save("Vleugel B", mine, "Gebouw B")

    assert location.saved_filters() == {"Vleugel B": mine}


def test_what_is_due_first_stands_first_on_the_list_of_dates(location: App) -> None:
    days = {"Haddad": "20261125", "Tesfay": "20261110", "Nasser": "20261118"}
    for name, permit in days.items():
        person = register(location, name=name)
        answer(location, person, "status.phase", "granted")
        answer(location, person, "status.permit_from", permit)

    due = location.find_residents("", 99, Selection(WorkList.CLOCK)).hits
    first = location.find_residents("", 1, Selection(WorkList.CLOCK)).hits

    assert [hit.due for hit in due] == sorted(hit.due for hit in due)
    assert [hit.name for hit in due] == ["Tesfay", "Nasser"], "the third is not due yet"
    assert [hit.name for hit in first] == ["Tesfay"]
    nasser = location.find_residents("nass", 9, Selection(WorkList.CLOCK)).hits
    assert [hit.name for hit in nasser] == ["Nasser"]
