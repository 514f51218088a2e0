"""Is this paper genuine, and the newest? By its file, a picture of it, or its code."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from overstap.gui.screens.administration.page import Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Entry, Group, Note, Pick, Row, Sheet
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.papers.paper_verdict import PaperCheck, PaperVerdict

_GRAVE = (PaperVerdict.ALTERED, PaperVerdict.VOID, PaperVerdict.WITHDRAWN)
_SAME = {True: ("done", "same"), False: ("warning", "different"), None: ("none", "unknown")}


class PapersPresenter(PagePresenter):
    """A QR reader types into the line; a file is chosen, or dropped anywhere on the page."""

    _found: PaperCheck | None = None

    def acts(self) -> Acts:
        return {
            "typed": lambda _row, typed: self._check(lambda _task: self._app.check_paper(typed)),
            "picked": lambda _row, path: self._check(
                lambda _task: self._app.check_paper.file(Path(path))
            ),
            "sheet": lambda _row, folder: self._print(Path(folder)),
            "resident": lambda row, _said: self._view.show_resident(row),
        }

    def entered(self) -> None:
        texts, found = self._texts, self._found
        entry = Entry(texts("papers.code"), texts("papers.check"), texts("papers.code.hint"))
        sheet = Act("sheet", texts("papers.sheet"), "print", pick=Pick.FOLDER)
        pick = Act("picked", texts("papers.choose"), "file", "primary", Pick.FILE)
        groups = self._groups(found) if found else (self._ways(),)
        acts = (sheet, pick) if found else (pick,)
        self._view.show_sheet(Sheet(groups, self._note, entry, acts, drops=True))

    def _ways(self) -> Group:
        texts = self._texts
        ways = ("file", "picture", "reader", "code")
        rows = (Row(way, texts(f"papers.way.{way}"), (texts(f"papers.do.{way}"),)) for way in ways)
        return Group(texts("papers.ways"), texts("papers.ways.lead"), tuple(rows))

    def _check(self, look: Callable[[Task], PaperCheck]) -> None:
        self._run(look, done=self._checked, failed=self._unreadable, label="papers.busy")

    def _checked(self, found: PaperCheck) -> None:
        texts, verdict = self._texts, found.verdict
        tone = "ok" if verdict.good else "bad" if verdict in _GRAVE else "warn"
        means = texts(f"paper.{verdict}.means", sender=found.sender)
        self._found = found
        self._note = Note(tone, texts(f"paper.{verdict}"), means, tuple(self._facts(found)))
        self.entered()

    def _unreadable(self, error: OverstapError) -> None:
        happened, _, rest = self._texts.error(error).partition(". ")
        self._found, self._note = None, Note("warn", happened.rstrip("."), rest)
        self.entered()

    def _facts(self, found: PaperCheck) -> list[str]:
        texts, facts = self._texts, []
        if found.version:
            facts.append(texts("paper.version", version=found.version))
        if found.newest_version > found.version:
            facts.append(texts("paper.version.newest", version=found.newest_version))
        if found.as_of:
            facts.append(texts("paper.as_of", day=self._speaker.day(found.as_of.astimezone())))
        return facts

    def _groups(self, found: PaperCheck) -> tuple[Group, ...]:
        texts, groups = self._texts, []
        if found.name:
            look = Act("resident", texts("papers.resident"), "residents")
            who = texts("withdrawals.household", name=found.name)
            audience = texts(f"disclosure.print.{found.audience}") if found.audience else ""
            row = Row(found.household, who, (audience,) if audience else (), acts=(look,))
            groups.append(Group(texts("papers.about"), texts("papers.compare"), (row,)))
        if found.sections:
            rows = tuple(self._section(key, same) for key, same in found.sections)
            groups.append(Group(texts("papers.sections"), rows=rows))
        return tuple(groups) or (self._ways(),)

    def _section(self, key: str, same: bool | None) -> Row:
        name = f"section.{key}"
        title = self._texts(name) if self._texts.has(name) else key
        icon, word = _SAME[same]
        return Row(key, title, (), icon, self._texts(f"papers.section.{word}"))

    def _print(self, folder: Path) -> None:
        self._folder = folder
        self._run(partial(self._write, folder), done=self._printed, label="papers.busy")

    def _write(self, folder: Path, task: Task) -> Path:
        assert self._found is not None
        papers = self._app.print_papers
        return papers.write(papers.validity(self._found, self._texts, task), folder)

    def _printed(self, path: Path) -> None:
        texts = self._texts
        where = texts("shared.printed.where", file=path.name, folder=path.parent)
        self._changed(Note("ok", texts("papers.sheet.done"), where, acts=(self._to_folder(),)))
