"""Keys of YAML in the words that people use: `afspraken`, `wie` and `wanneer` for agreements, owner and due_on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ppl.errors import Field, near
from ppl.model.fields import FieldType, Shape, field_named, fields
from ppl.model.kinds import KIND
from ppl.model.record import Part, Ref
from ppl.yaml.keys import Renamed, with_keys

if TYPE_CHECKING:  # YAML with the names of the fields needs none of these words
    from ppl.readers.words import Table

FIELD_OF = {"open_actions": "actions", "lesson": "lessons", "next": "next_on"}  # of a section, where called otherwise
Dutch = Callable[[], Mapping[str, str]]
# keys of YAML besides those words
KEYS: Table = {
    "owner": ("trekker", "lead", ("actiehouder", "verantwoordelijke", "door wie", "responsible")),
    "due_on": ("voor", "before", ("klaar voor", "gereed voor")),
    "text": ("wat", "what", ("actie", "inhoud")),
    "role": ("rol", "role", ()),
    "organisation": ("organisatie", "organization", ()),
    "name": ("naam", "name", ()),
    "on": ("op", "on", ("datum", "date", "dag", "wanneer")),
    "done_on": ("gedaan op", "done", ("klaar op", "gereed op", "afgerond op")),
    "light": ("licht", "colour", ("kleur", "color")),
    "judgement": ("oordeel", "judgment", ()),
    "condition": ("voorwaarde", "provided", ()),
    "expected": ("verwacht", "expectation", ("verwachting",)),
    "observed": ("gezien", "seen", ("waargenomen",)),
    "evidence": ("bewijs", "proof", ("bron",)),
    "weeks": ("weken", "number of weeks", ()),
    "opened_on": ("gemeld op", "opened", ("sinds", "geopend op", "datum", "date")),
    "closed_on": ("gesloten op", "closed", ("opgelost op",)),
    "started_on": ("begonnen op", "started", ("gestart op", "sinds")),
    "noted_on": ("genoteerd op", "noted", ("datum", "date")),
    "scored_on": ("gescoord op", "scored", ("datum", "date")),
    "submitted_on": ("ingediend op", "submitted", ()),
    "held_on": ("datum", "day", ("gehouden op",)),
    "lot": ("perceel", "lot", ()),
    "municipality": ("gemeente", "municipalities", ("gemeenten",)),
    "province": ("provincie", "province", ()),
    "leader": ("projectleider", "project leader", ()),
    "partners": ("partijen", "parties", ("samenwerkingspartners",)),
    "starts_on": ("begint op", "starts", ("startdatum", "begin", "start")),
    "social": ("sociaal", "social", ("sociale huur",)),
    "middle": ("midden", "middle", ("middenhuur", "betaalbaar")),
    "free": ("vrij", "free", ("vrije sector",)),
    "goal": ("doel", "goal", ()),
    "question": ("vraag", "question", ()),
    "answer": ("antwoord", "answer", ()),
    "statement": ("stelling", "statement", ()),
    "place": ("plaats", "place", ("locatie",)),
    "period": ("periode", "period", ()),
    "from": ("van", "from", ("vanaf",)),
    "to": ("tot en met", "to", ("tot", "aan", "naar")),
    "activities": ("activiteiten", "activities", ()),
    "after": ("na", "after", ("wacht op",)),
    "ground": ("grond", "ground", ()),
    "assessor": ("beoordelaar", "assessor", ()),
    "criteria": ("criteria", "criteria", ()),
    "scores": ("cijfers", "marks", ("beoordeling",)),
    "knock_outs": ("knock-outvragen", "knock-outs", ("knockouts",)),
    "value": ("cijfer", "value", ("waarde",)),
    "reason": ("reden", "why", ("waarom", "omdat")),
    "pass": ("gehaald", "passed", ("voldoet",)),
    "obstacles": ("belemmeringen", "obstacles", ("obstakels",)),
    "remarks": ("opmerkingen", "remarks", ()),
    "visibility": ("zichtbaarheid", "readers", ("zichtbaar voor",)),
    "project": ("project", "project", ()),
    "session": ("sessie", "session", ("gesprek",)),
}  # fmt: skip
_SAME = {"title": "name", "titel": "name", "name": "title", "naam": "title"}  # what is called so of another kind

_NOTES = ("note", "notes", "notitie", "notities", "aantekening", "aantekeningen", "opmerking", "omschrijving", "tekst")
_NOTED = ("description", "summary", "text", "context", "condition", "why", "did")  # where what people note belongs


def in_english(text: str, cls: type[Part], dutch: Dutch) -> tuple[str, list[Renamed]]:
    """A YAML text with the fields of a class by their own names, and which keys were called otherwise.

    dutch: what the catalogue calls fields, asked for where a key is not one of ours
    """
    return with_keys(text, lambda at: right_key(cls, at, dutch))


def right_key(cls: type[Part], at: Field, dutch: Dutch) -> str | None:
    """The name of the field that the last step of a place means; None where it is that name, or means none of ours."""
    part = _part_at(cls, at[:-1], dutch)
    key = at[-1]
    if part is None or not isinstance(key, str) or field_named(part, key):
        return None
    return field_called(part, key, dutch)


def english_path(cls: type[Part], steps: list[str], dutch: Dutch) -> list[str]:
    """The steps of a dotted path, each by the name of its field where it means one; numbers of items stay."""
    found: list[str] = []
    for step in steps:
        at = tuple(int(one) if one.isdecimal() else one for one in (*found, step))
        found.append(right_key(cls, at, dutch) or step)
    return found


def misspelt(cls: type[Part], steps: list[str], dutch: Dutch) -> tuple[int, str] | None:
    """Which step of a dotted path is nearly a field of ours, and the path to write instead; None where none is."""
    at = tuple(int(one) if one.isdecimal() else one for one in steps)
    for place, step in enumerate(at):
        part, of = _place(cls, at[:place], dutch)
        if part is None or (of is not None and of.form in ("list", "table")) or not isinstance(step, str):
            continue
        if _field(part, step, dutch) is None:
            found = nearly_called(part, step, dutch)
            return (place, ".".join([*steps[:place], found, *steps[place + 1 :]])) if found else None
    return None


def nearly_right(cls: type[Part], at: Field, dutch: Dutch) -> str | None:
    """The name of the field that the last step of a place nearly means, by any word that people use for it."""
    part = _part_at(cls, at[:-1], dutch)
    key = at[-1] if at else None
    return nearly_called(part, key, dutch) if part is not None and isinstance(key, str) else None


def nearly_called(cls: type[Part], word: str, dutch: Dutch) -> str | None:
    """The field of a class that people nearly call so; its own name counts before what people say."""
    names = [field.name for field in fields(cls)]
    if (same := _SAME.get(word.lower())) in names:
        return same
    if word.lower() in _NOTES:
        return next((name for name in _NOTED if name in names), None)
    own = near(word, names, cutoff=0.75)
    called = {**{name: field for field, name in dutch().items() if field_named(cls, field)}, **_called(cls)}
    words = {**called, **{field.name: field.name for field in fields(cls)}}
    alike = [name for name in words if name[:1].lower() == word[:1].lower()]  # `notes` is not `homes`
    found = own or near(word, words, cutoff=0.75) or near(word, alike, cutoff=0.6)
    return words[found[0]] if found else None


def shape_at(cls: type[Part], at: Field, dutch: Dutch) -> Shape | None:
    """What may stand at a place; of a list its items, of which a single one may stand there without a dash."""
    of = _place(cls, at, dutch)[1]
    return of.item if of is not None and of.form == "list" else of


def field_called(cls: type[Part], word: str, dutch: Dutch) -> str | None:
    """The field of a class that people call so, in Dutch or English."""
    from ppl.readers.words import plain

    return _called(cls).get(plain(word)) or {
        plain(name): field for field, name in dutch().items() if field_named(cls, field)
    }.get(plain(word))


@cache
def _called(cls: type[Part]) -> dict[str, str]:
    """What the fields of a class are called in forms and notes; the first words of a table count before the rest."""
    from ppl.readers.words import HEADER, HEADINGS, LABELS, LIGHTS, plain

    known = {f.name for f in fields(cls)}
    tables: tuple[Table, ...] = (HEADER, HEADINGS, LIGHTS, LABELS, KEYS)
    found: dict[str, str] = {}
    for is_first in (True, False):
        for table in tables:
            for name, (nl, en, also) in table.items():
                field = FIELD_OF.get(name, name)
                if field in known:
                    for word in (nl, en) if is_first else also:
                        found.setdefault(plain(word), field)
    return found


def _part_at(cls: type[Part], at: Field, dutch: Dutch) -> type[Part] | None:
    """The class of what stands at a place; None where ppl knows nothing of it."""
    part, of = _place(cls, at, dutch)
    return None if of is not None and of.form == "table" else part


def _place(cls: type[Part], at: Field, dutch: Dutch) -> tuple[type[Part] | None, Shape | None]:
    """The class of what stands at a place, of a list or table that of its items; and what may stand there."""
    part: type[Part] | None = cls
    of: Shape | None = None
    for step in at:
        field = _field(part, str(step), dutch) if part else None
        if (of is not None and of.form == "table") or (of is not None and of.form == "list" and field is None):
            of = of.item  # the step names an item: a code, a number, or the id of a part
        elif field is None:
            return None, None
        else:
            of = field.shape
        part = _part_of(of.item if of is not None and of.form in ("list", "table") else of)
    return part, of


def _field(cls: type[Part], name: str, dutch: Dutch) -> FieldType | None:
    """The field of this name, else the one that people call so."""
    return field_named(cls, name) or field_named(cls, field_called(cls, name, dutch) or "")


def _part_of(of: Shape | None) -> type[Part] | None:
    """The class of a value; of a reference to one kind that of the record, which an entry may hold whole."""
    if of is None:
        return None
    if of.part is not None:
        return of.part
    is_one = isinstance(of.mark, Ref) and len(of.mark.kinds) == 1
    return KIND[of.mark.kinds[0]].record if is_one and of.mark.kinds[0] in KIND else None  # type: ignore[union-attr]
