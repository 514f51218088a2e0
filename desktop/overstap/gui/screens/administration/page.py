"""What the presenters of all pages have in common: asking, doing beside the window, and failing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from overstap.gui.screens.administration.sheet import Act, Field, Form, Note, Pick, Sheet
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

Values = Mapping[str, str]
Acts = Mapping[str, Callable[[str, str], None]]
"""What can be done on a page: called with the row that it is about and what was typed or picked."""

MOST = 100
"""Rows of a list that are shown; of more the number is told."""

_PLACES = {
    "vault.wrong_passphrase": "passphrase",
    "vault.weak_passphrase": "new",
    "vault.wrong_recovery_key": "kit",
    "vault.mistyped_recovery_key": "kit",
    "office.not_a_root_key": "root",
    "user.exists": "name",
    "user.blocked": "name",
    "user.unnamed": "name",
    "user.last_administrator": "roles",
    "shares.numbers": "needed",
}
"""At which field of a form an error stands, where the form has it; others stand above its
buttons."""


class PageView(Protocol):
    """What a presenter needs of its page."""

    def show_sheet(self, sheet: Sheet) -> None: ...
    def ask(self, form: Form, given: Callable[[Values], None]) -> None: ...
    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say in the open form what is wrong; under an empty key what is about all of it."""

    def settle(self) -> None:
        """What the form asked for is done."""

    def tell_changed(self) -> None: ...
    def show_resident(self, person: str) -> None: ...
    def show_question(self, person: str, field: str) -> None: ...
    def show_office(self, office: str) -> None: ...
    def open_files(self, paths: list[Path]) -> None:
        """Look at bundles."""

    def show_folder(self, folder: str) -> None: ...


class PagePresenter:
    """One page. ``run`` is that of the jobs: it does work beside the window."""

    def __init__(self, view: PageView, app: App, texts: Texts, run: Callable[..., None]) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._speaker = Speaker(app.catalogue, app.tables, texts)
        self._note: Note | None = None
        self._folder = Path()
        self._asked: frozenset[str] = frozenset()

    def entered(self) -> None:
        """The page came into sight: read again what it shows."""
        raise NotImplementedError

    def choose(self, target: str) -> None:
        """Show what is named, where the page is about one thing at a time."""

    def acts(self) -> Acts:
        """What can be done on it, by the keys of the acts that it shows."""
        raise NotImplementedError

    def act(self, key: str, row: str, said: str) -> None:
        """Somebody pressed something."""
        if key == "open_folder":
            self._view.show_folder(str(self._folder))
        else:
            self.acts()[key](row, said)

    def _ask(self, form: Form, then: Callable[[Values], None], *, optional: bool = False) -> None:
        """Show a form; ``then`` hears what was filled in, when nothing is missing that is not
        ``optional``."""

        def given(values: Values) -> None:
            missing = {
                field.key: self._texts(f"administration.missing.{field.kind}")
                for field in form.fields
                if not optional and not values[field.key].strip()
            }
            if missing:
                self._view.show_problems(missing)
            else:
                then(values)

        self._asked = frozenset(field.key for field in form.fields)
        self._view.ask(form, given)

    def _do_asked(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], label: str = ""
    ) -> None:
        """Do what a form asked for: the form stays until it is done, and says why it is not."""

        def landed(result: Any) -> None:
            self._view.settle()
            done(result)

        self._run(work, done=landed, failed=self._failed, label=label)

    def _failed(self, error: OverstapError) -> None:
        place = _PLACES.get(error.code, "")
        said = self._texts.error(error)
        self._view.show_problems({place if place in self._asked else "": said})

    def _changed(self, note: Note) -> None:
        """The vault was changed: say so, and read the page again."""
        self._note = note
        self._view.tell_changed()
        self.entered()

    def _to_folder(self) -> Act:
        return Act("open_folder", self._texts("handover.open_folder"), "folder", "link")

    def _folder_field(self, hint: str) -> Field:
        label = self._texts("administration.folder")
        return Field("folder", label, Pick.FOLDER, self._texts(hint))
