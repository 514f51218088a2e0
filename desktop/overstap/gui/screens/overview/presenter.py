"""What the overview of a household does: read it page by page, answer what is chosen. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from overstap.domain.places import Level, Places
from overstap.domain.readiness import Said
from overstap.domain.records import RecordId
from overstap.domain.roles import Permission
from overstap.gui.permitted import as_permitted
from overstap.gui.screens.overview.ask_words import ask_state
from overstap.gui.screens.overview.chain_words import ChainWords
from overstap.gui.screens.overview.household_words import HouseholdWords
from overstap.gui.screens.overview.readiness_words import REMARK, ReadinessWords
from overstap.gui.screens.overview.region_words import RegionWords
from overstap.gui.screens.overview.regrouping import RegroupPresenter, known_here
from overstap.gui.screens.overview.state import (
    HouseholdState,
    MemberTab,
    OverviewState,
    Page,
)
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.intake.compare_regions import Compared
from overstap.usecases.intake.list_questions_to_ask import Purpose, ToAsk
from overstap.usecases.intake.read_readiness import HouseholdReadiness
from overstap.usecases.lists.open_file import ResidentFile
from overstap.usecases.words.speaker import Speaker

Run = Callable[..., None]


class View(Protocol):
    """What the presenter tells the screen."""

    def show_state(self, state: OverviewState) -> None: ...
    def show_nothing(self) -> None: ...
    def tell_changed(self) -> None: ...


@dataclass(frozen=True)
class _Read:
    """What was read of the household; what a page needs beyond that, only there."""

    file: ResidentFile
    found: HouseholdReadiness
    remark: str
    compared: Compared | None = None
    open: tuple[ToAsk, ...] = ()
    home: HouseholdState | None = None


class OverviewPresenter:
    """The overview of one household at a time."""

    def __init__(self, view: View, app: App, say: Speaker, run: Run) -> None:
        self._view, self._app, self._say, self._run = view, app, say, run
        self._person: RecordId = ""
        self._page = Page.CHAIN
        self._purpose = Purpose.HANDOVER
        self._level, self._area, self._reason = Level.LABOUR_REGION, "", ""
        self._read: _Read | None = None
        self._asked = 0
        self.regroup = RegroupPresenter(app, say, run, self._show, self._changed)

    @property
    def person(self) -> RecordId:
        """The member one looks at; empty for nobody."""
        return self._person

    def show(self, record: RecordId) -> None:
        """Show the household of that resident, or of that id."""
        if self._read is None or record != self._person:
            self._area, self._reason = "", ""
            self.regroup.forget()
        self._person = record
        self._load()

    def refresh(self) -> None:
        """It may have changed elsewhere."""
        if self._person:
            self._load()
        else:
            self._view.show_nothing()

    def show_page(self, page: Page) -> None:
        """Go to another page."""
        self._page = page
        self.regroup.leave()
        self._load()

    def show_person(self, person: RecordId) -> None:
        """Look at another member."""
        self._person = person
        self._load()

    def step_person(self, by: int) -> None:
        """Look at the member before or after this one."""
        if self._read is not None:
            everybody = [member.person for member in self._read.file.members]
            self.show_person(everybody[(everybody.index(self._person) + by) % len(everybody)])

    # readiness

    def set_item(self, person: RecordId, item: str, said: Said) -> None:
        """Say otherwise about an item of somebody's checklist; nothing gives it back."""
        self._run(
            lambda _task: self._app.set_checklist_item(person, item, said),
            done=lambda _nothing: self._changed(),
        )

    def ask_for(self, purpose: str) -> None:
        """What is open for another purpose."""
        self._purpose = Purpose(purpose)
        self._load()

    # regions

    def show_level(self, level: Level) -> None:
        """List areas of another level."""
        self._level, self._area = level, ""
        self._show()

    def show_area(self, code: str) -> None:
        """Look at one area; the list goes along with its level."""
        if code:
            self._level = Level.GEMEENTE if code.startswith(Level.GEMEENTE) else Level.LABOUR_REGION
            self._area = Places(self._app.tables).current(code)
            self._show()

    def suggest(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Gemeenten and arbeidsmarktregio's for what was typed, with the regions beside them."""
        found = Places(self._app.tables).find(
            typed, self._say.texts.language, training=self._app.office.training
        )
        return tuple(
            (place.code, " · ".join((place.name, *place.regions[:2])))
            for place in found
            if place.level in (Level.GEMEENTE, Level.LABOUR_REGION)
        )

    def uncover(self, reason: str) -> None:
        """Show a region to avoid to somebody who says why; that is written down."""
        if reason.strip():
            self._reason = reason.strip()
            self._load()

    # the household

    def undo(self, which: str) -> None:
        """Undo a split, join or move."""
        self._run(
            lambda _task: self._app.undo_regrouping(which),
            done=lambda _nothing: self._changed(),
            failed=self._refused,
        )

    # behind it

    def _load(self) -> None:
        self._asked += 1
        asked, reason = self._asked, self._reason
        self._reason = ""

        def show(read: _Read) -> None:
            if asked == self._asked:
                self._read, self._person = read, read.file.person
                self.regroup.file = read.file
                self._show()

        record, page = self._person, self._page
        self._run(lambda task: self._work(task, record, page, reason), done=show)

    def _work(self, _task: Task, record: RecordId, page: Page, reason: str) -> _Read:
        app = self._app
        file = as_permitted(app, app.open_file.to_look_at(record))
        answers = file.records[file.person].answers
        remark = answers[REMARK].text if REMARK in answers else ""
        read = _Read(file, app.read_readiness(file.household), remark)
        if page is Page.REGIONS:
            compared = (
                app.uncover.compare_regions(file.household, reason)
                if reason
                else app.compare_regions(file.household)
            )
            return replace(read, compared=compared)
        if page is Page.ASK:
            return replace(read, open=app.list_questions_to_ask(file.household, self._purpose))
        if page is Page.HOUSEHOLD:
            return replace(read, home=self._home(file, read.found))
        return read

    def _home(self, file: ResidentFile, found: HouseholdReadiness) -> HouseholdState:
        writes = Permission.WRITE in self._app.permissions
        known = self._app.undo_regrouping.known() if writes else ()
        done = known_here(known, file.household)
        moved = {person for one in done for person in one.before}
        names = {person: self._app.open_file(person).name for person in moved}
        return HouseholdWords(self._say).state(file, found, done, names)

    def _changed(self) -> None:
        self._view.tell_changed()
        self._load()

    def _refused(self, error: OverstapError) -> None:
        self._show(self._say.texts.error(error))

    def _show(self, error: str = "") -> None:
        if self._read is not None:
            state = self._state(self._read)
            self._view.show_state(replace(state, doing=self.regroup.state, error=error))

    def _state(self, read: _Read) -> OverviewState:
        file, found, say = read.file, read.found, self._say
        texts, page = say.texts, self._page
        size = texts("residents.size", count=len(file.members))
        plain = OverviewState(
            household=file.household,
            title=texts("overview.title", household=found.name),
            lead=" · ".join((size, texts(f"overview.lead.{page}"))),
            page=page,
            members=tuple(
                MemberTab(known.person, known.name, known.person == file.person)
                for known in found.persons
            ),
            home=read.home,
        )
        if page is Page.CHAIN:
            today = say.clock().date()
            return replace(plain, chain=ChainWords(found, say, today).state())
        if page is Page.READINESS:
            words = ReadinessWords(file.household, say)
            known = found.of(file.person)
            ready = words.state(known, read.remark, read_only=file.read_only)
            return replace(plain, readiness=ready)
        if page is Page.ASK:
            return replace(plain, ask=ask_state(self._purpose, read.open, say))
        if page is Page.REGIONS and read.compared is not None:
            regions = RegionWords(read.compared, say)
            shown = regions.state(self._level, self._area, self._app.permissions)
            return replace(plain, regions=shown)
        return plain
