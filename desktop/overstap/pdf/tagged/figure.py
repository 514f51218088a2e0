"""Pictures, with words for who cannot see them."""

import segno
from reportlab.platypus import Flowable

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.structure import Element


class QrFigure(Flowable):  # type: ignore[misc]
    """A QR code of ``size`` points."""

    def __init__(self, data: str, size: float, alternative: str) -> None:
        super().__init__()
        self._data = data
        self._size = size
        self._alternative = alternative

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A square."""
        return self._size, self._size

    def draw(self) -> None:
        """The code, as a figure."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = f"{x:.2f} {y:.2f} {x + self._size:.2f} {y + self._size:.2f}"
        figure = Element(
            "Figure",
            canvas.current,
            alternative=self._alternative,
            attributes=f"<< /O /Layout /BBox [{box}] /Placement /Block >>",
        )
        canvas.begin(figure)
        canvas.code(draw_code(self._data, self._size))
        canvas.end()


def draw_code(data: str, size: float) -> str:
    """The operators of a QR code at (0, 0): all dark modules as one path, a rectangle per run."""
    rows = list(segno.make(data, error="m", micro=False).matrix_iter(border=0))
    step = size / len(rows)
    path = ["0 0 0 rg"]
    for at, row in enumerate(rows):
        top = size - (at + 1) * step
        path += [
            f"{start * step:.3f} {top:.3f} {length * step:.3f} {step:.3f} re"
            for start, length in _dark_runs(bytes(row))
        ]
    return "\n".join([*path, "f"])


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark runs start, and how long they are."""
    runs: list[tuple[int, int]] = []
    for at, module in enumerate(row):
        if module and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif module:
            runs.append((at, 1))
    return runs
