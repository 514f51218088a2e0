"""Who may unlock this vault: colleagues who come, change, are away for a while, and leave."""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from overstap.domain.roles import Role
from overstap.gui.screens.administration.page import Acts, Values
from overstap.gui.screens.administration.passphrases import PassphraseAsking
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet
from overstap.i18n.languages import isolate
from overstap.kernel.task import Task
from overstap.usecases.ports.people import User

MINE = frozenset({"roles"})
"""What one may do to oneself here; one's passphrase has a page of its own."""


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who may come in, and who may not for a while."""

    open: tuple[User, ...]
    blocked: tuple[User, ...]


class UsersPresenter(PassphraseAsking):
    """Each colleague on a row, with what one can change about them."""

    _users: Mapping[str, User] = {}

    def acts(self) -> Acts:
        return {
            "add": lambda _row, _said: self._ask_add(),
            "roles": lambda name, _said: self._ask_roles(name),
            "reset": lambda name, _said: self._ask_passphrase(name, "reset"),
            "unblock": lambda name, _said: self._ask_passphrase(name, "unblock"),
            "block": lambda name, _said: self._confirm(name, "block"),
            "remove": lambda name, _said: self._confirm(name, "remove"),
            "forget": lambda name, _said: self._forget(name),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Everybody:
        users = self._app.administer_users
        return Everybody(users(), users.blocked())

    # what is shown

    def _show(self, everybody: Everybody) -> None:
        texts = self._texts
        self._users = {user.name: user for user in (*everybody.open, *everybody.blocked)}
        lead = texts("users.alone" if len(everybody.open) == 1 else "users.lead")
        here = Group(texts("users.list"), lead, tuple(map(self._open, everybody.open)))
        away = Group(
            texts("users.blocked"),
            texts("users.blocked.lead"),
            tuple(map(self._blocked, everybody.blocked)),
        )
        add = Act("add", texts("users.add"), "plus", "primary")
        groups = (here, away) if everybody.blocked else (here,)
        self._view.show_sheet(Sheet(groups, self._note, acts=(add,)))

    def _open(self, user: User) -> Row:
        me = user.name == self._app.office.user
        acts = (
            self._act("roles", "residents", user),
            self._act("reset", "lock", user),
            self._act("block", "blocked", user),
            self._act("remove", "trash", user, "danger"),
        )
        name = self._texts("users.you", name=_apart(user.name)) if me else user.name
        mine = tuple(act for act in acts if act.key in MINE or not me)
        return Row(user.name, name, said=(self._said(user),), acts=mine)

    def _blocked(self, user: User) -> Row:
        acts = (self._act("unblock", "undo", user), self._act("forget", "trash", user, "danger"))
        return Row(
            user.name,
            user.name,
            icon="blocked",
            word=self._texts("users.state.blocked"),
            acts=acts,
            said=(self._said(user),),
        )

    def _act(self, key: str, picture: str, user: User, kind: str = "quiet") -> Act:
        word = self._texts(f"users.{key}")
        return Act(key, word, picture, kind, name=f"{word}: {user.name}")

    def _said(self, user: User) -> str:
        roles = (self._texts(f"role.{role}") for role in Role if role in user.roles)
        return ", ".join(roles).capitalize()

    # what is asked

    def _ask_add(self) -> None:
        texts = self._texts
        fields = (
            Field("name", texts("users.name"), hint=texts("users.name.hint")),
            self._roles_field((Role.INTAKE,)),
            self._new_field("users.new", "users.new.hint"),
        )
        form = Form(texts("users.add.title"), texts("users.add"), fields, picture="plus")
        self._ask(form, self._add)

    def _add(self, values: Values) -> None:
        if not self._refused(values):
            name, roles = values["name"].strip(), _roles(values)
            self._do(
                "users.added",
                name,
                lambda _task: self._app.administer_users.add(name, roles, values["new"]),
            )

    def _ask_roles(self, name: str) -> None:
        texts = self._texts
        form = Form(
            texts("users.roles.title", name=_apart(name)),
            texts("users.roles.do"),
            (self._roles_field(self._users[name].roles),),
            texts("users.roles.lead"),
            picture="residents",
        )
        self._ask(form, partial(self._set_roles, name))

    def _set_roles(self, name: str, values: Values) -> None:
        self._do(
            "users.roles.done",
            name,
            lambda _task: self._app.administer_users.set_roles(name, _roles(values)),
        )

    def _ask_passphrase(self, name: str, act: str) -> None:
        """For who forgot theirs, and for who comes back."""
        texts = self._texts
        form = Form(
            texts(f"users.{act}.title", name=_apart(name)),
            texts(f"users.{act}"),
            (self._new_field("users.new", "users.new.hint", name),),
            texts(f"users.{act}.lead"),
            picture="lock",
        )
        self._ask(form, partial(self._give_passphrase, name, act))

    def _give_passphrase(self, name: str, act: str, values: Values) -> None:
        if not self._refused(values):
            users = self._app.administer_users
            give = users.reset_passphrase if act == "reset" else users.unblock
            self._do(f"users.{act}.done", name, lambda _task: give(name, values["new"]))

    def _confirm(self, name: str, act: str) -> None:
        """Shutting somebody out makes a new key of the vault: say what follows."""
        texts = self._texts
        form = Form(
            texts(f"users.{act}.title", name=_apart(name)),
            texts(f"users.{act}"),
            (),
            points=tuple(texts(f"users.{act}.{point}") for point in ("now", "others", "backups")),
            picture="blocked" if act == "block" else "trash",
            danger=True,
        )
        users = self._app.administer_users
        shut_out = users.block if act == "block" else users.remove
        self._ask(
            form, lambda _none: self._do(f"users.{act}.done", name, lambda _task: shut_out(name))
        )

    def _forget(self, name: str) -> None:
        self._do("users.forget.done", name, lambda _task: self._app.administer_users.forget(name))

    def _roles_field(self, chosen: Collection[Role]) -> Field:
        texts = self._texts
        return Field(
            "roles",
            texts("users.roles.field"),
            "many",
            texts("users.roles.hint"),
            " ".join(role for role in Role if role in chosen),
            tuple((str(role), texts(f"role.{role}").capitalize()) for role in Role),
            {str(role): texts(f"role.{role}.may") for role in Role},
        )

    def _do(self, done: str, name: str, work: Callable[[Task], None]) -> None:
        note = Note(
            "ok",
            self._texts(done, name=_apart(name)),
            self._texts(f"{done}.lead", name=_apart(name)),
        )
        self._do_asked(work, lambda _nothing: self._changed(note), "users.busy")


def _roles(values: Values) -> frozenset[Role]:
    return frozenset(map(Role, values["roles"].split()))


def _apart(name: str) -> str:
    """A name from right to left leaves the sentence around it as it is."""
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return isolate(name) if turned else name
