"""Names that look like those of people and are of streets, parts of towns and firms: `Jan van Galenstraat`."""

import re

_STREET = re.compile(r"\w{2,}(?:straat|laan|weg|plein|kade|park|singel|gracht|haven|tunnel|wijk)", re.I)
_FIRM = re.compile(
    r"(?:&|B\.?V|N\.?V|V\.?O\.?F|c\.?s|en Zo(?:nen|on)|Groep|Groen|Bouw|Vastgoed|Wonen|College|Arena|Ziekenhuis|Museum"
    r"|Advies|Architecten|Holding|Projecten|Ontwikkeling|Beheer|Makelaars?|Notaris\w*|Advocaten|Partners|Stichting|School"
    r"|Lyceum|Universiteit|Hallen|Toren|Kazerne|Complex|Infra|Techniek|Installaties|Transport|Horeca|Retail"
    r"|Noord|Oost|Zuid|West|Centrum|Stad|Dorp)\b\.?",
    re.I,
)
# shops and builders that are called as people are, by a whole name that the public knows
_SAID_KNOWN = """
    Albert Heijn, Bart Smit, Dirk van den Broek, Hans Anders, Hans Textiel, Jan Linders, Jan Snel, Leen Bakker,
    Piet Klerkx, Piet Zoomers
"""
_KNOWN = frozenset(" ".join(name.split()) for name in _SAID_KNOWN.split(","))
_IS_FIRM = re.compile(
    r"\b(?:firma|(?:speelgoed|meubel|kleding)?winkel(?:keten)?|supermarkt|keten|filiaal|concern"
    r"|(?:bouw|aannemers|sloop|installatie|familie|transport)?bedrijf"
    r"|(?:ingenieurs|advies|makelaars|architecten|notaris|advocaten)(?:bureau|kantoor))\s+[\"'‘“]?$",
    re.I,
)
_LEGAL_FORM = re.compile(r"(?:[BN]\.\s?V|V\.\s?O\.\s?F|C\.\s?V|V\.\s?[NS]|E\.\s?U)\.")
# the last word of a name that is a street: `Maria Singel`
STREET = re.compile(
    r"\w*(?:straat|laan|weg|plein|kade|park|hof|dijk|singel|gracht|brug|school|haven|tunnel|wijk|veld|poort"
    r"|hoeve|kwartier)\b",
    re.I,
)


def is_place_or_firm(name: str, behind: str) -> bool:
    """Whether a name is that of a street, a part of a town or a firm, by its last word or the one behind it."""
    last, following = name.split()[-1], re.match(r"\s+([^\s,;:()]+)(\s+zo)?", behind, re.I)
    if _STREET.fullmatch(last) or _FIRM.fullmatch(last):
        return True
    if following is None:
        return False
    word = following[1].rstrip(".")
    is_name = word[:1].isupper() and bool(_FIRM.fullmatch(word) or _STREET.fullmatch(word))
    return is_name or word == "&" or word.lower() in ("bv", "b.v", "nv", "n.v") or bool(word == "en" and following[2])


def is_known_firm(name: str, before: str) -> bool:
    """Whether a whole name is that of a firm: the public knows it as one, or the word before it says so."""
    return name in _KNOWN or _IS_FIRM.search(before[-40:]) is not None


def is_legal_form(name: str) -> bool:
    """Whether what looks like initials is that of a firm, such as `N.V.`."""
    return _LEGAL_FORM.match(name) is not None
