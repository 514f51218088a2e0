"""Where one writes with a pen: boxes to tick and lines to write on. They are decoration to a screen
reader; the words beside them are not."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from overstap.pdf.tagged.canvas import TaggedCanvas
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.structure import Element

_BOX, _GAP, _ROW = 9.0, 6.0, 22.0
_INK = ".34 .32 .29 RG .8 w"


class Choices(Flowable):  # type: ignore[misc]
    """Choices in columns, each behind an empty box; one list to a screen reader."""

    def __init__(self, labels: Sequence[Sequence[Paragraph]], *, right_to_left: bool) -> None:
        super().__init__()
        self._labels = labels
        self._right = right_to_left

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Three columns where all labels are short, else two."""
        widest = max((len(p.text) for label in self._labels for p in label), default=0)
        self._columns = 3 if widest <= 26 else 2 if widest <= 44 else 1
        self._step = width / self._columns
        room = self._step - _BOX - 2 * _GAP
        sizes = [sum(p.wrap(room, height)[1] for p in label) + 4 for label in self._labels]
        rows = [sizes[i : i + self._columns] for i in range(0, len(sizes), self._columns)]
        self._heights = [max(row) for row in rows]
        self.width, self.height = width, sum(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        """Row by row."""
        canvas: TaggedCanvas = self.canv
        parent = Element("L", canvas.current)
        top = self.height
        for at, label in enumerate(self._labels):
            column = at % self._columns
            if at and column == 0:
                top -= self._heights[at // self._columns - 1]
            self._choice(canvas, parent, label, column, top)

    def _choice(
        self,
        canvas: TaggedCanvas,
        parent: Element,
        label: Sequence[Paragraph],
        column: int,
        top: float,
    ) -> None:
        left = self.width - (column + 1) * self._step if self._right else column * self._step
        box = left + self._step - _BOX if self._right else left
        canvas.artifact("Layout")
        canvas.code(f"q {_INK} {box:.2f} {top - _BOX - 2:.2f} {_BOX} {_BOX} re S Q")
        canvas.end()
        body = Element("LBody", Element("LI", parent))
        for paragraph in label:
            paragraph.belong_to(body)
            top -= paragraph.height
            paragraph.drawOn(canvas, left + _GAP if self._right else left + _BOX + _GAP, top)


class WritingLines(Flowable):  # type: ignore[misc]
    """Empty lines, far enough apart for handwriting."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = width, self._rows * _ROW
        return self.width, self.height

    def draw(self) -> None:
        """Rules, to no screen reader."""
        canvas: TaggedCanvas = self.canv
        canvas.artifact("Layout")
        for row in range(1, self._rows + 1):
            y = self.height - row * _ROW + 2
            canvas.code(f"q {_INK} .4 w 0 {y:.2f} m {self.width:.2f} {y:.2f} l S Q")
        canvas.end()
