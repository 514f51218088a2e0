"""Read the chain's files, one per lane, and refuse a bad one with file, key and reason."""

from collections.abc import Collection, Mapping, Sequence

from overstap.domain.catalogue import Catalogue
from overstap.domain.chain import Per, Step
from overstap.domain.clocks import Lane
from overstap.domain.readiness import Actor
from overstap.domain.rule_files import RuleFileError, RuleReader, read_toml

_KEYS = frozenset(
    {
        "key",
        "per",
        "who",
        "source",
        "item",
        "question",
        "done",
        "running",
        "dated",
        "clock",
        "waits_for",
    }
)


def parse_chain(
    files: Mapping[str, bytes],
    catalogue: Catalogue,
    items: Collection[str],
    clocks: Collection[str],
) -> tuple[Step, ...]:
    """All steps, lane by lane. ``items`` and ``clocks`` are the keys that a step may name.

    Raises:
        RuleFileError: file, key and reason of the first thing that is wrong.
    """
    steps: list[tuple[str, Step]] = []
    for lane in Lane:
        file = f"{lane}.toml"
        if file not in files:
            raise RuleFileError(file, "", "missing")
        raw = read_toml(file, files[file])
        if raw.get("lane") != lane:
            raise RuleFileError(file, "lane", f"must be {lane}")
        for rule in raw.get("step", ()):
            reader = RuleReader(file, str(rule.get("key", "step")), rule)
            steps.append((file, _step(reader, lane, catalogue, items, clocks)))
    _check_order(steps)
    return tuple(step for _, step in steps)


def _step(
    rule: RuleReader,
    lane: Lane,
    catalogue: Catalogue,
    items: Collection[str],
    clocks: Collection[str],
) -> Step:
    rule.only(_KEYS)
    item, question = rule.text("item", needed=False), rule.text("question", needed=False)
    if bool(item) == bool(question):
        raise rule.wrong("item", "a step has an item or a question")
    if item and item not in items:
        raise rule.wrong("item", f"{item} is no item of the checklist")
    clock = rule.text("clock", needed=False)
    if clock and clock not in clocks:
        raise rule.wrong("clock", f"{clock} is no clock")
    dated = rule.text("dated", needed=False)
    return Step(
        key=rule.text("key"),
        lane=lane,
        per=rule.one_of("per", Per),
        who=rule.one_of("who", Actor),
        source=rule.text("source"),
        item=item,
        question=rule.field("question", question, catalogue) if question else "",
        done=_choices(rule, "done", question, catalogue),
        running=_choices(rule, "running", question, catalogue),
        dated=rule.field("dated", dated, catalogue) if dated else "",
        clock=clock,
        waits_for=rule.texts("waits_for"),
    )


def _choices(rule: RuleReader, key: str, question: str, catalogue: Catalogue) -> tuple[str, ...]:
    values = rule.texts(key)
    asked = catalogue.find(question) if question else None
    unknown = set(values) - set(asked.choices if asked else ())
    if unknown:
        raise rule.wrong(key, f"{min(unknown)} is no choice of {question or 'an item'}")
    return values


def _check_order(steps: Sequence[tuple[str, Step]]) -> None:
    """Every step is there once, waits for steps that are there, and never for itself."""
    known: dict[str, Step] = {}
    for file, step in steps:
        if step.key in known:
            raise RuleFileError(file, step.key, "stands there twice")
        known[step.key] = step
    for file, step in steps:
        missing = [key for key in step.waits_for if key not in known]
        if missing:
            raise RuleFileError(file, f"{step.key}.waits_for", f"{missing[0]} is no step")
    for file, step in steps:
        if step.key in _before(step, known, set()):
            raise RuleFileError(file, f"{step.key}.waits_for", "waits for itself")


def _before(step: Step, known: Mapping[str, Step], seen: set[str]) -> set[str]:
    for key in step.waits_for:
        if key not in seen:
            seen.add(key)
            _before(known[key], known, seen)
    return seen
