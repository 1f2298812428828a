"""What a rule needs of all records is looked for once, however many projects ask: nothing grows with their square."""

from collections import Counter

import pytest

from ppl.model.knowledge import Audience, Knowledge
from ppl.reports.programme import Request, build
from ppl.rules import approval, standing
from ppl.rules.project_lessons import lessons_of
from tests import make

TODAY = make.day("2026-06-01")


def records(number: int) -> Knowledge:
    """So many projects, each with a bottleneck, an escalation about it, two decisions and a lesson."""
    found = []
    for at in range(number):
        id = f"p{at}"
        found += [
            make.project(id, status="active", sources=(f"bron {at}",)),
            make.bottleneck("b1", id),
            make.escalation(f"e{at}", bottlenecks=(f"{id}/bottlenecks/b1",), status="submitted"),
            make.decision("d1", id),
            make.decision("d2", id),
            make.lesson(f"l{at}"),
        ]
    return make.knowledge(*found)


def looked_up(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the programme report asks which record a reference means, or which project a lesson comes from."""
    asked: Counter[str] = Counter()
    for name in ("target", "origin"):
        plain = getattr(Knowledge, name)

        def counted(self: Knowledge, *given: object, plain: object = plain, name: str = name) -> object:
            asked[name] += 1
            return plain(self, *given)  # type: ignore[operator]

        monkeypatch.setattr(Knowledge, name, counted)
    build(Request(knowledge), TODAY)
    monkeypatch.undo()
    return asked.total()


def test_the_programme_report_does_not_grow_with_the_square_of_the_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (looked_up(records(number), monkeypatch) for number in (10, 40))
    assert few > 0
    assert many <= 4 * few


def test_every_project_gets_its_own_escalations_and_lessons() -> None:
    knowledge = records(3)
    for at in range(3):
        assert [one.ref for one in standing.escalations(knowledge, f"p{at}")[f"p{at}/bottlenecks/b1"]] == [
            f"escalations/e{at}"
        ]
    shared = make.lesson("shared", from_={"source": "bron 1"})
    assert shared not in lessons_of(knowledge, "p0")


def test_what_a_rule_found_is_kept_with_its_records_only() -> None:
    knowledge = records(2)
    assert knowledge.once(standing._escalations) is knowledge.once(standing._escalations)
    assert records(2).once(standing._escalations) is not knowledge.once(standing._escalations)
    assert knowledge.for_audience(Audience("client")).once(approval._confided) == set()
