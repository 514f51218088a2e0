"""What the ledgers say of answers that were taken out or destroyed: that they went, not what.

The ledgers are this desk's own. So each desk does this when the news arrives, and knows from the
mark that stays which offices still have to hear of it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, cast
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from overstap.domain.answers import Answer, Field
from overstap.domain.records import Record, RecordId
from overstap.domain.revision import Revision
from overstap.store.elsewhere import PREFIX
from overstap.store.statements import run
from overstap.store.tables import BroughtRow, PersonRow, PrintRow, SentRow
from overstap.usecases.handover.editions import answer_digest

DESTROYED = {"": {"destroyed": True}}
"""Stands for everything that an office got of a record that was destroyed, until it was told."""
TAKEN_OUT: dict[str, Any] = {"taken_out": True}
"""Stands for an answer that was taken out, until the office was told; ``TOLD`` afterwards."""
TOLD: dict[str, Any] = {}


_REMARKS = (
    "DELETE FROM reply WHERE digest IN (SELECT bundle FROM sent WHERE record = ?) AND NOT EXISTS"
    " (SELECT 1 FROM sent WHERE bundle = digest AND stated <> '{}' AND stated NOT LIKE '{\"\":%')"
)
"""Where nothing is left of what was sent: it is empty, or marked as destroyed."""


def forget_record(session: Session, record: RecordId) -> None:
    """Of all that an office got of a record stays that it got something. What it remarked goes with
    the last of a bundle."""
    for row in session.exec(select(SentRow).where(SentRow.record == record)):
        if row.stated:
            row.stated = {} if row.bundle.startswith(PREFIX) else DESTROYED
    session.flush()
    run(session, _REMARKS, (record,))


def forget_answer(
    session: Session, record: RecordId, field: Field, written: Revision, stands: Answer | None
) -> None:
    """Of one answer stays that it went, in bundles and on paper. ``stands`` is what counts now."""
    moment = written.at.isoformat()
    for sent in session.exec(select(SentRow).where(SentRow.record == record)):
        said = sent.stated.get(field, {})
        if (said.get("at"), said.get("by")) == (moment, written.by):
            sent.stated = {**sent.stated, field: TAKEN_OUT}
    _forget_prints(session, record, field, answer_digest(stands.to_json()) if stands else "")
    session.flush()


def _forget_prints(session: Session, record: RecordId, field: Field, kept: str) -> None:
    """No print says any more what it showed of an answer, unless that is ``kept`` (a digest)."""
    key = f"{record} {field}"
    homes = select(PersonRow.household).where(PersonRow.record == record)
    household = session.exec(homes).first() or record
    for printed in session.exec(select(PrintRow).where(PrintRow.household == household)):
        if printed.content.get(key, kept) != kept:
            printed.content = {one: said for one, said in printed.content.items() if one != key}


def taken_out(session: Session) -> list[tuple[str, RecordId, Field]]:
    """Office, record and field of every answer that an office still has to take out."""
    rows = session.exec(
        select(SentRow).where(cast(col(SentRow.stated), String).contains("taken_out"))
    )
    found = {
        (row.office, row.record, field): None
        for row in rows
        for field, said in row.stated.items()
        if said == TAKEN_OUT
    }
    return list(found)


def destroyed(session: Session) -> list[tuple[str, RecordId]]:
    """Office and record of what an office still has to destroy."""
    newest: dict[tuple[str, RecordId], dict[str, Any]] = {}
    marked = select(SentRow.record).where(cast(col(SentRow.stated), String).contains("destroyed"))
    query = select(SentRow).where(col(SentRow.record).in_(marked)).order_by(col(SentRow.revision))
    for row in session.exec(query):
        newest[row.office, row.record] = row.stated
    return [place for place, stated in newest.items() if stated == DESTROYED]


def told(session: Session, record: RecordId, office: str, fields: Iterable[Field]) -> None:
    """The office was told that these answers are to be taken out."""
    gone = frozenset(fields)
    if not gone:
        return
    query = select(SentRow).where(SentRow.record == record, SentRow.office == office)
    for row in session.exec(query):
        marked = [field for field in gone if row.stated.get(field) == TAKEN_OUT]
        if marked:
            row.stated = {**row.stated, **dict.fromkeys(marked, TOLD)}
    session.flush()


def untell(session: Session, bundle: str, office: str) -> None:
    """Nothing is there of a bundle: what the office was told to take out of its records is due
    again. Telling it twice does no harm."""
    there = select(SentRow.record).where(SentRow.bundle == bundle)
    marked = cast(col(SentRow.stated), String).contains("{}")
    query = select(SentRow).where(SentRow.office == office, marked, col(SentRow.record).in_(there))
    for row in session.exec(query):
        told = [field for field, said in row.stated.items() if said == TOLD]
        row.stated = {**row.stated, **dict.fromkeys(told, TAKEN_OUT)}
    session.flush()


def forget_before(session: Session, record: Record) -> None:
    """An answer that another office took out cannot come back by undoing an import. What is said
    of the same question now may."""
    if not record.corrected:
        return
    for row in session.exec(select(BroughtRow).where(BroughtRow.record == record.id)):
        for at, by, _, answers in row.before["state"]["said"] if row.before else ():
            for field in record.corrected:
                now = record.stated.get(field)
                if now is None or {**answers.get(field, {}), "at": at, "by": by} != now.to_json():
                    answers.pop(field, None)
        flag_modified(row, "before")
    for field in record.corrected:
        _forget_prints(session, record.id, field, "")
    session.flush()
