"""Everything at the desk that writes, for tests of what may go wrong while it does."""

from collections.abc import Callable, Mapping
from pathlib import Path

from offices import PASSPHRASE, answer, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.readiness import ItemState, Said
from overstap.domain.rights import Right
from overstap.domain.roles import Role
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.demo_people import make_households
from people import answers

NL, QUIET = load("nl"), Quiet()
COLLEAGUE = "nieuwe maan boven dijk"
"""The passphrase of a colleague who comes and goes."""
Act = Callable[[App, Path], object]


def household(app: App) -> str:
    """One that is finished, released, and known to nobody else."""
    return sorted(app.find_residents("Vrij").hits, key=lambda hit: hit.person)[0].household


def prepare(app: App) -> None:
    """What the acts below need: two alike to merge, and a household that may go."""
    take_in(app, 1)
    persons = [
        answers(name=name, given="Layla", born="19850412") for name in ("Vrij", "Vrij", "Vrijman")
    ]
    for said in persons:
        app.register_household([said], {})


def person(app: App, at: int = 0) -> str:
    hits = sorted(app.find_residents("Vrij").hits, key=lambda hit: hit.person)
    return hits[at].person


def root(app: App) -> Root:
    return Root(app.folder / "office-root.age", PASSPHRASE)


def release(app: App) -> object:
    answer(app, household(app), "talk.read_back", "agreed")
    return app.release(household(app))


def register(app: App) -> object:
    (made,) = make_households(1, 7, "GM9999")
    return app.register_household(made.persons, made.household)


def join(app: App) -> object:
    return app.join_households(household(app), app.open_file(person(app, 1)).household)


ACTS: Mapping[str, Act] = {
    "register": lambda app, _: register(app),
    "save": lambda app, _: answer(app, person(app), "person.room", "B-12"),
    "add_member": lambda app, _: app.add_member(
        household(app), answers(name="Anders", given="Ali")
    ),
    "release": lambda app, _: release(app),
    "checklist": lambda app, _: app.set_checklist_item(person(app), "A2", Said(ItemState.DONE)),
    "rights": lambda app, _: app.hold_back(person(app), Right.OBJECTION, "advocaat"),
    "merge": lambda app, _: app.merge_residents(person(app), person(app, 1)),
    "join": lambda app, _: join(app),
    "invite": lambda app, folder: app.administer_office.invite("Balie 9", folder, root(app)),
    "sync": lambda app, folder: app.write_sync(folder, QUIET),
    "print": lambda app, folder: app.print_dossier(
        household(app), Audience.LOCATION, NL, folder, QUIET
    ),
    "back_up": lambda app, folder: app.back_up(folder / "backups", QUIET),
    "add_user": lambda app, _: app.administer_users.add("Bos", {Role.INTAKE}, COLLEAGUE),
    "prolong": lambda app, _: app.administer_office.prolong(root(app)),
    "audit_export": lambda app, folder: app.export_audit(folder / "log.csv"),
    "erase": lambda app, folder: app.erase_household(household(app), folder, "mistake", QUIET),
}
"""Name to what is done; it writes into the vault, or into the folder, or both."""
