"""The questions of a guided score, and the fields of a score that their answers come to."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.errors import Text, near
from ppl.model.programme import Criteria
from ppl.model.score import Score
from ppl.rules.scoring import CODE, HIGHEST, LOWEST

MOST = 30
PARTIES = ("bureau", "client")  # who send assessors, as a rule
PASSED = (Choice("yes", Text("[y]es")), Choice("no", Text("[n]o")))
EarlierAnswer = tuple[str, Text | str, str]  # who, the answer, its ground
VALUES = tuple(Choice(str(value), str(value)) for value in range(LOWEST, HIGHEST + 1))


class Sheet(NamedTuple):
    """What is asked, and what was said before.

    mine: the latest score of the same assessor, whose answers Enter keeps
    others: scores of the assessors, shown where an agreed score is made
    """

    criteria: Criteria
    mine: Score | None = None
    others: Sequence[Score] = ()


def script(sheet: Sheet, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, from the first knock-out to the remarks."""
    yield from _knock_outs(sheet, answers)
    yield from _criteria(sheet, answers)
    yield from _obstacles(sheet, answers)
    yield Question(
        "remarks",
        Text("Other remarks"),
        Text("What else should be known of this candidate; no names of people."),
        default=(sheet.mine.remarks or "") if sheet.mine else "",
    )


def who_scores(known: Sequence[str]) -> Question:
    """The question for the code of the assessor; `known` are those who scored before."""
    return Question(
        "assessor",
        Text("Who scores: a code such as bureau-1, never a name"),
        Text("write a party and a number, such as bureau-1 or client-2; never a name"),
        _reader_of_assessors(known),
        words=lambda: known,
        is_required=True,
    )


def code_of_assessor(typed: str) -> str:
    """The code of an assessor. Raises RefusalError."""
    if not CODE.fullmatch(typed):
        raise RefusalError(Text("`{assessor}` is not a code for an assessor", assessor=typed))
    return typed


def _reader_of_assessors(known: Sequence[str]) -> Callable[[str], str]:
    """A reader of assessors that asks back where one nearly is an assessor of before, or of one of the parties."""

    def read(typed: str) -> str:
        code = code_of_assessor(re.sub(r"^(\w+) (\d+)$", r"\1-\2", typed.strip()))
        if meant := nearly_assessor(code, known):
            raise RefusalError(Text("do you mean {near}? Typed once more it stays as it is", near=meant), code)
        return code

    return read


def nearly_assessor(code: str, known: Sequence[str]) -> str | None:
    """The code that somebody meant: its party nearly is one that scored before, or that sends assessors; else None."""
    party, dash, number = code.partition("-")
    parties = {*PARTIES, *(one.partition("-")[0] for one in known)}
    meant = near(party, sorted(parties)) if code not in known and party not in parties else []
    return f"{meant[0]}{dash}{number}" if meant else None


def _knock_outs(sheet: Sheet, answers: Answers) -> Iterator[Question]:
    gates = sheet.criteria.knock_outs
    for number, one in enumerate(gates, 1):
        key = f"knock-out.{one.code}"
        mine = sheet.mine.knock_outs.get(one.code) if sheet.mine else None
        given = ((score.assessor, score.knock_outs.get(one.code)) for score in sheet.others)
        said = [(who, Text("yes") if held.pass_ else Text("no"), held.evidence) for who, held in given if held]
        yield Question(
            key,
            Text("Yes or no"),
            Text("Enter leaves it open. Behind the letter you can say how you know: `y there is no design yet`."),
            choices=PASSED,
            default=("yes" if mine.pass_ else "no") if mine else "",
            shown=(Text("yes") if mine.pass_ else Text("no")) if mine else "",
            before=(
                "",
                Text("Knock-out {number} of {all}: {code}", number=number, all=len(gates), code=one.code),
                one.question,
                *_earlier_answers(said),
            ),
        )
        if now := answers.get(key):
            answer = Text("yes") if mine and mine.pass_ else Text("no")
            old = (sheet.mine.assessor, answer, mine.evidence) if sheet.mine and mine else None
            yield _why(f"{key}.evidence", Text("  evidence"), old, keeps_answer=now == answer.source)


def _criteria(sheet: Sheet, answers: Answers) -> Iterator[Question]:
    all = sheet.criteria.criteria
    for number, one in enumerate(all, 1):
        key = f"criterion.{one.code}"
        mine = sheet.mine.scores.get(one.code) if sheet.mine else None
        given = ((score.assessor, score.scores.get(one.code)) for score in sheet.others)
        said = [(who, str(held.value), held.reason) for who, held in given if held]
        scale = (f"  {v.value}  {one.scale[v.value]}" for v in VALUES if v.value in one.scale)
        yield Question(
            key,
            Text("Value"),
            Text("Enter leaves it open. Behind the number you can say why: `4 they take part`."),
            choices=VALUES,
            default=str(mine.value) if mine else "",
            before=(
                "",
                Text("Criterion {number} of {all}: {title}", number=number, all=len(all), title=one.title),
                *scale,
                *_earlier_answers(said),
            ),
        )
        if now := answers.get(key):
            old = (sheet.mine.assessor, str(mine.value), mine.reason) if sheet.mine and mine else None
            yield _why(f"{key}.reason", Text("  reason"), old, keeps_answer=old is not None and now == old[1])


def _why(key: str, text: Text, before: EarlierAnswer | None, keeps_answer: bool) -> Question:
    """The ground of an answer. What was said before is kept by Enter, or shown where the answer is another now."""
    help = Text("Without it the answer does not count; < goes back, and - there leaves the question open.")
    return Question(
        key,
        text,
        help,
        parsers.reason,
        default=before[2] if before and keeps_answer else "",
        before=tuple(_earlier_answers([before])) if before and not keeps_answer else (),
        is_required=True,
        takes_rest=True,
    )


def _earlier_answers(said: Sequence[EarlierAnswer]) -> Iterator[Text]:
    """What the assessors said each for themselves, where they agree now."""
    for assessor, value, reason in said:
        yield Text("  {assessor}: {value} ({reason})", assessor=assessor, value=value, reason=reason)


def _obstacles(sheet: Sheet, answers: Answers) -> Iterator[Question]:
    mine = sheet.mine.obstacles if sheet.mine else ()
    for number in range(1, MOST):
        key = f"obstacle.{number}"
        yield Question(
            key,
            Text("An obstacle (Enter: no more)") if number > len(mine) else Text("An obstacle"),
            Text("What may stand in the way of parallel planning here? Enter when there are no more."),
            default=mine[number - 1] if number <= len(mine) else "",
            before=("",) if number == 1 else (),
        )
        if not answers.get(key) and number > len(mine):
            return


def answered_fields(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """The fields of a score; answers to questions that are no longer asked do not count."""
    asked = {question.key for question in script(sheet, answers)}
    said = {key: text for key, text in answers.items() if key in asked and text}
    knock_outs = {
        knock_out.code: {"pass": said[key], "evidence": said.get(f"{key}.evidence", "")}
        for knock_out in sheet.criteria.knock_outs
        if (key := f"knock-out.{knock_out.code}") in said
    }
    scores = {
        one.code: {"value": said[key], "reason": said.get(f"{key}.reason", "")}
        for one in sheet.criteria.criteria
        if (key := f"criterion.{one.code}") in said
    }
    obstacles = [said[key] for number in range(1, MOST) if (key := f"obstacle.{number}") in said]
    return {"knock_outs": knock_outs, "scores": scores, "obstacles": obstacles, "remarks": said.get("remarks")}
