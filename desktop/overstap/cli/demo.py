"""``overstap demo``: the whole chain with made-up people, by the use cases of the window."""

import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.window import show
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind
from overstap.kernel import resources
from overstap.kernel.screen import has_screen
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.vaults import NewOffice, NewVault

GEMEENTE = "GM9999"
PASSPHRASE = "oefenen met overstap mag"  # noqa: S105 - of made-up people, said on the screen


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where everything is, and how much there is of it. ``kit`` is the recovery kit of the
    location, which has a backup too: the drill can be practised with them."""

    folder: Path
    households: int
    handed_over: int
    bundle: Path
    dossiers: int
    kit: Path


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--dir", help="new folder for both offices")
    ] = None,
    households: Annotated[int, typer.Option("--households", min=1, max=2000, help="so many")] = 25,
    seed: Annotated[int, typer.Option("--seed", help="another seed makes other people")] = 1,
    *,
    window: Annotated[
        bool | None,
        typer.Option(
            "--window/--no-window", help="open the window afterwards, where there is a screen"
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Two offices in training mode: intake, handover, receipt and printed dossiers."""
    here: Context = context.obj
    place = folder or Path(tempfile.mkdtemp(prefix="overstap-demo-"))
    done = play(here, place, households, seed)
    if as_json:
        here.give(
            {
                "folder": done.folder,
                "households": done.households,
                "handed_over": done.handed_over,
                "bundle": done.bundle,
                "dossiers": done.dossiers,
                "recovery_kit": done.kit,
            }
        )
        return
    here.say(
        "cli.demo.done",
        folder=done.folder,
        households=done.households,
        handed_over=done.handed_over,
        dossiers=done.dossiers,
        passphrase=PASSPHRASE,
        command=_command(),
    )
    if window or (window is None and has_screen() and sys.stdout.isatty()):
        show(replace(here, vault_folder=done.folder / "locatie"))


def _command() -> str:
    """How this person starts the program: from a checkout, or installed."""
    script = resources.folder().parent / "installer" / "from-source"
    return "installer/from-source run" if script.is_file() else "overstap"


def play(here: Context, folder: Path, households: int, seed: int) -> Outcome:
    """The main job from end to end."""
    exchange, printed = folder / "uitwisseling", folder / "dossiers"
    for made in (exchange, printed):
        made.mkdir(parents=True, exist_ok=True)
    made_location = _office(here, folder / "locatie", "Voorbeeldlocatie", OfficeKind.LOCATION)
    location = made_location.app
    gemeente = _office(here, folder / "gemeente", "Voorbeeldstad", OfficeKind.GEMEENTE).app
    try:
        _introduce(location, gemeente, exchange)
        ready = _intake(location, households, seed)
        bundle = location.hand_over(ready, gemeente.office.id, exchange, here.task)
        received = gemeente.import_bundle(bundle.path, here.task)
        digest = received.verdict.manifest.digest
        receipt = gemeente.write_receipt(digest, exchange, here.task)
        location.import_bundle(receipt, here.task)
        for household in ready:
            gemeente.print_dossier(household, Audience.GEMEENTE, here.texts, printed, here.task)
        kit = _for_drills(here, made_location, folder)
    finally:
        location.close()
        gemeente.close()
    return Outcome(folder, households, len(ready), bundle.path, len(ready), kit)


def _for_drills(here: Context, made: NewVault, folder: Path) -> Path:
    """A backup, and the kit that opens it."""
    backups = folder / "reservekopieen"
    backups.mkdir(exist_ok=True)
    made.app.back_up(backups, here.task)
    papers = made.app.print_papers
    return papers.write(papers.recovery_kit(made.recovery_key, here.texts, here.task), folder)


def _office(here: Context, folder: Path, name: str, kind: OfficeKind) -> NewVault:
    gm_code = GEMEENTE if kind is OfficeKind.GEMEENTE else ""
    user = "M. de Wit" if kind is OfficeKind.LOCATION else "R. Smit"
    office = NewOffice(name, kind, gm_code, "Balie 1", user, training=True)
    return here.vaults.create(folder, PASSPHRASE, office, here.task)


def _introduce(one: App, other: App, exchange: Path) -> None:
    """Both import the other's card and confirm the number that the other reads out."""
    for ours, theirs in ((one, other), (other, one)):
        ours.import_card(theirs.show_card.export(exchange))
        ours.confirm_card(theirs.office.id, theirs.show_card().number)


def _intake(location: App, households: int, seed: int) -> list[str]:
    """Register everybody, and release who is finished."""
    ready = []
    for made in make_households(households, seed, GEMEENTE):
        registered = location.register_household(made.persons, made.household)
        if made.finished:
            location.release(registered.household)
            ready.append(registered.household)
    return ready
