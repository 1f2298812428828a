"""A scan of a project: which answers are new, each with its day; what nobody touched stays as it is."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import DataError, Field, Text, count, nearest, nothing_written
from ppl.model.lists import Vocabularies
from ppl.model.project import Project
from ppl.model.scan import Scan, ScanPart
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.rules.scan import LISTS, PARTS, Point, points
from ppl.rules.scan_words import TITLES, unasked, word
from ppl.store import codec
from ppl.store.codec import Flaw
from ppl.store.edits import existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message

Day = datetime.date
Raw = Mapping[str, Any]
KEYS: dict[ScanPart, tuple[str, str]] = {  # of an answer: what it is, and what stands with it
    "method": ("applied", "example"),
    "preconditions": ("status", "evidence"),
    "assignment": ("answer", "answer"),
}


class ScanRequest(NamedTuple):
    """project: its ref; entry: the fields of the scan."""

    project: str
    entry: Entry


class Case(NamedTuple):
    """What is scanned: the project with all that a scan asks of it."""

    project: Project
    points: Mapping[ScanPart, tuple[Point, ...]]


class Change(NamedTuple):
    """An answer that is new. before: the raw answer that held; after: the new one."""

    point: Point
    before: Raw
    after: Raw


def scan_case(folder: Folder, project: str) -> Case:
    """The project with its points. Raises DataError where it cannot be read, or nothing says what is asked."""
    knowledge, _ = folder.read_refs([project, "programme/programme", "programme/vocabularies"])
    found = knowledge.project(project)
    if found is None:
        raise DataError(Text("{ref} cannot be read", ref=project), Text("ppl check tells why"))
    words = knowledge.one(Vocabularies)
    if words is None or not any(getattr(words, name) for names in LISTS.values() for name in names):
        what = Text("data/programme/vocabularies.yaml does not say what a scan asks")
        remedy = Text("fill method_steps, method_strands, preconditions and assignment_questions there")
        raise DataError(what, remedy)
    return Case(found, {part: points(knowledge, found, part) for part in PARTS})


def scan(folder: Folder, today: Day, request: ScanRequest) -> Proposal:
    """The project with the answers of a scan. Raises DataError with every problem of the entry.

    An answer that says what held already keeps its day. Nothing where the same was answered before.
    """
    entry = request.entry
    case = scan_case(folder, request.project)
    given = _checked(case, today, entry)
    on = given.on or today
    edit = existing_edit(folder, case.project.ref)
    assert edit is not None and edit.fields is not None
    fields, changes = dict(edit.fields), [*_changes(case, given, edit.fields, on)]
    for part in PARTS:
        if mine := [one for one in changes if one.point.part == part]:
            fields[part] = _with_answers(edit.fields.get(part), part, mine, on)
    said = [*given.parts, *(part for part in PARTS if getattr(given, part))]
    fields["scans"] = _with_scan(edit.fields.get("scans"), on, said, given.remarks)
    what = f"{on}, {_counted(changes)}"
    message = Message("scan", case.project.ref, what)
    if fields == edit.fields:
        return Proposal([], message, entry)
    lines = [*_summary(case, on, changes, given.remarks)]
    return Proposal([edit._replace(fields=fields)], message, entry, (), lambda: lines)


def _checked(case: Case, today: Day, entry: Entry) -> Scan:
    """What was sent in. Raises DataError with all that is wrong, each with its line."""
    record, flaws = codec.record(Scan, entry.fields)
    found = [*flaws]
    if record is not None:
        found += _flaws(case, today, record, {flaw.field for flaw in flaws})
    problems = entry.problems(found)
    if record is None or any(one.level == "error" for one in problems):
        problems.sort(key=lambda one: one.line)
        wrong = tuple(one for one in problems if one.level == "error")
        raise DataError(nothing_written(len(wrong)), problems=wrong)
    if not (record.parts or record.method or record.preconditions or record.assignment):
        what = Text("{file} answers nothing of a scan", file=entry.name or "-")
        raise DataError(what, Text("fill in at least one answer; what is left out stays as it was"))
    return record


def _flaws(case: Case, today: Day, given: Scan, known_flaws: Collection[Field]) -> Iterator[Flaw]:
    if given.on is not None and given.on > today:
        what = Text("{date} is still to come", date=given.on)
        yield Flaw(("on",), what, Text("name the day on which the scan was held"), "future")
    for at, one in enumerate(given.preconditions):
        if one.status is None and ("preconditions", at, "status") not in known_flaws:
            what = Text("`{code}` does not say how it stands", code=one.code)
            yield Flaw(("preconditions", at), what, Text("add `status: met | open | n-a`"), "missing")
    codes: list[tuple[Field, ScanPart, str]] = [
        *((("method", code), "method", code) for code in given.method),
        *((("preconditions", at), "preconditions", one.code) for at, one in enumerate(given.preconditions)),
        *((("assignment", code), "assignment", code) for code in given.assignment),
    ]
    for field, part, code in codes:
        known = [one.code for one in case.points[part]]
        if code not in known:
            what = Text("`{code}` is nothing that a scan asks", code=code)
            yield Flaw(field, what, nearest(code, known, Text("choose from {codes}", codes=", ".join(known))), "code")
    answered = [one.code for one in given.preconditions]
    for at, answer in enumerate(answered):
        if answer in answered[:at]:
            what = Text("`{key}` stands here twice", key=answer)
            yield Flaw(("preconditions", at), what, Text("keep one of the two"), "twice")


def _changes(case: Case, given: Scan, held: Raw, on: Day) -> Iterator[Change]:
    """The answers that differ from those that held on the day of the scan, in the order in which they are asked."""
    sent: dict[ScanPart, Raw] = {
        "method": {code: codec.raw(one) for code, one in given.method.items()},
        "preconditions": {one.code: codec.raw(one) for one in given.preconditions},
        "assignment": {code: {"answer": text} for code, text in given.assignment.items()},
    }
    for part, asked in case.points.items():
        value, text = KEYS[part]
        for point in asked:
            if (answer := sent[part].get(point.code)) is None:
                continue
            new = {key: str(answer[key]) for key in dict.fromkeys((value, text)) if answer.get(key)}
            before = _before(_answers(_held(held.get(part), point.code), part), on)
            is_same = all(before.get(key) == said for key, said in new.items())
            if new.get(value) and not is_same:
                yield Change(point, before, new)


def _held(of: Any, code: str) -> Any:
    """What the record has on a point, whether it holds a list or names with a value each."""
    if isinstance(of, list):
        return next((one for one in of if isinstance(one, Mapping) and one.get("code") == code), None)
    return of.get(code) if isinstance(of, Mapping) else None


def _answers(held: Any, part: ScanPart) -> dict[str, dict[str, Any]]:
    """The raw answers on a point by their day, the oldest first; one without a day comes before them."""
    if isinstance(held, str):
        return {"": {"answer": held}}
    if not isinstance(held, Mapping):
        return {}
    keys = dict.fromkeys((*KEYS[part], "on"))
    each = [*(held.get("before") or ()), held]
    found = [{key: one[key] for key in keys if one.get(key) is not None} for one in each if isinstance(one, Mapping)]
    return dict(sorted((str(one.get("on") or ""), one) for one in found))


def _before(answers: Mapping[str, Raw], on: Day) -> Raw:
    """The answer that held on a day."""
    return next((answers[day] for day in reversed([*answers]) if day <= on.isoformat()), {})


def _with_answers(of: Any, part: ScanPart, changes: Sequence[Change], on: Day) -> Any:
    """What the record has of a part with the new answers in it; the newest one of a point stands on top."""
    found: Any = list(of or ()) if part == "preconditions" else dict(of or {})
    for one in changes:
        code, held = one.point.code, _held(of, one.point.code)
        answers = _answers(held, part)
        answers[on.isoformat()] = {**one.after, "on": on.isoformat()}
        *earlier, (_, latest) = sorted(answers.items())
        kept = (
            {k: v for k, v in held.items() if k not in (*KEYS[part], "on", "before")}
            if isinstance(held, Mapping)
            else {}
        )
        new = {**kept, **latest, **({"before": [answer for _, answer in earlier]} if earlier else {})}
        if not isinstance(found, list):
            found[code] = new
        elif held is None:
            found.append({"code": code, **new})
        else:
            found[found.index(held)] = new
    return found


def _with_scan(of: Any, on: Day, parts: Sequence[str], remarks: str | None) -> list[Any]:
    """The scans with this one among them; of one day there is one."""
    scans = [one for one in (of or ()) if isinstance(one, Mapping)]
    day = on.isoformat()
    mine: dict[str, Any] = next((dict(one) for one in scans if one.get("on") == day), {"on": day})
    gone_over = {*parts, *(mine.get("parts") or ())}
    mine["parts"] = [part for part in PARTS if part in gone_over]
    if remarks:
        mine["remarks"] = remarks
    return sorted([*(one for one in scans if one.get("on") != day), mine], key=lambda one: str(one.get("on")))


def _counted(changes: Sequence[Change]) -> str:
    """What changed, for the message of the commit."""
    said = []
    for part in PARTS:
        if number := sum(one.point.part == part for one in changes):
            said.append(f"{number} of the {part}")
    return ", ".join(said) + " changed" if said else "nothing changed"


def _summary(case: Case, on: Day, changes: Sequence[Change], remarks: str | None) -> Iterator[Text | str]:
    """What is new, a line each."""
    yield Text("~ {project}: scan of {date}", project=case.project.name, date=on)
    for part in PARTS:
        mine = [one for one in changes if one.point.part == part]
        kept = len(case.points[part]) - len(mine)
        if not mine:
            continue
        yield Text("  {part}", part=TITLES[part])
        for one in mine:
            yield _line(one)
        yield count(Text("    {number} other as it was"), Text("    {number} others as they were"), kept)
    if not changes:
        yield Text("  every answer stays as it was, with its day")
    if remarks:
        yield Text("  for the bureau itself: {text}", text=remarks)


def _line(one: Change) -> Text:
    part = one.point.part
    value, text = KEYS[part]
    name = unasked(one.point)
    if part == "assignment":
        return Text("    {name}: {text}", name=name, text=str(one.after["answer"]))
    said: Text | str = word(part, str(one.after[value]))
    if one.before.get(value) and one.before[value] != one.after[value]:
        said = Text("{before} -> {after}", before=word(part, str(one.before[value])), after=said)
    if one.after.get(text):
        return Text("    {name}: {value}; {text}", name=name, value=said, text=str(one.after[text]))
    return Text("    {name}: {value}", name=name, value=said)
