"""Lets Python collect its garbage in the window's own thread only.

A cycle that holds a widget may be collected by whichever thread happens to allocate; Qt crashes
where that is the worker. So the collector is off while there is a worker, and called from here.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000

_watching: dict[int, bool] = {}
"""Those who collect now, with whether Python's own collector was on when they began."""


class GarbageCollector(QObject):
    """Collects now and then, as eagerly as Python would; ``stop`` leaves it to Python again, where
    it was on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        _watching[id(self)] = gc.isenabled() or any(_watching.values())
        gc.disable()

    def look(self) -> None:
        """Collect the oldest generation that is due, and all younger ones."""
        counts = gc.get_count()
        due = [
            generation
            for generation, (count, limit) in enumerate(zip(counts, self._limits, strict=True))
            if limit and count > limit
        ]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """No worker any more."""
        self._timer.stop()
        was_on = _watching.pop(id(self), False)
        if was_on and not _watching:
            gc.enable()
