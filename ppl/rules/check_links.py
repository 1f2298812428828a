"""Checks of what refers to something else: references, codes, ids, links of a plan."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ppl.errors import Coded, Finding, Text, nearest, one_of
from ppl.model.field_words import field_word
from ppl.model.fields import fields, marked
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.programme import Criteria, PlanTemplate
from ppl.model.record import Code, Record, Ref
from ppl.model.score import Score

Day = datetime.date
Found = Iterator[Finding]

LISTS = {
    "areas": "programme/areas",
    "bodies": "programme/bodies",
    "roles": "programme/programme",
    "lots": "programme/programme",
}


def lists_used(records: Iterable[Record]) -> list[str]:
    """The refs of the lists whose codes stand in these records."""
    return code_lists({m.mark.vocabulary for one in records for m in marked(one) if isinstance(m.mark, Code)})


def code_lists(vocabularies: Iterable[str]) -> list[str]:
    """The refs of the records in which these lists of codes stand."""
    return sorted({LISTS.get(name, "programme/vocabularies") for name in vocabularies})


def broken_references(knowledge: Knowledge, today: Day) -> Found:
    """A reference must lead to a record that is there."""
    known: Sequence[_Named] = ()
    remedies: dict[tuple[str, tuple[str, ...], str | None], Text] = {}  # the same word means the same in a project
    for record in knowledge:
        for field, value, mark in marked(record):
            if not isinstance(mark, Ref) or mark.may_be_gone or knowledge.target(value, mark, record) is not None:
                continue
            if "activity" in mark.kinds and _is_activity(knowledge, record.ref, value):
                continue
            otherwise = Text("write the id of a record that is there, or take the reference away")
            place = value, mark.kinds, None if "/" in value else project_of(record.ref)
            if place not in remedies:
                known = known or _named(knowledge.named_refs)
                meant = _ids(known, mark, record, is_full="/" in value)
                remedies[place] = nearest(value, meant, otherwise, cutoff=0.75)
            yield Finding(record.ref, field, Text("`{value}` refers to nothing", value=value), remedies[place])


class _Named(NamedTuple):
    """A ref that somebody may mean, with the name of its kind and the project in which it lies."""

    ref: str
    kind: str
    project: str | None


def _named(refs: Iterable[str]) -> list[_Named]:
    kinds = ((ref, kind_of_path(path_of_ref(ref) or "")) for ref in refs)
    return [_Named(ref, kind.name if kind else "", project_of(ref)) for ref, kind in kinds]


def _ids(named: Iterable[_Named], mark: Ref, of: Record, is_full: bool) -> dict[str, str]:
    """What a reference may name, each with what to write: within the record's reach an id, else the whole ref."""
    own = project_of(of.ref)
    found: dict[str, str] = {}
    for ref, kind, project in named:
        if mark.kinds and kind not in mark.kinds:
            continue
        id = ref.rpartition("/")[2]
        is_near = not is_full and project in (None, own, ref)
        if is_near or ref not in found:
            found[ref if is_full else id] = id if is_near else found.get(id, ref)
    return found


def _is_activity(knowledge: Knowledge, ref: str, value: str) -> bool:
    """An activity of the project's plan; where the plan was not read, its file being there must do."""
    ref = ref.partition("/")[0] + "/plan"
    plan = knowledge.get(ref)
    if isinstance(plan, Plan):
        return any(activity.id == value for activity in plan.activities or () if activity)  # None: not read
    return ref in knowledge.refs and re.fullmatch(r"[A-Z]+[0-9]+", value) is not None


def unknown_codes(knowledge: Knowledge, today: Day) -> Found:
    """A code must stand in its list. An unknown role is a remark, since roles are also written in words."""
    for record in knowledge:
        for field, value, mark in marked(record):
            if not isinstance(mark, Code):
                continue
            codes = knowledge.codes.get(mark.vocabulary)
            if codes is None or value in codes:
                continue
            what = Text("`{value}` is not a code of {list}", value=value, list=_in_words(mark.vocabulary))
            all_codes = Text("choose from the list {list} in data/programme/", list=mark.vocabulary)
            if len(codes) < 25:
                all_codes = Text("choose from {listed}", listed=", ".join(sorted(codes)))
            remedy = nearest(value, words_for(codes), all_codes)
            yield Finding(record.ref, field, what, remedy, "remark" if mark.vocabulary == "roles" else "error")


def words_for(codes: Mapping[str, Any]) -> dict[str, str]:
    """The codes of a list by what people call them: the code itself, the words of its entry, its name."""
    named: dict[str, str] = {}
    for code, entry in codes.items():
        name = getattr(entry, "name", None) or getattr(entry, "title", None)
        for word in (*getattr(entry, "words", ()), *((name,) if isinstance(name, str) else ())):
            named.setdefault(word, code)
    return named | {code: code for code in codes}


def duplicate_ids(knowledge: Knowledge, today: Day) -> Found:
    """Ids and codes are unique in their list."""
    for record in knowledge:
        lists = {name: items for name, attribute in _lists(type(record)) if (items := getattr(record, attribute))}
        for name, items in {**lists, **record.other}.items():
            if isinstance(record, PlanTemplate) and name == "milestones":
                continue  # a template may offer two: of those that fit the answers the last counts
            seen: set[str] = set()
            for place, item in enumerate(items if isinstance(items, (list, tuple)) else ()):
                key = next((key for key in ("id", "code") if _value(item, key)), None)
                if key is None:
                    continue
                id = _value(item, key)
                if id in seen:
                    what = Text("`{id}` stands twice in {list}", id=id, list=name)
                    yield Finding(record.ref, (name, place, key), what, Text("give one of them another id"))
                seen.add(id)


@cache
def _lists(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a class that may hold a list of parts, by their names on disk and in Python."""
    found = ((f, f.shape.item) for f in fields(cls) if f.shape.form in ("list", "anything"))
    return tuple(
        (f.name, f.attribute) for f, item in found if item is None or item.form in ("part", "either", "anything")
    )


def _value(item: Any, key: str) -> Any:
    """What a part of a record, or a mapping in a field that ppl does not know, has under a key."""
    return item.get(key) if isinstance(item, dict) else getattr(item, key, None)


def loose_links(knowledge: Knowledge, today: Day) -> Found:
    """A plan's links lead to activities of the plan; a scored code stands in the criteria set."""
    plans: list[Plan | PlanTemplate] = [*knowledge.of(Plan), *knowledge.of(PlanTemplate)]
    for plan in plans:
        ids = {activity.id for activity in plan.activities}
        for place, activity in enumerate(plan.activities):
            for name in ("after", "after_serial"):
                for number, link in enumerate(getattr(activity, name, ())):
                    if link.activity not in ids:
                        what = Text("waits on `{id}`, which is not in the plan", id=link.activity)
                        remedy = nearest(link.activity, ids, Text("correct the id, or add the activity"), cutoff=0.8)
                        yield Finding(plan.ref, ("activities", place, name, number), what, remedy)
        if plan.goal is not None and plan.goal not in ids:
            what = Text("the goal `{id}` is not in the plan", id=plan.goal)
            remedy = nearest(plan.goal, ids, Text("name an activity of the plan"), cutoff=0.8)
            yield Finding(plan.ref, ("goal",), what, remedy)
    for score in knowledge.of(Score):
        criteria = knowledge.get(knowledge.target(score.criteria, Ref(("criteria",)), score) or "")
        if isinstance(criteria, Criteria):
            for field, codes in (
                ("scores", {c.code for c in criteria.criteria}),
                ("knock_outs", {k.code for k in criteria.knock_outs}),
            ):
                for code in getattr(score, field):
                    if code not in codes:
                        what = Text("`{code}` is not in the criteria set {set}", code=code, set=criteria.id)
                        remedy = one_of(code, sorted(codes))
                        yield Finding(score.ref, (field, code), what, remedy)


def _in_words(vocabulary: str) -> Coded:
    """The list of a file and what it is called: `bottleneck_categories (categorieën knelpunten)`."""
    word = field_word(vocabulary)
    return Coded(vocabulary, word if isinstance(word, Text) else None)
