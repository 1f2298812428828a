"""The reports of the invented programme are as long as a director reads: two pages, then a page for each project."""

from __future__ import annotations

import re

import pytest

from ppl.demo.programme import made
from ppl.model.kinds import ref_of_path
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import CHOSEN, Project
from ppl.reports import programme, project
from ppl.reports.data import plain
from tests.demo.test_demo import UNTIL
from tests.reports.rendered import text

TWO_PAGES, ONE_PAGE = (900, 110), (570, 52)  # words and lines that these hold in print, marks of tables among them


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    journal = made(8, 104, 1, UNTIL)
    refs = [ref_of_path(path) for path in journal.files.files]
    return journal.folder.read_refs(refs)[0].for_audience(Audience("client"))


def size(told: str) -> tuple[int, int]:
    """How many words and lines a text is; a row of a table is two lines in print."""
    lines = sum(2 if line.startswith("| ") else -(-len(line) // 105) for line in told.splitlines() if line)
    return len(told.split()), lines


def fits(told: str, most: tuple[int, int]) -> bool:
    """Whether a text is no longer than so many words and lines."""
    return all(number <= limit for number, limit in zip(size(told), most, strict=True))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_programme_is_told_in_two_pages_and_each_project_in_one(knowledge: Knowledge, lang: str) -> None:
    request = programme.Request(knowledge, audience="client")
    found = programme.build(request, UNTIL)
    told = text("reports/programme.md.j2", {"report": plain(found), **programme.context(request, found)}, lang)
    _, summary, *chapters = re.split(r"^## ", told, flags=re.M)
    chosen = [one.name for one in knowledge.of(Project) if one.status in CHOSEN]
    assert len(chosen) >= 5 and fits(summary, TWO_PAGES), size(summary)
    pages = {name: page for page in chapters if (name := page.partition("\n")[0]) in chosen}
    assert sorted(pages) == sorted(chosen)
    assert [(name, size(page)) for name, page in pages.items() if not fits(page, ONE_PAGE)] == []
    assert "|" in summary and "Bijlage" not in summary


def test_a_project_is_told_in_two_pages_before_what_stands_behind_them(knowledge: Knowledge) -> None:
    chosen = [one.id for one in knowledge.of(Project) if one.status in CHOSEN]
    for id in chosen:
        request = project.Request(knowledge, id, audience="client")
        found = project.build(request, UNTIL)
        told = text("reports/project.md.j2", {"report": plain(found), "audience": "client",
                                              **project.context(request, found)})  # fmt: skip
        first = told.partition("\n## Het project\n")[0]
        assert len(first) < len(told) and fits(first, TWO_PAGES), (id, size(first))
