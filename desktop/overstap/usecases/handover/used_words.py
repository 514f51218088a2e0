"""What changed since a version was used, in words; the same in the file, a bundle and the lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.usecases.handover.used_versions import ChangedSince, Used
from overstap.usecases.words.speaker import Speaker

MOST = 8
"""Questions that are named in one sentence; of more the number is told."""


@dataclass(frozen=True, slots=True)
class UsedWords:
    """Says it in the language of ``speaker.texts``."""

    speaker: Speaker

    def since(self, used: Used) -> str:
        """Which version was used, by whom, when and how, and which one is here."""
        day = self.speaker.day(used.at.astimezone())
        key = "used.printed" if used.printed else "used.worked"
        return self.speaker.texts(key, version=used.version, day=day, by=used.by, now=used.now)

    def questions(self, changes: Sequence[ChangedSince]) -> str:
        """The questions by name, each once."""
        names = list(dict.fromkeys(self.speaker.field(change.field) for change in changes))
        shown = ", ".join(names[:MOST])
        more = len(names) - MOST
        return f"{shown} (+{more})" if more > 0 else shown

    def changed(self, used: Used) -> str:
        """What changed, in one sentence."""
        return self.speaker.texts("used.changed", questions=self.questions(used.changes))
