"""``overstap policy``: which settings count here, and who laid them down."""

import typer

from overstap.cli.as_json import plain
from overstap.cli.bundles import Json
from overstap.cli.context import Context


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("policy")(policy)


def policy(context: typer.Context, *, as_json: Json = False) -> None:
    """Every setting that IT can lay down: value, source, whether locked, and the controls of
    ISO 27002 (BIO2) that it serves. Needs no vault."""
    here: Context = context.obj
    settings = here.vaults.policy()
    if as_json:
        here.give(plain(settings))
        return
    for setting in settings:
        here.say(
            "cli.policy.locked" if setting.locked else "cli.policy.free",
            name=here.texts(f"policy.{setting.key}"),
            value=setting.value,
            source=here.texts(f"policy.source.{setting.source}"),
        )
