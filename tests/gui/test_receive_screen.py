"""The receive screen in a window: real bundles, real keys, real clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from doing import PATIENCE_MS
from offices import hand_over
from overstap.gui.alerts import Alerts
from overstap.gui.drops import FileDrops
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.receive import make
from overstap.gui.screens.receive.ask_dialog import AskDialog
from overstap.gui.screens.receive.changes import ChangeList
from overstap.gui.screens.receive.state import ChangeRow
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App


class ReceivePage:
    """What one sees and presses."""

    def __init__(self, qtbot, app: App, language: str = "nl") -> None:
        self.qtbot, self.texts = qtbot, load(language)
        self.jobs = JobRunner()
        self.view = make(app, self.texts, self.jobs, Alerts(QWidget(), self.texts))
        qtbot.addWidget(self.view)
        self.view.resize(1278, 736)
        self.view.show()
        qtbot.waitExposed(self.view, timeout=PATIENCE_MS)
        self.view.entered()
        self.settle()

    def settle(self) -> None:
        """Until no work runs or waits."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=PATIENCE_MS)
        QApplication.processEvents()

    def close(self) -> None:
        self.settle()
        self.jobs.close()

    def open(self, *paths: Path) -> "ReceivePage":
        self.view.open_files(list(paths))
        self.settle()
        return self

    def shown(self, kind: type) -> list:
        return [w for w in self.view.findChildren(kind) if w.isVisibleTo(self.view)]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.shown(QLabel))

    def button(self, words: str) -> QAbstractButton:
        return next(b for b in self.shown(QAbstractButton) if b.text() == words)

    def press(self, words: str) -> None:
        self.qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.view, key, modifier)
        self.settle()

    def lines(self) -> list[str]:
        (changes,) = self.shown(ChangeList)
        model = changes.model()
        return [model.data(model.index(row)) for row in range(model.rowCount())]


@pytest.fixture
def bundle(location: App, gemeente: App, tmp_path: Path) -> Path:
    return hand_over(location, gemeente, tmp_path, count=2).path


def test_a_file_dropped_on_the_window_is_handed_on(qtbot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    drops = FileDrops(window)
    window.show()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.overstap")), QUrl("https://x.nl/")])
    copy, left, no_key = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    entering = QDragEnterEvent(QPoint(5, 5), copy, dropped, left, no_key)
    QApplication.sendEvent(window.windowHandle(), entering)
    with qtbot.waitSignal(drops.dropped, timeout=PATIENCE_MS) as heard:
        drop = QDropEvent(QPointF(5, 5), copy, dropped, left, no_key)
        QApplication.sendEvent(window.windowHandle(), drop)

    assert entering.isAccepted()
    assert heard.args == [[tmp_path / "a.overstap"]]


def test_a_bundle_is_taken_over_with_the_keys_alone(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    before = gemeente.find_residents("").total

    with qtbot.waitSignal(page.view.changed, timeout=PATIENCE_MS):
        page.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.settle()

    assert before == 0
    assert gemeente.find_residents("").total > 0
    assert page.says("Stuur dit bestand naar de afzender")
    page.close()


def test_undo_is_one_press_away(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    page.press("Overnemen en bewijs sturen")

    page.press("Ongedaan maken")

    assert gemeente.find_residents("").total == 0
    assert page.says("Ongedaan gemaakt")
    page.close()


def test_escape_closes_and_stores_nothing(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)

    page.key(Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: page.says("Wat er ligt te wachten"), timeout=PATIENCE_MS)
    assert gemeente.find_residents("").total == 0
    page.close()


def test_links_lead_to_the_resident_and_the_dossier(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    page.press("Overnemen en bewijs sturen")
    somebody = gemeente.find_residents("").hits[0]

    with qtbot.waitSignal(page.view.resident_asked, timeout=PATIENCE_MS) as resident:
        page.press(somebody.name)
    with qtbot.waitSignal(page.view.dossier_asked, timeout=PATIENCE_MS) as dossier:
        page.press("Dossier bekijken")

    assert resident.args == [somebody.person]
    assert dossier.args[0].startswith("household-")
    page.close()


def test_a_resident_who_is_unticked_stays_out(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    everybody, first, *others = page.shown(QCheckBox)

    first.click()
    page.settle()
    page.press("Overnemen en bewijs sturen")

    assert everybody.text() == "Iedereen"
    assert gemeente.find_residents("", 99).total == len(others)
    assert page.says("1 bewoner ging niet mee")
    assert page.says(first.text())
    page.close()


def test_a_filter_shows_what_it_counts(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    everything = page.lines()

    page.press("Weg 0")

    assert len(everything) > 20
    assert page.lines() == []
    page.close()


def test_the_inbox_folder_lists_its_bundles_and_opens_them(
    qtbot, gemeente: App, bundle: Path
) -> None:
    gemeente.read_inbox.remember(bundle.parent)
    page = ReceivePage(qtbot, gemeente)

    page.press("Openen")

    assert page.says("Echt, volledig en de nieuwste")
    page.close()


def test_a_forged_bundle_blocks_with_a_next_step(
    qtbot, location: App, gemeente: App, bundle: Path
) -> None:
    page = ReceivePage(qtbot, location).open(bundle)

    assert page.says("Niet voor dit kantoor bedoeld")
    assert page.says("Bel de afzender op een nummer dat u al kent")
    assert not [b for b in page.shown(QPushButton) if "vernemen" in b.text()]
    page.close()


def test_an_empty_screen_says_what_to_do(qtbot, gemeente: App) -> None:
    page = ReceivePage(qtbot, gemeente, "en")

    assert page.says("Drag a file onto this window")
    assert page.shown(QPushButton)[0].hasFocus() or page.button("Choose a file").hasFocus()
    page.close()


def test_a_question_is_asked_by_name(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)
    form = page.view.presenter.ask_form()
    assert form is not None
    dialog = AskDialog(form, page.texts, page.view)
    qtbot.addWidget(dialog)
    search, questions = dialog.findChild(QLineEdit), dialog.findChild(QListView)

    search.setText("reistijd")
    model = questions.model()
    model.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.findChild(QPlainTextEdit).setPlainText("Graag snel.")
    page.view.addition_asked.emit(frozenset(dialog.asked), dialog.remark)

    assert page.says("1 vraag gaat mee met het bewijs.")
    page.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_one_can_operate_has_a_name(
    qtbot, gemeente: App, bundle: Path, language: str
) -> None:
    page = ReceivePage(qtbot, gemeente, language).open(bundle)

    operable = [w for k in (QAbstractButton, QListView) for w in page.shown(k)]
    assert operable
    assert [w for w in operable if not w.accessibleName()] == []
    page.close()


def test_nothing_is_cut_off_sideways(qtbot, gemeente: App, bundle: Path) -> None:
    page = ReceivePage(qtbot, gemeente).open(bundle)

    for button in page.shown(QPushButton):
        assert button.width() >= button.minimumSizeHint().width(), button.text()
    page.close()


def test_ten_thousand_changes_are_rows_without_widgets(qtbot) -> None:
    rows = tuple(
        ChangeRow(
            "changed" if number % 40 else "head",
            f"Vraag {number}",
            old="oud",
            new="een langere nieuwe waarde " * (1 + number % 9),
            when="24 nov 2026 09:00",
            by="Wit (Balie 1)",
            chip="Gewijzigd",
            spoken=f"Vraag {number}",
        )
        for number in range(10_000)
    )
    changes = ChangeList("Wat er verandert")
    qtbot.addWidget(changes)
    changes.resize(900, 500)
    changes.show()

    changes.show_rows(rows)

    def at_the_end() -> bool:
        qtbot.keyClick(changes, Qt.Key.Key_End)
        return changes.currentIndex().row() == 9_999

    qtbot.waitUntil(at_the_end, timeout=PATIENCE_MS)
    assert changes.currentIndex().data() == "Vraag 9999"
    short, long = changes.sizeHintForIndex, changes.model().index
    assert short(long(8, 0)).height() > short(long(1, 0)).height()
    assert len(changes.findChildren(QWidget)) < 20


def test_the_location_reads_what_the_gemeente_did(
    qtbot, location: App, gemeente: App, bundle: Path, tmp_path: Path
) -> None:
    done = gemeente.import_bundle(bundle, Quiet())
    receipt = gemeente.write_receipt(done.verdict.manifest.digest, tmp_path, Quiet())

    page = ReceivePage(qtbot, location).open(receipt)

    assert page.says("Voorbeeldstad heeft bundel 1 overgenomen op")
    page.press("Verwerken")
    assert page.says("Verwerkt")
    page.close()
