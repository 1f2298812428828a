"""The entry of a session as somebody fills it in, in the editor."""

from collections.abc import Mapping

import typer

from ppl.cli.ask.open_points import session_kind
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.entry.confirm_entry import reread
from ppl.cli.entry.session_input import read_session
from ppl.cli.show import screen_text
from ppl.cli.words.form import form_asked
from ppl.errors import Text
from ppl.operations.entry import Entry
from ppl.readers.forms.seal import seal_form


def session_from_editor(desk: Desk, project: str | None, given: Mapping[str, str]) -> Entry:
    """The form as it comes back from the editor. Raises UsageError, and typer.Exit where nothing was filled in."""
    place = project or "programme"
    kind = given.get("kind") or session_kind(desk, project)
    request, language = form_asked(desk, place, kind, given.get("held_on") or desk.today.isoformat())
    form = screen_text(desk, "form", request, language, seal=seal_form)
    text = edited_text(desk, form, f"{place}-session")
    if text == form:
        desk.remark(Text("nothing was filled in; nothing was written"))
        raise typer.Exit
    return reread(desk, "form.md", text, lambda name, text: read_session(desk, name, text, given, project))
