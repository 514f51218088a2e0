"""What every command has: the vaults, the language, and how to speak to a person or a script."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from overstap.cli.terminal import disarmed, escaped, tell, with_values
from overstap.i18n.texts import Texts, load
from overstap.kernel.errors import OverstapError
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.own_office import Past
from overstap.usecases.vaults import Vaults

LANGUAGES = ("nl", "en")
OPENS_ROOT = "OVERSTAP_ROOT_PASSPHRASE_FILE"

OpenWindow = Callable[[Vaults, Path], int]
"""Opens the window on a vault folder; gives the exit code when it was closed."""


class MissingPassphraseError(OverstapError):
    """Nobody is there to type the passphrase, and no file holds it."""

    code = "cli.no_passphrase"
    exit_code = 2


class MissingNewPassphraseError(OverstapError):
    """Nobody is there to type the passphrase of somebody new, and no file holds it."""

    code = "cli.no_new_passphrase"
    exit_code = 2


class MissingRootPassphraseError(OverstapError):
    """Nobody is there to type what opens the root key, and no file holds it."""

    code = "cli.no_root_passphrase"
    exit_code = 2


class SecretFileError(OverstapError):
    """The file that should hold a secret cannot be read."""

    code = "cli.secret_file"
    exit_code = 2


class MissingRecoveryKeyError(OverstapError):
    """Nobody is there to type the recovery key, and no file holds it."""

    code = "cli.no_recovery_key"
    exit_code = 2


class ConsoleTask:
    """Progress on standard error where a person watches; silent otherwise."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._watched = sys.stderr.isatty()

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        """One line that is written over."""
        if self._watched:
            count = f" {done}/{total}" if total else ""
            print(f"\r\033[K{self._texts(f'progress.{what}')}{count}", end="", file=sys.stderr)


@dataclass(frozen=True)
class Context:
    """``vault_folder`` and ``passphrase_file`` as given, or from the environment."""

    vaults: Vaults
    texts: Texts
    vault_folder: Path
    passphrase_file: Path | None
    open_window: OpenWindow

    @classmethod
    def make(
        cls,
        vaults: Vaults,
        language: str,
        vault: Path | None,
        passphrase_file: Path | None,
        open_window: OpenWindow,
    ) -> "Context":
        """From options, environment and defaults, in this order."""
        known = language or vaults.settings().get("language", "")
        folder = vault or _path("OVERSTAP_VAULT") or vaults.default_folder()
        file = passphrase_file or _path("OVERSTAP_PASSPHRASE_FILE")
        texts = load(known if known in LANGUAGES else "nl")
        return cls(vaults, texts, folder, file, open_window)

    @property
    def task(self) -> ConsoleTask:
        """Something to report progress on."""
        return ConsoleTask(self.texts)

    def passphrase(self, *, twice: bool = False) -> str:
        """From the file, else typed; never from an argument, which others could read.

        Raises:
            MissingPassphraseError: there is neither a file nor a keyboard.
        """
        if self.passphrase_file:
            return self.read_secret(self.passphrase_file)
        return self._typed("cli.passphrase", twice=twice)

    def new_passphrase(self, file: Path | None) -> str:
        """The one that somebody is to have from now on: from ``file``, else typed twice.

        Raises:
            MissingNewPassphraseError: there is neither a file nor a keyboard.
        """
        if file is not None:
            return self.read_secret(file)
        try:
            return self._typed("cli.passphrase_new", twice=True)
        except MissingPassphraseError as error:
            raise MissingNewPassphraseError from error

    def recovery_key(self, file: Path | None) -> str:
        """The key of the recovery kit: from ``file``, else typed.

        Raises:
            MissingRecoveryKeyError: there is neither a file nor a keyboard.
        """
        try:
            if file is None:
                return self._typed("cli.recovery_key", twice=False)
            return self.read_secret(file)
        except MissingPassphraseError as error:
            raise MissingRecoveryKeyError from error

    def _typed(self, question: str, *, twice: bool) -> str:
        if not sys.stdin.isatty():
            raise MissingPassphraseError
        typed = getpass.getpass(self.texts(question) + " ")
        if twice and getpass.getpass(self.texts("cli.passphrase_again") + " ") != typed:
            raise MissingPassphraseError
        return typed

    def root(self, file: Path) -> Root:
        """The root key's file and what opens it: ``OVERSTAP_ROOT_PASSPHRASE_FILE``, else typed.

        Raises:
            MissingRootPassphraseError: there is neither a file nor a keyboard.
        """
        kept = _path(OPENS_ROOT)
        if kept:
            return Root(file, self.read_secret(kept))
        if not sys.stdin.isatty():
            raise MissingRootPassphraseError(variable=OPENS_ROOT)
        return Root(file, getpass.getpass(self.texts("cli.root_passphrase") + " "))

    def read_secret(self, file: Path) -> str:
        """What stands in a file that only its owner reads.

        Raises:
            SecretFileError: it cannot be read.
        """
        try:
            return file.read_text("utf-8").strip("\r\n")
        except OSError as error:
            raise SecretFileError(path=file) from error

    @contextmanager
    def app(self, passphrase: str = "") -> Iterator[App]:
        """The unlocked vault, locked again afterwards."""
        typed = passphrase or self.passphrase()
        app = self.vaults.unlock(self.vault_folder, typed, self.task)
        if app.past is not Past.HERE:
            tell(self.texts(f"vault.past.{app.past}"), file=sys.stderr)
        for notice in app.notices:
            tell(self.texts(f"vault.notice.{notice}"), file=sys.stderr)
        try:
            yield app
        finally:
            app.close()

    def say(self, key: str, **parameters: object) -> None:
        """A sentence for a person."""
        tell(*self.texts(key, **with_values(parameters)).split("\n"))

    def asks(self, key: str, **parameters: object) -> bool:
        """Whether the person says yes to a question."""
        question = self.texts(key, **with_values(parameters)).split("\n")
        return typer.confirm("\n".join(map(disarmed, question)), err=True)

    def give(self, value: object) -> None:
        """JSON for a script."""
        print(escaped(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def _path(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
