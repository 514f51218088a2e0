"""Files that another implementation of age closed to hybrid post-quantum recipients open here.

Debian's age command is older than those recipients; these files stand in for a newer one.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from overstap.crypto import age

VECTORS = Path(__file__).parents[1] / "vectors" / "age" / "hybrid.json"
CASES = json.loads(VECTORS.read_text("utf-8"))["cases"]


def plaintext(size: int) -> bytes:
    return bytes((31 * place + 7) % 256 for place in range(size))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['size']} bytes")
def test_a_file_closed_by_another_implementation_opens(case: dict[str, Any]) -> None:
    identity = age.parse_identity(case["identity"])

    opened = age.decrypt(base64.b64decode(case["closed"]), [identity])

    assert opened == plaintext(case["size"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['size']} bytes")
def test_both_derive_the_same_hybrid_recipient(case: dict[str, Any]) -> None:
    identity = age.parse_identity(case["identity"])

    assert str(identity.recipient) == case["recipient"]
