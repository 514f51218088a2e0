"""Cards of offices: show ours, take theirs in, compare numbers by telephone, block. No Qt."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from overstap.domain.offices import BlockReason
from overstap.domain.records import OfficeId
from overstap.gui.screens.offices.state import (
    CheckState,
    OfficesState,
    OfficeState,
    OwnState,
)
from overstap.gui.screens.offices.wording import GROUPS, OfficeWords
from overstap.i18n.texts import Texts
from overstap.kernel.task import Task
from overstap.usecases.administration.cards import CardView, KnownOffice
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

NOTHING_HEARD = ("",) * GROUPS


class View(Protocol):
    """What the presenter tells the screen."""

    def show_state(self, state: OfficesState) -> None: ...
    def tell_changed(self) -> None: ...


class OfficesPresenter:
    """``run`` is that of the jobs: it does work beside the window."""

    def __init__(self, view: View, app: App, texts: Texts, run: Callable[..., None]) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._words = OfficeWords(Speaker(app.catalogue, app.tables, texts))
        self._own: CardView | None = None
        self._offices: tuple[KnownOffice, ...] = ()
        self._chosen: OfficeId = ""
        self._checking = False
        self._heard: Sequence[str] = NOTHING_HEARD
        self._written: Path | None = None

    def entered(self) -> None:
        """Read the offices again."""

        def read(_task: Task) -> tuple[CardView, tuple[KnownOffice, ...]]:
            return self._app.show_card(), self._app.list_offices()

        def done(known: tuple[CardView, tuple[KnownOffice, ...]]) -> None:
            self._own, self._offices = known
            self._show()

        self._run(read, done=done)

    def choose(self, office: OfficeId) -> None:
        """Show that office; our own for an empty id."""
        self._chosen, self._checking, self._heard = office, False, NOTHING_HEARD
        self.entered()

    def import_card(self, path: Path) -> None:
        """Take in the card of another office."""

        def done(known: KnownOffice) -> None:
            self._view.tell_changed()
            self.choose(known.trust.card.office)

        self._run(lambda _task: self._app.import_card(path), done=done)

    def export_card(self, folder: Path) -> None:
        """Write our card for others."""

        def done(path: Path) -> None:
            self._written = path
            self.choose("")

        self._run(lambda _task: self._app.show_card.export(folder), done=done)

    # the telephone check

    def begin_check(self) -> None:
        """Compare the number of the chosen office by telephone."""
        self._checking, self._heard = True, NOTHING_HEARD
        self._show()

    def leave_check(self) -> None:
        """Back to the office; nothing is remembered of what was typed."""
        self._checking, self._heard = False, NOTHING_HEARD
        self._show()

    def hear(self, groups: Sequence[str]) -> None:
        """What was typed so far."""
        self._heard = groups
        self._show()

    def confirm(self) -> None:
        """All groups are the same: trust the office."""
        known = self._known()
        if known is None or not self._words.check(known, self._heard).right:
            return
        digits = "".join(self._heard)
        self._change(lambda: self._app.confirm_card(self._chosen, digits))

    # blocking

    def block(self, reason: BlockReason) -> None:
        """Nothing goes to the chosen office or comes from it any more."""
        self._change(partial(self._app.block_office, self._chosen, reason))

    def unblock(self) -> None:
        """Known again; the number has to be compared anew."""
        self._change(partial(self._app.block_office.undo, self._chosen))

    def _change(self, work: Callable[[], KnownOffice]) -> None:
        def done(known: KnownOffice) -> None:
            self._view.tell_changed()
            self.choose(known.trust.card.office)

        self._run(lambda _task: work(), done=done)

    def _known(self) -> KnownOffice | None:
        found = (one for one in self._offices if one.trust.card.office == self._chosen)
        return next(found, None)

    def _show(self) -> None:
        if self._own is not None:
            chosen = self._chosen if self._known() else ""
            rows = tuple(self._words.rows(self._own, self._offices, chosen))
            reasons = tuple((r, self._texts(f"blocked.{r}")) for r in BlockReason)
            self._view.show_state(OfficesState(rows, self._page(self._own), reasons))

    def _page(self, own: CardView) -> OwnState | OfficeState | CheckState:
        known = self._known()
        if known is None:
            written = self._written
            return self._words.own(own, str(written or ""), str(written.parent) if written else "")
        if self._checking:
            return self._words.check(known, self._heard)
        return self._words.office(known)
