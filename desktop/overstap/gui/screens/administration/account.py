"""Who one is here, what one may do, and one's own passphrase."""

from overstap.domain.roles import Role
from overstap.gui.screens.administration.page import Acts, Values
from overstap.gui.screens.administration.passphrases import PassphraseAsking
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet


class AccountPresenter(PassphraseAsking):
    """For everybody who can unlock the vault."""

    def acts(self) -> Acts:
        return {"change": lambda _row, _said: self._ask_change()}

    def entered(self) -> None:
        texts, office = self._texts, self._app.office
        roles = tuple(
            Row(role, texts(f"role.{role}").capitalize(), said=(texts(f"role.{role}.may"),))
            for role in Role
            if role in self._app.roles
        )
        change = Act("change", texts("account.change"), "lock", "primary")
        whole = Group(texts("account.you", user=office.user), texts("account.lead"), roles)
        self._view.show_sheet(Sheet((whole,), self._note, acts=(change,)))

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
