"""``overstap used``: which versions of received dossiers somebody works with, and what changed."""

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.cli.terminal import tell
from overstap.usecases.handover.used_words import UsedWords
from overstap.usecases.words.speaker import Speaker

commands = command_group("Received households that changed since somebody worked with them.")


@commands.command()
def changed(context: typer.Context, *, as_json: Json = False) -> None:
    """Households that changed since somebody here worked with them."""
    here: Context = context.obj
    with here.app() as app:
        found = app.used_versions.changed(here.task)
        words = UsedWords(Speaker(app.catalogue, app.tables, here.texts))
    if as_json:
        here.give(
            [
                {
                    "household": one.household,
                    "used": one.version,
                    "now": one.now,
                    "changed": [{"record": c.record, "field": c.field} for c in one.changes],
                }
                for one in found
            ]
        )
        return
    for one in found:
        tell(f"{one.name} ({one.household}): {words.since(one)} {words.changed(one)}")


@commands.command()
def mark(context: typer.Context, household: str) -> None:
    """Say that one works with the version that is here now."""
    here: Context = context.obj
    with here.app() as app:
        app.used_versions.use(household)
