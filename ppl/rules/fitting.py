"""What other projects solved or learned that fits a project: bottlenecks and lessons, each with the reason why."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.passages import searched
from ppl.model.project import Project
from ppl.model.record import Record, Ref
from ppl.partial_date import has_come
from ppl.rules.lesson_match import matching_lessons, ripest
from ppl.rules.newsletter import is_tellable
from ppl.search.corpus import MemoryCorpus
from ppl.search.document import document
from ppl.search.question import question
from ppl.search.ranking import search
from ppl.search.synonyms import Synonyms

Day = datetime.date
MOST = 3  # of each
RIPEST = 8  # lessons of a category, of which the one that is most alike in words is told
ANYTHING = "anders"  # the category of what has none: two of these have nothing in common


class Solved(NamedTuple):
    """A bottleneck that another project solved.

    fits: the open one that it is like; category: that they share; is_same_phase: both projects are in one phase
    by: what was done about it and was seen to work
    """

    bottleneck: Bottleneck
    project: Project
    fits: Bottleneck
    category: str
    is_same_phase: bool
    by: tuple[Intervention, ...] = ()


class Learned(NamedTuple):
    """A lesson from elsewhere.

    project: that it comes from; None for a public source, or where its reader may not know which
    fits: the open bottleneck that it helps with, by its category; None where it is for the phase of the project
    """

    lesson: Lesson
    project: Project | None
    fits: Bottleneck | None
    category: str | None = None


def solved_elsewhere(
    knowledge: Knowledge, project: Project, open_: Sequence[Bottleneck], today: Day
) -> tuple[Solved, ...]:
    """What other projects solved that is most like what is open here, as far as its reader may see it.

    Alike is what has a category in common; of several the one whose main category it is, whose words are most alike,
    and whose project is in the same phase. Of each open bottleneck the best first, then the next best.
    """
    known = [one for one in knowledge.of(Bottleneck) if _is_solved(one, project.id, today)]
    ranked = [list(_like(knowledge, project, one, known)) for one in open_]
    found: dict[str, Solved] = {}
    for place in range(MOST):
        for each in ranked:
            if len(found) < MOST and place < len(each):
                found.setdefault(each[place].bottleneck.ref, each[place])
    return tuple(found.values())


def _is_solved(one: Bottleneck, project: str, today: Day) -> bool:
    """Whether it was solved elsewhere, and how is told; a risk that did not come true was not."""
    is_told = one.status == "resolved" and bool(one.resolution) and project_of(one.ref) != project
    came_true = one.chance is None or one.critical_path_weeks is not None
    return is_told and came_true and (one.closed_on is None or has_come(one.closed_on, today))


def _like(knowledge: Knowledge, project: Project, fits: Bottleneck, known: Iterable[Bottleneck]) -> Iterator[Solved]:
    """Those that have a category in common with an open bottleneck, the most alike first."""
    own = _categories(fits)
    found = []
    for one in known:
        category = next((code for code in own if code in _categories(one)), None)
        elsewhere = knowledge.project(project_of(one.ref) or "")
        if category and elsewhere:
            is_same_phase = project.phase is not None and elsewhere.phase == project.phase
            found.append(Solved(one, elsewhere, fits, category, is_same_phase))
    scores = _scores(fits, [one.bottleneck for one in found]) if len(found) > 1 else {}
    found.sort(key=lambda one: _order(one, scores.get(one.bottleneck.ref, 0.0)))
    # the best of all fits by its category; the next only where its words are alike too
    best = [one for place, one in enumerate(found[:MOST]) if not place or scores.get(one.bottleneck.ref)]
    return (one._replace(by=tuple(_what_worked(knowledge, one.bottleneck))) for one in best)


def _order(one: Solved, score: float) -> tuple[object, ...]:
    is_main = one.category == one.fits.category == one.bottleneck.category
    closed_on = one.bottleneck.closed_on
    return (
        not is_main,
        -round(score, 1),
        not one.is_same_phase,
        -(closed_on.toordinal() if closed_on else 0),
        (one.bottleneck.ref),
    )


def _categories(one: Bottleneck) -> list[str]:
    return [code for code in (one.category, *one.also) if code != ANYTHING]


def _scores(asked: Bottleneck, known: Sequence[Record]) -> dict[str, float]:
    """How much alike these are in words, by ref."""
    corpus = MemoryCorpus(document(searched(one)) for one in known)
    return {hit.ref: hit.score for hit in search(corpus, question(asked.title), Synonyms(())).hits}


def _what_worked(knowledge: Knowledge, solved: Bottleneck) -> Iterator[Intervention]:
    """What was done about a bottleneck and had an effect."""
    for one in knowledge.of(Intervention, project_of(solved.ref)):
        is_for_it = one.for_ and knowledge.target(one.for_, Ref(("bottleneck",)), one) == solved.ref
        if is_for_it and one.observed and one.observed.effect:
            yield one


def learned_elsewhere(
    knowledge: Knowledge, project: Project, open_: Sequence[Bottleneck], today: Day
) -> tuple[Learned, ...]:
    """Lessons from elsewhere that help with what is open, then those for the phase of the project.

    Only what others may hear, what this project did not use or reject yet, and what holds for its lot.
    """
    known = [one for one in knowledge.of(Lesson) if _is_news(knowledge, one, project, today)]
    names: dict[str, Bottleneck] = {}
    for one in open_:
        for code in _categories(one):
            names.setdefault(code, one)
    order = [*dict.fromkeys([*(one.category for one in open_), *names])]
    found: list[Learned] = []
    for code in (code for code in order if code in names):
        taken = {one.lesson.ref for one in found}
        each = [one for one, _ in matching_lessons(known, [code], RIPEST, taken)] if len(found) < MOST else []
        if each:
            scores = _scores(names[code], each) if len(each) > 1 else {}
            best = min(each, key=lambda one: (-round(scores.get(one.ref, 0.0)), each.index(one)))
            found.append(Learned(best, _from(knowledge, best), names[code], code))
    told = {one.lesson.ref for one in found}
    same = [one for one in known if project.phase and one.phase == project.phase and one.ref not in told]
    found += [Learned(one, _from(knowledge, one), None) for one in ripest(same)[: MOST - len(found)]]
    return tuple(found)


def _is_news(knowledge: Knowledge, one: Lesson, project: Project, today: Day) -> bool:
    """Whether a lesson is from elsewhere, may be told, and is new to a project."""
    is_known = knowledge.origin(one) == project.id or any(
        (knowledge.target(use.project, Ref(("project",)), one) or use.project) == project.id for use in one.uses
    )
    fits_lot = not one.lots or project.lot is None or project.lot in one.lots
    return not is_known and fits_lot and is_tellable(one) and one.noted_on <= today


def _from(knowledge: Knowledge, one: Lesson) -> Project | None:
    return knowledge.project(knowledge.origin(one) or "")
