"""Colours, spacing and type of the window, light and dark. Knows no screen."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from overstap.kernel import resources


@dataclass(frozen=True, slots=True)
class Tokens:
    """What each colour is for; every text pair was measured at 4.5:1 or better."""

    window: str
    surface: str
    sunken: str
    border: str
    strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_soft: str
    accent_line: str
    on: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    nav: str
    nav_sel: str
    nav_text: str
    nav_on: str


LIGHT = Tokens(
    *[
        "#F6F4F0",
        "#FFFFFF",
        "#EEEBE5",
        "#DDD8D0",
        "#857E74",
        "#22201D",
        "#544F48",
        "#676159",
        "#0B5563",
        "#E0EEF0",
        "#9CC5CC",
        "#FFFFFF",
        "#256239",
        "#E4F1E7",
        "#7F4A00",
        "#FBEFD8",
        "#A3242B",
        "#FBE8E7",
        "#0A3F4A",
        "#13596A",
        "#D3E6E9",
        "#FFFFFF",
    ]
)
DARK = Tokens(
    *[
        "#1B1A19",
        "#252422",
        "#151413",
        "#3D3A36",
        "#8F887E",
        "#EDEAE5",
        "#C2BCB3",
        "#A59F96",
        "#6CC3D0",
        "#17383F",
        "#3B7681",
        "#06262C",
        "#84CB95",
        "#1E3525",
        "#E8B964",
        "#3B2F17",
        "#F39A95",
        "#432321",
        "#0B252B",
        "#17434E",
        "#B9D3D8",
        "#FFFFFF",
    ]
)


def spacing(n: int) -> int:
    """``n`` steps of the 4 px scale."""
    return 4 * n


def tokens() -> Tokens:
    """The colours of the scheme that the system, or an override, asks for now."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def install(app: QApplication) -> None:
    """Dress the application and follow the system's scheme from now on."""
    for path in sorted((resources.folder() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    app.setStyle("Fusion")
    font = QFont("Noto Sans")
    font.setPointSizeF(max(10.0, app.font().pointSizeF()))
    app.setFont(font)
    _dress(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _dress(app))


def _dress(app: QApplication) -> None:
    now = tokens()
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, now.window),
        (QPalette.ColorRole.Base, now.surface),
        (QPalette.ColorRole.AlternateBase, now.sunken),
        (QPalette.ColorRole.Button, now.surface),
        (QPalette.ColorRole.WindowText, now.text),
        (QPalette.ColorRole.Text, now.text),
        (QPalette.ColorRole.ButtonText, now.text),
        (QPalette.ColorRole.PlaceholderText, now.text3),
        (QPalette.ColorRole.Highlight, now.accent),
        (QPalette.ColorRole.HighlightedText, now.on),
        (QPalette.ColorRole.Link, now.accent),
    ):
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(_sheet(now))


def _sheet(t: Tokens) -> str:
    return f"""
    QFrame#card {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 10px; }}
    QLineEdit, QComboBox, QPlainTextEdit {{ background: {t.surface}; color: {t.text};
        border: 1px solid {t.strong}; border-radius: 5px; padding: 6px 8px; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent};
        padding: 5px 7px; }}
    QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.strong};
        border-radius: 5px; padding: 7px 16px; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 6px 15px; }}
    QPushButton#primary {{ background: {t.accent}; color: {t.on}; font-weight: bold;
        border: 1px solid {t.accent}; padding: 11px 20px; }}
    QPushButton#primary:focus {{ border: 2px solid {t.text}; padding: 10px 19px; }}
    QLabel#title {{ font-size: 21px; font-weight: bold; }}
    QLabel#hint {{ color: {t.text2}; }}
    QLabel#error {{ color: {t.bad}; border-left: 4px solid {t.bad}; padding-left: 8px; }}
    QWidget#rail {{ background: {t.nav}; }}
    QWidget#rail QToolButton {{ color: {t.nav_text}; border: 2px solid transparent;
        border-radius: 5px; padding: 8px 2px; }}
    QWidget#rail QToolButton:checked {{ background: {t.nav_sel}; color: {t.nav_on};
        font-weight: bold; }}
    QWidget#rail QToolButton:focus {{ border-color: {t.nav_on}; }}
    QStatusBar {{ background: {t.sunken}; color: {t.text2}; }}
    """
