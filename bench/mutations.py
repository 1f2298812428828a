"""The small faults that can be made in a file of Python: see mutants.py, which runs the tests against them.

The sentences of Text(...), docstrings, annotations and what stands in f-strings are left alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}
OPERATORS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """A change of a file: what stands from `start` to `end` (bytes) becomes `text`.

    scope: first and last line of the function that it is in; None outside functions
    """

    path: str
    line: int
    start: int
    end: int
    text: str
    scope: tuple[int, int] | None

    def source(self, before: bytes) -> bytes:
        """The file with the change."""
        return before[: self.start] + self.text.encode() + before[self.end :]

    def lines(self, before: bytes) -> str:
        """What stood there and what stands there now, with the lines around it."""
        left = before.rfind(b"\n", 0, self.start) + 1
        right = before.find(b"\n", self.end)
        old = before[left:right].decode()
        new = (before[left : self.start] + self.text.encode() + before[self.end : right]).decode()
        return f"{' '.join(old.split())}\n      -> {' '.join(new.split())}"


class Finder(ast.NodeVisitor):
    """Walks through a file and puts down its mutants in `found`."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path, self.bytes = path, source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.scope: tuple[int, int] | None = None
        self.may_be_none = False
        self.found: list[Mutant] = []
        self.visit(ast.parse(source))

    def start(self, node: ast.AST) -> int:
        return self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined,no-any-return]

    def end(self, node: ast.AST) -> int:
        return self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined,no-any-return]

    def text(self, node: ast.AST) -> str:
        return self.bytes[self.start(node) : self.end(node)].decode()

    def put(self, start: int, end: int, text: str) -> None:
        line = self.bytes.count(b"\n", 0, start) + 1
        self.found.append(Mutant(self.path, line, start, end, text, self.scope))

    def replace(self, node: ast.AST, text: str) -> None:
        self.put(self.start(node), self.end(node), text)

    def swap(self, left: ast.AST, right: ast.AST, sign: str, other: str) -> None:
        """Another operator between two operands."""
        between = self.bytes[self.end(left) : self.start(right)].decode()
        place = re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", between)
        if place:
            self.put(self.end(left) + place.start(), self.end(left) + place.end(), other)

    def drop(self, node: ast.AST, parts: Sequence[tuple[ast.AST, ast.AST]]) -> None:
        """A collection without one of its parts, each given by its first and last node."""
        opening = self.text(node)[0]
        for place, (first, last) in enumerate(parts):
            if len(parts) == 1:
                self.replace(node, {"(": "()", "[": "[]", "{": "{}"}[opening])
            elif len(parts) == 2 and opening == "(":
                self.replace(node, f"({self.text(parts[1 - place][0])},)")
            elif place + 1 < len(parts):
                self.put(self.start(first), self.start(parts[place + 1][0]), "")
            else:
                self.put(self.end(parts[place - 1][1]), self.end(last), "")

    def visit_function(self, node: ast.FunctionDef | ast.Lambda) -> None:
        """Defaults and body; the names and types of the arguments are left alone."""
        before = self.scope, self.may_be_none
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            self.scope = self.scope or (first, node.end_lineno or node.lineno)
            self.may_be_none = node.returns is not None and "None" in ast.unparse(node.returns).split(" | ")
        body = node.body if isinstance(node, ast.FunctionDef) else [node.body]
        for one in (*node.args.defaults, *body):
            self.visit(one)
        self.scope, self.may_be_none = before

    visit_FunctionDef = visit_Lambda = visit_function  # noqa: N815

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """The body only: what a class is declared as (frozen, kw_only) is no part of what it does."""
        for one in node.body:
            self.visit(one)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None and self.text(node.annotation) != "TypeAlias":
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Left alone: before Python 3.12 its parts have no places."""

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in SWAPPED:
            self.replace(node.func, SWAPPED[name])
        if name == "sorted":
            self.replace(node, f"{self.text(node)}[::-1]")
        self.visit(node.func)
        for argument in node.args[1:] if name in ("Text", "N_") else node.args:
            self.visit(argument)
        for keyword in node.keywords:
            if keyword.arg != "strict":
                self.visit(keyword.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, operator, right in zip((node.left, *node.comparators), node.ops, node.comparators, strict=False):
            sign, others = COMPARED[type(operator)]
            for other in others:
                self.swap(left, right, sign, other)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self.swap(left, right, sign, other)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        is_type = all(re.fullmatch(r"_?[A-Z]\w*[a-z]\w*|None", self.text(one)) for one in (node.left, node.right))
        if type(node.op) in OPERATORS and not is_type:
            self.swap(node.left, node.right, *OPERATORS[type(node.op)])
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.op, (ast.Add, ast.Sub)):
            self.swap(node.target, node.value, *(("+=", "-=") if isinstance(node.op, ast.Add) else ("-=", "+=")))
        self.visit(node.value)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not) or not isinstance(node.operand, ast.Constant):
            self.put(self.start(node), self.start(node.operand), "")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.replace(node, str(not node.value))
        elif isinstance(node.value, (int, float)):
            self.replace(node, str(node.value + 1))
            if node.value > 0:
                self.replace(node, str(node.value - 1))

    def visit_collection(self, node: ast.Tuple | ast.List | ast.Set) -> None:
        texts = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in node.elts)
        classes = all(isinstance(one, ast.Name) and one.id[:1].isupper() for one in node.elts)
        if node.elts and (texts or classes) and self.text(node)[0] in "([{":
            self.drop(node, [(one, one) for one in node.elts])
        self.generic_visit(node)

    visit_Tuple = visit_List = visit_Set = visit_collection  # noqa: N815

    def visit_Dict(self, node: ast.Dict) -> None:
        if node.keys and None not in node.keys:
            self.drop(node, [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key])
        self.generic_visit(node)

    def visit_choice(self, node: ast.If | ast.IfExp) -> None:
        if self.text(node.test) != "TYPE_CHECKING":
            self.replace(node.test, f"not ({self.text(node.test)})")
            self.generic_visit(node)

    visit_If = visit_IfExp = visit_choice  # noqa: N815

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.replace(test, f"not ({self.text(test)})")
            self.replace(test, "True")
        self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        if node.guard:
            self.replace(node.guard, f"not ({self.text(node.guard)})")
            self.visit(node.guard)
        for one in node.body:
            self.visit(one)

    def visit_Return(self, node: ast.Return) -> None:
        if self.may_be_none and node.value is not None and self.text(node.value) != "None":
            self.replace(node.value, "None")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.replace(node, "pass")
        elif isinstance(node.value, (ast.Yield, ast.YieldFrom)):
            self.replace(node, "yield from ()")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.replace(node, "break")

    def visit_Break(self, node: ast.Break) -> None:
        self.replace(node, "continue")


def mutations(path: str, source: bytes) -> list[Mutant]:
    """All faults that can be made in a file."""
    return Finder(path, source).found
