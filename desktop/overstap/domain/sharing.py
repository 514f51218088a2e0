"""What an audience may see of a record, and why the rest stays. The only place that decides it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Audience, Catalogue, Question, Share, applies
from overstap.domain.records import Record, Stated
from overstap.domain.residents import SYSTEM_FIELDS


@dataclass(frozen=True)
class Shared:
    """``goes``: field to statement (reduced where only a part goes) and how much of it that is.
    ``stays``: question keys with the reason, key of a text ``stays.<reason>``."""

    goes: Mapping[Field, tuple[Stated, Share]]
    stays: tuple[tuple[Field, str], ...]

    @cached_property
    def answers(self) -> Answers:
        """What goes, as answers."""
        return {field: stated.answer for field, (stated, _) in self.goes.items()}

    def stated(self, field: Field) -> Stated | None:
        """The statement that goes at ``field``."""
        found = self.goes.get(field)
        return found[0] if found else None


def visible(catalogue: Catalogue, record: Record, audience: Audience) -> Shared:
    """Split a record into what ``audience`` may see and what stays. What stays leaves no trace of
    its value. A field of a question we do not know (from a newer version) stays."""
    goes = {
        field: (stated, Share.FULL)
        for field, stated in record.stated.items()
        if field in SYSTEM_FIELDS
    }
    stays = []
    for section in catalogue.sections:
        if section.subject != record.id.partition("-")[0]:
            continue
        for question in section.questions:
            reason = _reason(question, record, audience)
            if reason:
                stays.append((question.key, reason))
            else:
                goes |= _reduced(question, record, question.audiences[audience])
    return Shared(goes, tuple(stays))


def _reason(question: Question, record: Record, audience: Audience) -> str:
    """Why a question's answer stays; empty where it goes."""
    fields = _fields(question, record)
    if not fields or all(record.stated[f].answer.status is Status.NOT_ASKED for f in fields):
        return "not_asked"
    if audience not in question.audiences:
        return "not_for_audience"
    if question.restricted:
        return "restricted"
    if not applies(question, record.answers):
        return "hidden"
    return "disputed" if any(field in record.disputes for field in fields) else ""


def _fields(question: Question, record: Record) -> list[Field]:
    return [field for field in record.stated if field.partition("/")[0] == question.key]


def _reduced(question: Question, record: Record, share: Share) -> dict[Field, tuple[Stated, Share]]:
    fields = _fields(question, record)
    if share is Share.FULL:
        return {field: (record.stated[field], share) for field in fields}
    if share is Share.YEAR:
        return {field: (_year(record.stated[field]), share) for field in fields}
    items = {field.split("/")[1] for field in fields if "/" in field}
    newest = max((record.stated[field] for field in fields), key=lambda stated: stated.at)
    count = Answer(len(items)) if items else newest.answer
    return {question.key: (replace(newest, answer=count), share)}


def _year(stated: Stated) -> Stated:
    text = stated.answer.text
    return (
        replace(stated, answer=replace(stated.answer, value=f"{text[:4]}0000")) if text else stated
    )
