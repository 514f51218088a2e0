"""Letters to glyphs: HarfBuzz shapes words, and every document embeds just the glyphs it used.

A shaped word is independent of size and document, so it is made once per process. In a document
every pair of glyph and text gets a code of its own, so the text copied out of the PDF is exactly
the text that went in.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from overstap.kernel import resources

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

Element = int | tuple[int, str]
"""A correction of the position (thousandths of the size), or a glyph with its text."""


class Face:
    """One font file: its glyphs, its measures in thousandths of the size, and its subsets."""

    def __init__(self, name: str, *, bold: bool) -> None:
        self.key = f"{name}-{'Bold' if bold else 'Regular'}"
        path = resources.folder() / "fonts" / f"{self.key}.ttf"
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self._face)
        self.characters = frozenset(self._face.unicodes)
        self.scale = 1000 / self._face.upem
        self._read_measures(str(path))
        self._prepared: object = None

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

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
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
    """A run of one font and one direction. ``segments`` are (rise, elements)."""

    face: Face
    text: str
    level: int
    advance: float
    segments: tuple[tuple[int, tuple[Element, ...]], ...]
    split: bool
    """Whether a glyph has no text of its own, so that the run needs ActualText."""


@lru_cache(20000)
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
    segments: list[tuple[int, list[Element]]] = []
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
    return Shaped(font, text, level, advance, frozen, split)


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


class Raw(PDFObject):  # type: ignore[misc]
    """Bytes that stand in the PDF as they are."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """The bytes."""
        return self.data


def raw_stream(entries: str, data: bytes) -> Raw:
    """A compressed stream with dictionary ``entries``."""
    packed = zlib.compress(data, 6)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return Raw(head.encode("latin-1") + packed + b"\nendstream")


def add_object(document: PDFDocument, thing: PDFObject, name: str) -> int:
    """Put an object into the document; gives its number."""
    document.Reference(thing, name)
    return int(document.idToObjectNumberAndVersion[name][0])


class EmbeddedFont:
    """The part of a font that one document uses, as a Type0 font."""

    def __init__(self, font: Face, name: str) -> None:
        self.face = font
        self.name = name
        self.codes: dict[tuple[int, str], int] = {}

    def operand(self, elements: tuple[Element, ...]) -> str:
        """The operand of TJ for these elements."""
        out: list[str] = []
        run = ""
        for element in elements:
            if isinstance(element, tuple):
                run += f"{self.codes.setdefault(element, len(self.codes) + 1):04x}"
                continue
            if run:
                out.append(f"<{run}>")
                run = ""
            out.append(str(element))
        if run:
            out.append(f"<{run}>")
        return " ".join(out)

    def write(self, document: PDFDocument, prefix: str) -> bytes:
        """Put the font's objects into the document; gives its dictionary."""
        font = self.face
        base = f"{prefix}+{font.postscript_name}"
        data, mapping = font.subset(sorted({glyph for glyph, _ in self.codes}))
        file = self._add(document, raw_stream(f"/Length1 {len(data)}", data), "file")
        box = " ".join(map(str, font.box))
        descriptor = (
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle {font.italic:g} /Ascent {font.ascent:.0f} "
            f"/Descent {font.descent:.0f} /CapHeight {font.cap_height} /StemV 80 "
            f"/FontFile2 {file} 0 R >>"
        )
        described = self._add(document, Raw(descriptor.encode()), "descriptor")
        widths = " ".join(f"{font.width(glyph):.6g}" for glyph, _ in self.codes)
        glyphs = b"\0\0" + b"".join(mapping[glyph].to_bytes(2, "big") for glyph, _ in self.codes)
        glyph_map = self._add(document, raw_stream("", glyphs), "glyphs")
        child = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap {glyph_map} 0 R /DW 1000 /W [1 [{widths}]] "
            f"/FontDescriptor {described} 0 R >>"
        )
        descendant = self._add(document, Raw(child.encode()), "descendant")
        texts = self._add(document, raw_stream("", self._texts().encode()), "texts")
        return (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {texts} 0 R >>"
        ).encode()

    def _add(self, document: PDFDocument, thing: PDFObject, what: str) -> int:
        return add_object(document, thing, f"font.{self.name}.{what}")

    def _texts(self) -> str:
        """The CMap from codes to text."""
        rows = [
            f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
            for (_, text), code in self.codes.items()
        ]
        blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
        body = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )
