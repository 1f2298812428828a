"""The XML of MS Project (MSPDI, http://schemas.microsoft.com/project): its tree, its texts, its days and durations."""

import datetime
import math
import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ppl.errors import DataError, Text
from ppl.planners.amounts import clean
from ppl.planners.table import refuse_large, refuse_tags
from ppl.planners.tasks import Day

NAMESPACE = "http://schemas.microsoft.com/project"
_DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


class _RefusedError(Exception):
    """A document type stands in the XML."""


class _Builder(TreeBuilder):
    """Builds the tree; a document type, where entities are declared, is refused before any is read."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _RefusedError


def tree_of(name: str, data: bytes) -> Element:
    """The root of an MSPDI file. Raises DataError for what is none, declares entities, or is too large."""
    root = whole_tree(name, data, Text("a planning saved by MS Project has none: save it there again, as XML"))
    if root.tag.rpartition("}")[2] != "Project" or child(root, "Tasks") is None:
        what = Text("{file} is XML, but no planning of MS Project", file=name)
        raise DataError(what, Text("in MS Project: save as, XML (*.xml); in ProjectLibre: save as, MS Project XML"))
    return root


def whole_tree(name: str, data: bytes, without_type: Text) -> Element:
    """The root of XML. without_type: what to do where it declares a document type. Raises DataError."""
    refuse_large(name, len(data))
    refuse_tags(name, data.count(b"<"))
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except _RefusedError:
        raise DataError(
            Text("{file} declares a document type, and that is not read", file=name), without_type
        ) from None
    except (ParseError, ValueError, LookupError) as flaw:
        what = Text("{file} is no whole XML: {why}", file=name, why=str(flaw))
        raise DataError(what, Text("save it again as XML, or as .xlsx")) from None
    return root


class Times(NamedTuple):
    """Seconds in a week: of work, and by the clock."""

    work: int
    clock: int = 7 * 24 * 3600

    def weeks(self, seconds: float, is_elapsed: bool = False) -> float:
        """Weeks, with as few decimals as give the same number of seconds."""
        per = self.clock if is_elapsed else self.work
        for decimals in range(7):
            found = round(seconds / per, decimals)
            if abs(found * per - seconds) < 0.5:
                return clean(found)
        return clean(seconds / per)


def namespace_of(element: Element) -> str:
    """The namespace of an element, in braces; empty where it has none."""
    return element.tag[: element.tag.index("}") + 1] if element.tag.startswith("{") else ""


def is_named(element: Element, name: str) -> bool:
    """Whether an element has this name, in whatever namespace."""
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name


def child(element: Element, name: str) -> Element | None:
    """The first element below it with this name."""
    return next((one for one in element if is_named(one, name)), None)


def text_of(element: Element, name: str) -> str:
    """The text of the element below it with this name; empty where there is none."""
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()


def children(root: Element, name: str) -> list[Element]:
    """What a list with this name holds."""
    found = child(root, name)
    return [] if found is None else [one for one in found if isinstance(one.tag, str)]


def day_of(text: str) -> Day | None:
    """A day; None where MS Project means none."""
    try:
        found = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 1990 <= found.year < 2200 else None  # MS Project writes 1984 and 2149 for no day


def seconds_of(text: str) -> float | None:
    """A duration such as PT240H0M0S in seconds; None where it is none."""
    match = _DURATION.fullmatch(text)
    if match is None or text.startswith("-"):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    found = days * 86400 + hours * 3600 + minutes * 60 + seconds
    return found if math.isfinite(found) else None
