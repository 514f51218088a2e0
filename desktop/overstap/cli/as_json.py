"""Values of use cases as JSON: a dataclass is an object, an enumeration its value, a date ISO."""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated

import typer

from overstap.domain.answers import Answer

Json = Annotated[bool, typer.Option("--json", help="as JSON, for a script")]


def plain(value: object) -> object:
    """``value`` in what JSON knows."""
    if isinstance(value, Answer):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Set):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
