"""The first question of a talk, on one line: what kind it was, on which day, who were there; and whether it is new."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_points import ASKED_KINDS, OpenPoints
from ppl.cli.ask.questions import Answered, Answers, Question, RefusalError
from ppl.cli.ask.shared import near_roles, numbered
from ppl.errors import Text, near
from ppl.model.session import Session
from ppl.partial_date import day_as_held
from ppl.readers.words import STATES

AS_LAST_TIME = "="
SAME = (Choice("same", Text("the [s]ame")), Choice("another", Text("[a]nother")))
SAME_TEXT = Text("Is this the same talk")
SAME_HELP = Text("s: what you tell now is added to it. a: it becomes a second talk of that day.")


class TalkOptions(NamedTuple):
    """What the options said of the talk already; it is not asked."""

    kind: str | None = None
    held_on: str | None = None


class Talk(NamedTuple):
    """What is known of a talk. held_on: its day; attended: who were there, empty where nobody said it."""

    kind: str
    held_on: str
    attended: str = ""


def talk_of(points: OpenPoints, options: TalkOptions, answers: Answers) -> Talk:
    """The talk by the options, else by the answers, else as the rhythm asks for it today."""
    return Talk(
        options.kind or answers.get("talk.kind") or points.kind,
        options.held_on or answers.get("talk.held_on") or points.today.isoformat(),
        answers.get("talk.attended", ""),
    )


def questions(points: OpenPoints, options: TalkOptions, answers: Answers) -> Iterator[Question]:
    """What the talk was; where one of that kind and day was logged before, whether it is the same."""
    if options.kind != "contact":
        yield _what(points, options)
    talk = talk_of(points, options, answers)
    before = same_before(points, talk)
    if before is not None:
        yield Question(
            "same",
            SAME_TEXT,
            SAME_HELP,
            default="another" if before.agreed_on else "same",
            shown=Text("another") if before.agreed_on else Text("the same"),
            choices=SAME,
            before=("", logged_before(before.kind, talk.held_on, before.summary or ""), *said_agreed(before.agreed_on)),
        )


def same_before(points: OpenPoints, talk: Talk) -> Session | None:
    """The talk of this kind and day that was logged before."""
    return next((s for s in points.sessions if s.kind == talk.kind and s.held_on.isoformat() == talk.held_on), None)


def logged_before(kind: str, held_on: str, summary: str) -> Text:
    """A talk that was logged before, as people recognise it."""
    said = " ".join(summary.split())
    said = said if len(said) <= 160 else said[:160].rpartition(" ")[0] + " ..."
    what = Text(
        "There is a talk of this kind and day already: {kind}, {day}", kind=Text(kind), day=day_as_held(held_on)
    )
    return Text("{what}\n  `{said}`", what=what, said=said) if said else what


def said_agreed(agreed_on: object) -> tuple[Text, ...]:
    """That others agreed with what was logged before, where they did: what is added is not agreed."""
    return (Text("  it was agreed on {day}; what is added takes that away", day=str(agreed_on)),) if agreed_on else ()


def _what(points: OpenPoints, options: TalkOptions) -> Question:
    near = near_roles(points)
    before: tuple[Text | str, ...] = ("", Text("The talk"))
    if near:
        before += (Text("  were there: {listed}", listed=numbered(near)),)
    if points.attended:
        before += (Text("  = those of last time: {attended}", attended=points.attended),)
    text, shown = _asked(points, options)
    return Question(
        "talk",
        text,
        Text(
            "What is not as it stands here: the kind of talk, its day (yesterday, mon, 3-12), who were there (numbers "
            "or roles; an organisation in brackets), with commas between them. Enter: kind and day are right, and who "
            "were there is not noted."
        ),
        _reader(points, options),
        also=(".kind", ".held_on", ".attended"),
        shown=shown,
        words=lambda: (*points.roles, *ASKED_KINDS),
        before=before,
    )


def _asked(points: OpenPoints, options: TalkOptions) -> tuple[Text, Text | str]:
    """The question, and what Enter keeps: what the options said already is neither asked nor shown."""
    if options.kind and options.held_on:
        return Text("Who were there"), ""
    if options.kind:
        return Text("Which day, and who were there"), Text("{day}", day=points.today)
    if options.held_on:
        return Text("Which kind, and who were there"), Text(points.kind)
    return Text("Kind, day, who"), Text("{kind}, {day}", kind=Text(points.kind), day=points.today)


def _reader(points: OpenPoints, options: TalkOptions) -> parsers.Reader:
    near, kinds = near_roles(points), {kind: _names(kind) for kind in ASKED_KINDS}
    read_day, read_party = parsers.past_day(points.today), parsers.parties(points.roles, near)

    def read(typed: str) -> str:
        """`learning, yesterday, 1, 3`: each piece is a kind, a day or somebody who was there."""
        found: dict[str, str] = {}
        there: list[str] = []
        refused: list[tuple[str, RefusalError]] = []
        for piece in _pieces(typed):
            kind = None if options.kind or ".kind" in found else parsers.matching(piece, kinds)
            if piece == AS_LAST_TIME:
                there += parsers.split(points.attended)
            elif kind is not None:
                found[".kind"] = kind
            elif not options.held_on and ".held_on" not in found and parsers.is_day(piece, points.today):
                found[".held_on"] = read_day(piece)
            else:
                try:
                    there.append(read_party(piece))
                except RefusalError as refusal:
                    refused.append((piece, refusal))
                    there.append(refusal.insisted or "")
        if there:
            found[".attended"] = ", ".join(dict.fromkeys(there))
        answer = Answered(", ".join(found.values()), found)
        if refused:
            what = refused[0][1].what if options.kind and options.held_on else _no_piece(*refused[0], kinds)
            raise RefusalError(what, answer if all(there) else None)
        return answer

    return read


def _no_piece(piece: str, refusal: RefusalError, kinds: Mapping[str, tuple[str, ...]]) -> Text:
    names = {name.lower(): name for names in kinds.values() for name in names}
    if meant := near(piece.lower(), names):
        return Text("`{text}` is no kind of talk; do you mean {near}?", text=piece, near=names[meant[0]])
    return Text("`{text}` is no kind of talk and no day; {why}", text=piece, why=refusal.what)


def _pieces(typed: str) -> Iterator[str]:
    """The pieces between commas; numbers may stand beside each other."""
    for piece in parsers.split(typed):
        words = piece.split()
        yield from words if all(word.isdigit() for word in words) else [piece]


def _names(kind: str) -> tuple[str, ...]:
    dutch, english, others = STATES[kind]
    return (dutch, english, *others)
