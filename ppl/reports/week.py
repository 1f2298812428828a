"""The Monday list on one screen: what is late, the talks with what to raise, what is near, and who waits for what."""

import datetime
from typing import Any

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.reports import values
from ppl.reports.due import fields_of, item, role_list
from ppl.reports.week_report import AlsoShown, Raised, TalkShown, WaitingNotes, WeekShown
from ppl.reports.week_sentences import said, title
from ppl.rules.standing import age_days
from ppl.rules.week import Talk, of_role, week

Day = datetime.date


class Request(msgspec.Struct, frozen=True):
    """A week by its Monday. notes: those that wait on this machine, how many per project.

    role: only what this role or body does, and the talks where it is; else the whole week
    """

    knowledge: Knowledge
    monday: Day
    notes: tuple[WaitingNotes, ...] = ()
    role: str | None = None


def build(request: Request, today: Day) -> WeekShown:
    """What the week asks: of one to come as it will stand on its Monday, if nothing is done before."""
    knowledge, on = request.knowledge, max(today, request.monday)
    found = week(knowledge, on, request.monday)
    if request.role:
        found = of_role(knowledge, found, request.role, on)
    return WeekShown(
        today=on,
        monday=request.monday,
        talks=tuple(_talk(knowledge, one, on) for one in found.talks),
        late=tuple(item(knowledge, one) for one in found.late),
        near=tuple(item(knowledge, one) for one in found.near),
        waiting=tuple(item(knowledge, one) for one in found.waiting),
        notes=request.notes,
        role=values.certain(knowledge, role_list(knowledge, request.role), request.role) if request.role else None,
    )


def _talk(knowledge: Knowledge, talk: Talk, today: Day) -> TalkShown:
    return TalkShown(
        line=item(knowledge, talk.line),
        on=talk.on,
        also=tuple(AlsoShown(line=item(knowledge, one), on=on) for one, on in talk.also),
        raised=tuple(item(knowledge, one) for one in talk.raised),
        bottlenecks=tuple(
            Raised(ref=one.ref, title=one.title, age_days=age_days(one, today)) for one in talk.bottlenecks
        ),
    )


def record(found: WeekShown) -> dict[str, Any]:
    """What a program reads: lines as those of `ppl due`."""
    talks = [
        {
            **fields_of(one.line),
            "on": one.on,
            "also": [{**fields_of(each.line), "on": each.on} for each in one.also],
            "raise": [*map(fields_of, one.raised)],
            "bottlenecks": one.bottlenecks,
        }
        for one in found.talks
    ]
    parts = {name: [*map(fields_of, getattr(found, name))] for name in ("late", "near", "waiting")}
    role = found.role.code if found.role else None
    return {"today": found.today, "monday": found.monday, "role": role, "talks": talks, **parts, "notes": found.notes}


def context(request: Request, found: WeekShown) -> dict[str, Any]:
    """What the template sees besides: its parts (`said`), the whole of them, and as much as a screen holds."""
    return {"heading": title(found), "said": said(found), "in_short": said(found, is_short=True)}
