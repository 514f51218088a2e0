"""The whole state of the pane, from a file as it is at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from overstap.domain.answers import Answers
from overstap.domain.catalogue import Section
from overstap.domain.records import RecordId
from overstap.gui.checklist import words as checklist_words
from overstap.gui.screens.residents.file import pages
from overstap.gui.screens.residents.file.state import (
    CHECKLIST,
    RELEASE,
    FileState,
    Jump,
    ReadSheet,
)
from overstap.usecases.handover.used_words import UsedWords
from overstap.usecases.lists.open_file import Progress, ResidentFile
from overstap.usecases.words.calendar_words import calendar_for
from overstap.usecases.words.speaker import Speaker


@dataclass(frozen=True)
class Now:
    """A file, its answers as they are on screen, and the office that sent it, if any."""

    file: ResidentFile
    answers: Mapping[RecordId, Answers]
    sender: str
    say: Speaker

    def state(
        self,
        page: str,
        summary: tuple[Jump, ...],
        error: str,
    ) -> FileState:
        """What is in sight on ``page``."""
        beside = page in (CHECKLIST, RELEASE)
        title = f"file.{page}" if beside else f"section.{page}"
        texts = self.say.texts
        done = sum(state.progress is Progress.DONE for state in self.file.sections)
        total = len(self.file.sections)
        plain = FileState(
            person=self.file.person,
            household=self.file.household,
            head=pages.head(self.file, self.answers, self.say),
            members=pages.members(self.file, self.say),
            rows=pages.rows(self.file, self.say),
            done=done,
            total=total,
            done_text=texts("file.done", done=done, total=total),
            page=page,
            title=texts(title),
            lead=texts(f"{title}.lead"),
            read_only=self.file.read_only,
            received_from=self._elsewhere(),
            moved=self.file.moved,
            used=self._used(),
        )
        if page == CHECKLIST:
            return replace(plain, groups=checklist_words.groups(self.file.checklist, self.say))
        if page == RELEASE:
            return self._release(plain, error)
        if self.file.read_only:
            return replace(plain, sheets=(self._sheet(self.say.catalogue.section(page)),))
        return self._form(plain, summary)

    def _elsewhere(self) -> str:
        """Which other office writes it; empty for our own."""
        if not self.sender:
            return ""
        key = "file.moved" if self.file.moved else "file.received"
        return self.say.texts(key, office=self.sender)

    def _used(self) -> tuple[str, str]:
        """The version that somebody works with and what changed since; empty where nothing did."""
        used = self.file.used
        if used is None:
            return "", ""
        words = UsedWords(self.say)
        return words.since(used), words.changed(used) if used.changes else ""

    def _release(self, plain: FileState, error: str) -> FileState:
        shared = self.answers[self.file.household]
        return replace(
            plain,
            sheets=tuple(self._sheet(section) for section in self.say.catalogue.sections),
            reading=pages.reading(self.file, shared, self.say, error),
        )

    def _form(self, plain: FileState, summary: tuple[Jump, ...]) -> FileState:
        section = self.say.catalogue.section(plain.page)
        state = next(s for s in self.file.sections if s.key == section.key)
        record = self.file.records[state.record]
        drawing, footer = pages.footer(state, self.say)
        return replace(
            plain,
            content=pages.content(
                section,
                record,
                self.answers[record.id],
                state,
                self.say.clock().date(),
                calendar_for(self.say.tables, self._everything()),
            ),
            footer=footer,
            footer_state=drawing,
            finished=state.progress is Progress.DONE,
            summary=summary,
        )

    def _everything(self) -> Answers:
        """What the resident and the household answered, together."""
        return {**self.answers[self.file.household], **self.answers[self.file.person]}

    def _sheet(self, section: Section) -> ReadSheet:
        state = next(s for s in self.file.sections if s.key == section.key)
        record = self.file.records[state.record]
        return pages.sheet(section, record, self.answers[record.id], self.say)
