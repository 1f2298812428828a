"""Three states of a record's fields combined: what each side changed, and what both changed in different ways."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ppl.errors import Field
from ppl.store.merge.lines import merged_lines

Side = Literal["ours", "theirs", "both"]
Version = Literal["ours", "theirs", "both", "base"]
NAMES = ("id", "code")  # what an item of a list is called; two new ones of one name are two
NATURAL = ("name", "organisation", "activity", "criterion", "role", "url", "document", "on")  # what tells items apart


ONE_LINE = ("title", "name", "question")  # what a record is called by has one line, so that one of two is chosen
ONE_SENTENCE = ("text", "waits_on")  # of an action


class _Absent:
    """Not there, which is another thing than there and empty."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


class Question(NamedTuple):
    """A field that both sides changed in different ways. ours, theirs: the values, ABSENT where one took it away."""

    at: Field
    base: Any
    ours: Any
    theirs: Any

    @property
    def field(self) -> Any:
        """The name of the field; empty where the question is about a whole record."""
        return self.at[-1] if self.at else ""

    @property
    def can_be_both(self) -> bool:
        """Whether both values can stand: texts one after the other, in a field that may hold more than one line."""
        return self.field not in ONE_LINE and all(
            isinstance(value, str) and len(value.split()) > 3 for value in (self.ours, self.theirs)
        )


Choose = Callable[[Field], Version | None]


class Merged(NamedTuple):
    """fields: the record; questions: what is left to choose (there the fields hold what is here, or what was kept);
    answered: the questions that a choice answered; renamed: list and old and new name of an item that was there twice.
    """

    fields: dict[str, Any]
    questions: tuple[Question, ...]
    answered: tuple[Question, ...]
    renamed: tuple[tuple[Field, str, str], ...]


def merged_fields(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], choose: Choose = lambda at: None
) -> Merged:
    """The fields of a record with what both sides changed in it."""
    merging = _Merging(choose)
    fields = merging.mappings(base, ours, theirs, ())
    return Merged(fields, tuple(merging.questions), tuple(merging.answered), tuple(merging.renamed))


class _Merging:
    """One merge, with what came up in it."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.questions: list[Question] = []
        self.answered: list[Question] = []
        self.renamed: list[tuple[Field, str, str]] = []

    def values(self, base: Any, ours: Any, theirs: Any, at: Field) -> Any:
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self.mappings(base if isinstance(base, dict) else {}, ours, theirs, at)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self.lists(base if isinstance(base, list) else [], ours, theirs, at)
        if isinstance(ours, str) and isinstance(theirs, str) and "\n" in ours + theirs:
            rows = (text.split("\n") if isinstance(text, str) else [] for text in (base, ours, theirs))
            if (found := merged_lines(*rows)) is not None:
                return "\n".join(found)
        return self.asked(Question(at, base, ours, theirs))

    def asked(self, question: Question) -> Any:
        side = self.choose(question.at)
        if side is None or (side == "both" and not question.can_be_both):
            self.questions.append(question)
            return question.theirs if question.ours is ABSENT else question.ours
        self.answered.append(question)
        if side == "both":
            between = "; " if question.field in ONE_SENTENCE else "\n\n"
            return f"{str(question.ours).rstrip(' .;') if between == '; ' else question.ours}{between}{question.theirs}"
        return {"ours": question.ours, "theirs": question.theirs, "base": question.base}[side]

    def mappings(
        self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], at: Field
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in _in_order(list(ours), list(theirs)):
            states = [state.get(key, ABSENT) for state in (base, ours, theirs)]
            value = self.values(states[0], states[1], states[2], (*at, key))
            if value is not ABSENT:
                found[key] = value
        return found

    def lists(self, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], at: Field) -> list[Any]:
        name = _name_of(base, ours, theirs)
        if name in NAMES:
            theirs = self._with_own_names(str(name), base, ours, theirs, at)
        keyed = [{_key(item, name): item for item in items} for items in (base, ours, theirs)]
        found = []
        for key in _in_order(list(keyed[1]), list(keyed[2])):
            states = [items.get(key, ABSENT) for items in keyed]
            value = self.values(states[0], states[1], states[2], (*at, str(key)) if name else at)
            if value is not ABSENT:
                found.append(value)
        return found

    def _with_own_names(
        self, name: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], at: Field
    ) -> list[Any]:
        """Their items, where two new ones got one name: the second gets another."""
        before = {item[name] for item in base}
        mine = {item[name]: item for item in ours if item[name] not in before}
        taken = {item[name] for items in (base, ours, theirs) for item in items}
        found = []
        for item in theirs:
            if item[name] in mine and item != mine[item[name]] and name == "id":
                new = _next_name(item[name], taken)
                taken.add(new)
                self.renamed.append((at, item[name], new))
                item = {**item, name: new}
            found.append(item)
        return found


def _name_of(*lists: Sequence[Any]) -> str | None:
    """The field by which the items of these lists are told apart; None where each is its own name."""
    items = [item for items in lists for item in items]
    if not items or not all(isinstance(item, dict) for item in items):
        return None
    for name in (*NAMES, *NATURAL):
        if all(isinstance(item.get(name), str) for item in items) and all(
            len({item[name] for item in items}) == len(items) for items in lists
        ):
            return name
    return None


def _key(item: Any, name: str | None) -> Hashable:
    return item[name] if name else repr(item)


def _in_order(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Ours in their order, with what only they have behind what it stands behind there."""
    found, theirs_too = list(ours), set(theirs)
    place = 0
    for key in theirs:
        if key in found:
            place = found.index(key) + 1
        else:
            while place < len(found) and found[place] not in theirs_too:
                place += 1
            found.insert(place, key)
            place += 1
    return found


def _next_name(name: str, taken: set[str]) -> str:
    """`a4` behind `a3`, else with `-2` behind it: one that is free."""
    match = re.fullmatch(r"([A-Za-z]+)(\d{1,9})", name)
    number, stem = (int(match[2]), match[1]) if match else (1, f"{name}-")
    while True:
        number += 1
        if f"{stem}{number}" not in taken:
            return f"{stem}{number}"
