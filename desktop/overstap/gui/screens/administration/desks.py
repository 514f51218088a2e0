"""The desks of our own office and its card: what an administrator does with the root key."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from overstap.domain.offices import Card, Desk
from overstap.gui.screens.administration.page import Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import (
    Act,
    Field,
    Form,
    Group,
    Note,
    Pick,
    Row,
    Sheet,
)
from overstap.kernel.task import Task
from overstap.usecases.administration.administer_office import Invitation, RevokeReason, Root

SOON = timedelta(days=60)
"""How long before a card or desk ends it asks for attention."""


class DesksPresenter(PagePresenter):
    """Invites and revokes desks, prolongs the card, replaces the root key."""

    _names: Mapping[str, str] = {}

    def acts(self) -> Acts:
        return {
            "invite": lambda _row, _said: self._ask_invite(),
            "revoke": lambda row, _said: self._ask_revoke(row),
            "prolong": lambda _row, _said: self._ask_prolong(),
            "rotate": lambda _row, _said: self._ask_rotate(),
        }

    def entered(self) -> None:
        self._run(lambda _task: self._app.show_card().card, done=self._show)

    # what is shown

    def _show(self, card: Card) -> None:
        texts = self._texts
        self._names = {desk.id: desk.name for desk in card.desks}
        rows = (self._desk(desk, card) for desk in card.desks)
        gone = len(card.revoked)
        lead = texts("desks.list.lead")
        if gone:
            lead = f"{lead} {texts('desks.revoked', count=gone)}"
        self._view.show_sheet(
            Sheet(
                (Group(texts("desks.list"), lead, tuple(rows)), self._card(card)),
                self._note,
                acts=(Act("invite", texts("desks.invite"), "plus", "primary"),),
            )
        )

    def _desk(self, desk: Desk, card: Card) -> Row:
        texts, own = self._texts, desk.id == self._app.office.desk_id
        icon, word = self._state(desk.valid_until)
        if desk.key in card.revoked:
            icon, word = "blocked", texts("desks.state.revoked")
        revoke = Act(
            "revoke",
            texts("desks.revoke"),
            "blocked",
            "danger",
            name=texts("desks.revoke.name", desk=desk.name),
        )
        name = texts("desks.own", desk=desk.name) if own else desk.name
        return Row(
            desk.id,
            name,
            (texts("desks.since", day=self._speaker.day(desk.valid_from)),),
            icon,
            word,
            () if own or desk.key in card.revoked else (revoke,),
        )

    def _state(self, until: date) -> tuple[str, str]:
        day, today = self._speaker.day(until), self._speaker.clock().date()
        if until < today:
            return "blocked", self._texts("desks.state.over", day=day)
        if until <= today + SOON:
            return "later", self._texts("desks.state.soon", day=day)
        return "done", self._texts("desks.state.good", day=day)

    def _card(self, card: Card) -> Group:
        texts = self._texts
        icon, word = self._state(card.expires)
        issued = self._speaker.day(card.issued)
        about = texts("desks.card.version", version=card.version, day=issued)
        acts = (
            Act("prolong", texts("desks.prolong"), "refresh"),
            Act("rotate", texts("desks.rotate"), "lock"),
        )
        row = Row("card", card.name, (about,), icon, word)
        return Group(texts("desks.card"), texts("desks.card.lead"), (row,), acts=acts)

    # what is asked

    def _ask_invite(self) -> None:
        texts = self._texts
        name = Field("name", texts("desks.name"), hint=texts("desks.name.hint"))
        form = Form(
            texts("desks.invite.title"),
            texts("desks.invite.do"),
            (name, *self._root_fields(), self._folder_field("desks.folder.hint")),
            texts("desks.invite.lead"),
            picture="plus",
        )
        self._ask(form, self._invite)

    def _invite(self, values: Values) -> None:
        name, folder = values["name"].strip(), Path(values["folder"])

        def work(_task: Task) -> Invitation:
            return self._app.administer_office.invite(name, folder, _root(values))

        self._do_asked(work, partial(self._invited, name), "desks.busy")

    def _invited(self, name: str, made: Invitation) -> None:
        texts, self._folder = self._texts, made.path.parent
        note = Note(
            "ok",
            texts("desks.invited", desk=name),
            texts("desks.invited.file", file=made.path.name, folder=made.path.parent),
            (texts("desks.invited.number"), texts("desks.invited.once")),
            tuple(made.number.split()),
            (self._to_folder(),),
        )
        self._changed(note)

    def _ask_revoke(self, desk: str) -> None:
        texts = self._texts
        named = self._names
        reasons = tuple((str(r), texts(f"desks.reason.{r}")) for r in RevokeReason)
        form = Form(
            texts("desks.revoke.title", desk=named[desk]),
            texts("desks.revoke"),
            (
                Field("reason", texts("desks.reason"), "choice", choices=reasons),
                *self._root_fields(),
            ),
            points=tuple(texts(f"desks.revoke.{point}") for point in ("signs", "keeps", "tell")),
            picture="blocked",
            danger=True,
        )
        self._ask(form, partial(self._revoke, desk, named[desk]))

    def _revoke(self, desk: str, name: str, values: Values) -> None:
        reason = RevokeReason(values["reason"])
        self._do_asked(
            lambda _task: self._app.administer_office.revoke(desk, _root(values), reason),
            lambda _nothing: self._card_changed(self._texts("desks.revoked.done", desk=name)),
        )

    def _ask_prolong(self) -> None:
        texts = self._texts
        form = Form(
            texts("desks.prolong.title"),
            texts("desks.prolong"),
            self._root_fields(),
            texts("desks.prolong.lead"),
            picture="refresh",
        )
        self._ask(form, self._prolong)

    def _prolong(self, values: Values) -> None:
        self._do_asked(
            lambda _task: self._app.administer_office.prolong(_root(values)),
            lambda _nothing: self._card_changed(self._texts("desks.prolonged")),
        )

    def _ask_rotate(self) -> None:
        texts = self._texts
        new = Field("new", texts("desks.new_root"), "save", texts("desks.new_root.hint"))
        form = Form(
            texts("desks.rotate.title"),
            texts("desks.rotate"),
            (*self._root_fields(), new),
            points=tuple(texts(f"desks.rotate.{point}") for point in ("both", "number", "safe")),
            picture="lock",
            danger=True,
        )
        self._ask(form, self._rotate)

    def _rotate(self, values: Values) -> None:
        new = Path(values["new"])
        self._do_asked(
            lambda _task: self._app.administer_office.rotate(_root(values), new),
            lambda _nothing: self._card_changed(self._texts("desks.rotated", file=new.name)),
        )

    def _card_changed(self, title: str) -> None:
        self._changed(Note("ok", title, self._texts("desks.card_travels")))

    def _root_fields(self) -> tuple[Field, ...]:
        texts = self._texts
        return (
            Field("root", texts("desks.root"), Pick.FILE, texts("desks.root.hint")),
            Field("passphrase", texts("desks.passphrase"), "secret"),
        )


def _root(values: Values) -> Root:
    return Root(Path(values["root"]), values["passphrase"])
