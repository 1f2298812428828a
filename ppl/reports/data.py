"""A report as plain data: for a template, and for JSON."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text
from ppl.partial_date import PartialDate


def plain(report: msgspec.Struct) -> dict[str, Any]:
    """A report as mappings and lists; its dates and Texts stay so, for the template to write."""
    found = msgspec.to_builtins(report, builtin_types=(datetime.date, PartialDate, Text))
    assert isinstance(found, dict)
    return found


def json(report: msgspec.Struct) -> dict[str, Any]:
    """A report as JSON holds it: its dates are texts, its Texts for the format to translate."""
    found = msgspec.to_builtins(report, builtin_types=(Text,), enc_hook=datetime.date.isoformat)
    assert isinstance(found, dict)
    return found
