"""What the plan of a handover tells before anything is written."""

from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, hand_over, introduce, take_in
from overstap.domain.answers import Answer
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import BlockReason
from overstap.domain.residents import BIRTH_DATE, MATCHED_GEMEENTE, RESTRICTION
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Standing
from overstap.usecases.handover.handover_checks import Check
from overstap.usecases.handover.prepare_handover import HandoverPlan
from overstap.usecases.intake.open_restricted import NotRestrictedError
from overstap.usecases.intake.uncover import NoReasonError
from overstap.usecases.vaults import NewOffice


def check(plan: HandoverPlan, code: str) -> Check:
    return next(one for one in plan.checks if one.code == code)


def failed(plan: HandoverPlan) -> list[str]:
    return [one.code for one in plan.checks if one.blocks and not one.passed]


def standing(location: App, household: str) -> Standing:
    rows = location.find_households("").rows
    return next(row.standing for row in rows if row.household == household)


def test_every_answer_that_goes_is_shown_as_the_gemeente_gets_it(
    location: App, gemeente: App
) -> None:
    [household] = take_in(location)

    plan = location.prepare_handover([household], gemeente.office.id)

    born = [going for going in plan.going if going.field == BIRTH_DATE]
    assert {one.record for one in born} == set(plan.names) - {household}
    assert all(one.stated.answer.text and one.new for one in born)


def test_a_question_that_does_not_apply_is_no_answer_that_stays(
    location: App, gemeente: App
) -> None:
    [household] = take_in(location)

    plan = location.prepare_handover([household], gemeente.office.id)

    fields = {one.field for one in plan.staying if one.record == household}
    assert "talk.remark" not in fields
    assert "talk.notes" in fields


def test_an_objection_is_a_check_and_no_answer_that_stays(location: App, gemeente: App) -> None:
    [household] = take_in(location)

    plan = location.prepare_handover([household], gemeente.office.id)

    assert RESTRICTION not in {one.field for one in plan.staying}
    assert "unrestricted" in {check.code for check in plan.checks}


def test_a_failed_check_names_the_question_by_which_it_is_mended(
    location: App, gemeente: App
) -> None:
    [household] = take_in(location)
    answer(location, household, "household.matched_gemeente", "GM0363")

    plan = location.prepare_handover([household], gemeente.office.id)

    assert failed(plan) == ["matched", "released"]
    assert check(plan, "matched").mend == ((household, "household.matched_gemeente"),)
    assert check(plan, "released").household == household


def test_a_needed_question_is_missing_only_where_it_applies(location: App, gemeente: App) -> None:
    [household] = take_in(location)

    plan = location.prepare_handover([household], gemeente.office.id)

    asked = {(going.record, going.field) for going in plan.going}
    missing = check(plan, "complete").mend
    assert not asked & set(missing)
    assert check(plan, "complete").passed == (not missing)


def test_reading_back_and_releasing_make_a_household_ready(location: App, gemeente: App) -> None:
    [household] = take_in(location)
    answer(location, household, "talk.read_back", "refused")
    assert standing(location, household) is Standing.READ_BACK

    location.agree_read_back(household)
    assert standing(location, household) is Standing.RELEASE
    location.release(household)

    assert standing(location, household) is Standing.READY
    plan = location.prepare_handover([household], gemeente.office.id)
    assert plan.allowed
    record = location.open_file(household).records[household]
    assert record.text("talk.read_back_on") == "20261124"
    assert check(plan, "read_back").by == "Wit (Balie 1)"


def test_what_was_handed_over_stands_apart_until_an_answer_changes(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    sent, ready = take_in(location, 2)
    location.hand_over([sent], gemeente.office.id, tmp_path, Quiet())
    assert (standing(location, sent), standing(location, ready)) == (Standing.SENT, Standing.READY)

    answer(location, sent, "talk.interpreter", "other")
    location.release(sent)

    plan = location.prepare_handover([sent], gemeente.office.id)
    assert standing(location, sent) is Standing.READY
    assert {one.field for one in plan.going if one.new} == {"talk.interpreter"}


def test_the_households_that_can_go_stand_first_and_are_found_by_a_member(
    location: App, gemeente: App
) -> None:
    take_in(location, 6)

    found = location.find_households("")

    order = [list(Standing).index(row.standing) for row in found.rows]
    assert order == sorted(order)
    assert found.ready == sum(row.standing is Standing.READY for row in found.rows) > 1
    last = found.rows[-1]
    again = location.find_households(location.open_file(last.household).name)
    assert last.household in {row.household for row in again.rows}


def test_a_restriction_keeps_a_household_here(location: App, gemeente: App) -> None:
    [household] = take_in(location)
    record = location.open_file(household).records[household]

    location.save_answers(household, {RESTRICTION: Answer("objection")}, record.seen)

    assert standing(location, household) is Standing.RESTRICTED


def test_nothing_is_handed_over_to_a_blocked_office(location: App, gemeente: App) -> None:
    [household] = take_in(location)
    location.block_office(gemeente.office.id, BlockReason.KEYS_LOST)

    plan = location.prepare_handover([household], gemeente.office.id)

    assert failed(plan) == ["unblocked"]


def test_a_bundle_waits_for_its_receipt_and_names_who_was_in_it(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    [waiting] = location.list_sent()
    assert (waiting.digest, waiting.received) == (done.digest, None)
    assert waiting.office == "Voorbeeldstad"
    assert len(waiting.households) == 1
    assert waiting.persons == done.persons

    gemeente.import_bundle(done.path, Quiet())
    location.import_bundle(gemeente.write_receipt(done.digest, tmp_path, Quiet()), Quiet())

    [received] = location.list_sent()
    assert received.received is not None


def test_an_earlier_gemeente_that_still_has_the_household_is_warned_of(
    doors: Doors, location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    assert done.path.exists()
    other = NewOffice("Elders", OfficeKind.GEMEENTE, "GM9998", "Balie 1", "Vos", training=True)
    there = doors.create(tmp_path / "elsewhere", PASSPHRASE, other, Quiet()).app
    introduce(location, there, tmp_path)

    def still(office: str) -> bool:
        plan = location.prepare_handover([household], office)
        return any(c.code == "elsewhere" and not c.passed and not c.blocks for c in plan.checks)

    assert still(there.office.id)
    assert not still(gemeente.office.id)
    location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    assert not still(there.office.id)
    there.close()


def test_a_restricted_answer_goes_with_a_reason_and_stays_again(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    [household] = take_in(location, seed=1)
    person = location.open_file(household).members[0].person
    seen = location.open_file(person).records[person].seen
    location.save_answers(person, {"person.bsn": Answer("999990019")}, seen)
    location.release(household)

    def goes() -> bool:
        plan = location.prepare_handover([household], gemeente.office.id)
        return ("person.bsn", person) in {(one.field, one.record) for one in plan.going}

    with pytest.raises(NoReasonError):
        location.open_restricted(person, "person.bsn", " ")
    with pytest.raises(NotRestrictedError):
        location.open_restricted(person, "person.surname", "zomaar")
    stays = goes()
    location.open_restricted(person, "person.bsn", "nodig voor de BRP")
    opened = goes(), standing(location, household)
    sent = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(sent.path, Quiet())
    arrived = gemeente.uncover(person, "person.bsn", "inschrijving").answers
    location.open_restricted.close(person, "person.bsn")

    assert (stays, opened) == (False, (True, Standing.READY))
    assert arrived["person.bsn"].text == "999990019"
    assert not [f for f in gemeente.open_file(person).records[person].stated if "sharing" in f]
    assert not goes()
    assert standing(location, household) is Standing.READY
    entry = location.run_doctor.vault.audit_trail(9)
    assert "nodig voor de BRP" in {line.get("reason") for line in entry}


def another_gemeente(folder: Path, name: str, code: str) -> App:
    office = NewOffice(name, OfficeKind.GEMEENTE, code, "Balie 1", "Boos", training=True)
    doors = Doors(folder / "settings.json")
    return doors.create(folder / name, PASSPHRASE, office, Quiet()).app


def test_a_household_without_a_link_goes_to_no_gemeente_without_a_code(
    location: App, tmp_path: Path
) -> None:
    nameless = another_gemeente(tmp_path, "Nergenshuizen", "")
    introduce(location, nameless, tmp_path)
    [household] = take_in(location)
    answer(location, household, MATCHED_GEMEENTE, "")

    plan = location.prepare_handover([household], nameless.office.id)

    assert "matched" in failed(plan)
    nameless.close()


def test_who_only_says_to_be_the_gemeente_gets_no_household_of_it(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    impostor = another_gemeente(tmp_path, gemeente.office.name, gemeente.office.gm_code)
    location.import_card(impostor.show_card.export(tmp_path))
    [household] = take_in(location)

    row = location.find_households.one(household)

    assert row.office == gemeente.office.id
    impostor.close()
