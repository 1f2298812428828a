"""`ppl form session PROJECT`: a form to fill in anywhere, with what is open; `ppl log --from` takes it back."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ppl.cli.ask.open_points import party_text
from ppl.cli.desk import Desk
from ppl.cli.options import N_, ProjectArgument, day_of, desk_of
from ppl.cli.show import language_of, markdown
from ppl.errors import StoreError, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.knowledge import Knowledge
from ppl.model.session import SessionKind
from ppl.readers import words
from ppl.readers.entry_fields import choices
from ppl.readers.forms.seal import seal_form
from ppl.rules.progress import lights
from ppl.rules.standing import open_actions, open_bottlenecks, open_interventions
from ppl.store.local import notes

HELP = N_("""Print a form for a session, with what is open; ppl log --from takes it back.

The form is Markdown with headings, in Dutch or English: fill it in on a phone, in a mail or in an editor. What
you leave as it was changes nothing. The notes of ppl note that wait stand in it.

\b
Example:
  ppl form session langeveld --out form.md
  ppl log langeveld --from form.md
""")

Lang = Annotated[
    Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Its language; else that of the programme."))
]


def command(
    ctx: typer.Context,
    form: Annotated[Literal["session"], typer.Argument(metavar="FORM", help=N_("Which form: session."))],
    project: ProjectArgument,
    kind: Annotated[SessionKind, typer.Option("--kind", help=N_("The kind of session."))] = "weekly",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the session; else today."))
    ] = None,
    lang: Lang = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=N_("Write it to this file instead of the screen."))
    ] = None,
) -> None:
    desk = desk_of(ctx)
    place = project if project == "programme" else desk.ref(project, kind="project")
    text = session_form(desk, place, kind, (day_of(desk, on, "--on") if on else desk.today).isoformat(), lang)
    if out is None:
        desk.show(text)
        return
    _write(out, text)
    desk.remark(Text("written to {file}", file=str(out)))
    desk.remark(Text("fill it in, then: ppl log {project} --from {file}", project=place, file=str(out)))


def session_form(desk: Desk, project: str, kind: str, held_on: str, lang: str | None = None) -> str:
    """The form of a session, filled in with what is open. `project` may be `programme`."""
    knowledge = _knowledge(desk, project)
    language = language_of(knowledge, lang)
    data = _data(desk, knowledge, project, kind, held_on, language)
    return seal_form(markdown(desk, "forms/session.md.j2", data, language))


def _knowledge(desk: Desk, project: str) -> Knowledge:
    """The records of one project (or of the programme), and the lists that they refer to."""
    shared, _ = desk.folder.read_refs(["programme/programme", "programme/vocabularies"])
    if project == "programme":
        own = desk.read(kinds=["session"], projects=[])
    else:
        own = desk.read(kinds=["project", "session", "bottleneck", "intervention"], projects=[project])
    return Knowledge([*own, *shared], own.refs)


def _data(desk: Desk, knowledge: Knowledge, project: str, kind: str, held_on: str, language: str) -> dict[str, Any]:
    states = words.shown(words.STATES, language)
    aspects = words.shown(words.LIGHTS, language)
    return {
        "project": project,
        "name": getattr(knowledge.project(project), "name", project),
        "kind": states.get(kind, kind),
        "held_on": held_on,
        "heading": words.shown(words.HEADINGS, language),
        "head": words.shown(words.HEADER, language),
        "label": {n.replace(".", "_"): word for n, word in words.shown(words.LABELS, language).items()},
        "aspects": list(aspects.values())[:3],
        "done": states["done"],
        **_words(knowledge, states),
        **_open(desk, knowledge, project, states, aspects),
        "notes": [
            {"id": n.id, "on": n.at.date().isoformat(), "text": n.text} for n in notes.notes(desk.folder, project)
        ],
    }


def _words(knowledge: Knowledge, states: dict[str, str]) -> dict[str, str]:
    """What may be typed where one of several words is asked."""
    return {
        "states": ", ".join(states[code] for code in choices(Bottleneck, "status")),
        "decisions": ", ".join(states[code] for code in choices(Decision, "kind")),
        "categories": ", ".join(knowledge.codes.get("bottleneck_categories", {})),
    }


def _open(
    desk: Desk, knowledge: Knowledge, project: str, states: dict[str, str], aspects: dict[str, str]
) -> dict[str, Any]:
    """What is open: actions, bottlenecks, running interventions, and the lights of the last time."""
    if project == "programme":
        return {"actions": _actions(desk, knowledge, None), "bottlenecks": [], "interventions": [], "lights": ""}
    return {
        "actions": _actions(desk, knowledge, project),
        "bottlenecks": [
            {"id": one.id, "status": states[one.status], "title": one.title}
            for one in open_bottlenecks(knowledge, project, desk.today)
        ],
        "interventions": [
            {"id": one.id, "status": states[one.status or "running"], "title": one.title}
            for one in open_interventions(knowledge, project, desk.today)
        ],
        "lights": ", ".join(
            f"{aspects[lit.aspect]} {states[lit.light.light]}" for lit in lights(knowledge, project, desk.today)
        ),
    }


def _actions(desk: Desk, knowledge: Knowledge, project: str | None) -> list[dict[str, Any]]:
    """The open actions, each with its session, and owner and day as they are typed."""
    found = []
    for one in open_actions(knowledge, desk.today, project):
        owner = party_text(one.action.owner) if one.action.owner else None
        due = one.action.due_on.isoformat() if one.action.due_on else None
        session, id = one.session.rpartition("/")[2], one.action.id
        parts = [part for part in (owner, due) if part]
        found.append({"id": id, "session": session, "text": one.action.text, "parts": parts})
    return found


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(
            Text("{file} cannot be written: {why}", file=str(out), why=error.strerror or str(error)),
            Text("name another file with --out"),
        ) from None
