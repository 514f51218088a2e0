"""``overstap rights``: what residents ask for that keeps their details from being shared."""

from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.cli.terminal import tell
from overstap.domain.rights import Right

commands = command_group("Objections and restrictions of residents.")

Reason = Annotated[str, typer.Option("--reason", help="in the resident's words")]


@commands.command("list")
def show(context: typer.Context, household: str, *, as_json: Json = False) -> None:
    """Objections and restrictions that stand in a household."""
    here: Context = context.obj
    with here.app() as app:
        found = app.hold_back.of(household)
    if as_json:
        here.give(plain(found.flags))
        return
    for flag in found.flags:
        said = here.texts(f"right.{flag.right}")
        tell(f"{flag.at:%Y-%m-%d}  {found.names[flag.person]}: {said} ({flag.by}): {flag.reason}")
    if not found.flags:
        here.say("cli.rights.none")


@commands.command("object")
def object_to(context: typer.Context, person: str, reason: Reason) -> None:
    """Write down that a resident objects: nothing of the household leaves until it is lifted."""
    _hold_back(context, person, Right.OBJECTION, reason)


@commands.command()
def restrict(context: typer.Context, person: str, reason: Reason) -> None:
    """Write down that a resident asks for restriction, with the same effect."""
    _hold_back(context, person, Right.RESTRICTION, reason)


@commands.command()
def lift(context: typer.Context, person: str, right: Right) -> None:
    """Let it stand no more; the history keeps it."""
    here: Context = context.obj
    with here.app() as app:
        app.hold_back.lift(person, right)
    here.say("cli.rights.lifted", right=here.texts(f"right.{right}"))


def _hold_back(context: typer.Context, person: str, right: Right, reason: str) -> None:
    here: Context = context.obj
    with here.app() as app:
        app.hold_back(person, right, reason)
    here.say("cli.rights.set", right=here.texts(f"right.{right}"))
