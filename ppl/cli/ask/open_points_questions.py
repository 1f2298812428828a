"""What is open, as a numbered list: somebody names a line and says what became of it, as often as it takes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ppl.cli.ask import parsers
from ppl.cli.ask.behind_letter import BEHIND, EFFECT, ENDS, SAID, behind_letter
from ppl.cli.ask.choices import Choice, chosen, key_of
from ppl.cli.ask.open_lines import HEADS, Line, lines
from ppl.cli.ask.open_points import Day, OpenPoints
from ppl.cli.ask.questions import Answered, Answers, Question, RefusalError, has_more
from ppl.cli.ask.same_bottleneck import is_same, same_bottleneck
from ppl.cli.ask.shared import category, who_and_when
from ppl.errors import Joined, Text
from ppl.model.bottleneck import CLOSED
from ppl.readers.outcomes import outcome

YES = (Choice("yes", Text("[y]es")), Choice("no", Text("[n]o")))
MOST_ANSWERS = 60
UNPLACED = "= "  # before what names no line
_NUMBERED = re.compile(r"(\d{1,3})\s*[.:)]?\s*(.*)", re.S)


def questions(points: OpenPoints, is_contact: bool, answers: Answers) -> Iterator[Question]:
    """What became of the lines, one answer each, until Enter says that the others stay as they are."""
    shown = lines(points, is_contact)
    settled: set[str] = set()
    for number in range(1, MOST_ANSWERS):
        if len(settled) == len(shown):
            return
        key = f"open.{number}"
        yield Question(
            key,
            Text("What changed: number, letter, words") if number == 1 else Text("And what else changed"),
            Text(
                "Its number, the letter, and behind that what you want to say: `1 d the date is known`, `2 m 1-12`. "
                "A number alone shows what can be chosen. Enter: nothing more changed."
            ),
            _reader(points, shown),
            as_typed=_shown_again(points, shown, key, answers),
            also=tuple(f".{end}" for end in ENDS),
            begins_anew=True,
            shown=Text("nothing") if number == 1 else Text("nothing more"),
            before=tuple(_listed(points, shown)) if number == 1 else (),
        )
        if not answers.get(key):
            if has_more(answers, "open", number, MOST_ANSWERS):
                continue
            return
        name, _, became = answers[key].partition(" ")
        line = next((line for line in shown if line.key == name), None)
        if line is not None:
            settled.add(name)
            more = _follow_up(points, line, key, became, answers)
            behind = {f"{key}.{end}" for end in ENDS} & answers.keys() if became else set[str]()
            yield from (one for one in more if one.key not in behind)  # that is changed where it stands, on the line


def outcomes(answers: Answers) -> dict[str, dict[str, str]]:
    """By the key of a line what became of it (`became`) and what was said with it; the last answer counts."""
    found: dict[str, dict[str, str]] = {}
    for number in range(1, MOST_ANSWERS):
        key = f"open.{number}"
        if not answers.get(key) or answers[key].startswith(UNPLACED):
            continue
        name, _, became = answers[key].partition(" ")
        more = {end.removeprefix(f"{key}."): text for end, text in answers.items() if end.startswith(f"{key}.")}
        if why := more.pop("due_on.because", ""):
            more["because"] = why
        found[name] = {**more, "became": became or more.get("became", "")}
    return found


def unplaced(answers: Answers) -> list[str]:
    """What no field holds: typed twice where a line was asked for, or behind a letter that takes no words."""
    keys = [f"open.{number}" for number in range(1, MOST_ANSWERS) if answers.get(f"open.{number}")]
    said = [text for key in keys for text in (answers[key], UNPLACED + answers.get(f"{key}.{SAID}", ""))]
    return [one.removeprefix(UNPLACED) for one in said if one.startswith(UNPLACED) and one != UNPLACED]


def noted(answers: Answers, becomes: str, points: OpenPoints | None = None) -> list[str]:
    """The ids of the notes that become this, such as `summary`.

    points: with them a note that is about a bottleneck of before becomes no bottleneck
    """
    again = {note.id for note in points.notes if points.bottleneck_like(note.text)} if points else set[str]()
    found = {key.removeprefix("note:"): said for key, said in outcomes(answers).items() if key.startswith("note:")}
    return [
        id for id, said in found.items() if said["became"] == becomes and (id not in again or said.get("same") == "no")
    ]


def outcome_of_bottleneck(key: str, became: str, answers: Answers) -> Iterator[Question]:
    """What belongs to a bottleneck that became this, where it was not said on the line."""
    if became in CLOSED:
        text = Text("  how was it solved") if became == "resolved" else Text("  why is it accepted")
        yield _follows(f"{key}.resolution", text, Text("Other projects look for this: what helped?"))
    elif became == "mitigated":
        yield _follows(f"{key}.tried", Text("  what was done"), Text("What made it lighter."))


def _listed(points: OpenPoints, shown: Sequence[Line]) -> Iterator[Text | str]:
    yield ""
    yield Text("What is open")
    kind = ""
    for number, line in enumerate(shown, 1):
        if line.kind != kind:
            kind = line.kind
            head, choices = HEADS[kind]
            yield Text(head.source, choices=Joined(tuple(choice.label for choice in choices)))
        yield Text("{number} {what}", number=f"{number:>4}", what=line.text)
        if kind == "action" and number == len(points.actions) and points.later:
            yield Text("     and {number} more, for later", number=points.later)


def _reader(points: OpenPoints, shown: Sequence[Line]) -> parsers.Reader:
    def read(typed: str) -> str:
        """`1 d the date is known` is the key of line 1, `done`, and its result."""
        line, rest = _meant(typed, shown)
        if not rest:
            return Answered(line.key, {})
        if not line.choices:
            return Answered(line.key, {f".{EFFECT}": rest})
        choice = chosen(rest, line.choices, points.words)
        if choice is None:
            return _in_words(points, line, rest)
        became, rest = choice
        if became == "moved" and rest:
            day = parsers.day_and_why(_counted_from(points, line, rest))(rest)
            return Answered(f"{line.key} moved", {".due_on": str(day), **getattr(day, "more", {})})
        quotes = line.title if line.kind == "note" and became != "drop" else ""
        return Answered(f"{line.key} {became}", behind_letter(points, line, became, rest), quotes)

    return read


def _counted_from(points: OpenPoints, line: Line, typed: str) -> Day:
    """The day from which `+1w` counts: that of the action, where it is still to come."""
    is_further = typed.lstrip().startswith("+") and line.due_on is not None
    return max(points.today, line.due_on) if is_further and line.due_on else points.today


def _in_words(points: OpenPoints, line: Line, said: str) -> str:
    """What became of a line, said without its letter: `naar 10-12, want ...`, `vervalt`. Raises RefusalError.

    Whoever types the same once more means it as a remark, which is kept.
    """
    found = outcome(said, points.today) if line.kind == "action" else None
    if found == {}:
        return Answered(line.key, {})
    became = (found or {}).pop("status", "moved")
    if found is not None and became in BEHIND:
        more = {".result": ""} if became == "done" else {}
        return Answered(f"{line.key} {became}", more | {f".{end}": text for end, text in found.items()})
    listed = Joined(tuple(one.label for one in line.choices))
    what = Text("behind the number comes one of {listed}; type the same again to put it in the summary", listed=listed)
    raise RefusalError(what, Answered(f"{UNPLACED}{points.words(line.title or line.text)}: {said}", {}))


def _meant(typed: str, shown: Sequence[Line]) -> tuple[Line, str]:
    match = _NUMBERED.fullmatch(typed.strip())
    if match and 1 <= int(match[1]) <= len(shown):
        return shown[int(match[1]) - 1], match[2].strip()
    what = Text(
        "begin with the number of a line, 1 to {number}, or Enter; type the same again to put it in the summary",
        number=len(shown),
    )
    raise RefusalError(what, Answered(f"{UNPLACED}{typed.strip()}", {}))


def _shown_again(points: OpenPoints, shown: Sequence[Line], key: str, answers: Answers) -> Callable[[str], str]:
    def typed(kept: str) -> str:
        """What one types for an answer that was given: number, letter, and what stood behind it."""
        if kept.startswith(UNPLACED):
            return kept.removeprefix(UNPLACED)
        name, _, became = kept.partition(" ")
        became = became or answers.get(f"{key}.became", "")
        line = next((line for line in shown if line.key == name), None)
        if line is None:
            return ""
        labels = [points.words(choice.label) for choice in line.choices if choice.value == became]
        behind = answers.get(f"{key}.{BEHIND.get(became, EFFECT)}", "")
        if said := answers.get(f"{key}.{SAID}", ""):
            behind = said.removeprefix(f"{points.words(line.title)}: ")
        if day := answers.get(f"{key}.done_on", ""):
            behind = ", ".join(part for part in (day, behind) if part)
        if became == "moved" and (why := answers.get(f"{key}.because")):
            behind = f"{behind}, {why}"
        return " ".join(part for part in (str(shown.index(line) + 1), *map(key_of, labels), behind) if part)

    return typed


def _follow_up(points: OpenPoints, line: Line, key: str, became: str, answers: Answers) -> Iterator[Question]:
    if line.choices and not became:
        yield Question(f"{key}.became", Text("  {what}", what=line.text), Text("What became of it? Enter: it stays."),
                       choices=line.choices, shown=Text("as it is"))  # fmt: skip
        became = answers.get(f"{key}.became", "")
    if line.kind == "action":
        yield from _of_action(points, key, became)
    elif line.kind == "bottleneck":
        yield from outcome_of_bottleneck(key, became, answers)
    elif line.kind == "intervention":
        yield from _of_intervention(key, answers)
    elif became == "action":
        yield who_and_when(points, f"{key}.who")
    elif became == "bottleneck":
        if (known := points.bottleneck_like(line.title)) is not None:
            yield same_bottleneck(known, key)
        if not is_same(known, key, answers):
            yield category(points.categories(), f"{key}.category", line.title)


def _follows(key: str, text: Text, help: Text) -> Question:
    return Question(key, text, help, takes_rest=True)


def _of_action(points: OpenPoints, key: str, became: str) -> Iterable[Question]:
    if became == "done":
        yield _follows(f"{key}.result", Text("  what came out of it"), Text("In a few words; Enter for nothing."))
    elif became == "moved":
        help = Text(
            "The new day: 2026-12-01, 1-12, fri, +1w; behind a comma you can say why. The old day is remembered."
        )
        read = parsers.day_and_why(points.today)
        yield Question(f"{key}.due_on", Text("  to which day"), help, read, also=(".because",), is_required=True,
                       takes_rest=True)  # fmt: skip
    elif became == "dropped":
        yield _follows(f"{key}.because", Text("  why"), Text("Why it is no longer needed."))


def _of_intervention(key: str, answers: Answers) -> Iterator[Question]:
    yield _follows(
        f"{key}.{EFFECT}", Text("  what did it bring"), Text("The effect that you see, also when it is none.")
    )
    if not answers.get(f"{key}.{EFFECT}"):
        return
    help = Text("A number such as 3 or 1.5; with a minus where it lost time; Enter where nobody knows.")
    yield Question(f"{key}.weeks", Text("  weeks won"), help, parsers.weeks)
    yield Question(f"{key}.done", Text("  is it finished"), Text("Enter: it goes on."), shown=Text("no"), choices=YES)
