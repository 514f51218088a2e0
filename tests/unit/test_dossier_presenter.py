"""The dossier screen without a screen: for whom, which pages, and what is written down."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from offices import hand_over, take_in
from overstap.gui.screens.dossier.presenter import DossierPresenter
from overstap.gui.screens.dossier.state import BatchState, DossierState
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.kernel.task import Quiet, Task
from overstap.usecases.app import App
from overstap.usecases.ports.papers import Picture


class Desk:
    """A view that remembers what it shows, and work that is done at once."""

    def __init__(self, app: App, task: Task | None = None) -> None:
        self.state = DossierState("", "", (), "")
        self.batch: BatchState | None = None
        self.pages: list[tuple[int, Picture]] = []
        self.changes = 0
        self.task = task or Quiet()
        self.presenter = DossierPresenter(self, app, load("nl"), self.run)

    def show_state(self, state: DossierState) -> None:
        self.state = state

    def show_batch(self, state: BatchState) -> None:
        self.batch = state

    def show_page(self, edition: int, page: int, dots: float, picture: Picture) -> None:
        self.pages.append((page, picture))

    def tell_changed(self) -> None:
        self.changes += 1

    def run(
        self,
        work: Callable[[Task], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[OverstapError], None] | None = None,
        **_: Any,
    ) -> None:
        try:
            result = work(self.task)
        except CancelledError:
            return
        except OverstapError as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)


class Tray:
    """A printer that keeps its sheets, and jams where it is told to."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.name = ""
        self.sheets: list[tuple[int, int]] = []
        self.ended = self.aborted = False

    def begin(self, name: str) -> bool:
        self.name = name
        return self.works

    def page(self, number: int, picture: Picture) -> None:
        self.sheets.append((picture.width, picture.height))

    def end(self) -> None:
        self.ended = True

    def abort(self) -> None:
        self.aborted = True


class StopsAt:
    """Somebody presses stop when ``page`` is about to be printed."""

    def __init__(self, page: int) -> None:
        self.page = page

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        if what == "print" and total and done == self.page and self.armed:
            raise CancelledError

    armed = False


def printed(app: App) -> list[str]:
    """What the audit says of printing, newest first."""
    return [str(e["what"]) for e in app.release.vault.audit_trail() if "print" in str(e["what"])]


def test_nothing_is_made_before_one_says_for_whom(location: App) -> None:
    desk = Desk(location)

    desk.presenter.choose(take_in(location)[0])

    assert desk.state.sizes == ()
    assert [choice.key for choice in desk.state.audiences] == [
        "gemeente",
        "corporatie",
        "resident",
    ]


def test_the_pages_are_those_of_the_pdf(location: App) -> None:
    desk = Desk(location)
    desk.presenter.choose(take_in(location)[0])

    desk.presenter.choose_audience("gemeente")
    desk.presenter.draw(desk.state.edition, 0, 72)

    a4 = (595, 842)
    assert {(round(width), round(height)) for width, height in desk.state.sizes} == {a4}
    ((page, picture),) = desk.pages
    assert page == 0
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.pixels) == picture.stride * picture.height
    assert len(set(picture.pixels)) > 10
    assert printed(location) == []


def test_a_page_of_an_earlier_choice_is_not_drawn_any_more(location: App) -> None:
    desk = Desk(location)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("gemeente")
    before = desk.state.edition

    desk.presenter.choose_audience("corporatie")
    desk.presenter.draw(before, 0, 72)

    assert desk.pages == []


def test_the_corporatie_gets_less_than_the_gemeente(location: App) -> None:
    desk = Desk(location)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("gemeente")
    whole = len(desk.state.sizes)

    desk.presenter.choose_audience("corporatie")

    assert len(desk.state.sizes) < whole


def test_a_resident_may_choose_their_own_language(location: App) -> None:
    desk = Desk(location)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("resident")

    desk.presenter.choose_language("tir")

    assert desk.state.language == "tir"
    assert "Tigrinya" in [choice.word for choice in desk.state.languages]
    assert desk.state.sizes


def test_a_saved_pdf_is_written_down_before_it_is_there(location: App, tmp_path: Path) -> None:
    desk = Desk(location)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("gemeente")

    desk.presenter.save(tmp_path)

    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.name in desk.state.told
    assert printed(location) == ["print"]
    assert desk.changes == 1


def test_paper_is_written_down_before_the_printer_starts(location: App) -> None:
    desk, tray = Desk(location), Tray()
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("corporatie")
    began: list[list[str]] = []
    begin = tray.begin
    tray.begin = lambda name: began.append(printed(location)) or begin(name)  # type: ignore

    desk.presenter.print_pages(tray)

    assert began == [["print"]]
    assert tray.ended
    assert tray.sheets == [(2481, 3508)] * len(desk.state.sizes)


def test_a_printer_that_refuses_leaves_a_void_job(location: App) -> None:
    desk, tray = Desk(location), Tray(works=False)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("corporatie")

    desk.presenter.print_pages(tray)

    assert tray.sheets == []
    assert printed(location) == ["print_void", "print"]
    assert desk.state.told.startswith("Afdrukken is gestopt")


def test_a_stop_halfway_counts_as_disclosed(location: App) -> None:
    stop, tray = StopsAt(1), Tray()
    desk = Desk(location, stop)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("gemeente")
    stop.armed = True

    desk.presenter.print_pages(tray)

    assert len(tray.sheets) == 1
    assert tray.aborted
    assert printed(location) == ["print"]


def test_a_stop_before_the_first_page_leaves_no_sheet_and_a_void_job(location: App) -> None:
    stop, tray = StopsAt(0), Tray()
    desk = Desk(location, stop)
    desk.presenter.choose(take_in(location)[0])
    desk.presenter.choose_audience("gemeente")
    stop.armed = True

    desk.presenter.print_pages(tray)

    assert tray.name == ""
    assert printed(location) == ["print_void", "print"]


def test_many_dossiers_come_in_one_folder(location: App, tmp_path: Path) -> None:
    take_in(location, 3)
    desk = Desk(location)
    desk.presenter.open_batch()
    assert desk.batch is not None
    chosen = [row.household for row in desk.batch.rows]
    desk.presenter.batch_for("corporatie")

    desk.presenter.make_batch(chosen, tmp_path)

    assert len(list(tmp_path.glob("*-corporatie.pdf"))) == len(chosen) == 3
    assert desk.batch.told.startswith("3 dossiers staan in")
    names = [row.name for row in desk.batch.rows]
    assert [line.partition("  ·  ")[0] for line in desk.batch.files] == names
    assert all((tmp_path / line.partition("  ·  ")[2]).exists() for line in desk.batch.files)


def test_a_batch_into_a_folder_that_is_gone_says_so(location: App, tmp_path: Path) -> None:
    take_in(location, 2)
    desk = Desk(location)
    desk.presenter.open_batch()
    assert desk.batch is not None

    desk.presenter.make_batch([r.household for r in desk.batch.rows], tmp_path / "gone")

    assert desk.batch.told.startswith("Gestopt: 0 van de 2")


def test_what_was_received_prints_too(location: App, gemeente: App, tmp_path: Path) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    desk = Desk(gemeente)
    desk.presenter.choose(gemeente.find_residents("").hits[0].household)

    desk.presenter.choose_audience("gemeente")

    assert desk.state.sizes
    assert desk.state.facts[0] == "Ontvanger: Voorbeeldstad"
