"""From the answers of a conversation to the fields of an entry, as a file with the same content would hold them."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from ppl.cli.ask import kickoff
from ppl.cli.ask.lights import ASPECTS
from ppl.cli.ask.new_points import MOST_NEW, bare_decision, chosen_more, new_bottlenecks, told_bottlenecks
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.open_points_questions import noted, outcomes, unplaced
from ppl.cli.ask.parsers import split, stored_party
from ppl.cli.ask.questions import Answers
from ppl.cli.ask.session import LESSON, script
from ppl.cli.ask.talk_line import TalkOptions, same_before, talk_of
from ppl.model.fields import fields
from ppl.model.ids import free_ref, slug
from ppl.model.kinds import KIND
from ppl.model.record import Part
from ppl.model.session import Light, Session
from ppl.readers.settled import Planned, decision_kind, planned, said_agreement, said_decision, taken_on
from ppl.store.codec import raw


def session_fields(points: OpenPoints, options: TalkOptions, answers: Answers) -> dict[str, Any]:
    """The fields that these answers come to; answers to questions that are no longer asked do not count."""
    said = {key: text for key, text in _asked(points, options, answers).items() if text}
    talk = talk_of(points, options, said)
    summary = [
        *_texts(points, said, "summary"),
        *_told_again(points, said),
        *([said["summary"]] if "summary" in said else []),
        *unplaced(said),
    ]
    settled = [*_settled(points, said, talk.held_on)]
    found: dict[str, Any] = {
        "kind": talk.kind,
        "held_on": talk.held_on,
        "attended": [stored_party(one) for one in split(talk.attended)],
        "summary": "\n\n".join(summary),
        "interventions": [*_interventions(points, said, talk.held_on)],
        "bottlenecks": [*_bottlenecks(points, said)],
        "lessons": [*_lessons(points, said)],
        **kickoff.told(said),
        "agreements": [one for one in settled if isinstance(one, str)],
        "decisions": [one for one in settled if not isinstance(one, str) and "text" not in one],
        "actions": [*_actions(points, said), *(one for one in settled if not isinstance(one, str) and "text" in one)],
        "lights": said_lights(points.lights, said),
        "on_track": _judged(said, "on_track", points.judged, "because"),
        "feasible_in_term": _judged(said, "feasible", points.feasible, "condition", "by"),
        "next_on": said.get("next_on"),
    }
    order = [f.name for f in fields(Session)]
    return {name: found[name] for name in sorted(found, key=order.index) if found[name]}


def says_something(points: OpenPoints, options: TalkOptions, answers: Answers) -> bool:
    """Whether anybody told something of a talk, beyond which one it was and the day that the rhythm proposes."""
    found = session_fields(points, options, answers)
    proposed = points.next_on(found["kind"], datetime.date.fromisoformat(found["held_on"]))
    if proposed is not None and found.get("next_on") == proposed.isoformat():
        del found["next_on"]
    return bool(found.keys() - {"kind", "held_on"})


def same_talk(points: OpenPoints, options: TalkOptions, answers: Answers) -> Session | None:
    """The talk that was logged before, where somebody said that this is the same one."""
    said = _asked(points, options, answers)
    return same_before(points, talk_of(points, options, said)) if said.get("same") == "same" else None


def _asked(points: OpenPoints, options: TalkOptions, answers: Answers) -> dict[str, str]:
    """The answers to the questions that are asked, with what else stood on their lines."""
    asked: dict[str, str] = {}
    for question in script(points, options, answers):
        for key in (question.key, *(question.key + end for end in question.also)):
            if key in answers:
                asked[key] = answers[key]
    return asked


def _texts(points: OpenPoints, said: Answers, becomes: str) -> list[str]:
    """The texts of the notes that become this."""
    used = noted(said, becomes)
    return [note.text for note in points.notes if note.id in used]


def _is_again(points: OpenPoints, text: str, told: Answers) -> bool:
    """Whether a note that became a bottleneck is about one of before."""
    return points.bottleneck_like(text) is not None and told.get("same") != "no"


def _told_again(points: OpenPoints, said: Answers) -> list[str]:
    """The texts of notes about a bottleneck of before: they stand in the summary."""
    became = outcomes(said)
    told = ((note.text, became.get(f"note:{note.id}", {})) for note in points.notes)
    return [text for text, one in told if one.get("became") == "bottleneck" and _is_again(points, text, one)]


def used_notes(points: OpenPoints, answers: Answers) -> list[str]:
    """The ids of the notes that were used or thrown away."""
    became = outcomes(answers)
    return [note.id for note in points.notes if became.get(f"note:{note.id}", {}).get("became")]


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def planned_decisions(points: OpenPoints, options: TalkOptions, answers: Answers) -> list[Planned]:
    """The decisions that are still to be taken, which the entry holds as actions."""
    said = {key: text for key, text in _asked(points, options, answers).items() if text}
    near = datetime.date.fromisoformat(talk_of(points, options, said).held_on)
    keys = [f"settled.{number}" for number in range(1, MOST_NEW)]
    told = [(bare_decision(said.get(key, "")), said.get(f"{key}.by.due_on")) for key in keys]
    told += [(text, None) for text in _texts(points, said, "decision")]
    return [later for text, day in told if (later := _later(text, day, near)) is not None]


def _later(text: str, day: str | None, near: datetime.date) -> Planned | None:
    """A decision that its own words, or the day that was told with it, say is to come."""
    if not text or day is None:
        return planned(text, near)
    on = datetime.date.fromisoformat(day)
    return Planned(text, on) if on > near else None


def _settled(points: OpenPoints, said: Answers, held_on: str) -> Iterator[str | dict[str, Any]]:
    """What was agreed, as text, what was decided, as the fields of a decision, and what is to be, as an action."""
    near = datetime.date.fromisoformat(held_on)
    yield from (said_agreement(text) for text in _texts(points, said, "agreement"))
    for text in _texts(points, said, "decision"):
        yield _decision(points, text, None, None, near)
    for number in range(1, MOST_NEW):
        key = f"settled.{number}"
        text = said.get(key, "")
        if bare := bare_decision(text):
            yield _decision(points, bare, said.get(f"{key}.by.owner"), said.get(f"{key}.by.due_on"), near)
        elif text:
            yield said_agreement(text)


def _decision(points: OpenPoints, text: str, who: str | None, day: str | None, near: datetime.date) -> dict[str, Any]:
    """The fields of a decision, or of the action that one to come is."""
    decision = said_decision(text, points.role_names)
    if who:
        by = stored_party(who)
        decision |= {"kind": decision_kind(by, text), "by": by}
    if (later := _later(text, day, near)) is not None:
        return later.action(decision.get("by"))
    if day is None and (taken := taken_on(text, near)) is not None:
        day = taken.isoformat()
    return decision | ({"decided_on": day} if day else {})


def _actions(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    became = outcomes(said)
    for action in points.actions:
        if (one := became.get(f"action:{action.ref}")) and one["became"]:
            yield _filled(
                id=action.ref.rpartition("/")[2],
                status=one["became"] if one["became"] != "moved" else None,
                due_on=one.get("due_on"),
                because=one.get("because"),
                result=one.get("result"),
                done_on=one.get("done_on"),
            )
    for note in points.notes:
        one = became.get(f"note:{note.id}", {})
        if one.get("became") == "action":
            yield _action(note.text, one.get("who.owner"), one.get("who.due_on"))
    yield from new_actions(said)


def new_actions(said: Answers) -> Iterator[dict[str, Any]]:
    """The fields of the new actions that were told."""
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        if not said.get(key):
            continue
        owner = said.get(f"{key}.owner") or said.get(f"{key}.who.owner")
        yield _action(said[f"{key}.text"], owner, said.get(f"{key}.who.due_on") or said.get(f"{key}.due_on"))


def _action(text: str, owner: str | None, due_on: str | None) -> dict[str, Any]:
    return _filled(text=text, owner=stored_party(owner) if owner else None, due_on=due_on)


def _bottlenecks(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    became = outcomes(said)
    changed = {
        one.ref: became[key]
        for one in points.bottlenecks
        if (key := f"bottleneck:{one.ref}") in became and became[key]["became"]
    }
    new = new_bottlenecks(points, said)
    for key, title in told_bottlenecks(said).items():
        known = points.bottleneck_like(title) if title and key not in new else None
        if known is not None and (known.is_closed or said.get(f"{key}.became")):
            ends = {end: said.get(f"{key}.{end}", "") for end in ("became", "tried", "resolution")}
            changed[known.ref] = {"became": "open"} if known.is_closed else ends
    others = points.other_bottlenecks() if changed else ()
    for one in (*points.bottlenecks, *others):
        if (told := changed.get(one.ref)) is not None:
            tried = [*one.tried, told["tried"]] if told.get("tried") else None
            yield _filled(id=one.id, status=told["became"], tried=tried, resolution=told.get("resolution"))
    for note in points.notes:
        told = became.get(f"note:{note.id}", {})
        if told.get("became") == "bottleneck" and _is_again(points, note.text, told):
            known = points.bottleneck_like(note.text)
            if known is not None and known.is_closed and known.ref not in changed:
                yield {"id": known.id, "status": "open"}
        elif told.get("became") == "bottleneck":
            short = _title(note.text)
            description = note.text if short != note.text.rstrip(". ") else None
            yield _filled(
                id=_new_id(points, short), title=short, category=told.get("category"), description=description
            )
    for key, title in new.items():
        yield _filled(id=_new_id(points, title), title=title, category=said.get(f"{key}.category"))


def _new_id(points: OpenPoints, title: str) -> str | None:
    """The id that a new bottleneck will get, so that an intervention of the same talk can name it."""
    name = slug(title)
    return free_ref(KIND["bottleneck"], points.project, name, points.claimed_refs).rpartition("/")[2] if name else None


def _interventions(points: OpenPoints, said: Answers, held_on: str) -> Iterator[dict[str, Any]]:
    became = outcomes(said)
    for intervention in points.interventions:
        told = became.get(f"intervention:{intervention.ref}", {})
        if effect := told.get("effect"):
            observed = _filled(effect=effect, on=held_on, weeks=told.get("weeks"))
            yield _filled(id=intervention.id, observed=observed, status="done" if told.get("done") == "yes" else None)
    for key in chosen_more(said, "intervention"):
        if title := said.get(f"{key}.title"):
            yield {
                "title": title,
                **_filled(**{"for": _against(points, said, said.get(f"{key}.for", ""))}),
                **_filled(
                    expected=_filled(effect=said.get(f"{key}.expected"), weeks=said.get(f"{key}.weeks")),
                    status="running",
                ),
            }


def _against(points: OpenPoints, said: Answers, against: str) -> str | None:
    """The id of the bottleneck that an intervention is for; one of the same talk gets its id now."""
    note = next((one for one in points.notes if against == f"note:{one.id}"), None)
    if note is not None:
        return _new_id(points, _title(note.text))
    new = new_bottlenecks(points, said)
    return _new_id(points, new[against]) if against in new else against


def _lessons(points: OpenPoints, said: Answers) -> Iterator[dict[str, Any]]:
    for text in _texts(points, said, "lesson"):
        yield {"title": _title(text), "went_otherwise": text}
    for key in (LESSON, *chosen_more(said, "lesson")):
        if went := said.get(f"{key}.went_otherwise"):
            advice = said.get(f"{key}.advice")
            yield _filled(title=_title(advice or went), went_otherwise=went, did=said.get(f"{key}.did"), advice=advice)


def _title(text: str) -> str:
    """The first sentence, cut between words after 90 characters."""
    first = text.split("\n")[0].split(". ")[0].rstrip(". ")
    if len(first) <= 90:
        return first
    return first[:90].rpartition(" ")[0] + " ..."


def said_lights(before: Mapping[str, Light], said: Answers) -> dict[str, Any]:
    """The lights that somebody set, by aspect; `before`: as they were."""
    found: dict[str, Any] = {}
    for aspect in ASPECTS:
        light = said.get(f"light.{aspect}", "")
        last = before.get(aspect)
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
