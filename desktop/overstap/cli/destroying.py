"""``overstap withdraw | erase | erased | due``: take files back, destroy them, and see what
has to go and what went everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.naming import office_id
from overstap.cli.terminal import tell
from overstap.usecases.desks.erased_words import erased_title, erased_words
from overstap.usecases.words.speaker import Speaker

Out = Annotated[Path, typer.Option("--out", help="folder")]
InMailbox = Annotated[bool, typer.Option("--mailbox", help="at the next sync")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(withdraw)
    app.command()(erase)
    app.command()(erased)
    app.command()(undo_move)
    app.command()(due)


def withdraw(
    context: typer.Context,
    household: Annotated[str | None, typer.Argument()] = None,
    office: Annotated[str, typer.Option("--office", help="id or name of the office")] = "",
    out: Out = Path(),
    *,
    mailbox: InMailbox = False,
) -> None:
    """Take a household back from an office; without arguments, all that are linked elsewhere."""
    here: Context = context.obj
    with here.app() as app:
        stale = app.withdraw.stale()
        chosen = (
            [(household, office_id(app, office))]
            if household
            else [(s.household, s.office) for s in stale]
        )
        for one, other in chosen:
            done = app.withdraw(one, other, app.outbox() if mailbox else out, here.task)
            told = {"path": done.path.absolute(), "count": done.records}
            here.say("cli.withdraw.done", office=done.office_name, **told)
    if not chosen:
        here.say("cli.withdraw.none")


def erase(
    context: typer.Context,
    household: str,
    reason: Annotated[str, typer.Option("--reason", help="retention | request | mistake")],
    out: Out = Path(),
    *,
    mailbox: InMailbox = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
) -> None:
    """Destroy a household here and at every office that got it. This cannot be undone."""
    here: Context = context.obj
    with here.app() as app:
        name = app.open_file(household).name
        if not yes and not here.asks("cli.erase.sure", name=name):
            raise typer.Abort
        folder = app.outbox() if mailbox else out
        done = app.erase_household(household, folder, reason, here.task)
    here.say("cli.erase.done", count=len(done.records))
    for notice in done.notices:
        here.say("cli.erase.notice", office=notice.office_name, path=notice.path.absolute())


def undo_move(
    context: typer.Context, household: str, out: Out = Path(), *, mailbox: InMailbox = False
) -> None:
    """Take back a household that moved to another location and did not arrive yet."""
    here: Context = context.obj
    with here.app() as app:
        done = app.undo_move(household, app.outbox() if mailbox else out, here.task)
    here.say("cli.move.undone", office=done.office_name, path=done.path.absolute())


def erased(context: typer.Context, *, as_json: Json = False) -> None:
    """What was destroyed, and at which desks and offices that is certain."""
    here: Context = context.obj
    with here.app() as app:
        found = app.list_erased()
        speaker = Speaker(app.catalogue, app.tables, here.texts)
    if as_json:
        here.give([{"erased": plain(one), "everywhere": one.everywhere} for one in found])
        return
    for one in found:
        tell(erased_title(one, speaker))
        for line in erased_words(one, speaker):
            tell(f"  {line}")
    if not found:
        here.say("erased.none")


def due(
    context: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="all of them")] = False,
    as_json: Json = False,
) -> None:
    """Files whose retention period is over; --all names the day of every file."""
    here: Context = context.obj
    with here.app() as app:
        files = app.list_due(here.task, only_over=not every)
    if as_json:
        here.give(
            [
                {
                    "household": one.household,
                    "name": one.name,
                    "day": one.due.day,
                    "reason": one.due.rule.reason,
                    "source": one.due.rule.source,
                    "hold": one.hold,
                }
                for one in files
            ]
        )
        return
    for one in files:
        reason = here.texts(f"retention.{one.due.rule.reason}")
        here.say("cli.due", id=one.household, name=one.name, day=one.due.day, reason=reason)
    if not files:
        here.say("cli.due.none")
