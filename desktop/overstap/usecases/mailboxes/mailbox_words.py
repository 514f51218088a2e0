"""What an exchange through the mailboxes did, in sentences: the same on screen and command line."""

from collections import Counter
from collections.abc import Iterator

from overstap.i18n.texts import Texts
from overstap.usecases.mailboxes.arrivals import Arrivals, Trouble
from overstap.usecases.mailboxes.sync_mailboxes import MailboxReport

_COUNTED = ("duplicates", "unfinished", "foreign", "removed")


def report_words(report: MailboxReport, texts: Texts) -> tuple[str, ...]:
    """One sentence for each thing that happened; one that nothing did, or why it went wrong."""
    said = [*_sent(report, texts), *_arrived(report.arrivals, texts)]
    said += (_trouble(one, texts) for one in (*report.arrivals.troubles, *report.vanished))
    if report.error:
        said.append(texts.error(report.error))
    return tuple(said) or (texts("mailbox.report.nothing"),)


def trouble_words(troubles: tuple[Trouble, ...], texts: Texts) -> tuple[str, ...]:
    """Why bundles of ours could not be made."""
    return tuple(_trouble(one, texts) for one in troubles)


def _sent(report: MailboxReport, texts: Texts) -> Iterator[str]:
    for kind, count in sorted(Counter(one.kind for one in report.sent).items()):
        yield texts(f"mailbox.report.sent.{kind}", count=count)


def _arrived(arrivals: Arrivals, texts: Texts) -> Iterator[str]:
    records = sum(one.records for one in arrivals.taken if one.kind == "sync")
    receipts = sum(one.kind == "receipt" for one in arrivals.taken)
    checked = sum(bool(one.kind) for one in arrivals.waiting)
    counts = {
        "taken.sync": records,
        "taken.receipt": receipts,
        "disputed": sum(one.disputed for one in arrivals.taken),
        "waiting": checked,
        "unverified": len(arrivals.waiting) - checked,
        **{name: getattr(arrivals, name) for name in _COUNTED},
    }
    for name, count in counts.items():
        if count:
            yield texts(f"mailbox.report.{name}", count=count)


def _trouble(trouble: Trouble, texts: Texts) -> str:
    return texts("mailbox.report.trouble", name=trouble.name, error=texts.error(trouble.error))
