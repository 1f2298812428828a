"""A record that both sides changed, and that git cannot combine: whose versions, which fields, how to choose."""

from typing import Any

from ppl.errors import Field, Problem, StoreError, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.store.difference import differences
from ppl.store.git.repository import Git
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

FIELDS_SHOWN = 4


class ConflictError(StoreError):
    """Git cannot combine some records by itself; `problems` has one for each. Nothing was changed."""

    def __init__(self, conflicts: tuple[Problem, ...]) -> None:
        what = Text("nothing was combined: both sides changed the same place (files: {number})", number=len(conflicts))
        super().__init__(
            what, Text("choose for each (the options can be repeated); both versions stay in the history"), conflicts
        )


def conflict(git: Git, prefix: str, path: str, commits: tuple[str, str, str]) -> Problem:
    """Whose two versions a file has, and how to choose; `commits` are the common one, ours and theirs."""
    _, ours, theirs = commits
    inside = path.removeprefix(prefix) if path.startswith(prefix) else path
    below = inside.removeprefix(DATA)
    name = ref_of_path(below) if inside.startswith(DATA) and kind_of_path(below) else inside
    texts = [_text(git, commit, path) for commit in commits]
    fields = [_fields(texts[0], text) for text in texts[1:]]
    line = yaml_text.line_of(texts[1], next(iter(fields[0]))) if texts[1] and fields[0] else 0
    what = Text(
        "both sides changed {name}\n    here:  {here}\n    there: {there}",
        name=name,
        here=_version(git, path, ours, theirs, texts[1], fields[0]),
        there=_version(git, path, theirs, ours, texts[2], fields[1]),
    )
    remedy = Text("ppl sync --ours {name} keeps what is here, ppl sync --theirs {name} what is there", name=name)
    return Problem(inside, line, what, remedy, "sync")


def _version(git: Git, path: str, side: str, other: str, text: str | None, fields: dict[Field, Any]) -> Text:
    """`Anna, 2026-11-20: set langeveld: goal_on (goal_on: 2027-01-01)`."""
    log = ("log", "-1", "--no-merges", "--format=%an%x00%cs%x00%s", side, f"^{other}")
    found = git.run(*log, "--", path) or git.run(*log)
    author, day, subject = [*found.decode("utf-8", "replace").rstrip("\n").split("\0"), "", "", ""][:3]
    if text is None:
        return Text("{author}, {day}: {subject} (the file is gone)", author=author, day=day, subject=subject)
    rows = [f"{'.'.join(map(str, at))}: {_short(value)}" for at, value in fields.items()]
    shown = ", ".join(rows[:FIELDS_SHOWN]) + (", ..." if len(rows) > FIELDS_SHOWN else "")
    return Text("{author}, {day}: {subject} ({shown})", author=author, day=day, subject=subject, shown=shown or "-")


def _text(git: Git, commit: str, path: str) -> str | None:
    code, out, _ = git.answer("cat-file", "blob", f"{commit}:{path}")
    return out.decode("utf-8", "replace") if code == 0 else None


def _fields(old: str | None, new: str | None) -> dict[Field, Any]:
    """Which fields differ, with their new values; nothing where a text is no record."""
    try:
        before = yaml_text.read(old) if old else {}
        after = yaml_text.read(new) if new else {}
    except yaml_text.YamlError:
        return {}
    return {at: value for at, _, value in differences(before, after)}


def _short(value: Any) -> str:
    text = "-" if value is None else " ".join(str(value).split())
    return text if len(text) <= 40 else text[:37] + "..."
