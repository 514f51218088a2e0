"""An open bundle and what was chosen about it, as the state that the screen shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId, Subject, subject_of
from overstap.domain.replies import Asked, Reply
from overstap.gui.screens.receive.state import (
    AskForm,
    ChangeRow,
    FilterChoice,
    LookState,
    PersonRow,
    Question,
)
from overstap.gui.screens.receive.wording import Wording
from overstap.i18n.texts import Texts
from overstap.usecases.handover.used_words import UsedWords
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.receive.preview_import import Change, ImportPreview
from overstap.usecases.receive.verify_bundle import Grade

MOST_USED = 5
"""Households of which it is told what changed since the version that was used."""
FILTERS = ("all", "new", "changed", "gone")


@dataclass
class Looking:
    """What one looks at: nothing of it is stored. ``left`` are residents not to take over."""

    path: Path
    preview: ImportPreview
    wording: Wording
    reading: bool = False
    """Nothing of it stays after reading."""
    filter: str = "all"
    left: set[RecordId] = field(default_factory=set)
    asked: frozenset[tuple[RecordId, str]] = frozenset()
    remark: str = ""
    _rows: dict[str, tuple[ChangeRow, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What kind of bundle it is."""
        return self.preview.verdict.manifest.kind

    @property
    def answered(self) -> bool:
        """Whether the sender gets a receipt."""
        return self.kind not in ("receipt", "sync")

    @property
    def chosen(self) -> set[RecordId] | None:
        """The records to take over; None for all of them."""
        if not self.left:
            return None
        return {person.record for person in self.people} - self.left

    def reply(self, left: tuple[RecordId, ...]) -> Reply:
        """What goes back with the receipt."""
        asked = tuple(Asked(record, question) for record, question in sorted(self.asked))
        return Reply(asked, self.remark, left)

    def choose_everybody(self, chosen: bool) -> None:
        """Take everybody over, or nobody yet."""
        self.left = set() if chosen else {person.record for person in self.people}

    def state(self, receipts_to: str) -> LookState:
        """The screen. ``receipts_to`` says where the receipt goes."""
        texts, people = self._texts, self.people
        verdict = self.preview.verdict
        taking = any(person.chosen for person in people)
        if not people:
            taking = self.answered or verdict.grade is not Grade.DUPLICATE
        if self.reading and self.kind != "handover":
            taking = False
        return LookState(
            title=self._title(),
            lead=texts(self._key("receive.lead")),
            verdict=self.wording.verdict(verdict, len(people)),
            heading=self._heading(),
            filters=self._filters() if people else (),
            filter=self.filter,
            rows=self._shown(),
            unchanged=self._unchanged(),
            people=people,
            asked=self._asked_words(),
            receipts_to=receipts_to if self.answered else "",
            take=self._take(),
            can_take=taking,
            can_ask=bool(people),
            told=self._told(),
            note=self._note(),
        )

    @cached_property
    def _changes(self) -> tuple[Change, ...]:
        """By resident as they came, and by question as one talks them through."""
        sections = self.wording.speaker.catalogue.sections
        asked = [question.key for section in sections for question in section.questions]
        places = {key: place for place, key in enumerate(asked)}
        came = [r for household in self.preview.households for r in household.records]
        order = {record: place for place, record in enumerate(came)}

        def place(change: Change) -> tuple[int, int, str]:
            key = change.field.partition("/")[0]
            return order.get(change.record, 0), places.get(key, len(places)), change.field

        return tuple(sorted(self.preview.changes, key=place))

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """The residents in the bundle; the household where nobody of it is. Who moves here comes as
        a whole household, so there is nobody to choose."""
        if self.kind == MOVE:
            return ()
        counts = self._counts
        rows = []
        for household in self.preview.households:
            persons = [r for r in household.records if subject_of(r) is Subject.PERSON]
            for record in persons or [household.household]:
                name = self.wording.called(record, household.records[record])
                detail = self._texts("receive.answers", count=counts[record])
                rows.append(PersonRow(record, name, detail, record not in self.left))
        return tuple(rows)

    def ask_form(self) -> AskForm:
        """What can be asked, and what was chosen already."""
        people = tuple(
            (record, self.wording.called(record, name))
            for household in self.preview.households
            for record, name in {household.household: household.name, **household.members}.items()
        )
        questions = {str(s): tuple(self._questions(s)) for s in Subject}
        return AskForm(people, questions, self.asked, self.remark)

    def _questions(self, subject: Subject) -> list[Question]:
        speaker = self.wording.speaker
        return [
            Question(question.key, self._texts(f"section.{section.key}"), speaker.label(question))
            for section in speaker.catalogue.sections
            if section.subject is subject
            for question in section.questions
            if Audience.GEMEENTE in question.audiences and not question.by_choice
        ]

    @property
    def _texts(self) -> Texts:
        return self.wording.speaker.texts

    @cached_property
    def _counts(self) -> Counter[RecordId]:
        return Counter(change.record for change in self.preview.changes)

    def _shown(self) -> tuple[ChangeRow, ...]:
        """Always the same rows for the same filter, so that the view knows that nothing moved."""
        if self.filter not in self._rows:
            shown = [c for c in self._changes if self.filter in ("all", str(c.kind))]
            self._rows[self.filter] = self.wording.rows(shown)
        return self._rows[self.filter]

    def _filters(self) -> tuple[FilterChoice, ...]:
        counts = Counter(str(change.kind) for change in self.preview.changes)
        counts["all"] = len(self.preview.changes)
        return tuple(
            FilterChoice(kind, self._texts(f"receive.filter.{kind}", count=counts[kind]))
            for kind in FILTERS
        )

    def _key(self, key: str) -> str:
        """The text of the kind of bundle, where it has one of its own."""
        kind = "reading" if self.reading and self.kind == "handover" else self.kind
        own = f"{key}.{kind}"
        return own if self._texts.has(own) else key

    @property
    def _again(self) -> bool:
        """Whether there is nothing left to do here: only a receipt goes, once more."""
        if self.kind == MOVE:
            return self.preview.verdict.grade is Grade.DUPLICATE
        return self.answered and not self.people and not self.preview.taken_back

    def _take(self) -> str:
        return self._texts("receive.take.again" if self._again else self._key("receive.take"))

    def _title(self) -> str:
        texts, households = self._texts, self.preview.households
        manifest, sender = self.preview.verdict.manifest, self.preview.verdict.sender.name
        if self.preview.work is not None:
            return texts("receive.title.sync", desk=self.preview.work.desk)
        if self.kind != "handover":
            return texts(f"receive.title.{self.kind}", office=sender)
        if len(households) == 1:
            return texts("receive.title.household", name=households[0].name)
        if households:
            return texts("receive.title.households", count=len(households))
        return texts("receive.came.handover", office=sender, number=manifest.number)

    def _heading(self) -> str:
        if self.kind != "handover":
            return self._texts(f"receive.heading.{self.kind}")
        if not self.preview.households:
            return self._texts("receive.nothing_new")
        return self.wording.heading(self.preview)

    def _unchanged(self) -> str:
        if not self.preview.unchanged:
            return ""
        return self._texts("receive.unchanged", count=self.preview.unchanged)

    def _told(self) -> tuple[str, ...]:
        preview, office = self.preview, self.preview.verdict.sender.name
        if self.kind == "receipt" and not preview.receipts:
            return (self._texts("receive.receipt.nothing"),)
        if preview.work is not None:
            return tuple(self.wording.work(preview.work))
        if self.kind == MOVE:
            return tuple(
                name
                for household in preview.households
                for record, name in household.records.items()
                if subject_of(record) is Subject.PERSON
            )
        if self.kind in ("withdrawal", "erasure"):
            return preview.taken_back or (self._texts("receive.taken_back.nobody"),)
        if self.kind == "handover":
            return (*self._used(), *self.wording.clash(preview))
        said = (self.wording.receipt(receipt, office) for receipt in preview.receipts)
        return tuple(sentence for sentences in said for sentence in sentences)

    def _used(self) -> Iterator[str]:
        """What this bundle changes of the versions that somebody here works with."""
        words = UsedWords(self.wording.speaker)
        told = [h.used for h in self.preview.households if h.used and h.used.changes]
        for used in told[:MOST_USED]:
            name = self.wording.called(used.household, used.name)
            yield f"{name}. {words.since(used)} {words.changed(used)}"
        if len(told) > MOST_USED:
            yield self._texts("administration.more", count=len(told) - MOST_USED)

    def _note(self) -> str:
        if self.reading and self.kind != "handover":
            return self._texts("error.reading.not_to_read")
        if self._again:
            return self._texts("receive.note.again")
        if self.left:
            return self._texts("receive.note.left", count=len(self.left))
        return self._texts(self._key("receive.note"))

    def _asked_words(self) -> str:
        if self.asked:
            return self._texts("receive.asked", count=len(self.asked))
        return self._texts("receive.asked.remark") if self.remark else ""
