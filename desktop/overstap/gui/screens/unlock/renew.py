"""From the recovery key to a passphrase of one's own: ``Page.RENEW`` of the door. Knows no Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from overstap.gui.screens.unlock.state import Page
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task

if TYPE_CHECKING:
    from overstap.usecases.app import App


class Renewing:
    """Holds what the recovery key opened, until somebody has a passphrase or goes away. ``show``
    changes what the door shows."""

    def __init__(
        self,
        run: Callable[..., None],
        show: Callable[..., None],
        failed: Callable[[OverstapError], None],
    ) -> None:
        self._run, self._show, self._failed = run, show, failed
        self._app: App | None = None

    def begin(self, app: "App") -> None:
        """Ask whose passphrase it replaces."""
        self._app = app
        self._run(
            lambda _task: tuple(user.name for user in app.administer_users()),
            done=lambda users: self._show(page=Page.RENEW, users=users),
        )

    def renew(self, user: str, passphrase: str, then: Callable[[], None]) -> None:
        """Write the new passphrase and lock again; ``then`` comes in with it."""
        app = self._app
        if app is None:
            return

        def work(_task: Task) -> None:
            app.administer_users.reset_passphrase(user, passphrase)
            app.close()

        def done(_nothing: None) -> None:
            self._app = None
            then()

        self._run(work, done=done, failed=self._failed)

    def leave(self) -> None:
        """Lock what the recovery key opened."""
        if self._app is not None:
            close, self._app = self._app.close, None
            self._run(lambda _task: close(), done=lambda _nothing: None)
