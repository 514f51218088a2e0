"""Ask while somebody types: one question at a time, and only the newest answer is shown.

Knows no Qt: ``run`` is ``JobRunner.run``, or what stands for it in a test.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from overstap.kernel.errors import CancelledError, OverstapError

Question = TypeVar("Question")
Answer = TypeVar("Answer")
Run = Callable[..., None]


class Newest(Generic[Question, Answer]):
    """While a question is being answered, newer ones push each other aside; the newest comes next.

    ``stop`` breaks off the answer to a question that nobody asks any more.
    """

    def __init__(
        self,
        run: Run,
        answer: Callable[[Question], Answer],
        show: Callable[[Question, Answer], None],
        failed: Callable[[OverstapError], None],
        stop: Callable[[], None] = lambda: None,
    ) -> None:
        self._run, self._answer, self._show = run, answer, show
        self._failed, self._stop = failed, stop
        self._waiting: list[Question] = []
        self._busy = False

    def ask(self, question: Question) -> None:
        """Answer this one; what was asked before it is of no interest any more."""
        self._waiting = [question]
        if self._busy:
            self._stop()
        else:
            self._next()

    def _next(self) -> None:
        question = self._waiting.pop()
        self._busy = True
        work = partial(self._try, question)
        self._run(work, done=partial(self._land, question), failed=self._fail)

    def _try(self, question: Question, _task: Any) -> list[Answer]:
        """The answer in a list; an empty one where it was broken off."""
        try:
            return [self._answer(question)]
        except CancelledError:
            return []

    def _land(self, question: Question, answers: list[Answer]) -> None:
        self._busy = False
        if self._waiting:
            self._next()
        else:
            for answer in answers:
                self._show(question, answer)

    def _fail(self, error: OverstapError) -> None:
        self._busy = False
        self._failed(error)
        if self._waiting:
            self._next()
