"""What learning asks: lessons that wait for a yes, law to look up again, bulletins that projects must approve."""

import datetime
from collections.abc import Iterator

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.law import Law
from ppl.model.lesson import Lesson
from ppl.model.newsletter import Newsletter
from ppl.model.project import OVER
from ppl.rules.approval import Shown, ministry, shown
from ppl.rules.cadence import bulletin_due_on
from ppl.rules.decisions_asked import CLIENT
from ppl.rules.due_line import Due, command, late, leader, next_talk, role_of
from ppl.rules.newsletter import is_tellable

Day = datetime.date
WAITING = ("checked", "shared", "adopted")


def consents(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Lessons that were checked and that their project did not say yes to, by the next learning talk."""
    for one in knowledge.of(Lesson):
        origin = knowledge.project(knowledge.origin(one) or "")
        if origin is None or origin.status in OVER or one.status not in WAITING or is_tellable(one):
            continue
        if one.noted_on > today:
            continue
        due_on = next_talk(knowledge, one.noted_on, "learning", "project")
        why = Text("noted on {date}; others may hear it once the project agrees", date=one.noted_on)
        settle = command("agree", one.ref)
        yield Due("lesson", one.ref, one.title, due_on, late(due_on, today), leader(origin), why, settle, origin.id)


def law(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Rules of law, and lessons that rest on them, that are to be looked up again."""
    rules: list[Law | Lesson] = [one for one in knowledge.of(Law) if one.status != "repealed"]
    rules += [one for one in knowledge.of(Lesson) if one.status != "withdrawn"]
    for one in rules:
        on = one.check_again_on
        if on is None:
            continue
        looked_up = one.law_as_of or (one.noted_on if isinstance(one, Lesson) else on)
        again = today + max(on - looked_up, datetime.timedelta(days=1))
        why = Text("looked up on {date}", date=looked_up)
        settle = command("set", one.ref, f"law_as_of={today}", f"check_again_on={again}")
        yield Due("law", one.ref, one.title, on, late(on, today), role_of(knowledge, "learning"), why, settle)


def approvals(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """Of each bulletin that is not sent the projects that must approve it, by the day on which it must be out."""
    begun = [one for one in knowledge.of(Newsletter) if one.status == "draft"]
    rhythm = bulletin_due_on(knowledge, today) if begun else None
    for bulletin in begun:
        due_on = rhythm or bulletin.period.to
        of_all = ministry(bulletin)
        for one in [*shown(knowledge, bulletin), *([of_all] if of_all else [])]:
            if one.must_approve:
                yield _approval(knowledge, bulletin, one, due_on, today)


def _approval(knowledge: Knowledge, bulletin: Newsletter, one: Shown, due_on: Day, today: Day) -> Due:
    """What a project, or the ministry, must approve."""
    project = knowledge.project(one.project)
    name = project.name if project else one.project or Text("the ministry")
    what = Text("bulletin {number} for {project}", number=bulletin.number, project=name)
    why = Text("it shows the project, which did not agree yet")
    if one.is_outdated:
        why = Text("it agreed to another text")
    elif not one.project:
        why = Text("everybody will read it, and the ministry did not agree yet")
    settle = command("newsletter", str(bulletin.number), "--approve", one.project or "ministry")
    role = leader(project) if one.project else CLIENT
    return Due("approval", bulletin.ref, what, due_on, late(due_on, today), role, why, settle, one.project or None)
