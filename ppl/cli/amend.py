"""`ppl log --amend`: a logged session corrected, from a file, in the editor, or by questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from ppl.cli.confirm_entry import Way, keep, reread, written
from ppl.cli.desk import Desk
from ppl.cli.input_file import read_mapping, sent
from ppl.cli.session_input import Entered, as_text
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import KIND, path_for, path_of_ref, project_of, ref_of_path
from ppl.operations.proposal import Proposal
from ppl.operations.session_amendment import Amended, amended
from ppl.store.folder import Folder, problems_of
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text

if TYPE_CHECKING:
    from ppl.cli.ask.conversation import Conversation


def amend(
    desk: Desk, place: str | None, named: str, source: str | None, editor: bool, because: str | None, way: Way
) -> None:
    """A logged session corrected."""
    from ppl.cli.ask.amendment import asked
    from ppl.cli.terminal import StoppedError

    ref = session_ref(desk, place, named)
    if source is None and not editor and not desk.is_terminal:
        raise UsageError(
            Text("there is no terminal to ask on"), Text("send the fields that change in a file: --from FILE")
        )
    talk: Conversation | None = None
    try:
        if source is None and not editor:
            raw, talk = asked(desk, place, ref)
            entered = as_text(raw)
        else:
            entered = edited(desk, ref) if editor else _read(*sent(source or "-"))
        if not entered.raw:
            desk.remark(Text("nothing changes"))
            return
        why = reason(desk, because)
    except StoppedError as stopped:
        if talk is not None:
            talk.stop(stopped)
        raise typer.Exit(stopped.exit_code) from None

    def build(entered: Entered, is_kept: bool, folder: Folder) -> Proposal:
        return proposal(desk, ref, entered, why, editor, is_kept, folder)

    try:
        wrote, _ = written(desk, entered, build, _read, way, talk)
    except DataError:
        if editor and not desk.is_terminal:
            keep(desk, entered.text, "amend")
        raise
    if not wrote.edits:
        desk.remark(Text("nothing changes"))
    elif ends_agreement(wrote):
        desk.remark(Text("the agreement was on the old text and no longer holds; send the recap again"))


def _read(name: str, text: str) -> Entered:
    """The fields that change, as a text names them; an empty one is taken away. Raises DataError with the line."""
    return Entered(name, text, read_mapping(name, text, keep_empty=True))


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
    from ppl.cli.ask.questions import Asking, Question
    from ppl.cli.terminal import Terminal

    question = Question("because", Text("Why is it corrected"), Text("It stands in the history."), is_required=True)
    while not (answer := Asking(Terminal(desk)).ask(question)):
        pass
    return answer


def proposal(
    desk: Desk, ref: str, entered: Entered, because: str, is_whole: bool, is_kept: bool, folder: Folder
) -> Proposal:
    """What a correction writes, with the line of every problem. `is_whole`: the text is the whole session."""
    from ppl.cli.preview import told

    found = amended(folder, ref, entered.raw, desk.today.isoformat(), entered.text if is_whole else None, because)
    message = Message("amend", ref, _what(found), reason=because)

    def lines() -> Iterator[Text | str]:
        yield from told(found.edits)
        if found.is_agreement_ended:
            yield ENDED

    problems = problems_of(found.flaws, entered.text, entered.name)
    return Proposal(found.edits, message, entered.name, entered.text, problems, told=lines, is_kept=is_kept)


ENDED = Text("    the agreement no longer holds: what was agreed changes, so a new recap is needed")


def _what(found: Amended) -> str:
    return ", ".join(found.changed) or ", ".join(edit.ref.rpartition("/")[2] for edit in found.edits)


def edited(desk: Desk, ref: str) -> Entered:
    """The session as it comes back from the editor, without fields where nothing changed. Raises DataError."""
    from ppl.cli.editor import edited_text

    before = desk.folder.text(ref) or ""
    text = edited_text(desk, before, ref)
    name = f"data/{path_of_ref(ref)}"
    if text == before:
        return Entered(name, text, {})
    return reread(desk, Entered(name, text, {}), _read)


def ends_agreement(written: Proposal) -> bool:
    """Whether the correction took away that the other party had agreed."""
    for edit in written.edits:
        if edit.old is not None and edit.kind.name == "session" and not (edit.fields or {}).get("agreed_on"):
            return bool(yaml_text.read(edit.old).get("agreed_on"))
    return False
