"""The pane of a resident: head, column of sections and card, with every key it listens to."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from overstap.domain.answers import Field, Status
from overstap.domain.catalogue import Catalogue
from overstap.gui import theme
from overstap.gui.editing import Saved
from overstap.gui.editing.place import TalkPlace
from overstap.gui.editing.undo import wait_until_settled
from overstap.gui.form import FormView, Words
from overstap.gui.place import NUMBERED
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens.residents.file.adding import AddMember
from overstap.gui.screens.residents.file.card import FileCard
from overstap.gui.screens.residents.file.column import SectionColumn
from overstap.gui.screens.residents.file.earlier_dialog import EarlierDialog
from overstap.gui.screens.residents.file.head import FileHead
from overstap.gui.screens.residents.file.presenter import FilePresenter
from overstap.gui.screens.residents.file.state import (
    AnswerHistory,
    Ask,
    FileState,
    Known,
    RightItem,
)
from overstap.gui.widgets import Banner, Empty, link_button, quiet_button, words

_STATUS_KEYS = {
    "Ctrl+1": Status.UNKNOWN,
    "Ctrl+2": Status.DECLINED,
    "Ctrl+3": Status.NOT_APPLICABLE,
    "Ctrl+0": Status.NOT_ASKED,
}


class FilePane(QWidget):
    """One resident's file. Saves by itself; nothing it does asks a question in a window."""

    changed = Signal()
    handover_asked = Signal(str)
    dossier_asked = Signal(str)
    page_asked = Signal(str, str)
    overview_asked = Signal(str)
    resident_asked = Signal(str)
    talk_asked = Signal(object)
    list_asked = Signal()

    presenter: FilePresenter

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        texts = say.texts
        self._say = say
        self._state: FileState | None = None
        self._hidden = False
        self._above: object = None
        self._texts = texts
        self._head, self._column = FileHead(texts), SectionColumn(texts)
        self._card, self._adding = FileCard(catalogue, say), AddMember(catalogue, say)
        self._earlier: EarlierDialog | None = None
        self._cover = Empty("eye", texts("file.hidden"), texts("file.hidden.lead"))
        self._banner = QVBoxLayout()
        self._right = QStackedWidget()
        for page in (self._card, self._adding, self._cover):
            self._right.addWidget(page)
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty("residents", texts("file.none"), texts("file.none.lead")))
        self._stack.addWidget(self._file())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._listen()
        self._bind_keys()

    # what the residents screen asks

    def open(self, person: str, section: str = "", field: str = "") -> None:
        """Show a resident's file; what was being typed in the last one is written first."""
        self._flush()
        self.presenter.open(person, section, field)

    def place(self) -> tuple[str, str, str]:
        """The person, section and question one is at."""
        return self.presenter.place(self._field())

    def save_now(self) -> None:
        """Write what is being typed, and wait until it is in the vault or could not be."""
        self._flush()
        wait_until_settled(self.presenter.editing)

    def focus_first(self) -> None:
        """Stand in the first question in sight."""
        self.presenter.stand_first()

    def show_way_back(self, shown: bool) -> None:
        """Offer the list, where it is out of sight beside a file."""
        self._head.back.setVisible(shown)

    def ask_member(self) -> None:
        """Ask who is to be added to the household."""
        self._flush()
        self._right.setCurrentWidget(self._adding)
        self._adding.begin()

    def refresh(self) -> None:
        """The vault was changed elsewhere."""
        self.presenter.refresh()

    def talk(self) -> None:
        """Go on in the talk where one is in the form; not about what another office sent."""
        self._flush()
        if self._state is not None and not self._state.read_only:
            self.ask_talk(*self.place())

    def ask_talk(self, person: str, section: str, field: str) -> None:
        """Talk with a resident, at a section and question."""
        self.talk_asked.emit(TalkPlace(self.presenter.editing, person, section, field))

    def clear(self) -> None:
        """Show nobody."""
        self._flush()
        self.presenter.editing.history.clear()
        self.presenter.clear()

    def blur(self, on: bool) -> None:
        """Hide or show names and answers, for who looks along."""
        self._flush()
        self._hidden = on
        if self._state is not None:
            self.show_state(self._state)

    # what the presenter tells

    def show_state(self, state: FileState) -> None:
        other = self._state is None or state.person != self._state.person
        self._show_banner(state)
        self._state = state
        self._head.show_state(state, hidden=self._hidden)
        self._column.show_state(state)
        self._card.show_state(state)
        self._stack.setCurrentIndex(1)
        if self._hidden:
            self._right.setCurrentWidget(self._cover)
        elif other or self._right.currentWidget() is self._cover:
            self._right.setCurrentWidget(self._card)
        if other:
            self.resident_asked.emit(state.person)

    def show_nothing(self) -> None:
        self._state = None
        self._card.forget()
        self._stack.setCurrentIndex(0)

    def show_saved(self, saved: Saved) -> None:
        self._head.saved.show_saved(saved)

    def show_known(self, known: tuple[Known, ...]) -> None:
        self._adding.show_known(known)

    def stand_in(self, field: Field) -> None:
        self._card.focus(field)

    def stand_in_summary(self) -> None:
        self._card.summary.focus()

    def show_earlier(self, history: AnswerHistory) -> None:
        if self._earlier is None:
            self._earlier = EarlierDialog(self._say, self)
            self._earlier.taken_out.connect(
                lambda place, why: self.presenter.earlier.take_out(place, why)
            )
            self._earlier.uncover_asked.connect(lambda why: self.presenter.earlier.uncover(why))
        self._earlier.show_history(history)
        self._earlier.open()

    def tell_changed(self) -> None:
        self.changed.emit()

    # behind it

    def _flush(self) -> None:
        self._card.flush()

    def _field(self) -> Field:
        return self._card.form.current if self._card.form is not None else ""

    def _going(self, go: Callable[..., Any]) -> Callable[..., None]:
        """Write what is being typed before going elsewhere."""

        def went(*where: Any) -> None:
            self._flush()
            self._leave_adding()
            go(*where)

        return went

    def _show_banner(self, state: FileState) -> None:
        why = "" if self._hidden else state.held_back
        above = (
            state.received_from,
            state.used,
            state.may_come_back,
            bool(state.held_back),
            why,
            state.told,
            state.worker,
        )
        if above == self._above:
            return
        self._above = above
        while (item := self._banner.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if state.received_from:
            self._banner.addWidget(self._received(state))
        if state.held_back:
            self._banner.addWidget(Banner("warn", self._texts("rights.held"), why))
        if state.worker:
            self._banner.addWidget(self._take_over(state.worker))
        if state.told:
            self._banner.addWidget(Banner("ok", state.told))

    def _received(self, state: FileState) -> Banner:
        """Whose file it is, which version one works with, and what changed since."""
        if state.moved:
            return self._moved(state)
        since, changed = state.used
        lead = " ".join(part for part in (self._texts("file.received.lead"), since) if part)
        tone = "warn" if changed else "accent"
        banner = Banner(tone, state.received_from, lead, "inbox")
        if changed:
            banner.body.addWidget(words(changed, "strong", wrap=True))
        if state.may_use and (changed or not since):
            use = link_button(self._texts("used.use"), "tick")
            use.clicked.connect(lambda: self.presenter.use_version())
            banner.body.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        return banner

    def _take_over(self, worker: str) -> Banner:
        banner = Banner("accent", worker, self._texts("file.worker.lead"), "residents")
        button = quiet_button(self._texts("file.take_over"), "taken")
        button.clicked.connect(lambda: self.presenter.take_over())
        banner.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return banner

    def _moved(self, state: FileState) -> Banner:
        """Where it went; until it arrived it can be taken back."""
        lead = self._texts("file.moved.back.lead" if state.may_come_back else "file.moved.lead")
        banner = Banner("accent", state.received_from, lead, "handover")
        if state.may_come_back:
            back = link_button(self._texts("file.moved.back"), "undo")
            back.clicked.connect(lambda: self.presenter.take_back())
            banner.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return banner

    def ask_notice_folder(self) -> None:
        """Ask where the file for the other location goes."""
        folder = QFileDialog.getExistingDirectory(self, self._texts("file.moved.back.where"))
        if folder:
            self.presenter.take_back_with(Path(folder))

    def _ask_right(self, item: RightItem) -> None:
        """Do what the resident asks for, with the reason where it has to be accounted for."""
        if item.ask is Ask.LIFT:
            self.presenter.lift(item.right)
        elif item.ask is Ask.ERASE:
            self.page_asked.emit("retention", self._household())
        else:
            key = f"rights.{item.ask}.{item.right}" if item.right else f"rights.{item.ask}"
            title, lead = self._texts(key).rstrip(" .…"), self._texts(f"{key}.lead")
            dialog = ReasonDialog(title, lead, self._texts, self)
            dialog.given.connect(partial(self._do_right, item))
            dialog.open()

    def _do_right(self, item: RightItem, reason: str) -> None:
        if item.ask is Ask.SET:
            self.presenter.hold_back(item.right, reason)
            return
        folder = QFileDialog.getExistingDirectory(self, self._texts("rights.access.folder"))
        if folder:
            self.presenter.answer_access(reason, Path(folder))

    def _leave_adding(self) -> None:
        if self._right.currentWidget() is self._adding:
            self._right.setCurrentWidget(self._card)

    def _household(self) -> str:
        return self._state.household if self._state else ""

    def _file(self) -> QWidget:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, theme.spacing(3), 0)
        below.setSpacing(theme.spacing(3))
        below.addWidget(self._column)
        right = QVBoxLayout()
        right.setContentsMargins(0, theme.spacing(3), 0, theme.spacing(3))
        right.setSpacing(theme.spacing(3))
        right.addLayout(self._banner)
        right.addWidget(self._right, 1)
        below.addLayout(right, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(below, 1)
        return whole

    def _listen(self) -> None:
        ask: Callable[[], FilePresenter] = lambda: self.presenter  # noqa: E731
        self._head.member_chosen.connect(
            self._going(lambda to: ask().open(to, ask().page, self._field()))
        )
        self._head.adding_asked.connect(self.ask_member)
        self._head.back.clicked.connect(self.list_asked)
        self._head.talk_asked.connect(self.talk)
        self._head.shared_asked.connect(
            lambda: self.page_asked.emit("shared", self._state.household if self._state else "")
        )
        self._head.overview_asked.connect(
            self._going(lambda: self.overview_asked.emit(self.place()[0]))
        )
        self._head.right_chosen.connect(self._going(self._ask_right))
        self._head.retry_asked.connect(lambda: ask().editing.retry())
        self._column.page_chosen.connect(self._going(lambda page: ask().show_page(page)))
        self._column.next_asked.connect(self._going(lambda: ask().next_open(self._field())))
        self._card.made.connect(self._hear)
        self._card.footer.finish_asked.connect(self._going(lambda: ask().finish()))
        self._card.footer.later_asked.connect(self._going(lambda why: ask().later(why)))
        self._card.release.agreed.connect(lambda: ask().read_back())
        self._card.release.released.connect(lambda: ask().release())
        for asked in (self._card.release.dossier_asked, self._card.dossier.clicked):
            asked.connect(lambda *_: self.dossier_asked.emit(self._household()))
        self._card.release.handover_asked.connect(
            lambda: self.handover_asked.emit(self._household())
        )
        self._card.checklist.view.edited.connect(lambda edit: ask().set_item(edit))
        self._adding.added.connect(self._going(lambda answers: ask().add_member(answers)))
        self._adding.name_typed.connect(lambda name: ask().look_for(name))
        self._adding.known_chosen.connect(self._going(lambda person: ask().open(person)))
        self._adding.left.connect(self._going(lambda: self._card.focus()))

    def _hear(self, form: FormView) -> None:
        form.answered.connect(lambda answers: self.presenter.answered(answers))
        form.taken.connect(lambda answers: self.presenter.answered(answers, apart=True))
        form.uncover_asked.connect(lambda field, why: self.presenter.uncover(field, why))
        form.earlier_asked.connect(self._look_back)

    def _look_back(self, field: Field) -> None:
        self._flush()
        self.presenter.look_back(field)

    def _bind_keys(self) -> None:
        def here(act: Callable[[FormView], None]) -> Callable[[], None]:
            return lambda: act(self._card.form) if self._card.form is not None else None

        keys: dict[str, Callable[[], Any]] = {
            "Ctrl+S": self.save_now,
            "Ctrl+Z": self._undo,
            "Ctrl+Y": self._redo,
            "Ctrl+Shift+Z": self._redo,
            "Ctrl+Return": self._going(lambda: self.presenter.finish()),
            "Ctrl+Enter": self._going(lambda: self.presenter.finish()),
            "Ctrl+B": here(FormView.open_basis),
            "Ctrl+T": here(FormView.take_proposal),
            "Ctrl+H": lambda: self._look_back(self._field()),
            "F1": here(FormView.toggle_help),
        }
        for pressed, status in _STATUS_KEYS.items():
            keys[pressed] = here(partial(_choose, status))
        _listen(self, keys)
        self.bind_ways(self)

    def bind_ways(self, place: QWidget) -> None:
        """Let keys pressed in ``place`` go to where they go in the file that is in sight."""
        ways: dict[str, Callable[[], Any]] = {
            "F6": self.talk,
            "F8": self._going(lambda: self.presenter.next_open(self._field())),
            "Alt+Left": self._going(lambda: self.presenter.step_member(-1, self._field())),
            "Alt+Right": self._going(lambda: self.presenter.step_member(1, self._field())),
        }
        for number, pressed in enumerate(NUMBERED, start=1):
            ways[pressed] = self._going(lambda number=number: self.presenter.show_numbered(number))
        _listen(place, {pressed: self._in_sight(act) for pressed, act in ways.items()})

    def _in_sight(self, act: Callable[[], Any]) -> Callable[[], None]:
        return lambda: act() if self._state is not None and self.isVisible() else None

    def _undo(self) -> None:
        self._flush()
        self.presenter.editing.history.undo()

    def _redo(self) -> None:
        self._flush()
        self.presenter.editing.history.redo()


def _choose(status: Status, form: FormView) -> None:
    form.choose_status(status)


def _listen(place: QWidget, keys: Mapping[str, Callable[[], Any]]) -> None:
    for pressed, act in keys.items():
        shortcut = QShortcut(QKeySequence(pressed), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
