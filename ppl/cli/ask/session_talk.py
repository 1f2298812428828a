"""The guided conversation of `ppl log`, from what is open to an entry."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import typer

from ppl.cli.ask.answers_to_entry import planned_decisions, same_talk, says_something, session_fields, used_notes
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.open_lines import lines
from ppl.cli.ask.open_points import OpenPoints, read_open_points
from ppl.cli.ask.open_points_questions import outcomes
from ppl.cli.ask.questions import Answers, Script
from ppl.cli.ask.session import script
from ppl.cli.ask.talk_line import TalkOptions
from ppl.cli.desk import Desk
from ppl.cli.entry.session_input import entry_of
from ppl.errors import Text
from ppl.model.session import Session
from ppl.operations.entry import Entry
from ppl.store.local import notes


class Held(NamedTuple):
    """What a conversation came to.

    entry: the session; note_ids: the notes that it uses up; same_as: ref of the talk that it adds to, if any
    talk: the conversation, with its draft
    """

    entry: Entry
    note_ids: Sequence[str]
    same_as: str | None
    talk: Conversation


def hold_talk(desk: Desk, project: str | None, given: Mapping[str, str], is_back: bool = False) -> Held:
    """The session that the answers come to.

    given: fields that the options said. Ends the command when it is broken off, and where nothing was told.
    is_back: somebody comes back from the preview
    """
    points = read_open_points(desk, project)
    name = project or "programme"
    talk = Conversation(desk, f"log-{name}", f"ppl log {name}")
    opening = Text("{name}: Enter skips or keeps, < goes a step back, ? explains, Ctrl-C stops", name=points.name)

    def questions(answers: Answers) -> Script:
        options = _options(answers)
        for gone in _closed_meanwhile(desk, points, answers):
            talk.terminal.say(gone)
        return lambda answers: script(points, options, answers)

    answers = talk.hold(opening, {f"option.{field}": value for field, value in given.items()}, questions, is_back)
    options, note_ids = _options(answers), used_notes(points, answers)
    if not says_something(points, options, answers):
        if note_ids:
            notes.drop(desk.folder, note_ids)
        talk.end()
        nothing = Text(
            "nothing was told of this talk, so nothing was written; that it was held is noted with who were there"
        )
        known = same_talk(points, options, answers)
        added = Text("nothing was added to {ref}, so nothing was written", ref=known.ref) if known is not None else None
        desk.remark(added or nothing)
        raise typer.Exit
    for later in planned_decisions(points, options, answers):
        desk.remark(later.remark)
    same = same_talk(points, options, answers)
    entry = entry_of(session_fields(points, options, answers))
    return Held(entry, note_ids, same.ref if same is not None else None, talk)


def _closed_meanwhile(desk: Desk, points: OpenPoints, answers: Answers) -> Iterator[Text]:
    """What a draft answered to that is no longer open: somebody else closed it, and the answer does not count."""
    known = {line.key for line in lines(points, is_contact=False)}
    for key, said in outcomes(answers).items():
        kind, _, ref = key.partition(":")
        if key in known or kind == "note" or not ref:
            continue
        words = ", ".join(text for end, text in said.items() if end != "became" and text)
        became, quoted = said["became"], f"`{words}`" if words else ""
        what = Text(became) if became else "–"
        yield Text("  left out of your answers, since it is no longer open: {title} ({became}) {said}",
                   title=_title(desk, ref), became=what, said=quoted)  # fmt: skip


def _title(desk: Desk, ref: str) -> str:
    """What an action, a bottleneck or an intervention is called; its ref where it is gone."""
    record_ref, _, id = ref.partition("#")
    record = desk.folder.read_refs([record_ref])[0].get(record_ref)
    actions = record.actions if isinstance(record, Session) else ()
    titles = [action.text for action in actions if action.id == id]
    return titles[0] if titles else str(getattr(record, "title", ref))


def _options(answers: Answers) -> TalkOptions:
    return TalkOptions(answers.get("option.kind"), answers.get("option.held_on"))
