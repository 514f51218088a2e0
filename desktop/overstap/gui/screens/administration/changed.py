"""Received dossiers that changed since somebody here worked with them. Knows no Qt."""

from itertools import groupby

from overstap.gui.screens.administration.page import MOST, Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Group, Note, Row, Sheet
from overstap.usecases.handover.used_versions import Used
from overstap.usecases.handover.used_words import UsedWords


class ChangedPresenter(PagePresenter):
    """One row per household: what changed, for whom, since which version."""

    def acts(self) -> Acts:
        return {
            "resident": lambda row, _said: self._view.show_resident(self._used[row].person),
            "use": lambda row, _said: self._use(row),
        }

    def entered(self) -> None:
        self._used: dict[str, Used] = {}
        self._run(self._app.used_versions.changed, done=self._show, label="used.busy")

    def _show(self, changed: tuple[Used, ...]) -> None:
        texts = self._texts
        self._used = {one.household: one for one in changed}
        rows = tuple(map(self._row, changed[:MOST]))
        lead, none = texts("used.page.lead"), texts("used.page.none")
        title = (
            texts("used.page.title", count=len(changed)) if changed else texts("used.page.nobody")
        )
        group = Group(title, lead, rows, none)
        self._view.show_sheet(Sheet((group,), self._note))

    def _row(self, used: Used) -> Row:
        texts, words = self._texts, UsedWords(self._speaker)
        name = texts("receive.household", name=used.name)
        to, use = texts("receive.to_resident"), texts("used.use")
        said = tuple(
            texts("used.about", name=who or name, questions=words.questions(tuple(changes)))
            for who, changes in groupby(used.changes, key=lambda change: change.name)
        )
        return Row(
            used.household,
            name,
            (words.since(used),),
            "later",
            texts("used.count", count=len(used.changes)),
            (
                Act("resident", to, "residents", "quiet", name=f"{to}: {name}"),
                Act("use", use, "tick", "link", name=f"{use}: {name}"),
            ),
            said,
        )

    def _use(self, row: str) -> None:
        used = self._used[row]
        told = self._texts("used.told", version=used.now, name=used.name)
        self._run(
            lambda _task: self._app.used_versions.use(row),
            done=lambda _: self._changed(Note("ok", told)),
        )
