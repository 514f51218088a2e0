"""Which editor a question gets."""

from functools import partial

from overstap.domain.catalogue import Kind, Question
from overstap.gui.form.choice import ChoiceEditor
from overstap.gui.form.codes import CodeEditor, CodesEditor
from overstap.gui.form.editor import Editor
from overstap.gui.form.typed import (
    DateEditor,
    IdentifierEditor,
    LineEditor,
    NoteEditor,
    NumberEditor,
)
from overstap.gui.form.words import Words


def make_editor(question: Question, words: Words) -> Editor:
    """The editor for one question or one part of a group."""
    kind = question.kind
    if kind in (Kind.CHOICE, Kind.CHOICES):
        options = [(code, words.option(question, code)) for code in question.choices]
        return ChoiceEditor(options, several=kind is Kind.CHOICES)
    if kind in (Kind.CODE, Kind.CODES):
        suggest, called = partial(words.suggest, question), partial(words.option, question)
        if kind is Kind.CODES:
            return CodesEditor(suggest, called, words.texts("form.remove"))
        return CodeEditor(suggest, called, partial(words.beside, question))
    if kind is Kind.LONG_TEXT:
        return NoteEditor()
    if kind is Kind.NUMBER:
        return NumberEditor()
    if kind in (Kind.DATE, Kind.PARTIAL_DATE):
        return DateEditor(words.typed_date)
    if kind in (Kind.V_NUMBER, Kind.BSN):
        return IdentifierEditor(kind)
    return LineEditor(kind)
