"""Recap, bulletin, status and reports: a text in any field of any kind comes out only for who may read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import DataError, UsageError
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.session import Session
from ppl.reports import news, recap, status
from ppl.reports.catalog import REPORTS
from ppl.reports.data import json as report_json
from ppl.reports.data import plain
from ppl.reports.recap_sentences import said
from tests.make import TODAY
from tests.model.test_knowledge import AUDIENCES, CANARY, UNKNOWN, base, may_hear
from tests.reports import rendered

READERS = [audience for audience in AUDIENCES if audience.level != "internal"]


def numbers(text: str) -> set[int]:
    """The canaries that sing in a text."""
    return {int(number) for number in CANARY.findall(text)}


PAGES = [report for report in REPORTS if report.is_page]


def whole(data: msgspec.Struct) -> str:
    return json.dumps(report_json(data))


def reports(known: Knowledge, audience: Audience) -> Iterator[str]:
    """Every report for an audience, and what `ppl status` makes of what it may see."""
    reader = known.for_audience(audience)
    for project in ("alpha", "beta"):
        if reader.project(project) is None:
            continue
        for report in PAGES:
            if report.is_of_project or report.may_be_of_project:
                with suppress(DataError):  # a plan that makes no sense, as it may be here, has no page
                    request = report.module.Request(reader, project, audience=audience.level)
                    found = report.module.build(request, TODAY)
                    yield whole(found) + rendered.page(report, request, found)
        yield whole(status.build(status.Request(reader, project), TODAY)) + rendered.screen(reader, project)
    for report in PAGES:
        if not report.is_of_project and audience.level != "project":
            request = report.module.Request(reader, audience=audience.level)
            found = report.module.build(request, TODAY)
            yield whole(found) + rendered.page(report, request, found)
    yield whole(status.build(status.Request(reader), TODAY)) + rendered.screen(reader)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_no_report_and_no_status_says_what_its_reader_may_not_know(seed: int) -> None:
    known, songs = base(seed)
    for audience in READERS:
        said = "\n".join(reports(known, audience))
        assert UNKNOWN not in said
        for number in numbers(said):
            assert may_hear(songs[number - 1], audience, known), (audience, songs[number - 1])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_no_bulletin_says_what_its_readers_may_not_know(seed: int) -> None:
    known, songs = base(seed)
    known = Knowledge(record for record in known if not isinstance(record, Newsletter))
    for level in ("programme", "public"):
        audience = Audience(level)
        found = news.build(news.Request(known.for_audience(audience), None, level), TODAY)
        said = rendered.bulletin(known, level) + (whole(found) if found else "")
        for number in numbers(said):
            assert may_hear(songs[number - 1], audience, known), (audience, songs[number - 1])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_no_recap_says_what_the_other_party_may_not_know(seed: int) -> None:
    known, songs = base(seed)
    for session in known.of(Session):
        try:
            found = recap.build(recap.Request(known, session.ref), TODAY)
        except UsageError:
            continue
        data = {"report": plain(found), "form": "text", "said": said(found, {})}
        for number in numbers(whole(found) + rendered.text("reports/recap.md.j2", data)):
            audience = recap.audience(session.ref)
            assert may_hear(songs[number - 1], audience, known), (audience, songs[number - 1])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_there_is_much_to_hear_where_all_may_be_heard(seed: int) -> None:
    known, _ = base(seed)
    said = "\n".join(reports(known, Audience("internal")))
    assert len(numbers(said)) > 30
    assert re.search(r"kanarie\d+", rendered.bulletin(known, "internal") + said)
