"""`ppl edit REF`: a record in your editor, checked before it is committed."""

from __future__ import annotations

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.options import N_, DryRun, Reason, RefArgument, WithEdits, Yes, desk_of
from ppl.errors import DataError, PplError, StoreError, Text
from ppl.model.kinds import path_of_ref
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text

HELP = N_("""Change a record in your editor ($VISUAL or $EDITOR).

What comes back is checked before it is committed. Where it is not right you can go on editing; where you
stop, your text is kept as a draft.

\b
Example:
  ppl edit langeveld/plan --reason "na het gesprek met de netbeheerder"
""")


def command(
    ctx: typer.Context,
    ref: RefArgument,
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    whole = desk.ref(ref).partition("#")[0]
    before = desk.folder.text(whole) or ""
    text = edited_text(desk, before, whole)
    while True:
        if text == before:
            desk.remark(Text("nothing changes"))
            return
        try:
            _save(desk, whole, before, text, reason or "", dry_run, yes, with_edits)
            return
        except DataError as error:
            again = desk.is_terminal and _wants_more(desk, error)
            if not again:
                draft = desk.folder.keep_draft(text, "edit")
                desk.remark(Text("what you entered is kept in {draft}", draft=str(draft)))
                raise
            text = edited_text(desk, text, whole)


def _wants_more(desk: Desk, error: PplError) -> bool:
    desk.fail(error)
    return desk.agreed(Text("Go on editing?"))


def _save(
    desk: Desk, ref: str, before: str, text: str, reason: str, dry_run: bool, yes: bool, with_edits: bool
) -> None:
    try:
        fields = yaml_text.read(text)
    except yaml_text.YamlError as error:
        raise DataError(
            Text("data/{path}:{line}: {what}", path=path_of_ref(ref), line=error.line, what=error.what), error.remedy
        ) from None

    def build(folder: Folder) -> Proposal:
        if folder.text(ref) != before:
            raise StoreError(
                Text("{ref} was changed while you were editing", ref=ref), Text("start again from its new text")
            )
        edit = Edit(ref, fields, before, text=text)
        return Proposal([edit], Message("edit", ref, "by hand", reason=reason), f"data/{edit.path}", text)

    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)
