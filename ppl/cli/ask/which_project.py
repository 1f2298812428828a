"""Which project somebody means, where the command does not say it: the projects that go on, to choose by number."""

from collections.abc import Sequence

import typer

from ppl.cli.ask.one_line import insisted
from ppl.cli.ask.questions import Question, RefusalError
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import Text, UsageError, near
from ppl.model.figures import whole
from ppl.model.project import FOLLOWED, OVER, Project

PROGRAMME = "programme"


def asked_project(desk: Desk, word: str, has_programme: bool = True) -> str:
    """The ref of the project, or `programme` where that may be meant. Ends the command where it is broken off.

    Raises UsageError where there is no project yet.
    """
    found = [one for one in desk.read(kinds={"project"}).of(Project) if one.status not in (*OVER, FOLLOWED)]
    if not found:
        raise UsageError(Text("there is no project yet"), Text("make one: ppl new project"))
    listed: list[tuple[str, Text | str]] = [(one.id, one.name) for one in found]
    if has_programme:
        listed.append((PROGRAMME, Text("the programme as a whole")))
    return asked_of(desk, word, Text("Of which project"), listed, has_default=len(found) == 1)


def asked_of(
    desk: Desk, word: str, text: Text, listed: Sequence[tuple[str, Text | str]], has_default: bool = False
) -> str:
    """One of what is listed (what is kept, and how it is called), by its number, name or code; the first by Enter.

    Ends the command where it is broken off.
    """
    refs, names = [ref for ref, _ in listed], [desk.words(name) for _, name in listed]
    lines = (Text("  {number}. {title}", number=n, title=name) for n, name in enumerate(names, 1))
    question = Question("project", text, Text("A number from the list."), lambda typed: _chosen(typed, refs, names),
                        default=refs[0] if has_default else "", shown="1" if has_default else "",
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
    called = [(ref, (ref, name.lower())) for ref, name in zip(refs, names, strict=True)]
    same = [ref for ref, words in called if text in words]
    begun = same or [ref for ref, words in called if any(word.startswith(text) for word in words)]
    if len(begun) == 1:
        return begun[0]
    found = near(text, refs)
    otherwise = Text("`{text}` is no number of the list", text=typed)
    raise RefusalError(Text("did you mean `{near}`?", near=found[0]) if found else otherwise)
