"""What words show on a screen, as a page: a title of its own, and each thing on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def headings(page: str) -> list[tuple[str, str]]:
    """The headings of a page, with their level."""
    return [(level, re.sub("<[^>]+>", "", text)) for level, text in re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", page)]


def test_a_page_of_answers_is_titled_with_the_question_and_has_every_answer(kb: Kb, in_process: Run) -> None:
    _, page, _ = in_process(kb, "search", "waterrijk", "--format", "html")
    title, *others = headings(page)
    assert title == ("1", "What answers ‘waterrijk’")
    assert others and {level for level, _ in others} == {"2"}
    assert re.search(r"<li>[^<]*project: waterrijk", page)


def test_a_page_of_history_is_titled_and_has_every_step_with_what_changed_as_a_list(kb: Kb, in_process: Run) -> None:
    _, page, _ = in_process(kb, "history", "waterrijk", "--format", "html")
    assert headings(page)[0] == ("1", "Who changed what, when and why")
    assert len(headings(page)) > 1 and "<li>" in page
