"""Papers about a resident's rights: the privacy notice, what was shared, and everything we hold."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue, Kind, Question
from overstap.domain.groups import items
from overstap.domain.paper import Attached, Grid, Line, Paper, Part, Words
from overstap.domain.records import Record, Subject, subject_of
from overstap.domain.residents import full_name
from overstap.usecases.handover.list_disclosures import Disclosure
from overstap.usecases.intake.households import Household
from overstap.usecases.papers.compose_dossier import RIGHTS
from overstap.usecases.papers.compose_resident import shared_part
from overstap.usecases.papers.plain_paper import Letterhead
from overstap.usecases.papers.repeated import Item, repeated
from overstap.usecases.papers.voice import Voice

_NOTICE = {
    "who": ("who",),
    "why": ("why",),
    "shared": ("shared", "not_for"),
    "never": ("never",),
    "kept": ("kept",),
    "rights": ("rights",),
}
"""Heads of the notice, and what stands under each."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Composes all three."""

    catalogue: Catalogue
    letterhead: Letterhead

    def notice(self, voice: Voice) -> Paper:
        """What happens with the details (AVG articles 13 and 14), in plain words."""
        parts = (
            *(
                Part(
                    voice(f"notice.head.{head}"),
                    sentences=tuple(voice(f"notice.{what}") for what in said),
                )
                for head, said in _NOTICE.items()
            ),
            _rights(voice),
            Part(
                voice("no_right.title"),
                sentences=tuple(voice(f"no_right.{what}") for what in ("what", "hard", "refuse")),
            ),
        )
        return self.letterhead.paper(voice, "notice.title", "notice.subtitle", parts)

    def disclosures(self, file: Household, shared: Sequence[Disclosure], voice: Voice) -> Paper:
        """What was shared with whom, stopped prints apart."""
        left = [one for one in shared if not one.void]
        stopped = [one for one in shared if one.void]
        parts = [shared_part(left, voice)]
        if stopped:
            part = shared_part(stopped, voice)
            parts.append(Part(voice("disclosure.stopped"), grids=part.grids))
        return self.letterhead.paper(
            voice,
            "disclosure.paper",
            "disclosure.subtitle",
            parts,
            household=file.name,
        )

    def access(
        self,
        file: Household,
        shared: Sequence[Disclosure],
        log: Sequence[Mapping[str, object]],
        voice: Voice,
    ) -> Paper:
        """Everything we hold (AVG article 15): answers with basis, date and author, restricted
        ones too; what was shared; who looked. What is about somebody else is only named."""
        parts = [
            Part(voice("access.why"), sentences=(voice("access.lead"),)),
            *(self._record(record, voice) for record in file.records),
            shared_part(shared, voice),
            _log(log, voice),
            _rights(voice),
        ]
        return self.letterhead.paper(
            voice,
            "access.title",
            "access.subtitle",
            parts,
            attached=(self._json(file, voice),),
            household=file.name,
        )

    def _record(self, record: Record, voice: Voice) -> Part:
        subject = subject_of(record.id)
        together = subject is Subject.HOUSEHOLD
        name = voice("dossier.members") if together else full_name(record.answers)
        parts = []
        others: list[Question] = []
        for section in self.catalogue.sections:
            if section.subject != subject:
                continue
            lines, groups = [], []
            for question in section.questions:
                if question.third_party:
                    others += [question] if _held(question, record) else []
                    continue
                lines += list(_line(question, record, voice))
                groups += list(_group(question, record, voice))
            if lines or groups:
                title = voice(f"section.{section.key}")
                parts.append(Part(title, lines=tuple(lines), parts=tuple(groups)))
        left_out = voice.join(map(voice.label, others)) if others else ""
        small = (voice("access.others", questions=left_out),) if others else ()
        return Part(name, parts=tuple(parts), small=small)

    def _json(self, file: Household, voice: Voice) -> Attached:
        """The same for a computer (AVG article 15(3)): all that is known, with who and when."""
        held = {
            "format": "overstap-access",
            "version": 1,
            "records": [
                {"record": record.id, "stated": self._theirs(record)} for record in file.records
            ],
        }
        data = json.dumps(held, ensure_ascii=False, sort_keys=True, indent=1).encode()
        return Attached("inzage.json", "application/json", data, voice.plain("dossier.attachment"))

    def _theirs(self, record: Record) -> dict[Field, object]:
        return {
            field: stated.to_json()
            for field, stated in sorted(record.stated.items())
            if (question := self.catalogue.find(field)) is None or not question.third_party
        }


def _held(question: Question, record: Record) -> bool:
    return any(field.partition("/")[0] == question.key for field in record.stated)


def _line(question: Question, record: Record, voice: Voice) -> Iterator[Line]:
    stated = record.stated.get(question.key)
    if stated is not None:
        written = voice.plain("access.written", day=voice.day(stated.at), by=stated.by)
        note = " · ".join(filter(None, (voice.own.basis(stated.answer), written)))
        yield Line(voice.label(question), voice.value(question, stated.answer), note)


def _group(question: Question, record: Record, voice: Voice) -> Iterator[Part]:
    found = items(question.key, record.answers) if question.kind is Kind.GROUP else ()
    if found:
        yield repeated(question, question.parts, [Item(given) for _, given in found], voice)


def _log(log: Sequence[Mapping[str, object]], voice: Voice) -> Part:
    """Who did what with the records, as the audit has it."""
    title = voice("access.log")
    head = tuple(voice(f"access.log.{column}") for column in ("at", "who", "what"))
    rows = tuple(
        (str(e["at"])[:16].replace("T", " "), str(e["user"]), _what(e, voice)) for e in log
    )
    if not rows:
        return Part(title, sentences=(voice("access.log.none"),))
    return Part(title, grids=(Grid(title, head, rows, (28, 36, 36)),))


def _what(entry: Mapping[str, object], voice: Voice) -> Words:
    """What was done and why, as the log says it; a reason that somebody typed stays as it is."""
    known = voice.own.texts
    done, why = f"audit.{entry['what']}", str(entry.get("reason") or "")
    said = voice(done) if known.has(done) else str(entry["what"])
    reason = voice(f"log.reason.{why}") if known.has(f"log.reason.{why}") else why
    return voice.because(said, reason) if why else said


def _rights(voice: Voice) -> Part:
    return Part(
        voice("dossier.rights"),
        bullets=tuple(voice(f"dossier.rights.yours.{what}") for what in RIGHTS),
        small=(voice("dossier.rights.how"),),
        together=True,
    )
