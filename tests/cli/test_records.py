"""The words for every kind of record: list, show, new, set, edit, rename, remove; and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from ppl.model.fields import fields
from ppl.model.kinds import KINDS, Kind
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
NET = "waterrijk/bottlenecks/netaansluiting"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_listed_in_every_format(kb: Kb, in_process: Run, kind: Kind) -> None:
    for format in ("screen", "md", "json", "csv"):
        code, out, _ = in_process(kb, "list", kind.name, "--format", format)
        assert code == 0
        if format == "json":
            assert json.loads(out)["schema"] == "ppl/list/1"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_schema_that_describes_its_own_fields(kb: Kb, in_process: Run, kind: Kind) -> None:
    code, out, _ = in_process(kb, "schema", kind.name)
    schema = json.loads(out)
    assert code == 0
    assert set(schema["properties"]) == {f.name for f in fields(kind.record)}
    required = [name for name in schema["required"] if "description" not in schema["properties"][name]]
    assert set(required) <= {"code", "lot", "kind", "title"}


def test_a_list_is_filtered_and_sorted(kb: Kb, in_process: Run) -> None:
    kb.write("projects/zandhoek/bottlenecks/stikstof.yaml", BOTTLENECK.format(title="Stikstof", status="resolved"))
    _, out, _ = in_process(kb, "list", "bottleneck", "--where", "status=resolved", "--format", "json")
    assert [item["ref"] for item in json.loads(out)["items"]] == ["zandhoek/bottlenecks/stikstof"]
    _, out, _ = in_process(kb, "list", "bottleneck", "--where", "status!=resolved", "--format", "json")
    assert [item["ref"] for item in json.loads(out)["items"]] == [NET]
    _, out, _ = in_process(kb, "list", "bottleneck", "--sort", "-title", "--format", "json")
    titles = [item["title"] for item in json.loads(out)["items"]]
    assert titles == sorted(titles, reverse=True, key=str.lower)
    _, out, _ = in_process(kb, "list", "bottleneck", "--project", "zandhoek", "--format", "json")
    assert [item["ref"] for item in json.loads(out)["items"]] == ["zandhoek/bottlenecks/stikstof"]


def test_a_spreadsheet_never_takes_a_cell_for_a_formula(kb: Kb, in_process: Run) -> None:
    kb.write("projects/zandhoek/bottlenecks/x.yaml", BOTTLENECK.format(title="'=1+1'", status="open"))
    _, out, _ = in_process(kb, "list", "bottleneck", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert out.startswith("\ufeff")
    assert [row["title"] for row in rows if row["ref"] == "zandhoek/bottlenecks/x"] == ["'=1+1"]


BOTTLENECK = """\
title: {title}
category: netcongestie
status: {status}
opened_on: 2026-01-05
closed_on: 2026-02-01
"""


def test_show_gives_the_file_as_it_stands_and_a_part_behind_the_sign(kb: Kb, in_process: Run) -> None:
    _, out, _ = in_process(kb, "show", "netaansluiting")
    assert out == f"# data/projects/{NET}.yaml\n" + kb.text(f"projects/{NET}.yaml")
    _, out, _ = in_process(kb, "show", "waterrijk/sessions/2026-01-05-weekly#a1")
    assert out.startswith("id: a1\n")
    _, out, _ = in_process(kb, "show", NET, "--format", "json")
    shown = json.loads(out)
    assert (shown["schema"], shown["ref"], shown["kind"]) == ("ppl/record/1", NET, "bottleneck")


def test_a_near_miss_names_what_was_meant(kb: Kb, in_process: Run) -> None:
    for args, near in (
        (("show", "netaansluitin"), NET),
        (("show", "waterrijck"), "waterrijk"),
        (("list", "bottelneck"), "bottleneck"),
        (("list", "bottleneck", "--where", "stats=open"), "status"),
        (("check", "refrences"), "references"),
        (("set", NET, "status=opn"), "open"),
    ):
        code, _, said = in_process(kb, *args)
        assert code in (2, 3)
        assert f"did you mean `{near}`?" in said


def test_new_makes_a_record_with_an_id_from_its_title(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(
        kb, "new", "bottleneck", "--project", "zandhoek", "title=Te weinig plek voor de school",
        "category=netcongestie", "status=open", "opened_on=2026-02-01", "also=[netcongestie]",
    )  # fmt: skip
    assert (code, out) == (0, "zandhoek/bottlenecks/te-weinig-plek-voor-de-school\n")
    assert "also:\n  - netcongestie\n" in kb.text("projects/zandhoek/bottlenecks/te-weinig-plek-voor-de-school.yaml")
    assert kb.status() == ""
    subject, *trailers = kb.git("log", "-1", "--format=%s%n%b").strip().splitlines()
    assert subject == "new zandhoek/bottlenecks/te-weinig-plek-voor-de-school: bottleneck"
    assert "Ppl-Record: zandhoek/bottlenecks/te-weinig-plek-voor-de-school" in trailers


def test_new_without_a_terminal_says_what_is_missing(kb: Kb, in_process: Run) -> None:
    code, out, said = in_process(kb, "new", "lesson")
    assert (code, out) == (2, "")
    assert "--from FILE" in said and "title, status, kind, from, noted_on" in said


def test_a_single_record_of_the_programme_is_not_made_or_removed(kb: Kb, in_process: Run) -> None:
    assert in_process(kb, "new", "bodies", "bodies=[]")[0] == 2
    assert in_process(kb, "remove", "programme/bodies", "--reason", "x")[0] == 2


def test_set_changes_one_line_and_says_why_in_the_history(kb: Kb, in_process: Run) -> None:
    before = kb.text(f"projects/{NET}.yaml").splitlines()
    code, out, _ = in_process(kb, "set", NET, "status=waiting", "--reason", "wacht op de netbeheerder")
    after = kb.text(f"projects/{NET}.yaml").splitlines()
    assert (code, out) == (0, NET + "\n")
    assert [new for old, new in zip(before, after, strict=True) if old != new] == ["status: waiting"]
    assert "Ppl-Reason: wacht op de netbeheerder" in kb.git("log", "-1", "--format=%b")


def test_setting_what_stands_there_already_makes_no_commit(kb: Kb, in_process: Run) -> None:
    head = kb.head()
    code, _, said = in_process(kb, "set", NET, "category=netcongestie")
    assert (code, kb.head()) == (0, head)
    assert "nothing changes" in said


def test_edit_is_checked_before_it_is_committed_and_keeps_the_draft(kb: Kb) -> None:
    head = kb.head()
    done = kb.ppl("edit", NET, EDITOR="sed -i s/^status:.*/status:\\ kapot/")
    assert done.returncode == 3
    assert f"data/projects/{NET}.yaml:" in done.stderr and "`kapot` is not a word for `status`" in done.stderr
    assert (kb.head(), kb.status()) == (head, "")
    [draft] = kb.drafts()
    assert "status: kapot" in draft.read_text()
    assert str(draft) in done.stderr
    done = kb.ppl("edit", NET, EDITOR="sed -i s/^status:.*/status:\\ waiting\\ #\\ let\\ op/")
    assert done.returncode == 0, done.stderr
    assert "status: waiting # let op\n" in kb.text(f"projects/{NET}.yaml")


def test_edit_without_an_editor_says_how_to_set_one(kb: Kb) -> None:
    done = kb.ppl("edit", NET)
    assert done.returncode == 2
    assert "EDITOR" in done.stderr


LESSON = """\
title: Les
status: raw
kind: observation
from: {project: waterrijk, session: waterrijk/sessions/2026-01-05-weekly}   # waar zij vandaan komt
noted_on: 2026-01-05
"""


def test_a_renamed_project_keeps_its_records_and_references(kb: Kb, in_process: Run) -> None:
    kb.write("lessons/les.yaml", LESSON)
    before = json.loads(in_process(kb, "list", "session", "--project", "waterrijk", "--format", "json")[1])
    assert in_process(kb, "rename", "waterrijk", "waterstad")[0] == 0
    after = json.loads(in_process(kb, "list", "session", "--project", "waterstad", "--format", "json")[1])
    assert [i["ref"].replace("waterrijk", "waterstad") for i in before["items"]] == [i["ref"] for i in after["items"]]
    assert in_process(kb, "check")[0] == 0
    assert "waterrijk/" not in kb.git("ls-files")
    assert "project: waterstad" in kb.text("lessons/les.yaml")
    assert "session: waterstad/sessions/2026-01-05-weekly" in kb.text("lessons/les.yaml")


def test_a_removed_record_stays_in_the_history(kb: Kb, in_process: Run) -> None:
    in_process(kb, "new", "event", "title=Proef", "kind=webinar", "held_on=2026-04-01")
    assert in_process(kb, "remove", "events/2026-04-01-proef", "--reason", "was een proef")[0] == 0
    assert not kb.path("events").exists()
    code, out, _ = in_process(kb, "history", "events/2026-04-01-proef")
    assert code == 0
    assert "was een proef" in out and "removed" in out


@pytest.mark.parametrize("kind", ["bottleneck", "bottlenecks", "knelpunt", "Knelpunten"])
def test_a_kind_goes_by_its_word_in_both_languages(kb: Kb, in_process: Run, kind: str) -> None:
    assert "netaansluiting" in in_process(kb, "list", kind)[1]


def test_history_without_a_record_tells_the_latest_changes_of_all(kb: Kb, in_process: Run) -> None:
    in_process(kb, "set", NET, "status=waiting")
    in_process(kb, "new", "event", "title=Proef", "kind=webinar", "held_on=2026-04-01")
    items = json.loads(in_process(kb, "history", "--format", "json")[1])["items"]
    assert [item["subject"].split()[0] for item in items[-2:]] == ["set", "new"]
    assert items[-1]["changes"][0]["ref"] == "events/2026-04-01-proef"
    (last,) = json.loads(in_process(kb, "history", "--limit", "1", "--format", "json")[1])["items"]
    assert last == items[-1]


def test_remove_takes_references_along_where_that_is_asked(kb: Kb, in_process: Run) -> None:
    kb.write("lessons/les.yaml", LESSON)
    session = "waterrijk/sessions/2026-01-05-weekly"
    code, _, err = in_process(kb, "remove", session, "--reason", "x")
    assert code == 3 and f"ppl remove {session} --unlink" in err
    assert in_process(kb, "remove", session, "--unlink", "--reason", "x")[0] == 0
    assert not kb.path(f"projects/{session}.yaml").exists()
    assert "session:" not in kb.text("lessons/les.yaml") and "project: waterrijk" in kb.text("lessons/les.yaml")
    assert in_process(kb, "check", "references")[0] == 0
    assert in_process(kb, "undo")[0] == 0
    assert "session:" in kb.text("lessons/les.yaml")


@pytest.mark.parametrize(
    "args",
    [
        ("set", NET, "status=waiting"),
        ("new", "event", "title=X", "kind=webinar", "held_on=2026-04-01"),
        ("rename", NET, "stroom"),
        ("undo",),
    ],
    ids=lambda args: str(args[0]),
)
def test_a_dry_run_shows_the_file_difference_and_writes_nothing(kb: Kb, in_process: Run, args: tuple[str, ...]) -> None:
    in_process(kb, "set", NET, "tried+=iets")
    head = kb.head()
    code, out, _ = in_process(kb, *args, "--dry-run")
    assert code == 0
    assert out.startswith("--- ") and "\n+++ " in out
    assert (kb.head(), kb.status()) == (head, "")


def test_history_tells_the_field_the_values_the_command_and_the_reason(kb: Kb, in_process: Run) -> None:
    in_process(kb, "set", NET, "status=waiting", "--reason", "wacht op antwoord")
    in_process(kb, "rename", NET, "stroom")
    _, out, _ = in_process(kb, "history", "waterrijk/bottlenecks/stroom", "--format", "json")
    shown = json.loads(out)
    assert shown["schema"] == "ppl/history/1"
    made, changed, moved = shown["items"]
    assert [made["changes"][0]["field"], made["by"]] == ["", "Test"]
    assert changed["changes"] == [{"ref": NET, "field": "status", "before": "open", "after": "waiting"}]
    assert changed["reason"] == "wacht op antwoord"
    assert changed["command"].startswith("ppl set waterrijk/bottlenecks/netaansluiting status=waiting")
    assert moved["changes"] == [
        {"ref": "waterrijk/bottlenecks/stroom", "field": "ref", "before": NET, "after": "waterrijk/bottlenecks/stroom"}
    ]


def test_a_project_has_one_time_line_that_its_rename_does_not_break(kb: Kb, in_process: Run) -> None:
    in_process(kb, "set", NET, "status=waiting")
    in_process(kb, "rename", "waterrijk", "waterstad")
    in_process(kb, "set", "waterstad/bottlenecks/netaansluiting", "status=open")
    items = json.loads(in_process(kb, "history", "waterstad", "--format", "json")[1])["items"]
    assert [item["subject"].split()[0] for item in items] == ["begin", "set", "rename", "set"]
    limited = json.loads(in_process(kb, "history", "waterstad", "--limit", "1", "--format", "json")[1])["items"]
    assert limited == items[-1:]


def test_a_change_by_hand_stands_in_the_history_too(kb: Kb, in_process: Run) -> None:
    kb.write(f"projects/{NET}.yaml", kb.text(f"projects/{NET}.yaml").replace("status: open", "status: waiting"))
    _, out, _ = in_process(kb, "history", NET)
    assert "by hand: write projects/" in out
    assert "status: open → waiting" in out


def test_undo_goes_back_step_by_step_and_rewrites_nothing(kb: Kb, in_process: Run) -> None:
    first = kb.text(f"projects/{NET}.yaml")
    in_process(kb, "set", NET, "status=waiting")
    second = kb.text(f"projects/{NET}.yaml")
    in_process(kb, "set", NET, "status=accepted", "closed_on=2026-02-01")
    assert in_process(kb, "undo", "--reason", "te vroeg")[0] == 0
    assert kb.text(f"projects/{NET}.yaml") == second
    assert in_process(kb, "undo")[0] == 0
    assert kb.text(f"projects/{NET}.yaml") == first
    assert len(kb.git("log", "--format=%h").split()) == 5
    assert kb.status() == ""


def test_undo_refuses_where_a_later_change_is_in_the_way(kb: Kb, in_process: Run) -> None:
    in_process(kb, "set", NET, "status=waiting")
    early = kb.head()
    in_process(kb, "set", NET, "tried+=gebeld")
    head = kb.head()
    code, _, said = in_process(kb, "undo", early)
    assert (code, kb.head()) == (4, head)
    assert f"{NET} was changed again after it ({head[:8]})" in said


def test_undo_does_not_leave_a_reference_to_nothing(kb: Kb, in_process: Run) -> None:
    in_process(kb, "new", "bottleneck", "--project", "zandhoek", "title=Grond", "category=netcongestie", "status=open",
               "opened_on=2026-02-01")  # fmt: skip
    made = kb.head()
    in_process(kb, "new", "intervention", "--project", "zandhoek", "title=Ruil", "started_on=2026-02-02", "for=grond")
    code, _, said = in_process(kb, "undo", made)
    assert code == 3
    assert "zandhoek/interventions/ruil refers to zandhoek/bottlenecks/grond by now" in said


def test_every_reading_word_looks_at_any_moment(kb: Kb, in_process: Run) -> None:
    then = kb.head()
    in_process(kb, "set", NET, "status=waiting")
    assert "status: open" in in_process(kb, "show", NET, "--as-of", then)[1]
    _, out, _ = in_process(kb, "list", "bottleneck", "--as-of", then, "--format", "json")
    assert json.loads(out)["items"][0]["status"] == "open"
    assert len(json.loads(in_process(kb, "history", NET, "--as-of", then, "--format", "json")[1])["items"]) == 1
    code, _, said = in_process(kb, "list", "project", "--as-of", "1999-01-01")
    assert code == 2
    assert "its first day is " in said


def test_the_table_of_problems_is_dutch_for_a_dutch_reader(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_LANG"] = "nl"
    kb.path("lessons").mkdir(exist_ok=True)
    kb.path("lessons/leeg.yaml").write_text("title: Leeg\n")
    head, _, first, *_ = in_process(kb, "check", "--format", "md")[1].splitlines()
    assert head == "| bestand | regel | niveau | controle | probleem | wat te doen |"
    assert first.startswith("| data/lessons/leeg.yaml | 1 | fout | missing |")


def test_what_the_reader_of_yaml_says_is_said_in_the_language_of_the_reader(kb: Kb) -> None:
    for name, text in (
        ("quote", 'title: "x\nstatus: open\n'),
        ("colon", "title: net: vol\n"),
        ("sign", "title: @net\n"),
    ):
        kb.write(f"projects/waterrijk/bottlenecks/{name}.yaml", text)
    said = kb.ppl("check", PPL_LANG="nl").stdout
    assert "niet gesloten" in said and "dubbele punt" in said and "aanhalingstekens" in said
    assert " found " not in said and "mapping values" not in said


def test_a_list_of_nothing_says_whether_there_is_none_or_none_that_fits(kb: Kb) -> None:
    assert "there is no escalation yet" in kb.ppl("list", "escalation").stderr
    assert "no project fits" in kb.ppl("list", "project", "--where", "status=stopped").stderr


def test_a_list_on_the_screen_has_the_days_of_its_reader_and_a_file_those_of_programs(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_LANG"] = "nl"
    assert "  05-01-2026\n" in in_process(kb, "list", "session")[1]
    for format in ("md", "csv", "json"):
        shown = in_process(kb, "list", "session", "--format", format)[1]
        assert "2026-01-05" in shown.replace("2026-01-05-weekly", "") and "05-01-2026" not in shown
