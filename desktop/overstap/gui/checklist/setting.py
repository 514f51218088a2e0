"""Saying otherwise about one item: its state, since when, and who acts."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from overstap.domain import dates
from overstap.domain.readiness import Actor, ItemState, Said
from overstap.gui import theme
from overstap.gui.checklist.state import CheckLine
from overstap.gui.form.typed import DateEditor
from overstap.gui.widgets import (
    FlowLayout,
    Labelled,
    link_button,
    quiet_button,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts


class ItemSetting(QFrame):
    """``said`` carries what is to be said about the item; ``left`` when nothing is."""

    said = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, item: CheckLine) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self._texts = texts
        self._states = QButtonGroup(self)
        self._buttons: dict[ItemState, QPushButton] = {}
        self._on = DateEditor()
        self._day = Labelled(texts("checklist.set.on"), self._on)
        self._on.name(texts("checklist.set.on"))
        self._who = self._actors(item.said.who)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (4, 3, 4, 3)))
        whole.setSpacing(theme.spacing(3))
        whole.addWidget(words(texts("checklist.set.lead", item=item.text), "hint", wrap=True))
        whole.addWidget(self._choices(item))
        whole.addLayout(self._details())
        whole.addWidget(self._ends(given_back=item.said.state is not None))
        self._show_day(item.said.on)

    def focus(self) -> None:
        """Stand on the state of now."""
        chosen = self._states.checkedButton() or next(iter(self._buttons.values()))
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc leaves the setting, not the screen that it is on."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            event.accept()
            return True
        return super().event(event)

    def _choices(self, item: CheckLine) -> QWidget:
        whole = QWidget()
        flow = FlowLayout(whole)
        for state in ItemState:
            word = self._texts(f"checklist.state.{state}")
            button = toggle_button(word)
            button.setAccessibleName(f"{item.text}: {word}")
            button.setChecked(word == item.word)
            self._states.addButton(button)
            self._buttons[state] = button
            flow.addWidget(button)
        return whole

    def _details(self) -> FlowLayout:
        flow = FlowLayout(spacing=4)
        flow.addWidget(self._day)
        flow.addWidget(Labelled(self._texts("checklist.set.who"), self._who))
        return flow

    def _ends(self, *, given_back: bool) -> QWidget:
        whole = QWidget()
        flow = FlowLayout(whole)
        put = quiet_button(self._texts("checklist.set.do"), "tick")
        put.clicked.connect(self._put)
        flow.addWidget(put)
        if given_back:
            back = quiet_button(self._texts("checklist.set.back"), "undo")
            back.clicked.connect(lambda: self.said.emit(Said()))
            flow.addWidget(back)
        stay = link_button(self._texts("checklist.set.leave"))
        stay.clicked.connect(self.left)
        flow.addWidget(stay)
        return whole

    def _actors(self, chosen: Actor | None) -> QComboBox:
        box = QComboBox()
        box.addItem(self._texts("checklist.set.who.usual"), "")
        for actor in Actor:
            box.addItem(self._texts(f"actor.{actor}"), str(actor))
        box.setCurrentIndex(max(0, box.findData(str(chosen or ""))))
        return box

    def _show_day(self, on: date | None) -> None:
        today = QDate.currentDate().toString("yyyyMMdd")
        self._on.show_value(f"{on:%Y%m%d}" if on else today)

    def _put(self) -> None:
        """A day is a whole day, or nothing."""
        self._on.flush()
        typed = self._on.field.content().strip()
        on = _whole(typed)
        self._day.say("" if on or not typed else self._texts("checklist.set.no_day"))
        chosen = next((s for s, button in self._buttons.items() if button.isChecked()), None)
        if chosen is not None and (on or not typed):
            who = str(self._who.currentData())
            self.said.emit(Said(chosen, on, Actor(who) if who else None))


def _whole(typed: str) -> date | None:
    try:
        brp = dates.parse(typed)
        return date(int(brp[:4]), int(brp[4:6]), int(brp[6:]))
    except ValueError:
        return None
