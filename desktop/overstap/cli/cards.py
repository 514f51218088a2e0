"""``overstap card``: our identity card, and those of other offices."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.folders import folder_for
from overstap.cli.group import command_group
from overstap.cli.naming import gemeente_code, office_id
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import BlockReason, Card
from overstap.usecases.vaults import NewOffice

commands = command_group("The identity cards of our office and of others.")


@commands.command()
def new(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help="office")],
    kind: Annotated[
        OfficeKind, typer.Option("--kind", help="what the office is")
    ] = OfficeKind.GEMEENTE,
    gm_code: Annotated[str, typer.Option("--gm-code", help="GM0000")] = "",
    desk: Annotated[str, typer.Option("--desk", help="name of this desk")] = "Balie 1",
    out: Annotated[Path, typer.Option("--out", help="folder")] = Path(),
    *,
    training: Annotated[
        bool, typer.Option("--training", help="to practise with made-up people")
    ] = False,
) -> None:
    """Make a new office without a vault: its card, a desk's set-up file, and its root key, which
    the passphrase protects."""
    here: Context = context.obj
    code = gemeente_code(kind, gm_code, training=training)
    office, folder = NewOffice(name, kind, code, desk, "", training), folder_for(out)
    made = here.vaults.found(folder, here.passphrase(twice=True), office, here.task)
    here.say("cli.card.written", path=made.card)
    here.say("cli.card.own", office=name, number=made.card_number)
    here.say("cli.desk.founded", path=made.desk, number=made.number)
    here.say("cli.vault.root_key", file=made.root_key_file.absolute())


@commands.command()
def show(context: typer.Context, *, as_json: Json = False) -> None:
    """Our office, and the number to read out on the telephone."""
    here: Context = context.obj
    with here.app() as app:
        view = app.show_card()
    if as_json:
        here.give({**_json(view.card), "number": view.number})
    else:
        here.say("cli.card.until", day=view.card.expires)
        here.say("cli.card.own", office=view.card.name, number=view.number)


@commands.command()
def export(
    context: typer.Context, out: Annotated[Path, typer.Option("--out", help="folder")] = Path()
) -> None:
    """Write our card as a file for others."""
    here: Context = context.obj
    with here.app() as app:
        here.say("cli.card.written", path=app.show_card.export(folder_for(out)))


@commands.command("import")
def import_card(context: typer.Context, path: Path) -> None:
    """Take in the card of another office."""
    here: Context = context.obj
    with here.app() as app:
        known = app.import_card(path)
    card = known.trust.card
    here.say(f"cli.card.{known.trust.state}", office=card.name, id=card.office)


@commands.command()
def confirm(context: typer.Context, office: str, number: str) -> None:
    """Confirm an office (its id or name) by the 40 digits that its people read out."""
    here: Context = context.obj
    with here.app() as app:
        known = app.confirm_card(office_id(app, office), number)
    here.say("cli.card.verified", office=known.trust.card.name, id=known.trust.card.office)


@commands.command()
def block(
    context: typer.Context,
    office: str,
    reason: Annotated[
        BlockReason, typer.Option("--reason", help="why; is written down")
    ] = BlockReason.OTHER,
) -> None:
    """Stop exchanging with an office (id or name): nothing goes there, its bundles are refused."""
    here: Context = context.obj
    with here.app() as app:
        known = app.block_office(office_id(app, office), reason)
    here.say(
        f"cli.card.{known.trust.state}", office=known.trust.card.name, id=known.trust.card.office
    )


@commands.command()
def unblock(context: typer.Context, office: str) -> None:
    """Know an office again; its number has to be compared anew."""
    here: Context = context.obj
    with here.app() as app:
        known = app.block_office.undo(office_id(app, office))
    here.say(
        f"cli.card.{known.trust.state}", office=known.trust.card.name, id=known.trust.card.office
    )


@commands.command("list")
def list_cards(context: typer.Context, *, as_json: Json = False) -> None:
    """All offices whose card we hold."""
    here: Context = context.obj
    with here.app() as app:
        offices = app.list_offices()
    if as_json:
        here.give(
            [{**_json(o.trust.card), "state": o.trust.state, "expired": o.expired} for o in offices]
        )
        return
    for known in offices:
        card = known.trust.card
        here.say(f"cli.card.{known.trust.state}", office=card.name, id=card.office)
        if known.expired:
            here.say("cli.card.expired", day=card.expires)


def _json(card: Card) -> dict[str, object]:
    return {
        "office": card.office,
        "name": card.name,
        "kind": card.kind,
        "gm_code": card.gm_code,
        "version": card.version,
        "expires": card.expires,
        "training": card.training,
    }
