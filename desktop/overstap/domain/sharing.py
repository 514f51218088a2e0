"""What an audience may see of a record, and why the rest stays. The only place that decides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Share, applies
from overstap.domain.groups import RANK, REMOVED, items
from overstap.domain.read_back import without_content
from overstap.domain.records import Record, Stated
from overstap.domain.residents import SYSTEM_FIELDS

OPENED = "sharing.opened/"
"""On a record, followed by a restricted question: the reason why its answer is handed over."""


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


def visible(
    catalogue: Catalogue,
    record: Record,
    audience: Audience,
) -> Shared:
    """Split a record into what ``audience`` may see and what stays.

    What goes by choice goes only where somebody chose so, with a reason (``OPENED``). What stays
    leaves no trace of its value, and neither does a removed item of a group. A field of a
    question or part that we do not know (from a newer version) stays.
    """
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
                goes |= _reduced(question, record, audience)
                stays += _parts_that_stay(question, record, audience)
    return Shared(goes, tuple(stays))


def housing_only(catalogue: Catalogue, record: Record) -> Shared:
    """The smaller variant for a gemeente: of what it may see, only what a woningcorporatie may see
    too. Never more than the full one."""
    full = visible(catalogue, record, Audience.GEMEENTE)
    part = visible(catalogue, record, Audience.CORPORATIE)
    goes = {field: pair for field, pair in part.goes.items() if field in full.goes}
    kept = {field.partition("/")[0] for field in goes}
    left = dict.fromkeys(field.partition("/")[0] for field in full.goes)
    chosen = [(key, "smaller") for key in left if key not in kept and key not in SYSTEM_FIELDS]
    return Shared(goes, (*full.stays, *chosen))


def is_opened(question: Field, record: Record, audience: Audience) -> bool:
    """Whether somebody chose to hand over this restricted answer. The reason is one for a gemeente:
    with a move to another location the answer does not go along."""
    return audience is Audience.GEMEENTE and bool(record.text(OPENED + question))


def _reason(question: Question, record: Record, audience: Audience) -> str:
    """Why a question's answer stays; empty where it goes."""
    fields = _fields(question, record)
    if not fields or all(record.stated[f].answer.status is Status.NOT_ASKED for f in fields):
        return "not_asked"
    if audience not in question.audiences:
        return "third_party" if question.third_party else "not_for_audience"
    if question.by_choice and not is_opened(question.key, record, audience):
        return "restricted"
    if not applies(question, record.answers):
        return "hidden"
    return "disputed" if any(field in record.disputes for field in fields) else ""


def _fields(question: Question, record: Record) -> Sequence[Field]:
    return record.fields.get(question.key, ())


def _reduced(
    question: Question, record: Record, audience: Audience
) -> dict[Field, tuple[Stated, Share]]:
    share = question.audiences[audience]
    if question.kind is Kind.READING:
        read = record.stated[question.key]
        return {question.key: (replace(read, answer=without_content(read.answer)), share)}
    if share is Share.COUNT:
        return _counted(question, record)
    found: dict[Field, tuple[Stated, Share]] = {}
    for field in _fields(question, record):
        how = _share_of(field, question, record, audience)
        if how is not None:
            found[field] = (_dated(record.stated[field], how), how)
    return found


def _share_of(field: Field, question: Question, record: Record, audience: Audience) -> Share | None:
    """How much of one field goes; None where its part of the group stays."""
    item, _, name = field.rpartition("/")
    if not item or name == REMOVED:
        return question.audiences[audience]
    if _is_removed(item, record):
        return None
    if name == RANK:
        return question.audiences[audience]
    part = next((part for part in question.parts if part.name == name), None)
    return part.audiences.get(audience) if part else None


def _counted(question: Question, record: Record) -> dict[Field, tuple[Stated, Share]]:
    fields = _fields(question, record)
    newest = max((record.stated[field] for field in fields), key=lambda stated: stated.at)
    if all("/" not in field for field in fields):
        return {question.key: (newest, Share.COUNT)}
    count = Answer(len(items(question.key, record.answers)))
    return {question.key: (replace(newest, answer=count), Share.COUNT)}


def _parts_that_stay(
    question: Question, record: Record, audience: Audience
) -> list[tuple[Field, str]]:
    kept = {part.name for part in question.parts if audience not in part.audiences}
    given = {field.rpartition("/")[2] for field in _fields(question, record)}
    return [(f"{question.key}.{name}", "not_for_audience") for name in sorted(kept & given)]


def _is_removed(item: Field, record: Record) -> bool:
    mark = record.stated.get(f"{item}/{REMOVED}")
    return mark is not None and mark.answer.value is True


def _dated(stated: Stated, share: Share) -> Stated:
    """A statement of which only the year or the month goes."""
    text = stated.answer.text
    known = {Share.YEAR: 4, Share.MONTH: 6}.get(share)
    if known is None or not text:
        return stated
    return replace(stated, answer=replace(stated.answer, value=text[:known].ljust(8, "0")))
