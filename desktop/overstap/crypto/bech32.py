"""Bech32 (BIP 173) without its length limit, as age writes keys. Knows letters, not keys."""

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6


def encode(prefix: str, data: bytes) -> str:
    """``prefix``, ``1``, the data and a checksum, in lower case."""
    words = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expand(prefix), *words, *[0] * _CHECKSUM]) ^ 1
    words += [check >> 5 * (5 - i) & 31 for i in range(_CHECKSUM)]
    return f"{prefix}1{''.join(_CHARSET[word] for word in words)}"


def decode(text: str) -> tuple[str, bytes]:
    """The prefix in lower case, and the data.

    Raises:
        ValueError: not ASCII, mixed case, a wrong character or a checksum that does not fit.
    """
    if not text.isascii():  # the Kelvin sign, for one, becomes a k in lower case
        raise ValueError("not ASCII")
    if text not in (text.lower(), text.upper()):
        raise ValueError("mixed case")
    prefix, separator, rest = text.lower().rpartition("1")
    if not prefix or not separator or len(rest) < _CHECKSUM:
        raise ValueError("no prefix")
    if any(not 33 <= ord(letter) <= 126 for letter in prefix):
        raise ValueError("wrong character")
    words = [_CHARSET.index(letter) for letter in rest]
    if _polymod([*_expand(prefix), *words]) != 1:
        raise ValueError("checksum")
    return prefix, bytes(_regroup(words[:-_CHECKSUM], 5, 8, pad=False))


def _polymod(words: list[int]) -> int:
    check = 1
    for word in words:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for bit, factor in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= factor
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _regroup(data: bytes | list[int], size: int, into: int, *, pad: bool) -> list[int]:
    gathered = bits = 0
    out = []
    for word in data:
        gathered = gathered << size | word
        bits += size
        while bits >= into:
            bits -= into
            out.append(gathered >> bits & ((1 << into) - 1))
        gathered &= (1 << bits) - 1
    if pad and bits:
        out.append(gathered << (into - bits) & ((1 << into) - 1))
    if not pad and (bits >= size or gathered):
        raise ValueError("padding")
    return out
