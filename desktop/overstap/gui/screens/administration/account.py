"""Who one is here, what one may do, and one's own passphrase."""

from functools import partial

from overstap.domain.roles import Role
from overstap.gui.screens.administration.page import Acts, Values
from overstap.gui.screens.administration.passphrases import PassphraseAsking
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet


class AccountPresenter(PassphraseAsking):
    """For everybody who can unlock the vault."""

    def acts(self) -> Acts:
        return {
            "change": lambda _row, _said: self._ask_change(),
            "bind": lambda _row, _said: self._ask_here("bind"),
            "unbind": lambda _row, _said: self._ask_here("unbind"),
        }

    def entered(self) -> None:
        texts, office = self._texts, self._app.office
        roles = tuple(
            Row(role, texts(f"role.{role}").capitalize(), said=(texts(f"role.{role}.may"),))
            for role in Role
            if role in self._app.roles
        )
        change = Act("change", texts("account.change"), "lock", "primary")
        whole = Group(texts("account.you", user=office.user), texts("account.lead"), roles)
        groups = (whole, self._here()) if office.user else (whole,)
        self._view.show_sheet(Sheet(groups, self._note, acts=(change,)))

    def _here(self) -> Group:
        """Whether one's passphrase is good on this computer alone, and making it so."""
        texts, change = self._texts, self._app.change_passphrase
        bound = change.bound
        key = "unbind" if bound else "bind"
        act = Act(key, texts(f"account.{key}"), "undo" if bound else "link")
        title = texts("account.bound" if bound else "account.unbound")
        row = Row("here", title, icon="stays" if bound else "none", acts=(act,))
        if not (bound or change.may_bind):
            row = Row("here", title, icon="stays", word=texts("account.bind.refused"))
        return Group(texts("account.here"), texts("account.here.lead"), (row,))

    def _ask_here(self, act: str) -> None:
        texts = self._texts
        points = tuple(texts(f"account.{act}.{point}") for point in ("now", "kit"))
        form = Form(
            texts(f"account.{act}"),
            texts(f"account.{act}"),
            (Field("passphrase", texts("account.old"), "secret"),),
            points=points,
            picture="lock",
        )
        self._ask(form, partial(self._bind, act))

    def _bind(self, act: str, values: Values) -> None:
        change = self._app.change_passphrase
        do = change.bind if act == "bind" else change.unbind
        note = Note("ok", self._texts(f"account.{act}.done"))
        self._do_asked(
            lambda _task: do(values["passphrase"]),
            lambda _nothing: self._changed(note),
            "account.busy",
        )

    def _ask_change(self) -> None:
        texts = self._texts
        fields = (
            Field("passphrase", texts("account.old"), "secret"),
            self._new_field("account.new", "door.passphrase.advice"),
            Field("again", texts("door.passphrase.again"), "secret"),
        )
        form = Form(texts("account.change"), texts("account.change"), fields, picture="lock")
        self._ask(form, self._change)

    def _change(self, values: Values) -> None:
        if self._refused(values):
            return
        if values["new"] != values["again"]:
            self._view.show_problems({"again": self._texts("door.passphrase.differ")})
            return
        self._do_asked(
            lambda _task: self._app.change_passphrase(values["passphrase"], values["new"]),
            lambda _nothing: self._changed(Note("ok", self._texts("account.changed"))),
            "account.busy",
        )
