"""``overstap quarantine``: bundles that wait until their sender was checked."""

from pathlib import Path

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.group import command_group

commands = command_group("Bundles that wait until their sender was checked.")


@commands.command("list")
def list_held(context: typer.Context, *, as_json: Json = False) -> None:
    """What lies aside, who each says to be, and whether it can be opened by now."""
    here: Context = context.obj
    with here.app() as app:
        held = app.quarantine(here.task)
    rows = [
        {
            "path": one.path,
            "says": one.card.name if one.card else "",
            "office": one.card.office if one.card else "",
            "known": one.known,
            "ready": one.ready,
            "size": one.size,
            "since": one.since,
        }
        for one in held
    ]
    if as_json:
        here.give(rows)
        return
    for one in held:
        state = "ready" if one.ready else "known" if one.known else "unknown"
        claim = here.texts(
            f"quarantine.from.{state if one.card else 'silent'}",
            name=one.card.name if one.card else "",
        )
        word = here.texts(f"quarantine.state.{state if one.card else 'silent'}")
        here.say("cli.quarantine.row", path=one.path, claim=claim, state=word)


@commands.command()
def card(context: typer.Context, path: Path) -> None:
    """Take in the card that came with a bundle; compare its number with `card confirm`."""
    here: Context = context.obj
    with here.app() as app:
        known = app.import_card.from_bundle(path, here.task)
    office = known.trust.card
    here.say(f"cli.card.{known.trust.state}", office=office.name, id=office.office)


@commands.command()
def drop(context: typer.Context, path: Path) -> None:
    """Destroy a bundle that lies aside."""
    here: Context = context.obj
    with here.app() as app:
        app.quarantine.throw_away(path)
    here.say("cli.quarantine.dropped", path=path)
