"""The talk as one uses it: the whole window, keys alone, and what the resident reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from file_page import FilePage
from overstap.domain.answers import Answer
from overstap.gui.place import Place
from overstap.gui.screens.talk.face import Face, SecondWindow
from overstap.gui.screens.talk.view import TalkView
from overstap.gui.shell import Shell


class TalkPage(FilePage):
    """A window on an unlocked vault; ``talk`` goes into the talk by way of the form."""

    pane: Shell

    def talk(self, person: str, section: str, field: str) -> "TalkPage":
        self.pane.resize(1366, 768)
        self.pane.go_to(Place("residents", person, section, field))
        self.settle()
        self.press("F6")
        self.settle()
        return self

    @property
    def screen(self) -> TalkView:
        return self.pane.screen_of("talk")

    @property
    def where(self) -> str:
        """The page of the talk, or the question of the form."""
        return str(self.pane.place().field)

    def speaks(self, household: str, language: str) -> None:
        """Somebody wrote down before which language it is, and who interprets."""
        seen = self._app.open_file(household).records[household].seen
        known = {"talk.language": Answer(language), "talk.interpreter": Answer("phone")}
        self._app.save_answers(household, known, seen)

    def answer(self, record: str, field: str) -> object:
        """What the vault holds: a value, a status, or None."""
        known = self._app.open_file(record).records[record].answers.get(field)
        return None if known is None else known.value or known.status

    def labels(self, text: str) -> list[QLabel]:
        """Labels in sight with that text in them."""
        return [label for label in _seen(self.screen, QLabel) if text in _plain(label)]

    def face(self) -> Face:
        """What is turned to the resident on this screen."""
        return next(iter(_faces(self.screen)))

    def has_second(self) -> bool:
        return any(w.isVisible() for w in self.screen.findChildren(SecondWindow))

    def second(self) -> SecondWindow:
        found = self.screen.findChildren(SecondWindow)
        return next(window for window in found if window.isVisible())


def reads_on(widget: QWidget) -> str:
    """Everything one can read on it."""
    return "\n".join(_plain(part) for kind in (QLabel, QPushButton) for part in _seen(widget, kind))


def press_on(widget: QWidget, text: str) -> None:
    """Press the choice with that text, as a finger does."""
    found = [b for b in widget.findChildren(QPushButton) if b.accessibleName() == text]
    next(button for button in found if not button.isHidden()).click()
    QApplication.processEvents()


def is_mirrored(label: QLabel) -> bool:
    return label.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _faces(screen: TalkView) -> list[Face]:
    return [screen._turned.face] if screen.turned else []


def _seen(widget: QWidget, kind: type) -> list:
    return [part for part in widget.findChildren(kind) if part.isVisible()]


def _plain(part: QWidget) -> str:
    return part.accessibleName() or getattr(part, "text", str)()
