"""The seal of a printed dossier, and the code that is typed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.domain.catalogue import Audience
from overstap.domain.paper_seal import NotASealError, Seal, read_typed

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
seals = st.builds(
    Seal,
    office=ids,
    household=ids.map("household-{}".format),
    audience=st.sampled_from(Audience),
    version=st.integers(0, 0xFFFF),
    as_of=st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    desk=st.binary(min_size=4, max_size=4),
    sections=st.lists(
        st.tuples(st.binary(min_size=4, max_size=4), st.binary(min_size=6, max_size=6)),
        max_size=12,
    ).map(tuple),
)
SEAL = Seal(
    office="0" * 32,
    household="household-" + "1" * 32,
    audience=Audience.GEMEENTE,
    version=2,
    as_of=datetime(2026, 11, 24, tzinfo=UTC),
    desk=b"desk",
    sections=((b"abcd", b"123456"),),
)


@given(seals, st.binary(min_size=64, max_size=64))
def test_a_seal_is_read_as_it_was_written(seal: Seal, signature: bytes) -> None:
    assert Seal.parse(seal.qr(signature)) == (seal, signature)


@given(seals)
def test_a_qr_code_needs_no_shift_key_and_no_special_sign(seal: Seal) -> None:
    assert set(seal.qr(bytes(64))) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@given(st.text(max_size=60))
def test_anything_else_is_no_seal(text: str) -> None:
    with pytest.raises(NotASealError):
        Seal.parse(text)


@given(st.binary(max_size=300))
def test_bytes_of_another_shape_are_no_seal(raw: bytes) -> None:
    text = SEAL.qr(raw)

    if len(raw) != 64:
        with pytest.raises(NotASealError):
            Seal.parse(text)


@given(seals, st.integers(0, 15), st.integers(1, 31))
def test_one_wrong_letter_is_noticed(seal: Seal, place: int, shift: int) -> None:
    code = seal.typed.replace("-", "")
    wrong = SYMBOLS[(SYMBOLS.index(code[place]) + shift) % 32]

    assert read_typed(code[:place] + wrong + code[place + 1 :]) == ""


@given(seals, st.integers(0, 14))
def test_two_swapped_letters_are_noticed(seal: Seal, place: int) -> None:
    code = seal.typed.replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert read_typed(swapped) == ("" if swapped != code else seal.typed)


@given(seals)
def test_a_code_has_sixteen_letters_however_it_is_typed(seal: Seal) -> None:
    sloppy = seal.typed.replace("-", " ").lower().replace("0", "o").replace("1", "l")

    assert len(seal.typed.replace("-", "")) == 16
    assert read_typed(f" {sloppy} ") == seal.typed


def test_other_answers_give_another_code() -> None:
    other = Seal(
        SEAL.office,
        SEAL.household,
        SEAL.audience,
        SEAL.version,
        SEAL.as_of,
        SEAL.desk,
        ((b"abcd", b"123457"),),
    )

    assert SEAL.typed[:8] == other.typed[:8]
    assert SEAL.typed != other.typed
