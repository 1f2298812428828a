"""The questions of `ppl log --amend`: a session as it stands, each answer of which can be changed."""

from collections.abc import Callable, Iterator
from typing import Any

from ppl.cli.ask import new_points, other_fields, parsers
from ppl.cli.ask.answers_to_entry import new_actions, said_lights
from ppl.cli.ask.choices import Choice, label
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.lights import ASPECTS
from ppl.cli.ask.open_points import OpenPoints, read_open_points
from ppl.cli.ask.questions import Answers, Question, Script
from ppl.cli.ask.shared import attended, due_on, owner
from ppl.cli.desk import Desk
from ppl.errors import DataError, Joined, Text
from ppl.model.session import Action, Light, Session
from ppl.store.codec import raw

ACTION = (Choice("text", Text("[t]ext")), Choice("owner", Text("[o]wner")), Choice("due_on", Text("[d]ay")))
DROP = Choice("dropped", Text("[x] dropped"))
REOPEN = Choice("open", Text("open a[g]ain"))
REOPENED = {"status": "open", "done_on": None, "result": None, "because": None}


def ask_amendment(
    desk: Desk, project: str | None, ref: str, is_back: bool = False
) -> tuple[dict[str, Any], Conversation]:
    """The fields that change by the answers to questions. Raises typer.Exit when it is broken off.

    is_back: somebody comes back from the preview
    """
    points = read_open_points(desk, project)
    session = next((one for one in points.sessions if one.ref == ref), None)
    if session is None:
        what = Text("{ref} cannot be read, or did not take place", ref=ref)
        raise DataError(what, Text("--from FILE or --editor corrects it; ppl check tells what is wrong"))
    one = session
    name = project or "programme"
    talk = Conversation(desk, f"amend-{name}-{one.id}", f"ppl log {name} --amend {one.id}")
    opening = Text("{ref} as it stands now; Enter keeps, - takes away, < goes a step back, ? explains", ref=ref)

    def script(given: Answers) -> Script:
        return lambda answers: _script(points, one, answers)

    return _changed_fields(one, talk.hold(opening, {}, script, is_back)), talk


def _script(points: OpenPoints, session: Session, answers: Answers) -> Iterator[Question]:
    points = points._replace(lights=_lights(session))
    yield Question("summary", Text("Summary"), Text("Enter keeps it."), default=session.summary or "")
    yield attended(points, ", ".join(str(one) for one in session.attended))
    for action in session.actions:
        yield from _action(points, action, answers)
    yield from new_points.actions(points, answers)
    yield Question(
        "next_on",
        Text("Next talk"),
        Text("The day of the next talk."),
        parsers.day(session.held_on, is_ahead=True),
        default=session.next_on.isoformat() if session.next_on else "",
        shown=Text("{day}", day=session.next_on) if session.next_on else "",
    )
    yield from other_fields.questions(points, session, answers)


def _lights(session: Session) -> dict[str, Light]:
    found = {aspect: getattr(session.lights, aspect, None) for aspect in ASPECTS}
    return {aspect: light for aspect, light in found.items() if light is not None}


def _action(points: OpenPoints, action: Action, answers: Answers) -> Iterator[Question]:
    owned = [_called(points, str(action.owner))] if action.owner else []
    said = Joined((*owned, *([Text("{day}", day=action.due_on)] if action.due_on else ())))
    key = f"action.{action.id}"
    yield Question(
        key,
        Text("{id} {text} ({said})", id=action.id, text=action.text, said=said if said.items else "-"),
        Text("What is not right? Behind the letter comes what it should be: `d 1-12`."),
        choices=(*ACTION, REOPEN if action.status in ("done", "dropped") else DROP),
        shown=Text("as it is"),
    )
    follow: dict[str, Callable[[], Question]] = {
        "text": lambda: Question(f"{key}.text", Text("  what will be done"), Text("The new words."),
                                 default=action.text, takes_rest=True),
        "owner": lambda: owner(points, key),
        "due_on": lambda: due_on(points, key),
        "dropped": lambda: Question(f"{key}.because", Text("  why"), Text("Why it is no longer needed."),
                                    takes_rest=True),
    }  # fmt: skip
    if answers.get(key) in follow:
        yield follow[answers[key]]()


def _called(points: OpenPoints, owner: str) -> Text:
    """Who has an action, as the reader calls that role, with the organisation behind it."""
    code, bracket, organisation = owner.partition(" (")
    name = label(code, points.roles.get(code, ()))
    return Text("{role} ({organisation}", role=name, organisation=organisation) if bracket else name


def _changed_fields(session: Session, answers: Answers) -> dict[str, Any]:
    """Only the fields that were answered otherwise than what stands there."""
    found: dict[str, Any] = {}
    held = {
        "summary": session.summary or "",
        "attended": ", ".join(str(one) for one in session.attended),
        "next_on": session.next_on.isoformat() if session.next_on else "",
    }
    for name, before in held.items():
        answer = answers.get(name, before)
        if answer != before:
            parts = [parsers.stored_party(one) for one in parsers.split(answer)]
            found[name] = (parts if name == "attended" else answer) or None
    actions: list[dict[str, Any]] = []
    for action in session.actions:
        key = f"action.{action.id}"
        what = answers.get(key)
        if what == "dropped":
            because = {"because": answers[f"{key}.because"]} if answers.get(f"{key}.because") else {}
            actions.append({"id": action.id, "status": "dropped", **because})
        elif what == "open":
            held_fields = {name: value for name, value in REOPENED.items() if getattr(action, name) != value}
            actions.append({"id": action.id, **held_fields})
        elif what:
            value = answers.get(f"{key}.{what}") or None
            actions.append({"id": action.id, what: parsers.stored_party(value) if what == "owner" and value else value})
    actions += new_actions(answers)
    stood = _lights(session)
    lights = {
        aspect: light
        for aspect, light in said_lights(stood, answers).items()
        if aspect not in stood or light != raw(stood[aspect])
    }
    found |= other_fields.changed_other_fields(session, answers)
    return {**found, **({"actions": actions} if actions else {}), **({"lights": lights} if lights else {})}
