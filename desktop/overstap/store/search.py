"""Find residents while somebody types: by prefix, then by sound, then by likeness.

A tier is asked only while the ones before gave too few. Likeness is measured against the distinct
words of all names, never against people, so it stays fast with many of them.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from sqlmodel import Session, col, select

from overstap.domain.names import skeleton, tokens
from overstap.domain.records import RecordId, Subject
from overstap.store.tables import RecordRow, TokenRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports import Match, Tier

_ENOUGH = 5
_LIKE = 75
"""From 0 to 100: how alike two words have to be."""


class Search:
    """Searches the words of residents."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def __call__(self, text: str, limit: int) -> tuple[Match, ...]:
        """Nearest first; within a tier by name. Everybody for an empty text."""
        with self._transactions() as session:
            number = "".join(text.split()).replace(".", "")
            if number.isdigit() and len(number) > 4:
                return _by_v_number(session, number, limit)
            words = tokens(text)
            if not words:
                return _everybody(session, limit)
            return _by_words(session, words, limit)


def _by_words(session: Session, words: Sequence[str], limit: int) -> tuple[Match, ...]:
    found: dict[RecordId, Match] = {}
    for tier, look in ((Tier.PREFIX, _prefix), (Tier.SOUND, _sound), (Tier.FUZZY, _alike)):
        records = set.intersection(*(look(session, word) for word in words))
        for record in _by_name(session, records - found.keys(), limit - len(found)):
            found[record] = Match(record, tier)
        if len(found) >= min(limit, _ENOUGH):
            break
    return tuple(found.values())


def _prefix(session: Session, word: str) -> set[RecordId]:
    end = word + "\U0010ffff"
    query = select(TokenRow.record).where(col(TokenRow.token).between(word, end))
    return set(session.exec(query))


def _sound(session: Session, word: str) -> set[RecordId]:
    sound = skeleton(word)
    if len(sound) < 2:
        return _prefix(session, word)
    query = select(TokenRow.record).where(TokenRow.skeleton == sound)
    return set(session.exec(query)) | _prefix(session, word)


def _alike(session: Session, word: str) -> set[RecordId]:
    if len(word) < 3:
        return _sound(session, word)
    known = list(session.exec(select(TokenRow.token).distinct()))
    alike = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=50)
    query = select(TokenRow.record).where(col(TokenRow.token).in_([token for token, *_ in alike]))
    return set(session.exec(query)) | _sound(session, word)


def _by_name(session: Session, records: set[RecordId], limit: int) -> list[RecordId]:
    if not records or limit <= 0:
        return []
    wanted = list(records)
    named: list[tuple[str, RecordId]] = []
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        query = select(RecordRow.sort_name, RecordRow.record).where(col(RecordRow.record).in_(some))
        named += session.exec(query)
    return [record for _, record in sorted(named)[:limit]]


def _by_v_number(session: Session, number: str, limit: int) -> tuple[Match, ...]:
    query = (
        select(RecordRow.record)
        .where(col(RecordRow.v_number).between(number, number + ":"))
        .order_by(col(RecordRow.v_number))
        .limit(limit)
    )
    return tuple(Match(record, Tier.PREFIX) for record in session.exec(query))


def _everybody(session: Session, limit: int) -> tuple[Match, ...]:
    query = (
        select(RecordRow.record)
        .where(col(RecordRow.record).startswith(Subject.PERSON))
        .order_by(col(RecordRow.sort_name))
        .limit(limit)
    )
    return tuple(Match(record, Tier.PREFIX) for record in session.exec(query))
