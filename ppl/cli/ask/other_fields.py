"""The rest of a session that is corrected: any field by its number in a list, with what stands there to be changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from ppl.cli.ask import lights, parsers
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.errors import Joined, Text
from ppl.model.field_words import field_word
from ppl.model.fields import FieldType, field_named, fields
from ppl.model.figures import whole
from ppl.model.session import Session
from ppl.store.codec import raw

ASKED_APART = ("summary", "attended", "actions", "next_on", "amended")
LIGHTS = "lights"
PLAIN = ("text", "date", "partial", "choice", "number", "whole")
BETWEEN = " | "
MOST = 30


def other_fields() -> list[str]:
    """The fields that a line can hold: texts, days, choices, numbers, lists of texts; and the lights."""
    return [f.name for f in fields(Session) if f.name not in ASKED_APART and (_is_plain(f) or f.name == LIGHTS)]


def _is_plain(field: FieldType) -> bool:
    of = field.shape
    if of.form == "list" and of.item is not None:
        return of.item.form == "text" and of.item.mark is None
    return of.form in PLAIN


def questions(points: OpenPoints, session: Session, answers: Answers) -> Iterator[Question]:
    """Which other field is not right, and what it should be, until Enter."""
    names = other_fields()
    listed = Joined(
        tuple(Text("{number} {what}", number=str(n), what=field_word(name)) for n, name in enumerate(names, 1))
    )
    for number in range(1, MOST):
        key = f"field.{number}"
        yield Question(
            key,
            Text("Another field") if number == 1 else Text("And another field"),
            Text("The number of a field that is not right: {listed}", listed=listed),
            _reader(points, names),
            as_typed=lambda kept: str(names.index(kept) + 1) if kept in names else kept,
            words=lambda: names,
            shown=Text("nothing more"),
            before=("", Text("  {listed}", listed=listed)) if number == 1 else (),
        )
        if not (name := answers.get(key)):
            return
        if name == LIGHTS:
            yield from lights.lights(points, answers)
        elif (field := field_named(Session, name)) is not None:
            yield _value(points, session, key, field)


def changed_other_fields(session: Session, answers: Answers) -> dict[str, Any]:
    """The fields that were answered otherwise than what stands there; an empty one is taken away."""
    found: dict[str, Any] = {}
    for number in range(1, MOST):
        name = answers.get(f"field.{number}")
        if not name:
            break
        if name == LIGHTS:
            continue
        text, field = answers.get(f"field.{number}.value", ""), field_named(Session, name)
        if field is None or text == _held(session, field):
            continue
        is_list = field.shape.form == "list"
        found[name] = ([one.strip() for one in text.split("|") if one.strip()] if is_list else text) or None
    return found


def _reader(points: OpenPoints, names: list[str]) -> parsers.Reader:
    known = {name: (points.words(field_word(name)),) for name in names}

    def read(typed: str) -> str:
        if 1 <= (number := whole(typed) or 0) <= len(names):
            return names[number - 1]
        if (found := parsers.matching(typed, known)) is not None:
            return found
        raise RefusalError(Text("write a number from 1 to {number}, or Enter", number=len(names)))

    return read


def _value(points: OpenPoints, session: Session, key: str, field: FieldType) -> Question:
    of, name = field.shape, field_word(field.name)
    text = Text("  {what}", what=name)
    read: parsers.Reader = str
    if of.form == "list":
        text = Text("  {what}, with | between them", what=name)
    elif of.form in ("date", "partial"):
        read = parsers.day(points.today, is_ahead=False)
    elif of.form == "choice":
        read = _chosen(points, of.choices)
    elif of.form in ("number", "whole"):
        read = parsers.weeks
    help = Text("What it should be; - takes it away.")
    return Question(f"{key}.value", text, help, read, default=_held(session, field),
                    words=lambda: of.choices, is_required=field.is_required,
                    called={choice: Text(choice) for choice in of.choices},
                    before=(Text("    {listed}", listed=_numbered(of.choices)),) if of.choices else ())  # fmt: skip


def _numbered(choices: Sequence[str]) -> Joined:
    """What there is to choose, with the number that chooses it."""
    return Joined(tuple(Text("{number} {what}", number=str(n), what=Text(one)) for n, one in enumerate(choices, 1)))


def _chosen(points: OpenPoints, choices: Sequence[str]) -> parsers.Reader:
    """A reader of a choice: its number, or one of the words for it."""
    by_word = parsers.code({choice: (points.words(Text(choice)),) for choice in choices})

    def read(typed: str) -> str:
        number = whole(typed) or 0
        return choices[number - 1] if 1 <= number <= len(choices) else by_word(typed)

    return read


def _held(session: Session, field: FieldType) -> str:
    """What stands in a field, as one types it."""
    value = raw(session).get(field.name)
    if isinstance(value, (list, tuple)):
        return BETWEEN.join(str(one) for one in value)
    return "" if value is None else str(value)
