"""What travels with ppl, and what tells others about it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import ppl
from ppl import resources
from ppl.errors import StoreError

TOP = Path(__file__).parent.parent


def test_a_wheel_holds_templates_catalogues_and_starter_data(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "data"):
        wanted = {f.relative_to(TOP).as_posix() for f in (TOP / folder).rglob("*") if f.suffix in (".j2", ".yaml")}
        assert {f"ppl/_shipped/{name}" for name in wanted} <= names
    assert "ppl/locale/nl/LC_MESSAGES/ppl.mo" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]


def test_shipped_files_are_found_in_a_wheel_and_in_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (resources.shipped("data") / "programme" / "programme.yaml").is_file()
    assert (resources.shipped("templates") / "init" / "readme.md").is_file()
    inside = tmp_path / "site-packages" / "ppl" / "_shipped" / "data"
    inside.mkdir(parents=True)
    monkeypatch.setattr(ppl, "__file__", str(tmp_path / "site-packages" / "ppl" / "__init__.py"))
    assert resources.shipped("data") == inside
    with pytest.raises(StoreError, match="not whole"):
        resources.shipped("templates")


def test_every_pinned_version_is_a_name_and_a_version() -> None:
    rows = [row for row in (TOP / "constraints.txt").read_text().splitlines() if row and not row.startswith("#")]
    assert [row for row in rows if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", row)] == []
    pinned = {row.partition("==")[0].lower().replace("_", "-") for row in rows}
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    names = {re.split(r"[\[>=<~ ]", name)[0].lower() for name in asked}
    assert names - pinned - {"ppl"} == set()


def test_publiccode_says_what_the_standard_asks() -> None:
    content = yaml.safe_load((TOP / "publiccode.yml").read_text())
    assert content["publiccodeYmlVersion"] == "0.4"
    needed = {"name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance"}
    assert needed | {"localisation", "categories", "releaseDate"} <= set(content)
    assert content["softwareVersion"] == ppl.__version__
    assert content["legal"]["license"] == "EUPL-1.2"
    for language in content["localisation"]["availableLanguages"]:
        words = content["description"][language]
        assert len(words["shortDescription"]) <= 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_make_alone_lists_the_targets() -> None:
    done = subprocess.run(["make"], cwd=TOP, capture_output=True, text=True, check=True)
    listed = [row.split()[1] for row in done.stdout.splitlines()]
    assert {"demo", "test", "lint", "types", "check", "bench", "golden", "messages", "clean"} <= set(listed)


def test_the_ci_script_can_be_run() -> None:
    assert os.access(TOP / ".ci" / "run", os.X_OK)


def test_the_workflow_runs_the_tests_on_each_system_by_targets_that_exist() -> None:
    workflow = yaml.safe_load((TOP / ".github" / "workflows" / "tests.yml").read_text())
    assert workflow["defaults"]["run"]["shell"] == "bash"  # on Windows it would be another
    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]
    assert {"windows-latest", "macos-latest"} <= set(matrix["os"])
    oldest = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    assert oldest in matrix["python"]
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert "bash .ci/run" in runs
    targets = set(re.findall(r"^([a-z]+):.*## ", (TOP / "Makefile").read_text(), re.M))
    asked = {word for run in runs for word in re.findall(r"\bmake ([a-z]+)", run)}
    assert {"test", "check"} <= asked <= targets
