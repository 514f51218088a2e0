"""From a pair to a decision: look for pairs, compare two, merge or keep apart, undo. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from overstap.domain.answers import Field
from overstap.domain.records import Record, RecordId
from overstap.gui.screens.doubles.state import DoublesState, MergedState, PairState, SweepState
from overstap.gui.screens.doubles.wording import Wording
from overstap.kernel.errors import OverstapError, RefusedError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.lists.likely_duplicates import LikelyDuplicate, Pair
from overstap.usecases.lists.list_merges import Merge
from overstap.usecases.lists.merge_residents import AlreadySentError, Comparison
from overstap.usecases.words.speaker import Speaker

MOST = 50
"""As many pairs on the page at once; the likeliest come first."""


class DoublesView(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: DoublesState) -> None: ...
    def tell_changed(self) -> None:
        """The vault changed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two beside each other. ``comparison`` is None where they cannot be merged, for ``refused``;
    ``turned``: the one that was to go was handed over, so it is the one that goes on."""

    pair: Pair
    comparison: Comparison | None
    gone: Mapping[RecordId, Record]
    refused: OverstapError | None = None
    turned: bool = False


class DoublesPresenter:
    """Holds the pairs that were found, and the two that are compared now."""

    def __init__(self, view: DoublesView, app: App, say: Speaker, run: Callable[..., None]) -> None:
        self._view, self._app, self._run = view, app, run
        self._words, self._texts = Wording(say), say.texts
        self._pairs: tuple[Pair, ...] | None = None
        self._sweep = SweepState()
        self._compared: Compared | None = None
        self._chosen: dict[Field, RecordId] = {}
        self._decided_now: MergedState | None = None

    # looking for pairs

    def entered(self) -> None:
        """The screen came into sight; the first time pairs are looked for at once."""
        if self._compared is not None:
            self._show_pair()
        elif self._pairs is None and not self._sweep.busy:
            self.sweep()
        else:
            self._list()

    def sweep(self) -> None:
        """Compare everybody with everybody who lies near."""
        self._sweep = replace(self._sweep, busy=True, done=0, total=0, found="")
        self._list()
        self._run(
            self._app.sweep_duplicates,
            done=self._swept,
            failed=self._not_swept,
            stopped=self._stopped,
            progress=self._progressed,
            label="progress.duplicates.sweep",
        )

    def close(self) -> None:
        """Back to the pairs."""
        self._compared, self._chosen, self._decided_now = None, {}, None
        if self._pairs is None:
            self.sweep()
        else:
            self._list()

    def _progressed(self, _what: str, done: int, total: int) -> None:
        self._sweep = replace(self._sweep, done=done, total=total)
        if self._listing:
            self._view.show_state(self._sweep)

    def _swept(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = pairs
        self._sweep = replace(self._sweep, busy=False)
        if self._listing:
            self._list()

    def _stopped(self) -> None:
        self._sweep = replace(self._sweep, busy=False, found=self._texts("doubles.stopped"))
        if self._listing:
            self._list()

    def _not_swept(self, error: OverstapError) -> None:
        self._sweep = replace(self._sweep, busy=False, found=self._texts.error(error))
        if self._listing:
            self._list()

    @property
    def _listing(self) -> bool:
        """Whether the pairs are in sight."""
        return self._compared is None and self._decided_now is None

    def _list(self) -> None:
        """Show the pairs, and the merges that stand."""
        self._decided_now = None
        pairs = self._pairs or ()
        left = len(pairs) - MOST
        found = self._sweep.found
        if self._pairs is not None and not self._sweep.busy:
            found = self._texts("doubles.found", count=len(pairs))
        self._sweep = replace(
            self._sweep,
            found=found,
            pairs=tuple(map(self._words.pair, pairs[:MOST])),
            more=self._texts("doubles.more", count=left) if left > 0 else "",
        )
        self._view.show_state(self._sweep)
        self._run(lambda _task: self._app.list_merges(), done=self._show_merges)

    def _show_merges(self, merges: tuple[Merge, ...]) -> None:
        self._sweep = replace(self._sweep, merges=tuple(map(self._words.merge, merges)))
        if self._listing:
            self._view.show_state(self._sweep)

    # comparing two

    def compare(self, one: RecordId, other: RecordId) -> None:
        """Put two beside each other; the first goes on, where that may be."""
        self._chosen = {}
        self._run(lambda _task: self._compare(one, other), done=self._show_compared)

    def keep(self, right: bool) -> None:
        """Choose whose file goes on."""
        if self._compared is not None:
            pair = self._compared.pair
            kept, gone = (pair.other, pair.one) if right else (pair.one, pair.other)
            self._run(
                lambda _task: self._compare_as(pair, kept.person, gone.person),
                done=self._show_compared,
            )

    def choose(self, field: Field, right: bool) -> None:
        """Choose whose answer is the right one."""
        if self._compared is not None:
            pair = self._compared.pair
            self._chosen[field] = (pair.other if right else pair.one).person
            self._show_pair()

    def _compare(self, one: RecordId, other: RecordId) -> Compared | None:
        pair = self._pair(one, other)
        return self._compare_as(pair, one, other) if pair else None

    def _compare_as(self, pair: Pair, kept: RecordId, gone: RecordId) -> Compared:
        """The other way round where the one that would go was handed over."""
        refused: OverstapError | None = None
        for goes_on, goes, turned in ((kept, gone, False), (gone, kept, True)):
            try:
                comparison = self._app.compare_residents(goes_on, goes)
            except AlreadySentError as error:
                refused = error
            except RefusedError as error:
                return Compared(pair, None, {}, error)
            else:
                self._app.open_file.to_look_at(goes_on)
                records = self._app.open_file.to_look_at(goes).records
                return Compared(pair, comparison, records, turned=turned)
        return Compared(pair, None, {}, refused)

    def _pair(self, one: RecordId, other: RecordId) -> Pair | None:
        """The pair as it was found, or as it is now; None where they are alike no more."""
        for pair in self._pairs or ():
            if {pair.one.person, pair.other.person} == {one, other}:
                return pair
        sides = (self._seen_from(other, one), self._seen_from(one, other))
        return Pair(sides[0], sides[1]) if sides[0] and sides[1] else None

    def _seen_from(self, one: RecordId, other: RecordId) -> LikelyDuplicate | None:
        answers = self._app.open_file(one).records[one].answers
        found = self._app.likely_duplicates(answers, one, limit=50)
        return next((known for known in found if known.person == other), None)

    def _show_compared(self, compared: Compared | None) -> None:
        if compared is None:
            self.close()
        else:
            self._compared = compared
            self._show_pair()

    def _show_pair(self) -> None:
        compared = self._compared
        assert compared is not None
        pair = compared.pair
        state = PairState(
            title=self._texts("doubles.pair", one=pair.one.line.name, other=pair.other.line.name),
            why=self._words.why(pair.why),
            left=self._words.somebody(pair.one.line),
            right=self._words.somebody(pair.other.line),
        )
        if compared.comparison is None:
            assert compared.refused is not None
            state = replace(state, refused=self._texts.error(compared.refused))
        else:
            state = self._with_choices(state, compared, compared.comparison)
        self._view.show_state(state)

    def _with_choices(
        self, state: PairState, compared: Compared, comparison: Comparison
    ) -> PairState:
        pair = compared.pair
        kept = pair.one if comparison.kept == pair.one.person else pair.other
        gone = pair.other if kept is pair.one else pair.one
        taken = sum(
            self._chosen.get(row.field, kept.person) == gone.person
            for row in comparison.differences
        )
        return replace(
            state,
            keeps_right=kept is pair.other,
            rows=self._words.rows(comparison, self._chosen, pair.one.person),
            filled=self._words.filled(comparison, compared.gone),
            summary=self._summary(kept, gone, taken, len(comparison.filled)),
            note=self._texts("doubles.turned", name=kept.line.name) if compared.turned else "",
        )

    def _summary(
        self, kept: LikelyDuplicate, gone: LikelyDuplicate, taken: int, filled: int
    ) -> str:
        parts = [
            self._texts("doubles.summary", kept=kept.line.name, gone=gone.line.name),
            self._texts("doubles.summary.taken", count=taken) if taken else "",
            self._texts("doubles.summary.filled", count=filled) if filled else "",
        ]
        return " ".join(part for part in parts if part)

    # deciding

    def merge(self) -> None:
        """Let one go on as the other, with the answers that were chosen."""
        if self._compared is None or self._compared.comparison is None:
            return
        pair, comparison = self._compared.pair, self._compared.comparison
        kept, gone = comparison.kept, comparison.gone
        taken = {field for field, whose in self._chosen.items() if whose == gone}

        def work(_task: Task) -> MergedState:
            self._app.merge_residents(kept, gone, taken)
            name = (pair.one if pair.one.person == kept else pair.other).line.name
            return MergedState(
                title=self._texts("doubles.merged", name=name),
                text=self._texts("doubles.merged.text"),
                person=kept,
                gone=gone,
            )

        self._decide(work, gone)

    def keep_apart(self, one: RecordId, other: RecordId) -> None:
        """Remember that they are two people."""

        def work(_task: Task) -> None:
            self._app.keep_apart(one, other)

        self._run(work, done=lambda _: self._kept_apart(one, other))

    def undo(self, gone: RecordId) -> None:
        """Make two of them again."""

        def work(_task: Task) -> MergedState:
            self._app.undo_merge(gone)
            return MergedState(
                title=self._texts("doubles.undone"),
                text=self._texts("doubles.undone.text"),
                person=gone,
            )

        self._decide(work, "")
        self._pairs = None

    def _decide(self, work: Callable[[Task], MergedState], gone: RecordId) -> None:
        self._run(work, done=lambda state: self._decided(state, gone))

    def _decided(self, state: MergedState, gone: RecordId) -> None:
        self._forget(lambda pair: gone in (pair.one.person, pair.other.person))
        self._compared, self._chosen, self._decided_now = None, {}, state
        self._view.tell_changed()
        self._view.show_state(state)

    def _kept_apart(self, one: RecordId, other: RecordId) -> None:
        self._forget(lambda pair: {pair.one.person, pair.other.person} == {one, other})
        self._compared = None
        self._view.tell_changed()
        self.close()

    def _forget(self, settled: Callable[[Pair], Any]) -> None:
        if self._pairs is not None:
            self._pairs = tuple(pair for pair in self._pairs if not settled(pair))
