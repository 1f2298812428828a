"""What the cells of an action list mean: a state, a day, an owner who is a role; what is not understood is said."""

import datetime
import re
from collections.abc import Collection, Sequence
from typing import Any, Literal, NamedTuple

from ppl.errors import Text
from ppl.planners import dates
from ppl.planners.action_list import ActionRow
from ppl.planners.remarks import Remarks
from ppl.planners.values import cut
from ppl.readers import days
from ppl.readers.departments import ROLE, department, is_municipality
from ppl.readers.notes.names import role_in
from ppl.readers.people import who
from ppl.readers.words import Names, plain

Day = datetime.date
Status = Literal["open", "waiting", "done", "dropped"]
_STATES: dict[Status, str] = {
    "done": "gereed klaar gedaan afgerond done ja yes x v af ok voltooid afgehandeld gesloten afgesloten closed "
            "completed complete finished uitgevoerd verwerkt geregeld is_klaar is_gedaan",
    "dropped": "vervallen vervalt vervallen_actie geschrapt gestopt dropped cancelled canceled geannuleerd ingetrokken "
               "niet_meer_nodig niet_meer_nodig_ afgevoerd no_longer_needed",
    "waiting": "wacht wachten wachtend waiting in_afwachting aangehouden on_hold onhold geparkeerd uitgesteld pending",
    "open": "open loopt lopend lopende loop bezig mee_bezig nieuw new nog_niet nog_niet_gestart niet_gestart "
            "not_started gestart started in_behandeling in_uitvoering in_gang in_progress ongoing te_doen to_do todo "
            "nee no n actief active doorlopend continu gepland openstaand nog_te_doen onderhanden",
}  # fmt: skip
_STATE: dict[str, Status] = {word.replace("_", " ").strip(): code for code, words in _STATES.items()
                             for word in words.split()}  # fmt: skip
_TICKED, _EMPTY_BOX = set("✓✔☑☒✅🗹"), set("☐□▢")
_NOTHING = {"", "?", "??", "-", "–", "—", "nnb", "n n b", "ntb", "n t b", "nvt", "n v t", "tbd", "tba", "pm", "p m",
            "onbekend", "unknown", "nader te bepalen", "nog te bepalen", "n a"}  # fmt: skip
_WAITS = re.compile(
    r"(?:(?:wacht(?:en)?|in afwachting|afhankelijk)\s+(?:op|van|tot)|waits? on|waiting for)\s+(.+)", re.I
)
_APART = re.compile(r"[(\[,;:–—-]|(?:op|per|dd|d\.d\.|on|in|sinds|want|door|wegens)\b", re.I)
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")
_WEEK = re.compile(r"(?:\d{4}[- ]?)?w(?:k|eek)?\.?\s*\d", re.I)
_TIME = re.compile(r"(?<=[\w.]),? (?:om )?\d{1,2}[:.]\d\d(?: ?(?:u|uur|h))?$")
_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\ben\b|\band\b|\bmet\b)\s*(?![^()]*\))")
_WITH = re.compile(r"(.{1,80}?)\s*[(\[]([^()\[\]]{1,80})[)\]]")
_ORGANISATION = re.compile(
    r"(?:de |het )?(?:gemeente|waterschap|hoogheemraadschap|provincie|ministerie|bureau|omgevingsdienst|rijkswaterstaat"
    r"|stichting|vereniging|college|raad|dienst|afdeling|netbeheerder|woningcorporatie|corporatie|coöperatie)\b"
    r"|.*\b(?:b\.?v\.?|n\.?v\.?)$",
    re.I,
)


_INITIALS = re.compile(r"\b[A-Za-z]\.[A-Za-z]\.\s*$")  # `Bouw B.V.`


class Doer(NamedTuple):
    """One of those who do an action, as a cell names them. role: its code; name: what is no role, and may be a person.

    organisation: whose role it is
    """

    role: str | None
    name: str = ""
    organisation: str = ""


class ListedAction(NamedTuple):
    """An action of a list, as far as it was understood; no name of a person stands in it.

    row: where it stood; project: its ref, None for the programme as a whole
    text: as it will stand, with what the list says besides; bare: what the list itself calls it
    done_on: the day it was done, where the list says so; note: what the list says of it
    """

    row: int
    project: str | None
    text: str
    bare: str
    status: Status = "open"
    owner: Any = None
    due_on: str | None = None
    done_on: str | None = None
    waits_on: str = ""
    note: str = ""


def doers(cell: str, roles: Names, organisations: Collection[str] = ()) -> list[Doer]:
    """Who a cell names, in its order. organisations: names that are those of an organisation of the project."""
    if (code := roles.code(cell)) is not None:
        return [Doer(code)]
    if _is_nothing(cell):
        return []
    if not re.search(r"[,;/&+\n]", cell) and (whole := _of_municipality(cell.strip(), roles)) is not None:
        return [whole]  # `verkeer en vervoer`
    known = {plain(one) for one in organisations if plain(one)}
    return [
        _doer(piece.strip() if _INITIALS.search(piece) else piece.strip(" ."), roles, known)
        for piece in _BETWEEN.split(cell)
        if piece.strip(" .")
    ]


def _doer(piece: str, roles: Names, organisations: set[str]) -> Doer:
    person = who(piece, roles) or roles.abbreviated(piece)
    if isinstance(person, str):
        return Doer(person)
    if (found := _of_municipality(piece, roles)) is not None:
        return found
    match = _WITH.fullmatch(piece)
    outside, inside = (match[1].strip(), match[2].strip()) if match else _apart(piece, roles)
    role = roles.code(outside)
    other = inside
    if role is None:
        role, other = roles.code(inside) or role_in(inside, roles) or None, outside
    if role is None and match is None and (role := role_in(piece, roles)) is not None:
        words = piece.split()
        size = next((n for n in range(len(words), 0, -1) if roles.code(" ".join(words[:n])) == role), 0)
        other = " ".join(words[size:])
    other = piece if role is None else other
    if _ORGANISATION.match(other) or plain(other) in organisations:
        return Doer(role, organisation=other)
    return Doer(role, other)


def _of_municipality(piece: str, roles: Names) -> Doer | None:
    """A department, with who works there between brackets, or the municipality: `verkeer`, `Groen (Kees)`."""
    match = _WITH.fullmatch(piece)
    outside, inside = (match[1].strip(), match[2].strip()) if match else (piece, "")
    role = roles.code(ROLE)
    if role is None or roles.code(outside) or (inside and roles.code(inside)):
        return None
    name = department(outside)
    if name is not None and inside and department(inside):
        return Doer(role, organisation=f"{name}, {inside}")
    if name is not None:
        return Doer(role, inside, name)
    if inside and (within := department(inside)):
        return Doer(role, organisation=within) if is_municipality(outside) else Doer(role, outside, within)
    return Doer(role, organisation=outside) if is_municipality(outside) and not inside else None


def _apart(piece: str, roles: Names) -> tuple[str, str]:
    """`Karin - projectleider` as two."""
    first, sign, second = piece.partition(" - ")
    return (first.strip(), second.strip()) if sign and (roles.code(first) or roles.code(second)) else (piece, "")


def is_day(text: str) -> bool:
    """Whether a cell holds a day, whatever day that is."""
    return dates.day(text) is not None or bool(re.search(r"\d", text) and days.day(text, Day(2026, 1, 1)))


def month_first(rows: Sequence[ActionRow], remarks: Remarks) -> bool:
    """Whether days in figures begin with the month, as all of them together tell."""
    texts = [text for row in rows for text in (row.due, row.done) if text]
    order = dates.order(texts)
    if texts and not order.is_sure:
        what = Text("days such as `{text}` are read with the day first", text=next(t for t in texts if "/" in t))
        remarks.say(what, Text("if the month comes first, write days as 2026-12-31"))
    return order.month_first


def understood(
    row: ActionRow,
    project: str | None,
    owner: Any,
    aside: Sequence[str],
    today: Day,
    is_month_first: bool,
    remarks: Remarks,
) -> ListedAction:
    """What a row without names means. owner: who does it; aside: what else its text must say."""
    status, rest = _status(row.status)
    done_on = _day(row.done, today, is_month_first, True)
    besides = [*aside]
    if status is None:
        what = Text("the status `{text}` is not understood: kept as open, and in the text", text=cut(row.status))
        remarks.remark(row.number, what, Text("write open, wacht, gereed or vervallen"))
        besides.append(rest)
        status, rest = "open", ""
    if done_on is None and not _is_nothing(row.done):
        _remark_on_day(row.number, row.done, remarks)
        besides.append(row.done)
    elif done_on is not None and status == "open" and done_on <= today:
        status = "done"
    if status == "done" and rest and (day := _day(rest, today, is_month_first, True)):
        done_on, rest = done_on or day, ""
    due_on = _day(row.due, today, is_month_first, status in ("done", "dropped"))
    if due_on is None and not _is_nothing(row.due):
        _remark_on_day(row.number, row.due, remarks)
        besides.append(row.due)
    waits, note = row.waits, "; ".join(one for one in (row.note, rest if status != "waiting" else "") if one)
    if status == "open" and waits:
        status = "waiting"
    if status == "waiting":
        waits = waits or rest or note
        note = "" if waits == note else note
    if status in ("open", "waiting") and note:
        besides.append(note)
    said = [row.topic, *besides] if row.topic else besides
    text = f"{row.text} ({'; '.join(said)})" if said else row.text
    due, done = (day.isoformat() if day else None for day in (due_on, done_on))
    return ListedAction(row.number, project, text, row.text, status, owner, due, done, waits, note)


def _is_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known: empty, a dash, `n.t.b.`."""
    return text.strip() in _NOTHING or (plain(text) or "x") in _NOTHING


def _remark_on_day(row: int, text: str, remarks: Remarks) -> None:
    what = Text("`{text}` is not read as a day: it stands in the text", text=cut(text))
    remarks.remark(row, what, Text("write it as 31-12-2026 or 2026-12-31"))


def _status(text: str) -> tuple[Status | None, str]:
    """The state that a cell means (None: it says something else), and what it says besides."""
    said = text.strip()
    if said[:1] in _TICKED:
        return "done", said[1:].strip()
    if said[:1] in _EMPTY_BOX or _is_nothing(said):
        return "open", said[1:].strip() if said[:1] in _EMPTY_BOX else ""
    if (percent := _PERCENT.fullmatch(said)) is not None:
        return ("done" if int(percent[1]) >= 100 else "open"), ""
    if (match := _WAITS.fullmatch(said)) is not None:
        return "waiting", match[1]
    if (code := _STATE.get(plain(said))) is not None:
        return code, ""
    words = said.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        code = _STATE.get(plain(" ".join(words[:size])))
        if code is None or len(plain(words[0])) <= 2:
            continue
        behind = " ".join(words[size:])
        if code == "open" and "niet" in plain(said).split():
            return code, said  # `nog niet klaar`
        if code != "open" and not (_APART.match(behind) or words[size - 1][-1] in ",;:-–" or is_day(behind)):
            continue  # `klaar om te starten` is something else
        return code, re.sub(r"^(?:op|per|dd|d\.d\.|on)\s+", "", behind.strip(" -–:,;()"), flags=re.I)
    return None, said


def _day(text: str, today: Day, is_month_first: bool, is_past: bool) -> Day | None:
    """The day in a cell: without a year the nearest, in words one to come, of a week its Friday."""
    if _is_nothing(text):
        return None
    said = _TIME.sub("", " ".join(text.replace("\u00a0", " ").split()))
    if (found := dates.day(said, is_month_first)) is not None:
        return found + datetime.timedelta(4) if _WEEK.match(said) else found
    is_ahead = not is_past and not re.search(r"\d", said)
    return days.day(said, today, ahead=is_ahead) or (None if is_past else days.due(said, today))
