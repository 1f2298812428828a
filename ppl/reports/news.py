"""The data of a bulletin: a project in the picture, a lesson, what was solved, the agenda, and what they rest on."""

import datetime
from collections.abc import Iterable

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.learning import Event
from ppl.model.lesson import Lesson
from ppl.model.project import Project
from ppl.model.record import Party, Record, Visibility
from ppl.model.session import Session
from ppl.reports import news_selection, standing, values
from ppl.reports.sentences import flowing
from ppl.rules import newsletter as rules
from ppl.rules.newsletter import Choice, News

Day = datetime.date
STORIES, STORY_WORDS, LATER_WORDS, LEAST_WORDS, YEAR = 3, 45, 15, 25, 366
SOLVED, RUNNING, OTHER, ELSEWHERE, SOURCES, DATES = 4, 3, 2, 5, 2, 6


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened: a sentence and what is known of it; project: where it stands among others.

    is_code: the sentence may be a code with words of its own, as the outcome of a decision is
    """

    on: Day
    text: str | None = None
    facts: tuple[str, ...] = ()
    project: str | None = None
    is_code: bool = False


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck or intervention in one point; weeks (negative: lost) where they are known.

    is_result: what an intervention brought, which need not be a solution
    """

    title: str
    text: str | None = None
    project: str | None = None
    weeks: float | None = None
    on: Day | None = None
    is_result: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The project in the picture; homes_told: whether the stories say how many homes there will be.

    asked, at: the role, and the organisation in which a reader finds it, that can tell more
    """

    name: str
    municipality: tuple[str, ...]
    homes: standing.HomesState | None = None
    homes_told: bool = False
    stories: tuple[Story, ...] = ()
    hindrances: tuple[Point, ...] = ()
    attempts: tuple[Point, ...] = ()
    asked: values.Named | None = None
    at: str | None = None
    sources: tuple[values.Origin, ...] = ()


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """The lesson of the period. is_own_advice: its advice is our own, and stands in no source."""

    title: str
    theme: values.Named | None = None
    context: str | None = None
    went_otherwise: str | None = None
    did: str | None = None
    advice: str | None = None
    effect: str | None = None
    limits: str | None = None
    is_own_advice: bool = False
    sources: tuple[values.Origin, ...] = ()


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Something on the agenda."""

    on: Day
    title: str
    until: Day | None = None
    place: str | None = None
    project: str | None = None


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """What a bulletin tells; `refs` says per part which records that were."""

    since: Day
    until: Day
    audience: str
    picture: Picture | None = None
    elsewhere: tuple[Story, ...] = ()
    lesson: Taught | None = None
    solved: tuple[Point, ...] = ()
    running: tuple[Point, ...] = ()
    agenda: tuple[Meeting, ...] = ()
    other: tuple[Story, ...] = ()
    refs: dict[str, tuple[str, ...]] = {}


class Request(msgspec.Struct, frozen=True):
    """The news for an audience, from what it may know.

    since: None means from the first record on; already: the refs that these readers were told before
    """

    knowledge: Knowledge
    since: Day | None
    audience: Visibility
    already: frozenset[str] = frozenset()


def build(request: Request, until: Day) -> Bulletin | None:
    """The bulletin of a period up to a day; None where there is nothing new to tell."""
    knowledge, since, already = request.knowledge, request.since, request.already
    shown = frozenset(ref.partition("/")[0] for ref in already if "/sessions/" in ref)
    chosen = rules.choice(knowledge, since, until, already, shown)
    if chosen is None:
        return None
    since_day = since or rules.started_on(knowledge, until)
    picture, in_picture = _picture(knowledge, chosen, years=1 + (until - since_day).days // YEAR)
    elsewhere = chosen.elsewhere[:ELSEWHERE]
    solved, running = (
        news_selection.solved(chosen.solved, in_picture)[:SOLVED],
        news_selection.one_each(chosen.running)[:RUNNING],
    )
    other = [n for n in chosen.other if isinstance(n.record, (Event, Decision, Session))][:OTHER]
    lesson = chosen.lesson
    if not (picture or solved or running or other or lesson):
        return None
    refs = {
        "picture": in_picture,
        "elsewhere": tuple(n.ref for n in elsewhere),
        "lesson": (lesson.ref,) if lesson else (),
        "solved": tuple(n.ref for n in (*solved, *running)),
        "other": tuple(n.ref for n in other),
        "agenda": tuple(c.ref for c in chosen.agenda[:DATES]),
    }
    return Bulletin(
        since=since_day,
        until=until,
        audience=request.audience,
        picture=picture,
        elsewhere=tuple(_in_short(knowledge, n) for n in elsewhere),
        lesson=_taught(knowledge, lesson) if lesson else None,
        solved=tuple(_point(knowledge, n) for n in solved),
        running=tuple(_point(knowledge, n) for n in running),
        agenda=tuple(
            Meeting(on=c.on, title=c.title, until=c.until, place=c.place, project=_name(knowledge, c.project))
            for c in chosen.agenda[:DATES]
        ),
        other=tuple(_story(n, STORY_WORDS // OTHER) for n in other),
        refs={name: found for name, found in refs.items() if found},
    )


def _picture(knowledge: Knowledge, chosen: Choice, years: int) -> tuple[Picture | None, tuple[str, ...]]:
    project = chosen.project
    if project is None:
        return None, ()
    stories = _stories(chosen.picture, years)
    hindrances = news_selection.hindrances(chosen.picture)
    attempts = news_selection.attempts(chosen.picture)
    told = [*(n for n, _ in stories), *hindrances, *attempts]
    picture = Picture(
        name=project.name,
        municipality=project.municipality,
        homes=standing.homes(project),
        homes_told=_are_told(project, [story for _, story in stories]),
        stories=tuple(story for _, story in stories),
        hindrances=tuple(_hindrance(n.record) for n in hindrances if isinstance(n.record, Bottleneck)),
        attempts=tuple(_attempt(n.record) for n in attempts if isinstance(n.record, Intervention)),
        asked=values.role(knowledge, project.leader),
        at=project.leader.organisation if isinstance(project.leader, Party) else None,
        sources=_sources(n.record for n in told),
    )
    return picture, tuple(n.ref for n in told)


def _are_told(project: Project, stories: list[Story]) -> bool:
    said = " ".join(fact for story in stories for fact in story.facts).replace(".", "")
    return bool(project.homes and any(str(n) in said.split() for n in (project.homes.min, project.homes.max) if n))


def _stories(picture: tuple[News, ...], years: int) -> list[tuple[News, Story]]:
    """The newest happenings, as many as there is room for: more in a bulletin about more years; a day is told once."""
    found: list[tuple[News, Story]] = []
    room = STORY_WORDS * min(years, 3)
    for news in sorted(picture, key=lambda n: (-n.on.toordinal(), isinstance(n.record, Project))):
        is_told = any(news.on == other.on for other, _ in found) and isinstance(news.record, Project)
        has_room = not found or (room >= LEAST_WORDS and len(found) < STORIES)
        if isinstance(news.record, (Session, Decision, Project)) and not is_told and has_room:
            story = _story(news, min(room, STORY_WORDS) if not found else LATER_WORDS)
            found.append((news, story))
            room -= sum(len(text.split()) for text in (story.text or "", *story.facts))
    return found


def _in_short(knowledge: Knowledge, news: News) -> Story:
    story = _story(news, 0)
    return Story(on=story.on, text=story.text, project=_name(knowledge, news.project))


def _story(news: News, words: int) -> Story:
    record = news.record
    match record:
        case Session():
            return Story(
                on=news.on, text=flowing(record.summary or "") or None, facts=news_selection.within(record.facts, words)
            )
        case Decision():
            return Story(
                on=news.on, text=record.outcome, is_code=True, facts=news_selection.within(record.reasons, words)
            )
        case Event():
            said = (record.evaluation,) if record.evaluation else record.questions
            return Story(on=news.on, text=record.title, facts=news_selection.within(said, words))
        case Project():
            code = news.ref.partition("#")[2]
            return Story(on=news.on, text=next((m.title for m in record.milestones if m.code == code), None))
        case _:
            return Story(on=news.on)


def _hindrance(bottleneck: Bottleneck) -> Point:
    return Point(title=bottleneck.title, text=bottleneck.description, on=bottleneck.opened_on)


def _attempt(intervention: Intervention) -> Point:
    return Point(
        title=intervention.title,
        text=intervention.expected.effect if intervention.expected else None,
        on=intervention.started_on,
    )


def _point(knowledge: Knowledge, news: News) -> Point:
    record, project = news.record, _name(knowledge, news.project)
    if isinstance(record, Bottleneck):
        return Point(title=record.title, text=record.resolution, project=project, on=news.on)
    assert isinstance(record, Intervention)
    if news.ref.endswith("#observed") and record.observed:
        seen = record.observed
        return Point(
            title=record.title, text=seen.effect, project=project, weeks=seen.weeks, on=seen.on, is_result=True
        )
    expected = record.expected.effect if record.expected else None
    return Point(title=record.title, text=expected, project=project, on=news.on)


def _taught(knowledge: Knowledge, lesson: Lesson) -> Taught:
    return Taught(
        title=lesson.title,
        theme=values.named(knowledge, "themes", lesson.themes[0] if lesson.themes else None),
        context=lesson.context,
        went_otherwise=None if lesson.context and "went_otherwise" in lesson.own else lesson.went_otherwise,
        did=lesson.did,
        advice=lesson.advice,
        effect=lesson.effect,
        limits=lesson.limits,
        is_own_advice="advice" in lesson.own,
        sources=_sources([lesson]),
    )


def _name(knowledge: Knowledge, project: str | None) -> str | None:
    found = knowledge.project(project) if project else None
    return found.name if found else None


def _sources(records: Iterable[Record]) -> tuple[values.Origin, ...]:
    return values.origins(list(records))[:SOURCES]
