"""Make the templates for policies from the one table of settings (``overstap.domain.policy``).

``policy.json`` is an example of the file. ``overstap.admx`` with ``nl-NL`` and ``en-US`` is for
group policy on Windows: what is laid down goes to ``HKLM\\Software\\Policies\\Overstap``, what is
proposed to ``Recommended`` below it. Run after a change of the table:
``python installer/policy/make_templates.py``.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1] / "desktop"))

from overstap.domain.policy import KEYS, Key  # noqa: E402
from overstap.doors import GROUP_POLICY  # noqa: E402
from overstap.i18n.texts import Texts, load  # noqa: E402

LANGUAGES = {"nl-NL": "nl", "en-US": "en"}
EXAMPLE = {"training": "never", "four_eyes": "yes", "backup": "daily"}
PROPOSED = ("language", "text_percent", "scheme")
"""In the example people may choose these themselves."""
NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
HOW = {True: "locked", False: "proposed"}


def templates() -> Mapping[Path, str]:
    """Path below this folder to content."""
    words = {Path(tag) / "overstap.adml": adml(load(lang)) for tag, lang in LANGUAGES.items()}
    return {Path("policy.json"): example(), Path("overstap.admx"): admx(), **words}


def example() -> str:
    """Every key with a value, as a file."""
    said = {
        name: {"value": EXAMPLE.get(name, key.default), "locked": name not in PROPOSED}
        for name, key in KEYS.items()
    }
    return json.dumps(said, indent=2) + "\n"


def admx() -> str:
    """What can be laid down, and where it goes."""
    return "\n".join(_admx()) + "\n"


def _admx() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="{NAMESPACE}">'
    yield "  <policyNamespaces>"
    yield '    <target prefix="overstap" namespace="Overstap.Policies"/>'
    yield '    <using prefix="windows" namespace="Microsoft.Policies.Windows"/>'
    yield "  </policyNamespaces>"
    yield '  <resources minRequiredRevision="1.0"/>'
    yield "  <categories>"
    yield '    <category name="overstap" displayName="$(string.overstap)"/>'
    for how in HOW.values():
        yield f'    <category name="{how}" displayName="$(string.{how})">'
        yield '      <parentCategory ref="overstap"/>'
        yield "    </category>"
    yield "  </categories>"
    yield "  <policies>"
    for path, locked in GROUP_POLICY.items():
        for name, key in KEYS.items():
            yield from _policy(name, key, path, HOW[locked])
    yield "  </policies>"
    yield "</policyDefinitions>"


def _policy(name: str, key: Key, path: str, how: str) -> Iterator[str]:
    yield (
        f'    <policy name="{how}_{name}" class="Machine" displayName="$(string.{name})"'
        f' explainText="$(string.{name}_help)" key={quoteattr(path)}'
        f' presentation="$(presentation.{name})">'
    )
    yield f'      <parentCategory ref="{how}"/>'
    yield '      <supportedOn ref="windows:SUPPORTED_Windows_10_0"/>'
    yield "      <elements>"
    yield from _element(name, key)
    yield "      </elements>"
    yield "    </policy>"


def _element(name: str, key: Key) -> Iterator[str]:
    if key.choices:
        yield f'        <enum id="{name}" valueName="{name}" required="true">'
        for choice in key.choices:
            yield f'          <item displayName="$(string.{name}_{choice})">'
            yield f"            <value><string>{escape(choice)}</string></value>"
            yield "          </item>"
        yield "        </enum>"
    elif key.most:
        yield (
            f'        <decimal id="{name}" valueName="{name}" minValue="1" maxValue="{key.most}"'
            ' storeAsText="true" required="true"/>'
        )
    else:
        yield f'        <text id="{name}" valueName="{name}" maxLength="500" required="true"/>'


def adml(texts: Texts) -> str:
    """The words for it, in one language."""
    return "\n".join(_adml(texts)) + "\n"


def _adml(texts: Texts) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="{NAMESPACE}">'
    yield "  <displayName>Overstap</displayName>"
    yield "  <description>Overstap</description>"
    yield "  <resources>"
    yield "    <stringTable>"
    yield '      <string id="overstap">Overstap</string>'
    for how in HOW.values():
        yield _string(how, texts(f"policy.{how}"))
    for name, key in KEYS.items():
        yield _string(name, texts(f"policy.{name}"))
        yield _string(f"{name}_help", _help(key, texts))
        yield from (_string(f"{name}_{choice}", choice) for choice in key.choices)
    yield "    </stringTable>"
    yield "    <presentationTable>"
    for name, key in KEYS.items():
        yield f'      <presentation id="{name}">{_box(name, key, texts)}</presentation>'
    yield "    </presentationTable>"
    yield "  </resources>"
    yield "</policyDefinitionResources>"


def _string(name: str, said: str) -> str:
    return f'      <string id="{name}">{escape(said)}</string>'


def _help(key: Key, texts: Texts) -> str:
    said = texts("policy.help.default", value=key.default or "–")
    if key.several:
        said += " " + texts("policy.help.several", values=", ".join(key.several))
    if key.controls:
        said += " " + texts("cli.policy.controls", controls=key.controls)
    return said


def _box(name: str, key: Key, texts: Texts) -> str:
    label, box = escape(texts(f"policy.{name}")), f'refId="{name}"'
    if key.choices:
        at = key.choices.index(key.default)
        return f'<dropdownList {box} noSort="true" defaultItem="{at}">{label}</dropdownList>'
    if key.most:
        return f'<decimalTextBox {box} defaultValue="{key.default}">{label}</decimalTextBox>'
    default = f"<defaultValue>{escape(key.default)}</defaultValue>" if key.default else ""
    return f"<textBox {box}><label>{label}</label>{default}</textBox>"


if __name__ == "__main__":
    for where, content in templates().items():
        (FOLDER / where).parent.mkdir(exist_ok=True)
        (FOLDER / where).write_text(content, "utf-8", newline="\n")
        print(where)
