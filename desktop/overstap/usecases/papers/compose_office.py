"""Papers of the office itself: recovery kit, identity card sheet, validity sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.domain.catalogue import Catalogue
from overstap.domain.offices import Card
from overstap.domain.paper import Blank, Code, Grid, Line, Paper, Part
from overstap.domain.recovery_key import in_groups
from overstap.usecases.papers.paper_verdict import PaperCheck
from overstap.usecases.papers.plain_paper import Letterhead
from overstap.usecases.papers.voice import Voice
from overstap.usecases.ports.people import Sharing

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class OfficePapers:
    """Composes all three."""

    catalogue: Catalogue
    letterhead: Letterhead

    def recovery_kit(self, recovery_key: str, mark: str, card: Card, voice: Voice) -> Paper:
        """The key that opens the vault without a passphrase, to keep in a safe; ``mark`` tells the
        kits of several vaults apart."""
        begin, *groups = in_groups(recovery_key)
        numbered = [f"{number}. {group}" for number, group in enumerate(groups, 1)]
        head = tuple(voice("share.column", number=n) for n in range(1, _COLUMNS + 1))
        key = Part(
            voice("kit.key"),
            sentences=(voice("kit.key.lead"), voice("kit.key.begin", begin=begin)),
            grids=(Grid(voice("kit.key"), head, _rows(numbered)),),
            together=True,
        )
        steps = tuple(voice(f"kit.step.{step}") for step in ("safe", "when", "how", "never"))
        kept = Part(
            voice("kit.kept"),
            blanks=(Blank(voice("kit.kept.where")), Blank(voice("kit.kept.who"))),
            together=True,
        )
        alternative = voice.plain("kit.qr_alternative")
        return self.letterhead.paper(
            voice,
            "kit.title",
            "kit.subtitle",
            (Part(voice("kit.steps"), bullets=steps), key, kept),
            facts=(Line(voice("kit.vault"), mark),),
            code=Code(recovery_key, alternative),
            office=card.name,
        )

    def recovery_share(
        self, share: str, number: int, sharing: Sharing, card: Card, voice: Voice
    ) -> Paper:
        """One colleague's share of the way back into the vault, to keep apart from the others."""
        numbered = [f"{number}. {word}" for number, word in enumerate(share.split(), 1)]
        head = tuple(voice("share.column", number=n) for n in range(1, _COLUMNS + 1))
        told = {"needed": sharing.needed, "of": sharing.of, "number": number}
        steps = tuple(voice(f"share.step.{s}", **told) for s in ("keep", "alone", "how", "lost"))
        key = Part(
            voice("share.words"),
            sentences=(voice("share.words.lead"),),
            grids=(Grid(voice("share.words"), head, _rows(numbered)),),
            together=True,
        )
        kept = Part(
            voice("kit.kept"),
            blanks=(Blank(voice("share.holder")), Blank(voice("kit.kept.who"))),
            together=True,
        )
        return self.letterhead.paper(
            voice,
            "share.title",
            "share.subtitle",
            (Part(voice("kit.steps"), bullets=steps), key, kept),
            office=card.name,
            number=number,
            needed=sharing.needed,
            of=sharing.of,
        )

    def card_sheet(self, card: Card, number: str, voice: Voice) -> Paper:
        """The number that another office reads out, and who may sign."""
        groups = number.split()
        rows = (tuple(groups[:4]), tuple(groups[4:]))
        head = tuple(voice("card.sheet.group", first=n, last=n + 4) for n in range(1, 5))
        compare = Part(
            voice("card.sheet.number"),
            sentences=(voice("card.sheet.compare"),),
            grids=(Grid(voice("card.sheet.number"), head, rows),),
            together=True,
        )
        desks = tuple(
            (desk.name, voice.day(desk.valid_from), voice.day(desk.valid_until))
            for desk in card.desks
            if desk.key not in card.revoked
        )
        columns = tuple(voice(f"card.sheet.{column}") for column in ("desk", "from", "until"))
        signing = Part(
            voice("card.sheet.desks"),
            grids=(Grid(voice("card.sheet.desks"), columns, desks, (40, 30, 30)),),
        )
        return self.letterhead.paper(
            voice,
            "card.sheet.title",
            "card.sheet.subtitle",
            (compare, signing, Part("", small=(voice("card.sheet.no_secret"),))),
            code=Code(number.replace(" ", ""), voice.plain("card.sheet.qr_alternative")),
            office=card.name,
        )

    def validity(self, found: PaperCheck, by: str, voice: Voice) -> Paper:
        """What a check of a paper found, to lay beside it."""
        facts = [Line(voice("validity.result"), voice(f"paper.{found.verdict}"))]
        lines = [Line(voice("validity.sender"), found.sender or voice("status.unknown"))]
        if found.audience:
            recipient = voice(f"dossier.subtitle.{found.audience}")
            lines.append(Line(voice("validity.audience"), recipient))
        if found.version:
            lines.append(Line(voice("dossier.fact.version"), str(found.version)))
        if found.as_of:
            lines.append(Line(voice("validity.as_of"), voice.day(found.as_of)))
        if found.code:
            lines.append(Line(voice("dossier.code"), found.code))
        lines.append(Line(voice("validity.by"), by))
        parts = [
            Part(
                voice("validity.found"),
                sentences=(voice(f"paper.{found.verdict}.means", sender=found.sender),),
                lines=tuple(lines),
            )
        ]
        if found.sections:
            parts.append(self._sections(found, voice))
        parts.append(Part("", small=(voice("validity.limit"),)))
        return self.letterhead.paper(
            voice, "validity.title", "validity.subtitle", parts, facts=facts
        )

    def _sections(self, found: PaperCheck, voice: Voice) -> Part:
        known = {section.key for section in self.catalogue.sections}
        lines = tuple(
            Line(voice(f"section.{section}"), voice(f"validity.section.{_standing(same)}"))
            for section, same in found.sections
            if section in known
        )
        return Part(voice("validity.sections"), lines=lines)


def _standing(same: bool | None) -> str:
    return "unknown" if same is None else "same" if same else "different"


def _rows(cells: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Side by side, read row by row; the last row may end early."""
    whole = [*cells, *[""] * (-len(cells) % _COLUMNS)]
    return tuple(tuple(whole[at : at + _COLUMNS]) for at in range(0, len(whole), _COLUMNS))
