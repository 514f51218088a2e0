"""Read the rules that come with the program, once per process: target dates and the chain."""

import hashlib
from functools import cache, lru_cache, partial

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.catalogue import Catalogue, Question, applies
from overstap.domain.chain import Step
from overstap.domain.chain_file import parse_chain
from overstap.domain.checklist_rules import RULES
from overstap.domain.clocks import Clock, next_due, parse_clocks
from overstap.domain.read_back import is_read_back
from overstap.kernel import resources
from overstap.usecases.ports.lists import ListRules
from overstap.usecases.rules.read_catalogue import read_catalogue


@cache
def read_clock_rules() -> tuple[Clock, ...]:
    """The target dates.

    Raises:
        RuleFileError: a file was changed and is wrong.
    """
    path = resources.folder() / "rules" / "clocks.toml"
    return parse_clocks(path.name, path.read_bytes(), read_catalogue())


def due_by_rules(answers: Answers) -> str:
    """The next target date (ISO) by the rules; ``answers`` of person and household together."""
    told = tuple(
        (question.key, answers[question.key].text)
        for question in _clock_questions()
        if question.key in answers and applies(question, answers)
    )
    return _due(told) if told else ""


@lru_cache(1 << 12)
def _due(told: tuple[tuple[Field, str], ...]) -> str:
    """Many residents have the same few dates: a vault is worked out again in half the time."""
    return next_due(read_clock_rules(), {field: Answer(text) for field, text in told})


def list_rules(catalogue: Catalogue) -> ListRules:
    """What lists go by; another catalogue or other target dates make them go by something else."""
    raw = (resources.folder() / "rules" / "clocks.toml").read_bytes()
    version = hashlib.sha256(raw + catalogue.version.encode()).hexdigest()[:16]
    return ListRules(due_by_rules, partial(is_read_back, catalogue), version)


@cache
def _clock_questions() -> tuple[Question, ...]:
    """The few questions that clocks go by."""
    clocks, find = read_clock_rules(), read_catalogue().find
    fields = dict.fromkeys(field for clock in clocks for field in (*clock.starts, clock.ends))
    return tuple(question for field in fields if field and (question := find(field)))


@cache
def read_chain_rules() -> tuple[Step, ...]:
    """The steps of the chain.

    Raises:
        RuleFileError: a file was changed and is wrong.
    """
    files = {p.name: p.read_bytes() for p in (resources.folder() / "chain").glob("*.toml")}
    items = {rule.key for group in RULES.values() for rule in group}
    clocks = {clock.key for clock in read_clock_rules()}
    return parse_chain(files, read_catalogue(), items, clocks)
