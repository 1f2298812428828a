"""What the other party receives after a session: what was agreed, who does what by when, what comes next."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from ppl.errors import Text, UsageError
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.intervention import Intervention
from ppl.model.kinds import project_of
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Lesson
from ppl.model.programme import Programme
from ppl.model.record import Record, Ref, Who
from ppl.model.session import Action, Session
from ppl.reports import profile, standing, values
from ppl.reports.recap_report import ActionLine, BottleneckLine, DecisionLine, InterventionLine, Recap, Someone
from ppl.reports.recap_sentences import said
from ppl.rules.standing import open_actions

Day = datetime.date
R = TypeVar("R", bound=Record)
PROJECT_READER = "projectleider"
PROGRAMME_READER = "opdrachtgever"


def audience(ref: str) -> Audience:
    """Who receives the recap of a session: the project's municipality, or the client for one of the programme."""
    project = project_of(ref)
    return Audience("project", project) if project else Audience("client")


def reader_role(ref: str) -> str:
    """The role of who receives the recap of a session."""
    return PROJECT_READER if project_of(ref) else PROGRAMME_READER


class Request(msgspec.Struct, frozen=True):
    """A session, with all records that may belong to it.

    names: per role who has it, for a letter; revisions: per session how often its file was recorded
    """

    knowledge: Knowledge
    session: str
    names: Mapping[str, str] = {}
    revisions: Mapping[str, int] = {}


def build(request: Request, today: Day) -> Recap:
    """The recap of a session, from no more than its reader may see. Raises UsageError where there is none to send.

    It reads no clock: the same records give the same recap on every day.
    """
    whole, ref = request.knowledge, request.session
    session = whole.get(ref)
    if not isinstance(session, Session):
        raise UsageError(Text("there is no session `{text}`", text=ref), Text("ppl list session shows what there is"))
    if session.kind == "fact":
        raise UsageError(
            Text("{ref} is a public event: nobody was spoken with", ref=ref),
            Text("a recap is of a talk; ppl report and ppl newsletter tell of events"),
        )
    reader = audience(ref)
    if not whole.is_visible(session, reader):
        raise UsageError(
            Text("{ref} is not for the other party to read", ref=ref),
            Text("if they may: ppl set {ref} visibility={level}", ref=ref, level=reader.level),
        )
    knowledge = whole.for_audience(reader)
    shown = knowledge.get(ref)
    assert isinstance(shown, Session)
    return _recap(knowledge, shown)


def context(request: Request, recap: Recap) -> dict[str, Any]:
    """What the template sees besides: its sentences (`said`)."""
    return {"said": said(recap, request.names)}


def events(request: Request, recap: Recap) -> list[tuple[str, Day, Text, Day, Text, int]]:
    """The next talk for a calendar: UID, day, title, the day of what is known, what stands with it, which edition.

    A talk that is moved keeps its UID, however often, and each time gets a higher number, so that a calendar moves it.
    """
    if recap.next_on is None:
        return []
    chain = appointment(request.knowledge, request.session)
    uid = chain[-1].replace("/sessions/", ".").replace("/", ".")
    title = Text("Talk about {name}", name=recap.name)
    said = Text("The hour is not known here, so it stands for the whole day.")
    number = sum(max(1, request.revisions.get(ref, 0)) for ref in chain) - 1
    return [(f"next.{uid}@ppl", recap.next_on, title, recap.held_on, said, number)]


def appointment(knowledge: Knowledge, ref: str) -> list[str]:
    """The sessions in which the next talk was planned, moved and moved again, the first one last."""
    chain = [ref]
    while isinstance(session := knowledge.get(chain[-1]), Session) and session.status == "moved":
        place = session.ref.rpartition("/")[0]
        before = [
            one
            for one in knowledge.of(Session)
            if one.ref not in chain and one.next_on == session.held_on and one.ref.rpartition("/")[0] == place
            and one.held_on <= session.held_on
        ]  # fmt: skip
        if not before:
            break
        chain.append(max(before, key=lambda one: (one.held_on, one.ref)).ref)
    return chain


def _recap(knowledge: Knowledge, session: Session) -> Recap:
    id = project_of(session.ref)
    project = knowledge.project(id) if id else None
    programme = knowledge.one(Programme)
    decisions = _named(knowledge, session, Decision, session.decisions, "decision")
    bottlenecks = _named(knowledge, session, Bottleneck, session.bottlenecks, "bottleneck")
    found = [b for b in bottlenecks if _is_found(knowledge, b, session)]
    solved = [b for b in bottlenecks if b.is_closed and b.closed_on == session.held_on]
    return values.from_record(
        Recap,
        session,
        project=id,
        name=project.name if project else id or (programme.name if programme else ""),
        bureau=programme.bureau if programme else "",
        programme=programme.name if programme else "",
        reader=values.certain(knowledge, "roles", reader_role(session.ref)),
        writer=values.named(knowledge, "roles", session.role),
        status=session.status or "held",
        attended=tuple(s for who in session.attended if (s := _someone(knowledge, who))),
        obstacles=profile.obstacles(knowledge, session),
        actions=tuple(_action(knowledge, a, session.held_on) for a in session.actions),
        earlier=tuple(_earlier(knowledge, session)),
        late=standing.overdue(knowledge, project, session.held_on) if project and session.took_place else (),
        advice=tuple(_decision(knowledge, d) for d in decisions if d.kind == "advice"),
        decisions=tuple(_decision(knowledge, d) for d in decisions if d.kind != "advice"),
        found=tuple(_bottleneck(knowledge, b) for b in found if b not in solved),
        solved=tuple(_bottleneck(knowledge, b) for b in solved),
        spoken=tuple(_bottleneck(knowledge, b) for b in bottlenecks if b not in found and b not in solved),
        interventions=tuple(
            _intervention(knowledge, i)
            for i in _named(knowledge, session, Intervention, session.interventions, "intervention")
        ),
        lessons=tuple(
            one.title
            for one in _named(knowledge, session, Lesson, session.lessons, "lesson")
            if one.status != "withdrawn"
        ),
        agreed_by=values.named(knowledge, "roles", session.agreed_by),
    )


def _named(knowledge: Knowledge, session: Session, cls: type[R], names: tuple[str, ...], kind: str) -> list[R]:
    """The records that a session names, as far as its reader may see them."""
    found = (knowledge.target(name, Ref((kind,)), session) for name in names)
    return [record for ref in dict.fromkeys(found) if ref and isinstance(record := knowledge.get(ref), cls)]


def _is_found(knowledge: Knowledge, bottleneck: Bottleneck, session: Session) -> bool:
    if bottleneck.found_in:
        return knowledge.target(bottleneck.found_in, Ref(("session",)), bottleneck) == session.ref
    return bottleneck.opened_on == session.held_on


def _earlier(knowledge: Knowledge, session: Session) -> Iterator[ActionLine]:
    """Open actions of the sessions before this one, of the same project; the first due on top."""
    project = project_of(session.ref)
    for open_action in open_actions(knowledge, session.held_on, project):
        if open_action.session != session.ref and project_of(open_action.session) == project:
            yield _action(knowledge, open_action.action, session.held_on)


def _action(knowledge: Knowledge, action: Action, held_on: Day) -> ActionLine:
    late_days = max(0, (held_on - action.due_on).days) if action.is_open and action.due_on else 0
    owner = _someone(knowledge, action.owner)
    return values.from_record(ActionLine, action, status=action.status or "open", owner=owner, late_days=late_days)


def _someone(knowledge: Knowledge, who: Who | None) -> Someone | None:
    role = values.role(knowledge, who)
    return None if role is None else Someone(role=role, organisation=getattr(who, "organisation", None))


def _bottleneck(knowledge: Knowledge, bottleneck: Bottleneck) -> BottleneckLine:
    return values.from_record(BottleneckLine, bottleneck, owner=_someone(knowledge, bottleneck.owner))


def _intervention(knowledge: Knowledge, intervention: Intervention) -> InterventionLine:
    return InterventionLine(
        title=intervention.title,
        by=_someone(knowledge, intervention.by),
        expected=intervention.expected.effect if intervention.expected else None,
        observed=intervention.observed.effect if intervention.observed else None,
    )


def _decision(knowledge: Knowledge, decision: Decision) -> DecisionLine:
    return values.from_record(DecisionLine, decision, on=decision.decided_on, by=_someone(knowledge, decision.by))
