"""The page before a talk: each kind has its own, all of it fits on a page, and nobody reads what is not for them."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from collections.abc import Iterator

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.cli import show
from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import Agreement
from ppl.model.record import Record
from ppl.render.document import Document
from ppl.render.formats import FORMAT, formats_for
from ppl.reports.catalog import REPORT
from ppl.reports.prepare import Request, build
from ppl.reports.prepare_page import LINES, Part, one_page
from ppl.rules.preparation import Kind, readers
from tests import make
from tests.conftest import KB
from tests.make import TODAY, day
from tests.model.test_knowledge import CANARY, UNKNOWN, Song, base, may_hear
from tests.reports.rendered import text_of
from tests.rules.test_due import ALPHA, RHYTHM
from tests.rules.test_fitting import lesson, solved

KINDS: tuple[Kind, ...] = ("weekly", "learning", "progress", "client")
FORMATS = formats_for(REPORT["prepare"].offers)


def documents(known: Knowledge) -> Iterator[tuple[tuple[Audience, ...], Document]]:
    """The page of each kind of talk, with each project and of the programme, with its readers."""
    desk = Desk({"PPL_ROOT": str(KB)})
    places: list[str | None] = ["alpha", "beta", None]
    for place in places:
        for kind in KINDS if place else KINDS[-1:]:
            request = Request(known, place, kind)
            try:
                found = build(request, TODAY)
            except UsageError:  # its readers may not see the project at all, or it is over
                continue
            yield readers(kind, place), show.document_of(desk, "prepare", request, found, "nl", {})


def words(format: str, content: bytes) -> str:
    """All the words in a document of a format."""
    if format == "pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if format == "eml":
        mail = email.message_from_bytes(content, policy=email.policy.default)
        return "".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
    return content.decode()


def heard(known: Knowledge, songs: list[Song], format: str) -> int:
    """How many canaries sing in the pages, all of whom their readers may hear."""
    number = 0
    for audiences, document in documents(known):
        said = words(format, FORMAT[format].render(document))
        assert UNKNOWN not in said, format
        for song in {int(one) for one in CANARY.findall(said)}:
            number += 1
            for audience in audiences:
                assert may_hear(songs[song - 1], audience, known), (format, audience, songs[song - 1])
    return number


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(("json", "md")))
def test_no_secret_of_any_kind_or_of_another_project_is_on_a_page(seed: int, format: str) -> None:
    heard(*base(seed), format)


@pytest.mark.parametrize("format", FORMATS)
def test_no_secret_is_in_any_format(format: str) -> None:
    assert sum(heard(*base(seed), format) for seed in (1, 2)) > 10


def test_every_format_that_can_be_sent_or_read_is_there() -> None:
    assert {"screen", "md", "eml", "json", "html", "pdf", "docx"} <= set(FORMATS)


def request_of(*records: Record, kind: Kind = "weekly", project: str | None = "alpha") -> Request:
    every = {one.ref: one for one in (make.programme(*RHYTHM), make.vocabularies(), ALPHA, *records)}
    return Request(make.knowledge(*every.values()), project, kind)


def page(*records: Record, kind: Kind = "weekly", project: str | None = "alpha") -> str:
    return text_of("prepare", request_of(*records, kind=kind, project=project), TODAY)


TALK = make.session(
    held_on=day("2026-02-25"), next_on=day("2026-03-04"), sent_on=day("2026-02-25"), agreements=("we bellen eerst.",),
    actions=(make.action("a1", text="Bel de griffie.", owner="jurist", due_on=day("2026-02-27")),
             make.action("a2", text="Stuur de notitie", owner="procesmanager", due_on=day("2026-03-04"))),
    opinions=("Dit wordt niks.",), hours=3.0,
)  # fmt: skip
GRID = make.bottleneck("net", category="netcongestie", title="Vol stroomnet", owner="netbeheerder",
                       critical_path_weeks=4.0, tried=("Er is gebeld.", "Er is gemaild."))  # fmt: skip
CABLE = make.intervention("kabel", title="Een eigen kabel", for_="net", observed=make.observed("Het scheelt weken."))


def test_a_weekly_page_says_what_was_agreed_what_is_open_on_both_sides_and_what_was_tried() -> None:
    said = page(TALK, GRID, CABLE)
    for sentence in (
        "# For our talk of 4 March 2026: Alpha",
        "Weekly on Wednesday 4 March: projectleider and procesmanager.",
        "The talk before this one was on Wednesday 25 February. The recap went out on 25 February",
        "and we have no answer yet: is it right?",
        "## What we agreed last time - We bellen eerst",
        "## Open with the municipality and its partners - Bel de griffie: jurist",
        "should have been ready on 27 February, **3 days late** (5 days old)",
        "## Open with the bureau - Stuur de notitie: procesmanager, ready by 4 March (5 days old)",
        "Vol stroomnet",
        "Tried: Er is gebeld. Er is gemaild. Een eigen kabel (running). Observed: Het scheelt weken.",
    ):
        assert sentence in said, said
    assert "niks" not in said


def test_who_has_no_talk_yet_is_asked_to_agree_on_a_day() -> None:
    assert "No day was agreed yet. Of an earlier talk nothing is recorded." in page()


def test_what_helped_elsewhere_says_why() -> None:
    beta = make.project("beta", name="Beta")
    done = make.intervention("i", "beta", for_="b", observed=make.observed("Het ging."), visibility="programme")
    said = page(GRID, beta, solved("b", title="Kabel te dun", resolution="Er kwam een kabel."), done, lesson())
    assert "Beta solved ‘Kabel te dun’. Er kwam een kabel. Observed: Het ging. Fits ‘Vol stroomnet’: also" in said
    assert "Helps with ‘Vol stroomnet’:" in said
    same = page(GRID, beta, solved("b", title="Vol stroomnet", resolution="Er kwam een kabel."))
    assert "This project has the same one." in same and "Fits" not in same


def test_the_half_yearly_page_has_lights_milestones_and_what_is_asked_of_the_ministry() -> None:
    judged = make.session(
        lights=make.lights("amber"), on_track=make.on_track("attention"), feasible_in_term=make.feasible()
    )
    question = make.escalation(
        to="opdrachtgever", question="Mag het?", decide_by=day("2026-03-20"), bottlenecks=("alpha/bottlenecks/net",)
    )
    late = make.milestone("m", title="Raad besluit", planned_on=day("2026-02-01"), baseline_on=day("2026-01-01"))
    said = page(make.project(name="Alpha", milestones=(late,)), judged, GRID, question, kind="progress")
    for sentence in ("## How it stands", "**Attention**", "▲ amber", "Raad besluit", "4 weeks late",
                     "## What is asked of the ministry - 20 March: Mag het?"):  # fmt: skip
        assert sentence in said, said
    assert "How it stands" not in page(judged, kind="weekly") and "How it stands" not in page(judged, kind="learning")


def test_the_page_of_the_programme_has_each_project_in_a_line() -> None:
    judged = make.session(lights=make.lights("red"), on_track=make.on_track("critical"))
    said = page(judged, make.project("beta", name="Beta"), kind="client", project=None)
    assert "- **Alpha** Critical. Time: ■ red; money: ● green; quality: ● green" in said
    assert "- **Beta** No lights were given yet." in said


def test_what_its_readers_may_not_read_of_the_last_talk_is_said_to_who_makes_it_only() -> None:
    request = request_of(make.session(kind="progress", agreements=("Geheim.",), lights=make.lights()), kind="progress")
    found = build(request, TODAY)
    remarks = REPORT["prepare"].module.remarks(request, found)
    assert ["ppl set alpha/sessions/s1 visibility=client" in str(one) for one in remarks] == [True]
    assert "Geheim" not in text_of("prepare", request, TODAY)


@pytest.mark.parametrize("status", ["completed", "stopped", "rejected", "withdrawn"])
def test_with_a_project_that_is_over_there_is_no_talk(status: str) -> None:
    with pytest.raises(UsageError, match="no talk to come"):
        page(make.project(status=status))


def test_a_talk_of_a_project_is_not_one_of_the_programme() -> None:
    with pytest.raises(UsageError, match="with a project"):
        build(Request(make.knowledge(ALPHA), None, "weekly"), TODAY)


def test_the_json_has_refs_and_no_command() -> None:
    found = json.loads(json.dumps(document(TALK, GRID).record))
    assert [one["ref"] for one in found["tasks"]] == ["alpha/sessions/s1#a1", "alpha/sessions/s1#a2"]
    assert "settle" not in json.dumps(found) and "ppl set" not in json.dumps(found)


def document(*records: Record, kind: Kind = "weekly") -> Document:
    request = request_of(*records, kind=kind)
    return show.document_of(Desk({"PPL_ROOT": str(KB)}), "prepare", request, build(request, TODAY), "nl", {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_busy_project_fits_on_one_page_of_paper(kind: Kind) -> None:
    text = "Een zin van een gewone lengte, zoals die in een verslag van een gesprek staat"
    actions = tuple(
        make.action(f"a{at}", text=f"{text} {at}", owner="jurist", due_on=day("2026-03-10")) for at in range(9)
    )
    talk = make.session(agreements=(text,), actions=actions, sent_on=TODAY, lights=make.lights("amber"))
    blocks = [make.bottleneck(f"b{at}", title=f"{text} {at}", tried=(text,)) for at in range(6)]
    project = make.project(agreements=(Agreement(text=text, owner="bureau", due_on=day("2026-03-20")),))
    lessons = [
        lesson(f"l{at}", title=f"{text} {at}", categories=("stikstof",), advice=f"{text}. " * 3) for at in range(3)
    ]
    content = FORMAT["pdf"].render(document(project, talk, *blocks, make.project("beta"), *lessons, kind=kind))
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), st.booleans()), max_size=6))
def test_a_page_keeps_the_least_of_each_part_and_says_what_is_left_out(sizes: list[tuple[int, int, bool]]) -> None:
    parts = [Part(Text("Part"), ("x" * 150,) * size, least, counted) for size, least, counted in sizes]
    shown = one_page(parts)
    for before, after in zip([part for part in parts if part.each and len(part.each)], shown, strict=False):
        assert after.heading == before.heading
    assert sum(len(part.each) for part in shown) <= sum(len(part.each) for part in parts) + len(parts)
    assert one_page(parts[:1], -LINES * 9) == [part for part in parts[:1] if part.each]
