"""The house rules that a program can check: linters, types, imports, errors and texts."""

import ast
import importlib
import pkgutil
import re
import string
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import overstap
from break_the_merge import RULES
from overstap.i18n.texts import load
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App
from overstap.usecases.guard import NEEDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "desktop" / "overstap"
LANGUAGES = ("nl", "en")
KINDS = {"unknown", "refused", "file", "trust", "store", "cancelled"}
"""Codes of the kinds of errors themselves, which are never raised."""
NO_USE_CASES = {"office", "folder", "past", "notices", "permissions", "roles", "settings"} | {
    "reading",
    "catalogue",
    "tables",
    "close",
}
"""Of ``App``: everything else is for those whose role allows it."""
WRITTEN = {".md", ".toml", ".yml", ".po", ".csv", ".txt", ".py", ".lock", ""}
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|root|home|opt|Users)/\w|[A-Z]:\\\\Users|file://")


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--no-cache", "--check", "."),
        ("mypy",),
    ],
    ids=" ".join,
)
def test_the_linters_and_types_are_clean(command: tuple[str, ...]) -> None:
    assert_clean(sys.executable, "-m", *command)


def test_imports_only_point_down() -> None:
    assert_clean(
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])",
    )


def test_only_the_entry_point_catches_what_nobody_foresaw() -> None:
    found = {
        path.name
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    }
    assert found <= {"__main__.py"}


def test_every_imported_package_comes_with_a_plain_installation() -> None:
    locked = (ROOT / "installer" / "requirements.txt").read_text("utf-8")
    installed = set(re.findall(r"^([\w.-]+)==", locked, re.MULTILINE))
    providers = packages_distributions()
    missing = {
        (path.name, name)
        for path, tree in sources()
        for name in imported(tree) - sys.stdlib_module_names - {"overstap"}
        if installed.isdisjoint(map(normalised, providers.get(name, ())))
    }
    assert missing == set()


def test_every_error_says_in_every_language_what_to_do() -> None:
    silent = [
        (language, kind.code)
        for kind in error_classes()
        for language in LANGUAGES
        if kind.code not in KINDS and not load(language).has(f"error.{kind.code}")
    ]
    assert silent == []


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in error_classes() if "code" in vars(kind)]
    assert sorted(codes) == sorted(set(codes))


def test_an_error_is_raised_with_what_its_sentence_names() -> None:
    kinds = {kind.__name__: kind for kind in error_classes()}
    missing = []
    for path, tree in sources():
        for node in ast.walk(tree):
            kind = kinds.get(called(node))
            if kind is None or kind.code in KINDS or "__init__" in vars(kind):
                continue
            given = given_to(node)
            sentence = load("nl").messages[f"error.{kind.code}"]
            if given is not None and not placeholders(sentence) <= given:
                missing.append((path.name, kind.code, placeholders(sentence) - given))
    assert missing == []


def test_every_kind_of_entry_in_the_log_has_a_sentence() -> None:
    written = {
        code
        for path, _ in sources()
        for code in re.findall(r'\.audit\(\s*"([a-z_.-]+)"', path.read_text("utf-8"))
    }
    assert len(written) > 25
    assert {code for code in written if not load("nl").has(f"audit.{code}")} == set()


def test_what_others_wrote_is_no_markup_on_screen() -> None:
    """Qt takes words with a tag in them for markup, unless one says that they are words."""
    guessing = re.compile(r"\.setToolTip\(|QToolTip\.showText\(|QLabel\((?!\))")
    files = {
        path.relative_to(PACKAGE).as_posix()
        for path, _ in sources()
        if guessing.search(path.read_text("utf-8"))
    }
    assert files == {"gui/widgets/tips.py", "gui/widgets/labels.py"}


def test_every_use_case_says_which_permission_it_asks_for() -> None:
    assert {field.name for field in fields(App)} - NO_USE_CASES == set(NEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_in_two_files(language: str) -> None:
    folder = ROOT / "resources" / "locale" / language
    keys = Counter(
        key
        for path in folder.glob("*.po")
        for key in re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    )
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_the_same_with_the_same_placeholders(language: str) -> None:
    dutch, other = load("nl").messages, load(language).messages
    assert dutch.keys() ^ other.keys() == set()
    differing = [key for key in dutch if placeholders(dutch[key]) != placeholders(other[key])]
    assert differing == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in written_files()
        if path != Path(__file__) and MACHINE_PATH.search(path.read_text("utf-8"))
    ]
    assert found == []


def assert_clean(*command: str) -> None:
    """Run it in the checkout; show what it said when it is not content."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Every file of the program, parsed."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """The top packages that a file imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def normalised(package: str) -> str:
    """A package's name as indexes and lock files write it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Whether it catches any exception at all, and does not let it pass after tidying up."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    named = handler.type
    kinds = named.elts if isinstance(named, ast.Tuple) else [named]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in kinds
    )


def error_classes() -> tuple[type[OverstapError], ...]:
    """All foreseen errors of the whole program."""
    for module in pkgutil.walk_packages(overstap.__path__, "overstap."):
        if not module.name.startswith("overstap.gui") and module.name != "overstap.__main__":
            importlib.import_module(module.name)
    return tuple(below(OverstapError))


def below(kind: type[OverstapError]) -> Iterator[type[OverstapError]]:
    """The class and its subclasses."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from below(narrower)


def called(node: ast.AST) -> str:
    """The name of the class raised or called here."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
        return node.exc.id
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    return ""


def given_to(node: ast.AST) -> set[str] | None:
    """The parameters given; None when they are computed."""
    if not isinstance(node, ast.Call):
        return set()
    names = {keyword.arg for keyword in node.keywords}
    return None if None in names else {name for name in names if name}


def placeholders(message: str | tuple[str, ...]) -> set[str]:
    """The names between braces, in any of the plural forms."""
    forms = (message,) if isinstance(message, str) else message
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def written_files() -> Iterator[Path]:
    """What people wrote, without what tools left behind (``.git`` is a file in a worktree)."""
    for path in sorted(ROOT.glob("*")):
        if path.is_file() and path.suffix in WRITTEN and path.name != ".git":
            yield path
    for name in ("desktop", "resources", "installer", "tests", ".ci"):
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and path.suffix in WRITTEN and "__pycache__" not in path.parts:
                yield path


def test_every_rule_of_merging_that_is_broken_by_hand_still_stands_in_one_place() -> None:
    places = {
        rule.name: (PACKAGE / rule.file).read_text("utf-8").count(rule.code) for rule in RULES
    }

    assert {name for name, count in places.items() if count != 1} == set()
