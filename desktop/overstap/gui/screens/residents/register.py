"""Registers somebody new: search first, compare with who is here, then write. Knows no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from overstap.domain import dates
from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.problems import normalise, problems
from overstap.domain.residents import (
    BIRTH_DATE,
    GIVEN_NAMES,
    ROLE,
    ROOM,
    SURNAME,
    V_NUMBER,
    in_groups,
    list_name,
)
from overstap.gui.newest import Newest, Run
from overstap.gui.screens.residents.state import Asked, Candidate, Compared, RegisterState
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App
from overstap.usecases.lists.likely_duplicates import LikelyDuplicate
from overstap.usecases.words.speaker import Speaker

ASKED = (SURNAME, GIVEN_NAMES, BIRTH_DATE, V_NUMBER, ROLE, ROOM)
_WIDTHS = {BIRTH_DATE: 16, V_NUMBER: 14, ROOM: 10}

REASONS = ("birth", "document", "family", "unsure")
"""Why somebody is new although others are like them; all but the last say: another person."""

Draft = dict[Field, str]
Likely = tuple[tuple[LikelyDuplicate, ...], ...]


class RegisterView(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: RegisterState) -> None: ...
    def tell_registered(self, person: str) -> None: ...


class RegisterPresenter:
    """One household at a time, with as many members as are there."""

    def __init__(
        self,
        view: RegisterView,
        app: App,
        say: Speaker,
        run: Run,
        failed: Callable[[OverstapError], None],
        today: Callable[[], date],
    ) -> None:
        self._view, self._app, self._say = view, app, say
        self._run, self._today = run, today
        self._texts: Texts = say.texts
        self._drafts: list[Draft] = []
        self._likely: Likely = ()
        self._state = RegisterState("", (), ())
        self._look = Newest(run, self._find, self._show_likely, failed)

    def begin(self, typed: str) -> None:
        """A new household; ``typed`` is what was searched for."""
        self._drafts, self._likely = [{ROLE: "head", **draft_of(typed)}], ()
        self._state = RegisterState(
            title=self._texts("register.title"),
            asked=self._asked(),
            persons=(),
            reasons=tuple((code, self._texts(f"register.reason.{code}")) for code in REASONS),
        )
        self._show(fresh=True)
        self._ask()

    def type(self, person: int, field: Field, text: str) -> None:
        """Something was typed; who may be the same is looked up while typing goes on."""
        self._drafts[person][field] = text
        echoes = tuple(map(self._echoes, self._drafts))
        if echoes != self._state.echoes:
            self._show()
        self._ask()

    def leave(self, person: int, field: Field) -> None:
        """Judge a field that was changed and left."""
        judged = list(self._state.problems) or [{} for _ in self._drafts]
        found = self._problems(self._drafts[person])
        others = {key: said for key, said in judged[person].items() if key != field}
        judged[person] = others | ({field: found[field]} if field in found else {})
        self._show(problems=tuple(judged))

    def add_member(self) -> None:
        """One more person of the household: often of the same name, in the same room."""
        first = self._drafts[0]
        self._drafts.append({key: first[key] for key in (SURNAME, ROOM) if key in first})
        self._show(problems=(*self._judged(), {}), fresh=True)

    def drop_member(self, person: int) -> None:
        """Not this one after all."""
        judged = [told for at, told in enumerate(self._judged()) if at != person]
        del self._drafts[person]
        self._show(problems=tuple(judged), fresh=True)
        self._ask()

    def choose_reason(self, reason: str) -> None:
        """Why it is somebody new although others are like them."""
        self._show(reason=reason, refused="")

    def register(self) -> None:
        """Write them, unless something is missing or somebody has to be compared first."""
        wrong = tuple(self._problems(draft, whole=True) for draft in self._drafts)
        if any(wrong):
            self._show(problems=wrong, refused=self._texts("register.refused"))
        elif self._state.candidates and not self._state.reason:
            self._show(problems=wrong, refused=self._texts("register.reason.missing"))
        else:
            self._write(tuple(map(self._answers, self._drafts)))

    def _write(self, persons: tuple[Answers, ...]) -> None:
        apart = () if self._state.reason == "unsure" else self._likely
        self._run(lambda _task: self._register(persons, apart), done=self._view.tell_registered)

    def _register(self, persons: tuple[Answers, ...], apart: Likely) -> str:
        made = self._app.register_household(persons, {}).persons
        for person, others in zip(made, apart, strict=False):
            for other in others:
                self._app.keep_apart(person, other.person)
        return made[0]

    def _ask(self) -> None:
        self._look.ask(tuple(map(self._answers, self._drafts)))

    def _find(self, persons: tuple[Answers, ...]) -> Likely:
        return tuple(self._app.likely_duplicates(answers) for answers in persons)

    def _show_likely(self, persons: tuple[Answers, ...], likely: Likely) -> None:
        self._likely = likely
        found = {
            other.person: self._candidate(answers, other)
            for answers, others in zip(persons, likely, strict=True)
            for other in others
        }
        candidates = tuple(found.values())
        if candidates != self._state.candidates:
            reason = self._state.reason if candidates else ""
            self._show(candidates=candidates, reason=reason, refused="")

    def _candidate(self, answers: Answers, other: LikelyDuplicate) -> Candidate:
        line = other.line
        lines = (
            ("register.compare.name", list_name(answers), line.name),
            (
                "register.compare.birth",
                self._day(_text(answers, BIRTH_DATE)),
                self._day(line.birth_date),
            ),
            (
                "register.compare.number",
                in_groups(_text(answers, V_NUMBER)),
                in_groups(line.v_number),
            ),
            ("register.compare.room", _text(answers, ROOM), line.room),
        )
        return Candidate(
            person=line.person,
            name=line.name,
            why=tuple(self._texts(f"double.{why}") for why in other.why),
            lines=tuple(
                Compared(self._texts(label), ours, theirs, ours.casefold() == theirs.casefold())
                for label, ours, theirs in lines
            ),
        )

    def _answers(self, draft: Draft) -> Answers:
        return {
            field: Answer(value)
            for field, text in draft.items()
            if (value := self._value(field, text))
        }

    def _value(self, field: Field, text: str) -> str:
        """As it is kept; what is no date stays as it was typed, and is judged."""
        value = normalise(self._app.catalogue.question(field).kind, text)
        return self._say.typed_date(value) if field == BIRTH_DATE and value else value

    def _problems(self, draft: Draft, *, whole: bool = False) -> Mapping[Field, str]:
        answers = self._answers(draft)
        questions = tuple(self._app.catalogue.question(field) for field in ASKED)
        found = problems(
            questions,
            answers,
            self._app.tables,
            training=self._app.office.training,
            today=self._today(),
        )
        said = {
            problem.field: self._texts(f"problem.{problem.code}", **problem.parameters)
            for problem in found
            if not problem.warning
        }
        if whole and not any(_text(answers, field) for field in (SURNAME, GIVEN_NAMES)):
            said[SURNAME] = self._texts("register.name.missing")
        return said

    def _judged(self) -> tuple[Mapping[Field, str], ...]:
        return self._state.problems or tuple({} for _ in self._drafts)

    def _echoes(self, draft: Draft) -> Mapping[Field, str]:
        """A date of birth in words, so that a slip is seen."""
        birth = self._value(BIRTH_DATE, draft.get(BIRTH_DATE, ""))
        return {BIRTH_DATE: self._day(birth)} if dates.is_possible(birth) else {}

    def _day(self, birth: str) -> str:
        return self._say.partial_date(birth) if dates.is_possible(birth) else ""

    def _asked(self) -> tuple[Asked, ...]:
        return tuple(self._question(field) for field in ASKED)

    def _question(self, field: Field) -> Asked:
        question = self._app.catalogue.question(field)
        choices = tuple(
            (code, self._texts(f"choice.{question.choice_list or field}.{code}"))
            for code in question.choices
        )
        hint = f"register.hint.{question.name}"
        return Asked(
            field=field,
            label=self._say.label(question),
            hint=self._texts(hint) if self._texts.has(hint) else "",
            choices=choices,
            width=_WIDTHS.get(field, 0),
        )

    def _show(self, *, fresh: bool = False, **changes: Any) -> None:
        self._state = replace(
            self._state,
            persons=tuple(dict(draft) for draft in self._drafts),
            echoes=tuple(map(self._echoes, self._drafts)),
            fresh=fresh,
            **changes,
        )
        self._view.show_state(self._state)


def draft_of(typed: str) -> Draft:
    """What was searched for as the beginning of a form: a number, or a name."""
    text = typed.strip()
    digits = text.replace(" ", "").replace(".", "")
    if digits.isdigit():
        return {V_NUMBER: text}
    surname, comma, given = text.partition(",")
    if not comma:
        given, _, surname = text.rpartition(" ")
    named = {SURNAME: surname.strip(), GIVEN_NAMES: given.strip()}
    return {field: _capital(name) for field, name in named.items() if name}


def _capital(name: str) -> str:
    """Searching is done in small letters; a name that has any capital stays as it was typed."""
    return name if name != name.lower() else name.title()


def _text(answers: Answers, field: Field) -> str:
    answer = answers.get(field)
    return answer.text if answer else ""
