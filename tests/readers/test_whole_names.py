"""Names of people in a line, and what looks like one: places, streets, firms."""

from __future__ import annotations

import pytest

from ppl.readers.notes.names import mentions, replaced, whole_names
from ppl.readers.words import Names

NOBODY = """
    Alphen aan den Rijn, Den Haag, Capelle aan den IJssel, Bergen op Zoom, Huis ter Heide, Wijk bij Duurstede, Ten Boer,
    Hendrik-Ido-Ambacht, Sint Willebrord, Berkel en Rodenrijs, Barendrecht Noord, Laura Zuid, Jan van Galenstraat,
    Anne Frankstraat, Willem de Zwijgerlaan, Karel Doormanweg, Johan de Wittlaan, Piet Heinkade, Pieter Zeemanplein,
    Martin Luther Kingweg, Vincent van Goghplein, Anna van Burenlaan, Willem Alexanderhaven, Dr. Schaepmanlaan,
    P.C. Hooftstraat, Van der Valk, Heijmans Vastgoed, Van Wijnen, De Alliantie, Jan Snel BV, N.V. Eneco, Roos Vastgoed,
    Erik van Lieshout Bouw, Van den Berg Groep, Thomas More College, Johan Cruijff Arena, Martini Ziekenhuis, Willem II
"""
PEOPLE = """
    Jan de Vries, Piet Jansen, Kees Bakker, Fatima El Amrani, Mohammed Yilmaz, Anneke van den Berg, Marieke Smit,
    Hans van Dijk, Sanne de Boer, Peter-Paul Meijer, Ingrid Visser, Ahmed Ben Ali, Lotte Mulder, Karin Vermeer,
    Jeroen van der Meer, Esther Hoekstra, Bas Koster, Tim de Wit, Femke Jacobs, Jos Dekker, Will Derks, Roos Peters,
    mr De Vos, mr. De Vos, dhr De Vos, mw Jansen, mevr. Bakker, ir Smit, ir. Van Dijk, drs Peters, ing De Groot,
    J. de Vries, A.B. Jansen, dr. Kuipers, prof. Van Houten, Mw. Yıldız, Jan van der Laan
"""
FRAMES = ("Het loopt; {} vertraagt", "wacht op jur zkn ({})", "bel {} morgen", "{} levert de stukken.")


def listed(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(",")]


@pytest.mark.parametrize("frame", FRAMES)
def test_places_streets_and_firms_are_nobody(frame: str) -> None:
    assert [one for one in listed(NOBODY) if whole_names(frame.format(one), Names({}))] == []


@pytest.mark.parametrize("frame", FRAMES)
def test_people_are_known_by_a_first_name_initials_or_a_title(frame: str) -> None:
    assert [one for one in listed(PEOPLE) if not whole_names(frame.format(one), Names({}))] == []


def test_a_title_goes_with_the_name_in_notes() -> None:
    line = "wacht op jur zkn (mr De Vos), mw. drs. De Groot belt"
    found = mentions([(1, line)], [], Names({}))
    assert [one.name for one in found] == ["De Groot", "De Vos"]
    said = replaced(line, dict.fromkeys(found, "jurist"), Names({}))
    assert said == "wacht op jur zkn (jurist), jurist belt"
