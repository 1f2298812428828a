"""Decisions that are asked, as reports show them: of whom, on what, and by which day."""

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.programme import MUNICIPAL, Programme
from ppl.reports import values
from ppl.rules.decisions_asked import MUNICIPALITY, decisions_asked

Day = datetime.date


class DecisionAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that is asked of a body or role (`who`).

    kind: `escalation`, `review` or `until` (of the decision of the day `on`), `advice` (of that day, which no decision
    followed) or `plan` (a step of a plan); late_days: since by_on
    is_assumed: its day comes from a template; is_municipal: the municipality takes it itself; projects: their names
    """

    kind: str
    what: str
    ref: str
    who: values.Named | None = None
    by_on: Day | None = None
    on: Day | None = None
    late_days: int = 0
    lot: str | None = None
    projects: tuple[str, ...] = ()
    is_assumed: bool = False
    is_municipal: bool = False


def asked(
    knowledge: Knowledge, today: Day, project: str | None = None, *, with_plans: bool = True
) -> tuple[DecisionAsked, ...]:
    """What is asked of anybody and not decided yet, of one project or of all: the first day on top."""
    return tuple(
        values.from_record(
            DecisionAsked,
            one,
            what=one.text,
            who=_who(knowledge, one.of),
            is_municipal=_is_municipal(knowledge, one.of),
            projects=tuple(found.name for id in one.projects if (found := knowledge.project(id))),
        )
        for one in decisions_asked(knowledge, today, project, with_plans=with_plans)
    )


def _who(knowledge: Knowledge, code: str) -> values.Named:
    """A body by its name, else a role by its words."""
    if code in knowledge.codes.get("bodies", {}):
        return values.certain(knowledge, "bodies", code)
    return values.certain(knowledge, "roles", code)


def _is_municipal(knowledge: Knowledge, code: str) -> bool:
    """Whether a body is the first in the ladder, within the municipality; of what is no body its role says so."""
    body = knowledge.codes.get("bodies", {}).get(code)
    if body is not None:
        return bool(body.level <= 1)
    programme = knowledge.one(Programme)
    return code == MUNICIPALITY or code in (programme.municipal_roles if programme else MUNICIPAL)


def is_of_reader(one: DecisionAsked, audience: str) -> bool:
    """Whether a decision is asked of who reads a report: of the ministry as client, of a municipality what is its own.

    The bureau decides nothing, and nobody outside does: they read all as asked of others.
    """
    if audience == "client":
        return one.who is not None and one.who.code == values.CLIENT
    return audience == "project" and one.is_municipal
