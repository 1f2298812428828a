"""The questions of a session about what is new: agreements, decisions, actions, and what else there is to tell."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ppl.cli.ask import kickoff, lights, parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_lines import STATUS
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.open_points_questions import noted, outcome_of_bottleneck
from ppl.cli.ask.questions import Answers, Question, RefusalError, has_more
from ppl.cli.ask.same_bottleneck import is_same, same_bottleneck
from ppl.cli.ask.shared import category, near_roles, numbered, who_and_when
from ppl.errors import Joined, Text
from ppl.model.figures import whole
from ppl.readers.settled import said_decision, says_only_agreed

MOST_NEW = 30
DECIDERS = ("college", "gemeenteraad", "wethouder", "opdrachtgever")
DECISION = re.compile(r"(?:besluit|besloten|decision|decided)\b\s*(?:is|was)?\s*[:,–-]?\s*", re.I)
MORE = (
    Choice("bottleneck", Text("[b]ottleneck")),
    Choice("intervention", Text("[i]ntervention")),
    Choice("lesson", Text("[l]esson")),
    Choice("lights", Text("ligh[t]s")),
)


def settled(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    """What was agreed, and what was decided, until Enter."""
    for number in range(1, MOST_NEW):
        key = f"settled.{number}"
        yield Question(
            key,
            Text("Agreed or decided") if number == 1 else Text("And what more, agreed or decided"),
            Text(
                "One at a time. What begins with `decided` (`besluit`, `besloten`) is kept as a decision, with who "
                "took it; everything else as an agreement. Enter when there is nothing more."
            ),
            _settled,
            before=("", Text("What was settled"), Text("  begin with `decided` for a decision")) if number == 1 else (),
        )
        if not answers.get(key):
            if has_more(answers, "settled", number, MOST_NEW):
                continue
            return
        if (said := decided(points, answers[key])) is not None and "by" not in said:
            near = [role for role in DECIDERS if role in points.roles] or near_roles(points)
            yield Question(
                f"{key}.by",
                Text("  who decided this, and when ({listed})", listed=numbered(near)),
                Text(
                    "A number or a role, and the day on which they decided: `1, 24-11`, `college gisteren`. Without a "
                    "day it was decided by the day of the talk; Enter where nobody knows."
                ),
                parsers.who_and_when(points.roles, near, points.today, is_ahead=False),
                also=(".owner", ".due_on"),
                words=lambda: tuple(points.roles),
            )


def _settled(typed: str) -> str:
    """What was settled, as it was typed. Raises RefusalError where it is only said that something was."""
    if says_only_agreed(typed) or (DECISION.match(typed) and not bare_decision(typed).strip(" .")):
        raise RefusalError(Text("what was agreed or decided? write it behind that word"))
    return typed


def decided(points: OpenPoints, text: str) -> dict[str, object] | None:
    """The fields of the decision that a line tells; None where it tells an agreement."""
    bare = bare_decision(text)
    return said_decision(bare, points.role_names) if bare else None


def bare_decision(text: str) -> str:
    """What a line says was decided, without the word for that; empty where it tells an agreement."""
    match = DECISION.match(text)
    return text[match.end() :] if match is not None else ""


def actions(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    """New actions, one line each with who and by when, until Enter."""
    near = near_roles(points)
    read = parsers.action(points.roles, points.role_names, near, points.today)
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        yield Question(
            key,
            Text("New action: what, who, by when") if number == 1 else Text("Another action"),
            Text("On one line: `ask for the date, 1, +2w`, `pl belt de netbeheerder voor 7-12`. Enter: no more."),
            read,
            also=(".text", ".owner", ".due_on"),
            begins_anew=True,
            before=("", Text("New actions"), Text("  who: {listed}", listed=numbered(near))) if number == 1 else (),
        )
        if not answers.get(key):
            if has_more(answers, "new-action", number, MOST_NEW):
                continue
            return
        if not answers.get(f"{key}.owner"):
            yield who_and_when(points, f"{key}.who")


def more(points: OpenPoints, answers: Answers, asks_lights: bool) -> Iterator[Question]:
    """A bottleneck, an intervention, a lesson or the lights: only what somebody chooses, until Enter."""
    last = Joined(tuple(Text("{aspect} {light}", aspect=Text(one), light=Text(lit.light))
                        for one, lit in points.lights.items()))  # fmt: skip
    for number in range(1, MOST_NEW):
        key = f"more.{number}"
        has_lights = not asks_lights or any(answers.get(f"more.{one}") == "lights" for one in range(1, number))
        yield Question(
            key,
            Text("Anything else") if number == 1 else Text("Anything more"),
            Text("Choose what you want to add; behind the letter may stand its title. Enter: nothing."),
            begins_anew=True,
            choices=MORE[:-1] if has_lights else MORE,
            shown=Text("nothing"),
            before=("", Text("The lights stand as they were: {lights}", lights=last))
            if number == 1 and points.lights
            else ("",),
        )
        if not (chosen := answers.get(key)):
            if has_more(answers, "more", number, MOST_NEW):
                continue
            return
        if chosen == "bottleneck":
            yield from bottleneck(points, key, answers)
        elif chosen == "intervention":
            yield from _intervention(points, key, answers)
        elif chosen == "lesson":
            yield from lesson(key, answers)
        elif chosen == "lights" and not has_lights:
            yield from lights.lights(points, answers)


def chosen_more(answers: Answers, kind: str) -> Iterator[str]:
    """The keys under which somebody added one of a kind, such as `more.2`."""
    for number in range(1, MOST_NEW):
        if answers.get(f"more.{number}") == kind:
            yield f"more.{number}"


def bottleneck(points: OpenPoints, key: str, answers: Answers) -> Iterator[Question]:
    """A new bottleneck; one titled like one that is open, or was not long ago, is asked about first."""
    yield Question(
        f"{key}.title", Text("  which bottleneck"), Text("What stands in the way, in a few words."),
        is_required=True, takes_rest=True,
    )  # fmt: skip
    if not (title := answers.get(f"{key}.title")):
        return
    yield from known_or_new(points, key, title, answers)


def known_or_new(points: OpenPoints, key: str, title: str, answers: Answers) -> Iterator[Question]:
    """Whether a bottleneck of this title is one that is known, and what became of that; else its category."""
    known = points.bottleneck_like(title)
    if known is not None:
        yield same_bottleneck(known, key)
        if is_same(known, key, answers) and known.is_closed:
            return
        if is_same(known, key, answers):
            yield Question(
                f"{key}.became",
                Text("  what became of it"),
                Text("Did anything change in this bottleneck? Behind the letter you can say how: `s the cable lies`."),
                choices=tuple(choice for choice in STATUS if choice.value != known.status),
                shown=Text("still {status}", status=Text(known.status)),
            )
            yield from outcome_of_bottleneck(key, answers.get(f"{key}.became", ""), answers)
            return
    yield category(points.categories(), f"{key}.category", title)


def _intervention(points: OpenPoints, key: str, answers: Answers) -> Iterator[Question]:
    yield Question(
        f"{key}.title", Text("  which intervention"), Text("What is done about a bottleneck, or to win time."),
        is_required=True, takes_rest=True,
    )  # fmt: skip
    ways = against(points, answers)
    if ways:
        yield Question(
            f"{key}.for",
            Text("  against which bottleneck"),
            Text("The number of the bottleneck; Enter for none."),
            _numbered(ways),
            as_typed=lambda kept: next((str(n) for n, (one, _) in enumerate(ways, 1) if one == kept), kept),
            before=tuple(f"    {place} {title}" for place, (_, title) in enumerate(ways, 1)),
        )
    yield Question(
        f"{key}.expected", Text("  what should it bring"), Text("So that later we can see whether it helped.")
    )
    yield Question(f"{key}.weeks", Text("  how many weeks should it win"), Text("A number such as 3; or Enter."),
                   parsers.weeks)  # fmt: skip


def against(points: OpenPoints, answers: Answers) -> list[tuple[str, str]]:
    """The bottlenecks that an intervention may be for: what is kept, and the title; new ones by their question."""
    found = [(bottleneck.id, bottleneck.title) for bottleneck in points.bottlenecks]
    becoming = noted(answers, "bottleneck", points)
    found += [(f"note:{note.id}", note.text) for note in points.notes if note.id in becoming]
    return [*found, *((key, title) for key, title in new_bottlenecks(points, answers).items())]


def told_bottlenecks(answers: Answers) -> dict[str, str]:
    """The titles of the bottlenecks that were added, by their key; of a kick-off also obstacles that are followed."""
    found = {key: answers.get(f"{key}.title", "") for key in chosen_more(answers, "bottleneck")}
    return {**kickoff.followed(answers), **found}


def new_bottlenecks(points: OpenPoints, answers: Answers) -> Mapping[str, str]:
    """The titles of the bottlenecks that are new, by their key."""
    return {
        key: title
        for key, title in told_bottlenecks(answers).items()
        if title and (answers.get(f"{key}.same") == "no" or points.bottleneck_like(title) is None)
    }


def _numbered(ways: Sequence[tuple[str, str]]) -> parsers.Reader:
    def read(typed: str) -> str:
        if 1 <= (number := whole(typed) or 0) <= len(ways):
            return ways[number - 1][0]
        near = [kept for kept, title in ways if typed.lower() in (kept, title.lower())]
        if near:
            return near[0]
        raise RefusalError(Text("write a number from 1 to {number}, or Enter", number=len(ways)))

    return read


def lesson(key: str, answers: Answers, about: Sequence[str] = ()) -> Iterator[Question]:
    """A lesson: what went otherwise, what was done, and what another project can do with it.

    about: what was just solved or done, for which it is asked
    """
    went = f"{key}.went_otherwise"
    of = tuple(Text("  of what was just settled: {title}", title=title) for title in about)
    yield Question(
        went,
        Text("What went otherwise than planned"),
        Text("For the lessons of the programme: better or worse than planned. Enter where there is nothing."),
        parsers.in_words,
        takes_rest=True,
        before=("", Text("A lesson for other projects (Enter: none)"), *of) if about else (),
    )
    if not answers.get(went):
        return
    yield Question(f"{key}.did", Text("What did you do"), Text("What the project did then."))
    yield Question(
        f"{key}.advice",
        Text("What would you tell another project"),
        Text("One sentence that somebody elsewhere can act on; it becomes the title of the lesson."),
    )
