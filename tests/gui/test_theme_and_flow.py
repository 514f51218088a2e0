"""Dressing the window, and the row that goes on in the next line: no work that changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from doing import PATIENCE_MS
from overstap.gui import theme
from overstap.gui.widgets import FlowLayout, tip


class Dressed(QWidget):
    """Counts how often it had to look at what it wears."""

    def __init__(self) -> None:
        super().__init__()
        self.looked = 0

    def event(self, event: QEvent) -> bool:
        self.looked += event.type() == QEvent.Type.StyleChange
        return super().event(event)


def test_what_is_worn_already_is_not_put_on_again(qtbot: Any, qapp: QApplication) -> None:
    theme.install(qapp, 100, "light")
    widget = Dressed()
    qtbot.addWidget(widget)
    widget.show()
    before = widget.looked

    theme.install(qapp, 100, "light")
    same = widget.looked - before
    theme.choose(qapp, 100, "dark")
    other = widget.looked - before
    theme.choose(qapp, 100, "system")

    assert (same, other > 0) == (0, True)


@pytest.mark.parametrize("name", ["", "search"])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_edge_of_a_chosen_field_takes_no_room_from_its_letters(
    name: str, percent: int, qtbot: Any, qapp: QApplication
) -> None:
    theme.install(qapp, percent, "light")
    field = QLineEdit()
    field.setObjectName(name)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field, timeout=PATIENCE_MS):
        field.show()
    field.clearFocus()
    before = room_inside(field)

    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=PATIENCE_MS)
    after = room_inside(field)
    needed = field.fontMetrics().height()
    theme.install(qapp)

    assert before.size() == after.size()
    assert after.height() >= needed


def room_inside(field: QLineEdit) -> QRect:
    """Where the letters of a field may stand."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    return field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)


def test_a_row_is_lower_when_a_part_goes_out_of_sight(qtbot: Any) -> None:
    whole, parts = QWidget(), [QLabel("woord " * 8) for _ in range(3)]
    qtbot.addWidget(whole)
    flow = FlowLayout(whole)
    for part in parts:
        flow.addWidget(part)
    width = parts[0].sizeHint().width() + 10
    whole.resize(width, 300)
    whole.show()
    three = whole.heightForWidth(width)

    parts[1].hide()
    two = whole.heightForWidth(width)
    parts[0].setText("twee\nregels\nof drie")
    higher = whole.heightForWidth(width)

    line = parts[2].sizeHint().height()
    assert two == three - line - theme.spacing(2)
    assert higher == two + 2 * line


def test_a_picture_in_a_name_is_not_fetched_to_show_it_under_the_mouse(
    qtbot: Any, tmp_path: Path
) -> None:
    large = QImage(400, 300, QImage.Format.Format_RGB32)
    large.save(str(tmp_path / "large.png"))
    name = f'Haddad <img src="{QUrl.fromLocalFile(tmp_path / "large.png").toString()}"> & Zn'
    button = QPushButton()
    qtbot.addWidget(button)

    tip(button, name)

    shown = QTextDocument()
    shown.setHtml(button.toolTip())
    assert shown.toPlainText() == name
    assert shown.size().height() < 100
