"""One change put into a YAML text at the marks of its nodes, so that nothing else moves."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from enum import Enum
from typing import Any

import yaml

from ppl.errors import Field
from ppl.yaml.scalars import comment_row, fits_a_line, flow, item, scalar
from ppl.yaml.text import dump, entry_of, node_of, to_text
from ppl.yaml.together import Piece, together


class Behind(Enum):
    """What becomes of blank lines and comments behind what is deleted: a block text before it would take them in."""

    STAYS = "stays"
    MOVES_LEFT = "comments move left, out of reach of the block text"
    CLOSES_UP = "and blank lines go, where the block text keeps all of them"


def line_end(text: str, index: int) -> int:
    """The index behind the line break of the line that `index` stands on."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def scalar_end(text: str, node: Any) -> int:
    """The index just behind a scalar's last character (a node or an event)."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if node.style in ("|", ">"):
        head = text[start : text.find("\n", start)]
        if "+" not in head.split("#")[0]:
            return start + len(text[start:end].rstrip())
        if text[end - 1 : end] == "\n":
            return end - 1
    return end


def splice(text: str, field: Field, action: str, value: Any, behind: Behind = Behind.STAYS) -> str | None:
    """The text with one step put in, not yet checked; None where it has no place.

    `behind`: what becomes of the blank lines and comments behind what is deleted.
    """
    root = node_of(text)
    if isinstance(root, yaml.ScalarNode) and root.value:
        return None
    if not isinstance(root, yaml.MappingNode):
        separator = "" if not text or text.endswith("\n") else "\n"
        return text + separator + to_text({str(field[0]): value})
    return _Splice(text, root, behind).done(field, action, value)


def splice_together(text: str, steps: Iterable[tuple[Field, Any]]) -> str | None:
    """The text with values set at all these places in one go, not yet checked; None where that cannot be."""
    root = node_of(text)
    if not isinstance(root, yaml.MappingNode):
        return None
    one = _Splice(text, root, Behind.STAYS)
    one.pieces = []
    is_done = all(one.done(field, "set", value) is not None for field, value in steps)
    return together(text, one.pieces) if is_done else None


class _Splice:
    """One change at one place of a text, found by the marks of its nodes; with `pieces` only gathered there."""

    def __init__(self, text: str, root: Any, behind: Behind) -> None:
        self.text = text
        self.root = root
        self.behind = behind
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.pieces: list[Piece] | None = None
        self._tokens: dict[type, list[int]] | None = None

    def done(self, field: Field, action: str, value: Any) -> str | None:
        parents: list[Any] = [self.root]
        for step in field[:-1]:
            node = parents[-1]
            found = (None, node.value[step]) if isinstance(step, int) else entry_of(node, step)
            if found is None:  # it comes by a merge key
                return None
            parents.append(found[1])
        parent, last = parents[-1], field[-1]
        if action in ("set", "delete") and isinstance(last, str) and entry_of(parent, last) is None:
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
            return scalar_end(self.text, node)
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

    def _with_lines(self, at: int, block: str, indent: int) -> str:
        rows = [(" " * indent + row if row else "") for row in block.rstrip("\n").split("\n")]
        lines = self.newline.join(rows) + self.newline
        before = self.text[:at]
        if before and not before.endswith("\n"):
            before += self.newline
        return before + lines + self.text[at:]

    def _replaced(self, start: int, end: int, piece: str) -> str:
        if self.pieces is not None:
            self.pieces.append((start, end, piece))
            return piece
        return self.text[:start] + piece + self.text[end:]

    # changes

    def _add(self, parent: Any, key: str, value: Any, in_flow: bool) -> str:
        if in_flow:
            return self._into_flow(parent, int(parent.end_mark.index) - 1, flow({key: value})[1:-1])
        end = line_end(self.text, self._content_end(parent))
        return self._with_lines(end, dump({key: value}, False), parent.start_mark.column)

    def _insert(self, parent: Any, place: int, value: Any, in_flow: bool) -> str:
        if in_flow:
            piece = flow([value])[1:-1]
            if place < len(parent.value):
                start = int(parent.value[place].start_mark.index)
                first = self._line_start(start)
                if not self.text[first:start].strip():  # an item on a line of its own
                    return self._replaced(first, first, self.text[first:start] + piece + "," + self.newline)
                return self._replaced(start, start, piece + ", ")
            return self._into_flow(parent, int(parent.end_mark.index) - 1, piece)
        block = item(value)
        indent = parent.start_mark.column
        if place == 0:
            first = self._dash(parent.value[0])
            start = self._line_start(first)
            if self.text[start:first].strip():  # `- - x`: the list begins behind another dash
                rows = block.rstrip("\n").split("\n")
                piece = self.newline.join([rows[0], *(" " * indent + row if row else "" for row in rows[1:])])
                return self._replaced(first, first, piece + self.newline + " " * indent)
            return self._with_lines(start, block, indent)
        return self._with_lines(line_end(self.text, self._entry_end(parent.value[place - 1])), block, indent)

    def _into_flow(self, parent: Any, close: int, piece: str) -> str:
        if not parent.value:
            return self._replaced(close, close, piece)
        last = parent.value[-1]
        start = int((last[0] if isinstance(last, tuple) else last).start_mark.index)
        end = self._flow_end(last)
        comma = self._comma(end, close)
        first = self._line_start(start)
        if not self.text[first:start].strip() and "\n" in self.text[end:close]:  # each on a line of its own
            stop = line_end(self.text, end if comma is None else comma)
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
            stop = line_end(self.text, end)
            comments = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?:[ \t]*#[^\n]*$)?", self.text[stop:])
            piece = comments.group() if comments and self.behind is not Behind.STAYS else ""
            indent = " " * (start - self._line_start(start))
            kept = re.sub(r"(?m)^[ \t]+(?=#)", indent, piece)
            if self.behind is Behind.CLOSES_UP:
                kept = re.sub(r"\A(?:[ \t]*\r?\n)+", "", kept)
            return self._replaced(self._line_start(start), stop + len(piece), kept)
        # the first one behind a dash
        stop = int(following[0].start_mark.index) if isinstance(following, tuple) else self._dash(following)
        return self._replaced(start, stop, "")

    def _delete_in_flow(self, parent: Any, here: int, entry: Any, following: Any) -> str:
        start, end = int((entry[0] if isinstance(entry, tuple) else entry).start_mark.index), self._flow_end(entry)
        close = int(parent.end_mark.index) - 1
        comma = self._comma(end, close)
        first, stop = self._line_start(start), line_end(self.text, end if comma is None else comma)
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
            key, node = entry_of(parent, step) or (None, None)
        is_line = isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">")
        if is_line and fits_a_line(value):
            behind = self._colon(key) if key is not None else None if in_flow else self._dash(node)
            return self._set_scalar(node, value, in_flow, behind)
        if in_flow:
            if key is None:
                return self._replaced(int(node.start_mark.index), int(node.end_mark.index), flow([value])[1:-1])
            return self._replaced(int(key.start_mark.index), self._flow_end((key, node)), flow({step: value})[1:-1])
        if key is not None:
            start = int(key.start_mark.index)
            name = self.text[start : int(key.end_mark.index)]
            rows = [name + dump({"k": value}, False).removeprefix("k")]
        else:
            start = self._dash(node)
            rows = [item(value)]
        rows = rows[0].rstrip("\n").split("\n")
        indent = " " * (start - self._line_start(start))
        end = max(self._entry_end((key, node) if key is not None else node), start + 1)
        stop = end + len(self.text[end : line_end(self.text, end)].rstrip("\r\n"))
        comment = self.text[end:stop]
        if not comment.strip():  # blanks would become part of a text in lines
            end = stop
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            head = self.text[int(node.start_mark.index) : self.text.find("\n", int(node.start_mark.index))]
            comment = (re.search(r"\s+#.*", head.rstrip()) or [""])[0]
        if comment.strip():
            rows[comment_row(rows)] += comment
            end = max(end, stop) if comment == self.text[end:stop] else end
        piece = self.newline.join([rows[0], *((indent + row if row else "") for row in rows[1:])])
        return self._replaced(start, end, piece)

    def _set_scalar(self, node: Any, value: Any, in_flow: bool, behind: int | None) -> str:
        piece = scalar(value, node.style, in_flow)
        if _is_empty_plain(node) and behind is not None:
            return self._replaced(behind + 1, behind + 1, " " + piece)
        return self._replaced(int(node.start_mark.index), int(node.end_mark.index), piece)


def _is_empty_plain(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index
