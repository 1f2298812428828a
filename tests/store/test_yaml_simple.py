"""The quick reader of simple YAML: whatever it reads, PyYAML reads alike; of the rest it says that it does not know."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.yaml import simple
from ppl.yaml.text import Plain, YamlError, dump, read_whole, to_text
from tests.store.test_yaml_suite import SUITE, embedded

ROOT = Path(__file__).parents[2]
SIGNS = [
    *" \n:-#'\"|>[]{},&*!?%@`~<=.0aé\t\r\\",
    "\n\n",
    "\n  ",
    "\n    ",
    ": ",
    "- ",
    " #",
    "''",
    ": |\n",
    ": >-\n",
    ": >\n",
    "|-",
    "|+",
    ">2",
    "---\n",
    "...\n",
    "null",
    "yes",
    "<<: ",
    "? ",
    "&a ",
    "*a",
    "!t ",
    "\u2028",
    "\x85",
    "\ufeff",
    "\xa0",
    "\r\n",
    "  \n",
    "key: v\n",
    "  - x\n",
    "- x\n",
    "[a, b]",
    "{a: b}",
    "'a'",
    '"b"',
    "'a\n  b'",
]


def assert_as_whole(text: str) -> bool:
    """Whether the quick reader knows a text; that it reads it as PyYAML does."""
    found = simple.read(text)
    if found is None:
        return False
    try:
        whole: Any = read_whole(text)
    except YamlError as error:
        whole = error
    assert json.dumps(found) == json.dumps(whole, default=str), text
    return True


def files(*folders: str) -> Iterator[str]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            if path.is_file():
                yield path.read_bytes().decode("utf-8", "replace")


def test_every_record_of_the_programme_is_read_quickly_and_as_pyyaml_reads_it() -> None:
    known = [assert_as_whole(text) for text in files("data")]
    assert sum(known) > 0.98 * len(known) > 100


def test_odd_files_are_read_as_pyyaml_reads_them_or_left() -> None:
    assert any(assert_as_whole(text) for text in files("tests/specimens", "tests/corpus", "tests/kb"))


def test_the_cases_of_the_yaml_test_suite_are_read_as_pyyaml_reads_them_or_left() -> None:
    assert sum(assert_as_whole(text) for case in SUITE for text in embedded(case)) > 50


def changed(text: str, draw: random.Random) -> str:
    """Some rows of a text with a few signs more, less or otherwise."""
    rows = text.split("\n")
    start = draw.randrange(len(rows))
    rows = rows[start : start + draw.randrange(2, 14)]
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0) if draw.random() < 0.7 else 0
    text = "\n".join(row[margin:] for row in rows) + "\n"
    for _ in range(draw.choice((1, 1, 2, 4))):
        place, what = draw.randrange(len(text) + 1), draw.random()
        if what < 0.6:
            text = text[:place] + draw.choice(SIGNS) + text[place + (what < 0.1) :]
        elif what < 0.8:
            text = text[:place] + text[place + draw.choice((1, 1, 2, 8)) :]
        else:
            rows = text.split("\n")
            place = draw.randrange(len(rows))
            rows[place] = " " * draw.randrange(7) + rows[place].lstrip(" ")
            text = "\n".join(rows)
    return text


def test_changed_texts_are_read_as_pyyaml_reads_them_or_left() -> None:
    draw = random.Random(15)
    texts = [*files("data/programme", "data/projects", "data/laws", "tests/specimens")]
    known = [assert_as_whole(changed(draw.choice(texts), draw)) for _ in range(3000)]
    assert sum(known) > 300


KEYS = st.from_regex(r"[a-z_][a-z_0-9.-]{0,8}|on|no|1|[0-9]{4}-01-01|null|'<<'", fullmatch=True)
SCALARS = st.one_of(
    st.none(),
    st.text(max_size=150),
    st.text("ab :-#'\"\n[],{}&*!|>", max_size=40),
    st.builds(Plain, st.dates().map(str)),
    st.sampled_from(["no", "012", "1:30", "1e3", "~", "null", "", " ", "<<", "a: b", "- a", "x #y", "2026-03-01"]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_ppl_writes_is_read_as_pyyaml_reads_it_or_left(value: dict[str, Any]) -> None:
    assert_as_whole(to_text(value))
    assert_as_whole(f"a: {dump(value, flow=True)}")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a: ", "b:", "- ", "  ", " ", "\n", "x", "y: z", "'", '"', "|", ">-", "#", "[x, y]", "é"])
    )
)
def test_any_rows_are_read_as_pyyaml_reads_them_or_left(pieces: list[str]) -> None:
    assert_as_whole("".join(pieces) + "\n")


KNOWN = [
    (
        "a: no\nb: 012\nc: 1:30\nd: 2026-03-01\ne: 1e3\nf: .5\ng: -5\nh: yes\n",
        {"a": "no", "b": "012", "c": "1:30", "d": "2026-03-01", "e": "1e3", "f": ".5", "g": "-5", "h": "yes"},
    ),
    (
        "a:\nb: ~\nc: null\nd: ''\ne: \"\"\nf: 'null'\ng: [null, x]\n",
        {"a": None, "b": None, "c": None, "d": "", "e": "", "f": "null", "g": [None, "x"]},
    ),
    ("'on': 1\n\"2\": x\n3: y\n", {"on": "1", "2": "x", "3": "y"}),
    ("a: >-\n  b\n  c\n\n  d\n\ne: |\n  f\n   g\n\nh: >\n  i\n", {"a": "b c\nd", "e": "f\n g\n", "h": "i\n"}),
    ("a: b\n  c\nd:\n  e f\ng: 'it''s\n  h'\n", {"a": "b c", "d": "e f", "g": "it's h"}),
    ("# c\na:  # c\n- b: c  # d\n  e:\n    - f\n- g\n", {"a": [{"b": "c", "e": ["f"]}, "g"]}),
    ("a: {b: c, d: 'e'}\nf: []\ng: {}\n", {"a": {"b": "c", "d": "e"}, "f": [], "g": {}}),
    ("a: b\r\nc: >-\r\n  d\r\n  e\r\n", {"a": "b", "c": "d e"}),
]


@pytest.mark.parametrize(("text", "meant"), KNOWN)
def test_what_people_and_ppl_write_is_read_quickly(text: str, meant: dict[str, Any]) -> None:
    assert simple.read(text) == meant == read_whole(text)


LEFT = [
    "a: 1\na: 2\n",
    "a: &x b\n",
    "a: *x\n",
    "a: !t b\n",
    "<<: {a: b}\n",
    "a: <<\n",
    "a: 1\n---\nb: 2\n",
    "- a\n",
    "a\n",
    "",
    "# c\n",
    "a: b",
    "a:\tb\n",
    "\ta: b\n",
    "a: \x07\n",
    "a: x\u2028y\n",
    "\ufeffa: b\n",
    "a: \ud800\n",
    'a: "\\x41"\n',
    "? a\n",
    "a: b: c\n",
    "a: [b: c]\n",
    "a: [b, [c]]\n",
    "a: |2\n   b\n",
    "a: |+\n  b\n",
    "a: b\n  c: d\n",
    "a: |\n  b\n   \n",
    "".join(" " * n + "k:\n" for n in range(60)),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_mean_something_else_is_left(text: str) -> None:
    assert simple.read(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a: >-\n" + "  b c\n" * 200_000, 799_999),
        ("a: b\n" + "  c d\n" * 200_000 + "  e: f\n", None),
        ("a: '" + "''" * 500_000 + "\n", None),
        ("a: [b" + ", b" * 300_000 + "\n", None),
        ("a" * 1_000_000 + "\n", None),
    ],
)
def test_a_long_text_takes_a_moment_and_is_read_whole_or_left(text: str, length: int | None) -> None:
    found = simple.read(text)
    assert (found and len(found["a"])) == length
