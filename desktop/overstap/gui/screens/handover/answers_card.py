"""What goes, per section, each answer to be looked at; and what stays, with why."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.handover.state import (
    Action,
    AnswerBlock,
    GoingSection,
    PlanState,
    StayingRow,
)
from overstap.gui.widgets import (
    Card,
    Chip,
    Picture,
    Scroll,
    column,
    empty,
    line,
    link_button,
    row,
    tip,
    toggle_button,
    words,
)
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts

LEFT = Qt.AlignmentFlag.AlignLeft
TOP = Qt.AlignmentFlag.AlignTop


class GoingCard(Card):
    """Sections that unfold into questions with their answers."""

    person_chosen = Signal(str)
    only_new_toggled = Signal(bool)
    variant_chosen = Signal(str, bool)
    """A resident, and whether only the smaller variant goes."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._open: set[str] = set()
        self._count = words("", "hint")
        self.body.addLayout(_heading("handover", texts("handover.goes"), self._count, "ok"))
        self.people = QComboBox()
        self.people.setAccessibleName(texts("handover.whose"))
        self.people.activated.connect(
            lambda at: self.person_chosen.emit(str(self.people.itemData(at)))
        )
        self.body.addWidget(self.people)
        self.smaller = QCheckBox(texts("handover.smaller"))
        self.smaller.setAccessibleName(self.smaller.text())
        self.smaller.setAccessibleDescription(texts("handover.smaller.lead"))
        tip(self.smaller, texts("handover.smaller.lead"))
        self.smaller.clicked.connect(
            lambda on: self.variant_chosen.emit(str(self.people.currentData()), on)
        )
        self.body.addWidget(self.smaller)
        self.body.addWidget(line())
        self.page = Scroll()
        self.page.body.setSpacing(0)
        self.body.addWidget(self.page, 1)
        self.every = link_button(texts("handover.every"), "eye")
        self.every.clicked.connect(self._unfold_all)
        self.only_new = toggle_button(texts("handover.new", count=0), "filter")
        self.only_new.clicked.connect(self.only_new_toggled)
        foot = row(2)
        foot.addWidget(self.every)
        foot.addStretch(1)
        foot.addWidget(self.only_new)
        self.body.addLayout(foot)
        self.folds: list[Fold] = []

    def show_state(self, state: PlanState) -> None:
        """Show what goes now; what was unfolded stays so."""
        self._count.setText(self._texts("handover.answers", count=state.going))
        self._fill_people(state)
        self.smaller.setVisible(bool(state.variant))
        self.smaller.setChecked(state.variant == "smaller")
        self.only_new.setVisible(state.again)
        self.only_new.setChecked(state.only_new)
        self.only_new.setText(self._texts("handover.new", count=state.new))
        self.only_new.setAccessibleName(self.only_new.text())
        empty(self.page.body)
        self.folds = []
        for section in state.sections:
            fold = Fold(section, self._texts, state.again, section.key in self._open)
            fold.button.toggled.connect(lambda on, key=section.key: self._remember(key, on))
            self.folds.append(fold)
            self.page.body.addWidget(fold)
            self.page.body.addWidget(line())
        if not state.sections:
            self.page.body.addWidget(words(self._texts("handover.nothing"), "hint", wrap=True))
        self.page.body.addStretch(1)

    def _remember(self, key: str, on: bool) -> None:
        (self._open.add if on else self._open.discard)(key)

    def _unfold_all(self) -> None:
        unfold = not all(fold.button.isChecked() for fold in self.folds)
        for fold in self.folds:
            fold.button.setChecked(unfold)

    def _fill_people(self, state: PlanState) -> None:
        self.people.clear()
        for person, name in state.people:
            self.people.addItem(name, person)
        self.people.setCurrentIndex(self.people.findData(state.person))


class Fold(QWidget):
    """One section: a button that unfolds its answers."""

    def __init__(self, section: GoingSection, texts: Texts, again: bool, unfolded: bool) -> None:
        super().__init__()
        self._section, self._texts, self._again = section, texts, again
        self._answers: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.spacing(1), 0, theme.spacing(1))
        whole.setSpacing(0)
        count = texts("handover.answers", count=section.count)
        about = f"{section.names}. {section.ground}"
        self.button = Face(f"{section.title}, {count}", about)
        self._face()
        whole.addWidget(self.button)
        self.button.toggled.connect(self._unfold)
        self.button.setChecked(unfolded)

    def _face(self) -> None:
        face, section = self.button.body, self._section
        face.addWidget(Picture("done", theme.tokens().ok, 18), 0, TOP)
        middle = column(1)
        title = row(2)
        title.addWidget(words(section.title, "strong"))
        if self._again and section.new:
            title.addWidget(Chip(self._texts("handover.new", count=section.new), "accent"))
        title.addStretch(1)
        middle.addLayout(title)
        ground = self._texts("handover.ground", ground=section.ground)
        for text, kind in ((section.names, "hint"), (ground, "faint")):
            middle.addWidget(words(text, kind, wrap=True))
        face.addLayout(middle, 1)
        face.addWidget(words(str(section.count), "hint"), 0, TOP)

    def _unfold(self, on: bool) -> None:
        if on and self._answers is None:
            self._answers = self._page()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._answers)
        if self._answers is not None:
            self._answers.setVisible(on)

    def _page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(*(theme.spacing(n) for n in (9, 1, 2, 3)))
        grid.setHorizontalSpacing(theme.spacing(3))
        grid.setVerticalSpacing(theme.spacing(2))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for block in self._section.blocks:
            if len(self._section.blocks) > 1:
                grid.addWidget(words(block.name, "label"), grid.rowCount(), 0, 1, 2)
            self._fill(grid, block)
        if self._section.more:
            more = self._texts("handover.more", count=self._section.more)
            grid.addWidget(words(more, "hint", wrap=True), grid.rowCount(), 0, 1, 2)
        return page

    def _fill(self, grid: QGridLayout, block: AnswerBlock) -> None:
        for answer in block.lines:
            at = grid.rowCount()
            grid.addWidget(words(answer.label, "hint", wrap=True), at, 0, TOP)
            value = column(0)
            value.addWidget(words(answer.value, wrap=True))
            if answer.note:
                value.addWidget(words(answer.note, "faint", wrap=True))
            if self._again and answer.new:
                value.addWidget(Chip(self._texts("handover.new.one"), "accent"), 0, LEFT)
            grid.addLayout(value, at, 1)


class StayingCard(Card):
    """The answers that stay here, each with its reason and ground."""

    acted = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._unasked_shown = False
        self._count = words("", "hint")
        self.body.addLayout(_heading("lock", texts("handover.stays"), self._count, "text2"))
        self.body.addWidget(line())
        self.page = Scroll()
        self.body.addWidget(self.page, 1)

    def show_state(self, state: PlanState) -> None:
        """Show what stays now."""
        self._count.setText(self._texts("handover.questions", count=len(state.staying)))
        body = self.page.body
        empty(body)
        if not state.staying:
            body.addWidget(words(self._texts("handover.all_goes"), "hint", wrap=True))
        for staying in state.staying:
            body.addLayout(self._staying(staying))
            body.addWidget(line())
        if state.unasked:
            body.addLayout(self._unasked(state.unasked))
            body.addWidget(line())
        body.addWidget(words(self._texts("handover.stays.note"), "faint", wrap=True))
        body.addStretch(1)

    def _show_unasked(self, said: QWidget) -> None:
        self._unasked_shown = not self._unasked_shown
        said.setVisible(self._unasked_shown)

    def _staying(self, staying: StayingRow) -> QHBoxLayout:
        body = row(3)
        colour = theme.tokens().warn if staying.icon == "later" else theme.tokens().text2
        body.addWidget(Picture(staying.icon, colour, 18), 0, TOP)
        text = column(1)
        text.addWidget(words(staying.label, "strong", wrap=True))
        text.addWidget(words(staying.reason, wrap=True))
        about = " · ".join(part for part in (staying.ground, staying.who) if part)
        text.addWidget(words(about, "faint", wrap=True))
        if staying.act:
            text.addWidget(act_button(staying.act, self.acted), 0, LEFT)
        body.addLayout(text, 1)
        return body

    def _unasked(self, names: tuple[str, ...]) -> QHBoxLayout:
        body = row(3)
        body.addWidget(Picture("none", theme.tokens().text3, 18), 0, TOP)
        text = column(1)
        text.addWidget(words(self._texts("handover.unasked", count=len(names)), "strong"))
        which = link_button(self._texts("handover.unasked.which"), "eye")
        said = words(", ".join(names), "hint", wrap=True)
        if not self._unasked_shown:
            said.hide()
        which.clicked.connect(lambda: self._show_unasked(said))
        text.addWidget(which, 0, LEFT)
        text.addWidget(said)
        body.addLayout(text, 1)
        return body


def act_button(action: Action, acted: SignalInstance) -> QPushButton:
    """The button of an action; ``acted`` is the signal that carries it."""
    button = link_button(action.word, "arrow-right")
    if action.about:
        button.setAccessibleName(f"{action.word}: {action.about}")
    button.clicked.connect(lambda: acted.emit(action))
    return button


def _heading(picture: str, title: str, count: QWidget, colour: str) -> QHBoxLayout:
    heading = row(3)
    heading.addWidget(Picture(picture, getattr(theme.tokens(), colour), 20))
    heading.addWidget(words(title, "cardtitle"), 1)
    heading.addWidget(count)
    return heading
