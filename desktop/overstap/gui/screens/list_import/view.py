"""The screen that takes over a list: one page after the other, and the way out of each."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from overstap.gui import theme
from overstap.gui.drops import FileDrops
from overstap.gui.screens.list_import.check_page import CheckPage
from overstap.gui.screens.list_import.columns_page import ColumnsPage
from overstap.gui.screens.list_import.presenter import ImportPresenter
from overstap.gui.screens.list_import.state import (
    BusyState,
    CheckState,
    ColumnsState,
    DoneState,
    ImportState,
    StartState,
)
from overstap.gui.widgets import (
    Banner,
    Empty,
    Fault,
    Header,
    Meter,
    Scroll,
    column,
    empty,
    link_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.stepper import Stepper
from overstap.i18n.texts import Texts

STEPS = ("import.step.file", "import.step.columns", "import.step.check")


class ImportScreen(QWidget):
    """Shows the presenter's state; everything a person asks leaves as a signal."""

    changed = Signal()
    left = Signal()
    residents_asked = Signal()
    doubles_asked = Signal()

    file_chosen = Signal(object)
    column_mapped = Signal(str, str)
    check_asked = Signal()
    row_skipped = Signal(int, bool)
    rows_skipped = Signal(str)
    import_asked = Signal()
    stop_asked = Signal()
    back_asked = Signal()
    again_asked = Signal()

    presenter: ImportPresenter

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._state: ImportState = StartState()
        self._header = Header(texts("work.import"), texts("work.import.lead"))
        leave = link_button(texts("register.cancel"), "close", "Esc")
        leave.clicked.connect(self._leave)
        self._steps = Stepper([texts(key) for key in STEPS], texts("import.step"))
        self._header.side.addWidget(self._steps)
        self._header.side.addSpacing(theme.spacing(4))
        self._header.side.addWidget(leave)
        self.columns, self.check = ColumnsPage(texts), CheckPage(texts)
        self._done = Scroll(5)
        self._pages = QStackedWidget()
        for page in (self._start(), self.columns, self._busy(), self.check, self._done):
            self._pages.addWidget(page)
        whole = column(0)
        self.setLayout(whole)
        whole.addWidget(self._header)
        whole.addWidget(self._pages, 1)
        self._connect()
        self.show_state(self._state)

    def entered(self) -> None:
        """The screen came into sight: what was begun stays."""
        if isinstance(self._state, (StartState, DoneState)):
            self.show_state(StartState())
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_files(self, paths: list[Path]) -> None:
        """Take over a list that was dropped on the window."""
        self.file_chosen.emit(paths[0])

    def show_state(self, state: ImportState) -> None:
        """Show where one is now."""
        turned = type(state) is not type(self._state)
        self._state = state
        self._header.say(*_heading(state, self._texts))
        if isinstance(state, ColumnsState):
            self._turn(1, 1)
            self.columns.show_state(state)
            if turned:
                self.columns.stand()
        elif isinstance(state, BusyState):
            self._pages.setCurrentIndex(2)
            self._show_busy(state)
        elif isinstance(state, CheckState):
            self._turn(3, 2)
            self.check.show_state(state)
            if turned:
                self.check.stand()
        elif isinstance(state, DoneState):
            self._turn(4, len(STEPS))
            self._show_done(state)
        else:
            self._turn(0, 0)
            self._told.setText(state.told)
            self._told.setVisible(bool(state.told))

    def tell_changed(self) -> None:
        """The vault changed."""
        self.changed.emit()

    def _turn(self, page: int, step: int) -> None:
        self._pages.setCurrentIndex(page)
        self._steps.show_step(step)

    def _start(self) -> QWidget:
        texts = self._texts
        start = Empty("inbox", texts("import.start"), texts("import.start.lead"))
        self.choose = primary_button(texts("import.choose"), "file", "Ctrl+O")
        self.choose.clicked.connect(self._ask_file)
        self._told = Fault()
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._told.setMaximumWidth(theme.size(520))
        start.body.insertWidget(4, self._told, 0, Qt.AlignmentFlag.AlignHCenter)
        start.body.insertWidget(5, self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        return start

    def _busy(self) -> QWidget:
        page = Scroll(5)
        self._what, self._far = words("", "strong"), words("")
        self._meter = Meter(self._texts("desk.progress"))
        self.stop = quiet_button(self._texts("desk.stop"), "close")
        self.stop.clicked.connect(self.stop_asked)
        line = row(3)
        line.addWidget(self._what)
        line.addWidget(self._meter, 1)
        line.addWidget(self._far)
        line.addWidget(self.stop)
        page.body.addLayout(line)
        page.body.addWidget(words(self._texts("import.stop.lead"), "hint", wrap=True))
        page.body.addStretch(1)
        return page

    def _show_busy(self, state: BusyState) -> None:
        self._what.setText(state.what)
        self._meter.setRange(0, state.total)
        self._meter.setValue(state.done)
        far = self._texts("doubles.far", done=state.done, total=state.total)
        self._far.setText(far if state.total else "")

    def _show_done(self, state: DoneState) -> None:
        body = self._done.body
        empty(body)
        body.addWidget(Banner("ok", state.title, state.text, "done"))
        foot = row(2)
        again = quiet_button(self._texts("import.again"), "inbox")
        again.clicked.connect(self.again_asked)
        doubles = quiet_button(self._texts("work.doubles"), "residents")
        doubles.clicked.connect(self.doubles_asked)
        on = primary_button(self._texts("import.to_residents"), "arrow-right")
        on.clicked.connect(self.residents_asked)
        foot.addWidget(again)
        foot.addStretch(1)
        foot.addWidget(doubles)
        foot.addWidget(on)
        body.addLayout(foot)
        body.addStretch(1)
        on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        FileDrops(self).dropped.connect(lambda paths: self.file_chosen.emit(paths[0]))
        self.columns.column_mapped.connect(self.column_mapped)
        self.columns.check_asked.connect(self.check_asked)
        self.check.row_skipped.connect(self.row_skipped)
        self.check.rows_skipped.connect(self.rows_skipped)
        self.check.import_asked.connect(self.import_asked)
        self.check.back_asked.connect(self.back_asked)

    def _ask_file(self) -> None:
        lists, every = self._texts("import.kinds"), self._texts("receive.files.all")
        kinds = f"{lists} (*.xlsx *.csv);;{every} (*)"
        name, _ = QFileDialog.getOpenFileName(self, self._texts("import.choose"), "", kinds)
        if name:
            self.file_chosen.emit(Path(name))

    def _leave(self) -> None:
        """Nothing was stored, so nothing has to be asked."""
        if isinstance(self._state, BusyState):
            self.stop_asked.emit()
        else:
            self.show_state(StartState())
            self.left.emit()


def _heading(state: ImportState, texts: Texts) -> tuple[str, str]:
    if isinstance(state, (ColumnsState, CheckState)):
        return texts("import.title", file=state.title), state.lead
    if isinstance(state, BusyState):
        return texts("import.title", file=state.title), ""
    return texts("work.import"), texts("work.import.lead")
