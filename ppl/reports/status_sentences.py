"""What the screen on the programme, or on one project, says: rows with a label, in short words."""

import datetime
from collections.abc import Sequence
from typing import Any

from ppl.errors import Text
from ppl.model.project import FOLLOWED
from ppl.reports.bottleneck import BottleneckState
from ppl.reports.sentences import Block, Phrase, Row, bracketed, capital, count, joined, near, shortened, small, word
from ppl.reports.standing import DeadlineState, MilestoneState
from ppl.reports.standing_sentences import SYMBOLS, won
from ppl.reports.status_report import ActionStatus, DueState, LightStatus, NotHeldState, ProjectStatus, Status

Day = datetime.date
OLD = 730  # days; what is older is told in years
# how many of each list the screen of one project holds
BOTTLENECKS, ACTIONS, NOT_HELD, DEADLINES, REACHED, PLANNED, COMING = 6, 6, 2, 3, 2, 4, 9
WORDS, WORDS_WHOLE, REASON_WHOLE, REASON_PROGRAMME = 200, 30, 24, 60  # characters of a text, on which screen
CHANGES = {"better": Text("better"), "worse": Text("worse"), "same": Text("same")}


def age(days: int) -> Text:
    """How old something is."""
    if days < OLD:
        return count(Text("{number} day old"), Text("{number} days old"), days)
    return count(Text("{number} year old"), Text("{number} years old"), days // 365)


def oldest(ages: Sequence[int]) -> Text:
    """How old the oldest of some is, or the only one."""
    days = max(ages)
    if len(ages) == 1:
        return age(days)
    if days < OLD:
        return count(Text("the oldest {number} day"), Text("the oldest {number} days"), days)
    return count(Text("the oldest {number} year"), Text("the oldest {number} years"), days // 365)


def weeks(number: float | None) -> Text | None:
    """Weeks won or lost on a milestone, where that can be said."""
    if number is None:
        return None
    return won(number) if number else Text("no weeks won or lost")


def late(one: DueState, is_short: bool) -> Text:
    """How late a kind of talk is."""
    kind = word(one.kind)
    if is_short:
        each = Text("{kind}: {number} day late", kind=kind), Text("{kind}: {number} days late", kind=kind)
    else:
        each = (
            Text("{kind}: {number} day late by the rhythm", kind=kind),
            Text("{kind}: {number} days late by the rhythm", kind=kind),
        )
    return count(*each, one.late_days)


def missed_talk(kind: str, one: NotHeldState, today: Day, length: int) -> Phrase:
    """A talk that did not take place, and why; length: characters of the reason."""
    date = near(one.on, today)
    if one.status == "cancelled":
        text = Text("{kind} of {date} cancelled", kind=word(kind), date=date)
    elif one.to_on:
        text = Text("{kind} of {date} moved to {day}", kind=word(kind), date=date, day=near(one.to_on, today))
    else:
        text = Text("{kind} of {date} moved", kind=word(kind), date=date)
    return joined(text, shortened(one.because, length) if one.because else None, between=": ")


def more(number: int) -> tuple[Text, ...]:
    """That there are more than are shown, where there are."""
    return (Text("and {number} more", number=number),) if number > 0 else ()


def bottleneck(one: BottleneckState) -> Phrase:
    """An open bottleneck."""
    sent = (Text("escalated to {body}", body=each.to) for each in one.escalated)
    return bracketed(one.title, joined(small(one.category), word(one.status), age(one.age_days)), *sent)


def action(one: ActionStatus, today: Day) -> Phrase:
    """An open action."""
    due = near(one.due_on, today) if one.due_on else Text("no date")
    overdue = count(Text("{number} day overdue"), Text("{number} days overdue"), one.late_days)
    is_late = one.due_on and one.late_days
    about = joined(one.owner, due, overdue if is_late else None, age(one.age_days))
    return bracketed(joined(Text("action"), one.text, between=": "), about)


def heading(project: ProjectStatus) -> Phrase:
    """A project with its stage, lot and phase."""
    name = bracketed(project.name, ", ".join(project.municipality))
    phase = small(project.phase) if project.phase else None
    return joined(
        joined(name, word(project.status), between=": "), _lot(project.lot.code if project.lot else None), phase
    )


def _lot(code: str | None) -> Text | None:
    return Text("lot {number}", number=code.replace("lot-", "")) if code else None


def what_is_open(project: ProjectStatus, today: Day, is_whole: bool) -> Row:
    """Its open bottlenecks and actions."""
    found, actions = project.bottlenecks, project.actions
    bottlenecks: Phrase = Text("no bottlenecks")
    if found:
        number = count(Text("{number} bottleneck"), Text("{number} bottlenecks"), len(found))
        bottlenecks = joined(number, oldest([one.age_days for one in found]))
    to_do: Phrase = Text("no actions")
    if actions:
        to_do = joined(
            count(Text("{number} action"), Text("{number} actions"), len(actions)),
            None if is_whole else oldest([one.age_days for one in actions]),
            Text("{number} overdue", number=sum(one.late_days > 0 for one in actions)),
        )
    below = (
        *(bottleneck(one) for one in found[:BOTTLENECKS]),
        *more(len(found) - BOTTLENECKS),
        *(action(one, today) for one in actions[:ACTIONS]),
        *more(len(actions) - ACTIONS),
    )
    return Row(Text("open"), joined(bottlenecks, to_do, between="; "), () if is_whole else below)


def rhythm(project: ProjectStatus, today: Day, is_whole: bool) -> Row:
    """Which talks are late or due, and which did not take place."""
    missed = [one for one in project.due if one.not_held]
    found: list[Phrase] = [joined("!", late(one, is_whole), between=" ") for one in project.due if one.late_days]
    if is_whole and missed:
        found.append(missed_talk(missed[0].kind, missed[0].not_held[-1], today, REASON_WHOLE))
    coming = [(one.due_on, one.kind) for one in project.due if one.due_on and not one.late_days]
    room = COMING if not is_whole else 0 if found else 1
    for due_on, kind in sorted(coming, key=lambda pair: pair[0])[:room]:
        found.append(Text("{kind}: due by {date}", kind=word(kind), date=near(due_on, today)))
    below = (missed_talk(due.kind, one, today, WORDS) for due in missed for one in due.not_held[-NOT_HELD:])
    return Row(Text("rhythm"), joined(*found, between="; "), () if is_whole else tuple(below))


def what_comes_next(project: ProjectStatus, today: Day, is_whole: bool) -> Row:
    """The next talk, and the next days by which something must be ready."""
    if project.status == FOLLOWED:
        talk = Text("followed from outside, without a rhythm")
    elif project.next_session_on:
        talk = Text("session on {date}", date=near(project.next_session_on, today))
    elif project.is_guided and not project.has_sessions:
        talk = Text("no sessions logged yet")
    else:
        talk = Text("no session agreed")
    days = (deadline(one, today, is_whole) for one in project.deadlines[: 1 if is_whole else DEADLINES])
    return Row(Text("next"), joined(talk, *days, between="; "))


def deadline(one: DeadlineState, today: Day, is_whole: bool) -> Phrase:
    """A day by which something must be ready."""
    is_word = one.kind in ("check", "review", "escalation") or not one.text
    text = word(one.kind) if is_word else shortened(one.text, WORDS_WHOLE if is_whole else WORDS)
    return joined(near(one.on, today), text, between=": ")


def lights(project: ProjectStatus, today: Day, is_whole: bool) -> Row:
    """The lights with their changes, the judgement and the term."""
    judged, in_term = project.judgement, project.in_term
    found: list[Phrase] = [Text("not known yet")]
    if project.lights:
        newest = max(one.on for one in project.lights)
        found = [joined(*(light(one, is_whole) for one in project.lights)), near(newest, today)]
    if judged:
        day = None if is_whole else near(judged.on, today)
        found.append(bracketed(word(judged.judgement), day))
    if in_term:
        found.append(Text("in the term: {judgement}", judgement=word(in_term.judgement)))
    below = () if is_whole else tuple(_why(one) for one in project.lights if one.light != "green")
    return Row(Text("lights"), joined(*found, between="; "), below)


def light(one: LightStatus, is_whole: bool) -> Phrase:
    """A light with its change."""
    text = joined(word(one.aspect), SYMBOLS[one.light], word(one.light), between=" ")
    if not one.change:
        return text
    is_other = one.before and one.change != "same" and not is_whole
    was = Text("was {light}", light=word(one.before)) if one.before and is_other else None
    return bracketed(text, joined(CHANGES.get(one.change, CHANGES["same"]), was))


def _why(one: LightStatus) -> Phrase:
    correction = Text("correction: {text}", text=one.correction) if one.correction else None
    return joined(word(one.aspect), joined(one.cause, correction, between="; "), between=": ")


def milestones(project: ProjectStatus, today: Day, is_whole: bool) -> Row:
    """How many milestones were reached, and which are next."""
    each, number = project.milestones, len(project.milestones)
    reached = sorted(((one.actual_on, one) for one in each if one.actual_on), key=lambda pair: pair[0])
    planned = sorted(
        ((one.planned_on, one) for one in each if one.planned_on and not one.actual_on), key=lambda pair: pair[0]
    )
    undated = [one for one in each if not one.planned_on and not one.actual_on]
    text: Phrase = Text("none yet")
    if each and not reached and not planned:
        text = Text("{number} named, without a date", number=number)
    elif each:
        first = _first_planned(*planned[0], today, is_whole) if planned else None
        text = joined(Text("{number} of {all} reached", number=len(reached), all=number), first, between="; ")
    to_come = [*(_planned(one, on, today) for on, one in planned), *(one.title for one in undated)]
    below = (
        *(_reached(one, on, today) for on, one in reached[-REACHED:]),
        *to_come[:PLANNED],
        *more(max(len(reached) - REACHED, 0) + max(len(to_come) - PLANNED, 0)),
    )
    return Row(Text("milestones"), text, () if is_whole else below)


def _first_planned(on: Day, one: MilestoneState, today: Day, is_whole: bool) -> Phrase:
    title = shortened(one.title, WORDS_WHOLE if is_whole else WORDS)
    return bracketed(joined(near(on, today), title, between=": "), weeks(one.weeks_won))


def _reached(one: MilestoneState, on: Day, today: Day) -> Phrase:
    text = Text("{title}: reached on {date}", title=one.title, date=near(on, today))
    return bracketed(text, weeks(one.weeks_won))


def _planned(one: MilestoneState, on: Day, today: Day) -> Phrase:
    text = Text("{title}: planned for {date}", title=one.title, date=near(on, today))
    return bracketed(text, weeks(one.weeks_won))


def block(project: ProjectStatus, today: Day, is_whole: bool) -> Block:
    """All that is said of a project."""
    rows = [what_is_open(project, today, is_whole)]
    if project.due:
        rows.append(rhythm(project, today, is_whole))
    rows.append(what_comes_next(project, today, is_whole))
    if project.lights or project.status != FOLLOWED:
        rows.append(lights(project, today, is_whole))
    rows.append(milestones(project, today, is_whole))
    return Block(heading(project), tuple(rows))


def rhythm_of_programme(one: DueState, today: Day) -> Row:
    """How a rhythm of the programme itself stands."""
    if one.late_days:
        days = count(Text("{number} day late by the rhythm"), Text("{number} days late by the rhythm"), one.late_days)
        text: Phrase = joined("!", days, between=" ")
    elif one.due_on:
        text = Text("due by {date}", date=near(one.due_on, today))
    else:
        text = Text("no sessions logged yet")
    missed = (missed_talk(one.kind, each, today, REASON_PROGRAMME) for each in one.not_held[-1:])
    return Row(word(one.kind), joined(bracketed(text, _lot(one.of)), *missed, between="; "))


def said(found: Status) -> dict[str, Any]:
    """All that the screen says; the projects that are followed from outside stand last, by their names."""
    outside = [one for one in found.projects if found.is_whole and one.status == FOLLOWED]
    names = (bracketed(one.name, ", ".join(one.municipality)) for one in outside)
    return {
        "projects": [block(one, found.on, found.is_whole) for one in found.projects if one not in outside],
        "due": [rhythm_of_programme(one, found.on) for one in found.due],
        "outside": (joined(*names, between="; "),) if outside else (),
        "outside_title": (capital(Text("followed from outside")),),
    }
