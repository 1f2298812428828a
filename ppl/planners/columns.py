"""Which column means what: headings in Dutch and English, found by meaning, in whatever row they stand."""

import re
import unicodedata
from typing import NamedTuple

from ppl.planners.amounts import Unit, headed
from ppl.planners.table import Row, Table

SHARED = ("phase", "owner")  # what one merged cell may say of several rows
# Per meaning what planners write above it. The first two words are those that we write ourselves (nl, en).
MEANINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "id", "nr", "no", "nummer", "number", "taaknr", "taak nr", "task id", "taak id", "activiteitnr",
           "activity id", "code", "volgnr", "volgnummer", "regel", "#", "n"),
    "wbs": ("wbs", "wbs", "wbs code", "outline number", "overzichtsnummer", "structuurcode", "outlinenumber"),
    "title": ("activiteit", "activity", "taak", "taaknaam", "task", "task name", "naam", "name", "omschrijving",
              "description", "werkzaamheden", "werkzaamheid", "activiteiten", "stap", "processtap", "onderdeel",
              "titel", "title", "wat", "actie", "product"),
    "weeks": ("weken", "weeks", "duur", "duration", "doorlooptijd", "looptijd", "tijdsduur", "lengte",
              "aantal weken", "aantal dagen", "dagen", "days"),
    "start": ("begin", "start", "begindatum", "startdatum", "start date", "van", "from", "aanvang", "start on",
              "begint", "datum begin", "datum start", "begin op"),
    "end": ("einde", "end", "einddatum", "finish", "end date", "finish date", "eind", "tot", "gereed", "klaar",
            "tot en met", "t/m", "until", "datum gereed", "datum einde", "oplevering"),
    "waits": ("voorgangers", "predecessors", "voorganger", "predecessor", "voorg", "pred", "afhankelijk van",
              "afhankelijkheid", "afhankelijkheden", "depends on", "dependencies", "wacht op", "waits on", "na",
              "voorafgaande taken", "voorafgaand", "relaties", "na stap", "na taak", "na activiteit", "volgt op",
              "komt na", "start na"),
    "after": ("opvolgers", "successors", "opvolger", "successor"),
    "ground": ("grond", "ground", "grond van de koppeling", "waarom wachten"),
    "law": ("wet", "law", "wetsartikel", "artikel", "article"),
    "reason": ("reden", "reason", "waarom", "why"),
    "kind": ("soort", "kind", "type regel"),
    "milestone": ("mijlpaal", "milestone", "is mijlpaal", "ms"),
    "summary": ("samenvatting", "summary", "verzameltaak", "totaalregel"),
    "level": ("niveau", "level", "outline level", "overzichtsniveau", "outlinelevel"),
    "owner": ("wie", "who", "uitvoerder", "verantwoordelijke", "trekker", "eigenaar", "owner", "resource",
              "resources", "resource names", "namen resources", "actiehouder", "responsible", "door wie", "partij"),
    "phase": ("fase", "phase"),
    "percent": ("gereed %", "% complete", "% gereed", "percent complete", "percentage", "voortgang", "progress",
                "voltooid", "% voltooid", "percentage voltooid", "complete", "%"),
    "not_before": ("niet voor", "not before", "niet eerder dan", "start no earlier than", "vaste start",
                   "fixed start", "constraint date", "beperkingsdatum", "vroegst"),
    "constraint": ("beperking", "constraint", "constraint type", "beperkingstype", "type beperking"),
    "deadline": ("deadline", "deadline", "uiterlijk", "uiterste datum"),
    "actual_start": ("werkelijk begonnen", "actual start", "werkelijke begindatum", "werkelijk begin",
                     "begonnen op", "werkelijke start"),
    "actual_end": ("werkelijk klaar", "actual end", "actual finish", "werkelijke einddatum", "werkelijk einde",
                   "klaar op", "werkelijk gereed"),
    "optimistic": ("kortste", "shortest", "optimistisch", "optimistic", "min", "minimum"),
    "likely": ("waarschijnlijk", "likely", "verwacht", "expected", "most likely"),
    "pessimistic": ("langste", "longest", "pessimistisch", "pessimistic", "max", "maximum"),
    "weeks_short": ("snelkookpan", "pressure cooker", "weken kort", "weeks short"),
    "basis": ("basis van de duur", "basis of the duration", "bron duur"),
    "weeks_from": ("herkomst van de duur", "origin of the duration"),
    "checked": ("nagelopen", "gone over"),
    "window": ("venster", "window", "seizoen", "season"),
    "decided_by": ("beslist door", "decided by", "besluit door", "besluit van"),
    "at_own_risk": ("op eigen risico", "at own risk"),
    "risk_until": ("risico tot", "risk until"),
    "area": ("plek", "area", "deelgebied"),
    "hours": ("uren per partij", "hours per party"),
    "serial": ("gewone volgorde", "usual order"),
    "serial_ground": ("grond gewone volgorde", "ground of usual order"),
    "serial_law": ("wet gewone volgorde", "law of usual order"),
    "serial_reason": ("reden gewone volgorde", "reason of usual order"),
    "when": ("geldt bij", "applies when"),
    "reached": ("mijlpalen", "milestones"),
    "goal": ("doel", "goal"),
    "note": ("opmerking", "remark", "opmerkingen", "remarks", "notitie", "notities", "notes", "note", "toelichting",
             "comment", "comments", "bijzonderheden"),
}  # fmt: skip
# Words for a part of the project as often as for an activity: they name the activities where no better word does.
BROAD = ("onderdeel", "product", "stap", "processtap", "wat", "omschrijving", "description")
# What stands above the days that were, where a sheet has its planned days beside them.
_REAL = ("werkelijk", "werkelijke", "actual", "realisatie", "gerealiseerd", "realised", "realized")
# What a word means: of several meanings the first.
_WORDS = {word: meaning for meaning, words in reversed(MEANINGS.items()) for word in words}
# The meanings of the columns that only our own files hold.
OWN = ("ground", "law", "reason", "optimistic", "likely", "pessimistic", "weeks_short", "basis", "weeks_from",
       "checked", "window", "decided_by", "at_own_risk", "risk_until", "area", "hours", "serial", "serial_ground",
       "serial_law", "serial_reason", "when", "reached", "goal")  # fmt: skip
FIRST_ROWS = 60


class Columns(NamedTuple):
    """What stands where. row: place of the heading among the rows; unit: of the durations, where the heading says it.

    unknown: headings that mean nothing to us, by column; top: the first row of the heading, where it has several
    """

    row: int
    place: dict[str, int]
    unit: Unit
    unknown: dict[int, str]
    top: int

    def of(self, meaning: str, row: Row) -> str:
        """The text of a row in the column with this meaning; empty where there is none."""
        place = self.place.get(meaning)
        return row.cell(place) or (row.shared.get(place, "") if place is not None and meaning in SHARED else "")


def columns(table: Table) -> Columns | None:
    """The heading of a table: the row, or two that stand one below the other, with the most known headings; None where
    no row names the activities."""
    best: Columns | None = None
    for place, row in enumerate(table.rows[:FIRST_ROWS]):
        headings = _headings(place, row, table.rows[place - 1] if place else None)
        if "title" not in headings.place:
            continue
        below = table.rows[place + 1] if place + 1 < len(table.rows) else row
        if not below.cell(headings.place["title"]) and len(_headings(place, below).place) > 1:
            headings = _headings(place + 1, _joined(row, below), row)._replace(top=place)
        if len(headings.place) > (len(best.place) if best else 1):
            best = headings
    return best


def _joined(upper: Row, lower: Row) -> Row:
    """Two rows of headings as one: below `Planning` stand `Begin` and `Einde`."""
    size = max(len(upper.cells), len(lower.cells))
    return Row(lower.number, tuple(lower.cell(column) or upper.cell(column) for column in range(size)))


def _headings(place: int, row: Row, above: Row | None = None) -> Columns:
    """The meanings of a row of headings; above: a row whose merged cells may say that days were, or are planned."""
    found: dict[str, int] = {}
    unknown: dict[int, str] = {}
    real, top = _real_columns(above, len(row.cells)), place
    for column, text in enumerate(row.cells):
        meaning = meaning_of(text)
        if meaning in ("start", "end") and column in real:
            meaning, top = f"actual_{meaning}", place - 1
        if meaning == "title" and _is_broad(row, found.get("title")) and plain(text) not in BROAD:
            part, found["title"] = found["title"], column
            if plain(row.cell(part)) == "onderdeel" and "phase" not in found:
                found["phase"] = part
            else:
                unknown[part] = " ".join(row.cell(part).split())
        elif meaning is not None and meaning not in found:
            found[meaning] = column
        elif text.strip():
            unknown[column] = " ".join(text.split())
    if "title" not in found and {"weeks", "phase"} <= found.keys():  # a sheet that calls its activities phases
        found["title"] = found.pop("phase")
    return Columns(place, found, headed(row.cell(found["weeks"])) if "weeks" in found else "", unknown, top)


def _is_broad(row: Row, column: int | None) -> bool:
    """Whether a heading names a part of the project as often as an activity."""
    return column is not None and plain(row.cell(column)) in BROAD


def _real_columns(above: Row | None, size: int) -> set[int]:
    """The columns below a heading for what was: it holds until the next heading beside it."""
    found: set[int] = set()
    is_real = False
    for column in range(size if above is not None else 0):
        assert above is not None
        if text := plain(above.cell(column)):
            is_real = text.split()[0].strip(":") in _REAL
        if is_real:
            found.add(column)
    return found


def meaning_of(heading: str) -> str | None:
    """What a heading means; None where it means nothing to us."""
    said = plain(heading)
    if not said or len(said) > 40:
        return None
    if said in _WORDS:
        return _WORDS[said]
    bare = " ".join(re.sub(r"\(.*?\)|\[.*?\]|[.:*/_-]", " ", said).split())
    if bare in _WORDS:
        return _WORDS[bare]
    without_unit = re.sub(
        r"\s+(?:in\s+)?(?:wkn|wk|weken|weeks|dagen|days|dgn|mnd|maanden|months|uren|hours)$", "", bare
    )
    return _WORDS.get(without_unit)


def plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    ascii_ = unicodedata.normalize("NFKD", text.replace("\u00a0", " ")).encode("ascii", "ignore").decode()
    return " ".join(ascii_.lower().split())
