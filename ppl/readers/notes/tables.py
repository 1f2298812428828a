"""Tables in loose notes (Markdown, or pasted from Word and Excel): each row becomes a line that says what it is."""

import re
from collections.abc import Callable

from ppl.readers.notes.headings import section
from ppl.readers.rows import parts
from ppl.readers.words import HEADER, LIGHTS, Names, plain

Line = tuple[int, str]
Writer = Callable[[dict[str, str], list[str]], str]
_RULE = re.compile(r"[ \t|:+=_-]*-{2,}[ \t|:+=_-]*")
_NAMES = {
    "number": "nr|no|nummer|id|#|num",
    "text": (
        "wat|actie|acties|actiepunt|omschrijving|taak|taken|activiteit|what|action|action item|toezegging"
        "|task|beschrijving|te doen|todo|vervolgactie|vervolgstap"
    ),
    "topic": "onderwerp|punt|agendapunt|topic|subject",
    "owner": (
        "wie|eigenaar|actiehouder|houder|trekker|verantwoordelijke|verantwoordelijk|door|door wie|who"
        "|owner|uitvoerder|eigenaren|actienemer|verantwoordelijken"
        "|genomen door|besloten door|orgaan|assigned to|decided by"
    ),
    "due_on": (
        "wanneer|deadline|gereed|klaar|uiterlijk|datum|planning|voor wanneer|datum gereed|gereed op"
        "|termijn|when|due|einddatum|uiterste datum|streefdatum|per"
    ),
    "status": "status|stand|voortgang|state|stavaza|af|gedaan",
    "bottlenecks": "knelpunt|knelpunten|belemmering|probleem|bottleneck|issue|obstakel",
    "risks": "risico|risico s|risk",
    "decisions": "besluit|besluiten|beslissing|decision|besloten",
    "agreements": "afspraak|afspraken|agreement",
    "mixed": (
        "besluit actie|actie besluit|besluit afspraak|afspraak actie|actie afspraak|besluiten acties|acties besluiten"
        "|afspraken acties|acties afspraken|besluit afspraak actie|besluiten en acties|afspraken en acties"
        "|conclusie actie|actie conclusie|uitkomst|conclusie|decision action|action decision"
    ),
    "category": "categorie|soort|category|thema",
    "aspect": "aspect|onderdeel|licht|stoplicht|beheersaspect",
    "light": "kleur|oordeel|score|beoordeling|stoplicht",
    "why": "toelichting|opmerking|opmerkingen|reden|oorzaak|waarom|because",
    "name": "naam|name",
    "role": "rol|functie|role|organisatie",
}
_CODES = {plain(name): code for code, names in _NAMES.items() for name in reversed(names.split("|"))}
_LIGHTS = Names(LIGHTS)
_HEADER = Names(HEADER)
DONE = re.compile(
    r"(?:is )?(?:gereed|klaar|gedaan|afgerond|afgehandeld|afgedaan|voltooid|uitgevoerd|gesloten|done|closed"
    r"|completed?"
    r"|ja|x|v|✓|✔|☑|✅|af|ok|100 ?%)[.!]?",
    re.I,
)
_AP = re.compile(r"(?:ap|actie|to ?do)\b\s?[:–-]?\s*", re.I)
_BEGINS = re.compile(r"(?:besl(?:uit|oten)?|afspr(?:aak)?|afgespr(?:oken)?)\.?\s?:\s*", re.I)
_STILL_OPEN = re.compile(r"\(?(?:open|nieuw|new|nog (?:open|te doen|doen)|to ?do|nee|niet gereed|0 ?%)\)?[.!]?", re.I)


def flattened(lines: list[Line], section_key: str | None = None) -> list[Line]:
    """The lines with each row of a table as a line of its own, `actie: wat | wie | wanneer` and the like."""
    found: list[Line] = []
    place = 0
    heading = section_key
    while place < len(lines):
        end = place
        sign = _sign(lines, place)
        while sign and end < len(lines) and _cells(lines[end][1], sign) is not None:
            end += 1
        if end - place >= 2 or (end > place and lines[place][1].strip().startswith("|") and end - place >= 1):
            rows = [
                (number, _cells(text, sign) or []) for number, text in lines[place:end] if not _RULE.fullmatch(text)
            ]
            found += _said(rows, heading)
            place = end
            continue
        if lines[place][1].strip():
            heading = lines[place][1]
        found.append(lines[place])
        place += 1
    return found


def _sign(lines: list[Line], place: int) -> str:
    """What stands between the cells of a row: a bar, or a tab where two rows have as many."""
    text = lines[place][1]
    if text.count("|") >= 2 or (
        text.count("|") == 1 and place + 1 < len(lines) and lines[place + 1][1].count("|") == 1
    ):
        return "|"
    bare = text.strip()
    if (
        "\t" in bare
        and place + 1 < len(lines)
        and abs(lines[place + 1][1].strip().count("\t") - bare.count("\t")) <= 1
        and lines[place + 1][1].strip().count("\t")
    ):
        return "\t"
    below = lines[place + 1][1] if place + 1 < len(lines) else ""
    if bare.count(";") >= 2 and abs(below.count(";") - bare.count(";")) <= 1 and below.count(";") >= 2:
        titles = [_CODES.get(plain(cell)) for cell in bare.split(";")]  # a list that was saved as CSV
        return ";" if sum(1 for one in titles if one) >= 2 else ""
    return ""


def _cells(text: str, sign: str) -> list[str] | None:
    if sign not in text.strip() or not text.strip():
        return None
    if sign == "|" and re.match(r"[ \t]*(?:[-*•]\s|\w+\s*:)", text) and not text.strip().startswith("|"):
        return None  # `- bel de gemeente | projectleider | vrijdag` is an item
    bare = text.strip().removeprefix("|").removesuffix("|") if sign == "|" else text.strip()
    return [cell.strip().strip("*_").strip().replace("<br>", " ") for cell in parts(bare, sign)]


def _said(rows: list[tuple[int, list[str]]], heading: str | None) -> list[Line]:
    """The rows of one table as lines; what has no known head stands there with its cells behind each other."""
    if not rows:
        return []
    head = [_CODES.get(plain(cell)) for cell in rows[0][1]]
    if "text" not in head and "mixed" not in head:
        head = ["text" if code == "topic" else code for code in head]
    is_head = sum(1 for code in head if code) >= 2 and sum(1 for code in head if code) * 2 >= len(
        [c for c in rows[0][1] if c]
    )
    key = _kind(head) if is_head else None
    if key is None:
        return [line for number, cells in rows for line in _pairs(number, cells)]
    titles = rows[0][1]
    return [(number, text) for number, cells in rows[1:] if any(cells) and (text := _row(key, head, titles, cells))]


def _kind(head: list[str | None]) -> str | None:
    """What the rows of a table are."""
    if "mixed" in head and "text" not in head:
        return "mixed"
    for key in ("bottlenecks", "risks", "decisions", "agreements"):
        if key in head and not ("text" in head and "owner" in head):
            return key
    if "aspect" in head or ("light" in head and "text" in head and "owner" not in head):
        return "lights"
    if "name" in head and "role" in head:
        return "attended"
    return "actions" if "text" in head and ("owner" in head or "due_on" in head) else None


def _row(key: str, head: list[str | None], titles: list[str], cells: list[str]) -> str:
    cells = cells + [""] * (len(head) - len(cells))
    by: dict[str, str] = {}
    more: list[str] = []
    for place, cell in enumerate(cells):
        code = head[place] if place < len(head) else None
        if not cell or cell in "-–?" or code == "number":
            continue
        if code is None:
            more.append(f"{titles[place]}: {cell}" if place < len(titles) and titles[place] else cell)
        elif code in by:
            more.append(cell)
        else:
            by[code] = cell
    return _WRITTEN[key](by, more)


def _action(by: dict[str, str], more: list[str]) -> str:
    is_done = DONE.fullmatch(by.get("status", "").strip("()[] ")) is not None
    if _STILL_OPEN.fullmatch(by.get("status", "")):  # so is every new action
        by.pop("status")
    if "text" not in by and not by.keys() & {"owner", "due_on", "status"}:
        return ": ".join([*_values(by, "topic"), "; ".join([*_values(by, "why", "category"), *more])])
    text = _with(
        by.get("text") or "", [*more, *_values(by, "topic", "why", "category", *([] if is_done else ["status"]))]
    )
    if not text:
        return " | ".join(_values(by, "owner", "due_on"))
    said = " | ".join([text.replace("|", "/"), *_values(by, "owner", "due_on")])
    return f"- {'[x] ' if is_done else ''}actie: {said}"


def _mixed(by: dict[str, str], more: list[str]) -> str:
    """A cell under `besluit/actie`: an action has an owner or a day; what says nothing of itself stays as it is."""
    said, topic = by.get("mixed", ""), by.get("topic")
    bare = _AP.sub("", said)
    if bare and (by.keys() & {"owner", "due_on"} or bare != said):
        return _action({**by, "text": bare}, more)
    if topic and (begun := _BEGINS.match(said)):
        return f"- {begun[0]}{_with(said[begun.end() :], [topic, *more])}"
    return _with(": ".join([*_values(by, "topic"), said]), more)


def _values(by: dict[str, str], *names: str) -> list[str]:
    return [by[name] for name in names if by.get(name)]


def _with(text: str, more: list[str]) -> str:
    return f"{text} ({'; '.join(_bare(one) for one in more)})" if more and text else text or "; ".join(more)


def _bare(text: str) -> str:
    """A cell without the brackets around it, where it comes to stand between brackets."""
    return text[1:-1] if re.fullmatch(r"[(\[][^()\[\]]*[)\]]", text) else text


def _bottleneck(word: str, key: str) -> Writer:
    def write(by: dict[str, str], more: list[str]) -> str:
        title = by.get(key, "")
        category = f" [{by['category']}]" if by.get("category") else ""
        rest = [value for name, value in by.items() if name not in (key, "category")]
        return f"- {word}: {_with(title, [*rest, *more])}{category}" if title else "; ".join([*rest, *more])

    return write


def _decision(word: str, key: str) -> Writer:
    def write(by: dict[str, str], more: list[str]) -> str:
        rest = [value for name, value in by.items() if name not in (key, "owner")]
        whose = f"{by['owner']}: " if by.get("owner") else ""
        return f"- {word}: {whose}{_with(by.get(key, ''), [*rest, *more])}"

    return write


def _light(by: dict[str, str], more: list[str]) -> str:
    aspect = by.get("aspect") or by.get("text") or ""
    colour = by.get("light") or by.get("status") or ""
    why = "; ".join([*_values(by, "why"), *more])
    return f"{aspect}: {colour}{f' -> {why}' if why else ''}"


def _attended(by: dict[str, str], more: list[str]) -> str:
    return f"aanwezig: {by.get('name', '')}" + (f" ({by['role']})" if by.get("role") else "")


_WRITTEN = {
    "actions": _action,
    "bottlenecks": _bottleneck("knelpunt", "bottlenecks"),
    "risks": _bottleneck("risico", "risks"),
    "decisions": _decision("besluit", "decisions"),
    "agreements": _decision("afspraak", "agreements"),
    "lights": _light,
    "mixed": _mixed,
    "attended": _attended,
}


def _pairs(number: int, cells: list[str]) -> list[Line]:
    """A row of a table without a known head: `Datum | 26 november`, a light, else the cells as they stand."""
    said = [cell for cell in cells if cell]
    if not said:
        return []
    if len(said) >= 2 and (_LIGHTS.code(said[0]) or _HEADER.code(said[0].strip(": ")) or section(said[0], False)):
        behind = f" -> {'; '.join(said[2:])}" if said[2:] else ""
        return [(number, f"{said[0].strip(': ')}: {said[1]}{behind}")]
    return [(number, ": ".join(said) if len(said) == 2 else "; ".join(said))]
