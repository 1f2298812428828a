"""Talks that are due by the rhythm, the kick-off of who has no talk yet, and recaps that nobody sent or agreed to."""

import datetime
from collections.abc import Iterator

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.project import Project
from ppl.model.session import KICKOFF, Session
from ppl.partial_date import last_day
from ppl.rules import cadence
from ppl.rules.cadence import guidance
from ppl.rules.decisions_asked import CLIENT
from ppl.rules.due_line import Due, cadence_of, command, late, leader, next_talk, role_of, whole
from ppl.rules.kickoff import kickoff

Day = datetime.date
PROGRAMME = "programme/programme"


def talks(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """What the rhythm asks: of each project under guidance, of each lot, and of the programme."""
    for one in cadence.due(knowledge, today):
        if one.due_on is None:
            continue
        project = one.of if one.scope == "project" else None
        ref = project or (f"{PROGRAMME}#{one.of}" if one.of else PROGRAMME)
        settle = command("log", project or "programme", "--kind", one.kind)
        what = Text(one.kind)
        if one.kind == "newsletter":
            settle = _bulletin(knowledge)
        elif one.kind == cadence.SCAN and project:
            settle, what = command("scan", project), Text("scan of the method")
        elif one.scope == "lot" and one.of:
            settle = command("new", "session", f"kind={one.kind}", f"held_on={today}", "scope=lot", f"lot={one.of}")
            what = Text("{kind} of lot {number}", kind=Text(one.kind), number=one.of.removeprefix("lot-"))
        why = _why(one)
        if one.due_on < today and not one.late_days:
            why = Text("{why}; the days of grace are not over", why=why)
        yield Due(one.kind, ref, what, one.due_on, one.late_days, one.role, why, settle, project)


def _why(one: cadence.Due) -> Text:
    """Since when a talk is due."""
    missed = one.not_held[-1] if one.not_held else None
    if missed is None:
        if one.last_on is None and one.kind == cadence.SCAN:
            return Text("it belongs to the kick-off, and there was none yet")
        if one.last_on is None:
            return Text("there was none yet since the first talk")
        return Text("the last one was on {date}", date=one.last_on)
    because = missed.because.strip().rstrip(".") if missed.because else None
    if missed.status == "cancelled":
        text = Text("that of {date} was cancelled")
        text = Text("that of {date} was cancelled: {because}") if because else text
    else:
        text = Text("that of {date} was moved")
        text = Text("that of {date} was moved: {because}") if because else text
    return Text(text.source, date=missed.on, because=because)


def _bulletin(knowledge: Knowledge) -> str:
    """The command for the next bulletin: the one that was begun is sent, else a new one is made."""
    begun = [one.number for one in knowledge.of(Newsletter) if one.status != "sent"]
    return command("newsletter", str(max(begun)), "--sent") if begun else command("newsletter")


def kickoffs(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """The kick-off of projects that were chosen and have had no talk but the intake, by the first day of the guidance.

    Of a project that was chosen and of which nobody said that day, the kick-off waits without one.
    """
    for project in knowledge.of(Project):
        asked = kickoff(knowledge, project, today)
        if asked is None or asked.held_on:
            continue
        why = Text("it was chosen, and nobody wrote when the guidance begins")
        if project.starts_on:
            why = Text("the guidance begins on {date}, and there was no talk yet", date=project.starts_on)
        if moved := [one for one in asked.not_held if one.to_on]:
            why = Text("that of {date} was moved", date=moved[-1].on)
        role, settle = role_of(knowledge, KICKOFF, "project"), command("log", project.id, "--kind", KICKOFF)
        yield Due(KICKOFF, project.id, Text("kickoff"), asked.due_on, asked.late_days, role, why, settle, project.id)


def recaps(knowledge: Knowledge, today: Day) -> Iterator[Due]:
    """The recap to send of the latest talk of the main rhythm, and of each kind the latest that has no answer.

    Both by the day of the next talk: what nobody agreed to of an older one is spoken of there.
    """
    projects: list[Project | None] = [one for one in knowledge.of(Project) if one.is_guided]
    for project in [*projects, None]:
        every = knowledge.of(Session, project.id if project else None)
        own = every if project else [one for one in every if one.ref.startswith("programme/")]
        main = cadence_of(knowledge, "", "project" if project else "programme")
        for one in {one.kind: one for one in guidance(own, today)}.values():
            was_sent = one.sent_on is not None and one.sent_on <= today
            is_main = main is not None and one.kind == main.kind
            if one.agreed_on is None and one.visibility != "internal" and (was_sent or is_main):
                yield _recap(knowledge, one, project, today)


def _recap(knowledge: Knowledge, talk: Session, project: Project | None, today: Day) -> Due:
    scope = "project" if project else None
    due_on = next_talk(knowledge, talk.held_on, talk.kind, scope)
    what = Text("recap of the talk of {date}: {kind}", date=last_day(talk.held_on), kind=Text(talk.kind))
    days, id = late(due_on, today), project.id if project else None
    if talk.sent_on is None or talk.sent_on > today:
        role = talk.role or role_of(knowledge, talk.kind, scope)
        settle = command("set", talk.ref, f"sent_on={today}")
        why = Text("nobody recorded that it was sent; to be agreed before the next talk")
        return Due("recap", talk.ref, what, due_on, days, role, why, settle, id)
    role = leader(project) if project else CLIENT
    why = Text("sent on {date}, and not agreed yet", date=whole(talk.sent_on))
    return Due("confirmation", talk.ref, what, due_on, days, role, why, command("agree", talk.ref), id)
