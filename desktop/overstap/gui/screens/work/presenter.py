"""Counts what waits, and keeps filters. Knows no Qt."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from overstap.domain.code_tables import CodeTable
from overstap.domain.residents import MATCHED_GEMEENTE
from overstap.gui.screens.work.state import FilterForm, KeptRow, ListRow, WorkState
from overstap.i18n.texts import Texts
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import Selection, WorkList

PICTURES: Mapping[WorkList, str] = {
    WorkList.NEW: "none",
    WorkList.INCOMPLETE: "busy",
    WorkList.TO_READ_BACK: "speech",
    WorkList.TO_RELEASE: "done",
    WorkList.TO_HAND_OVER: "handover",
    WorkList.DISPUTE: "warning",
    WorkList.CLOCK: "later",
    WorkList.WAITING: "inbox",
    WorkList.CHANGED: "refresh",
}
URGENT = (WorkList.CLOCK, WorkList.DISPUTE)
"""What goes wrong when nobody looks; the other lists are the work of the day."""

Counted = Mapping[WorkList, int]


class WorkView(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: WorkState) -> None: ...
    def ask_filter(self, form: FilterForm) -> None: ...
    def tell_gone(self) -> None:
        """A filter was removed or renamed, so that the cursor needs a place."""


class WorkPresenter:
    """Reads again whenever the page comes into sight."""

    def __init__(self, view: WorkView, app: App, texts: Texts, run: Callable[..., None]) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._kept: Mapping[str, Filter] = {}

    def refresh(self) -> None:
        """Count again."""
        self._run(self._read, done=self._show)

    def edit(self, name: str, wanted: Filter | None) -> None:
        """Ask how to keep ``wanted``; change the one that is kept as ``name`` where it is None."""
        self._run(lambda _task: self._app.saved_filters(), done=lambda kept: self._ask(
            kept, name, wanted
        ))  # fmt: skip

    def keep(self, before: str, name: str, wanted: tuple[str, str, str]) -> None:
        """Keep text, list and gemeente under a name."""
        text, work, gemeente = wanted
        filter_ = Filter(text.strip(), Selection(WorkList(work) if work else None, gemeente))
        self._write(lambda: self._app.saved_filters.save(name, filter_, before))

    def remove(self, name: str) -> None:
        """Forget a filter."""
        self._write(lambda: self._app.saved_filters.remove(name))

    def _write(self, write: Callable[[], None]) -> None:
        def work(task: Task) -> Any:
            write()
            return self._read(task)

        self._run(work, done=self._changed)

    def _changed(self, read: Any) -> None:
        self._show(read)
        self._view.tell_gone()

    def _read(self, _task: Task) -> tuple[Counted, Mapping[str, tuple[Filter, int]]]:
        find = self._app.find_residents
        kept = {
            name: (wanted, len(find.listing(wanted.text, wanted.only)))
            for name, wanted in self._app.saved_filters().items()
        }
        return find.count_work(), kept

    def _show(self, read: tuple[Counted, Mapping[str, tuple[Filter, int]]]) -> None:
        counts, kept = read
        lists = tuple(self._list(work, counts[work]) for work in WorkList)
        rows = tuple(
            KeptRow(name, self._details(wanted), count, wanted)
            for name, (wanted, count) in kept.items()
        )
        self._view.show_state(WorkState(lists, rows))

    def _list(self, work: WorkList, count: int) -> ListRow:
        return ListRow(
            name=self._texts(f"work.{work}"),
            lead=self._texts(f"work.{work}.lead"),
            picture=PICTURES[work],
            count=count,
            filter=Filter("", Selection(work)),
        )

    def _details(self, wanted: Filter) -> str:
        parts = (
            self._texts(f"work.{wanted.only.work}") if wanted.only.work else "",
            self._gemeente(wanted.only.gemeente) if wanted.only.gemeente else "",
            f"“{wanted.text}”" if wanted.text else "",
        )
        return " · ".join(part for part in parts if part) or self._texts("filter.everybody")

    def _ask(self, kept: Mapping[str, Filter], name: str, wanted: Filter | None) -> None:
        self._view.ask_filter(
            FilterForm(
                before=name,
                filter=wanted or kept.get(name, Filter()),
                taken=frozenset(kept) - {name},
                lists=(
                    ("", self._texts("filter.any_list")),
                    *((str(work), self._texts(f"work.{work}")) for work in WorkList),
                ),
                gemeenten=(("", self._texts("filter.any_gemeente")), *self._gemeenten()),
            )
        )

    def _gemeenten(self) -> tuple[tuple[str, str], ...]:
        """Those that exist now, by name; in training the made-up ones too."""
        training = self._app.office.training
        named = (
            (entry.code, entry.label(self._texts.language))
            for entry in self._table.entries
            if not entry.successor and (training or not entry.training)
        )
        return tuple(sorted(named, key=lambda pair: pair[1].casefold()))

    def _gemeente(self, code: str) -> str:
        return self._table.label(code, self._texts.language)

    @property
    def _table(self) -> CodeTable:
        return self._app.tables.table(self._app.catalogue.question(MATCHED_GEMEENTE).table)


def urgent(counts: Counted) -> int:
    """How much of it cannot wait."""
    return sum(counts[work] for work in URGENT)
