"""Repeating groups: many jobs, many preferences. Each item has an id of its own, so that two desks
adding one each keep both; removing an item is an answer too, so it can be undone and merged.

What an item rests on stands with each of its parts, as with any answer: what a colleague changes
elsewhere meanwhile is never taken for something that was seen in a document.
"""

from collections import defaultdict
from collections.abc import Mapping

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Basis, Field

REMOVED = "removed"
RANK = "rank"


def part_field(group: Field, item: str, part: str) -> Field:
    """Where ``part`` of ``item`` stands."""
    return f"{group}/{item}/{part}"


def before(field: Field, answers: Answers) -> Answer:
    """What stood at ``field``, to be written again when it is undone: an item that was not there
    goes back to being removed."""
    if field in answers:
        return answers[field]
    return Answer(value=True) if field.endswith(f"/{REMOVED}") else NOT_ASKED


def bases(parts: Mapping[str, Answer]) -> tuple[Basis, ...]:
    """What the answers to the parts of an item rest on, each once, in the order of ``Basis``."""
    found = {answer.basis for answer in _said(parts).values()}
    return tuple(basis for basis in Basis if basis in found)


def resting_on(basis: Basis, parts: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers to the parts of an item, all resting on ``basis``."""
    return {part: answer.with_basis(basis) for part, answer in _said(parts).items()}


def _said(parts: Mapping[str, Answer]) -> dict[str, Answer]:
    return {
        part: answer
        for part, answer in parts.items()
        if part not in (REMOVED, RANK) and answer.value is not None
    }


def items(group: Field, answers: Answers) -> tuple[tuple[str, dict[str, Answer]], ...]:
    """The items of ``group`` that were not removed: id and part name to answer, by rank."""
    parts: dict[str, dict[str, Answer]] = defaultdict(dict)
    for field, answer in answers.items():
        key, _, rest = field.partition("/")
        item, _, part = rest.partition("/")
        if key == group and part:
            parts[item][part] = answer
    kept = ((item, found) for item, found in parts.items() if not _is_removed(found))
    return tuple(sorted(kept, key=lambda entry: (_rank(entry[1]), entry[0])))


def _is_removed(parts: dict[str, Answer]) -> bool:
    removed = parts.get(REMOVED)
    return removed is not None and removed.value is True


def _rank(parts: dict[str, Answer]) -> int:
    rank = parts.get(RANK)
    return rank.value if rank is not None and isinstance(rank.value, int) else 1 << 30
