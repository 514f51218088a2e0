"""A resident's file in words: what each page of the pane shows. Pure functions of the file."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field
from overstap.domain.calendars import Calendar
from overstap.domain.catalogue import Catalogue, Kind, Question, Section, asked
from overstap.domain.covering import behind_one_cover, to_see
from overstap.domain.dates import is_possible
from overstap.domain.groups import items
from overstap.domain.records import Record, RecordId, Stated
from overstap.domain.release import RELEASED
from overstap.domain.residents import (
    BIRTH_DATE,
    MATCHED_GEMEENTE,
    READ_BACK,
    V_NUMBER,
    full_name,
    in_groups,
    read_back_agreed,
)
from overstap.domain.roles import Permission, who_may
from overstap.gui.form.content import FormContent
from overstap.gui.place import NUMBERED
from overstap.gui.screens.residents.file.state import (
    CHECKLIST,
    RELEASE,
    Head,
    Jump,
    Known,
    MemberChip,
    PageRow,
    Reading,
    ReadLine,
    ReadSheet,
)
from overstap.i18n.languages import set_apart
from overstap.usecases.lists.find_residents import Found, Hit
from overstap.usecases.lists.open_file import Heard, Progress, ResidentFile, SectionState
from overstap.usecases.words.speaker import Speaker

MOTHER_TONGUE: Field = "language.mother_tongue"

_DRAWINGS = {
    Progress.NOT_STARTED: "none",
    Progress.BUSY: "busy",
    Progress.LATER: "later",
    Progress.DONE: "done",
}


def head(file: ResidentFile, answers: Mapping[RecordId, Answers], say: Speaker) -> Head:
    """Who it is, from the answers as they are on screen."""
    person, household = answers[file.person], answers[file.household]
    number = in_groups(_text(person, V_NUMBER))
    birth = _text(person, BIRTH_DATE)
    facts = (
        say.echo(say.catalogue.question(BIRTH_DATE), Answer(birth)) if birth else "",
        _spoken(MOTHER_TONGUE, person, say),
    )
    gemeente = _spoken(MATCHED_GEMEENTE, household, say)
    return Head(
        name=full_name(person) or file.name,
        number=f"V {number}" if number else "",
        facts=tuple(fact for fact in facts if fact),
        gemeente=say.texts("file.matched", gemeente=gemeente) if gemeente else "",
    )


def members(file: ResidentFile, say: Speaker) -> tuple[MemberChip, ...]:
    """Everybody of the household; the first word of a name is enough to tell them apart."""
    role = say.catalogue.question("person.role")
    return tuple(
        MemberChip(
            person=member.person,
            name=set_apart(member.name.rpartition(", ")[2]),
            about=" · ".join(
                part
                for part in (
                    say.option(role, member.role).lower() if member.role else "",
                    say.age(member.birth_date),
                )
                if part
            ),
            current=member.person == file.person,
        )
        for member in file.members
    )


def rows(file: ResidentFile, say: Speaker) -> tuple[PageRow, ...]:
    """The sections in the order of the talk, then the checklist and the release."""
    texts = say.texts
    sections = tuple(
        PageRow(
            page=state.key,
            title=texts(f"section.{state.key}"),
            state=_DRAWINGS[state.progress],
            word=_progress(state, say),
            keys=keys,
        )
        for state, keys in zip(file.sections, NUMBERED, strict=False)
    )
    checklist, release = NUMBERED[len(sections) : len(sections) + 2]
    done = sum(group.done for group in file.checklist.groups)
    wanted = sum(group.applicable for group in file.checklist.groups)
    released = "released" if file.released else "unreleased"
    return (
        *sections,
        PageRow(
            CHECKLIST,
            texts("file.checklist"),
            "list",
            texts("file.checklist.count", done=done, total=wanted),
            checklist,
        ),
        PageRow(
            RELEASE,
            texts("file.release"),
            "done" if file.released else "none",
            texts(f"file.{released}"),
            release,
        ),
    )


def content(
    section: Section,
    record: Record,
    answers: Answers,
    state: SectionState,
    today: date,
    calendar: Calendar | None,
) -> FormContent:
    """What the form of ``section`` shows. What was just answered is on its way, and not covered."""
    covered = frozenset(field for field in record.covered if field not in answers)
    return FormContent(
        record=record.id,
        answers=answers,
        stated=record.stated,
        disputes=record.disputes,
        problems=tuple(p for p in state.problems if p.field.partition("/")[0] not in covered),
        covered=covered,
        hidden=frozenset(q.key for q in section.questions if not asked(q, answers, today)),
        calendar=calendar,
    )


def closed(
    covered: Collection[Field], may: Collection[Permission], say: Speaker
) -> Mapping[Field, str]:
    """Why one cannot ask for a covered answer there: it takes another role, or is asked for with
    the answer above it that is behind the same cover."""
    found: dict[Field, str] = {}
    asked: set[Field] = set()
    for question in (q for q in say.catalogue.questions if q.key in covered):
        needed = to_see(question)
        if question.key in asked:
            found[question.key] = say.texts(
                "form.covered.beside" if needed in may else "form.covered.too"
            )
        elif needed not in may:
            roles = ", ".join(say.texts(f"role.{role}") for role in who_may(needed))
            found[question.key] = say.texts("form.covered.closed", roles=roles)
        asked |= behind_one_cover(say.catalogue, question)
    return found


def footer(state: SectionState, say: Speaker) -> tuple[str, str]:
    """A drawing and words for how much of the section is open."""
    if state.progress is Progress.LATER:
        return "later", say.texts("file.later.because", reason=state.later_reason)
    if state.open:
        return "busy", say.texts("file.open", count=len(state.open))
    return "done", say.texts("file.open.none")


def jumps(state: SectionState, catalogue: Catalogue, say: Speaker) -> tuple[Jump, ...]:
    """What keeps a section from being finished, with what is wrong."""
    return tuple(
        Jump(problem.field, f"{say.field(problem.field)}: {say.problem(problem)}")
        for problem in state.problems
        if not problem.warning and catalogue.find(problem.field) is not None
    )


def sheet(section: Section, record: Record, answers: Answers, say: Speaker) -> ReadSheet:
    """The answers of a section, to read or to read out. Those that stay only by choice are never
    read out, because others hear it; others that are covered wait for a reason."""
    lines = [
        line
        for question in section.questions
        if asked(question, answers, say.clock().date())
        for line in _lines(question, record, answers, say)
    ]
    return ReadSheet(say.texts(f"section.{section.key}"), tuple(lines))


def reading(file: ResidentFile, answers: Answers, say: Speaker, error: str) -> Reading:
    """How far reading back and releasing are, with who did it and when."""
    stated = file.records[file.household].stated
    agreed, released = read_back_agreed(answers) and not file.to_read, file.released
    told = _by("file.read.agreed" if agreed else "file.read.open", stated.get(READ_BACK), say)
    return Reading(
        agreed=told if agreed else f"{told} {_to_read(file, say)}".strip(),
        released=_by(
            "file.release.done" if released else "file.release.open", stated.get(RELEASED), say
        ),
        is_agreed=agreed,
        is_released=released,
        error=error,
    )


def _to_read(file: ResidentFile, say: Speaker) -> str:
    """Which topics were not heard yet or changed since; of whom, where there are several."""
    names = {member.person: member.name.rpartition(", ")[2] for member in file.members}
    several = len(file.members) > 1
    told = [
        f"{say.texts(f'section.{section}')}"
        + (f" ({names[record]})" if several and record in names else "")
        for record, section in file.to_read
    ]
    return say.texts("file.read.topics", topics=", ".join(told)) if told else ""


def known(found: Found, say: Speaker) -> tuple[Known, ...]:
    """Residents with a name like that, in words that tell them apart."""
    return tuple(
        Known(hit.person, " · ".join(part for part in _facts(hit, say) if part))
        for hit in found.hits
    )


def _facts(hit: Hit, say: Speaker) -> tuple[str, ...]:
    number = in_groups(hit.v_number)
    birth = say.partial_date(hit.birth_date) if is_possible(hit.birth_date) else ""
    return hit.name, f"V {number}" if number else "", birth, hit.room


def _by(key: str, stated: Stated | None, say: Speaker) -> str:
    done = key.endswith(("agreed", "done")) and stated is not None
    by = say.provenance(stated) if done and stated else ""
    return f"{say.texts(key)} {by}".strip()


def _progress(state: SectionState, say: Speaker) -> str:
    word = say.texts(f"state.{state.progress}")
    if state.progress is Progress.LATER and state.later_reason:
        return f"{word}: {state.later_reason}"
    if state.progress is Progress.BUSY and state.open:
        word = f"{word} · {say.texts('file.row.open', count=len(state.open))}"
    said = state.heard is not Heard.OPEN or state.progress is Progress.DONE
    told = say.texts(f"heard.{state.heard}") if said and state.heard is not Heard.NOTHING else ""
    return f"{word} · {told}" if told else word


def _lines(
    question: Question, record: Record, answers: Answers, say: Speaker
) -> Iterator[ReadLine]:
    label = say.label(question)
    stated = record.stated.get(question.key)
    by = say.provenance(stated) if stated else ""
    if question.by_choice or question.key in record.covered:
        yield ReadLine(label, say.texts("file.covered"), "", answered=False)
        return
    found = items(question.key, answers) if question.kind is Kind.GROUP else ()
    for number, (_, parts) in enumerate(found, start=1):
        said = " · ".join(say.item(question, parts))
        yield ReadLine(f"{label} {number}" if len(found) > 1 else label, said, "")
    if not found:
        answer = answers.get(question.key, NOT_ASKED)
        yield ReadLine(label, _said(question, answer, say), by, answer.value is not None)


def _said(question: Question, answer: Answer, say: Speaker) -> str:
    if question.kind in (Kind.V_NUMBER, Kind.BSN) and answer.text:
        return in_groups(answer.text)
    return say.echo(question, answer) or say.value(question, answer)


def _text(answers: Answers, key: Field) -> str:
    return answers[key].text if key in answers else ""


def _spoken(key: Field, answers: Answers, say: Speaker) -> str:
    """The answer in words; empty where there is no value."""
    return say.value_at(key, answers) if _text(answers, key) else ""
