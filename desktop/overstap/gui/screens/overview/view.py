"""The overview of a household: its head, five pages, and every key it listens to."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from overstap.domain.places import Level
from overstap.gui import theme
from overstap.gui.checklist import ItemEdit
from overstap.gui.form.codes import Called, Suggest
from overstap.gui.screens.overview.ask_page import AskPage
from overstap.gui.screens.overview.chain_page import ChainPage
from overstap.gui.screens.overview.household_page import HouseholdPage
from overstap.gui.screens.overview.presenter import OverviewPresenter
from overstap.gui.screens.overview.readiness_page import ReadinessPage
from overstap.gui.screens.overview.regions_page import RegionsPage
from overstap.gui.screens.overview.state import Jump, OverviewState, Page
from overstap.gui.screens.overview.undo import ItemCommand
from overstap.gui.widgets import Empty, FlowLayout, Header, empty, quiet_button, tip, toggle_button
from overstap.i18n.texts import Texts


class OverviewScreen(QWidget):
    """``left`` goes back to where one came from."""

    changed = Signal()
    left = Signal()
    resident_asked = Signal(str)
    question_asked = Signal(str, str)
    member_asked = Signal(str)
    dossier_asked = Signal(str)

    presenter: OverviewPresenter

    def __init__(self, texts: Texts, suggest: Suggest, called: Called, *, prints: bool) -> None:
        super().__init__()
        self._texts = texts
        self._state: OverviewState | None = None
        self._hidden = False
        self.undo_stack = QUndoStack(self)
        self.head = Header("")
        back = quiet_button(f"{texts('overview.back')}   F3", "arrow-left")
        back.setAccessibleName(texts("overview.back"))
        back.clicked.connect(self._leave)
        self._print = quiet_button(texts("overview.print"), "print", "Ctrl+P")
        self._print.clicked.connect(self._print_dossier)
        self._prints = prints
        self._print.hide()
        self.head.side.addWidget(self._print)
        self.head.side.addWidget(back)
        self.chain, self.readiness, self.ask = (
            ChainPage(texts),
            ReadinessPage(texts),
            AskPage(texts),
        )
        self.regions = RegionsPage(texts, suggest, called)
        self.home = HouseholdPage(texts)
        self._pages: dict[Page, QWidget] = {
            Page.CHAIN: self.chain,
            Page.READINESS: self.readiness,
            Page.ASK: self.ask,
            Page.REGIONS: self.regions,
            Page.HOUSEHOLD: self.home,
        }
        self._lay_out()
        self._listen()
        self._bind_keys()

    # what the shell asks

    def entered(self) -> None:
        """It comes into sight."""
        self.presenter.refresh()

    def choose(self, record: str) -> None:
        """Show the household of a resident."""
        if record != self.presenter.person:
            self.undo_stack.clear()
        self.presenter.show(record)

    def blur(self, on: bool) -> None:
        """Hide names and answers for who looks along."""
        self._hidden = on
        if self._state is not None:
            self.show_state(self._state)

    # what the presenter tells

    def show_state(self, state: OverviewState) -> None:
        came = self._state is None or self._state.page is not state.page
        self._state = state
        self.head.say(self._texts("overview.hidden") if self._hidden else state.title, state.lead)
        self._print.setVisible(self._prints)
        self._tabs[state.page].setChecked(True)
        self._show_members(state)
        self._show_page(state)
        page = self._cover if self._hidden else self._pages[state.page]
        self._stack.setCurrentWidget(page)
        if came and not self._hidden:
            self._tabs[state.page].setFocus()

    def show_nothing(self) -> None:
        self._state = None
        self._print.hide()
        self._stack.setCurrentWidget(self._nobody)

    def tell_changed(self) -> None:
        self.changed.emit()

    # behind it

    def _show_page(self, state: OverviewState) -> None:
        if state.chain is not None:
            self.chain.show_state(state.chain)
        if state.readiness is not None:
            self.readiness.show_state(state.readiness)
        if state.ask is not None:
            self.ask.show_state(state.ask)
        if state.regions is not None:
            self.regions.show_state(state.regions)
        if state.home is not None:
            self.home.show_state(state.home, state.doing, state.error)

    def _show_members(self, state: OverviewState) -> None:
        one_by_one = state.page is Page.READINESS and not self._hidden
        empty(self._members)
        self._whose.setVisible(one_by_one and len(state.members) > 1)
        for member in state.members if one_by_one else ():
            chip = toggle_button(member.name, "member")
            chip.setChecked(member.current)
            chip.clicked.connect(lambda _on, to=member.person: self.presenter.show_person(to))
            self._members.addWidget(chip)

    def _jump(self, jump: Jump) -> None:
        self.question_asked.emit(jump.record, jump.field)

    def _print_dossier(self) -> None:
        if self._state is not None:
            self.dossier_asked.emit(self._state.household)

    def _leave(self) -> None:
        self.left.emit()

    def _step_back(self) -> None:
        """Out of what one is doing or typing; else out of the overview."""
        if self._state is not None and self._state.doing is not None:
            self.presenter.regroup.leave()
        elif self._state is not None and isinstance(QApplication.focusWidget(), QLineEdit):
            self._tabs[self._state.page].setFocus()
        else:
            self._leave()

    def _set_item(self, edit: ItemEdit) -> None:
        person = self.presenter.person
        self.undo_stack.push(ItemCommand(edit, partial(self.presenter.set_item, person)))

    def _lay_out(self) -> None:
        texts = self._texts
        self._tabs: dict[Page, QPushButton] = {}
        group, bar = QButtonGroup(self), QWidget()
        flow = FlowLayout(bar)
        for number, page in enumerate(Page, start=1):
            tab = toggle_button(texts(f"overview.page.{page}"))
            tip(tab, f"Alt+{number}")
            tab.clicked.connect(partial(self._go, page))
            group.addButton(tab)
            flow.addWidget(tab)
            self._tabs[page] = tab
        self._whose = QWidget()
        self._members = FlowLayout(self._whose)
        self._nobody = Empty("residents", texts("overview.nobody"), texts("overview.nobody.lead"))
        self._cover = Empty("eye", texts("file.hidden"), texts("file.hidden.lead"))
        self._stack = QStackedWidget()
        for part in (self._nobody, self._cover, *self._pages.values()):
            self._stack.addWidget(part)
        below = QVBoxLayout()
        side = theme.spacing(5)
        below.setContentsMargins(side, theme.spacing(3), side, theme.spacing(2))
        below.setSpacing(theme.spacing(3))
        for widget in (bar, self._whose):
            below.addWidget(widget)
        below.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(below, 1)

    def _go(self, page: Page) -> None:
        self.presenter.show_page(page)

    def _listen(self) -> None:
        ask: Callable[[], OverviewPresenter] = lambda: self.presenter  # noqa: E731
        regions, home = self.regions, self.home
        self.readiness.checklist.edited.connect(self._set_item)
        for jumped in (
            self.readiness.jumped,
            self.ask.jumped,
            home.jumped,
            home.split.jumped,
        ):
            jumped.connect(self._jump)
        self.ask.purpose_chosen.connect(lambda purpose: ask().ask_for(purpose))
        regions.place_chosen.connect(lambda code: ask().show_area(code))
        regions.level_chosen.connect(lambda level: ask().show_level(Level(level)))
        regions.reason_given.connect(lambda reason: ask().uncover(reason))
        home.person_asked.connect(self.resident_asked)
        home.member_asked.connect(lambda: self.member_asked.emit(ask().person))
        home.undo_asked.connect(lambda which: ask().undo(which))
        home.split_asked.connect(lambda: ask().regroup.begin_split())
        home.move_asked.connect(lambda: ask().regroup.begin_move())
        home.join_asked.connect(lambda: ask().regroup.begin_join())
        for panel in (home.split, home.move_, home.join):
            panel.do_asked.connect(lambda: ask().regroup.do())
            panel.left.connect(lambda: ask().regroup.leave())
        for members in (home.split, home.move_):
            members.member_toggled.connect(lambda person: ask().regroup.choose_member(person))
        home.split.protected_toggled.connect(lambda on: ask().regroup.choose_protected(on=on))
        home.split.unit_toggled.connect(lambda key: ask().regroup.choose_unit(key))
        home.split.checked_toggled.connect(lambda on: ask().regroup.choose_checked(on=on))
        for search in (home.move_.search, home.join.search):
            search.searched.connect(lambda text: ask().regroup.search(text))
            search.picked.connect(lambda household: ask().regroup.pick(household))

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], Any]] = {
            "Esc": self._step_back,
            "Ctrl+Z": self.undo_stack.undo,
            "Ctrl+Y": self.undo_stack.redo,
            "Ctrl+Shift+Z": self.undo_stack.redo,
            "Alt+Left": lambda: self.presenter.step_person(-1),
            "Alt+Right": lambda: self.presenter.step_person(1),
        }
        for number, page in enumerate(Page, start=1):
            keys[f"Alt+{number}"] = partial(self._go, page)
        for pressed, act in keys.items():
            shortcut = QShortcut(QKeySequence(pressed), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
