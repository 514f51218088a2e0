"""Text, numbers, identifiers and dates: what one types in a field, forgiving of how."""

from collections.abc import Callable

from overstap.domain import dates
from overstap.domain.answers import HIGHEST, Value
from overstap.domain.catalogue import Kind
from overstap.domain.problems import normalise
from overstap.domain.residents import in_groups
from overstap.gui.form.editor import LineField, NoteField, Typed

_WIDTHS = {
    Kind.V_NUMBER: 150,
    Kind.BSN: 130,
    Kind.PHONE: 190,
    Kind.EMAIL: 220,
    Kind.NUMBER: 72,
    Kind.DATE: 150,
    Kind.PARTIAL_DATE: 150,
}


class LineEditor(Typed):
    """One line of text, a telephone number or an address."""

    def __init__(self, kind: Kind, limit: int = 0) -> None:
        super().__init__(LineField(_WIDTHS.get(kind, 220)))
        self._kind = kind

    def read(self, text: str) -> Value | None:
        return normalise(self._kind, text) or None


class IdentifierEditor(LineEditor):
    """A V-number or BSN, shown in groups that one can read out."""

    def write(self, value: Value | None) -> str:
        return in_groups("" if value is None else str(value))


class NoteEditor(Typed):
    """Several lines of text."""

    def __init__(self) -> None:
        super().__init__(NoteField())


class NumberEditor(Typed):
    """A whole number; what is no number stays as it was typed, and is judged elsewhere."""

    def __init__(self) -> None:
        super().__init__(LineField(_WIDTHS[Kind.NUMBER]))

    def read(self, text: str) -> Value | None:
        typed = text.strip()
        is_number = typed.isascii() and typed.isdigit() and int(typed) <= HIGHEST
        return int(typed) if is_number else typed or None


def usual_date(text: str) -> str:
    """Eight digits of a date of the usual calendar; what is none stays as it was typed."""
    try:
        return dates.parse(text)
    except dates.ImpossibleDateError:
        return text.strip()


class DateEditor(Typed):
    """A date in any notation that ``understand`` knows, of which parts may be unknown."""

    def __init__(self, understand: Callable[[str], str] = usual_date) -> None:
        super().__init__(LineField(_WIDTHS[Kind.DATE]))
        self._understand = understand

    def read(self, text: str) -> Value | None:
        return self._understand(text) if text.strip() else None

    def write(self, value: Value | None) -> str:
        text = "" if value is None else str(value)
        if not dates.is_possible(text):
            return text
        year, month, day = text[:4], text[4:6], text[6:]
        if text == dates.UNKNOWN:
            return "00-00-0000"
        return "-".join(part for part in (day, month, year) if part != "00")
