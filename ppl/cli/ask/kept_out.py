"""What must not come into a record out of loose notes: shown first, with its lines, and struck out with one key."""

from collections.abc import Mapping, Sequence

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.ask.shared import numbered
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Text
from ppl.operations.arriving import Arrived, listed
from ppl.readers.doers import STRUCK
from ppl.readers.notes.names import Mention

STRIKE = (Choice("strike", Text("[s]trike out")), Choice("stop", Text("[q] stop")))
MOST_ROLES = 9


def stand_ins(desk: Desk, name: str, arrived: Arrived, roles: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """By name what stands for somebody in the record. Raises StoppedError, also where nothing may be struck out.

    On a terminal it is asked; without one each is a role where the notes say which, else struck out, and said.
    """
    _say_left_out(desk, name, arrived)
    if not desk.is_terminal:
        for number, find in arrived.finds:
            at = Text("{file}:{line}", file=name, line=number)
            desk.remark(Text("{place}: struck out: {what} ({masked})", place=at, what=find.kind, masked=find.masked))
        for one in arrived.people:
            place = Text("{file}:{line}", file=name, line=listed(one.lines))
            if one.role:
                desk.remark(Text("{place}: `{name}` became {role}", place=place, name=one.name, role=Text(one.role)))
            else:
                desk.remark(Text("{place}: struck out: the name `{name}`", place=place, name=one.name))
        return {one.name: one.role or STRUCK for one in arrived.people}
    asker = Asker(Terminal(desk))
    _strike_finds(asker, arrived)
    near = _near(arrived, roles)
    found: dict[str, str] = {}
    for one in arrived.people:
        found[one.name] = asker.insist(_who(one, roles, near, not found))
    return found


def _say_left_out(desk: Desk, name: str, arrived: Arrived) -> None:
    numbers = sorted(number for number, text in arrived.left_out if text.strip())
    if numbers:
        what = Text(
            "{file}: left out as head, greeting, signature or quoted mail: lines {lines}",
            file=name,
            lines=_runs(numbers),
        )
        desk.remark(what)


def _runs(numbers: Sequence[int]) -> str:
    """`1-4, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number <= runs[-1][1] + 2:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _strike_finds(asker: Asker, arrived: Arrived) -> None:
    """Addresses and numbers go, or the command stops."""
    if not arrived.finds:
        return
    asker.terminal.say("")
    asker.terminal.say(Text("This may not enter a record"))
    for number, find in arrived.finds:
        asker.terminal.say(
            Text("line {line}: {what} ({masked})", line=number, what=find.kind, masked=find.masked), "  "
        )
    question = Question(
        "strike",
        Text("Strike it out of what is kept"),
        Text("Your own file stays as it is. q stops: nothing is written."),
        default="strike",
        shown=Text("strike out"),
        choices=STRIKE,
    )
    if asker.insist(question) == "stop":
        raise StoppedError(130)


def _near(arrived: Arrived, roles: Mapping[str, Sequence[str]]) -> list[str]:
    """The roles to be chosen by a digit: those that the notes name, then those that act most."""
    named = [one.role for one in arrived.people if one.role]
    usual = ["projectleider", "procesmanager", "leermanager", "wethouder", "ontwikkelaar", "corporatie", "netbeheerder"]
    return [role for role in dict.fromkeys([*named, *usual, *roles]) if role in roles][:MOST_ROLES]


def _who(one: Mention, roles: Mapping[str, Sequence[str]], near: Sequence[str], is_first: bool) -> Question:
    read = parsers.party(roles, near)

    def read_role(typed: str) -> str:
        if typed.lower() == "x":
            return STRUCK
        return one.name if typed.lower() == "k" else read(typed)

    return Question(
        f"name.{one.name}",
        Text("line {line}: `{name}` becomes", line=listed(one.lines), name=one.name),
        Text("A number or a role; x strikes the name out; k keeps it, because it is not the name of a person."),
        read_role,
        default=one.role or STRUCK,
        shown=Text(one.role) if one.role else Text("struck out"),
        words=lambda: tuple(roles),
        before=(
            "",
            Text("Names of people: a role in their place"),
            f"  {numbered(near)}",
            Text("  x: strike out, k: keep, it is not a person"),
        )
        if is_first
        else (),
        is_required=True,
    )
