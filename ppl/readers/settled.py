"""What was agreed and what was decided, as forms and notes say it; a decision that is to come is an action."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.errors import Text
from ppl.model.decision import Decision
from ppl.model.fields import choices
from ppl.partial_date import by
from ppl.readers import days
from ppl.readers.clauses import main_clause
from ppl.readers.doers import decider, is_main_clause
from ppl.readers.entry_fields import Gathered, labelled
from ppl.readers.people import who
from ppl.readers.rows import Item
from ppl.readers.words import Names, state

_WHY = re.compile(r"[,(]?\s+(?:omdat|want|vanwege|wegens|aangezien|i\.?v\.?m\.?)\s+(.{4,})$", re.I)
_WHO_BEHIND = re.compile(r"\s*\(([^()]{2,50})\)[\s.]*$")  # `sloot blijft open (college)`
_AGREED = re.compile(
    r"(?:(?:er|we|wij|is|hebben|zijn|daarnaast|verder|ook|partijen)\s+){0,4}"
    r"(?:afgesproken|afspraak(?:\s(?:is|was))?|afspraken|agreed|agreement)\b\s*(?:is|werd|wordt)?\s*[:,–-]?\s*",
    re.I,
)
_THAT = re.compile(r"(dat|that)\s+", re.I)
_SOON = re.compile(
    r"\b(?:zal|zullen|wordt|worden|moet(?:en)?|nog|volgt|volgen|will|gaat|gaan)\b.{0,120}?"
    r"\b(?:beslui\w*|besliss?\w*|vastgesteld|vaststel\w*|stemmen|behandel\w*|bespr\w*|kiezen|gekozen|verle\w+|goedgekeurd"
    r"|goedkeuren|genomen|nemen|getekend|tekenen|bekrachtig\w*|decided?)\b",
    re.I,
)
_TAKES = re.compile(
    r"\b(?:neemt|nemen|beslist|beslissen|besluit|besluiten|stelt|stellen|stemt|stemmen|verleent|verlenen|kiest|kiezen"
    r"|keurt|keuren|bekrachtigt|tekent|tekenen|behandelt|behandelen|bespreekt|bespreken|agendeert|geeft|weigert|decides?"
    r"|takes?)\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?:heeft|hebben|akkoord|besloten|vastgesteld|verleend|goedgekeurd|gekozen|ingestemd|genomen|getekend|geweigerd"
    r"|decided|agreed|approved)\b",
    re.I,
)
# what a decision is about has a day of its own: `stemt in met start bouw op 1 maart`
_ABOUT = re.compile(
    r"\b(?:om|dat|te|per|vanaf|tot|ingang|start\w*|begin\w*|bouw\w*|oplever\w*|uitstel\w*|verschuiv\w*|sloop\w*"
    r"|termijn|deadline|sluit\w*|verhui\w*|to)\b",
    re.I,
)
_WAS_TAKEN = re.compile(
    r"\b(?:heeft|hebben|is|zijn|stemde|besloot|ging|nam|stelde)\s+(?:op\s+|afgelopen\s+|vorige\s+)?"
    r"(?=(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:eer)?gisteren|vandaag|\d)(\S{1,12}(?:\s\S{1,12}){0,2})",
    re.I,
)
# the day with which a sentence ends, right behind what was done: `het college heeft de nota vastgesteld op 24 november`
_DONE_ON = re.compile(
    r"\b(?:vastgesteld|aangehouden|verworpen|verleend|geweigerd|goedgekeurd|ingestemd|besloten|bekrachtigd|getekend"
    r"|gekozen|genomen|aangenomen|decided|approved|adopted)\s+(?:op|on|d\.?d\.?)\s+(\S{1,12}(?:\s\S{1,12}){0,2})[\s.]*$",
    re.I,
)
_LAST = re.compile(
    r"\b(?:(?:vorige|afgelopen|last) (?:(?P<week>week)|(?P<month>maand|month)|(?P<year>jaar|year))"
    r"|onlangs|recent(?:elijk|ly)?|laatst|al eerder|eerder al|earlier)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:vastgesteld|aangehouden|verworpen|verleend|geweigerd|goedgekeurd|ingetrokken|bekrachtigd|akkoord)\s*$", re.I
)
_COMPETENT = {
    "college": re.compile(r"vergunning\b", re.I),
    "gemeenteraad": re.compile(
        r"^(?!.*\bontwerp).*\b(?:(?:omgevings|bestemmings)plan|grondexploitatie|grex)\b.*\bvastgesteld\b", re.I
    ),
}
LONGEST_AGO = datetime.timedelta(days=274)  # a day without a year that is further back is one to come
_DAY_BEHIND = re.compile(r"\((?:[^()]*,\s)?(?:op\s|d\.?d\.?\s)?(?P<day>[^(),;]{3,24})\)[\s.]*$")
_ON = re.compile(r"(?:\s|^)(?:op|uiterlijk|vóór|voor|rond|tegen|on|by)\s+(\S{1,12}(?:\s\S{1,12}){0,3})", re.I)


class Planned(NamedTuple):
    """A decision that is still to be taken. text: without its day; is_told: as taken, on a day after the talk"""

    text: str
    on: datetime.date
    is_told: bool = False

    def action(self, by: Any) -> dict[str, Any]:
        """The action that it is until then: it comes back in the next talk, and is late when its day has passed."""
        is_named = re.match(r"(?i)\W*(?:beslui|decision)", self.text) is not None
        action = {"text": self.text if is_named else f"Besluit: {self.text}"}
        return {**action, **({"owner": by} if by else {}), "due_on": self.on.isoformat()}

    @property
    def remark(self) -> Text:
        """What whoever looks at the preview should know."""
        if self.is_told:
            return Text("`{text}` has a day after the talk, {day}: kept as an action, a decision to come; mend the day "
                        "where it is a slip", text=self.text, day=self.on)  # fmt: skip
        return Text("`{text}` is still to be decided, on {day}: kept as an action, which the next talk asks about",
                    text=self.text, day=self.on)  # fmt: skip


def planned(text: str, near: datetime.date) -> Planned | None:
    """The decision that a sentence says will be taken on a day to come; None where it was taken, or says no such day.

    near: the day of the talk; told as taken on a day after that, it is to come all the same
    """
    if (told := _told_on(text, near, is_to_come=True)) is not None and told > near:
        return Planned(text, told, is_told=True)
    is_soon, takes = _SOON.search(text) is not None, _TAKES.search(text)
    if not (is_soon or takes) or (_TAKEN.search(text) and not is_soon):
        return None
    for match in _ON.finditer(text[:2_000]):
        words = match[1].split(" ")
        for size in range(len(words), 0, -1):
            said = " ".join(words[:size])
            day = days.day(said.strip(" .,;()"), near, ahead=is_soon)
            if day is None:
                continue
            if day <= near or (takes and _ABOUT.search(text, takes.end(), max(takes.end(), match.start()))):
                return None
            rest = f"{text[: match.start()]}{text[match.start(1) + len(said) :]}"
            return Planned(" ".join(rest.split()).strip(" ,;.") or text, day)
    return None


def says_only_agreed(text: str) -> bool:
    """Whether a line says that something was agreed, and not what."""
    lead = _AGREED.match(text)
    return lead is not None and text[lead.end() :].strip(" .:").lower() in ("", "dat", "that")


def said_agreement(text: str) -> str:
    """What was agreed, without the words that only say that it was: `afgesproken dat we elke week bellen`."""
    lead = _AGREED.match(text)
    bare = text[lead.end() :] if lead else text
    said = bare if len(bare.split()) > 1 else text
    if match := _THAT.match(said):
        rest = said[match.end() :]
        is_english = match[1].lower() == "that"
        said = rest if is_english else main_clause(rest) or (rest if is_main_clause(rest) else said)
    return said[:1].upper() + said[1:] if said != text or _THAT.match(text) else text


def decisions(gathered: Gathered, item: Item) -> None:
    """A kind with who, outcome and reasons below it; in a form a sentence without those is a fact.

    In notes it is a decision of the municipality, unless it says otherwise: by whom and why, where it says so.
    """
    extra = labelled(item.below, Decision, gathered.context)
    first, _, behind = item.text.partition(":")
    kind = state(first, choices(Decision, "kind"))
    found: dict[str, Any] = {**({"kind": kind} if kind else {}), **extra.fields}
    text = behind.strip() if kind else item.text
    reasons = [row.text for row in extra.free]
    if gathered.context.is_loose:
        if (later := _later(gathered, found, text)) is not None:
            gathered.remarks.append((item.line, later.remark))
            by = found.get("by") or said_decision(text, gathered.context.roles).get("by")
            gathered.add("actions", later.action(by), item.line, extra.lines)
            for row in extra.free:
                gathered.leave(row.line, row.text)
            return
        _loose_decision(gathered, item, found, text, reasons)
        gathered.add("decisions", found, item.line, extra.lines)
        return
    if text and "outcome" not in found:
        found["outcome"], text = text, ""
    reasons = [*found.get("reasons", []), *([text] if text else []), *reasons]
    if reasons:
        found["reasons"] = reasons
    if "kind" not in found:
        gathered.add("facts", f"Besluit: {item.whole}", item.line)
        return
    gathered.add("decisions", found, item.line, extra.lines)


def _later(gathered: Gathered, found: Mapping[str, Any], text: str) -> Planned | None:
    """The same as a decision to come, where its own words or the day below it say so."""
    near = gathered.context.near
    if (said := found.get("decided_on")) is None:
        return planned(text, near)
    day = days.day(str(said), near)
    return Planned(text, day) if text and day is not None and day > near else None


def _loose_decision(gathered: Gathered, item: Item, found: dict[str, Any], text: str, reasons: list[str]) -> None:
    """Put in what a sentence says of a decision, where a label below it did not say so already."""
    said = said_decision(text, gathered.context.roles)
    if (day := taken_on(text, gathered.context.near)) is not None:
        found.setdefault("decided_on", day.isoformat())
    elif (about := _about_when(text, gathered.context.near)) is not None:
        found.setdefault("decided_on", about)
    if "decided_on" not in found and said["kind"] == "municipal" and found.get("kind") in (None, "municipal"):
        what = Text("`{text}`: on which day this was decided is not said; kept as {day}", text=text,
                    day=by(gathered.context.near))  # fmt: skip
        gathered.remarks.append((item.line, what))
    reasons = [*said.pop("reasons", []), *reasons]
    if "outcome" in found and text:
        reasons = [said["outcome"], *reasons]
    found.setdefault("outcome", said["outcome"] or item.whole)
    for name in ("kind", "by"):
        if name in said:
            found.setdefault(name, said[name])
    if "by" not in found and (code := competent(text, gathered.context.roles)) is not None:
        found["by"] = code
        what = Text("`{text}`: who decided is not said, and assumed to be: {who}", text=text, who=code)
        gathered.remarks.append((item.line, what))
    if reasons := [*found.get("reasons", []), *reasons]:
        found["reasons"] = reasons


def taken_on(text: str, near: datetime.date) -> datetime.date | None:
    """The day that has been on which a sentence says that a decision was taken: `college heeft dinsdag ingestemd`.

    So does a day between brackets behind it, as a table or `besluit college 24/11: ...` comes to it.
    """
    return day if (day := _told_on(text, near)) is not None and day <= near else None


def _about_when(text: str, near: datetime.date) -> str | None:
    """The days between which a sentence says that a decision was taken: `de raad heeft vorige week ... aangehouden`."""
    match = _LAST.search(text[:2_000])
    if match is None or not _TAKEN.search(text):
        return None
    if match["week"]:
        monday = near - datetime.timedelta(near.weekday() + 7)
        return f"{monday}..{monday + datetime.timedelta(6)}"
    if match["month"]:
        return (near.replace(day=1) - datetime.timedelta(1)).isoformat()[:7]
    return str(near.year - 1) if match["year"] else f"..{near}"


def _told_on(text: str, near: datetime.date, is_to_come: bool = False) -> datetime.date | None:
    """The day on which a sentence says that a decision was taken, whether it has been or not.

    is_to_come: only where the words leave no doubt that the day is that of the decision, and not of what it is about
    """
    if (match := _DAY_BEHIND.search(text)) is not None:
        is_sure = not is_to_come or "," in match[0] or _OUTCOME.search(text[: match.start()]) is not None
        return days.day(match["day"], near, ahead=False) if is_sure else None
    if (match := _DONE_ON.search(text[-2_000:])) is not None:
        day = days.day(match[1].strip(" .,;()"), near, ahead=False)
        if day is not None and (re.search(r"\d{4}", match[1]) or near - LONGEST_AGO <= day):
            return day
    for match in _WAS_TAKEN.finditer(text[:2_000]):
        if is_to_come and not _TAKEN.search(text, match.end(1) - 1):
            continue
        words = match[1].split()
        for size in range(len(words), 0, -1):
            day = days.day(" ".join(words[:size]).strip(" .,;()"), near, ahead=False)
            if day is not None and (day > near) is is_to_come:
                return day
    return None


def competent(text: str, roles: Names) -> str | None:
    """Who decides of old on what a sentence is about, where it does not say who did: the college on a permit."""
    code = next((code for code, pattern in _COMPETENT.items() if pattern.search(text)), None)
    return roles.code(code) if code else None


def said_decision(text: str, roles: Names) -> dict[str, Any]:
    """The fields of a decision as one sentence tells it: `college: akkoord, omdat het past`."""
    name, colon, behind = text.partition(":")
    by = who(name.strip("*_ "), roles) if colon and behind.strip() else None
    if by is not None:
        text = behind.strip()
    elif (code := decider(text, roles)) is not None:
        by = code
    elif (match := _WHO_BEHIND.search(text)) is not None and (code := who(match[1], roles)) is not None:
        by, text = code, text[: match.start()]
    match, reasons = _WHY.search(text), []
    if match is not None and match.start() > 3:
        text, reasons = text[: match.start()].rstrip(" ,("), [match[1].strip(" ).")]
    if that := _THAT.match(text):
        text = main_clause(text[that.end() :]) or text
    found: dict[str, Any] = {"kind": decision_kind(by, text), "by": by, "outcome": text, "reasons": reasons}
    return {name: value for name, value in found.items() if value or name == "outcome"}


def decision_kind(by: Any, text: str) -> str:
    """The kind of a decision that does not name it: what the ministry decides is about taking part and going on."""
    role = by["role"] if isinstance(by, Mapping) else by
    if role != "opdrachtgever":
        return "municipal"
    if re.search(r"(?i)verleng", text):
        return "extension"
    return "stop" if re.search(r"(?i)\bstop", text) else "change"
