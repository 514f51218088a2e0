"""``overstap share``: how much of a resident a gemeente gets."""

from typing import Annotated

import typer

from overstap.cli.context import Context
from overstap.cli.group import command_group

commands = command_group("How much of a resident goes to a gemeente.")


@commands.command("housing-only")
def housing_only(context: typer.Context, person: str) -> None:
    """Give a gemeente only what is about housing; its next bundle takes out the rest."""
    _choose(context, person, smaller=True)


@commands.command()
def full(context: typer.Context, person: str) -> None:
    """A gemeente gets all that it may see again."""
    _choose(context, person, smaller=False)


@commands.command("open")
def open_restricted(
    context: typer.Context,
    record: str,
    question: str,
    reason: Annotated[str, typer.Option("--reason", help="why; is written down")],
) -> None:
    """Let a restricted answer go to the gemeente; who, when and why are written down."""
    here: Context = context.obj
    with here.app() as app:
        app.open_restricted(record, question, reason)
    here.say("cli.share.opened")


@commands.command("close")
def close_restricted(context: typer.Context, record: str, question: str) -> None:
    """Let it stay after all; the next bundle takes it out at the gemeente."""
    here: Context = context.obj
    with here.app() as app:
        app.open_restricted.close(record, question)
    here.say("cli.share.closed")


def _choose(context: typer.Context, person: str, *, smaller: bool) -> None:
    here: Context = context.obj
    with here.app() as app:
        name = app.open_file(person).name
        app.prepare_handover.choose_variant(person, smaller=smaller)
    here.say(f"cli.share.{'smaller' if smaller else 'full'}", name=name)
