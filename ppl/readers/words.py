"""The words of forms and notes in Dutch and English: headings, labels and states, with what people write for them."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from ppl.readers.abbreviations import begun
from ppl.readers.kickoff_words import OF_KICKOFF

Table = Mapping[str, tuple[str, str, tuple[str, ...]]]


class Words(NamedTuple):
    """What a knowledge base calls roles, categories, kinds of interventions, themes: Dutch, English, others by code."""

    roles: Table
    categories: Table
    kinds: Table
    themes: Table = {}


HEADINGS: Table = {
    "attended": ("Aanwezig", "Present", ("aanwezigen", "deelnemers", "attended", "attendees")),
    "open_actions": ("Open acties", "Open actions", ("openstaande acties", "lopende acties", "vorige acties")),
    "notes": ("Aantekeningen", "Notes", ("notities", "waiting notes")),
    "summary": ("Samenvatting", "Summary", ("verslag", "kern", "in het kort")),
    "agreements": ("Afspraken", "Agreements", ("afspraak", "afgesproken", "agreement", "agreed")),
    "facts": ("Feiten", "Facts", ("feit", "vastgesteld", "fact")),
    "actions": ("Nieuwe acties", "New actions", ("acties", "actie", "actiepunten", "actions", "to do")),
    "bottlenecks": ("Knelpunten", "Bottlenecks", ("knelpunt", "bottleneck", "problemen")),
    "risks": ("Risico's", "Risks", ("risico", "risicos", "risk")),
    "interventions": ("Interventies", "Interventions", ("interventie", "intervention", "aanpak")),
    "decisions": ("Besluiten", "Decisions", ("besluit", "adviezen en besluiten", "decision")),
    "lesson": ("Les", "Lesson", ("lessen", "geleerd", "lessons", "lessons learned")),
    "lights": ("Lichten", "Lights", ("stoplichten", "verkeerslichten", "stand", "traffic lights")),
    "went_well": ("Wat ging goed", "What went well", ("ging goed", "goed", "went well")),
    "went_less_well": ("Wat ging minder goed", "What went less well",
                       ("ging minder goed", "minder goed", "wat kan beter", "went less well")),
    **OF_KICKOFF,
    "opinions": ("Indrukken (intern)", "Impressions (internal)", ("indrukken", "meningen", "impressions", "opinions")),
    "next": ("Volgende keer", "Next time", ("volgende afspraak", "volgend gesprek", "volgende datum", "volgende",
                                            "next session", "next date", "next")),
}  # fmt: skip
SECTION = {"open_actions": "actions"}

HEADER: Table = {
    "kind": ("soort", "kind", ("soort gesprek",)),
    "held_on": ("datum", "date", ("gehouden op", "held on", "dag")),
    "form": ("vorm", "form", ()),
    "attended": ("aanwezig", "present", ("aanwezigen", "deelnemers", "attended")),
    "role": ("rol", "role", ("verslag door", "logged by")),
    "minutes": ("minuten", "minutes", ("duur", "length")),
    "next_on": ("volgende keer", "next time", ("volgende afspraak", "volgende datum", "volgend gesprek", "next date")),
}

LABELS: Table = {
    "title": ("titel", "title", ()),
    "description": ("beschrijving", "description", ("omschrijving", "toelichting")),
    "owner": ("eigenaar", "owner", ("wie", "who")),
    "due_on": ("uiterlijk", "due", ("wanneer", "due on", "deadline", "voor wanneer", "when")),
    "category": ("categorie", "category", ()),
    "status": ("status", "state", ()),
    "chance": ("kans", "chance", ()),
    "weeks": ("weken", "weeks", ()),
    "tried": ("geprobeerd", "tried", ("al geprobeerd",)),
    "resolution": ("oplossing", "resolution", ("hoe", "how")),
    "waits_on": ("wacht op", "waits on", ()),
    "result": ("resultaat", "result", ("uitkomst",)),
    "because": ("reden", "because", ("omdat",)),
    "kind": ("soort", "kind", ()),
    "for": ("voor", "for", ("knelpunt", "bottleneck")),
    "by": ("door", "by", ()),
    "outcome": ("uitkomst", "outcome", ("besluit", "decision")),
    "reasons": ("redenen", "reasons", ("reden", "reason", "motivering")),
    "conditions": ("voorwaarden", "conditions", ("voorwaarde", "condition")),
    "decided_on": ("genomen op", "decided on", ("datum", "date")),
    "review_on": ("opnieuw bekijken", "review on", ()),
    "expected.effect": ("verwacht effect", "expected effect", ("verwacht", "expected")),
    "expected.weeks": ("verwachte weken", "expected weeks", ("weken verwacht",)),
    "observed.effect": ("gezien effect", "observed effect", ("gezien", "waargenomen", "observed")),
    "observed.weeks": ("geziene weken", "observed weeks", ("waargenomen weken", "weken gewonnen", "weeks won")),
    "observed.evidence": ("bewijs", "evidence", ("bron",)),
    "cause": ("oorzaak", "cause", ()),
    "consequence": ("gevolg", "consequence", ()),
    "correction": ("maatregel", "correction", ("bijsturing", "correctie")),
    "since": ("sinds", "since", ()),
    "recovers_when": ("groen als", "recovers when", ("herstelt als",)),
    "recovers_by": ("groen op", "recovers by", ("hersteld op",)),
    "options": ("keuzes", "options", ()),
    "went_otherwise": ("Wat ging anders dan gepland", "What went otherwise than planned",
                       ("anders dan gepland", "went otherwise")),
    "did": ("Wat is er gedaan", "What was done", ("wat deed u", "gedaan", "what did you do", "did")),
    "advice": ("Wat is het advies aan een ander project", "What would you tell another project",
               ("advies", "wat raadt u een ander project aan", "tip", "advice")),
    "context": ("wanneer geldt het", "when does it hold", ("context",)),
    "effect": ("effect", "effect", ("wat leverde het op",)),
    "limits": ("wanneer niet overnemen", "when not to copy it", ("grenzen", "limits")),
    "themes": ("thema", "theme", ("themas", "thema's", "themes")),
    "categories": ("categorie", "category", ("categories",)),
}  # fmt: skip

LIGHTS: Table = {
    "time": ("tijd", "time", ("planning",)),
    "money": ("geld", "money", ("budget",)),
    "quality": ("kwaliteit", "quality", ()),
    "on_track": ("op koers", "on track", ("oordeel", "judgement")),
    "feasible_in_term": ("haalbaar in de termijn", "feasible in the term", ("haalbaar", "feasible", "haalbaarheid")),
}

STATES: Table = {
    "green": ("groen", "green", ()),
    "amber": ("oranje", "amber", ("geel", "orange", "yellow")),
    "red": ("rood", "red", ()),
    "on-course": ("op koers", "on course", ("ja", "yes")),
    "attention": ("aandacht", "attention", ()),
    "critical": ("kritiek", "critical", ("nee", "no")),
    "feasible": ("haalbaar", "feasible", ("ja", "yes")),
    "conditional": ("onder voorwaarde", "conditional", ("voorwaardelijk", "haalbaar onder voorwaarde")),
    "infeasible": ("niet haalbaar", "infeasible", ("onhaalbaar", "nee", "no")),
    "risk": ("risico", "risk", ()),
    "open": ("open", "open", ("speelt",)),
    "waiting": ("wacht", "waiting", ("wachtend", "in afwachting")),
    "mitigated": ("verzacht", "mitigated", ("verminderd", "beheerst", "gemitigeerd")),
    "resolved": ("opgelost", "resolved", ("solved", "klaar", "voorbij")),
    "accepted": ("geaccepteerd", "accepted", ("aanvaard",)),
    "planned": ("gepland", "planned", ()),
    "running": ("loopt", "running", ("lopend", "gestart", "started")),
    "done": ("afgerond", "done", ("gedaan", "klaar", "gereed")),
    "dropped": ("vervallen", "dropped", ("vervalt", "gestopt", "geschrapt")),
    "weekly": (
        "wekelijks gesprek",
        "weekly",
        ("weekgesprek", "weekoverleg", "wekelijks overleg", "wekelijks", "weekly talk"),
    ),
    "learning": ("leergesprek", "learning", ("learning talk",)),
    "client": (
        "bijpraten met het ministerie",
        "client",
        ("bijpraten met de opdrachtgever", "opdrachtgever", "ministerie", "begeleidingsgroep"),
    ),
    "kickoff": ("startbijeenkomst", "kickoff", ("kick-off", "start")),
    "progress": ("voortgangsgesprek", "progress", ("voortgang", "voortgangsoverleg")),
    "exchange": ("kennisuitwisseling", "exchange", ("uitwisseling",)),
    "evaluation": ("evaluatie", "evaluation", ()),
    "steering": ("stuurgroep", "steering", ()),
    "intake": ("intake", "intake", ("intakegesprek",)),
    "pressure-cooker": ("snelkookpansessie", "pressure-cooker", ("snelkookpan",)),
    "table": ("versnellingstafel", "table", ("tafel",)),
    "council": ("gemeenteraad", "council", ("raad",)),
    "contact": ("contact", "contact", ("belletje", "mail", "telefoongesprek", "call")),
    "fact": ("openbaar feit", "fact", ("feit",)),
    "on-site": ("op locatie", "on-site", ("fysiek",)),
    "online": ("online", "online", ("teams", "digitaal", "video")),
    "phone": ("telefonisch", "phone", ("telefoon", "gebeld")),
    "advice": ("advies", "advice", ()),
    "pre-selection": ("voorselectie", "pre-selection", ()),
    "selection": ("selectie", "selection", ()),
    "withdrawal": ("intrekking", "withdrawal", ("terugtrekking",)),
    "go-no-go": ("go/no-go", "go-no-go", ()),
    "stop": ("stopzetting", "stop", ()),
    "extension": ("verlenging", "extension", ()),
    "change": ("wijziging", "change", ()),
    "active": ("loopt", "active", ("lopend", "actief")),
    "internal": ("intern", "internal", ("bureau", "alleen het bureau")),
    "public": ("openbaar", "public", ("iedereen", "everybody")),
    "nl": ("Nederlands", "Dutch", ()),
    "en": ("Engels", "English", ()),
    "municipal": ("gemeentelijk besluit", "municipal", ("gemeentelijk", "collegebesluit", "raadsbesluit")),
}

KEYWORDS: Table = {
    "actions": ("actie", "action", ("acties", "actiepunt", "actiepunten", "actions", "action point", "todo", "to do")),
    "decisions": ("besluit", "decision", ("besluiten", "decisions")),
    "bottlenecks": ("knelpunt", "bottleneck", ("knelpunten", "bottlenecks")),
    "agreements": ("afspraak", "agreement", ("afspraken", "agreements")),
    "lesson": ("les", "lesson", ("lessen", "lessons")),
    "risks": ("risico", "risk", ("risico's", "risicos", "risks")),
    "facts": ("feit", "fact", ("feiten", "facts")),
    "interventions": ("interventie", "intervention", ("interventies", "interventions")),
    "next": ("volgende afspraak", "next", ("volgende keer", "volgende datum", "volgend gesprek", "volgende",
                                           "next session", "next time", "next date")),
    "attended": ("aanwezig", "present", ("aanwezigen",)),
    "held_on": ("datum", "date", ()),
}  # fmt: skip


def plain(text: str) -> str:
    """A text for comparing: small letters without accents, anything between words one space."""
    letters = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


_SMALL = ("van", "de", "het", "een", "der", "den", "voor", "the", "of")


class Names:
    """The names under which the codes of a table are known."""

    def __init__(self, table: Table, has_short: bool = False) -> None:
        self.codes: dict[str, str] = {}
        self.has_short = has_short
        for pick in (lambda c, t: (c,), lambda c, t: t[:2], lambda c, t: t[2]):
            for code, entry in table.items():
                for name in pick(code, entry):
                    if name and plain(name):
                        self.codes.setdefault(plain(name), code)
        if has_short:
            self._add_short(table)

    def _add_short(self, table: Table) -> None:
        """`netbeheerder` for `netbeheerder van de regio`, where only one code begins so."""
        short: dict[str, set[str]] = {}
        for code, (nl, en, _) in table.items():
            english = re.sub(r"^(?:the|municipal|guiding) ", "", plain(en))
            name = plain(re.split(r" (?:van|of|op|in) | ?\(|,", nl)[0])
            whole = " ".join(word for word in plain(nl).split() if word not in _SMALL)
            for each in (name, re.sub(r"^(?:het|de) ", "", name), whole, english):
                short.setdefault(each, set()).add(code)
        for name, codes in short.items():
            if name and len(codes) == 1:
                self.codes.setdefault(name, *codes)

    def code(self, text: str) -> str | None:
        """The code that a text is a name of, or None."""
        if len(text) > 120:
            return None
        said = plain(text)
        if "&" in text and said not in self.codes:
            said = plain(text.replace("&", " en "))
        return self.codes.get(said) or (self.abbreviated(said) if text.rstrip().endswith(".") else None)

    def abbreviated(self, text: str) -> str | None:
        """The one code of which a name begins like this, or has these consonants: `netbeh`, `stedenb.`, `wsch`."""
        if not self.has_short:
            return None
        return begun(plain(text), self.codes)

    def mentioned(self, text: str) -> str | None:
        """The one code of which a name stands in a text; None where there is none, or more than one."""
        within = f" {plain(text)} "
        found = {code for name, code in self.codes.items() if len(name) > 3 and f" {name} " in within}
        return found.pop() if len(found) == 1 else None


@cache
def names(table: str) -> Names:
    """The names of a table of this module."""
    return Names(globals()[table])


def state(text: str, choices: Collection[str]) -> str | None:
    """The code among these that a word means, by its Dutch or English word."""
    return _states(tuple(choices)).code(text)


@cache
def _states(choices: tuple[str, ...]) -> Names:
    return Names({code: STATES.get(code, (code, code, ())) for code in choices})


def shown(table: Table, language: str) -> dict[str, str]:
    """Per code of a table its word in a language, as a form prints it."""
    return {code: nl if language == "nl" else en for code, (nl, en, _) in table.items()}


_EVERY = sorted({name for nl, en, also in KEYWORDS.values() for name in (nl, en, *also)}, key=len, reverse=True)
_KEYWORD = "|".join(re.escape(name).replace("'", "['’]") for name in _EVERY)
_OPENING = re.compile(
    r"[*_]{0,3}(" + _KEYWORD + r")(?![\w'’/-])[*_]{0,3}(?:\s{0,3}#?\d{1,3}(?=[*_]{0,3}\s?[:.)]))?"
    r"([*_]{0,3}\s{0,3}[:.)=]|\s{1,3}[-–—](?=\s))?[*_]{0,3}\s*",
    re.I,
)


def opening(text: str) -> tuple[str, str, bool] | None:
    """What a line begins with: its section, the text behind the keyword, and whether a colon stands between."""
    match = _OPENING.match(text)
    if match is None:
        return None
    key = names("KEYWORDS").code(match[1])
    return None if key is None else (key, text[match.end() :], match[2] is not None)


def bare_heading(text: str) -> str | None:
    """The section that a line opens which is nothing but a heading's own word: `Acties`, never `goed`."""
    key = names("HEADINGS").code(text)
    if key is None or text[:1].isspace():
        return None
    is_own = plain(text) in (plain(name) for name in HEADINGS[key][:2])
    return key if is_own or names("KEYWORDS").code(text) == key else None


def heading(text: str) -> str | None:
    """The section that a heading opens, or None where it is none that we know."""
    words = re.sub(r"^\d+ | \d+$", "", plain(text))
    return names("HEADINGS").code(words)
