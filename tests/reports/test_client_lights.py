"""The client sees the lights and the judgements of a talk, and nothing else of it."""

from __future__ import annotations

import datetime

from ppl.model.knowledge import Audience, Knowledge
from ppl.model.session import Session
from tests import make


def _seen(session: Session, level: str = "client") -> Session | None:
    knowledge = Knowledge([make.project(), session])
    found = knowledge.for_audience(Audience(level)).get(session.ref)  # type: ignore[arg-type]
    assert found is None or isinstance(found, Session)
    return found


def test_the_client_sees_the_lights_of_a_talk_and_nothing_else_of_it() -> None:
    session = make.session(lights=make.lights(time="amber"), summary="tussen ons", opinions=("geheim",))
    seen = _seen(session)
    assert seen is not None
    assert (seen.lights, seen.kind, seen.held_on) == (session.lights, "weekly", datetime.date(2026, 2, 23))
    assert (seen.summary, seen.opinions, seen.actions) == (None, (), ())


def test_a_talk_without_lights_stays_with_the_project() -> None:
    assert _seen(make.session(summary="tussen ons")) is None


def test_a_talk_that_says_who_may_read_it_is_taken_at_its_word() -> None:
    assert _seen(make.session(lights=make.lights(), visibility="internal")) is None
    assert _seen(make.session(lights=make.lights(), visibility="project")) is None


def test_the_lights_go_no_further_than_the_client() -> None:
    assert _seen(make.session(lights=make.lights()), "programme") is None
    assert _seen(make.session(lights=make.lights()), "public") is None
