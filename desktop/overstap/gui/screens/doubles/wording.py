"""Pairs, differences and merges in words, in one language."""

from collections.abc import Mapping, Sequence

from overstap.domain.answers import Answer, Field
from overstap.domain.dates import is_possible
from overstap.domain.records import Record, RecordId, Stated
from overstap.domain.residents import in_groups
from overstap.gui.screens.doubles.state import ChoiceRow, MergeRow, PairRow, Said, Somebody
from overstap.usecases.lists.likely_duplicates import Pair
from overstap.usecases.lists.list_merges import Merge
from overstap.usecases.lists.merge_residents import Comparison, Difference
from overstap.usecases.ports.lists import Line
from overstap.usecases.words.speaker import Speaker


class Wording:
    """Says what there is to compare."""

    def __init__(self, say: Speaker) -> None:
        self.say, self.texts = say, say.texts
        keys = (q.key for section in say.catalogue.sections for q in section.questions)
        self._order = {key: place for place, key in enumerate(keys)}

    def pair(self, pair: Pair) -> PairRow:
        """Two who may be one."""
        return PairRow(
            self.somebody(pair.one.line), self.somebody(pair.other.line), self.why(pair.why)
        )

    def why(self, why: Sequence[str]) -> tuple[str, ...]:
        """The reasons, the strongest first."""
        return tuple(self.texts(f"double.{reason}") for reason in why)

    def somebody(self, known: Line) -> Somebody:
        """By what one tells them apart."""
        own = known.name.startswith(known.household_name)
        parts = (
            self._number(known.v_number),
            self._birth(known.birth_date),
            self.texts("residents.room", room=known.room) if known.room else "",
            "" if own else self.texts("doubles.household", name=known.household_name),
            self.texts("residents.state.received") if known.received else "",
        )
        return Somebody(known.person, known.name, _joined(parts))

    def merge(self, merge: Merge) -> MergeRow:
        """A merge that can be undone."""
        title = self.texts("doubles.merge.title", gone=merge.known_as, kept=merge.name)
        parts = (
            self._number(merge.v_number),
            self._birth(merge.birth_date),
            self.say.provenance(merge.said),
        )
        return MergeRow(merge.gone, title, _joined(parts))

    def rows(
        self, comparison: Comparison, chosen: Mapping[Field, RecordId], left: RecordId
    ) -> tuple[ChoiceRow, ...]:
        """The questions to choose for, in the order of the talk. ``chosen`` is per question the
        resident whose answer is taken: the one that goes on where it says nothing."""
        found = sorted(comparison.differences, key=lambda row: self._place(row.field))
        return tuple(self._row(row, comparison, chosen, left) for row in found)

    def _row(
        self,
        row: Difference,
        comparison: Comparison,
        chosen: Mapping[Field, RecordId],
        left: RecordId,
    ) -> ChoiceRow:
        kept, gone = self._said(row.field, row.kept), self._said(row.field, row.gone)
        kept_left = comparison.kept == left
        return ChoiceRow(
            field=row.field,
            label=self.say.field(row.field),
            left=kept if kept_left else gone,
            right=gone if kept_left else kept,
            chosen_right=chosen.get(row.field, comparison.kept) != left,
        )

    def filled(
        self, comparison: Comparison, records: Mapping[RecordId, Record]
    ) -> tuple[tuple[str, str], ...]:
        """Answers that only the one that goes has; they are taken along."""
        found = sorted(comparison.filled, key=self._place)
        said = {field: record.answers for record in records.values() for field in record.answers}
        covered = frozenset().union(*(record.covered for record in records.values()))
        return tuple(
            (
                self.say.field(field),
                self.texts("doubles.restricted")
                if field in covered
                else self.value(field, said[field][field]),
            )
            for field in found
            if field in said or field in covered
        )

    def value(self, field: Field, answer: Answer) -> str:
        """An answer in words, also of a part of something that repeats."""
        question = self.say.catalogue.find(field)
        if question is None:
            return str(answer.value if answer.status is None else answer.status)
        part = field.split("/")[2:]
        asked = {p.name: p for p in question.parts}.get(part[0], question) if part else question
        return self.say.value(asked, answer)

    def _said(self, field: Field, stated: Stated | None) -> Said:
        if stated is None:
            return Said(self.texts("doubles.restricted"), "")
        parts = (self.say.provenance(stated), self.say.basis(stated.answer))
        return Said(self.value(field, stated.answer), _joined(parts))

    def _place(self, field: Field) -> tuple[int, str]:
        return self._order.get(field.partition("/")[0], len(self._order)), field

    def _number(self, v_number: str) -> str:
        return f"V {in_groups(v_number)}" if v_number else ""

    def _birth(self, birth: str) -> str:
        return self.say.partial_date(birth) if is_possible(birth) else ""


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
