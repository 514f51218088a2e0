"""What another office may say of a resident or household, judged before anything of it is kept.

A wrong answer is the sender's mistake, and is shown as it is. Refused is what would keep us from
finding, printing or destroying a file; left out is what only this office says of its own work.
"""

from collections.abc import Mapping

from overstap.domain.answers import Answer, Field
from overstap.domain.catalogue import Catalogue, Kind, Question
from overstap.domain.records import Stated
from overstap.domain.release import is_workflow
from overstap.domain.residents import NOT_SAME
from overstap.kernel.clock import bearable

SHORT = 300
"""Characters of a text that the catalogue bounds by its kind alone: a code, a date, an address."""
LONGEST = 10_000
"""Characters of what we do not know: a question of a newer catalogue; and of an answer in all."""
LONGEST_FIELD = 200


def from_elsewhere(catalogue: Catalogue, stated: Mapping[Field, Stated]) -> dict[Field, Stated]:
    """What is kept of what another office states. Questions that we do not know are kept: they
    may be a newer catalogue's.

    Raises:
        ValueError: an answer is longer, or its moment further away, than any office's.
    """
    for field, said in stated.items():
        if not _is_bearable(catalogue, field, said):
            raise ValueError(field)
    return {field: said for field, said in stated.items() if not _is_ours(catalogue, field)}


def _is_ours(catalogue: Catalogue, field: Field) -> bool:
    """Whether it is no answer but the state of our own work: who was merged into whom, what moved
    or is held, what somebody asked us for. That two are not the same person is told on."""
    work = is_workflow(field) and not field.startswith(NOT_SAME)
    return work and catalogue.find(field) is None


def _is_bearable(catalogue: Catalogue, field: Field, said: Stated) -> bool:
    named = len(field) <= LONGEST_FIELD and len(said.by) <= SHORT
    return bearable(said.at) and named and _fits(_question_at(catalogue, field), said.answer)


def _fits(question: Question | None, answer: Answer) -> bool:
    most = _most(question)
    texts = answer.value if isinstance(answer.value, tuple) else (answer.text,)
    return sum(map(len, texts)) + len(texts) <= LONGEST and all(len(t) <= most for t in texts)


def _most(question: Question | None) -> int:
    """Twice what one may type, so that what was only warned of, or what a newer catalogue gives
    room, still arrives."""
    if question is None or question.kind is Kind.READING:
        return LONGEST
    typed = question.kind in (Kind.TEXT, Kind.LONG_TEXT)
    return 2 * question.limit if typed and question.limit else SHORT


def _question_at(catalogue: Catalogue, field: Field) -> Question | None:
    question = catalogue.find(field)
    part = field.split("/")[2:]
    if question is None or not part:
        return question
    return next((one for one in question.parts if one.name == part[0]), None)
