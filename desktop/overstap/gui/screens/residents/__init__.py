"""Search residents and read how far their file is."""

from overstap.gui.screens.residents.view import ResidentsScreen

__all__ = ["ResidentsScreen"]


def make(app, texts, jobs, alerts):  # type: ignore
    return ResidentsScreen(app, texts, jobs)
