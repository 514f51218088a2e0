"""Which screens are there for whom. Use cases refuse by themselves; here nobody is led to that."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from overstap.domain.roles import NotPermittedError, Permission
from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App
from overstap.usecases.guard import OnlyReadingError
from overstap.usecases.lists.open_file import ResidentFile

SCREENS: Mapping[str, Permission] = {
    "work": Permission.READ,
    "residents": Permission.READ,
    "overview": Permission.READ,
    "talk": Permission.WRITE,
    "doubles": Permission.WRITE,
    "list_import": Permission.WRITE,
    "handover": Permission.HAND_OVER,
    "receive": Permission.RECEIVE,
    "dossier": Permission.PRINT,
    "offices": Permission.OFFICES,
    "mailbox": Permission.OFFICES,
}
"""What a screen is for; one that is not here is for everybody."""

LASTING = frozenset({"work", "mailbox", "administration"})
"""Screens that mean nothing to who only reads bundles, of which nothing stays."""


def may_see(app: App, screen: str) -> bool:
    """Whether a screen is there for who unlocked the vault."""
    if app.reading and screen in LASTING:
        return False
    return screen not in SCREENS or SCREENS[screen] in app.permissions


def refusal(screen: str) -> RefusedError:
    """What is said to who asks for a screen that is not there for them."""
    if screen not in SCREENS:
        return OnlyReadingError()
    return NotPermittedError.lacking(SCREENS[screen])


def as_permitted(app: App, file: ResidentFile) -> ResidentFile:
    """The file for who unlocked the vault: to be read only, where they may not write."""
    return file if Permission.WRITE in app.permissions else replace(file, read_only=True)


class Nowhere:
    """Stands where a screen would: whatever is asked of it does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None
