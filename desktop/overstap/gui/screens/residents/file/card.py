"""The card at the right: the page in sight, with its title above and its foot below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue
from overstap.gui import theme
from overstap.gui.form import FormView, Words
from overstap.gui.screens.residents.file.footer import Footer
from overstap.gui.screens.residents.file.reading import Checklist, Release, Sheets
from overstap.gui.screens.residents.file.state import FileState, Jump
from overstap.gui.widgets import Banner, LineButton, Scroll, empty, line, quiet_button, row, words

READING_WIDTH = 700


class SectionPage(Scroll):
    """A section one fills in; made when it is first shown, and kept."""

    def __init__(self, form: FormView) -> None:
        super().__init__()
        self.form = form
        form.setMaximumWidth(theme.size(READING_WIDTH))
        self.body.addWidget(form)
        self.body.addStretch(1)
        form.entered.connect(self._follow)

    def _follow(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, theme.size(60))


class Summary(QWidget):
    """What keeps a section from being finished, with a way to each question."""

    jumped = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._jumps: Sequence[Jump] = ()
        self._links: list[QWidget] = []
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_jumps(self, jumps: Sequence[Jump]) -> None:
        """Show these; nothing where there are none."""
        if jumps != self._jumps:
            self._jumps = jumps
            empty(self._whole)
            banner = Banner("bad", self._title, picture="warning")
            self._links = []
            for jump in jumps:
                link = LineButton(jump.text)
                link.clicked.connect(lambda _on, to=jump.field: self.jumped.emit(to))
                banner.body.addWidget(link)
                self._links.append(link)
            self._whole.addWidget(banner)
        self.setVisible(bool(jumps))

    def focus(self) -> None:
        """Stand on the first line."""
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


class FileCard(QFrame):
    """``made`` carries a form that was made just now, for who listens to its answers."""

    made = Signal(object)

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self._catalogue, self._say = catalogue, say
        self._forms: dict[str, SectionPage] = {}
        texts = say.texts
        self._title, self._lead = words("", "title"), words("", "hint", wrap=True)
        self.summary = Summary(texts("file.summary"))
        self.summary.jumped.connect(self.focus)
        self._stack = QStackedWidget()
        self.release, self.checklist = Release(texts), Checklist(texts)
        self._sheets = Sheets()
        self._reader = Scroll()
        self._reader.body.addWidget(self._sheets)
        self._reader.body.addStretch(1)
        for page in (self.release, self.checklist, self._reader):
            self._stack.addWidget(page)
        self.footer = Footer(texts)
        self._line = line()
        self.dossier = quiet_button(texts("file.dossier"), "file")
        self.dossier.hide()
        self._lay_out()

    @property
    def form(self) -> FormView | None:
        """The form in sight."""
        page = self._stack.currentWidget()
        return page.form if isinstance(page, SectionPage) else None

    def show_state(self, state: FileState) -> None:
        """Show the page one is on."""
        self._title.setText(state.title)
        self._title.setHidden(theme.large())  # the column marks where one is
        self._lead.setText(state.lead)
        self._lead.setHidden(theme.large())
        self._show_page(state)
        self.summary.show_jumps(state.summary)
        writing = state.content is not None
        self.footer.setVisible(writing)
        self.dossier.setVisible(state.read_only and state.may_print)
        self._line.setVisible(writing or not self.dossier.isHidden())
        if writing:
            self.footer.show_state(state)

    def focus(self, field: Field = "") -> None:
        """Stand in a question, or in what the page is for."""
        if self.form is not None:
            self.form.focus(field)
        elif self._stack.currentWidget() is self.release:
            self.release.focus()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        if self.form is not None:
            self.form.flush()

    def forget(self) -> None:
        """Nobody is in sight: keep nothing of the last one in the fields."""
        for page in self._forms.values():
            page.form.forget()

    def _show_page(self, state: FileState) -> None:
        if state.content is not None:
            page = self._page(state.page)
            page.form.show_content(state.content)
            if self._stack.currentWidget() is not page:
                self._stack.setCurrentWidget(page)
                self.footer.rest()
        elif state.reading is not None:
            self.release.show_reading(state.reading, state.sheets, prints=state.may_print)
            self._stack.setCurrentWidget(self.release)
        elif state.groups:
            self.checklist.view.show_groups(state.groups, read_only=state.read_only)
            self._stack.setCurrentWidget(self.checklist)
        else:
            self._sheets.show_sheets(state.sheets, titles=False)
            self._stack.setCurrentWidget(self._reader)

    def _page(self, section: str) -> SectionPage:
        if section not in self._forms:
            form = FormView(self._catalogue.section(section).questions, self._say)
            form.ended.connect(self.footer.finish.setFocus)
            page = SectionPage(form)
            self._forms[section] = page
            self._stack.addWidget(page)
            self.made.emit(form)
        return self._forms[section]

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        side, edge = theme.spacing(6), theme.spacing(2 if theme.large() else 4)
        whole.setContentsMargins(side - theme.spacing(4), edge, edge, edge)
        whole.setSpacing(theme.spacing(3))
        indent = theme.spacing(4)
        head = QVBoxLayout()
        head.setSpacing(theme.spacing(1))
        head.setContentsMargins(indent, 0, 0, 0)
        for part in (self._title, self._lead, self.summary):
            head.addWidget(part)
        ends = row(2)
        ends.addWidget(self.footer, 1)
        ends.addWidget(self.dossier, 0, Qt.AlignmentFlag.AlignRight)
        foot = QVBoxLayout()
        foot.setContentsMargins(indent, 0, 0, 0)
        foot.setSpacing(theme.spacing(3))
        foot.addWidget(self._line)
        foot.addLayout(ends)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        whole.addLayout(foot)
        for page in (self.release, self.checklist, self._reader):
            page.body.setContentsMargins(indent, 0, indent, 0)
