"""A right-to-left paper with words that nobody translated: those are set as their language is."""

from dataclasses import replace

import pytest

from overstap.domain.paper import Blank, Paper, Part, Said
from overstap.pdf.story import story
from overstap.pdf.tagged.flow import Paragraph
from papers import paper

ENGLISH = Said("This was not translated yet", "en", "Dit is nog niet vertaald")
ARABIC = Said("البلدية", "", "De gemeente")


def arabic(part: Part) -> Paper:
    """An Arabic paper with Dutch beside."""
    return replace(paper((part,)), language="ara", second="nl", subtitle="", facts=())


def said(whole: Paper, text: str) -> Paragraph:
    """The paragraph that says it."""
    return next(f for f in story(whole) if isinstance(f, Paragraph) and f.text == text)


@pytest.mark.parametrize(
    "part",
    [
        Part(ENGLISH, sentences=("نص",)),
        Part("عنوان", sentences=(ENGLISH,)),
        Part("عنوان", small=(ENGLISH,)),
        Part("عنوان", blanks=(Blank(ENGLISH),)),
        Part("عنوان", blanks=(Blank("سؤال", hint=ENGLISH),)),
    ],
    ids=["title", "sentence", "note", "question", "hint"],
)
def test_words_in_another_language_start_at_the_side_of_that_language(part: Part) -> None:
    english = said(arabic(part), ENGLISH.text)
    dutch = said(arabic(part), ENGLISH.beside)

    assert [p.style.language for p in (english, dutch)] == ["en", "nl"]
    assert not any(p.style.right_to_left or p.style.align_end for p in (english, dutch))


def test_dutch_below_arabic_stays_below_it() -> None:
    dutch = said(arabic(Part("عنوان", sentences=(ARABIC,))), ARABIC.beside)

    assert dutch.style.language == "nl"
    assert not dutch.style.right_to_left
    assert dutch.style.align_end
