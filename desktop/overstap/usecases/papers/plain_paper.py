"""The paper that is not a dossier: head, margins and date as on all others."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.domain.paper import Attached, Code, Line, Paper, Part
from overstap.i18n.languages import isolate
from overstap.kernel.clock import Clock
from overstap.usecases.papers.voice import Voice


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who makes the paper; ``training`` papers have a watermark."""

    office: str
    training: bool
    clock: Clock

    def paper(
        self,
        voice: Voice,
        title: str,
        subtitle: str,
        parts: Sequence[Part],
        *,
        facts: Sequence[Line] = (),
        code: Code | None = None,
        attached: tuple[Attached, ...] = (),
        page_code: str = "",
        **parameters: object,
    ) -> Paper:
        """A paper of today. ``title`` and ``subtitle`` are keys of texts, with ``parameters``."""
        today = self.clock().replace(hour=0, minute=0, second=0, microsecond=0)
        day = voice.day(today)
        return Paper(
            title=voice.alone(title, **parameters),
            subtitle=voice(subtitle, **parameters),
            language=voice.language,
            second=voice.second,
            caution=voice.caution,
            office=self.office,
            created=today,
            facts=(
                *facts,
                Line(voice("dossier.fact.from"), self.office),
                Line(voice("dossier.fact.day"), day),
            ),
            code=code,
            parts=tuple(parts),
            margins=voice.margins(
                voice.plain("dossier.header", office=self.office),
                f"{voice.plain(title, **parameters)} · {isolate(day)}",
                training=self.training,
                page_code=page_code,
            ),
            attached=attached,
        )
