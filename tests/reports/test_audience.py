"""What an audience may not see is nowhere in what is made for it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import DataError
from ppl.model.fields import fields, shape
from ppl.model.kinds import KINDS
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Consent, Origin
from ppl.model.plan import Plan, PlanActivity
from ppl.model.project import Agreement, Grant, Partner
from ppl.model.record import LEVELS, Part, Record, Source, Visibility
from ppl.reports.catalog import REPORTS
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered

CANARY = "kanarie"


def marked(part: Any) -> Any:
    """A copy with the canary in every free text, as deep as it goes; codes, refs and enumerations stay."""
    new: dict[str, Any] = {}
    cls: type[Part] = type(part)
    for f in fields(cls):
        of, value = shape(f.type), getattr(part, f.attribute)
        if of.mark is None and f.name not in ("id", "code", "ref", "visibility"):
            new[f.attribute] = _marked(value, of)
    return msgspec.structs.replace(part, **new)


def _marked(value: Any, of: Any) -> Any:
    if isinstance(value, Part):
        return marked(value)
    if isinstance(value, str):
        return value if of.form == "choice" else f"{value} {CANARY}"
    if isinstance(value, tuple) and of.item is not None and of.item.mark is None:
        return tuple(_marked(v, of.item) for v in value)
    if isinstance(value, dict) and of.item is not None:
        return {k: _marked(v, of.item) for k, v in value.items()}
    return value


def records() -> list[Record]:
    """One of every kind that reports and bulletins read, with every piece that they can show."""
    source = (Source(name="Bron", url="https://voorbeeld.nl", date=TODAY),)
    return [
        make.project(
            sources=source,
            milestones=(make.milestone(planned_on=day("2026-05-01")),),
            sub_area="Deelgebied",
            assignment={"leading_task": "Opgave"},
            partners=(Partner(organisation="Partner", interest="Belang", mandate="Mandaat"),),
            grants=(Grant(name="Subsidie", window="Venster", status="Stand"),),
            agreements=(Agreement(text="Afspraak", due_on=day("2026-02-01")),),
            commitments=("Toezegging",),
            finance={"shortfall": "Tekort"},
        ),
        make.project("beta"),
        make.session(
            visibility="client",
            sources=source,
            summary="Samenvatting",
            facts=("Feit",),
            opinions=("Mening",),
            actions=(make.action(due_on=day("2026-02-01")),),
            lights=make.lights("amber", "red"),
            on_track=make.on_track(because="Reden"),
            feasible_in_term=make.feasible("conditional", condition="Als"),
            amended=(make.amendment("summary", because="Verbeterd"),),
        ),
        make.session("f", kind="fact", held_on=day("2026-02-24"), summary="Feitje", facts=("Publiek",), sources=source),
        make.bottleneck(description="Uitleg", tried=("Poging",), caused_by=("b2",), sources=source),
        make.bottleneck("b2", status="resolved", closed_on=day("2026-02-20"), resolution="Opgelost"),
        make.bottleneck("b3", "beta", status="risk"),
        make.intervention(for_="b1", sources=source),
        make.intervention("i2", "beta", observed=make.observed(evidence="Bewijs")),
        make.intervention("i3", for_="A1"),
        make.lesson("own", from_=Origin(project="alpha"), consent=Consent(role="projectleider", on=TODAY)),
        Plan(
            ref="alpha/plan", starts_on=TODAY, goal="A1", activities=(PlanActivity(id="A1", title="Stap", weeks=3.0),)
        ),
        make.decision(conditions=("Mits",), review_on=day("2026-09-01")),
        make.decision("d2", kind="advice", communicated_on=None, decided_on=day("2026-02-25")),
        make.score(obstacles=("Hobbel",)),
        make.lesson(advice="Doe dit", sources=source),
        make.escalation(answer="Antwoord", outcome="Uitkomst"),
        make.event(),
        make.event("2026-02-12-tafel", held_on=day("2026-02-12"), questions=("Vraag",)),
        make.programme(),
        make.vocabularies(),
        make.bodies(),
    ]


def all_text(known: Knowledge, audience: Audience) -> str:
    """Everything that is made for an audience."""
    level, project = audience
    made = [rendered.bulletin(known, level)] if level in ("programme", "public") else []
    reader = known.for_audience(audience)
    pages = [report for report in REPORTS if report.is_page]
    asked = [(report, True) for report in pages if report.is_of_project or report.may_be_of_project]
    asked += [(report, False) for report in pages if not report.is_of_project and level != "project"]
    for report, of_project in asked:
        one = project or "alpha"
        if of_project and reader.project(one) is None:
            continue
        try:
            request = report.module.Request(reader, one if of_project else None, audience=level)
            found = report.module.build(request, TODAY)
        except DataError:  # no plan that this reader may see
            continue
        made += [rendered.page(report, request, found), json.dumps(msgspec.to_builtins(found))]
    return "\n".join(made)


COUNT = len(records())
levels = st.sampled_from(LEVELS)
audiences = st.builds(
    lambda level: Audience(level, "alpha" if level == "project" else None), st.sampled_from(LEVELS[1:])
)


@given(st.lists(levels | st.none(), min_size=COUNT, max_size=COUNT), audiences)
def test_a_hidden_text_never_comes_out(visibilities: list[Visibility | None], audience: Audience) -> None:
    given_ = [msgspec.structs.replace(r, visibility=v) for r, v in zip(records(), visibilities, strict=True)]
    known = Knowledge(given_)
    hidden = Knowledge(r if known.is_visible(r, audience) else _marked_but_widened(r) for r in given_)
    assert CANARY not in all_text(hidden, audience)


def _marked_but_widened(record: Record) -> Record:
    """The canary everywhere but in the fields that more people may see than the record."""
    sung = marked(record)
    wide = {} if record.visibility else {name: getattr(record, name) for name in type(record).widened}
    return msgspec.structs.replace(sung, **wide)  # type: ignore[no-any-return]


def test_the_canary_does_sing_where_it_may_be_heard() -> None:
    known = Knowledge(marked(r) for r in records())
    said = all_text(known, Audience("client"))
    for word in ("Samenvatting", "Feit", "Reden", "Uitleg", "Opgelost", "Mits", "Antwoord", "Uitkomst", "Verbeterd"):
        assert f"{word} {CANARY}" in said
    for word in ("Deelgebied", "Opgave", "Partner", "Belang", "Mandaat", "Subsidie", "Venster", "Afspraak", "Poging"):
        assert f"{word} {CANARY}" in said
    assert f"For: Knelpunt b1 {CANARY}" in said or f"Voor: Knelpunt b1 {CANARY}" in said
    assert f"Stap {CANARY}" in said


@pytest.mark.parametrize(
    ("level", "field"),
    [("client", "commitments"), ("programme", "commitments"), ("project", "finance"), ("client", "finance")],
)
def test_a_field_of_the_project_above_the_level_of_its_reader_is_left_out(level: Visibility, field: str) -> None:
    given_ = [r for r in records() if r.ref != "alpha"]
    whole = next(r for r in records() if r.ref == "alpha")
    sung = msgspec.structs.replace(whole, **{field: getattr(marked(whole), field)})
    assert CANARY not in all_text(Knowledge([*given_, sung]), Audience(level, "alpha" if level == "project" else None))


def test_a_municipality_does_hear_what_its_own_partners_promised() -> None:
    assert f"Toezegging {CANARY}" in all_text(Knowledge(marked(r) for r in records()), Audience("project", "alpha"))


@pytest.mark.parametrize(
    ("level", "field"),
    [("public", "lights"), ("programme", "on_track"), ("client", "opinions"), ("project", "opinions")],
)
def test_a_field_above_the_level_of_its_reader_is_left_out(level: Visibility, field: str) -> None:
    given_ = [r for r in records() if r.ref != "alpha/sessions/s1"]
    session = next(r for r in records() if r.ref == "alpha/sessions/s1")
    whole = msgspec.structs.replace(session, visibility="public")
    sung = msgspec.structs.replace(whole, **{field: getattr(marked(whole), field)})
    assert CANARY not in all_text(Knowledge([*given_, sung]), Audience(level, "alpha" if level == "project" else None))


@pytest.mark.parametrize(
    ("level", "fields", "kept"),
    [
        ("project", ("opinions",), None),
        ("project", ("summary", "opinions"), ("summary",)),
        ("project", ("lights",), ("lights",)),
        ("public", ("lights", "hours", "summary"), ("summary",)),
    ],
)
def test_a_correction_tells_no_more_than_the_fields_that_it_changed(
    level: Visibility, fields: tuple[str, ...], kept: tuple[str, ...] | None
) -> None:
    corrected = make.session(visibility="public", amended=(make.amendment(*fields, because=CANARY),))
    known = make.knowledge(make.project(), corrected)
    audience = Audience(level, "alpha" if level == "project" else None)
    report = rendered.report(known, "project", level, "alpha", lang="en")
    seen = known.for_audience(audience).records[corrected.ref].amended  # type: ignore[attr-defined]
    assert [one.fields for one in seen] == ([kept] if kept else [])
    assert (CANARY in report) == (kept == fields)
    assert ("Corrected since" in report) == (kept is not None)


def test_every_kind_that_is_shown_is_in_this_test() -> None:
    shown = {type(r) for r in records()}
    assert {k.name for k in KINDS if k.record in shown} >= {"session", "bottleneck", "decision", "escalation", "lesson"}
