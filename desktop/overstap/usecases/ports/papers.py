"""What use cases need to make papers, and to look at them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from overstap.domain.paper import Paper
from overstap.kernel.task import Task


class Press(Protocol):
    """Turns a composed paper into a PDF: PDF/A and PDF/UA at once."""

    def __call__(self, paper: Paper, task: Task) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: rows of 32 bit pixels (blue, green, red, unused), ``stride`` bytes each."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages(Protocol):
    """The pages of a PDF. Used by one thread at a time."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points (1/72 inch)."""

    def draw(self, page: int, dots_per_inch: float) -> Picture:
        """One page, the first is 0, as it would be printed."""


class OpenPages(Protocol):
    """Opens a PDF to look at its pages."""

    def __call__(self, pdf: bytes) -> Pages: ...


class PaperSeals(Protocol):
    """Signs papers as this desk, and finds the seal of a paper that somebody brings."""

    @property
    def desk(self) -> str:
        """The public key of this desk (OpenSSH text)."""

    def sign(self, message: bytes) -> bytes:
        """A bare signature, 64 bytes."""

    def verifies(self, message: bytes, signature: bytes, key: str) -> bool:
        """Whether the key signed the message."""

    def seal(self, pdf: bytes, qr: str) -> bytes:
        """The PDF with its seal: ``qr`` and the signature of the whole file."""

    def read(self, path: Path) -> "UntrustedPaper":
        """What a PDF, or a picture of a paper, says of itself.

        Raises:
            FileError: it cannot be read, or shows no QR code.
        """


@dataclass(frozen=True, slots=True)
class UntrustedPaper:
    """``qr`` is what its code says. A PDF of ours also has a ``digest`` of all its bytes but the
    seal, and the ``signature`` over it; both are empty for a picture or a scan."""

    qr: str
    digest: bytes = b""
    signature: bytes = b""
