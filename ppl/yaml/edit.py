"""Edits of a YAML text that change what differs, and nothing else.

Each difference is put in by yaml_splice and read back; where a shape is too odd for that, the smallest field
around it is written anew: never refused, never damaged.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from ppl.errors import Field
from ppl.yaml.simple import NULLS
from ppl.yaml.splice import Behind, line_end, scalar_end, splice, splice_together
from ppl.yaml.text import BYTE_ORDER_MARK, Plain, YamlError, dump, read, to_text


def edit_text(text: str, new: Mapping[str, Any]) -> str:
    """The text with just those pieces changed in which `new` differs from what stands there.

    Comments, order, spacing, quotes and everything else stay byte for byte. A change that cannot be put in
    so (anchors in use, a shape that leaves no room) replaces the field of the record that it lies in. Raises
    YamlError where the text cannot be read; the result always reads back as `new`.
    """
    if text.startswith(BYTE_ORDER_MARK):
        return BYTE_ORDER_MARK + edit_text(text[1:], new)
    held = read(text)
    whole: set[str] = set()
    steps = _differences(held, new, ())
    if len(steps) > 1 and all(action == "set" for _, action, _ in steps):  # which moves no other place
        at_once = splice_together(text, ((field, value) for field, _, value in steps))
        if _differing(at_once, _as_read(new)) == []:
            assert at_once is not None
            return at_once
    for field, action, value in steps:
        if field[0] in whole:
            continue
        after = _applied(held, field, action, value)
        found: str | None = None
        for behind in Behind if action == "delete" else (Behind.STAYS,):
            found = splice(text, field, action, value, behind)
            if _differing(found, after) == []:
                break
        else:
            found, names = _by_fields(text, held, new, str(field[0]))
            after = read(found)
            whole |= names
        assert found is not None
        text, held = found, after
    if held != _as_read(new):
        raise AssertionError("an edit does not read back as it was meant")
    return text


def differences(text: str, new: Mapping[str, Any]) -> int:
    """In how many places `new` differs from what stands in a text. Raises YamlError where it cannot be read."""
    return len(_differences(read(text), new, ()))


def _applied(held: Any, field: Field, action: str, value: Any) -> Any:
    """What is held after one step."""
    step, rest = field[0], field[1:]
    changed: Any = dict(held) if isinstance(held, dict) else list(held)
    if rest:
        changed[step] = _applied(held[step], rest, action, value)
    elif action == "delete":
        del changed[step]
    elif action == "insert":
        changed.insert(step, _as_read(value))
    else:
        changed[step] = _as_read(value)
    return changed


def _differing(text: str | None, meant: Mapping[str, Any]) -> list[str] | None:
    """The fields that a text does not hold as meant; None where it cannot be read."""
    try:
        held = read(text) if text is not None else None
    except YamlError:
        return None
    if held is None:
        return None
    nothing = object()
    return [key for key in dict.fromkeys([*held, *meant]) if held.get(key, nothing) != meant.get(key, nothing)]


def _by_fields(text: str, held: Mapping[str, Any], new: Mapping[str, Any], name: str) -> tuple[str, set[str]]:
    """The text with a whole field replaced, and others where they must follow; and which. At worst all of it."""
    meant = _as_read(new)
    spans = _spans(text)
    for start in ({name}, {name, *(key for key, span in (spans or {}).items() if span.is_shared)}):
        names = start
        while spans is not None:
            found = _with_fields(text, spans, new, names)
            expected = {k: v for k, v in {**held, **meant}.items() if (k in meant if k in names else k in held)}
            expected = {k: v if k in names else held[k] for k, v in expected.items()}
            wrong = _differing(found, expected)
            if wrong == []:
                return found, names
            if wrong is None or names.issuperset(wrong):
                break
            names = names.union(wrong)
    head = re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*", text)
    return (head.group() if head else "") + to_text(new), {*held, *meant}


class _Span(NamedTuple):
    """Where a field of the record stands in the text, without blank lines and comments behind it."""

    start: int
    end: int
    is_shared: bool


def _spans(text: str) -> dict[str, _Span] | None:
    """The place of each field, aliases not followed; None where the record is not a block mapping in lines."""
    found: dict[str, _Span] = {}
    open_: list[bool] = []
    name: str | None = None
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        end: int = event.end_mark.index if event.end_mark else 0
        if isinstance(event, yaml.CollectionEndEvent):
            if not open_.pop():
                end = 0
        elif isinstance(event, yaml.NodeEvent):
            if not open_:
                if not isinstance(event, yaml.MappingStartEvent) or event.flow_style:
                    return None
                open_.append(False)
                continue
            if len(open_) == 1 and name is None:
                start = event.start_mark.index if event.start_mark else 0
                line = text[text.rfind("\n", 0, start) + 1 : start]
                if not isinstance(event, yaml.ScalarEvent) or line.strip() or event.anchor:
                    return None
                name = event.value
                found[name] = _Span(start, text.index(":", end) + 1, name == "<<")
                continue
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append(bool(event.flow_style))
                end = 0
            elif isinstance(event, yaml.ScalarEvent):
                end = scalar_end(text, event)
            if name is not None and event.anchor:
                found[name] = found[name]._replace(is_shared=True)
        else:
            continue
        if name is not None:
            found[name] = found[name]._replace(end=max(end, found[name].end))
            if len(open_) == 1:
                name = None
    return found


def _with_fields(text: str, spans: Mapping[str, _Span], new: Mapping[str, Any], names: Iterable[str]) -> str:
    """The text with these fields as they are in `new`: replaced, added at the end, or gone."""
    newline = "\r\n" if "\r\n" in text else "\n"
    names = set(names)
    first = min((span.start for span in spans.values()), default=0)
    indent = text[text.rfind("\n", 0, first) + 1 : first]
    ends = [span.end for span in spans.values()]
    added = [name for name in new if name in names and name not in spans]
    pieces = [(span.start, span.end, name) for name, span in spans.items() if name in names]
    if added:
        pieces.append((max(ends, default=len(text)), -1, ""))
    for start, end, name in sorted(pieces, reverse=True):
        rows: list[str] = []
        for key in added if end < 0 else [name] if name in new else []:
            rows += [indent + row if row else "" for row in dump({key: new[key]}, False).rstrip("\n").split("\n")]
        begin = text.rfind("\n", 0, start) + 1 if end >= 0 else line_end(text, start)
        stop = line_end(text, end) if end >= 0 else begin
        comment = text[end:stop].strip() if end >= 0 else ""
        if comment.startswith("#") and name in new:
            rows.insert(0, indent + comment)
        before = text[:begin]
        if before and not before.endswith("\n"):
            before += newline
        text = before + "".join(row + newline for row in rows) + text[stop:]
    return text


def _as_read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _as_read(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_read(v) for v in value]
    return None if value is None or (isinstance(value, Plain) and value in NULLS) else str(value)


def _differences(old: Any, new: Any, at: Field) -> list[tuple[Field, str, Any]]:
    """What to do, in an order in which each step finds its place: set, add (a key), insert (an item), delete."""
    if isinstance(old, dict) and isinstance(new, Mapping) and ((old and new) or not at):
        steps: list[tuple[Field, str, Any]] = []
        for key, value in new.items():
            if key not in old:
                steps.append(((*at, key), "add", value))
            elif old[key] != _as_read(value):
                steps += _differences(old[key], value, (*at, key))
        return steps + [((*at, key), "delete", None) for key in old if key not in new]
    if isinstance(old, list) and isinstance(new, (list, tuple)) and (old and new):
        return _list_differences(old, list(new), at)
    return [(at, "set", new)]


def _list_differences(old: list[Any], new: list[Any], at: Field) -> list[tuple[Field, str, Any]]:
    names = [_item_name(item) for item in old], [_item_name(item) for item in new]
    steps: list[tuple[Field, str, Any]] = []
    if len(old) == len(new) and sum(one != other for one, other in zip(*names, strict=True)) < 2:
        for place, (held, meant) in enumerate(zip(old, new, strict=True)):  # an item may look like another one
            if held != _as_read(meant):
                steps += _differences(held, meant, (*at, place))
        return steps
    for _, i1, i2, j1, j2 in reversed(SequenceMatcher(None, *names, autojunk=False).get_opcodes()):
        same = min(i2 - i1, j2 - j1)
        for place in reversed(range(i1 + same, i2)):
            steps.append(((*at, place), "delete", None))
        for offset in reversed(range(same, j2 - j1)):
            steps.append(((*at, i1 + same), "insert", new[j1 + offset]))
        for offset in range(same):
            if old[i1 + offset] != _as_read(new[j1 + offset]):
                steps += _differences(old[i1 + offset], new[j1 + offset], (*at, i1 + offset))
    return steps


def _item_name(item: Any) -> str:
    """What an item of a list is recognised by: its id or code, else all of it."""
    if isinstance(item, Mapping):
        for key in ("id", "code"):
            if item.get(key):
                return f"{key}={item[key]}"
    return repr(_as_read(item))
