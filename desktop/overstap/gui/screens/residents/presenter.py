"""Searches and lists residents. Holds numbers of rows, and the words of those in sight only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from babel.dates import format_date

from overstap.domain.kinds import OfficeKind
from overstap.domain.residents import MATCHED_GEMEENTE, in_groups
from overstap.gui.newest import Newest, Run
from overstap.gui.screens.residents.state import ListState, Row
from overstap.i18n.languages import set_apart
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App
from overstap.usecases.lists.find_residents import Hit, Listing
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import EVERYBODY, Selection, WorkList

PAGE = 50
"""Rows that are read at once."""


class ListView(Protocol):
    """What the presenter needs of the list."""

    def show_list(self, state: ListState) -> None: ...
    def show_rows(self, start: int, rows: tuple[Row, ...]) -> None: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be listed; no more than ``most``, where that is not 0."""

    whom: Filter
    most: int = 0


class ListPresenter:
    """Typing never waits: a newer question pushes an older one aside, and the first page is shown
    before it is known how many there are."""

    def __init__(
        self,
        view: ListView,
        app: App,
        texts: Texts,
        run: Run,
        failed: Callable[[OverstapError], None],
        today: Callable[[], date],
    ) -> None:
        self._view, self._app, self._texts = view, app, texts
        self._run, self._today = run, today
        self._listing: Listing | None = None
        self._text, self._only = "", EVERYBODY
        self._asked = self._shown = Wanted(self.filter)
        self._search = Newest(run, self._look, self._found, failed, app.find_residents.stop)

    def search(self, text: str) -> None:
        """List the first residents for what was typed; everybody for an empty text."""
        self._text = text.strip()
        self._ask(Wanted(self.filter, PAGE if self._text else 0))

    def narrow(self, wanted: Filter) -> None:
        """List only who is in this filter, until ``widen``."""
        self._text, self._only = wanted.text, wanted.only
        self.refresh()

    def widen(self) -> None:
        """List everybody again."""
        self._only = EVERYBODY
        self.refresh()

    @property
    def filter(self) -> Filter:
        """What is listed now, to be kept under a name."""
        return Filter(self._text, self._only)

    def refresh(self) -> None:
        """Ask again: somebody was changed."""
        self._ask(Wanted(self.filter))

    def rest(self) -> None:
        """The first are on screen: ask for all of them, unless something else was asked since."""
        if self._shown is self._asked:
            self.refresh()

    def want(self, start: int) -> None:
        """Rows from ``start`` on came into sight."""
        listing = self._listing
        if listing is not None:
            self._run(
                lambda _task: self._app.find_residents.page(listing, start, PAGE),
                done=partial(self._arrived, listing, start),
            )

    def _ask(self, wanted: Wanted) -> None:
        self._asked = wanted
        self._search.ask(wanted)

    def _look(self, wanted: Wanted) -> tuple[Listing, tuple[Hit, ...], int]:
        find = self._app.find_residents
        listing = find.listing(wanted.whom.text, wanted.whom.only, wanted.most)
        return listing, find.page(listing, 0, PAGE), find.count()

    def _found(self, wanted: Wanted, found: tuple[Listing, tuple[Hit, ...], int]) -> None:
        listing, hits, total = found
        text, only = wanted.whom.text, wanted.whom.only
        self._listing, self._shown = listing, wanted
        self._view.show_list(
            ListState(
                text=text,
                count=len(listing),
                rows=self._rows(hits),
                total=self._texts("residents.total", count=total),
                found=self._summary(listing, wanted.whom),
                nobody=not total,
                narrowed=self._narrowed(only),
                leads_to="disputes" if only.work is WorkList.DISPUTE else "",
                more=bool(wanted.most) and len(listing) >= wanted.most,
            )
        )

    def _arrived(self, listing: Listing, start: int, hits: tuple[Hit, ...]) -> None:
        if listing is self._listing:
            self._view.show_rows(start, self._rows(hits))

    def _narrowed(self, only: Selection) -> str:
        """The list of work and the gemeente, in words."""
        table = self._app.tables.table(self._app.catalogue.question(MATCHED_GEMEENTE).table)
        work = self._texts(f"work.{only.work}") if only.work else ""
        gemeente = table.label(only.gemeente, self._texts.language) if only.gemeente else ""
        return " · ".join(part for part in (work, gemeente) if part)

    def _summary(self, listing: Listing, wanted: Filter) -> str:
        """ "5 found: 2 begin with it, 2 sound like it, 1 is like it"."""
        count, matches = len(listing), listing.matches
        if not wanted.text:
            narrowed = wanted.only != EVERYBODY
            return self._texts("residents.on_list", count=count) if narrowed else ""
        if not count and wanted.only != EVERYBODY:
            return self._texts("residents.none.on_list")
        if not count:
            return self._texts("residents.none")
        sound, fuzzy = min(matches.sound, count), min(matches.fuzzy, count)
        tiers = ((1, sound), (2, fuzzy - sound), (3, count - fuzzy))
        parts = [f"{number} {self._texts(f'desk.tier.{tier}')}" for tier, number in tiers if number]
        return self._texts("residents.found", count=count, tiers=", ".join(parts))

    def _rows(self, hits: tuple[Hit, ...]) -> tuple[Row, ...]:
        return tuple(map(self._row, hits))

    def _row(self, hit: Hit) -> Row:
        state, word = self._state(hit)
        due, late = self._due(hit.due)
        return Row(
            person=hit.person,
            name=hit.name,
            number=f"V {in_groups(hit.v_number)}" if hit.v_number else "",
            details=self._details(hit),
            tier=self._texts(f"desk.tier.{int(hit.tier)}") if self._text else "",
            matched=hit.matched,
            state=state,
            state_word=word,
            due=due,
            late=late,
        )

    def _details(self, hit: Hit) -> str:
        size = self._texts("residents.size", count=hit.household_size)
        own = hit.household_size == 1 or hit.name.startswith(hit.household_name)
        home = size if own else f"{set_apart(hit.household_name)} · {size}"
        room = self._texts("residents.room", room=hit.room) if hit.room else ""
        return " · ".join(part for part in (home, room) if part)

    def _state(self, hit: Hit) -> tuple[str, str]:
        """A drawing and its word; never a score of anybody."""
        if hit.disputed:
            return "warning", self._texts("residents.state.disputed")
        if hit.received and self._app.office.kind is OfficeKind.LOCATION:
            return "handover", self._texts("residents.state.moved")
        if hit.received:
            return "inbox", self._texts("residents.state.received")
        if hit.released:
            return "done", self._texts("residents.state.released")
        if not hit.sections_done:
            return "none", self._texts("residents.state.new", total=hit.sections)
        done = self._texts("desk.sections", done=hit.sections_done, total=hit.sections)
        return ("done" if hit.sections_done == hit.sections else "busy"), done

    def _due(self, day: str) -> tuple[str, bool]:
        """The next target date in words, and whether it has passed."""
        if not day:
            return "", False
        due = date.fromisoformat(day)
        late = (self._today() - due).days
        if late > 0:
            return self._texts("residents.late", count=late), True
        shown = format_date(due, "EEE d MMM", locale=self._texts.language)
        return self._texts("residents.due", day=shown), False
