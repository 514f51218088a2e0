"""The handover screen: a header with the way to go, and the page of now below it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.confirm_dialog import ConfirmDialog
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens.handover.answers_card import GoingCard, StayingCard
from overstap.gui.screens.handover.checks_panel import ChecksPanel
from overstap.gui.screens.handover.choose_page import ChoosePage
from overstap.gui.screens.handover.sent_page import SendingPage, SentPage
from overstap.gui.screens.handover.state import (
    Act,
    Action,
    ChooseState,
    PlanState,
    SendingState,
    SentState,
    Step,
)
from overstap.gui.widgets import Header
from overstap.gui.widgets.columns import Columns
from overstap.gui.widgets.stepper import Stepper
from overstap.i18n.texts import Texts

BESIDE = 1040
"""Pixels (at 100 % text) from which on the three columns stand beside each other."""


class HandoverScreen(QWidget):
    """Says by signals what was asked; ``presenter`` keeps who answers them alive."""

    changed = Signal()
    resident_asked = Signal(str)
    question_asked = Signal(str, str)
    office_asked = Signal(str)
    page_asked = Signal(str)
    dossier_asked = Signal(str)

    was_entered = Signal()
    household_chosen = Signal(str)
    search_edited = Signal(str)
    household_toggled = Signal(str)
    household_entered = Signal(str)
    office_picked = Signal(str)
    go_on_asked = Signal()
    back_asked = Signal()
    person_chosen = Signal(str)
    only_new_toggled = Signal(bool)
    variant_chosen = Signal(str, bool)
    read_back_agreed = Signal(str)
    restricted_opened = Signal(str, str, str)
    restricted_closed = Signal(str, str)
    release_asked = Signal(str)
    folder_asked = Signal()
    mailbox_picked = Signal()
    send_asked = Signal()
    stop_asked = Signal()
    lost_noted = Signal(str)
    mailbox_asked = Signal()
    """Go to the mailbox."""

    presenter: object = None

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._households: tuple[tuple[str, str], ...] = ()
        self.header = Header(texts("handover.title"), texts("handover.lead"))
        names = [texts(f"handover.step.{step.name.lower()}") for step in Step]
        self.stepper = Stepper(names, texts("handover.step.spoken"))
        self.header.side.addWidget(self.stepper)
        self.choose_page, self.sending_page = ChoosePage(texts), SendingPage(texts)
        self.sent_page = SentPage(texts)
        self.going, self.staying = GoingCard(texts), StayingCard(texts)
        self.checks = ChecksPanel(texts)
        self._pages = QStackedWidget()
        self._plan_page = self._plan()
        for page in (self.choose_page, self._plan_page, self.sending_page, self.sent_page):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._pages, 1)
        self._connect()

    def entered(self) -> None:
        """The screen came into sight."""
        self.was_entered.emit()

    def choose(self, household: str) -> None:
        """Begin with this household."""
        self.household_chosen.emit(household)

    def show_choose(self, state: ChooseState) -> None:
        """The first page."""
        self.header.say(self._texts("handover.title"), state.lead)
        self.stepper.show_step(Step.RECIPIENT)
        self.choose_page.show_state(state)
        if self._turn_to(self.choose_page) or not self._has_focus():
            self.choose_page.search.setFocus()

    def show_plan(self, state: PlanState) -> None:
        """What goes, what stays, what was checked."""
        self._households = tuple(
            (record, name) for record, name in state.people if record.startswith("household-")
        )
        self.header.say(state.title, state.lead)
        self.stepper.show_step(state.step)
        self.going.show_state(state)
        self.staying.show_state(state)
        self.checks.show_state(state)
        if self._turn_to(self._plan_page) or not self._has_focus():
            self.checks.send.setFocus()

    def show_sending(self, state: SendingState) -> None:
        """How far writing is."""
        self.sending_page.show_state(state)
        self._turn_to(self.sending_page)
        self.sending_page.stop.setFocus()

    def show_sent(self, state: SentState) -> None:
        """What was written."""
        self.stepper.show_step(len(Step))
        self._turn_to(self.sent_page)
        self.sent_page.show_state(state)

    def ask_folder(self, start: Path | None) -> Path | None:
        """The folder or stick that somebody picks; None when they do not."""
        title = self._texts("handover.folder.ask")
        picked = QFileDialog.getExistingDirectory(self, title, str(start or Path.home()))
        return Path(picked) if picked else None

    def tell_changed(self) -> None:
        """Something was written into the vault."""
        self.changed.emit()

    def act(self, action: Action | None) -> None:
        """Do what the button beside a check says."""
        if action is None:
            self.office_asked.emit("")
        elif action.act is Act.QUESTION:
            self.question_asked.emit(action.target, action.question)
        elif action.act is Act.RELEASE:
            self.release_asked.emit(action.target)
        elif action.act is Act.READ_BACK:
            self._confirm_read_back(action.target)
        elif action.act is Act.OPEN:
            self._ask_reason(action)
        elif action.act is Act.CLOSE:
            self.restricted_closed.emit(action.target, action.question)
        elif action.act is Act.LOST:
            self.lost_noted.emit(action.target)
        elif action.act is Act.WITHDRAW:
            self.page_asked.emit("withdrawals")
        else:
            self.office_asked.emit(action.target)

    def _confirm_read_back(self, household: str) -> None:
        question = ConfirmDialog("handover.read_back", self._texts, self)
        question.confirmed.connect(lambda: self.read_back_agreed.emit(household))
        question.open()

    def _ask_reason(self, action: Action) -> None:
        """Why a restricted answer goes along; without a reason it stays."""
        title = f"{action.word}: {action.about}"
        dialog = ReasonDialog(title, self._texts("handover.open.lead"), self._texts, self)
        dialog.given.connect(
            lambda reason: self.restricted_opened.emit(action.target, action.question, reason)
        )
        dialog.open()

    def _print(self) -> None:
        """The dossier of the only household, or of the one chosen from a menu."""
        if len(self._households) == 1:
            self.dossier_asked.emit(self._households[0][0])
            return
        menu = QMenu(self)
        for household, name in self._households:
            menu.addAction(name).triggered.connect(partial(self.dossier_asked.emit, household))
        menu.popup(self.checks.send.mapToGlobal(QPoint(0, 0)))

    def _turn_to(self, page: QWidget) -> bool:
        """Bring a page into sight; whether it was not there yet."""
        turned = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        return turned

    def _has_focus(self) -> bool:
        """Whether somebody is at work on this screen: then the focus stays where it is."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused) and focused.isVisible()

    def _plan(self) -> QWidget:
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        self.columns = Columns(
            [
                (self._texts("handover.checks"), self.checks, 9),
                (self._texts("handover.goes"), self.going, 11),
                (self._texts("handover.stays"), self.staying, 10),
            ],
            BESIDE,
            order=(1, 2, 0),
        )
        whole.addWidget(self.columns)
        return page

    def _connect(self) -> None:
        choose, checks = self.choose_page, self.checks
        for signal, to in (
            (choose.search_edited, self.search_edited),
            (choose.household_toggled, self.household_toggled),
            (choose.household_entered, self.household_entered),
            (choose.office_picked, self.office_picked),
            (choose.go_on_asked, self.go_on_asked),
            (choose.acted, self.act),
            (self.going.person_chosen, self.person_chosen),
            (self.going.only_new_toggled, self.only_new_toggled),
            (self.going.variant_chosen, self.variant_chosen),
            (self.staying.acted, self.act),
            (checks.acted, self.act),
            (checks.folder_asked, self.folder_asked),
            (checks.mailbox_picked, self.mailbox_picked),
            (checks.send_asked, self.send_asked),
            (checks.later_asked, self.back_asked),
            (checks.print_asked, self._print),
            (self.sending_page.stop_asked, self.stop_asked),
            (self.sent_page.dossier_asked, self.dossier_asked),
            (self.sent_page.again_asked, self.back_asked),
            (self.sent_page.mailbox_asked, self.mailbox_asked),
        ):
            signal.connect(to)
