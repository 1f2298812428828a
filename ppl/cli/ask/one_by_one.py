"""An entry changed without an editor: its values one by one, with what stands there to be changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from ppl.cli.ask.questions import Answers, Asker, Question
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Joined, Text
from ppl.model.field_words import field_word

Path = tuple[str | int, ...]
MARK = "/"


def changed_values(desk: Desk, fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields as somebody changes them; None where they stop, or nothing changes."""
    desk.remark(Text("there is no editor, so the fields one by one: Enter keeps, - takes away, < goes a step back"))
    values = {_key(path): (path, value) for path, value in _values(fields)}

    def script(answers: Answers) -> Iterator[Question]:
        for key, (path, value) in values.items():
            yield Question(key, _name(path), Text("Enter keeps it; - takes it away."), default=value)

    try:
        answers = Asker(Terminal(desk)).walk(script, {}, lambda answers, typed: None)
    except StoppedError:
        return None
    changed = {path: answers[key] for key, (path, value) in values.items() if answers.get(key, value) != value}
    return _with(fields, changed) if changed else None


def _values(held: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every value that stands in the fields, with where it stands."""
    if isinstance(held, Mapping):
        for name, value in held.items():
            yield from _values(value, (*path, str(name)))
    elif isinstance(held, (list, tuple)):
        for place, value in enumerate(held):
            yield from _values(value, (*path, place))
    else:
        yield path, "" if held is None else str(held)


def _with(held: Any, changed: Mapping[Path, str], path: Path = ()) -> Any:
    """The same fields with the changed values; what was taken away, and a list or mapping left empty by it, is gone."""
    if isinstance(held, Mapping):
        found = {name: _with(value, changed, (*path, str(name))) for name, value in held.items()}
        return {name: value for name, value in found.items() if not _is_gone(value, held[name])}
    if isinstance(held, (list, tuple)):
        pairs = [(_with(value, changed, (*path, place)), value) for place, value in enumerate(held)]
        return [new for new, old in pairs if not _is_gone(new, old)]
    return changed.get(path, held)


def _is_gone(new: Any, old: Any) -> bool:
    return new in ("", [], {}) and old not in ("", [], {})


def _key(path: Path) -> str:
    return MARK.join(map(str, path))


def _name(path: Path) -> Text:
    """`actions 2, owner`: the words for where a value stands."""
    words: list[Text | str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] = Text("{field} {number}", field=words[-1], number=str(step + 1))
        else:
            words.append(field_word(step))
    return Text("{field}", field=Joined(tuple(words)))
