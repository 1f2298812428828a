"""What `--help` shows of every word: for people, in their language, within the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ppl.cli.app import WORDS, Word
from ppl.cli.help import record_of
from tests.conftest import Kb


def every(words: tuple[Word, ...], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for word in words:
        yield from every(word.words, (*before, word.name)) if word.words else iter([(*before, word.name)])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_help_names_what_to_fill_in_and_no_types_of_a_program(kb: Kb, lang: str) -> None:
    for word in every(WORDS):
        done = kb.ppl(*word, "--help", PPL_LANG=lang, COLUMNS="80")
        shown = "\n".join(row for row in done.stdout.splitlines() if not row.startswith("    ppl "))
        assert not re.search(r"<str>|<path>|<int>|list\[|\{[A-Z]|\[\[", shown), (word, shown)
        long = [row for row in shown.splitlines() if len(row) > 80]
        assert not long, (word, long)
        if lang == "nl":
            assert not re.search(r"\b(?:FILE|DATE|TEXT|FIELD|VALUE|KIND|ROLE|WEEKS|DIR)\b", shown), (word, shown)


def test_a_long_list_of_choices_stands_in_the_help_and_not_beside_the_option() -> None:
    choices = "|".join(f"choice-{number}" for number in range(12))
    name, help = record_of((f"--kind <{choices}>", "The kind."))
    assert name.startswith("--kind ") and "<" not in name and "choice-11)" in help
    assert record_of(("PROJECT <str>", "The project."))[0] == "PROJECT"


def test_the_project_of_a_new_record_is_where_it_belongs_and_not_a_choice_among_more(kb: Kb) -> None:
    shown = " ".join(kb.ppl("new", "--help", PPL_LANG="nl").stdout.split())
    assert "Het project waar het record bij hoort." in shown and "Alleen van dit project" not in shown
