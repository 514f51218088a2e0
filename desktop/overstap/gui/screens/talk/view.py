"""The talk, over the whole window: topics, one page, staff's note, and the resident's half."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from overstap.domain.answers import Field, Status
from overstap.domain.catalogue import Catalogue
from overstap.domain.records import RecordId
from overstap.gui import theme
from overstap.gui.editing import Saved, SaveState
from overstap.gui.editing.place import TalkPlace
from overstap.gui.editing.undo import wait_until_settled
from overstap.gui.form import Words
from overstap.gui.place import NUMBERED
from overstap.gui.screens.talk.face import Face, SecondWindow, TurnedHalf
from overstap.gui.screens.talk.foot import Band, Foot
from overstap.gui.screens.talk.head import TalkHead, Topics
from overstap.gui.screens.talk.presenter import TalkPresenter
from overstap.gui.screens.talk.stack import PageStack
from overstap.gui.screens.talk.state import Half, TalkState

CARD_WIDTH = 1200
_STATUS_KEYS = {
    "Ctrl+1": Status.UNKNOWN,
    "Ctrl+2": Status.DECLINED,
    "Ctrl+3": Status.NOT_APPLICABLE,
    "Ctrl+0": Status.NOT_ASKED,
}

BEGINS_AT = 10
"""The number of ``Alt+0`` among the keys."""


class TalkView(QWidget):
    """One talk. ``talk_left`` carries the resident, section and question one comes back to."""

    fills_window = True

    changed = Signal()
    talk_left = Signal(str, str, str)

    presenter: TalkPresenter

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        texts = say.texts
        self._state: TalkState | None = None
        self._catalogue, self._say = catalogue, say
        self._head, self._topics = TalkHead(texts), Topics()
        self._staff = PageStack(catalogue, say, Half.BOTH)
        self._foot, self._band = Foot(catalogue, say), Band(texts)
        self._turned = TurnedHalf(self._face())
        self._turned.hide()
        self._second: SecondWindow | None = None
        self._lay_out()
        self._listen()
        self._bind_keys()

    # what the shell asks

    def begin(self, place: TalkPlace) -> None:
        """Talk about a question of a file; nothing of the last talk stays in sight."""
        self._staff.forget()
        self.presenter.begin(place.editing, place.person, place.section, place.field)

    def entered(self) -> None:
        """It comes into sight; what it shows comes with ``begin``."""
        self.stand_in_page()

    def place(self) -> tuple[str, str, str]:
        """Where one is."""
        return self.presenter.place()

    def save_now(self) -> None:
        """Write what is being typed, and wait until it is in the vault or could not be."""
        self._flush()
        if self.presenter.editing is not None:
            wait_until_settled(self.presenter.editing)

    # what the presenter tells

    def show_talk(self, state: TalkState) -> None:
        self._state = state
        turned = self.turned
        self._head.show_talk(state, turned=turned)
        self._topics.show_topics(state.topics)
        self._topics.setVisible(not turned)
        self._staff.half = Half.STAFF if turned else Half.BOTH
        self._staff.show_talk(state)
        self._foot.show_talk(state, turned=turned)
        self._band.show_talk(state, turned=turned)
        if turned:
            self._turned.face.show_talk(state)
        if self._second is not None:
            self._second.face.show_talk(state)

    def show_saved(self, saved: Saved) -> None:
        self._head.saved.show_saved(saved)
        if saved.state is SaveState.FAILED and self.turned:
            self.turn()  # what was typed is not safe: that goes before

    def stand_in_page(self) -> None:
        if not self._staff.focus():
            self._foot.next.setFocus()

    def tell_changed(self) -> None:
        self.changed.emit()

    def tell_left(self, person: RecordId, section: str, field: Field) -> None:
        self.talk_left.emit(person, section, field)

    # the resident's half

    @property
    def turned(self) -> bool:
        """Whether half of this screen is turned to the resident."""
        return not self._turned.isHidden()

    def turn(self) -> None:
        """Turn half of the screen to the resident, or back."""
        self._flush()
        self._turned.setVisible(not self.turned)
        if self._state is not None:
            self.show_talk(self._state)
            self.stand_in_page()

    def open_second(self) -> None:
        """Show the resident's half in a window of its own, or close it."""
        if self._second is not None:
            self._second.close()
            return
        self._second = SecondWindow(self._face(), self)
        self._second.walked.connect(self._walk)
        self._second.closed.connect(self._second_closed)
        if self._state is not None:
            self._second.face.show_talk(self._state)
        self._second.open_beside()
        self._head.second.setText(self._say.texts("talk.second.close"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Elsewhere in the program nothing is shown to a resident."""
        super().hideEvent(event)
        if self._second is not None:
            self._second.close()
        self._turned.hide()

    # behind it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the form: what is typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _face(self) -> Face:
        face = Face(self._catalogue, self._say)
        face.value_chosen.connect(lambda value: self._staff.choose_value(value))
        face.status_chosen.connect(lambda status: self._staff.choose_status(status))
        face.walked.connect(self._walk)
        return face

    def _second_closed(self) -> None:
        if self._second is not None:
            self._second.deleteLater()
            self._second = None
        self._head.second.setText(self._say.texts("talk.second"))
        self.activateWindow()

    def _walk(self, by: int) -> None:
        self._flush()
        if by > 0:
            self.presenter.go_on()
        else:
            self.presenter.walk(by)

    def _leave(self) -> None:
        self._flush()
        self.presenter.leave()

    def _flush(self) -> None:
        self._staff.flush()
        self._foot.flush()

    def _going(self, go: Callable[..., Any]) -> Callable[..., None]:
        """Write what is being typed before going elsewhere."""

        def went(*where: Any) -> None:
            self._flush()
            go(*where)

        return went

    def _listen(self) -> None:
        ask: Callable[[], TalkPresenter] = lambda: self.presenter  # noqa: E731
        self._head.left.connect(self._leave)
        self._head.turn_asked.connect(self.turn)
        self._head.second_asked.connect(self.open_second)
        self._head.retry_asked.connect(self._retry)
        self._topics.chosen.connect(self._going(lambda topic: ask().show_topic(topic)))
        self._staff.answered.connect(lambda answers: ask().answered(answers))
        self._staff.next_asked.connect(partial(self._walk, 1))
        self._staff.corrected.connect(self._going(lambda field: ask().correct(field)))
        self._staff.remarked.connect(lambda remark: ask().remarked(remark))
        self._staff.skipped.connect(self._going(lambda: ask().walk(1)))
        self._foot.walked.connect(self._walk)
        self._foot.turn_asked.connect(self.turn)
        self._foot.noted.connect(lambda answers: ask().answered(answers))
        self._band.start_asked.connect(self._going(lambda: ask().show_start()))
        self._band.reading_asked.connect(self._going(lambda: ask().read_back()))

    def _retry(self) -> None:
        if self.presenter.editing is not None:
            self.presenter.editing.retry()

    def _history(self, act: str) -> None:
        self._flush()
        if self.presenter.editing is not None:
            getattr(self.presenter.editing.history, act)()

    def _number(self, number: int) -> None:
        """Topics have the numbers that they have in the form; the beginning is 0."""
        topics = self._state.topics if self._state else ()
        at = number % BEGINS_AT
        if number <= BEGINS_AT and at < len(topics):
            self._flush()
            self.presenter.show_topic(topics[at].key)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("talkcard")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.spacing(n) for n in (4, 4, 6, 4)))
        inside.addWidget(self._staff, 1)
        sheet = QWidget()
        sheet.setMaximumWidth(max(CARD_WIDTH, theme.size(CARD_WIDTH)))
        on_it = QVBoxLayout(sheet)
        on_it.setContentsMargins(0, 0, 0, 0)
        on_it.setSpacing(theme.spacing(3))
        on_it.addWidget(card, 1)
        on_it.addWidget(self._foot)
        middle = QHBoxLayout()
        middle.setContentsMargins(*(theme.spacing(n) for n in (8, 1, 8, 3)))
        middle.addStretch(1)
        middle.addWidget(sheet, 1000)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._turned, 1)
        whole.addWidget(self._head)
        whole.addWidget(self._topics)
        whole.addLayout(middle, 1)
        whole.addWidget(self._band)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], Any]] = {
            "F6": self._leave,
            "F7": self.turn,
            "F9": self.open_second,
            "F4": self._foot.stand_in_note,
            "F1": self._staff.toggle_help,
            "Ctrl+B": self._staff.open_basis,
            "PgDown": partial(self._walk, 1),
            "PgUp": partial(self._walk, -1),
            "Ctrl+S": self.save_now,
            "Ctrl+Z": partial(self._history, "undo"),
            "Ctrl+Y": partial(self._history, "redo"),
            "Ctrl+Shift+Z": partial(self._history, "redo"),
        }
        for pressed, status in _STATUS_KEYS.items():
            keys[pressed] = partial(self._staff.choose_status, status)
        for number, pressed in enumerate(NUMBERED, start=1):
            keys[pressed] = partial(self._number, number)
        for pressed, act in keys.items():
            shortcut = QShortcut(QKeySequence(pressed), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
