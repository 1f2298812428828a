"""The departments of a municipality, as lists and notes name them: nobody's names."""

import re

from ppl.readers.words import plain

ROLE = "vakafdelingen"  # the role of a department that has none of its own
_SAID = """
    archeologie, beheer, beheer openbare ruimte, bestuurszaken, bodem, bouwkunde, bouwplantoetsing, civiel,
    concerncontrol, control, cultuurhistorie, duurzaamheid, ecologie, economie, economische zaken, energie,
    erfgoed, ez, financien, fin, gebiedsontwikkeling, geo informatie, geo, gis, groen, grond, groenbeheer,
    handhaving, ingenieursbureau, inkoop, juridisch, juridische zaken, jz, klimaat, kostendeskundige, landschap,
    leefomgeving, milieu, mobiliteit, monumenten, natuur, omgeving, onderhoud, onderwijs, ondergrond, openbare
    ruimte, openbare werken, parkeren, planeconomie, planologie, programmering, projectbeheersing, realisatie,
    riolering, riool, ruimte, ruimtelijke ontwikkeling, samenleving, sociaal domein, sociale zaken, sport,
    stadsbeheer, stadsontwikkeling, stedelijk beheer, stedelijke ontwikkeling, toezicht, vastgoed, veiligheid,
    vergunningen, vergunningverlening, verkeer, verkeer en vervoer, vervoer, vth, water, welzijn, wegen,
    werkvoorbereiding, wijkbeheer, wonen, woonbeleid, zorg
"""
_NAMES = frozenset(" ".join(name.split()) for name in _SAID.split(","))
_BEFORE = re.compile(
    r"(?:(?:de |het )?(?:afdeling|afd\.?|team|cluster|vakgroep|sector|dienst|vakafdeling|domein)\s+)"
    r"|(?:(?:de )?(?:gemeente|gem\.)\s*[,:/–-]?\s*)",
    re.I,
)


def department(text: str) -> str | None:
    """The department that a text names, without `afdeling` before it; None where it is none.

    What says `afdeling` itself is one, whatever it is called; a bare word only where it is known to be one.
    """
    said, is_said = text.strip(" ."), False
    while match := _BEFORE.match(said):
        is_said = is_said or not match[0].lower().startswith(("de gem", "gem"))
        said = said[match.end() :]
    words = plain(said)
    if words in _NAMES or (is_said and 0 < len(words.split()) <= 5):
        return said
    return None


def is_municipality(text: str) -> bool:
    """Whether a text names the municipality as a whole: `gemeente`, `gemeente Nergenshuizen`."""
    return re.fullmatch(r"(?:de )?gem(?:eente|\.)(?: [\w' -]{2,40})?", text.strip(), re.I) is not None


def is_municipality_only(text: str) -> bool:
    """Whether a text is no more than the word for a municipality, perhaps shortened: `gem`."""
    return re.fullmatch(r"(?:de )?gem(?:eente|\.)?", text.strip(" .,:*_"), re.I) is not None
