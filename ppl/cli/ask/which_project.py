"""Which project somebody means, where the command does not say it: the projects that go on, to choose by number."""

import typer

from ppl.cli.ask.one_line import insisted
from ppl.cli.ask.questions import Question, RefusalError
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import Text, UsageError, near
from ppl.model.figures import whole
from ppl.model.project import FOLLOWED, OVER, Project

PROGRAMME = "programme"


def asked_project(desk: Desk, word: str) -> str:
    """The ref of the project, or `programme`. Ends the command where it is broken off.

    Raises UsageError where there is no project yet.
    """
    found = [one for one in desk.read(kinds={"project"}).of(Project) if one.status not in (*OVER, FOLLOWED)]
    if not found:
        raise UsageError(Text("there is no project yet"), Text("make one: ppl new project"))
    refs = [one.id for one in found] + [PROGRAMME]
    lines = [Text("  {number}. {title}", number=n, title=one.name) for n, one in enumerate(found, 1)]
    lines.append(Text("  {number}. the programme as a whole", number=len(refs)))
    question = Question("project", Text("Of which project"), Text("A number from the list."),
                        lambda typed: _chosen(typed, refs, [one.name for one in found]),
                        default=refs[0] if len(found) == 1 else "", shown="1" if len(found) == 1 else "",
                        before=tuple(lines), is_required=True, words=lambda: tuple(refs))  # fmt: skip
    try:
        return insisted(desk, question, word)
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None


def _chosen(typed: str, refs: list[str], names: list[str]) -> str:
    """The project of a number, or of what its name or ref begins with or nearly is."""
    if 1 <= (number := whole(typed) or 0) <= len(refs):
        return refs[number - 1]
    text = typed.strip().lower()
    called = [(ref, (ref, name.lower())) for ref, name in zip(refs, [*names, PROGRAMME], strict=True)]
    same = [ref for ref, words in called if text in words]
    begun = same or [ref for ref, words in called if any(word.startswith(text) for word in words)]
    if len(begun) == 1:
        return begun[0]
    found = near(text, refs)
    otherwise = Text("`{text}` is no number of the list", text=typed)
    raise RefusalError(Text("did you mean `{near}`?", near=found[0]) if found else otherwise)
