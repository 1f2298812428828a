"""A text as it is looked at: every dash, space, digit and mark in its plain form; and what stands around a number."""

import html
import re
import unicodedata

from ppl.rules.personal_data.signs import INVISIBLE

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_DASH = re.compile(r"[\u2010-\u2015\u2043\u2212\u30fb\ufe58\ufe63]")
_DOT = re.compile(r"[\u3002\u00b7\u2022\u2024\u2027\u2219\u22c5]")
_SLASH = re.compile(r"[\u2044\u2215\u29f8\\]")
_LETTER_O = re.compile(r"(?<![^\W_])[oO](?=6(?:\W{0,3}\d){8}(?!\d))")

# what makes a number the name of a document, a case, a plan ... : the word before it
_PERSONAL = (
    r"tel|mob|gsm|door|rek|burg|sofi|thuis|contact|nood|priv|bereik|fax|bank|whats|app"
    r"|giro|pers|direct|bel|bsn|werk|nummer|spoed|piket|wacht|alarm|secretari|zes|vast"
)
# a word that names nothing but documents and the like, and one after which a telephone number may follow as well
_NAMES = (
    rf"(?<![^\W_])(?!{_PERSONAL})(?:\w+|[^\W\d]+-)(?:nummers?|kenmerk(?:en)?|codes?|[_-]?nrs?|[_-]id)"
    rf"|(?<![^\W_])(?:kenmerk(?:en)?"
    r"|stb|stcrt|staatsblad|staatscourant|trb|pb|ecli|celex|isbn|issn|doi|kvk|rsin|oin|btw|vat|bag|imro|nen|iso|zaakid|ref"
    r"|referentie|factuur|kamerstuk(?:ken)?|kst|gmb|gemeenteblad|prb|wsb|cpv|nuts|ean|sku|id|sha|commit|wbs|olo|dso|tenderned"
    r"|grootboek|kostenplaats|coördinaten?|coordinaten?|rd|x|y|lat|lon)"
)
_THINGS = (
    r"(?<![^\W_])(?:zaak|dossier|document|doc|besluit|inkooporder|order|verzoek|aanvraag|vergunning|perceel|sectie|object|pand"
    r"|versie|ticket|melding|woo|wob|archief|inventaris|raadsvoorstel|raadsbesluit|decos|corsa|djuma|verseon|bestek|project"
    r"|contract|offerte|polis|serie|artikel|rijksmonument|monument|subsidie|akte|deel|kadaster)"
)
_BETWEEN = (
    r"(?![^\W_])[\s.:#=/*\"'(\[-]*(?:(?:is|van|onder|met|nr|nrs|no|nummer|id|kenmerk|code)(?![^\W_])[\s.:#=-]*){0,2}"
    r"(?:(?:19|20)\d\d[\s,./-]+)?(?:(?:nr|no|nummer)[.\s:]+)?(?-i:[A-Z]{1,6}[-./ ]?)?$"
)
_NAMED = re.compile(f"(?:{_NAMES}){_BETWEEN}", re.IGNORECASE)
_OF_A_THING = re.compile(_THINGS + _BETWEEN, re.IGNORECASE)
_MONEY_BEFORE = re.compile(
    r"(?:[€$£]|(?<![^\W_])(?:eur|euro|usd|gbp|ca\.|circa|bedrag|begroot(?:ing)?|totaal))[\s:.]*$", re.IGNORECASE
)
_AMOUNT_AFTER = re.compile(
    r"\s*(?:,-|,=|[€%]|(?:euro|eur|miljoen|mln|miljard|mld|duizend|k€|woning|huis|inwoner|huishouden|arbeidsplaats"
    r"|m[23]\b|m²|vierkante|ha\b|hectare|km|kwh|mwh|gwh|kva|mva|kw\b|mw\b|ton\b|kg\b|mol\b|liter|stuks|procent|bvo|gbo|m\b"
    r"|meter|parkeerplaats|bytes|vlak))",
    re.IGNORECASE,
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?:https?://|www\.|(?<![\w@.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,12}/)[^\s<>\"']+", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"(?<![\d+])(?<!tel=)(?<!phone=)(?<!phone/)(?<!mobiel=)(?<!mobile=)(?<!bsn=)(?<!bsn/)(?<!tel:)(?<!tel/)(?<!wa\.me/)"
    r"(?<!nummer=)"
    r"(?<!telefoon=)(?<!gsm=)(?<!t\.me/)(?<!sms=)\d{7,}",
    re.IGNORECASE,
)
NEAR = 60


def plain_text(text: str) -> str:
    """A text without invisible signs, in which each kind of dash, dot, slash, space and digit has one form."""
    if "&" in text:
        text = html.unescape(text)
    if "%40" in text or "%2B" in text:
        text = text.replace("%40", "@").replace("%2B", "+")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
        text = _SLASH.sub("/", _DOT.sub(".", _DASH.sub("-", text)))
        text = re.sub(r"[^\x00-\x7f]", lambda sign: str(unicodedata.digit(sign.group(), "")) or sign.group(), text)
    return _ADDRESS.sub(_without_numbers, _LETTER_O.sub("0", re.sub(r"\s+", " ", text)))


def _without_numbers(address: re.Match[str]) -> str:
    """An address of a page without its numbers, but for those that it calls a telephone number or a BSN."""
    apart = re.sub(r"(?<=\d)/(?=\d)", "#", address.group())
    return _PAGE_NUMBER.sub(lambda number: "#" * len(number.group()), apart)


def is_reference(text: str, start: int, *, is_apart: bool = False) -> bool:
    """Whether the word before a number says that it names a document, a case, a plan or the like.

    is_apart: the number has the shape of a telephone number, which may follow a word such as `project` too
    """
    before = text[max(0, start - NEAR) : start]
    return bool(_NAMED.search(before) or (not is_apart and _OF_A_THING.search(before)))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether a number is so many euros, homes, square metres ..."""
    before = text[max(0, start - NEAR) : start]
    return _MONEY_BEFORE.search(before) is not None or _AMOUNT_AFTER.match(text, end) is not None


def digits_of(text: str) -> str:
    """The digits in a text, after each other."""
    return "".join(sign for sign in text if sign.isdigit())
