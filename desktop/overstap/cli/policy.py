"""``overstap policy``: which settings count here, and who laid them down."""

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("policy")(policy)


def policy(context: typer.Context, *, as_json: Json = False) -> None:
    """Every setting that IT can lay down: value, source, whether locked, and the controls of
    ISO 27002 (BIO2) that it serves. Needs no vault."""
    here: Context = context.obj
    if as_json:
        here.give(plain(here.vaults.policy()))
    else:
        tell(here)


def tell(here: Context) -> None:
    """One line for each setting."""
    for setting in here.vaults.policy():
        key = "cli.policy.locked" if setting.locked else "cli.policy.free"
        said = here.texts(
            key,
            setting=setting.key,
            name=here.texts(f"policy.{setting.key}"),
            value=setting.value or "–",
            source=here.texts(f"policy.source.{setting.source}"),
        )
        controls = here.texts("cli.policy.controls", controls=setting.controls)
        print(said, controls if setting.controls else here.texts("cli.policy.no_controls"))
