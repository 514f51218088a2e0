"""What the dossier of a household says: sections of the catalogue, in words, for one audience."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from overstap.domain.answers import NOT_ASKED, Answers, Basis, Field, Status
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Section, asked
from overstap.domain.code_tables import CodeTables
from overstap.domain.composition import composition
from overstap.domain.groups import items
from overstap.domain.paper import Attached, Blank, Code, Grid, Line, Margins, Paper, Part, Words
from overstap.domain.paper_seal import Seal, newest
from overstap.domain.readiness import Checklist, ItemState
from overstap.domain.records import Record, RecordId, Subject, subject_of
from overstap.domain.residents import BIRTH_DATE, ROLE, V_NUMBER, full_name, list_name
from overstap.domain.sharing import Shared, visible
from overstap.usecases.intake.households import Household
from overstap.usecases.papers.household_size import size_lines
from overstap.usecases.papers.repeated import Item, repeated
from overstap.usecases.papers.voice import Voice

BESIDE = 4
"""How many residents stand beside each other in the checklist."""
_COLUMN = 32
"""Letters of a name at the head of a column."""

Extra = Callable[[Household, Voice, date], Sequence[Part]]
"""Parts that only some audience gets, after the answers; as they were on the day of the version."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which dossier it is: who made it for whom, and what it replaces (0: nothing).

    ``changed`` holds, per record id and field, what differs from the version before; ``bundle``
    is the hash of the bundle it travels with, empty where there is none.
    """

    office: str
    recipient: str
    version: int
    replaces: int
    bundle: str
    created: datetime
    training: bool
    changed: frozenset[tuple[RecordId, Field]] = frozenset()


def shown_to(
    catalogue: Catalogue, file: Household, audience: Audience
) -> Mapping[RecordId, Shared]:
    """What the audience may see of each record. At the receiving side everything there is was
    meant for its audience already."""
    return {record.id: visible(catalogue, record, audience) for record in file.records}


@dataclass(frozen=True)
class Composer:
    """Composes dossiers in one voice for one audience. ``more`` gives further parts."""

    catalogue: Catalogue
    tables: CodeTables
    voice: Voice
    audience: Audience
    more: tuple[Extra, ...] = ()

    def compose(
        self,
        file: Household,
        shared: Mapping[RecordId, Shared],
        checklists: Mapping[RecordId, Checklist],
        edition: Edition,
        seal: Seal,
        qr: str,
    ) -> Paper:
        """The whole dossier. ``shared`` is what ``shown_to`` says, ``checklists`` are per member's
        record id; ``qr`` is the signed seal."""
        voice = self.voice
        return Paper(
            title=voice.alone("dossier.title", household=file.name),
            subtitle=voice(f"dossier.subtitle.{self.audience}"),
            language=voice.language,
            second=voice.second,
            caution=voice.caution,
            office=edition.office,
            created=edition.created,
            facts=tuple(self._facts(edition, _stage(file))),
            code=Code(
                qr,
                voice.plain("dossier.qr_alternative"),
                voice.plain("dossier.code"),
                seal.typed,
            ),
            parts=tuple(self._parts(file, shared, checklists, edition)),
            margins=margins(voice, edition),
            attached=tuple(self._attached(file, shared)),
            sealed=voice.plain("dossier.seal"),
        )

    def digest(
        self,
        file: Household,
        shared: Mapping[RecordId, Shared],
        checklists: Mapping[RecordId, Checklist],
        edition: Edition,
    ) -> str:
        """Of all that the dossier says, the number of the version apart: the answers, and what is
        worked out from them, from the day and from the rules."""
        said = (
            edition.office,
            edition.recipient,
            edition.training,
            file.name,
            _stage(file),
            newest(shared.values()),
            tuple(self._parts(file, shared, checklists, edition)),
            tuple(self._attached(file, shared)),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    def _facts(self, edition: Edition, stage: str) -> Iterator[Line]:
        voice = self.voice
        yield Line(voice("dossier.fact.for"), edition.recipient)
        yield Line(voice("dossier.fact.from"), edition.office)
        key = "dossier.version.replaces" if edition.replaces else "dossier.version.first"
        version = voice(key, version=edition.version, before=edition.replaces)
        yield Line(voice("dossier.fact.version"), version)
        yield Line(voice("dossier.fact.day"), voice.day(edition.created))
        if self.audience is Audience.GEMEENTE:
            yield Line(voice("dossier.fact.state"), voice(f"dossier.state.{stage}"))
        if edition.bundle:
            yield Line(voice("dossier.fact.bundle"), edition.bundle[:16])

    def _parts(
        self,
        file: Household,
        shared: Mapping[RecordId, Shared],
        checklists: Mapping[RecordId, Checklist],
        edition: Edition,
    ) -> Iterator[Part]:
        yield self._legend(edition)
        yield self._members(file, shared, edition.created.date())
        for section in self.catalogue.sections:
            if any(map(self._for_us, section.questions)):
                yield from self._section(section, file, shared, edition)
            elif unseen := self._unseen(section, file, shared):
                yield Part(self.voice(f"section.{section.key}"), small=unseen)
        for extra in self.more:
            yield from extra(file, self.voice, edition.created.date())
        if self.audience is Audience.GEMEENTE:
            yield self._checklist(file, checklists)
            yield from self._to_ask(file, edition.created.date())
        if self.audience in (Audience.GEMEENTE, Audience.RESIDENT):
            yield self._declaration()
        yield self._rights()

    def _for_us(self, question: Question) -> bool:
        return self.audience in question.audiences and not question.by_choice

    def _legend(self, edition: Edition) -> Part:
        """What the words at the right mean, before they are met."""
        voice = self.voice
        meanings = tuple(voice(f"dossier.legend.{basis}") for basis in Basis)
        changed = (voice("dossier.legend.changed"),) if edition.changed else ()
        return Part("", small=(voice("dossier.legend"), *meanings, *changed))

    def _members(self, file: Household, shared: Mapping[RecordId, Shared], today: date) -> Part:
        voice = self.voice
        asked_for = (self.catalogue.question(c) for c in (V_NUMBER, BIRTH_DATE, ROLE))
        columns = [question for question in asked_for if self._for_us(question)]
        rows = tuple(
            (full_name(member.answers) or "?", *self._cells(columns, shared[member.id].answers))
            for member in file.members
        )
        head = (voice("dossier.member"), *map(voice.name, columns))
        title = voice("dossier.members")
        grid = Grid(title, head, rows, (36, 20, 24, 20)[: len(head)], row_heads=True)
        return Part(title, lines=tuple(self._size(file, today)), grids=(grid,))

    def _size(self, file: Household, today: date) -> Iterator[Line]:
        """Counted from the members, for who finds the household a home."""
        if self.audience in (Audience.GEMEENTE, Audience.CORPORATIE):
            members = [member.answers for member in file.members]
            size = composition(members, file.record.answers, today)
            yield from size_lines(size, self.voice.own.texts)

    def _cells(self, columns: Sequence[Question], answers: Answers) -> Iterator[Words]:
        return (self.voice.value(q, answers.get(q.key, NOT_ASKED)) for q in columns)

    def _section(
        self,
        section: Section,
        file: Household,
        shared: Mapping[RecordId, Shared],
        edition: Edition,
    ) -> Iterator[Part]:
        title = self.voice(f"section.{section.key}")
        unseen = self._unseen(section, file, shared)
        if section.subject is Subject.HOUSEHOLD:
            home = file.record.id
            block = self._block(title, section, shared[home], home, edition)
            yield replace(block, small=(*block.small, *unseen))
            return
        parts, silent = [], []
        for member in file.members:
            block = self._block(
                full_name(member.answers), section, shared[member.id], member.id, edition
            )
            if block.lines or block.parts:
                parts.append(block)
            elif not _staying(section, shared[member.id]):
                silent.append(full_name(member.answers))
        if any("restricted" in _staying(section, shared[m.id]).values() for m in file.members):
            silent = []
        small = (self.voice("dossier.not_talked", names=", ".join(silent)),) if silent else ()
        yield Part(title, parts=tuple(parts), small=(*small, *unseen))

    def _unseen(
        self, section: Section, file: Household, shared: Mapping[RecordId, Shared]
    ) -> tuple[Words, ...]:
        """To a resident: of whom the file says more than this paper. Restricted answers leave no
        trace: somebody else of the household may read it."""
        if self.audience is not Audience.RESIDENT:
            return ()
        whose = [
            full_name(record.answers) if record is not file.record else file.name
            for record in file.records
            if set(_staying(section, shared[record.id]).values()) - {"restricted"}
        ]
        return (self.voice("dossier.not_shown", names=", ".join(whose)),) if whose else ()

    def _block(
        self, title: Words, section: Section, shared: Shared, record: RecordId, edition: Edition
    ) -> Part:
        answers, staying = shared.answers, _staying(section, shared)
        told: list[tuple[str, Line]] = []
        groups: list[Part] = []
        silent: list[Words] = []
        read: list[Words] = []
        for question in section.questions:
            if not (self._for_us(question) or (question.by_choice and question.key in answers)):
                continue
            if question.kind is Kind.READING and question.key in answers:
                read.append(self.voice.value(question, answers[question.key]))
            if question.key in staying or not asked(question, answers, edition.created.date()):
                continue
            if question.kind is Kind.GROUP and question.key not in answers:
                found = self._items(question, shared, record, edition)
                groups += [self._repeated(question, found)] if found else []
                silent += [] if found else [self.voice.name(question)]
            elif answers.get(question.key, NOT_ASKED).status is Status.NOT_ASKED:
                silent.append(self.voice.name(question))
            else:
                line = self._line(question, shared, record, edition)
                told.append((question.cluster, line))
        small = (*read, *(self._not_asked(silent) if silent else ()))
        lines = tuple(self._clustered(told))
        return Part(title, lines=lines, parts=tuple(groups), small=small)

    def _clustered(self, told: Sequence[tuple[str, Line]]) -> Iterator[Line]:
        """The lines, those of a cluster as one: "Ja: lift, rustige omgeving. Nee: hulphond"."""
        for cluster, entries in groupby(told, key=itemgetter(0)):
            lines = [line for _, line in entries]
            if not cluster:
                yield from lines
                continue
            notes = dict.fromkeys(line.note for line in lines if line.note)
            value = self.voice.grouped([(line.value, line.label) for line in lines])
            label = self.voice(f"cluster.{cluster}")
            changed = any(line.changed for line in lines)
            yield Line(label, value, " · ".join(notes), changed)

    def _not_asked(self, silent: Sequence[Words]) -> tuple[Words, ...]:
        questions = self.voice.join(silent)
        if isinstance(questions, str):
            return (self.voice("dossier.not_asked", questions=questions),)
        own = self.voice.plain("dossier.not_asked", questions=questions.text)
        assert self.voice.dutch is not None
        dutch = self.voice.dutch.texts("dossier.not_asked", questions=questions.beside)
        return (type(questions)(own, questions.language, dutch),)

    def _line(self, question: Question, shared: Shared, record: RecordId, edition: Edition) -> Line:
        stated = shared.stated(question.key)
        answer = stated.answer if stated else NOT_ASKED
        changed = (record, question.key) in edition.changed
        basis = self.voice.own.basis(answer)
        return Line(
            label=self.voice.label(question),
            value=self.voice.value(question, answer),
            note=self.voice.plain("dossier.changed", basis=basis).strip(" ·") if changed else basis,
            changed=changed,
        )

    def _items(
        self, group: Question, shared: Shared, record: RecordId, edition: Edition
    ) -> list[Item]:
        changed = {field for where, field in edition.changed if where == record}
        return [
            Item(given, any(field.startswith(f"{group.key}/{item}/") for field in changed))
            for item, given in items(group.key, shared.answers)
        ]

    def _repeated(self, group: Question, found: Sequence[Item]) -> Part:
        seen = [part for part in group.parts if self.audience in part.audiences]
        return repeated(group, seen, found, self.voice)

    def _checklist(self, file: Household, checklists: Mapping[RecordId, Checklist]) -> Part:
        """One row an item, one column a resident."""
        voice = self.voice
        grids = []
        for start in range(0, len(file.members), BESIDE):
            members = file.members[start : start + BESIDE]
            head = (voice("checklist.item"), *(_short(full_name(m.answers)) for m in members))
            rows = tuple(_checklist_rows(voice, [checklists[m.id] for m in members]))
            shares = (40, *[60 // len(members)] * len(members))
            grids.append(Grid("", head, rows, shares, row_heads=True))
        title, lead = voice("dossier.checklist"), voice("dossier.checklist.lead")
        return Part(title, sentences=(lead,), grids=tuple(grids))

    def _to_ask(self, file: Household, today: date) -> Iterator[Part]:
        """What a handover needs and nobody asked yet."""
        label = self.voice.own.label
        open_points = [
            self.voice("dossier.to_ask.of", name=_name(record, file), questions=", ".join(missing))
            for record in file.records
            if (missing := [label(q) for q in missing_of(self.catalogue, record, today)])
        ]
        if open_points:
            yield Part(self.voice("dossier.to_ask"), bullets=tuple(open_points))

    def _declaration(self) -> Part:
        voice = self.voice
        return Part(
            voice("dossier.declaration"),
            sentences=(voice("dossier.declaration.text"),),
            blanks=(
                Blank(voice("dossier.declaration.date")),
                Blank(voice("dossier.declaration.signature")),
            ),
            together=True,
        )

    def _rights(self) -> Part:
        voice = self.voice
        sentences = tuple(voice(f"dossier.rights.{what}") for what in ("purpose", "not_for"))
        bullets = tuple(voice(f"dossier.rights.yours.{what}") for what in RIGHTS)
        return Part(
            voice("dossier.rights"),
            sentences=sentences,
            bullets=bullets,
            small=(voice("dossier.rights.how"),),
            together=True,
        )

    def _attached(self, file: Household, shared: Mapping[RecordId, Shared]) -> Iterator[Attached]:
        """The data itself, for those who take it over in a system of their own."""
        if self.audience is Audience.GEMEENTE:
            description = self.voice.plain("dossier.attachment")
            yield Attached("dossier.json", "application/json", _data(file, shared), description)


RIGHTS = ("access", "correction", "erasure", "restriction", "objection", "complaint")


def missing_of(catalogue: Catalogue, record: Record, today: date) -> Iterator[Question]:
    """What a handover needs of this record and nobody asked yet."""
    for question in catalogue.needed(subject_of(record.id), "handover"):
        stated = record.stated.get(question.key)
        open_still = stated is None or stated.answer.status is Status.NOT_ASKED
        if open_still and asked(question, record.answers, today):
            yield question


def margins(voice: Voice, edition: Edition) -> Margins:
    """What stands on every page: from whom, for whom, which day."""
    day = voice.day(edition.created)
    return voice.margins(
        voice.plain("dossier.header", office=edition.office),
        voice.plain("dossier.footer", recipient=edition.recipient, day=day),
        training=edition.training,
    )


def _staying(section: Section, shared: Shared) -> Mapping[Field, str]:
    """The questions and parts of a section that have an answer which is not shown, with the
    reason; that of restricted ones is ``restricted``, also where the audience never gets them."""
    restricted = {question.key for question in section.questions if question.by_choice}
    return {
        field: "restricted" if field in restricted else reason
        for field, reason in shared.stays
        if field.partition(".")[0] == section.key and reason != Status.NOT_ASKED
    }


def _short(name: str) -> str:
    """For the head of a narrow column; the whole name stands above."""
    return name if len(name) <= _COLUMN else f"{name[: _COLUMN - 1]}…"


def _stage(file: Household) -> str:
    """How far the file is, text ``dossier.state.<stage>``."""
    if file.received:
        return "received"
    return "released" if file.released else "draft"


def _name(record: Record, file: Household) -> str:
    return file.name if record is file.record else list_name(record.answers)


def _checklist_rows(voice: Voice, checklists: Sequence[Checklist]) -> Iterator[tuple[Words, ...]]:
    states = [{item.key: item.state for g in one.groups for item in g.items} for one in checklists]
    for key in dict.fromkeys(key for of_one in states for key in of_one):
        said = (of_one.get(key, ItemState.NOT_APPLICABLE) for of_one in states)
        yield (voice(f"checklist.{key}"), *(voice(f"checklist.state.{state}") for state in said))


def _data(file: Household, shared: Mapping[RecordId, Shared]) -> bytes:
    records = [{"record": r.id, "stated": _json(shared[r.id])} for r in file.records]
    dossier = {"format": "overstap-dossier", "version": 1, "records": records}
    return json.dumps(dossier, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _json(shared: Shared) -> dict[Field, object]:
    return {field: stated.to_json() for field, (stated, _) in sorted(shared.goes.items())}
