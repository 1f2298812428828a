"""Which column of an action list means what: headings in Dutch and English, in whatever row they stand."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ppl.planners.columns import FIRST_ROWS, plain
from ppl.planners.table import Row, Table

# Per meaning what people write above it; of several columns with one meaning the first word here counts.
MEANINGS: dict[str, tuple[str, ...]] = {
    "number": ("nr", "no", "nummer", "number", "id", "#", "volgnr", "volgnummer", "actienr", "actienummer", "n"),
    "text": ("actie", "acties", "actiepunt", "actiepunten", "action", "actions", "action item", "omschrijving actie",
             "actieomschrijving", "te doen", "to do", "todo", "wat", "what", "taak", "taken", "task", "tasks",
             "werkzaamheden", "activiteit", "activiteiten", "omschrijving", "beschrijving", "description", "afspraak",
             "afspraken", "punt", "tekst", "text", "titel", "title", "onderwerp", "subject", "wat moet er gebeuren",
             "wat te doen", "wat gaan we doen", "wat moet er nog gebeuren", "te nemen actie", "uit te voeren actie"),
    "owner": ("wie", "who", "eigenaar", "owner", "actiehouder", "actiehouders", "verantwoordelijke",
              "verantwoordelijk", "responsible", "trekker", "houder", "uitvoerder", "uitvoering", "actienemer", "door",
              "door wie", "toegewezen aan", "assigned to", "assignee", "belegd bij", "eigenaren", "partij", "rol",
              "role"),
    "due": ("deadline", "wanneer", "when", "uiterlijk", "uiterste datum", "voor wanneer", "streefdatum", "einddatum",
            "due", "due date", "due on", "vervaldatum", "termijn", "gereed voor", "datum gereed voor", "target date",
            "wanneer gereed", "planning", "per", "einde", "datum", "date"),
    "done": ("gereed op", "afgerond op", "datum gereed", "datum afgerond", "klaar op", "gedaan op", "afgehandeld op",
             "datum afgehandeld", "gereedgemeld", "done on", "completed on", "date completed"),
    "ready": ("gereed", "klaar", "af", "gedaan", "done", "afgerond", "voltooid", "completed", "afgehandeld", "v"),
    "status": ("status", "stand", "stand van zaken", "stavaza", "voortgang", "state", "progress", "% gereed",
               "gereed %"),
    "project": ("project", "projectnaam", "project name", "plaats", "gebied", "locatie"),
    "waits": ("wacht op", "waits on", "afhankelijk van", "depends on"),
    "note": ("opmerking", "opmerkingen", "toelichting", "notitie", "notities", "remark", "remarks", "note", "notes",
             "comment", "comments", "bijzonderheden", "resultaat", "result", "reden", "terugkoppeling"),
}  # fmt: skip
_RANK = {word: (meaning, rank) for meaning, words in MEANINGS.items() for rank, word in enumerate(words)}


class Heads(NamedTuple):
    """What stands where. row: place of the headings among the rows; place: the column of each meaning.

    more: other columns that say what is to be done; others: headings of columns that are not taken
    """

    row: int
    place: dict[str, int]
    more: tuple[int, ...]
    others: tuple[str, ...]

    def of(self, meaning: str, row: Row) -> str:
        """The text of a row in the column with this meaning, on one line; empty where there is none."""
        return " ".join(row.cell(self.place.get(meaning)).split())


def heads(table: Table, is_day: Callable[[str], bool]) -> Heads | None:
    """The headings of an action list: the row with the most known ones; None where no row names actions and more.

    is_day: whether a cell holds a day, by which `gereed` is known as a day or as a state
    """
    best: tuple[int, int] | None = None
    for place, row in enumerate(table.rows[:FIRST_ROWS]):
        known = {meaning for cell in row.cells if (meaning := _meaning(cell)[0])}
        if "text" in known and known & {"owner", "due", "done", "ready", "status"} and len(known) > (best or (1,))[0]:
            best = (len(known), place)
    return None if best is None else _settled(table, best[1], is_day)


def number_of_headings(table: Table) -> int:
    """How many columns have a heading that means something in an action list; 0 where none names actions."""
    found = heads(table, lambda text: False)
    return 0 if found is None else len(found.place)


def _settled(table: Table, row: int, is_day: Callable[[str], bool]) -> Heads:
    """The columns of one row of headings, each meaning at one place."""
    found: dict[str, list[tuple[int, int]]] = {}
    others: list[str] = []
    has_status = any(_meaning(cell)[0] == "status" for cell in table.rows[row].cells)
    for column, cell in enumerate(table.rows[row].cells):
        meaning, rank = _meaning(cell)
        if meaning == "ready":
            cells = [text for one in table.rows[row + 1 :] if (text := one.cell(column))]
            days = sum(map(is_day, cells))
            has_days = has_status or days * 2 >= len(cells) > 0
            meaning, rank = "done" if has_days else "status", rank + 10
        if meaning:
            found.setdefault(meaning, []).append((rank, column))
        elif cell.strip():
            others.append(" ".join(cell.split()))
    if "due" not in found and "done" in found:
        found["due"] = found.pop("done")
    place = {meaning: min(columns)[1] for meaning, columns in found.items()}
    for meaning, columns in found.items():
        if meaning not in ("text", "number"):
            others += [" ".join(table.rows[row].cell(column).split()) for _, column in sorted(columns)[1:]]
    return Heads(row, place, tuple(column for _, column in sorted(found["text"])[1:]), tuple(others))


def _meaning(heading: str) -> tuple[str, int]:
    """What a heading means, and how surely (0 is the surest); empty where it means nothing to us."""
    said = plain(heading)
    if not said or len(said) > 40:
        return "", 0
    bare = " ".join(re.sub(r"\(.*?\)|\[.*?\]|[.:*/_?-]", " ", said).split())
    return _RANK.get(said) or _RANK.get(bare) or ("", 0)
