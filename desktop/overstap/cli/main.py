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
from overstap.cli.context import LANGUAGES, Context, OpenWindow
from overstap.cli.group import HELP_NAMES, say_whole_sentences
from overstap.cli.terminal import tell
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.usecases.vaults import Vaults


def _tell_version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


Language = Annotated[str, typer.Option("--lang", help="language: nl or en")]
Vault = Annotated[
    Path | None, typer.Option("--vault", help="folder of the vault; else OVERSTAP_VAULT")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", help="file with the passphrase; else OVERSTAP_PASSPHRASE_FILE"
    ),
]
EXIT_CODES = (
    "Ends with 0 when done, 2: wrong use, 3: refused by a rule or role, 4: a file, 5: do not trust "
    "it, 6: the vault or this computer, 70: a fault of ours, 130: stopped by you."
)
Version = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version."),
]


def run(vaults: Vaults, arguments: list[str], open_window: OpenWindow) -> int:
    """Run a command; gives the exit code, which tells the kind of error."""
    language: list[str] = []
    command = typer.main.get_command(commands(vaults, language.append, open_window))
    say_whole_sentences(command)
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
    app = typer.Typer(
        no_args_is_help=True,
        context_settings=HELP_NAMES,
        epilog=EXIT_CODES,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def options(
        context: typer.Context,
        lang: Language = "",
        vault_folder: Vault = None,
        passphrase_file: PassphraseFile = None,
        *,
        _version: Version = False,
    ) -> None:
        """Carry what residents told from reception to the gemeente. Without a command it opens the
        window."""
        if lang not in ("", *LANGUAGES):
            raise typer.BadParameter(" | ".join(LANGUAGES), param_hint="--lang")
        here = Context.make(vaults, lang, vault_folder, passphrase_file, open_window)
        speak(here.texts.language)
        context.obj = here

    @app.command()
    def version() -> None:
        """Print the version."""
        _tell_version(True)

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
