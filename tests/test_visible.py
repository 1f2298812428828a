"""What others wrote cannot steer the terminal: all that is printed goes through one function."""

from __future__ import annotations

import ast
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.cli.desk import Desk
from ppl.errors import StoreError, Text
from ppl.render import json as as_json
from ppl.visible import fitted, on_one_line, pasted, visible

ROOT = Path(__file__).parents[1]
STEERING = (
    "\x1b[31m\x1b[2J", "\x1b]0;titel\x07", "\x1b]8;;https://x\x1b\\", "\x9b31m", "\x9d0;t\x9c", "\x1bP1$r\x1b\\",
    "\x1bc", "\x1b(B", "\x07\x08\x7f", "\u202e\u2066\u2069\u200e\u200f", "\u200b\u200d\ufeff\u2060",
    "\ufe0f\U000e0041\U000e0100",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("de \x1b[1;31mkabel\x1b[0m ligt er", "de kabel ligt er"),
        ("de [31mkabel[0m en ^[[32mmeer^[[m", "de kabel en meer"),
        ("\x1b]8;;https://x\x1b\\hier\x1b]8;;\x1b\\", "hier"),
        ("een strook van [3m] breed", "een strook van [3m] breed"),
        ("hoogte [31m tot de nok", "hoogte [31m tot de nok"),
        ("- [x] klaar\n- [ ] open", "- [x] klaar\n- [ ] open"),
    ],
    ids=ascii,
)
def test_of_what_is_pasted_no_code_of_a_terminal_is_left_nor_its_tail(text: str, left: str) -> None:
    assert pasted(text) == left


@pytest.mark.parametrize("signs", STEERING, ids=ascii)
def test_what_steers_or_hides_is_taken_out_whole(signs: str) -> None:
    assert visible(f"voor {signs}na") == "voor na"


def test_half_a_character_of_a_name_that_is_not_utf_8_tells_it_apart() -> None:
    assert visible("caf\udce9.txt") == "caf\\udce9.txt"


def test_letters_accents_newlines_and_tabs_stay() -> None:
    text = "Café e\u0301n\tДом 家 ● ■\n€ 3"
    assert visible(text) == text


def test_what_separates_lines_without_a_newline_becomes_a_blank() -> None:
    assert visible("a\u2028b\x85c\rd\r\ne") == "a b c d\ne"
    assert on_one_line("a\n\nb\u2029c") == "a  b c"


@given(st.text(st.characters(), max_size=40) | st.lists(st.sampled_from((*STEERING, "\x1b", "[", "3m"))).map("".join))
def test_no_control_sign_and_no_direction_is_left_and_twice_is_once(text: str) -> None:
    shown = visible(text)
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\n\t"]
    assert not [sign for sign in shown if unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "FSI")]
    assert visible(shown) == shown


@given(st.text(st.characters(), max_size=40))
def test_json_holds_the_data_themselves_and_nothing_that_steers(text: str) -> None:
    shown = as_json.text({text: [text]})
    assert json.loads(shown) == {text: [text]}
    assert visible(shown) == shown
    shown.encode()


def test_all_that_a_desk_says_is_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    desk, hostile = Desk({}), "".join(STEERING)
    desk.show(f"a{hostile}b")
    desk.remark(Text("committed as {commit}: {subject}", commit="1", subject=hostile))
    desk.remark(hostile)
    assert desk.fail(StoreError(Text("nothing was written"), Text("give it {name}", name=hostile))) == 4
    assert out.getvalue() == "ab\n"
    assert err.getvalue() == "committed as 1: \n\nppl: nothing was written\n  give it \n"
    err.truncate(err.seek(0))
    desk.fail(StoreError(Text("there is no remote `{name}`", name="x`\nppl: done\n  run this")))
    assert err.getvalue() == "ppl: there is no remote `x`\n    ppl: done\n    run this`\n"


def test_only_the_desk_and_the_terminal_print() -> None:
    printing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "ppl").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.stdout.write", "sys.stderr.write")
    }
    own = {"ppl/cli/app.py", "ppl/cli/terms.py"}  # the version, and terms for the catalogues
    assert printing == {
        "ppl/cli/desk.py",
        "ppl/cli/terminal.py",
        *own,
        "ppl/render/confined.py",
    }  # the last to ppl itself


def test_a_line_that_does_not_fit_is_broken_at_blanks_and_goes_on_deeper() -> None:
    text = "ppl: er is geen project `langevelt` in deze kennisbank\n  bedoelde je `langeveld`? Kies anders uit de lijst"
    lines = fitted(text, 30).split("\n")
    assert all(len(line) < 30 for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert {len(line) - len(line.lstrip()) for line in lines} == {0, 2, 4}
    assert fitted(text, 200) == text


def test_what_has_no_blank_runs_on() -> None:
    ref = "gemeente/bottlenecks/" + "x" * 60
    assert fitted(f"{ref} is weg", 40).split("\n") == [ref, "  is weg"]
    assert fitted("a-b-c " * 3 + "\n", 12).endswith("\n")


def test_a_command_is_not_broken_so_that_it_can_be_copied() -> None:
    text = "als concept voor je mailprogramma: ppl recap waterrijk/sessions/2026-01-12-weekly --out mail.eml"
    lines = fitted(text, 80).split("\n")
    assert lines == [
        "als concept voor je mailprogramma:",
        "  ppl recap waterrijk/sessions/2026-01-12-weekly --out mail.eml",
    ]
    assert len(fitted(f"ppl set {'x ' * 60}", 40).split("\n")) > 3  # one that fits on no line
