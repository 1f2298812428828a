"""How much of the news a bulletin has room for, and in which order."""

from collections.abc import Iterable

from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.rules.newsletter import News

HINDRANCE_WORDS, ATTEMPTS = 45, 2


def hindrances(picture: tuple[News, ...]) -> list[News]:
    """The newest open bottlenecks, as many as there is room for, and always one."""
    found: list[News] = []
    room = HINDRANCE_WORDS
    for news in picture:
        if isinstance(news.record, Bottleneck) and news.record.is_open:
            room -= len(f"{news.record.title} {news.record.description or ''}".split())
            if found and room < 0:
                break
            found.append(news)
    return found


def attempts(picture: tuple[News, ...]) -> list[News]:
    """The newest interventions: those of which the effect is not known yet, since the others are told with it."""
    found = [n for n in picture if isinstance(n.record, Intervention)]
    return ([n for n in found if not _has_effect(n)] or found)[:ATTEMPTS]


def _has_effect(news: News) -> bool:
    seen = news.record.observed if isinstance(news.record, Intervention) else None
    return bool(seen and (seen.effect or seen.weeks is not None))


def solved(found: tuple[News, ...], in_picture: tuple[str, ...]) -> list[News]:
    """What was solved, then what helped, every project in its turn; nothing that the picture shows already."""
    shown = {ref.partition("#")[0] for ref in in_picture}
    new = [n for n in found if n.ref.partition("#")[0] not in shown]
    return one_each(tuple(sorted(new, key=lambda n: not isinstance(n.record, Bottleneck))))


def one_each(running: tuple[News, ...]) -> list[News]:
    """The newest of each project first, so that every project has its turn."""
    turns: dict[str | None, int] = {}
    placed = []
    for place, news in enumerate(running):
        turn = turns[news.project] = turns.get(news.project, -1) + 1
        placed.append((turn, place, news))
    return [news for _, _, news in sorted(placed, key=lambda p: p[:2])]


def within(texts: Iterable[str], words: int) -> tuple[str, ...]:
    """The first texts, as many as fit in a number of words, and always one."""
    found: list[str] = []
    for text in texts:
        words -= len(text.split())
        if found and words < 0:
            break
        found.append(text)
    return tuple(found)
