"""Papers to write on: the blank form for when there is no computer, and what is still to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain.answers import NOT_ASKED, Status
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Section, asked
from overstap.domain.paper import Blank, Grid, Paper, Part, Words
from overstap.domain.records import Record, Subject
from overstap.domain.residents import full_name
from overstap.usecases.intake.households import Household
from overstap.usecases.papers.plain_paper import Letterhead
from overstap.usecases.papers.voice import Voice

_ROWS = {Kind.LONG_TEXT: 3, Kind.GROUP: 4}
_ANNOUNCED = ("talk.welcome", "talk.free", "talk.not_for", "talk.alone")


@dataclass(frozen=True, slots=True)
class Forms:
    """Composes both in the order of the talk."""

    catalogue: Catalogue
    letterhead: Letterhead

    def blank(self, voice: Voice) -> Paper:
        """Every question there is, but those that need a reason to be seen. One for a household:
        the questions about a person are copied for each of its members."""
        lead = Part("", sentences=tuple(voice(key) for key in _ANNOUNCED))
        whom = Part(
            voice("form.whom"),
            blanks=(Blank(voice("form.location")), Blank(voice("form.day"))),
        )
        parts = (lead, whom, *(self._section(section, voice) for section in self._sections()))
        language = voice.language.upper()
        return self.letterhead.paper(
            voice,
            "form.title",
            "form.subtitle",
            parts,
            page_code=f"OVERSTAPFORM {self.catalogue.version} {language} {{page}}",
        )

    def to_ask(self, file: Household, voice: Voice, today: date) -> Paper:
        """What nobody asked yet, with why it is asked and room for the answer."""
        parts = [
            Part(title, grids=(self._unasked(questions, voice, title),))
            for record, title in self._titled(file, voice)
            if (questions := list(self._open(record, today)))
        ]
        none = (Part("", sentences=(voice("unasked.none"),)),)
        return self.letterhead.paper(
            voice, "unasked.title", "unasked.subtitle", tuple(parts) or none, household=file.name
        )

    def _sections(self) -> Iterator[Section]:
        """First what is asked once, then what is asked of everybody."""
        sections = self.catalogue.sections
        yield from (s for s in sections if s.subject is Subject.PERSON)
        yield from (s for s in sections if s.subject is Subject.HOUSEHOLD)

    def _section(self, section: Section, voice: Voice) -> Part:
        shown = (q for q in section.questions if not q.by_choice and q.kind is not Kind.READING)
        return Part(voice(f"section.{section.key}"), blanks=tuple(_blank(q, voice) for q in shown))

    def _titled(self, file: Household, voice: Voice) -> Iterator[tuple[Record, Words]]:
        yield file.record, voice("dossier.members")
        yield from ((member, full_name(member.answers)) for member in file.members)

    def _open(self, record: Record, today: date) -> Iterator[Question]:
        subject = record.id.partition("-")[0]
        answers = record.answers
        for section in self.catalogue.sections:
            for question in section.questions if section.subject == subject else ():
                given = any(f.partition("/")[0] == question.key for f in answers)
                silent = answers.get(question.key, NOT_ASKED).status is Status.NOT_ASKED
                wanted = Audience.GEMEENTE in question.audiences and not question.by_choice
                if wanted and silent and not (given and question.kind is Kind.GROUP):
                    yield from [question] if asked(question, answers, today) else []

    def _unasked(self, questions: Sequence[Question], voice: Voice, title: Words) -> Grid:
        head = tuple(voice(f"unasked.{column}") for column in ("question", "why", "answer"))
        needed = {q.key for q in questions if "handover" in q.needed_for}
        ordered = sorted(questions, key=lambda question: question.key not in needed)
        rows = tuple((voice.label(q), voice(f"purpose.{q.purpose}"), "\u00a0") for q in ordered)
        return Grid(title, head, rows, (36, 30, 34), row_heads=True)


def _blank(question: Question, voice: Voice) -> Blank:
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        choices = tuple(voice.choice(question, code) for code in question.choices)
        return Blank(voice.label(question), choices, rows=0)
    if question.kind is Kind.GROUP:
        parts = voice.join([voice.label(part) for part in question.parts])
        return Blank(voice.label(question), rows=_ROWS[Kind.GROUP], hint=parts)
    return Blank(voice.label(question), rows=_ROWS.get(question.kind, 1))
