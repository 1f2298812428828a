"""The repository's own records: what must be there, that each says where it comes from, and that nobody is named."""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppl.partial_date import partial_date
from ppl.rules.checks import findings
from ppl.search.words import words as spelled
from ppl.store.folder import Folder

TOP = Path(__file__).parent.parent
DATA = TOP / "data"
TODAY = datetime.date(2026, 11, 21)
PILOTS = ("langeveld", "prinsejagt", "orthen-dn-herp", "alphen-aan-den-rijn", "kenniskwartier")
CATEGORIES = (
    "stikstof natuur-soorten netcongestie water-bodem milieu-geluid-geur financien-onrendabele-top grondposities"
    " didam-aanbesteding capaciteit-kennis mandaat-besluitvorming beleid-tegenstrijdig participatie-draagvlak"
    " bezwaar-beroep infrastructuur-bereikbaarheid samenwerking-vertrouwen anders"
)

NATURE = ("stikstof", "natuur-soorten", "water-bodem")
# projects followed from outside of which nobody planned how long the plan phase would take
NEVER_PLANNED = {
    f"projects/{id}/project"
    for id in ("delversduin", "gnephoek", "gooi-en-vechtstreek", "pilot-zonder-naam", "suikerzijde")
}
OWN_WORK = re.compile(r"Eigen |Gangbaar patroon|Algemeen bekend|Reconstructie")

# Documents that have no address of their own, and what is not a document but says so.
WITHOUT_ADDRESS = re.compile(
    r"CoP Grootschalige Woningbouw Gebieden, werkboek 5|City Deal Openbare Ruimte, verdieping"
    r"|Beschrijvend document Projecten parallelle planning|Intensiveringsprogramma Binnenstedelijke"
    r"|Eigen (?:berekening|analyse|constructie)|Gangbaar patroon, geen bron"
    r"|Algemeen bekend: "
    r"|Omroep Brabant, bericht 4706960"  # its address holds the name of a person
    r"|ANP-bericht over de 24 doorbraaklocaties"  # so does its address
    r"|[^()]*\([^()]*het adres (?:bevat een persoonsnaam|is niet bekend)\)"  # and those that say so
)

_FIRST = (
    "Aad Ad Adriaan Albert Alex Alexander Anja Anke Anna Anne Annelies Annemarie Anouk Arie Arjan Arno Astrid"
    " Barbara Bart Bas Ben Bert Bianca Bram Carla Carolien Caroline Cees Chantal Charlotte Chris Christiaan Claudia"
    " Coen Corine Cornelis Daan Daniel Danny David Dennis Diana Dick Dirk Dolf Edwin Eelco Elke Ellen Els Emma Eric"
    " Erik Erwin Esther Eva Evelien Femke Ferry Fleur Floris Frank Frans Fred Freek Gerard Gerrit Gert Gijs"
    " Hanneke Hannie Hans Harm Harry Heleen Henk Herman Hugo Ineke Inge Ingrid Irene Iris Jaap Jacob Jan Janneke"
    " Jasper Jeanette Jelle Jeroen Jessica Jet Joep Johan Johannes John Jolanda Joost Joris Joyce Judith Jules Karen"
    " Karin Kees Kim Klaas Koen Laura Leo Lianne Linda Lisa Lisette Loes Louis Luuk Maaike Maarten Mara Marc Marcel"
    " Margriet Maria Marianne Marieke Marije Marijke Marjan Marjolein Mark Marleen Martijn Martin Maurice Michel"
    " Michiel Miranda Mirjam Monique Natasja Nico Niels Nienke Olaf Pascal Patrick Paul Paula Petra Piet Pieter"
    " Ralf Ralph Remco Rene René Renske Rianne Richard Rik Rob Robert Roel Roland Ronald Rosa Ruben Rutger Ruud"
    " Sabine Sander Sandra Saskia Simone Sjoerd Sophie Stefan Stijn Susan Suzanne Theo Thijs Thomas Tim Tineke Tom"
    " Ton Vera Vincent Walter Wendy Wilco Willem Wim Wouter Yvonne"
).replace(" ", "|")
_PARTICLE = r"(?:(?:van|de|den|der|ter|ten|het|'t|la|el)\s+){0,3}"
NAMES = (
    re.compile(rf"\b(?:{_FIRST})\s+{_PARTICLE}(?!Parochie\b)[A-Z][a-zé]{{2,}}"),
    re.compile(r"(?<![A-Za-z])(?:[A-Z]\.\s?){2,}(?:(?:van|de|den|der)\s+){0,2}[A-Z][a-z]{2,}"),
    re.compile(
        rf"\b(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.|[Dd]rs\.|[Ii]r\.|[Mm]r\.)\s+{_PARTICLE}[A-Z]"
    ),
    re.compile(
        r"\b(?:[Ww]ethouder|[Bb]urgemeester|[Mm]inister|[Ss]taatssecretaris|[Pp]rojectleider|[Pp]rocesmanager)"
        r"\s+(?!Wonen|Ruimte|Grond|Financi)(?:de\s)?[A-Z][a-z]+"
    ),
)


@cache
def records() -> dict[str, dict[str, Any]]:
    """Every file below data/, by its path without ending; all scalars as the text that stands there."""
    return {
        path.relative_to(DATA).with_suffix("").as_posix(): yaml.load(path.read_text(), yaml.BaseLoader)
        for path in sorted(DATA.rglob("*.yaml"))
    }


def below(folder: str) -> dict[str, dict[str, Any]]:
    """The records of a folder, by id."""
    return {Path(name).name: one for name, one in records().items() if name.startswith(f"{folder}/")}


def of_project(project: str, folder: str) -> dict[str, dict[str, Any]]:
    return below(f"projects/{project}/{folder}")


def areas(kind: str) -> list[dict[str, Any]]:
    return [area for area in records()["programme/areas"]["areas"] if area["kind"] == kind]


def texts(node: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a record with the keys that lead to it; addresses left out."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key != "url":
                yield from texts(value, (*at, str(key)))
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, at)
    elif isinstance(node, str):
        yield at, node


def sources(node: Any) -> Iterator[Any]:
    """Every source in a record, also of its parts."""
    if isinstance(node, Mapping):
        yield from node.get("sources", ())
        for key, value in node.items():
            if key != "sources":
                yield from sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from sources(value)


# what is there


def test_there_are_sixty_lessons_of_all_three_kinds() -> None:
    lessons = below("lessons")
    assert len(lessons) >= 60
    kinds = [lesson["kind"] for lesson in lessons.values()]
    assert all(kinds.count(kind) >= 5 for kind in ("observation", "lesson", "recommendation"))


@pytest.mark.parametrize("field", ("context", "advice", "limits", "categories", "themes", "lots", "sources"))
def test_every_lesson_says(field: str) -> None:
    assert [id for id, lesson in below("lessons").items() if not lesson.get(field)] == []


def test_every_lesson_tells_what_was_seen_or_done() -> None:
    assert [id for id, one in below("lessons").items() if not (one.get("did") or one.get("went_otherwise"))] == []


@pytest.mark.parametrize("project", PILOTS)
def test_a_pilot_has_its_public_facts(project: str) -> None:
    record = records()[f"projects/{project}/project"]
    assert record["status"] in ("selected", "active", "completed") and record["lot"] in ("lot-1", "lot-2")
    assert record["province"] and record["milestones"] and record["homes"]
    assert any(session["kind"] == "fact" for session in of_project(project, "sessions").values())
    assert of_project(project, "bottlenecks") and of_project(project, "interventions")


def test_there_are_six_comparable_projects() -> None:
    status = [one["status"] for name, one in records().items() if name.endswith("/project")]
    assert status.count("reference") >= 6


def test_the_plan_of_the_large_pilot_is_there() -> None:
    assert records()["projects/kenniskwartier/plan"]["activities"]


def test_public_events_have_a_day_facts_and_a_source() -> None:
    facts = {name: one for name, one in records().items() if "/sessions/" in name and one["kind"] == "fact"}
    assert len(facts) >= 15
    assert [n for n, one in facts.items() if not (one.get("summary") and one.get("facts") and one.get("sources"))] == []


def test_the_programme_knows_its_areas() -> None:
    assert len(areas("province")) == 12
    assert len(areas("novex")) == 17 and all("zeventien gebieden" in str(area["sources"]) for area in areas("novex"))
    assert len(areas("accelerated")) >= 4
    assert len(areas("deal-region")) == 35 and all(area.get("valid_from") for area in areas("deal-region"))
    assert len(areas("sub-area")) >= 42
    known = {area["code"]: area["kind"] for area in records()["programme/areas"]["areas"]}
    assert {known[area["part_of"]] for area in areas("sub-area")} == {"novex"}
    assert [area["code"] for kind in ("sub-area", "deal-region") for area in areas(kind) if not area["sources"]] == []


def test_the_criteria_sets_are_whole() -> None:
    sets = below("programme/criteria")
    assert len(sets) >= 3 and {one.get("lot") for one in sets.values()} >= {"lot-1", "lot-2"}
    for name, one in sets.items():
        assert one["knock_outs"] and one["criteria"], name
        for part in (*one["knock_outs"], *one["criteria"]):
            assert part.get("source"), f"{name}: {part['code']}"
        for criterion in one["criteria"]:
            assert set(criterion["scale"]) == set("12345") and all(criterion["scale"].values()), criterion["code"]
            assert float(criterion["weight"]) > 0
        assert sum(float(criterion["weight"]) for criterion in one["criteria"]) == 100, name


def test_the_ladder_has_steps_side_doors_and_the_client() -> None:
    bodies = records()["programme/bodies"]["bodies"]
    assert len({body["level"] for body in bodies}) >= 4
    assert len([body for body in bodies if body.get("side_door") in ("yes", "true")]) >= 2
    assert any("inisterie" in body["name"] for body in bodies)
    assert [body["code"] for body in bodies if not (body.get("remit") and body.get("sources"))] == []


def test_every_rhythm_says_where_it_is_laid_down() -> None:
    cadences = records()["programme/programme"]["cadences"]
    assert len(cadences) >= 7 and [one["kind"] for one in cadences if not one.get("source")] == []


def test_every_word_of_the_lists_is_explained_in_both_languages() -> None:
    lists = {name: terms for name, terms in records()["programme/vocabularies"].items() if isinstance(terms, list)}
    for name in ("sources", "alike"):
        lists.pop(name, None)
    assert " ".join(term["code"] for term in lists["bottleneck_categories"]) == CATEGORIES
    for needed in ("intervention_kinds", "themes", "phases", "situations", "stakeholder_kinds", "competences"):
        assert len(lists[needed]) >= 5, needed
    for name, terms in lists.items():
        said = "means" if name == "terms" else "use_when"
        assert [t["code"] for t in terms if not (t.get("nl") and t.get("en") and t.get(said))] == [], name


def test_what_people_say_leads_to_one_word_of_a_list() -> None:
    lists = {name: terms for name, terms in records()["programme/vocabularies"].items() if isinstance(terms, list)}
    for name in ("sources", "alike"):
        lists.pop(name, None)
    assert len(lists["terms"]) >= 70
    assert sum(len(term.get("synonyms", ())) for terms in lists.values() for term in terms) >= 300
    for name, terms in lists.items():
        meant: dict[str, set[str]] = {}
        for term in terms:
            assert len(set(term.get("synonyms", ()))) == len(term.get("synonyms", ())), f"{name}: {term['code']}"
            for word in (term["code"], term["nl"], term["en"], *term.get("synonyms", ())):
                meant.setdefault(" ".join(word.casefold().split()), set()).add(term["code"])
        assert {word: codes for word, codes in meant.items() if len(codes) > 1} == {}, name


def test_everyday_words_that_are_used_for_each_other_are_at_least_two_and_each_group_stands_once() -> None:
    groups = [
        [" ".join(spelled(word)) for word in one["words"]] for one in records()["programme/vocabularies"]["alike"]
    ]
    assert [one for one in groups if len(one) < 2 or len({*one}) < len(one) or "" in one] == []
    assert [one for one, number in Counter(map(frozenset, groups)).items() if number > 1] == []


def test_the_calendar_knows_what_plans_must_reckon_with() -> None:
    entries = records()["programme/calendar"]["calendar"]
    for needed in ("recess", "election", "holiday", "survey-season"):
        assert any(entry["kind"].startswith(needed) for entry in entries), needed
    assert [entry for entry in entries if not entry.get("sources")] == []


def test_the_plan_template_says_why_each_step_waits() -> None:
    activities = records()["programme/plans/woningbouw"]["activities"]
    assert len(activities) == 37
    assert [one["id"] for one in activities if not (one.get("weeks_basis") and one.get("owner"))] == []
    links = [(one["id"], link) for one in activities for key in ("after", "after_serial") for link in one.get(key, ())]
    assert [id for id, link in links if not link.get("ground")] == []
    assert [i for i, link in links if link["ground"] == "statute" and not (link.get("law") or link.get("reason"))] == []
    short = {one["id"]: one.get("weeks_short") for one in activities}
    assert {id: short[id] for id in ("A06", "A12", "A15", "A23")} == {"A06": "4", "A12": "6", "A15": "16", "A23": "14"}


# the law


def resting(record: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The links by law and the milestones of a plan template, each with where it stands."""
    links = [
        (f"{one['id']} {key}", link)
        for one in record["activities"]
        for key in ("after", "after_serial")
        for link in one.get(key, ())
        if link["ground"] == "statute"
    ]
    return links + [(one["code"], one) for one in record["milestones"] if one["code"] == "in-force"]


@pytest.mark.parametrize("template", ("woningbouw", "woningbouw-vergunning"))
def test_a_step_that_waits_by_law_names_a_rule_that_is_there(template: str) -> None:
    found = resting(records()[f"programme/plans/{template}"])
    assert len(found) >= 20
    assert [at for at, one in found if one.get("law", "") not in records()] == []


@pytest.mark.parametrize("template", ("woningbouw", "woningbouw-vergunning"))
def test_a_plan_does_not_rest_on_a_bill_without_saying_so(template: str) -> None:
    for at, one in resting(records()[f"programme/plans/{template}"]):
        rule = records()[one["law"]]
        if rule["status"] not in ("in-force", "ruling"):
            assert re.search(r"wetsvoorstel|ontwerpbesluit", one["reason"]), f"{at}: {one['law']} is a {rule['status']}"


def test_a_rule_of_law_says_where_it_stands_and_when_it_was_looked_up() -> None:
    laws = below("laws")
    assert len(laws) >= 25
    for id, law in laws.items():
        assert law["statute"] and law["article"] and law["rule"] and law["means"], id
        assert "niet gevonden" not in law["article"], id
        assert any(source.get("section") or source.get("page") for source in law["sources"]), id
        looked_up = datetime.date.fromisoformat(law["law_as_of"])
        again = datetime.date.fromisoformat(law["check_again_on"])
        assert looked_up <= datetime.date.today() and looked_up < again, id
        assert again - datetime.date(2026, 11, 29) <= datetime.timedelta(days=183), (
            f"{id}: look again within half a year"
        )


def test_a_rule_in_force_of_which_the_text_was_not_read_says_so_and_has_two_sources() -> None:
    for id, law in below("laws").items():
        unread = [one for one in law["sources"] if "niet gelezen" in one.get("section", "")]
        if law["status"] == "in-force" and unread:
            said = " ".join(law["exceptions"])
            assert re.search(r"niet gelezen|niet te lezen geweest", said), id
            read = [one for one in law["sources"] if one not in unread]
            assert len({one["name"] for one in read}) >= 2, id


def test_a_lesson_that_rests_on_law_is_dated() -> None:
    resting_on_law = {id: one for id, one in below("lessons").items() if one.get("law")}
    assert len(resting_on_law) >= 20
    for id, one in resting_on_law.items():
        assert [rule for rule in one["law"] if f"laws/{rule.removeprefix('laws/')}" not in records()] == [], id
        assert one["law_as_of"] < one["check_again_on"], id


def test_the_learning_side_is_filled() -> None:
    questions, events = below("questions"), below("events")
    assert all(one.get("conclusions") for one in questions.values())
    assert len([one for one in questions.values() if one.get("lessons")]) >= 4
    assert len([one for one in events.values() if one["kind"] == "community"]) >= 5
    actions = [action for one in events.values() for action in one.get("actions", ())]
    assert len(actions) >= 9 and [action for action in actions if not action.get("owner")] == []
    conditions = below("conditions")
    assert len(conditions) >= 6 and [id for id, one in conditions.items() if not one.get("evidence")] == []
    experts = below("experts")
    assert len(experts) >= 5
    assert [i for i, one in experts.items() if not (one.get("competences") and one.get("reached_by"))] == []


# where it comes from, and where it leads


def test_every_record_says_where_it_comes_from() -> None:
    assert [name for name, record in records().items() if not record.get("sources")] == []


def test_a_reader_can_find_every_source() -> None:
    for name, record in records().items():
        for source in sources(record):
            assert isinstance(source, Mapping) and source.get("name"), f"{name}: {source}"
            day = source.get("date") or source["read_on"]
            assert partial_date(day) <= datetime.date.today(), f"{name}: {source}"
            address = source.get("url", "")
            found = re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}\.?(?:/\S*)?", address)
            assert found or (not address and WITHOUT_ADDRESS.match(source["name"])), f"{name}: {source}"


def test_every_source_names_its_publisher_and_the_day_of_reading_apart() -> None:
    for name, record in records().items():
        for source in sources(record):
            if not OWN_WORK.match(source["name"]):
                assert source.get("publisher"), f"{name}: {source}"
                assert f"{source['publisher']}, " not in source["name"] or WITHOUT_ADDRESS.match(source["name"]), source
                assert source.get("read_on") or "niet gelezen" in source.get("section", ""), f"{name}: {source}"


def test_what_was_not_found_is_said_where_a_reader_meets_it() -> None:
    for name, record in records().items():
        if name.endswith("/project") and record["status"] in ("active", "reference") and not record.get("baseline"):
            assert any("ulmeting" in text for text in record.get("not_found", ())) or name in NEVER_PLANNED, name
    for project in PILOTS:
        kinds = {one["category"] for one in of_project(project, "bottlenecks").values()}
        said = " ".join(records()[f"projects/{project}/project"]["not_found"])
        assert kinds & set(NATURE) or "natuur, stikstof en water" in said, project
    whole = " ".join(records()["programme/areas"]["not_found"])
    assert "42 deelgebieden" in whole and "woondealregio" in whole
    for area in areas("deal-region"):
        assert area.get("municipalities") or area.get("not_found"), area["code"]
    assert all(area["not_found"] for area in areas("accelerated") if area["name"].startswith("Doorbraaklocatie in"))


def test_a_start_of_building_that_was_planned_before_the_pilot_is_a_baseline_and_no_date_to_come() -> None:
    langeveld = records()["projects/langeveld/project"]
    start = next(one for one in langeveld["milestones"] if one["code"] == "start-bouw")
    assert start["baseline_on"] and "planned_on" not in start
    assert "planning van voor de pilot" in " ".join(langeveld["not_found"])


@pytest.mark.parametrize("category", NATURE)
def test_a_public_project_shows_what_stood_in_the_way_what_was_done_and_what_it_brought(category: str) -> None:
    found = [
        name.rpartition("/bottlenecks/")
        for name, one in records().items()
        if "/bottlenecks/" in name and category in (one["category"], *one.get("also", ()))
    ]
    done = [
        one
        for project, _, id in found
        for one in of_project(Path(project).name, "interventions").values()
        if one.get("for") == id and one.get("observed")
    ]
    assert done, category


def test_no_check_finds_anything() -> None:
    knowledge, problems = Folder(TOP, dict(os.environ)).read()
    assert [str(problem) for problem in problems] == []
    assert [f"{found.ref}: {found.what}" for _, found in findings(knowledge, TODAY)] == []


def test_contradictions_are_linked_both_ways() -> None:
    links = {
        (id, other.rpartition("/")[2]) for id, one in below("lessons").items() for other in one.get("contradicts", ())
    }
    assert len(links) >= 8
    assert (
        sorted(f"{there} does not say contradicts: {here}" for here, there in links if (there, here) not in links) == []
    )


# how it is said


def test_nobody_is_named() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, record in records().items()
        for _, text in texts(record)
        for pattern in NAMES
        if (match := pattern.search(" ".join(text.split())))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ("Jan de Vries zei", "wethouder Jansen", "J.P. van Dam", "mevrouw de Boer", "dhr. Smit", "Eva Berg belt")
)
def test_a_name_would_be_seen(text: str) -> None:
    assert any(pattern.search(text) for pattern in NAMES)


@pytest.mark.parametrize(
    "text", ("de wethouder van Eindhoven", "de A. van de lijst", "Jan de kaart", "wethouder Wonen")
)
def test_what_is_no_name_is_not_seen_as_one(text: str) -> None:
    assert not any(pattern.search(text) for pattern in NAMES)


def words(text: str) -> set[str]:
    """The words of a text that carry meaning."""
    return {word for word in re.findall(r"[a-zà-ÿ]+", text.lower()) if len(word) > 4}


def alike(first: str, second: str) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    one, other = words(first), words(second)
    return len(one & other) / max(1, len(one | other))


def test_no_two_lessons_have_the_same_title_or_say_nearly_the_same() -> None:
    lessons = below("lessons")
    titles = [" ".join(re.findall(r"\w+", lesson["title"].lower())) for lesson in lessons.values()]
    assert [title for title in titles if titles.count(title) > 1] == []
    said = {
        id: " ".join(lesson.get(field, "") for field in ("title", "context", "went_otherwise", "did", "advice"))
        for id, lesson in lessons.items()
    }
    near = [(a, b) for a, b in combinations(said, 2) if alike(said[a], said[b]) > 0.3]
    near += [(a, b) for a, b in combinations(lessons, 2) if alike(lessons[a]["title"], lessons[b]["title"]) > 0.6]
    assert near == [], "join them, or say how they differ"


def test_titles_and_texts_are_whole_sentences_of_a_readable_length() -> None:
    for id, lesson in below("lessons").items():
        assert 20 <= len(lesson["title"]) <= 110 and not lesson["title"].endswith("."), id
        for field in ("context", "went_otherwise", "did", "advice", "effect", "limits"):
            text = lesson.get(field, "").strip().lstrip("'\"‘’“s-")
            assert not text or (not text[0].islower() and text[-1] in ".?!”’"), f"{id}: {field}"
