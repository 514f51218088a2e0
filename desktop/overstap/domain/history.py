"""All that is known of one record, and what follows from it: pure functions of a set.

Merging is uniting histories. Everything shown is a function of the set, so it does not matter in
which order, how often or by which way the revisions arrived.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from overstap.domain.answers import NOT_ASKED, Answers, Field, Packed
from overstap.domain.records import Dot, Record, RecordId, Said, Stated
from overstap.domain.residents import MOVED_TO
from overstap.domain.revision import Change, Revision, Statement
from overstap.kernel.errors import RefusedError


class StandingAnswerError(RefusedError):
    """The answer counts now; only what was replaced by another can be taken out."""

    code = "history.standing"


@dataclass(frozen=True, slots=True)
class Removal:
    """Who took an answer out of the history, when, and why (a code)."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in the history of a question. ``stated`` is None where it was taken out, and
    ``removal`` then says by whom. A ``standing`` one counts now."""

    dot: Dot
    field: Field
    stated: Stated | None
    at: datetime
    by: str
    standing: bool
    removal: Removal | None = None


@dataclass(frozen=True)
class History:
    """The known revisions of one record."""

    revisions: frozenset[Revision]

    @classmethod
    def of(cls, revisions: Iterable[Revision]) -> "History":
        """The history that consists of these."""
        return cls(frozenset(revisions))

    def merge(self, other: "History") -> "History":
        """Unite both histories. Commutative, associative and idempotent."""
        return History(self.revisions | other.revisions)

    @cached_property
    def erased(self) -> bool:
        """Whether the record was destroyed: wins over every revision, known or still to come."""
        return any(revision.change is Change.ERASE for revision in self.revisions)

    @cached_property
    def redacted(self) -> Mapping[Statement, Revision]:
        """Every answer that was taken out of the history, known or still to come, and by what."""
        return {one: revision for revision in self.revisions for one in revision.redacts}

    @cached_property
    def heads(self) -> Mapping[Field, tuple[Revision, ...]]:
        """Per field the writes that no other write replaces, the newest first."""
        if self.erased:
            return {}
        replaced: dict[Field, set[Dot]] = defaultdict(set)
        for revision in self.revisions:
            for field, dots in revision.pre.items():
                replaced[field].update(dots)
        heads: dict[Field, list[Revision]] = defaultdict(list)
        for revision in sorted(self.revisions, key=_newest_first):
            for field in revision.answers:
                taken_out = (revision.dot, field) in self.redacted
                if not taken_out and revision.dot not in replaced[field]:
                    heads[field].append(revision)
        return {field: tuple(found) for field, found in heads.items()}

    def before(self, field: Field) -> Answers:
        """What was said before the write whose answer to ``field`` stands now: for every question
        that it answered and that nobody answered since. Not asked where nothing was said."""
        written = self.heads[field][0]
        by_dot = {revision.dot: revision for revision in self.revisions}
        before = {}
        for answered in written.answers:
            if self.heads[answered] == (written,):
                known = [by_dot[dot] for dot in written.pre.get(answered, ()) if dot in by_dot]
                before[answered] = known[0].answers.get(answered, NOT_ASKED) if known else NOT_ASKED
        return before

    def told(self, question: Field) -> tuple[Told, ...]:
        """Everything that was ever answered to a question, or to one field of a group, the newest
        first."""
        return tuple(
            self._told(revision, field)
            for revision in sorted(self.revisions, key=_newest_first)
            for field in sorted({*revision.answers, *revision.gone})
            if question in (field, field.partition("/")[0])
        )

    def _told(self, revision: Revision, field: Field) -> Told:
        gone = self.redacted.get((revision.dot, field))
        return Told(
            revision.dot,
            field,
            None if gone or field in revision.gone else _stated(revision, field),
            revision.at,
            revision.by,
            revision in self.heads.get(field, ()),
            Removal(gone.at, gone.by, gone.reason) if gone else None,
        )

    def record(self, record: RecordId) -> Record:
        """The present state. Different answers that did not see each other are a dispute."""
        if len(self.revisions) == 1:
            (only,) = self.revisions
            if only.change is Change.SET and not only.pre:  # most, where many arrive at once
                return Record(record, (_said((only,), only.answers),))
        said: dict[tuple[Revision, ...], list[Field]] = defaultdict(list)
        disputes = {}
        for field, found in self.heads.items():
            said[found].append(field)
            if len(found) > 1 and len({revision.answers[field] for revision in found}) > 1:
                disputes[field] = tuple(_stated(revision, field) for revision in found)
        spoken = (
            _said(found, Packed.of(found[0].answers).only(fields)) for found, fields in said.items()
        )
        moved = self.heads.get(MOVED_TO, ())
        origin = moved[0].answers[MOVED_TO].text if moved else ""
        ordered = tuple(sorted(spoken, key=lambda one: one.writes))
        return Record(record, ordered, disputes, origin)


def after(state: Record, revision: Revision) -> Record | None:
    """What ``History.record`` gives once this write of our own came to those that gave ``state``;
    None where only all of them can tell: it answers what its author did not see, or a record that
    another office sends or has. So an answer costs the same, however much was said before."""
    answers = revision.answers
    if state.origin or state.bundle or not answers or MOVED_TO in answers:
        return None
    if not state.said:
        return Record(state.id, (_said((revision,), answers),))
    for field in answers:
        if not set(state.seen.get(field, ())).issubset(revision.pre.get(field, ())):
            return None
    left = [(one, [f for f in one.answers if f not in answers]) for one in state.said]
    kept = [
        replace(one, answers=Packed.of(one.answers).only(fields)) for one, fields in left if fields
    ]
    disputes = {field: them for field, them in state.disputes.items() if field not in answers}
    said = sorted([*kept, _said((revision,), answers)], key=lambda one: one.writes)
    return Record(state.id, tuple(said), disputes)


def _newest_first(revision: Revision) -> tuple[int, Dot]:
    return -revision.ticks, revision.dot


def _stated(revision: Revision, field: Field) -> Stated:
    return Stated(revision.answers[field], revision.at, revision.by)


def _said(writes: tuple[Revision, ...], answers: Answers) -> Said:
    newest = writes[0]
    return Said(newest.at, newest.by, tuple([revision.dot for revision in writes]), answers)
