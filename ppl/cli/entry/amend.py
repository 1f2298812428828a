"""`ppl log --amend`: a logged session corrected, from a file, in the editor, or by questions."""

from functools import partial

from ppl.cli.ask.amendment import ask_amendment
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.one_line import insisted
from ppl.cli.ask.questions import Question
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.entry.confirm_entry import reread, save_entry
from ppl.cli.entry.input_file import read_entry, sent
from ppl.cli.entry.session_input import entry_of
from ppl.cli.options import WriteOptions
from ppl.cli.stopped import StepBack, StoppedError
from ppl.cli.talk_meant import one_talk
from ppl.cli.typed_text import TypedText
from ppl.errors import Text, UsageError
from ppl.model.kinds import KIND, path_for, path_of_ref, project_of, ref_of_path
from ppl.model.session import Session
from ppl.operations.amend import AmendRequest, amend
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.operations.same_talk import added_fields
from ppl.store.edits import existing_edit


def amend_session(
    desk: Desk,
    project: str | None,
    named: str,
    source: str | None,
    in_editor: bool,
    because: str | None,
    options: WriteOptions,
) -> None:
    """Correct the session of this project that somebody names. Raises PplError and typer.Exit."""
    ref = _session_ref(desk, project, named)
    if source is None and not in_editor and not desk.is_terminal:
        what = Text("there is no terminal to ask on")
        raise UsageError(what, Text("send the fields that change in a file: --from FILE"))
    talk: Conversation | None = None
    is_back = False
    while True:
        if source is None and not in_editor:
            fields, talk = ask_amendment(desk, project, ref, is_back)
            entry = entry_of(fields)
        else:
            entry = _edited(desk, ref) if in_editor else _read(desk, *sent(desk, source or "-"))
        if not entry.fields:
            desk.remark(Text("nothing changes"))
            if talk is not None:
                talk.end()
            return
        because = because or _reason(desk, entry.text if in_editor else "", talk)
        request = AmendRequest(ref, entry, because, is_whole=in_editor)
        try:
            proposal, _ = save_entry(desk, amend, request, partial(_read, desk), options._replace(reason=because), talk)
            break
        except StepBack:
            is_back = True
    for remark in proposal.remarks if proposal.edits else [Text("nothing changes")]:
        desk.remark(remark)


def _reason(desk: Desk, edited: str, talk: Conversation | None) -> str:
    """Why it is corrected; what was typed before stays kept where that is broken off."""
    with TypedText(desk, "amend") as typed:
        typed.text = edited
        try:
            return _asked_reason(desk)
        except StoppedError as stopped:
            if talk is not None:
                talk.stop(stopped)
            raise


def add_to_session(
    desk: Desk, ref: str, entry: Entry, options: WriteOptions, talk: Conversation | None
) -> tuple[Proposal, Entry]:
    """Add an entry to the session that was logged before. Raises PplError and typer.Exit."""
    before = existing_edit(desk.folder, ref)
    fields = added_fields(before.fields or {}, entry.fields) if before is not None else entry.fields
    more = entry_of(fields)._replace(note_ids=entry.note_ids) if entry.is_typed else entry._replace(fields=fields)
    return save_entry(desk, amend, AmendRequest(ref, more), partial(_read, desk), options, talk)


def _read(desk: Desk, name: str, text: str) -> Entry:
    """The fields that change, as a text names them; an empty one is taken away. Raises DataError with the line."""
    return read_entry(desk, name, text, Session, keep_empty=True)


def _session_ref(desk: Desk, project: str | None, named: str) -> str:
    id = named.removesuffix(".yaml").rpartition("/")[2]
    own = ref_of_path(path_for(KIND["session"], project, id))
    ref = own if own in desk.folder.existing_refs else one_talk(desk, named)
    if project_of(ref) != project:
        what = Text("{ref} is a session of another project", ref=ref)
        raise UsageError(what, Text("ppl log {project} --amend {ref}", project=project_of(ref) or "programme", ref=ref))
    return ref


def _asked_reason(desk: Desk) -> str:
    """Why it is corrected, asked on a terminal. Raises UsageError and StoppedError."""
    if not desk.is_terminal:
        raise UsageError(Text("a correction needs its reason"), Text('add --because "..."; it stands in the history'))
    question = Question("because", Text("Why is it corrected"), Text("It stands in the history."), is_required=True)
    return insisted(desk, question, "reason")


def _edited(desk: Desk, ref: str) -> Entry:
    """The session as it comes back from the editor, without fields where nothing changed. Raises DataError."""
    before = desk.folder.text(ref) or ""
    name, text = f"data/{path_of_ref(ref)}", edited_text(desk, before, ref)
    return Entry(name, text, {}) if text == before else reread(desk, name, text, partial(_read, desk))
