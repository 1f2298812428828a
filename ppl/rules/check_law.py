"""Checks of what rests on law: is it dated, does it still hold, and who looks again."""

import datetime
from collections.abc import Iterator

from ppl.errors import Finding, Text
from ppl.model.fields import marked
from ppl.model.knowledge import Knowledge
from ppl.model.law import Law
from ppl.model.lesson import Lesson
from ppl.model.record import Ref
from ppl.partial_date import has_come

Day = datetime.date
Found = Iterator[Finding]


def undated_law(knowledge: Knowledge, today: Day) -> Found:
    """A lesson that rests on law says of which day; nothing rests on a rule that is repealed."""
    for lesson in knowledge.of(Lesson):
        if lesson.law and lesson.law_as_of is None:
            what = Text("rests on law, without the day on which that was looked up")
            yield Finding(lesson.ref, ("law",), what, Text("add `law_as_of:` and `check_again_on:`"), "remark")
    repealed = {law.ref: law for law in knowledge.of(Law) if is_over(law, today)}
    for record in knowledge if repealed else ():
        for field, value, mark in marked(record):
            if isinstance(mark, Ref) and "law" in mark.kinds and not isinstance(record, Law):
                law = repealed.get(knowledge.target(value, mark, record) or "")
                if law is not None:
                    what = Text("rests on `{law}`, which no longer holds", law=law.id)
                    yield Finding(record.ref, field, what, Text("name the rule that holds now"), "remark")


def is_over(law: Law, today: Day) -> bool:
    """Whether a rule of law no longer holds."""
    return law.status == "repealed" or (law.until_on is not None and law.until_on < today)


def law_to_check(knowledge: Knowledge, today: Day) -> Found:
    """What somebody was to look up again by now."""
    records: list[Law | Lesson] = [*knowledge.of(Law), *knowledge.of(Lesson)]
    for record in records:
        if record.check_again_on is not None and record.check_again_on <= today:
            what = Text("to be looked up again since {day}", day=record.check_again_on.isoformat())
            remedy = Text("look whether it still holds, then set `law_as_of:` and `check_again_on:`")
            yield Finding(record.ref, ("check_again_on",), what, remedy, "remark")
        elif isinstance(record, Law) and _should_be_in_force(record, today):
            what = Text("was to be in force by now, and stands as {status}", status=Text(record.status))
            remedy = Text("look whether it is in force, and set `status:`")
            yield Finding(record.ref, ("in_force_on",), what, remedy, "remark")


def _should_be_in_force(law: Law, today: Day) -> bool:
    """Whether the day has come on which a bill or an act was to enter into force."""
    return law.status in ("bill", "enacted") and law.in_force_on is not None and has_come(law.in_force_on, today)
