"""What a vault is opened in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from overstap.crypto.passphrase import Cost
from overstap.domain.policy import Setting
from overstap.kernel.clock import Clock
from overstap.kernel.ids import NewId
from overstap.kernel.task import Quiet, Task
from overstap.mailbox.key_store import SystemKeyStore
from overstap.store.last_slots import LastSlots
from overstap.store.sessions import Sessions
from overstap.usecases.ports.mailboxes import KeyStore


@dataclass(frozen=True)
class Surroundings:
    """What a vault is opened in: the time, new names, and this user's memory of vaults."""

    clock: Clock
    new_id: NewId
    sessions: Sessions
    last_slots: LastSlots
    cost: Callable[[], Cost]
    """Measures what a guess at a passphrase may cost on this computer."""
    policy: tuple[Setting, ...]
    """What counts on this computer."""
    key_store: KeyStore = field(default_factory=SystemKeyStore)
    task: Task = field(default_factory=Quiet)
    """Hears how far opening is."""

    @property
    def settings(self) -> Mapping[str, str]:
        """The values of ``policy``: see ``domain.policy.KEYS``."""
        return {setting.key: setting.value for setting in self.policy}
