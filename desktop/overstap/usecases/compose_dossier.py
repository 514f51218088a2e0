"""What the dossier of a household says: sections of the catalogue, in words, for one audience."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from overstap.domain.answers import NOT_ASKED, Field, Status
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Section, asked
from overstap.domain.code_tables import CodeTables
from overstap.domain.dossier import Dossier, Grid, Line, Part
from overstap.domain.dossier import Words as PaperWords
from overstap.domain.groups import items
from overstap.domain.readiness import Checklist
from overstap.domain.records import Record, Subject
from overstap.domain.residents import BIRTH_DATE, ROLE, V_NUMBER, list_name
from overstap.domain.sharing import Shared, visible
from overstap.i18n.texts import Texts
from overstap.usecases.households import Household
from overstap.usecases.words import Speaker


@dataclass(frozen=True, slots=True)
class Edition:
    """Which dossier it is: who made it for whom, and what it replaces.

    ``changed`` holds, per record id and field, what differs from the version before.
    """

    office: str
    recipient: str
    version: int
    bundle: str
    created: datetime
    training: bool
    changed: frozenset[tuple[str, Field]] = frozenset()


@dataclass(frozen=True)
class Composer:
    """Composes dossiers in one language for one audience."""

    catalogue: Catalogue
    tables: CodeTables
    texts: Texts
    audience: Audience

    def compose(
        self, file: Household, checklists: Mapping[str, Checklist], edition: Edition
    ) -> Dossier:
        """The whole dossier. ``checklists`` per member's record id."""
        shared = {record.id: self._shared(record) for record in file.records}
        parts = [self._household(file, shared)]
        parts += filter(None, (self._section(s, file, shared, edition) for s in self._sections()))
        if self.audience is Audience.GEMEENTE:
            parts.append(self._checklist(file, checklists))
        parts += [self._declaration(file), self._rights()]
        data = _data(file, shared) if self.audience is Audience.GEMEENTE else b""
        return Dossier(
            title=self.texts("dossier.title", household=file.name),
            subtitle=self.texts(f"dossier.subtitle.{self.audience}"),
            audience=self.audience,
            language=self.texts.language,
            office=edition.office,
            recipient=edition.recipient,
            version=edition.version,
            bundle=edition.bundle,
            created=edition.created,
            training=edition.training,
            edition=self._edition(edition),
            code=_code(file, edition, shared),
            parts=tuple(parts),
            words=self._words(edition),
            data=data,
        )

    def _sections(self) -> Iterator[Section]:
        return (s for s in self.catalogue.sections if any(map(self._for_us, s.questions)))

    def _for_us(self, question: Question) -> bool:
        return self.audience in question.audiences and not question.restricted

    def _shared(self, record: Record) -> Shared:
        """At the receiving side everything there is was meant for its audience already."""
        return visible(self.catalogue, record, audience=self.audience)

    def _household(self, file: Household, shared: Mapping[str, Shared]) -> Part:
        columns = (V_NUMBER, BIRTH_DATE, ROLE)
        head = (self.texts("dossier.member"), *(self.texts(f"question.{c}") for c in columns))
        speaker = self._speaker
        rows = tuple(
            (
                list_name(member.answers),
                *(speaker.value_at(c, shared[member.id].answers) for c in columns),
            )
            for member in file.members
        )
        title = self.texts("dossier.members")
        return Part(title, grids=(Grid(title, head, rows),))

    def _section(
        self,
        section: Section,
        file: Household,
        shared: Mapping[str, Shared],
        edition: Edition,
    ) -> Part | None:
        title = self.texts(f"section.{section.key}")
        if section.subject is Subject.HOUSEHOLD:
            return self._block(title, section, shared[file.record.id], file.record.id, edition)
        blocks = (
            self._block(list_name(m.answers), section, shared[m.id], m.id, edition)
            for m in file.members
        )
        parts = tuple(block for block in blocks if block.lines or block.grids)
        return Part(title, parts=parts) if parts else None

    def _block(
        self, title: str, section: Section, shared: Shared, record: str, edition: Edition
    ) -> Part:
        answers = shared.answers
        told: list[tuple[str, Line]] = []
        grids: list[Grid] = []
        silent: list[str] = []
        for question in filter(self._for_us, section.questions):
            if not asked(question, answers, edition.created.date()):
                continue
            if question.kind is Kind.GROUP and question.key not in answers:
                found = tuple(self._grid(question, shared))
                grids += found
                if not found:
                    silent.append(self._speaker.label(question))
            elif answers.get(question.key, NOT_ASKED).status is Status.NOT_ASKED:
                silent.append(self._speaker.label(question))
            else:
                changed = (record, question.key) in edition.changed
                told.append((question.cluster, self._line(question, shared, changed)))
        lines = list(self._clustered(told))
        if silent:
            lines.append(Line(self.texts(f"status.{Status.NOT_ASKED}"), ", ".join(silent)))
        return Part(title, lines=tuple(lines), grids=tuple(grids))

    def _clustered(self, told: list[tuple[str, Line]]) -> Iterator[Line]:
        """The lines, those of a cluster as one: "Ja: lift, rustige omgeving. Nee: hulphond"."""
        for cluster, entries in groupby(told, key=itemgetter(0)):
            lines = [line for _, line in entries]
            if not cluster:
                yield from lines
                continue
            said: dict[str, list[str]] = {}
            for line in lines:
                answer = f"{line.value} ({line.note})" if line.note else line.value
                said.setdefault(answer, []).append(line.label)
            value = ". ".join(f"{answer}: {', '.join(said[answer])}" for answer in said)
            changed = any(line.changed for line in lines)
            yield Line(self.texts(f"cluster.{cluster}"), value, changed=changed)

    def _line(self, question: Question, shared: Shared, changed: bool) -> Line:
        stated = shared.stated(question.key)
        answer = stated.answer if stated else NOT_ASKED
        return Line(
            label=self._speaker.label(question),
            value=self._speaker.value(question, answer),
            note=self._speaker.basis(answer),
            changed=changed,
        )

    def _joined(self, cluster: str, joined: list[Line], lines: list[Line]) -> list[Line]:
        """The lines of a cluster as one: "Ja: eigen badkamer, rustige omgeving. Nee: lift"."""
        said: dict[str, list[str]] = {}
        for line in joined:
            note = f" ({line.note})" if line.note else ""
            said.setdefault(line.value, []).append(line.label + note)
        value = ". ".join(f"{answer}: {', '.join(labels)}" for answer, labels in said.items())
        changed = any(line.changed for line in joined)
        one = Line(self.texts(f"cluster.{cluster}"), value, changed=changed)
        place = lines.index(joined[0])
        return [*lines[:place], one, *(line for line in lines[place:] if line not in joined)]

    def _grid(self, group: Question, shared: Shared) -> Iterator[Grid]:
        parts = tuple(part for part in group.parts if self.audience in part.audiences)
        rows = tuple(
            tuple(self._speaker.value(part, given.get(part.name, NOT_ASKED)) for part in parts)
            for _, given in items(group.key, shared.answers)
        )
        if rows:
            head = tuple(self._speaker.label(part) for part in parts)
            yield Grid(self._speaker.label(group), head, rows)

    def _checklist(self, file: Household, checklists: Mapping[str, Checklist]) -> Part:
        parts = tuple(
            Part(list_name(m.answers), lines=tuple(self._todo(checklists[m.id])))
            for m in file.members
        )
        title, lead = self.texts("dossier.checklist"), self.texts("dossier.checklist.lead")
        return Part(title, sentences=(lead,), parts=parts)

    def _todo(self, checklist: Checklist) -> Iterator[Line]:
        for group in checklist.groups:
            states = [
                f"{self.texts(f'checklist.{i.key}')}: {self._state(i.state)}" for i in group.items
            ]
            yield Line(self.texts(f"checklist.group.{group.key}"), "; ".join(states))

    def _state(self, state: str) -> str:
        return self.texts(f"checklist.state.{state}")

    def _declaration(self, file: Household) -> Part:
        return Part(
            self.texts("dossier.declaration"),
            sentences=(self.texts("dossier.declaration.text"),),
            lines=(
                Line(self.texts("dossier.declaration.date"), "\u00a0"),
                Line(self.texts("dossier.declaration.signature"), "\u00a0"),
            ),
        )

    def _rights(self) -> Part:
        sentences = ("dossier.rights.purpose", "dossier.rights.yours", "dossier.rights.not_for")
        return Part(self.texts("dossier.rights"), sentences=tuple(map(self.texts, sentences)))

    def _edition(self, edition: Edition) -> str:
        day = self._speaker.day(edition.created)
        key = "dossier.edition" if edition.bundle else "dossier.edition.no_bundle"
        return self.texts(key, version=edition.version, bundle=edition.bundle[:16], day=day)

    def _words(self, edition: Edition) -> PaperWords:
        day = self._speaker.day(edition.created)
        return PaperWords(
            page_of=self.texts("dossier.page_of"),
            header=self.texts("dossier.header", office=edition.office),
            footer=self.texts("dossier.footer", recipient=edition.recipient, day=day),
            watermark=self.texts("dossier.watermark"),
            qr_alternative=self.texts("dossier.qr_alternative"),
            attachment=self.texts("dossier.attachment"),
        )

    @property
    def _speaker(self) -> Speaker:
        return Speaker(self.catalogue, self.tables, self.texts)


def _data(file: Household, shared: Mapping[str, Shared]) -> bytes:
    records = [{"record": r.id, "stated": _json(shared[r.id])} for r in file.records]
    dossier = {"format": "overstap-dossier", "version": 1, "records": records}
    return json.dumps(dossier, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _json(shared: Shared) -> dict[Field, object]:
    return {field: stated.to_json() for field, (stated, _) in sorted(shared.goes.items())}


def _code(file: Household, edition: Edition, shared: Mapping[str, Shared]) -> str:
    content = json.dumps(
        [[r.id, _json(shared[r.id])] for r in file.records], sort_keys=True
    ).encode()
    digest = hashlib.sha256(content).hexdigest()[:16]
    household = file.record.id.partition("-")[2][:12]
    return f"OVERSTAP1 {household} V{edition.version} {digest}".upper()
