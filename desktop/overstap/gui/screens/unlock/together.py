"""Opening a vault with shares of the way back: ``Page.TOGETHER`` of the door. Knows no Qt."""

from collections.abc import Callable

from overstap.gui.screens.unlock.state import Page
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError


class Together:
    """Takes one share after the other; ``unlock`` hears the words of all when they are enough.
    ``show`` changes what the door shows."""

    def __init__(
        self, texts: Texts, show: Callable[..., None], unlock: Callable[[str], None]
    ) -> None:
        self._texts, self._show, self._unlock = texts, show, unlock
        self._typed: tuple[str, ...] = ()

    def begin(self) -> None:
        """Ask for the first share."""
        self._typed = ()
        self._show(page=Page.TOGETHER, told="")

    def add(self, share: str) -> None:
        """One more share was typed."""
        from overstap.usecases.administration.share_recovery import shares_so_far

        if not share.strip():
            self._refuse(self._texts("door.together.missing"))
            return
        try:
            given, needed = shares_so_far((*self._typed, share))
        except OverstapError as error:
            self._refuse(self._texts.error(error))
            return
        if given == len(self._typed):
            self._refuse(self._texts("door.together.twice"))
            return
        self._typed = (*self._typed, share)
        if given < needed:
            self._show(told=self._texts("door.together.more", given=given, needed=needed))
        else:
            words, self._typed = " ".join(self._typed), ()
            self._show(told="")
            self._unlock(words)

    def leave(self) -> None:
        """Keep none of what was typed."""
        self._typed = ()

    def _refuse(self, sentence: str) -> None:
        self._show(problems={"share": sentence})
