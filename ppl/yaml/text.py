"""YAML text to mapping and back. With yaml_edit and yaml_splice the only user of the YAML libraries.

Reading gives every scalar as the text that stands there (a plain empty, `~` or `null` as None): what it
means follows from the record's class, never from YAML's guesses. Writing takes the same, with numbers,
dates and truth values marked as `Plain`, so that only texts are ever quoted.
"""

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

import yaml

from ppl.errors import Field, Text
from ppl.yaml import simple
from ppl.yaml.ambiguities import is_ambiguous
from ppl.yaml.simple import NULLS
from ppl.yaml.slips import SAID_BY_READER

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

LARGEST = 2_000_000  # bytes: the largest list that we know of has a quarter of it, and more takes seconds to read


def size_fault(size: int) -> tuple[Text, Text]:
    """What is wrong with a text of so many bytes, and what to do."""
    most = LARGEST // 1_000_000
    what = Text("this is {size} MB, and a record of more than {most} MB is not read", size=size // 1_000_000, most=most)
    return what, Text("take out what is no record, or restore it from git")


def decode(data: bytes) -> str:
    """The text of a file, byte for byte. Raises YamlError where it is not UTF-8, or too large."""
    if len(data) > LARGEST:
        raise YamlError(1, *size_fault(len(data)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = Text("save it as UTF-8 in your editor; a working-tree-encoding in .gitattributes has to go first")
        raise YamlError(line, Text("this is not UTF-8 text"), remedy) from None


def read(text: str) -> dict[str, Any]:
    """The mapping in a text. Raises YamlError, with the line, for whatever two readers could not agree on."""
    found = simple.read(text)
    return read_whole(text) if found is None else found


def read_whole(text: str) -> dict[str, Any]:
    """The same by PyYAML, which knows all that YAML can be."""
    node = node_of(text)
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS):
        return {}
    if not isinstance(node, yaml.MappingNode):
        what = Text("a record is a mapping of fields, not {found}", found=Text(_KIND_OF_NODE[type(node)]))
        raise YamlError(_line(node), what, Text("begin each line with a field's name and a colon"))
    value = _Reader(len(text)).value(node, 0)
    assert isinstance(value, dict)
    return value


_KIND_OF_NODE = {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}


_RARE = re.compile(r"\t|(?:^|[\s\[{,])(?:\?|(?<!\w )[&*!%])|[>|][-+0-9]*#")  # in `Rijk & regio` it is text
_QUESTION_ENDS = re.compile(r"(?<=[^\s\[{,])\?(?=[\]},])")  # `{question: Why?}`: PyYAML's own reader alone refuses it


@lru_cache(maxsize=4)
def node_of(text: str) -> Any:
    """The nodes of a text, kept since who asks for one line soon asks for the next; read only. Raises YamlError."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    _refuse_conflict(text)
    _refuse_depth(text)
    try:
        if _RARE.search(text) and simple.read(text) is None:  # here the C reader takes what others stumble over
            for _ in yaml.parse(_QUESTION_ENDS.sub(".", text), Loader=yaml.BaseLoader):
                pass
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if error.context and "single document" in error.context:
            remedy = Text("keep one record in a file, without --- lines")
            raise YamlError(line, Text("a second document begins here"), remedy) from None
        why = error.problem or error.context or ""
        what = Text("this cannot be read as YAML: {why}", why=SAID_BY_READER.get(why, why))
        remedy = Text("look at the indentation, the colons and the quotes on this line and the one before")
        raise YamlError(line, what, remedy) from None
    except yaml.reader.ReaderError as error:
        line, what = text.count("\n", 0, max(error.position, 0)) + 1, Text("a character that YAML does not allow")
        raise YamlError(line, what, Text("remove the invisible character on this line")) from None


_CONFLICT = re.compile(r"^<{7,}( .*)?$.*^={7,}\r?$.*^>{7,}( .*)?$", re.M | re.S)


def _refuse_conflict(text: str) -> None:
    """Two versions between git's conflict marks are not a record."""
    if "<<<<<<<" in text and (match := _CONFLICT.search(text)):
        line = text.count("\n", 0, match.start()) + 1
        what = Text("two versions stand here between git's conflict marks (<<<<<<<, =======, >>>>>>>)")
        raise YamlError(line, what, Text("keep what counts and remove the marks; of a merge under way: ppl sync"))


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
                what = Text("`{key}` stands here twice", key=key.value)
                raise YamlError(_line(key), what, Text("keep one of the two"))
            else:
                found[key.value] = self.value(item, depth + 1)
        return {**{k: v for k, v in merged.items() if k not in found}, **found} if merged else found

    def _merge(self, into: dict[str, Any], node: Any, depth: int) -> None:
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value = self.value(item, depth + 1)
            if isinstance(value, dict):
                for key, inner in value.items():
                    into.setdefault(key, inner)


_node_for_lines = lru_cache(maxsize=4)(node_of)  # much may be wrong in one text


def line_of(text: str, field: Field) -> int:
    """The line on which a field stands, counted from 1; of the nearest field around it where it is absent."""
    try:
        node = _node_for_lines(text)
    except YamlError as error:
        return error.line
    line = 1
    for step in field:
        if isinstance(node, yaml.MappingNode):
            found = entry_of(node, str(step))
            if found is None:
                break
            line, node = _line(found[0]), found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = _line(node)
        else:
            break
    return line


def entry_of(node: Any, key: str) -> tuple[Any, Any] | None:
    return next(((k, v) for k, v in node.value if k.value == key), None)


# --- writing -----------------------------------------------------------------------------------------


def to_text(value: Mapping[str, Any], comment: str = "") -> str:
    """A new file: the mapping as YAML text, texts quoted where a reader could take them for something else."""
    body = dump(dict(value), flow=False) if value else "{}\n"
    return f"# {comment}\n{body}" if comment else body


def dump(value: Any, flow: bool) -> str:
    out = io.StringIO()
    _emitter(flow).dump(_styled(value, flow), out)
    text: str = out.getvalue()
    return text.removesuffix("...\n") if text.endswith("\n...\n") else text


@cache
def _emitter(flow: bool) -> Any:
    import ruamel.yaml
    from ruamel.yaml.emitter import Emitter

    class Unbroken(Emitter):
        """Writes a text in double quotes on one line: broken between two escapes, it would get a blank there."""

        def write_double_quoted(self, text: Any, split: Any = True) -> None:
            super().write_double_quoted(text, split=False)

    emitter = ruamel.yaml.YAML(typ="rt", pure=True)
    emitter.Emitter = Unbroken
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
PRINTABLE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]*")


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

    if not PRINTABLE.fullmatch(value):
        return DoubleQuotedScalarString(value)
    if "\n" in value:
        rows = value.split("\n")
        blockable = not flow and rows[0].strip() and not rows[0].startswith(" ") and not value.endswith("\n\n")
        return LiteralScalarString(value) if blockable else DoubleQuotedScalarString(value)
    if not flow and len(value) > LONG and _FOLDABLE.fullmatch(value):
        return FoldedScalarString(value)
    if is_ambiguous(value) or len(value) > LONG or (flow and value.startswith(("?", ":"))):  # `[? x]`: a key to many
        return SingleQuotedScalarString(value)
    return value
