"""The lines of loose notes made ready for reading: bullets of Word, rows of tables, heads with bars, dictated text."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ppl.readers.doers import doer
from ppl.readers.forms.session import numbered
from ppl.readers.notes.head import says_which
from ppl.readers.notes.headings import section
from ppl.readers.notes.openings import opening
from ppl.readers.notes.tables import flattened
from ppl.readers.rows import row
from ppl.readers.words import Names, plain

Line = tuple[int, str]
FIRST_LINES = 10
LONGEST_SENTENCE = 110  # signs of a line without any point or comma, from which on it was dictated
_QUOTE = re.compile(r"^(?:[ \t]*>)+ ?")
_SIGNS = re.compile(
    r"[ \t]?[\U0001F4C5\U0001F5D3\u23F3\u231B\U0001F6EB\u23F0\u23F1\ufe0f]+"
)  # a calendar before a day says nothing
_EMOJI = re.compile(
    r"^([ \t]*)(?:[\U0001F300-\U0001FAFF\u26a0\u2705\u2757\u2753\u27a1\u2b50][\ufe0f]?){1,3}[ \t]+(?=\S)"
)
_LEGAL = re.compile(r"^([ \t]*)\d{1,2}\.\d{1,2}\.?[ \t]+(?=[A-ZÀ-Ý])")  # `4.1 De projectleider ...`
_GLUED = re.compile(r"^([ \t]*[-•*])(?=[^\W\d_])(?![^*\n]*[^*\s]\*)")  # `-actie`, but not `*with stress*`
_WIDE = re.compile(
    r"^(datum|aanwezig(?:en)?|afwezig|deelnemers|verslag|notulist|locatie|plaats|tijd(?:stip)?|project|betreft|onderwerp)"
    r"(?:\s+:\s+|\s?:?(?:\s{3,}|\t+))(?=\S)",
    re.I,
)  # a head in columns
_NB = re.compile(r"^([ \t]*)(?:n\.?b\.?|p\.?s\.?)[ \t]+(?=volgend)", re.I)
_LAST = re.compile(r"(?<=\w{3})[ \t]+j\.?l\.?(?=\W*$)", re.I)  # `donderdag 19 november jl.`
_BEFORE = re.compile(r"(?<=\s)<\s?(?=\d{1,2}[-/]\d)")  # `pm regelt vervanger <4/12`
_IN_COLUMNS = re.compile(r"^[ \t]*(?:[A-Za-z]?\d{1,2}[.)]?[ \t]{1,})?[^\s:|][^:|\t]*?[ ]{3,}[^|\t]*$")
_EMPTY = re.compile(
    r"[ \t]*(?:#+\s*)?(?:\d{1,2}[.)]?\s*)?(?:#+\s*)?[*_]{0,2}(?:(?:opening"
    r"|sluiting|afsluiting|rondvraag|w\.?v\.?t\.?t\.?k\.?"
    r"|mededelingen|verslag|notulen|besproken|discussed|overig)(?: en (?:mededelingen|rondvraag|sluiting))?"
    r"(?: ?(?:om|:)? ?\d{1,2}[.:]\d\d ?(?:uur|u)?)?"
    r"|(?:de |het )?[\w ]{2,30} (?:opent|sluit) (?:het overleg|de vergadering)"
    r"(?: om)?(?: \d{1,2}[.:]\d\d)?(?: uur)?|geen|niets|n\.?v\.?t\.?)[*_]{0,2}[.:]?[ \t]*",
    re.I,
)  # headings and lines of minutes that tell nothing
_LISTED = re.compile(r"[ \t]*(?:[-*+•]|\d{1,2}[.)]|[a-z]\))[ \t]+\S")
_LEAD = re.compile(r"^([ \t]*)\*\*([^*:|]{2,40})\*\*[ \t]+(?=[^\s:–-])")  # `**Volgend overleg** 10 december`
_BOLD = re.compile(r"\*\*(?=\S)([^*]+?)\*\*")
_LABELLED = re.compile(r"[*_]{0,2}(?P<label>[A-Za-z][\w /]{1,24}?)\s?[*_]{0,2}:[*_]{0,2}\s*(?P<said>.*?)[*_]{0,2}\s*")
_PLACE = re.compile(r"(?:locatie|plaats|waar|location|where|ruimte|zaal)", re.I)
_TIME = re.compile(r"(?:tijd(?:stip|en|vak)?|aanvang|start(?:tijd)?|eind(?:e|tijd)|time)", re.I)
_ABOUT = re.compile(r"(?:project|betreft|onderwerp|subject|gesprek|overleg|vergadering|meeting|bijeenkomst)", re.I)
_WRITER = re.compile(
    r"(?:notulist|notulen|verslag(?:legger|legging)?|opgesteld|(?:opgesteld|geschreven|verslag|notulen) door|auteur)",
    re.I,
)
_CLOCK = re.compile(r"(?:\s*(?:van|tot|t/m|uur|u|h|om|[-–]|\d{1,2}(?:[:.]\d\d)?))+\.?", re.I)
_FORMS = (
    ("online", re.compile(r"(?i)\b(?:ms )?teams\b|online|digitaal|zoom|video|webex|google meet")),
    ("phone", re.compile(r"(?i)telefo|gebeld|phone")),
)
_POINTS = re.compile(r"[.!?;:|]\s|[,:;]|^\s*(?:[-*•#>|]|\d+[.)])")
_TURNS = re.compile(
    r"(?<!\s)\s+(?="
    r"(?:(?:en )?verder (?:is|hebben|was)|daarnaast|tot slot|ten slotte|(?:er |ook |en |verder )?is (?:er |ook )?"
    r"(?:afgesproken|besloten)|we (?:hebben|spraken) (?:\w+ )?af(?:gesproken)?|(?:en )?afgesproken (?:is )?dat"
    r"|(?:het |de )?(?:college|raad|gemeenteraad) (?:heeft|besloot)|(?:het |een )?(?:grootste |belangrijkste )?"
    r"(?:knelpunt|risico|probleem) (?:is|blijft)|(?:de )?volgende (?:keer|afspraak|overleg) is|vorige actie)\b)",
    re.I,
)
_SAID_BEFORE_I = "dat die als en of wat wie waar hoe omdat want heb ben ga moet zal kan dan"
_BEFORE_I = frozenset(_SAID_BEFORE_I.split())
_SAID_BEFORE = "de het een van met door aan voor bij dat die als en of op naar over tussen namens om to"
_BEFORE_ROLE = frozenset(_SAID_BEFORE.split())


def prepared(text: str, roles: Names) -> list[Line]:
    """The lines of notes with the bullets of Markdown, a row of a table as a line, and dictated text in sentences."""
    lines = [(number, _bulleted(_QUOTE.sub("", line), roles)) for number, line in numbered(text)]
    if sum(1 for _, line in lines if _LEGAL.match(line)) > 1:
        lines = [(number, _LEGAL.sub(r"\1- ", line)) for number, line in lines]
    lines = [(number, piece) for number, line in lines for piece in _spoken(line, roles)]
    return [(number, "" if _EMPTY.fullmatch(line) else line) for number, line in flattened(lines)]


def _bulleted(line: str, roles: Names) -> str:
    """A line with the bullets of Word as those of Markdown, and room behind a dash: `•<tab>tekst`, `-actie: ...`."""
    line = re.sub(r"^([ \t]*)[•·●\uf0b7-]\t[ \t]*", r"\1- ", line)
    line = re.sub(r"^([ \t]*)(?:[o○◦▪§\uf0a7])\t[ \t]*", r"\1  - ", line)
    line = _WIDE.sub(r"\1: ", line)
    line = _IN_COLUMNS.sub(lambda found: _action_in_columns(found[0], roles), _NB.sub(r"\1", line))
    line = _BEFORE.sub("voor ", _LAST.sub("", line))
    if (lead := _LEAD.match(line)) and (opening(f"{lead[2]}: -", roles) or section(lead[2], False)):
        line = f"{lead[1]}{lead[2]}: {line[lead.end() :]}"
    line = re.sub(r"^([ \t]*)(?:!{1,3}[ \t]+|(?=\?[ \t]))", r"\1- ", line)
    if _LISTED.match(line):
        line = re.sub(r"(?<=\w);[ \t]*$", "", _BOLD.sub(r"\1", line))
    line = _EMOJI.sub(r"\1- ", line)
    return _GLUED.sub(r"\1 ", _SIGNS.sub("", line))


def _action_in_columns(line: str, roles: Names) -> str:
    """A row of a list of actions that was typed in columns: `A1  Projectleider   taxateur inschakelen      3 dec`."""
    cells = re.split(r"\s{3,}", re.sub(r"^\s*[A-Za-z]?\d{1,2}[.)]?\s+", "", line).strip())
    owners = [cell for cell in cells if roles.code(cell) is not None]
    others = [cell for cell in cells if cell not in owners]
    if len(owners) != 1 or not 1 <= len(others) <= 2 or len(others[0].split()) < 2:
        return line
    return f"- actie: {' | '.join([others[0], *owners, *others[1:]])}"


def _spoken(line: str, roles: Names) -> Iterator[str]:
    """The sentences of a line that was dictated without points; any other line as it is."""
    if len(line) < LONGEST_SENTENCE or _POINTS.search(line.rstrip(" .!?")):
        yield line
        return
    parts: list[str] = []
    for part in _TURNS.split(line):
        if parts and len(parts[-1].split()) < 3:  # `verder` before `is afgesproken`
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    for part in parts:
        words, begun = part.split(), 0
        for place in range(2, len(words) - 2):
            said = " ".join(words[place : place + 6])
            before = words[place - 1].lower()
            is_i = words[place].lower() == "ik" and before not in _BEFORE_I
            if place - begun >= 3 and is_i:
                yield " ".join(words[begun:place])
                begun = place
            if is_i or before in _BEFORE_ROLE or place - begun < 3 or not _begins(words[place:], said, roles):
                continue
            yield " ".join(words[begun:place])
            begun = place
        yield " ".join(words[begun:])


def _begins(words: list[str], said: str, roles: Names) -> bool:
    """Whether a sentence begins here: somebody does something."""
    size = 2 if words[0].lower() in ("de", "het") else 1
    is_role = roles.code(" ".join(words[size - 1 : size])) is not None
    return is_role and len(words) > size and re.fullmatch(r"[a-z]{2,}t|gaat|zal|moet", words[size]) is not None and (
        doer(said, roles) is not None
    )  # fmt: skip


class Framed(NamedTuple):
    """lines: without what only frames them; aside: what stood beside the day in a head with bars.

    form, kind: of the talk, where labels of the head say them
    """

    lines: list[Line]
    aside: list[Line]
    form: str | None = None
    kind: str | None = None


def unframed(lines: list[Line], project: Collection[str], roles: Names) -> Framed:
    """The lines without what only says where, when and by whom notes were made.

    `Datum: 26-11-2026 | Duur: 1 uur | Locatie: gemeentehuis`: the day stays in its place, the rest goes apart.
    """
    kept: list[Line] = []
    aside: list[Line] = []
    form = kind = None
    names = sorted({plain(name) for name in project if plain(name)}, key=len, reverse=True)
    first = [number for number, line in lines if line.strip()][:FIRST_LINES]
    last = first[-1] if first else 0
    for number, line in lines:
        pieces = [piece for piece in re.split(r"\s*\|\s*|\s{4,}|\t+", line.strip()) if piece]
        if number > last or not all(_LABELLED.fullmatch(piece) for piece in pieces):
            kept.append((number, line))
            continue
        said = [piece for piece in pieces if not _frames(piece, names, roles)]
        kind = next(filter(None, (_kind(piece, names) for piece in pieces)), kind)
        form = next(filter(None, (_form(piece) for piece in pieces)), form)
        kept.append((number, (line if len(said) == len(pieces) == 1 else said[0]) if said else ""))
        aside += [(number, piece) for piece in said[1:]]
    return Framed(kept, aside, form, kind)


def _frames(piece: str, names: list[str], roles: Names) -> bool:
    """Whether a label says no more than where, when or by whom notes were made."""
    match = _LABELLED.fullmatch(row(0, piece).text)
    if match is None:
        return False
    label, said = match["label"].strip(), match["said"].strip()
    if _PLACE.fullmatch(label) and len(said.split()) <= 6:
        return True
    if _TIME.fullmatch(label) and _CLOCK.fullmatch(said):
        return True
    if _ABOUT.fullmatch(label) and says_which(said, names)[0]:
        return True
    return bool(_WRITER.fullmatch(label)) and (roles.code(said) is not None or said.startswith("["))


def _kind(piece: str, names: list[str]) -> str | None:
    """The kind of a talk, where a label says what it was about and no more."""
    match = _LABELLED.fullmatch(row(0, piece).text)
    is_about = match is not None and _ABOUT.fullmatch(match["label"].strip()) is not None
    is_all, kind = says_which(match["said"], names) if match is not None and is_about else (False, None)
    return kind if is_all else None


def _form(piece: str) -> str | None:
    """The form of a talk, where a label says the place."""
    match = _LABELLED.fullmatch(row(0, piece).text)
    if match is None or not _PLACE.fullmatch(match["label"].strip()) or not match["said"].strip():
        return None
    return next((form for form, words in _FORMS if words.search(match["said"])), "on-site")
