"""What a scan says: how far the method is applied over time, what is open, what nobody answered yet."""

from collections.abc import Sequence
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.record import READERS
from ppl.model.scan import ScanPart
from ppl.reports.overview_sentences import NOTHING, whole_weeks
from ppl.reports.scan_report import Moment, Point, ScanState
from ppl.reports.sentences import Line, Phrase, Row, bracketed, capital, ended, joined, line, small, strong
from ppl.reports.standing_sentences import late
from ppl.rules.scan_words import TITLES, word

OVER_TIME = (Text("Scan"), Text("In full"), Text("In part"), Text("Not"), Text("No answer"), Text("Weeks won"))


def said(scan: ScanState, audience: str) -> dict[str, Any]:
    """All that a scan says to a reader."""
    points = scan.preconditions or ()
    answered = [one for one in scan.assignment or () if one.now]
    return {
        "title": Text("Scan: {name}", name=scan.name),
        "as_of": Text("{programme}, as it was on {date}.", programme=scan.programme, date=scan.on),
        "readers": Text("Readers: {audience}.", audience=READERS[audience]),
        "latest": latest(scan),
        "titles": TITLES,
        "headings": (Text("Step or strand"), *(joined(one.on) for one in scan.moments)),
        "method": [_row(one) for one in scan.method or ()] if scan.moments else [],
        "unscanned": names(scan.method or ()) if not scan.moments else None,
        "over_time_headings": OVER_TIME,
        "over_time": over_time(scan.moments),
        "won": won(scan.moments),
        "examples": [_with_text("method", one) for one in scan.method or () if one.now and one.now.text],
        "open": [_with_text("preconditions", one) for one in points if one.now and one.now.value == "open"],
        "met": [_with_text("preconditions", one) for one in points if one.now and one.now.value != "open"],
        "unproven": names([one for one in points if one.now and one.now.value == "met" and not one.now.text]),
        "unknown": names([one for one in points if not one.now]),
        "answers": [Row(capital(one.named), _dated(one)) for one in answered],
        "questions": [capital(one.named) for one in scan.assignment or () if not one.now],
        "before": before(scan),
        "remarks": [Row(joined(one.on), ended(capital(one.text))) for one in scan.remarks],
    }


def latest(scan: ScanState) -> Line | None:
    """When the method was gone over last, and by when it is next."""
    if scan.method is None:
        return None
    first = (
        Text("The method was gone over last on {date}.", date=scan.last_on)
        if scan.last_on
        else Text("There was no scan of the method yet.")
    )
    if scan.next_on is None:
        return line(first)
    if scan.late_days:
        return line(
            first, Text("The next one was due on {date}: {late}.", date=scan.next_on, late=late(scan.late_days))
        )
    return line(first, Text("The next one is due on {date}.", date=scan.next_on))


def over_time(moments: Sequence[Moment]) -> list[tuple[Any, ...]]:
    """Each scan as a row: how far the method was applied, and what was won by then."""
    return [
        (
            joined(one.on), one.fully, one.partly, one.not_, one.unanswered or NOTHING,
            NOTHING if one.weeks_won is None else whole_weeks(one.weeks_won),
        )
        for one in moments
    ]  # fmt: skip


def won(moments: Sequence[Moment]) -> Text | None:
    """On what the weeks were won, as it stands at the last scan at which that is known."""
    known = [one for one in moments if one.won_on]
    if not known:
        return None
    last = known[-1]
    text = (
        Text("Weeks won: on the milestone “{title}”, which was reached, against its first date.")
        if last.is_reached
        else Text("Weeks won: on the milestone “{title}” as it was planned then, against its first date.")
    )
    return Text(text.source, title=last.won_on)


def _row(one: Point) -> tuple[Any, ...]:
    return capital(one.named), *(word("method", value) if value else NOTHING for value in one.at)


def _with_text(part: ScanPart, one: Point) -> Line | Phrase:
    assert one.now is not None
    about = joined(strong(capital(one.named)), word(part, one.now.value), between=": ")
    return line(ended(about), _dated(one)) if one.now.text else ended(bracketed(about, _day(one)))


def _dated(one: Point) -> Phrase:
    assert one.now is not None
    return ended(bracketed(capital((one.now.text or "").rstrip(".")), _day(one)))


def _day(one: Point) -> Phrase | None:
    return joined(one.now.on) if one.now and one.now.on else None


def names(found: Sequence[Point]) -> Joined | None:
    """Points by name, after each other."""
    return Joined(tuple(small(one.named) for one in found), "; ") if found else None


def before(scan: ScanState) -> Text:
    """What stands above the questions that nobody answered."""
    if scan.is_brief_fixed:
        return Text("The brief is fixed, and these were not answered yet:")
    return Text("To be answered before the assignment is fixed:")
