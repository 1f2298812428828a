"""A generator of ugly but readable YAML files, as people write them by hand, and how other readers read them."""

# mypy: disable-error-code="no-any-return,union-attr"
from __future__ import annotations

import io
from typing import Any

import ruamel.yaml
import yaml
from hypothesis import strategies as st

NAMES = (
    "kind", "held_on", "status", "naam", "één", "x-1", "on", "no", "12", "2026", "a.b", "lang woord", "Z_z", "id",
    "code", "tekst", "y", "null_", "e1", "projecten",
)  # fmt: skip
PLAIN = (
    "weekly", "2026-01-05", "no", "012", "1:30", "1e3", "een zin met spaties", "a#b", "x:y", "3 %", "ja, en nee",
    "https://x.nl/a?b=c#d", "één €", "~", "null", "true", "0x1f", "-1.5", "a 'b' c", 'a "b" c', "a\\b", "100 [m2]",
    "1_000", "😀 mooi", "=",
)  # fmt: skip
IN_FLOW = ("weekly", "2026-01-05", "no", "012", "1e3", "een zin", "één €", "~", "null", "https://x.nl/a", "-1.5")
COMMENTS = ("# let op", "#", "#geen spatie", "# sleutel: waarde", "# - item 'x \"y")
WORDS = ("eerste regel", "  ingesprongen", "- geen item", "sleutel: geen waarde", "# geen opmerking", "één €", "", "x")


@st.composite
def _comment_lines(draw: Any, margin: str) -> str:
    rows = draw(st.lists(st.sampled_from(("", "", *COMMENTS)), max_size=2))
    found = ""
    for row in rows:
        found += (draw(st.sampled_from((margin, "", margin + "  "))) + row if row else row) + "\n"
    return found


def _tail(draw: Any) -> str:
    """What stands behind a value on its line."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return "  " + draw(st.sampled_from(COMMENTS))
    return "   " if kind == 1 else ""


@st.composite
def _quoted(draw: Any, flow: bool) -> str:
    text = draw(st.sampled_from((*PLAIN, "a: b", "a # b", "", " met rand ", "[x", "x, y]", "- x", "*a", "&b", "!c")))
    if draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("€", "\\u20ac") + '"'


@st.composite
def _flow_value(draw: Any, depth: int, margin: str) -> str:
    kind = draw(st.integers(0, 9))
    if depth <= 0 or kind < 6:
        return draw(st.one_of(st.sampled_from(IN_FLOW), _quoted(True)))
    many = draw(st.booleans())  # over several lines

    def gap() -> str:
        if not many:
            return draw(st.sampled_from(("", " ", "  ")))
        tail = draw(st.sampled_from(("", "", " # x, y]")))
        return tail + "\n" + draw(st.sampled_from(("", "\n"))) + margin + draw(st.sampled_from(("  ", "    ")))

    names = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    pieces = []
    for name in names:
        value = draw(_flow_value(depth - 1, margin + "  "))
        if kind < 8:
            pieces.append(value)
        else:
            name = draw(st.sampled_from((name, f"'{name}'", f'"{name}"')))
            pieces.append(name + ":" + draw(st.sampled_from((" ", "  "))) + value)
    body = ""
    for place, piece in enumerate(pieces):
        body += gap() + piece
        if place + 1 < len(pieces):
            body += draw(st.sampled_from((",", " ,")))
            if not many:
                body += " "
    if pieces and draw(st.integers(0, 3)) == 0:
        body += ","
    body += gap()
    return "[" + body + "]" if kind < 8 else "{" + body + "}"


@st.composite
def _block_scalar(draw: Any, margin: str, indent: int) -> str:
    rows = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    explicit = rows[0].startswith(" ") or not rows[0] or draw(st.integers(0, 4)) == 0
    head = draw(st.sampled_from(("|", ">"))) + (str(indent) if explicit else "")
    chomp = draw(st.sampled_from(("", "-", "+")))
    head = head + chomp if draw(st.booleans()) else head[:1] + chomp + head[1:]
    body = "".join((margin + " " * indent + row if row else "") + "\n" for row in rows)
    return head + _tail(draw) + "\n" + body + draw(st.sampled_from(("", "", "\n", "\n\n")))


@st.composite
def _value(draw: Any, margin: str, depth: int, in_list: bool = False) -> str:
    """What stands behind `key:` or `-`, up to and with the line break."""
    kind = draw(st.integers(0, 15))
    if kind < 5:
        return " " * draw(st.integers(1, 3)) + draw(st.sampled_from(PLAIN)) + _tail(draw) + "\n"
    if kind < 7:
        return " " + draw(_quoted(False)) + _tail(draw) + "\n"
    if kind == 7:
        return _tail(draw) + "\n"  # nothing
    if kind == 8:
        return " " + draw(_block_scalar(margin, draw(st.integers(1, 4))))
    if kind == 9:  # a plain text over several lines
        return " eerste stuk\n" + margin + "  tweede stuk\n" + draw(st.sampled_from(("", "\n" + margin + "  derde\n")))
    if kind == 10:  # quotes over several lines
        sign = draw(st.sampled_from("'\""))
        return f" {sign}eerste\n{margin}  tweede: x\n\n{margin} # derde{sign}" + _tail(draw) + "\n"
    if kind < 13 or depth <= 0:
        return " " + draw(_flow_value(2, margin)) + _tail(draw) + "\n"
    if kind == 13:
        return _tail(draw) + "\n" + draw(_mapping(margin + " " * draw(st.integers(1, 4)), depth - 1))
    inner = margin + " " * draw(st.integers(1 if in_list else 0, 4))
    return _tail(draw) + "\n" + draw(_sequence(inner, depth - 1))


@st.composite
def _mapping(draw: Any, margin: str, depth: int, first_in_line: bool = False) -> str:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found = ""
    for place, name in enumerate(names):
        if place or not first_in_line:
            found += draw(_comment_lines(margin)) + margin
        key = draw(st.sampled_from((name, name, name, f"'{name}'", f'"{name}"')))
        found += key + draw(st.sampled_from(("", "", "", " "))) + ":" + draw(_value(margin, depth))
    return found


@st.composite
def _sequence(draw: Any, margin: str, depth: int, first_in_line: bool = False) -> str:
    found = ""
    for place in range(draw(st.integers(1, 4))):
        if place or not first_in_line:
            found += draw(_comment_lines(margin)) + margin
        kind = draw(st.integers(0, 7))
        width = draw(st.integers(1, 3))
        if kind < 3 and depth > 0:
            inner = margin + " " * (1 + width)
            found += "-" + " " * width + draw(_mapping(inner, depth - 1, first_in_line=True))
        elif kind == 3 and depth > 0:
            inner = margin + " " * (1 + width)
            found += "-" + " " * width + draw(_sequence(inner, depth - 1, first_in_line=True))
        else:
            found += "-" + draw(_value(margin, depth, in_list=True))
    return found


@st.composite
def ugly(draw: Any) -> str:
    """The text of a file."""
    text = draw(_mapping(draw(st.sampled_from(("", "", "", "", "  "))), 3))
    start = draw(st.sampled_from(("", "", "", "---\n", "# kop\n---\n", "# kop\n\n")))
    end = draw(st.sampled_from(("", "", "", "# slot\n", "\n\n", "...\n")))
    text = start + text + end
    if draw(st.integers(0, 3)) == 0:
        bare = text.removesuffix("\n")
        if by_pyyaml(bare) == by_pyyaml(text):  # a last block scalar may need its line break
            text = bare
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    return text


# --- how others read ---------------------------------------------------------------------------------


def by_pyyaml(text: str) -> Any:
    """As PyYAML's own (pure Python) reader sees it, every scalar a text."""
    return _nothings(yaml.load(text, Loader=yaml.BaseLoader), yaml.compose(text, Loader=yaml.BaseLoader)) or {}


def by_ruamel(text: str) -> Any:
    """As ruamel.yaml's pure YAML 1.2 reader sees it, every scalar a text."""
    loader = ruamel.yaml.YAML(typ="base", pure=True)
    loader.version = (1, 2)
    node = ruamel.yaml.YAML(typ="base", pure=True).compose(io.StringIO(text))
    return _nothings(loader.load(io.StringIO(text)), node) or {}


def _nothings(value: Any, node: Any) -> Any:
    """The same value with plain nulls as None: readers that give texts do not tell `''` from nothing."""
    if isinstance(value, dict):
        pairs = {k.value: v for k, v in node.value}
        return {k: _nothings(v, pairs[k]) for k, v in value.items()}
    if isinstance(value, list):
        return [_nothings(v, n) for v, n in zip(value, node.value, strict=True)]
    return None if node is None or (node.style in (None, "") and value in ("", "~", "null", "Null", "NULL")) else value


# --- edits -------------------------------------------------------------------------------------------

TEXTS = (
    "nieuw", "no", "012", "1:30", "2026-03-01", "1e3", "~", "", "- x", "a: b", "met # hekje", "'", '"', "[x]", "{x}",
    " rand ", "twee\nregels", "slot\n", "  begin\nop inspringing", "één €", "woord " * 30, "x" * 200, "tab\there", "*a",
    "x, y", "a:", ": b", "%x", "@x", "`x", "!x", "#x", "regel\n\n\n", "\n", "\nx", "<<", "=", "?", "? x", "😀", "null",
)  # fmt: skip


def new_values() -> st.SearchStrategy[Any]:
    """A value to put in: texts mostly, absence, lists and mappings."""
    text = st.sampled_from(TEXTS)
    leaf = st.one_of(text, text, st.none())
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
        ),
        max_leaves=4,
    )


def places(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every field of a mapping as read."""
    found = [at] if at else []
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*at, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            found += places(item, (*at, place))
    return found


def value_at(value: Any, at: tuple[str | int, ...]) -> Any:
    for step in at:
        value = value[step]
    return value


def copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: copied(v) for k, v in value.items()}
    return [copied(v) for v in value] if isinstance(value, list) else value


def lines_of(text: str, at: tuple[str | int, ...]) -> tuple[int, int]:
    """The first and last line (from 0, both included) of a field, by PyYAML's pure reader."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    first = node.start_mark.line
    for step in at:
        if isinstance(step, int):
            before = first if step == 0 else _last_line(text, node.value[step - 1])
            node = node.value[step]
            first = _dash_line(text, before, node) if not is_flow(text, at) else node.start_mark.line
        else:
            key, node = next((k, v) for k, v in node.value if k.value == step)
            first = key.start_mark.line
    return first, max(first, _last_line(text, node))


def _dash_line(text: str, before: int, node: Any) -> int:
    rows = text.split("\n")
    line = int(node.start_mark.line)
    while line > before:
        margin = len(rows[line]) - len(rows[line].lstrip())
        if rows[line].lstrip().startswith("-") and margin < node.start_mark.column:
            break
        line -= 1
    return line


def _last_line(text: str, node: Any) -> int:
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            rows = text.split("\n")
            last = int(node.end_mark.line) - (0 if node.end_mark.column else 1)
            keeps = "+" in rows[node.start_mark.line].split("#")[0][node.start_mark.column :]
            while not keeps and last > node.start_mark.line and not rows[last].strip():
                last -= 1
            return last
        return int(node.end_mark.line) if node.value or node.style else int(node.start_mark.line)
    if node.flow_style or not node.value:
        return int(node.end_mark.line)
    last_value = node.value[-1]
    if isinstance(last_value, tuple):
        return max(int(last_value[0].end_mark.line), _last_line(text, last_value[1]))
    return _last_line(text, last_value)


def is_flow(text: str, at: tuple[str | int, ...]) -> bool:
    """Whether a field lies within brackets or braces."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    for step in at:
        if node.flow_style:
            return True
        node = node.value[step] if isinstance(step, int) else next(v for k, v in node.value if k.value == step)
    return False
