"""`ppl template copy` and `ppl template list --all`: what can be made one's own, and a start for it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ppl.cli.words.template.copy import completed_shipped
from ppl.operations.template_catalog import overridable
from ppl.render.overrides import origin, override, shipped_text, with_origin, without_origin
from ppl.reports.catalog import REPORTS
from ppl.resources import shipped
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
STATUS = "reports/status.md.j2"


def test_every_shipped_template_is_listed_with_what_it_is_for(kb: Kb, in_process: Run) -> None:
    folder = shipped("templates")
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {one.name for one in overridable()} == {name for name in names if not name.startswith("init/")}
    assert [one.name for one in overridable() if str(one.purpose) in ("", "part of: ")] == []
    purposes = {one.name: str(one.purpose) for one in overridable()}
    for report in REPORTS:
        if report.template in purposes:
            assert str(report.title) in purposes[report.template]
    assert purposes["charts/ages.svg.j2"].startswith("How long bottlenecks are open: Progress report of a project")
    code, out, err = in_process(kb, "template", "list", "--all")
    assert (code, "no templates of its own" in err) == (0, True)
    assert {line.split()[0] for line in out.splitlines()[1:]} == set(purposes)
    items = json.loads(in_process(kb, "template", "list", "--all", "--format", "json")[1])["items"]
    assert {item["name"]: item["purpose"] for item in items} == purposes


@pytest.mark.parametrize("name", [STATUS, "templates/reports/status.md.j2", "status.md.j2", "page.css", "page.typ"])
def test_a_copy_says_what_it_began_from_and_is_no_other_template_until_it_is_changed(
    kb: Kb, in_process: Run, name: str
) -> None:
    code, _, err = in_process(kb, "template", "copy", name)
    assert code == 0, err
    (file,) = [path for path in (kb.root / "templates").rglob("*") if path.is_file()]
    place = file.relative_to(kb.root / "templates").as_posix()
    text = file.read_text()
    assert without_origin(text) == shipped_text(place)
    assert origin(text) is not None and text == with_origin(place, shipped_text(place) or "")
    assert f"ppl template check {place}, then ppl template trust {place}" in err
    assert override(kb.root, place) is None
    assert f"copied and not changed yet: {place}" in in_process(kb, "template", "list")[2]
    assert "no problems" in in_process(kb, "template", "check", place)[2]
    assert kb.git("log", "--oneline").count("\n") == 1, "a copy is not committed"
    file.write_text(text + "\n{# eigen #}\n")
    assert override(kb.root, place) is not None


def test_what_it_takes_in_is_named_and_not_copied(kb: Kb, in_process: Run) -> None:
    assert "takes in the shipped reports/lists.md.j2" in in_process(kb, "template", "copy", STATUS)[2]
    assert not (kb.root / "templates" / "reports" / "lists.md.j2").exists()


def test_one_that_is_there_stays_unless_forced(kb: Kb, in_process: Run) -> None:
    in_process(kb, "template", "copy", STATUS)
    assert "says the same as the shipped one" in in_process(kb, "template", "copy", STATUS)[2]
    file = kb.root / "templates" / STATUS
    file.write_text("# Van ons\n")
    code, _, err = in_process(kb, "template", "copy", STATUS)
    assert (code, "is not the shipped one" in err, file.read_text()) == (3, True, "# Van ons\n")
    assert in_process(kb, "template", "copy", STATUS, "--force")[0] == 0
    assert without_origin(file.read_text()) == shipped_text(STATUS)


def test_a_name_that_is_not_there_leads_to_the_nearest(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "template", "copy", "statsu")
    assert (code, "did you mean `reports/status.md.j2`?" in err) == (2, True)
    for name in ("init/readme.md", "../data/x", "/etc/passwd", ""):
        code, _, err = in_process(kb, "template", "copy", name)
        assert (code, "no shipped template is called" in err) == (2, True), name
    assert not (kb.root / "templates").exists()


@pytest.mark.skipif(os.name != "posix", reason="links of a POSIX system")
@pytest.mark.parametrize("link", ["templates", "templates/reports", f"templates/{STATUS}"])
def test_nothing_is_written_through_a_link(kb: Kb, in_process: Run, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / ("file" if link.endswith(".j2") else "")
    (kb.root / link).parent.mkdir(parents=True, exist_ok=True)
    (kb.root / link).symlink_to(target)
    for more in ((), ("--force",)):
        code, _, err = in_process(kb, "template", "copy", STATUS, *more)
        assert (code, "symbolic link" in err) == (3, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_tab_offers_what_begins_so() -> None:
    found = completed_shipped(None, "pages/page")  # type: ignore[arg-type]
    assert found == ["pages/page.css", "pages/page.html.j2", "pages/page.typ"]


def test_the_first_line_counts_only_as_it_was_written() -> None:
    text = with_origin(STATUS, "x\n")
    for odd in (text.replace("#}", "#}{{ evil }}{#"), text.replace("sha256:", "sha1:"), "\n" + text):
        assert origin(odd) is None
        assert without_origin(odd) == odd
