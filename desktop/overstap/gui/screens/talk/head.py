"""The top of the talk: back to the form, who it is, and the topics with how far they are."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.editing.saved_label import SavedLabel
from overstap.gui.screens.talk.state import TalkState, Topic
from overstap.gui.widgets import (
    Picture,
    column,
    empty,
    link_button,
    quiet_button,
    row,
    state_colour,
    tip,
    words,
)
from overstap.i18n.texts import Texts


class TalkHead(QWidget):
    """Everything here is for staff, and disappears when the screen is turned."""

    left = Signal()
    turn_asked = Signal()
    second_asked = Signal()
    retry_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        back = link_button(texts("talk.back"), "arrow-left")
        tip(back, "F6 · Esc")
        back.clicked.connect(self.left)
        self._name, self._number = words("", "cardtitle"), words("", "hint")
        who = column(0)
        who.addWidget(self._name)
        who.addWidget(self._number)
        self.saved = SavedLabel(texts)
        self.saved.retry_asked.connect(self.retry_asked)
        self.turn = quiet_button(texts("talk.turn"), "refresh")
        tip(self.turn, "F7")
        self.turn.clicked.connect(self.turn_asked)
        self.second = quiet_button(texts("talk.second"), "eye")
        tip(self.second, "F9")
        self.second.clicked.connect(self.second_asked)
        divider = QFrame()
        divider.setObjectName("upright")
        whole = row(3)
        whole.setContentsMargins(*(theme.spacing(n) for n in (4, 2, 5, 2)))
        whole.addWidget(back)
        whole.addWidget(divider)
        whole.addLayout(who)
        whole.addStretch(1)
        for part in (self.saved, self.turn, self.second):
            whole.addWidget(part)
        self.setLayout(whole)

    def show_talk(self, state: TalkState, *, turned: bool) -> None:
        """Show who it is; ``turned``: the resident looks at this screen too."""
        self.setHidden(turned)
        self._name.setText(state.name)
        self._number.setText(state.number)
        self._number.setVisible(bool(state.number) and not theme.large())


class Topics(QWidget):
    """A bar for each topic; the names stand under them where all of them fit, under the one in
    sight otherwise, and nowhere where the text is so large that the page needs the room. ``chosen``
    carries a topic."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Topic] = ()
        self._buttons: list[_TopicButton] = []
        self._line = row(3)
        self._line.setContentsMargins(*(theme.spacing(n) for n in (5, 2, 5, 1)))
        self.setLayout(self._line)

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """Show how far each is."""
        if topics == self._shown:
            return
        self._shown = topics
        empty(self._line)
        self._buttons = [_TopicButton(topic) for topic in topics]
        for topic, button in zip(topics, self._buttons, strict=True):
            button.clicked.connect(lambda _on=False, to=topic.key: self.chosen.emit(to))
            self._line.addWidget(button, 1)
        self._name()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def _name(self) -> None:
        gaps = theme.spacing(3) * max(0, len(self._buttons) - 1)
        room = self.width() - theme.spacing(10) - gaps
        fits = sum(button.wanted for button in self._buttons) <= room
        for place, button in enumerate(self._buttons):
            current = self._shown[place].current
            button.show_name(fits or current)
            self._line.setStretch(place, button.wanted if fits or current else theme.size(40))


class _TopicButton(QPushButton):
    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.setObjectName("topic")
        self.setAutoDefault(False)
        said = f"{topic.title.staff}: {topic.word}" if topic.word else topic.title.staff
        self.setAccessibleName(said)
        tip(self, said)
        bar = QFrame()
        bar.setObjectName("topicbar")
        bar.setProperty("state", "current" if topic.current else topic.state)
        self._title = words(topic.title.staff, "strong" if topic.current else "hint")
        names = QHBoxLayout()
        names.setSpacing(theme.spacing(1))
        now = theme.tokens()
        plain = now.text3 if topic.state == "speech" else state_colour(topic.state)
        colour = now.accent if topic.current else plain
        picture = Picture(topic.state, colour, 16)
        names.addWidget(picture)
        names.addWidget(self._title, 1)
        self._named = QWidget()
        self._named.setLayout(names)
        names.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(1) for _ in range(4)))
        whole.setSpacing(theme.spacing(1))
        whole.addWidget(bar)
        whole.addWidget(self._named)
        self._named.setHidden(theme.large())
        self.wanted = self._title.sizeHint().width() + theme.size(16) + theme.spacing(3)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_name(self, on: bool) -> None:
        """Show the name under the bar, or keep it for the mouse and the screen reader."""
        self._title.setVisible(on)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
