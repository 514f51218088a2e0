"""What a dossier holds, in which order, for whom. Text only: nothing of paper or ReportLab."""

from dataclasses import dataclass
from datetime import datetime

from overstap.domain.catalogue import Audience


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what was answered, in words. ``note`` is the basis or status, e.g. "document
    gezien"; ``language`` (ISO 639) where the value is not in the dossier's language; ``changed``
    since the version this one replaces."""

    label: str
    value: str
    note: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under column heads, for what repeats. ``title`` is its accessible summary."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it: sentences, lines, grids, then smaller parts."""

    title: str
    sentences: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A composed dossier. ``version`` counts from 1 per household and recipient; ``bundle`` is the
    hash of the bundle it travels with, empty when there is none; ``edition`` says version, bundle
    and date in words; ``code`` is what the QR says;
    ``data`` is the machine-readable content that goes along as an attachment (empty: none)."""

    title: str
    subtitle: str
    audience: Audience
    language: str
    office: str
    recipient: str
    version: int
    bundle: str
    created: datetime
    training: bool
    edition: str
    code: str
    parts: tuple[Part, ...]
    words: "Words"
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of the paper itself, in the dossier's language, with placeholders filled in
    except ``{page}`` and ``{pages}``."""

    page_of: str
    header: str
    footer: str
    watermark: str
    qr_alternative: str
    attachment: str
