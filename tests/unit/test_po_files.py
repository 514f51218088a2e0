from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from overstap.i18n.po import Message, read_texts
from overstap.kernel import resources

FOLDER = resources.folder() / "locale"
LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def as_babel_reads(path: Path) -> dict[str, Message]:
    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    found: dict[str, Message] = {}
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and message.string:
            said = message.string
            found[key] = said if isinstance(said, str) else tuple(said)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_read_as_babel_reads_them(language: str) -> None:
    for path in (FOLDER / language).glob("*.po"):
        assert read_texts(path) == as_babel_reads(path), path.name


def test_escapes_lines_and_plurals_are_read_as_babel_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "tricky.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '# msgid "comment"\n#~ msgid "old"\n#~ msgstr "oud"\n\n'
        'msgid "one"\nmsgid_plural "one"\nmsgstr[0] "een \\"a\\""\nmsgstr[1] "{count} \\\\ b"\n\n'
        'msgid "lines"\nmsgstr ""\n"een\\n"\n"twee\\tdrie"\n\nmsgid "none"\nmsgstr ""\n',
        "utf-8",
    )

    assert read_texts(path) == as_babel_reads(path)
    assert read_texts(path)["one"] == ('een "a"', "{count} \\ b")
    assert "none" not in read_texts(path)
