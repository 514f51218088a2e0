"""How a name keeps its own direction among Dutch words."""

from overstap.i18n.languages import set_apart


def test_a_name_from_right_to_left_is_set_apart_and_another_stays_as_it_is() -> None:
    assert set_apart("Haddad") == "Haddad"
    assert set_apart("\u062d\u062f\u0627\u062f") == "\u2068\u062d\u062f\u0627\u062f\u2069"
    assert set_apart("") == ""
