"""What both sides changed, asked one by one on a terminal: mine, theirs, both, or later."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ppl.cli.ask.choices import Choice as Answer
from ppl.cli.ask.questions import Answers, Asker, Question
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Field, Joined, StoreError, Text
from ppl.model.field_words import field_word
from ppl.model.fields import Shape
from ppl.model.kinds import KIND, project_of
from ppl.operations.field_keys import dutch_words
from ppl.readers import field_keys
from ppl.store.git.conflict import Conflict, Version, number_of_questions
from ppl.store.git.merge import Choice
from ppl.store.merge.values import ABSENT

MINE = Answer("ours", Text("[m]ine"))
THEIRS = Answer("theirs", Text("[t]heirs"))
BOTH = Answer("both", Text("[b]oth, one after the other"))
LATER = Answer("later", Text("[l]ater"))
HELP = Text(
    "Mine keeps what you entered, theirs takes what your colleague entered; the other one stays in the history. Later "
    "combines nothing yet: ppl sync asks again."
)
SHOWN = 400


def chosen(desk: Desk, conflicts: Sequence[Conflict], choice: Choice) -> Choice:
    """The choice with an answer for each of these questions. Raises StoreError where somebody wants it later."""
    terminal = Terminal(desk)
    terminal.say(Text("You and somebody else changed the same: {questions}.", questions=_number(conflicts)))

    def script(answers: Answers) -> Iterator[Question]:
        for number, conflict in enumerate(conflicts):
            yield _question(desk, conflict, str(number))
            if answers.get(str(number)) == LATER.value:
                return

    try:
        answers = Asker(terminal).walk(script, {}, lambda answers, typed: None)
    except StoppedError:
        answers = {"0": LATER.value}
    if LATER.value in answers.values():
        what = Text("nothing was combined and nothing sent: {questions} left for later", questions=_number(conflicts))
        raise StoreError(what, Text("both versions stay as they are; ppl sync asks again"))
    named: dict[str, list[str]] = {"ours": [*choice.ours], "theirs": [*choice.theirs], "both": [*choice.both]}
    for number, conflict in enumerate(conflicts):
        named[answers[str(number)]].append(conflict.name)
    return Choice(*(tuple(named[side]) for side in ("ours", "theirs", "both")))


def _number(conflicts: Sequence[Conflict]) -> Text:
    return number_of_questions(len(conflicts))


def _question(desk: Desk, conflict: Conflict, key: str) -> Question:
    """Which record and field it is about, what stood there, and what both made of it."""
    answers = (MINE, THEIRS, *((BOTH,) if conflict.can_be_both else ()), LATER)
    kind = Text(conflict.kind) if conflict.kind else Text("file")
    lines = [Text("  before: {value}", value=_shown(conflict, conflict.before))] if conflict.field else []
    here, there = conflict.here, conflict.there
    lines.append(Text("  mine:   {value} ({who})", value=_shown(conflict, here.value), who=_who(here)))
    lines.append(Text("  theirs: {value} ({who})", value=_shown(conflict, there.value), who=_who(there)))
    what = Text("{kind} {title}", kind=kind, title=conflict.title or conflict.name)
    if (project := project_of(conflict.name)) and conflict.kind != "project":
        what = Text("{what} ({project})", what=what, project=project)
    if conflict.field:
        what = Text("{what}: {field}", what=what, field=_field(conflict.field))
    return Question(key, Text("Which one stays"), HELP, choices=answers, before=("", what, *lines), is_required=True)


def _who(version: Version) -> str:
    return f"{version.author}, {version.day}"


def _field(at: Field) -> Joined:
    """`actions a1, due`: the words for where a value stands."""
    words: list[Text | str] = []
    for step in at:
        is_field = isinstance(step, str) and (not words or field_word(step) != step.replace("_", " "))
        words.append(field_word(str(step)) if is_field else str(step))
    return Joined(tuple(words))


def _shown(conflict: Conflict, value: Any) -> Text | str:
    """A value as people say it: the word of a choice, a day, a list with commas; long texts are cut."""
    if isinstance(value, Text):
        return value
    if value is ABSENT:
        return Text("not there")
    if value is None or value == "":
        return Text("empty")
    if isinstance(value, Mapping):
        pairs = (
            Text("{field}: {value}", field=field_word(str(k)), value=_shown(conflict, v)) for k, v in value.items()
        )
        return Text("{value}", value=Joined(tuple(pairs)))
    if isinstance(value, (list, tuple)):
        return Text("{value}", value=Joined(tuple(_shown(conflict, item) for item in value)))
    of = _shape(conflict)
    if of is not None and of.form == "choice" and value in of.choices:
        return Text(str(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _shape(conflict: Conflict) -> Shape | None:
    """What may stand in the field that the question is about."""
    kind = KIND.get(conflict.kind)
    return field_keys.shape_at(kind.record, conflict.field, dutch_words) if kind and conflict.field else None
