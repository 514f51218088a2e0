"""Break off whatever a database does, at any statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlcipher3.dbapi2 import OperationalError as DriverError


class Crash(Exception):  # noqa: N818
    """The process stops in the middle."""


@contextmanager
def stopping(engine: Engine, steps: int, *also: type[Exception]) -> Iterator[list[Exception]]:
    """Stop it after some steps; gives what came of it: that, or one of ``also``."""
    stopped: list[Exception] = []
    raw: Any = engine.raw_connection()
    left = iter(range(steps))
    raw.set_progress_handler(lambda: int(next(left, None) is None), 20)
    try:
        yield stopped
    except (OperationalError, DriverError, *also) as error:
        stopped.append(error)
    finally:
        raw.set_progress_handler(None, 0)
        raw.close()
