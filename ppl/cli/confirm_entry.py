"""From an entry to its commit: the preview, and on a terminal changed as text first, as often as it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.session_input import Entered, read_entry
from ppl.errors import DataError, StoreError, Text, UsageError
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder

if TYPE_CHECKING:
    from ppl.cli.ask.conversation import Conversation


class Way(NamedTuple):
    """How it is written: the flags that every writing word has."""

    dry_run: bool
    yes: bool
    with_edits: bool


Build = Callable[[Entered, bool, Folder], Proposal]
Read = Callable[[str, str], Entered]


def written(
    desk: Desk, entered: Entered, build: Build, read: Read, way: Way, talk: Conversation | None = None
) -> tuple[Proposal, Entered]:
    """Preview and commit; what was written, and from which entry. Raises PplError and typer.Exit.

    build: the proposal of an entry (and whether a draft of answers holds it already)
    read: the entry in a text that was edited; talk: the conversation that the entry came from
    """
    is_kept = talk is not None
    wishes = _wishes(desk, way)
    while True:
        try:
            proposal = save(desk, partial(build, entered, is_kept), **way._asdict())
        except DataError as error:
            if not (desk.is_terminal and entered.is_typed):
                raise
            desk.fail(error)
            if not desk.agreed(Text("Change it as text?")):
                _keep_typed(desk, entered, talk if is_kept else None)
                raise typer.Exit(error.exit_code) from None
        except StoreError:
            if talk is not None and is_kept:
                talk.say_kept()
            raise
        except wishes as wish:
            _unless_edit(desk, wish, entered, talk if is_kept else None)
        else:
            if talk is not None and not way.dry_run:
                talk.end()
            return proposal, entered
        if (changed := _edited(desk, entered, read)) is not None:
            entered, is_kept = changed, False


def reread(desk: Desk, entered: Entered, read: Read) -> Entered:
    """The entry in a text that was edited. On a terminal what cannot be read goes back to the editor."""
    from ppl.cli.editor import edited_text

    name = entered.name or "entry.yaml"
    text = entered.text
    while True:
        try:
            return read(name, text)._replace(is_typed=True)
        except DataError as error:
            if not desk.is_terminal:
                keep(desk, text)
                raise
            desk.fail(error)
            if not desk.agreed(Text("Go on editing?")):
                keep(desk, text)
                raise typer.Exit(error.exit_code) from None
            text = edited_text(desk, text, "entry")


def keep(desk: Desk, text: str, word: str = "log") -> None:
    """Keep a text that stands nowhere else, and say where."""
    draft = desk.folder.keep_draft(text, word)
    desk.remark(Text("what you entered is kept in {draft}", draft=str(draft)))


def _keep_typed(desk: Desk, entered: Entered, talk: Conversation | None) -> None:
    if talk is not None:
        talk.say_kept()
    elif entered.is_typed:
        keep(desk, entered.text)


def _edited(desk: Desk, entered: Entered, read: Read) -> Entered | None:
    """The entry as it comes back from the editor; None where there is no editor, and that was said."""
    from ppl.cli.editor import edited_text

    try:
        text = edited_text(desk, entered.text, "entry")
    except UsageError as error:
        desk.fail(error)
        return None
    return reread(desk, entered._replace(text=text), read)


def _wishes(desk: Desk, way: Way) -> tuple[type[Exception], ...]:
    """What a preview may end in besides an answer; nothing where none is shown."""
    if way.yes or way.dry_run or not desk.is_terminal:
        return ()
    from ppl.cli.preview import EditAsText
    from ppl.cli.terminal import StoppedError

    return EditAsText, StoppedError


def _unless_edit(desk: Desk, wish: Exception, entered: Entered, talk: Conversation | None) -> None:
    """Go on where somebody wants to edit; end where the preview was broken off; any other error is raised again."""
    from ppl.cli.preview import EditAsText
    from ppl.cli.terminal import StoppedError

    if isinstance(wish, EditAsText):
        return
    if isinstance(wish, StoppedError):
        if talk is not None:
            talk.stop(wish)
        _keep_typed(desk, entered, None)
        raise typer.Exit(wish.exit_code)
    raise wish


def from_editor(desk: Desk, place: str | None, given: Mapping[str, str]) -> Entered:
    """The form as it comes back from the editor. Raises UsageError, and typer.Exit where nothing was filled in."""
    from ppl.cli.ask.open_points import read_scene
    from ppl.cli.editor import edited_text
    from ppl.cli.words.form import session_form

    project = place or "programme"
    kind = given.get("kind") or read_scene(desk, place).kind
    form = session_form(desk, project, kind, given.get("held_on") or desk.today.isoformat())
    text = edited_text(desk, form, f"{project}-session")
    if text == form:
        desk.remark(Text("nothing was filled in; nothing was written"))
        raise typer.Exit
    entered = Entered("form.md", text, {}, is_typed=True)
    return reread(desk, entered, lambda name, text: read_entry(desk, name, text, given, place))
