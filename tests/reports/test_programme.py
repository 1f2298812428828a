"""What the programme's report holds and leaves out, on built reports."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from ppl.model.lesson import Origin
from ppl.model.plan import Plan
from ppl.model.programme import Client, FormerName, Lot
from ppl.model.project import Homes
from ppl.model.record import Party, Record, Source
from ppl.reports import programme
from ppl.reports.page_sentences import page
from ppl.reports.programme_report import ProgrammeReport
from ppl.reports.project_sentences import WHO_DECIDES
from tests import make
from tests.make import TODAY, day
from tests.reports.rendered import report
from tests.rules.schedule.networks import activity


def built(*records: Record) -> ProgrammeReport:
    return programme.build(programme.Request(make.knowledge(*records)), TODAY)


def test_a_candidate_that_was_not_chosen_is_no_part_of_the_programme() -> None:
    stages = ("longlist", "preselected", "active", "stopped", "rejected", "withdrawn", "reference")
    found = built(*(make.project(stage, status=stage) for stage in stages))
    assert sorted(one.status for one in found.projects) == ["active", "preselected", "stopped"]
    assert [one.name for one in found.beside] == ["Project reference"]
    plan = Plan(ref="alpha/plan", starts_on=TODAY, activities=(activity("A", 1),))
    assert [one.plan for one in built(make.project(), plan).projects] == [None], "that takes too long for all of them"


def test_projects_come_by_lot_and_name_and_those_from_outside_by_name() -> None:
    lots = tuple(Lot(code=f"lot-{n}", title=f"Lot {n}", slots=n, term_years=1) for n in (1, 2))
    found = built(
        make.programme(lots=lots),
        make.project("a", name="C", lot="lot-2"),
        make.project("b", name="B"),
        make.project("c", name="A"),
        make.project("d", name="Z", lot=None, status="intake"),
        make.project("e", name="Y", status="reference"),
        make.project("f", name="X", status="reference"),
    )
    assert [one.name for one in found.projects] == ["Z", "A", "B", "C"]
    assert [one.name for one in found.beside] == ["X", "Y"]
    assert [(one.lot.code, one.lot.nl, one.slots, one.projects) for one in found.lots] == [
        ("lot-1", "Lot 1", 1, 2),
        ("lot-2", "Lot 2", 2, 1),
    ]
    assert (found.name, found.client, found.bureau, found.on) == ("Proefprogramma", "Ministerie", "Bureau", TODAY)


def homes(*each: Homes | None) -> tuple[int | None, int | None, int] | None:
    found = built(*(make.project(f"p{n}", homes=one) for n, one in enumerate(each)))
    return (found.homes.min, found.homes.max, found.homes_known) if found.homes else None


def test_homes_are_counted_of_those_projects_that_say_how_many() -> None:
    assert homes(Homes(min=100, max=120), Homes(min=50), Homes(max=30), Homes(social=0.3), None) == (150, None, 3)
    assert homes(Homes(min=100, max=120), Homes(max=30)) == (100, 150, 2)
    assert homes(Homes(max=30), Homes(max=20)) == (None, 50, 2)
    assert homes(Homes(), None) is None


def test_a_category_recurs_where_more_than_one_project_has_it() -> None:
    found = built(
        *(make.project(id) for id in ("alpha", "beta", "gamma")),
        make.bottleneck(),
        make.bottleneck("b2", status="waiting"),
        make.bottleneck("b3", status="resolved"),
        make.bottleneck(project="beta"),
        make.bottleneck("s", category="stikstof"),
        make.bottleneck("s", "beta", category="stikstof"),
        make.bottleneck("s", "gamma", category="stikstof"),
        make.bottleneck("g", category="grond"),
        make.bottleneck("g2", category="grond"),
        make.bottleneck("a", category="archeologie"),
        make.bottleneck("a", "beta", category="archeologie"),
        make.escalation(),
        make.escalation("e2"),
    )
    assert [(one.category.code, one.bottlenecks, len(one.projects), one.escalated) for one in found.recurring] == [
        ("stikstof", 3, 3, 0),
        ("netcongestie", 3, 2, 1),
        ("archeologie", 2, 2, 0),
    ]


def test_a_request_counts_once_it_was_submitted_and_the_client_comes_first() -> None:
    stages = ("draft", "submitted", "on-agenda", "answered", "partly", "referred", "fed-back", "withdrawn")
    found = built(
        make.project(),
        make.bottleneck(),
        *(make.escalation(stage, status=stage) for stage in stages),
        make.escalation("aan-tafel", to="tafel", decide_by=day("2026-01-01")),
        make.escalation("eerder", decide_by=day("2026-03-31")),
        make.escalation("ooit", decide_by=None),
        make.escalation("later", submitted_on=day("2026-03-03")),
        make.escalation("vandaag", submitted_on=TODAY, decide_by=day("2026-05-01")),
        make.escalation("zonder", submitted_on=None, decide_by=day("2026-05-02")),
    )
    order = [one.ref.removeprefix("escalations/") for one in found.requests]
    assert order[:1] + order[7:] == ["eerder", "vandaag", "zonder", "ooit", "aan-tafel"]
    assert sorted(order[1:7]) == sorted(set(stages) - {"draft", "withdrawn"})


def test_a_request_names_each_project_that_its_reader_may_see_once() -> None:
    refs = ("alpha/bottlenecks/b1", "alpha/bottlenecks/b2", "beta/bottlenecks/b1", "gamma/bottlenecks/b1", "weg")
    known = [
        make.project(),
        make.project("beta"),
        make.bottleneck(),
        make.bottleneck("b2"),
        make.bottleneck("b1", "beta"),
    ]
    found = built(*known, make.bottleneck("b1", "gamma"), make.escalation(bottlenecks=refs))
    assert found.requests[0].projects == ("Project alpha", "Project beta")


def test_only_what_the_ministry_can_decide_is_asked_of_it_until_it_answered() -> None:
    def asked(*records: Record) -> list[tuple[str, str]]:
        return [(one.kind, one.ref.rpartition("/")[2]) for one in built(make.project(), *records).asked]

    stages = ("draft", "submitted", "on-agenda", "answered", "partly", "referred", "fed-back", "withdrawn")
    open_ = [("escalation", stage) for stage in ("on-agenda", "partly", "submitted")]
    assert asked(*(make.escalation(stage, status=stage) for stage in stages)) == open_
    assert asked(make.escalation(answered_on=TODAY)) == []
    assert asked(make.escalation(decide_by=None)) == [("escalation", "e1")], "nobody set a day, and yet it is asked"
    later = make.decision("later", review_on=day("2026-05-01"))
    assert asked(later, make.escalation(), make.decision("nu", review_on=TODAY)) == [
        ("review", "nu"),
        ("escalation", "e1"),
        ("review", "later"),
    ]
    missed = make.decision(review_on=day("2026-03-01"))
    assert asked(missed) == [("review", "d1")]
    assert asked(missed, make.decision("d2", decided_on=TODAY)) == []
    assert asked(make.decision(kind="municipal", by=None, review_on=TODAY)) == []
    assert asked(make.escalation(to="landelijke-versnellingstafel")) == []
    assert asked(make.decision(kind="advice", review_on=TODAY)) == [("advice", "d1")], "nobody decided on it"
    assert asked(make.decision(kind="advice"), make.decision("d2")) == []
    assert asked(make.decision(decided_on=TODAY, review_on=TODAY)) == [("review", "d1")]
    assert asked(make.decision(decided_on=day("2026-03-03"), review_on=day("2026-05-01"))) == []


def lessons(*records: Record) -> tuple[list[str], int]:
    found = built(make.project(), *records)
    return [one.ref.removeprefix("lessons/") for one in found.lessons], found.more_lessons


def test_lessons_are_the_newest_of_the_projects_then_two_for_each_category_that_is_open() -> None:
    def own(n: int) -> Record:
        return make.lesson(f"own{n}", from_=Origin(project="alpha"), noted_on=day(f"2026-02-0{n}"))

    fits = [make.lesson(f"fits{n}", categories=("netcongestie",), noted_on=day(f"2026-01-0{n}")) for n in range(1, 4)]
    told, more = lessons(make.bottleneck(), *(own(n) for n in range(1, 9)), *fits)
    assert told == ["own8", "own7", "own6", "own5", "own4", "own3", "fits3", "fits2"]
    assert more == 3


def test_where_no_lesson_fits_the_newest_of_all_are_told_and_never_one_of_tomorrow() -> None:
    def noted(id: str, on: str, **fields: Any) -> Record:
        return make.lesson(id, noted_on=day(on), **fields)

    told, more = lessons(
        noted("a", "2026-03-02"),
        noted("b", "2026-03-03"),
        noted("c", "2026-03-01"),
        noted("d", "2026-03-01", status="raw"),
    )
    assert (told, more) == (["a", "c"], 0)
    many = [noted(f"n{n:02}", "2026-01-01") for n in range(14)]
    assert lessons(*many) == ([f"n{n:02}" for n in range(12)], 2)


def test_decisions_on_the_programme_itself_and_all_sources_once_by_name() -> None:
    krant, brief = Source(name="krant", url="https://k.nl"), Source(name="Brief")
    found = built(
        make.programme(sources=(krant, "https://a.nl")),
        make.project(sources=(brief, krant)),
        make.project("beta", sources=(brief, Source(name="krant"))),
        make.decision(),
        make.decision("d2", "programme", decided_on=day("2026-03-01")),
        make.decision("d3", "programme", decided_on=day("2026-03-03")),
    )
    assert [one.ref for one in found.decisions] == ["programme/decisions/d2"]
    assert [(one.name, one.url) for one in found.sources] == [
        ("Brief", None),
        ("https://a.nl", "https://a.nl"),
        ("krant", None),
        ("krant", "https://k.nl"),
    ]


def test_the_ministry_is_called_by_its_name_of_that_day() -> None:
    earlier = (FormerName(name="VROM", until=day("2010-10-14")), FormerName(name="BZK", until=day("2024-07-01")))
    client = Client(name="VRO", earlier=earlier)
    named = [client.name_on(day(on)) for on in ("2009-01-01", "2010-10-15", "2024-07-01", "2024-07-02")]
    assert named == ["VROM", "BZK", "BZK", "VRO"]


def test_who_decides_is_never_the_project_leader_alone() -> None:
    told = str(WHO_DECIDES)
    assert "college, the council or who has their mandate" in told and "finally responsible" in told


def test_a_plan_that_stands_on_a_template_says_so_in_the_chapter_of_its_project() -> None:
    steps = (activity("A", 1), activity("B", 2))
    plan = Plan(ref="alpha/plan", starts_on=TODAY, template="woningbouw", activities=steps)
    (one,) = built(make.project(), plan).projects
    assert one.plan_unchecked == 2 and "has gone over 2 activities of it" in str(page(one, "internal")["facts"])
    (other,) = built(make.project(), structs.replace(plan, template=None)).projects
    assert other.plan_unchecked == 0 and "has gone over" not in str(page(other, "internal")["facts"])


def test_a_lesson_says_whose_its_advice_is_and_where_it_comes_from() -> None:
    krant = Source(name="bericht", publisher="Krant", url="https://k.nl")
    records = (make.project(), make.lesson(own=("advice",), advice="Bel eerder.", sources=(krant,)))
    (found,) = built(*records).lessons
    assert found.is_own_advice and found.known_from is not None and found.known_from.publisher == "Krant"
    shown = report(make.knowledge(*records), "programme", "client")
    assert "Ons advies: Bel eerder. Bron: Krant, [bericht](https://k.nl)." in shown


def test_who_leads_and_what_was_not_found_stands_in_both_reports() -> None:
    leader = Party(role="projectleider", organisation="Gemeente Stad")
    known = make.knowledge(make.programme(), make.project(leader=leader, not_found=("een nulmeting",)))
    for name, project in (("programme", None), ("project", "alpha")):
        shown = report(known, name, "client", project)
        assert "Gemeente Stad" in shown, name
        assert "Gezocht en niet openbaar gevonden" in shown and "- Een nulmeting." in shown, name
