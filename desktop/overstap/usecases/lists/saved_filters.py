"""Lists that somebody keeps under a name: what was typed and which work, nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from overstap.usecases.ports.lists import EVERYBODY, Selection, WorkList
from overstap.usecases.ports.vault import Vault

_SETTING = "filters"


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed in the search box, and how the list is narrowed."""

    text: str = ""
    only: Selection = EVERYBODY


@dataclass(frozen=True, slots=True)
class SavedFilters:
    """The filters of this desk, by name."""

    vault: Vault

    def __call__(self) -> Mapping[str, Filter]:
        """All of them, in order of name."""
        kept = self.vault.setting(_SETTING) or {}
        return {name: _read(kept[name]) for name in sorted(kept, key=str.casefold)}

    def save(self, name: str, kept: Filter, instead_of: str = "") -> None:
        """Keep it; another of that name, and the one ``instead_of``, are replaced."""
        json = {"text": kept.text, "work": kept.only.work, "gemeente": kept.only.gemeente}
        with self.vault.writing():
            others = {key: said for key, said in self._kept().items() if key != instead_of}
            self.vault.set_setting(_SETTING, {**others, name.strip(): json})

    def remove(self, name: str) -> None:
        """Forget it, if it is there."""
        with self.vault.writing():
            kept = {key: json for key, json in self._kept().items() if key != name}
            self.vault.set_setting(_SETTING, kept)

    def _kept(self) -> Mapping[str, Any]:
        return dict(self.vault.setting(_SETTING) or {})


def _read(json: Mapping[str, Any]) -> Filter:
    work = json["work"]
    return Filter(json["text"], Selection(WorkList(work) if work else None, json["gemeente"]))
