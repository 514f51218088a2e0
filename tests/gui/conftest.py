"""Windows without a screen.

Python may collect a tree of widgets at any moment, also while Qt holds a lock that destroying them
needs: the test then hangs for ever. So garbage is collected between tests only, as the window
itself collects it between events only (``gui/garbage.py``).
"""

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def _modules_are_no_garbage() -> None:
    """What is there before the first window stays: collecting need not look at it each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    gc.disable()
    yield
    gc.collect()
