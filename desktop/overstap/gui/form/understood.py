"""How a date was understood: in words, in the resident's own calendar, and whether another one was
meant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overstap.domain.answers import NOT_ASKED, Answer
from overstap.domain.calendars import Calendar, taken_over
from overstap.domain.catalogue import Question
from overstap.gui.form.words import Words
from overstap.gui.widgets import column, link_button, words


class Understood(QWidget):
    """Stands under the field of a date, and is away where there is nothing to say. ``taken``
    carries the date that was meant."""

    taken = Signal(object)

    def __init__(self, question: Question, say: Words) -> None:
        super().__init__()
        self._question, self._say = question, say
        self._answer = NOT_ASKED
        self._calendar: Calendar | None = None
        self._typed = False
        self._echo = words("", "hint", wrap=True)
        self._offer = link_button("", "refresh")
        self._offer.setAccessibleName(say.label(question))
        self._offer.clicked.connect(self._take)
        whole = column(1)
        for part in (self._echo, self._offer):
            part.hide()
            whole.addWidget(part)
        self.setLayout(whole)
        self.hide()

    def tell_typed(self) -> None:
        """Somebody typed: only then it is asked which calendar they meant."""
        self._typed = True

    def forget(self) -> None:
        """Begin anew for another record."""
        self._typed = False

    def show_answer(self, answer: Answer, calendar: Calendar | None) -> None:
        """Say how it was understood; ``calendar`` is the one the resident grew up with."""
        self._answer, self._calendar = answer, calendar
        said = self._say.echo(self._question, answer, calendar)
        asked = self._say.offer(self._question, answer, calendar) if self._typed else ""
        self._echo.setText(said)
        self._offer.setText(asked)
        self._offer.setAccessibleName(asked)
        self._echo.setVisible(bool(said))
        self._offer.setVisible(bool(asked))
        self.setVisible(bool(said or asked))

    def _take(self) -> None:
        self._typed = False
        self.taken.emit(taken_over(self._answer.text, self._calendar))
