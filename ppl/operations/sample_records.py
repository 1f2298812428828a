"""Made-up records that every picture and ranking can be made of, whatever those of all kinds happen to hold."""

from __future__ import annotations

import datetime

from ppl.model.bottleneck import Bottleneck
from ppl.model.fields import changed
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Cadence, Client, Criteria, Criterion, KnockOut, Lot, Programme
from ppl.model.project import Project
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.model.session import Session
from ppl.operations.made_up import PROJECTS, Planter

DAY = datetime.date(2026, 3, 2)


def sample_project() -> Project:
    return Project(ref=PROJECTS[0], name="Project", municipality=("Teststad",), status="active", visibility="public")


def guided_project(known: Knowledge, project: Project, planter: Planter) -> Knowledge:
    """The records with a project that has weekly talks, as its programme asks, and open bottlenecks."""
    weekly = Cadence(kind="weekly", every="1 week", scope="project", role="procesmanager")
    rest = (record for record in known if record.ref != project.ref)
    records = (changed(one, cadences=(weekly,)) if isinstance(one, Programme) else one for one in rest)
    return Knowledge([*records, project, *weekly_talks(planter), *open_bottlenecks(planter)])


def weekly_talks(planter: Planter) -> list[Session]:
    """Weekly talks of one project up to the day that is today."""
    days = (DAY - datetime.timedelta(weeks=weeks) for weeks in range(6))
    return [
        planter.part(
            Session,
            ref=f"{PROJECTS[0]}/sessions/{day}-weekly",
            kind="weekly",
            held_on=day,
            agreed_on=day,
            status="held",
            visibility="public",
        )
        for day in days
    ]


def open_bottlenecks(planter: Planter) -> list[Bottleneck]:
    """Bottlenecks of one project that are open for some months."""
    return [
        planter.part(
            Bottleneck,
            ref=f"{PROJECTS[0]}/bottlenecks/open-{at}",
            title=planter.texts[at],
            status="open",
            opened_on=DAY - datetime.timedelta(weeks=9 * at),
            closed_on=None,
            visibility="public",
        )
        for at in (1, 2)
    ]


def candidates(planter: Planter) -> Knowledge:
    """A lot with two candidates and all their points, whatever the records of all kinds happen to hold."""
    one, other, third = (planter.texts[at % len(planter.texts)] for at in range(3))
    lot = Lot(code="lot-1", title=one, slots=1, term_years=2)
    programme = Programme(ref="programme/programme", name=other, client=Client(name=third), bureau=one, language="nl",
                          lots=(lot,), cadences=())  # fmt: skip
    weighed = tuple(
        Criterion(code=code, title=title, weight=weight, scale={})
        for code, title, weight in (("c1", one, 60), ("c2", other, 40))
    )
    questions_ = (KnockOut(code="k1", question=third),)
    criteria = Criteria(ref="programme/criteria/lot-1-2026", lot="lot-1", valid_from=DAY, knock_outs=questions_,
                        criteria=weighed)  # fmt: skip
    projects = [
        Project(ref=ref, name=name, municipality=(name,), status="intake", lot="lot-1")
        for ref, name in zip(PROJECTS, (one, other), strict=True)
    ]
    scores = [
        Score(
            ref=f"{project.ref}/scores/bureau-1", assessor="bureau-1", scored_on=DAY, criteria="lot-1-2026",
            knock_outs={"k1": KnockOutAnswer(pass_=True, evidence=third)},
            scores={"c1": Value(value=at, reason=one), "c2": Value(value=5 - at, reason=other)},
        )
        for at, project in enumerate(projects, 2)
    ]  # fmt: skip
    return Knowledge([programme, criteria, *projects, *scores])
