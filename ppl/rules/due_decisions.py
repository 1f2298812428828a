"""Decisions that somebody is asked to take, with the day on which papers must be in, and answers nobody fed back."""

import datetime
from collections.abc import Iterator

from ppl.errors import Text
from ppl.model.escalation import Escalation
from ppl.model.knowledge import Knowledge
from ppl.model.project import OVER, Project
from ppl.rules.decisions_asked import AHEAD, Asked, decisions_asked, projects_of, steps_of_milestones
from ppl.rules.due_line import Due, command, late, next_talk, papers_on, role_of, whole, with_papers
from ppl.rules.standing import Deadline, deadlines, overdue

Day = datetime.date
KINDS = {"plan": "step"}
OF_DECISIONS = ("escalation", "review", "until")


def decisions(knowledge: Knowledge, today: Day, until: Day) -> Iterator[Due]:
    """Each decision that is asked once: questions to tables, advices, what is to be decided anew, steps of plans.

    Of the steps also those that are decided on after that day: their papers may have to be in before it.
    """
    known = set()
    for one in decisions_asked(knowledge, today, ahead=until + AHEAD):
        known.add(one.ref)
        if not _is_over(knowledge, one.projects) and not _is_milestone(knowledge, one):
            yield _asked(knowledge, one, today)
    for project in knowledge.of(Project):
        for day in [*overdue(knowledge, project, today), *deadlines(knowledge, project, today)]:
            if day.kind in OF_DECISIONS and day.ref not in known and project.status not in OVER:
                known.add(day.ref)
                yield _asked(knowledge, _of_deadline(knowledge, day, project, today), today)


def _is_over(knowledge: Knowledge, projects: tuple[str, ...]) -> bool:
    """Whether nothing is asked of any of these projects any more."""
    known = [one for id in projects if (one := knowledge.project(id)) is not None]
    return bool(known) and all(one.status in OVER for one in known)


def _is_milestone(knowledge: Knowledge, one: Asked) -> bool:
    """Whether a step of a plan is told as the milestone that it reaches."""
    step = one.ref.partition("#")[2] if one.kind == "plan" else ""
    return bool(step) and step in knowledge.once(steps_of_milestones, one.projects[0])


def _of_deadline(knowledge: Knowledge, day: Deadline, project: Project, today: Day) -> Asked:
    """A day of a question or decision that is not asked of a body any more, and not settled either."""
    record = knowledge.get(day.ref)
    of = record.to if isinstance(record, Escalation) else role_of(knowledge, "client", "programme")
    on = record.submitted_on if isinstance(record, Escalation) else None
    return Asked(of, day.kind, day.text, day.ref, day.on, on, late(day.on, today), None, (project.id,))


def _asked(knowledge: Knowledge, one: Asked, today: Day) -> Due:
    due_on = whole(one.by_on)
    paper_on = papers_on(knowledge, one.of, due_on)
    project = one.projects[0] if len(one.projects) == 1 else None
    why = with_papers(_why(one), due_on, paper_on, today)
    return Due(
        KINDS.get(one.kind, one.kind), one.ref, _what(one), due_on, late(due_on, today), one.of, why,
        _settle(one, project, today), project, paper_on,
    )  # fmt: skip


def _what(one: Asked) -> Text | str:
    if one.kind in ("escalation", "plan"):
        return one.text
    about = Text("lot {number}", number=one.lot.removeprefix("lot-")) if one.lot else None
    return Text("{outcome} ({lot})", outcome=Text(one.text), lot=about) if about else Text(one.text)


def _why(one: Asked) -> Text:
    if one.kind == "plan":
        return Text("the day is that of the template") if one.is_assumed else Text("a step of the plan")
    if one.kind == "escalation":
        return Text("asked on {date}, without an answer", date=one.on) if one.on else Text("asked, without an answer")
    said = {
        "advice": Text("advised on {date}, and no decision followed"),
        "review": Text("decided on {date}, to be looked at again"),
        "until": Text("decided on {date}, and it holds no longer than this"),
    }
    if one.on is None:
        return Text("a decision was to follow")
    return Text(said[one.kind].source, date=one.on)


def _settle(one: Asked, project: str | None, today: Day) -> str:
    if one.kind == "plan":
        return command("set", one.ref, f"actual_end_on={today}")
    if one.kind == "escalation":
        return command("set", one.ref, "status=answered", f"answered_on={today}")
    return command("new", "decision", *(("--project", project) if project else ()))


def feedback(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Answers of tables that the project did not hear yet, by the next talk."""
    for one in knowledge.of(Escalation):
        projects = projects_of(knowledge, one)
        is_answered = one.status == "answered" and one.answered_on is not None and one.answered_on <= today
        if not is_answered or one.answered_on is None or one.fed_back_on or _is_over(knowledge, projects):
            continue
        due_on = next_talk(knowledge, one.answered_on, "weekly", "project")
        settle = command("set", one.ref, "status=fed-back", f"fed_back_on={today}")
        why = Text("answered on {date}, and the project did not hear it yet", date=one.answered_on)
        project = projects[0] if len(projects) == 1 else None
        role = role_of(knowledge, "weekly", "project")
        yield Due("feedback", one.ref, one.question, due_on, late(due_on, today), role, why, settle, project)
