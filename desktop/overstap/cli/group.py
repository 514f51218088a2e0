"""Commands under one name, and how they say what they are for: in plain text, which can be read
aloud, searched and piped, and in whole sentences."""

from typing import Any

import typer

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


def command_group(about: str) -> typer.Typer:
    """Commands that belong together; ``about`` says what they are for."""
    return typer.Typer(help=about, no_args_is_help=True)


def say_whole_sentences(command: Any) -> None:
    """Let the list of commands say all of what each is for; by itself it stops after 45 letters."""
    for each in getattr(command, "commands", {}).values():
        each.short_help = " ".join(each.help.split())
        say_whole_sentences(each)


def day(name: str, about: str) -> Any:
    """An option that is a day, as computers or as people here write it."""
    return typer.Option(
        name,
        formats=["%Y-%m-%d", "%d-%m-%Y"],
        metavar="DAY",
        help=f"{about}: 2026-11-30 or 30-11-2026",
    )
