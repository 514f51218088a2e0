"""Split a secret over several people, so that some of them together have it and fewer know nothing.

SLIP-39 (SatoshiLabs): each share is 33 English words with a checksum, which says itself to which
set it belongs and how many are needed.
"""

from collections.abc import Iterator

from shamir_mnemonic import (
    MnemonicError,
    Share,
    combine_mnemonics,
    generate_mnemonics,
    wordlist,
)

from overstap.kernel.errors import StoreError

WORDS = 33
"""Of one share of a secret of 32 bytes."""
MOST = 16


class ShareError(StoreError):
    """A share was mistyped: its checksum does not fit. ``number`` counts from 1."""

    code = "shares.mistyped"


class TooFewSharesError(StoreError):
    """There are ``given`` different shares, and ``needed`` are needed."""

    code = "shares.too_few"


class OtherSharesError(StoreError):
    """The shares are of different sets; an older set opens nothing any more."""

    code = "shares.other_set"


def split(secret: bytes, needed: int, of: int) -> tuple[str, ...]:
    """``of`` shares of 32 bytes, any ``needed`` of which give them back; at most ``MOST``."""
    return tuple(generate_mnemonics(1, [(needed, of)], secret)[0])


def are_shares(typed: str) -> bool:
    """Whether these are the words of shares, one after the other."""
    words = typed.lower().split()
    known = all(word in wordlist.WORD_INDEX_MAP for word in words)
    return known and len(words) >= WORDS and len(words) % WORDS == 0


def progress(typed: str) -> tuple[int, int]:
    """How many different shares these are, and how many are needed.

    Raises:
        ShareError, OtherSharesError: see there.
    """
    shares = _of_one_set(typed)
    return len(shares), next(iter(shares.values())).member_threshold


def join(typed: str) -> bytes:
    """The secret of these shares, in any order.

    Raises:
        ShareError, OtherSharesError, TooFewSharesError: see there.
    """
    shares = _of_one_set(typed)
    one = next(iter(shares.values()))
    if len(shares) < one.member_threshold:
        raise TooFewSharesError(given=len(shares), needed=one.member_threshold)
    chosen = list(shares.values())[: one.member_threshold]
    try:
        secret: bytes = combine_mnemonics(share.mnemonic() for share in chosen)
    except MnemonicError as error:
        raise OtherSharesError from error
    return secret


def _of_one_set(typed: str) -> dict[int, Share]:
    shares = tuple(_shares(typed))
    if len({share.identifier for share in shares}) > 1:
        raise OtherSharesError
    return {share.index: share for share in shares}


def _shares(typed: str) -> Iterator[Share]:
    words = typed.lower().split()
    for at in range(0, len(words), WORDS):
        try:
            yield Share.from_mnemonic(" ".join(words[at : at + WORDS]))
        except MnemonicError as error:
            raise ShareError(number=at // WORDS + 1) from error
