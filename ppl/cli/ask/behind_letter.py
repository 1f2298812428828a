"""What stands behind the letter of an open line: a day, a role, a result; what no field holds stays as a remark."""

from ppl.cli.ask import parsers
from ppl.cli.ask.open_lines import Line
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.shared import near_roles
from ppl.readers import days

EFFECT = "effect"
SAID = "said"
BEHIND = {"done": "result", "moved": "due_on", "dropped": "because", "resolved": "resolution",  # the end of its key
          "accepted": "resolution", "mitigated": "tried"}  # fmt: skip
ENDS = (*dict.fromkeys(BEHIND.values()), EFFECT, "done_on", "due_on.because", SAID)


def behind_letter(points: OpenPoints, line: Line, became: str, rest: str) -> dict[str, str]:
    """What a line says behind its letter, by the end of the key under which it is kept. Raises RefusalError."""
    if became == "done":
        return _done(points, rest)
    if not rest:
        return {}
    if end := BEHIND.get(became):
        return {f".{end}": rest}
    if line.kind == "note" and became == "action":
        who = parsers.who_and_when(points.roles, near_roles(points), points.today)(rest)
        return {".who": str(who), **{f".who{end}": text for end, text in getattr(who, "more", {}).items()}}
    if line.kind == "note" and became == "bottleneck":
        return {".category": parsers.code(points.categories())(rest)}
    return {f".{SAID}": f"{points.words(line.title)}: {rest}"}


def _done(points: OpenPoints, rest: str) -> dict[str, str]:
    """`27-11, the date is known` is the day on which an action was done, and its result."""
    first, _, more = rest.partition(",")
    day = days.day(first.strip(), points.today, ahead=False)
    if day is None or day > points.today:
        return {".result": rest}
    return {".result": more.strip(), ".done_on": day.isoformat()}
