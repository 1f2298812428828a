"""The form of a scan that came back: what stands behind each of its points, in a mail, a document or a sheet.

A point begins with its number (`1.4`) and its words; the words count, since a list may have changed since. In a mail
the answer stands behind `antwoord:`, or behind the number itself; in a table in the columns behind the last answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Joined, Problem, Text, nearest
from ppl.model.scan import ScanPart
from ppl.readers import days

Pair = tuple[str, str]
PARTS: tuple[ScanPart, ...] = ("method", "preconditions", "assignment")
TEXTS: dict[ScanPart, Pair] = {
    "method": ("voorbeeld", "example"),
    "preconditions": ("hoe we dat weten", "how we know"),
    "assignment": ("antwoord", "answer"),
}
WORDS: dict[ScanPart, dict[str, tuple[Pair, tuple[str, ...]]]] = {  # each value: as printed, and as people say it too
    "method": {
        "not": (("niet", "not"), ("nee", "no", "not applied", "niet toegepast", "nog niet", "0", "n")),
        "partly": (("deels", "partly"), ("gedeeltelijk", "half", "een beetje", "soms", "in part", "d", "p")),
        "fully": (("volledig", "fully"), ("helemaal", "geheel", "ja", "yes", "altijd", "in full", "v", "f")),
    },
    "preconditions": {
        "met": (("in orde", "in order"), ("ja", "yes", "op orde", "voldaan", "geregeld", "ok", "oké", "met")),
        "open": (("open", "open"), ("nee", "no", "niet", "nog niet", "niet in orde", "not in order", "not yet")),
        "n-a": (("n.v.t.", "n/a"), ("nvt", "niet van toepassing", "n-a", "na", "does not apply", "not applicable")),
    },
    "assignment": {},
}  # fmt: skip
SENTENCES: dict[str, Pair] = {
    "title": ("Scan", "Scan"),
    "day": ("Dag van de scan", "Day of the scan"),
    "intro": ("Vul in wat er nu anders is. Wat je leeg laat, blijft zoals het was, met de dag van toen.",
              "Fill in what is different now. What you leave empty stays as it was, with the day of then."),
    "roles": ("Schrijf liever een rol dan een naam: projectleider, netbeheerder.",
              "Rather write a role than a name: project leader, grid operator."),
    "choose": ("Antwoord met", "Answer with"),
    "method": ("en daarachter een voorbeeld", "and an example behind it"),
    "preconditions": ("en daarachter hoe we dat weten", "and how we know behind it"),
    "point": ("Punt", "Point"),
    "last": ("laatst", "last"),
    "now": ("Nu", "Now"),
    "answer": ("antwoord", "answer"),
    "end": ("Dit was de scan.", "That was the scan."),
}  # fmt: skip
_ITEM = re.compile(r"[ \t]*(?:[>#*•·–_-]+[ \t]*)*([1-3])\.(\d{1,2})\b[.):]?[*_]*[ \t]*(.*)")
_LABEL = re.compile(rf"(?i)[*_]*\b(?:{'|'.join(SENTENCES['answer'])})\b[*_]*[ \t]*:[*_]*")
_LAST = re.compile(rf"(?i)\((?:{'|'.join(SENTENCES['last'])})\s*:")
_DAY = re.compile(rf"(?i)[ \t]*(?:[>*_|-]+[ \t]*)*(?:{'|'.join(SENTENCES['day'])})[*_]*[ \t]*[:|][ \t]*(.*)")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_END = re.compile(
    r"(?i)\W*(?:dit was de scan|that was the scan|(?:met\s+)?(?:vriendelijke\s+|hartelijke\s+)?groet(?:en|jes)?|mvg"
    r"|(?:kind|best)\s+regards)\b.{0,40}|--"
)
_PART = re.compile(r"[1-3]\.[ \t]+\S")
_PUT = re.compile(r"[\s?,.:;()–—-]+")
KEYS = {"toegepast": "applied", "voorbeeld": "example", "bewijs": "evidence", "stand": "status"}  # in YAML
FEWEST = 3  # points by which a text is known as this form


class Asked(NamedTuple):
    """A point that the form may have printed. names: what it is called, in both languages, its code and synonyms."""

    part: ScanPart
    code: str
    names: tuple[str, ...]


class Form(NamedTuple):
    """What a form says: fields, the line of each, and what is wrong in it (with an empty file name)."""

    fields: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]
    problems: list[Problem]


class _Row(NamedTuple):
    """What stands behind a point. value: in a column of its own, None where there is no such column."""

    line: int
    part: ScanPart
    number: int
    label: str
    value: str | None
    text: str


def is_scan(text: str) -> bool:
    """Whether a text is the form of a scan: enough lines that begin with the number of a point and say more."""
    found = (_ITEM.match(line) for line in text[:400_000].split("\n"))
    return sum(1 for one in found if one is not None and len(one[3]) > 2) >= FEWEST


def is_whole(text: str) -> bool:
    """Whether a text is this form down to its last sentence, and so no notes with numbers of their own."""
    return any(end in text for end in SENTENCES["end"]) and is_scan(text)


def read(name: str, text: str, asked: Sequence[Asked], near: Any) -> Form:
    """What somebody filled in. near: the day from which days in words count"""
    text = text.replace("\u00a0", " ")  # a document keeps the parts of a day together
    form = Form({}, {}, [])
    by_name = {part: _by_name(asked, part) for part in PARTS}
    in_order = {part: [one.code for one in asked if one.part == part] for part in PARTS}
    for number, line in enumerate(text.split("\n"), 1):
        if (match := _DAY.match(_QUOTE.sub("", line))) and (said := match[1].strip(" |*_")):
            _take_day(form, name, number, said, near)
    for row in _rows(text):
        code, behind = _code(row, by_name[row.part], in_order[row.part])
        said = " ".join(f"{behind} {row.value or ''} {row.text}".split())
        if not said.strip(" -–—._*|"):
            continue
        if code is None:
            what = Text("{number} `{label}` is nothing that this scan asks", number=_number(row), label=row.label[:60])
            remedy = Text("print the form anew: ppl form scan PROJECT; or take the line away")
            form.problems.append(Problem(name, row.line, what, remedy, "scan"))
        else:
            _take(form, name, row, code, behind)
    return form


def _take_day(form: Form, name: str, line: int, said: str, near: Any) -> None:
    day = days.day(said.strip(" ."), near)
    if day is None:
        what, remedy = Text("`{text}` is no day", text=said), Text("write it as 2026-07-06 or 6 juli 2026")
        form.problems.append(Problem(name, line, what, remedy, "scan"))
    else:
        form.fields["on"] = day.isoformat()
        form.lines[("on",)] = line


def _rows(text: str) -> Iterator[_Row]:
    """Each point with what stands behind or below it, up to an empty line below its answer."""
    open: _Row | None = None
    for number, whole in enumerate(text.split("\n"), 1):
        line = _QUOTE.sub("", whole).strip()
        match = _ITEM.match(line)
        is_over = match is not None or line.startswith("#") or _END.fullmatch(line) is not None
        is_over = (
            is_over
            or _PART.match(line) is not None
            or " | " in line
            or (not line and open is not None and _is_answered(open))
        )
        if open is not None and is_over:
            yield _split(open)
            open = None
        if match is not None and "|" in match[3]:
            yield _of_table(number, PARTS[int(match[1]) - 1], int(match[2]), match[3])
        elif match is not None:
            open = _Row(number, PARTS[int(match[1]) - 1], int(match[2]), match[3], None, "")
        elif open is not None and line and not is_over:
            open = open._replace(label=f"{open.label} {line}")
    if open is not None:
        yield _split(open)


def _is_answered(row: _Row) -> bool:
    label = _LABEL.search(row.label)
    return label is None or bool(row.label[label.end() :].strip())


def _split(row: _Row) -> _Row:
    """A row of a mail: what was printed, and the answer behind `antwoord:`."""
    label = _LABEL.search(row.label)
    if label is None:
        return row._replace(label=row.label.strip(" *_"))
    printed = _LAST.split(row.label[: label.start()], maxsplit=1)[0]
    return row._replace(label=printed.strip(" *_–—-"), text=row.label[label.end() :].strip())


def _of_table(line: int, part: ScanPart, number: int, rest: str) -> _Row:
    """A row of a table: its words, the last answer, and what is filled in."""
    label, *cells = [cell.strip() for cell in rest.split("|")]
    cells = [*cells, "", "", ""]
    if part == "assignment":
        return _Row(line, part, number, label, None, " | ".join(cell for cell in cells[1:] if cell))
    return _Row(line, part, number, label, cells[1], " | ".join(cell for cell in cells[2:] if cell))


def _number(row: _Row) -> str:
    return f"{PARTS.index(row.part) + 1}.{row.number}"


def _by_name(asked: Sequence[Asked], part: ScanPart) -> dict[str, str]:
    """The code of each name of a part, the longest names first."""
    found = {_plain(name): one.code for one in asked if one.part == part for name in reversed(one.names)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split()).strip(" ?.:*_")


def _code(row: _Row, names: Mapping[str, str], in_order: Sequence[str]) -> tuple[str | None, str]:
    """Which point a row is about, and what stands behind its words; by its number where none of its words are there."""
    label = _plain(row.label)
    for name, code in names.items():
        if label == name:
            return code, ""
    if row.value is not None or row.text:
        return None, ""
    for name, code in names.items():
        if label.startswith(name) and _PUT.match(label[len(name) :] or "x"):
            return code, row.label[len(name) :].lstrip(" ?.,:;*_–-")
    is_known = row.label.strip() and not row.label.rstrip().endswith("?") and 0 < row.number <= len(in_order)
    return (in_order[row.number - 1], row.label) if is_known else (None, "")


def _take(form: Form, name: str, row: _Row, code: str, behind: str) -> None:
    said = re.sub(r"([.!?]);\s", r"\1 ", " ".join(f"{behind} {row.text}".split()))  # lines of a cell
    if row.part == "assignment":
        if said:
            form.fields.setdefault("assignment", {})[code] = said
            form.lines[("assignment", code)] = row.line
        return
    if row.value is None:
        value, text = _apart(row.part, said)
        shown = said
    else:
        value, text = _value(row.part, row.value), said
        shown = row.value
    if value is None:
        if not shown.strip(" -–."):
            what = Text("{number}: it does not say how it stands", number=_number(row))
        else:
            what = Text("{number}: `{text}` does not say how it stands", number=_number(row), text=shown[:60])
        form.problems.append(Problem(name, row.line, what, _choose(row.part, shown), "scan"))
        return
    keys = ("applied", "example") if row.part == "method" else ("status", "evidence")
    answer = {keys[0]: value, **({keys[1]: text} if text else {})}
    if row.part == "method":
        form.fields.setdefault("method", {})[code] = answer
        form.lines[("method", code)] = row.line
    else:
        points = form.fields.setdefault("preconditions", [])
        form.lines[("preconditions", len(points))] = row.line
        points.append({"code": code, **answer})


def _choose(part: ScanPart, said: str) -> Text:
    words = [pair[0] for pair, _ in WORDS[part].values()]
    return nearest(said, words, Text("begin with one of: {listed}", listed=Joined(tuple(words), "; ")))


def said_of(part: ScanPart) -> dict[str, str]:
    """By each word for an answer what it is, the longest first."""
    found = {
        word.casefold(): value for value, (pair, others) in WORDS[part].items() for word in (*pair, *others, value)
    }
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _value(part: ScanPart, said: str) -> str | None:
    plain = " ".join(said.casefold().split()).strip(" *_")
    known = said_of(part)
    return known.get(plain) or known.get(plain.rstrip("."))


def _apart(part: ScanPart, said: str) -> tuple[str | None, str]:
    """An answer in one line: `deels, alle vakken zitten aan tafel`."""
    plain = said.casefold()
    for word, value in said_of(part).items():
        if not plain.startswith(word):
            continue
        rest = said[len(word) :]
        if not rest or _PUT.match(rest):
            return value, _PUT.sub("", rest, count=1) if _PUT.match(rest) else rest
    return None, said


def in_codes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a scan in YAML with what people say for its answers: `rekenen: deels`, `status: ja`."""
    found = dict(fields)
    if isinstance(steps := fields.get("method"), Mapping):
        found["method"] = {code: _coded("method", "applied", one) for code, one in steps.items()}
    if isinstance(points := fields.get("preconditions"), list):
        found["preconditions"] = [_coded("preconditions", "status", one) for one in points]
    return found


def _coded(part: ScanPart, key: str, answer: Any) -> Any:
    if isinstance(answer, str):
        value, text = _apart(part, answer)
        return {key: value or answer, **({"example": text} if value and text else {})}
    if not isinstance(answer, Mapping):
        return answer
    found = {KEYS.get(name, name): value for name, value in answer.items()}
    if isinstance(said := found.get(key), str):
        found[key] = _value(part, said) or said
    return found
