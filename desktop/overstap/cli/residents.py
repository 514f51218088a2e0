"""``overstap resident``: find residents and show what is known of one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from overstap.cli import resident_list
from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.cli.terminal import on_one_line, tell
from overstap.domain.catalogue import Question
from overstap.domain.covering import behind_one_cover, to_see, uncovered
from overstap.domain.groups import items
from overstap.domain.records import Record
from overstap.domain.roles import NotPermittedError, Permission
from overstap.usecases.app import App
from overstap.usecases.intake.read_readiness import PersonReadiness
from overstap.usecases.lists.find_residents import Hit
from overstap.usecases.lists.open_file import ResidentFile
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.words.speaker import Speaker

commands = command_group("Find and show residents, take over a list, and settle who is one person.")
resident_list.add_to(commands)


@commands.command("list")
def list_residents(
    context: typer.Context,
    text: Annotated[str, typer.Argument()] = "",
    limit: Annotated[int, typer.Option("--limit", help="so many at most")] = 50,
    work: Annotated[
        WorkList | None, typer.Option("--list", help="only who is on this list of work")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Residents for a name, V-number, birth year or room; everybody without."""
    here: Context = context.obj
    with here.app() as app:
        found = app.find_residents(text, limit, Selection(work))
    if as_json:
        here.give([_row(hit) for hit in found.hits])
        return
    for hit in found.hits:
        tell(f"{hit.v_number:10}  {hit.name:40}  {_day(hit.birth_date):10}  {hit.person}")
    here.say("cli.resident.found", count=len(found.hits), total=found.total)


@commands.command()
def work(context: typer.Context, *, as_json: Json = False) -> None:
    """Which work waits, and for how many residents."""
    here: Context = context.obj
    with here.app() as app:
        counts = app.find_residents.count_work()
    if as_json:
        here.give(counts)
        return
    for name, count in counts.items():
        tell(f"{count:6}  {name:14}  {here.texts(f'work.{name}')}")


def _day(brp: str) -> str:
    """As far as a birth date is known: a year, a month, or a day."""
    year, month, day = brp[:4], brp[4:6], brp[6:]
    return "-".join((year, *([month] if month > "00" else []), *([day] if day > "00" else [])))


def _row(hit: Hit) -> dict[str, object]:
    return {
        "record": hit.person,
        "household": hit.household,
        "name": hit.name,
        "v_number": hit.v_number,
        "birth_date": hit.birth_date,
        "tier": hit.tier.name.lower(),
        "released": hit.released,
        "received": hit.received,
        "due": hit.due,
    }


@commands.command()
def show(
    context: typer.Context,
    record: str,
    reason: Annotated[str, typer.Option("--reason", help="why; is written down")] = "",
    *,
    as_json: Json = False,
) -> None:
    """What is known of a resident or household (its record id); --reason also shows what is
    covered, and is written down."""
    here: Context = context.obj
    with here.app() as app:
        file = app.open_file.to_look_at(record)
        if reason:
            file = _uncovered(app, file, reason)
        speaker = Speaker(app.catalogue, app.tables, here.texts)
        if as_json:
            here.give(_json(file, app.read_readiness(file.household).of(file.person)))
        else:
            _print(app, here, speaker, file)


def _uncovered(app: App, file: ResidentFile, reason: str) -> ResidentFile:
    if not {Permission.UNCOVER, Permission.UNCOVER_NEEDS} & app.permissions:
        raise NotPermittedError.lacking(Permission.UNCOVER)
    shown = {
        record.id: uncovered(record, _behind_covers(app, record, reason))
        for record in file.records.values()
    }
    return replace(file, records=shown)


def _behind_covers(app: App, record: Record, reason: str) -> Iterator[Record]:
    """What is behind each cover of a record that this person may look behind."""
    left = set(record.covered)
    while left:
        question = app.catalogue.question(min(left))
        left -= behind_one_cover(app.catalogue, question)
        if to_see(question) in app.permissions:
            yield app.uncover(record.id, question.key, reason)


def _json(file: ResidentFile, readiness: PersonReadiness) -> dict[str, object]:
    return {
        "person": file.person,
        "household": file.household,
        "released": file.released,
        "readiness": plain(readiness),
        "records": {
            known.id: {field: stated.to_json() for field, stated in known.stated.items()}
            for known in file.records.values()
        },
        "covered": {known.id: sorted(known.covered) for known in file.records.values()},
    }


def _print(app: App, here: Context, speaker: Speaker, file: ResidentFile) -> None:
    tell(file.name)
    for state in file.sections:
        record = file.records[state.record]
        asked = app.catalogue.section(state.key).questions
        said = [(speaker.label(q), _said(speaker, q, record)) for q in asked]
        if any(answer for _, answer in said):
            tell("", here.texts(f"section.{state.key}"))
            tell(*(f"  {label}: {on_one_line(answer)}" for label, answer in said if answer))


def _said(speaker: Speaker, question: Question, record: Record) -> str:
    """The answer in words; empty where there is none."""
    if question.key in record.covered:
        return speaker.texts("file.covered")
    if found := items(question.key, record.answers):
        return "; ".join(" · ".join(speaker.item(question, parts)) for _, parts in found)
    if question.key not in record.stated:
        return ""
    return speaker.value(question, record.answers[question.key])
