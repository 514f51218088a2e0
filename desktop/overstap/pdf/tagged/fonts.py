"""The part of a font that one document uses, as a Type0 font.

Every pair of glyph and text has a code of its own, so the text copied out of the PDF is exactly the
text that went in, also where one glyph stands for several letters or differs by its neighbours. A
glyph with its usual text has its own number as code, in every document; other pairs get the numbers
above that, in the order in which the document uses them.
"""

import hashlib
from collections.abc import Iterator

from overstap.pdf.tagged.objects import Numbers, packed, raw_stream
from overstap.pdf.tagged.shape import Face, Piece, hexadecimal


class EmbeddedFont:
    """The part of a font that one document uses, as a Type0 font."""

    def __init__(self, font: Face) -> None:
        self.face = font
        self.used: set[int] = set()
        self._others: dict[tuple[int, str], int] = {}

    def operand(self, elements: tuple[Piece, ...]) -> str:
        """The operand of TJ for these elements."""
        return hexadecimal(e if isinstance(e, int) else f"{self._code(*e):04x}" for e in elements)

    def _code(self, glyph: int, text: str) -> int:
        if self.face.texts.get(glyph) == text:
            self.used.add(glyph)
            return glyph
        next_free = self.face.glyph_count + len(self._others)
        return self._others.setdefault((glyph, text), next_free)

    def _codes(self) -> Iterator[tuple[int, int, str]]:
        """Code, glyph and text of all that is used, in the order of the codes."""
        for glyph in sorted(self.used):
            yield glyph, glyph, self.face.texts[glyph]
        for (glyph, text), code in self._others.items():
            yield code, glyph, text

    def write(self, numbers: Numbers) -> bytes:
        """Write the font's objects; gives its dictionary."""
        font, codes = self.face, list(self._codes())
        base = f"{_prefix(font, codes)}+{font.postscript_name}"
        data, mapping = font.subset(frozenset(glyph for _, glyph, _ in codes))
        file = numbers.add(packed(f"/Length1 {len(data)}", data))
        box = " ".join(map(str, font.box))
        descriptor = (
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle {font.italic:g} /Ascent {font.ascent:.0f} "
            f"/Descent {font.descent:.0f} /CapHeight {font.cap_height} /StemV 80 "
            f"/FontFile2 {file} 0 R >>"
        )
        described = numbers.add(descriptor.encode())
        widths = " ".join(f"{code} [{font.width(glyph):.6g}]" for code, glyph, _ in codes)
        places = bytearray(2 * (codes[-1][0] + 1))
        for code, glyph, _ in codes:
            places[2 * code : 2 * code + 2] = mapping[glyph].to_bytes(2, "big")
        glyph_map = numbers.add(raw_stream("", bytes(places)).data)
        child = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap {glyph_map} 0 R /DW 1000 /W [{widths}] "
            f"/FontDescriptor {described} 0 R >>"
        )
        descendant = numbers.add(child.encode())
        texts = numbers.add(raw_stream("", _texts(codes).encode()).data)
        return (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {texts} 0 R >>"
        ).encode()


def _texts(codes: list[tuple[int, int, str]]) -> str:
    """The CMap from codes to text."""
    rows = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, _, text in codes]
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


def _prefix(font: Face, codes: list[tuple[int, int, str]]) -> str:
    """Six capitals that tell subsets apart, the same for the same glyphs."""
    digest = hashlib.sha256(f"{font.key} {codes}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])
