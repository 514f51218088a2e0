"""Letters to glyphs."""

from overstap.pdf.tagged.fonts import EmbeddedFont
from overstap.pdf.tagged.shape import ARABIC, ETHIOPIC, LATIN, face, shape


def glyphs(shaped: object) -> list[tuple[int, str]]:
    """The glyphs with their texts, from left to right."""
    segments = shaped.segments  # type: ignore[attr-defined]
    return [e for _, elements in segments for e in elements if isinstance(e, tuple)]


def test_a_latin_word_has_a_glyph_with_its_text_per_letter() -> None:
    run = shape(face(LATIN, bold=False), "Ağça", 0, "tr")
    assert [text for _, text in glyphs(run)] == list("Ağça")


def test_arabic_letters_join_and_stand_from_right_to_left() -> None:
    font = face(ARABIC, bold=False)
    run = shape(font, "ببب", 1, "ar")
    assert len({glyph for glyph, _ in glyphs(run)}) == 3
    assert "".join(text for _, text in reversed(glyphs(run))) == "ببب"


def test_ethiopic_has_its_own_font() -> None:
    run = shape(face(ETHIOPIC, bold=True), "ሰላም", 0, "ti")
    assert all(glyph for glyph, _ in glyphs(run))


def test_a_glyph_with_its_usual_text_has_the_same_code_in_every_document() -> None:
    known = face(LATIN, bold=False)
    run = shape(known, "ab", 0, "nl")

    one, other = EmbeddedFont(known), EmbeddedFont(known)
    other.operand(((1, "z"), (2, "y")))

    pieces = run.segments[0][1]
    assert run.operand == one.operand(pieces) == other.operand(pieces)
    assert run.glyphs == one.used


def test_the_same_glyph_for_another_text_gets_another_code() -> None:
    known = face(LATIN, bold=False)
    font = EmbeddedFont(known)
    glyph = next(glyph for glyph, text in known.texts.items() if text == "a")

    operand = font.operand(((glyph, "a"), (glyph, "b"), (glyph, "c"), (glyph, "b")))

    other = known.glyph_count
    assert operand == f"<{glyph:04x}{other:04x}{other + 1:04x}{other:04x}>"


def test_a_font_is_loaded_once() -> None:
    assert face(LATIN, bold=True) is face(LATIN, bold=True)
