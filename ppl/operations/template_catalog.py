"""The templates that a knowledge base can override, and what each is for, in a reader's words."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ppl.errors import Joined, Text, UsageError, nearest
from ppl.render.overrides import FOLDER, references, shipped_text
from ppl.reports.catalog import REPORTS
from ppl.resources import shipped

NOT_FOR_OTHERS = ("init/",)  # files that ppl init writes, once
MOST_NAMED = 3
_PICTURE = Text("a picture of: {name}")
_TITLE = re.compile(r'{% set title = _\("([^"{]+: \{name\})"')  # what the picture calls itself
_FIXED = {
    "newsletter/items.md.j2": Text("the items of a bulletin, as they are first written"),
    "pages/page.html.j2": Text("every page for a browser"),
    "pages/page.css": Text("colours, letters and sizes of every page for a browser"),
    "pages/mail.html.j2": Text("every mail"),
    "pages/mail.css": Text("colours, letters and sizes of every mail"),
    "pages/page.typ": Text("every PDF"),
}


class Overridable(NamedTuple):
    """A shipped template. purpose: what it is for; takes_in: the shipped templates that it is made with, by name"""

    name: str
    purpose: Text
    takes_in: tuple[str, ...]


@cache
def overridable() -> tuple[Overridable, ...]:
    """All of them, by name."""
    folder = shipped(FOLDER)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = [name for name in names if not name.startswith(NOT_FOR_OTHERS)]
    takes_in = {name: tuple(one for one in references(name, shipped_text(name) or "") if one) for name in names}
    return tuple(Overridable(name, _purpose(name, takes_in), takes_in[name]) for name in names)


def _purpose(name: str, takes_in: dict[str, tuple[str, ...]]) -> Text:
    if name in _FIXED:
        return _FIXED[name]
    if titles := [report.title for report in REPORTS if report.template == name]:
        return Text("{listed}", listed=_listed(titles))
    drawn = name.removeprefix("charts/").removesuffix(".svg.j2")
    if titles := [report.title for report in REPORTS if drawn in report.charts and name.startswith("charts/")]:
        said = _TITLE.search(shipped_text(name) or "")
        return Text(said[1] if said else _PICTURE.source, name=_listed(titles))
    users = _users(name, takes_in)
    charts = [one for one in users if one.startswith("charts/")]
    if charts and len(charts) == len(users):
        return Text("part of every picture")
    titles = [one.title for one in REPORTS if one.template in users] + [_FIXED[one] for one in _FIXED if one in users]
    return Text("part of: {listed}", listed=_listed(titles))


def _users(name: str, takes_in: dict[str, tuple[str, ...]]) -> set[str]:
    """The templates that take one in, also by way of others."""
    found: set[str] = set()
    waiting = [name]
    for each in waiting:
        more = [user for user, taken in takes_in.items() if each in taken and user not in found]
        found.update(more)
        waiting += more
    return found


def _listed(titles: list[Text]) -> Joined | Text:
    if len(titles) <= MOST_NAMED:
        return Joined(tuple(titles), "; ")
    named = Joined(tuple(titles[: MOST_NAMED - 1]), "; ")
    return Text("{listed}; and {number} more", listed=named, number=len(titles) - MOST_NAMED + 1)


def overridable_named(name: str) -> Overridable:
    """The one that somebody means: by its place, or by its bare name where one has it. Raises UsageError."""
    name = name.removeprefix(f"{FOLDER}/")
    known = {one.name: one for one in overridable()}
    if name in known:
        return known[name]
    if len(bare := [one for one in known if name in _short(one)]) == 1:
        return known[bare[0]]
    what = Text("no shipped template is called {name}", name=name)
    meant = {short: one for one in known for short in (one, *_short(one))}
    raise UsageError(what, nearest(name, meant, Text("ppl template list --all shows all that there are")))


def _short(name: str) -> Iterator[str]:
    """How somebody may call one besides: `status.md.j2`, `status`."""
    last = name.rpartition("/")[2]
    yield from dict.fromkeys((last, last.partition(".")[0]))
