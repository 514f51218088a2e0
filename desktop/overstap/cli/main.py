"""The commands, put together. Each stands in its own file and receives a ``Context``."""

import sys
from pathlib import Path
from typing import Annotated

import click
import typer

from overstap import __version__
from overstap.cli import bundles, cards, demo, doctor, dossiers, residents, vault
from overstap.cli.context import Context
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.usecases.app import Vaults

Language = Annotated[str, typer.Option("--lang", help="nl | en")]
Vault = Annotated[Path | None, typer.Option("--vault", help="OVERSTAP_VAULT")]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="OVERSTAP_PASSPHRASE_FILE")
]


def run(vaults: Vaults, arguments: list[str]) -> int:
    """Run a command; gives the exit code, which tells the kind of error."""
    command = typer.main.get_command(_commands(vaults))
    try:
        result = command.main(arguments, prog_name="overstap", standalone_mode=False)
    except OverstapError as error:
        return _failed(error, arguments)
    except (KeyboardInterrupt, click.Abort):
        return CancelledError.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return result if isinstance(result, int) else 0


def _failed(error: OverstapError, arguments: list[str]) -> int:
    language = "en" if "en" in arguments[:4] and "--lang" in arguments else "nl"
    print(load(language).error(error), file=sys.stderr)
    return error.exit_code


def _commands(vaults: Vaults) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

    @app.callback()
    def options(
        context: typer.Context,
        lang: Language = "",
        vault_folder: Vault = None,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        """Overstap: van opvang naar gemeente."""
        context.obj = Context.make(vaults, lang, vault_folder, passphrase_file)

    @app.command()
    def version() -> None:
        """Print the version."""
        print(__version__)

    app.add_typer(vault.commands, name="vault")
    app.add_typer(residents.commands, name="resident")
    app.add_typer(cards.commands, name="card")
    for module in (bundles, dossiers, doctor, demo):
        module.add_to(app)
    return app
