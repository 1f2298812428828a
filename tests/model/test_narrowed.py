"""A reader's records are narrowed when they are asked for; what names a record is never hidden of one that is seen."""

import pytest

from ppl.model import knowledge as module
from ppl.model.fields import field_named
from ppl.model.kinds import KINDS, Kind
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import Project
from ppl.model.quotes import HEADLINES
from ppl.model.record import Record, Ref
from ppl.model.session import Session
from tests import make


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_headline_is_hidden_of_a_record_that_is_seen(kind: Kind) -> None:
    for name in (*HEADLINES, "name"):
        assert name not in kind.record.restricted
        field = field_named(kind.record, name)
        assert field is None or not isinstance(field.shape.mark, Ref)


def test_only_the_records_that_are_asked_for_are_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed: list[str] = []

    def noted(record: Record) -> Record:
        narrowed.append(record.ref)
        return record

    monkeypatch.setattr(module, "known_only", noted)
    projects = [make.project(name, visibility="public") for name in ("alpha", "beta")]
    sessions = [make.session(f"s{n}", name, visibility="public") for n in range(3) for name in ("alpha", "beta")]
    seen = Knowledge([*projects, *sessions]).for_audience(Audience("public"))
    assert len(seen) == 8
    assert narrowed == []
    assert [one.ref for one in seen.of(Session, "alpha")] == [f"alpha/sessions/s{n}" for n in range(3)]
    assert narrowed == [f"alpha/sessions/s{n}" for n in range(3)]
    assert [one.ref for one in seen.of(Project)] == ["alpha", "beta"]
    assert [one.ref for one in seen] == [one.ref for one in (*projects, *sessions)]
    assert len(narrowed) == 8  # each once
