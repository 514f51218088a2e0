"""Everything at the desk that writes, for tests of what may go wrong while it does."""

from collections.abc import Callable, Mapping
from pathlib import Path

from offices import PASSPHRASE, answer, take_in
from overstap.domain.catalogue import Audience
from overstap.domain.offices import BlockReason
from overstap.domain.readiness import ItemState, Said
from overstap.domain.rights import Right
from overstap.domain.roles import Role
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.intake.redact import RedactReason
from overstap.usecases.intake.register_household import Registered
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.mailboxes.configure_mailboxes import NewMailbox
from people import answers

NL, QUIET = load("nl"), Quiet()
COLLEAGUE = "nieuwe maan boven dijk"
"""The passphrase of a colleague who comes and goes."""
Act = Callable[[App, Path], object]


def household(app: App) -> str:
    """One that is finished, released, and known to nobody else."""
    return sorted(app.find_residents("Vrij").hits, key=lambda hit: hit.person)[0].household


def prepare(app: App, gemeente: App) -> None:
    """What the acts below need: two alike to merge, households that may go and one that went, and
    from the gemeente a receipt and its card."""
    (went,) = take_in(app, 1)
    take_in(app, 1, seed=2)
    inbox = app.folder / "received"
    for part in ("receipts", "cards"):
        (inbox / part).mkdir(parents=True)
    (inbox / "went").write_text(went)
    sent = app.hand_over([went], gemeente.office.id, inbox, QUIET)
    taken = gemeente.import_bundle(sent.path, QUIET)
    gemeente.write_receipt(taken.verdict.manifest.digest, inbox / "receipts", QUIET)
    gemeente.show_card.export(inbox / "cards")
    text = "V-nummer;Achternaam;Voornamen;Geboortedatum\n2900001123;Lijst;Ali;1985\n"
    (inbox / "list.csv").write_text(text)
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


def two(app: App) -> Registered:
    """Two more residents, in one new household."""
    people = [answers(name="Los", given=given, born="19900105") for given in ("Ali", "Omar")]
    return app.register_household(people, {})


def split(app: App) -> str:
    """Gives which regrouping it was."""
    return app.split_household([two(app).persons[1]]).id


def undo_merge(app: App) -> None:
    kept, gone = two(app).persons[0], two(app).persons[0]
    app.merge_residents(kept, gone)
    app.undo_merge(gone)


def redact(app: App) -> None:
    """An answer that was given before the one that counts."""
    about = two(app).persons[0]
    for room in ("A-1", "A-2"):
        answer(app, about, "person.room", room)
    old = next(told for told in app.read_history(about, "person.room") if not told.standing)
    app.redact(about, old.field, old.dot, RedactReason.WRONG)


def lift(app: App) -> None:
    about = two(app).persons[0]
    app.hold_back(about, Right.OBJECTION, "advocaat")
    app.hold_back.lift(about, Right.OBJECTION)


def came(app: App, pattern: str) -> Path:
    """What came from the gemeente."""
    (found,) = (app.folder / "received").glob(pattern)
    return found


def gemeente_of(app: App) -> str:
    (other,) = app.list_offices()
    return other.trust.card.office


def hand_over(app: App, folder: Path) -> object:
    ready = app.find_ready(gemeente_of(app), QUIET)
    return app.hand_over(ready.going, gemeente_of(app), folder, QUIET)


def withdraw(app: App, folder: Path) -> object:
    return app.withdraw(came(app, "went").read_text(), gemeente_of(app), folder, QUIET)


def revoke(app: App, folder: Path) -> None:
    """A desk that was invited for it."""
    app.administer_office.invite("Balie 8", folder, root(app))
    desk = next(d for d in app.show_card().card.desks if d.name == "Balie 8")
    app.administer_office.revoke(desk.id, root(app))


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
    "take_over": lambda app, _: app.take_over(household(app)),
    "keep_apart": lambda app, _: app.keep_apart(*two(app).persons),
    "split": lambda app, _: split(app),
    "undo_regrouping": lambda app, _: app.undo_regrouping(split(app)),
    "move_member": lambda app, _: app.move_member([two(app).persons[1]], household(app)),
    "undo_merge": lambda app, _: undo_merge(app),
    "redact": lambda app, _: redact(app),
    "open_restricted": lambda app, _: app.open_restricted(person(app), "person.bsn", "verzoek"),
    "uncover": lambda app, _: app.uncover(person(app), "person.bsn", "verzoek"),
    "access": lambda app, folder: app.answer_access(household(app), "verzoek", folder, QUIET),
    "share_recovery": lambda app, _: app.share_recovery(2, 3),
    "filter": lambda app, _: app.saved_filters.save("Vrij", Filter("Vrij")),
    "read_back": lambda app, _: app.agree_read_back(household(app)),
    "lift": lambda app, _: lift(app),
    "import_list": lambda app, _: app.import_list(came(app, "list.csv"), QUIET),
    "import_card": lambda app, _: app.import_card(came(app, "cards/*")),
    "receipt": lambda app, _: app.import_bundle(came(app, "receipts/*"), QUIET),
    "hand_over": hand_over,
    "withdraw": withdraw,
    "mailbox": lambda app, folder: app.mailboxes.add(NewMailbox(folder.name, str(folder)), QUIET),
    "passphrase": lambda app, _: app.change_passphrase(PASSPHRASE, PASSPHRASE),
    "roles": lambda app, _: app.administer_users.set_roles("Bos", {Role.PRIVACY_OFFICER}),
    "filter_gone": lambda app, _: app.saved_filters.remove("Vrij"),
    "revoke": revoke,
    "rotate": lambda app, folder: app.administer_office.rotate(root(app), folder / "root.age"),
    "block": lambda app, _: app.block_office(gemeente_of(app), BlockReason.OTHER),
    "erase": lambda app, folder: app.erase_household(household(app), folder, "mistake", QUIET),
}
"""Name to what is done; it writes into the vault, or into the folder, or both."""
