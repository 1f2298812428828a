"""Which lessons were drawn from a project: its own, and those from a source that is about this project only."""

from __future__ import annotations

from typing import Any

from ppl.model.lesson import Origin
from ppl.model.record import Source
from ppl.rules.project_lessons import lessons_of
from tests import make

ARTICLE, ALL = Source(name="Krant", url="https://krant.nl/alpha"), Source(name="Werkboek")


def known(**fields: Any) -> list[str]:
    records = [
        make.project(sources=(ALL,)),
        make.project("beta", sources=(ALL,)),
        make.session(kind="fact", sources=(ARTICLE, "De brief")),
        make.lesson(**fields),
    ]
    return [one.id for one in lessons_of(make.knowledge(*records), "alpha")]


def test_a_lesson_of_the_project_or_of_its_session_was_drawn_from_it() -> None:
    assert known(from_=Origin(project="alpha")) == ["les"]
    assert known(from_=Origin(session="alpha/sessions/s1")) == ["les"]
    assert known(from_=Origin(project="beta")) == []


def test_a_lesson_from_a_source_about_this_project_only_was_drawn_from_it() -> None:
    for source in ("https://krant.nl/alpha", "Krant", "De brief"):
        assert known(from_=Origin(source=source)) == ["les"]


def test_a_lesson_from_a_source_about_more_projects_or_from_elsewhere_was_not() -> None:
    assert known(from_=Origin(source="Werkboek")) == []
    assert known(from_=Origin(source="https://elders.nl")) == []


def test_every_kind_of_record_of_the_project_and_the_project_itself_may_name_the_source() -> None:
    source = Source(name="Brief")
    lesson = make.lesson(from_=Origin(source="Brief"))
    for record in (
        make.project(sources=(source,)),
        make.session(sources=(source,)),
        make.bottleneck(sources=(source,)),
        make.intervention(sources=(source,)),
        make.decision(sources=(source,)),
    ):
        records = [record, lesson] if record.ref == "alpha" else [make.project(), record, lesson]
        assert lessons_of(make.knowledge(*records), "alpha") == [lesson], record.ref
        assert lessons_of(make.knowledge(*records, make.project("beta", sources=(source,))), "alpha") == []
    without = make.knowledge(make.session(sources=(source,)), lesson)
    assert lessons_of(without, "alpha") == [lesson], "the project itself may be hidden"


def test_a_lesson_names_its_project_or_session_also_where_that_was_not_read() -> None:
    assert known(from_=Origin(project="alpha", source="https://elders.nl")) == ["les"]
    elsewhere = make.lesson(from_=Origin(session="alpha/sessions/weg"))
    assert lessons_of(make.knowledge(elsewhere), "alpha") == [elsewhere]
    assert lessons_of(make.knowledge(make.lesson(from_=Origin(project="alpha"))), "alpha") != []


def test_a_lesson_without_a_source_was_drawn_from_no_source() -> None:
    known = make.knowledge(make.project(sources=(Source(name="Krant"),)), make.lesson(from_=Origin(project="beta")))
    assert lessons_of(known, "alpha") == []
