"""Splitting a household, joining two and moving members, one step after another. No Qt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from overstap.domain.records import RecordId
from overstap.domain.regroup import Trace
from overstap.gui.screens.overview.household_words import MOST_UNDONE, HouseholdWords
from overstap.gui.screens.overview.state import (
    FoundHousehold,
    JoinState,
    MoveState,
    Regrouping,
    SplitState,
)
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App
from overstap.usecases.intake.regroup_household import JoinPlan, SplitPlan
from overstap.usecases.intake.regroup_journal import Kind
from overstap.usecases.intake.regroup_journal import Regrouping as Done
from overstap.usecases.lists.open_file import ResidentFile
from overstap.usecases.words.speaker import Speaker

_ROWS = 8

Run = Callable[..., None]


def known_here(done: Iterable[Done], household: RecordId) -> tuple[Done, ...]:
    """What was done with this household, newest first. A protected split is told on the side of
    the protected resident only: nothing on the other side may lead there."""
    here = (
        one
        for one in done
        if household in {home for home, _ in one.before.values()}
        or (one.household == household and one.kind is not Kind.PROTECT)
    )
    return tuple(here)[:MOST_UNDONE]


@dataclass(frozen=True)
class _Chosen:
    """What was chosen so far. ``shared`` None: as it is usual."""

    leaving: tuple[RecordId, ...] = ()
    protected: bool = False
    shared: frozenset[str] | None = None
    checked: tuple[Trace, ...] = ()


class RegroupPresenter:
    """``show`` is called when ``state`` is another, ``changed`` when it was done."""

    def __init__(
        self,
        app: App,
        say: Speaker,
        run: Run,
        show: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._app, self._run, self._show, self._changed = app, run, show, changed
        self._say, self._words = say, HouseholdWords(say)
        self.file: ResidentFile | None = None
        self._state: Regrouping = None
        self._chosen = _Chosen()
        self._plan: SplitPlan | None = None

    @property
    def state(self) -> Regrouping:
        """What one is doing now."""
        return self._state

    def forget(self) -> None:
        """Another household."""
        self._state, self._chosen, self._plan = None, _Chosen(), None

    def leave(self) -> None:
        """Do none of it."""
        self.forget()
        self._show()

    def begin_split(self) -> None:
        """Ask who goes."""
        self.forget()
        self._show_split()

    def begin_move(self) -> None:
        """Ask who goes, and where."""
        self.forget()
        self._state = MoveState((), "", ())
        self._show_members()

    def begin_join(self) -> None:
        """Ask which other household comes."""
        self.forget()
        self._state = JoinState("", ())
        self._show()

    # choosing

    def choose_member(self, person: RecordId) -> None:
        """Take a member along, or not."""
        taken = self._chosen.leaving
        leaving = tuple(p for p in taken if p != person) if person in taken else (*taken, person)
        self._chosen = replace(self._chosen, leaving=leaving, checked=())
        if isinstance(self._state, SplitState):
            self._look_at_split()
        else:
            self._show_members()

    def choose_protected(self, *, on: bool) -> None:
        """Split so that nothing leads to those who were chosen."""
        self._chosen = replace(self._chosen, protected=on, shared=None, checked=())
        self._look_at_split()

    def choose_unit(self, key: str) -> None:
        """Let an answer of the household go along, or not."""
        self._chosen = replace(self._chosen, shared=self._shared() ^ {key}, checked=())
        self._look_at_split()

    def choose_checked(self, *, on: bool) -> None:
        """Somebody looked at every answer that names the protected resident."""
        traces = self._plan.traces if self._plan and on else ()
        self._chosen = replace(self._chosen, checked=traces)
        self._show_split()

    def search(self, text: str) -> None:
        """Search other households by the names of their members."""

        def found(rows: tuple[FoundHousehold, ...]) -> None:
            if isinstance(self._state, (MoveState, JoinState)) and self._state.text == text:
                self._state = replace(self._state, found=rows)
                self._show()

        state = self._state
        if isinstance(state, (MoveState, JoinState)):
            self._state = replace(state, text=text, chosen=None, error="")
            here = self._household
            self._run(
                lambda _task: self._words.found(
                    self._app.find_households(text, _ROWS + 1).rows if text.strip() else (), here
                )[:_ROWS],
                done=found,
            )

    def pick(self, household: RecordId) -> None:
        """Choose one that was found."""
        if isinstance(self._state, (MoveState, JoinState)):
            chosen = next(one for one in self._state.found if one.household == household)
            self._state = replace(self._state, chosen=chosen, error="")
            if isinstance(self._state, JoinState):
                self._look_at_join(chosen)
            self._show()

    # doing

    def do(self) -> None:
        """Do what was chosen."""
        state, chosen, app = self._state, self._chosen, self._app
        if isinstance(state, SplitState):
            self._write(
                lambda: app.split_household(
                    chosen.leaving,
                    chosen.shared,
                    protected=chosen.protected,
                    checked=chosen.checked,
                )
            )
        elif isinstance(state, MoveState) and state.chosen:
            to = state.chosen.household
            self._write(lambda: app.move_member(chosen.leaving, to))
        elif isinstance(state, JoinState) and state.chosen:
            here, other = self._household, state.chosen.household
            self._write(lambda: app.join_households(here, other))

    # behind it

    @property
    def _household(self) -> RecordId:
        return self.file.household if self.file else ""

    def _write(self, work: Callable[[], Done]) -> None:
        def done(_done: Done) -> None:
            self.forget()
            self._changed()

        self._run(lambda _task: work(), done=done, failed=self._refused)

    def _refused(self, error: OverstapError) -> None:
        if self._state is not None:
            self._state = replace(self._state, error=self._say.texts.error(error))
        self._show()

    def _look_at_split(self) -> None:
        chosen = self._chosen
        if not chosen.leaving:
            self._plan = None
            self._show_split()
            return

        def planned(plan: SplitPlan) -> None:
            if chosen == self._chosen:
                self._plan = plan
                self._show_split()

        def refused(error: OverstapError) -> None:
            self._plan = None
            self._show_split(self._say.texts.error(error))

        self._run(
            lambda _task: self._app.split_household.plan(
                chosen.leaving, chosen.shared, protected=chosen.protected
            ),
            done=planned,
            failed=refused,
        )

    def _shared(self) -> frozenset[str]:
        """The keys that go along now: usually all, and none of a protected split."""
        chosen = self._chosen
        if chosen.shared is not None or self._plan is None:
            return chosen.shared or frozenset()
        every = frozenset(unit.key for unit in self._plan.units)
        return frozenset() if chosen.protected else every

    def _show_split(self, error: str = "") -> None:
        file, plan, chosen = self.file, self._plan, self._chosen
        if file is None:
            return
        names = {member.person: member.name for member in file.members}
        household = file.records[file.household]
        names[file.household] = self._say.texts("overview.split.answers")
        traces = plan.traces if plan else ()
        leaving = "; ".join(names[person] for person in chosen.leaving)
        staying = "; ".join(names[person] for person in plan.staying) if plan else ""
        result = "protected" if chosen.protected else "plain"
        self._state = SplitState(
            leaving=self._words.choices(file.members, chosen.leaving),
            protected=chosen.protected,
            shared=self._words.units(plan.units, household, self._shared()) if plan else (),
            traces=self._words.traces(traces, file.household, names),
            checked=bool(traces) and set(traces) <= set(chosen.checked),
            offices=self._words.offices(plan.offices) if plan else "",
            result=self._say.texts(
                f"overview.split.result.{result}", leaving=leaving, staying=staying
            )
            if plan
            else "",
            error=error,
        )
        self._show()

    def _show_members(self) -> None:
        if isinstance(self._state, MoveState) and self.file is not None:
            leaving = self._words.choices(self.file.members, self._chosen.leaving)
            self._state = replace(self._state, leaving=leaving, error="")
        self._show()

    def _look_at_join(self, chosen: FoundHousehold) -> None:
        here, other = self._household, chosen.household

        def look(_task: object) -> tuple[JoinPlan, ResidentFile]:
            return self._app.join_households.plan(here, other), self._app.open_file(other)

        def looked(found: tuple[JoinPlan, ResidentFile]) -> None:
            plan, theirs = found
            if isinstance(self._state, JoinState) and self.file is not None:
                ours = self.file.records[here]
                self._state = replace(
                    self._state,
                    arriving="; ".join(member.name for member in theirs.members),
                    differing=self._words.differing(plan, ours, theirs.records[other]),
                    filled=self._words.filled(plan, ours, theirs.records[other]),
                )
                self._show()

        self._run(look, done=looked, failed=self._refused)
