"""The questions of a guided scan, and the fields of a scan that their answers come to.

What was never answered is asked point by point. Where there are answers they are shown, and what changed is asked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.errors import Text, near
from ppl.model.figures import whole
from ppl.model.scan import ScanPart
from ppl.rules.scan import Answer, Point
from ppl.rules.scan_words import TITLES, named, unasked, word

CHOICES: dict[ScanPart, tuple[Choice, ...]] = {
    "method": (
        Choice("not", Text("[n]ot applied")),
        Choice("partly", Text("[p]artly applied")),
        Choice("fully", Text("[f]ully applied")),
    ),
    "preconditions": (
        Choice("met", Text("[i]n order")),
        Choice("open", Text("still [o]pen")),
        Choice("n-a", Text("[d]oes not apply")),
    ),
    "assignment": (),
}
TEXTS: dict[ScanPart, Text] = {"method": Text("  example"), "preconditions": Text("  how do we know")}
KEYS: dict[ScanPart, tuple[str, str]] = {"method": ("applied", "example"), "preconditions": ("status", "evidence")}
DIMENSION = Text("What in this shapes the assignment, or makes it hard to join it with other tasks?")
ALL, OPEN = ("alles", "alle", "all"), ("open", "leeg", "empty")
SHORT = 60  # characters of an earlier text, where all points are shown


class Sheet(NamedTuple):
    """What is asked: the points of each part, in their order. parts: those that are gone over."""

    points: Mapping[ScanPart, tuple[Point, ...]]
    parts: Sequence[ScanPart]


def script(sheet: Sheet, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to."""
    for part in sheet.parts:
        points = sheet.points[part]
        if not points:
            continue
        heading: tuple[Text | str, ...] = ("", Text("{title} ({number})", title=TITLES[part], number=len(points)))
        chosen: Sequence[Point] = points
        if any(one.at() for one in points):
            yield _changed(part, points, heading)
            chosen, heading = _chosen(points, answers.get(f"{part}.changed", "")), ()
        for place, one in enumerate(chosen):
            yield from _point(one, points.index(one) + 1, heading if place == 0 else (), answers)
    yield Question(
        "remarks",
        Text("For the bureau itself (Enter: nothing)"),
        Text("What you noticed at this scan; the municipality does not see it. No names of people."),
        before=("",),
    )


def _changed(part: ScanPart, points: Sequence[Point], heading: tuple[Text | str, ...]) -> Question:
    """Which of the points changed since they were answered."""
    help = Text(
        "Type the numbers of what is different now (1 5 7), `open` for what has no answer, `all` for everything."
    )
    return Question(
        f"{part}.changed",
        Text("What changed? Numbers, open or all (Enter: nothing)"),
        help,
        lambda typed: _numbers(typed, points),
        before=(*heading, *(_line(number, one) for number, one in enumerate(points, 1))),
    )


def _line(number: int, one: Point) -> Text:
    """A point with the answer that holds, and its day."""
    said = one.at()
    values: dict[str, Any] = {"number": f"{number:>2}", "name": named(one)}
    if said is None:
        return Text("{number} {name}: –", **values)
    values["value"] = _shown(one.part, said)
    if said.on:
        return Text("{number} {name}: {value} ({date})", **values, date=said.on)
    return Text("{number} {name}: {value}", **values)


def _shown(part: ScanPart, said: Answer) -> Text | str:
    text = " ".join((said.text or "").split())
    text = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"
    if part == "assignment":
        return text
    value = word(part, said.value)
    return Text("{value}; {text}", value=value, text=text) if text else value


def _numbers(typed: str, points: Sequence[Point]) -> str:
    """The numbers that somebody typed. Raises RefusalError."""
    text = typed.casefold().strip(" .")
    if text in ALL:
        return " ".join(str(number) for number in range(1, len(points) + 1))
    if text in OPEN:
        found = [str(number) for number, one in enumerate(points, 1) if one.at() is None]
        if not found:
            raise RefusalError(Text("everything has an answer"))
        return " ".join(found)
    numbers: list[int] = []
    for piece in re.split(r"[\s,;]+", text):
        first, _, last = piece.partition("-")
        span = whole(first) or 0, whole(last or first) or 0
        if not 1 <= span[0] <= span[1] <= len(points):
            what = Text("`{text}` is no number from 1 to {number}", text=piece, number=len(points))
            raise RefusalError(
                Text("did you mean `{near}`?", near=found[0]) if (found := near(text, ALL + OPEN)) else what
            )
        numbers += range(span[0], span[1] + 1)
    return " ".join(str(number) for number in dict.fromkeys(numbers))


def _chosen(points: Sequence[Point], numbers: str) -> list[Point]:
    return [points[int(number) - 1] for number in numbers.split() if int(number) <= len(points)]


def _point(one: Point, number: int, heading: tuple[Text | str, ...], answers: Answers) -> Iterator[Question]:
    """A point, and what stands with its answer."""
    part, said, key = one.part, one.at(), f"{one.part}.{one.code}"
    text = Text("{number}. {name}", number=number, name=unasked(one))
    hint = Text("{hint}", hint=one.term.use_when) if one.term and one.term.use_when else text
    if part == "assignment":
        hint = DIMENSION if one.list == "dimensions" else hint
        yield Question(key, text, hint, default=said.text or "" if said else "", before=heading)
        return
    yield Question(
        key,
        text,
        hint,
        choices=CHOICES[part],
        default=said.value if said else "",
        shown=word(part, said.value) if said else "",
        before=heading,
    )
    if now := answers.get(key):
        is_kept = said is not None and now == said.value
        before = (Text("  said before: {text}", text=said.text),) if said and said.text and not is_kept else ()
        help = Text("One sentence; behind the letter you may type it at once. Enter leaves it out; no names of people.")
        yield Question(
            f"{key}.text",
            TEXTS[part],
            help,
            default=said.text or "" if said and is_kept else "",
            before=before,
            takes_rest=True,
        )


def answered_fields(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """The fields of a scan; answers to questions that are no longer asked do not count."""
    asked = {question.key for question in script(sheet, answers)}
    said = {key: text for key, text in answers.items() if key in asked and text}
    fields: dict[str, Any] = {"parts": list(sheet.parts)}
    for part in sheet.parts:
        given = {one.code: said[key] for one in sheet.points[part] if (key := f"{part}.{one.code}") in said}
        if part == "assignment":
            fields[part] = given
            continue
        value, text = KEYS[part]
        each = {
            code: {value: now, **({text: more} if (more := said.get(f"{part}.{code}.text")) else {})}
            for code, now in given.items()
        }
        fields[part] = each if part == "method" else [{"code": code, **one} for code, one in each.items()]
    fields["remarks"] = said.get("remarks")
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
