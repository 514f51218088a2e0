"""What lists of residents show, and which work waits. Reads the projections, never a whole file."""

from collections.abc import Iterable, Mapping

from overstap.store.elsewhere import PREFIX
from overstap.store.statements import run
from overstap.store.states import chunks
from overstap.store.transactions import Transactions
from overstap.usecases.handover.used_versions import CHANGED
from overstap.usecases.ports.lists import Line, Matches, Number, Selection, WorkList

_LINE = (
    "SELECT p.number, p.record, p.household, p.name, p.v_number, p.birth_date, p.room,"
    " coalesce(h.name, ''), coalesce(h.size, 0), p.done + coalesce(h.done, 0), h.read_back,"
    " coalesce(h.released_at, '') <> '', h.received, p.disputed OR h.disputed,"
    " coalesce(h.gemeente, ''), p.due"
    " FROM person p LEFT JOIN home h ON h.household = p.household WHERE p.number IN "
)

_OURS = "NOT h.received"
_DONE = "p.done + h.done"
_SENT = (
    "SELECT 1 FROM sent s JOIN bundle b ON b.digest = s.bundle AND b.direction = 'sent'"
    " WHERE s.record IN (SELECT record FROM person WHERE household = h.household"
    " UNION ALL SELECT h.household)"
)
_LOST = "SELECT 1 FROM reply r WHERE r.digest = b.digest AND json_extract(r.reply, '$.undone')"
"""Of a bundle that never came, or was taken back there."""
_ELSEWHERE = (
    "SELECT 1 FROM sent s WHERE s.record = h.household"
    f" AND s.bundle >= '{PREFIX}' || h.released_at AND s.bundle < '{PREFIX}a'"
)
_CHANGED = (
    f"SELECT one.value FROM setting, json_each(setting.value) one WHERE setting.key = '{CHANGED}'"
)
_WORK = {
    WorkList.NEW: f"{_OURS} AND {_DONE} = 0 AND h.released_at = '' AND NOT EXISTS ({_SENT})",
    WorkList.INCOMPLETE: f"{_OURS} AND {_DONE} > 0 AND {_DONE} < :sections",
    WorkList.TO_READ_BACK: f"{_OURS} AND {_DONE} >= :sections AND NOT h.read_back",
    WorkList.TO_RELEASE: f"{_OURS} AND h.read_back AND h.released_at = '' AND NOT h.disputed",
    WorkList.TO_HAND_OVER: f"{_OURS} AND h.released_at <> '' AND h.gemeente <> ''"
    f" AND NOT EXISTS ({_SENT} AND b.created >= h.released_at AND NOT EXISTS ({_LOST}))"
    f" AND NOT EXISTS ({_ELSEWHERE})",
    WorkList.DISPUTE: "h.disputed",
    WorkList.CLOCK: f"{_OURS} AND p.due <> '' AND p.due <= :until",
    WorkList.WAITING: f"{_OURS} AND EXISTS ({_SENT} AND b.acknowledged IS NULL"
    f" AND NOT EXISTS ({_LOST}))",
    WorkList.CHANGED: f"h.household IN ({_CHANGED})",
}
"""Which lines of persons (p) and households (h) are in a list of work."""

_FROM = " FROM person p JOIN home h ON h.household = p.household"


class Lists:
    """Reads lines and lists of work."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def lines(self, numbers: Iterable[Number]) -> tuple[Line, ...]:
        """The lines of these, in the order asked."""
        wanted = list(numbers)
        found: dict[Number, Line] = {}
        with self._transactions.reading() as session:
            for some in chunks(wanted):
                marks = ",".join("?" * len(some))
                for number, *shown in run(session, f"{_LINE}({marks})", some):
                    found[number] = _line(number, shown)
        return tuple(found[number] for number in wanted if number in found)

    def selected(self, only: Selection) -> frozenset[Number] | None:
        """Who is in the selection; None for everybody."""
        if only.work is None and not only.gemeente:
            return None
        with self._transactions.reading() as session:
            rows = run(session, _selecting(only), _parameters(only))
            return frozenset(number for (number,) in rows)

    def by_date(self, only: Selection, limit: int) -> Matches:
        """Who is in the selection, the earliest target date first; all for ``limit`` 0."""
        query = f"{_selecting(only)} ORDER BY p.due, p.sort_name LIMIT {limit or -1}"
        with self._transactions.reading() as session:
            rows = run(session, query, _parameters(only))
            numbers = tuple(number for (number,) in rows)
        return Matches(numbers, len(numbers), len(numbers))

    def count_work(self, only: Selection) -> Mapping[WorkList, int]:
        """How many there are in every list of work."""
        counts = ", ".join(f"coalesce(sum({condition}), 0)" for condition in _WORK.values())
        query = f"SELECT {counts}{_FROM}"
        with self._transactions.reading() as session:
            row = run(session, query, _parameters(only)).fetchone()
        return dict(zip(_WORK, row, strict=True))


def _selecting(only: Selection) -> str:
    conditions = [_WORK[only.work]] if only.work else []
    conditions += ["h.gemeente = :gemeente"] if only.gemeente else []
    return f"SELECT p.number{_FROM} WHERE {' AND '.join(conditions)}"


def _parameters(only: Selection) -> dict[str, object]:
    return {"sections": only.sections, "until": only.until, "gemeente": only.gemeente}


def _line(number: Number, shown: list[object]) -> Line:
    *texts, read_back, released, received, disputed, gemeente, due = shown
    person, household, name, v_number, birth_date, room, family, size, done = texts
    return Line(
        number=number,
        person=str(person),
        household=str(household),
        name=str(name),
        v_number=str(v_number),
        birth_date=str(birth_date),
        room=str(room),
        household_name=str(family),
        household_size=int(str(size)),
        sections_done=int(str(done)),
        read_back=bool(read_back),
        released=bool(released),
        received=bool(received),
        disputed=bool(disputed),
        gemeente=str(gemeente),
        due=str(due),
    )
