"""A bundle in words: the verdict, the four checks, and every changed answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel.dates import format_datetime

from overstap.domain.records import RecordId, Stated, Subject, subject_of
from overstap.gui.screens.receive.state import ChangeRow, Mark, VerdictView
from overstap.kernel.errors import OverstapError, TrustError
from overstap.usecases.receive.preview_import import (
    ArrivedReceipt,
    ArrivedWork,
    Change,
    ImportPreview,
)
from overstap.usecases.receive.read_inbox import UNCHECKED
from overstap.usecases.receive.verify_bundle import Grade, Verdict
from overstap.usecases.words.speaker import Speaker

MOST_NAMES = 12
"""Of a colleague's bundle, in one line."""

CHECKS = ("signature", "for_us", "not_before", "order")
_BROKEN_AT = {
    "bundle.not_for_us": 1,
    "bundle.readdressed": 1,
    "stream.replayed": 2,
    "stream.forked": 3,
}
"""Which of the four checks an error breaks; what came before it was found good."""
_UNREAD = UNCHECKED | {"bundle.not_for_us"}
"""Errors where even the signature means nothing yet."""


@dataclass(frozen=True)
class Wording:
    """Says things about bundles in the language of ``speaker.texts``."""

    speaker: Speaker

    def verdict(self, verdict: Verdict, left: int) -> VerdictView:
        """The banner over a genuine bundle; ``left`` residents of it were not taken over yet."""
        texts = self.speaker.texts
        manifest = verdict.manifest
        grade = verdict.grade
        told = {
            "sender": verdict.sender.name,
            "number": manifest.number,
            "day": self.speaker.day(manifest.created.astimezone()),
        }
        text = texts(f"receive.verdict.{grade}", **told)
        if verdict.missing:
            kind = f".{manifest.kind}" if manifest.kind in ("receipt", "sync") else ""
            numbers = _listed(verdict.missing)
            text += " " + texts(f"receive.verdict.missing{kind}", numbers=numbers)
        again = grade is Grade.DUPLICATE
        if again:
            text += " " + texts("receive.verdict.left" if left else "receive.verdict.nothing")
        tone, picture = {
            Grade.NEWEST: ("ok", "shield"),
            Grade.AFTER_GAP: ("warn", "warning"),
            Grade.DUPLICATE: ("accent", "done"),
            Grade.LATE: ("ok", "later"),
            Grade.READ: ("ok", "shield"),
        }[grade]
        title = texts("receive.verdict.some" if again and left else f"verdict.{grade}")
        return VerdictView(tone, picture, title, text, self._marks(verdict))

    def refusal(self, error: OverstapError) -> VerdictView:
        """The banner over a file that was not opened."""
        texts = self.speaker.texts
        if error.code in UNCHECKED:
            tone, picture, kind = "warn", "phone", "unverified"
        elif isinstance(error, TrustError):
            tone, picture, kind = "bad", "blocked", "trust"
        else:
            tone, picture, kind = "bad", "warning", "file"
        key = f"receive.refused.{error.code}"
        title = texts(key if texts.has(key) else f"receive.refused.{kind}")
        text = texts.error(error)
        return VerdictView(tone, picture, title, text, tuple(self._broken(error)))

    def quick(self, verdict: Verdict) -> str:
        """The verdict in the list of files: who sent what, and whether it can be opened."""
        texts = self.speaker.texts
        manifest = verdict.manifest
        said = texts(
            f"receive.quick.{verdict.grade}",
            sender=verdict.sender.name,
            number=manifest.number,
            day=self.speaker.day(manifest.created.astimezone()),
        )
        kind = f"receive.kind.{manifest.kind}"
        return f"{texts(kind)} · {said}" if texts.has(kind) else said

    def _marks(self, verdict: Verdict) -> tuple[Mark, ...]:
        texts = self.speaker.texts
        states = {
            "not_before": "later" if verdict.grade is Grade.DUPLICATE else "done",
            "order": "later" if verdict.missing else "done",
        }
        if verdict.grade is Grade.READ:
            states = dict.fromkeys(states, "none")
        return tuple(
            Mark(texts(f"receive.check.{c}.{state}"), state)
            if (state := states.get(c, "done")) != "none"
            else Mark(texts("receive.check.none", check=texts(f"receive.check.{c}")), state)
            for c in CHECKS
        )

    def _broken(self, error: OverstapError) -> Iterator[Mark]:
        texts = self.speaker.texts
        if not isinstance(error, TrustError):
            return
        at = _BROKEN_AT.get(error.code, 0)
        for place, check in enumerate(CHECKS):
            if place == at:
                state = "later" if error.code in UNCHECKED else "blocked"
            else:
                state = "done" if place < at and error.code not in _UNREAD else "none"
            if state == "none":
                text = texts("receive.check.none", check=texts(f"receive.check.{check}"))
            elif error.code in UNCHECKED:
                text = texts("receive.check.unverified")
            else:
                text = texts(f"receive.check.{check}.{state}")
            yield Mark(text, state)

    def heading(self, preview: ImportPreview) -> str:
        """ "Veranderd sinds uw versie 3 van 21 oktober", where that is one version."""
        texts, known = self.speaker.texts, [h for h in preview.households if h.before]
        if len(preview.households) == 1 and known:
            (one,) = known
            day = self.speaker.day(one.since.astimezone()) if one.since else ""
            key = "receive.since" if day else "receive.since.undated"
            return texts(key, version=one.before, day=day)
        if not known:
            return texts("receive.all_new", count=len(preview.households))
        return texts("receive.since.many", count=len(preview.households))

    def rows(self, changes: Sequence[Change]) -> tuple[ChangeRow, ...]:
        """The lines of the comparison, with a head above those of every resident."""
        rows: list[ChangeRow] = []
        for _, group in groupby(changes, key=lambda change: change.record):
            of_one = list(group)
            name = self.called(of_one[0].record, of_one[0].name)
            count = self.speaker.texts("receive.answers", count=len(of_one))
            rows.append(ChangeRow("head", name, note=count, spoken=f"{name}: {count}"))
            rows += map(self._row, of_one)
        return tuple(rows)

    def called(self, record: RecordId, name: str) -> str:
        """The resident, or "Huishouden Haddad"; somebody unknown where there is no name."""
        if not name:
            return self.speaker.texts("receive.somebody")
        if subject_of(record) is Subject.HOUSEHOLD:
            return self.speaker.texts("receive.household", name=name)
        return name

    def _row(self, change: Change) -> ChangeRow:
        texts = self.speaker.texts
        stated = change.new or change.old
        assert stated is not None
        chip = texts(f"receive.change.{change.kind}")
        question = self.speaker.field(change.field)
        old = self._said(change, change.old) or texts("receive.no_old")
        new = self._said(change, change.new) or texts("receive.gone")
        basis = self.speaker.basis(change.new.answer) if change.new else ""
        when = self.moment(stated.at)
        return ChangeRow(
            kind=str(change.kind),
            question=question,
            old=old,
            new=new,
            note=basis,
            when=when,
            by=stated.by,
            chip=chip,
            spoken=texts(
                "receive.spoken",
                kind=chip,
                question=question,
                who=self.called(change.record, change.name),
                old=old,
                new=new,
                by=stated.by,
                when=when,
            ),
        )

    def _said(self, change: Change, stated: Stated | None) -> str:
        """What was answered; empty for nothing."""
        if stated is None:
            return ""
        if change.covered:
            return self.speaker.texts("file.covered")
        return self.speaker.said(change.field, stated.answer)

    def moment(self, at: datetime) -> str:
        """ "2 nov. 2026 10:14"."""
        return str(
            format_datetime(at.astimezone(), "d MMM y HH:mm", locale=self.speaker.texts.language)
        )

    def work(self, work: ArrivedWork) -> Iterator[str]:
        """What a colleague's desk brings, in sentences."""
        texts = self.speaker.texts
        if not work.saves:
            yield texts("receive.work.nothing", desk=work.desk)
            return
        yield texts("receive.work.saves", count=work.saves, desk=work.desk)
        if work.names:
            shown = "; ".join(work.names[:MOST_NAMES])
            more = len(work.names) - MOST_NAMES
            yield texts("receive.work.about", names=shown)
            if more > 0:
                yield texts("administration.more", count=more)
        if work.unknown:
            yield texts("receive.work.new", count=work.unknown)

    def clash(self, preview: ImportPreview) -> Iterator[str]:
        """Whom another desk of the sender sent under the same version, in a sentence."""
        names, sender = preview.clashing, preview.verdict.sender.name
        if names:
            shown = "; ".join(names[:MOST_NAMES])
            yield self.speaker.texts("receive.clash", names=shown, sender=sender)
        if len(names) > MOST_NAMES:
            yield self.speaker.texts("administration.more", count=len(names) - MOST_NAMES)

    def receipt(self, receipt: ArrivedReceipt, office: str) -> Iterator[str]:
        """What a receipt says, in sentences."""
        texts, reply = self.speaker.texts, receipt.reply
        told = {"office": office, "number": receipt.bundle.number, "when": self.moment(receipt.at)}
        if reply.undone:
            yield texts("receive.receipt.undone", **told)
            return
        said = "receive.receipt.reading" if reply.reading else "receive.receipt.taken"
        own = f"{said}.{receipt.bundle.kind}"
        yield texts(own if texts.has(own) else said, **told)
        for record in reply.left:
            if record in receipt.names and subject_of(record) is Subject.PERSON:
                yield texts("receive.receipt.left", name=receipt.names[record])
        for asked in reply.asked:
            name = self.called(asked.record, receipt.names.get(asked.record, ""))
            yield texts(
                "receive.receipt.asked", name=name, question=self.speaker.field(asked.field)
            )
        if reply.remark:
            yield texts("receive.receipt.remark", remark=reply.remark)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    return f"{shown} …" if len(numbers) > 8 else shown
