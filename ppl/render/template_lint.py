"""A template read and not filled: variables that nothing gives it, and words that nobody translated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

import jinja2
from jinja2 import meta, nodes

from ppl.errors import Text, nearest
from ppl.render import markup, templates

UNKNOWN = Text("unknown variable `{name}`")
GLOBALS = ("_", "count", "dict", "lang", "namespace", "range", "loop", "caller", "varargs", "kwargs", "self", "super")
_TAKEN_AS_IT_IS = ("safe", "e", "escape", "forceescape", "join", "tojson", "xmlattr", "urlize", "block", "indent")


class Remark(NamedTuple):
    """Something to say of a line. is_error: whether it is wrong, else only worth a look"""

    line: int
    what: Text
    remedy: Text
    is_error: bool = True


def names_in(text: str) -> set[str]:
    """All names that a template gives a value itself, those of its parameters and loops too."""
    tree = _parsed(text)
    found = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
    found |= {one.target for one in tree.find_all(nodes.Import)}
    found |= {one.name for one in tree.find_all(nodes.Macro)}
    for each in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in each.names}
    return found


def remarks(text: str, shipped: str, known: Collection[str], translated: Callable[[str], str]) -> Iterator[Remark]:
    """What is to be said of a template. known: what its data or those that take it in give it; shipped: the one of ppl.

    translated: from English to Dutch. Says nothing of one that cannot be read at all.
    """
    tree = _parsed(text)
    undeclared = _undeclared(tree) - {*known, *GLOBALS}
    asked = {one.node.name for one in tree.find_all(nodes.Test) if isinstance(one.node, nodes.Name)}
    asked |= {
        one.node.name
        for one in tree.find_all(nodes.Filter)
        if one.name in ("default", "d") and isinstance(one.node, nodes.Name)
    }
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in undeclared - asked:
            what = Text(UNKNOWN.source, name=name.name)
            otherwise = Text("ppl template list --all says what it is for")
            yield Remark(name.lineno, what, nearest(name.name, known, otherwise))
    shipped_words = {one.args[0].value for one in _said(_parsed(shipped)) if isinstance(one.args[0], nodes.Const)}
    for call in _said(tree):
        first = call.args[0]
        if not isinstance(first, nodes.Const):
            what = Text("`_()` is for words of the template itself: what a record says would stand in it unchecked")
            yield Remark(call.lineno, what, Text("write {code}", code="{{ value|word }}"))
        elif first.value not in shipped_words and translated(first.value) == first.value:
            what = Text("nobody translated `{text}`: it stands so in every language", text=first.value)
            yield Remark(call.lineno, what, Text("leave it where it is meant for one language"), is_error=False)


def _said(tree: nodes.Template) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args:
            yield call


def line_that_takes_data_as_it_is(text: str, shipped: str) -> int:
    """The first line, not in the shipped one, that may put data into the text unchecked; 0 where none is seen."""
    lines, known = text.splitlines(), set(shipped.splitlines())
    tree = _parsed(text)
    suspects = [one.lineno for one in tree.find_all(nodes.Filter) if one.name in _TAKEN_AS_IT_IS]
    suspects += [one.lineno for one in tree.find_all((nodes.Concat, nodes.ScopedEvalContextModifier))]
    suspects += [one.lineno for one in _said(tree) if not isinstance(one.args[0], nodes.Const)]
    return min((line for line in suspects if line <= len(lines) and lines[line - 1] not in known), default=0)


def line_with(text: str, shipped: str, word: str) -> int:
    """The first line, not in the shipped one, that holds a word, whatever its capitals; 0 where none does."""
    known = set(shipped.splitlines())
    rows = enumerate(text.splitlines(), 1)
    return next((at for at, row in rows if word and row not in known and word.lower() in row.lower()), 0)


def _undeclared(tree: nodes.Template) -> set[str]:
    try:
        return meta.find_undeclared_variables(tree)
    except jinja2.TemplateSyntaxError:  # an unknown filter, which is said where it is filled
        return set()


def _parsed(text: str) -> nodes.Template:
    try:
        return _environment().parse(text)
    except (jinja2.TemplateSyntaxError, RecursionError):  # said where it is filled
        return _environment().parse("")


@cache
def _environment() -> jinja2.Environment:
    """Knows all filters that there are, and fills nothing."""
    made = templates.environment(str, "en")
    made.filters.update(markup.environment(str, "en").filters)
    return made
