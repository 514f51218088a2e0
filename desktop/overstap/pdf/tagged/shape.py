"""Letters to glyphs: HarfBuzz shapes words.

A shaped word is independent of size and document, so it is made once per process.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from overstap.kernel import resources
from overstap.kernel.remembered import remembered

LATIN, ARABIC, ETHIOPIC = "NotoSans", "NotoSansArabic", "NotoSansEthiopic"
FALLBACK = (LATIN, ARABIC, ETHIOPIC)
_JOINER = "\u200d"
_UNUSED_TABLES = [
    "GSUB",
    "GPOS",
    "GDEF",
    "gvar",
    "kern",
    "DSIG",
    "meta",
    "STAT",
    "name",
    "post",
    "OS/2",
    "vhea",
    "vmtx",
    "BASE",
    "cmap",
]
_NO_LIGATURES = {"liga": False, "dlig": False}

Piece = int | tuple[int, str]
"""A correction of the position (thousandths of the size), or a glyph with its text."""


class Face:
    """One font file: its glyphs, its measures in thousandths of the size, and its subsets.

    ``texts`` says which character a glyph usually stands for; ``resource`` is what pages call it.
    """

    def __init__(self, name: str, *, bold: bool) -> None:
        self.key = f"{name}-{'Bold' if bold else 'Regular'}"
        self.resource = f"T{2 * FALLBACK.index(name) + bold}"
        path = resources.folder() / "fonts" / f"{self.key}.ttf"
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self._face)
        self.characters = frozenset(self._face.unicodes)
        self.scale = 1000 / self._face.upem
        self.glyph_count = self._face.glyph_count
        self.texts = _usual_texts(self.font, self.characters)
        self._read_measures(str(path))
        self._prepared: object = None
        self.subset = lru_cache(16)(self._subset)

    def _read_measures(self, path: str) -> None:
        with TTFont(path, lazy=True) as file:
            head, post = file["head"], file["post"]
            self.postscript_name = file["name"].getDebugName(6)
            corners = (head.xMin, head.yMin, head.xMax, head.yMax)
            self.box = [round(corner * self.scale) for corner in corners]
            self.cap_height = round(file["OS/2"].sCapHeight * self.scale) or 700
            self.italic = post.italicAngle
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = extents.descender * self.scale

    def width(self, glyph: int) -> float:
        """How far a glyph advances."""
        return float(self.font.get_glyph_h_advance(glyph) * self.scale)

    def _subset(self, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        """A font file with these glyphs only, and where each of them stands in it."""
        if self._prepared is None:
            self._prepared = hb.subset_preprocess(self._face)
        wanted = hb.SubsetInput()
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.glyph_set.update(glyphs)
        tables = (int.from_bytes(name.ljust(4).encode(), "big") for name in _UNUSED_TABLES)
        wanted.drop_table_tag_set.update(tables)
        plan = hb.SubsetPlan(self._prepared, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


@cache
def face(name: str, *, bold: bool) -> Face:
    """A font of ours, loaded once per process."""
    return Face(name, bold=bold)


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A run of one font and one direction. ``segments`` are (rise, elements).

    Where every glyph has its usual text and stands on the baseline, the run is drawn by the
    same ``operand`` in every document, and ``glyphs`` are its glyphs; else ``operand`` is empty.
    """

    face: Face
    text: str
    level: int
    advance: float
    segments: tuple[tuple[int, tuple[Piece, ...]], ...]
    split: bool
    """Whether a glyph has no text of its own, so that the run needs ActualText."""
    operand: str
    glyphs: frozenset[int]


@remembered(1024)
def shape(font: Face, text: str, level: int, language: str) -> Shaped:
    """Shape ``text``, whose characters ``font`` has, at an embedding level (odd: right-to-left)."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    right = bool(level & 1)
    buffer.direction = "rtl" if right else "ltr"
    if language:
        buffer.language = language
    hb.shape(font.font, buffer, _NO_LIGATURES if right else None)
    return _collect(font, text, level, buffer)


def _collect(font: Face, text: str, level: int, buffer: hb.Buffer) -> Shaped:
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    owners = _owners(infos, positions)
    ends = _cluster_ends(infos, len(text))
    segments: list[tuple[int, list[Piece]]] = []
    advance = pending = 0.0
    split = False
    for at, (info, position) in enumerate(zip(infos, positions, strict=True)):
        owned = owners[info.cluster] == at
        part = text[info.cluster : ends[info.cluster]] if owned else _JOINER
        split = split or not owned
        rise = round(position.y_offset * font.scale)
        if not segments or segments[-1][0] != rise:
            segments.append((rise, []))
        elements = segments[-1][1]
        shift = position.x_offset * font.scale
        if abs(pending + shift) > 0.4:
            elements.append(round(-(pending + shift)))
        elements.append((info.codepoint, part))
        step = position.x_advance * font.scale
        pending = step - font.width(info.codepoint) - shift
        advance += step
    if abs(pending) > 0.4:
        segments[-1][1].append(round(-pending))
    frozen = tuple((rise, tuple(elements)) for rise, elements in segments)
    operand, glyphs = "", frozenset[int]()
    if not split and all(_usual(font, rise, elements) for rise, elements in frozen):
        pieces = [element for _, elements in frozen for element in elements]
        operand = hexadecimal(e if isinstance(e, int) else f"{e[0]:04x}" for e in pieces)
        glyphs = frozenset(e[0] for e in pieces if isinstance(e, tuple))
    return Shaped(font, text, level, advance, frozen, split, operand, glyphs)


def _usual(font: Face, rise: int, elements: tuple[Piece, ...]) -> bool:
    pairs = (e for e in elements if isinstance(e, tuple))
    return not rise and all(font.texts.get(glyph) == text for glyph, text in pairs)


def hexadecimal(pieces: Iterable[int | str]) -> str:
    """The operand of TJ for codes (four hexadecimal digits) and corrections of the position."""
    written = (f"<{piece}>" if isinstance(piece, str) else str(piece) for piece in pieces)
    return "".join(written).replace("><", "")


def _usual_texts(font: hb.Font, characters: Iterable[int]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for character in sorted(characters):
        texts.setdefault(font.get_nominal_glyph(character), chr(character))
    return texts


def _owners(infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition]) -> dict[int, int]:
    """The glyph that carries the text of each cluster: its widest."""
    owners: dict[int, int] = {}
    for at, (info, position) in enumerate(zip(infos, positions, strict=True)):
        owner = owners.get(info.cluster)
        if owner is None or position.x_advance > positions[owner].x_advance:
            owners[info.cluster] = at
    return owners


def _cluster_ends(infos: list[hb.GlyphInfo], end: int) -> dict[int, int]:
    starts = sorted({info.cluster for info in infos})
    return dict(zip(starts, [*starts[1:], end], strict=True))
