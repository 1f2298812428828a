"""From an entry to its commit: the preview, and on a terminal changed as text first, as often as it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from ppl.cli.confirm import Operation, save
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text, has_editor
from ppl.cli.options import WriteOptions
from ppl.cli.stopped import EditAsText, StepBack, StoppedError
from ppl.cli.typed_text import TypedText
from ppl.errors import DataError, StoreError, Text, UsageError
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.yaml import text as yaml_text

if TYPE_CHECKING:  # each word needs its own request only
    from ppl.cli.ask.conversation import Conversation
    from ppl.operations.amend import AmendRequest
    from ppl.operations.log import LogRequest
    from ppl.operations.new import EnteredRequest
    from ppl.operations.scan import ScanRequest
    from ppl.operations.score import ScoreRequest

R = TypeVar("R", "LogRequest", "AmendRequest", "ScoreRequest", "ScanRequest", "EnteredRequest")
Read = Callable[[str, str], Entry]


def save_entry(
    desk: Desk, operation: Operation[R], request: R, read: Read, options: WriteOptions, talk: Conversation | None = None
) -> tuple[Proposal, Entry]:
    """Preview and commit; what was written, and from which entry. Raises PplError, StepBack and typer.Exit.

    read: the entry in a text that was edited; talk: the conversation that the entry came from
    """
    draft = talk  # the answers hold the entry, until that is changed as text
    with TypedText(desk, "log") as typed:
        while True:
            typed.text = request.entry.text if request.entry.is_typed and draft is None else ""
            try:
                has_draft = draft is not None or bool(typed.text)
                proposal = save(desk, operation, request, options, has_draft=has_draft, has_questions=draft is not None)
            except DataError as error:
                if not (desk.is_terminal and request.entry.is_typed):
                    raise
                desk.fail(error)
                if not (_goes_on(draft) if draft is not None else desk.agreed(Text("Change it as text?"))):
                    raise typer.Exit(error.exit_code) from None
            except StoreError:
                if draft is not None:
                    draft.say_kept()
                raise
            except (StoppedError, KeyboardInterrupt) as stopped:
                if draft is not None:
                    draft.stop(stopped if isinstance(stopped, StoppedError) else StoppedError(130))
                raise
            except EditAsText:
                pass
            else:
                if talk is not None and not options.dry_run:
                    talk.end()
                if options.dry_run and typed.text:
                    desk.keep_text(typed.text, typed.word)
                return proposal, request.entry
            if (entry := _edited(desk, request.entry, read)) is not None:
                request, draft = request._replace(entry=entry._replace(note_ids=request.entry.note_ids)), None


def reread(desk: Desk, name: str, text: str, read: Read) -> Entry:
    """The entry in a text that was edited. On a terminal what cannot be read goes back to the editor."""
    with TypedText(desk, "log") as typed:
        while True:
            typed.text = text
            try:
                return read(name, text)._replace(is_typed=True)
            except DataError as error:
                if not desk.is_terminal:
                    raise
                desk.fail(error)
                if not desk.agreed(Text("Go on editing?")):
                    raise typer.Exit(error.exit_code) from None
                text = edited_text(desk, text, "entry")


def _goes_on(draft: Conversation) -> bool:
    """Whether somebody goes on with the answers as text. Raises StepBack where they go back to the questions.

    Without either their answers stay kept, which is said.
    """
    try:
        how = draft.mend()
    except StoppedError as stopped:
        draft.stop(stopped)
    if how == "questions":
        raise StepBack
    if how == "no":
        draft.say_kept()
    return how == "text"


def _edited(desk: Desk, entry: Entry, read: Read) -> Entry | None:
    """The entry as it comes back from the editor, or changed value by value where there is none.

    None where it stays as it is: nothing was changed, or the editor failed, which was said.
    """
    if not has_editor(desk):
        return _changed_one_by_one(desk, entry, read)
    try:
        text = edited_text(desk, entry.text, "entry")
    except UsageError as error:
        desk.fail(error)
        return None
    return reread(desk, entry.name or "entry.yaml", text, read)


def _changed_one_by_one(desk: Desk, entry: Entry, read: Read) -> Entry | None:
    """The entry with the values that somebody types; what is wrong with them is said, and they are asked again."""
    from ppl.cli.ask.one_by_one import changed_values  # only without an editor

    fields = changed_values(desk, entry.fields)
    while fields is not None:
        try:
            return read("entry.yaml", yaml_text.to_text(fields))._replace(is_typed=True)
        except DataError as error:
            desk.fail(error)
            fields = changed_values(desk, fields)
    return None
