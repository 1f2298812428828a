"""The pictures of a report: only those for which there are data, for readers who may see them."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.cli import show
from ppl.cli.desk import Desk
from ppl.model.knowledge import Audience, Knowledge
from ppl.reports.catalog import REPORT
from tests import make
from tests.conftest import KB
from tests.make import TODAY, day


def known() -> Knowledge:
    return make.knowledge(
        make.project(milestones=(make.milestone(planned_on=day("2026-06-01"), baseline_on=day("2026-05-04")),)),
        make.session(lights=make.lights("red")),
        make.bottleneck(opened_on=day("2026-01-20")),
    )


def document(name: str, audience: Any, found: Knowledge | None = None) -> Any:
    module = REPORT[name].module
    project = "alpha" if REPORT[name].is_of_project else None
    seen = (found or known()).for_audience(Audience(audience, project))
    request = module.Request(seen, project, audience=audience)
    build = module.build(request, TODAY)
    return show.document_of(Desk({"PPL_ROOT": str(KB)}), name, request, build, "en", {"audience": audience})


@pytest.mark.parametrize(
    ("name", "audience", "charts"),
    [
        ("project", "internal", ("lights", "milestones", "ages", "rhythm")),
        ("project", "project", ("lights", "milestones", "ages")),
        ("programme", "internal", ("milestones", "ages", "rhythm")),
        ("programme", "client", ("milestones", "ages")),
    ],
)
def test_a_report_has_the_pictures_of_what_its_reader_may_see(
    name: str, audience: str, charts: tuple[str, ...]
) -> None:
    assert document(name, audience).charts == charts


def test_without_data_there_is_no_picture() -> None:
    assert document("project", "internal", make.knowledge(make.project())).charts == ()


@pytest.mark.parametrize("name", ["project", "programme"])
def test_a_page_places_each_of_its_pictures_and_what_it_says_beside_it(name: str) -> None:
    made = document(name, "internal")
    text = made.markdown("html", pictures={chart: f"chart:{chart}" for chart in made.charts}).replace("\u00a0", " ")
    for chart in made.charts:
        assert text.count(f"](chart:{chart})") == 1, chart
    assert "| In time | Held late |" in text
    assert name == "project" or "| 4 May 2026 | 1 June 2026 | – | -4 |" in text
    assert "](chart:" not in made.markdown("screen") and "| In time |" not in made.markdown("screen")
