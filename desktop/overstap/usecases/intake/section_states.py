"""How far each section of a file is: open, put off, wrong, done, read out. Never a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Answers, Field, Problem, Status
from overstap.domain.catalogue import Catalogue, Kind, Question, Section, asked
from overstap.domain.code_tables import CodeTables
from overstap.domain.problems import problems
from overstap.domain.read_back import Heard, heard
from overstap.domain.records import Record, RecordId
from overstap.kernel.clock import Clock
from overstap.usecases.intake.households import Household


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what is asked of whom, and finds what is wrong with the answers."""

    tables: CodeTables
    training: bool
    clock: Clock

    def __call__(
        self, questions: tuple[Question, ...], answers: Answers, others: Sequence[Answers] = ()
    ) -> tuple[Problem, ...]:
        """What is wrong with the answers to these questions, beside those of ``others``."""
        today = self.clock().date()
        return problems(
            questions, answers, self.tables, training=self.training, today=today, others=others
        )

    def asks(self, question: Question, answers: Answers) -> bool:
        """Whether the question is put to whoever gave these answers."""
        return asked(question, answers, self.clock().date())


class Progress(StrEnum):
    """How far a section is: four states, because two are not enough at the desk."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SectionState:
    """``open`` are the keys of questions still to ask, in order; ``record`` holds the answers."""

    key: str
    record: RecordId
    progress: Progress
    open: tuple[Field, ...]
    later_reason: str
    problems: tuple[Problem, ...]
    heard: Heard


def section_state(
    section: Section,
    record: Record,
    household: Record,
    judge: Judge,
    others: Sequence[Answers] = (),
) -> SectionState:
    """How far ``section`` is on the record that holds its answers; ``others`` are the answers of
    the other members of the household."""
    answers = record.answers
    put = [question for question in section.questions if judge.asks(question, answers)]
    still_open = tuple(question.key for question in put if _is_open(question, answers))
    said = record.text(f"progress.{section.key}")
    progress = _progress(said, len(still_open), len(put))
    reason = said.removeprefix("later:") if progress is Progress.LATER else ""
    problems = judge(section.questions, answers, others)
    told = heard(section, record, household)
    return SectionState(section.key, record.id, progress, still_open, reason, problems, told)


def section_states(
    catalogue: Catalogue, person: Record, household: Household, judge: Judge
) -> tuple[SectionState, ...]:
    """All sections in the order of the talk, each on the record of its subject."""
    together = household.record
    subject = {"person": person, "household": together}
    others = [member.answers for member in household.members if member.id != person.id]
    return tuple(
        section_state(section, subject[section.subject], together, judge, others)
        for section in catalogue.sections
    )


def _progress(said: str, still_open: int, questions: int) -> Progress:
    if said == "done" or not questions:
        return Progress.DONE
    if said.startswith("later:"):
        return Progress.LATER
    return Progress.NOT_STARTED if still_open == questions else Progress.BUSY


def _is_open(question: Question, answers: Answers) -> bool:
    if question.kind is Kind.GROUP:
        return not any(field.startswith(f"{question.key}/") for field in answers) and _unanswered(
            question, answers
        )
    return _unanswered(question, answers)


def _unanswered(question: Question, answers: Answers) -> bool:
    answer = answers.get(question.key)
    return answer is None or answer.status is Status.NOT_ASKED
