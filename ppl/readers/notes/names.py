"""Names of people in loose notes, also of those whom no register knows, and the role that the notes give them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ppl.readers.doers import STRUCK, VERBS
from ppl.readers.notes.firms import STREET, is_known_firm, is_legal_form, is_place_or_firm
from ppl.readers.notes.first_names import ALSO_WORDS, FIRST_NAMES
from ppl.readers.notes.headings import heading
from ppl.readers.notes.openings import opening
from ppl.readers.words import Names, plain

Line = tuple[int, str]
AROUND, LONGEST = 120, 4_000  # how far from a name a role is looked for, in so much of a line
_CAP = r"[A-ZÀ-ÝĆČĐĞİŁŃŚŞŠŹŻŽ][a-zà-ÿā-ž]+(?:['’-][A-Za-zà-ÿā-ž]+)*"
_OF = r"(?:(?:van|von|de|der|den|ten|ter|het|el|al|ben|la|le|du|di|da|'t|’t|op|in|aan|bij|v\.?\s?d\.?)\s+)"
_FAMILY = rf"(?:{_OF}{{0,3}}(?:(?:El|Al|Ben|Bin|Van|Von|De|Den|Der|Ter|Ten|Di|Da|La|Le)\s+){{0,2}}{_CAP}(?:-{_CAP})?)"
_PERSON = re.compile(rf"(?<![\w@.-])({_CAP})((?:\s+[A-Z]\.)*\s+{_FAMILY})?(?![\w@])")
_TITLES = (
    r"(?:(?<![\w.])(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|(?:[Dd]e )?[Hh]eer|[Mm]eneer"
    r"|(?:[Mm]r|[Ii]r|[Dd]rs|[Ii]ng|[Dd]r|[Dd]s|[Pp]rof)\.?))"
)
_TITLED = re.compile(rf"{_TITLES}\s+((?:[A-Z]\.\s?)*{_FAMILY})")
_INITIALED = re.compile(rf"(?<![\w.])((?:[A-Z]\.\s?){{1,4}}{_FAMILY})(?!\w)")
_WITH_PREFIX = re.compile(rf"(?<![\w-])({_CAP}\s+(?:van\s+(?:de|der|den|het)|de|der|den|ten|ter)\s+{_CAP})(?!\w)")
_SURELY = re.compile(rf"{_CAP}(?:\s+{_FAMILY})?|(?:[A-Z]\.\s?)+{_FAMILY}")
_BEFORE_ROLE = re.compile(rf"(?<![\w@-])({_CAP}(?:\s+{_FAMILY})?)\s*\(([^()]{{2,60}})\)")
_LISTED = re.compile(
    r"[ \t>|*_-]*(?:aanw(?:ezig(?:en)?)?|deelnemers?|afwezig|afgemeld|erbij|present|attendees|genodigden"
    r"|met)\b[.*_]*\s*[:|]",
    re.I,
)
_SPEAKER = re.compile(
    r"[ \t]*(?:\[[^\]]{3,24}\]|\d{1,2}[:.]\d\d"
    r"|\d{1,2}[-/]\d{1,2}[-/ ]\S{2,20}(?: \d\d:\d\d)?\s?-)\s*([^:|\[\]]{2,60}?)\s*(?::|$)"
)
_SAID_NO_FAMILY = """
    De Het Een En Of In Op Aan Bij Voor Met Van Uit Over Door Gaat Belt Is Heeft Wil Moet Kan Zal Vraagt Stuurt
    Actie Besluit
"""
_NO_FAMILY = frozenset(_SAID_NO_FAMILY.split())
_ORGANISATIONS = re.compile(
    r"(?:gemeente|waterschap|provincie|ministerie|bureau|afdeling|college|raad|stichting|vereniging|team"
    r"|b\.?v\.?|n\.?v\.?|rijk|dienst"
    r"|corporatie|ontwikkel|commissie|groep|adviseur|manager|leider|kundige|econoom|beheerder|wethouder"
    r"|burgemeester|jurist|griffie"
    r"|project|bouw|groep|partners|architect|advies|holding|horeca|notulist|voorzitter|secretaris|bewoner|huurder|omwonend|vakafdel|ambtelijk|vertegenwoordig"
    r"|verkeer|ruimte|wonen|grond)",
    re.I,
)
_BEHIND = re.compile(r"\s*(?:,|\||[-–=:](?=\s))\s*([^,;|.()]{2,60})")
_BEHIND_NO_COMMA = re.compile(r"\s*(?:\||[-–=:](?=\s))\s*([^,;|.()]{2,60})")
_INSIDE = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]")


class Mention(NamedTuple):
    """A person whom the notes name. forms: the ways in which; lines: where; role: what the notes say they are."""

    name: str
    forms: tuple[str, ...]
    lines: tuple[int, ...]
    role: str | None = None


def mentions(
    lines: list[Line], known: Iterable[str], roles: Names, places: Collection[str] = (), signed: Iterable[str] = ()
) -> list[Mention]:
    """The people named in lines, in the order in which they come.

    known: names from what stood around a mail; places: names of projects and municipalities, which are nobody's
    signed: lines of signatures, which may say who is what
    """
    places_of = {plain(place) for place in places} | {word for place in places for word in plain(place).split()}
    found: dict[str, None] = {}
    for name in [*known, *(name for text in _marked(lines) for name in _named(text, roles))]:
        whole = " ".join(name.split()).strip(" .,:;")
        if whole and not _is_other(whole, roles, places_of):
            found.setdefault(whole)
    people: list[list[str]] = []
    for name in sorted(found, key=lambda one: -len(one.split())):
        group = next((group for group in people if _is_same(name, group)), None)
        (group.append(name) if group is not None else people.append([name]))
    whole_text = [*lines, *((0, one) for one in signed)]
    made = [_mention(group, lines, whole_text, roles) for group in people]
    return sorted((one for one in made if one.lines), key=lambda one: (one.lines[0], one.name))


def _marked(lines: list[Line]) -> Iterator[str]:
    """The lines, those of a list of people marked as such."""
    is_listed = False
    for _, text in lines:
        title = heading(text)
        if title is not None:
            is_listed = title[0] == "attended" or bool(_LISTED.fullmatch(f"{title[1]}:"))
        elif not text.strip():
            is_listed = False
        yield f"aanwezig: {text.strip(' -*•o')}" if is_listed and title is None and text.strip() else text


def _mention(group: list[str], lines: list[Line], around: list[Line], roles: Names) -> Mention:
    forms = _forms(group)
    pattern = _pattern(forms)
    where = tuple(number for number, text in lines if pattern.search(text))
    role = next((role for _, text in around if (role := _role(text, pattern, roles))), None)
    signed = [text for number, text in around if not number]
    if role is None and signed and any(pattern.search(text) for text in signed[:2]):
        role = next((role for text in signed if not pattern.search(text) and (role := role_in(text, roles))), None)
    return Mention(group[0], forms, where, role)


def _named(text: str, roles: Names) -> Iterator[str]:
    """The names in a line: by a first name, a title, initials, or the place where they stand."""
    for match in _persons(text):
        first, family = match[1], (match[2] or "").strip()
        is_first_name = _is_first(first) if family else first in FIRST_NAMES
        if family and (family.split()[0] in _NO_FAMILY or roles.code(family)):
            family = ""
        if not is_first_name or (not family and first in ALSO_WORDS and not _does(text[match.end() :])):
            continue
        if family and not family.startswith("van") and STREET.match(family.split(" ")[-1]):
            continue
        before, behind = text[: match.start()], text[match.end() :]
        if family and (is_known_firm(f"{first} {family}", before) or is_place_or_firm(family, behind)):
            continue
        if family or not re.match(r"\s*['’]?\d", behind):
            yield f"{first} {family}".strip()
    for pattern in (_TITLED, _INITIALED):
        for match in pattern.finditer(text):
            if not (is_place_or_firm(match[1], text[match.end() :]) or is_legal_form(match[1])):
                yield match[1]
    for match in _WITH_PREFIX.finditer(text):
        is_first = not text[: match.start()].strip(" -*•|>") or text[: match.start()].rstrip()[-1:] in ".!?:"
        is_firm = is_place_or_firm(match[1], text[match.end() :]) or is_known_firm(match[1], text[: match.start()])
        if not is_first and not is_firm and not _ORGANISATIONS.match(match[1]):
            yield match[1]
    for match in _BEFORE_ROLE.finditer(text):
        if role_in(match[2], roles):
            yield from _surely(match[1], roles)
    if (speaker := _SPEAKER.match(text)) is not None:
        yield from _surely(speaker[1], roles)
    if (listed := _LISTED.match(text)) is not None:
        for piece in re.split(r"[,;|/&]|\ben\b", re.sub(r"\([^()]*\)", "", text[listed.end() :])):
            yield from _surely(re.split(r"\s[-–]\s|:", piece)[0], roles)


def _persons(text: str) -> Iterator[re.Match[str]]:
    """Where a name may stand; behind a word that is no first name the next may be one: `Bel Jan Jansen`."""
    start = 0
    while (match := _PERSON.search(text, start)) is not None:
        yield match
        start = match.end(1) if match[2] and not _is_first(match[1]) else match.end()


def whole_names(text: str, roles: Names) -> list[str]:
    """The names in a text that are surely whole: a first name with a family name, initials or a title before it.

    Whoever is named by the first name alone is not among them: many are words too.
    """
    titled = {match[1] for match in _TITLED.finditer(text)}
    found = dict.fromkeys(" ".join(name.split()) for line in text.splitlines() for name in _named(line, roles))
    return [
        name
        for name in found
        if not _is_other(name, roles, set())
        and (name in titled or _INITIALED.fullmatch(name) or (" " in name and _is_first(name.split()[0])))
    ]


def _is_first(word: str) -> bool:
    return all(part in FIRST_NAMES for part in word.split("-"))


def _does(behind: str) -> bool:
    """Whether what stands behind a word says that somebody does something: `Elke stuurt`, not `Elke vrijdag`."""
    following = behind.split()[:1]
    return following != [] and following[0] in VERBS - {"is", "heeft", "moet", "kan"}


def _surely(text: str, roles: Names) -> Iterator[str]:
    """A text as a whole, where only the name of somebody can stand."""
    bare = re.sub(r"\([^()]*\)", "", text).strip(" .,*_-")
    words = bare.split()
    while len(words) > 1 and (
        roles.code(words[0]) or words[0].lower() in ("namens", "wethouder", "mevrouw", "mw", "dhr")
    ):
        words = words[1:]
    bare = " ".join(words)
    if opening(f"{bare}: -", roles) is not None:  # `Besloten (college)` is not somebody
        return
    if _SURELY.fullmatch(bare) and not bare.isupper():
        yield bare


def _is_other(name: str, roles: Names, places: set[str]) -> bool:
    """Whether a text is known as something else: a role, an organisation, a place."""
    said = plain(name)
    if said in places or roles.code(name) is not None or said == plain(STRUCK).strip("[]"):
        return True
    return bool(_ORGANISATIONS.match(name)) or any(roles.code(word) for word in name.split())


def _is_same(name: str, group: list[str]) -> bool:
    """Whether a shorter name is somebody's whose whole name is known: `Karin`, `De Boer`, `K. de Boer`."""
    whole = group[0]
    words, others = plain(name).split(), plain(whole).split()
    if words == others or (len(words) == 1 and words[0] in (others[0], others[-1])):
        return True
    return len(words) > 1 and words[-1] == others[-1] and words[0][0] == others[0][0] and len(words[0]) == 1


def _forms(group: list[str]) -> tuple[str, ...]:
    """The ways in which somebody may be named: whole, by the first name, by the family name, by initials."""
    found = dict.fromkeys(group)
    for name in group:
        words = name.split()
        if len(words) > 1:
            first, family = words[0], " ".join(words[1:])
            found |= dict.fromkeys((f"{family}, {first}", f"{words[-1]}, {first} {' '.join(words[1:-1])}".strip()))
            if first in FIRST_NAMES or not (first.endswith(".") or re.match(rf"(?i:{_OF})", f"{first} ")):
                found.setdefault(first)
            if len(words[-1]) > 3:
                found |= dict.fromkeys((family, family[:1].upper() + family[1:], words[-1]))
            initials = "".join(word[0] for word in words)
            found |= dict.fromkeys(
                one for one in (initials, "".join(w[0] for w in words if w[0].isupper())) if len(one) > 2
            )
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in forms)
    firsts = [form.lower() for form in forms if form in FIRST_NAMES and len(form) > 3 and form not in ALSO_WORDS]
    begins = f"|(?:(?<=^)|(?<=^- )|(?<=^@)|(?<=@))(?:{'|'.join(firsts)})" if firsts else ""
    return re.compile(rf"(?<![\w-])(?:{each}{begins})(?:['’]?s)?(?![\w@])")


def role_in(text: str, roles: Names) -> str | None:
    """The role that a few words name: `projectleider gemeente X` is a project leader."""
    found: dict[str, None] = {}
    for piece in [text, *re.split(r"[,;/|(]|\s[-–]\s", text)]:
        words = piece.strip(" .,*_)").split()
        codes = (roles.code(" ".join(words[:size])) for size in range(min(len(words), 5), 0, -1))
        if (code := next((code for code in codes if code), None)) is not None:
            found.setdefault(code)
    if found:  # `bureau, procesmanager` is the process manager
        return next((code for code in found if code != "bureau"), "bureau")
    return roles.mentioned(text[:120])


def _role(text: str, pattern: re.Pattern[str], roles: Names) -> str | None:
    """The role that a line gives to somebody: `Karin (pl)`, `Karin de Boer, projectleider`, `projectleider Karin`."""
    for match in pattern.finditer(text[:LONGEST]):
        behind, before = text[match.end() : match.end() + AROUND], text[max(0, match.start() - AROUND) : match.start()]
        inside = _INSIDE.match(behind)
        if inside and (code := role_in(inside[1], roles)):
            return code
        next_to = _beside(text).match(behind)
        if next_to and (
            code := roles.code(next_to[1]) or (role_in(next_to[1], roles) if _LISTED.match(text) else None)
        ):
            return code
        words = re.findall(r"[\w&-]+", before)[-3:]
        if before.rstrip()[-1:] not in ",;:.|()":
            for size in range(len(words), 0, -1):
                if code := roles.code(" ".join(words[-size:])):
                    return code
    return None


def _beside(text: str) -> re.Pattern[str]:
    """What stands behind a name; in a list of people with commas a comma begins the next one."""
    return _BEHIND_NO_COMMA if _LISTED.match(text) and ";" not in text else _BEHIND


def replaced(text: str, people: Mapping[Mention, str], roles: Names) -> str:
    """A line with what stands for people in the place of their names; a role that stands beside it is said once."""
    for person, words in people.items():
        pattern = _pattern(person.forms).pattern
        for match in reversed([*re.finditer(rf"(?:{_TITLES}\s+){{0,3}}(?:{pattern})", text)]):
            text = _swapped(text, match, words, person, roles)
    return text


def _swapped(text: str, match: re.Match[str], words: str, person: Mention, roles: Names) -> str:
    before, behind = text[: match.start()], text[match.end() :]
    inside = _INSIDE.match(behind) or _beside(text).match(behind)
    code = roles.code(words)
    if inside and code and role_in(inside[1], roles) == code:
        said = inside[1].split()
        size = next((n for n in range(len(said), 0, -1) if roles.code(" ".join(said[:n])) == code), 0)
        more = " ".join(said[size:]).strip(" ,-–;")
        bracketed = f" ({more})" if more and size else ""
        return f"{before}{words}{bracketed}{behind[inside.end() :]}"
    last = re.findall(r"[\w&-]+", before[-AROUND:])[-3:]
    for size in range(len(last), 0, -1):
        role = " ".join(last[-size:])
        if code and roles.code(role) == code and before.rstrip().endswith(role):
            return before.rstrip() + behind
    return f"{before}{words}{behind}"
