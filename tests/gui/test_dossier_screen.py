"""The dossier screen in a window: the pages one sees are the pages that are printed."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from doing import PATIENCE_MS
from offices import take_in
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.dossier import make
from overstap.gui.screens.dossier.pages import KEPT, PageStrip
from overstap.gui.screens.dossier.printer import PagePrinter, a4_printer
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.ports.papers import Picture


class DossierPage:
    """What one sees and presses."""

    def __init__(self, qtbot, app: App, household: str) -> None:
        self.qtbot = qtbot
        self.jobs = JobRunner()
        texts = load("nl")
        self.view = make(app, texts, self.jobs, Alerts(QWidget(), texts))
        qtbot.addWidget(self.view)
        self.view.resize(1278, 736)
        self.view.show()
        qtbot.waitExposed(self.view, timeout=PATIENCE_MS)
        self.view.entered()
        self.view.choose(household)
        self.settle()

    def settle(self) -> None:
        """Until the pages in sight are drawn too."""
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=PATIENCE_MS)

    def close(self) -> None:
        self.settle()
        self.jobs.close()

    def shown(self, kind: type) -> list:
        return [w for w in self.view.findChildren(kind) if w.isVisibleTo(self.view)]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.shown(QLabel))

    def press(self, words: str) -> None:
        button = next(b for b in self.shown(QAbstractButton) if b.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def strip(self) -> PageStrip:
        return self.view.findChild(PageStrip)


def test_one_is_asked_first_for_whom(qtbot, location: App) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])

    assert page.says("Voor wie is dit dossier?")
    assert QApplication.focusWidget().text() == "Gemeente"
    page.close()


def test_only_the_pages_in_sight_are_drawn(qtbot, location: App) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])
    page.press("Gemeente")
    wanted: list[int] = []
    page.strip.page_wanted.connect(lambda _edition, number, _dots: wanted.append(number))

    qtbot.keyClick(page.strip, Qt.Key.Key_PageDown)
    page.settle()

    assert page.says("Pagina 2 van")
    assert set(wanted) <= {1, 2}
    assert 0 in page.strip._drawn
    page.close()


def test_a_page_on_screen_is_the_pdfs_page(qtbot, location: App, tmp_path: Path) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])
    page.press("Gemeente")
    page.view.folder_chosen.emit(tmp_path)
    page.settle()

    (path,) = tmp_path.glob("*.pdf")
    dots, pixmap = page.strip._drawn[0]
    document = pypdfium2.PdfDocument(path)
    drawn = document[0].render(scale=dots / 72, rev_byteorder=True).to_pil().convert("RGB")
    document.close()
    seen = pixmap.toImage()
    assert (seen.width(), seen.height()) == drawn.size
    row = seen.height() // 4
    for x in range(0, seen.width(), 7):
        assert seen.pixelColor(x, row).getRgb()[:3] == drawn.getpixel((x, row))
    page.close()


def test_escape_goes_back(qtbot, location: App) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])

    with qtbot.waitSignal(page.view.left, timeout=PATIENCE_MS):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    page.close()


def test_the_printer_gets_every_page_to_the_edge(qtbot, location: App, tmp_path: Path) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])
    page.press("Woningcorporatie")
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))

    page.view.printer_chosen.emit(PagePrinter(printer))
    qtbot.waitUntil(lambda: page.says("naar de printer gestuurd"), timeout=PATIENCE_MS)

    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    sizes = [document[number].get_size() for number in range(len(document))]
    darkest, _ = document[0].render(scale=0.2).to_pil().convert("L").getextrema()
    document.close()
    assert len(sizes) == len(page.strip._sizes)
    assert {(round(width), round(height)) for width, height in sizes} == {(595, 842)}
    assert darkest < 100
    page.close()


def test_a_computer_without_printer_says_what_one_can_do(qtbot, location: App) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])
    page.press("Woningcorporatie")

    page.view.printer_missing.emit()

    assert page.says("Deze computer heeft geen printer")
    page.close()


def test_many_are_chosen_by_name(qtbot, location: App, tmp_path: Path) -> None:
    take_in(location, 3)
    page = DossierPage(qtbot, location, location.find_residents("").hits[0].household)
    page.press("Meer dossiers tegelijk")

    page.press("Alles kiezen")
    told = page.says("3 huishoudens gekozen")
    (search,), (chosen,) = page.shown(QLineEdit), page.shown(QListView)
    search.setText("zzz")

    assert told
    assert all(chosen.isRowHidden(row) for row in range(chosen.model().rowCount()))
    page.close()


def test_everything_one_can_operate_has_a_name(qtbot, location: App) -> None:
    page = DossierPage(qtbot, location, take_in(location)[0])
    page.press("Bewoner")

    kinds = (QAbstractButton, QComboBox, PageStrip)
    assert [w for kind in kinds for w in page.shown(kind) if not w.accessibleName()] == []
    page.close()


@pytest.mark.parametrize("steps", [1, -1])
def test_zoom_changes_the_size_and_fit_brings_it_back(qtbot, steps: int) -> None:
    strip = PageStrip("pages")
    qtbot.addWidget(strip)
    strip.resize(600, 500)
    strip.show_pages(1, ((595, 842),) * 3)
    fit = strip._places()[0][1]

    strip.zoom(steps)
    changed = strip._places()[0][1]
    strip.zoom(0)

    assert (changed > fit) == (steps > 0)
    assert strip._places()[0][1] == fit


def test_few_pages_are_kept_and_those_of_another_dossier_are_not_shown(qtbot) -> None:
    strip = PageStrip("pages")
    qtbot.addWidget(strip)
    strip.show_pages(1, ((595, 842),) * 40)
    picture = Picture(2, 2, 8, bytes(16))

    for page in range(40):
        strip.show_page(1, page, 72, picture)
    kept = len(strip._drawn)
    strip.show_pages(2, ((595, 842),))
    strip.show_page(1, 0, 72, picture)

    assert kept == KEPT
    assert not strip._drawn
