"""A PDF's pages as pictures, drawn by pdfium: what one sees is what the file holds."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from overstap.usecases.ports.papers import Picture

_POINTS_PER_INCH = 72


class PdfPages:
    """Obeys ``usecases.ports.papers.Pages``. Pdfium knows no threads: one at a time."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with self._document() as document:
            self._sizes = tuple(page.get_size() for page in document)

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""
        return self._sizes

    def draw(self, page: int, dots_per_inch: float) -> Picture:
        """One page, the first is 0."""
        with self._document() as document:
            drawn = document[page].render(
                scale=dots_per_inch / _POINTS_PER_INCH, prefer_bgrx=True, may_draw_forms=False
            )
            return Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))

    @contextmanager
    def _document(self) -> Iterator[pypdfium2.PdfDocument]:
        """Opened for one moment: an open document would outlive the lock of the vault."""
        document = pypdfium2.PdfDocument(self._pdf)
        try:
            yield document
        finally:
            document.close()
