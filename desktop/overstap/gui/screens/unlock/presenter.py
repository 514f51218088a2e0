"""Decides what the door shows next. Keeps no passphrase after use; knows no Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from overstap.domain.kinds import OfficeKind
from overstap.domain.recovery_key import in_groups
from overstap.gui.screens.unlock.founding import Founding
from overstap.gui.screens.unlock.renew import Renewing
from overstap.gui.screens.unlock.restore import Restoring
from overstap.gui.screens.unlock.state import DoorState, Gemeente, Page, RecoveryKit
from overstap.gui.screens.unlock.together import Together
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task

if TYPE_CHECKING:
    from overstap.usecases.administration.advise_passphrase import Advice
    from overstap.usecases.app import App
    from overstap.usecases.vaults import NewOffice, NewVault, Vaults

"""Characters of the recovery key that one reads and types at once."""

NUMBER = 25
"""Digits of the number that opens a set-up file."""

SETUP = ".desk"
"""How a set-up file ends."""

_FIELDS = {"desk.not_a_setup": "setup", "desk.wrong_number": "number"}
"""At which field of ``Page.JOIN`` an error stands."""

Run = Callable[..., None]
"""``JobRunner.run``, or what stands for it in a test."""

Draw = Callable[[int], tuple[int, int]]
"""Which two of so many groups have to be typed back, in order."""


class DoorView(Protocol):
    """What the presenter needs of the door."""

    def show_state(self, state: DoorState) -> None: ...
    def show_suggestion(self, phrase: str) -> None: ...
    def show_advice(self, sentence: str) -> None:
        """What is to be said of the passphrase that is being typed; nothing when it is empty."""

    def enter(self, app: Any) -> None: ...


def draw_two(groups: int) -> tuple[int, int]:
    """Two that nobody can guess; not what every key begins with, nor the short last one."""
    import secrets

    first, second = sorted(secrets.SystemRandom().sample(range(1, groups - 1), 2))
    return first, second


class DoorPresenter:
    """Unlocks a vault, or makes one in steps and sees to it that its recovery key is kept."""

    def __init__(
        self,
        view: DoorView,
        vaults: "Vaults",
        folder: Path,
        texts: Texts,
        run: Run,
        draw: Draw = draw_two,
    ) -> None:
        self._view, self._vaults, self._texts = view, vaults, texts
        self._run, self._draw = run, draw
        self._state = DoorState(Page.UNLOCK, str(folder))
        self._made: NewVault | None = None
        self.dropped: list[Path] = []
        """Bundles to open once somebody is in."""
        self.renewing = Renewing(run, self._show, self._failed)
        self.restoring = Restoring(vaults, texts, run, self._show, self.stand_before)
        self.founding = Founding(vaults, texts, run, self._show)
        self.together = Together(texts, self._show, self.unlock)

    def begin(self) -> None:
        """Show the first page: the keyhole, or a welcome where there is no vault yet."""
        there = self._vaults.exists(Path(self._state.folder))
        self._show(page=Page.UNLOCK if there else Page.WELCOME)

    def choose_folder(self, folder: str) -> None:
        """Stand before the vault in another folder."""
        self._state = DoorState(Page.UNLOCK, folder)
        self.begin()

    def unlock(self, passphrase: str) -> None:
        """Open the vault beside the window."""
        if not passphrase.strip():
            self._refuse(passphrase="door.passphrase.missing")  # noqa: S106
            return
        self._show(busy=self._texts("door.busy.unlock"))
        self._unlock_at(Path(self._state.folder), passphrase)

    def _unlock_at(self, folder: Path, passphrase: str) -> None:
        self._run(
            lambda task: self._vaults.unlock(folder, passphrase, task),
            progress=self._progressed,
            done=self._opened,
            failed=self._failed,
        )

    def _progressed(self, what: str, done: int, total: int) -> None:
        """Unlocking takes long where lists are worked out again: say how far that is."""
        if total:
            said, percent = self._texts(f"progress.{what}"), 100 * done // total
            self._show(busy=self._texts("door.busy.far", what=said, percent=percent))

    def _opened(self, app: "App") -> None:
        """Who came in with the recovery key is nobody yet: first they get a passphrase."""
        if app.office.recovered:
            self.renewing.begin(app)
        else:
            self._view.enter(app)

    def renew(self, user: str, passphrase: str, again: str) -> None:
        """Give somebody a new passphrase by the recovery key, and come in with it."""
        if self._accepts(passphrase, again):
            self._show(busy=self._texts("door.busy.unlock"))
            folder = Path(self._state.folder)
            self.renewing.renew(user, passphrase, lambda: self._unlock_at(folder, passphrase))

    def make_new(self) -> None:
        """Begin with a new vault."""
        self._run(
            lambda _task: _gemeenten(),
            done=lambda found: self._show(
                page=Page.OFFICE, gemeenten=found, joining=False, founding=False
            ),
        )

    def found(self) -> None:
        """Begin with the identity of an office that has nothing yet; most likely a gemeente."""
        draft = replace(self._state.draft, kind=OfficeKind.GEMEENTE)
        self._run(
            lambda _task: _gemeenten(),
            done=lambda gemeenten: self._show(
                page=Page.OFFICE, gemeenten=gemeenten, joining=False, founding=True, draft=draft
            ),
        )

    def give_root(self, folder: str, passphrase: str, again: str) -> None:
        """Write the files of the identity; the passphrase is that of the root key."""
        if self._accepts(passphrase, again):
            self.founding.make(self._office(), folder, passphrase)

    def read_with_it(self) -> None:
        """Read bundles with the identity that was made."""
        made = self._state.identity
        if made is not None:
            setup, number = str(Path(made.folder) / made.desk), "".join(made.number)
            draft = replace(self._state.draft, setup=setup, number=number)
            self._show(page=Page.READ, draft=draft, founding=False, identity=None)

    def join(self) -> None:
        """Begin with a desk of an office that there is already."""
        self._show(page=Page.JOIN, joining=True, founding=False)

    def read(self) -> None:
        """Only look at bundles, with the keys of a desk and without a vault."""
        self._show(page=Page.READ, joining=False, founding=False)

    def drop(self, paths: Sequence[Path]) -> None:
        """Files that were dropped on the door: a set-up file is filled in, bundles wait."""
        setups = [path for path in paths if path.suffix == SETUP]
        if setups:
            draft = replace(self._state.draft, setup=str(setups[0]))
            self._state = replace(self._state, draft=draft)
        self.dropped += [path for path in paths if path not in (*setups, *self.dropped)]
        names = ", ".join(path.name for path in self.dropped)
        waiting = self._texts("door.waiting", names=names) if names else ""
        if self._state.page is Page.WELCOME:
            page = Page.READ if self.dropped else Page.JOIN
            self._show(page=page, joining=page is Page.JOIN, waiting=waiting)
        else:
            self._show(waiting=waiting)

    def give_setup(self, setup: str, number: str, user: str) -> None:
        """The set-up file, the one-time number that opens it, and who sits at the new desk."""
        from overstap.domain.offices import spoken_digits

        number = spoken_digits(number)
        draft = replace(self._state.draft, setup=setup.strip(), number=number, user=user.strip())
        self._state = replace(self._state, draft=draft)
        wrong = {}
        if not draft.setup:
            wrong["setup"] = "door.setup.missing"
        if len(number) != NUMBER or not number.isdigit():
            wrong["number"] = "door.number.missing"
        if not draft.user:
            wrong["user"] = "door.user.missing"
        if wrong:
            self._refuse(**wrong)
        elif self._state.page is Page.READ:
            self._show(busy=self._texts("door.busy.read"))
            self._run(self._read, done=self._view.enter, failed=self._failed)
        else:
            self._show(page=Page.PASSPHRASE)

    def _read(self, task: Task) -> Any:
        draft = self._state.draft
        return self._vaults.read(Path(draft.setup), draft.number, draft.user, task)

    def begin_restore(self) -> None:
        """Ask for a backup."""
        self._show(page=Page.RESTORE, found="", told="")

    def forget(self) -> None:
        """Nobody stands here any more: what the recovery key opened is locked again."""
        if self._state.page in (Page.RENEW, Page.TOGETHER):
            self.back()

    def stand_before(self, folder: str, told: str) -> None:
        """Stand before a vault that was made just now."""
        self._show(page=Page.UNLOCK, folder=folder, told=told, found="")

    def back(self) -> None:
        """One page back; what was filled in stays."""
        if self._state.page in (Page.RESTORE, Page.RENEW, Page.TOGETHER):
            self.renewing.leave()
            self.together.leave()
            self.begin()
            return
        steps = self._state.steps
        step = steps.index(self._state.page) if steps else 0
        if step:
            self._show(page=steps[step - 1])
        else:
            self.begin()

    def give_office(self, kind: OfficeKind, name: str, gemeente: str, training: bool) -> None:
        """Kind and name of the office; a gemeente is chosen from the table by its name."""
        draft = replace(
            self._state.draft,
            kind=kind,
            name=name.strip(),
            gemeente=gemeente.strip(),
            training=training,
        )
        self._state = replace(self._state, draft=draft)
        if kind is OfficeKind.LOCATION and not draft.name:
            self._refuse(name="door.name.missing")
        elif kind is OfficeKind.GEMEENTE and self._gemeente() is None:
            self._refuse(gemeente="door.gemeente.missing")
        else:
            self._show(page=Page.DESK)

    def give_desk(self, desk: str, user: str) -> None:
        """The desk, and who sits there."""
        draft = replace(self._state.draft, desk=desk.strip(), user=user.strip())
        self._state = replace(self._state, draft=draft)
        missing = {
            field: f"door.{field}.missing"
            for field, said in (("desk", draft.desk), ("user", draft.user))
            if not said
        }
        if missing:
            self._refuse(**missing)
        else:
            self._show(page=Page.ROOT if self._state.founding else Page.PASSPHRASE)

    def suggest(self) -> None:
        """Show a passphrase that the computer drew."""
        from overstap.usecases.administration.suggest_passphrase import suggest_passphrase

        self._view.show_suggestion(suggest_passphrase(self._texts.language))

    def weigh(self, passphrase: str) -> None:
        """Say how easy the passphrase is to guess, while it is typed."""
        code = self._advise(passphrase).code
        self._view.show_advice(self._texts(f"passphrase.advice.{code}") if passphrase else "")

    def give_passphrase(self, passphrase: str, again: str) -> None:
        """The last answer: make the vault beside the window."""
        if self._accepts(passphrase, again):
            self._show(busy=self._texts("door.busy.create"))
            make = self._join if self._state.joining else self._create
            self._run(partial(make, passphrase), done=self._created, failed=self._failed)

    def _accepts(self, passphrase: str, again: str) -> bool:
        """Whether it counts as a passphrase and was typed twice; says why not."""
        advice = self._advise(passphrase)
        if advice.refused:
            self._refuse(passphrase=f"passphrase.advice.{advice.code}")
        elif passphrase != again:
            self._refuse(again="door.passphrase.differ")
        else:
            return True
        return False

    def _advise(self, passphrase: str) -> "Advice":
        from overstap.usecases.administration.advise_passphrase import advise

        draft = self._state.draft
        return advise(passphrase, (draft.name, draft.gemeente, draft.desk, draft.user))

    def _create(self, passphrase: str, task: Task) -> "NewVault":
        return self._vaults.create(Path(self._state.folder), passphrase, self._office(), task)

    def _join(self, passphrase: str, task: Task) -> "NewVault":
        folder, draft = Path(self._state.folder), self._state.draft
        return self._vaults.join(
            folder, passphrase, Path(draft.setup), draft.number, draft.user, task
        )

    def confirm_key(self, typed: tuple[str, str]) -> None:
        """Let in who typed two groups of the recovery key back."""
        kit, made = self._state.kit, self._made
        if kit is None or made is None:
            return
        wrong = {
            f"group{place}": self._texts("door.recovery.wrong", number=place)
            for place, said in zip(kit.ask, typed, strict=True)
            if said.strip().upper() != kit.groups[place]
        }
        if wrong:
            self._show(problems=wrong)
        else:
            self._made = None
            self._view.enter(made.app)

    def _created(self, made: "NewVault") -> None:
        self._made = made
        groups = in_groups(made.recovery_key)
        file = made.root_key_file
        kit = RecoveryKit(
            groups,
            self._draw(len(groups)),
            made.app.office.name,
            file.name if file else "",
            str(file.parent) if file else "",
            made.mark,
        )
        self._show(page=Page.RECOVERY, kit=kit)

    def _office(self) -> "NewOffice":
        from overstap.usecases.vaults import NewOffice

        draft, chosen = self._state.draft, self._gemeente()
        return NewOffice(
            name=chosen.name if chosen else draft.name,
            kind=draft.kind,
            gm_code=chosen.code if chosen else "",
            desk=draft.desk,
            user=draft.user,
            training=draft.training,
        )

    def _gemeente(self) -> Gemeente | None:
        """The one that was chosen; None for a location, and for a name that is not in the list."""
        draft = self._state.draft
        if draft.kind is OfficeKind.LOCATION:
            return None
        offered = (g for g in self._state.gemeenten if draft.training or not g.training)
        said = draft.gemeente.casefold()
        return next((g for g in offered if said == g.name.casefold()), None)

    def _failed(self, error: OverstapError) -> None:
        """Say it at the field that it is about, on the page where that is."""
        reading = self._state.page is Page.READ
        usual = {Page.READ: "setup", Page.TOGETHER: "share"}.get(self._state.page, "passphrase")
        field = _FIELDS.get(error.code, usual)
        if field in _FIELDS.values() and not reading:
            self._show(page=Page.JOIN)
        self._show(problems={field: self._texts.error(error)})

    def _refuse(self, **problems: str) -> None:
        self._show(problems={field: self._texts(key) for field, key in problems.items()})

    def _show(
        self, *, problems: Mapping[str, str] | None = None, busy: str = "", **changes: Any
    ) -> None:
        self._state = replace(self._state, problems=problems or {}, busy=busy, **changes)
        self._view.show_state(self._state)


def _gemeenten() -> tuple[Gemeente, ...]:
    from overstap.usecases.rules.read_catalogue import read_code_tables

    return tuple(
        Gemeente(entry.code, entry.labels["nl"], entry.training)
        for entry in read_code_tables().table("gemeenten").entries
        if not entry.valid_to
    )
