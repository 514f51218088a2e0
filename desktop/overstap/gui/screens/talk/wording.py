"""Says a thing twice: in the language of the window and in the resident's. Pure functions."""

from dataclasses import dataclass, replace
from functools import cached_property

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Status
from overstap.domain.calendars import Calendar
from overstap.domain.catalogue import Kind, Question
from overstap.domain.groups import items
from overstap.domain.resident_texts import ask_key, choice_key, could_harm
from overstap.domain.residents import in_groups
from overstap.gui.screens.talk.state import Both, Choice
from overstap.i18n.languages import isolate, right_to_left
from overstap.i18n.resident import ResidentTexts, complete, load_resident
from overstap.i18n.texts import load
from overstap.usecases.rules.translations import texts_folder
from overstap.usecases.words.speaker import Speaker

STATUSES = (Status.UNKNOWN, Status.DECLINED, Status.NOT_APPLICABLE)
"""What a resident can say instead of an answer."""


@dataclass(frozen=True)
class Tongues:
    """``say`` speaks to staff; ``language`` is the resident's (code of ``talen``; empty: not known
    yet, and then English); ``calendar`` the one they grew up with, if another."""

    say: Speaker
    language: str
    calendar: Calendar | None = None

    @cached_property
    def folder(self) -> str:
        """Where the texts of the resident's language are."""
        return texts_folder(self.say.tables.table("talen"), self.language)

    @property
    def name(self) -> str:
        """What the resident's language is called; empty where it is not known."""
        table, window = self.say.tables.table("talen"), self.say.texts.language
        return table.label(self.language, window) if self.language else ""

    def __call__(self, key: str, **parameters: object) -> Both:
        """The sentence ``key``, twice. What nobody translated yet is said in Dutch and English."""
        staff = self.say.texts(key, **parameters)
        window = self.say.texts.language
        if self.folder == window:
            return Both(staff)
        if self._own.texts.has(key):
            said = self._own.texts(key, **parameters)
            return Both(staff, said, right_to_left(self.folder), grave=could_harm(key))
        other = "en" if window == "nl" else "nl"
        return Both(staff, load(other)(key, **parameters), own=False)

    def ask(self, question: Question) -> Both:
        """How the question is asked; what has no spoken form, by its name."""
        key = ask_key(question)
        return self(key if self.say.texts.has(key) else f"question.{question.key}")

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """What one can choose from."""
        return tuple(Choice(c, self(choice_key(question, c))) for c in question.choices)

    def statuses(self) -> tuple[Choice, ...]:
        """What one can say instead."""
        return tuple(Choice(str(s), self(f"resident.status.{s}")) for s in STATUSES)

    def said(self, question: Question, answers: Answers) -> Both:
        """What was answered, in words; empty where nothing was."""
        staff = _said(question, answers, self.say, self.calendar)
        if self.folder == self.say.texts.language or not staff:
            return Both(staff)
        theirs = _said(question, answers, self._speaker, self.calendar)
        return Both(staff, theirs, right_to_left(self.folder))

    def mark(self, *shown: Both) -> Both | None:
        """What has to be said about the translation of what is in sight."""
        if self._stand_in or any(not both.own for both in shown):
            return Both(self.say.texts("talk.untranslated"))
        if self.folder == self.say.texts.language or self._own.reviewed:
            return None
        if any(both.grave for both in shown):
            said = self.say.texts("talk.review_first")
            return replace(self("resident.unreviewed"), staff=said, grave=True)
        return self("resident.unreviewed")

    def beside(self, both: Both, staff: str, theirs: str) -> Both:
        """The same with something behind it, each in its own direction."""
        if not both.theirs:
            return Both(f"{both.staff} · {staff}")
        if not both.own:
            return Both(f"{both.staff} · {staff}", theirs)
        behind = isolate(theirs) if both.rtl else theirs
        return Both(f"{both.staff} · {staff}", f"{both.theirs} · {behind}", both.rtl, both.own)

    @property
    def _stand_in(self) -> bool:
        """Whether another language is shown, since nobody translated into theirs."""
        entry = self.say.tables.table("talen").by_code.get(self.language)
        return entry is not None and not entry.more.get("texts")

    @cached_property
    def _own(self) -> ResidentTexts:
        return load_resident(self.folder)

    @cached_property
    def _speaker(self) -> Speaker:
        return Speaker(self.say.catalogue, self.say.tables, complete(self.folder), self.say.clock)


def _said(question: Question, answers: Answers, say: Speaker, calendar: Calendar | None) -> str:
    if question.kind is Kind.GROUP and (found := items(question.key, answers)):
        return "\n".join(_item(question, parts, say) for _, parts in found)
    answer = answers.get(question.key, NOT_ASKED)
    if answer.status is Status.NOT_ASKED:
        return ""
    if question.kind is Kind.V_NUMBER and answer.text:
        return in_groups(answer.text)
    return say.echo(question, answer, calendar) or say.value(question, answer)


def _item(group: Question, parts: dict[str, Answer], say: Speaker) -> str:
    return " · ".join(say.item(group, parts, lambda part: say.texts(f"ask.{part.key}")))
