"""Ways into the house: making vaults and offices, and unlocking."""

import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from overstap.bundle.cards import CardBook, make_card
from overstap.bundle.errors import RootExistsError
from overstap.bundle.folder import write_new
from overstap.bundle.runs import SignedRuns
from overstap.bundle.setup import VALID_FOR, SetupFiles, read_setup, seal_root
from overstap.crypto.age import HybridIdentity
from overstap.crypto.passphrase import WeakPassphraseError
from overstap.crypto.signature import SigningKey
from overstap.domain.offices import DESK_ROLES, Desk, as_name
from overstap.kernel.errors import RefusedError
from overstap.kernel.ids import mark_of
from overstap.store.files import write_whole
from overstap.store.opening import destroy_folder
from overstap.store.recovery import recovery_key_in
from overstap.store.vault import SqlVault
from overstap.usecases.administration.advise_passphrase import advise
from overstap.usecases.app import App
from overstap.usecases.guard import for_reading, guarded
from overstap.usecases.ports.desks import DeskSetup
from overstap.usecases.vaults import NewIdentity, NewOffice, NewVault
from overstap.wiring.house import build
from overstap.wiring.surroundings import Surroundings

ROOT = "office-root.age"
"""The file of an office's root key."""


class OtherTrainingError(RefusedError):
    """IT laid down that here are only offices in training, or none."""

    code = "policy.training"


def create_vault(
    folder: Path, passphrase: str, office: NewOffice, around: Surroundings
) -> NewVault:
    """Make a vault with a new office, whose only desk is this one."""
    root, setup = _new_office(office, around, passphrase)
    vault, recovery_key = SqlVault.create(
        folder, passphrase, office.user, around.clock, around.cost()
    )
    with vault.writing():
        _settle(vault, setup)
    root_file = folder / ROOT
    write_whole(root_file, seal_root(root, passphrase))
    return NewVault(_enter(vault, folder, around), recovery_key, root_file, _mark(vault))


def found_office(
    folder: Path, passphrase: str, office: NewOffice, around: Surroundings
) -> NewIdentity:
    """Make a new office without a vault: with its card others can send to it, and with the set-up
    file its first desk reads that, or begins a vault later."""
    if (folder / ROOT).exists():
        raise RootExistsError(path=str(folder / ROOT))
    root, setup = _new_office(office, around, passphrase)
    key, cards = SigningKey.from_bytes(setup.key), CardBook(setup.card, setup.signature)
    with write_new(folder / ROOT) as out:
        out.write(seal_root(root, passphrase))
    desk = folder / f"balie-{setup.desk}.desk"
    number = SetupFiles(cards, key, around.clock, around.new_id).write(desk, setup)
    return NewIdentity(cards.write(folder), cards.number(cards.own()), desk, number, folder / ROOT)


def create_desk(
    folder: Path, passphrase: str, setup_file: Path, number: str, user: str, around: Surroundings
) -> NewVault:
    """Make a vault for a new desk of an office, from its set-up file."""
    if advise(passphrase).refused:
        raise WeakPassphraseError
    setup = read_setup(setup_file, number)
    _refuse_training(CardBook(setup.card, setup.signature).own().training, around)
    vault, recovery_key = SqlVault.create(folder, passphrase, user, around.clock, around.cost())
    with vault.writing():
        _settle(vault, setup)
        for trust in setup.offices:
            vault.save_office(trust)
    return NewVault(_enter(vault, folder, around), recovery_key, None, _mark(vault))


def open_vault(folder: Path, passphrase: str, around: Surroundings) -> App:
    """Unlock a vault: with a passphrase, with the key of its recovery kit, or with shares of it."""
    recovery_key = recovery_key_in(passphrase)
    if recovery_key:
        vault = SqlVault.recover(folder, recovery_key, around.clock)
    else:
        vault = SqlVault.open(folder, passphrase, around.clock, around.key_store, around.last_slots)
    return _enter(vault, folder, around)


def open_to_read(
    folder: Path, setup_file: Path, number: str, user: str, around: Surroundings
) -> App:
    """Look at bundles as the desk of a set-up file, in a vault in ``folder`` that nobody can open
    again: what opens it is made up, told to nobody, and the folder goes when it is locked."""
    setup = read_setup(setup_file, number)
    _refuse_training(CardBook(setup.card, setup.signature).own().training, around)
    destroy_folder(folder)
    vault, _ = SqlVault.create(folder, secrets.token_hex(32), user, around.clock)
    with vault.writing():
        _settle(vault, setup)
        for trust in setup.offices:
            vault.save_office(trust)

    def close() -> None:
        vault.close()
        destroy_folder(folder)

    return replace(for_reading(build(vault, folder, around, reading=True)), close=close)


def _enter(vault: SqlVault, folder: Path, around: Surroundings) -> App:
    """Begin a session; a vault that was copied or put back writes under a new id from now on."""
    _refuse_vault(vault, around)
    past = around.sessions.past(vault, folder)
    app = build(vault, folder, around, past)
    around.sessions.begin(vault, folder)
    return guarded(app, vault.roles)


def _refuse_vault(vault: SqlVault, around: Surroundings) -> None:
    """Lock it again where IT does not want its office on this computer."""
    card = CardBook(vault.setting("card").encode(), vault.setting("card.signature").encode()).own()
    try:
        _refuse_training(card.training, around)
    except OtherTrainingError:
        vault.close()
        raise


def _refuse_training(training: bool, around: Surroundings) -> None:
    if (around.settings["training"], training) in (("only", False), ("never", True)):
        raise OtherTrainingError


def _new_office(
    office: NewOffice, around: Surroundings, passphrase: str
) -> tuple[SigningKey, DeskSetup]:
    """The identity of a new office: its root key, and the keys of its first desk with the card."""
    if advise(passphrase).refused:
        raise WeakPassphraseError
    _refuse_training(office.training, around)
    root, signing, identity = (
        SigningKey.generate(),
        SigningKey.generate(),
        HybridIdentity.generate(),
    )
    today = around.clock().date()
    desk = Desk(
        id=around.new_id()[:8],
        name=as_name(office.desk),
        key=signing.public_text,
        recipient=str(identity.recipient),
        roles=DESK_ROLES,
        valid_from=today - timedelta(days=1),
        valid_until=today + VALID_FOR,
    )
    raw, signature = make_card(
        root,
        office=around.new_id(),
        name=as_name(office.name),
        kind=office.kind,
        gm_code=as_name(office.gm_code),
        version=1,
        desks=(desk,),
        issued=today,
        expires=today + VALID_FOR,
        training=office.training,
    )
    return root, DeskSetup(desk.id, signing.to_bytes(), str(identity), raw, signature, ())


def _settle(vault: SqlVault, setup: DeskSetup) -> None:
    """Put a desk's keys and its office's card into its vault."""
    vault.set_setting("card", setup.card.decode())
    vault.set_setting("card.signature", setup.signature.decode())
    vault.set_setting("desk.id", setup.desk)
    vault.set_setting("desk.signing_key", setup.key.hex())
    vault.set_setting("desk.identity", setup.identity)
    key = SigningKey.from_bytes(setup.key)
    vault.histories.begin(*SignedRuns(key).new_replica())


def _mark(vault: SqlVault) -> str:
    return mark_of(str(vault.setting("vault")))
