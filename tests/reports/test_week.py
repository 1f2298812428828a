"""The Monday list fits on one screen, and names the command that shows the rest."""

from __future__ import annotations

import datetime

import pytest

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Bodies, Body
from ppl.model.project import Agreement
from ppl.model.record import Record
from ppl.render.lines import lines
from ppl.reports import data
from ppl.reports.week import Request, build, context, record
from ppl.reports.week_report import WaitingNotes
from ppl.rules.turns import monday
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered
from tests.rules.test_due import LESSON, RHYTHM

WEEK = datetime.timedelta(weeks=1)
LONG = "Een lange tekst over wat er in dit project nog moet gebeuren voor het door kan"


def five() -> Knowledge:
    """Five projects in which everything is late or near, and two that wait to be chosen."""
    records: list[Record] = [make.programme(*RHYTHM), make.law(check_again_on=day("2026-02-01"))]
    records.append(Bodies(ref="programme/bodies", bodies=(Body(code="tafel", name="Tafel", level=2, remit="x"),)))
    for number in range(5):
        id, name = f"project-{number}", f"Zuiderpolder Noordereiland {number}"
        milestones = tuple(make.milestone(f"m{at}", title=LONG, planned_on=TODAY + at * WEEK) for at in (-2, 1))
        records.append(make.project(id, name=name, milestones=milestones))
        actions = tuple(make.action(f"a{at}", text=LONG, due_on=day("2026-02-20")) for at in range(4))
        records.append(make.session("s1", id, held_on=day("2026-02-20"), actions=actions, sent_on=day("2026-02-20")))
        records.append(make.session("s2", id, kind="learning", held_on=day("2026-02-10")))
        records += [make.bottleneck(f"b{at}", id, title=LONG) for at in range(3)]
        records.append(make.escalation(f"e{number}", bottlenecks=(f"{id}/bottlenecks/b1",), to="tafel", question=LONG))
    for id in ("apart-1", "apart-2"):
        late = tuple(Agreement(text=LONG, due_on=day("2026-01-01")) for _ in range(3))
        near = tuple(make.milestone(f"n{at}", title=LONG, planned_on=day("2026-03-12")) for at in range(3))
        records.append(make.project(id, name=f"Westerpolder Oostereiland {id}", status="advised", agreements=late,
                                    milestones=near))  # fmt: skip
    records += [make.lesson(f"l{at}", title=LONG, from_=LESSON.from_, status="checked", visibility=None)
                for at in range(6)]  # fmt: skip
    records.append(make.project("alpha", name="Alpha", status="advised"))
    return make.knowledge(*records)


NOTES = (WaitingNotes(project="project-0", number=2), WaitingNotes(project="programme", number=1))


def screen(lang: str, role: str | None = None) -> list[str]:
    request = Request(five(), monday(TODAY), NOTES, role)
    found = build(request, TODAY)
    page = {**data.plain(found), **context(request, found), "form": "screen"}
    return lines(rendered.text("reports/week.md.j2", page, lang), 80).splitlines()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_five_projects_with_everything_fit_on_a_screen_of_80_by_40(lang: str) -> None:
    shown = screen(lang)
    assert len(shown) <= 40, "\n".join(shown)
    assert all(len(row) <= 80 for row in shown)
    assert sum("Zuiderpolder" in row for row in shown) == 5


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("role", ["projectleider", "procesmanager", "leermanager", "tafel"])
def test_what_one_role_does_in_five_projects_fits_on_a_screen_too(lang: str, role: str) -> None:
    shown = screen(lang, role)
    assert 4 < len(shown) <= 40, "\n".join(shown)
    assert all(len(row) <= 80 for row in shown)
    asked = [row for row in shown if "ppl due" in row]
    assert all(f"ppl due --role {role}" in row for row in asked), "the rest is what ppl due has of that role"


def test_what_is_cut_says_how_many_and_which_command_shows_all() -> None:
    assert [row.strip() for row in screen("nl") if "ppl due" in row] == ["en nog 4: ppl due"] * 2 + [
        "en nog 8: ppl due"
    ]


def test_json_has_every_line_as_ppl_due_has_it() -> None:
    request = Request(five(), monday(TODAY), NOTES)
    found = data.json(record(build(request, TODAY)))  # type: ignore[arg-type]
    assert set(found) == {"today", "monday", "role", "talks", "late", "near", "waiting", "notes"}
    assert len(found["talks"]) == 5 and len(found["waiting"]) == 6 + 5
    assert set(found["talks"][0]) > {"kind", "ref", "settle", "on", "also", "raise", "bottlenecks"}
    assert found["notes"][0] == {"project": "project-0", "number": 2}


def test_of_a_week_to_come_it_says_what_will_be_late_on_its_monday() -> None:
    later = monday(TODAY) + 2 * WEEK
    now, then = (build(Request(five(), each), TODAY) for each in (monday(TODAY), later))
    assert (now.today, then.today) == (TODAY, later)
    assert then.talks[0].line.days_late > now.talks[0].line.days_late


def test_an_action_that_nobody_took_on_is_nobodys_on_the_screen() -> None:
    free, owned = (
        make.action(id, owner=who, due_on=day("2026-02-20")) for id, who in (("a1", None), ("a2", "college"))
    )
    found = build(Request(make.knowledge(make.project(status="advised"), make.session(actions=(free, owned))),
                          monday(TODAY)), TODAY)  # fmt: skip
    page = {**data.plain(found), **context(Request(five(), monday(TODAY)), found), "form": "screen"}
    shown = rendered.text("reports/week.md.j2", page, "en")
    assert "Doe a1 (Project alpha) (nobody yet)" in shown and "Doe a2 (Project alpha)\n" in shown, shown
