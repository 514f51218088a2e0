"""The composition root: the only place that knows which machinery stands behind which port."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import platformdirs

from overstap.bundle.cards import make_card
from overstap.crypto.age import HybridIdentity, PassphraseIdentity, encrypt
from overstap.crypto.passphrase import WeakPassphraseError, too_weak
from overstap.crypto.signature import SigningKey
from overstap.domain.offices import Desk
from overstap.kernel.clock import Clock, system_clock
from overstap.kernel.ids import NewId, random_id
from overstap.kernel.task import Task
from overstap.store.files import write_whole
from overstap.store.vault import SqlVault
from overstap.usecases.app import App, NewOffice, NewVault

CARD_VALID_FOR = timedelta(days=2 * 365)
DESK_ROLES = frozenset({"handover", "receipt"})


@dataclass(frozen=True)
class Doors:
    """Makes and unlocks vaults; obeys ``usecases.app.Vaults``."""

    settings_file: Path
    clock: Clock = system_clock
    new_id: NewId = random_id

    def default_folder(self) -> Path:
        """The per-user data folder."""
        return platformdirs.user_data_path("overstap", appauthor=False) / "vault"

    def exists(self, folder: Path) -> bool:
        """Whether there is a vault to unlock in the folder."""
        return SqlVault.exists(folder)

    def create(self, folder: Path, passphrase: str, office: NewOffice, task: Task) -> NewVault:
        """Make a vault with a new office, whose only desk is this one."""
        if too_weak(passphrase):
            raise WeakPassphraseError
        task.step("vault.create")
        vault, recovery_key = SqlVault.create(folder, passphrase, office.user)
        with vault.writing():
            root = self._found_office(vault, office)
        root_file = folder / "office-root.age"
        write_whole(root_file, encrypt(root.to_bytes(), [PassphraseIdentity(passphrase)]))
        return NewVault(self._build(vault, folder), recovery_key, root_file)

    def unlock(self, folder: Path, passphrase: str, task: Task) -> App:
        """Open a vault."""
        task.step("vault.unlock")
        return self._build(SqlVault.open(folder, passphrase), folder)

    def settings(self) -> Mapping[str, str]:
        """What may be known while locked; empty where nothing was remembered."""
        try:
            known = json.loads(self.settings_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}

    def remember(self, key: str, value: str) -> None:
        """Keep one setting."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        known = {**self.settings(), key: value}
        write_whole(self.settings_file, json.dumps(known, indent=1, sort_keys=True).encode())

    def _found_office(self, vault: SqlVault, office: NewOffice) -> SigningKey:
        """Give the office its identity and this desk its keys; the root key is not kept here."""
        root, signing, identity = (
            SigningKey.generate(),
            SigningKey.generate(),
            HybridIdentity.generate(),
        )
        today = self.clock().date()
        office_id = self.new_id()
        desk = Desk(
            id=self.new_id()[:8],
            name=office.desk,
            key=signing.public_text,
            recipient=str(identity.recipient),
            roles=DESK_ROLES,
            valid_from=today - timedelta(days=1),
            valid_until=today + CARD_VALID_FOR,
        )
        raw, signature = make_card(
            root,
            office=office_id,
            name=office.name,
            kind=office.kind,
            gm_code=office.gm_code,
            version=1,
            desks=(desk,),
            issued=today,
            expires=today + CARD_VALID_FOR,
            training=office.training,
        )
        vault.set_setting("card", raw.decode())
        vault.set_setting("card.signature", signature.decode())
        vault.set_setting("desk.id", desk.id)
        vault.set_setting("desk.signing_key", signing.to_bytes().hex())
        vault.set_setting("desk.identity", str(identity))
        return root

    def _build(self, vault: SqlVault, folder: Path) -> App:
        return build(vault, folder, self.clock, self.new_id)


def vaults() -> Doors:
    """The doors for this user of this computer."""
    folder = platformdirs.user_config_path("overstap", appauthor=False)
    return Doors(Path(os.environ.get("OVERSTAP_SETTINGS", folder / "settings.json")))
