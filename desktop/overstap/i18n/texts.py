"""Every sentence of the program, in one language, as a value.

Keys are symbolic (``desk.search.placeholder``). All ``*.po`` files of a language's folder make up
its texts. Placeholders are named: ``{count}``. Two languages are simply two values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from overstap.i18n.languages import isolate, right_to_left
from overstap.i18n.po import Message, read_texts
from overstap.kernel import resources
from overstap.kernel.errors import OverstapError


class MissingTextError(KeyError):
    """A key has no text: a fault of ours, so tests and screens notice at once."""


@dataclass(frozen=True)
class Texts:
    """The texts of one language. ``foreign`` names the language of those it has not said itself;
    ``plain`` texts are for a resident."""

    language: str
    messages: Mapping[str, Message]
    foreign: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False

    def __call__(self, key: str, /, **parameters: object) -> str:
        """The sentence for ``key``; ``count`` among the parameters chooses singular or plural."""
        message = self.messages.get(key)
        if message is None:
            raise MissingTextError(key)
        if isinstance(message, tuple):
            message = message[0 if parameters.get("count") == 1 else -1]
        if not right_to_left(self.language):
            return message.format_map(parameters) if parameters else message
        parameters = {name: isolate(str(value)) for name, value in parameters.items()}
        said = message.format_map(parameters) if parameters else message
        return isolate(said) if key in self.foreign else said

    def has(self, key: str) -> bool:
        """Whether there is a text for ``key``."""
        return key in self.messages

    def error(self, error: OverstapError) -> str:
        """What happened, what it means and what to do next, for a foreseen error. A parameter that
        is a tuple holds keys of texts, which are listed."""
        listed = {
            name: ", ".join(map(self, keys)) if isinstance(keys, tuple) else keys
            for name, keys in error.parameters.items()
        }
        return self(f"error.{error.code}", **listed)


@cache
def load(language: str) -> Texts:
    """The texts of ``language`` (ISO 639-1 or 639-3), read once per process."""
    return Texts(language, _read(resources.folder() / "locale" / language))


def _read(folder: Path) -> dict[str, Message]:
    messages: dict[str, Message] = {}
    for path in sorted(folder.glob("*.po")):
        messages |= read_texts(path)
    return messages
