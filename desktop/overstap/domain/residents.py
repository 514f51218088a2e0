"""The few questions that the program itself has to know by key, and what it makes of them."""

from collections.abc import Sequence

from overstap.domain.answers import Answers, Field

V_NUMBER: Field = "person.v_number"
BSN: Field = "person.bsn"
SURNAME: Field = "person.surname"
PREFIX: Field = "person.prefix"
GIVEN_NAMES: Field = "person.given_names"
CALL_NAME: Field = "person.call_name"
BIRTH_DATE: Field = "person.birth_date"
ROLE: Field = "person.role"
ROOM: Field = "person.room"

HOUSEHOLD: Field = "household.household"
"""On a person: the id of the household. Says who belongs together; is no question."""

ORDER: Field = "household.order"
"""On a person: the place in the household, from 0. Is no question."""

SYSTEM_FIELDS = frozenset({HOUSEHOLD, ORDER})

MERGED_INTO: Field = "identity.merged_into"
"""On a person or household that turned out to be a double: the record that goes on."""

MERGED = "identity.merged/"
"""On the record that goes on, followed by the double's id: as whom the double was known."""

NOT_SAME = "identity.not_same/"
"""On a person, followed by another's record id: somebody said that they are two people."""

MOVED_TO: Field = "handover.moved_to"
"""On each record of a household that moved to another location: the id of that office, which alone
writes it from then on. Not asked again once it came back."""

HOLD: Field = "handover.hold"
"""On the household: why it may not be destroyed yet (a code); not asked of residents."""

MATCHED_GEMEENTE: Field = "household.matched_gemeente"
INTERPRETER: Field = "talk.interpreter"
READ_BACK: Field = "talk.read_back"
READ_BACK_ON: Field = "talk.read_back_on"
RESTRICTION: Field = "talk.restriction"

DWELLING_FORMS: tuple[Field, ...] = tuple(
    f"housing.form_{form}"
    for form in ("independent", "shared", "room", "flex", "transitional", "har")
)
NEAR_CARE: Field = "housing.need_near_care"
DWELLING_NEEDS: tuple[Field, ...] = tuple(
    f"housing.need_{need}"
    for need in (
        "ground_floor",
        "wheelchair",
        "few_stairs",
        "own_bathroom",
        "quiet",
        "care_space",
        "own_bedroom",
    )
)
"""These are about a dwelling: no region meets them or fails to."""

UNKNOWN_NAME = "."
"""BRP: a name that is not known."""


def full_name(answers: Answers) -> str:
    """Given names, prefix and surname as one says them; ``.`` is left out (BRP)."""
    parts = (_part(answers, key) for key in (GIVEN_NAMES, PREFIX, SURNAME))
    return " ".join(part for part in parts if part)


def list_name(answers: Answers) -> str:
    """ "Haddad, Layla", as lists are sorted; a chain of names alone stays as it is."""
    surname, given, prefix = (_part(answers, key) for key in (SURNAME, GIVEN_NAMES, PREFIX))
    behind = " ".join(part for part in (given, prefix) if part)
    return ", ".join(part for part in (surname, behind) if part) or "?"


def household_name(members: Sequence[Answers]) -> str:
    """The surname of the first member, by which staff call the household."""
    return _part(members[0], SURNAME) or list_name(members[0]) if members else "?"


def read_back_agreed(household: Answers) -> bool:
    """Whether the answers were read back and agreed, with or without a remark."""
    answer = household.get(READ_BACK)
    return answer is not None and answer.value in ("agreed", "remark")


def sharing_restricted(household: Answers) -> bool:
    """Whether an objection (AVG art. 21) or restriction (art. 18) forbids handing over."""
    answer = household.get(RESTRICTION)
    return answer is not None and answer.value in ("objection", "restriction")


def in_groups(digits: str) -> str:
    """A V-number or BSN in groups that one can read out: "290 000 1123"."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) > 8 else digits


def _part(answers: Answers, key: Field) -> str:
    answer = answers.get(key)
    text = " ".join(answer.text.split()) if answer else ""
    return "" if text == UNKNOWN_NAME else text
