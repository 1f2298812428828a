"""The questions of a session, from what is open to what comes next; which ones depends on the answers before."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ppl.cli import meant
from ppl.cli.asking import Answers, Choice, Question, RefusalError
from ppl.cli.scene import ASKED_KINDS, Scene, action_line
from ppl.errors import Text
from ppl.model.session import Light

Day = datetime.date
ASPECTS = ("time", "money", "quality")
MOST_NEW = 30
DONE = (Choice("done", Text("[d]one")), Choice("moved", Text("[m]oved")), Choice("dropped", Text("[x] dropped")))
STATUS = (
    Choice("resolved", Text("[s]olved")),
    Choice("waiting", Text("[w]aiting")),
    Choice("mitigated", Text("[m]itigated")),
    Choice("accepted", Text("[a]ccepted")),
    Choice("open", Text("[o]pen")),
)
LIGHT = (Choice("green", Text("[g]reen")), Choice("amber", Text("[a]mber")), Choice("red", Text("[r]ed")))
NOTE = (
    Choice("summary", Text("[s]ummary")),
    Choice("action", Text("[a]ction")),
    Choice("bottleneck", Text("[b]ottleneck")),
    Choice("lesson", Text("[l]esson")),
    Choice("drop", Text("[x] throw away")),
)
YES = (Choice("yes", Text("[y]es")),)
NOTE_HELP = Text("Choose what this note becomes. Enter keeps it waiting for the next talk.")


class Asked(NamedTuple):
    """What the options said already; such a question is not asked."""

    kind: str | None = None
    held_on: str | None = None


def script(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, in order."""
    is_contact = (asked.kind or answers.get("kind")) == "contact"
    if is_contact:
        yield from _summary(scene, answers)
    yield from _actions(scene, answers)
    if not is_contact:
        yield from _bottlenecks(scene, answers)
        yield from _interventions(scene, answers)
        yield from _notes(scene, answers)
        yield from _talk(scene, asked, answers)
        if answers.get("kind") != "contact":
            yield _attended(scene)
        yield from _summary(scene, answers)
    yield from _new_actions(scene, answers)
    if is_contact or answers.get("kind") == "contact":
        return
    yield from _new_bottlenecks(scene, answers)
    if scene.project is not None:
        yield from _new_interventions(scene, answers)
        yield from _lesson(answers)
        yield from _lights(scene, answers)
    yield from _next(scene, asked, answers)


# --- what is open ------------------------------------------------------------------------------------


def _actions(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number, task in enumerate(scene.tasks):
        key = f"action.{task.ref}"
        before: tuple[Text | str, ...] = ("", Text("Open actions")) if number == 0 else ()
        yield Question(
            key,
            Text("{number}/{all} {what}", number=number + 1, all=len(scene.tasks), what=action_line(task)),
            Text("What became of this action? Behind the letter you can say more: `d the date is known`, `m 1-12`."),
            choices=DONE,
            shown=Text("still open"),
            before=before,
        )
        became = answers.get(key)
        if became == "done":
            yield _follows(f"{key}.result", Text("  what came out of it"), Text("In a few words; Enter for nothing."))
        elif became == "moved":
            yield Question(
                f"{key}.due_on",
                Text("  to which day"),
                Text("The new day: 2026-12-01, 1-12, fri, +1w. The old day is remembered."),
                meant.day(scene.today, is_ahead=True),
                is_required=True,
                takes_rest=True,
            )
        elif became == "dropped":
            yield _follows(f"{key}.because", Text("  why"), Text("Why it is no longer needed."))


def _follows(key: str, text: Text, help: Text) -> Question:
    return Question(key, text, help, takes_rest=True)


def _bottlenecks(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number, one in enumerate(scene.bottlenecks):
        key = f"bottleneck.{one.ref}"
        yield Question(
            key,
            Text(
                "{title} ({category}, since {day})",
                title=one.title,
                category=one.category,
                day=one.opened_on.isoformat(),
            ),
            Text("Did anything change in this bottleneck? Behind the letter you can say how: `s the cable lies`."),
            choices=tuple(choice for choice in STATUS if choice.value != one.status),
            shown=Text("still {status}", status=Text(one.status)),
            before=("", Text("Open bottlenecks")) if number == 0 else (),
        )
        became = answers.get(key)
        if became in ("resolved", "accepted"):
            text = Text("  how was it solved") if became == "resolved" else Text("  why is it accepted")
            yield _follows(f"{key}.resolution", text, Text("Other projects look for this: what helped?"))
        elif became == "mitigated":
            yield _follows(f"{key}.tried", Text("  what was done"), Text("What made it lighter."))


def _interventions(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number, one in enumerate(scene.interventions):
        key = f"intervention.{one.ref}"
        yield Question(
            key,
            Text("{title}: what did it bring", title=one.title),
            Text("The effect that you see, also when it is none. Enter where it is too early to say."),
            before=("", Text("Running interventions")) if number == 0 else (),
        )
        if answers.get(key):
            yield Question(
                f"{key}.weeks",
                Text("  weeks won"),
                Text("A number such as 3 or 1.5; with a minus where it lost time; Enter where nobody knows."),
                meant.weeks,
            )
            yield Question(
                f"{key}.done", Text("  is it finished"), Text("Enter: it goes on."), shown=Text("no"), choices=YES
            )


def _notes(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number, note in enumerate(scene.notes):
        key = f"note.{note.id}"
        yield Question(
            key,
            Text("`{text}`", text=note.text),
            NOTE_HELP,
            choices=NOTE,
            shown=Text("keep"),
            before=("", Text("Notes since the last talk")) if number == 0 else (),
        )
        if answers.get(key) == "action":
            yield from _owner_and_day(scene, key)
        elif answers.get(key) == "bottleneck":
            yield _category(scene, f"{key}.category", note.text)


# --- the talk itself ---------------------------------------------------------------------------------


def _talk(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    before: tuple[Text | str, ...] = ("", Text("The talk"))
    if asked.kind is None:
        yield Question(
            "kind",
            Text("Kind of talk"),
            Text("What kind of talk was it? What stands in brackets is what the rhythm asks for."),
            meant.code(dict.fromkeys(ASKED_KINDS, ())),
            default=scene.kind,
            words=lambda: ASKED_KINDS,
            before=before,
            is_required=True,
        )
        before = ()
    if asked.held_on is None:
        yield Question(
            "held_on",
            Text("Day"),
            Text("The day of the talk: today, yesterday, mon, 3-12 or 2026-12-03."),
            _past(scene.today),
            default=scene.today.isoformat(),
            before=before,
            is_required=True,
        )


def _past(today: Day) -> Callable[[str], str]:
    read = meant.day(today, is_ahead=False)

    def past(typed: str) -> str:
        found = read(typed)
        if found > today.isoformat():
            raise RefusalError(Text("{day} is still to come; a talk is logged after it was held", day=found))
        return found

    return past


def _attended(scene: Scene) -> Question:
    near = near_roles(scene)
    listed = ", ".join(f"{number} {role}" for number, role in enumerate(near, 1))
    return Question(
        "attended",
        Text("Who were there ({listed})", listed=listed),
        Text("Numbers or roles with commas between them; an organisation goes in brackets: netbeheerder (...)."),
        meant.parties(scene.roles, near),
        default=scene.attended,
        words=lambda: tuple(scene.roles),
    )


def _summary(scene: Scene, answers: Answers) -> Iterator[Question]:
    used = [note.text for note in scene.notes if answers.get(f"note.{note.id}") == "summary"]
    text = Text("Summary (behind your {number} notes)", number=len(used)) if used else Text("Summary")
    yield Question("summary", text, Text("What was it about, in one or two sentences? No names of people: roles."))


# --- what is new -------------------------------------------------------------------------------------


def _new_actions(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        yield Question(
            key,
            Text("New action") if number == 1 else Text("Another action"),
            Text("What will be done? Enter when there are no more."),
        )
        if not answers.get(key):
            return
        yield from _owner_and_day(scene, key)


def _owner_and_day(scene: Scene, key: str) -> Iterator[Question]:
    near = near_roles(scene)
    listed = ", ".join(f"{number} {role}" for number, role in enumerate(near, 1))
    yield Question(
        f"{key}.owner",
        Text("  who does it ({listed})", listed=listed),
        Text("The role that owns it: a number, or the beginning of a role; (organisation) may stand behind it."),
        meant.party(scene.roles, near),
        words=lambda: tuple(scene.roles),
    )
    yield Question(
        f"{key}.due_on",
        Text("  ready on"),
        Text("The day: 1-12, fri, +2w (in two weeks), 2026-12-01; Enter where there is none."),
        meant.day(scene.today, is_ahead=True),
    )


def near_roles(scene: Scene) -> list[str]:
    """The few roles that own most actions, to be chosen by their number."""
    named = [role.partition(" (")[0] for role in meant.split(scene.attended)]
    known = [*named, "projectleider", "procesmanager", "leermanager"]
    return [role for role in dict.fromkeys(known) if role in scene.roles][:6]


def _new_bottlenecks(scene: Scene, answers: Answers) -> Iterator[Question]:
    if scene.project is None:
        return
    for number in range(1, MOST_NEW):
        key = f"new-bottleneck.{number}"
        yield Question(
            key,
            Text("New bottleneck") if number == 1 else Text("Another bottleneck"),
            Text("What stands in the way, in a few words? Enter when there is nothing."),
        )
        if not answers.get(key):
            return
        yield _category(scene, f"{key}.category", answers[key])


def _category(scene: Scene, key: str, title: str) -> Question:
    codes = scene.categories()
    return Question(
        key,
        Text("  category"),
        Text("The word by which other projects find it: its beginning is enough, Tab completes it."),
        meant.code(codes),
        default=guessed(title, codes),
        words=lambda: tuple(codes),
        is_required=bool(codes),
    )


def guessed(title: str, codes: Mapping[str, Sequence[str]]) -> str:
    """The category whose words stand in a title; empty where none or several do."""
    text = " ".join(re.findall(r"[a-z0-9]+", title.lower()))
    found = [
        code
        for code, words in codes.items()
        if any(" ".join(re.findall(r"[a-z0-9]+", word.lower())) in text for word in (code, *words))
    ]
    return found[0] if len(found) == 1 else ""


def _new_interventions(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number in range(1, MOST_NEW):
        key = f"new-intervention.{number}"
        yield Question(
            key,
            Text("New intervention") if number == 1 else Text("Another intervention"),
            Text("What is done about a bottleneck, or to win time? Enter when there is nothing."),
        )
        if not answers.get(key):
            return
        ways = against(scene, answers)
        if ways:
            yield Question(
                f"{key}.for",
                Text("  against which bottleneck"),
                Text("The number of the bottleneck; Enter for none."),
                _numbered(ways),
                before=tuple(f"    {place} {title}" for place, (_, title) in enumerate(ways, 1)),
            )
        yield Question(
            f"{key}.expected", Text("  what should it bring"), Text("So that later we can see whether it helped.")
        )
        yield Question(f"{key}.weeks", Text("  how many weeks should it win"), Text("A number such as 3; or Enter."),
                       meant.weeks)  # fmt: skip


def against(scene: Scene, answers: Answers) -> list[tuple[str, str]]:
    """The bottlenecks that an intervention may be for: what is kept, and the title; new ones by their question."""
    found = [(one.id, one.title) for one in scene.bottlenecks]
    found += [(f"note.{note.id}", note.text) for note in scene.notes if answers.get(f"note.{note.id}") == "bottleneck"]
    for number in range(1, MOST_NEW):
        if not (title := answers.get(f"new-bottleneck.{number}")):
            break
        found.append((f"new-bottleneck.{number}", title))
    return found


def _numbered(ways: Sequence[tuple[str, str]]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if typed.isdigit() and 1 <= int(typed) <= len(ways):
            return ways[int(typed) - 1][0]
        near = [kept for kept, title in ways if typed.lower() in (kept, title.lower())]
        if near:
            return near[0]
        raise RefusalError(Text("write a number from 1 to {number}, or Enter", number=len(ways)))

    return read


def _lesson(answers: Answers) -> Iterator[Question]:
    yield Question(
        "lesson.went_otherwise",
        Text("What went otherwise than planned"),
        Text("For the lessons of the programme: better or worse than planned. Enter where there is nothing."),
        before=("", Text("The lesson")),
    )
    if not answers.get("lesson.went_otherwise"):
        return
    yield Question("lesson.did", Text("What did you do"), Text("What the project did then."))
    yield Question(
        "lesson.advice",
        Text("What would you tell another project"),
        Text("One sentence that somebody elsewhere can act on; it becomes the title of the lesson."),
    )


# --- how it stands -----------------------------------------------------------------------------------


def _lights(scene: Scene, answers: Answers) -> Iterator[Question]:
    for number, aspect in enumerate(ASPECTS):
        last = scene.lights.get(aspect)
        key = f"light.{aspect}"
        yield Question(
            key,
            Text("{aspect}", aspect=Text(aspect)),
            Text("Is the project within its {aspect}? Enter: as last time; - : not spoken of.", aspect=Text(aspect)),
            default=f"={last.light}" if last else "",
            shown=Text("as last time: {light}", light=Text(last.light)) if last else Text("not spoken of"),
            choices=LIGHT,
            before=("", Text("The lights")) if number == 0 else (),
        )
        yield from _reasons(key, answers.get(key, ""), last)


def _reasons(key: str, light: str, last: Light | None) -> Iterator[Question]:
    """Amber and red carry cause, consequence and correction; a light that stayed as it was keeps its own."""
    if light not in ("amber", "red"):
        return
    for field, text in (
        ("cause", Text("  cause")),
        ("consequence", Text("  consequence for the goal")),
        ("correction", Text("  what the project does about it")),
    ):
        yield Question(
            f"{key}.{field}",
            text,
            Text("Amber and red need a cause, a consequence and a correction."),
            default=(getattr(last, field) or "") if last else "",
            is_required=True,
            takes_rest=field == "cause",
        )


def _next(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    kind = asked.kind or answers.get("kind", scene.kind)
    held_on = Day.fromisoformat(asked.held_on or answers.get("held_on") or scene.today.isoformat())
    due = scene.next_on(kind, held_on)
    yield Question(
        "next_on",
        Text("Next talk"),
        Text("The day: fri, 3-12, +2w; Enter: by the rhythm; - : nothing was agreed."),
        meant.day(held_on, is_ahead=True),
        default=due.isoformat() if due else "",
        before=("", Text("What comes next")),
    )
