"""What stands on a printed paper, in which order. Text only: nothing of pages or ReportLab.

Every paper of the program (dossier, blank form, privacy notice, validity sheet) is one ``Paper``,
so all of them look alike, are archival and accessible, and can be compared in a test.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Words in one language, and the same in the paper's second language where there is one.

    ``language`` is ISO 639, empty for that of the paper. ``muted`` words say why there is no
    answer.
    """

    text: str
    language: str = ""
    beside: str = ""
    muted: bool = False


Words = str | Said
"""A bare text is in the paper's language."""


def text(words: Words) -> str:
    """The words in their first language."""
    return words.text if isinstance(words, Said) else words


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what was answered. ``note`` is what the answer rests on; ``changed`` since the
    version this paper replaces."""

    label: Words
    value: Words
    note: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under column heads, for what repeats. ``title`` is its accessible summary; ``shares``
    is how wide the columns are, relative to each other (empty: alike). ``changed`` numbers rows."""

    title: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    shares: tuple[int, ...] = ()
    row_heads: bool = False
    changed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write with a pen: boxes to tick for ``choices``, and empty ``rows``. ``hint`` says
    what to write there."""

    question: Words
    choices: tuple[Words, ...] = ()
    rows: int = 1
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it, in the order of the fields. ``small`` is said in small
    letters at the end; ``together`` keeps it all on one page."""

    title: Words
    sentences: tuple[Words, ...] = ()
    bullets: tuple[Words, ...] = ()
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    blanks: tuple[Blank, ...] = ()
    parts: tuple["Part", ...] = ()
    small: tuple[Words, ...] = ()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code beside the title: what it says, what it is for, and what a person types instead."""

    content: str
    alternative: str
    caption: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along in the PDF, and what it is."""

    name: str
    media_type: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands on every page. ``page_of`` has ``{page}`` and ``{pages}`` left in; an empty
    ``watermark`` is none. ``page_code`` is a QR code in the corner, with ``{page}`` left in;
    ``continued`` stands above what began on the page before, with its ``{title}`` left in.
    ``language`` is that of these words, empty for that of the paper."""

    page_of: str
    header: str
    footer: str
    watermark: str = ""
    page_code: str = ""
    continued: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A composed paper. ``language`` and ``second`` are ISO 639; ``created`` is all that its file
    knows of time, so the same paper gives the same bytes. ``sealed`` leaves room for the signature
    of the office that printed it."""

    title: Words
    subtitle: Words
    language: str
    office: str
    created: datetime
    facts: tuple[Line, ...]
    parts: tuple[Part, ...]
    margins: Margins
    second: str = ""
    code: Code | None = None
    attached: tuple[Attached, ...] = ()
    caution: Words = ""
    """That nobody checked its translation; empty where somebody did, or where it is none."""
    sealed: str = ""
    """What the seal is, in words; empty where the paper carries none."""
