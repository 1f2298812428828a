"""What a reply says to the question whether somebody agrees: yes, yes with a remark, no, or nothing that is clear.

Only what its writer typed is looked at; the mail that was quoted asks for the word `akkoord` itself. In doubt it is no
yes: who reads the mail can always record it by hand.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Literal, NamedTuple

from ppl.readers.signature import is_signature, without_signature

Verdict = Literal["yes", "remarks", "condition", "no", "unclear"]
LONGEST = 600  # signs of a remark; what is longer is more than a remark, or a quote that nobody marked
_WHO = r"(?:(?:(?:ik|wij|we) )?(?:ben|zijn|gaan|ga|kan|kunnen) (?:het )?|i |we )?"
_ALSO = (
    r"(?:hier ?mee |hier |er ?mee |er |daar ?mee |verder |voor |helemaal |volledig |geheel |zeker |ook "
    r"|van harte |prima |wat mij "
    r"betreft |wat ons betreft |van mijn kant |namens de gemeente |fully ){0,4}"
)
_WITH = (
    r"(?: (?:hier ?mee|er ?mee|daar ?mee|mee))?(?: (?:met|op|voor|with|to) (?:(?:dit|deze|het|de|jullie|uw|je"
    r"|onze|the|this|your"
    r") )?(?:mooie |bijgevoegde |toegestuurde |concept[- ]?)?(?:verslag(?:je)?|gespreksverslag|conceptverslag"
    r"|afspraken|tekst|inhoud|bovenstaande"
    r"|onderstaande|weergave|notulen|samenvatting|terugkoppeling|recap|mail|les|formulering|stuk|summary|text|notes"
    r"|minutes|lesson))?"
)
_BEHIND = (
    r"(?: (?:zo|hoor|wat mij betreft|wat ons betreft|van mijn kant|namens de gemeente|helemaal|for me"
    r"|from my side)){0,3}"
)
# to be told to others: `dit mag gedeeld worden`, `mag gedeeld worden`, `deel maar`, `jullie mogen hem delen`
_SHARED = r"(?:gedeeld|verteld|doorverteld|gepubliceerd|geplaatst|gebruikt|openbaar) (?:worden|zijn)"
_SHARE_WHAT = r"(?:dit|dat|hem|het|deze|de les|deze les|die les|deze tekst|de tekst)"
_SHARE = (
    rf"(?:{_SHARE_WHAT} mag|mag {_SHARE_WHAT}|mag) (?:zo |gewoon |gerust |zeker )?{_SHARED}"
    rf"|deel (?:{_SHARE_WHAT} )?(?:maar|gerust|vooral)"
    rf"|(?:je|jullie|jij|u) (?:mag|mogen) {_SHARE_WHAT} (?:gerust |zeker |zo )?(?:delen|vertellen|gebruiken|plaatsen)"
)
_YES_WORDS = (
    r"akkoord|mee akkoord|eens|mee eens|accoord|agree|agreed|approved|ok|oke|okay|ja|yes|jazeker|prima|uitstekend"
    r"|in orde|goed"
    r"|goed zo|is goed|prima zo|klopt|klopt helemaal|dit klopt|het klopt|dat klopt|zo klopt het|alles klopt"
    r"|dit klopt helemaal|(?:dat |dit |het |alles )?klopt (?:allemaal|precies|zo)"
    r"|(?:ja )?(?:hoor )?(?:dat|dit|het) mag(?: hoor| zeker| natuurlijk)?"
    rf"|{_SHARE}"
    r"|ziet er goed uit|het ziet er goed uit|dit ziet er goed uit|zo is het goed|zo is het prima|goedgekeurd"
    r"|looks good"
    r"|ik vind het (?:prima|goed)|(?:ik heb |wij hebben )?niets toe te voegen|zonder opmerkingen(?: akkoord)?"
    r"|fine|all good|that is right|correct|prima verslag|goed verslag|helder verslag|duidelijk verslag|mooi verslag"
    r"|(?:ik heb |wij hebben |we hebben |i have )?(?:verder )?(?:geen|no) (?:verdere |nadere |further )?(?:op of "
    r"|op en |op )?"
    r"(?:opmerkingen|aanmerkingen|aanvullingen|bezwaar|bezwaren|correcties|comments|remarks|objections)(?: meer)?"
)
_YES = re.compile(rf"{_WHO}{_ALSO}(?:{_YES_WORDS}){_WITH}{_BEHIND}")
_BEGINS = re.compile(rf"{_WHO}{_ALSO}(?:{_YES_WORDS}){_WITH}{_BEHIND}(?= |$)")
_ADDS = re.compile(
    r" ?(?:$|(?:met|maar|alleen|graag|wel|plus|en|een|nog|hierbij|zie|want|dank|bedankt|wil|willen|kun|kunt|voeg"
    r"|with|but|only|please|and|one|also|thanks)\b)"
)
_SURELY = re.compile(
    r"\b(?:akkoord|accoord|agreed?|approved|goedgekeurd|eens|prima|klopt|ok|oke|okay|ja|yes|in orde|goed|uitstekend"
    r"|geen (?:verdere |nadere )?(?:op |op of |op en )?(?:opmerkingen|aanmerkingen|aanvullingen|bezwaar|bezwaren"
    r"|correcties)"
    r"|no (?:further )?(?:comments|remarks|objections)|looks good|fine|all good|correct|(?:dat|dit|het) mag"
    rf"|{_SHARE})\b"
)
_NO = re.compile(
    r"\b(?:niet|geen|nooit|not|cannot|can t|don t) (?:\w+ ){0,4}?(?:akkoord|accoord|eens|agree|agreed|approve"
    r"|approved|goed|"
    r"in orde|correct|juist|kloppend)\b"
    r"|\b(?:akkoord|accoord|eens) (?:ben|zijn|gaan|ga|is|kan|kunnen) (?:ik|wij|we|dit|het)? ?(?:\w+ ){0,2}?niet\b"
    r"|\b(?:klopt|kloppen|deugt) (?:\w+ ){0,4}?(?:niet|geen)\b|\bkan (?:zo )?niet\b"
    r"|\b(?:oneens|onjuist|afgekeurd|niet akkoord|disagree|wrong|incorrect|rejected)\b"
    r"|\b(?:ingetrokken|onder protest|withdrawn)\b"
    r"|^(?:ik (?:heb|deel) (?:dit|het|hem) )?liever niet\b|\bmag (?:\w+ ){0,3}niet\b"
    r"|^(?:nee|neen"
    r"|no)\b(?! (?:further )?(?:comments|remarks|objections))|\bmaak(?:t|en)? bezwaar\b"
)
_DOUBLE_NO = re.compile(r"\bniet oneens\b")
_CONDITION = re.compile(
    r"\b(?:mits|tenzij|voorbehoud|voorwaarde|voorwaarden|zodra|indien|volgt|pas (?:als|na|wanneer|nadat)|nog niet"
    r"|als"
    r"|wanneer|provided|if|once|unless|pending|subject to|until|onder voorb\w*|behalve|uitgezonderd"
    r"|niet (?:met|op|over)|maar dan wel|except|in principe|in beginsel|voorlopig)\b"
)
_COURTESY = re.compile(
    r"(?:met |heel |hartelijk(?:e)? |veel |alvast |nogmaals |many ){0,3}(?:dank|bedankt|dankjewel|dank je(?: wel)?"
    r"|dank u(?: wel)?|thanks|thank you|thx|merci)\b.{0,60}"
    r"|(?:met )?(?:vriendelijke|hartelijke|beste|kind) (?:groet|groeten|regards)|(?:groet|groeten|groetjes|mvg|gr"
    r"|regards|best)"
    r"|(?:hoi|hallo|beste|dag|goedemorgen|goedemiddag|hi|hello|dear)(?: \w+){0,3}"
    r"|(?:ik )?(?:zie|spreek) (?:je|jullie|u|jou)(?: \w+){0,3}|we (?:zien|spreken) elkaar(?: \w+){0,3}"
    r"|(?:heel )?(?:veel )?succes(?: (?:er ?mee|verder|met \w+(?: \w+){0,3}))?"
    r"|(?:fijn|goed|prettig|fijne|goede)(?: \w+)? (?:weekend|dag|week|avond|feestdagen)"
    r"|tot (?:dan|volgende week|maandag|dinsdag|woensdag|donderdag|vrijdag|snel|ziens)"
    r"|(?:verstuurd|verzonden|sent) (?:vanaf|met|vanuit|from) (?:mijn |my )?.{0,30}|fijn|top|super|mooi|helder"
    r"|duidelijk"
    r"|(?:fijn|goed|prettig) gesprek|(?:ik heb (?:het|dit|hem) |wij hebben het |het |het verslag )?gelezen"
)
# `06-12345678`, `T: 030 123 45 67 | e.bakker@example.nl`: where who signs can be reached
_REACHED_AT = re.compile(
    r"(?:(?:(?:tel|telefoon|mob|mobiel|e-?mail|web|[tmew])\b[.:]*\s*)?(?:\+?[\d()][\d ()/.-]{6,24}|[^\s@]+@[^\s@]+"
    r"|www\.\S+|\[telefoonnummer\]|\[e-mailadres\]|\[adres\])[\s|,;·•–-]*){1,4}",
    re.I,
)
_JOINED = re.compile(r"\s*[,–—:]\s*|\s+-\s+|\s+(?:en|and)\s+")
_SENTENCE = re.compile(r"(?<!^[A-Z]\.)(?<![\s,.][A-Z]\.)(?<=[.!?;])\s+|\n+")  # not behind an initial


class Reply(NamedTuple):
    """What a reply says. remark: what its writer adds or asks, in their own words; empty for a plain yes."""

    verdict: Verdict
    remark: str = ""


def reply(answer: str, known: Collection[str] = ()) -> Reply:
    """What somebody answers. answer: what they typed, without what they quote; known: names in the mail around it."""
    said = [" ".join(one.split()) for one in _SENTENCE.split(answer) if _words(one)]
    whole = " ".join(said)
    kinds = [_signed_kind(one, known) for one in said]
    found = [kind for kind in kinds if kind != "courtesy"]
    remark = " ".join(one for one, kind in zip(said, kinds, strict=True) if kind not in ("yes", "courtesy"))
    if "no" in found:
        return Reply("no", whole)
    if "condition" in found:
        return Reply("condition", whole)
    if not any(kind in ("yes", "remarks") for kind in found) or len(remark) > LONGEST:
        return Reply("unclear", whole)
    return Reply("remarks" if remark else "yes", remark)


def _signed_kind(sentence: str, known: Collection[str]) -> str:
    """What one sentence is: who signs it adds nothing to a yes."""
    found = _kind(sentence)
    if found not in ("other", "remarks"):
        return found
    if _REACHED_AT.fullmatch(sentence.strip()):
        return "courtesy"
    if is_signature(sentence, known):
        return "courtesy"
    bare = without_signature(sentence, known)
    return kind if bare != sentence and (kind := _kind(bare)) in ("yes", "courtesy") else found


def _kind(sentence: str) -> str:
    """What one sentence is: `yes`, `remarks` (a yes and more), `condition`, `no`, `courtesy` or `other`."""
    said = _words(sentence)
    if len(said) > LONGEST:
        return "no" if _NO.search(said) else "other"
    if _DOUBLE_NO.search(said):
        return "other"
    if _NO.search(said):
        return "no"
    if sentence.rstrip(" )'\"’”").endswith("?"):
        return "other"
    if _SURELY.search(said) and _CONDITION.search(said):
        return "condition"
    if _YES.fullmatch(said):
        return "yes"
    if _COURTESY.fullmatch(said) and not _SURELY.search(said):
        return "courtesy"
    pieces = [_words(one) for one in _JOINED.split(sentence) if _words(one)]
    kinds = ["yes" if _YES.fullmatch(one) else "courtesy" if _COURTESY.fullmatch(one) else "other" for one in pieces]
    if "other" not in kinds:
        return "yes" if "yes" in kinds else "courtesy"
    begins = _BEGINS.match(said)
    if "yes" in kinds[:2] or (begins and _ADDS.match(said, begins.end())):
        return "remarks"
    return "other"


def _words(text: str) -> str:
    """A text for comparing: small letters without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", text[:4000]).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))
