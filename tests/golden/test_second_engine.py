"""Pango, an engine of its own, puts the same glyphs of the same fonts in the same order: its own
choice of fonts, its own bidirectional algorithm (FriBidi), and lines as whole."""

import json
import math
import os
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from overstap.i18n.languages import isolate, right_to_left
from overstap.kernel import resources
from overstap.pdf.tagged.shape import FALLBACK, face
from overstap.pdf.tagged.style import Style
from overstap.pdf.tagged.text import lay
from scripts import SENTENCES, sentence

pytestmark = pytest.mark.skipif(
    shutil.which("pango-view") is None, reason="needs pango-view (pango1.0-tools)"
)
NAMES = {"NotoSans": "Noto Sans", "NotoSansArabic": "Noto Sans Arabic"}
NAMES["NotoSansEthiopic"] = "Noto Sans Ethiopic"
MIXED = {
    "Dutch with Arabic between brackets": ("nl", "Een eethuis (مطعم صغير) in Gouda, sinds 2019."),
    "a name in two scripts": ("nl", "Haddad, Layla (ليلى حداد), 12 jaar"),
    "Arabic with Dutch between brackets": ("ar", "البلدية (gemeente) و inburgering: 3 أشهر."),
    "Persian digits": ("fa", "تاریخ ۱۲ مارس ۲۰۲۷ (ساعت ۹:۳۰)"),
    "isolated values": ("ar", f"من {isolate('01-02-2027')} إلى {isolate('Den Haag (2e)')}."),
    "percent and slash": ("ar", "50% / 3+4 <3"),
    "Tigrinya with Dutch": ("ti", "ሰላም gemeente (ከተማ) 2027።"),
}
INVISIBLE, INVISIBLE_TEXT = 0x0FFFFFFF, " \u00a0\u200c\u200d"
"""What Pango draws for a control character, and what we draw as nothing to be seen."""


@pytest.mark.parametrize("language", SENTENCES)
def test_a_line_in_every_script_has_the_glyphs_of_pango(tmp_path: Path, language: str) -> None:
    line = sentence(language)

    assert drawn(line, language) == drawn_by_pango(line, language, tmp_path)


@pytest.mark.parametrize("case", MIXED)
def test_a_mixed_line_is_in_the_order_of_pango(tmp_path: Path, case: str) -> None:
    language, line = MIXED[case]

    assert drawn(line, language) == drawn_by_pango(line, language, tmp_path)


def drawn(line: str, language: str) -> list[tuple[str, int]]:
    """Font and glyph from left to right, spaces left out."""
    style = Style(language=language, right_to_left=right_to_left(language))
    (block,) = lay(line, style, math.inf).lines
    return [
        (NAMES[run.face.key.partition("-")[0]], element[0])
        for run in block.runs
        for _, elements in run.segments
        for element in elements
        if isinstance(element, tuple) and element[1].strip(INVISIBLE_TEXT)
    ]


def drawn_by_pango(line: str, language: str, folder: Path) -> list[tuple[str, int]]:
    """The same, with our fonts and without the ligatures that we leave out of such lines."""
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{resources.folder() / 'fonts'}</dir>"
        f"<cachedir>{folder}</cachedir></fontconfig>"
    )
    right = right_to_left(language)
    features = ' font_features="liga=0,dlig=0"' if right else ""
    (folder / "line").write_text(f"<span{features}>{escape(line)}</span>", "utf-8")
    command = ["pango-view", "--no-display", "--markup", "--no-auto-dir", "--single-par"]
    command += [f"--serialize-to={folder / 'laid.json'}", f"--output={folder / 'line.png'}"]
    command += [f"--font={','.join(NAMES[name] for name in FALLBACK)} 12"]
    command += [f"--language={language}", *(["--rtl"] if right else []), str(folder / "line")]
    known = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, env=known, check=True, capture_output=True)
    (laid,) = json.loads((folder / "laid.json").read_text("utf-8"))["output"]["lines"]
    spaces = {_space(name) for name in NAMES}
    glyphs = (
        (run["font"]["description"].removesuffix(" 12"), glyph["glyph"])
        for run in laid["runs"]
        for glyph in run["glyphs"]
    )
    return [one for one in glyphs if one[1] != INVISIBLE and one not in spaces]


def _space(name: str) -> tuple[str, int]:
    known = face(name, bold=False)
    return NAMES[name], next(glyph for glyph, text in known.texts.items() if text == " ")
