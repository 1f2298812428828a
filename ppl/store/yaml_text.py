"""YAML text to mapping and back, and edits that change nothing else. The only user of the YAML libraries.

Reading gives every scalar as the text that stands there (a plain empty, `~` or `null` as None): what it
means follows from the record's class, never from YAML's guesses. Writing takes the same, with numbers,
dates and truth values marked as `Plain`, so that only texts are ever quoted.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

import yaml

from ppl.errors import Field, Text

NULLS = ("", "~", "null", "Null", "NULL")
BYTE_ORDER_MARK = "\ufeff"
MAX_DEPTH = 40
LONG = 88


class YamlError(Exception):
    """A text that cannot be read as one mapping. `line` counts from 1."""

    def __init__(self, line: int, what: Text, remedy: Text) -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.remedy = remedy


class Plain(str):
    """The text of a number, date or truth value: written as it is, without quotes."""

    __slots__ = ()


# --- reading -----------------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    """The text of a file, byte for byte. Raises YamlError where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlError(
            data.count(b"\n", 0, error.start) + 1,
            Text("this is not UTF-8 text"),
            Text("save the file as UTF-8 in your editor"),
        ) from None


def read(text: str) -> dict[str, Any]:
    """The mapping in a text. Raises YamlError, with the line, for whatever two readers could not agree on."""
    node = _composed(text)
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise YamlError(
            _line(node),
            Text("a record is a mapping of fields, not {found}", found=Text(_KIND_OF_NODE[type(node)])),
            Text("begin each line with a field's name and a colon"),
        )
    value = _Reader(len(text)).value(node, 0)
    assert isinstance(value, dict)
    return value


_KIND_OF_NODE = {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}


def _composed(text: str) -> Any:
    text = text.removeprefix(BYTE_ORDER_MARK)
    _refuse_depth(text)
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context and "single document" in error.context:
            raise YamlError(
                (mark.line if mark else 0) + 1,
                Text("a second document begins here"),
                Text("keep one record in a file, without --- lines"),
            ) from None
        raise YamlError(
            (mark.line if mark else 0) + 1,
            Text("this cannot be read as YAML: {why}", why=error.problem or error.context or ""),
            Text("look at the indentation, the colons and the quotes on this line and the one before"),
        ) from None
    except yaml.reader.ReaderError as error:
        raise YamlError(
            text.count("\n", 0, max(error.position, 0)) + 1,
            Text("a character that YAML does not allow"),
            Text("remove the invisible character on this line"),
        ) from None


_INDENTED = re.compile(r"^[ \t\-?:]{40}", re.M)


def _refuse_depth(text: str) -> None:
    """Deep nesting is refused before the C composer, which recurses, gets to see it."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _INDENTED.search(text):
        return  # no room for more levels than that
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > 10 * MAX_DEPTH:
                    raise _too_deep(_line(event))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1


def _too_deep(line: int) -> YamlError:
    return YamlError(line, Text("this is nested too deeply"), Text("a record has a few levels at most"))


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


class _Reader:
    """Nodes to values, with a budget that aliases cannot multiply beyond the size of the text."""

    def __init__(self, size: int) -> None:
        self.budget = 1000 + 4 * size

    def value(self, node: Any, depth: int) -> Any:
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            raise _too_deep(_line(node))
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in NULLS else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(_line(key), Text("a field's name must be a word"), Text("write `name: value`"))
            if key.value == "<<" and not key.style:
                self._merge(merged, item, depth)
            elif key.value in found:
                raise YamlError(
                    _line(key),
                    Text("`{key}` stands here twice", key=key.value),
                    Text("keep one of the two"),
                )
            else:
                found[key.value] = self.value(item, depth + 1)
        return {**{k: v for k, v in merged.items() if k not in found}, **found} if merged else found

    def _merge(self, into: dict[str, Any], node: Any, depth: int) -> None:
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value = self.value(item, depth + 1)
            if isinstance(value, dict):
                for key, inner in value.items():
                    into.setdefault(key, inner)


_BREAKS = re.compile("[\x85\u2028\u2029]")


def ambiguities(text: str) -> Iterator[tuple[int, Text]]:
    """Lines that another YAML reader may understand differently: anchors, tags, merge keys, tabs, odd line breaks."""
    for number, row in enumerate(text.split("\n"), 1):
        if "\t" in row and row[: len(row) - len(row.lstrip())].count("\t"):
            yield number, Text("a tab as indentation")
        if _BREAKS.search(row):
            yield number, Text("a line break that not every reader takes for one")
    if not any(sign in text for sign in "&*!<\t"):
        return
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AnchorToken):
            yield line, Text("an anchor (&{name})", name=token.value)
        elif isinstance(token, yaml.AliasToken):
            yield line, Text("an alias (*{name})", name=token.value)
        elif isinstance(token, yaml.TagToken):
            yield line, Text("a tag (!)")
        elif isinstance(token, yaml.ScalarToken) and token.plain and token.value == "<<":
            yield line, Text("a merge key (<<)")


def line_of(text: str, field: Field) -> int:
    """The line on which a field stands, counted from 1; of the nearest field around it where it is absent."""
    try:
        node = _composed(text)
    except YamlError as error:
        return error.line
    line = 1
    for step in field:
        if isinstance(node, yaml.MappingNode):
            found = _entry(node, str(step))
            if found is None:
                break
            line, node = _line(found[0]), found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = _line(node)
        else:
            break
    return line


def _entry(node: Any, key: str) -> tuple[Any, Any] | None:
    return next(((k, v) for k, v in node.value if k.value == key), None)


# --- writing -----------------------------------------------------------------------------------------


def written(value: Mapping[str, Any], comment: str = "") -> str:
    """A new file: the mapping as YAML text, texts quoted where a reader could take them for something else."""
    body = _dumped(dict(value), flow=False) if value else "{}\n"
    return f"# {comment}\n{body}" if comment else body


def _dumped(value: Any, flow: bool) -> str:
    out = io.StringIO()
    _emitter(flow).dump(_styled(value, flow), out)
    text: str = out.getvalue()
    return text.removesuffix("...\n") if text.endswith("\n...\n") else text


@cache
def _emitter(flow: bool) -> Any:
    import ruamel.yaml

    emitter = ruamel.yaml.YAML(typ="rt", pure=True)
    emitter.width = 1_000_000 if flow else LONG + 8
    emitter.allow_unicode = True
    emitter.default_flow_style = flow
    emitter.indent(mapping=2, sequence=4, offset=2)

    def plain(representer: Any, data: Plain) -> Any:
        tag = emitter.resolver.resolve(ruamel.yaml.ScalarNode, str(data), (True, False))
        return representer.represent_scalar(tag, str(data))

    def absent(representer: Any, data: None) -> Any:
        return representer.represent_scalar("tag:yaml.org,2002:null", "null")

    emitter.representer.add_representer(Plain, plain)
    emitter.representer.add_representer(type(None), absent)
    return emitter


_FOLDABLE = re.compile(r"[^\s](?:[^\n\t\r ]| (?! ))*[^\s]", re.S)
_PRINTABLE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]*")


def _styled(value: Any, flow: bool) -> Any:
    """Texts in the style that reads best and that every reader understands alike."""
    if isinstance(value, Plain) or value is None:
        return value
    if isinstance(value, str):
        return _styled_text(value, flow)
    if isinstance(value, Mapping):
        return {_styled_text(str(k), True): _styled(v, flow) for k, v in value.items()}
    return [_styled(v, flow) for v in value]


def _styled_text(value: str, flow: bool) -> Any:
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    if not _PRINTABLE.fullmatch(value):
        return DoubleQuotedScalarString(value)
    if "\n" in value:
        rows = value.split("\n")
        blockable = not flow and rows[0].strip() and not rows[0].startswith(" ") and not value.endswith("\n\n")
        return LiteralScalarString(value) if blockable else DoubleQuotedScalarString(value)
    if not flow and len(value) > LONG and _FOLDABLE.fullmatch(value):
        return FoldedScalarString(value)
    if is_ambiguous(value) or len(value) > LONG:
        return SingleQuotedScalarString(value)
    return value


def is_ambiguous(value: str) -> bool:
    """Whether an unquoted text would be read as a number, date, truth value or nothing by some reader."""
    if value in NULLS or value in ("=", "<<"):
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    rules = (*resolvers.get(value[0], ()), *resolvers.get(None, ()))
    return any(rule.match(value) for _, rule in rules) or bool(_NUMBER_LIKE.fullmatch(value))


_NUMBER_LIKE = re.compile(r"[-+]?(0o?[0-7]+|0x[0-9a-fA-F]+|[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|\.[0-9]+)")


# --- editing -----------------------------------------------------------------------------------------


def edited(text: str, new: Mapping[str, Any]) -> str:
    """The text with just those pieces changed in which `new` differs from what stands there.

    Comments, order, spacing, quotes and everything else stay byte for byte. A change that cannot be put in
    so (anchors in use, a shape that leaves no room) replaces the field of the record that it lies in. Raises
    YamlError where the text cannot be read; the result always reads back as `new`.
    """
    if text.startswith(BYTE_ORDER_MARK):
        return BYTE_ORDER_MARK + edited(text[1:], new)
    held = read(text)
    whole: set[str] = set()
    for field, action, value in _differences(held, new, ()):
        if field[0] in whole:
            continue
        after = _applied(held, field, action, value)
        found: str | None = _spliced(text, field, action, value)
        if action == "delete" and _differing(found, after) != []:
            found = _spliced(text, field, action, value, moves_comments=True)
        if _differing(found, after) != []:
            found, names = _by_fields(text, held, new, str(field[0]))
            after = read(found)
            whole |= names
        assert found is not None
        text, held = found, after
    if held != _as_read(new):
        raise AssertionError("an edit does not read back as it was meant")
    return text


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
    return (head.group() if head else "") + written(new), {*held, *meant}


class _Span(NamedTuple):
    """Where a field of the record stands in the text, without blank lines and comments behind it."""

    start: int
    end: int
    is_shared: bool


def _spans(text: str) -> dict[str, _Span] | None:
    """The place of each field, aliases not followed; None where the record is no block mapping in lines."""
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
                start = _start(event)
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
                end = _scalar_end(text, event)
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
            rows += [indent + row if row else "" for row in _dumped({key: new[key]}, False).rstrip("\n").split("\n")]
        begin = text.rfind("\n", 0, start) + 1 if end >= 0 else _line_end(text, start)
        stop = _line_end(text, end) if end >= 0 else begin
        comment = text[end:stop].strip() if end >= 0 else ""
        if comment.startswith("#") and name in new:
            rows.insert(0, indent + comment)
        before = text[:begin]
        if before and not before.endswith("\n"):
            before += newline
        text = before + "".join(row + newline for row in rows) + text[stop:]
    return text


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _line_end(text: str, index: int) -> int:
    """The index behind the line break of the line that `index` stands on."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _scalar_end(text: str, node: Any) -> int:
    """The index just behind a scalar's last character (a node or an event)."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if node.style in ("|", ">"):
        head = text[start : text.find("\n", start)]
        if "+" not in head.split("#")[0]:
            return start + len(text[start:end].rstrip())
        if text[end - 1 : end] == "\n":
            return end - 1
    return end


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


def _spliced(text: str, field: Field, action: str, value: Any, moves_comments: bool = False) -> str | None:
    """The text with one step put in, not yet looked at; None where there is no place for it.

    `moves_comments`: comments behind what is deleted move to the left, out of reach of a block text before it.
    """
    root = _composed(text)
    if isinstance(root, yaml.ScalarNode) and root.value:
        return None
    if not isinstance(root, yaml.MappingNode):
        separator = "" if not text or text.endswith("\n") else "\n"
        return text + separator + written({str(field[0]): value})
    return _Splice(text, root, moves_comments).done(field, action, value)


class _Splice:
    """One change at one place of a text, found by the marks of its nodes."""

    def __init__(self, text: str, root: Any, moves_comments: bool = False) -> None:
        self.text = text
        self.root = root
        self.moves_comments = moves_comments
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._tokens: dict[type, list[int]] | None = None

    def done(self, field: Field, action: str, value: Any) -> str | None:
        parents: list[Any] = [self.root]
        for step in field[:-1]:
            node = parents[-1]
            found = (None, node.value[step]) if isinstance(step, int) else _entry(node, step)
            if found is None:  # it comes by a merge key
                return None
            parents.append(found[1])
        parent, last = parents[-1], field[-1]
        if action in ("set", "delete") and isinstance(last, str) and _entry(parent, last) is None:
            return None
        in_flow = any(node.flow_style for node in parents)
        if action == "add":
            return self._add(parent, str(last), value, in_flow)
        if action == "insert":
            return self._insert(parent, int(last), value, in_flow)
        if action == "delete":
            return self._delete(parent, last, in_flow)
        return self._set(parent, last, value, in_flow)

    # places

    def _signs(self, kind: type) -> list[int]:
        """Where the dashes, colons or commas stand that are signs of YAML."""
        if self._tokens is None:
            self._tokens = {yaml.BlockEntryToken: [], yaml.ValueToken: [], yaml.FlowEntryToken: []}
            for token in yaml.scan(self.text, Loader=yaml.CBaseLoader):
                if type(token) in self._tokens:
                    self._tokens[type(token)].append(int(token.start_mark.index))
        return self._tokens[kind]

    def _colon(self, key: Any) -> int:
        signs = self._signs(yaml.ValueToken)
        place = bisect_left(signs, int(key.end_mark.index))
        return signs[place] if place < len(signs) else int(key.end_mark.index)

    def _dash(self, item: Any) -> int:
        signs = self._signs(yaml.BlockEntryToken)
        return signs[max(0, bisect_left(signs, int(item.start_mark.index)) - 1)]

    def _comma(self, start: int, end: int) -> int | None:
        """The comma between two places of a flow list or mapping."""
        signs = self._signs(yaml.FlowEntryToken)
        place = bisect_left(signs, start)
        return signs[place] if place < len(signs) and signs[place] < end else None

    def _content_end(self, node: Any) -> int:
        """The index just behind a node's last character; blank lines and comments after it do not belong to it."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar_end(self.text, node)
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        return self._entry_end(node.value[-1])

    def _entry_end(self, entry: Any) -> int:
        """The index just behind an item of a list, or a field of a mapping."""
        if isinstance(entry, tuple):
            key, value = entry
            end = self._content_end(value)
            return max(end, self._colon(key) + 1) if _is_empty_plain(value) else end
        end = self._content_end(entry)
        return end if not _is_empty_plain(entry) else max(end, self._dash(entry) + 1)

    def _flow_end(self, entry: Any) -> int:
        """The same in a flow list or mapping, where a key may stand without a colon."""
        key, value = entry if isinstance(entry, tuple) else (entry, entry)
        return max(int(key.end_mark.index), int(value.end_mark.index))

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return _line_end(self.text, index)

    def _with_lines(self, at: int, block: str, indent: int) -> str:
        rows = [(" " * indent + row if row else "") for row in block.rstrip("\n").split("\n")]
        lines = self.newline.join(rows) + self.newline
        before = self.text[:at]
        if before and not before.endswith("\n"):
            before += self.newline
        return before + lines + self.text[at:]

    def _replaced(self, start: int, end: int, piece: str) -> str:
        return self.text[:start] + piece + self.text[end:]

    # changes

    def _add(self, parent: Any, key: str, value: Any, in_flow: bool) -> str:
        if in_flow:
            piece = _flow({key: value})[1:-1]
            close = int(parent.end_mark.index) - 1
            return self._into_flow(parent, close, piece)
        indent = parent.start_mark.column
        return self._with_lines(self._line_end(self._content_end(parent)), _dumped({key: value}, False), indent)

    def _insert(self, parent: Any, place: int, value: Any, in_flow: bool) -> str:
        if in_flow:
            piece = _flow([value])[1:-1]
            if place < len(parent.value):
                start = int(parent.value[place].start_mark.index)
                first = self._line_start(start)
                if not self.text[first:start].strip():  # an item on a line of its own
                    return self._replaced(first, first, self.text[first:start] + piece + "," + self.newline)
                return self._replaced(start, start, piece + ", ")
            return self._into_flow(parent, int(parent.end_mark.index) - 1, piece)
        block = _item(value)
        indent = parent.start_mark.column
        if place == 0:
            first = self._dash(parent.value[0])
            start = self._line_start(first)
            if self.text[start:first].strip():  # `- - x`: the list begins behind another dash
                rows = block.rstrip("\n").split("\n")
                piece = self.newline.join([rows[0], *(" " * indent + row if row else "" for row in rows[1:])])
                return self._replaced(first, first, piece + self.newline + " " * indent)
            return self._with_lines(start, block, indent)
        return self._with_lines(self._line_end(self._entry_end(parent.value[place - 1])), block, indent)

    def _into_flow(self, parent: Any, close: int, piece: str) -> str:
        if not parent.value:
            return self._replaced(close, close, piece)
        last = parent.value[-1]
        start = int((last[0] if isinstance(last, tuple) else last).start_mark.index)
        end = self._flow_end(last)
        comma = self._comma(end, close)
        first = self._line_start(start)
        if not self.text[first:start].strip() and "\n" in self.text[end:close]:  # each on a line of its own
            stop = self._line_end(end if comma is None else comma)
            if stop <= close:
                line = self.text[first:start] + piece + ("" if comma is None else ",") + self.newline
                middle = self.text[end:stop] if comma is not None else "," + self.text[end:stop]
                return self.text[:end] + middle + line + self.text[stop:]
        if comma is not None:
            return self._replaced(comma + 1, comma + 1, " " + piece)
        return self._replaced(end, end, ", " + piece)

    def _delete(self, parent: Any, step: str | int, in_flow: bool) -> str:
        places = list(range(len(parent.value)))
        here = step if isinstance(step, int) else next(i for i in places if parent.value[i][0].value == step)
        entry = parent.value[here]
        following = parent.value[here + 1] if here + 1 < len(parent.value) else None
        if in_flow:
            return self._delete_in_flow(parent, here, entry, following)
        start, end = int((entry[0] if isinstance(entry, tuple) else entry).start_mark.index), self._entry_end(entry)
        if not isinstance(entry, tuple):
            start = self._dash(entry)
        if not self.text[self._line_start(start) : start].strip() or following is None:
            stop = self._line_end(end)
            comments = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?:[ \t]*#[^\n]*$)?", self.text[stop:])
            piece = comments.group() if self.moves_comments and comments else ""
            indent = " " * (start - self._line_start(start))
            return self._replaced(
                self._line_start(start), stop + len(piece), re.sub(r"(?m)^[ \t]+(?=#)", indent, piece)
            )
        # the first one behind a dash
        stop = int(following[0].start_mark.index) if isinstance(following, tuple) else self._dash(following)
        return self._replaced(start, stop, "")

    def _delete_in_flow(self, parent: Any, here: int, entry: Any, following: Any) -> str:
        start, end = int((entry[0] if isinstance(entry, tuple) else entry).start_mark.index), self._flow_end(entry)
        close = int(parent.end_mark.index) - 1
        comma = self._comma(end, close)
        first, stop = self._line_start(start), self._line_end(end if comma is None else comma)
        rest = self.text[end if comma is None else comma + 1 : stop].strip()
        if not self.text[first:start].strip() and stop <= close and (not rest or rest.startswith("#")):
            return self._replaced(first, stop, "")  # on lines of its own
        if following is not None:
            after = following[0] if isinstance(following, tuple) else following
            return self._replaced(start, int(after.start_mark.index), "")
        if here == 0:
            return self._replaced(start, end if comma is None else comma + 1, "")
        return self._replaced(self._flow_end(parent.value[here - 1]), end, "")

    def _set(self, parent: Any, step: str | int, value: Any, in_flow: bool) -> str:
        if isinstance(step, int):
            key, node = None, parent.value[step]
        else:
            key, node = _entry(parent, step) or (None, None)
        is_line = isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">")
        if is_line and _fits_a_line(value):
            behind = self._colon(key) if key is not None else None if in_flow else self._dash(node)
            return self._set_scalar(node, value, in_flow, behind)
        if in_flow:
            if key is None:
                return self._replaced(int(node.start_mark.index), int(node.end_mark.index), _flow([value])[1:-1])
            return self._replaced(int(key.start_mark.index), self._flow_end((key, node)), _flow({step: value})[1:-1])
        if key is not None:
            start = int(key.start_mark.index)
            name = self.text[start : int(key.end_mark.index)]
            rows = [name + self._behind(_dumped({"k": value}, False))]
        else:
            start = self._dash(node)
            rows = [_item(value)]
        rows = rows[0].rstrip("\n").split("\n")
        indent = " " * (start - self._line_start(start))
        end = max(self._entry_end((key, node) if key is not None else node), start + 1)
        stop = end + len(self.text[end : self._line_end(end)].rstrip("\r\n"))
        comment = self.text[end:stop]
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            head = self.text[int(node.start_mark.index) : self.text.find("\n", int(node.start_mark.index))]
            comment = (re.search(r"\s+#.*", head.rstrip()) or [""])[0]
        if comment.strip():
            rows[0 if _takes_comment(rows) else -1] += comment
            end = max(end, stop) if comment == self.text[end:stop] else end
        piece = self.newline.join([rows[0], *((indent + row if row else "") for row in rows[1:])])
        return self._replaced(start, end, piece)

    @staticmethod
    def _behind(dumped: str) -> str:
        return dumped.removeprefix("k")

    def _set_scalar(self, node: Any, value: Any, in_flow: bool, behind: int | None) -> str:
        piece = _scalar(value, node.style, in_flow)
        if _is_empty_plain(node) and behind is not None:
            return self._replaced(behind + 1, behind + 1, " " + piece)
        return self._replaced(int(node.start_mark.index), int(node.end_mark.index), piece)


def _takes_comment(rows: list[str]) -> bool:
    """Whether a comment can stand behind the first of these lines, and not behind the last."""
    return len(rows) > 1 and re.search(r"(:|^-|[|>][-+0-9]*)$", rows[0]) is not None


def _is_empty_plain(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _fits_a_line(value: Any) -> bool:
    return value is None or (isinstance(value, str) and "\n" not in value)


def _scalar(value: str | None, style: str | None, in_flow: bool) -> str:
    """A text, number or absence on one line, in the quotes that stood there before where it is a text."""
    if value is None:
        return "null"
    if not isinstance(value, Plain) and _PRINTABLE.fullmatch(value):
        if style == "'":
            return "'" + value.replace("'", "''") + "'"
        if style == '"':
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _flow([value])[1:-1] if in_flow else _one_line(value)


def _one_line(value: str) -> str:
    piece: str = _flow({"k": value})[1:-1].removeprefix("k:").strip()
    plain_in_block: str = _dumped({"k": value}, False).removeprefix("k:").strip() if len(value) <= LONG else piece
    return plain_in_block if "\n" not in plain_in_block and not plain_in_block.startswith((">", "|")) else piece


def _flow(value: Any) -> str:
    return _dumped(value, True).strip()


def _item(value: Any) -> str:
    """A list of one item in block style, the dash in the first column."""
    rows = _dumped([value], False).rstrip("\n").split("\n")
    margin = len(rows[0]) - len(rows[0].lstrip())
    return "\n".join(row[margin:] for row in rows) + "\n"
