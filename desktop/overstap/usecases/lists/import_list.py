"""Take over somebody's list of residents: look at it first, then all of it or nothing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from overstap.domain.answers import Answer, Answers, Field, Problem
from overstap.domain.records import RecordId, Subject, new_record_id
from overstap.domain.residents import HOUSEHOLD, ORDER, SURNAME, V_NUMBER, list_name
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.intake.section_states import Judge
from overstap.usecases.lists.likely_duplicates import LikelyDuplicate, LikelyDuplicates
from overstap.usecases.lists.list_columns import HOUSEHOLD_COLUMN, CellError, Columns
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault
from overstap.usecases.words.sheets import Sheet

ReadSheet = Callable[[Path], Sheet]

Mapped = Mapping[str, Field]
"""Title of a column to the question it answers; a column that is left out is not read."""


class UnknownColumnError(RefusedError):
    """A column or a question that there is none of was named in the mapping."""

    code = "list.unknown_column"


class NoNamesError(RefusedError):
    """No column holds the names of the residents."""

    code = "list.no_names"


class FaultyListError(RefusedError):
    """Some rows are wrong; nothing was taken over."""

    code = "list.faulty"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell. ``row`` is counted as in the file, where the titles are row 1."""

    row: int
    column: str
    cell: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class RowDuplicate:
    """A row, with the ``name`` in it, that may be somebody who is here already."""

    row: int
    name: str
    duplicate: LikelyDuplicate


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list with its first cells; ``guess`` is the question that it seems to answer,
    empty where that is not clear."""

    title: str
    cells: tuple[str, ...]
    guess: Field


@dataclass(frozen=True, slots=True)
class OpenedList:
    """What stands in a list, before anybody said what its columns mean."""

    columns: tuple[ListColumn, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What taking over would do; nothing was stored. ``unread`` are columns that nobody mapped."""

    mapped: Mapped
    unread: tuple[str, ...]
    homes: tuple[frozenset[int], ...]
    """The rows of each household."""
    problems: tuple[RowProblem, ...]
    duplicates: tuple[RowDuplicate, ...]

    @property
    def residents(self) -> int:
        """How many there are in the list."""
        return sum(len(rows) for rows in self.homes)

    @property
    def households(self) -> int:
        """How many they are in."""
        return len(self.homes)

    def left(self, skipped: Collection[int]) -> tuple[int, int]:
        """How many residents and households are taken over when some rows are left out."""
        left = [rows - frozenset(skipped) for rows in self.homes]
        return sum(len(rows) for rows in left), sum(bool(rows) for rows in left)

    @property
    def faulty(self) -> bool:
        """Whether something has to be put right first; warnings do not count."""
        return any(not found.problem.warning for found in self.problems)


@dataclass(frozen=True, slots=True)
class ListImported:
    """What was taken over."""

    residents: int
    households: int


@dataclass
class _Row:
    number: int
    person: dict[Field, Answer] = field(default_factory=dict)
    household: dict[Field, Answer] = field(default_factory=dict)
    group: str = ""


@dataclass(frozen=True, slots=True)
class PreviewList:
    """Read a list, guess its columns, and say what is wrong and who is known already."""

    read: ReadSheet
    columns: Columns
    judge: Judge
    duplicates: LikelyDuplicates

    def __call__(
        self, path: Path, task: Task, mapped: Mapped | None = None, skip: Collection[int] = ()
    ) -> ListPreview:
        """Look at the list at ``path``. Without ``mapped`` the columns are guessed; rows ``skip``
        (as counted in the file) are left out.

        Raises:
            FileError: it cannot be read.
            UnknownColumnError, NoNamesError: the mapping does not fit.
        """
        sheet = self.read(path)
        mapping = self.mapping(sheet, mapped)
        rows, problems = self.rows(sheet, mapping, skip, task)
        return ListPreview(
            mapped=mapping,
            unread=tuple(title for title in sheet.head if title and title not in mapping),
            homes=tuple(frozenset(row.number for row in members) for members in _households(rows)),
            problems=problems,
            duplicates=tuple(self._known(rows, task)),
        )

    def open(self, path: Path) -> OpenedList:
        """Show the columns of the list at ``path``. One without a title cannot be read, and of two
        with the same title only the first.

        Raises:
            FileError: it cannot be read.
        """
        sheet = self.read(path)
        guessed = self.columns.guess(sheet.head)
        filled = [row for row in sheet.rows if any(row)]
        columns = tuple(
            ListColumn(title, _sample(filled, sheet.head.index(title)), guessed.get(title, ""))
            for title in dict.fromkeys(sheet.head)
            if title
        )
        return OpenedList(columns, len(filled))

    def mapping(self, sheet: Sheet, mapped: Mapped | None) -> Mapped:
        """The mapping, checked; guessed where there is none."""
        if mapped is None:
            mapped = self.columns.guess(sheet.head)
        for title, wanted in mapped.items():
            if title not in sheet.head or wanted not in self.columns.fields:
                raise UnknownColumnError(column=title, field=wanted)
        if SURNAME not in mapped.values():
            raise NoNamesError
        return mapped

    def rows(
        self, sheet: Sheet, mapped: Mapped, skip: Collection[int], task: Task
    ) -> tuple[list[_Row], tuple[RowProblem, ...]]:
        """What every row says, and what is wrong with it."""
        places = [(sheet.head.index(title), title, mapped[title]) for title in mapped]
        rows: list[_Row] = []
        problems: list[RowProblem] = []
        for number, cells in enumerate(sheet.rows, start=2):
            if number % 100 == 0:
                task.step("list.read", number, len(sheet.rows))
            if any(cells) and number not in skip:
                row = _Row(number)
                problems += self._fill(row, places, cells)
                problems += self._judged(row, mapped, cells, sheet)
                rows.append(row)
        problems += _twice(rows, mapped)
        return rows, tuple(sorted(problems, key=lambda found: found.row))

    def _fill(
        self, row: _Row, places: Sequence[tuple[int, str, Field]], cells: Sequence[str]
    ) -> Iterator[RowProblem]:
        for place, title, wanted in places:
            cell = cells[place].strip()
            if not cell:
                continue
            if wanted == HOUSEHOLD_COLUMN:
                row.group = cell
                continue
            try:
                answer = self.columns.answer(wanted, cell)
            except CellError as error:
                yield RowProblem(row.number, title, cell, Problem(wanted, error.code, {}))
                continue
            subject = self.columns.catalogue.section(wanted.partition(".")[0]).subject
            (row.person if subject is Subject.PERSON else row.household)[wanted] = answer

    def _judged(
        self, row: _Row, mapped: Mapped, cells: Sequence[str], sheet: Sheet
    ) -> Iterator[RowProblem]:
        titles = {wanted: title for title, wanted in mapped.items()}
        answers = {**row.household, **row.person}
        asked = tuple(self.columns.catalogue.question(wanted) for wanted in answers)
        for problem in self.judge(asked, answers):
            title = titles.get(problem.field, "")
            cell = cells[sheet.head.index(title)] if title else ""
            yield RowProblem(row.number, title, cell, problem)
        if SURNAME not in row.person:
            yield RowProblem(row.number, titles[SURNAME], "", Problem(SURNAME, "no_name", {}))

    def _known(self, rows: Sequence[_Row], task: Task) -> Iterator[RowDuplicate]:
        for done, row in enumerate(rows):
            if done % 50 == 0:
                task.step("list.compare", done, len(rows))
            for duplicate in self.duplicates(row.person, limit=1):
                yield RowDuplicate(row.number, list_name(row.person), duplicate)


@dataclass(frozen=True, slots=True)
class ImportList:
    """Register everybody on a list in one transaction."""

    vault: Vault
    preview: PreviewList
    author: str

    def __call__(
        self, path: Path, task: Task, mapped: Mapped | None = None, skip: Collection[int] = ()
    ) -> ListImported:
        """Take the list over, as ``PreviewList`` showed it. Who stops it has taken nobody over.

        Raises:
            FaultyListError: some rows are wrong. Put them right, or leave them out by ``skip``.
            FileError, UnknownColumnError, NoNamesError: as ``PreviewList``.
        """
        sheet = self.preview.read(path)
        mapping = self.preview.mapping(sheet, mapped)
        rows, problems = self.preview.rows(sheet, mapping, skip, task)
        wrong = {found.row for found in problems if not found.problem.warning}
        if wrong:
            raise FaultyListError(count=len(wrong), row=min(wrong))
        households = _households(rows)
        with self.vault.writing():
            for done in range(0, len(households), _AT_ONCE):
                task.step("list.store", done, len(households))
                some = households[done : done + _AT_ONCE]
                writes = [write for members in some for write in _writes(members)]
                self.vault.write(writes, self.author)
            self.vault.audit("import_list", count=len(rows))
        return ListImported(len(rows), len(households))


_AT_ONCE = 100
"""Households that are written between two chances to stop."""

_SAMPLE = 3
"""Cells of a column to recognise it by."""


def _sample(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    filled = (row[place] for row in rows if row[place])
    return tuple(islice(filled, _SAMPLE))


def _twice(rows: Sequence[_Row], mapped: Mapped) -> Iterator[RowProblem]:
    """One number for two rows: one of them is wrong, or somebody stands there twice."""
    title = next((title for title, wanted in mapped.items() if wanted == V_NUMBER), "")
    first: dict[str, int] = {}
    for row in rows:
        number = row.person[V_NUMBER].text if V_NUMBER in row.person else ""
        if number and number in first:
            told = Problem(V_NUMBER, "v_number_twice", {"row": first[number]})
            yield RowProblem(row.number, title, number, told)
        first.setdefault(number, row.number)


def _households(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of one household together, in the order of the list; who names none lives alone."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.group or f"row {row.number}"].append(row)
    return list(found.values())


def _writes(members: Sequence[_Row]) -> Iterator[Write]:
    home = new_record_id(Subject.HOUSEHOLD)
    shared: dict[Field, Answer] = {}
    for member in members:
        shared = {**member.household, **shared}
    yield Write(home, shared, {})
    for place, member in enumerate(members):
        yield _member(home, place, member.person)


def _member(home: RecordId, place: int, person: Answers) -> Write:
    belongs = {HOUSEHOLD: Answer(home), ORDER: Answer(place)}
    return Write(new_record_id(Subject.PERSON), {**person, **belongs}, {})
