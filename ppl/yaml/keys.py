"""The keys and values of a YAML text: where each stands, and the same text with other words for some."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from ppl.errors import Field
from ppl.yaml.text import BYTE_ORDER_MARK, YamlError, node_of


class Renamed(NamedTuple):
    """A key or value that has another name now. is_inner: it stands in an item of a list."""

    line: int
    typed: str
    name: str
    is_inner: bool


def with_keys(text: str, name_of: Callable[[Field], str | None]) -> tuple[str, list[Renamed]]:
    """The text in which the keys have the names that `name_of` gives for their places; None keeps a key.

    All else stays as it was typed, each line on its line. A text that is not YAML comes back as it is.
    """
    return _replaced(text, _keys, lambda at, _: name_of(at))


def with_values(text: str, word_of: Callable[[Field, str], str | None]) -> tuple[str, list[Renamed]]:
    """The same for single values, by their places and what stands there."""
    return _replaced(text, _values, word_of)


def _replaced(
    text: str, walk: Callable[[Any, Field], Iterator["_Placed"]], word_of: Callable[[Field, str], str | None]
) -> tuple[str, list[Renamed]]:
    body = text.removeprefix(BYTE_ORDER_MARK)
    try:
        places = [*walk(node_of(text), ())]
    except YamlError:
        return text, []
    renamed, pieces, end = [], [], 0
    for node, field in sorted(places, key=lambda place: place[0].start_mark.index):
        start, stop = node.start_mark.index, node.end_mark.index
        quote = body[start] if body[start : start + 1] in ('"', "'") else ""
        if start < end or body[start:stop] != f"{quote}{node.value}{quote}":
            continue  # an alias or an anchor, a text of more lines
        name = word_of(field, node.value)
        if name is None:
            continue
        pieces += [body[end:start], f"{quote}{name}{quote}"]
        is_inner = any(isinstance(step, int) for step in field)
        renamed.append(Renamed(node.start_mark.line + 1, node.value, name, is_inner))
        end = stop
    mark = text[: len(text) - len(body)]
    return mark + "".join([*pieces, body[end:]]), renamed


_Placed = tuple[Any, Field]


def _keys(node: Any, at: Field) -> Iterator[_Placed]:
    """Every key of every mapping with its place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, (*at, key.value)
                yield from _keys(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _keys(item, (*at, place))


def _values(node: Any, at: Field) -> Iterator[_Placed]:
    """Every single value with its place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _values(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _values(item, (*at, place))
    elif isinstance(node, yaml.ScalarNode):
        yield node, at
