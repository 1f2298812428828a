"""What the page before a talk says: no more than fits on one page, with how much is left out."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import msgspec

from ppl.errors import Joined, Text
from ppl.reports import standing_sentences
from ppl.reports.prepare_ask_sentences import question
from ppl.reports.prepare_elsewhere_sentences import lesson, solved
from ppl.reports.prepare_page import SIGNS, Part, one_page, signs
from ppl.reports.prepare_report import AgendaQuestion, Coming, InTheWay, Prepare, ProjectLine, TaskShown
from ppl.reports.recap_sentences import DAYS, bare
from ppl.reports.sentences import (
    Item,
    Line,
    Phrase,
    Row,
    bracketed,
    capital,
    ended,
    joined,
    labelled,
    line,
    near,
    strong,
    word,
)
from ppl.reports.standing import MilestoneState

Day = datetime.date
Names = Mapping[str, str]
TASKS, MILESTONES = 6, 3  # how many of what is late a page holds in any case
WITH_MINISTRY, MINISTRY = ("client", "progress"), ("opdrachtgever", "begeleidingsgroep")
SIDES = (
    ("municipality", Text("Open with the municipality and its partners")),
    ("bureau", Text("Open with the bureau")),
    ("ministry", Text("Open with the ministry")),
)


def said(found: Prepare, names: Names) -> dict[str, Any]:
    """All that the page says. names: per role who has it, for a letter."""
    opened, before = opening(found, names), last_talk(found)
    return {
        "title": title(found),
        "greeting": _greeting(found, names),
        "opening": opened,
        "last": before,
        "parts": one_page([*_first(found), *_tasks(found, names), *_then(found)], _lines(opened) + _lines(before)),
        "signature": (joined(names.get(found.writer.code), found.writer),),
    }


def _lines(said: Line) -> int:
    return 1 + signs(said) // SIGNS


def _first(found: Prepare) -> Iterator[Part]:
    """What was agreed, how it stands, what was learned."""
    agreements = found.last.agreements if found.last else ()
    yield Part(Text("What we agreed last time"), tuple(capital(bare(one)) for one in agreements), len(agreements))
    standing = tuple(_standing(found))
    yield Part(Text("How it stands"), standing, len(standing))
    projects = tuple(project_row(one, found.on) for one in found.projects)
    yield Part(Text("How the projects stand"), projects, len(projects))
    noted = Text("noted on {date}").source
    waiting = (bracketed(bare(one.title), Text(noted, date=near(one.noted_on, found.on))) for one in found.to_confirm)
    yield Part(Text("Lessons that wait for your yes"), tuple(waiting), 3)
    learned = (bracketed(bare(one.title), word(one.status)) for one in found.learned)
    yield Part(Text("What we learned"), tuple(learned), 2)


def _tasks(found: Prepare, names: Names) -> Iterator[Part]:
    """What each side has to do."""
    for side, heading in SIDES:
        each = tuple(task(one, found.on, names) for one in found.tasks if one.side == side)
        late = sum(one.side == side and one.days_late > 0 for one in found.tasks)
        yield Part(heading, each, min(TASKS, max(late, 4)))


def _then(found: Prepare) -> Iterator[Part]:
    """What comes, what to ask, what is in the way, and what helped elsewhere."""
    of_ministry = (coming(one, found, with_who=False) for one in found.coming if _is_asked(one, found))
    yield Part(Text("What is asked of the ministry"), tuple(of_ministry), 3)
    others = (coming(one, found) for one in found.coming if not _is_asked(one, found))
    yield Part(Text("Decisions and days to come"), tuple(others), 2)
    yield Part(
        Text("What we would like to ask"),
        tuple(question(one, found.on) for one in found.asked),
        1 if found.lights else 2,
    )
    names = tuple(bare(one.bottleneck.title) for one in found.bottlenecks)
    in_the_way = Text("What is in the way, and what was tried")
    yield Part(in_the_way, tuple(map(bottleneck, found.bottlenecks)), 1 if found.lights else 2, True, names)
    yield Part(Text("Questions of the learning agenda"), tuple(map(_agenda, found.questions)), 1, False)
    yield Part(Text("What helped elsewhere"), tuple(_elsewhere(found)), 1, False)


def _agenda(one: AgendaQuestion) -> Phrase:
    return joined(one.question, Text("So far: {text}", text=ended(one.so_far)) if one.so_far else None, between=" ")


def _elsewhere(found: Prepare) -> list[Item]:
    """What others solved and learned, in turn; nothing for the ministry alone, which does not run the project."""
    if found.kind == "client":
        return []
    solved_, lessons = map(solved, found.solved), map(lesson, found.lessons)
    return [one for pair in zip_longest(solved_, lessons) for one in pair if one is not None]


def title(found: Prepare) -> Text:
    """The subject of the mail."""
    if found.talk_on and found.is_agreed:
        return Text("For our talk of {date}: {name}", date=found.talk_on, name=found.name)
    return Text("For our next talk: {name}", name=found.name)


def opening(found: Prepare, names: Names) -> Line:
    """Which talk it is about, when, and with whom."""
    kind = word(found.kind)
    who = Joined(
        tuple(bracketed(names[one.code], one) if one.code in names else one for one in found.who), last=Text("and")
    )
    if found.talk_on and found.is_agreed:
        text = Text("{kind} on {date}: {who}.", kind=capital(kind), date=weekday(found.talk_on, found.on), who=who)
    elif found.talk_on:
        text = Text(
            "{kind}: {who}. By our rhythm it should be by {date}; no day was agreed yet.", kind=capital(kind),
            who=who, date=weekday(found.talk_on, found.on),
        )  # fmt: skip
    else:
        text = Text("{kind}: {who}. No day was agreed yet.", kind=capital(kind), who=who)
    return line(text)


def weekday(on: Day, today: Day) -> Phrase:
    """A day with its name, without its year where that is the present one."""
    return joined(DAYS[on.weekday()], near(on, today), between=" ")


def last_talk(found: Prepare) -> Line:
    """The talk before, and whether what was agreed in it was confirmed."""
    one = found.last
    if one is None:
        return line(Text("Of an earlier talk nothing is recorded."))
    then: Phrase | None = None
    if not one.has_recap:
        pass  # its readers do not know what became of it
    elif one.agreed_on:
        then = Text("You agreed to the recap on {date}.", date=near(one.agreed_on, found.on))
    elif one.sent_on:
        asks, told = (
            Text("The recap went out on {date}, and we have no answer yet: is it right?"),
            (Text("The recap went out on {date}.")),
        )
        then = Text((asks if one.awaits else told).source, date=near(one.sent_on, found.on))
    else:
        then = Text("Its recap is not confirmed yet.")
    return line(Text("The talk before this one was on {date}.", date=weekday(one.held_on, found.on)), then)


def task(one: TaskShown, today: Day, names: Names) -> Phrase:
    """What somebody does by when; what is late says how late, what has no day how old it is."""
    who: Phrase | None = names.get(one.who.code) if one.who and not one.organisation else None
    who = who or (bracketed(one.who, one.organisation) if one.who else standing_sentences.NOBODY)
    due: Phrase = Text("no day set")
    if one.due_on:
        text = Text("should have been ready on {date}, {late}") if one.days_late else Text("ready by {date}")
        late = strong(standing_sentences.late(one.days_late))
        due = Text(text.source, date=near(one.due_on, today), late=late)
    waits = Text("waits on {what}", what=bare(one.waits_on)) if one.waits_on else None
    age = standing_sentences.age(one.age_days) if one.age_days else None
    return bracketed(joined(joined(bare(one.text), joined(who, due), between=": "), waits, between="; "), age)


def bottleneck(one: InTheWay) -> Item:
    """A bottleneck with its age and owner; below it what was tried, and what each intervention brought."""
    found = one.bottleneck
    age = standing_sentences.age(found.age_days, found.age_is_least)
    owner = Text("owner: {who}", who=found.owner) if found.owner else None
    status = word(found.status) if found.status != "open" else None
    tried = labelled(Text("Tried: {text}"), ". ".join(bare(text) for text in found.tried))
    done: list[Phrase | None] = []
    for each in one.interventions:
        seen = labelled(Text("Observed: {text}"), each.observed)
        hoped = labelled(Text("Expected: {text}"), each.expected) if not seen else None
        done += [ended(bracketed(bare(each.title), word(each.status))), seen or hoped]
    below = line(tried, *done)
    return Item(bracketed(bare(found.title), status, age, owner, between=", "), (below,) if below else ())


def _is_asked(one: Coming, found: Prepare) -> bool:
    """Whether a decision is told as asked of the ministry, which is there."""
    return found.kind in WITH_MINISTRY and one.who is not None and one.who.code in MINISTRY


def coming(one: Coming, found: Prepare, *, with_who: bool = True) -> Phrase:
    """A decision or day to come: by when, what, of whom, and when the papers must be in."""
    label: Phrase = Text("No day set")
    if one.due_on and one.days_late:
        label = standing_sentences.late(one.days_late)
    elif one.due_on:
        label = near(one.due_on, found.on)
    papers = None
    if one.paper_on and not one.days_late:
        text = Text("papers in by {date}") if one.paper_on >= found.on else Text("papers were to be in by {date}")
        papers = Text(text.source, date=near(one.paper_on, found.on))
    opens = Text("from {date}", date=near(one.opens_on, found.on)) if one.opens_on else None
    names = "; ".join(name for name in one.projects if name != found.name) or None
    what: Phrase = bare(one.what) if isinstance(one.what, str) else one.what
    if one.kind in ("advice", "review", "until"):
        what = Text("decide anew on: {what}", what=what)
    said = bracketed(capital(what), one.who if with_who else None, papers, opens, names)
    return joined(strong(label) if one.days_late else label, said, between=": ")


def _standing(found: Prepare) -> list[Phrase | Line]:
    """The judgement, the term, the lights and the milestones; nothing where none of these is told."""
    today = found.on
    rows: list[Phrase | Line] = []
    if found.judgement:
        rows.append(standing_sentences.judged(found.judgement))
    if found.in_term:
        rows.append(standing_sentences.feasible(found.in_term, today))
    rows += [standing_sentences.light(one, today) for one in found.lights if one.light != "green"]
    green = tuple(one for one in found.lights if one.light == "green")
    if green:
        rows.append(standing_sentences.lights_in_short(green))
    late = [one for one in found.milestones if one.late_days]
    to_come = [one for one in found.milestones if one.planned_on and not one.actual_on and not one.late_days]
    reached = sorted((one for one in found.milestones if one.actual_on), key=lambda one: one.actual_on or today)
    shown = (*late[:MILESTONES], *to_come[:1], *reached[-1:])
    return [*rows, *(ended(standing_sentences.milestone(_in_short(one))) for one in shown)]


def _in_short(one: MilestoneState) -> MilestoneState:
    """A milestone without its reason and baseline: there is no room, and what was won by it is said."""
    return msgspec.structs.replace(one, because=None, baseline_on=None)


def project_row(one: ProjectLine, today: Day) -> Row:
    """How a project stands in one line: judgement, lights, what is late, what comes and what was won by it."""
    lights = standing_sentences.lights_in_short(one.lights) if one.lights else Text("No lights were given yet.")
    judged = ended(capital(word(one.judgement.judgement))) if one.judgement else None
    late = [
        bracketed(bare(each.title), standing_sentences.late(each.late_days, each.planned_on))
        for each in one.milestones
        if each.late_days
    ]
    is_late = ended(Text("Late: {what}", what=joined(*late, between="; "))) if late else None
    return Row(one.name, line(judged, lights, is_late, standing_sentences.next_milestone(one.milestones)))


def _greeting(found: Prepare, names: Names) -> Text:
    name = names.get(found.reader.code)
    return Text("Dear {name},", name=name) if name else Text("Hello,")
