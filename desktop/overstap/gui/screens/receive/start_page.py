"""Nothing is open yet: choose a file or a folder, and see what waits and what came before."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.receive.state import AdditionRow, FileRow, ReceivedRow, StartState
from overstap.gui.widgets import (
    Card,
    Header,
    Picture,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    words,
)
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts


class StartPage(QWidget):
    """Shows a ``StartState``; says what was asked."""

    file_asked = Signal()
    folder_asked = Signal()
    mailbox_asked = Signal()
    again_asked = Signal()
    open_asked = Signal(object)
    """A list of paths."""
    undo_asked = Signal(str)
    resident_asked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        header = Header(texts("receive.title"), texts("receive.title.lead"))
        self.choose = primary_button(texts("receive.choose"), "file", "Ctrl+O")
        self.choose.clicked.connect(self.file_asked)
        whole.addWidget(header)
        footed = Footed(5)
        self._body = footed.body
        footed.foot.addStretch(1)
        footed.foot.addWidget(self.choose)
        whole.addWidget(footed, 1)

    def show_state(self, state: StartState) -> None:
        """Show what waits now."""
        body = self._body
        empty(body)
        body.addWidget(self._inbox(state))
        if state.additions:
            body.addWidget(self._additions(state.additions))
        if state.received:
            body.addWidget(self._received(state.received))
        body.addStretch(1)

    def _inbox(self, state: StartState) -> QWidget:
        texts = self._texts
        card = Card()
        top = QHBoxLayout()
        top.addWidget(words(texts("receive.inbox"), "cardtitle"), 1)
        again = link_button(texts("receive.again"), "refresh", "F5")
        again.clicked.connect(self.again_asked)
        folder = link_button(texts("receive.folder.change"), "folder")
        folder.clicked.connect(self.folder_asked)
        if state.folder:
            top.addWidget(again)
        top.addWidget(folder)
        if state.mailbox:
            mailbox = link_button(texts("mailbox.open"), "inbox")
            mailbox.clicked.connect(self.mailbox_asked)
            top.addWidget(mailbox)
        card.body.addLayout(top)
        if state.folder:
            where = texts("receive.folder", folder=state.folder)
            card.body.addWidget(words(where, "hint", wrap=True))
        for waiting in state.files:
            card.body.addWidget(line())
            card.body.addWidget(self._file(waiting))
        openable = [waiting.path for waiting in state.files if waiting.tone in ("ok", "warn")]
        if len(openable) > 1:
            everything = quiet_button(texts("receive.open_all", count=len(openable)), "inbox")
            everything.clicked.connect(partial(self.open_asked.emit, openable))
            card.body.addWidget(everything, 0, Qt.AlignmentFlag.AlignLeft)
        if not state.files:
            card.body.addWidget(self._nothing(state))
        return card

    def _nothing(self, state: StartState) -> QWidget:
        key = "reading" if state.reading else ("empty" if state.folder else "no_folder")
        shown, whole = _line("inbox", theme.tokens().text3)
        whole.addWidget(words(self._texts(f"receive.inbox.{key}"), "strong", wrap=True))
        whole.addWidget(words(self._texts(f"receive.inbox.{key}.text"), "hint", wrap=True))
        return shown

    def _file(self, waiting: FileRow) -> QWidget:
        shown, whole = _line(waiting.picture, _colour(waiting.tone))
        whole.addWidget(words(waiting.verdict, "strong", wrap=True))
        whole.addWidget(words(waiting.name, "faint", wrap=True))
        opened = quiet_button(self._texts("receive.open"))
        opened.setAccessibleName(self._texts("receive.open.name", name=waiting.verdict))
        opened.clicked.connect(partial(self.open_asked.emit, [waiting.path]))
        _beside(shown, opened)
        return shown

    def _additions(self, additions: tuple[AdditionRow, ...]) -> QWidget:
        card = Card()
        card.body.addWidget(words(self._texts("receive.additions"), "cardtitle"))
        card.body.addWidget(words(self._texts("receive.additions.lead"), "hint", wrap=True))
        for addition in additions:
            card.body.addWidget(line())
            shown, whole = _line("speech", theme.tokens().warn)
            whole.addWidget(words(addition.title, "strong", wrap=True))
            whole.addWidget(words(addition.detail, "faint", wrap=True))
            if addition.record:
                to = quiet_button(self._texts("receive.to_resident"))
                to.setAccessibleName(f"{to.text()}: {addition.title}")
                to.clicked.connect(partial(self.resident_asked.emit, addition.record))
                _beside(shown, to)
            card.body.addWidget(shown)
        return card

    def _received(self, received: tuple[ReceivedRow, ...]) -> QWidget:
        card = Card()
        card.body.addWidget(words(self._texts("receive.before"), "cardtitle"))
        for one in received:
            card.body.addWidget(line())
            shown, whole = _line("done", theme.tokens().ok)
            whole.addWidget(words(one.title, wrap=True))
            whole.addWidget(words(one.detail, "faint", wrap=True))
            if one.undoable:
                back = link_button(self._texts("receive.undo"), "undo")
                back.setAccessibleName(f"{back.text()}: {one.title}")
                back.clicked.connect(partial(self.undo_asked.emit, one.digest))
                _beside(shown, back)
            card.body.addWidget(shown)
        return card


def _colour(tone: str) -> str:
    now = theme.tokens()
    return {"ok": now.ok, "warn": now.warn, "bad": now.bad}.get(tone, now.accent)


def _line(picture: str, colour: str) -> tuple[QWidget, QVBoxLayout]:
    shown = QWidget()
    whole = QHBoxLayout(shown)
    whole.setContentsMargins(0, theme.spacing(1), 0, theme.spacing(1))
    whole.setSpacing(theme.spacing(3))
    whole.addWidget(Picture(picture, colour, 22), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(0)
    whole.addLayout(said, 1)
    return shown, said


def _beside(shown: QWidget, button: QWidget) -> None:
    layout = shown.layout()
    assert isinstance(layout, QHBoxLayout)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
