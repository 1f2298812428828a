"""`ppl search`: what somebody types, what is shown, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]
NET = "waterrijk/bottlenecks/netaansluiting"


def found(in_process: Run, kb: Kb, *arguments: str) -> list[str]:
    """The refs of what is found."""
    code, out, err = in_process(kb, "search", *arguments, "--format", "json")
    assert code == 0, err
    return [item["ref"] for item in json.loads(out)["items"]]


def test_a_question_is_answered_quoted_or_not(kb: Kb, in_process: Run) -> None:
    assert found(in_process, kb, "netaansluiting", "laat") == found(in_process, kb, "netaansluiting laat")
    assert NET in found(in_process, kb, "netaansluiting", "laat")


def test_its_json_has_a_name_and_what_each_answer_is(kb: Kb, in_process: Run) -> None:
    _, out, _ = in_process(kb, "search", "netaansluiting", "--format", "json")
    data = json.loads(out)
    assert (data["schema"], data["query"]) == ("ppl/search/1", "netaansluiting")
    assert set(data["items"][0]) == {"ref", "kind", "title", "score", "passage", "why"}
    scores = [item["score"] for item in data["items"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("format", ["screen", "md", "csv"])
def test_it_is_shown_in_every_format(kb: Kb, in_process: Run, format: str) -> None:
    code, out, _ = in_process(kb, "search", "netaansluiting", "--format", format)
    assert code == 0 and NET in out
    if format == "csv":
        rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
        assert rows[0]["ref"] == NET


def test_a_word_with_a_minus_is_no_option(kb: Kb, in_process: Run) -> None:
    assert NET in found(in_process, kb, "netaansluiting")
    assert NET not in found(in_process, kb, "netaansluiting", "zandhoek", "-netaansluiting")


def test_an_option_that_is_not_there_is_refused(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "search", "netaansluiting", "--kinds", "lesson")
    assert code == 2 and "--kind`" in err


def test_what_stands_in_a_field_may_be_asked_in_dutch(kb: Kb, in_process: Run) -> None:
    assert found(in_process, kb, 'netaansluiting categorie:"vol stroomnet"') == [NET]
    assert found(in_process, kb, "netaansluiting", "status:opgelost") == []
    assert found(in_process, kb, "titel:netaansluiting")[:1] == [NET]


def test_limits_are_named_in_words(kb: Kb, in_process: Run) -> None:
    assert found(in_process, kb, "netaansluiting", "--kind", "knelpunt") == [NET]
    assert found(in_process, kb, "netaansluiting", "--project", "zandhoek") == []
    assert found(in_process, kb, "netaansluiting", "--kind", "knelpunt", "--category", "vol stroomnet") == [NET]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("netaansluiting", "--category", "netcongesti"), "netcongestie"),
        (("netaansluiting", "--kind", "lesson", "--phase", "fase-nul"), "fase-nul"),
        (("netaansluiting", "--since", "ooit"), "--since"),
        (("netaansluiting", "--audience", "project"), "--project"),
        (("?!",), "no word"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(
    kb: Kb, in_process: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = in_process(kb, "search", *arguments)
    assert code == 2 and said in err


def test_where_nothing_answers_it_says_so(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "search", "kwantumcomputer")
    assert (code, out.strip()) == (0, "") and "kwantumcomputer" in err


def test_a_list_may_be_of_what_answers(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(kb, "list", "bottleneck", "--matching", "netaansluiting", "--format", "json")
    assert code == 0 and [item["ref"] for item in json.loads(out)["items"]] == [NET]


def test_what_is_remarked_on_an_answer_stands_below_it(kb: Kb) -> None:
    environment = {**kb.environment, "TERM": "xterm", "PPL_LANG": "nl"}
    with Terminal(kb.root, environment, "search", "netaansluiting", "--limit", "1") as terminal:
        terminal.expect(NET)
        terminal.expect("nog 1; met --limit")
        assert terminal.end() == 0
