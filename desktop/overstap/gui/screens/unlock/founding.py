"""Makes the identity of an office that has nothing yet: ``Page.ROOT`` of the door. Knows no Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from overstap.gui.screens.unlock.state import Identity, Page
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError

if TYPE_CHECKING:
    from overstap.usecases.vaults import NewIdentity, NewOffice, Vaults


class Founding:
    """``show`` changes what the door shows."""

    def __init__(
        self, vaults: "Vaults", texts: Texts, run: Callable[..., None], show: Callable[..., None]
    ) -> None:
        self._vaults, self._texts, self._run, self._show = vaults, texts, run, show

    def make(self, office: "NewOffice", folder: str, passphrase: str) -> None:
        """Write the card, the set-up file and the root key, and say what to do with each."""
        if not folder.strip():
            self._show(problems={"folder": self._texts("administration.missing.folder")})
            return
        self._show(busy=self._texts("door.busy.found"))
        self._run(
            lambda task: self._vaults.found(Path(folder.strip()), passphrase, office, task),
            done=self._made,
            failed=self._failed,
        )

    def _made(self, made: "NewIdentity") -> None:
        identity = Identity(
            folder=str(made.card.parent),
            card=made.card.name,
            desk=made.desk.name,
            root=made.root_key_file.name,
            number=tuple(made.number.split()),
        )
        self._show(page=Page.IDENTITY, identity=identity)

    def _failed(self, error: OverstapError) -> None:
        self._show(problems={"folder": self._texts.error(error)})
