"""The entries for a register of processing (AVG article 30), worked out from the catalogue: one for
each purpose and ground."""

from collections.abc import Iterable

from overstap.domain.catalogue import Audience, Catalogue, Question, Section, Sensitivity
from overstap.i18n.texts import Texts
from overstap.usecases.words.sheets import Sheet

COLUMNS = (
    "purpose",
    "ground",
    "people",
    "data",
    "special",
    "recipients",
    "retention",
    "security",
)
NOTES = ("controller", "transfer", "not_for")
_Asked = tuple[Section, Question]


def register_of_processing(catalogue: Catalogue, texts: Texts) -> Sheet:
    """The table, in the order in which the catalogue first names a purpose."""
    entries: dict[tuple[str, str], list[_Asked]] = {}
    for section in catalogue.sections:
        for question in section.questions:
            for asked in (question, *question.parts):
                entries.setdefault((asked.purpose, asked.ground), []).append((section, asked))
    return Sheet(
        texts("processing.title", version=catalogue.version),
        tuple(texts(f"processing.{column}") for column in COLUMNS),
        tuple(_row(purpose, ground, asked, texts) for (purpose, ground), asked in entries.items()),
    )


def _row(purpose: str, ground: str, asked: list[_Asked], texts: Texts) -> tuple[str, ...]:
    questions = [question for _, question in asked]
    special = [q.sensitivity for q in questions if q.sensitivity is not Sensitivity.NORMAL]
    reason = any(question.restricted for question in questions)
    security = [texts("processing.security.text")]
    return (
        texts(f"purpose.{purpose}"),
        texts(f"ground.{ground}"),
        _joined(texts(f"processing.people.{who}") for who in _people(asked)),
        _joined(texts(f"section.{section.key}") for section, _ in asked),
        _joined(texts(f"sensitivity.{kind}") for kind in special)
        or texts("processing.special.none"),
        _joined(texts(f"audience.{a}") for a in _recipients(questions))
        or texts("processing.inside"),
        _joined(texts(f"retention.{question.retention}") for question in questions),
        ". ".join([*security, texts("processing.security.reason")] if reason else security),
    )


def _people(asked: Iterable[_Asked]) -> Iterable[str]:
    for section, question in asked:
        yield "third_party" if question.third_party else str(section.subject)


def _recipients(questions: Iterable[Question]) -> Iterable[Audience]:
    """Who gets any of it, apart from the resident, whose it is."""
    given = {audience for question in questions for audience in question.audiences}
    return (audience for audience in Audience if audience in given - {Audience.RESIDENT})


def _joined(many: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(many))
