"""``overstap window``, and ``overstap`` alone: the window, where there is a screen for it."""

import typer

from overstap.cli.context import Context
from overstap.kernel.errors import OverstapError
from overstap.kernel.screen import has_screen


class NoScreenError(OverstapError):
    """There is no screen here to open a window on."""

    code = "cli.no_screen"
    exit_code = 2


class NoLibrariesError(OverstapError):
    """The system libraries that Qt needs are not installed."""

    code = "cli.no_libraries"
    exit_code = 2


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("window")(window)


def window(context: typer.Context) -> None:
    """Open the window; the same as no command at all."""
    here: Context = context.obj
    if not has_screen():
        raise NoScreenError
    raise typer.Exit(show(here))


def show(here: Context) -> int:
    """Open the window on the vault folder; gives the exit code when it was closed.

    Raises:
        NoLibrariesError: Qt cannot start.
    """
    try:
        return here.open_window(here.vaults, here.vault_folder)
    except ImportError as error:
        raise NoLibrariesError from error
