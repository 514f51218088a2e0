"""Which texts a resident reads or hears, so that they can be said in the resident's own language.

``ask.<question>`` is the spoken question; choices are those of the questions that are asked. The
labels of questions and sections are needed only where the resident's own copy shows them.
"""

from collections.abc import Collection, Iterator

from overstap.domain.catalogue import Audience, Catalogue, Question

PREFIX = "resident."
"""Keys of the fixed texts for residents: notice, read-back, copy, "a preference is no right"."""

_COULD_HARM = (
    "resident.notice.",
    "resident.no_right.",
    "resident.read_back.",
    "ask.status.custody",
    "dossier.declaration.",
    "dossier.rights.",
    "route.",
)
"""Beginnings of what a mistake in could do harm: what one agrees to, one's rights, who is obliged,
and who has custody of a child."""

_PAPER = (
    "dossier.",
    "basis.",
    "notice.head.",
    "notice.subtitle",
    "access.",
    "form.title",
    "form.subtitle",
    "form.whom",
    "form.location",
    "form.day",
    "reading.",
    "disclosure.",
    "cluster.forms",
    "route.",
)
_FOR_OTHERS = (
    "dossier.subtitle.gemeente",
    "dossier.subtitle.corporatie",
    "dossier.subtitle.location",
    "dossier.recipient.corporatie",
    "dossier.recipient.location",
    "dossier.recipient.none",
    "dossier.checklist",
    "dossier.clock",
    "dossier.scenario",
    "dossier.fact.state",
    "dossier.state.",
    "route.source.",
    "dossier.to_ask",
    "dossier.attachment",
)
"""Beginnings of what stands on the papers of others only."""


def fixed_keys(texts: Collection[str]) -> tuple[str, ...]:
    """Which of the program's texts a resident reads besides the questions: the fixed ones, and
    the words of the papers for residents, where these have no plainer ones (``resident.<key>``)."""
    known = frozenset(texts)
    return tuple(
        key
        for key in texts
        if key.startswith(PREFIX)
        or (
            key.startswith(_PAPER) and not key.startswith(_FOR_OTHERS) and PREFIX + key not in known
        )
    )


def could_harm(key: str) -> bool:
    """Whether a mistake in its translation could do somebody harm: it is reviewed first."""
    return key.startswith(_COULD_HARM)


def resident_keys(catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of everything that a resident reads of the catalogue, in the order of the talk."""
    return tuple(dict.fromkeys(_keys(catalogue)))


def ask_key(question: Question) -> str:
    """The key of the question as it is spoken."""
    return f"ask.{question.key}"


def choice_key(question: Question, choice: str) -> str:
    """The key of a choice, which may be shared by several questions."""
    return f"choice.{question.choice_list or question.key}.{choice}"


def _keys(catalogue: Catalogue) -> Iterator[str]:
    for section in catalogue.sections:
        yield f"section.{section.key}"
        for question in section.questions:
            for asked in (question, *question.parts):
                if asked.statement:
                    yield ask_key(asked)
                if Audience.RESIDENT in asked.audiences:
                    yield f"question.{asked.key}"
                if asked.statement or Audience.RESIDENT in asked.audiences:
                    yield from (choice_key(asked, choice) for choice in asked.choices)
