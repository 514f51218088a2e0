"""What stands on paper in one language, or in the resident's language with Dutch beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from overstap.domain.answers import Answer
from overstap.domain.catalogue import Catalogue, Question
from overstap.domain.code_tables import CodeTables
from overstap.domain.paper import Margins, Said, Words
from overstap.i18n.languages import plain, tag
from overstap.i18n.resident import complete, load_resident
from overstap.i18n.texts import Texts
from overstap.usecases.rules.translations import LANGUAGES, texts_folder, written
from overstap.usecases.words.speaker import Speaker

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things as ``Words``. ``dutch`` is None where the paper has one language; ``checked``:
    somebody who speaks its language read the translation."""

    own: Speaker
    dutch: Speaker | None = None
    checked: bool = True

    @property
    def language(self) -> str:
        """The paper's language."""
        return self.own.texts.language

    @property
    def second(self) -> str:
        """The language beside it; empty where there is none."""
        return DUTCH if self.dutch else ""

    @property
    def caution(self) -> Words:
        """That nobody checked the translation; empty where somebody did."""
        return "" if self.checked else self("resident.unreviewed")

    def __call__(self, key: str, **parameters: object) -> Words:
        """The sentence for ``key``."""
        own = self.own.texts(key, **parameters)
        if self.dutch is None:
            return own
        language = self.own.texts.foreign.get(key, "")
        beside = self.dutch.texts(key, **parameters)
        return Said(own, language, "" if beside == plain(own) else beside)

    def plain(self, key: str, **parameters: object) -> str:
        """The sentence in the paper's own language alone, for margins and titles."""
        return self.own.texts(key, **parameters)

    def alone(self, key: str, **parameters: object) -> Said:
        """The sentence without the other language beside it."""
        return Said(self.plain(key, **parameters), self.own.texts.foreign.get(key, ""))

    def margins(self, header: str, footer: str, *, training: bool, page_code: str = "") -> Margins:
        """What stands on every page; in another language where this one has no words for it."""
        key = "dossier.page_of"
        return Margins(
            page_of=plain(self.plain(key, page="{page}", pages="{pages}")),
            header=header,
            footer=footer,
            watermark=self.plain("dossier.watermark") if training else "",
            page_code=page_code,
            continued=plain(self.plain("dossier.continued", title="{title}")),
            language=self.own.texts.foreign.get(key, ""),
        )

    def name(self, question: Question) -> Words:
        """What the question is called in a few words."""
        return self(f"question.{question.key}")

    def label(self, question: Question) -> Words:
        """What the question is called; to a resident, how it is asked."""
        asked = f"ask.{question.key}"
        to_resident = self.own.texts.plain and self.own.texts.has(asked)
        return self(asked if to_resident else f"question.{question.key}")

    def value(self, question: Question, answer: Answer) -> Words:
        """An answer; muted where it only says why there is none."""
        own = self.own.value(question, answer)
        muted = answer.status is not None
        if self.dutch is None:
            return Said(own, muted=muted) if muted else own
        beside = self.dutch.value(question, answer)
        if own == beside:
            return Said(own, DUTCH, muted=muted)
        key = f"status.{answer.status}" if muted else _choice(question, str(answer.value))
        return Said(own, self.own.texts.foreign.get(key, ""), beside, muted)

    def choice(self, question: Question, code: str) -> Words:
        """One of the question's choices."""
        return self(_choice(question, code))

    def join(self, many: Iterable[Words], between: str = ", ") -> Words:
        """Several things after each other."""
        said = [_said(words) for words in many]
        own = between.join(one.text for one in said)
        if self.dutch is None:
            return own
        return Said(own, _alike(said), between.join(one.beside or one.text for one in said))

    def grouped(self, said: Sequence[tuple[Words, Words]]) -> Words:
        """What was answered alike, together: "Ja: lift, eigen badkamer. Nee: hulphond"."""
        pairs = [(_said(value), _said(label)) for value, label in said]
        own = _grouped((value.text, label.text) for value, label in pairs)
        if self.dutch is None:
            return own
        beside = (
            (value.beside or value.text, label.beside or label.text) for value, label in pairs
        )
        return Said(own, _alike(one for pair in pairs for one in pair), _grouped(beside))

    def told(self, said: Sequence[tuple[Words, Words]]) -> Words:
        """Labels with what was answered, after each other: "Richting: lassen. Land: Syrië"."""
        return self.join((self.pair(label, value) for label, value in said), ". ")

    def pair(self, label: Words, value: Words) -> Words:
        """ "Land: Syrië"."""
        ours, theirs = _said(label), _said(value)
        own = f"{ours.text}: {theirs.text}"
        if self.dutch is None:
            return own
        beside = f"{ours.beside or ours.text}: {theirs.beside or theirs.text}"
        return Said(own, _alike((ours, theirs)), beside)

    def because(self, what: Words, why: Words) -> Words:
        """ "opent vertrouwelijke gegevens (voor de gemeente)", in the language of ``what``."""
        done, reason = _said(what), _said(why)
        beside = f"{done.beside} ({reason.beside or reason.text})" if done.beside else ""
        return replace(done, text=f"{done.text} ({reason.text})", beside=beside)

    def day(self, moment: datetime | date) -> str:
        """ "24 november 2026"."""
        return self.own.day(moment)


@dataclass(frozen=True, slots=True)
class Voices:
    """Makes voices with the catalogue and tables of this program."""

    catalogue: Catalogue
    tables: CodeTables

    def staff(self, texts: Texts) -> Voice:
        """One language."""
        return Voice(Speaker(self.catalogue, self.tables, texts))

    def resident(self, language: str) -> Voice:
        """Plain words in the resident's language, and Dutch."""
        languages = self.tables.table(LANGUAGES)
        paper = written(languages, language)
        checked = load_resident(texts_folder(languages, paper)).reviewed
        own = Speaker(self.catalogue, self.tables, complete(paper))
        dutch = Speaker(self.catalogue, self.tables, complete(DUTCH))
        return Voice(own, dutch if tag(language) != DUTCH else None, checked)


def _choice(question: Question, code: str) -> str:
    return f"choice.{question.choice_list or question.key}.{code}"


def _alike(said: Iterable[Said]) -> str:
    """The language that all of them are in, if it is one that is not the paper's."""
    languages = {one.language for one in said}
    return languages.pop() if len(languages) == 1 else ""


def _said(words: Words) -> Said:
    return words if isinstance(words, Said) else Said(words)


def _grouped(pairs: Iterable[tuple[str, str]]) -> str:
    labels: dict[str, list[str]] = {}
    for value, label in pairs:
        labels.setdefault(value, []).append(label)
    return ". ".join(f"{value}: {', '.join(said)}" for value, said in labels.items())
