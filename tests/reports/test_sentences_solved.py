"""A judgement that names what was solved since says so; small gains are days, and codes have their words."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.session import Lights
from ppl.reports import news_sentences, project, standing_sentences
from ppl.reports.news import Story
from tests import make
from tests.make import TODAY, day
from tests.reports.rendered import text_of
from tests.reports.test_sentences import english

TITLE = "Bodem is vuil"
SAID = "That bottleneck was closed since, on 27 February 2026."


@pytest.mark.parametrize(("closed_on", "is_said"), [("2026-02-22", False), ("2026-02-27", True), ("2026-03-03", False)])
@pytest.mark.parametrize("where", ["condition", "because", "cause"])
def test_a_judgement_that_names_a_bottleneck_says_that_it_was_closed_since(
    where: str, closed_on: str, is_said: bool
) -> None:
    names = f"het knelpunt ‘{TITLE}’ is opgelost"
    judged: dict[str, dict[str, Any]] = {
        "condition": {"feasible_in_term": make.feasible("conditional", condition=names)},
        "because": {"on_track": make.on_track("attention", because=names)},
        "cause": {"lights": Lights(time=make.light("amber", cause=names), money=make.light("green"))},
    }
    known = make.knowledge(
        make.programme(),
        make.project(),
        make.session(held_on=day("2026-02-23"), **judged[where]),
        make.bottleneck(title=TITLE, status="resolved", closed_on=day(closed_on)),
    )
    assert (SAID in text_of("project", project.Request(known, "alpha"), TODAY)) is is_said


@pytest.mark.parametrize(
    ("weeks", "said"),
    [(0.3, "2 days won"), (0.14, "1 day won"), (0.01, "1 day won"), (-0.9, "6 days lost"), (1.0, "1 week won"),
     (-1.4, "1.4 weeks lost"), (0, "as planned")],
)  # fmt: skip
def test_less_than_a_week_is_days(weeks: float, said: str) -> None:
    assert english(standing_sentences.won(weeks)) == said


def test_the_outcome_of_a_decision_has_its_words_in_a_bulletin() -> None:
    told = news_sentences.story(Story(on=TODAY, text="passed with changes", is_code=True))
    assert english(told.text).endswith("Passed with changes.")
