"""What templates get to see: of the records of a knowledge base, and of made-up ones with any texts in every field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Problem, Text
from ppl.model.fields import changed, plain
from ppl.model.history import FieldChange, Step
from ppl.model.kinds import KINDS, kind_of
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.newsletter import Newsletter
from ppl.model.plan import Link, Plan, PlanActivity, Reached
from ppl.model.programme import Criteria, Programme
from ppl.model.project import Project
from ppl.model.record import Visibility
from ppl.model.session import Session
from ppl.operations.made_up import PROJECTS, Planter, knowledge
from ppl.operations.sample_records import DAY, candidates, guided_project, sample_project
from ppl.readers import words
from ppl.readers.forms import printed, scan
from ppl.reports import form, questions
from ppl.reports.catalog import REPORT
from ppl.reports.form import NoteLine
from ppl.reports.plan.import_ import NotRead
from ppl.rules.approval import Shown
from ppl.rules.checks import findings
from ppl.rules.schedule.drift import Edition
from ppl.rules.schedule.planned import Planned, of_plan
from ppl.rules.schedule.what_if import Change
from ppl.search.question import question

NOTHING = ("", "", "", "")


class Sample(NamedTuple):
    """What is asked of a report. more: what its template sees besides"""

    report: str
    request: Any
    more: Mapping[str, Any] = {}


def made_up(texts: Sequence[str], lang: str, around: datetime.date | None = None) -> Iterator[Sample]:
    """Every report, of a record of every kind in every place with these texts in all fields; at least four.

    around: see Planter
    """
    planter = Planter(texts, around)
    known = knowledge(planter)
    yield from of_records(known, planter, lang)
    yield from _of_texts(known, planter)
    yield Sample("ranking", _module("ranking").Request(candidates(planter), "lot-1"))
    one, project = _plan(planter), planter.planted(sample_project())
    guided = Knowledge([*guided_project(known, project, planter), one])
    yield from of_plan_of(guided, of_plan(guided, one, project), planter)
    yield from _for_readers(guided, "project", "project", project.ref)
    yield from _for_readers(guided, "programme", "client")
    yield Sample("cadence", _module("cadence").Request(guided))
    lines = tuple(NotRead(row=1, level="remark", what=text, remedy=text) for text in texts)
    typed = {("B", "A"): texts[2], ("C", "B"): texts[3]}
    request = REPORT["plan-import"].module.Request(texts[0], one, {"A": 1, "B": 2, "C": 3}, typed, "habit", lines)
    yield Sample("plan-import", request)


def of_nothing(lang: str) -> Iterator[Sample]:
    """Reports of a programme without projects, and of one project of which nothing is known but its name."""
    planter = Planter(NOTHING)
    for known in (Knowledge(()), Knowledge((sample_project(),))):
        yield from of_records(known, planter, lang)


def of_records(known: Knowledge, planter: Planter, lang: str) -> Iterator[Sample]:
    """Reports of all of these records; the planter supplies what is in none: names of people, notes."""
    texts = planter.texts
    for project in (record.ref for record in known.of(Project)):
        for report in ("project", "approach", "scan"):
            yield from _for_readers(known, report, "project", project)
        yield Sample("scan-form", scan_form(known, project, lang))
        yield Sample("status", _module("status").Request(known, project))
        yield Sample("cadence", _module("cadence").Request(known, project))
        for kind in ("weekly", "learning", "progress", "client"):
            yield _prepare(known, planter, project, kind)
        yield Sample("form", form.Request(known, project, "weekly", "2026-03-02", _form_words(lang), _notes(texts)))
        asked, said = (printed.spoken(table, lang) for table in (printed.QUESTIONS, printed.SENTENCES))
        title = printed.TITLE[lang == "en"]
        yield Sample("questions", questions.Request(known, project, "weekly", DAY, title, asked, said))
    for report in ("programme", "approach"):
        yield from _for_readers(known, report, "client")
    yield Sample("status", _module("status").Request(known))
    yield Sample("due", _module("due").Request(known))
    yield Sample("cadence", _module("cadence").Request(known))
    yield Sample("week", _module("week").Request(known, DAY))
    yield _prepare(known, planter, None, "client")
    for name in ("plan-couplings", "plan-habits"):
        yield Sample(name, _module(name).Request(known))
    yield from _of_each(known, planter)
    yield from _of_lots(known)


def scan_form(known: Knowledge, project: str, lang: str) -> Any:
    """What is asked of the form of a scan."""
    at = int(lang == "en")
    choices = {part: {code: pair[at] for code, (pair, _) in words.items()} for part, words in scan.WORDS.items()}
    texts = {part: pair[at] for part, pair in scan.TEXTS.items()}
    sentences = printed.spoken(scan.SENTENCES, lang)
    return _module("scan-form").Request(known, project, DAY, choices, texts, sentences)


def _of_each(known: Knowledge, planter: Planter) -> Iterator[Sample]:
    texts = planter.texts
    for record in known:
        raw = plain(record)
        request = _module("show").Request(record.ref, kind_of(record).name, "\n".join(texts), _texts(raw), raw)
        yield Sample("show", request)
        if isinstance(record, Session):
            names = {role: planter.choice(texts) for role in ("projectleider", "bureau", "opdrachtgever")}
            yield Sample("recap", _module("recap").Request(known, record.ref, names))
        if isinstance(record, Lesson) and known.origin(record):
            names = {"projectleider": planter.choice(texts)}
            yield Sample("lesson-ask", _module("lesson-ask").Request(known, record.ref, names=names))
        if isinstance(record, Newsletter):
            yield Sample("newsletter", _module("newsletter").Request(record, planter.choice(texts), True))
            shown = [Shown(ref, tuple(range(len(record.items))), False, None) for ref in _projects_of(known)[:1]]
            yield Sample(
                "newsletter-ask", _module("newsletter-ask").Request(known, record, planter.choice(texts), shown)
            )


def _of_lots(known: Knowledge) -> Iterator[Sample]:
    programme, criteria = known.one(Programme), known.of(Criteria)
    if programme is None or not programme.lots or not criteria:
        return
    lot = programme.lots[0].code
    mine = next((one for one in criteria if one.lot == lot), criteria[0])
    valid = changed(mine, lot=lot, valid_from=DAY)  # whatever day was made up
    others = (record for record in known if record.ref != mine.ref)
    yield Sample("ranking", _module("ranking").Request(Knowledge([*others, valid]), lot))


def _of_texts(known: Knowledge, planter: Planter) -> Iterator[Sample]:
    """Reports whose texts come from elsewhere than the records: questions, problems, the index, history."""
    texts = planter.texts
    for kind in KINDS:
        yield Sample("list", _module("list").Request(known, kind.name))
    for text in (*texts, "kop tekst vet punt een klik"):
        yield Sample("search", _module("search").Request(known, text, question(text)))
    yield Sample("check", _module("check").Request(_problems(known, texts)))
    moment = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
    yield Sample("index", _module("index").Request(planter.choice(texts), 4_096, moment, 3, 2, 7))
    yield Sample("history", _module("history").Request("alpha", _steps(texts)))


def of_plans(known: Knowledge, planter: Planter) -> Iterator[Sample]:
    """Reports of every plan of these records."""
    for plan in known.of(Plan):
        found = known.get(plan.ref.partition("/")[0])
        yield from of_plan_of(known, of_plan(known, plan, found if isinstance(found, Project) else None), planter)


def of_plan_of(known: Knowledge, found: Planned, planter: Planter) -> Iterator[Sample]:
    """Reports of one plan."""
    for name in ("plan-show", "plan-compare", "plan-earlier"):
        yield Sample(name, _module(name).Request(found), {"part": "all"})
    activities = found.plan.activities
    longest = max(activities, key=lambda one: one.weeks or 0, default=None)
    changes = [Change("shorten", longest.id, weeks=(longest.weeks or 0) / 2)] if longest and longest.weeks else []
    dropped = next(
        ((one.id, link.activity) for one in activities for link in one.after if link.ground == "habit"), None
    )
    changes += [Change("drop", *dropped)] if dropped else []
    yield Sample("plan-what-if", _module("plan-what-if").Request(found, changes))
    yield Sample("plan-chance", _module("plan-chance").Request(found, runs=100))
    first = activities[:1] and changed(activities[0], weeks=8.0)
    before = changed(found.plan, activities=(first, *activities[1:])) if first else found.plan
    editions = [Edition(DAY - datetime.timedelta(30), "1", planter.choice(planter.texts), before)]
    editions += [Edition(DAY, "2", planter.choice(planter.texts), found.plan)]
    yield Sample("plan-drift", _module("plan-drift").Request(known, found, editions))
    if found.project is not None:
        request = _module("plan").Request(known, found.project)
        yield Sample("plan", request, {"audience": "project"})


def _for_readers(known: Knowledge, report: str, reader: Visibility, *of: str) -> Iterator[Sample]:
    """A report for its own reader, and for the bureau itself."""
    for audience in ("internal", reader):
        yield Sample(report, _module(report).Request(known, *of, audience=audience), {"audience": audience})


def _prepare(known: Knowledge, planter: Planter, project: str | None, kind: str) -> Sample:
    """The page before a talk, with a name for each who reads or writes it."""
    names = dict(zip(("projectleider", "opdrachtgever", "procesmanager"), planter.texts, strict=False))
    return Sample("prepare", _module("prepare").Request(known, project, kind, names=names))


def _module(name: str) -> Any:
    return REPORT[name].module


def _projects_of(known: Knowledge) -> list[str]:
    return [record.ref for record in known.of(Project)]


def _plan(planter: Planter) -> Plan:
    """A plan that can be scheduled, with texts of others wherever it has a title, a reason or a source."""

    def step(id: str, weeks: float, *after: Link, **more: Any) -> PlanActivity:
        return PlanActivity(id=id, title=id, weeks=weeks, after=after, **more)

    steps = (
        step("A", 4, owner="gemeente"),
        step("B", 6, Link(activity="A", ground="habit", reason="zo"), weeks_basis="estimate", owner="gemeente"),
        step("C", 2, Link(activity="B", ground="statute"), owner="gemeente"),
    )
    marks = (Reached(code="m", title="Mijlpaal", activity="B"),)
    starts_on = datetime.date(2026, 1, 5)
    ref = f"{PROJECTS[0]}/plan"
    return planter.planted(Plan(ref=ref, starts_on=starts_on, activities=steps, goal="C", milestones=marks))


def _form_words(lang: str) -> form.Words:
    tables = (words.HEADINGS, words.HEADER, words.LABELS, words.STATES, words.LIGHTS)
    heading, head, label, states, aspects = (words.shown(table, lang) for table in tables)
    return form.Words(heading, head, {key.replace(".", "_"): said for key, said in label.items()}, states, aspects)


def _notes(texts: Sequence[str]) -> list[NoteLine]:
    return [NoteLine(id="1", on="2026-03-01", text=text) for text in texts]


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


def _problems(known: Knowledge, texts: Sequence[str]) -> list[Problem]:
    found = [Problem(f.ref, 1, f.what, f.remedy, check, f.level) for check, f in findings(known, DAY)]
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
