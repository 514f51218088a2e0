"""Bundles that wait until their sender was checked. Knows no Qt."""

from collections.abc import Iterator
from pathlib import Path

from overstap.gui.permitted import may_see
from overstap.gui.screens.administration.page import Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Form, Group, Note, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.administration.cards import KnownOffice
from overstap.usecases.receive.quarantine import Held

MEGABYTE = 1_000_000


ICONS = {"ready": "done", "known": "later", "unknown": "later", "silent": "warning"}


class QuarantinePresenter(PagePresenter):
    """Says who each sender says to be, and leads to the telephone check."""

    def acts(self) -> Acts:
        return {
            "check": lambda row, _said: self._check(row),
            "open": lambda row, _said: self._view.open_files([Path(row)]),
            "drop": lambda row, _said: self._ask_drop(row),
        }

    def entered(self) -> None:
        self._held: dict[str, Held] = {}
        self._run(self._app.quarantine, done=self._show, label="receive.reading")

    def _show(self, held: tuple[Held, ...]) -> None:
        texts = self._texts
        self._held = {str(one.path): one for one in held}
        rows = tuple(map(self._row, held))
        group = Group(
            texts("quarantine.title"), texts("quarantine.how"), rows, texts("quarantine.none")
        )
        self._view.show_sheet(Sheet((group,), self._note))

    def _row(self, one: Held) -> Row:
        texts = self._texts
        state = _state(one)
        facts = (
            texts("quarantine.since", day=self._speaker.day(one.since.astimezone())),
            texts("quarantine.size", size=f"{max(one.size / MEGABYTE, 0.1):.1f}"),
            one.path.name,
        )
        return Row(
            str(one.path),
            texts(f"quarantine.from.{state}", name=one.card.name if one.card else ""),
            (" · ".join(facts),),
            ICONS[state],
            texts(f"quarantine.state.{state}"),
            tuple(self._offered(one, state)),
            (texts(f"quarantine.how.{state}"),),
        )

    def _offered(self, one: Held, state: str) -> Iterator[Act]:
        about = one.card.name if one.card else one.path.name

        def act(key: str, text: str, picture: str, kind: str) -> Act:
            said = self._texts(text)
            return Act(key, said, picture, kind, name=f"{said}: {about}")

        if state == "ready":
            yield act("open", "receive.open", "inbox", "primary")
        elif one.card and may_see(self._app, "offices"):
            check = "receive.check_office" if one.known else "receive.take_card"
            yield act("check", check, "phone", "primary")
        yield act("drop", "quarantine.drop", "trash", "danger")

    def _check(self, row: str) -> None:
        """To the office; its card is taken in first where we do not hold it."""
        one = self._held[row]
        if one.office:
            self._view.show_office(one.office)
        else:
            self._run(lambda task: self._app.import_card.from_bundle(one.path, task), done=self._go)

    def _go(self, known: KnownOffice) -> None:
        self._view.tell_changed()
        self._view.show_office(known.trust.card.office)

    def _ask_drop(self, row: str) -> None:
        texts, one = self._texts, self._held[row]
        name = one.card.name if one.card else one.path.name
        form = Form(
            texts("quarantine.drop.title"),
            texts("quarantine.drop"),
            (),
            texts("quarantine.drop.lead", name=name),
            picture="trash",
            danger=True,
        )

        def drop(_task: Task) -> None:
            self._app.quarantine.throw_away(one.path)

        self._ask(form, lambda _values: self._do_asked(drop, lambda _: self._dropped()))

    def _dropped(self) -> None:
        self._changed(Note("accent", self._texts("quarantine.dropped")))


def _state(one: Held) -> str:
    if one.ready:
        return "ready"
    if one.card is None:
        return "silent"
    return "known" if one.known else "unknown"
