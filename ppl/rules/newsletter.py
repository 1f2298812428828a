"""What a bulletin tells: what happened in a period and was not told before to the same readers.

A piece of news is named by a ref; `#` names the side of a record that is news: `x#opened_on` when a bottleneck
was found, `x#closed_on` when it was solved, so that the end of a story can still be told.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.intervention import Intervention
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.learning import Event
from ppl.model.lesson import Lesson
from ppl.model.lists import Calendar
from ppl.model.newsletter import Newsletter
from ppl.model.periods import after
from ppl.model.programme import Programme
from ppl.model.project import FOLLOWED, OUTSIDE, OVER, Project
from ppl.model.record import LEVELS, Record, Visibility
from ppl.model.session import Session
from ppl.partial_date import earliest, is_surely_before
from ppl.rules.lesson_match import PROVEN

Day = datetime.date
TELLABLE = {"adopted": 0, "shared": 1, "checked": 2}
COMING_DAYS = 183
NO_FIT = (True, 100)  # behind any lesson whose categories fit
CALENDAR_KINDS = ("grant-window",)  # on which a reader can act; what only a plan reckons with is for the planner


class News(NamedTuple):
    """A piece of news: its day, its ref, the record, and the project that it belongs to."""

    on: Day
    ref: str
    record: Record
    project: str | None


class Coming(NamedTuple):
    """Something on the agenda: from a day, up to and including a day."""

    on: Day
    until: Day | None
    title: str
    place: str | None
    project: str | None
    ref: str


class Choice(NamedTuple):
    """What a bulletin is made of: the project in the picture with its news, a lesson, what was solved, the agenda.

    elsewhere: the newest of each other project; running: what is being tried, told where nothing was solved;
    other: news of nobody in particular, what was decided or happened before a meeting about it
    """

    project: Project | None
    picture: tuple[News, ...]
    elsewhere: tuple[News, ...]
    lesson: Lesson | None
    solved: tuple[News, ...]
    running: tuple[News, ...]
    other: tuple[News, ...]
    agenda: tuple[Coming, ...]


def known_refs(newsletters: list[Newsletter], audience: Visibility) -> frozenset[str]:
    """The refs that readers of this audience were told: by its own newsletters, and by those for wider ones."""
    reach = LEVELS.index(audience)
    return frozenset(
        ref for n in newsletters if LEVELS.index(n.audience) >= reach for item in n.items for ref in item.refs
    )


def next_number(newsletters: list[Newsletter]) -> int:
    """The number after the highest one."""
    return max((n.number for n in newsletters), default=0) + 1


def first_day(newsletters: list[Newsletter], audience: Visibility) -> Day | None:
    """The day after the last period that was told to this audience; None where there was none."""
    last = max((n.period.to for n in newsletters if n.audience == audience), default=None)
    return last + datetime.timedelta(days=1) if last else None


def choice(
    knowledge: Knowledge, since: Day | None, until: Day, already: frozenset[str], shown: frozenset[str] = frozenset()
) -> Choice | None:
    """What to tell of a period, both days included; where `since` is None of a first one, from `started_on` on.

    What is older than a first period is no news, but what is in the way since then and still is.
    `knowledge` is that of the audience; projects that are only followed from outside are told of where there is no
    other news; `shown` are projects that were in the picture before and wait for the others. None where nothing new
    happened in the period.
    """
    every = [
        n
        for n in news(knowledge)
        if n.on <= until and not _is_told(n.ref, already) and not _is_from_before(knowledge, n)
    ]
    begin = since or started_on(knowledge, until)
    within = [n for n in every if not is_surely_before(n.on, begin) and (since is None or _first(n) >= since)]
    recent = [n for n in within if not _is_from_outside(knowledge, n)] or within
    if not recent:
        return None
    project = _in_picture(knowledge, recent, shown)
    still = [n for n in every if since is None and n not in within and _is_in_the_way(n)]
    picture = tuple(n for n in (*recent, *still) if project and n.project == project.id and not _is_solved(n))
    solved = tuple(n for n in recent if _is_solved(n))
    running = tuple(n for n in recent if _is_running(n) and n not in picture)
    lesson = _lesson(project, recent, every, picture)
    agenda = tuple(c for c in coming(knowledge, until) if not _is_told(c.ref, already))
    nobodys = [n for n in recent if n.project is None and not isinstance(n.record, Lesson)]
    other = tuple(sorted(nobodys, key=lambda n: isinstance(n.record, Event)))
    elsewhere = tuple(_newest_of_each(recent, project))
    return Choice(project, picture, elsewhere, lesson, solved, () if solved else running, other, agenda)


def started_on(knowledge: Knowledge, until: Day) -> Day:
    """Where a first period begins: with the first lot or project that was guided, else with the oldest news.

    What was before is background, however far back somebody looked it up.
    """
    days = [_first(n) for n in news(knowledge) if n.on <= until]
    guided = [lot.starts_on for programme in knowledge.of(Programme) for lot in programme.lots]
    guided += [project.starts_on for project in knowledge.of(Project) if project.status not in OUTSIDE]
    begun = min((earliest(day) or day for day in guided if day), default=None)
    return begun if begun and any(day >= begun for day in days) else min(days, default=until)


def _first(news: News) -> Day:
    """The first day on which it can have happened."""
    return earliest(news.on) or news.on


def news(knowledge: Knowledge) -> list[News]:
    """Everything with a day on which it happened, newest first."""
    found = [
        News(on, record.ref + part, record, project_of(record.ref))
        for record in knowledge
        for on, part in _days(record)
        if on is not None and earliest(on) is not None  # of what was so by a day nobody knows that it is new
    ]
    return sorted(found, key=lambda n: (-n.on.toordinal(), n.ref))


def _days(record: Record) -> Iterator[tuple[Day | None, str]]:
    match record:
        case Session() if is_tellable(record):
            yield record.held_on, ""
        case Event():
            yield record.held_on, ""
        case Lesson() if is_tellable(record):
            yield record.noted_on, ""
        case Bottleneck():
            if record.is_open or record.is_closed:
                yield record.opened_on, "#opened_on"
            if record.status == "resolved" and record.closed_on:
                yield record.closed_on, "#closed_on"
        case Intervention() if record.status not in ("planned", "dropped"):
            yield record.started_on, "#started_on"
            if record.observed and (record.observed.effect or record.observed.weeks is not None):
                yield record.observed.on or record.started_on, "#observed"
        case Decision() if record.kind != "advice":
            yield record.decided_on, ""
        case Project():
            for milestone in record.milestones:
                if milestone.actual_on:
                    yield milestone.actual_on, f"#{milestone.code}"
        case _:
            return


def is_tellable(record: Session | Lesson) -> bool:
    """Whether a talk took place, or a lesson was checked and not withdrawn, and others may hear it."""
    is_sound = record.took_place if isinstance(record, Session) else record.status in TELLABLE
    return is_sound and is_agreed(record)


def is_agreed(record: Session | Lesson) -> bool:
    """Whether those whom it is about agreed that others hear it, whatever its visibility says.

    A talk is told when its other party agreed to what was noted (`agreed_on`), a lesson of a project when the
    project consented. A public event (kind fact) and a lesson from a public source need nobody's consent.
    """
    if isinstance(record, Session):
        return record.kind == "fact" or record.agreed_on is not None
    origin = record.from_
    return record.consent is not None or origin.source is not None or not (origin.project or origin.session)


def _is_from_outside(knowledge: Knowledge, news: News) -> bool:
    project = knowledge.project(news.project) if news.project else None
    return project is not None and project.status == FOLLOWED


def _is_from_before(knowledge: Knowledge, news: News) -> bool:
    """Whether it was tried, or solved, before the project was guided: none of what the project does, nor a result."""
    project = knowledge.project(news.project) if news.project else None
    if project is None or project.starts_on is None or not (isinstance(news.record, Intervention) or _is_solved(news)):
        return False
    return is_surely_before(news.on, project.starts_on)


def _is_told(ref: str, already: frozenset[str]) -> bool:
    return ref in already or ref.partition("#")[0] in already


def _is_solved(news: News) -> bool:
    return news.ref.endswith(("#closed_on", "#observed"))


def _is_in_the_way(news: News) -> bool:
    return isinstance(news.record, Bottleneck) and news.record.is_open and not _is_solved(news)


def _is_running(news: News) -> bool:
    return isinstance(news.record, Intervention) and news.ref.endswith("#started_on") and news.record.status != "done"


def _in_picture(knowledge: Knowledge, recent: list[News], shown: frozenset[str]) -> Project | None:
    """The project with the newest session or milestone, else any news; who was in the picture before comes later."""
    own = [n for n in recent if n.project and knowledge.project(n.project) and not _is_solved(n)]
    own.sort(key=lambda n: (n.project in shown, not isinstance(n.record, (Session, Project)), -n.on.toordinal(), n.ref))
    return knowledge.project(own[0].project) if own and own[0].project else None


def _newest_of_each(recent: list[News], pictured: Project | None) -> Iterator[News]:
    """What happened last in each project that is not in the picture."""
    told = {pictured.id} if pictured else set()
    for news in sorted(recent, key=lambda n: (-n.on.toordinal(), isinstance(n.record, Project))):
        if news.project and news.project not in told and isinstance(news.record, (Session, Decision, Project)):
            told.add(news.project)
            yield news


def _lesson(project: Project | None, recent: list[News], every: list[News], picture: tuple[News, ...]) -> Lesson | None:
    """The lesson of the period, else an older one that was not told: one that fits the picture, and the ripest.

    It fits by what stands in the way of the project in the picture, then by its lot, then by its phase; of those
    that are left the best proven.
    """
    bottlenecks = [n.record for n in picture if isinstance(n.record, Bottleneck) and n.record.is_open]
    main = {one.category for one in bottlenecks}
    also = {category for one in bottlenecks for category in one.also}

    def order(lesson: Lesson) -> tuple[object, ...]:
        is_whole = all((lesson.context, lesson.did or lesson.advice, lesson.effect, lesson.limits))
        fits = [(code not in main, place) for place, code in enumerate(lesson.categories) if code in main | also]
        return (
            not is_whole,
            min(fits, default=NO_FIT),
            bool(project and project.lot not in lesson.lots),
            bool(project and project.phase != lesson.phase),
            TELLABLE[lesson.status],
            -len(lesson.uses),
            PROVEN[lesson.strength],
            -lesson.noted_on.toordinal(),
            lesson.ref,
        )

    for found in (recent, every):
        lessons = [n.record for n in found if isinstance(n.record, Lesson)]
        if lessons:
            return min(lessons, key=order)
    return None


def coming(knowledge: Knowledge, day: Day) -> list[Coming]:
    """What comes in the half year after a day: events, planned milestones and moments of the calendar."""
    found = list(_coming(knowledge, day))
    last = day + datetime.timedelta(days=COMING_DAYS)
    return sorted((c for c in found if day < c.on <= last), key=lambda c: (c.on, c.ref))


def _coming(knowledge: Knowledge, day: Day) -> Iterator[Coming]:
    for event in knowledge.of(Event):
        yield Coming(event.held_on, None, event.title, event.place, None, f"{event.ref}#held_on")
    for project in knowledge.of(Project):
        for milestone in project.milestones if project.status not in OVER else ():
            if milestone.planned_on and not milestone.actual_on:  # a baseline alone is no plan to tell the public
                ref = f"{project.ref}#{milestone.code}.planned_on"
                yield Coming(milestone.planned_on, None, milestone.title, None, project.id, ref)
    for calendar in knowledge.of(Calendar):
        for entry in calendar.calendar:
            if entry.from_ is None or entry.kind not in CALENDAR_KINDS or not entry.title:
                continue
            start, end = entry.from_, entry.to
            while entry.recurrence and start <= day:
                try:
                    start, end = after(start, entry.recurrence), after(end, entry.recurrence) if end else None
                except ValueError:
                    break
            yield Coming(start, end if end != start else None, entry.title, None, None, f"{calendar.ref}#{entry.code}")
