"""A near miss says what was meant: every code, reference, kind, field, option and word, all of them in one round."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from ppl.errors import Text, near, nearest, one_of
from tests.cli.plans import PLAN, SMALL
from tests.conftest import Kb
from tests.operations.base import CRITERIA, ENTRY, NET, TALK

Run = Callable[..., tuple[int, str, str]]

MISSES: list[tuple[str, str]] = [
    # words, options, arguments of few choices
    ("loog waterrijk", "log"), ("plan shwo waterrijk", "show"), ("template lst", "list"),
    ("list bottleneck --wher a=b", "--where"), ("report projetc waterrijk", "project"),
    ("report programme --audience publik", "public"), ("report programme --format jsn", "json"),
    ("report programme --lang enn", "en"), ("form sesion waterrijk", "session"),
    ("form session waterrijk --kind weekli", "weekly"), ("init x --from startre", "starter"),
    ("plan show waterrijk --variant planed", "planned"), ("plan export waterrijk --format xslx", "xlsx"),
    ("plan new zandhoek --land muncipal", "municipal"), ("newsletter --audience publc", "public"),
    ("plan import waterrijk x.csv --ground habbit", "habit"), ("log waterrijk --kind weekli --from in.yaml", "weekly"),
    # kinds, checks, templates, lots, criteria, remotes
    ("list bottelneck", "bottleneck"), ("new bottelneck", "bottleneck"), ("schema sesion", "session"),
    ("check refrences", "references"), ("rank --lot lto-1", "lot-1"), ("rank --lot lot-1 --audience cleint", "client"),
    ("rank --lot lot-1 --criteria lot-1-2062", "lot-1-2026"), ("plan new zandhoek --template woningbuow", "woningbouw"),
    ("score waterrijk --assessor bureau-1 --criteria lot-1-2062 --from score.yaml", "lot-1-2026"),
    # references
    ("show netaansluitin", NET), ("show waterrijck", "waterrijk"), ("set waterrijck status=active", "waterrijk"),
    ("edit netaansluitign", NET), ("rename netaansluitign nieuw", NET), ("remove netaansluitign --reason x", NET),
    ("redact netaansluitign title --reason x", NET), ("history netaansluitign", NET), ("save netaansluitign", NET),
    ("erase netaansluitign title", NET), ("log waterrijck --from in.yaml", "waterrijk"),
    ("form session waterijk", "waterrijk"),
    ("note waterijk dit", "waterrijk"), ("recap 2026-01-05-weekli", TALK), ("agree 2026-01-05-weekli", TALK),
    ("log --amend 2026-01-05-weekli --from in.yaml --because x", TALK), ("status waterijk", "waterrijk"),
    ("report project waterijk", "waterrijk"), ("newsletter 1 --approve waterijk", "waterrijk"),
    ("score waterijk --assessor bureau-1 --from score.yaml", "waterrijk"), ("plan show waterijk", "waterrijk"),
    ("list bottleneck --project waterijk", "waterrijk"), ("people projectleidr --project waterijk", "waterrijk"),
    # parts, activities, items
    (f"set {TALK}#aa2 status=done", "a2"), ("plan what-if waterrijk --drop c:B", "C"),
    ("plan show waterrijk --to e", "E"),
    ("plan checked waterrijk d", "D"),
    # roles
    (f"agree {TALK} --by projectleidr", "projectleider"), ("people projectleidr", "projectleider"),
    ("people projectleidr naam", "projectleider"), ("plan checked waterrijk --by procesmanger", "procesmanager"),
    # fields, and what may stand in them
    ("list bottleneck --sort gemeldd", "opened_on"), ("list bottleneck --where eigenar=x", "owner"),
    (f"redact {TALK} samenvating --reason x", "summary"),
    ("list bottleneck --where stats=open", "status"), ("list bottleneck --sort opend_on", "opened_on"),
    ("list bottleneck --where status=opne", "open"), ("list bottleneck --where status!=opne", "open"),
    ("list bottleneck --where category=stikstfo", "stikstof"),
    ("list bottleneck --where owner=projectleidr", "projectleider"),
    ("list project --where lot=lto-2", "lot-2"), ("list project --where name=Waterijk", "Waterrijk"),
    (f"set {NET} stauts=open", "status"), ("set waterrijk homes.mxa=3", "homes.max"),
    (f"set {NET} status=opne", "open"),
    (f"set {NET} status=opgelst", "resolved"), (f"set {NET} category=netcongestei", "netcongestie"),
    (f"set {NET} category=stroomnet", "netcongestie"), (f"set {NET} found_in=2026-01-05-wekly", "2026-01-05-weekly"),
    ("set waterrijk/interventions/samen-plannen for=netaansluitng", "netaansluiting"),
    ("set waterrijk lot=lto-1", "lot-1"),
    (f"redact {NET} titel --reason x", "title"),
    ("new bottleneck --project zandhoek titel=x categry=stikstof", "category"),
    ("new intervention --project waterrijk title=x for=netaansluitng", "netaansluiting"),
    # days, moments, files
    ("log waterrijk --on vrijdga --from in.yaml", "vrijdag"), ("status --as-of 3-janurai", "3-januari"),
    ("status --as-of 0206-02-01", "2026-02-01"), ("log waterrijk --on 0206-02-01 --from in.yaml", "2026-02-01"),
    (f"set {NET} opened_on=0206-02-01", "2026-02-01"), ("list bottleneck --where status=opgelst", "resolved"),
    ("status --as-of peil-2026", "peil-2026-1"), ("log waterrijk --from in.yam", "in.yaml"),
]  # fmt: skip


@pytest.fixture
def set_up(kb: Kb) -> Kb:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    kb.write(PLAN, SMALL)
    shipped = Path(__file__).parents[2] / "data/programme/plans/woningbouw.yaml"
    kb.write("programme/plans/woningbouw.yaml", shipped.read_text("utf-8"))
    kb.git("tag", "peil-2026-1")
    (kb.root / "in.yaml").write_text("kind: weekly\nheld_on: 2026-02-02\n")
    (kb.root / "score.yaml").write_text(ENTRY)
    return kb


@pytest.mark.parametrize(("line", "meant"), MISSES, ids=[line for line, _ in MISSES])
def test_a_near_miss_says_what_was_meant(set_up: Kb, in_process: Run, line: str, meant: str) -> None:
    head = set_up.head()
    code, _, said = in_process(set_up, *line.split())
    assert code in (2, 3), said
    sayings = (f"did you mean `{meant}`?", f"Did you mean '{meant}'?", f"(Possible options: --help, {meant}")
    assert any(saying in said for saying in sayings), said
    assert set_up.head() == head


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report programme --audience publiek", "Bedoelde je 'public'?"),
        ("list bottelneck", "bedoelde je `bottleneck`?"),
        (f"set {NET} status=opne", "bedoelde je `open`?"),
        (f"set {NET} visibility=openbar", "bedoelde je `public` (iedereen)? Kies uit: internal (het bureau), "),
        ("list lesson --where status=ruww", "bedoelde je `raw` (ruw)?"),
        ("score waterrijk --assessor bureua-1 --from score.yaml", "schrijf --assessor bureau-1;"),
        ("score waterrijk --from near.yaml", "schrijf --assessor bureau-1;"),
        ("status --as-of 3-janurai", "bedoelde je `3-januari`?"),
    ],
)
def test_it_is_said_in_the_readers_language(set_up: Kb, in_process: Run, line: str, said: str) -> None:
    set_up.environment["PPL_LANG"] = "nl"
    (set_up.root / "near.yaml").write_text("assessor: bureua-1\n")
    (set_up.root / "score.yaml").write_text("remarks: kort\n")
    assert said in in_process(set_up, *line.split())[2]


@pytest.mark.parametrize("line", ["recap waterrijk", "agree waterrijk", "log --amend waterrijk --from in.yaml"])
def test_a_project_where_a_talk_is_asked_means_its_latest_one(set_up: Kb, in_process: Run, line: str) -> None:
    code, _, said = in_process(set_up, *line.split())
    assert TALK in said and code == (0 if line.startswith("recap") else 2)
    assert "did you mean `waterrijk`?" in in_process(set_up, *line.replace("rijk", "rijck").split())[2]


@pytest.mark.parametrize("line", ["recap zandhoek", "agree zandhoek"])
def test_a_project_without_a_talk_says_so(set_up: Kb, in_process: Run, line: str) -> None:
    code, _, said = in_process(set_up, *line.split())
    assert code == 2 and "no talk yet" in said


WRONG = """\
kind: weekli
attended: [projectleidr]
agrements: [x]
bottlenecks:
  - netansluiting
  - title: y
    categry: stikstof
    category: netcongestei
interventions:
  - title: z
    for: netaanslutiing
actions:
  - {wat: a, wie: procesmanger, status: opne}
  - {id: 2026-01-05-wekly#a1, status: done}
"""


def test_a_file_with_many_near_misses_shows_them_all_at_once(set_up: Kb, in_process: Run) -> None:
    (set_up.root / "in.yaml").write_text(WRONG)
    code, _, said = in_process(set_up, "log", "waterrijk", "--from", "in.yaml")
    assert code == 3
    meant = ("weekly", "projectleider", "agreements", "netaansluiting", "category", "netcongestie", "procesmanager",
             "open", "2026-01-05-weekly#a1")  # fmt: skip
    assert [one for one in meant if f"did you mean `{one}`?" not in said] == []
    assert said.count("did you mean `netaansluiting`?") == 2
    assert "`held_on` is missing" in said


def test_a_record_without_a_required_field_shows_its_near_misses_too(set_up: Kb, in_process: Run) -> None:
    (set_up.root / "in.yaml").write_text("tried: x\ncategory: netcongestei\nstatus: opne\nfound_in: 2026-01-05-wekly\n")
    code, _, said = in_process(set_up, "new", "bottleneck", "--project", "waterrijk", "--id", "x", "--from", "in.yaml")
    assert code == 3 and "`title` is missing" in said
    assert all(f"did you mean `{one}`?" in said for one in ("netcongestie", "open", "2026-01-05-weekly"))


def test_several_assignments_that_are_nearly_right_are_all_said(set_up: Kb, in_process: Run) -> None:
    code, _, said = in_process(set_up, "set", NET, "stauts=open", "category=netcongestei", "found_in=2026-01-05-wekly")
    assert code == 3
    assert all(f"did you mean `{one}`?" in said for one in ("status", "netcongestie", "2026-01-05-weekly"))


def test_a_field_of_somebodys_own_that_looks_like_nothing_of_ours_is_kept(set_up: Kb, in_process: Run) -> None:
    assert in_process(set_up, "set", NET, "zaaksysteem=x")[0] == 0
    assert in_process(set_up, "set", NET, "eigen_veld=anders")[0] == 0


def test_what_fits_nothing_and_looks_like_nothing_is_an_empty_list(set_up: Kb, in_process: Run) -> None:
    code, _, said = in_process(set_up, "list", "bottleneck", "--where", "category=capaciteit-kennis")
    assert (code, said) == (0, "no bottleneck fits\n")


def test_capitals_do_not_count_and_the_only_beginning_does() -> None:
    assert near("LANGEVELT", ["langeveld", "zandhoek"]) == ["langeveld"]
    assert near("net", ["netcongestie", "stikstof"]) == ["netcongestie"]
    assert near("net", ["netcongestie", "netbeheerder"]) == []
    assert near("xyz", ["netcongestie"]) == []
    assert nearest("vol net", {"vol stroomnet": "netcongestie"}, Text("-")) == Text(
        "did you mean `{near}`?", near="netcongestie"
    )
    assert str(one_of("xyz", ["a", "b"])) == "choose from a, b"


def test_one_place_looks_for_what_was_meant() -> None:
    root = Path(__file__).parents[2] / "ppl"
    names = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.ImportFrom) and node.module == "difflib" and node.names[0].name == "get_close_matches")
        or (isinstance(node, ast.Attribute) and node.attr == "get_close_matches")
    }
    assert names == {"errors.py"}


EMPTY = [
    ["show", ""], ["set", "", "status=x"], ["recap", ""], ["agree", ""], ["note", "", "x"], ["status", "waterrijk", ""],
    ["report", "project", ""], ["undo", ""], ["undo", " "], ["history", ""], ["remove", "", "--reason", "x"],
    ["list", ""], ["rank", "--lot", ""], ["newsletter", ""], ["plan", "show", ""], ["form", "session", ""],
]  # fmt: skip


@pytest.mark.parametrize("words", EMPTY, ids=[" ".join(words) for words in EMPTY])
def test_an_empty_word_names_nothing_and_does_nothing(set_up: Kb, in_process: Run, words: list[str]) -> None:
    set_up.environment["PPL_LANG"] = "nl"
    head = set_up.head()
    code, _, said = in_process(set_up, *words)
    assert code == 2 and set_up.head() == head
    assert "None" not in said


@pytest.mark.parametrize("words", [["demo", "x", "--projects", "0"], ["demo", "x", "--weeks", "veel"]])
def test_a_number_out_of_range_is_said_in_dutch(set_up: Kb, in_process: Run, words: list[str]) -> None:
    set_up.environment["PPL_LANG"] = "nl"
    code, _, said = in_process(set_up, *words)
    assert code == 2 and "Input" not in said
    assert ("het moet minstens 1 zijn" if words[-1] == "0" else "'veel' is geen geheel getal.") in said


def test_a_word_is_the_head_of_a_compound_before_it_is_the_beginning_of_a_name() -> None:
    assert near("raad", ["raad-van-state", "gemeenteraad"]) == ["gemeenteraad"]
    assert near("stik", ["stikstofruimte", "verkeersstik"]) == ["stikstofruimte"]  # cut off counts first
    assert near("raad", ["raad-van-state"]) == ["raad-van-state"]
    assert near("raad", ["gemeenteraad", "ouderenraad"]) == []
    words = {"Gemeenteraad": "raad-1", "de gemeenteraad": "raad-1"}
    assert nearest("raad", words, Text("-")) == Text("did you mean `{near}`?", near="raad-1")


def test_whoever_looks_for_a_lesson_that_went_into_another_is_sent_there(set_up: Kb, in_process: Run) -> None:
    lesson = "lessons/eerst-samen-rekenen"
    set_up.path(f"{lesson}.yaml").write_text(
        "title: Eerst samen rekenen\nstatus: checked\nkind: lesson\nfrom: {source: 'https://example.org'}\n"
        "noted_on: 2026-02-01\nreplaces: [samen-sommen-maken]\nvisibility: public\n"
    )
    assert lesson not in in_process(set_up, "check", "references")[1]
    code, _, said = in_process(set_up, "show", "lessons/samen-sommen-maken")
    assert (code, f"it went into {lesson}" in said) == (2, True)


def test_what_is_wrong_beside_an_id_that_is_wrong_is_said_in_the_same_round(set_up: Kb, in_process: Run) -> None:
    (set_up.root / "in.yaml").write_text(
        "kind: weekly\nheld_on: 2026-01-12\nsummary: x\nbottlenecks:\n  - {id: netansluiting, status: resolvd}\n"
        "actions:\n  - {id: 2026-01-05-wekly#a1, status: dnoe}\n"
    )
    code, _, said = in_process(set_up, "log", "waterrijk", "--from", "in.yaml")
    assert code == 3
    meant = ("netaansluiting", "resolved", "2026-01-05-weekly#a1", "done")
    assert [one for one in meant if f"did you mean `{one}`?" not in said] == []


@pytest.mark.parametrize(("ref", "kind"), [("waterrijk/bottlenecks/xyzzy", "bottleneck"), ("lessons/qqq", "lesson")])
def test_a_ref_that_is_not_there_sends_to_the_list_of_its_own_kind(
    set_up: Kb, in_process: Run, ref: str, kind: str
) -> None:
    assert f"ppl list {kind} shows what there is" in in_process(set_up, "show", ref)[2]
    assert "ppl list project shows what there is" in in_process(set_up, "show", "xyzzy")[2]


@pytest.mark.parametrize(
    ("ref", "kind"),
    [("lesons/zzz", "lesson"), ("waterrijk/bottleneck/zzz", "bottleneck"), ("waterrijk/sesions/zzz", "session")],
)
def test_a_folder_that_is_nearly_right_sends_to_the_list_of_its_kind(
    set_up: Kb, in_process: Run, ref: str, kind: str
) -> None:
    assert f"ppl list {kind} shows what there is" in in_process(set_up, "show", ref)[2]
