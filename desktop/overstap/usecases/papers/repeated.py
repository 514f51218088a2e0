"""What repeats (studies, jobs, appointments) on paper: a table, or a line an item where it has too
many parts to stand beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from overstap.domain.answers import NOT_ASKED, Answer, Status
from overstap.domain.catalogue import Question
from overstap.domain.paper import Grid, Line, Part, Words
from overstap.usecases.papers.voice import Voice

WIDEST = 5
"""How many parts stand beside each other."""


@dataclass(frozen=True, slots=True)
class Item:
    """Answers by the name of their part, and whether one differs from the version before."""

    given: Mapping[str, Answer]
    changed: bool = False


def repeated(
    group: Question, columns: Sequence[Question], items: Sequence[Item], voice: Voice
) -> Part:
    """All items of ``group`` under its name; ``columns`` are the parts that may be seen."""
    title = voice.label(group)
    if len(columns) > WIDEST:
        return Part(title, lines=tuple(_line(columns, item, voice) for item in items))
    return Part(title, grids=(_grid(title, columns, items, voice),))


def _grid(title: Words, columns: Sequence[Question], items: Sequence[Item], voice: Voice) -> Grid:
    head = tuple(map(voice.label, columns))
    rows = [
        tuple(voice.value(part, item.given.get(part.name, NOT_ASKED)) for part in columns)
        for item in items
    ]
    notes = [voice.own.bases(item.given) for item in items]
    if any(notes):
        head = (*head, voice("dossier.rests_on"))
        rows = [(*row, note) for row, note in zip(rows, notes, strict=True)]
    changed = frozenset(at for at, item in enumerate(items) if item.changed)
    return Grid(title, head, tuple(rows), changed=changed)


def _line(columns: Sequence[Question], item: Item, voice: Voice) -> Line:
    """The first part names the item; the others that were answered follow."""
    first, *others = columns
    told = [
        (voice.label(part), voice.value(part, item.given[part.name]))
        for part in others
        if item.given.get(part.name, NOT_ASKED).status is not Status.NOT_ASKED
    ]
    name = voice.value(first, item.given.get(first.name, NOT_ASKED))
    note = voice.own.bases(item.given)
    if item.changed:
        note = voice.plain("dossier.changed", basis=note).strip(" ·")
    return Line(name, voice.told(told), note, item.changed)
