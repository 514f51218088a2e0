"""``overstap audit``: who did what, is the log whole, and a file for the privacy officer."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import command_group, day
from overstap.cli.terminal import tell
from overstap.kernel.errors import StoreError
from overstap.usecases.administration.audit import AuditFilter

commands = command_group("Read the log, prove that it is whole, and export it.")

User = Annotated[str, typer.Option("--user", help="only what this person did")]
What = Annotated[str, typer.Option("--what", help="uncover, print, export ...")]
About = Annotated[str, typer.Option("--record", help="about this record id")]
Since = Annotated[datetime | None, day("--since", "from this day")]
Until = Annotated[datetime | None, day("--until", "up to and including this day")]


@commands.command("list")
def show(
    context: typer.Context,
    user: User = "",
    what: What = "",
    record: About = "",
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", help="0: all")] = 200,
    *,
    as_json: Json = False,
) -> None:
    """Entries of the log, the newest first."""
    here: Context = context.obj
    only = AuditFilter(user, what, frozenset({record} - {""}), _day(since), _day(until))
    with here.app() as app:
        entries = app.read_audit(only, limit)
    if as_json:
        here.give(plain(entries))
        return
    for entry in entries:
        said = here.texts(f"audit.{entry.what}") if here.texts.has(f"audit.{entry.what}") else ""
        details = " ".join(f"{key}={value}" for key, value in entry.details.items())
        tell(
            f"{entry.number:6}  {entry.at:%Y-%m-%d %H:%M}  {entry.user}: {said or entry.what}"
            f"  {details}"
        )


@commands.command()
def verify(context: typer.Context) -> None:
    """Prove that no entry was changed, left out or cut off; exit code 6 where one was."""
    here: Context = context.obj
    with here.app() as app:
        proof = app.prove_audit()
    if proof.good:
        here.say(
            "cli.audit.whole", entries=proof.entries, checked=proof.checked, number=proof.number
        )
    elif proof.broken is not None:
        here.say("cli.audit.broken", number=proof.broken)
    for how, one in (("witnessed", proof.witnessed), ("gone", proof.gone)):
        if one is not None:
            here.say(f"cli.audit.{how}", by=one.by, number=one.number, day=one.at)
    if proof.witnessed is None:
        here.say("cli.audit.no_witness")
    if proof.good:
        return
    raise typer.Exit(StoreError.exit_code)


@commands.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="FILE.csv")],
    user: User = "",
    what: What = "",
    record: About = "",
    since: Since = None,
    until: Until = None,
) -> None:
    """Write the log without anybody's answers, for the privacy officer."""
    here: Context = context.obj
    only = AuditFilter(user, what, frozenset({record} - {""}), _day(since), _day(until))
    with here.app() as app:
        count = app.export_audit(out, only)
    here.say("cli.audit.exported", count=count, path=out.absolute())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
