"""From the answers of a conversation to the fields of an entry, as a file with the same content would hold them."""

from collections.abc import Iterator
from typing import Any

from ppl.cli.ask.lights import ASPECTS
from ppl.cli.ask.new_points import MOST_NEW
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.parsers import split, stored_party
from ppl.cli.ask.questions import Answers
from ppl.cli.ask.session import TalkOptions, script
from ppl.model.fields import fields
from ppl.model.ids import free_ref, slug
from ppl.model.kinds import KIND
from ppl.model.record import Part
from ppl.model.session import Session
from ppl.store.codec import raw


def session_fields(points: OpenPoints, options: TalkOptions, answers: Answers) -> dict[str, Any]:
    """The fields that these answers come to; answers to questions that are no longer asked do not count."""
    asked = {question.key for question in script(points, options, answers)}
    said = {key: text for key, text in answers.items() if key in asked and text}
    summary = _noted(points, said, "summary")
    held_on = options.held_on or said.get("held_on") or points.today.isoformat()
    found: dict[str, Any] = {
        "kind": options.kind or said.get("kind") or points.kind,
        "held_on": held_on,
        "attended": [stored_party(one) for one in split(said.get("attended", ""))],
        "summary": "\n\n".join([*summary, *([said["summary"]] if "summary" in said else [])]),
        "interventions": [*_interventions(points, said, held_on)],
        "bottlenecks": [*_bottlenecks(points, said)],
        "lessons": [*_lessons(points, said)],
        "agreements": _noted(points, said, "agreement"),
        "decisions": [{"kind": "municipal", "outcome": text} for text in _noted(points, said, "decision")],
        "actions": [*_actions(points, said)],
        "lights": _lights(points, said),
        "on_track": _judged(said, "on_track", points.judged, "because"),
        "feasible_in_term": _judged(said, "feasible", points.feasible, "condition", "by"),
        "next_on": said.get("next_on"),
    }
    order = [f.name for f in fields(Session)]
    return {name: found[name] for name in sorted(found, key=order.index) if found[name]}


def _noted(points: OpenPoints, said: Answers, becomes: str) -> list[str]:
    """The texts of the notes that become this."""
    return [note.text for note in points.notes if said.get(f"note.{note.id}") == becomes]


def used_notes(points: OpenPoints, answers: Answers) -> list[str]:
    """The ids of the notes that were used or thrown away."""
    return [note.id for note in points.notes if answers.get(f"note.{note.id}")]


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _actions(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    for action in points.actions:
        key = f"action.{action.ref}"
        became = said.get(key)
        if became:
            yield _filled(
                id=action.ref.rpartition("/")[2],
                status=became if became != "moved" else None,
                due_on=said.get(f"{key}.due_on"),
                because=said.get(f"{key}.because"),
                result=said.get(f"{key}.result"),
            )
    for note in points.notes:
        if said.get(f"note.{note.id}") == "action":
            yield _action(said, f"note.{note.id}", note.text)
    for number in range(1, MOST_NEW):
        if text := said.get(f"new-action.{number}"):
            yield _action(said, f"new-action.{number}", text)


def _action(said: Answers, key: str, text: str) -> dict[str, Any]:
    owner = said.get(f"{key}.owner")
    return _filled(text=text, owner=stored_party(owner) if owner else None, due_on=said.get(f"{key}.due_on"))


def _bottlenecks(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    for bottleneck in points.bottlenecks:
        key = f"bottleneck.{bottleneck.ref}"
        if became := said.get(key):
            tried = said.get(f"{key}.tried")
            yield _filled(
                id=bottleneck.id,
                status=became,
                tried=[*bottleneck.tried, tried] if tried else None,
                resolution=said.get(f"{key}.resolution"),
            )
    for note in points.notes:
        if said.get(f"note.{note.id}") == "bottleneck":
            short = _title(note.text)
            description = note.text if short != note.text.rstrip(". ") else None
            category = said.get(f"note.{note.id}.category")
            yield _filled(id=_new_id(points, short), title=short, category=category, description=description)
    for number in range(1, MOST_NEW):
        key = f"new-bottleneck.{number}"
        if title := said.get(key):
            yield _filled(id=_new_id(points, title), title=title, category=said.get(f"{key}.category"))


def _new_id(points: OpenPoints, title: str) -> str | None:
    """The id that a new bottleneck will get, so that an intervention of the same talk can name it."""
    name = slug(title)
    return free_ref(KIND["bottleneck"], points.project, name, points.claimed_refs).rpartition("/")[2] if name else None


def _interventions(points: OpenPoints, said: Answers, held_on: str) -> Iterator[dict[str, Any]]:
    for intervention in points.interventions:
        key = f"intervention.{intervention.ref}"
        if effect := said.get(key):
            observed = {"effect": effect, "on": held_on}
            if weeks := said.get(f"{key}.weeks"):
                observed["weeks"] = weeks
            yield _filled(id=intervention.id, observed=observed, status="done" if f"{key}.done" in said else None)
    for number in range(1, MOST_NEW):
        key = f"new-intervention.{number}"
        if title := said.get(key):
            against = said.get(f"{key}.for", "")
            yield {
                "title": title,
                **_filled(**{"for": _against(points, said, against)}),
                **_filled(
                    expected=_filled(effect=said.get(f"{key}.expected"), weeks=said.get(f"{key}.weeks")),
                    status="running",
                ),
            }


def _against(points: OpenPoints, said: Answers, against: str) -> str | None:
    """The id of the bottleneck that an intervention is for; one of the same talk gets its id now."""
    note = next((one for one in points.notes if against == f"note.{one.id}"), None)
    if note is not None:
        return _new_id(points, _title(note.text))
    return _new_id(points, said[against]) if against in said else against


def _lessons(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    for note in points.notes:
        if said.get(f"note.{note.id}") == "lesson":
            yield {"title": _title(note.text), "went_otherwise": note.text}
    went = said.get("lesson.went_otherwise")
    if went:
        advice = said.get("lesson.advice")
        yield _filled(title=_title(advice or went), went_otherwise=went, did=said.get("lesson.did"), advice=advice)


def _title(text: str) -> str:
    """The first sentence, cut between words after 90 characters."""
    first = text.split("\n")[0].split(". ")[0].rstrip(". ")
    if len(first) <= 90:
        return first
    return first[:90].rpartition(" ")[0] + " ..."


def _lights(points: OpenPoints, said: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for aspect in ASPECTS:
        light = said.get(f"light.{aspect}", "")
        last = points.lights.get(aspect)
        if light.startswith("=") and last is not None:
            found[aspect] = raw(last)
        elif light and not light.startswith("="):
            reasons = {name: said.get(f"light.{aspect}.{name}") for name in ("cause", "consequence", "correction")}
            since = last.since.isoformat() if last and last.since and light == last.light == "red" else None
            found[aspect] = {"light": light, **_filled(**reasons, since=since)}
    return found


def _judged(said: Answers, key: str, last: Part | None, *more: str) -> dict[str, Any]:
    """A judgement with what it rests on; one that stayed as it was last time keeps its own."""
    judgement = said.get(key, "")
    if judgement.startswith("="):
        return raw(last) if last is not None else {}
    return _filled(judgement=judgement, **{name: said.get(f"{key}.{name}") for name in more})
