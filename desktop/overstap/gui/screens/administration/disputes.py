"""What desks of our office answered differently, as sentences, and what one does about it."""

from collections.abc import Mapping
from functools import partial
from uuid import uuid4

from overstap.domain.answers import Answer
from overstap.domain.groups import REMOVED
from overstap.domain.records import RecordId, Stated, Subject, subject_of
from overstap.gui.screens.administration.page import MOST, Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.desks.list_disputes import NOTE, Dispute, Disputed, keep_both

LONGEST = 200
SHORT = 24
"""Characters of an answer that fit on a button; a longer one is called by who wrote it."""


class DisputesPresenter(PagePresenter):
    """Keeps one answer, keeps both where the question repeats, or asks a colleague."""

    _disputes: Mapping[str, Dispute] = {}
    _first: RecordId = ""

    def acts(self) -> Acts:
        return {
            "keep": self._keep,
            "both": lambda row, _said: self._keep_both(row),
            "ask": lambda row, _said: self._ask_colleague(row),
            "question": lambda row, _said: self._open(row),
        }

    def entered(self) -> None:
        self._run(lambda _task: self._app.list_disputes(), done=self._show)

    def choose(self, person: RecordId) -> None:
        self._first = person
        self.entered()

    def _show(self, everybody: tuple[Disputed, ...]) -> None:
        texts = self._texts
        everybody = tuple(sorted(everybody, key=lambda one: not self._is_asked_for(one)))
        self._disputes = {_row_of(d): d for one in everybody for d in one.disputes}
        groups = [self._group(one) for one in everybody[:MOST]]
        if not groups:
            groups = [
                Group(texts("disputes"), texts("disputes.lead"), empty=texts("disputes.none"))
            ]
        if len(everybody) > MOST:
            more = texts("administration.more", count=len(everybody) - MOST)
            groups.append(Group(more))
        self._view.show_sheet(Sheet(tuple(groups), self._note))

    def _is_asked_for(self, one: Disputed) -> bool:
        """Whether it is about whom one came for: they stand first."""
        return self._first in (one.record, *(dispute.person for dispute in one.disputes))

    def _group(self, one: Disputed) -> Group:
        name = one.name
        if subject_of(one.record) is Subject.HOUSEHOLD:
            name = self._texts("withdrawals.household", name=name)
        count = self._texts("disputes.count", count=len(one.disputes))
        return Group(name, count, tuple(map(self._row, one.disputes)))

    def _row(self, dispute: Dispute) -> Row:
        texts, label = self._texts, self._speaker.field(dispute.field)
        question = Act("question", texts("disputes.question"), "pencil", "link")
        if dispute.covered:
            return Row(_row_of(dispute), label, (texts("disputes.covered"),), acts=(question,))
        acts = [self._keeping(dispute, place, stated) for place, stated in enumerate(dispute.said)]
        if dispute.repeats:
            acts.append(Act("both", texts("disputes.both"), "plus"))
        acts += [Act("ask", texts("disputes.ask"), "speech", "link"), question]
        named = (f"{act.name or act.text}: {label}" for act in acts)
        acts = [_called(act, name) for act, name in zip(acts, named, strict=True)]
        return Row(
            _row_of(dispute),
            label,
            acts=tuple(acts),
            said=(*self._sentences(dispute), *self._note_of(dispute)),
        )

    def _sentences(self, dispute: Dispute) -> list[str]:
        """The oldest first; every later one was written without having seen it."""
        sentences = []
        for place, stated in enumerate(reversed(dispute.said)):
            key = "disputes.unseen" if place else "disputes.wrote"
            sentences.append(
                self._texts(key, **self._told(stated), answer=self._value(dispute, stated))
            )
        return sentences

    def _note_of(self, dispute: Dispute) -> tuple[str, ...]:
        note = dispute.note
        if note is None:
            return ()
        return (self._texts("disputes.note", **self._told(note), note=note.answer.text),)

    def _told(self, stated: Stated) -> dict[str, str]:
        return {"by": stated.by, "day": self._speaker.day(stated.at.astimezone())}

    def _value(self, dispute: Dispute, stated: Stated) -> str:
        question = self._speaker.catalogue.find(dispute.field)
        part = dispute.field.rpartition("/")[2] if "/" in dispute.field else ""
        if part == REMOVED:
            return self._texts("disputes.removed" if stated.answer.value else "disputes.kept")
        if question is None:
            return str(stated.answer.value)
        named = {p.name: p for p in question.parts}
        return self._speaker.value(named.get(part, question), stated.answer)

    def _keeping(self, dispute: Dispute, place: int, stated: Stated) -> Act:
        value = self._value(dispute, stated)
        short = len(value) <= SHORT
        text = self._texts("disputes.keep", answer=value if short else stated.by)
        return Act(f"keep:{place}", text, "tick")

    # doing

    def act(self, key: str, row: str, said: str) -> None:
        """``keep:1`` keeps the second answer of the row."""
        what, _, place = key.partition(":")
        super().act(what, row, place or said)

    def _keep(self, row: str, place: str) -> None:
        dispute = self._disputes[row]
        self._save(dispute, {dispute.field: dispute.said[int(place)].answer}, "disputes.kept_one")

    def _keep_both(self, row: str) -> None:
        dispute, app = self._disputes[row], self._app

        def work(_task: Task) -> object:
            known = app.open_file(dispute.record).records[dispute.record]
            both = keep_both(dispute, known.answers, uuid4().hex[:12])
            return app.save_answers(dispute.record, both, dispute.seen)

        self._run(work, done=partial(self._saved, dispute, "disputes.kept_both"))

    def _ask_colleague(self, row: str) -> None:
        texts, dispute = self._texts, self._disputes[row]
        label = self._speaker.field(dispute.field)
        note = Field("note", texts("disputes.ask.note"), hint=texts("disputes.ask.hint"))
        form = Form(
            texts("disputes.ask.title", question=label),
            texts("disputes.ask.do"),
            (note,),
            texts("disputes.ask.lead"),
            picture="speech",
        )
        self._ask(form, partial(self._put_note, dispute))

    def _put_note(self, dispute: Dispute, values: Values) -> None:
        note = {NOTE + dispute.field: Answer(values["note"].strip()[:LONGEST])}
        self._do_asked(
            lambda _task: self._app.save_answers(dispute.record, note, dispute.seen),
            partial(self._saved, dispute, "disputes.asked"),
        )

    def _open(self, row: str) -> None:
        dispute = self._disputes[row]
        self._view.show_question(dispute.person, dispute.field.partition("/")[0])

    def _save(self, dispute: Dispute, answers: Mapping[str, Answer], said: str) -> None:
        self._run(
            lambda _task: self._app.save_answers(dispute.record, answers, dispute.seen),
            done=partial(self._saved, dispute, said),
        )

    def _saved(self, dispute: Dispute, said: str, _record: object) -> None:
        texts, label = self._texts, self._speaker.field(dispute.field)
        travels = texts("disputes.travels")
        if said == "disputes.kept_one":
            travels = f"{travels} {texts('disputes.other_stays')}"
        self._changed(Note("ok", texts(said, question=label), travels))


def _row_of(dispute: Dispute) -> str:
    return f"{dispute.record} {dispute.field}"


def _called(act: Act, name: str) -> Act:
    return Act(act.key, act.text, act.picture, act.kind, act.pick, name)
