"""A clause behind `dat` as a sentence of its own: `de avond op 1 maart plaatsvindt` has its verb put in front."""

import re

from ppl.readers.doers import VERBS

MOST_WORDS, MOST_BEHIND = 30, 8
_SAID_PRONOUNS = """
    we wij ik het dit dat zij ze men
    iedereen partijen jullie hij beide allen niemand alles er
"""
_PRONOUNS = frozenset(_SAID_PRONOUNS.split())
_SAID_DETERMINERS = """
    de het een elke alle deze onze
    die elk iedere ieder beide geen jullie hun
"""
_DETERMINERS = frozenset(_SAID_DETERMINERS.split())
_SAID_ADJECTIVES = """
    nieuwe eerste tweede derde volgende definitieve aangepaste gezamenlijke ambtelijke bestuurlijke wekelijkse hele
    extra oude huidige vaste tijdelijke gemeentelijke bijgewerkte
"""
_ADJECTIVES = frozenset(_SAID_ADJECTIVES.split())
_SAID_BEFORE = """
    op uiterlijk voor vóór per vanaf in tot na
    met over bij rond door aan naar van binnen tijdens
"""
_BEFORE = frozenset(_SAID_BEFORE.split())
_SAID_AUX = """
    wordt worden is zijn heeft hebben gaat gaan zal zullen moet moeten kan kunnen mag mogen wil willen blijft blijven
    komt komen laat laten werd werden was waren
"""
_AUX = frozenset(_SAID_AUX.split())
_PARTICIPLE = re.compile(
    r"(?:\w{2,5})?ge[a-zë]{2,}(?:d|t|en)|(?:be|ver|ont|her|over|onder)[a-zë]{2,}(?:d|t|en)|vrij\w+"
)
_INFINITIVE = re.compile(r"[a-zë]{2,}en|(?:\w*)(?:doen|gaan|zien|staan)")
_FINITE = re.compile(
    r"(?!ge(?!eft|ven)|\w+(?:ment|teit|recht|project|punt|besluit|icht|port|tract|cept|scht)$)[a-zë]{2,}t"
    r"|(?:be|op|aan|in|toe|ver)?(?:richt|licht|zwicht)"
)
_PLURAL = re.compile(r"[a-zë-]{3,}en|[a-zë-]{3,}[^s]s|we|wij|partijen|allen|beide|jullie|zij|ze")
_PARTS = "plaats|terug|samen|deel|vast|rond|vrij|klaar|mee|toe|uit|aan|bij|weg|na|op|af|in|door|voor|om"
_SAID_STEMS = """
    stel neem vind stuur lever maak doe ga kom hou houd leg zet zoek vraag werk geef breng pak rond sluit spreek plan
    pas loop lees denk trek roep schuif kijk haal laat meld bereid voer richt teken koppel nodig wijs reken start bouw
    bel mail schrijf draag sta steek val schakel vul vaardig deel tref praat gaa betaal staa slaa
"""
_STEMS = sorted(_SAID_STEMS.split(), key=len, reverse=True)
_SPLIT = re.compile(rf"(?P<part>{_PARTS})(?P<verb>(?:{'|'.join(_STEMS)})t?|(?:{_PARTS})?[a-zë]{{3,}}en)")
_NUMBER = re.compile(r"\d{1,3}[a-z]?|[A-Z]\d?")
_MORE = re.compile(r"[;:?,]|\b(?:dat|die|omdat|als|zodra|tenzij|mits|wanneer|zodat|maar|waar\w*|hoe|of|te)\b", re.I)


def main_clause(text: str) -> str:
    """The same as a main clause, with its verb behind who does it; empty where that is not plain."""
    said = text.strip(" .!")
    words = said.split()
    if not 2 <= len(words) <= MOST_WORDS:
        return ""
    size = _subject(words)
    rest = words[size:]
    if not rest or _MORE.search(" ".join(words[1:])):
        return ""
    is_plural = (size > 1 and " en " in " ".join(words[:size])) or bool(_PLURAL.fullmatch(words[size - 1].lower()))
    ends = [len(rest)]
    ends += [n for n in range(len(rest) - 1, max(0, len(rest) - MOST_BEHIND), -1) if rest[n].lower() in _BEFORE]
    turned = [(_with_two(rest[:end]), rest[end:]) for end in ends]
    turned += [(_turned(rest[:end], is_plural), rest[end:]) for end in ends]
    found, behind = next(((one, left) for one, left in turned if one is not None), (None, []))
    if found is None:
        return ""
    whole = " ".join([*words[:size], *found, *behind]) + ("." if text.rstrip().endswith(".") else "")
    return whole[:1].upper() + whole[1:]


def _subject(words: list[str]) -> int:
    """How many words say who or what a clause is about."""
    size = _noun(words, 0)
    for _ in range(2):
        if len(words) > size + 2 and words[size].lower() in ("van", "en"):
            size = _noun(words, size + 1)
    return size


def _noun(words: list[str], start: int) -> int:
    """Where a noun ends that begins at a word."""
    if words[start].lower() in _PRONOUNS and words[start].lower() not in _DETERMINERS:
        return start + 1
    size = start
    if words[start].lower() in _DETERMINERS:
        size += 1
        if words[start].lower() in _PRONOUNS and len(words) > size and words[size].lower() in _BEFORE | _DETERMINERS:
            return size  # `het` by itself
    while len(words) > size + 1 and words[size].lower() in _ADJECTIVES:
        size += 1
    is_numbered = len(words) > size + 2 and _NUMBER.fullmatch(words[size + 1]) is not None
    return min(size + (2 if is_numbered else 1), len(words))  # `fase 2`


def _with_two(words: list[str]) -> list[str] | None:
    """Words that end with two verbs, `gedeeld worden` or `heeft vastgesteld`, with the first verb in front."""
    if len(words) < 2:
        return None
    *before, above, last = words
    if last.lower() in _AUX and _is_second(above.lower()):
        return [last, *before, above]
    return [above, *before, last] if above.lower() in _AUX and _is_second(last.lower()) else None


def _is_second(verb: str) -> bool:
    return bool(_PARTICIPLE.fullmatch(verb) or _INFINITIVE.fullmatch(verb))


def _turned(words: list[str], is_plural: bool) -> list[str] | None:
    """What stands behind the subject, with the verb that ends it in front; None where no verb ends it."""
    if not words:
        return None
    *before, last = words
    low = last.lower()
    if (match := _SPLIT.fullmatch(low)) and (low.endswith("t") or is_plural):
        return [match["verb"], *before, match["part"]]
    if re.match(rf"(?:{_PARTS})[a-z]{{3,}}", low) and low not in VERBS:
        return None  # whether it comes apart is not known
    is_verb = low in VERBS or low in _AUX or _FINITE.fullmatch(low) or (is_plural and _INFINITIVE.fullmatch(low))
    return [last, *before] if is_verb else None
