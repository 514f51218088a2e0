"""Who is at work on a file, from who wrote in it last."""

from collections.abc import Iterable

from overstap.domain.answers import Field
from overstap.domain.records import Record

TAKEN_OVER: Field = "handover.taken_over"
"""On the household: the name of who took its intake over; who and when stands with it."""


def worker(records: Iterable[Record]) -> str:
    """Who wrote in these records last, ``name (desk)``; empty where nobody did."""
    stated = [said for record in records for said in record.stated.values()]
    last = max(stated, key=lambda said: said.at, default=None)
    return last.by if last else ""


def person_of(author: str) -> str:
    """Who an author is, at whichever desk."""
    return author.rpartition(" (")[0] or author
