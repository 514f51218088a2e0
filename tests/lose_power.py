"""Let the power fail many times while a desk writes. Run by hand:
``python tests/lose_power.py [MOMENTS [SEED]]``, with ``desktop`` and ``tests`` on the path.
Ends with 1 at the first vault that lost something; the seed makes it happen again.
"""

import random
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent
sys.path[:0] = [str(TESTS / "e2e"), str(TESTS)]

from test_power import lose_power  # noqa: E402

from conftest import LOCATION  # noqa: E402
from offices import PASSPHRASE, doors_in, take_in  # noqa: E402
from overstap.kernel.task import Quiet  # noqa: E402

SAVES = 24


def main() -> None:
    moments = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "desk"
        folder.mkdir()
        app = doors_in(folder).create(folder / "location", PASSPHRASE, LOCATION, Quiet()).app
        take_in(app, 1)
        app.close()
        lose_power(folder, Path(made), SAVES, moments, random.Random(seed))
    print(f"{moments} moments, nothing lost")


if __name__ == "__main__":
    main()
