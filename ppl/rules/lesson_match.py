"""Which lessons help with what is open: the ripest and firmest per category of bottleneck, the widest trouble first."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ppl.model.lesson import Lesson

RIPE = {"adopted": 0, "shared": 1, "checked": 2}
FIRM = {"recommendation": 0, "lesson": 1, "observation": 2}
# how strong its evidence is: what nobody said stands between what was seen and what is advice alone
PROVEN = {"figure": 0, "several-cases": 1, "one-case": 2, None: 3, "own-advice": 4}


def urgent(open_: Iterable[tuple[str, str]]) -> list[str]:
    """Categories of open bottlenecks, from pairs of project and category: in most projects first, then the most."""
    places: dict[str, list[str]] = defaultdict(list)
    for project, category in open_:
        places[category].append(project)
    return sorted(places, key=lambda c: (-len(set(places[c])), -len(places[c]), c))


def matching_lessons(
    lessons: Iterable[Lesson], categories: Iterable[str], each: int, told: Collection[str] = ()
) -> list[tuple[Lesson, str]]:
    """The lessons that fit best, at most `each` per category, none twice and none that was told, with the category.

    A lesson that names the category first goes before one that names it later; then the ripest, the most used, the
    best proven, the firmest, the newest.
    """
    seen = set(told)
    ripe = [lesson for lesson in lessons if lesson.status in RIPE]
    found: list[tuple[Lesson, str]] = []
    for category in categories:
        fits = [lesson for lesson in ripe if category in lesson.categories and lesson.ref not in seen]
        for lesson in sorted(fits, key=lambda one: _order(one, category))[:each]:
            seen.add(lesson.ref)
            found.append((lesson, category))
    return found


def ripest(lessons: Iterable[Lesson]) -> list[Lesson]:
    """The lessons that were checked, the ripest, most used and best proven first."""
    return sorted((one for one in lessons if one.status in RIPE), key=_worth)


def _order(lesson: Lesson, category: str) -> tuple[object, ...]:
    return lesson.categories.index(category), *_worth(lesson)


def _worth(lesson: Lesson) -> tuple[object, ...]:
    return (
        RIPE[lesson.status],
        -len(lesson.uses),
        PROVEN[lesson.strength],
        FIRM[lesson.kind],
        -lesson.noted_on.toordinal(),
        lesson.ref,
    )
