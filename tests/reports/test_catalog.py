"""A report reads no more than it says, and finds in that all that it tells."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ppl.model.kinds import KINDS, kind_of, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.lists import AreaEntry, Areas, Bodies
from ppl.model.plan import Plan
from ppl.model.programme import Criteria, Criterion, PlanTemplate
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.operations.template_samples import scan_form
from ppl.readers import words
from ppl.readers.forms import printed
from ppl.reports import data, questions
from ppl.reports.catalog import REPORTS, Needs
from ppl.rules.schedule.drift import Edition
from ppl.rules.schedule.planned import planned
from tests import make
from tests.make import TODAY, day
from tests.reports.plan.plans import CHAIN, LISTS, RAAD, START
from tests.rules.schedule.networks import activity, link


def records() -> list[Record]:
    """Something of every kind that a report on a screen tells of, of two projects."""
    steps = (*CHAIN, activity("W", 1, window="vogels"), activity("M", 1, link("A"), decided_by="raad"))
    template = PlanTemplate(ref="programme/plans/klein", activities=(activity("A", 4), activity("B", 9)))
    areas = Areas(ref="programme/areas", areas=(AreaEntry(code="utrecht", name="Utrecht", kind="province"),))
    owned = activity("O", 30, owner="provincie")
    own: list[Record] = []
    for id in ("alpha", "beta"):
        own += [
            make.project(
                id, province="utrecht", municipality=("Stad",), milestones=(make.milestone(planned_on=TODAY),)
            ),
            Plan(ref=f"{id}/plan", activities=(*steps, owned), starts_on=START, template="klein"),
            make.session("s1", id, actions=(make.action(due_on=TODAY),), lights=make.lights("red"), summary="Gesprek"),
            make.session("s2", id, held_on=day("2026-03-01"), status="cancelled", because="ziek"),
            make.bottleneck("b1", id, opened_on=day("2026-01-20")),
            make.intervention("i1", id, started_on=day("2026-01-21")),
            make.decision("d1", id, review_on=day("2026-05-01")),
            make.score("bureau-1", id),
        ]
    rhythms = make.programme(
        make.cadence(), *(make.cadence(kind, scope="programme") for kind in ("newsletter", "steering"))
    )
    return [
        *own,
        rhythms,
        make.vocabularies(),
        LISTS[1],
        Bodies(ref="programme/bodies", bodies=(msgspec.structs.replace(RAAD, meets=("2026-03-02", "2026-06-01")),)),
        template,
        areas,
        Criteria(
            ref="programme/criteria/lot-1-2026",
            lot="lot-1",
            valid_from=day("2026-01-01"),
            criteria=(Criterion(code="c1", title="C", weight=1.0, scale={}),),
        ),
        make.escalation(to="raad"),
        make.lesson(),
        make.newsletter(sent_on=day("2026-02-01")),
        Session(ref="programme/sessions/s", kind="steering", held_on=day("2026-02-01")),
    ]


def read(needs: Needs, project: str | None) -> Knowledge:
    """Only what a report says that it needs."""
    return Knowledge(
        one
        for one in records()
        if (needs.kinds is None or kind_of(one).name in needs.kinds)
        and (project is None or not needs.of_project or project_of(one.ref) in (project, None))
    )


def questions_of(known: Knowledge, project: str, lang: str = "nl") -> questions.Request:
    """What is asked of the plain form."""
    tables = (printed.QUESTIONS, printed.SENTENCES)
    asked, said = (printed.spoken(table, lang) for table in tables)
    return questions.Request(known, project, "weekly", day("2026-03-09"), printed.TITLE[lang == "en"], asked, said)


def request(name: str, module: Any, known: Knowledge, project: str | None) -> Any:
    """What is asked of a report; of a plan it is the plan of alpha."""
    match name:
        case "status" | "cadence":
            return module.Request(known, project)
        case "due":
            return module.Request(known, project=project)
        case "week":
            return module.Request(known, TODAY)
        case "form":
            tables = words.HEADINGS, words.HEADER, words.LABELS, words.STATES, words.LIGHTS
            said = module.Words(*(words.shown(table, "nl") for table in tables))
            return module.Request(known, project or "alpha", "weekly", "2026-03-09", said)
        case "questions":
            return questions_of(known, project or "alpha")
        case "scan-form":
            return scan_form(known, project or "alpha", "nl")
        case "ranking":
            return module.Request(known, "lot-1")
        case "plan-couplings" | "plan-habits":
            return module.Request(known)
        case "plan-drift":
            found = planned(Knowledge(records()), "alpha")  # read apart, as every plan is
            before = msgspec.structs.replace(found.plan, activities=CHAIN)
            editions = [Edition(day("2026-01-10"), "1", "", before), Edition(TODAY, "2", "", found.plan)]
            return module.Request(known, found, editions)
        case "plan-what-if":
            return module.Request(planned(known, "alpha"), ())
        case "plan-chance":
            return module.Request(planned(known, "alpha"), runs=5)
        case _:
            return module.Request(planned(known, "alpha"))


ON_SCREEN = [one for one in REPORTS if one.needs.kinds]


@pytest.mark.parametrize("report", ON_SCREEN, ids=lambda report: report.name)
@pytest.mark.parametrize("project", ["alpha", None])
def test_what_a_report_needs_is_enough_to_tell_the_same(report: Any, project: str | None) -> None:
    def told(known: Knowledge) -> Any:
        return data.json(report.module.build(request(report.name, report.module, known, project), TODAY))

    expected = told(Knowledge(records()))
    assert told(read(report.needs, project)) == expected
    assert len(str(expected)) > 200


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_offers_its_words_and_what_its_module_can_make(report: Any) -> None:
    assert bool(report.charts) == ("picture" in report.offers)
    assert "sheet" not in report.offers or callable(report.module.sheet)
    assert report.offers & {"prose", "sheet", "letter"}


def test_a_report_on_one_project_reads_no_other() -> None:
    of_project = {one.name for one in REPORTS if one.needs.of_project}
    plans = {"show", "compare", "earlier", "what-if", "chance", "drift"}
    assert of_project == {"status", "cadence", "form", "questions", "scan-form", *(f"plan-{name}" for name in plans)}
    assert {name for one in ON_SCREEN for name in one.needs.kinds or ()} <= {kind.name for kind in KINDS}
