"""Sentences of loose notes that say what somebody will do, or did, without a word that marks them."""

import re

from ppl.readers.clauses import main_clause
from ppl.readers.doers import STRUCK, doer, loosely
from ppl.readers.entry_fields import Gathered
from ppl.readers.forms.session import put
from ppl.readers.notes.openings import opening
from ppl.readers.notes.promises import clauses, earlier, promise
from ppl.readers.people import agent, assigned
from ppl.readers.rows import Item
from ppl.readers.talk import FURTHEST, day_in
from ppl.readers.words import Names

_INTERJECTION = re.compile(
    r"^(?:(?:ja|nee|ok[eé]?|top|prima|goed|dus|en|nou|hoi)\b[\s,.!:]+|[^\w\s\[\]@*\"'(#|-]+\s+){1,3}", re.I
)


_DECIDED = re.compile(
    r"(?:het |de )?(?:college|b&w|b en w|gemeenteraad|raad|stuurgroep|ministerie)\s+(?:heeft|hebben|is|zijn|stemde)\b"
    r"(?!.*\b(?:geen|niet)\b).{0,60}?\b(?:ingestemd|besloten|vastgesteld|goedgekeurd|akkoord|afgewezen|in met"
    r"|vrijgegeven|toegekend|verleend|verworpen|aangehouden|aangenomen|geweigerd|gekozen|bekrachtigd|ingetrokken"
    r"|beschikbaar gesteld)\b",
    re.I,
)
_NOT_YET = (
    r"niet|geen|nog|wordt|worden|kan|kunnen|moet|als|zodra|indien|wanneer|tenzij|of|gaat|zal|zullen|zou|wil|nadat|na"
    r"|voordat|om|hoopt|verwacht|totdat|tot|heeft|hebben"
)
# `Vergunning kap geweigerd (24-11)`: an outcome without who decided; of what is no permit the day must stand there
_OUTCOME = re.compile(
    rf"(?P<what>(?:(?!(?:{_NOT_YET})\b)[\w/‘’'-]+\s){{1,8}}?)(?:is |zijn |werd )?"
    r"(?:(?:gewijzigd|onherroepelijk) )?"
    r"(?:verleend|geweigerd|ingetrokken|vastgesteld|verworpen|aangehouden|goedgekeurd)"
    r"(?P<day>\s+(?:op|d\.?d\.?)\s\S.{2,24}|\s?\([^()]{3,30}\))?[\s.!]*",
    re.I,
)
_PERMIT = re.compile(r"vergunning\b", re.I)
_TELLS = re.compile(
    r".{2,50}?\b(?:zei|zegt|meldt|meldde|vertelde|vertelt|liet (?:\w+ )?weten|laat (?:\w+ )?weten|gaf aan|geeft aan"
    r"|begreep|hoorde)(?: (?:mij|me|ons|ook|nog)){0,2},? dat (?P<what>.{8,})",
    re.I,
)
_BEHIND_IT = re.compile(r"[\s\U0001F300-\U0001FAFF\u2600-\u27bf\ufe0f]+$")  # joy about it
_SPEAKER = re.compile(r"(?P<who>[^:]{2,40}):\s+(?P<said>\S.*)")
_PROMISED = re.compile(
    r"(?:de |het )?(?P<who>\w[\w ]{1,40}?) (?:zegde|zegt|heeft) (?:toe|toegezegd),? (?:om )?(?P<what>.+)", re.I
)
_DELAYS = re.compile(
    r"\b(?:kan|gaat|zal|kost)\b.{0,40}\b(?:weken|maanden|vertraging)\b|\bloopt vast\b|\bte laat\b|\bontbreekt\b", re.I
)
_I_WILL = re.compile(
    r"ik (?P<what>(?:vraag|bel|mail|stuur|regel|maak|plan|check|lever|zoek|zet|pak|werk|schrijf|lees|nodig|agendeer"
    r"|informeer|koppel|toets|reken|haal|leg|bereid|laat)\s+\S.{4,}[^?])",
    re.I,
)
_INFINITIVE = re.compile(
    r"\b(?!(?:geen|alleen|binnen|tussen|meteen|tegen|samen|weken|dagen|maanden)\b)[a-zë]{3,}en\b(?!\s+\w+t\b)"
)
_AT_ONCE = re.compile(r"(?:^|\s)(?:z\.?s\.?m\.?|asap|a\.s\.a\.p\.?|met spoed)[\s.!]*$", re.I)
_AT_LATEST = re.compile(r",\s+uiterlijk\s+\S.{2,24}$", re.I)  # `advies over Didam, uiterlijk 9 dec.`
_NEXT = re.compile(
    r"(?:de |het )?volgende? (?:keer|x|overleg|afspraak|gesprek) (?:\w+ ){0,4}?(?:naar|nr|op|is|wordt) (?P<when>\S.*)",
    re.I,
)
_NOT_THEN = re.compile(r"\b(?:niet|geen|vervalt|misschien|mogelijk|of|tenzij)\b|\?", re.I)
_BEFORE = re.compile(r".{4,}\s<\s?\d.{0,12}")
_WAITS = re.compile(r"(?:we )?wacht(?:en)? (?:nog )?op:? (?P<what>\S.*)", re.I)


def is_decided(sentence: str) -> bool:
    """Whether a sentence tells of a decision: a body took it, or something was granted or refused."""
    if _DECIDED.match(sentence):
        return True
    match = _OUTCOME.fullmatch(sentence)
    return match is not None and bool(match["day"] or _PERMIT.search(match["what"]))


def _decided(sentence: str) -> str:
    """The decision that a sentence tells of, without who tells it: `[naam]: ...`, `ze zei dat de raad ...`."""
    said = _BEHIND_IT.sub("", sentence.removeprefix(f"{STRUCK}:").strip())
    if match := _TELLS.fullmatch(said):
        said = main_clause(match["what"])
        return said if _DECIDED.match(said) else ""
    return said if is_decided(said) else ""


def _told(gathered: Gathered, line: int, sentence: str, roles: Names) -> bool:
    """Take in what a sentence tells by its verb: a decision, a promise, who was there, what is waited for."""
    if decided := _decided(sentence):
        put(gathered, "decisions", [(line, f"- {decided}")])
        return True
    if (match := _PROMISED.fullmatch(sentence)) and roles.code(match["who"]):
        put(gathered, "actions", [(line, f"- {match['who']}: {match['what']}")])
        return True
    if (match := _WAITS.fullmatch(sentence)) and len(sentence.split()) <= 10:
        gathered.add(
            "actions", {"text": sentence.strip(" ."), "status": "waiting", "waits_on": match["what"].strip(" .")}, line
        )
        return True
    if (match := _SPEAKER.fullmatch(sentence)) is None:
        return False
    if gathered.context.categories.code(match["who"]) and _DELAYS.search(match["said"]):
        put(gathered, "bottlenecks", [(line, f"- {sentence}")])
        return True
    owner = agent(match["who"], roles)
    if owner and _BEFORE.fullmatch(match["said"]):
        put(gathered, "actions", [(line, f"- {match['who']}: {match['said']}")])
        return True
    if owner and _AT_ONCE.search(match["said"]) and _INFINITIVE.search(match["said"]):
        gathered.add("actions", _action(match["said"].strip(" ."), owner), line)
        return True
    is_due = _INFINITIVE.search(match["said"]) or _AT_LATEST.search(match["said"])
    if owner and is_due and (found := _by_a_day(gathered, sentence, roles)):
        gathered.add("actions", found, line)
        return True
    if roles.code(match["who"]) is None and match["who"].lower() != STRUCK:
        return _about(gathered, line, match["who"], match["said"], roles)
    opened = opening(bare(match["said"]), roles)
    if (
        opened is not None
        and opened.is_marked
        and opened.key in ("agreements", "decisions", "next")
        and opened.text.strip()
    ):
        put(gathered, opened.key, [(line, f"- {opened.text.strip()}")])
        return True
    if (owner or match["who"].lower() == STRUCK) and (promised := _I_WILL.fullmatch(bare(match["said"]))):
        said = promise(f"{match['who']}: {bare(match['said'])}", roles, gathered.context.near)
        found = _action(said.text, said.owner, said.due_on) if said else _action(promised["what"].strip(" ."), owner)
        gathered.add("actions", found, line)
        return True
    return False


def _about(gathered: Gathered, line: int, topic: str, said: str, roles: Names) -> bool:
    """Take in what somebody will do of a topic: `grex: plec rekent twee varianten door -> 10/12`."""
    near = gathered.context.near
    found = promise(said, roles, near) if len(topic.split()) < 4 and doer(said, roles) else None
    if found is None or re.search(r"\bkomt\b", said):  # `ws komt 3/12 met advies`: when it will be there
        return False
    text = re.sub(r"\s*(?:[-=]+>|→|[-–])\s*$", "", found.text)
    gathered.add("actions", _action(f"{topic.strip()}: {text}", found.owner or doer(said, roles), found.due_on), line)
    return True


def _by_a_day(gathered: Gathered, sentence: str, roles: Names) -> dict[str, object]:
    """The action of `gemeente: stukken sturen, voor 4 december`; nothing where no day to come stands in it."""
    near = gathered.context.near
    found = loosely(assigned(sentence, roles, near), roles, near)
    is_soon = found.due_on is not None and found.due_on >= near.isoformat()
    return _action(found.text, found.owner, found.due_on) if is_soon and found.owner else {}


def bare(sentence: str) -> str:
    """A sentence without the words that open it and say nothing: `ja`, `ok`, `dus`."""
    return _INTERJECTION.sub("", sentence.strip(), count=1)


def deed(gathered: Gathered, line: int, sentence: str, roles: Names) -> bool:
    """Take in what somebody will do by a day, and what was done of an earlier talk; whether it was one."""
    if (done := earlier(bare(sentence))) is not None:
        put(gathered, "actions", [(line, f"- [x] {done.text}")])
        return not done.result
    if _told(gathered, line, bare(sentence), roles):
        return True
    found = [promise(one, roles, gathered.context.near) for one in clauses(bare(sentence), roles)]
    for one in found if None not in found else ():
        assert one is not None
        gathered.add("actions", _action(one.text, one.owner, one.due_on), line)
    return None not in found


def put_next(gathered: Gathered) -> None:
    """Put in the day of the next talk where an agreement says it: `volgende keer schuiven naar vrijdag 4/12`."""
    for text in gathered.fields.get("agreements", ()) if "next_on" not in gathered.fields else ():
        match = _NEXT.match(text)
        day = day_in(match["when"], gathered.context.near) if match and not _NOT_THEN.search(text) else None
        if day is not None and 0 < (day - gathered.context.near).days <= FURTHEST:
            gathered.put("next_on", day.isoformat(), 1, "")
            return


def which(gathered: Gathered, key: str, item: Item) -> str:
    """Of a heading that says two things, the one that an item is: an action has an owner or a day."""
    keys = key.split("/")
    if "actions" in keys:
        context = gathered.context
        found = loosely(assigned(item.whole, context.roles, context.near), context.roles, context.near)
        if item.row.mark or found.owner or found.due_on or doer(item.whole, context.roles):
            return "actions"
        keys.remove("actions")
    if len(keys) > 1 and re.search(r"(?i)\bbeslo|\bbeslui|\bstem\w+ in\b|\bakkoord\b|\bvastgesteld\b", item.whole):
        return "decisions"
    return "agreements" if "agreements" in keys else keys[0]


def _action(text: str, owner: object, due_on: str | None = None) -> dict[str, object]:
    """An action, with its owner and its day where somebody said them."""
    said = {"owner": owner, "due_on": due_on}
    return {"text": text, **{name: value for name, value in said.items() if value}}
