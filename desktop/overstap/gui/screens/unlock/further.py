"""The pages of the door behind the first one, imported when somebody goes there."""

from collections.abc import Callable

from overstap.gui.screens.unlock.creating import DeskPage, OfficePage, PassphrasePage, RenewPage
from overstap.gui.screens.unlock.entering import TogetherPage
from overstap.gui.screens.unlock.identity import IdentityPage, RootPage
from overstap.gui.screens.unlock.joining import JoinPage, ReadPage
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.recovery import RecoveryPage
from overstap.gui.screens.unlock.restoring import RestorePage
from overstap.gui.screens.unlock.state import DoorState, Page
from overstap.i18n.texts import Texts

FURTHER: dict[Page, Callable[[Texts, DoorState], DoorPage]] = {
    Page.JOIN: JoinPage,
    Page.READ: ReadPage,
    Page.OFFICE: OfficePage,
    Page.DESK: DeskPage,
    Page.PASSPHRASE: PassphrasePage,
    Page.RECOVERY: RecoveryPage,
    Page.RESTORE: RestorePage,
    Page.RENEW: RenewPage,
    Page.TOGETHER: TogetherPage,
    Page.ROOT: RootPage,
    Page.IDENTITY: IdentityPage,
}
