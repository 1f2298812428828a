"""Decisions that are asked, as a report tells them: of its reader, of others, and how late."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.lists import Bodies, Body
from ppl.model.programme import RoleTerm
from ppl.model.record import Record, Visibility
from ppl.reports import asked_sentences, programme
from ppl.reports.asked import DecisionAsked, asked, is_of_reader
from ppl.reports.values import Named
from tests import make
from tests.make import TODAY, day
from tests.reports.rendered import report
from tests.reports.test_sentences import english

TABLE = Named(code="tafel", nl="Versnellingstafel")


def said(with_who: bool = False, **fields: Any) -> str:
    one = DecisionAsked(**{"kind": "escalation", "what": "Wie betaalt?", "ref": "e", "who": TABLE, **fields})
    return english(asked_sentences.asked(one, with_who=with_who))


def test_a_decision_that_is_asked_begins_with_its_day_and_says_how_late_it_is() -> None:
    assert said(by_on=day("2026-05-01")) == "**1 May 2026:** Wie betaalt?"
    assert said(by_on=day("2026-02-09"), late_days=21) == "**9 February 2026, 3 weeks late:** Wie betaalt?"
    assert said() == "**No day set:** Wie betaalt?"
    assert said(with_who=True, projects=("Alpha", "Beta")) == (
        "**No day set:** Versnellingstafel: Wie betaalt? (Alpha; Beta)."
    )
    assert said(kind="plan", what="Kaders", by_on=TODAY, is_assumed=True) == (
        "**2 March 2026 by the template:** decide on the step ‘Kaders’."
    )


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        ("review", {"lot": "lot-1"}, "decide anew on lot 1"),
        ("until", {"projects": ("Alpha",)}, "decide what follows on Alpha"),
        ("advice", {}, "decide on the advice about the programme"),
    ],
)
def test_what_a_decision_is_about_stands_with_what_was_decided_before(
    kind: str, fields: dict[str, Any], text: str
) -> None:
    assert said(kind=kind, what="adapt", on=day("2025-03-02"), **fields) == (
        f"**No day set:** {text} (adapt, since 2 March 2025)."
    )


DECIDES = [
    ("opdrachtgever", "client"),
    ("gemeenteraad", "project"),
    ("college", "project"),
    ("team", "project"),
    ("tafel", None),
    ("provincie", None),
]


@pytest.mark.parametrize(("code", "of"), DECIDES)
def test_each_reader_is_asked_what_it_can_decide_and_nobody_else(code: str, of: str | None) -> None:
    bodies = (Body(code="tafel", name="Tafel", level=2, remit="x"), Body(code="team", name="Team", level=1, remit="x"))
    ministry = Body(code="opdrachtgever", name="Ministerie", level=5, remit="x")
    known = make.knowledge(
        make.project(),
        make.bottleneck(),
        Bodies(ref="programme/bodies", bodies=(*bodies, ministry)),
        make.escalation(to=code),
    )
    (one,) = asked(known, TODAY)
    readers = ("internal", "project", "client", "programme", "public")
    assert [reader for reader in readers if is_of_reader(one, reader)] == ([of] if of else [])


def test_which_roles_are_of_the_municipality_is_said_by_the_programme_else_by_what_is_usual() -> None:
    def is_municipal(code: str, *roles: RoleTerm) -> bool:
        programme = make.programme(roles=roles)
        (one,) = asked(make.knowledge(make.project(), make.bottleneck(), programme, make.escalation(to=code)), TODAY)
        return one.is_municipal

    college, clerk = RoleTerm(code="college", nl="college"), RoleTerm(code="griffie", nl="griffie", municipal=True)
    assert is_municipal("college", college) and not is_municipal("griffie", college)
    assert is_municipal("griffie", college, clerk) and not is_municipal("college", college, clerk)
    assert is_municipal("gemeente", college, clerk), "which of its bodies decides nobody wrote"


def records() -> list[Record]:
    council = make.decision("d2", kind="municipal", by="gemeenteraad", outcome="held over", review_on=day("2026-02-01"))
    return [make.project(), make.bottleneck(), make.escalation(), make.decision(review_on=day("2026-03-01")), council]


@pytest.mark.parametrize(
    ("name", "level", "own", "others"),
    [
        ("programme", "client", ["1 March 2026, 1 day late:", "1 April 2026:"], ["1 February 2026, 4 weeks late:"]),
        ("project", "client", ["1 March 2026, 1 day late:", "1 April 2026:"], ["1 February 2026, 4 weeks late:"]),
        ("project", "project", ["1 February 2026, 4 weeks late:"], ["1 March 2026, 1 day late:"]),
    ],
)
def test_a_report_keeps_what_it_asks_of_its_reader_apart_from_what_others_decide(
    name: str, level: Visibility, own: list[str], others: list[str]
) -> None:
    told = report(make.knowledge(*records()), name, level, "alpha" if name == "project" else None, "en")
    mine, rest = told.split("### Decisions asked of the ")[1].split("### Asked of others")
    for day_, where in [*((each, mine) for each in own), *((each, rest.split("\n##")[0]) for each in others)]:
        assert f"- **{day_}**" in where
    assert not any(each in mine for each in others)


def test_where_nothing_is_asked_of_the_reader_it_says_so() -> None:
    known = make.knowledge(make.project())
    assert "No decision is asked of the ministry now." in report(known, "programme", "client", None, "en")
    told = report(known, "project", "project", "alpha", "en")
    assert "### Decisions asked of the municipality\n\nNone now.\n" in told and "Asked of others" not in told
    assert "Decisions asked" not in report(known, "project", "public", "alpha", "en")


def test_who_withdrew_after_it_was_chosen_stands_apart_and_a_candidate_does_not() -> None:
    gone = make.project("beta", status="withdrawn")
    chosen = make.decision(project="beta", outcome="select")
    why = ("de grond komt niet vrij",)
    left = make.decision("d2", "beta", kind="withdrawal", outcome="withdrawn", decided_on=TODAY, reasons=why)
    for records_, names in (((gone, chosen, left), ["Project beta"]), ((gone, left), [])):
        found = programme.build(programme.Request(make.knowledge(*records_)), TODAY)
        assert [one.name for one in found.withdrawn] == names
        told = report(make.knowledge(*records_), "programme", "client", None, "en")
        assert ("### Stopped and withdrawn" in told) is bool(names)
        row = "- **Project beta** (Teststad): **Withdrawn on 2 March 2026**: de grond komt niet vrij."
        assert (row in told) is bool(names)


def test_outside_nobody_is_told_that_nothing_is_open_or_asked() -> None:
    closed = make.bottleneck("b2", status="resolved", closed_on=day("2026-02-01"), visibility="public")
    known = make.knowledge(*records(), closed)
    told = report(known, "programme", "public", None, "en")
    assert "are open" not in told and "Decisions asked" not in told and "No decision" not in told
    assert "1 bottleneck is open; 1 is closed" in report(known, "programme", "client", None, "en")
