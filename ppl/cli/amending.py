"""`ppl log --amend`: a logged session corrected, from a file, in the editor, or by questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ppl.cli import meant
from ppl.cli.asking import Answers, Asking, Choice, Question, Script, Terminal
from ppl.cli.conversation import Conversation
from ppl.cli.desk import Desk
from ppl.cli.guided import near_roles
from ppl.cli.saving import Proposal
from ppl.cli.scene import Scene, read_scene, who
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import KIND, path_for, project_of, ref_of_path
from ppl.model.session import Action, Session
from ppl.store import yaml_text
from ppl.store.amend import Amended, amended
from ppl.store.folder import Folder, problems_of
from ppl.store.message import Message

ACTION = (
    Choice("text", Text("[t]ext")),
    Choice("owner", Text("[o]wner")),
    Choice("due_on", Text("[d]ay")),
    Choice("dropped", Text("[x] dropped")),
)
MOST_NEW = 30


def session_ref(desk: Desk, project: str | None, named: str) -> str:
    """The session of this project that somebody means. Raises UsageError."""
    id = named.removesuffix(".yaml").rpartition("/")[2]
    own = ref_of_path(path_for(KIND["session"], project, id))
    ref = own if desk.folder.text(own) is not None else desk.ref(named, kind="session")
    if project_of(ref) != project:
        raise UsageError(
            Text("{ref} is a session of another project", ref=ref),
            Text("ppl log {project} --amend {ref}", project=project_of(ref) or "programme", ref=ref),
        )
    return ref


def reason(desk: Desk, because: str | None) -> str:
    """Why it is corrected; asked on a terminal. Raises UsageError and StoppedError."""
    if because:
        return because
    if not desk.is_terminal:
        raise UsageError(Text("a correction needs its reason"), Text('add --because "..."; it stands in the history'))
    question = Question("because", Text("Why is it corrected"), Text("It stands in the history."), is_required=True)
    while not (answer := Asking(Terminal(desk)).ask(question)):
        pass
    return answer


def proposal(
    desk: Desk, ref: str, sent: Mapping[str, Any], name: str, text: str, because: str, is_whole: bool, folder: Folder
) -> Proposal:
    """What a correction writes, with the line of every problem. `is_whole`: the text is the whole session."""
    from ppl.cli.preview import told

    found = amended(folder, ref, sent, desk.today.isoformat(), text if is_whole else None, because)
    message = Message("amend", ref, _what(found), reason=because)

    def lines() -> Iterator[Text | str]:
        yield from told(found.edits)
        if found.is_agreement_ended:
            yield ENDED

    return Proposal(found.edits, message, name, text, problems_of(found.flaws, text, name), told=lines)


ENDED = Text("    the agreement no longer holds: what was agreed changes, so a new recap is needed")


def _what(found: Amended) -> str:
    return ", ".join(found.changed) or ", ".join(edit.ref.rpartition("/")[2] for edit in found.edits)


def edited(desk: Desk, ref: str) -> tuple[dict[str, Any], str]:
    """The session as it comes back from the editor: its fields and its text. Raises DataError and UsageError."""
    from ppl.cli.editor import edited_text

    before = desk.folder.text(ref) or ""
    text = edited_text(desk, before, ref)
    try:
        return (yaml_text.read(text) if text != before else {}), text
    except yaml_text.YamlError as error:
        keep(desk, text)
        raise DataError(error.what, error.remedy) from None


def keep(desk: Desk, text: str) -> None:
    """Keep what was edited, so that it need not be typed again."""
    draft = desk.folder.keep_draft(text, "amend")
    desk.remark(Text("what you entered is kept in {draft}", draft=str(draft)))


def asked(desk: Desk, project: str | None, ref: str) -> tuple[dict[str, Any], Conversation]:
    """The fields that change by the answers to questions. Raises typer.Exit when it is broken off."""
    scene = read_scene(desk, project)
    session = next((one for one in scene.sessions if one.ref == ref), None)
    if session is None:
        raise DataError(
            Text("{ref} cannot be read, or did not take place", ref=ref),
            Text("--from FILE or --editor corrects it; ppl check tells what is wrong"),
        )
    one = session
    name = project or "programme"
    talk = Conversation(desk, f"amend-{name}-{one.id}", f"ppl log {name} --amend {one.id}")
    opening = Text("{ref} as it stands now; Enter keeps, - takes away, < goes a step back, ? explains", ref=ref)

    def script(given: Answers) -> Script:
        return lambda answers: _script(scene, one, answers)

    return _sent(one, talk.held(opening, {}, script)), talk


def _script(scene: Scene, session: Session, answers: Answers) -> Iterator[Question]:
    yield Question("summary", Text("Summary"), Text("Enter keeps it."), default=session.summary or "")
    attended = ", ".join(who(one) for one in session.attended)
    near = near_roles(scene)
    listed = ", ".join(f"{number} {role}" for number, role in enumerate(near, 1))
    yield Question(
        "attended",
        Text("Who were there ({listed})", listed=listed),
        Text("Numbers or roles with commas between them; an organisation goes in brackets: netbeheerder (...)."),
        meant.parties(scene.roles, near),
        default=attended,
        words=lambda: tuple(scene.roles),
    )
    for action in session.actions:
        yield from _action(scene, action, answers)
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        text = Text("New action") if number == 1 else Text("Another action")
        yield Question(key, text, Text("What will be done? Enter when there are no more."))
        if not answers.get(key):
            break
        yield _owner(scene, f"{key}.owner")
        yield _due(scene, f"{key}.due_on")
    yield Question(
        "next_on",
        Text("Next talk"),
        Text("The day of the next talk."),
        meant.day(session.held_on, is_ahead=True),
        default=session.next_on.isoformat() if session.next_on else "",
    )


def _action(scene: Scene, action: Action, answers: Answers) -> Iterator[Question]:
    said = ", ".join(one for one in (who(action.owner) if action.owner else "",
                                     action.due_on.isoformat() if action.due_on else "") if one)  # fmt: skip
    key = f"action.{action.id}"
    yield Question(
        key,
        Text("{id} {text} ({said})", id=action.id, text=action.text, said=said or "-"),
        Text("What is not right? Behind the letter comes what it should be: `d 1-12`."),
        choices=ACTION,
        shown=Text("as it is"),
    )
    follow: dict[str, Callable[[], Question]] = {
        "text": lambda: Question(f"{key}.text", Text("  what will be done"), Text("The new words."),
                                 default=action.text, takes_rest=True),
        "owner": lambda: _owner(scene, f"{key}.owner"),
        "due_on": lambda: _due(scene, f"{key}.due_on"),
        "dropped": lambda: Question(f"{key}.because", Text("  why"), Text("Why it is no longer needed."),
                                    takes_rest=True),
    }  # fmt: skip
    if answers.get(key) in follow:
        yield follow[answers[key]]()


def _owner(scene: Scene, key: str) -> Question:
    near = near_roles(scene)
    listed = ", ".join(f"{number} {role}" for number, role in enumerate(near, 1))
    return Question(
        key,
        Text("  who does it ({listed})", listed=listed),
        Text("The role that owns it: a number, or the beginning of a role; (organisation) may stand behind it."),
        meant.party(scene.roles, near),
        words=lambda: tuple(scene.roles),
        takes_rest=True,
    )


def _due(scene: Scene, key: str) -> Question:
    return Question(
        key,
        Text("  ready on"),
        Text("The day: 1-12, fri, +2w (in two weeks), 2026-12-01; Enter where there is none."),
        meant.day(scene.today, is_ahead=True),
        takes_rest=True,
    )


def _sent(session: Session, answers: Answers) -> dict[str, Any]:
    """Only the fields that were answered otherwise than what stands there."""
    found: dict[str, Any] = {}
    held = {
        "summary": session.summary or "",
        "attended": ", ".join(who(one) for one in session.attended),
        "next_on": session.next_on.isoformat() if session.next_on else "",
    }
    for name, before in held.items():
        answer = answers.get(name, before)
        if answer != before:
            parts = [meant.stored_party(one) for one in meant.split(answer)]
            found[name] = (parts if name == "attended" else answer) or None
    actions: list[dict[str, Any]] = []
    for action in session.actions:
        key = f"action.{action.id}"
        what = answers.get(key)
        if what == "dropped":
            because = {"because": answers[f"{key}.because"]} if answers.get(f"{key}.because") else {}
            actions.append({"id": action.id, "status": "dropped", **because})
        elif what:
            value = answers.get(f"{key}.{what}") or None
            actions.append({"id": action.id, what: meant.stored_party(value) if what == "owner" and value else value})
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        if not (text := answers.get(key)):
            break
        owner, due_on = answers.get(f"{key}.owner"), answers.get(f"{key}.due_on")
        new = {"text": text, "owner": meant.stored_party(owner) if owner else None, "due_on": due_on or None}
        actions.append({name: value for name, value in new.items() if value})
    return {**found, **({"actions": actions} if actions else {})}


def ends_agreement(written: Proposal) -> bool:
    """Whether the correction took away that the other party had agreed."""
    for edit in written.edits:
        if edit.old is not None and edit.kind.name == "session" and not (edit.fields or {}).get("agreed_on"):
            return bool(yaml_text.read(edit.old).get("agreed_on"))
    return False
