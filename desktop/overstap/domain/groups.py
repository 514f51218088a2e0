"""Repeating groups: many jobs, many preferences. Each item has an id of its own, so that two desks
adding one each keep both; removing an item is an answer too, so it can be undone and merged."""

from collections import defaultdict

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field

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
