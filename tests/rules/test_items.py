"""The entries of lists inside records: where each comes from, and how it stands today."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.fields import field_named, fields
from ppl.model.items import ITEM, ITEMS, Item
from ppl.model.kinds import KIND
from ppl.model.plan import Plan, PlanActivity
from ppl.model.project import Agreement, Milestone, Partner
from ppl.model.session import Action, Light, Lights
from ppl.rules.items import items
from ppl.rules.standing import open_actions
from tests import make
from tests.make import TODAY, day

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)


def found(name: str, *records: Any, project: str | None = None) -> list[Any]:
    return items(make.knowledge(make.project(), *records), ITEM[name], TODAY, project)


@each_item
def test_an_item_lies_in_a_list_of_each_of_its_homes_and_has_the_columns_of_an_entry(item: Item) -> None:
    for kind, name in item.homes:
        field = field_named(KIND[kind].record, name)
        assert field is not None
        entry = field.shape.part or (field.shape.item.part if field.shape.item else None)
        if name == "lights":
            entry = Light
        own = {f.name for f in fields(entry)} if entry else {"text"}
        assert own <= {f.name for f in fields(item.record)}
        assert not item.key or item.key in own
    assert set(item.shown) <= {f.name for f in fields(item.record)} and item.name not in KIND


def test_an_action_has_its_project_its_age_and_is_open_where_nobody_says_otherwise() -> None:
    actions = (
        Action(id="a1", text="laat", due_on=day("2026-02-20")),
        Action(id="a2", text="klaar", status="done", done_on=day("2026-02-25"), due_on=day("2026-02-24")),
        Action(id="a3", text="zonder dag", status="waiting"),
    )
    late, loose, done = found("action", make.session(held_on=day("2026-02-23"), actions=actions))
    assert (late.text, late.status, late.project) == ("laat", "open", "alpha")
    assert (late.late_days, late.age_days) == ((TODAY - day("2026-02-20")).days, (TODAY - day("2026-02-23")).days)
    assert late.ref.endswith("#a1") and late.inside == late.ref.removesuffix("#a1")
    assert (loose.text, loose.status, loose.late_days) == ("zonder dag", "waiting", None)
    assert (done.status, done.late_days, done.age_days) == ("done", None, 2)


def test_what_is_to_come_and_what_was_cancelled_has_no_actions() -> None:
    actions = (Action(id="a1", text="x"),)
    assert found("action", make.session(held_on=day("2030-01-07"), actions=actions)) == []
    assert found("action", make.session(held_on=day("2026-01-05"), status="cancelled", actions=actions)) == []


def test_the_open_actions_of_talks_are_those_of_the_status() -> None:
    actions = tuple(
        make.action(f"a{n}", text="x", status=status) for n, status in enumerate((None, "open", "waiting", "done"))
    )
    known = make.knowledge(make.project(), make.session(held_on=day("2026-01-05"), actions=actions))
    listed = [one.ref for one in items(known, ITEM["action"], TODAY) if one.status in ("open", "waiting")]
    assert listed == [one.ref for one in open_actions(known, TODAY)] and len(listed) == 3


def test_an_action_of_an_escalation_is_of_the_project_that_all_its_bottlenecks_are_of() -> None:
    action = (Action(id="a1", text="vragen"),)
    one = make.escalation(actions=action, bottlenecks=(make.bottleneck().ref,))
    assert [item.project for item in found("action", make.bottleneck(), one)] == ["alpha"]
    other = make.bottleneck(project="beta")
    both = make.escalation(actions=action, bottlenecks=(make.bottleneck().ref, other.ref))
    records = (make.project("beta"), make.bottleneck(), other, both)
    assert [item.project for item in found("action", *records)] == [None]
    assert found("action", *records, project="alpha") == []


def test_agreements_of_a_project_are_kept_or_not_and_those_of_a_talk_are_texts() -> None:
    kept = Agreement(text="af", owner="wethouder", done_on=day("2026-01-10"))
    late = Agreement(text="laat", due_on=day("2026-01-15"))
    said = make.session(held_on=day("2026-01-05"), agreements=("gezegd",))
    first, second, third = items(make.knowledge(make.project(agreements=(kept, late)), said), ITEM["agreement"], TODAY)
    assert (first.text, first.status, first.ref) == ("laat", "open", "alpha#agreements.2")
    assert first.late_days == (TODAY - day("2026-01-15")).days
    assert (second.text, second.status, second.ref) == ("gezegd", None, f"{said.ref}#agreements.1")
    assert (third.text, third.status) == ("af", "done")


def test_nothing_of_a_project_that_is_over_is_late() -> None:
    late = Agreement(text="laat", due_on=day("2026-01-15"))
    milestone = Milestone(code="m", title="M", planned_on=day("2026-01-15"))
    for status, days in (("active", (TODAY - day("2026-01-15")).days), ("stopped", None)):
        known = make.knowledge(make.project(status=status, agreements=(late,), milestones=(milestone,)))
        assert [one.late_days for one in items(known, ITEM["agreement"], TODAY)] == [days]
        (shown,) = items(known, ITEM["milestone"], TODAY)
        assert (shown.late_days, shown.status, shown.ref) == (days, "late" if days else "planned", "alpha#m")


def test_of_each_light_the_latest_says_so() -> None:
    talks = [
        make.session(on, held_on=day(on), lights=Lights(time=make.light(light), money=money))
        for on, light, money in (("2026-01-05", "green", Light(light="red")), ("2026-01-12", "amber", None))
    ]
    shown = {(one.aspect, str(one.noted_on)): (one.light, one.is_latest) for one in found("light", *talks)}
    assert shown == {
        ("time", "2026-01-05"): ("green", False),
        ("time", "2026-01-12"): ("amber", True),
        ("money", "2026-01-05"): ("red", True),
    }
    assert found("light", *talks)[0].ref.split("#")[1] in ("lights.time", "lights.money")


def test_partners_and_activities_stand_in_their_own_order() -> None:
    known = make.knowledge(make.project(partners=(Partner(organisation="Z"), Partner(organisation="A"))))
    assert [(one.organisation, one.ref) for one in items(known, ITEM["partner"], TODAY)] == [
        ("Z", "alpha#partners.1"), ("A", "alpha#partners.2"),
    ]  # fmt: skip
    plan = Plan(
        ref="alpha/plan",
        activities=(PlanActivity(id="B", title="b"), PlanActivity(id="A", title="a")),
        template="gewoon",
    )
    assert [(one.id, one.is_assumed) for one in found("activity", plan)] == [("B", True), ("A", True)]
