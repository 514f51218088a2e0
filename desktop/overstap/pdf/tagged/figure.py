"""Pictures, with words for who cannot see them."""

from itertools import groupby
from typing import Any

import zxingcpp
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
    code = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(pixels).tolist()
    step = size / len(rows)
    path = [f"q {step:.5f} 0 0 {step:.5f} 0 0 cm 0 0 0 rg"]
    for at, row in enumerate(rows):
        y, x = len(rows) - at - 1, 0
        for light, modules in groupby(row):
            length = len(list(modules))
            if not light:
                path.append(f"{x} {y} {length} 1 re")
            x += length
    return "\n".join([*path, "f Q"])
