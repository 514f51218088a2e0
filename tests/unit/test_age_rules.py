"""The age v1 format, rule by rule: what is refused, and with which error."""

import base64
import dataclasses
import hashlib
import hmac
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.crypto import age, bech32
from overstap.crypto.age_keys import VERSION, Recipient, Stanza, hkdf, to_base64

CURVE = age.X25519Identity(bytes(range(32)))
HYBRID = age.HybridIdentity(bytes(range(32)))
PASSPHRASE = age.PassphraseIdentity("vier woorden zijn genoeg", work_factor=2)
IDENTITIES = [CURVE, HYBRID, PASSPHRASE]
VECTORS = Path(__file__).parents[1] / "vectors"

BOUNDARIES = [0, 1, 65535, 65536, 65537, 131072, 131073]


class Raw:
    """A recipient that writes the stanza it is told to."""

    label = "classical"

    def __init__(self, *arguments: bytes, body: bytes = bytes(32)) -> None:
        self._stanza = Stanza(arguments, body)

    def wrap(self, file_key: bytes) -> Stanza:
        return self._stanza


class Altered:
    """A recipient whose stanza is changed on the way."""

    def __init__(self, recipient: Recipient, change: Callable[[Stanza], Stanza]) -> None:
        self._recipient, self._change, self.label = recipient, change, recipient.label

    def wrap(self, file_key: bytes) -> Stanza:
        return self._change(self._recipient.wrap(file_key))


def public(identity: object) -> Recipient:
    return getattr(identity, "recipient", identity)  # type: ignore[return-value]


def opened(data: bytes) -> bytes:
    return age.decrypt(data, IDENTITIES)


def signed(header: bytes, file_key: bytes = bytes(16)) -> bytes:
    """The header lines with a MAC that fits."""
    covered = header + b"---"
    mac = hmac.digest(hkdf(file_key, b"", b"header"), covered, "sha256")
    return covered + b" " + to_base64(mac) + b"\n"


def header_and_payload(data: bytes) -> tuple[bytes, bytes]:
    end = data.index(b"\n", data.index(b"\n---") + 1) + 1
    return data[:end], data[end:]


# Keys


def test_a_seed_gives_the_published_public_key() -> None:
    vector = json.loads((VECTORS / "xwing.json").read_text(encoding="utf-8"))

    recipient = age.HybridIdentity(bytes.fromhex(vector["seed"])).recipient

    assert recipient.raw.hex() == vector["public"]


@pytest.mark.parametrize("identity", [CURVE, HYBRID])
def test_keys_survive_being_written_down(identity: age.X25519Identity) -> None:
    assert age.parse_identity(f" {identity}\n") == identity
    assert age.parse_recipient(str(identity.recipient)) == identity.recipient


def test_new_keys_are_told_apart_by_their_first_letters() -> None:
    curve, hybrid = age.X25519Identity.generate(), age.HybridIdentity.generate()

    assert str(curve).startswith("AGE-SECRET-KEY-1")
    assert str(hybrid).startswith("AGE-SECRET-KEY-PQ-1")
    assert str(curve.recipient).startswith("age1")
    assert str(hybrid.recipient).startswith("age1pq1")


@pytest.mark.parametrize("identity", IDENTITIES)
def test_a_secret_is_not_in_the_representation(identity: object) -> None:
    secret = getattr(identity, "text", None) or str(identity)

    assert secret not in repr(identity)
    assert "\\x" not in repr(identity)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        "é",
        "AGE-SECRET-KEY-1",
        str(CURVE)[:-1],
        str(CURVE)[:-1] + ("Q" if str(CURVE)[-1] != "Q" else "P"),
        str(CURVE).replace("SECRET", "secret"),
        str(CURVE).replace("K", "\u212a", 1),
        str(CURVE.recipient),
        bech32.encode("age-secret-key-", bytes(31)).upper(),
        bech32.encode("age-secret-key-pq-", bytes(33)).upper(),
        bech32.encode("bc", bytes(32)),
    ],
)
def test_what_is_not_an_identity_is_refused(text: str) -> None:
    with pytest.raises(age.KeyFormatError):
        age.parse_identity(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        str(CURVE),
        str(CURVE.recipient).upper(),
        str(CURVE.recipient)[:-2],
        bech32.encode("age", bytes(33)),
        bech32.encode("age1pq", bytes(1215)),
        bech32.encode("age1pq", b"\xff" * 1216),
    ],
)
def test_what_is_not_a_recipient_is_refused(text: str) -> None:
    with pytest.raises(age.KeyFormatError):
        age.parse_recipient(text)


def test_nothing_is_closed_for_a_low_order_recipient() -> None:
    with pytest.raises(age.KeyFormatError):
        age.encrypt(b"", [age.X25519Recipient(bytes(32))])


@given(st.text(max_size=80))
def test_no_text_makes_the_key_readers_stumble(text: str) -> None:
    for parse in (age.parse_identity, age.parse_recipient):
        with pytest.raises(age.KeyFormatError):
            parse(text)


# Bech32 (BIP 173)


@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "a12uel5l",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "?1ezyfcl",
    ],
)
def test_the_published_bech32_strings_are_read(text: str) -> None:
    prefix, _ = _words(text)

    assert prefix == text.lower().rpartition("1")[0]


def _words(text: str) -> tuple[str, bytes]:
    try:
        return bech32.decode(text)
    except ValueError as error:
        # Some published strings hold groups that are no whole bytes; their checksum is right.
        assert str(error) == "padding"  # noqa: PT017
        return text.lower().rpartition("1")[0], b""


@pytest.mark.parametrize(
    "text",
    [
        "\x201nwldj5",
        "\x7f1axkwrx",
        "\x801eym55h",
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\xff",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
        "A12uEL5L",
        "",
    ],
)
def test_the_published_wrong_bech32_strings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        bech32.decode(text)

    assert str(refusal.value) != "padding"


@given(st.binary(max_size=200))
def test_bech32_gives_back_what_it_wrote(data: bytes) -> None:
    assert bech32.decode(bech32.encode("age", data)) == ("age", data)
    assert bech32.decode(bech32.encode("age", data).upper()) == ("age", data)


# Opening what was closed


@pytest.mark.parametrize("identity", IDENTITIES)
@pytest.mark.parametrize("size", BOUNDARIES)
def test_what_was_closed_opens_around_every_chunk_boundary(identity: object, size: int) -> None:
    data = os.urandom(size)

    closed = age.encrypt(data, [public(identity)])

    assert opened(closed) == data
    assert opened(age.armor(closed)) == data
    chunks = max(1, -(-size // 65536))
    assert len(header_and_payload(closed)[1]) == 16 + size + 16 * chunks


@pytest.mark.parametrize("size", BOUNDARIES)
def test_streams_and_bytes_agree(size: int) -> None:
    data, closed, target = os.urandom(size), io.BytesIO(), io.BytesIO()

    age.encrypt_stream(io.BytesIO(data), closed, [CURVE.recipient])
    closed.seek(0)
    age.decrypt_stream(closed, target, [CURVE])

    assert target.getvalue() == data


@given(st.lists(st.integers(0, 70000), max_size=6), st.integers(1, 70000))
@settings(max_examples=25, deadline=None)
def test_the_sizes_of_writes_and_reads_never_matter(writes: list[int], read: int) -> None:
    data = [bytes([i]) * size for i, size in enumerate(writes)]
    target = io.BytesIO()
    with age.Writer(target, [CURVE.recipient]) as writer:
        for part in data:
            assert writer.write(part) == len(part)

    reader, parts = age.Reader(io.BytesIO(target.getvalue()), [CURVE]), []
    while part := reader.read(read):
        parts.append(part)

    assert b"".join(parts) == b"".join(data)
    assert all(len(part) == read for part in parts[:-1])


class Dripping(io.BytesIO):
    """A source that gives at most 1000 bytes at a time, as pipes do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1000 if size is None or size < 0 else min(size, 1000))


def test_a_source_that_gives_a_little_at_a_time_is_read_whole() -> None:
    data = os.urandom(100_000)
    closed = age.encrypt(data, [HYBRID.recipient])

    assert age.Reader(Dripping(closed), [HYBRID]).read() == data


def test_every_recipient_opens_it_and_nobody_else() -> None:
    desks = [age.HybridIdentity.generate() for _ in range(3)]
    closed = age.encrypt(b"for three", [desk.recipient for desk in desks])

    assert {age.decrypt(closed, [desk]) for desk in desks} == {b"for three"}
    with pytest.raises(age.NoMatchError):
        age.decrypt(closed, IDENTITIES)
    with pytest.raises(age.NoMatchError):
        age.decrypt(closed, [])


def test_the_same_content_is_closed_differently_every_time() -> None:
    assert age.encrypt(b"x", [CURVE.recipient]) != age.encrypt(b"x", [CURVE.recipient])


def test_a_wrong_passphrase_is_no_match() -> None:
    closed = age.encrypt(b"x", [PASSPHRASE])

    with pytest.raises(age.NoMatchError):
        age.decrypt(closed, [age.PassphraseIdentity("een andere zin")])


@pytest.mark.parametrize(
    "recipients",
    [
        [],
        [CURVE.recipient, HYBRID.recipient],
        [PASSPHRASE, CURVE.recipient],
        [PASSPHRASE, PASSPHRASE],
    ],
)
def test_kinds_of_recipients_are_not_mixed(recipients: list[Recipient]) -> None:
    target = io.BytesIO()

    with pytest.raises(age.MixedRecipientsError):
        age.Writer(target, recipients)

    assert target.getvalue() == b""


def break_off(target: io.BytesIO) -> None:
    with age.Writer(target, [CURVE.recipient]) as writer:
        writer.write(bytes(200_000))
        raise InterruptedError


def test_a_file_that_was_broken_off_can_not_be_taken_for_a_whole_one() -> None:
    target = io.BytesIO()

    with pytest.raises(InterruptedError):
        break_off(target)

    with pytest.raises(age.TruncatedError):
        opened(target.getvalue())


# Changed and cut files


@pytest.mark.parametrize("identity", IDENTITIES)
def test_a_flipped_bit_anywhere_is_noticed(identity: object) -> None:
    closed = age.encrypt(b"content", [public(identity)])
    step = 1 if len(closed) < 400 else 7

    for at in range(0, len(closed), step):
        changed = bytearray(closed)
        changed[at] ^= 1 << at % 8
        with pytest.raises(age.AgeError):
            age.decrypt(
                bytes(changed), [age.PassphraseIdentity(PASSPHRASE.text, 2, 8), *IDENTITIES[:2]]
            )


@pytest.mark.parametrize("identity", IDENTITIES)
def test_a_file_cut_anywhere_is_called_truncated(identity: object) -> None:
    closed = age.encrypt(b"content", [public(identity)])

    for end in range(len(closed)):
        with pytest.raises(age.TruncatedError):
            opened(closed[:end])


@pytest.mark.parametrize("end", [65536 + 15, 65536 + 16, 65536 + 17, 131072 + 32])
def test_content_cut_at_a_chunk_is_called_truncated(end: int) -> None:
    header, payload = header_and_payload(age.encrypt(bytes(200_000), [CURVE.recipient]))

    with pytest.raises(age.TruncatedPayloadError):
        opened(header + payload[: 16 + end])


def test_a_failed_reader_never_reports_an_end() -> None:
    closed = age.encrypt(bytes(100_000), [CURVE.recipient])
    reader = age.Reader(io.BytesIO(closed[:-1]), [CURVE])
    assert len(reader.read(65536)) == 65536

    for _ in range(3):
        with pytest.raises(age.PayloadError):
            reader.read(65536)


def test_a_reader_that_met_more_behind_the_end_never_reports_an_end() -> None:
    reader = age.Reader(io.BytesIO(age.encrypt(b"x", [CURVE.recipient]) + b"more"), [CURVE])

    for _ in range(3):
        with pytest.raises(age.PayloadError):
            reader.read()


def chunks_of(closed: bytes) -> tuple[bytes, list[bytes]]:
    header, payload = header_and_payload(closed)
    body = payload[16:]
    return header + payload[:16], [body[i : i + 65552] for i in range(0, len(body), 65552)]


@pytest.mark.parametrize(
    "order", [[1, 0, 2], [0, 0, 1, 2], [0, 2], [1, 2], [2], [0, 1, 2, 2], [2, 1, 0], [0, 1, 1, 2]]
)
def test_chunks_can_not_be_moved_dropped_or_repeated(order: list[int]) -> None:
    start, chunks = chunks_of(age.encrypt(os.urandom(131072 + 65536), [CURVE.recipient]))

    with pytest.raises(age.PayloadError):
        opened(start + b"".join(chunks[i] for i in order))


def sealed(*chunks: tuple[bytes, bool]) -> bytes:
    """A file with exactly these chunks, each with whether it says it is the last."""
    wrapped: list[bytes] = []

    class Spy:
        label = "classical"

        def wrap(self, file_key: bytes) -> Stanza:
            wrapped.append(file_key)
            return CURVE.recipient.wrap(file_key)

    header, payload = header_and_payload(age.encrypt(b"", [Spy()]))
    cipher = ChaCha20Poly1305(hkdf(wrapped[0], payload[:16], b"payload"))
    body = [
        cipher.encrypt(count.to_bytes(11, "big") + bytes([last]), data, None)
        for count, (data, last) in enumerate(chunks)
    ]
    return header + payload[:16] + b"".join(body)


FULL = bytes(65536)


def test_chunks_by_the_book_open() -> None:
    assert opened(sealed((FULL, False), (b"x", True))) == FULL + b"x"
    assert opened(sealed((FULL, True))) == FULL
    assert opened(sealed((b"", True))) == b""


@pytest.mark.parametrize(
    "chunks",
    [
        [(FULL, False), (b"", True)],
        [(FULL, False)],
        [(FULL, False), (FULL, False)],
        [(b"x", False)],
        [(b"x", True), (b"y", True)],
        [(FULL, True), (FULL, True)],
        [(b"short", False), (b"x", True)],
        [],
    ],
)
def test_chunks_against_the_book_are_refused(chunks: list[tuple[bytes, bool]]) -> None:
    with pytest.raises(age.PayloadError):
        opened(sealed(*chunks))


# The header, rule by rule


STANZA = b"-> X25519 " + to_base64(bytes(32)) + b"\n" + to_base64(bytes(32)) + b"\n"
OTHER = b"-> other 1\n" + to_base64(bytes(32)) + b"\n"


def test_an_unknown_stanza_by_the_book_is_no_match() -> None:
    full = b"-> other\n" + b"A" * 64 + b"\n\n"
    for header in (OTHER, full, b"-> other !~\n\n", b"-> x25519 a\n\n"):
        with pytest.raises(age.NoMatchError):
            opened(signed(VERSION + b"\n" + header) + bytes(48))


@pytest.mark.parametrize(
    "header",
    [
        b"age-encryption.org/v2\n" + OTHER,
        b"age-encryption.org/v1\r\n" + OTHER,
        b"age-encryption.org/v1 \n" + OTHER,
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v1\n" + OTHER.replace(b"\n", b"\r\n"),
        b"age-encryption.org/v1\n\n" + OTHER,
        b"age-encryption.org/v1\n" + OTHER[1:],
        b"age-encryption.org/v1\n->other\n\n",
        b"age-encryption.org/v1\n-> \n\n",
        b"age-encryption.org/v1\n-> other  two\n\n",
        b"age-encryption.org/v1\n-> other \n\n",
        b"age-encryption.org/v1\n-> \xc3\xa9\n\n",
        b"age-encryption.org/v1\n-> tab\there\n\n",
        b"age-encryption.org/v1\n-> other\n",
        b"age-encryption.org/v1\n-> other\n" + b"A" * 64 + b"\n",
        b"age-encryption.org/v1\n-> other\n" + b"A" * 68 + b"\n\n",
        b"age-encryption.org/v1\n-> other\nAA==\n",
        b"age-encryption.org/v1\n-> other\nAB\n",
        b"age-encryption.org/v1\n-> other\nAAAAA\n",
        b"age-encryption.org/v1\n-> other\nAA AA\n",
        b"age-encryption.org/v1\n-> other\nA_AA\n",
        b"age-encryption.org/v1\n-> other\nAAAA\nAAAA\n",
        b"age-encryption.org/v1\n-> " + b"a" * 10_000 + b"\n\n",
        b"age-encryption.org/v1\n" + OTHER * 300,
    ],
)
def test_a_header_against_the_book_is_refused(header: bytes) -> None:
    with pytest.raises(age.HeaderError):
        opened(signed(header) + bytes(48))


def test_a_header_without_end_is_refused_before_it_fills_the_memory() -> None:
    endless = VERSION + b"\n-> other\n" + (b"A" * 64 + b"\n") * 20_000

    with pytest.raises(age.HeaderError) as refusal:
        opened(endless)

    assert not isinstance(refusal.value, age.TruncatedError)


@pytest.mark.parametrize(
    "change",
    [
        lambda mac: b"---" + mac[4:],
        lambda mac: b"---",
        lambda mac: b"--- ",
        lambda mac: mac[:-1],
        lambda mac: mac + b" ",
        lambda mac: mac + b"=",
        lambda mac: mac + b"AAAA",
        lambda mac: mac + b"\r",
        lambda mac: b"--- " + mac[3:],
        lambda mac: mac[:-1] + bytes([mac[-1] + 1]),
    ],
)
def test_a_malformed_mac_line_is_refused(change: Callable[[bytes], bytes]) -> None:
    header, payload = header_and_payload(age.encrypt(b"x", [CURVE.recipient]))
    lines = header.split(b"\n")

    with pytest.raises(age.HeaderError):
        opened(b"\n".join([*lines[:-2], change(lines[-2]), b""]) + payload)


def test_another_mac_is_told_apart_from_a_malformed_one() -> None:
    header, payload = header_and_payload(age.encrypt(b"x", [CURVE.recipient]))
    lines = header.split(b"\n")

    with pytest.raises(age.HeaderMacError):
        opened(b"\n".join([*lines[:-2], b"--- " + to_base64(bytes(32)), b""]) + payload)


def test_a_stanza_added_afterwards_breaks_the_mac() -> None:
    closed = age.encrypt(b"x", [CURVE.recipient])

    with pytest.raises(age.HeaderMacError):
        opened(closed.replace(b"\n---", b"\n" + OTHER + b"---", 1))


LOW_ORDER = [bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"]


@pytest.mark.parametrize(
    "recipient",
    [
        Raw(b"X25519"),
        Raw(b"X25519", to_base64(bytes(32)), b"more"),
        Raw(b"X25519", to_base64(bytes(31))),
        Raw(b"X25519", to_base64(bytes(33))),
        Raw(b"X25519", to_base64(b"\t" + bytes(31)), body=bytes(31)),
        Raw(b"X25519", to_base64(b"\t" + bytes(31)), body=bytes(33)),
        Raw(b"X25519", base64.b64encode(b"\t" + bytes(31))),
        Raw(b"X25519", to_base64(b"\t" + bytes(31))[:-1] + b"B"),
        *(Raw(b"X25519", to_base64(point)) for point in LOW_ORDER),
        Raw(b"mlkem768x25519"),
        Raw(b"mlkem768x25519", to_base64(bytes(1120)), b"more"),
        Raw(b"mlkem768x25519", to_base64(bytes(1119))),
        Raw(b"mlkem768x25519", to_base64(bytes(1121))),
        Raw(b"mlkem768x25519", to_base64(bytes(32))),
        *(Raw(b"mlkem768x25519", to_base64(bytes(1088) + point)) for point in LOW_ORDER),
        Raw(b"mlkem768x25519", to_base64(b"\t" * 1120), body=bytes(31)),
        Raw(b"scrypt"),
        Raw(b"scrypt", to_base64(bytes(16))),
        Raw(b"scrypt", to_base64(bytes(16)), b"2", b"more"),
        Raw(b"scrypt", to_base64(bytes(15)), b"2"),
        Raw(b"scrypt", to_base64(bytes(17)), b"2"),
        Raw(b"scrypt", to_base64(bytes(16)) + b"==", b"2"),
        Raw(b"scrypt", to_base64(bytes(16)), b"2", body=bytes(33)),
        *(
            Raw(b"scrypt", to_base64(bytes(16)), factor)
            for factor in (b"0", b"02", b"0x2", b"+2", b"-2", b"2a", b"a2", b"23", b"9" * 30)
        ),
    ],
)
def test_a_malformed_stanza_of_a_known_kind_is_refused(recipient: Raw) -> None:
    with pytest.raises(age.HeaderError):
        opened(age.encrypt(b"x", [recipient]))


def test_a_passphrase_stanza_stands_alone() -> None:
    for others in ([CURVE.recipient], [Raw(b"scrypt", to_base64(bytes(16)), b"2")]):
        stanza = PASSPHRASE.wrap(bytes(16))
        recipients = [Raw(*stanza.arguments, body=stanza.body), *others]
        with pytest.raises(age.HeaderError):
            opened(age.encrypt(b"x", recipients))


def test_a_passphrase_is_as_expensive_to_guess_as_that_of_age_itself() -> None:
    fields = {field.name: field.default for field in dataclasses.fields(age.PassphraseIdentity)}

    assert fields["work_factor"] == 18


def test_a_reader_sets_its_own_bound_to_the_work() -> None:
    closed = age.encrypt(b"x", [age.PassphraseIdentity("zin", work_factor=5)])

    with pytest.raises(age.HeaderError):
        age.decrypt(closed, [age.PassphraseIdentity("zin", highest_work_factor=4)])
    assert age.decrypt(closed, [age.PassphraseIdentity("zin", highest_work_factor=5)]) == b"x"


@pytest.mark.parametrize("identity", [CURVE, HYBRID])
def test_a_changed_wrapped_key_or_share_is_no_match(identity: age.HybridIdentity) -> None:
    def other_body(stanza: Stanza) -> Stanza:
        return Stanza(stanza.arguments, bytes([stanza.body[0] ^ 1]) + stanza.body[1:])

    def other_share(stanza: Stanza) -> Stanza:
        share = bytearray(base64.b64decode(stanza.arguments[1] + b"=="))
        share[len(share) - 10] ^= 255
        return Stanza((stanza.arguments[0], to_base64(bytes(share))), stanza.body)

    for change in (other_body, other_share):
        with pytest.raises(age.NoMatchError):
            opened(age.encrypt(b"x", [Altered(identity.recipient, change)]))


# Armor


ARMORED = age.armor(age.encrypt(b"content " * 20, [CURVE.recipient]))


def lines_of(armored: bytes) -> list[bytes]:
    return armored.split(b"\n")


@pytest.mark.parametrize("size", range(64))
def test_armor_opens_whatever_the_length_of_its_last_line(size: int) -> None:
    armored = age.armor(age.encrypt(bytes(size), [CURVE.recipient]))

    assert opened(armored) == bytes(size)
    assert all(len(line) <= 64 for line in lines_of(armored))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\n\r   \t\n" + text + b"\n\r   \t\n",
        lambda text: text.rstrip(),
        lambda text: text + b"  \t",
    ],
)
def test_armor_may_travel(change: Callable[[bytes], bytes]) -> None:
    assert opened(change(ARMORED)) == b"content " * 20


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-2],
        lambda lines: lines[:1],
        lambda lines: [lines[0].replace(b"AGE", b"PGP"), *lines[1:]],
        lambda lines: [lines[0].lower(), *lines[1:]],
        lambda lines: [lines[0] + b" ", *lines[1:]],
        lambda lines: [b" " + lines[0], *lines[1:]],
        lambda lines: [*lines[:-2], lines[-2].replace(b"AGE", b"PGP"), b""],
        lambda lines: [lines[0], b"", *lines[1:]],
        lambda lines: [*lines[:-2], b"", *lines[-2:]],
        lambda lines: [lines[0], b"Comment: x", b"", *lines[1:]],
        lambda lines: [lines[0], lines[1] + b" ", *lines[2:]],
        lambda lines: [lines[0], b" " + lines[1], *lines[2:]],
        lambda lines: [lines[0], lines[1][:60], lines[1][60:], *lines[2:]],
        lambda lines: [lines[0], lines[1] + lines[2], *lines[3:]],
        lambda lines: [lines[0], lines[1][:-1] + b"!", *lines[2:]],
        lambda lines: [lines[0], lines[1][:-2] + b"==", *lines[2:]],
        lambda lines: [*lines[:-3], lines[-3].rstrip(b"=")[:-1], *lines[-2:]],
        lambda lines: [*lines[:-2], b"=AAAA", *lines[-2:]],
        lambda lines: [*lines, b"garbage"],
        lambda lines: [*lines, *lines],
        lambda lines: [*lines, b" " * 2000],
        lambda lines: [b" " * 2000, *lines],
    ],
)
def test_armor_against_the_book_is_refused(change: Callable[[list[bytes]], list[bytes]]) -> None:
    with pytest.raises(age.ArmorError):
        opened(b"\n".join(change(lines_of(ARMORED))))


def test_armor_of_something_else_is_a_header_failure() -> None:
    with pytest.raises(age.HeaderError):
        opened(age.armor(b"not an age file"))
    with pytest.raises(age.HeaderError):
        opened(age.armor(b""))
    with pytest.raises(age.HeaderError):
        opened(b"garbage\n" + ARMORED)


def test_non_canonical_base64_in_armor_is_refused() -> None:
    armored = age.armor(age.encrypt(b"x" * 1, [CURVE.recipient]))
    padded = next(
        text
        for size in range(3)
        if (text := age.armor(age.encrypt(b"x" * size, [CURVE.recipient]))).count(b"==\n")
    )
    at = padded.index(b"==\n") - 1
    letter = padded[at : at + 1]
    other = {b"A": b"B", b"Q": b"R", b"g": b"h", b"w": b"x"}[letter]

    with pytest.raises(age.ArmorError):
        opened(padded[:at] + other + padded[at + 1 :])
    assert opened(armored) == b"x"


class Counting(io.BytesIO):
    """Remembers the largest piece that was asked for."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.most = max(self.most, size)
        return super().read(size)


@pytest.mark.parametrize("dress", [bytes, age.armor])
def test_a_large_file_is_read_in_small_pieces(dress: Callable[[bytes], bytes]) -> None:
    source = Counting(dress(age.encrypt(bytes(500_000), [CURVE.recipient])))
    reader, digest = age.Reader(source, [CURVE]), hashlib.sha256()

    assert source.tell() < 1000
    while block := reader.read(1 << 16):
        digest.update(block)

    assert digest.digest() == hashlib.sha256(bytes(500_000)).digest()
    assert source.most <= 65552


# Whatever arrives


CLOSED = [age.encrypt(b"content", [public(identity)]) for identity in IDENTITIES]
CAREFUL = [CURVE, HYBRID, age.PassphraseIdentity(PASSPHRASE.text, highest_work_factor=8)]

edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=5)), min_size=1, max_size=4
)


@given(st.sampled_from([*CLOSED, ARMORED]), edits)
@settings(max_examples=150, deadline=None)
def test_no_mutation_raises_anything_but_our_own_error(
    closed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    for where, drop, insert in edits:
        at = int(where * len(closed))
        closed = closed[:at] + insert + closed[at + drop :]
    try:
        data = age.decrypt(closed, CAREFUL)
    except age.AgeError:
        return
    assert data in (b"content", b"content " * 20)


@given(st.sampled_from([b"", VERSION + b"\n", VERSION + b"\n-> ", b"-----BEGIN AGE "]), st.binary())
def test_no_bytes_raise_anything_but_our_own_error(start: bytes, rest: bytes) -> None:
    with pytest.raises(age.AgeError):
        age.decrypt(start + rest, CAREFUL)
