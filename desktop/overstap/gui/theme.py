"""Colours, spacing and type of the window, light and dark. Knows no screen.

All sizes are in pixels at 100 % text and grow with the text of the system.
"""

from dataclasses import asdict, dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from overstap.kernel import resources

BODY = 13
"""The size of running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    window="#F6F4F0",
    surface="#FFFFFF",
    sunken="#EEEBE5",
    border="#DDD8D0",
    strong="#857E74",
    text="#22201D",
    text2="#544F48",
    text3="#676159",
    accent="#0B5563",
    accent_soft="#E0EEF0",
    accent_line="#9CC5CC",
    on="#FFFFFF",
    ok="#256239",
    ok_soft="#E4F1E7",
    warn="#7F4A00",
    warn_soft="#FBEFD8",
    bad="#A3242B",
    bad_soft="#FBE8E7",
    nav="#0A3F4A",
    nav_sel="#13596A",
    nav_text="#D3E6E9",
    nav_on="#FFFFFF",
)
DARK = Tokens(
    window="#1B1A19",
    surface="#252422",
    sunken="#151413",
    border="#3D3A36",
    strong="#8F887E",
    text="#EDEAE5",
    text2="#C2BCB3",
    text3="#A59F96",
    accent="#6CC3D0",
    accent_soft="#17383F",
    accent_line="#3B7681",
    on="#06262C",
    ok="#84CB95",
    ok_soft="#1E3525",
    warn="#E8B964",
    warn_soft="#3B2F17",
    bad="#F39A95",
    bad_soft="#432321",
    nav="#0B252B",
    nav_sel="#17434E",
    nav_text="#B9D3D8",
    nav_on="#FFFFFF",
)

BADGE, BADGE_TEXT, MARK_LINE = "#F2C46B", "#22201D", "#7FD0DC"
"""What stands on the rail, which is dark in both schemes."""

_chosen: dict[str, Qt.ColorScheme | None] = {}
"""The scheme that somebody chose over the system's: Qt has none of its own on every platform."""

SCRIPTS = {"ar": "Noto Sans Arabic", "fa": "Noto Sans Arabic", "ti": "Noto Sans Ethiopic"}


def spacing(n: int) -> int:
    """``n`` steps of the 4 px scale."""
    return 4 * n


def size(pixels: int) -> int:
    """``pixels`` at 100 % text, in the text size that is set now."""
    return round(pixels * QApplication.font().pointSizeF() / 9.75)


def large() -> bool:
    """Whether the text is so large that screens say only once what they would say twice."""
    return size(100) >= 150


def font(pixels: int = BODY, *, bold: bool = False) -> QFont:
    """The type of the window in that size."""
    chosen = QFont(QApplication.font())
    chosen.setPixelSize(size(pixels))
    chosen.setBold(bold)
    return chosen


def tokens() -> Tokens:
    """The colours of the scheme that was chosen, else of the scheme of the system."""
    scheme = _chosen.get("scheme") or QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def install(
    app: QApplication, text_percent: int = 100, scheme: str = "system", family: str = ""
) -> None:
    """Dress the application and follow the system's scheme from now on."""
    if not app.styleSheet():
        for path in sorted((resources.folder() / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: dress(app))
    choose(app, text_percent, scheme, family)


def choose(app: QApplication, text_percent: int, scheme: str, family: str = "") -> None:
    """Dress in that text size and in that scheme: ``light``, ``dark`` or what the system has.
    ``family``: a font of this computer to use before ours, where it is there."""
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme)
    _chosen["scheme"] = wanted
    chosen = QFont()
    preferred = [family] if QFontDatabase.hasFamily(family) else []
    chosen.setFamilies([*preferred, "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"])
    chosen.setPointSizeF(9.75 * text_percent / 100)
    if chosen != app.font():
        app.setFont(chosen)
    app.styleHints().setColorScheme(wanted or Qt.ColorScheme.Unknown)
    dress(app)


def dress(app: QApplication) -> None:
    """Put on the colours and sizes of now, unless they are on: every widget there is has to look
    at them."""
    now = tokens()
    sheet = _sheet(now)
    if sheet == app.styleSheet():
        return
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
        (QPalette.ColorRole.ToolTipBase, now.surface),
        (QPalette.ColorRole.ToolTipText, now.text),
    ):
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(sheet)


def _sheet(now: Tokens) -> str:
    """The style sheet in ``resources/style/window.qss``, with its ``@names`` filled in."""
    style = resources.folder() / "style"
    sheet = (style / "window.qss").read_text("utf-8")
    scheme = "light" if now == LIGHT else "dark"
    names = {**asdict(now), "style": style.as_posix(), "scheme": scheme}
    sizes = {f"px{pixels}": f"{size(pixels)}px" for pixels in range(1, 61)}
    for name, value in sorted((names | sizes).items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{name}", value)
    return sheet
