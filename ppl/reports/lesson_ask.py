"""The mail that asks a project whether its lesson may be told: what it says, who would read it, how to answer."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.fields import changed
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import TELLING, Consent, Lesson
from ppl.model.programme import Programme
from ppl.model.record import LEVELS, Ref, Visibility
from ppl.model.session import Session
from ppl.reports import values
from ppl.reports.sentences import Item, joined, sentence, told

Day = datetime.date
LABELS: Mapping[str, Text] = {
    "context": Text("When does it hold?"),
    "went_otherwise": Text("What went otherwise than planned?"),
    "did": Text("What was done?"),
    "advice": Text("What would you tell another project?"),
    "effect": Text("What did it bring?"),
    "limits": Text("When not to copy it?"),
}
READERS: Mapping[str, Text] = {
    "public": Text("Everybody may read it then: it may stand in a newsletter, and in what the programme publishes."),
    "programme": Text("The projects of the programme and the ministry may read it then. It is not public."),
    "client": Text("The ministry may read it then. Other projects may not."),
}


class Request(msgspec.Struct, frozen=True):
    """A lesson, with all records that may belong to it.

    role: who is asked; names: per role who has it, for a letter
    """

    knowledge: Knowledge
    lesson: str
    role: str = "projectleider"
    names: Mapping[str, str] = {}


class LessonAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a project.

    name: of the project; reader: role that is asked; level: who may read the lesson after a yes
    says: by field what the lesson says; talk: the day of the talk that it comes from
    is_named: those who read it see which project it comes from
    """

    ref: str
    project: str
    name: str
    reader: values.Named
    level: Visibility
    title: str
    says: dict[str, str]
    is_named: bool
    bureau: str
    programme: str
    talk: Day | None = None


def build(request: Request, today: Day) -> LessonAsk:
    """What the project is asked, from no more than it may see itself. Raises UsageError where a yes changes nothing."""
    whole, ref = request.knowledge, request.lesson
    lesson = whole.get(ref)
    id = whole.origin(lesson) if isinstance(lesson, Lesson) else None
    if not isinstance(lesson, Lesson) or id is None:
        raise UsageError(Text("{ref} is no lesson of a project: nobody is asked", ref=ref))
    agreed = changed(lesson, consent=Consent(role=request.role, on=today))
    level = whole.visibility(agreed)
    if LEVELS.index(level) <= LEVELS.index("project"):
        raise UsageError(
            Text("{ref} goes no further than {reader}, also after a yes", ref=ref, reader=_OWN[level]),
            Text("if others may know it: ppl set {ref} visibility=programme", ref=ref),
        )
    knowledge = whole.for_audience(Audience("project", id))
    shown, project, programme = knowledge.get(ref), knowledge.project(id), knowledge.one(Programme)
    assert isinstance(shown, Lesson)
    own = whole.project(id)
    return values.from_record(
        LessonAsk,
        shown,
        project=id,
        name=project.name if project else id,
        reader=values.certain(knowledge, "roles", request.role),
        level=level,
        says={name: text for name in TELLING if (text := getattr(shown, name))},
        is_named=own is not None and whole.is_readable(own, Audience(level)),
        bureau=programme.bureau if programme else "",
        programme=programme.name if programme else "",
        talk=_talk(knowledge, shown),
    )


_OWN = {"internal": Text("the bureau"), "project": Text("the project and its municipality")}


def _talk(knowledge: Knowledge, lesson: Lesson) -> Day | None:
    """The day of the talk that a lesson comes from, where its reader may know that talk."""
    target = knowledge.target(lesson.from_.session, Ref(("session",)), lesson) if lesson.from_.session else None
    session = knowledge.get(target) if target else None
    return session.held_on if isinstance(session, Session) else None


def context(request: Request, ask: LessonAsk) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    name = request.names.get(ask.reader.code)
    if ask.talk:
        opening = Text(
            "Our talk of {date} about {name} gave a lesson that other projects can use.", date=ask.talk, name=ask.name
        )
    else:
        opening = Text("{name} gave a lesson that other projects can use.", name=ask.name)
    named = Text("It says that it comes from {name}.", name=ask.name)
    return {
        "said": {
            "title": Text("May we tell this lesson of {name}?", name=ask.name),
            "greeting": Text("Dear {name},", name=name) if name else Text("Hello,"),
            "opening": (opening, Text("We ask you first: without your yes it goes to nobody else.")),
            "lesson": sentence(ask.title),
            "says": [
                Item(joined(LABELS[field], sentence(told(text)), between=" ")) for field, text in ask.says.items()
            ],
            "readers": (READERS[ask.level], *([named] if ask.is_named else [])),
            "signature": (ask.bureau,),
        }
    }
