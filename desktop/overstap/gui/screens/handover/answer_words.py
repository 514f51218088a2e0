"""Says in words which answers go, how much of each and on what ground, and which stay and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from overstap.domain.answers import NOT_ASKED as NO_ANSWER
from overstap.domain.answers import Answer, Field
from overstap.domain.catalogue import Catalogue, Kind, Question, Section, Share
from overstap.domain.groups import items
from overstap.domain.records import RecordId
from overstap.gui.screens.handover.state import (
    Act,
    Action,
    AnswerBlock,
    AnswerLine,
    GoingSection,
    StayingRow,
)
from overstap.usecases.handover.prepare_handover import NOT_ASKED, Going, HandoverPlan, Staying
from overstap.usecases.words.speaker import Speaker

MOST_LINES = 120
"""Answers shown at once in one section; for more, one resident is chosen."""

RESTRICTED = "restricted"
"""Why an answer stays that one may give along for a reason: for each resident apart."""

MOST_NAMES = 3
MOST_LABELS = 5


@dataclass(frozen=True, slots=True)
class Filter:
    """``person``: of one resident or household only; empty for all. ``only_new``: what differs
    from the version before."""

    person: RecordId = ""
    only_new: bool = False


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Speaks the language of its speaker."""

    speaker: Speaker

    def sections(self, plan: HandoverPlan, chosen: Filter) -> tuple[GoingSection, ...]:
        """What goes, in the order of the catalogue."""
        by_section: dict[str, list[Going]] = defaultdict(list)
        for going in plan.going:
            if chosen.person in ("", going.record) and (going.new or not chosen.only_new):
                by_section[_section(going.field)].append(going)
        found = (
            (section, by_section[section.key])
            for section in self._catalogue.sections
            if section.key in by_section
        )
        return tuple(self._section(section, going, plan.names) for section, going in found)

    def staying(self, plan: HandoverPlan, chosen: Filter) -> tuple[StayingRow, ...]:
        """The answers that stay, each question once, with whose they are."""
        stays: dict[tuple[Field, str, str], list[RecordId]] = defaultdict(list)
        for one in self._stays(plan, chosen):
            alone = one.record if one.reason == RESTRICTED else ""
            if one.reason != NOT_ASKED:
                stays[one.field, one.reason, alone].append(one.record)
        kept = tuple(
            self._stay(self._catalogue.question(field), reason, records, plan)
            for (field, reason, _), records in stays.items()
        )
        return (*kept, *(self._opened(going, plan) for going in self._restricted(plan, chosen)))

    def _restricted(self, plan: HandoverPlan, chosen: Filter) -> Iterator[Going]:
        """What goes only because somebody chose so."""
        for going in plan.going:
            question = self._catalogue.question(going.field.partition("/")[0])
            if question.by_choice and chosen.person in ("", going.record):
                yield going

    def _opened(self, going: Going, plan: HandoverPlan) -> StayingRow:
        texts = self.speaker.texts
        act = Action(Act.CLOSE, texts("handover.act.close"), going.record, going.field)
        return StayingRow(
            icon="done",
            label=self.speaker.label(self._catalogue.question(going.field)),
            who=plan.names[going.record],
            reason=texts("handover.opened"),
            ground=texts("stays.restricted.ground"),
            act=act,
        )

    def unasked(self, plan: HandoverPlan, chosen: Filter) -> tuple[str, ...]:
        """Questions that were not asked yet, in words."""
        stays = self._stays(plan, chosen)
        keys = dict.fromkeys(one.field for one in stays if one.reason == NOT_ASKED)
        return tuple(self.speaker.label(self._catalogue.question(key)) for key in keys)

    def _stays(self, plan: HandoverPlan, chosen: Filter) -> Iterator[Staying]:
        return (one for one in plan.staying if chosen.person in ("", one.record))

    def _stay(
        self, question: Question, reason: str, records: Sequence[RecordId], plan: HandoverPlan
    ) -> StayingRow:
        texts = self.speaker.texts
        disputed = reason == "disputed"
        who = self._who(records, plan.names)
        act = None
        if disputed:
            act = Action(Act.QUESTION, texts("handover.act.settle"), records[0], question.key)
        elif reason == RESTRICTED:
            about = f"{self.speaker.label(question)} · {who}"
            act = Action(Act.OPEN, texts("handover.act.open"), records[0], question.key, about)
        return StayingRow(
            icon="later" if disputed else "stays",
            label=self.speaker.label(question),
            who=who,
            reason=texts(f"stays.{reason}"),
            ground=texts(f"stays.{reason}.ground"),
            act=act,
        )

    def _who(self, records: Sequence[RecordId], names: Mapping[RecordId, str]) -> str:
        if len(records) <= MOST_NAMES:
            return "; ".join(names[record] for record in records)
        return self.speaker.texts("handover.size", count=len(records))

    def _section(
        self, section: Section, going: Sequence[Going], names: Mapping[RecordId, str]
    ) -> GoingSection:
        questions = [self._catalogue.question(key) for key in _by_question(going)]
        labels = [self.speaker.label(question) for question in questions]
        by_record: dict[RecordId, list[Going]] = defaultdict(list)
        for one in going:
            by_record[one.record].append(one)
        blocks, told = [], 0
        several = len({question.ground for question in questions}) > 1
        for record, mine in by_record.items():
            if told < MOST_LINES:
                blocks.append(AnswerBlock(names[record], tuple(self._lines(mine, several))))
                told += len(blocks[-1].lines)
        total = sum(len(_by_question(mine)) for mine in by_record.values())
        return GoingSection(
            key=section.key,
            title=self.speaker.texts(f"section.{section.key}"),
            names=_short(labels),
            count=total,
            new=sum(
                any(one.new for one in parts)
                for mine in by_record.values()
                for parts in _by_question(mine).values()
            ),
            ground="; ".join(self._ground(g) for g in dict.fromkeys(q.ground for q in questions)),
            blocks=tuple(blocks),
            more=total - told,
        )

    def _lines(self, going: Sequence[Going], several: bool) -> Iterator[AnswerLine]:
        for key, parts in _by_question(going).items():
            question = self._catalogue.question(key)
            share = parts[0].share
            notes = [self.speaker.texts(f"share.{share}")] if share != Share.FULL else []
            whole = next((one.stated.answer for one in parts if one.field == key), NO_ANSWER)
            basis = self.speaker.basis(whole)
            notes += [basis] if basis else []
            notes += [self._ground(question.ground)] if several else []
            yield AnswerLine(
                label=self.speaker.label(question),
                value=self._value(question, parts),
                note=" · ".join(notes),
                new=any(one.new for one in parts),
            )

    def _value(self, question: Question, parts: Sequence[Going]) -> str:
        answers = {one.field: one.stated.answer for one in parts}
        if question.restricted:
            return self.speaker.texts("handover.covered")
        if question.kind is not Kind.GROUP or question.key in answers:
            return self.speaker.value(question, parts[0].stated.answer)
        rows = [self._item(question, item) for _, item in items(question.key, answers)]
        return "\n".join(rows) or self.speaker.texts("handover.removed")

    def _item(self, group: Question, item: Mapping[str, Answer]) -> str:
        said = self.speaker.item(group, item)
        rests_on = self.speaker.bases(item)
        return " · ".join(said) + (f" ({rests_on})" if rests_on else "")

    def _ground(self, ground: str) -> str:
        return self.speaker.texts(f"ground.{ground}")

    @property
    def _catalogue(self) -> Catalogue:
        return self.speaker.catalogue


def _short(labels: Sequence[str]) -> str:
    return ", ".join(labels[:MOST_LABELS]) + (" ..." if len(labels) > MOST_LABELS else "")


def _section(field: Field) -> str:
    return field.partition(".")[0]


def _by_question(going: Sequence[Going]) -> dict[Field, list[Going]]:
    """A group's many parts are one answer to one question."""
    found: dict[Field, list[Going]] = defaultdict(list)
    for one in going:
        found[one.field.partition("/")[0]].append(one)
    return found
