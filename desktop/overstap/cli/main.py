"""The commands, put together. Each stands in its own file and receives a ``Context``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from overstap import __version__
from overstap.cli import (
    audit,
    backup,
    bundles,
    cards,
    catalogue,
    demo,
    desks,
    destroying,
    doctor,
    dossiers,
    households,
    mailboxes,
    not_arrived,
    policy,
    quarantine,
    readiness,
    reading,
    receiving,
    redacting,
    residents,
    rights,
    sharing,
    used,
    vault,
    window,
)
from overstap.cli.context import Context, OpenWindow
from overstap.cli.terminal import tell
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.usecases.app import Vaults

Language = Annotated[str, typer.Option("--lang", help="nl | en")]
Vault = Annotated[Path | None, typer.Option("--vault", help="OVERSTAP_VAULT")]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="OVERSTAP_PASSPHRASE_FILE")
]


def run(vaults: Vaults, arguments: list[str], open_window: OpenWindow) -> int:
    """Run a command; gives the exit code, which tells the kind of error."""
    language: list[str] = []
    command = typer.main.get_command(commands(vaults, language.append, open_window))
    try:
        command.main(arguments, prog_name="overstap")
    except OverstapError as error:
        texts = load(language[-1] if language else "nl")
        tell(texts.error(error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return CancelledError.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def commands(vaults: Vaults, speak: Callable[[str], None], open_window: OpenWindow) -> typer.Typer:
    """All commands; ``speak`` hears which language was chosen, for errors that end a command."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

    @app.callback()
    def options(
        context: typer.Context,
        lang: Language = "",
        vault_folder: Vault = None,
        passphrase_file: PassphraseFile = None,
    ) -> None:
        """Overstap: van opvang naar gemeente."""
        here = Context.make(vaults, lang, vault_folder, passphrase_file, open_window)
        speak(here.texts.language)
        context.obj = here

    @app.command()
    def version() -> None:
        """Print the version."""
        print(__version__)

    app.add_typer(vault.commands, name="vault")
    app.add_typer(audit.commands, name="audit")
    app.add_typer(backup.commands, name="backup")
    app.add_typer(residents.commands, name="resident")
    app.add_typer(households.commands, name="household")
    app.add_typer(rights.commands, name="rights")
    app.add_typer(sharing.commands, name="share")
    app.add_typer(cards.commands, name="card")
    app.add_typer(catalogue.commands, name="catalogue")
    app.add_typer(desks.commands, name="desk")
    app.add_typer(mailboxes.commands, name="mailbox")
    app.add_typer(quarantine.commands, name="quarantine")
    app.add_typer(used.commands, name="used")
    modules = (
        bundles,
        reading,
        receiving,
        destroying,
        not_arrived,
        redacting,
        dossiers,
        mailboxes,
        readiness,
        doctor,
        policy,
        demo,
        window,
    )
    for module in modules:
        module.add_to(app)
    return app
