"""Make one of two records that are one person: compare, choose, merge, and undo.

Nothing is thrown away. The record that goes keeps its answers and points to the one that goes on,
so undoing only has to put back what the merge answered.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import is_restricted
from overstap.domain.records import Record, RecordId, Stated, Subject, subject_of
from overstap.domain.release import is_workflow
from overstap.domain.residents import (
    HOUSEHOLD,
    MERGED,
    MERGED_INTO,
    SYSTEM_FIELDS,
    V_NUMBER,
    list_name,
)
from overstap.domain.rights import flags, right_field
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class NotTwoResidentsError(RefusedError):
    """There are no two residents to merge: it is one, or one was merged before."""

    code = "merge.not_two"


class AlreadySentError(RefusedError):
    """The record that would go was handed over; the gemeente knows the person by it."""

    code = "merge.sent"


class NotMergedError(RefusedError):
    """The record was not merged, so there is nothing to undo."""

    code = "merge.not_merged"


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that both answered, differently. ``record`` is the one that goes on. What is shown
    only with a reason is None."""

    record: RecordId
    field: Field
    kept: Stated | None
    gone: Stated | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two residents side by side. ``filled`` are questions that only the one that goes answered:
    these answers are always taken along. ``household``: the household of the one that goes becomes
    empty, so what it answered is compared too."""

    kept: RecordId
    gone: RecordId
    differences: tuple[Difference, ...]
    filled: tuple[Field, ...]
    household: bool


@dataclass(frozen=True, slots=True)
class CompareResidents:
    """Show where two records differ, before anything is written."""

    vault: Vault
    catalogue: Catalogue

    def __call__(self, kept: RecordId, gone: RecordId) -> Comparison:
        """What somebody has to choose if ``gone`` goes on as ``kept``.

        Raises:
            NotOursError: another office writes one of them.
            NotTwoResidentsError: they are one already, or are no residents.
            AlreadySentError: ``gone`` was handed over; keep that one.
        """
        pairs = tuple(self.pairs(kept, gone))
        return Comparison(
            kept=kept,
            gone=gone,
            differences=tuple(row for pair in pairs for row in self._differences(*pair)),
            filled=tuple(field for ours, theirs in pairs for field in _filled(ours, theirs)),
            household=len(pairs) > 1,
        )

    def _differences(self, ours: Record, theirs: Record) -> Iterator[Difference]:
        for field in _differing(ours, theirs):
            if is_restricted(self.catalogue, field):
                yield Difference(ours.id, field, None, None)
            else:
                yield Difference(ours.id, field, ours.stated[field], theirs.stated[field])

    def pairs(self, kept: RecordId, gone: RecordId) -> Iterator[tuple[Record, Record]]:
        """The two residents, and their households where one becomes empty: who goes on first."""
        ours, theirs = self._residents(kept, gone)
        yield ours, theirs
        home, left = ours.text(HOUSEHOLD), theirs.text(HOUSEHOLD)
        if home != left and self.vault.members(left) == (gone,):
            yield self.vault.record(home), self.vault.record(left)

    def _residents(self, kept: RecordId, gone: RecordId) -> tuple[Record, Record]:
        found = self.vault.records([kept, gone])
        if len(found) < 2 or any(
            subject_of(record.id) is not Subject.PERSON or record.text(MERGED_INTO)
            for record in found.values()
        ):
            raise NotTwoResidentsError
        if any(record.origin for record in found.values()):
            raise NotOursError
        if any(self.vault.last_sent(gone, trust.card.office) for trust in self.vault.offices()):
            raise AlreadySentError
        return found[kept], found[gone]


@dataclass(frozen=True, slots=True)
class MergeResidents:
    """Let one record go on as another, with the answers that somebody chose."""

    vault: Vault
    compare: CompareResidents
    author: str

    def __call__(self, kept: RecordId, gone: RecordId, chosen: Collection[Field] = ()) -> None:
        """Merge. ``chosen`` are the questions where the answer of ``gone`` is the right one.

        Raises:
            RefusedError: as ``CompareResidents``; nothing is written.
        """
        pairs = tuple(self.compare.pairs(kept, gone))
        with self.vault.writing():
            for ours, theirs in pairs:
                taken = dict.fromkeys(
                    [*_filled(ours, theirs), *_chosen(ours, theirs, chosen), *_rights(ours, theirs)]
                )
                answers = {field: theirs.answers[field] for field in taken}
                known_as = {MERGED + theirs.id: Answer(_known_as(theirs.answers))}
                self.vault.write(
                    [
                        Write(ours.id, answers | known_as, ours.seen),
                        Write(theirs.id, {MERGED_INTO: Answer(ours.id)}, theirs.seen),
                    ],
                    self.author,
                )
            self.vault.audit("merge", record=kept, reason=gone)


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """Make two of what was merged by mistake, also much later."""

    vault: Vault
    author: str

    def __call__(self, gone: RecordId) -> None:
        """Give ``gone`` its own place again, and its double the answers it had. What was answered
        since stays.

        Raises:
            NotMergedError: it was not merged.
        """
        record = self.vault.record(gone)
        if not record.text(MERGED_INTO):
            raise NotMergedError
        with self.vault.writing():
            self._undo(record)
            home = self.vault.records([record.text(HOUSEHOLD)]).get(record.text(HOUSEHOLD))
            if home is not None and home.text(MERGED_INTO):
                self._undo(home)
            self.vault.audit("undo_merge", record=gone)

    def _undo(self, gone: Record) -> None:
        marker = MERGED + gone.id
        kept = self.vault.record(gone.text(MERGED_INTO))
        before = {**self.vault.before(kept.id, marker), marker: _NOT_MERGED}
        self.vault.write(
            [
                Write(kept.id, before, kept.seen),
                Write(gone.id, {MERGED_INTO: _NOT_MERGED}, gone.seen),
            ],
            self.author,
        )


_NOT_MERGED = Answer(status=Status.NOT_APPLICABLE)


def _differing(ours: Record, theirs: Record) -> Iterator[Field]:
    for field in sorted(_said(ours).keys() & _said(theirs).keys()):
        kept, gone = ours.answers[field], theirs.answers[field]
        if kept.value != gone.value or kept.status != gone.status:
            yield field


def _filled(ours: Record, theirs: Record) -> Iterator[Field]:
    yield from sorted(_said(theirs).keys() - _said(ours).keys())


def _chosen(ours: Record, theirs: Record, chosen: Collection[Field]) -> Iterator[Field]:
    yield from (field for field in _differing(ours, theirs) if field in chosen)


def _rights(ours: Record, theirs: Record) -> Iterator[Field]:
    """What the one that goes asked for holds for the one that goes on."""
    known = {flag.right for flag in flags([ours])}
    for flag in flags([theirs]):
        field = right_field(flag.right)
        if flag.right not in known and theirs.answers[field].text:
            yield field


def _said(record: Record) -> Mapping[Field, Stated]:
    """What somebody answered, without the state of the work and who belongs to whom."""
    return {
        field: stated
        for field, stated in record.stated.items()
        if field not in SYSTEM_FIELDS
        and not is_workflow(field)
        and stated.answer.status is not Status.NOT_ASKED
    }


def _known_as(answers: Answers) -> str:
    """The name and number under which the double was known: it stays to be found by them."""
    number = answers.get(V_NUMBER)
    return f"{list_name(answers)} {number.text if number else ''}".strip()
