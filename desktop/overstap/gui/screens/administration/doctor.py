"""Settings that count here and who laid them down, and whether computer and vault are in order."""

from collections.abc import Callable

from overstap.domain.policy import ALL, FREE, KEYS, NONE, RESIDENT_LANGUAGES, Setting
from overstap.gui.screens.administration.page import Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Group, Note, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.upkeep.run_doctor import Finding


class DoctorPresenter(PagePresenter):
    """Looks when somebody asks: a large vault takes a while."""

    _found: tuple[Finding, ...] = ()

    def acts(self) -> Acts:
        return {
            "look": lambda _row, _said: self._look(self._app.run_doctor),
            "repair": lambda _row, _said: self._look(self._app.run_doctor.repair),
        }

    def entered(self) -> None:
        texts = self._texts
        health = Group(
            texts("doctor.health"),
            texts("doctor.health.lead"),
            tuple(map(self._finding, self._found)),
            texts("doctor.health.none"),
        )
        settings = Group(
            texts("doctor.settings"),
            texts("doctor.settings.lead"),
            tuple(map(self._setting, self._app.settings)),
        )
        look = Act("look", texts("doctor.look"), "search", "primary")
        repair = Act("repair", texts("doctor.repair"), "refresh")
        wrong = any(not finding.good for finding in self._found)
        acts = (repair, look) if wrong else (look,)
        self._view.show_sheet(Sheet((health, settings), self._note, acts=acts))

    def _finding(self, finding: Finding) -> Row:
        texts = self._texts
        said = texts(f"doctor.{finding.code}", **finding.parameters)
        icon, word = "done", texts("doctor.good")
        if finding.todo:
            icon, word = "warning", texts("doctor.todo")
        elif not finding.good:
            icon, word = "warning", texts("doctor.bad")
        return Row(finding.code, said, icon=icon, word=word)

    def _setting(self, setting: Setting) -> Row:
        texts = self._texts
        source = texts(f"policy.source.{setting.source}").capitalize()
        controls = ", ".join(setting.controls.split())
        iso = (texts("doctor.controls", controls=controls),) if controls else ()
        return Row(
            setting.key,
            self._named(f"doctor.setting.{setting.key}", f"policy.{setting.key}"),
            (source, *iso),
            "stays" if setting.locked else "none",
            texts(how_fixed(setting)),
            said=(self._value(setting),),
        )

    def _value(self, setting: Setting) -> str:
        texts, key, value = self._texts, KEYS[setting.key], setting.value
        if key.choices:
            own = f"{setting.key}.{value}"
            return self._named(f"doctor.setting.{own}", f"settings.{own}")
        if key.most:
            return texts("doctor.setting.days", count=int(value))
        if key.several and value not in (ALL, NONE):
            return ", ".join(map(self._kind, value.split(",")))
        return texts(f"doctor.setting.{value}") if key.several else value or "–"

    def _kind(self, code: str) -> str:
        """A role, a kind of mailbox, or a language."""
        if code in RESIDENT_LANGUAGES:
            return self._app.tables.table("talen").label(code, self._texts.language)
        return self._named(f"role.{code}", f"mailbox.kind.{code}")

    def _named(self, key: str, other: str) -> str:
        return self._texts(key if self._texts.has(key) else other)

    def _look(self, look: Callable[[Task], tuple[Finding, ...]]) -> None:
        self._run(look, done=self._looked, label="doctor.busy")

    def _looked(self, found: tuple[Finding, ...]) -> None:
        texts, self._found = self._texts, found
        wrong = sum(not finding.good for finding in found)
        todo = sum(finding.todo for finding in found)
        self._note = Note("ok", texts("doctor.all_good"))
        if todo:
            self._note = Note("warn", texts("doctor.todo.title", count=todo))
        if wrong:
            title = texts("doctor.wrong", count=wrong)
            self._note = Note("warn", title, texts("doctor.wrong.lead"))
        self.entered()


def how_fixed(setting: Setting) -> str:
    """The text for whether people may change a setting."""
    if setting.locked:
        return "doctor.locked"
    return "doctor.free" if setting.key in FREE else "doctor.by_it"
