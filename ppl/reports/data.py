"""A report as plain data: for a template, and for JSON."""

import datetime
from typing import Any

import msgspec


def plain(report: msgspec.Struct) -> dict[str, Any]:
    """A report as mappings and lists; its dates stay dates, for the template to write."""
    found = msgspec.to_builtins(report, builtin_types=(datetime.date,))
    assert isinstance(found, dict)
    return found


def json(report: msgspec.Struct) -> dict[str, Any]:
    """A report as JSON holds it: its dates are texts."""
    found = msgspec.to_builtins(report)
    assert isinstance(found, dict)
    return found
