"""What an audience may not see is not in its knowledge; references and codes lead where they should."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.errors import Field
from ppl.model.decision import Decision
from ppl.model.fields import Shape, marked, plain
from ppl.model.kinds import KINDS, kind_of
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Lesson, Origin
from ppl.model.project import Project
from ppl.model.record import LEVELS, Record, Ref
from ppl.model.score import Score
from ppl.model.session import Session
from ppl.operations.made_up import places
from tests import make
from tests.by_type import Rolled

AUDIENCES = (
    Audience("internal"),
    Audience("project", "alpha"),
    Audience("project", "beta"),
    Audience("client"),
    Audience("programme"),
    Audience("public"),
)
UNKNOWN = "onbekend"
CANARY = re.compile(r"kanarie(\d+)")


class Song(NamedTuple):
    """Where a canary sits: the record, the field, and whether under a name that ppl does not know."""

    ref: str
    field: Field
    is_unknown: bool


class Aviary(Rolled):
    """Makes records in which every text is a canary, except references, which lead to records that are there."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.songs: list[Song] = []
        self.refs = list(places())
        self.ref = ""

    def canary(self, at: Field, is_unknown: bool = False) -> str:
        self.songs.append(Song(self.ref, at, is_unknown))
        return f"kanarie{len(self.songs)}"

    def text(self, of: Shape, at: Field) -> str:
        if not isinstance(of.mark, Ref):
            return self.canary(at)
        wanted = [ref for ref, kind in self.refs if kind in of.mark.kinds or not of.mark.kinds]
        ref = self.choice(wanted)
        bare = ref if of.mark.within else ref.rpartition("/")[2]  # where free text may stand, a bare id is that
        return self.choice((ref, ref, f"{ref}#{self.canary(at)}", bare))

    def other(self, at: Field) -> dict[str, Any]:
        if self.choice((True, False, False)):
            return {}
        return {f"{UNKNOWN} {self.canary(at, True)}": ["x", {"y": self.canary(at, True)}]}


def base(seed: int) -> tuple[Knowledge, list[Song]]:
    """Records of every kind in every place, with canaries."""
    aviary = Aviary(seed)
    classes = {kind.name: kind.record for kind in KINDS}
    records: list[Record] = []
    for ref, kind in aviary.refs:
        aviary.ref = ref
        records.append(aviary.part(classes[kind], ref=ref))
    return Knowledge(records), aviary.songs


# what records.md says, once more and apart from ppl.model.knowledge


def home(record: Record, knowledge: Knowledge) -> str | None:
    """The one project that a record is about, or None."""
    if record.ref.startswith(("alpha", "beta")):
        return record.ref.partition("/")[0]
    if isinstance(record, Lesson):
        named = record.from_.project or record.from_.session
        target = knowledge.target(named, Ref(("project", "session")), record) if named else None
        is_inside = target is not None and target.startswith(("alpha", "beta"))
        about: set[str | None] = {target.partition("/")[0] if target and is_inside else None}
    else:
        given_ = [*getattr(record, "bottlenecks", ()), *getattr(record, "projects", ())]
        targets = {knowledge.target(ref, Ref(("project", "bottleneck")), record) for ref in given_}
        about = {target.partition("/")[0] if target else None for target in targets}
    return about.pop() if len(about) == 1 else None


def level(record: Record, knowledge: Knowledge) -> str:
    if record.visibility:
        return record.visibility
    if isinstance(record, Session) and record.kind == "fact":
        return "public"
    if isinstance(record, Session) and record.ref.startswith("programme/"):
        return "client"
    if isinstance(record, Lesson) and record.consent is None and home(record, knowledge):
        return "project"
    return kind_of(record).visibility


def may_read(record: Record, audience: Audience, knowledge: Knowledge) -> bool:
    """Whether a record as a whole is for an audience."""
    if audience.level == "internal":
        return True
    if isinstance(record, Decision) and record.kind == "advice" and not is_told(record, knowledge):
        return audience.level == "client" and level(record, knowledge) in LEVELS[2:]
    if isinstance(record, Score) and record.as_ != "agreed" and audience.level != "client":
        return False
    reader = audience.level
    if reader == "project" and home(record, knowledge) != audience.project:
        reader = "programme"
    return LEVELS.index(level(record, knowledge)) >= LEVELS.index(reader)


def is_told(advice: Decision, knowledge: Knowledge) -> bool:
    if advice.communicated_on:
        return True
    folder = advice.ref.partition("/")[0]
    followed = [
        d
        for d in knowledge.of(Decision)
        if folder != "programme" and d.ref.startswith(f"{folder}/") and d.kind not in ("advice", "municipal")
    ]
    return any(d.communicated_on and d.decided_on >= advice.decided_on for d in followed)


OWN_PROJECT: dict[type[Record], set[str]] = {
    Project: {"commitments", "participation", "partners.priority", "partners.knows_of_submission"},
    Session: {"commitments"},
}
OWN_CLIENT: dict[type[Record], set[str]] = {
    Project: {"method", "scans"},
    Session: {"lights", "on_track", "feasible_in_term", "views"},
}
OWN_BUREAU: dict[type[Record], set[str]] = {Project: {"finance", "scans.remarks"}, Session: {"opinions", "hours"}}
TOLD_WITH = {"kind", "held_on", "status"}


def may_hear(song: Song, audience: Audience, knowledge: Knowledge) -> bool:
    """Whether a text is for an audience."""
    if audience.level == "internal":
        return True
    if song.is_unknown:
        return False
    record = knowledge.records[song.ref]
    words = [step for step in song.field if isinstance(step, str)]
    names = {words[0], ".".join(words[:2])}
    is_own = audience.level == "project" and home(record, knowledge) == audience.project
    if names & OWN_BUREAU.get(type(record), set()):
        return False
    if names & OWN_PROJECT.get(type(record), set()) and not is_own:
        return False
    if names & OWN_CLIENT.get(type(record), set()) and not is_own and audience.level != "client":
        return False
    if may_read(record, audience, knowledge):
        return True
    return is_wider(record, audience) and words[0] in (OWN_CLIENT[Session] - {"views"}) | TOLD_WITH


def is_wider(record: Record, audience: Audience) -> bool:
    """A session that says nothing of its readers: lights and judgements are for the client too."""
    return isinstance(record, Session) and record.visibility is None and audience.level == "client"


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_an_audience_gets_all_that_it_may_see_and_nothing_that_it_may_not(seed: int) -> None:
    knowledge, songs = base(seed)
    for audience in AUDIENCES:
        seen = knowledge.for_audience(audience)
        text = repr([plain(record) for record in seen])
        heard = {int(number) for number in CANARY.findall(text)}
        assert audience.level == "internal" or UNKNOWN not in text
        for number, song in enumerate(songs, 1):
            if number in heard:
                assert may_hear(song, audience, knowledge), (audience, song)
            elif may_hear(song, audience, knowledge):
                assert is_reference(knowledge, song), (audience, song)
        for record in knowledge:
            if may_read(record, audience, knowledge):
                assert record.ref in seen.records, (audience, record.ref)
            elif record.ref in seen.records:
                assert is_wider(record, audience), (audience, record.ref)
        for record in seen:
            for field, value, mark in marked(record):
                if isinstance(mark, Ref) and value:
                    target = knowledge.target(value, mark, record)
                    meant = {target} if target else {r.ref for r in knowledge if r.id == value.partition("#")[0]}
                    assert meant <= set(seen.records), (audience, record.ref, field, value)


def is_reference(knowledge: Knowledge, song: Song) -> bool:
    """Whether a canary sits behind the # of a reference, which goes where its target goes."""
    return any(field == song.field for field, _, mark in marked(knowledge.records[song.ref]) if isinstance(mark, Ref))


def test_every_kind_is_in_this_test_and_its_narrower_fields_are_named() -> None:
    knowledge, songs = base(0)
    assert {type(record) for record in knowledge} == {kind.record for kind in KINDS}
    assert len(songs) > 500
    for kind in KINDS:
        named = {
            **dict.fromkeys(OWN_PROJECT.get(kind.record, ()), "project"),
            **dict.fromkeys(OWN_CLIENT.get(kind.record, ()), "client"),
            **dict.fromkeys(OWN_BUREAU.get(kind.record, ()), "internal"),
        }
        assert kind.record.restricted == named


# advice


ADVICE = make.decision("d1", kind="advice", communicated_on=None, by="bureau", decided_on=make.day("2026-01-10"))


def readers(ref: str, *records: Record) -> list[Audience]:
    """Who sees a record."""
    knowledge = make.knowledge(*records)
    return [audience for audience in AUDIENCES if knowledge.for_audience(audience).get(ref)]


@pytest.mark.parametrize("visibility", [None, "client", "programme", "public"])
def test_an_advice_is_for_bureau_and_client_until_its_decision_is_communicated(visibility: Any) -> None:
    advice = msgspec.structs.replace(ADVICE, visibility=visibility)
    waiting = make.decision("d2", communicated_on=None, visibility="public")
    expected = [Audience("internal"), Audience("client")]
    assert readers(ADVICE.ref, advice, waiting) == expected
    told = make.decision("d2", visibility="public")
    if visibility in ("programme", "public"):
        assert len(readers(ADVICE.ref, advice, told)) > 4


@pytest.mark.parametrize("visibility", ["internal", "project"])
def test_an_advice_that_is_not_for_the_client_is_for_the_bureau(visibility: Any) -> None:
    assert readers(ADVICE.ref, msgspec.structs.replace(ADVICE, visibility=visibility)) == [Audience("internal")]


@pytest.mark.parametrize(
    "other",
    [
        make.decision("d0", decided_on=make.day("2025-12-01"), communicated_on=make.day("2025-12-02")),
        make.decision("d2", "beta"),
        make.decision("d2", kind="advice"),
        make.decision("d2", kind="municipal", by="college", outcome="granted"),
    ],
    ids=["an earlier one", "another project's", "another advice", "one of the council"],
)
def test_another_decision_than_the_one_that_follows_does_not_open_an_advice(other: Decision) -> None:
    advice = msgspec.structs.replace(ADVICE, visibility="public")
    assert readers(ADVICE.ref, advice, other) == [Audience("internal"), Audience("client")]


# lessons


@pytest.mark.parametrize(
    "origin",
    [
        Origin(project="alpha"),
        Origin(project="alpha", session="2026-02-23-weekly"),
        Origin(session="alpha/sessions/2026-02-23-weekly"),
        Origin(session="2026-02-23-weekly"),
        Origin(project="alpha", source="verslag"),
    ],
    ids=["project", "project and session", "session", "bare session", "project and source"],
)
def test_a_lesson_about_one_project_without_consent_stays_with_that_project(origin: Origin) -> None:
    told = make.lesson(from_=origin, visibility=None)
    rest = (make.project(), make.project("beta"), make.session("2026-02-23-weekly"))
    assert readers(told.ref, told, *rest) == [Audience("internal"), Audience("project", "alpha")]


def test_a_lesson_with_consent_or_from_a_public_source_is_for_the_programme() -> None:
    from ppl.model.lesson import Consent

    agreed = make.lesson(
        from_=Origin(project="alpha"), consent=Consent(role="projectleider", on=make.TODAY), visibility=None
    )
    public = make.lesson("twee", visibility=None)
    for lesson in (agreed, public):
        assert readers(lesson.ref, lesson, make.project()) == list(AUDIENCES[:5])


# escalations and the programme's own sessions


def test_a_record_about_one_project_is_for_that_project_and_no_other() -> None:
    escalation = make.escalation(bottlenecks=("b1",), visibility="project")
    bottlenecks = (make.bottleneck("b1"), make.bottleneck("b2", "beta"))
    assert readers(escalation.ref, escalation, *bottlenecks) == [Audience("internal"), Audience("project", "alpha")]
    shared = make.escalation(bottlenecks=("b1", "b2"), visibility="project")
    assert readers(shared.ref, shared, *bottlenecks) == [Audience("internal")]
    misleading = make.escalation(bottlenecks=("alpha",), visibility="project")
    named = make.bottleneck("alpha", "beta")
    assert readers(misleading.ref, misleading, named) == [Audience("internal"), Audience("project", "beta")]


def test_references_that_lead_nowhere_sure_are_not_shown() -> None:
    hidden = (make.bottleneck("b1", visibility="internal"), make.bottleneck("b1", "beta", visibility="internal"))
    shown = make.escalation(bottlenecks=("b1",), visibility="public")
    seen = make.knowledge(*hidden, shown).for_audience(Audience("public")).records[shown.ref]
    assert seen.bottlenecks == (), "two hidden records have that id"  # type: ignore[attr-defined]
    shown = make.escalation(bottlenecks=("alpha/bottlenecks/b1",), visibility="public")
    unread = Knowledge([make.programme(), shown], refs={"alpha/bottlenecks/b1", shown.ref})
    seen = unread.for_audience(Audience("public")).records[shown.ref]
    assert seen.bottlenecks == (), "who may see it is not known"  # type: ignore[attr-defined]


# references and codes


@pytest.mark.parametrize(
    ("value", "kinds", "of", "target"),
    [
        ("b1", ("bottleneck",), "alpha/sessions/s1", "alpha/bottlenecks/b1"),
        ("b1", ("bottleneck",), "beta/sessions/s1", "beta/bottlenecks/b1"),
        ("alpha/bottlenecks/b1", ("bottleneck",), "beta/sessions/s1", "alpha/bottlenecks/b1"),
        ("alpha/bottlenecks/b1#x", (), "beta/sessions/s1", "alpha/bottlenecks/b1"),
        ("b1", ("bottleneck",), "lessons/les", None),
        ("b2", ("bottleneck",), "lessons/les", "beta/bottlenecks/b2"),
        ("b2", ("bottleneck",), "alpha/sessions/s1", "beta/bottlenecks/b2"),
        ("b2", ("intervention",), "alpha/sessions/s1", None),
        ("les", ("lesson",), "alpha/sessions/s1", "lessons/les"),
        ("lessons/les", ("lesson",), "alpha/sessions/s1", "lessons/les"),
        ("alpha", ("project",), "lessons/les", "alpha"),
        ("s1#a1", ("session",), "alpha/bottlenecks/b1", "alpha/sessions/s1"),
        ("bodies", (), "alpha", "programme/bodies"),
        ("programme/bodies#opdrachtgever", (), "alpha", "programme/bodies"),
        ("gone", ("bottleneck",), "alpha/sessions/s1", None),
        ("gone/bottlenecks/b1", ("bottleneck",), "alpha/sessions/s1", None),
        ("", ("bottleneck",), "alpha/sessions/s1", None),
        ("#a1", (), "alpha/sessions/s1", None),
        ("/", (), "alpha/sessions/s1", None),
        ("../alpha", (), "alpha/sessions/s1", None),
    ],
)
def test_a_reference_leads_to_the_record_that_is_meant(
    value: str, kinds: tuple[str, ...], of: str, target: str | None
) -> None:
    knowledge = make.knowledge(
        make.project(),
        make.project("beta"),
        make.session("s1"),
        make.session("s1", "beta"),
        make.bottleneck("b1"),
        make.bottleneck("b1", "beta"),
        make.bottleneck("b2", "beta"),
        make.lesson(),
    )
    assert knowledge.target(value, Ref(kinds), knowledge.records[of]) == target


def test_a_record_that_was_not_read_still_counts_as_existing() -> None:
    knowledge = Knowledge([make.session()], refs={"alpha/bottlenecks/b9"})
    assert knowledge.target("b9", Ref(("bottleneck",)), make.session()) == "alpha/bottlenecks/b9"


def test_codes_are_those_of_every_list_with_their_entries() -> None:
    codes = make.knowledge().codes
    assert set(codes["bottleneck_categories"]) == {"netcongestie", "stikstof"}
    assert codes["bottleneck_categories"]["stikstof"].nl == "Stikstof"
    assert set(codes["roles"]) == {"opdrachtgever", "projectleider"}
    assert set(codes["lots"]) == {"lot-1"}
    assert set(codes["bodies"]) == {"opdrachtgever"}
    assert "areas" not in codes, "a list that is not there is not an empty list"
    assert Knowledge([]).codes == {}


def test_records_are_found_by_class_and_project_in_the_order_of_their_refs() -> None:
    knowledge = make.knowledge(make.bottleneck("b2"), make.bottleneck("b1"), make.bottleneck("b0", "beta"))
    cls = type(make.bottleneck())
    assert [b.id for b in knowledge.of(cls)] == ["b1", "b2", "b0"]
    assert [b.id for b in knowledge.of(cls, "alpha")] == ["b1", "b2"]
    assert knowledge.of(cls, "gamma") == []
    assert knowledge.of(Score) == []
    assert knowledge.project("alpha") is None
    assert knowledge.one(Project) is None
