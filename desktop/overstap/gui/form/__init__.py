"""From a question to what one fills in. Knows the catalogue's values; judges no answer."""

from overstap.gui.form.content import FormContent
from overstap.gui.form.view import FormView
from overstap.gui.form.words import Words

__all__ = ["FormContent", "FormView", "Words"]
