"""Asking for a new passphrase: the fields, the advice, and whether two are the same."""

from overstap.gui.screens.administration.page import PagePresenter, Values
from overstap.gui.screens.administration.sheet import Advisor, Field
from overstap.usecases.administration.advise_passphrase import advise
from overstap.usecases.administration.suggest_passphrase import suggest_passphrase


class PassphraseAsking(PagePresenter):
    """A page on which somebody chooses a passphrase."""

    def _new_field(self, label: str, hint: str, *known: str) -> Field:
        """The field ``new``; ``known`` are words that others could guess."""
        texts, office = self._texts, self._app.office
        words = (office.name, office.desk, office.user, *known)
        advisor = Advisor(
            lambda typed: texts(f"passphrase.advice.{advise(typed, words).code}"),
            lambda: suggest_passphrase(texts.language),
        )
        return Field("new", texts(label), "secret", texts(hint), advisor=advisor)

    def _refused(self, values: Values) -> bool:
        """Say what is wrong with a new passphrase that does not count as one."""
        advice = advise(values["new"])
        if advice.refused:
            said = self._texts(f"passphrase.advice.{advice.code}")
            self._view.show_problems({"new": said})
        return advice.refused
