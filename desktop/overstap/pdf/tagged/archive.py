"""What a finished document is and carries: colours, attachments, standards it keeps to."""

from dataclasses import dataclass, field
from functools import cache

from overstap.kernel import resources
from overstap.pdf.tagged.metadata import About
from overstap.pdf.tagged.objects import Numbers, packed, plain_stream, raw_stream, utf16


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along in the PDF, with why it is there (AFRelationship Data)."""

    name: str
    media_type: str
    data: bytes
    description: str
    packed: bool = True
    """Whether it is compressed; a seal is not, so that it can be found without a PDF library."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What the finished document is and carries."""

    about: About
    attachments: tuple[Attachment, ...] = field(default=())


def colours(numbers: Numbers) -> str:
    """The value of OutputIntents: what the colours mean."""
    profile = numbers.add(packed("/N 3", _profile()))
    return (
        "[<< /Type /OutputIntent /S /GTS_PDFA1 "
        "/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) "
        f"/DestOutputProfile {profile} 0 R >>]"
    )


def attachments(numbers: Numbers, archive: Archive) -> tuple[str, str]:
    """The values of AF and of Names."""
    files = [(file.name, _attach(numbers, archive, file)) for file in archive.attachments]
    names = " ".join(f"{utf16(name)} {number} 0 R" for name, number in sorted(files))
    listed = " ".join(f"{number} 0 R" for _, number in files)
    return f"[{listed}]", f"<< /EmbeddedFiles << /Names [{names}] >> >>"


def _attach(numbers: Numbers, archive: Archive, file: Attachment) -> int:
    when = archive.about.created.strftime("D:%Y%m%d%H%M%SZ")
    media = file.media_type.replace("/", "#2F")
    entries = (
        f"/Type /EmbeddedFile /Subtype /{media} "
        f"/Params << /ModDate ({when}) /Size {len(file.data)} >>"
    )
    write = raw_stream if file.packed else plain_stream
    stream = numbers.add(write(entries, file.data).data)
    specification = (
        f"<< /Type /Filespec /F ({file.name}) /UF {utf16(file.name)} "
        f"/AFRelationship /Data /EF << /F {stream} 0 R /UF {stream} 0 R >> "
        f"/Desc {utf16(file.description)} >>"
    )
    return numbers.add(specification.encode())


@cache
def _profile() -> bytes:
    return (resources.folder() / "icc" / "sRGB.icc").read_bytes()
