"""What the door says and does, without a screen."""

from pathlib import Path
from typing import Any

import pytest

from doing import run_now
from offices import PASSPHRASE, take_in
from overstap.domain.kinds import OfficeKind
from overstap.domain.recovery_key import in_groups
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.gui.screens.unlock.presenter import DoorPresenter, draw_two
from overstap.gui.screens.unlock.state import DoorState, Page
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Invitation, Root
from overstap.usecases.administration.advise_passphrase import advise
from overstap.usecases.administration.suggest_passphrase import suggest_passphrase
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

NL = load("nl")


class SeenDoor:
    """A view that remembers what it was shown."""

    def __init__(self) -> None:
        self.states: list[DoorState] = []
        self.suggestion, self.advice = "", ""
        self.app: Any = None

    @property
    def now(self) -> DoorState:
        return self.states[-1]

    def show_state(self, state: DoorState) -> None:
        self.states.append(state)

    def show_suggestion(self, phrase: str) -> None:
        self.suggestion = phrase

    def show_advice(self, sentence: str) -> None:
        self.advice = sentence

    def enter(self, app: Any) -> None:
        self.app = app


@pytest.fixture
def view() -> SeenDoor:
    return SeenDoor()


@pytest.fixture
def door(view: SeenDoor, doors: Doors, tmp_path: Path) -> DoorPresenter:
    presenter = DoorPresenter(view, doors, tmp_path / "new", NL, run_now, lambda _groups: (2, 5))
    presenter.begin()
    return presenter


def fill_in(door: DoorPresenter) -> None:
    door.make_new()
    door.give_office(OfficeKind.GEMEENTE, "", "voorbeeldstad", True)
    door.give_desk(" Balie 2 ", "M. de Wit")
    door.give_passphrase(PASSPHRASE, PASSPHRASE)


def begin_to_join(door: DoorPresenter, location: App, root: Root, folder: Path) -> Invitation:
    """With the file and number that an administrator made."""
    invited = location.administer_office.invite("Balie 2", folder, root)
    door.join()
    return invited


def test_a_new_desk_joins_its_office_with_a_file_and_a_number_read_out(
    door: DoorPresenter, view: SeenDoor, location: App, root: Root, tmp_path: Path
) -> None:
    invited = begin_to_join(door, location, root, tmp_path)

    door.give_setup(str(invited.path), invited.number.replace(" ", "-"), "K. Jansen")
    door.give_passphrase(PASSPHRASE, PASSPHRASE)
    kit = view.now.kit
    assert kit is not None
    assert kit.root_file == "", "the root key lies with the administrator"
    door.confirm_key((kit.groups[2], kit.groups[5]))

    office = view.app.office
    assert (office.id, office.desk, office.user) == (location.office.id, "Balie 2", "K. Jansen")
    view.app.close()


def test_a_number_of_another_file_is_said_at_the_number_and_nothing_typed_is_lost(
    door: DoorPresenter, view: SeenDoor, location: App, root: Root, tmp_path: Path
) -> None:
    invited = begin_to_join(door, location, root, tmp_path)
    door.give_setup(str(invited.path), "1" * 25, "K. Jansen")

    door.give_passphrase(PASSPHRASE, PASSPHRASE)

    assert (view.now.page, set(view.now.problems)) == (Page.JOIN, {"number"})
    assert view.now.draft.setup == str(invited.path)


def test_joining_asks_for_file_number_and_name(door: DoorPresenter, view: SeenDoor) -> None:
    door.join()

    door.give_setup("", "12345", " ")

    assert set(view.now.problems) == {"setup", "number", "user"}
    door.back()
    assert view.now.page is Page.WELCOME


def test_a_gemeente_that_has_nothing_makes_an_identity_and_reads_what_is_sent_to_it(
    door: DoorPresenter, view: SeenDoor, location: App, tmp_path: Path
) -> None:
    safe = tmp_path / "safe"
    safe.mkdir()
    door.read()
    door.found()
    assert view.now.draft.kind is OfficeKind.GEMEENTE
    door.give_office(OfficeKind.GEMEENTE, "", "voorbeeldstad", True)
    door.give_desk("Balie 1", "M. Smit")
    door.give_root(str(safe), PASSPHRASE, PASSPHRASE)
    made = view.now.identity
    assert made is not None
    assert {path.name for path in safe.iterdir()} == {made.card, made.desk, made.root}
    known = location.import_card(safe / made.card).trust.card
    number = next(o.number for o in location.list_offices() if o.trust.card == known)
    location.confirm_card(known.office, number)
    bundle = location.hand_over(take_in(location), known.office, tmp_path, Quiet()).path

    door.read_with_it()
    draft = view.now.draft
    door.give_setup(draft.setup, draft.number, draft.user)

    gemeente = view.app
    gemeente.import_card(location.show_card.export(tmp_path))
    gemeente.confirm_card(location.office.id, location.show_card().number)
    gemeente.import_bundle(bundle, Quiet())
    assert gemeente.office.name == "Voorbeeldstad"
    assert gemeente.find_residents("").total > 0
    assert not door._vaults.exists(tmp_path / "new"), "no vault was made"
    gemeente.close()


def test_an_identity_overwrites_no_root_key_and_asks_for_a_folder_and_a_good_passphrase(
    door: DoorPresenter, view: SeenDoor, tmp_path: Path
) -> None:
    door.found()
    door.give_office(OfficeKind.GEMEENTE, "", "voorbeeldstad", True)
    door.give_desk("Balie 1", "M. Smit")
    refused = []

    for folder, passphrase in (("", PASSPHRASE), (str(tmp_path), "kort")):
        door.give_root(folder, passphrase, passphrase)
        refused.append(set(view.now.problems))
    door.give_root(str(tmp_path), PASSPHRASE, PASSPHRASE)
    made = view.now.identity
    door.give_root(str(tmp_path), PASSPHRASE, PASSPHRASE)

    assert refused == [{"folder"}, {"passphrase"}]
    assert made is not None
    assert "staat al een hoofdsleutel" in view.now.problems["folder"]


def test_a_bundle_dropped_where_there_is_no_vault_is_read_with_a_set_up_file(
    door: DoorPresenter, view: SeenDoor, location: App, root: Root, tmp_path: Path
) -> None:
    invited = location.administer_office.invite("Balie 2", tmp_path, root)

    door.drop([tmp_path / "a.overstap", invited.path])
    assert (view.now.page, view.now.draft.setup) == (Page.READ, str(invited.path))
    assert "a.overstap" in view.now.waiting
    door.give_setup(str(invited.path), "1" * 25, "K. Jansen")
    assert (view.now.page, set(view.now.problems)) == (Page.READ, {"number"})
    door.give_setup(str(invited.path), invited.number, "K. Jansen")

    assert view.app.reading
    assert door.dropped == [tmp_path / "a.overstap"]
    view.app.close()


def test_a_bundle_dropped_on_a_locked_vault_waits_for_it(
    door: DoorPresenter, view: SeenDoor, location: App, tmp_path: Path
) -> None:
    door.choose_folder(str(location.folder))

    door.drop([tmp_path / "a.overstap"])

    assert view.now.page is Page.UNLOCK
    assert "a.overstap" in view.now.waiting


def test_a_set_up_file_dropped_alone_begins_a_new_desk(
    door: DoorPresenter, view: SeenDoor, tmp_path: Path
) -> None:
    door.drop([tmp_path / "balie.desk"])

    assert (view.now.page, view.now.joining) == (Page.JOIN, True)
    door.back()
    door.read()
    door.back()
    assert view.now.page is Page.WELCOME


def test_where_there_is_no_vault_one_is_welcomed(door: DoorPresenter, view: SeenDoor) -> None:
    assert view.now.page is Page.WELCOME


def test_what_is_missing_is_said_beside_its_field(door: DoorPresenter, view: SeenDoor) -> None:
    door.make_new()

    door.give_office(OfficeKind.LOCATION, "  ", "", False)
    assert view.now.problems == {"name": NL("door.name.missing")}

    door.give_office(OfficeKind.GEMEENTE, "", "Voorbeeldstad", False)
    assert view.now.problems == {"gemeente": NL("door.gemeente.missing")}, "it is for training only"

    door.give_office(OfficeKind.LOCATION, "Azc Voorbeelddorp", "", False)
    door.give_desk("", "")
    assert set(view.now.problems) == {"desk", "user"}


def test_a_short_passphrase_and_two_different_ones_are_refused(
    door: DoorPresenter, view: SeenDoor
) -> None:
    door.make_new()
    door.give_office(OfficeKind.LOCATION, "Azc Voorbeelddorp", "", False)
    door.give_desk("Balie 1", "Wit")

    door.give_passphrase("geheim", "geheim")
    assert view.now.problems == {"passphrase": NL("passphrase.advice.short")}

    door.give_passphrase(PASSPHRASE, PASSPHRASE + "s")
    assert view.now.problems == {"again": NL("door.passphrase.differ")}


def test_going_back_keeps_what_was_filled_in(door: DoorPresenter, view: SeenDoor) -> None:
    door.make_new()
    door.give_office(OfficeKind.LOCATION, "Azc Voorbeelddorp", "", True)

    door.back()

    assert view.now.page is Page.OFFICE
    assert view.now.draft.name == "Azc Voorbeelddorp"
    assert view.now.draft.training


def test_nobody_comes_in_before_two_groups_of_the_key_are_typed_back(
    door: DoorPresenter, view: SeenDoor
) -> None:
    fill_in(door)
    kit = view.now.kit
    assert kit is not None

    door.confirm_key((kit.groups[5], kit.groups[2]))
    assert set(view.now.problems) == {"group2", "group5"}
    assert view.app is None

    door.confirm_key((f" {kit.groups[2].lower()} ", kit.groups[5]))
    assert view.app.office.gm_code == "GM9999"
    assert view.app.office.desk == "Balie 2"
    view.app.close()


def test_the_key_on_paper_opens_the_vault_as_it_is_written(
    door: DoorPresenter, view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    fill_in(door)
    kit = view.now.kit
    assert kit is not None
    door.confirm_key((kit.groups[2], kit.groups[5]))
    view.app.close()

    again = SeenDoor()
    late = DoorPresenter(again, doors, tmp_path / "new", NL, run_now)
    late.begin()
    late.unlock(" ".join(kit.groups).lower())

    assert again.now.page is Page.RENEW
    late.back()


def test_a_wrong_passphrase_is_explained_beside_the_field(
    view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "Balie 1", "Wit", True)
    doors.create(tmp_path / "there", PASSPHRASE, office, Quiet()).app.close()
    door = DoorPresenter(view, doors, tmp_path / "new", NL, run_now)

    door.choose_folder(str(tmp_path / "there"))
    assert view.now.page is Page.UNLOCK
    door.unlock("iets heel anders dan dat")
    assert view.now.problems == {"passphrase": NL("error.vault.wrong_passphrase")}
    door.unlock(PASSPHRASE)

    assert view.app.office.name == "Azc Voorbeelddorp"
    view.app.close()


def test_advice_follows_what_is_typed_and_goes_when_nothing_is(
    door: DoorPresenter, view: SeenDoor
) -> None:
    said = []
    for typed in ("kort", "zeven gele trams vandaag", ""):
        door.weigh(typed)
        said.append(view.advice)

    assert said == [NL("passphrase.advice.short"), NL("passphrase.advice.good"), ""]


def test_the_recovery_key_leads_to_a_passphrase_of_ones_own(
    view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "Balie 1", "M. de Wit", True)
    made = doors.create(tmp_path / "there", PASSPHRASE, office, Quiet())
    made.app.administer_users.add("K. Jansen", {Role.INTAKE}, "negen blauwe muizen dansen")
    made.app.close()
    other = doors.create(tmp_path / "elsewhere", PASSPHRASE, office, Quiet())
    other.app.close()
    door = DoorPresenter(view, doors, tmp_path / "there", NL, run_now)
    door.begin()

    door.unlock(other.recovery_key)
    assert set(view.now.problems) == {"passphrase"}
    assert view.now.page is Page.UNLOCK
    door.unlock(made.recovery_key[:-3])
    said = NL("error.vault.mistyped_recovery_key", vault="").partition(".")[0]
    assert view.now.problems["passphrase"].startswith(said)
    door.unlock(made.recovery_key.lower())
    assert view.now.page is Page.RENEW
    assert view.now.users == ("M. de Wit", "K. Jansen")
    door.renew("K. Jansen", "kort", "kort")
    assert set(view.now.problems) == {"passphrase"}
    door.renew("K. Jansen", "tien rode muizen slapen", "tien rode muizen")
    assert set(view.now.problems) == {"again"}
    door.renew("K. Jansen", "tien rode muizen slapen", "tien rode muizen slapen")

    assert (view.app.office.user, view.app.office.recovered) == ("K. Jansen", False)
    assert view.app.roles == {Role.INTAKE}
    view.app.close()


def test_who_goes_back_with_the_recovery_key_leaves_the_vault_locked(
    view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "Balie 1", "M. de Wit", True)
    made = doors.create(tmp_path / "there", PASSPHRASE, office, Quiet())
    made.app.close()
    door = DoorPresenter(view, doors, tmp_path / "there", NL, run_now)
    for leave in (door.back, door.forget):
        door.unlock(made.recovery_key)
        assert view.now.page is Page.RENEW
        leave()
        assert view.now.page is Page.UNLOCK

    doors.unlock(tmp_path / "there", PASSPHRASE, Quiet()).close()


def test_colleagues_open_it_together_with_their_shares(
    view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "Balie 1", "M. de Wit", True)
    made = doors.create(tmp_path / "there", PASSPHRASE, office, Quiet())
    old, *_ = made.app.share_recovery(2, 3)
    one, two, _three = made.app.share_recovery(2, 3)
    made.app.close()
    door = DoorPresenter(view, doors, tmp_path / "there", NL, run_now)
    door.begin()
    door.together.begin()
    assert view.now.page is Page.TOGETHER

    refused = []
    for typed in ("", "abc", one.replace(one.split()[4], one.split()[5])):
        door.together.add(typed)
        refused.append(view.now.problems["share"])
    assert refused[0] == NL("door.together.missing")
    assert refused[1] == refused[2] == NL("error.shares.mistyped", number=1)
    door.together.add(one)
    assert view.now.told == NL("door.together.more", given=1, needed=2)
    door.together.add(one)
    assert view.now.problems["share"] == NL("door.together.twice")
    door.together.add(old)
    assert view.now.problems["share"] == NL("error.shares.other_set")
    door.together.add(f"  {two.upper()} ")

    assert view.now.page is Page.RENEW
    door.back()
    assert view.now.page is Page.UNLOCK


def test_shares_that_were_replaced_open_nothing(
    view: SeenDoor, doors: Doors, tmp_path: Path
) -> None:
    office = NewOffice("Azc Voorbeelddorp", OfficeKind.LOCATION, "", "Balie 1", "M. de Wit", True)
    made = doors.create(tmp_path / "there", PASSPHRASE, office, Quiet())
    old = made.app.share_recovery(2, 2)
    made.app.share_recovery(2, 2)
    made.app.close()
    door = DoorPresenter(view, doors, tmp_path / "there", NL, run_now)
    door.together.begin()

    for share in old:
        door.together.add(share)

    assert (view.now.page, set(view.now.problems)) == (Page.TOGETHER, {"share"})


def test_a_backup_is_looked_at_first_and_then_put_back_in_a_new_folder(
    location: App, doors: Doors, view: SeenDoor, tmp_path: Path
) -> None:
    copy = str(location.back_up(tmp_path / "stick", Quiet()).file.path)
    door = DoorPresenter(view, doors, tmp_path / "nothing", NL, run_now)
    door.begin()

    door.begin_restore()
    door.restoring.look("", "")
    assert set(view.now.problems) == {"backup", "passphrase"}
    door.restoring.look(copy, "een heel andere zin")
    assert set(view.now.problems) == {"passphrase"}
    door.restoring.look(str(tmp_path / "settings.json"), PASSPHRASE)
    assert set(view.now.problems) == {"backup"}
    door.restoring.look(copy, PASSPHRASE)
    assert "2026" in view.now.found
    door.restoring.restore(copy, PASSPHRASE, "")
    assert set(view.now.problems) == {"into"}
    door.restoring.restore(copy, PASSPHRASE, str(location.folder))
    assert set(view.now.problems) == {"into"}
    door.restoring.restore(copy, PASSPHRASE, str(tmp_path / "back"))

    assert (view.now.page, view.now.told) == (Page.UNLOCK, NL("door.restored"))
    door.unlock(PASSPHRASE)
    assert view.app.office.name == location.office.name
    view.app.close()


def test_going_back_from_a_backup_leads_to_where_one_began(
    door: DoorPresenter, view: SeenDoor
) -> None:
    door.begin_restore()

    door.back()

    assert view.now.page is Page.WELCOME


def test_a_suggested_passphrase_is_strong_enough_and_never_the_same(doors: Doors) -> None:
    for language in ("nl", "en"):
        drawn = {suggest_passphrase(language) for _ in range(50)}

        assert len(drawn) == 50
        assert all(len(set(phrase.split())) == 5 for phrase in drawn)
        assert not any(advise(phrase).refused for phrase in drawn)


def test_the_groups_to_type_back_are_never_the_beginning_nor_the_short_end() -> None:
    groups = in_groups("AGE-SECRET-KEY-PQ-1ABCDEFGHIJKLMN")

    assert groups == ("AGE-SECRET-KEY-PQ-1", "ABCD", "EFGH", "IJKL", "MN")
    for _ in range(100):
        first, second = draw_two(len(groups))
        assert 1 <= first < second <= 3


def test_a_vault_whose_lists_are_worked_out_again_says_how_far_it_is(
    view: SeenDoor, doors: Doors, location: App, tmp_path: Path
) -> None:
    take_in(location)
    location.find_residents.vault.set_setting("due", "older rules")
    location.close()
    door = DoorPresenter(view, doors, tmp_path / "location", NL, run_now)
    door.begin()

    door.unlock(PASSPHRASE)

    said = NL("door.busy.far", what=NL("progress.vault.lists"), percent=0)
    assert said in [state.busy for state in view.states]
    assert view.app.find_residents("").total > 0
    view.app.close()
