"""Actions that are done, get another day, or are no longer needed: of talks, events and escalations alike.

What was agreed stays: the text and the owner are not touched, and the days before another one are kept (`moves`). So
an agreement with the recap of the talk holds.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ppl.errors import Text, UsageError, nearest
from ppl.model.field_words import field_word
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.operations.proposal import Proposal
from ppl.operations.session_actions import changed_action
from ppl.operations.session_draft import as_list
from ppl.rules.agreed_actions import ACTION_KINDS, AgreedAction, agreed_actions, copies
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted

Day = datetime.date
OPEN_AGAIN = Text("ppl set {ref} status=open opens it again").source


class SettleRequest(NamedTuple):
    """What becomes of actions.

    refs: each `record#id`
    becomes: done (on a day), moved (to a day) or dropped
    on: that day; because: why it moved or is dropped; result: what came out
    """

    refs: tuple[str, ...]
    becomes: Literal["done", "moved", "dropped"]
    on: Day
    because: str | None = None
    result: str | None = None


WORDS = {"done": "done", "moved": "move", "dropped": "drop"}


def settle_actions(folder: Folder, today: Day, request: SettleRequest) -> Proposal:
    """The records with these actions settled, and with them those that say the same in an event or an escalation.

    One that is settled like that already is left as it is, and said. Raises UsageError for one that is not there, or is
    settled otherwise.
    """
    knowledge, _ = folder.read(ACTION_KINDS)
    known = {one.ref: one for one in agreed_actions(knowledge, today)}
    edits: dict[str, Edit] = {}
    remarks: list[Text] = []
    settled: list[AgreedAction] = []
    for ref in dict.fromkeys(request.refs):
        agreed = _agreed(folder, knowledge, known, ref)
        if said := _as_it_is(agreed, request):
            remarks.append(said)
            continue
        settled.append(agreed)
        _change(folder, edits, ref, request, today)
        remarks += _agreement(agreed, request)
        for copy in copies(known.values(), ref):
            if copy.ref not in request.refs:
                _change(folder, edits, copy.ref, request, today)
                remarks.append(Text("{ref} says the same and goes along", ref=copy.ref))
    message = Message(f"action {WORDS[request.becomes]}", _about(settled), _what(settled, request))
    lines = [line for one in settled for line in _lines(one, request)]
    return Proposal([*edits.values()], message, summary=lambda: (*lines, *remarks), remarks=remarks)


def _agreed(folder: Folder, knowledge: Knowledge, known: Mapping[str, AgreedAction], ref: str) -> AgreedAction:
    """The action of a ref. Raises UsageError for one that is not there, or that nobody agreed on."""
    if (found := known.get(ref)) is not None:
        return found
    record, _, id = ref.partition("#")
    before = existing_edit(folder, record)
    if before is None:
        raise UsageError(Text("`{ref}` is gone", ref=record))
    actions = [one for one in as_list((before.fields or {}).get("actions")) if isinstance(one, Mapping)]
    ids = [str(one["id"]) for one in actions if one.get("id")]
    if id in ids:
        what = Text("{ref} was not agreed: its talk is to come, did not take place, or cannot be read", ref=ref)
        raise UsageError(what, Text("ppl show {ref} tells which", ref=record))
    listed = {one: f"{record}#{one}" for one in ids}
    otherwise = Text("it has {listed}", listed=", ".join(ids)) if ids else Text("it has no actions")
    raise UsageError(Text("{ref} has no action `{id}`", ref=record, id=id), nearest(id, listed, otherwise, cutoff=0.7))


def _as_it_is(agreed: AgreedAction, request: SettleRequest) -> Text | None:
    """That nothing is left to do. Raises UsageError where it is settled otherwise, or the day cannot be."""
    action, ref = agreed.action, agreed.ref
    if action.status == "done" and request.becomes == "done":
        if action.done_on is None:
            return Text("{ref} was done already", ref=ref)
        return Text("{ref} was done already, on {date}", ref=ref, date=action.done_on)
    if action.status == "dropped" and request.becomes == "dropped":
        return Text("{ref} was dropped already", ref=ref)
    if action.status == "done":
        what = Text("{ref} is done: it cannot be moved or dropped", ref=ref)
        raise UsageError(what, Text(OPEN_AGAIN, ref=ref))
    if action.status == "dropped":
        raise UsageError(Text("{ref} was dropped: nobody has to do it", ref=ref), Text(OPEN_AGAIN, ref=ref))
    if request.becomes == "moved" and action.due_on == request.on:
        return Text("{ref} is due on {date} already", ref=ref, date=request.on)
    if request.becomes == "done" and agreed.on and request.on < agreed.on:
        what = Text("{ref} was agreed on {agreed}; it was not done before that, on {date}", ref=ref,
                    agreed=agreed.on, date=request.on)  # fmt: skip
        raise UsageError(what, Text("name a day from {held_on} on", held_on=agreed.on.isoformat()))
    return None


def _change(folder: Folder, edits: dict[str, Edit], ref: str, request: SettleRequest, today: Day) -> None:
    """Put the change of one action into the edit of its record."""
    record, _, id = ref.partition("#")
    before = edits.get(record) or existing_edit(folder, record)
    assert before is not None and before.fields is not None
    actions = [
        changed_action(one, _fields(request), today.isoformat())
        if isinstance(one, Mapping) and str(one.get("id")) == id
        else one
        for one in as_list(before.fields.get("actions"))
    ]
    edits[record] = before._replace(fields={**before.fields, "actions": actions})


def _fields(request: SettleRequest) -> dict[str, str | None]:
    """What changes in an action."""
    if request.becomes == "done":
        found = {"status": "done", "done_on": request.on.isoformat(), "result": request.result}
    elif request.becomes == "dropped":
        found = {"status": "dropped", "because": request.because}
    else:
        return {"due_on": request.on.isoformat(), "because": request.because}  # an older reason is of an older move
    return {name: value for name, value in found.items() if value is not None}


def _agreement(agreed: AgreedAction, request: SettleRequest) -> Iterator[Text]:
    """That another day was agreed with the other party, who hears of it in the next recap only."""
    if request.becomes == "moved" and agreed.agreed_on and agreed.action.due_on:
        yield Text(
            "{ref}: {date} was agreed with the recap and is kept; tell the other party of the new day yourself",
            date=(*agreed.action.days_before, agreed.action.due_on)[0],
            ref=agreed.ref,
        )


def _lines(one: AgreedAction, request: SettleRequest) -> Iterator[Text]:
    """What changes in an action, as people read it before it is written."""
    yield Text("~ {place}: {text}", place=one.project or one.ref.partition("#")[0], text=one.action.text)
    if request.becomes == "done":
        yield Text("    done on {date}", date=request.on)
    elif request.becomes == "dropped":
        yield Text("    no longer needed")
    elif one.action.due_on:
        yield Text("    from {old} to {date}", old=one.action.due_on, date=request.on)
    else:
        yield Text("    due on {date}", date=request.on)
    for name, said in (("result", request.result), ("because", request.because)):
        if said:
            yield Text("    {field}: {value}", field=field_word(name), value=said)


def _about(settled: Sequence[AgreedAction]) -> str:
    """What the commit is about: the action, else what all have in common."""
    if len(settled) == 1:
        return settled[0].ref
    records = {one.ref.partition("#")[0] for one in settled}
    projects = {project_of(record) for record in records}
    common = records if len(records) == 1 else projects
    return next(iter(common)) or "programme" if len(common) == 1 else "programme"


def _what(settled: Sequence[AgreedAction], request: SettleRequest) -> str:
    """What was done, in a few words."""
    said = {"done": f"done {request.on}", "moved": f"moved to {request.on}", "dropped": "dropped"}[request.becomes]
    return said if len(settled) == 1 else f"{counted(len(settled), 'action')} {said}"
