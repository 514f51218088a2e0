"""Compose and print the dossier of a household: as a value, as a preview, on disk or on paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.code_tables import CodeTables
from overstap.domain.covering import to_see
from overstap.domain.paper import Paper
from overstap.domain.paper_seal import SIGNED_AS, Seal, desk_mark, newest, section_digests
from overstap.domain.records import OfficeId, RecordId
from overstap.domain.residents import MATCHED_GEMEENTE
from overstap.domain.roles import NotPermittedError, Permission
from overstap.domain.sharing import Shared
from overstap.i18n.texts import Texts, load
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.usecases.handover.editions import Editions, Version
from overstap.usecases.handover.used_versions import UsedVersions
from overstap.usecases.intake.hold_back import refuse_held_back
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.lists.open_file import ReadChecklist
from overstap.usecases.papers.compose_dossier import Composer, Edition, Extra, shown_to
from overstap.usecases.papers.voice import DUTCH, Voices
from overstap.usecases.ports.disclosures import Disclosures, PrintEntry, PrintState
from overstap.usecases.ports.papers import PaperSeals, Press
from overstap.usecases.ports.vault import Vault
from overstap.usecases.rules.translations import LANGUAGES, written


class NeedsOnPaperError(NotPermittedError):
    """The dossier tells what a home needs, which this person may not see. ``roles``: texts of those
    that may."""

    code = "dossier.needs"


class RestrictedOnPaperError(NotPermittedError):
    """The dossier tells a restricted answer that somebody chose to hand over, and that this person
    may not see. ``roles``: texts of those that may."""

    code = "dossier.restricted"


_SEES_ALL = frozenset({Permission.UNCOVER, Permission.UNCOVER_NEEDS})
_REFUSALS = {
    Permission.UNCOVER: RestrictedOnPaperError,
    Permission.UNCOVER_NEEDS: NeedsOnPaperError,
}


WriteFile = Callable[[Path, bytes], None]
"""Writes a whole file or none; raises StoreError where it cannot."""

TALK_LANGUAGE = "talk.language"


@dataclass(frozen=True, slots=True)
class Printed:
    """The written PDF, of which household, and the version that stands on it."""

    path: Path
    version: int
    household: RecordId


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A dossier that is about to leave: it stands in the ledger already. ``name`` is a file name
    without personal data. Afterwards it is ``finish``ed or, when it was stopped, ``void``ed."""

    pdf: bytes
    name: str
    version: int
    number: int
    household: RecordId
    audience: Audience


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier as it would be printed; ``recipient`` in the language of who prints it."""

    paper: Paper
    pdf: bytes
    version: Version
    recipient: str


@dataclass(frozen=True)
class Desk:
    """Who prints: the office's id and name, the person at the desk, and whether it is training."""

    office: OfficeId
    office_name: str
    user: str
    training: bool


@dataclass(frozen=True)
class PrintDossier:
    """The same version in the same language is always the same PDF, to the byte. It tells all that
    its reader may see, so nobody makes one that tells what they themselves may not see: ``sees``
    are their permissions for restricted answers."""

    vault: Vault
    ledger: Disclosures
    catalogue: Catalogue
    tables: CodeTables
    read_checklist: ReadChecklist
    editions: Editions
    press: Press
    seals: PaperSeals
    write_file: WriteFile
    clock: Clock
    desk: Desk
    route_parts: Extra
    planning_parts: Extra
    shared_parts: Extra
    used_versions: UsedVersions
    sees: frozenset[Permission] = _SEES_ALL

    def compose(
        self, household: RecordId, audience: Audience, texts: Texts, language: str = ""
    ) -> Paper:
        """What the dossier says. ``language`` is that of the resident's copy; without it, that of
        the talk."""
        return self._compose(household, audience, texts, language)[0]

    def languages(self, household: RecordId) -> tuple[str, ...]:
        """The languages the resident's copy may be in, that of the talk first."""
        spoken = read_household(self.vault, household).record.text(TALK_LANGUAGE)
        table = self.tables.table(LANGUAGES)
        codes = (spoken, *(entry.code for entry in table.entries))
        return tuple(dict.fromkeys(written(table, code) for code in codes if code))

    def preview(
        self,
        household: RecordId,
        audience: Audience,
        texts: Texts,
        task: Task,
        language: str = "",
    ) -> bytes:
        """The PDF, exactly as it would be printed. Nothing is remembered."""
        return self.draft(household, audience, texts, task, language).pdf

    def draft(
        self,
        household: RecordId,
        audience: Audience,
        texts: Texts,
        task: Task,
        language: str = "",
    ) -> Draft:
        """The PDF with what it is. Nothing is remembered."""
        paper, version, recipient = self._compose(household, audience, texts, language)
        pdf = self.press(paper, task)
        if paper.code:
            pdf = self.seals.seal(pdf, paper.code.content)
        return Draft(paper, pdf, version, recipient)

    def begin(
        self,
        household: RecordId,
        audience: Audience,
        texts: Texts,
        task: Task,
        language: str = "",
    ) -> PrintJob:
        """Make the PDF and write it down as disclosed, before anything leaves.

        Raises:
            HeldBackError: somebody's right keeps it from others.
        """
        refuse_held_back(read_household(self.vault, household), audience)
        draft = self.draft(household, audience, texts, task, language)
        version, code = draft.version, draft.paper.code
        entry = PrintEntry(
            household=household,
            audience=audience,
            version=version.number,
            recipient=draft.recipient,
            code=code.typed if code else "",
            content=version.content,
            digest=version.digest,
            bundle=version.bundle,
            day=version.day,
            at=self.clock(),
            by=self.desk.user,
        )
        with self.vault.writing():
            number = self.ledger.log_print(entry)
            self.vault.audit(
                "print", record=household, version=version.number, reason=str(audience)
            )
        name = _file_name(draft.paper, household, version.number, audience)
        return PrintJob(draft.pdf, name, version.number, number, household, audience)

    def finish(self, job: PrintJob) -> None:
        """It left; somebody works with that version now, where it is the whole dossier."""
        self.ledger.settle_print(job.number, PrintState.MADE)
        if job.audience is Audience.GEMEENTE:
            self.used_versions.use(job.household, printed=True)

    def void(self, job: PrintJob) -> None:
        """It was stopped and never left."""
        with self.vault.writing():
            self.ledger.settle_print(job.number, PrintState.VOID)
            self.vault.audit("print_void", record=job.household, version=job.version)

    def __call__(
        self,
        household: RecordId,
        audience: Audience,
        texts: Texts,
        folder: Path,
        task: Task,
        language: str = "",
    ) -> Printed:
        """Write the PDF into ``folder`` under a name without personal data.

        Raises:
            StoreError: ``folder`` is full, gone or not writable.
        """
        job = self.begin(household, audience, texts, task, language)
        path = folder / job.name
        try:
            self.write_file(path, job.pdf)
        except BaseException:
            self.void(job)
            raise
        self.finish(job)
        return Printed(path, job.version, household)

    def _compose(
        self, household: RecordId, audience: Audience, texts: Texts, language: str
    ) -> tuple[Paper, Version, str]:
        file = read_household(self.vault, household)
        shown = shown_to(self.catalogue, file, audience)
        self._refuse_restricted(shown.values())
        checklists = {m.id: self.read_checklist(file, m) for m in file.members}
        dutch = self._composer(file, audience, load(DUTCH), DUTCH)
        now = self._edition(file, audience, None, dutch.voice.own.texts)
        digest = dutch.digest(file, shown, checklists, now)
        version = self.editions(file, audience, shown, digest)
        composer = self._composer(file, audience, texts, language)
        edition = self._edition(file, audience, version, composer.voice.own.texts)
        seal = Seal(
            office=self.desk.office,
            household=household,
            audience=audience,
            version=version.number,
            as_of=newest(shown.values()),
            desk=desk_mark(self.seals.desk),
            sections=section_digests(shown),
        )
        qr = seal.qr(self.seals.sign(SIGNED_AS + seal.to_bytes()))
        paper = composer.compose(file, shown, checklists, edition, seal, qr)
        return paper, version, self._recipient_name(file, audience, texts)

    def _refuse_restricted(self, shown: Iterable[Shared]) -> None:
        found = (self.catalogue.find(field) for one in shown for field in one.goes)
        restricted = (question for question in found if question and question.restricted)
        for lacking in sorted(set(map(to_see, restricted)) - self.sees):
            raise _REFUSALS[lacking].lacking(lacking)

    def _composer(
        self, file: Household, audience: Audience, texts: Texts, language: str
    ) -> Composer:
        voices = Voices(self.catalogue, self.tables)
        if audience is not Audience.RESIDENT:
            voice = voices.staff(texts)
            more = (self.route_parts, self.planning_parts) if audience is Audience.GEMEENTE else ()
            return Composer(self.catalogue, self.tables, voice, audience, more)
        spoken = language or file.record.text(TALK_LANGUAGE) or DUTCH
        voice = voices.resident(spoken)
        more_for_them = (self.route_parts, self.shared_parts)
        return Composer(self.catalogue, self.tables, voice, audience, more_for_them)

    def _edition(
        self, file: Household, audience: Audience, version: Version | None, texts: Texts
    ) -> Edition:
        """Of a version, or of what is not numbered yet: as it would be printed today."""
        sender = self.vault.office(file.record.origin) if file.received else None
        return Edition(
            office=sender.card.name if sender else self.desk.office_name,
            recipient=self._recipient_name(file, audience, texts),
            version=version.number if version else 0,
            replaces=version.replaces if version else 0,
            bundle=version.bundle if version else "",
            created=version.day if version else self.clock(),
            training=self.desk.training,
            changed=version.changed if version else frozenset(),
        )

    def _recipient_name(self, file: Household, audience: Audience, texts: Texts) -> str:
        if audience is not Audience.GEMEENTE:
            return texts(f"dossier.recipient.{audience}")
        if file.received:
            return self.desk.office_name
        recipient = self.editions.matched(file)
        gemeente = self.tables.table("gemeenten").label(
            file.record.text(MATCHED_GEMEENTE), texts.language
        )
        return recipient.card.name if recipient else gemeente or texts("dossier.recipient.none")


def _file_name(paper: Paper, household: RecordId, version: int, audience: Audience) -> str:
    language = "" if paper.language == DUTCH else f"-{paper.language}"
    return f"dossier-{household.partition('-')[2][:8]}-v{version}-{audience}{language}.pdf"


__all__ = ["Draft", "PrintDossier", "PrintJob", "Printed"]
