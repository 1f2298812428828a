"""The shipped lessons: how many, that each says what is sourced and what is advice, and that they read well."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ppl.model.lesson import TELLING
from ppl.model.project import Project
from ppl.rules.project_lessons import lessons_of
from ppl.rules.readability import measured
from ppl.store.folder import Folder
from tests.test_data import OWN_WORK, TOP, WITHOUT_ADDRESS, below, records, sources

READ_SINCE = "2026-11-15"  # the first day on which somebody looked things up for these records
LATE_PHASES = ("procedure", "vergunning", "beroep", "realisatie")
# what a reader may come for, and by which category or theme, or by which words, lessons about it are found
THIN_BEFORE = {
    "species": r"soorten|vleermui", "nitrogen": r"stikstof", "water": r"waterschap|waterbelang",
    "drinking water": r"drinkwater", "building costs": r"bouwkosten|bouwkostenindex", "affordability": r"betaalba",
    "cost recovery": r"kostenverhaal", "BOPA": r"\bbopa\b", "STOER": r"\bSTOER\b", "Woontop": r"Woontop",
    "realisatiestimulans": r"realisatiestimulans", "Wet regie": r"versterking regie", "Wkb": r"\bWkb\b",
    "gebiedsbudget": r"gebiedsbudget", "participation plan": r"participatie",
    "acceleration tables": r"versnellingstafel",
    "planning economists": r"planeconom", "corporations": r"corporatie", "expropriation": r"onteigen",
    "pre-emption": r"voorkeursrecht", "agreement": r"anterieur", "EIA": r"\bmer\b|mer-beoordeling|MER\b",
    "WBI": r"Woningbouwimpuls", "Expertteam": r"Expertteam", "woondeal": r"woondeal",
}  # fmt: skip


def lessons() -> dict[str, dict[str, Any]]:
    """The lessons that hold, by id."""
    return {id: lesson for id, lesson in below("lessons").items() if lesson["status"] != "withdrawn"}


def of_others(lesson: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The sources of a lesson that others made."""
    return (source for source in lesson["sources"] if not OWN_WORK.match(source["name"]))


def test_there_are_two_hundred_lessons_and_the_late_phases_have_their_share() -> None:
    found = lessons()
    assert len(found) >= 200
    phases = [lesson.get("phase") for lesson in found.values()]
    assert {phase: phases.count(phase) for phase in LATE_PHASES if phases.count(phase) < 6} == {}


@pytest.mark.parametrize("subject", THIN_BEFORE)
def test_what_practitioners_struggle_with_has_more_than_one_lesson(subject: str) -> None:
    looks_like = re.compile(THIN_BEFORE[subject], re.IGNORECASE if THIN_BEFORE[subject].islower() else 0)
    assert sum(looks_like.search(str(lesson)) is not None for lesson in lessons().values()) >= 2


def test_each_lesson_says_which_fields_are_advice_of_our_own_and_how_strong_its_evidence_is() -> None:
    assert [id for id, one in lessons().items() if "strength" not in one or "own" not in one] == []
    empty = {id: [name for name in one["own"] if not one.get(name)] for id, one in lessons().items()}
    assert {id: names for id, names in empty.items() if names} == {}
    assert [id for id, one in lessons().items() if not any(one.get(name) and name not in one["own"] for name in TELLING)
            and one["strength"] != "own-advice"] == []  # fmt: skip


def test_each_source_names_its_publisher_and_where_it_stands() -> None:
    for id, lesson in lessons().items():
        for source in of_others(lesson):
            assert source.get("publisher"), f"{id}: {source}"
            assert source.get("url") or source.get("page") or source.get("section"), f"{id}: {source}"
    with_place = [id for id, one in lessons().items() if any(s.get("page") or s.get("section") for s in of_others(one))]
    assert len(with_place) >= 0.75 * len(lessons())


def test_the_day_of_publication_is_no_day_of_reading() -> None:
    for name, record in records().items():
        for source in sources(record):
            published, read = source.get("date", ""), source.get("read_on", "")
            is_ours = OWN_WORK.match(source["name"]) or WITHOUT_ADDRESS.match(source["name"])
            assert is_ours or not published.startswith(READ_SINCE[:7]) or published < READ_SINCE, f"{name}: {source}"
            assert not (published and read) or published[:10] <= read, f"{name}: {source}"


def test_where_a_lesson_comes_from_is_among_its_sources() -> None:
    for id, lesson in lessons().items():
        told = lesson["from"].get("source")
        known = {text for source in lesson["sources"] for text in (source.get("url"), source["name"])}
        assert told is None or told in known or any(str(text).startswith(told) for text in known), f"{id}: {told}"


def test_advice_is_plain_dutch() -> None:
    scores = {id: measured([one["advice"]], "nl").score or 0 for id, one in lessons().items()}
    assert sum(scores.values()) / len(scores) >= 55
    assert {id: score for id, score in scores.items() if score < 45} == {}


def test_every_project_that_a_lesson_tells_of_leads_to_it_but_for_one_of_which_none_is_told() -> None:
    knowledge, _ = Folder(TOP, dict(os.environ)).read()
    without = [one.id for one in knowledge.of(Project) if not lessons_of(knowledge, one.id)]
    assert without == ["alphen-aan-den-rijn"]
