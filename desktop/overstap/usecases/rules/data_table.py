"""The data table of the DPIA: what is recorded, why, on what ground, for whom and how long."""

from collections.abc import Iterator

from overstap.domain.catalogue import Audience, Catalogue, Question, Section
from overstap.i18n.texts import Texts
from overstap.usecases.words.sheets import Sheet

_COLUMNS = (
    "key",
    "section",
    "field",
    "kind",
    "purpose",
    "ground",
    *(f"audience.{audience}" for audience in Audience),
    "retention",
    "sensitivity",
    "shown",
    "topic",
    "ggm",
)


def data_table(catalogue: Catalogue, texts: Texts) -> Sheet:
    """One row per question and per part of a group, in the order of the talk."""
    head = tuple(texts(c if c.startswith("audience.") else f"dpia.{c}") for c in _COLUMNS)
    rows = (
        _row(section, question, asked, texts)
        for section in catalogue.sections
        for question in section.questions
        for asked in (question, *question.parts)
    )
    return Sheet(texts("dpia.title", version=catalogue.version), head, tuple(rows))


def _row(section: Section, question: Question, asked: Question, texts: Texts) -> tuple[str, ...]:
    label = texts(f"question.{asked.key}")
    if asked is not question:
        label = f"{texts(f'question.{question.key}')}: {label}"
    return (
        asked.key,
        texts(f"section.{section.key}"),
        label,
        texts(f"kind.{asked.kind}"),
        texts(f"purpose.{asked.purpose}"),
        texts(f"ground.{asked.ground}"),
        *_audiences(asked, texts),
        texts(f"retention.{asked.retention}"),
        texts(f"sensitivity.{asked.sensitivity}"),
        texts("dpia.shown.reason" if asked.restricted else "dpia.shown.role"),
        texts(f"topic.{asked.topic}") if asked.topic else "",
        asked.ggm,
    )


def _audiences(question: Question, texts: Texts) -> Iterator[str]:
    for audience in Audience:
        share = question.audiences.get(audience)
        if share is None:
            yield texts("dpia.nothing")
        elif question.by_choice:
            yield texts("dpia.with_reason", share=texts(f"share.{share}"))
        else:
            yield texts(f"share.{share}")
