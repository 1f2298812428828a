"""What a bulletin leaves out: how much happened that its readers may not see or hear, and why."""

from ppl.model.lesson import Consent, Origin
from ppl.model.record import Record, Visibility
from ppl.rules.untold import untold
from tests import make
from tests.make import TODAY, day


def reasons(*records: Record, audience: Visibility = "public", since: str | None = None) -> dict[str, str]:
    found = untold(make.knowledge(make.project(), *records), audience, day(since) if since else None, TODAY)
    return {one.ref: one.reason for one in found}


def test_each_record_that_is_kept_back_has_its_reason() -> None:
    held, agreed = day("2026-01-05"), day("2026-01-06")
    talk = make.session("t", held_on=held)
    told = make.session("a", held_on=held, agreed_on=agreed)
    lesson = make.lesson(noted_on=held, from_=Origin(project="alpha"))
    assert reasons(talk, told, make.bottleneck("net"), lesson) == {
        talk.ref: "agreement",
        told.ref: "visibility",
        "alpha/bottlenecks/net": "visibility",
        lesson.ref: "consent",
    }
    consent = Consent(role="projectleider", on=held)
    raw = make.lesson(noted_on=held, status="raw", from_=Origin(project="alpha"), consent=consent)
    assert reasons(raw) == {raw.ref: "unchecked"}


def test_what_these_readers_may_see_and_what_is_of_another_time_is_not_kept_back() -> None:
    fact = make.session("f", kind="fact", held_on=day("2026-01-05"))
    missed = make.session("m", status="cancelled", held_on=day("2026-01-05"))
    old = make.session("o", held_on=day("2025-01-05"))
    assert reasons(fact, missed, old, since="2026-01-01") == {}
    assert reasons(make.bottleneck("net"), audience="client") == {}


def test_a_project_that_its_readers_may_not_see_is_named_where_they_may_see_something_of_it() -> None:
    told = make.session("a", held_on=day("2026-01-05"), agreed_on=day("2026-01-06"), visibility="public")
    hidden = untold(make.knowledge(make.project(visibility="programme"), told), "public", None, TODAY)
    assert [(one.ref, one.reason) for one in hidden] == [("alpha", "project")]
    assert not untold(make.knowledge(make.project(visibility="public"), told), "public", None, TODAY)
