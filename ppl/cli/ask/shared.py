"""Questions that come up in several places of a session: a role, a day, the category of a bottleneck."""

from collections.abc import Mapping, Sequence

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import label
from ppl.cli.ask.open_points import OpenPoints, Words
from ppl.cli.ask.questions import Question
from ppl.errors import Text
from ppl.readers.categories import place_of
from ppl.readers.words import plain

CALLED = {"opdrachtgever": "ministerie"}  # a municipality has an opdrachtgever of its own


def near_roles(points: OpenPoints) -> list[str]:
    """The few roles that own most actions, to be chosen by their number, the same three always first."""
    named = [role.partition(" (")[0] for role in parsers.split(points.attended)]
    known = ["projectleider", "procesmanager", "leermanager", *named]
    return [role for role in dict.fromkeys(known) if role in points.roles][:6] or list(points.roles)[:3]


def numbered(roles: Sequence[str]) -> str:
    """The roles with the numbers that choose them: `1 projectleider, 2 procesmanager`."""
    return ", ".join(f"{number} {CALLED.get(role, role)}" for number, role in enumerate(roles, 1))


def attended(points: OpenPoints, default: str) -> Question:
    near = near_roles(points)
    return Question(
        "attended",
        Text("Who were there ({listed})", listed=numbered(near)),
        Text("Numbers or roles with commas between them; an organisation goes in brackets: netbeheerder (...)."),
        parsers.parties(points.roles, near),
        default=default,
        words=lambda: tuple(points.roles),
    )


def who_and_when(points: OpenPoints, key: str) -> Question:
    """Who does it and by which day, on one line: kept under `.owner` and `.due_on`."""
    near = near_roles(points)
    return Question(
        key,
        Text("  who, and by when ({listed})", listed=numbered(near)),
        Text("The role that does it and the day: `1 fri`, `2, 1-12`, `netbeheerder +2w`; Enter where nobody said it."),
        parsers.who_and_when(points.roles, near, points.today),
        also=(".owner", ".due_on"),
        words=lambda: tuple(points.roles),
    )


def owner(points: OpenPoints, key: str) -> Question:
    near = near_roles(points)
    return Question(
        f"{key}.owner",
        Text("  who does it ({listed})", listed=numbered(near)),
        Text("The role that owns it: a number, or the beginning of a role; (organisation) may stand behind it."),
        parsers.party(points.roles, near),
        words=lambda: tuple(points.roles),
        takes_rest=True,
    )


def due_on(points: OpenPoints, key: str) -> Question:
    return Question(
        f"{key}.due_on",
        Text("  ready on"),
        Text("The day: 1-12, fri, +2w (in two weeks), 2026-12-01; Enter where there is none."),
        parsers.day(points.today, is_ahead=True),
        takes_rest=True,
    )


def category(codes: Words, key: str, title: str) -> Question:
    return Question(
        key,
        Text("  category"),
        Text("The word by which other projects find it: its beginning is enough, Tab completes it."),
        parsers.code(codes),
        default=guessed(title, codes),
        words=lambda: tuple(codes),
        is_required=bool(codes),
        called={code: label(code, words) for code, words in codes.items()},
    )


def guessed(title: str, codes: Mapping[str, Sequence[str]]) -> str:
    """The category whose words stand in a title, whole or by the stem of a long one; empty where none or several do."""
    tokens = plain(title).split()
    found = [
        code
        for code, words in codes.items()
        if any(
            all(place_of(part, tokens) >= 0 for part in plain(word).split()) for word in (code, *words) if plain(word)
        )
    ]
    return found[0] if len(found) == 1 else ""
