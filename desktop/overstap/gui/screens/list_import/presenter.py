"""From a file to residents: open, say what columns mean, look, take over. Knows no Qt."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from overstap.domain.answers import Field
from overstap.domain.catalogue import Kind
from overstap.domain.doubles import Why
from overstap.domain.residents import SURNAME
from overstap.gui.screens.list_import.state import (
    BusyState,
    CheckRow,
    CheckState,
    ColumnRow,
    ColumnsState,
    DoneState,
    ImportState,
    StartState,
)
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.lists.import_list import ListImported, ListPreview, OpenedList, RowProblem
from overstap.usecases.lists.list_columns import HOUSEHOLD_COLUMN
from overstap.usecases.words.speaker import Speaker

MOST = 60
"""Rows of one kind on the page at once."""


class ImportView(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: ImportState) -> None: ...
    def tell_changed(self) -> None:
        """The vault changed."""


class ImportPresenter:
    """Holds the file that is open, what its columns mean and which rows are left out."""

    def __init__(self, view: ImportView, app: App, say: Speaker, run: Callable[..., None]) -> None:
        self._view, self._app, self._say, self._run = view, app, say, run
        self._texts = say.texts
        self._path = Path()
        self._opened = OpenedList((), 0)
        self._mapped: dict[str, Field] = {}
        self._preview: ListPreview | None = None
        self._skip: set[int] = set()
        self._busy = BusyState("", "")

    # the file

    def begin(self) -> None:
        """Choose a file."""
        self._view.show_state(StartState())

    def open(self, path: Path) -> None:
        """Read the titles of a list, and guess what they mean."""
        self._path, self._preview = path, None
        self._work(lambda _task: self._app.preview_list.open(path), self._show_opened, self.begin)

    def _show_opened(self, opened: OpenedList) -> None:
        self._opened = opened
        self._mapped = {column.title: column.guess for column in opened.columns if column.guess}
        self._show_columns()

    # the columns

    def map(self, title: str, field: Field) -> None:
        """Say which question a column answers; none for an empty text."""
        self._mapped.pop(title, None)
        if field:
            self._mapped[title] = field
        self._show_columns()

    def back(self) -> None:
        """Back to the columns."""
        self._show_columns()

    def _show_columns(self, refused: str = "") -> None:
        self._view.show_state(
            ColumnsState(
                title=self._path.name,
                lead=self._texts("import.rows", count=self._opened.rows),
                columns=tuple(self._columns()),
                choices=self._choices(),
                refused=refused,
            )
        )

    def _columns(self) -> Iterator[ColumnRow]:
        first: dict[Field, str] = {}
        for column in self._opened.columns:
            field = self._mapped.get(column.title, "")
            twice = bool(field) and field in first
            problem = self._texts("import.twice", column=first[field]) if twice else ""
            first.setdefault(field, column.title)
            yield ColumnRow(column.title, " · ".join(column.cells), field, problem)

    def _choices(self) -> tuple[tuple[Field, str], ...]:
        """Every question that a column can answer, in the order of the talk."""
        asked = (
            (q.key, f"{self._say.label(q)} ({self._texts(f'section.{section.key}')})")
            for section in self._app.catalogue.sections
            for q in section.questions
            if q.kind not in (Kind.GROUP, Kind.READING)
        )
        household = (HOUSEHOLD_COLUMN, self._texts("import.household"))
        return (("", self._texts("import.unread")), household, *asked)

    # the check

    def check(self) -> None:
        """Look at every row; nothing is stored."""
        if any(column.problem for column in self._columns()):
            self._show_columns(self._texts("import.refused.twice"))
        elif SURNAME not in self._mapped.values():
            self._show_columns(self._texts("import.refused.names"))
        else:
            path, mapped = self._path, dict(self._mapped)
            self._work(
                lambda task: self._app.preview_list(path, task, mapped),
                self._checked,
                self._show_columns,
            )

    def skip(self, row: int, skipped: bool) -> None:
        """Leave a row out, or take it over after all."""
        (self._skip.add if skipped else self._skip.discard)(row)
        self._show_check()

    def skip_all(self, kind: str) -> None:
        """Leave out all rows that are faulty, or all that may be known."""
        preview = self._preview
        if preview is not None:
            known = {known.row for known in preview.duplicates}
            self._skip |= known if kind == "known" else {p.row for p in self._faults(preview)}
            self._show_check()

    def _checked(self, preview: ListPreview) -> None:
        """Who has the number of somebody who is here is left out, unless somebody says not."""
        self._preview = preview
        self._skip = {
            known.row for known in preview.duplicates if Why.V_NUMBER in known.duplicate.why
        }
        self._show_check()

    def _show_check(self) -> None:
        preview = self._preview
        assert preview is not None
        faulty, known = tuple(self._faulty(preview)), tuple(self._known(preview))
        warnings = tuple(self._warnings(preview))
        count, households = preview.left(self._skip)
        rows = {"faulty": faulty, "known": known, "warnings": warnings}
        self._view.show_state(
            CheckState(
                title=self._path.name,
                lead=self._texts(
                    "import.check.lead",
                    residents=count,
                    households=households,
                ),
                summary=self._summary(count, sum(not row.skipped for row in faulty)),
                faulty=faulty[:MOST],
                known=known[:MOST],
                warnings=warnings[:MOST],
                more={kind: self._more(len(of_kind)) for kind, of_kind in rows.items()},
                can_import=count > 0 and not any(not row.skipped for row in faulty),
                import_word=self._texts("import.do", count=count),
            )
        )

    def _summary(self, count: int, wrong: int) -> str:
        if wrong:
            return self._texts("import.first", count=wrong)
        parts = [self._texts("import.summary", count=count)]
        if self._skip:
            parts.append(self._texts("import.summary.skipped", count=len(self._skip)))
        return " ".join(parts)

    def _more(self, count: int) -> str:
        return self._texts("import.more", count=count - MOST) if count > MOST else ""

    def _faults(self, preview: ListPreview) -> Iterator[RowProblem]:
        """What has to be put right: a number that stands twice is right once one is left out."""
        for found in preview.problems:
            twice = found.problem.code == "v_number_twice"
            alone = twice and found.problem.parameters["row"] in self._skip
            if not found.problem.warning and not alone:
                yield found

    def _faulty(self, preview: ListPreview) -> Iterator[CheckRow]:
        for row, problems in groupby(self._faults(preview), key=lambda found: found.row):
            details = tuple(map(self._problem, problems))
            title = self._texts("import.row", row=row)
            yield CheckRow(row, title, details, row in self._skip)

    def _known(self, preview: ListPreview) -> Iterator[CheckRow]:
        for known in preview.duplicates:
            why = " · ".join(self._texts(f"double.{why}") for why in known.duplicate.why)
            title = self._texts("import.row.known", row=known.row, name=known.name)
            told = self._texts("doubles.likely", name=known.duplicate.line.name)
            yield CheckRow(known.row, title, (f"{told}: {why}",), known.row in self._skip)

    def _warnings(self, preview: ListPreview) -> Iterator[str]:
        for found in preview.problems:
            if found.problem.warning and found.row not in self._skip:
                yield f"{self._texts('import.row', row=found.row)}: {self._problem(found)}"

    def _problem(self, found: RowProblem) -> str:
        said = self._say.problem(found.problem)
        cell = f" “{found.cell}”" if found.cell else ""
        return f"{found.column}{cell}: {said}" if found.column else said

    # taking over

    def take_over(self) -> None:
        """Register everybody who is not left out, in one go."""
        path, mapped, skip = self._path, dict(self._mapped), frozenset(self._skip)
        self._work(
            lambda task: self._app.import_list(path, task, mapped, skip),
            self._taken_over,
            self._show_check,
        )

    def _taken_over(self, done: ListImported) -> None:
        self._view.tell_changed()
        self._view.show_state(
            DoneState(
                title=self._texts("import.done", count=done.residents),
                text=self._texts("import.done.text", households=done.households),
            )
        )

    def _work(
        self,
        work: Callable[[Task], object],
        done: Callable[..., None],
        before: Callable[[], None],
    ) -> None:
        """Do it with progress; ``before`` shows where one was, when it is stopped or fails."""
        self._busy = BusyState(self._path.name, self._texts("import.reading"))
        self._view.show_state(self._busy)

        def failed(error: OverstapError) -> None:
            self._view.show_state(StartState(self._texts.error(error)))

        self._run(
            work,
            done=done,
            failed=failed,
            stopped=before,
            progress=self._progressed,
            label="import.reading",
        )

    def _progressed(self, what: str, done: int, total: int) -> None:
        said = self._texts(f"progress.{what}")
        self._busy = replace(self._busy, what=said, done=done, total=total)
        self._view.show_state(self._busy)
