"""The file one works in, with what is on its way to the vault. No Qt: it asks beside the window.

What one answers is shown at once, written behind it, and read back with what follows from it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field
from overstap.domain.covering import only, uncovered
from overstap.domain.groups import before
from overstap.domain.records import Record, RecordId
from overstap.gui.editing.edit import Edit, Saved
from overstap.gui.editing.edit import SaveState as Is
from overstap.gui.editing.writing import Seen, Writer
from overstap.gui.permitted import as_permitted
from overstap.i18n.texts import Texts
from overstap.kernel.clock import Clock
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App
from overstap.usecases.lists.open_file import ResidentFile


class EditingScreen(Protocol):
    """What shows the file now."""

    def show_file(self) -> None:
        """The file or its answers are other than they were."""

    def show_edit(self, edit: Edit, *, again: bool) -> None:
        """An edit was made; ``again``: undone or redone, so go to where it was."""

    def show_saved(self, saved: Saved) -> None: ...
    def tell_changed(self) -> None: ...


class History(Protocol):
    """Remembers edits, so that they can be undone."""

    def push(self, edit: Edit) -> None:
        """Remember the edit, and apply it."""

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def clear(self) -> None: ...


class Run(Protocol):
    """Work beside the window: ``gui.jobs.JobRunner.run``."""

    def __call__(
        self,
        work: Callable[[Any], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[OverstapError], None] | None = None,
    ) -> None: ...


class Editing:
    """The file of one resident at a time. ``screen`` shows it; ``history`` remembers edits."""

    screen: EditingScreen
    history: History

    def __init__(self, app: App, texts: Texts, run: Run, clock: Clock) -> None:
        self._app, self._texts, self._run, self._clock = app, texts, run, clock
        self._writer = Writer(self._write, self._not_written)
        self.file: ResidentFile | None = None
        self._uncovered: list[Record] = []
        self._reasons: dict[RecordId, str] = {}
        self.sender = ""
        self._asked = 0
        self._when_settled: list[Callable[[], None]] = []
        self._at_rest: list[Callable[[], None]] = []

    @property
    def person(self) -> RecordId:
        """Whose file it is; empty for nobody's."""
        return self.file.person if self.file else ""

    @property
    def settled(self) -> bool:
        """Whether everything is in the vault."""
        return self._writer.settled

    def read(self, person: RecordId, then: Callable[[], None]) -> None:
        """Read a file, and go on unless another was asked for since."""
        self._asked += 1
        asked = self._asked

        def read(_task: object) -> tuple[ResidentFile, str]:
            file = as_permitted(self._app, self._app.open_file.to_look_at(person))
            return file, self._name_of(file.records[file.household].origin)

        def arrived(result: tuple[ResidentFile, str]) -> None:
            if asked == self._asked:
                if self.file is None or result[0].household != self.file.household:
                    self._uncovered = []
                self.file, self.sender = self._shown(result[0]), result[1]
                then()

        self._run(read, done=arrived)

    def forget(self) -> None:
        """Nobody's file any more."""
        self._asked += 1
        self.file, self._uncovered = None, []

    def answers(self, record: RecordId) -> dict[Field, Answer]:
        """The answers as they are on screen: those on their way to the vault too."""
        assert self.file is not None
        return {**self.file.records[record].answers, **self._writer.pending(record)}

    def covered(self, record: RecordId) -> frozenset[Field]:
        """The questions whose answer waits for a reason; not what was answered just now."""
        assert self.file is not None
        return self.file.records[record].covered - self._writer.pending(record).keys()

    @property
    def reason(self) -> str:
        """Why somebody saw restricted answers of this household before, until the vault is locked:
        it need not be typed again, and is written down again."""
        return self._reasons.get(self.file.household, "") if self.file else ""

    def uncover(self, shown: Record, reason: str) -> None:
        """Show restricted answers from now on, until it is another household's file."""
        if self.file is not None:
            self._reasons[self.file.household] = reason
            self._uncovered.append(shown)
            self.file = self._shown(self.file)

    def answer(self, page: str, record: RecordId, answers: Answers, *, apart: bool = False) -> None:
        """Write what differs from what is known, as one edit made on ``page``; ``apart`` from
        what was edited there before."""
        assert self.file is not None
        known, disputes = self.answers(record), self.file.records[record].disputes
        changed = {
            field: answer
            for field, answer in answers.items()
            if answer != known.get(field, NOT_ASKED) or field in disputes
        }
        if changed:
            old = {field: before(field, known) for field in changed}
            self.history.push(Edit(self.file.person, page, record, old, changed, apart))

    def apply(self, edit: Edit, answers: Answers, *, again: bool) -> None:
        """Write one side of an edit where it was made; ``again``: to undo or redo it."""
        act = partial(self._apply, edit, answers, again=again)
        if edit.person == self.person:
            act()
        else:
            self.read(edit.person, act)

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        self.screen.show_saved(Saved(Is.BUSY, self._texts("file.saving")))
        self._writer.send()

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do it as soon as everything is in the vault; never, where that fails."""
        if self.settled:
            act()
        else:
            self._when_settled.append(act)

    def at_rest(self, act: Callable[[], None]) -> None:
        """Do it once when everything is in the vault, or could not be written."""
        self._at_rest.append(act)

    def _apply(self, edit: Edit, answers: Answers, *, again: bool) -> None:
        assert self.file is not None
        self.screen.show_saved(Saved(Is.BUSY, self._texts("file.saving")))
        self._writer.put(edit.record, answers, self.file.records[edit.record].seen)
        self.screen.show_edit(edit, again=again)

    def _write(
        self,
        record: RecordId,
        answers: Answers,
        seen: Seen,
        done: Callable[[Record], None],
        failed: Callable[[OverstapError], None],
    ) -> None:
        person, asked = self.person, self._asked

        def save(_task: object) -> tuple[Record, ResidentFile]:
            return self._app.save_answers(record, answers, seen), self._app.open_file(person)

        def landed(result: tuple[Record, ResidentFile]) -> None:
            if asked == self._asked:
                self._uncovered += _written_here(result[0], result[1].records.get(record))
                self.file = self._shown(result[1])
            done(result[0])
            self._written()

        self._run(save, done=landed, failed=failed)

    def _written(self) -> None:
        if self.file is not None:
            self.screen.show_file()
        self.screen.tell_changed()
        if self._writer.settled:
            now = self._clock().astimezone().strftime("%H:%M")
            self.screen.show_saved(Saved(Is.SAVED, self._texts("file.saved", time=now)))
            self._rest()

    def _not_written(self, error: OverstapError) -> None:
        why = self._texts.error(error)
        self.screen.show_saved(Saved(Is.FAILED, self._texts("file.not_saved", why=why)))
        self._when_settled.clear()
        self._rest()

    def _rest(self) -> None:
        waiting, self._when_settled = self._when_settled, []
        resting, self._at_rest = self._at_rest, []
        for act in (*waiting, *resting):
            act()

    def _shown(self, file: ResidentFile) -> ResidentFile:
        """With what somebody uncovered, or wrote here."""
        records = {
            record.id: uncovered(record, [p for p in self._uncovered if p.id == record.id])
            for record in file.records.values()
        }
        return replace(file, records=records)

    def _name_of(self, office: str) -> str:
        if not office:
            return ""
        known = (k.trust.card for k in self._app.list_offices())
        return next((card.name for card in known if card.office == office), office)


def _written_here(saved: Record, known: Record | None) -> list[Record]:
    """Restricted answers that were written just now: they need no reason to be seen."""
    pieces = (only(saved, {question}) for question in (known.covered if known else ()))
    return [piece for piece in pieces if piece.stated]
