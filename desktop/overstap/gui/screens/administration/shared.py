"""What was shared about a household, with whom and when; on paper in the resident's language."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from overstap.domain.records import RecordId
from overstap.gui.screens.administration.page import Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import (
    Act,
    Entry,
    Field,
    Form,
    Group,
    Note,
    Row,
    Sheet,
)
from overstap.kernel.task import Task
from overstap.usecases.handover.list_disclosures import Disclosure
from overstap.usecases.lists.find_residents import Hit

FOUND = 8
"""Households that are offered for a typed name."""
STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Shown:
    """The household in sight."""

    household: RecordId
    name: str
    shared: tuple[Disclosure, ...]
    languages: tuple[str, ...]
    colleagues: bool
    """Whether there are other desks, which keep what they printed themselves."""


class SharedPresenter(PagePresenter):
    """Finds a household, then reads the ledger of what was shared about it."""

    _shown: Shown | None = None
    _found: tuple[Hit, ...] = ()
    _typed = ""

    def acts(self) -> Acts:
        return {
            "typed": lambda _row, typed: self._search(typed),
            "show": lambda row, _said: self.choose(row),
            "print": lambda _row, _said: self._ask_print(),
        }

    def entered(self) -> None:
        if self._shown is None:
            self._show()
        else:
            self._read(self._shown.household)

    def choose(self, household: RecordId) -> None:
        """Show what was shared about this household."""
        self._note, self._found = None, ()
        self._read(household)

    def _read(self, household: RecordId) -> None:
        def read(_task: Task) -> Shown:
            name = self._app.open_file(household).name
            languages = self._app.print_dossier.languages(household)
            shared = self._app.list_disclosures(household)
            colleagues = len(self._app.show_card().card.desks) > 1
            return Shown(household, name, shared, languages, colleagues)

        self._run(read, done=self._look)

    def _look(self, shown: Shown) -> None:
        self._shown = shown
        self._show()

    def _search(self, typed: str) -> None:
        self._typed, self._shown, self._note = typed, None, None

        def done(hits: tuple[Hit, ...]) -> None:
            households = {hit.household: hit for hit in reversed(hits)}
            self._found = tuple(reversed(households.values()))[:FOUND]
            if len(households) == 1:
                self.choose(self._found[0].household)
            else:
                self._show()

        self._run(lambda _task: self._app.find_residents(typed).hits, done=done)

    def _show(self) -> None:
        texts = self._texts
        entry = Entry(texts("shared.who"), texts("shared.find"), texts("shared.who.hint"))
        sheet = Sheet(note=self._note, entry=entry)
        if self._shown is not None:
            sheet = replace(
                sheet,
                groups=(self._ledger(self._shown),),
                acts=(Act("print", texts("shared.print"), "print", "primary"),),
            )
        elif self._found or self._typed:
            rows = tuple(map(self._candidate, self._found))
            group = Group(texts("shared.found"), rows=rows, empty=texts("shared.found.none"))
            sheet = replace(sheet, groups=(group,))
        else:
            about = Group(
                texts("shared.about"), texts("disclosure.lead"), empty=texts("shared.how")
            )
            sheet = replace(sheet, groups=(about,))
        self._view.show_sheet(sheet)

    def _candidate(self, hit: Hit) -> Row:
        show = self._texts("shared.show")
        about = " · ".join(part for part in (hit.v_number, hit.room) if part)
        act = Act("show", show, "eye", name=f"{show}: {hit.name}")
        return Row(hit.household, hit.name, (about,) if about else (), acts=(act,))

    def _ledger(self, shown: Shown) -> Group:
        texts = self._texts
        rows = tuple(self._row(number, one) for number, one in enumerate(shown.shared))
        lead = texts("disclosure.lead")
        if shown.colleagues:
            lead = f"{lead} {texts('shared.other_desks')}"
        return Group(
            texts("shared.of", name=shown.name),
            lead,
            rows,
            texts("disclosure.none"),
        )

    def _row(self, number: int, one: Disclosure) -> Row:
        texts = self._texts
        day = self._speaker.day(one.at.astimezone()) if one.at else texts("shared.undated")
        how = texts(f"disclosure.{one.how}")
        about = ", ".join(self._section(section) for section in one.sections)
        more = (about, texts("shared.void") if one.void else "")
        return Row(
            str(number),
            texts("shared.row", day=day, to=one.to) if one.to else day,
            (f"{how} · {texts('paper.version', version=one.version)}", *filter(None, more)),
            "blocked" if one.void else "",
            texts("shared.void.word") if one.void else "",
        )

    def _section(self, key: str) -> str:
        name = f"section.{key}"
        return self._texts(name) if self._texts.has(name) else key

    # on paper

    def _ask_print(self) -> None:
        assert self._shown is not None
        texts, table = self._texts, self._app.tables.table("talen")
        languages = (
            *((code, table.label(code, texts.language)) for code in self._shown.languages),
            (STAFF, texts("shared.language.staff")),
        )
        form = Form(
            texts("shared.print.title", name=self._shown.name),
            texts("shared.print"),
            (
                Field("language", texts("shared.language"), "choice", choices=languages),
                self._folder_field("shared.folder.hint"),
            ),
            picture="print",
        )
        self._ask(form, partial(self._print, self._shown.household))

    def _print(self, household: RecordId, values: Values) -> None:
        self._folder = Path(values["folder"])
        language = "" if values["language"] == STAFF else values["language"]

        def work(task: Task) -> Path:
            papers = self._app.print_papers
            sheet = papers.disclosures(household, self._texts, task, language)
            return papers.write(sheet, self._folder)

        self._do_asked(work, self._printed, "shared.busy")

    def _printed(self, path: Path) -> None:
        texts = self._texts
        said = texts("shared.printed.where", file=path.name, folder=path.parent)
        self._changed(Note("ok", texts("shared.printed"), said, acts=(self._to_folder(),)))
