"""Which slot opened each vault last on this account, so that unlocking tries that one first."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from overstap.kernel.errors import StoreError
from overstap.store.files import write_whole


@dataclass(frozen=True)
class LastSlots:
    """Kept in ``file``: ids that chance gave, and nobody's name. Where it is gone or wrong,
    unlocking takes longer and nothing else."""

    file: Path

    def of(self, vault: str) -> str:
        """The slot of a vault; empty for none."""
        return self._kept().get(vault, "")

    def remember(self, vault: str, slot: str) -> None:
        """This one opened it."""
        known = self._kept()
        if known.get(vault) != slot:
            said = json.dumps({**known, vault: slot}, indent=1, sort_keys=True)
            with suppress(StoreError, OSError):
                self.file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self.file, said.encode())

    def _kept(self) -> dict[str, str]:
        try:
            kept = json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
