"""A question that a merge leaves: both values, who and when, and how to choose."""

from collections.abc import Mapping
from typing import Any

from ppl.errors import Problem, StoreError, Text
from ppl.model.kinds import ref_of_path
from ppl.store.git.repository import Git
from ppl.store.merge.places import Asked, Place
from ppl.store.merge.records import WHOLE
from ppl.store.merge.values import ABSENT, Question
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

SHOWN = 60


class ConflictError(StoreError):
    """Some records cannot be combined without an answer; `problems` has one for each question. Nothing was changed."""

    def __init__(self, conflicts: tuple[Problem, ...], idle: tuple[str, ...] = ()) -> None:
        """idle: names in the answers that answer no question"""
        what = Text(
            "0 of yours sent, 0 received, {questions}: both sides changed the same place, nothing was combined",
            questions=number_of_questions(len(conflicts)),
        )
        remedy = Text("choose for each (the options can be repeated); both versions stay in the history")
        if idle:
            remedy = Text("nothing is asked about {names}; {remedy}", names=", ".join(idle), remedy=remedy)
        super().__init__(what, remedy, conflicts)


def number_of_questions(number: int) -> Text:
    """`1 question`."""
    return Text("1 question") if number == 1 else Text("{number} questions", number=number)


def name_of(place: Place) -> str:
    """What a record is called in a question and in an answer: its ref, else its path."""
    return ref_of_path(place.path) if place.path.endswith(".yaml") else DATA + place.path


def question(git: Git, root: str, asked: Asked, commits: tuple[str, str], wants_both: bool = False) -> Problem:
    """What both sides say, and how to choose; `commits` are ours and theirs, root the path of data/.

    wants_both: whether both were chosen, where they cannot be
    """
    place, found = asked.place, asked.question
    paths = (place.ours or place.base or place.path, place.theirs or place.base or place.path)
    name = name_of(place) + ("#" + ".".join(map(str, found.at)) if found.at != WHOLE else "")
    values = [
        _value(found.at, value, other) if found.at != WHOLE else _whole(found, value)
        for value, other in ((found.ours, found.theirs), (found.theirs, found.ours))
    ]
    ours, theirs = commits
    what = Text(
        "both sides changed {name}\n    here:  {here}\n    there: {there}",
        name=name,
        here=_version(git, root + paths[0], ours, theirs, values[0]),
        there=_version(git, root + paths[1], theirs, ours, values[1]),
    )
    remedy = Text("ppl sync --ours {name} keeps what is here, ppl sync --theirs {name} what is there", name=name)
    if found.can_be_both and found.at != WHOLE:
        remedy = Text("ppl sync --ours {name}, --theirs {name}, or --both {name}: one after the other", name=name)
    elif wants_both:
        remedy = Text("only two texts of more than three words each can both stay; {remedy}", remedy=remedy)
    text = git.answer("cat-file", "blob", f"{ours}:{root}{paths[0]}")[1].decode("utf-8", "replace")
    line = yaml_text.line_of(text, found.at) if text and found.at != WHOLE else 0
    return Problem(f"{DATA}{paths[0]}", line, what, remedy, "sync")


def file_question(git: Git, path: str, commits: tuple[str, str]) -> Problem:
    """The same for a file that is no record."""
    ours, theirs = commits
    what = Text(
        "both sides changed {name}\n    here:  {here}\n    there: {there}",
        name=path,
        here=_version(git, path, ours, theirs, Text("other lines")),
        there=_version(git, path, theirs, ours, Text("other lines")),
    )
    remedy = Text("ppl sync --ours {name} keeps what is here, ppl sync --theirs {name} what is there", name=path)
    return Problem(path, 0, what, remedy, "sync")


def _version(git: Git, path: str, side: str, other: str, value: Text | str) -> Text:
    """`Anna, 2026-11-20: set langeveld: goal_on (goal_on: 2027-01-01)`."""
    log = ("log", "-1", "--no-merges", "--format=%an%x00%cs%x00%s", side, f"^{other}")
    found = git.run(*log, "--", path) or git.run(*log)
    author, day, subject = [*found.decode("utf-8", "replace").rstrip("\n").split("\0"), "", "", ""][:3]
    return Text("{author}, {day}: {subject} ({shown})", author=author, day=day, subject=subject, shown=value)


def _value(at: tuple[Any, ...], value: Any, other: Any) -> Text | str:
    """`goal_on: 2027-01-01`, or that it is gone."""
    if value is ABSENT:
        return Text("{field} is gone", field=".".join(map(str, at)))
    if isinstance(value, Mapping) and isinstance(other, Mapping):
        value = {key: item for key, item in value.items() if other.get(key) != item}
    return f"{'.'.join(map(str, at))}: {_short(value)}"


def _whole(found: Question, value: Any) -> Text:
    """What became of the file; of a project that is gone on the other side, perhaps of what belongs to it alone."""
    if value is None:
        return Text("the file is gone")
    return Text("what belongs to it changed") if value == found.base else Text("the file changed")


def _short(value: Any) -> str:
    text = "-" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
