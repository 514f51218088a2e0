"""``overstap household``: split, join and move, and undo it."""

from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.cli.terminal import tell
from overstap.usecases.app import App
from overstap.usecases.intake.regroup_household import TracesLeftError
from overstap.usecases.intake.regroup_journal import Regrouping
from overstap.usecases.words.speaker import Speaker

commands = command_group("Split, join and move households, and undo that.")
Persons = Annotated[list[str], typer.Argument(help="PERSON...")]
Share = Annotated[list[str] | None, typer.Option("--share", help="section.question[/item]")]


@commands.command()
def split(
    context: typer.Context,
    persons: Persons,
    share: Share = None,
    *,
    protected: Annotated[
        bool, typer.Option("--protected", help="they are protected from the others")
    ] = False,
    checked: Annotated[
        bool, typer.Option("--checked", help="the answers that name them were looked at")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="change nothing; only say what would")
    ] = False,
) -> None:
    """Give PERSON... a household of their own; --protected leaves no trace of them in the other."""
    here: Context = context.obj
    with here.app() as app:
        plan = app.split_household.plan(persons, share, protected=protected)
        if dry_run:
            here.give(plain(plan))
            return
        if plan.offices:
            offices = ", ".join(trust.card.name for trust in plan.offices)
            here.say("cli.household.offices", offices=offices)
        traces = plan.traces if checked else ()
        try:
            done = app.split_household(persons, share, protected=protected, checked=traces)
        except TracesLeftError as left:
            _tell_traces(app, here, left)
            raise
        _tell(here, done)


@commands.command()
def join(context: typer.Context, household: str, other: str) -> None:
    """Bring everybody of OTHER into HOUSEHOLD, whose answers lead."""
    here: Context = context.obj
    with here.app() as app:
        plan = app.join_households.plan(household, other)
        _tell(here, app.join_households(household, other))
        if plan.differing:
            here.say("cli.household.differing", count=len(plan.differing))


@commands.command()
def move(
    context: typer.Context,
    persons: Persons,
    to: Annotated[str, typer.Option("--to", help="record id of that household")],
) -> None:
    """Move PERSON... to another household that is there."""
    here: Context = context.obj
    with here.app() as app:
        _tell(here, app.move_member(persons, to))


@commands.command()
def undo(context: typer.Context, which: Annotated[str, typer.Argument()] = "") -> None:
    """Undo a split, join or move of this desk; the newest without WHICH."""
    here: Context = context.obj
    with here.app() as app:
        done = app.undo_regrouping(which)
        here.say("cli.household.undone", what=here.texts(f"regrouping.{done.kind}"))


@commands.command("log")
def show_log(context: typer.Context, *, as_json: Json = False) -> None:
    """What was split, joined and moved at this desk, newest first."""
    here: Context = context.obj
    with here.app() as app:
        known = app.undo_regrouping.known()
    if as_json:
        here.give(plain(known))
        return
    for done in known:
        tell(f"{done.at:%Y-%m-%d %H:%M}  {done.id}  {here.texts(f'regrouping.{done.kind}')}")


def _tell(here: Context, done: Regrouping) -> None:
    what = here.texts(f"regrouping.{done.kind}")
    here.say("cli.household.done", what=what, household=done.household, id=done.id)


def _tell_traces(app: App, here: Context, left: TracesLeftError) -> None:
    speaker = Speaker(app.catalogue, app.tables, here.texts)
    for trace in left.traces:
        names = app.open_file(trace.record)
        here.say(
            "cli.household.trace",
            name=names.name if trace.record == names.person else names.household,
            field=speaker.field(trace.field),
            of=speaker.field(trace.of),
        )
    here.say("cli.household.checked")
