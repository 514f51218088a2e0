"""Overstap: carries a person's information from reception to the gemeente."""

__version__ = "0.1.0"
