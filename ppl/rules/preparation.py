"""What a talk is prepared with: what was agreed, what is open on both sides, what comes, what to ask, who solved it."""

import datetime
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.escalation import Escalation
from ppl.model.kinds import project_of
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.learning import Question
from ppl.model.lesson import Lesson
from ppl.model.project import Project
from ppl.model.record import Who
from ppl.model.session import Session
from ppl.rules.cadence import NO_TALKS
from ppl.rules.decisions_asked import AHEAD as QUARTER
from ppl.rules.decisions_asked import CLIENT, projects_of
from ppl.rules.due import due
from ppl.rules.due_line import BUREAU, Due, cadence_of, cadences, code, leader
from ppl.rules.fitting import Learned, Solved, learned_elsewhere, solved_elsewhere
from ppl.rules.project_lessons import lessons_of
from ppl.rules.standing import open_actions, open_bottlenecks
from ppl.rules.talk_day import NextTalk, last_held, next_talk, sessions_of
from ppl.rules.to_ask import Ask, to_ask
from ppl.rules.week import AHEAD

Day = datetime.date
Kind = Literal["weekly", "learning", "client", "progress"]
Side = Literal["municipality", "bureau", "ministry"]
GROUP = "begeleidingsgroep"  # of the ministry
COMING = ("escalation", "advice", "review", "until", "step", "milestone", "season", "grant")
CONFIRMED = ("recap", "confirmation")
HALF_YEAR = datetime.timedelta(weeks=26)
MOST_QUESTIONS = 3


class Task(NamedTuple):
    """An action or agreement that is open.

    who: that does it; age_days: since it was agreed; None where nobody knows. days_late: past its day
    """

    ref: str
    text: str
    side: Side
    who: Who | None = None
    due_on: Day | None = None
    days_late: int = 0
    age_days: int | None = None
    waits_on: str | None = None


class Preparation(NamedTuple):
    """What a talk is prepared with, as its reader may see it.

    roles: who talk; last: the last talk of this kind; has_recap: all of its readers may read what was agreed in it
    open_recap: its recap waits, to be sent or to be agreed to
    coming: decisions, milestones, windows; to_confirm: lessons that wait for a yes; learned: its own of half a year
    """

    talk: NextTalk
    roles: tuple[str, ...]
    last: Session | None = None
    has_recap: bool = False
    open_recap: Due | None = None
    tasks: tuple[Task, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    coming: tuple[Due, ...] = ()
    asks: tuple[Ask, ...] = ()
    solved: tuple[Solved, ...] = ()
    lessons: tuple[Learned, ...] = ()
    learned: tuple[Lesson, ...] = ()
    to_confirm: tuple[Due, ...] = ()
    questions: tuple[Question, ...] = ()


def readers(kind: str, project: str | None) -> tuple[Audience, ...]:
    """Who reads the page: all of these, so that it holds what each of them may see.

    The project of its own talks, the ministry of its catch-up; of the half-yearly talk both, for both are there
    (tender, 2.1.1 b).
    """
    own = (Audience("project", project),) if project and kind != "client" else ()
    ministry = (Audience("client"),) if kind in ("client", "progress") else ()
    return own + ministry


def seen(whole: Knowledge, kind: str, project: str | None) -> Knowledge:
    """What the readers of the page may see."""
    found = whole
    for audience in readers(kind, project):
        found = found.for_audience(audience)
    return found


def about(whole: Knowledge, project: str, knowledge: Knowledge) -> Knowledge:
    """What somebody may see (`knowledge`) of a project, and of what all have in common.

    References to the other projects still lead there.
    """
    refs = [ref for ref in whole.named_refs if project_of(ref) in (None, project)]
    whole.fetch(refs)
    return Knowledge((one for ref in refs if (one := knowledge.get(ref)) is not None), knowledge.refs)


def preparation(
    whole: Knowledge, reader: Knowledge, project: Project, kind: Kind, today: Day, on: Day | None = None
) -> Preparation:
    """What a talk with a project is prepared with. project, reader: as its readers may see them (see `seen`).

    What is due is said as all records have it, as far as the readers may see what it is about.
    """
    own, shown = about(whole, project.id, whole), about(whole, project.id, reader)
    scope = None if kind == "client" else project.id
    talk = next_talk(own, scope, kind, today)
    talk = talk._replace(on=on, is_agreed=True) if on else talk
    by_on = max(talk.on or today, today + AHEAD)
    lines = _lines(own, shown, project.id, today)
    last = last_held(shown, scope, kind, today)
    bottlenecks = tuple(open_bottlenecks(shown, project.id, today))
    is_open = last is not None and last.agreed_on is None
    found = Preparation(
        talk,
        roles(own, project, kind),
        last,
        _has_recap(whole, last, kind, project.id),
        next((one for one in lines if is_open and last and one.kind in CONFIRMED and one.ref == last.ref), None),
        tuple(_tasks(shown, project, kind, lines, today)),
        bottlenecks,
        tuple(_coming(lines, kind, today, by_on)),
        _asks(own, shown, project, kind, lines, last, today, by_on),
        solved_elsewhere(reader, project, bottlenecks, today),
        learned_elsewhere(reader, project, bottlenecks, today),
    )
    return _with_learning(shown, found, project, lines, today) if kind == "learning" else found


def _has_recap(whole: Knowledge, last: Session | None, kind: str, project: str | None) -> bool:
    """Whether all readers may read a talk as a whole, and not just how it judged."""
    record = whole.get(last.ref) if last else None
    return record is not None and all(whole.is_visible(record, one) for one in readers(kind, project))


def _lines(own: Knowledge, shown: Knowledge, project: str, today: Day) -> tuple[Due, ...]:
    """What is due in a project and its readers may know of, as they may see it."""
    known = {(one.kind, one.ref) for one in due(own, today, today + QUARTER)}
    each = [one for one in due(shown, today, today + QUARTER) if (one.kind, one.ref) in known]
    return tuple(one for one in each if _is_about(shown, one, project))


def _is_about(knowledge: Knowledge, line: Due, project: str) -> bool:
    """Whether a line is about a project, also where it is about others too."""
    if line.project is not None:
        return line.project == project
    record = knowledge.get(line.ref)
    return isinstance(record, Escalation) and project in projects_of(knowledge, record)


def roles(knowledge: Knowledge, project: Project | None, kind: str) -> tuple[str, ...]:
    """Who talk: of the bureau who has the talk, and whom it is with."""
    process, learning = (cadence_of(knowledge, one, "project") for one in ("weekly", "learning"))
    bureau = [one.role for one in (process, learning) if one is not None]
    if kind == "client":
        return tuple(dict.fromkeys((GROUP, *bureau)))
    if kind == "progress":
        return tuple(dict.fromkeys((leader(project), GROUP, *bureau)))
    own = cadence_of(knowledge, kind, "project")
    return leader(project), own.role if own else BUREAU


def side(knowledge: Knowledge, role: str | None) -> Side:
    """On whose side a role is. What nobody owns, and whoever else acts, is on that of the municipality."""
    if role in (CLIENT, GROUP):
        return "ministry"
    bureau = {one.role for one in cadences(knowledge, "project")} - {CLIENT, GROUP}
    return "bureau" if role in bureau | {BUREAU} else "municipality"


def _tasks(knowledge: Knowledge, project: Project, kind: str, lines: tuple[Due, ...], today: Day) -> Iterator[Task]:
    """What is open, what is late on top; in a talk on learning what its own talks agreed and its manager does."""
    found = [*_of_talks(knowledge, project.id, today)]
    known = {one.ref for one in found}
    for one in lines:
        if one.kind in ("action", "agreement") and one.ref not in known and isinstance(one.what, str):
            found.append(Task(one.ref, one.what, side(knowledge, one.role), one.role, one.due_on, one.days_late))
    if kind == "learning":
        own = cadence_of(knowledge, kind, "project")
        of_kind = {one.ref for one in knowledge.of(Session, project.id) if one.kind == kind}
        found = [one for one in found if one.ref.partition("#")[0] in of_kind or (own and code(one.who) == own.role)]
    yield from sorted(found, key=lambda one: (one.due_on or Day.max, one.ref))


def _of_talks(knowledge: Knowledge, project: str | None, today: Day) -> Iterator[Task]:
    """The open actions of the talks of a project, or of the programme itself."""
    own = {one.ref: one for one in sessions_of(knowledge, project)}
    for one in open_actions(knowledge, today, project):
        talk, action = own.get(one.session), one.action
        if talk is not None:
            yield Task(
                one.ref, action.text, side(knowledge, code(action.owner)), action.owner, action.due_on, one.late_days,
                max(0, (today - talk.held_on).days), action.waits_on,
            )  # fmt: skip


def _coming(lines: tuple[Due, ...], kind: str, today: Day, by_on: Day) -> Iterator[Due]:
    """Decisions and days that come, what is late first; a milestone that passed is asked about instead.

    Those on which something must be done within four weeks of the talk; half-yearly, of a quarter.
    """
    until = by_on if kind == "learning" else today + QUARTER if kind != "weekly" else by_on + 2 * AHEAD
    for one in lines:
        is_asked = one.kind == "milestone" and one.days_late
        if one.kind in COMING and not is_asked and (one.days_late or one.act_on is None or one.act_on <= until):
            yield one


def _asks(
    own: Knowledge, shown: Knowledge, project: Project, kind: str, lines: tuple[Due, ...], last: Session | None,
    today: Day, by_on: Day,
) -> tuple[Ask, ...]:  # fmt: skip
    """The questions of who has this talk; a blank that its readers may not see is none."""
    whole = own.project(project.id)
    if whole is None:
        return ()
    known = {(one.kind, one.ref) for one in to_ask(own, whole, lines, today, by_on)}
    found = [one for one in to_ask(shown, project, lines, today, by_on) if (one.kind, one.ref) in known]
    found = [one for one in found if not (last and one.kind == "confirmation" and one.ref == last.ref)]
    talks = {one.kind for one in cadences(own, "project")}.difference((kind, *NO_TALKS))
    found += [Ask("talk", one.ref, one.kind, one.due_on) for one in lines if one.kind in talks and one.days_late]
    return tuple(one for one in found if one.kind in ASKED[kind])


OWN = ("talk", "confirmation")
STEERING = (
    "milestone", "check", "term", "recovery", "feedback", "effect", "lights", "light", "action", "owner", "weeks",
    "both", "day", "leader", "commitments", "plan", "assumed", "preconditions",
)  # fmt: skip
ASKED: dict[str, tuple[str, ...]] = {
    "weekly": (*STEERING, *OWN),
    "learning": ("effect", "feedback", "owner", "both", *OWN),
    "client": ("term", "recovery", "effect", "lights", "light", "feedback"),
    "progress": ("term", "recovery", "effect", "lights", "light", "feedback", "preconditions"),
}


def _with_learning(
    knowledge: Knowledge, found: Preparation, project: Project, lines: tuple[Due, ...], today: Day
) -> Preparation:
    """What was learned in half a year, what waits for a yes, and the questions of the learning agenda."""
    waiting = tuple(one for one in lines if one.kind == "lesson")
    known = [one for one in lessons_of(knowledge, project.id) if one.status != "withdrawn"]
    waits = {one.ref for one in waiting}
    recent = [one for one in known if today - HALF_YEAR <= one.noted_on <= today and one.ref not in waits]
    themes = {theme for one in known for theme in one.themes}
    asked = sorted(knowledge.of(Question), key=lambda one: (one.theme not in themes, one.stage or 0, one.ref))
    return found._replace(
        learned=tuple(sorted(recent, key=lambda one: (-one.noted_on.toordinal(), one.ref))),
        to_confirm=waiting,
        questions=tuple(asked[:MOST_QUESTIONS]),
    )


def of_programme(whole: Knowledge, reader: Knowledge, today: Day, on: Day | None = None) -> Preparation:
    """What the catch-up with the ministry is prepared with: what is asked of it, and what its own talks left open."""
    talk = next_talk(whole, None, "client", today)
    talk = talk._replace(on=on, is_agreed=True) if on else talk
    known = {(one.kind, one.ref, one.project) for one in due(whole, today, today + QUARTER)}
    each = [one for one in due(reader, today, today + QUARTER) if (one.kind, one.ref, one.project) in known]
    last = last_held(reader, None, "client", today)
    is_open = last is not None and last.agreed_on is None
    return Preparation(
        talk,
        roles(whole, None, "client"),
        last,
        _has_recap(whole, last, "client", None),
        next((one for one in each if is_open and last and one.kind in CONFIRMED and one.ref == last.ref), None),
        tuple(_of_talks(reader, None, today)),
        coming=tuple(one for one in each if one.kind in COMING and one.role in (CLIENT, GROUP)),
    )
