"""The pages of the administration about the vault and its people, without a window."""

from collections.abc import Callable

import pytest

from offices import PASSPHRASE
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.gui.screens.administration.account import AccountPresenter
from overstap.gui.screens.administration.page import PagePresenter
from overstap.gui.screens.administration.users import UsersPresenter
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.guard import guarded
from overstap.usecases.people_ports import User
from screens import SheetView, run_now

TEXTS = load("nl")
NEW = "nieuwe maan boven dijk"
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


# users


def test_who_is_alone_is_told_what_a_colleague_would_bring(
    opened: Open, view: SheetView, location: App
) -> None:
    opened(UsersPresenter, location)

    [row] = view.rows()
    assert row.title == TEXTS("users.you", name="Wit")
    assert [act.key for act in row.acts] == ["roles"]
    assert view.sheet.groups[0].lead == TEXTS("users.alone")


def test_a_colleague_comes_changes_is_away_comes_back_and_leaves(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(UsersPresenter, location)

    page.act("add", "", "")
    view.fill_in(name=" Bos ", roles="intake", new=NEW)
    page.act("roles", "Bos", "")
    assert view.form is not None
    assert view.form.fields[0].text == "intake"
    view.fill_in(roles="privacy_officer restricted")
    page.act("reset", "Bos", "")
    view.fill_in(new="weer een andere zin hier")
    page.act("block", "Bos", "")
    assert view.form is not None
    assert len(view.form.points) == 3
    view.fill_in()
    assert [row.title for row in view.sheet.groups[1].rows] == ["Bos"]
    assert [user.name for user in location.administer_users()] == ["Wit"]
    page.act("unblock", "Bos", "")
    view.fill_in(new=NEW)

    bos = User("Bos", frozenset({Role.PRIVACY_OFFICER, Role.RESTRICTED}))
    assert location.administer_users()[-1] == bos
    page.act("remove", "Bos", "")
    view.fill_in()
    assert view.note.title == TEXTS("users.remove.done", name="Bos")
    assert [row.id for row in view.rows()] == ["Wit"]


def test_who_was_blocked_can_be_taken_off_the_list(
    opened: Open, view: SheetView, location: App
) -> None:
    location.administer_users.add("Bos", {Role.INTAKE}, NEW)
    location.administer_users.block("Bos")
    page = opened(UsersPresenter, location)

    page.act("forget", "Bos", "")

    assert [row.id for row in view.rows()] == ["Wit"]


def test_what_is_wrong_with_a_colleague_stands_at_its_field(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(UsersPresenter, location)
    wrong: list[tuple[dict[str, str], set[str]]] = [
        ({"name": "", "roles": "", "new": ""}, {"name", "roles", "new"}),
        ({"name": "Bos", "roles": "intake", "new": "kort"}, {"new"}),
        ({"name": "Bos", "roles": "intake", "new": "passwordpassword"}, {"new"}),
        ({"name": "Wit", "roles": "intake", "new": NEW}, {"name"}),
    ]

    for values, places in wrong:
        page.act("add", "", "")
        view.fill_in(**values)
        assert set(view.problems) == places

    page.act("roles", "Wit", "")
    view.fill_in(roles="intake")
    assert set(view.problems) == {"roles"}
    assert location.administer_users() == (User("Wit", EVERY_ROLE),)


# one's own passphrase


def test_everybody_sees_their_roles_and_what_those_may(
    opened: Open, view: SheetView, location: App
) -> None:
    opened(AccountPresenter, guarded(location, [Role.INTAKE, Role.RESTRICTED]))

    assert [row.id for row in view.rows()] == ["intake", "restricted"]
    assert all(row.said for row in view.rows())


def test_a_new_passphrase_needs_the_old_one_and_to_be_typed_twice(
    opened: Open, view: SheetView, location: App
) -> None:
    page = opened(AccountPresenter, location)
    page.act("change", "", "")

    view.fill_in(passphrase=PASSPHRASE, new=NEW, again="iets anders dan dat")
    assert set(view.problems) == {"again"}
    view.fill_in(passphrase=PASSPHRASE, new="kort", again="kort")
    assert set(view.problems) == {"new"}
    view.fill_in(passphrase="een heel andere zin", new=NEW, again=NEW)
    assert set(view.problems) == {"passphrase"}
    view.fill_in(passphrase=PASSPHRASE, new=NEW, again=NEW)

    assert view.note.title == TEXTS("account.changed")
    location.change_passphrase(NEW, PASSPHRASE)
