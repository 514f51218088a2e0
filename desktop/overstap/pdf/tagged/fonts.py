"""The part of a font that one document uses, as a Type0 font.

Every pair of glyph and text gets a code of its own, so the text copied out of the PDF is exactly
the text that went in, also where one glyph stands for several letters or differs by its neighbours.
"""

import hashlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from overstap.pdf.tagged.objects import Raw, add_object, raw_stream
from overstap.pdf.tagged.shape import Face, Piece


class EmbeddedFont:
    """The part of a font that one document uses, as a Type0 font."""

    def __init__(self, font: Face, name: str) -> None:
        self.face = font
        self.name = name
        self.codes: dict[tuple[int, str], int] = {}

    def operand(self, elements: tuple[Piece, ...]) -> str:
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

    def write(self, document: PDFDocument) -> bytes:
        """Put the font's objects into the document; gives its dictionary."""
        font = self.face
        base = f"{self._prefix()}+{font.postscript_name}"
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

    def _prefix(self) -> str:
        """Six capitals that tell subsets apart, the same for the same glyphs."""
        digest = hashlib.sha256((repr(list(self.codes)) + self.name).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])
