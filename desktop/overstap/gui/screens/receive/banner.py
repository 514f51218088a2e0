"""The verdict over a bundle: picture, words, and the four checks; never colour alone."""

from PySide6.QtWidgets import QWidget

from overstap.gui.screens.receive.state import VerdictView
from overstap.gui.widgets import Banner, FlowLayout, StateIcon


def verdict_banner(verdict: VerdictView) -> Banner:
    """The banner with its checks under it."""
    banner = Banner(verdict.tone, verdict.title, verdict.text, verdict.picture)
    if verdict.marks:
        checks = QWidget()
        line = FlowLayout(checks, 5)
        for mark in verdict.marks:
            line.addWidget(StateIcon(mark.state, mark.text))
        banner.body.addWidget(checks)
    spoken = " · ".join((verdict.text, *(mark.text for mark in verdict.marks)))
    banner.setAccessibleDescription(spoken)
    return banner
