"""What the program says of a passphrase before somebody relies on it."""

import pytest

from overstap.i18n.texts import load
from overstap.usecases.administration.advise_passphrase import Advice, advise
from overstap.usecases.administration.suggest_passphrase import suggest_passphrase


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [
        ("", Advice("short", refused=True)),
        ("Tr0ub4dor&3", Advice("short", refused=True)),
        ("passwordpassword", Advice("repeat", refused=True)),
        ("aaaaaaaaaaaaaaaaaaaa", Advice("repeat", refused=True)),
        ("abcdefghijklmnopqrst", Advice("sequence", refused=True)),
        ("1234567890123456", Advice("common", refused=True)),
        ("qwertyuiop asdfghjkl", Advice("common")),
        ("Voorbeeldlocatie 2026", Advice("known")),
        ("zeven gele fietsen naast de brug", Advice("good")),
        ("é" * 3 + " ongewone letters tellen " * 20, Advice("good")),
    ],
)
def test_advice_says_what_makes_it_easy_to_guess(passphrase: str, advice: Advice) -> None:
    assert advise(passphrase, ["Voorbeeldlocatie"]) == advice


def test_what_the_computer_suggests_is_always_good() -> None:
    suggested = [suggest_passphrase(language) for language in ("nl", "en") for _ in range(20)]

    assert {advise(one) for one in suggested} == {Advice("good")}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "code", ["short", "common", "known", "keyboard", "repeat", "sequence", "date", "good"]
)
def test_every_advice_has_its_sentence(language: str, code: str) -> None:
    assert load(language).has(f"passphrase.advice.{code}")
