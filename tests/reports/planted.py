"""Records of every kind with a text of others in every field, and every report that can be made of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from ppl.cli import show
from ppl.cli.desk import Desk
from ppl.errors import Field, Problem, Text, UsageError
from ppl.model.fields import Shape, changed, fields, plain
from ppl.model.history import FieldChange, Step
from ppl.model.kinds import KINDS, kind_of
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.newsletter import Newsletter
from ppl.model.plan import Plan, PlanActivity, Reached
from ppl.model.programme import Criteria, Programme
from ppl.model.record import Part, Record, Ref
from ppl.model.session import Session
from ppl.readers import words
from ppl.render.document import Document
from ppl.reports import form
from ppl.reports.catalog import REPORT
from ppl.reports.form import NoteLine
from ppl.reports.plan.import_ import NotRead
from ppl.rules.approval import Shown
from ppl.rules.checks import findings
from ppl.rules.schedule.drift import Edition
from ppl.rules.schedule.planned import of_plan
from ppl.rules.schedule.what_if import Change
from ppl.search.question import question
from tests import make
from tests.by_type import Rolled
from tests.conftest import KB
from tests.make import TODAY
from tests.model.test_knowledge import places
from tests.reports.plan.plans import plan_of
from tests.reports.test_catalog import questions_of
from tests.rules.schedule.networks import activity, link

P = TypeVar("P", bound=Part)
STRUCTURE = ("id", "activity", "code", "goal", "ref", "every", "window")


class Planter(Rolled):
    """Makes records in which every text is one of a few, except most references, which lead to records."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(7)
        self.texts = texts
        self.refs = list(places())

    def text(self, of: Shape, at: Field) -> str:
        text = self.choice(self.texts)
        if not isinstance(of.mark, Ref):
            return text
        wanted = [ref for ref, kind in self.refs if kind in of.mark.kinds or not of.mark.kinds]
        ref = self.choice(wanted)
        return self.choice((ref, ref, f"{ref}#{text}", text))

    def has(self, at: Field) -> bool:
        return self.random.random() < 0.9

    def other(self, at: Field) -> dict[str, Any]:
        text = self.choice(self.texts)
        return {f"x {text}": [text, {text: text}]}

    def planted(self, part: P) -> P:
        """A part with these texts in the place of its own, where no reference or code stands."""
        new: dict[str, Any] = {}
        for f in fields(type(part)):
            value = getattr(part, f.attribute)
            if f.shape.form == "text" and f.shape.mark is None and f.name not in STRUCTURE:
                new[f.attribute] = self.choice(self.texts)
            elif isinstance(value, tuple):
                new[f.attribute] = tuple(self.planted(one) if isinstance(one, Part) else one for one in value)
        return changed(part, **new)


def knowledge(planter: Planter) -> Knowledge:
    """A record of every kind in every place."""
    classes = {kind.name: kind.record for kind in KINDS}
    records: list[Record] = [planter.part(classes[kind], ref=ref) for ref, kind in planter.refs]
    return Knowledge(record for record in records if not isinstance(record, Plan))


def plan(planter: Planter) -> Plan:
    """A plan that can be scheduled, with texts of others wherever it has a title, a reason or a source."""
    steps: tuple[PlanActivity, ...] = (
        activity("A", 4, owner="gemeente"),
        activity("B", 6, link("A", "habit", reason="zo"), weeks_basis="estimate", owner="gemeente"),
        activity("C", 2, link("B", "statute"), owner="gemeente"),
    )
    marks = (Reached(code="m", title="Mijlpaal", activity="B"),)
    return planter.planted(plan_of(*steps, goal="C", milestones=marks))


def documents(texts: Sequence[str], lang: str) -> Iterator[tuple[str, Document]]:
    """Every report with these texts, by name, ready for any of its formats."""
    planter = Planter(texts)
    known = knowledge(planter)
    desk = Desk({"PPL_ROOT": str(KB)})
    for name, request, more in (*_of_records(known, planter, lang), *_of_plans(planter)):
        module = REPORT[name].module
        with suppress(UsageError):  # a session that was no talk has no recap
            build = module.build(request, TODAY)
            said = [desk.words(text) for text in module.remarks(request, build)] if hasattr(module, "remarks") else []
            assert all(isinstance(one, str) for one in said)
            yield name, show.document_of(desk, name, request, build, lang, more)


def _of_records(known: Knowledge, planter: Planter, lang: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    texts = planter.texts
    for project in ("alpha", "beta"):
        yield "project", REPORT["project"].module.Request(known, project, audience="project"), {"audience": "project"}
        yield "status", REPORT["status"].module.Request(known, project), {}
        tables = (
            words.shown(t, lang) for t in (words.HEADINGS, words.HEADER, words.LABELS, words.STATES, words.LIGHTS)
        )
        heading, head, label, states, aspects = tables
        said = form.Words(heading, head, {k.replace(".", "_"): v for k, v in label.items()}, states, aspects)
        notes = [NoteLine(id="1", on="2026-03-01", text=text) for text in texts]
        yield "form", form.Request(known, project, "weekly", "2026-03-02", said, notes), {}
        yield "questions", questions_of(known, project, lang), {}
    yield "programme", REPORT["programme"].module.Request(known, audience="client"), {"audience": "client"}
    yield "status", REPORT["status"].module.Request(known), {}
    for kind in KINDS:
        yield "list", REPORT["list"].module.Request(known, kind.name), {}
    for record in known:
        raw = plain(record)
        source = "\n".join(texts)
        yield "show", REPORT["show"].module.Request(record.ref, kind_of(record).name, source, _texts(raw), raw), {}
        if isinstance(record, Session):
            names = {role: planter.choice(texts) for role in ("projectleider", "bureau", "opdrachtgever")}
            yield "recap", REPORT["recap"].module.Request(known, record.ref, names), {}
        if isinstance(record, Lesson) and known.origin(record):
            names = {"projectleider": planter.choice(texts)}
            yield "lesson-ask", REPORT["lesson-ask"].module.Request(known, record.ref, names=names), {}
        if isinstance(record, Newsletter):
            yield "newsletter", REPORT["newsletter"].module.Request(record, planter.choice(texts), True), {}
            asked = [Shown("alpha", tuple(range(len(record.items))), False, None)]
            request = REPORT["newsletter-ask"].module.Request(known, record, planter.choice(texts), asked)
            yield "newsletter-ask", request, {}
    for text in (*texts, "kop tekst vet punt een klik"):
        yield "search", REPORT["search"].module.Request(known, text, question(text)), {}
    yield "check", REPORT["check"].module.Request(_problems(known, texts)), {}
    moment = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
    yield "index", REPORT["index"].module.Request(planter.choice(texts), 4_096, moment, 3, 2, 7), {}
    yield "history", REPORT["history"].module.Request("alpha", _steps(texts)), {}
    lot = known.of(Programme)[0].lots[0].code
    criteria = changed(known.of(Criteria)[0], lot=lot, valid_from=TODAY)
    others = (record for record in known if record.ref != criteria.ref)
    yield "ranking", REPORT["ranking"].module.Request(Knowledge([*others, criteria]), lot), {}


def _of_plans(planter: Planter) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    one, project = plan(planter), planter.planted(make.project())
    known = make.knowledge(project, one, planter.planted(make.session()), planter.planted(make.bottleneck()))
    found = of_plan(known, one, project)
    for name in ("plan-show", "plan-compare", "plan-earlier"):
        yield name, REPORT[name].module.Request(found), {"part": "all"}
    change = Change("shorten", "B", weeks=3)
    yield "plan-what-if", REPORT["plan-what-if"].module.Request(found, [change, Change("drop", "B", "A")]), {}
    yield "plan-chance", REPORT["plan-chance"].module.Request(found, runs=100), {}
    for name in ("plan-couplings", "plan-habits"):
        yield name, REPORT[name].module.Request(known), {}
    before = changed(one, activities=(changed(one.activities[0], weeks=8.0), *one.activities[1:]))
    editions = [Edition(TODAY - datetime.timedelta(30), "1", planter.texts[0], before)]
    editions += [Edition(TODAY, "2", planter.texts[1], one)]
    yield "plan-drift", REPORT["plan-drift"].module.Request(known, found, editions), {}
    yield "plan", REPORT["plan"].module.Request(known, "alpha"), {"audience": "project"}
    lines = tuple(NotRead(row=1, level="remark", what=text, remedy=text) for text in planter.texts)
    typed = {("B", "A"): planter.texts[2], ("C", "B"): planter.texts[3]}
    request = REPORT["plan-import"].module.Request(
        planter.texts[0], one, {"A": 1, "B": 2, "C": 3}, typed, "habit", lines
    )
    yield "plan-import", request, {}


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


def _problems(known: Knowledge, texts: Sequence[str]) -> list[Problem]:
    found = [Problem(f.ref, 1, f.what, f.remedy, check, f.level) for check, f in findings(known, TODAY)]
    return [*found, *(Problem(text, 2, Text("{name}", name=text), Text(text), "yaml") for text in texts)]


def _steps(texts: Sequence[str]) -> list[Step]:
    at = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    return [
        Step(
            f"{number}" * 40, at, text, text, "" if number % 2 else "set", text, text,
            (
                FieldChange("alpha", (text, 1), text, [text, {text: text}]),
                FieldChange(f"alpha/lessons/{text}", (), None, {"title": text}),
                FieldChange(f"alpha/lessons/{text}", (), {"title": text}, None),
            ),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip
