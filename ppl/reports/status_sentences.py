"""What the screen on one project, or on the rhythm of the programme, says: rows with a label, in short words."""

import datetime
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.project import FOLLOWED
from ppl.partial_date import PartialDate
from ppl.reports import standing_sentences
from ppl.reports.bottleneck import BottleneckState
from ppl.reports.newsletter_sentences import waiting
from ppl.reports.sentences import (
    Block,
    Phrase,
    Row,
    bracketed,
    capital,
    count,
    in_place,
    joined,
    more,
    near,
    shortened,
    small,
    term,
    word,
)
from ppl.reports.standing import DeadlineState, MilestoneState
from ppl.reports.standing_sentences import SYMBOLS
from ppl.reports.status_report import ActionStatus, DueState, LightStatus, NotHeldState, ProjectStatus, Status
from ppl.reports.status_table import table

Day = datetime.date
# how many of each list the screen of one project holds
BOTTLENECKS, ACTIONS, NOT_HELD, DEADLINES, REACHED, PLANNED, COMING = 6, 6, 2, 3, 2, 4, 9
WORDS = 200  # characters of a text
CHANGES = {"better": Text("better"), "worse": Text("worse"), "same": Text("same")}


def weeks(milestone: MilestoneState) -> Text | None:
    """Weeks won or lost on a milestone, where that can be said, or how late it is."""
    if milestone.late_days:
        return standing_sentences.late(milestone.late_days, milestone.awaited_on)
    return Text("no weeks won or lost") if milestone.weeks_won == 0 else standing_sentences.gain(milestone)


def late(due: DueState) -> Text:
    """How late a kind of talk is."""
    kind = word(due.kind)
    return count(
        Text("{kind}: {number} day late by the rhythm", kind=kind),
        Text("{kind}: {number} days late by the rhythm", kind=kind),
        due.late_days,
    )


def missed_talk(kind: str, not_held: NotHeldState, today: Day, length: int) -> Phrase:
    """A talk that did not take place, and why; length: characters of the reason."""
    date = near(not_held.on, today)
    if not_held.status == "cancelled":
        text = Text("{kind} of {date} cancelled", kind=word(kind), date=date)
    elif not_held.to_on:
        text = Text("{kind} of {date} moved to {day}", kind=word(kind), date=date, day=near(not_held.to_on, today))
    else:
        text = Text("{kind} of {date} moved", kind=word(kind), date=date)
    return joined(text, shortened(not_held.because, length) if not_held.because else None, between=": ")


def bottleneck(bottleneck: BottleneckState) -> Phrase:
    """An open bottleneck."""
    bodies = Joined(tuple(each.to for each in bottleneck.escalated), last=Text("and"))
    sent = Text("escalated to {body}", body=bodies) if bodies.items else None
    age = standing_sentences.age(bottleneck.age_days, bottleneck.age_is_least)
    return bracketed(bottleneck.title, joined(term(bottleneck.category), word(bottleneck.status), age), sent)


def action(action: ActionStatus, today: Day) -> Phrase:
    """An open action."""
    due = near(action.due_on, today) if action.due_on else Text("no date")
    is_late = action.due_on and action.late_days
    overdue = standing_sentences.late(action.late_days) if is_late else None
    about = joined(action.owner or standing_sentences.NOBODY, due, overdue, standing_sentences.age(action.age_days))
    return bracketed(joined(Text("action"), action.text, between=": "), about)


def heading(project: ProjectStatus) -> Phrase:
    """A project with its stage, lot and phase."""
    name = in_place(project.name, project.municipality)
    phase = small(project.phase) if project.phase else None
    return joined(
        joined(name, word(project.status), between=": "), _lot(project.lot.code if project.lot else None), phase
    )


def _lot(code: str | None) -> Text | None:
    return Text("lot {number}", number=code.replace("lot-", "")) if code else None


def what_is_late(project: ProjectStatus) -> Row:
    """What should have been ready and was not reported as such, the longest ago first."""
    return Row(Text("late"), joined(*(overdue(one) for one in project.overdue), between="; "))


def overdue(deadline: DeadlineState) -> Phrase:
    """A day that passed, with what should have been ready and how late it is."""
    about = standing_sentences.overdue_text(deadline)
    text = shortened(about, WORDS) if isinstance(about, str) else about
    what = joined(standing_sentences.overdue_kind(deadline), text, between=": ")
    return bracketed(what, joined(deadline.on, standing_sentences.how_late(deadline)))


def what_is_open(project: ProjectStatus, today: Day) -> Row:
    """Its open bottlenecks and actions."""
    found, actions = project.bottlenecks, project.actions
    bottlenecks: Phrase = Text("no bottlenecks")
    if found:
        number = count(Text("{number} bottleneck"), Text("{number} bottlenecks"), len(found))
        bottlenecks = joined(number, standing_sentences.oldest([(one.age_days, one.age_is_least) for one in found]))
    to_do: Phrase = Text("no actions")
    if actions:
        late = sum(action.late_days > 0 for action in actions)
        to_do = joined(
            count(Text("{number} action"), Text("{number} actions"), len(actions)),
            standing_sentences.oldest([(action.age_days, False) for action in actions]),
            Text("{number} overdue", number=late) if late else Text("none overdue"),
        )
    below = (
        *(bottleneck(one) for one in found[:BOTTLENECKS]),
        *more(len(found) - BOTTLENECKS),
        *(action(one, today) for one in actions[:ACTIONS]),
        *more(len(actions) - ACTIONS),
    )
    return Row(Text("open"), joined(bottlenecks, to_do, between="; "), below)


def rhythm(project: ProjectStatus, today: Day) -> Row:
    """Which talks are late or due, and which did not take place."""
    missed = [one for one in project.due if one.not_held]
    found: list[Phrase] = [joined("!", late(one), between=" ") for one in project.due if one.late_days]
    coming = [(one.due_on, one.kind) for one in project.due if one.due_on and not one.late_days]
    for due_on, kind in sorted(coming, key=lambda pair: pair[0])[:COMING]:
        text = Text("{kind}: was due by {date}") if due_on < today else Text("{kind}: due by {date}")
        found.append(Text(text.source, kind=word(kind), date=near(due_on, today)))
    below = (missed_talk(due.kind, one, today, WORDS) for due in missed for one in due.not_held[-NOT_HELD:])
    return Row(Text("rhythm"), joined(*found, between="; "), tuple(below))


def what_comes_next(project: ProjectStatus, today: Day) -> Row:
    """The next talk, and the next days by which something must be ready."""
    if project.status == FOLLOWED:
        talk = Text("followed from outside, without a rhythm")
    elif project.next_session_on:
        is_day = not isinstance(project.next_session_on, PartialDate)
        text = Text("session on {date}") if is_day else Text("session: {date}")
        talk = Text(text.source, date=near(project.next_session_on, today))
    elif project.is_guided and not project.has_sessions:
        talk = Text("no sessions logged yet")
    else:
        talk = Text("no session agreed")
    days = (deadline(one, today) for one in project.deadlines[:DEADLINES])
    return Row(Text("next"), joined(talk, *days, between="; "))


def deadline(deadline: DeadlineState, today: Day) -> Phrase:
    """A day by which something must be ready."""
    is_word = deadline.kind in standing_sentences.BY_KIND or not deadline.text
    text = standing_sentences.overdue_kind(deadline) if is_word else shortened(deadline.text, WORDS)
    return joined(near(deadline.on, today), text, between=": ")


def lights(project: ProjectStatus, today: Day) -> Row:
    """The lights with their changes, the judgement and the term."""
    judged, in_term = project.judgement, project.in_term
    found: list[Phrase] = [Text("not known yet")]
    if project.lights:
        newest = max(light.on for light in project.lights)
        found = [joined(*(light(one) for one in project.lights)), near(newest, today)]
    if judged:
        found.append(bracketed(word(judged.judgement), near(judged.on, today)))
    if in_term:
        found.append(Text("in the term: {judgement}", judgement=word(in_term.judgement)))
    below = tuple(_why(light) for light in project.lights if light.light != "green")
    return Row(Text("lights"), joined(*found, between="; "), below)


def light(light: LightStatus) -> Phrase:
    """A light with its change."""
    text = joined(word(light.aspect), SYMBOLS[light.light], word(light.light), between=" ")
    if not light.change:
        return text
    is_other = light.before and light.change != "same"
    was = Text("was {light}", light=word(light.before)) if light.before and is_other else None
    return bracketed(text, joined(CHANGES.get(light.change, CHANGES["same"]), was))


def _why(light: LightStatus) -> Phrase:
    correction = Text("correction: {text}", text=light.correction) if light.correction else None
    return joined(word(light.aspect), joined(light.cause, correction, between="; "), between=": ")


def milestones(project: ProjectStatus, today: Day) -> Row:
    """How many milestones were reached, and which are next."""
    each, number = project.milestones, len(project.milestones)
    reached = sorted(((one.actual_on, one) for one in each if one.actual_on), key=lambda pair: pair[0])
    planned = sorted(((one.awaited_on, one) for one in each if one.awaited_on), key=lambda pair: pair[0])
    undated = [one for one in each if not one.awaited_on and not one.actual_on]
    text: Phrase = Text("none yet")
    if each and not reached and not planned:
        text = Text("{number} named, without a date", number=number)
    elif each:
        ahead = (pair for pair in planned if not (pair[1].late_days or pair[1].has_passed or project.ended))
        to_come_first = next(ahead, None)
        first = _first_planned(*to_come_first, today) if to_come_first else None
        text = joined(Text("{number} of {all} reached", number=len(reached), all=number), first, between="; ")
    planned, undated = ([], []) if project.ended else (planned, undated)
    to_come = [*(_planned(one, on, today) for on, one in planned), *(one.title for one in undated)]
    below = (
        *(_reached(one, on, today) for on, one in reached[-REACHED:]),
        *to_come[:PLANNED],
        *more(max(len(reached) - REACHED, 0) + max(len(to_come) - PLANNED, 0)),
    )
    return Row(Text("milestones"), text, below)


def _first_planned(on: Day, milestone: MilestoneState, today: Day) -> Phrase:
    title = shortened(milestone.title, WORDS)
    return bracketed(joined(near(on, today), title, between=": "), weeks(milestone))


def _reached(milestone: MilestoneState, on: Day, today: Day) -> Phrase:
    text = Text("{title}: reached on {date}", title=milestone.title, date=near(on, today))
    return bracketed(text, weeks(milestone))


def _planned(milestone: MilestoneState, on: Day, today: Day) -> Phrase:
    day = near(on, today)
    if milestone.has_passed:
        return bracketed(
            Text("{title}: was planned for {date}", title=milestone.title, date=day), Text("not reported as reached")
        )
    return bracketed(Text("{title}: planned for {date}", title=milestone.title, date=day), weeks(milestone))


def block(project: ProjectStatus, today: Day) -> Block:
    """All that is said of a project, what is late first."""
    if project.ended:
        ended = Row(Text("ended"), standing_sentences.ended_project(project.ended))
        return Block(heading(project), (ended, what_is_open(project, today), milestones(project, today)))
    rows = [what_is_late(project)] if project.overdue else []
    rows.append(what_is_open(project, today))
    if project.due:
        rows.append(rhythm(project, today))
    rows.append(what_comes_next(project, today))
    if project.lights or project.status != FOLLOWED:
        rows.append(lights(project, today))
    rows.append(milestones(project, today))
    return Block(heading(project), tuple(rows))


def rhythm_of_programme(due: DueState, today: Day) -> Row:
    """How a rhythm of the programme itself stands."""
    if due.late_days:
        days = count(Text("{number} day late by the rhythm"), Text("{number} days late by the rhythm"), due.late_days)
        text: Phrase = joined("!", days, between=" ")
    elif due.due_on:
        due_by = Text("was due by {date}") if due.due_on < today else Text("due by {date}")
        text = Text(due_by.source, date=near(due.due_on, today))
    else:
        text = Text("no sessions logged yet")
    missed = (missed_talk(due.kind, each, today, WORDS) for each in due.not_held[-1:])
    return Row(word(due.kind), joined(bracketed(text, _lot(due.of)), *missed, between="; "))


def _first_due(due: DueState) -> tuple[object, ...]:
    """What sorts the rhythms: the longest late first, then what is due first, then what never began."""
    return -due.late_days, due.due_on is None, due.due_on or due.kind, due.of or ""


def said(status: Status) -> dict[str, Any]:
    """All that the screen says; the projects that are followed from outside stand last, by their names."""
    inside = [project for project in status.projects if project.status != FOLLOWED]
    outside = [project for project in status.projects if status.is_whole and project.status == FOLLOWED]
    names = (in_place(one.name, one.municipality) for one in outside)
    return {
        "projects": [] if status.is_whole else [block(project, status.on) for project in status.projects],
        "table": table(inside, status.on) if status.is_whole and inside else None,
        "due": [
            *(rhythm_of_programme(one, status.on) for one in sorted(status.due, key=_first_due)),
            *(waiting(one.number, one.ministry) for one in status.bulletins),
        ],
        "outside": (joined(*names, between="; "),) if outside else (),
        "outside_title": (capital(Text("followed from outside")),),
    }
