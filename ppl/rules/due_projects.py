"""What projects have to do: actions, milestones, agreements, conditions, terms and grants."""

import datetime
from collections.abc import Iterator

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Calendar, CalendarEntry
from ppl.model.project import OVER, Milestone, Project
from ppl.partial_date import last_day
from ppl.rules.agreed_actions import AgreedAction, open_everywhere
from ppl.rules.decisions_asked import scheduled, steps_of_milestones
from ppl.rules.due_line import Due, code, command, late, leader, papers_on, role_of, with_papers
from ppl.rules.schedule.days import period, spans
from ppl.rules.standing import deadlines, overdue

Day = datetime.date


def actions(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Open actions that have a day: of talks, then those of events and escalations that no talk has too."""
    for one in open_everywhere(knowledge, today):
        if one.action.due_on:
            yield _action(knowledge, one, today)


def _action(knowledge: Knowledge, one: AgreedAction, today: Day) -> Due:
    action, project = one.action, knowledge.project(one.project) if one.project else None
    why = Text("agreed on {date}", date=one.on) if one.on else Text("agreed, nobody wrote when")
    if action.waits_on:
        why = Text("it waits on: {what}", what=action.waits_on.strip().rstrip("."))
    role, says_who = code(action.owner), None
    if role is None:
        says_who = leader(project) if project else role_of(knowledge, "client", "programme")
    settle = command("action", "done", one.ref)
    id = project.id if project else None
    days = late(action.due_on, today)
    return Due("action", one.ref, action.text, action.due_on, days, role, why, settle, id, says_who=says_who)


def promised(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Milestones and agreements of projects that are not over, what is to be looked at again, and ended terms."""
    for project in knowledge.of(Project):
        if project.status in OVER:
            continue
        for milestone in project.milestones:
            if milestone.awaited_on:
                yield _milestone(knowledge, milestone, project, today)
        for place, agreement in enumerate(project.agreements, 1):
            if agreement.due_on and not agreement.done_on:
                on, ref = agreement.due_on, f"{project.ref}#agreements.{place}"
                role = agreement.owner or leader(project)
                why = Text("agreed for the project as a whole")
                settle = command("set", project.ref, f"agreements.{place}.done_on={today}")
                yield Due("agreement", ref, agreement.text, on, late(on, today), role, why, settle, project.id)
        yield from _looked_at(knowledge, project, today)


def _milestone(knowledge: Knowledge, milestone: Milestone, project: Project, today: Day) -> Due:
    """A milestone to reach, with the day for the papers of the body that decides on the step that reaches it."""
    on, ref = last_day(milestone.awaited_on or today), f"{project.ref}#{milestone.code}"
    steps = knowledge.once(steps_of_milestones, project.id)
    body = next((one.decided_by for one, reached in steps.values() if reached.code == milestone.code), None)
    paper_on = papers_on(knowledge, body, on) if body else None
    text = Text("planned for {date}, and not reported as reached") if on < today else Text("planned for {date}")
    if not milestone.planned_on:
        text = (
            Text("the baseline has {date}, and it is not reported as reached")
            if on < today
            else Text("the baseline has {date}")
        )
    why = Text(text.source, date=milestone.awaited_on)
    why = with_papers(why, on, paper_on, today)
    settle = command("set", ref, f"actual_on={today}")
    days, role = late(on, today), leader(project)
    return Due("milestone", ref, milestone.title, on, days, role, why, settle, project.id, paper_on)


def _looked_at(knowledge: Knowledge, project: Project, today: Day) -> Iterator[Due]:
    """The condition of its term that must be looked at again, and the term itself once it is over."""
    for one in [*overdue(knowledge, project, today), *deadlines(knowledge, project, today)]:
        on, days = last_day(one.on), late(last_day(one.on), today)
        if one.kind == "check":
            what = one.text or Text("whether the plan phase is ready in its term")
            why = Text("the last judgement on the term asks it")
            settle, role = command("log", project.id, "--kind", "progress"), role_of(knowledge, "progress", "project")
            yield Due("check", project.ref, what, on, days, role, why, settle, project.id)
        elif one.kind == "term":
            why = Text("the plan phase was not reported as ready")
            settle = command("set", project.ref, "status=completed", f"closed_on={today}")
            yield Due(
                "term", project.ref, Text("term of the plan phase"), on, days, leader(project), why, settle, project.id
            )  # fmt: skip


def grants(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Grants of projects of which nobody said what became of them, by the last day of their window in the calendar."""
    calendar = knowledge.one(Calendar)
    windows = [one for one in (calendar.calendar if calendar else ()) if one.kind == "grant-window"]
    named = {name.casefold(): one for one in windows for name in (one.code, one.title) if name}
    for project in knowledge.of(Project):
        for place, grant in enumerate(project.grants if project.status not in OVER else (), 1):
            window = named.get((grant.window or "").casefold())
            if window is None or grant.status or window.to is None:
                continue
            opens_on, closes_on, _ = _first_open(window, project.starts_on)
            why = Text("its window opens on {first} and closes on {last}", first=opens_on, last=closes_on)
            settle = command("set", project.ref, f"grants.{place}.status=aangevraagd")
            yield Due(
                "grant", f"{project.ref}#grants.{place}", grant.name, closes_on, late(closes_on, today),
                leader(project), why, settle, project.id, opens_on=opens_on,
            )  # fmt: skip


def _first_open(window: CalendarEntry, since: Day | None) -> tuple[Day, Day, Day | None]:
    """The first time that a window is open after a project began; the last one known where none is."""
    begin = since or window.from_ or window.to or Day.min
    times = list(spans(period(window), begin)) if window.from_ else []
    last = window.to or begin
    return next((one for one in sorted(times) if one[1] >= begin), times[-1] if times else (last, last, None))


def seasons(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Steps of plans that can be done in a season or window of the calendar only, and that nobody began."""
    calendar = knowledge.one(Calendar)
    entries = {one.code: one for one in (calendar.calendar if calendar else ()) if one.code}
    for project in knowledge.of(Project):
        in_time = scheduled(knowledge, project.id) if project.status not in OVER and entries else None
        if in_time is None:
            continue
        found, schedule = in_time
        for one, start in zip(schedule.network.activities, schedule.start, strict=True):
            entry = entries.get(one.window or "")
            begins_on = schedule.day(start)
            if entry is None or begins_on is None or one.actual_start_on or one.actual_end_on:
                continue
            times = spans(period(entry), begins_on)
            opens_on, closes_on, by_on = next((t for t in times if t[0] <= begins_on <= t[1]), (begins_on,) * 3)
            due_on = by_on or min(begins_on, closes_on)
            if due_on < today and found.plan.is_assumed(one):
                continue
            why = Text(
                "{season}: from {first} to {last}", season=entry.title or one.window, first=opens_on, last=closes_on
            )
            kind, ref = "grant" if entry.kind == "grant-window" else "season", f"{project.ref}/plan#{one.id}"
            settle, role = command("set", ref, f"actual_start_on={today}"), code(one.owner) or leader(project)
            days = late(due_on, today)
            yield Due(kind, ref, one.title, due_on, days, role, why, settle, project.id, opens_on=opens_on)
