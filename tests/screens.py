"""What tests of screens need: views that remember, work done at once, and words as they are."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from overstap.gui.screens.administration.sheet import Form, Note, Row, Sheet
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.kernel.task import Quiet


def run_now(
    work: Callable[..., Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[OverstapError], None] | None = None,
    stopped: Callable[[], None] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    label: str = "",
) -> None:
    """As the jobs of the window, in one thread and at once."""
    try:
        result = work(Quiet())
    except CancelledError:
        if stopped:
            stopped()
        return
    except OverstapError as error:
        if failed is None:
            raise
        failed(error)
        return
    done(result)


class SheetView:
    """A page of the administration that remembers what it was told."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.form: Form | None = None
        self.problems: Mapping[str, str] = {}
        self.changes = 0
        self.went: list[tuple[str, ...]] = []
        self._given: Callable[[Mapping[str, str]], None] | None = None

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def note(self) -> Note:
        assert self.sheet.note is not None
        return self.sheet.note

    def rows(self) -> list[Row]:
        return [row for group in self.sheet.groups for row in group.rows]

    def fill_in(self, **values: str) -> None:
        """Answer the form that is open; what is not named stays empty or the first choice."""
        assert self.form is not None
        assert self._given is not None
        blank = {f.key: f.choices[0][0] if f.choices else "" for f in self.form.fields}
        self._given(blank | values)

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)

    def ask(self, form: Form, given: Callable[[Mapping[str, str]], None]) -> None:
        self.form, self._given = form, given

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = problems

    def settle(self) -> None:
        self.form, self.problems = None, {}

    def tell_changed(self) -> None:
        self.changes += 1

    def show_resident(self, person: str) -> None:
        self.went.append(("resident", person))

    def show_question(self, person: str, field: str) -> None:
        self.went.append(("question", person, field))

    def show_office(self, office: str) -> None:
        self.went.append(("office", office))

    def open_files(self, paths: list[Path]) -> None:
        self.went.append(("files", *(path.name for path in paths)))

    def show_folder(self, folder: str) -> None:
        self.went.append(("folder", folder))
