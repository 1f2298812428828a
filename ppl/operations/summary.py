"""What edits come to, in lines that people read: the records that are new, and what changes in others."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.field_words import field_word
from ppl.model.session import MISSED
from ppl.operations.session_draft import as_list
from ppl.partial_date import day_as_held
from ppl.store.edits import Edit
from ppl.yaml import text as yaml_text

SHOWN = ("summary", "outcome", "because", "description", "resolution", "went_otherwise", "did", "advice", "reasons",
         "remarks")  # fmt: skip
LISTED = (
    ("facts", Text("fact")),
    ("agreements", Text("agreement")),
    ("went_well", Text("went well")),
    ("went_less_well", Text("went less well")),
    ("obstacles", Text("obstacle")),
    ("solutions", Text("solution")),
    ("commitments", Text("commitment")),
    ("way_of_working", Text("way of working")),
    ("opinions", Text("impression (internal)")),
)
SAID_OF = dict(LISTED)
JUDGED = (("on_track", Text("on course"), "because"), ("feasible_in_term", Text("plan phase in the term"), "condition"))


def summary_lines(edits: Sequence[Edit], categories: Callable[[], Mapping[str, Any]] = dict) -> Iterator[Text | str]:
    """The records that are new and what changes in others, a line each. categories: their terms by code"""
    made = {edit.ref.rpartition("/")[2] for edit in edits if edit.old is None}
    for edit in edits:
        fields = edit.fields or {}
        kind = Text(edit.kind.name)
        if edit.old is None:
            title = _title(edit, fields)
            yield Text("+ {kind}: {title}", kind=kind, title=title)
            if edit.kind.name == "escalation":
                yield from _escalated(fields)
            yield from _parts(fields, title)
            if category := fields.get("category"):
                yield Text("    {category}", category=categories().get(str(category), category))
        else:
            before = yaml_text.read(edit.old)
            changes = [*_changes(before, fields, made)]
            if changes:
                yield Text("~ {kind}: {title}", kind=kind, title=_title(edit, fields))
                yield from changes


def _title(edit: Edit, fields: Mapping[str, Any]) -> Text | str:
    if edit.kind.name == "session":
        return Text("{kind}, {day}", kind=_word(fields.get("kind")), day=day_as_held(fields.get("held_on") or "–"))
    outcome = _flat(fields["outcome"]) if edit.kind.name == "decision" and fields.get("outcome") else ""
    asked = _flat(fields["question"]) if fields.get("question") else ""
    return str(fields.get("title") or fields.get("name") or outcome or asked or edit.ref.rpartition("/")[2])


def _escalated(fields: Mapping[str, Any]) -> Iterator[Text]:
    """To which table, about what, who agreed, and whether it went."""
    yield Text("    {what}: {text}", what=field_word("to", "escalation"), text=str(fields.get("to") or "–"))
    for ref in as_list(fields.get("bottlenecks")):
        yield Text("    about: {ref}", ref=str(ref))
    for one in as_list(fields.get("agreed_with")):
        if isinstance(one, Mapping):
            said = Joined((one.get("project"), day_as_held(one.get("on"))))
            yield Text("    {what}: {text}", what=field_word("agreed_with"), text=said)
    for name in ("tried", "submitted_on", "decide_by", "speaker"):
        for one in as_list(fields.get(name)):
            yield Text("    {what}: {text}", what=field_word(name), text=day_as_held(_who(one)))
    yield Text("    {what}: {text}", what=field_word("status"), text=_word(fields.get("status")))


def _parts(fields: Mapping[str, Any], title: Text | str) -> Iterator[Text | str]:
    """What stands in a new record beside its title, as far as people want to read it back."""
    if fields.get("status") in MISSED:
        yield Text("    {status}", status=Text(str(fields["status"])))
    yield from _scores(fields)
    for name in SHOWN:
        if (value := fields.get(name)) and value != fields.get("title") and _flat(value) != title:
            yield f"    {_flat(value)}"
    if by := fields.get("by"):
        yield Text("    by: {who}, {day}", who=_who(by), day=day_as_held(fields.get("decided_on") or "–"))
    if attended := fields.get("attended"):
        yield Text("    there: {attended}", attended=", ".join(_who(one) for one in as_list(attended)))
    for name, said in LISTED:
        for one in as_list(fields.get(name)):
            yield Text("    {what}: {text}", what=said, text=_flat(one))
    for action in as_list(fields.get("actions")):
        yield _action(action)
    if aim := fields.get("for"):
        yield Text("    {field}: {value}", field=field_word("for", "intervention"), value=_flat(aim))
    for effect in ("expected", "observed"):
        if isinstance(held := fields.get(effect), Mapping):
            yield _effect(effect, held)
    lights = fields.get("lights")
    for aspect, light in lights.items() if isinstance(lights, Mapping) else ():
        yield _light(aspect, light)
    for name, aspect, why in JUDGED:
        if isinstance(held := fields.get(name), Mapping):
            yield _judged(aspect, _word(held.get("judgement")), held.get(why))
    if day := fields.get("next_on"):
        yield Text("    next talk: {day}", day=day_as_held(day))


def _action(action: Any) -> Text | str:
    if not isinstance(action, Mapping):
        return f"    {_flat(action)}"
    parts = tuple(day_as_held(one) for one in (_who(action.get("owner")), action.get("due_on")) if one)
    said = Joined(parts) if parts else None
    text = _flat(action.get("text") or "")
    return Text("    action: {text} ({said})", text=text, said=said) if said else Text("    action: {text}", text=text)


def _effect(name: str, held: Mapping[str, Any]) -> Text:
    effect, weeks = _flat(held.get("effect") or "-"), held.get("weeks")
    is_expected = name == "expected"
    if not weeks:
        return (
            Text("    expected: {effect}", effect=effect)
            if is_expected
            else Text("    observed: {effect}", effect=effect)
        )
    if str(weeks) == "1":
        one = Text("    expected: {effect} (1 week)") if is_expected else Text("    observed: {effect} (1 week)")
        return Text(one.source, effect=effect)
    if is_expected:
        return Text("    expected: {effect} ({weeks} weeks)", effect=effect, weeks=str(weeks))
    return Text("    observed: {effect} ({weeks} weeks)", effect=effect, weeks=str(weeks))


def _word(code: Any) -> Text | str:
    """A code in words; a dash where nobody gave one."""
    return Text(str(code)) if code else "–"


def _light(aspect: str, light: Any) -> Text | str:
    held = light if isinstance(light, Mapping) else {"light": light}
    reasons = [_flat(held[name]) for name in ("cause", "consequence", "correction") if held.get(name)]
    return _judged(Text(aspect), _word(held.get("light")), "; ".join(reasons))


def _judged(aspect: Text | str, said: Text | str, why: Any) -> Text:
    if why:
        return Text("    {aspect}: {light}, {cause}", aspect=aspect, light=said, cause=_flat(why))
    return Text("    {aspect}: {light}", aspect=aspect, light=said)


def _scores(fields: Mapping[str, Any]) -> Iterator[Text]:
    """The answers of a score, in the order of its criteria set."""
    for name, answer, why in (("knock_outs", "pass", "evidence"), ("scores", "value", "reason")):
        held = fields.get(name)
        for code, one in held.items() if isinstance(held, Mapping) else ():
            if isinstance(one, Mapping):
                said = str(one.get(answer) or "–")
                yield _judged(code, Text(said) if said in ("yes", "no") else said, one.get(why))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], made: Container[str] = ()) -> Iterator[Text | str]:
    """What changes in a record. made: ids of records that are new beside it, which have lines of their own"""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        field = field_word(name)
        if name == "actions":
            yield from _changed_actions(as_list(old), as_list(new))
        elif name in SAID_OF:
            yield from _changed_texts(SAID_OF[name], as_list(old), as_list(new))
        elif name == "amended" or (isinstance(new, list) and _adds_only(as_list(old), new, made)):
            continue  # what was corrected stands in the lines beside it
        elif isinstance(new, Mapping) and (told := [*_told(name, old, new)]):
            yield from told
        elif name == "status" and isinstance(new, str):
            yield Text("    {field}: {old} becomes {new}", field=field, old=Text(str(old or "open")), new=Text(new))
        elif isinstance(new, str) and isinstance(old, str) and len(old) + len(new) < 60:
            yield Text(
                "    {field}: {old} becomes {new}",
                field=field,
                old=day_as_held(_flat(old)),
                new=day_as_held(_flat(new)),
            )
        elif new is None:
            yield Text("    {field}: taken away", field=field)
        else:
            yield Text("    {field}: {value}", field=field, value=_plain(new))


def _told(name: str, old: Any, new: Mapping[str, Any]) -> Iterator[Text | str]:
    """A field that holds more than one value, as it is told of a new record; nothing for one that is not told there."""
    if name in ("expected", "observed"):
        yield _effect(name, new)
    if name == "lights":
        before = old if isinstance(old, Mapping) else {}
        yield from (_light(aspect, light) for aspect, light in new.items() if before.get(aspect) != light)
    for field, aspect, why in JUDGED:
        if name == field:
            yield _judged(aspect, _word(new.get("judgement")), new.get(why))


def _changed_texts(what: Text, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Text]:
    yield from (Text("    {what}: {text}", what=what, text=_flat(one)) for one in new if one not in old)
    yield from (Text("    {what} taken away: {text}", what=what, text=_flat(one)) for one in old if one not in new)


def _changed_actions(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Text | str]:
    known = {str(one.get("id")): one for one in old if isinstance(one, Mapping)}
    for one in new:
        was = known.get(str(one.get("id"))) if isinstance(one, Mapping) else None
        if was is None:
            yield _action(one)
        elif was != one:
            said = Joined(
                tuple(
                    Text(value) if name == "status" and isinstance(value, str) else day_as_held(_flat(value))
                    for name, value in one.items()
                    if was.get(name) != value and name not in ("moved_from", "moves")
                )
            )
            yield Text("    action {text}: {said}", text=_flat(was.get("text") or ""), said=said)


def _who(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{value.get('role')} ({value['organisation']})" if value.get("organisation") else str(value.get("role"))
    return str(value) if value else ""


def _plain(value: Any) -> Any:
    """A value that changed, with the words of its fields where it has some."""
    if isinstance(value, Mapping):
        parts = ((field_word(str(name)), _flat(one)) for name, one in value.items() if one is not None)
        return Joined(tuple(Joined(part, " ") for part in parts))
    if isinstance(value, (list, tuple)) and any(isinstance(one, Mapping) for one in value):
        return Joined(tuple(_plain(one) for one in value), "; ")
    return day_as_held(_flat(value))


def _adds_only(old: Sequence[Any], new: Sequence[Any], made: Container[str]) -> bool:
    """Whether a list of references gets no more than records that are new beside it."""
    added = [one for one in new if one not in old]
    return (
        bool(added) and len(new) == len(old) + len(added) and all(isinstance(one, str) and one in made for one in added)
    )


def _flat(value: Any) -> str:
    """A value on one line, and nothing for none."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_flat(one)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(one) for one in value)
    return " ".join(str(value).split())
