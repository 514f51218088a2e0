"""What tests of screens need: views that remember, work done at once, and words as they are."""

from collections.abc import Callable
from typing import Any

from overstap.kernel.errors import CancelledError, OverstapError
from overstap.kernel.task import Quiet


def run_now(
    work: Callable[..., Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[OverstapError], None] | None = None,
    stopped: Callable[[], None] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    label: str = "",
) -> None:
    """As the jobs of the window, in one thread and at once."""
    try:
        result = work(Quiet())
    except CancelledError:
        if stopped:
            stopped()
        return
    except OverstapError as error:
        if failed is None:
            raise
        failed(error)
        return
    done(result)
