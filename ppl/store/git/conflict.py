"""A question that a merge leaves: both values, who and when, and how to choose."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.errors import Field, Problem, StoreError, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.store.git.repository import Git
from ppl.store.merge.places import Asked, Place
from ppl.store.merge.records import WHOLE
from ppl.store.merge.values import ABSENT, Question
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

SHOWN = 60
NAMES = ("title", "name", "summary", "question")  # the fields by which people know a record, the first that is there


class Version(NamedTuple):
    """What one side says of a field, and of a whole file what became of it; who changed it last, and on which day."""

    value: Any
    author: str
    day: str


class Conflict(NamedTuple):
    """A question that somebody can be asked.

    name: by which it is chosen (`langeveld#homes.min`); kind: of the record, empty for another file; title: of the
    record; field: empty where it is about the file; before: the value that both had; here, there: what both say, a
    Text of a whole file; can_be_both: whether two texts can stand one after the other; problem: the same for a screen
    """

    name: str
    kind: str
    title: str
    field: Field
    before: Any
    here: Version
    there: Version
    can_be_both: bool
    problem: Problem


class ConflictError(StoreError):
    """Some records cannot be combined without an answer; `conflicts` has one for each question. Nothing was changed."""

    def __init__(self, conflicts: tuple[Conflict, ...], idle: tuple[str, ...] = ()) -> None:
        """idle: names in the answers that answer no question"""
        what = Text(
            "0 of yours sent, 0 received, {questions}: both sides changed the same place, nothing was combined",
            questions=number_of_questions(len(conflicts)),
        )
        remedy = Text("choose for each (the options can be repeated); both versions stay in the history")
        if idle:
            remedy = Text("nothing is asked about {names}; {remedy}", names=", ".join(idle), remedy=remedy)
        super().__init__(what, remedy, tuple(conflict.problem for conflict in conflicts))
        self.conflicts = conflicts


def number_of_questions(number: int) -> Text:
    """`1 question`."""
    return Text("1 question") if number == 1 else Text("{number} questions", number=number)


def name_of(place: Place) -> str:
    """What a record is called in a question and in an answer: its ref, else its path."""
    return ref_of_path(place.path) if place.path.endswith(".yaml") else DATA + place.path


def question(git: Git, root: str, asked: Asked, commits: tuple[str, str], wants_both: bool = False) -> Conflict:
    """What both sides say, and how to choose; `commits` are ours and theirs, root the path of data/.

    wants_both: whether both were chosen, where they cannot be
    """
    place, found = asked.place, asked.question
    paths = (place.ours or place.base or place.path, place.theirs or place.base or place.path)
    name = name_of(place) + ("#" + ".".join(map(str, found.at)) if found.at != WHOLE else "")
    is_whole = found.at == WHOLE
    ours, theirs = commits
    here = _version(git, root + paths[0], ours, theirs, _whole(found, found.ours) if is_whole else found.ours)
    there = _version(git, root + paths[1], theirs, ours, _whole(found, found.theirs) if is_whole else found.theirs)
    can_be_both = found.can_be_both and not is_whole
    remedy = _remedy(name)
    if can_be_both:
        remedy = Text("{remedy}, --both puts them one after the other", remedy=remedy)
    elif wants_both:
        remedy = Text("only two texts of more than three words each can both stay; {remedy}", remedy=remedy)
    text = git.answer("cat-file", "blob", f"{ours}:{root}{paths[0]}")[1].decode("utf-8", "replace")
    line = yaml_text.line_of(text, found.at) if text and not is_whole else 0
    problem = Problem(f"{DATA}{paths[0]}", line, _said(found.at, here, there), remedy, "sync")
    kind = kind_of_path(place.path)
    title = _title(text or git.answer("cat-file", "blob", f"{theirs}:{root}{paths[1]}")[1].decode("utf-8", "replace"))
    before = None if is_whole else found.base
    return Conflict(name, kind.name if kind else "", title, found.at, before, here, there, can_be_both, problem)


def file_question(git: Git, path: str, commits: tuple[str, str]) -> Conflict:
    """The same for a file that is no record."""
    ours, theirs = commits
    here, there = (_version(git, path, *side, Text("other lines")) for side in ((ours, theirs), (theirs, ours)))
    problem = Problem(path, 0, _said(WHOLE, here, there), _remedy(path), "sync")
    return Conflict(path, "", "", WHOLE, None, here, there, False, problem)


def _said(at: Field, here: Version, there: Version) -> Text:
    """Which field it is, and both versions on a line each."""
    values = [_value(one.value, other.value) for one, other in ((here, there), (there, here))]
    said = [
        Text("{shown} ({author}, {day})", shown=value, author=side.author, day=side.day)
        for value, side in zip(values, (here, there), strict=True)
    ]
    field = f"`{'.'.join(map(str, at))}`" if at != WHOLE else Text("this file")
    return Text(
        "both sides changed {field}\n    here:  {here}\n    there: {there}", field=field, here=said[0], there=said[1]
    )


def _remedy(name: str) -> Text:
    return Text("ppl sync --ours {name} keeps what is here, --theirs what is there", name=name)


def _version(git: Git, path: str, side: str, other: str, value: Any) -> Version:
    """What a side says, with who changed the file there last, and when."""
    log = ("log", "-1", "--no-merges", "--format=%an%x00%cs", side, f"^{other}")
    found = git.run(*log, "--", path) or git.run(*log)
    author, day = [*found.decode("utf-8", "replace").rstrip("\n").split("\0"), ""][:2]
    return Version(value, author, day)


def _title(text: str) -> str:
    """What people call a record; empty where its text is none."""
    try:
        fields = yaml_text.read(text)
    except yaml_text.YamlError:
        return ""
    return next((str(fields[name]) for name in NAMES if fields.get(name)), "")


def _value(value: Any, other: Any) -> Text | str:
    """`2027-01-01`, of two mappings what differs in them, or that it is gone."""
    if isinstance(value, Text):
        return value
    if value is ABSENT:
        return Text("it is gone")
    if isinstance(value, Mapping) and isinstance(other, Mapping):
        value = {key: item for key, item in value.items() if other.get(key) != item}
    return _short(value)


def _whole(found: Question, value: Any) -> Text:
    """What became of the file; of a project that is gone on the other side, perhaps of what belongs to it alone."""
    if value is None:
        return Text("the file is gone")
    return Text("what belongs to it changed") if value == found.base else Text("the file changed")


def _short(value: Any) -> str:
    text = "-" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
