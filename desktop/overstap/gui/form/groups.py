"""A repeating group: jobs, wishes, appointments. Each item folds to one line."""

from collections.abc import Mapping
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Basis, Value
from overstap.domain.calendars import Calendar
from overstap.domain.catalogue import Question
from overstap.domain.groups import RANK, REMOVED, bases, items, part_field, resting_on
from overstap.gui import theme
from overstap.gui.form.basis import BasisButton
from overstap.gui.form.editor import Editor, is_enter
from overstap.gui.form.make import make_editor
from overstap.gui.form.understood import Understood
from overstap.gui.form.words import Words
from overstap.gui.widgets import FlowLayout, column, icon, link_button, row, tip, words
from overstap.gui.widgets.shrinking_button import ShrinkingButton


class ItemRow(QFrame):
    """One item: a line that says what it is, and its parts under it when unfolded. ``parts_said``
    carries part names with their new answers."""

    parts_said = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, group: Question, say: Words, *, ranked: bool) -> None:
        super().__init__()
        self.setObjectName("item")
        self._group, self._say = group, say
        self._answers: Mapping[str, Answer] = {}
        self._editors: dict[str, Editor] = {}
        self._understood: dict[str, Understood] = {}
        self._calendar: Calendar | None = None
        self._basis = BasisButton(say.texts, say.label(group))
        self._basis.chosen.connect(self._rest_on)
        self._rank = words("", "rank")
        self.title = ShrinkingButton()
        self.title.setObjectName("itemtitle")
        self.title.setCheckable(True)
        self.title.setIconSize(QSize(theme.size(16), theme.size(16)))
        self.title.toggled.connect(self._fold)
        head = row(1)
        if not ranked:
            self._rank.hide()
        head.addWidget(self._rank)
        head.addWidget(self.title, 1)
        tools = (("arrow-up", "up", -1), ("arrow-down", "down", 1)) if ranked else ()
        for picture, what, by in tools:
            head.addWidget(self._tool(picture, what, partial(self.moved.emit, by)))
            self._bind("Alt+Up" if by < 0 else "Alt+Down", by)
        head.addWidget(self._tool("trash", "remove", self.removed.emit))
        self._body = QWidget()
        self._parts = QVBoxLayout(self._body)
        self._parts.setContentsMargins(*(theme.spacing(n) for n in (2, 1, 2, 3)))
        self._parts.setSpacing(theme.spacing(2))
        self._parts.addWidget(self._basis, 0, Qt.AlignmentFlag.AlignLeft)
        whole = column(0)
        whole.setContentsMargins(*(theme.spacing(n) for n in (2, 1, 1, 1)))
        whole.addLayout(head)
        whole.addWidget(self._body)
        self.setLayout(whole)
        self._body.hide()

    def show_item(
        self, number: int, parts: Mapping[str, Answer], calendar: Calendar | None
    ) -> None:
        """Show the item as it is now; ``number`` is its place from 1, ``calendar`` the one that the
        resident grew up with, if another."""
        self._answers, self._calendar = parts, calendar
        self._rank.setText(str(number))
        said = [*self._say.item(self._group, parts)]
        rests_on = bases(parts)
        if said and rests_on not in ((), (Basis.STATED,)):
            said.append(self._say.bases(parts))
        self.title.setText(" · ".join(said) or self._say.texts("form.item.new"))
        self._basis.show_bases(rests_on)
        self._basis.setVisible(self._group.statement and bool(said))
        self.title.setAccessibleName(f"{number}: {self.title.text()}")
        for name in self._editors:
            self._show_part(name)

    def unfold(self) -> None:
        """Show the parts, and stand in the first."""
        self.title.setChecked(True)
        next(iter(self._editors.values())).setFocus()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for editor in self._editors.values():
            editor.flush()

    def open_basis(self) -> None:
        """Show the menu of what the item can rest on."""
        self.flush()
        if self._group.statement and bases(self._answers):
            self.title.setChecked(True)
            self._basis.open()

    def _show_part(self, name: str) -> None:
        answer = self._answers.get(name, NOT_ASKED)
        self._editors[name].show_value(answer.value)
        self._understood[name].show_answer(answer, self._calendar)

    def _type_part(self, part: str, value: Value | None) -> None:
        self._understood[part].tell_typed()
        self._say_part(part, value)

    def _take_over(self, part: str, meant: Value) -> None:
        self._editors[part].setFocus()
        self._say_part(part, meant)

    def _say_part(self, part: str, value: Value | None) -> None:
        """A new value rests on what the part, or else the whole item, rested on before."""
        here = self._answers.get(part, NOT_ASKED).basis
        whole = bases(self._answers)
        told = whole[0] if len(whole) == 1 else Basis.STATED
        basis = (here or told) if self._group.statement else None
        said = NOT_ASKED if value is None else Answer(value, basis=basis)
        self.parts_said.emit({part: said})

    def _rest_on(self, basis: Basis) -> None:
        self.flush()
        self.parts_said.emit(resting_on(basis, self._answers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.title.hasFocus():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _bind(self, keys: str, by: int) -> None:
        pressed = QShortcut(QKeySequence(keys), self)
        pressed.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pressed.activated.connect(partial(self.moved.emit, by))

    def _fold(self, open_now: bool) -> None:
        if open_now and not self._editors:
            for part in self._group.parts:
                self._add(part)
        self._body.setVisible(open_now)
        picture = "chevron-down" if open_now else "chevron-right"
        self.title.setIcon(icon(picture, theme.tokens().text2))

    def _add(self, part: Question) -> None:
        editor = make_editor(part, self._say)
        label = words(self._say.label(part), "hint")
        editor.name(f"{self._say.label(self._group)}: {label.text()}")
        editor.edited.connect(partial(self._type_part, part.name))
        editor.next_asked.connect(partial(self._next_part, editor))
        understood = Understood(part, self._say)
        understood.taken.connect(partial(self._take_over, part.name))
        self._editors[part.name], self._understood[part.name] = editor, understood
        self._show_part(part.name)
        last = self._parts.count() - 1
        for place, widget in enumerate((label, editor, understood), start=last):
            self._parts.insertWidget(place, widget)

    def _next_part(self, editor: Editor) -> None:
        editors = list(self._editors.values())
        after = editors.index(editor) + 1
        if after < len(editors):
            editors[after].setFocus()
        else:
            self.title.setChecked(False)
            self.title.setFocus()

    def _tool(self, picture: str, what: str, act: object) -> QPushButton:
        button = link_button("", picture)
        button.setObjectName("tool")
        button.setAccessibleName(self._say.texts(f"form.item.{what}"))
        tip(button, button.accessibleName())
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button


class GroupEditor(QWidget):
    """All items of a group. ``items_edited`` carries fields with their new answers; ``next_asked``
    asks for the next question."""

    items_edited = Signal(object)
    next_asked = Signal()

    def __init__(self, group: Question, say: Words) -> None:
        super().__init__()
        self._group, self._say = group, say
        self._rows: dict[str, ItemRow] = {}
        self._ids: tuple[str, ...] = ()
        self._fresh = ""
        self._calendar: Calendar | None = None
        self._list = column(1)
        self._add = link_button(say.texts("form.item.add"), "plus")
        self._add.setAccessibleName(f"{say.label(group)}: {self._add.text()}")
        self._add.clicked.connect(self._add_item)
        self._add.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.spacing(1))
        whole.addLayout(self._list)
        self.foot = FlowLayout(spacing=1)
        self.foot.addWidget(self._add)
        whole.addLayout(self.foot)
        self.setFocusProxy(self._add)

    @property
    def ids(self) -> tuple[str, ...]:
        """The items there are, in their order."""
        return self._ids

    def show_answers(self, answers: Answers, calendar: Calendar | None = None) -> None:
        """Show the items among ``answers``, with dates in the resident's ``calendar`` too."""
        self._calendar = calendar
        found = items(self._group.key, answers)
        if self._fresh and self._fresh not in dict(found):
            found = (*found, (self._fresh, {}))
        ids = tuple(item for item, _ in found)
        if ids != self._ids:
            self._arrange(ids)
        for number, (item, parts) in enumerate(found, start=1):
            self._rows[item].show_item(number, parts, calendar)
        full = bool(self._group.limit) and len(ids) >= self._group.limit
        self._add.setVisible(not full)
        self.setFocusProxy(self._rows[ids[-1]].title if full else self._add)

    def eventFilter(self, _button: QObject, event: QEvent) -> bool:
        """Enter on a button goes on: Space presses it."""
        enters = event.type() == QEvent.Type.KeyPress and is_enter(event)
        if enters:
            self.next_asked.emit()
        return enters

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for item in self._rows.values():
            item.flush()

    def open_basis(self) -> None:
        """Say what the item one stands in rests on; the last one where one stands in none."""
        here = self.window().focusWidget()
        around = (one for one in self._rows.values() if here and one.isAncestorOf(here))
        last = self._rows[self._ids[-1]] if self._ids else None
        if found := next(around, last):
            found.open_basis()

    def forget(self) -> None:
        """Begin anew for another record."""
        self._fresh = ""
        self._arrange(())

    def _arrange(self, ids: tuple[str, ...]) -> None:
        for gone in set(self._rows) - set(ids):
            gone_row = self._rows.pop(gone)
            gone_row.hide()
            gone_row.deleteLater()
        for item in ids:
            if item not in self._rows:
                self._rows[item] = self._row(item)
            self._list.addWidget(self._rows[item])
        self._ids = ids

    def _row(self, item: str) -> ItemRow:
        made = ItemRow(self._group, self._say, ranked=self._group.ranked)
        made.title.installEventFilter(self)
        made.show_item(0, {}, self._calendar)
        made.parts_said.connect(partial(self._edit, item))
        made.moved.connect(partial(self._move, item))
        made.removed.connect(partial(self._remove, item))
        return made

    def _add_item(self) -> None:
        self._fresh = uuid4().hex[:12]
        self._arrange((*self._ids, self._fresh))
        self._rows[self._fresh].show_item(len(self._ids), {}, self._calendar)
        self._rows[self._fresh].unfold()

    def _edit(self, item: str, parts: Mapping[str, Answer]) -> None:
        edits = {self._field(item, part): said for part, said in parts.items()}
        if item == self._fresh:
            self._fresh = ""
            edits[self._field(item, REMOVED)] = Answer(value=False)
            if self._group.ranked:
                edits |= self._ranks(self._ids)
        self.items_edited.emit(edits)

    def _move(self, item: str, by: int) -> None:
        ids = list(self._ids)
        place = ids.index(item)
        to = place + by
        if 0 <= to < len(ids):
            ids[place], ids[to] = ids[to], ids[place]
            self.items_edited.emit(self._ranks(tuple(ids)))

    def _remove(self, item: str) -> None:
        if item == self._fresh:
            self._fresh = ""
            self._arrange(tuple(kept for kept in self._ids if kept != item))
        else:
            self.items_edited.emit({self._field(item, REMOVED): Answer(value=True)})
        self._add.setFocus()

    def _ranks(self, ids: tuple[str, ...]) -> dict[str, Answer]:
        return {self._field(item, RANK): Answer(rank) for rank, item in enumerate(ids)}

    def _field(self, item: str, part: str) -> str:
        return part_field(self._group.key, item, part)
