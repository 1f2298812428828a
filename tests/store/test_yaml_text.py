"""Reading as every other reader does; editing a hand-written file without touching anything else."""

# ruff: noqa: E501
from __future__ import annotations

import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import ambiguities
from ppl.yaml.text import Plain, YamlError
from tests.share import share_of
from tests.store.ugly import TEXTS, by_pyyaml, by_ruamel, copied, is_flow, lines_of, new_values, places, ugly, value_at

ROOT = Path(__file__).parents[2]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_many_changed_values_are_put_in_with_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "items:\n" + "".join(
        f"  - {{id: a{i}, text: doe {i}}}  # {i}\n  - id: b{i}\n    text: x\n" for i in range(9)
    )
    wanted = {"items": [{**item, "text": f"anders: {item['id']}"} for item in yaml_text.read(text)["items"]]}
    read, seen = yaml_text.read, []

    def counted(text: str) -> dict[str, Any]:
        seen.append(text)
        return read(text)

    monkeypatch.setattr(yaml_edit, "read", counted)
    found = yaml_edit.edit_text(text, wanted)
    assert read(found) == wanted and len(seen) == 2
    slowly = text
    for number, item in enumerate(wanted["items"]):
        slowly = yaml_edit.edit_text(
            slowly, {"items": [*wanted["items"][:number], item, *read(text)["items"][number + 1 :]]}
        )
    assert found == slowly


def rows(text: str) -> list[str]:
    """The lines, without their line breaks."""
    found = [row.removesuffix("\r") for row in text.split("\n")]
    return found[:-1] if found[-1] == "" else found


def is_insertion(old: list[str], new: list[str]) -> bool:
    """Whether the new lines are the old ones with some put in between at one place (how far a comment is
    indented does not count: behind a block text it may have to move)."""
    old, new = ([row.strip() if row.strip().startswith("#") else row for row in lines] for lines in (old, new))
    same = 0
    while same < len(old) and same < len(new) and old[same] == new[same]:
        same += 1
    rest = len(old) - same
    return rest == 0 or new[-rest:] == old[same:]


# --- reading ---------------------------------------------------------------------------------------


@settings(suppress_health_check=SLOW)
@given(ugly())
def test_every_reader_reads_a_hand_written_file_alike(text: str) -> None:
    found = yaml_text.read(text)
    assert found == by_pyyaml(text)
    assert found == by_ruamel(text)


def test_every_reader_reads_the_records_of_the_programme_alike() -> None:
    paths = sorted(ROOT.glob("data/**/*.yaml"))
    assert len(paths) > 300
    for path in share_of(paths):
        text = path.read_text("utf-8")
        found = yaml_text.read(text)
        assert found == by_pyyaml(text), path
        assert found == by_ruamel(text), path


def test_a_sign_between_two_words_is_text_and_read_as_fast_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    slowly: list[str] = []

    def parse(text: str, **options: Any) -> list[Any]:
        slowly.append(text)
        return []

    monkeypatch.setattr(yaml, "parse", parse)
    assert yaml_text.read("name: Rijk & regio\nwho: a * b\nsaid: now ! or % then") == {
        "name": "Rijk & regio", "who": "a * b", "said": "now ! or % then"
    }  # fmt: skip
    assert not slowly
    for text in ("a: &b c", "- *b", "a: [!b c]", "a: b\n  & c", "%b", 'a: "b" &c', "a:\tb"):
        with suppress(YamlError):
            yaml_text.read(text)
        assert slowly.pop() == text


def test_a_text_of_which_many_lines_are_asked_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compose, seen = yaml.compose, []

    def counted(text: str, **options: Any) -> Any:
        seen.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", counted)
    text = "".join(f"once{number}: x\n" for number in range(50))
    assert [yaml_text.line_of(text, (f"once{number}",)) for number in range(50)] == [*range(1, 51)]
    assert len(seen) == 1


def test_a_byte_order_mark_is_read_over_and_kept() -> None:
    text = yaml_text.decode(b"\xef\xbb\xbfkind: weekly\nheld_on: 2026-01-05\n")
    assert yaml_text.read(text) == {"kind": "weekly", "held_on": "2026-01-05"}
    assert yaml_edit.edit_text(text, {"kind": "contact", "held_on": Plain("2026-01-05")}) == (
        "\ufeffkind: contact\nheld_on: 2026-01-05\n"
    )


@pytest.mark.parametrize("text", ["", "\n", "# niets\n", "---\n", "--- # niets\n...\n", "{}", "~"])
def test_a_file_without_fields_is_an_empty_record(text: str) -> None:
    assert yaml_text.read(text) == {}


REFUSED = [
    ("a: 1\nb: 2\na: 3\n", 3, "stands here twice"),
    ("x:\n  - a: 1\n    a: 2\n", 3, "stands here twice"),
    ("{a: 1,\n a: 2}", 2, "stands here twice"),
    ("a: 1\n---\nb: 2\n", 2, "second document"),
    ("a: 1\n...\n---\nb: 2\n", 3, "second document"),
    ("- a\n- b\n", 1, "a list"),
    ("zomaar tekst\n", 1, "a text"),
    ("a: 1\nb: [1, 2\n", 3, "cannot be read"),
    ("a: 'x\nb: 2\n", 3, "cannot be read"),
    ("a: b: c\n", 1, "cannot be read"),
    ("a: 1\n\tb: 2\n", 2, "cannot be read"),
    ("a: \x00\n", 1, "does not allow"),
    ("a: 1\nb: \x07\n", 2, "does not allow"),
    ("a: *x\n", 1, "cannot be read"),
    ("[a]: 1\n", 1, "must be a word"),
    ("? {a: b}\n: 1\n", 1, "must be a word"),
    ("a: " + "[" * 50 + "]" * 50, 1, "nested too deeply"),
    ("".join(" " * n + "k:\n" for n in range(60)), 42, "nested too deeply"),
    ("a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    ), 1, "nested too deeply"),
    ("a: &a [*a]\n", 1, "nested too deeply"),
    ("a: &a {<<: *a}\n", 1, "nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what"), REFUSED, ids=[what + str(n) for n, (*_, what) in enumerate(REFUSED)])
def test_what_readers_could_not_agree_on_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(YamlError) as refused:
        yaml_text.read(text)
    assert what in str(refused.value.what)
    assert refused.value.line == line
    assert str(refused.value.remedy)


def test_bytes_that_are_no_utf8_are_refused_with_their_line() -> None:
    with pytest.raises(YamlError) as refused:
        yaml_text.decode(b"a: 1\nb: caf\xe9\n")
    assert refused.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "'[' * 100_000",
        "'a: ' + '{a: ' * 100_000",
        "'- ' * 100_000",
        "'\\n'.join(' ' * n + 'a:' for n in range(3000))",
        "'\\n'.join(' ' * n + '-' for n in range(3000))",
        "'a: ' + '[\"' + '\"[\"' * 5 + '[' * 100_000",
        "'? ' * 100_000",
        "'a: ' + '!x ' * 10_000",
        "'[' + '\\n' * 50 + '[' * 100_000",
        "'a:\\n' + '- - - - - - - - - -\\n' * 3 + ' ' * 10 + '-  ' * 30_000",
        "'-\\t' * 100_000",
        "'? - ' * 50_000",
    ],
)
def test_deep_nesting_does_not_crash_the_reader(text: str) -> None:
    program = (
        "from ppl.yaml import text as yaml_text\n"
        f"text = {text}\n"
        "try:\n    yaml_text.read(text); print('read')\n"
        "except yaml_text.YamlError as error:\n    print('refused', error.line)\n"
        "assert yaml_text.line_of(text, ('a',)) >= 1\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith("refused")


def test_brackets_in_texts_are_no_nesting() -> None:
    text = "a: |\n" + "  ([{ open\n" * 2000
    assert yaml_text.read(text) == by_pyyaml(text)


def test_anchors_tags_merge_keys_tabs_and_odd_breaks_are_remarked() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: !!str 5\ne:\n  <<: *x\nf: [\n\tg]\nh: 'x\u2028y'\ni: a & b * c ! d\n"
    found = [(line, str(what)) for line, what in ambiguities(text)]
    assert {(line, what.split("(")[0].strip()) for line, what in found} == {
        (1, "an anchor"),
        (2, "an alias"),
        (3, "a tag"),
        (5, "a merge key"),
        (5, "an alias"),
        (7, "a tab as indentation"),
        (8, "a line break that not every reader takes for one"),
    }


# --- writing ---------------------------------------------------------------------------------------


def assert_everybody_reads(text: str, value: str) -> None:
    safe = ruamel.yaml.YAML(typ="safe", pure=True)
    for reader in (
        lambda t: yaml_text.read(t),
        lambda t: yaml.load(t, Loader=yaml.BaseLoader),
        lambda t: yaml.safe_load(t),
        lambda t: yaml.load(t, Loader=yaml.CSafeLoader),
        lambda t: safe.load(io.StringIO(t)),
    ):
        found = reader(text)
        assert found == {"tekst": value, "lijst": [value], "diep": {"lijst": [{"een": value}]}}, text


def everywhere(value: str) -> dict[str, Any]:
    return {"tekst": value, "lijst": [value], "diep": {"lijst": [{"een": value}]}}


ANY_TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text(st.sampled_from("ab \n'\"#:-[]{},&*!|>%@`\\\t0123.~é😀"), max_size=40),
    st.lists(st.sampled_from(("woord", "een: twee", "- x", "#", "'t", "é", "  ", "\n", "12")), max_size=60).map(
        " ".join
    ),
)


@given(ANY_TEXT)
def test_any_text_that_is_written_is_read_back_by_every_reader(value: str) -> None:
    assert_everybody_reads(yaml_text.to_text(everywhere(value)), value)


AWKWARD = (
    *TEXTS, "yes", "Yes", "ON", "off", "y", "n", "Null", "NULL", ".inf", "-.INF", ".nan", "0o17", "0x1F", "1_000",
    "190:20:30", "1:30:00", "2026-03-01T10:00:00Z", "2026-3-1", "12e03", "+1", "1.", ".5", "0b11", "\x85", "\u2028", "\ufeff",
    "\x7f", "\r", "a\r\nb", " \n ", "a\n b", "a \nb", "\ta", "a\t", "a\n\tb", "---", "--- x", "...", "a\n---\nb", "%YAML",
    "'" * 3, '"' * 3, "a" * 5000, "a b " * 500, "x" * 100 + " " + "y" * 100, "a  b   c " * 30, "dubbele  spatie " * 10,
)  # fmt: skip


@pytest.mark.parametrize("value", AWKWARD, ids=range(len(AWKWARD)))
def test_an_awkward_text_stays_that_text(value: str) -> None:
    assert_everybody_reads(yaml_text.to_text(everywhere(value)), value)
    for old in ("tekst: x # c\n", "tekst: 'x'\n", 'tekst: "x"\n', "tekst: >-\n  x\n", "tekst:\n", "tekst: [x]\n"):
        assert yaml.safe_load(yaml_edit.edit_text(old, {"tekst": value})) == {"tekst": value}
    for old in ("l: [x, y]\n", "l:\n- x\n- y\n", "l:\n  - x\n  - 'y'\n"):
        assert yaml.safe_load(yaml_edit.edit_text(old, {"l": ["x", value]})) == {"l": ["x", value]}


def test_numbers_and_dates_are_written_bare() -> None:
    text = yaml_text.to_text(
        {"a": Plain("012"), "b": Plain("2026-01-05"), "c": "2026-01-05", "d": Plain("1.50"), "e": None}
    )
    assert text == "a: 012\nb: 2026-01-05\nc: '2026-01-05'\nd: 1.50\ne: null\n"


# --- editing ---------------------------------------------------------------------------------------


@settings(suppress_health_check=SLOW)
@given(ugly(), st.data())
def test_an_edit_changes_its_own_lines_only(text: str, data: Any) -> None:
    held = yaml_text.read(text)
    at = data.draw(st.sampled_from(places(held)), label="at")
    value = data.draw(new_values(), label="value")
    new = copied(held)
    parent = value_at(new, at[:-1])
    action = data.draw(st.sampled_from(("set", "delete", "insert")), label="action")
    if action == "set":
        parent[at[-1]] = value
    elif action == "delete":
        del parent[at[-1]]
    elif isinstance(parent, list):
        parent.insert(at[-1], value)
    else:
        parent["extra"] = value
    result = yaml_edit.edit_text(text, new)
    assert yaml_text.read(result) == new
    assert by_pyyaml(result) == new
    assert by_ruamel(result) == new
    old_rows, new_rows = rows(text), rows(result)
    in_lines = not is_flow(text, at)
    first, last = lines_of(text, at)
    siblings = value_at(held, at[:-1])
    if new == held or not new:
        assert result == text or not new
    elif isinstance(siblings, list) and any(siblings.count(item) > 1 for item in siblings):
        pass  # which of two equal items was meant, nobody can tell
    elif action == "set":
        assert new_rows[:first] == old_rows[:first]
        assert new_rows[len(new_rows) - len(old_rows) + last + 1 :] == old_rows[last + 1 :]
        before = value_at(held, at)
        is_short = isinstance(value, (str, type(None))) and "\n" not in (value or "") and len(value or "") < 80
        if isinstance(before, str) and first == last and is_short:
            assert len(new_rows) == len(old_rows)
    elif in_lines and len(at) == 1:
        assert is_insertion(*((new_rows, old_rows) if action == "delete" else (old_rows, new_rows)))
    elif in_lines and action == "insert" and at[-1] != 0:
        assert is_insertion(old_rows, new_rows)
    elif in_lines and action == "delete" and at[-1] != 0 and parent:
        above, below = lines_of(text, at[:-1])
        assert new_rows[:above] == old_rows[:above]
        assert new_rows[len(new_rows) - len(old_rows) + below + 1 :] == old_rows[below + 1 :]
    else:  # within its own top-level field
        above, below = lines_of(text, at[:1])
        assert new_rows[:above] == old_rows[:above]
        assert new_rows[len(new_rows) - len(old_rows) + below + 1 :] == old_rows[below + 1 :]


def test_a_text_in_lines_takes_nothing_in_that_stood_beside_it() -> None:
    """Blanks behind the old value, and blank lines behind what is gone, would become part of it."""
    text = "kind:  # let op\r\n kind: weekly   \r\nstatus: weekly  # let op"
    assert yaml_edit.edit_text(text, {"kind": {"kind": "twee\nregels"}, "status": "weekly"}) == (
        "kind:  # let op\r\n kind: |-\r\n   twee\r\n   regels\r\nstatus: weekly  # let op"
    )
    text = "kind: [\n  weekly,\n  ]  # let op\n"
    assert yaml_edit.edit_text(text, {"kind": [": b"]}) == "kind: [\n  ': b',\n  ]  # let op\n"
    assert yaml_edit.edit_text(text, {"kind": ["? x"]}) == "kind: [\n  '? x',\n  ]  # let op\n"
    text = "status:   \n- kind: weekly  # let op\nnaam: weekly\n"
    assert yaml_edit.edit_text(text, {"status": [[None, "een\ntwee"]], "naam": "weekly"}) == (
        "status:   \n-   - null\n    - |-  # let op\n      een\n      twee\nnaam: weekly\n"
    )
    text = "status:   \n- a: |+\n    x\n  b: 1\n\n\n  c: no\n"
    assert yaml_edit.edit_text(text, {"status": [{"a": "x\n", "c": "no"}]}) == "status:   \n- a: |+\n    x\n  c: no\n"
