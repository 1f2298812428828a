"""`ppl init`: a new knowledge base anywhere, and nothing overwritten, nested or half made."""

from __future__ import annotations

import json
import os
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from ppl.demo.place import Place
from ppl.errors import StoreError
from ppl.model.kinds import KINDS
from ppl.store.founding import Site, found_base
from tests import processes

ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PPL_", "PYTHON", "XDG_"))},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": processes.NO_GIT_CONFIG,
    "PPL_LANG": "en",
    "PPL_TODAY": "2026-11-21",
}
ANNA = {
    "GIT_AUTHOR_NAME": "Anna",
    "GIT_AUTHOR_EMAIL": "anna@example.org",
    "GIT_COMMITTER_NAME": "Anna",
    "GIT_COMMITTER_EMAIL": "anna@example.org",
}


def run(folder: Path, *command: str, who: dict[str, str] = ANNA) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT | who, capture_output=True, text=True)


def ppl(folder: Path, *args: str, who: dict[str, str] = ANNA) -> subprocess.CompletedProcess[str]:
    return processes.run(args, folder, ENVIRONMENT | who)


def git(folder: Path, *args: str) -> str:
    done = run(folder, "git", *args)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    folder.mkdir()
    git(folder, "init", "-q", "-b", "trunk")
    (folder / "README.md").write_text("ours\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "ours")
    return folder


@pytest.mark.parametrize("origin", ["starter", "empty"])
def test_a_new_knowledge_base_is_one_commit_and_without_problems(tmp_path: Path, origin: str) -> None:
    done = ppl(tmp_path, "init", "kb", "--from", origin)
    assert (done.returncode, done.stdout) == (0, "kb\n"), done.stderr
    assert "whoever can clone this repository reads every record" in done.stderr
    kb = tmp_path / "kb"
    assert git(kb, "rev-list", "--count", "HEAD") == "1"
    assert git(kb, "status", "--porcelain") == ""
    assert git(kb, "symbolic-ref", "--short", "HEAD") == "main"
    checked = ppl(kb, "check", "--strict")
    assert checked.returncode == 0, checked.stdout
    assert (kb / "data" / "projects").exists() == (origin == "starter")
    assert (kb / "data" / "lessons").exists() == (origin == "starter")
    assert [p.name for p in tmp_path.iterdir()] == ["kb"]


def test_without_from_no_project_comes_along(tmp_path: Path) -> None:
    ppl(tmp_path, "init", "kb")
    assert sorted(p.name for p in (tmp_path / "kb" / "data").iterdir()) == ["laws", "programme"]


def test_it_is_found_from_any_folder_below(tmp_path: Path) -> None:
    ppl(tmp_path, "init", "kb")
    assert ppl(tmp_path / "kb" / "data" / "programme", "check").returncode == 0


def test_a_second_time_nothing_is_missing_and_records_do_not_come_back(tmp_path: Path) -> None:
    ppl(tmp_path, "init", "kb", "--from", "starter")
    again = ppl(tmp_path, "init", "kb", "--from", "starter")
    assert (again.returncode, again.stdout) == (0, "") and "nothing is missing" in again.stderr
    kb = tmp_path / "kb"
    git(kb, "rm", "-q", "-r", "data/lessons", ".editorconfig")
    git(kb, "commit", "-q", "-m", "not ours")
    assert ppl(tmp_path, "init", "kb").returncode == 0
    assert git(kb, "show", "--name-only", "--format=").split() == [".editorconfig"]


def test_records_can_be_added_later(tmp_path: Path) -> None:
    ppl(tmp_path, "init", "kb")
    assert ppl(tmp_path, "init", "kb", "--from", "starter").returncode == 0
    assert (tmp_path / "kb" / "data" / "projects" / "langeveld" / "project.yaml").exists()
    assert git(tmp_path / "kb", "rev-list", "--count", "HEAD") == "2"


def test_in_a_repository_it_adds_one_commit_and_keeps_what_is_there(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    (place / "staged.txt").write_text("staged\n")
    git(place, "add", "staged.txt")
    (place / "README.md").write_text("edited\n")
    done = ppl(place, "init", ".")
    assert done.returncode == 0
    assert "kept as they are" in done.stderr and "README.md" in done.stderr
    assert (place / "README.md").read_text() == "edited\n"
    assert git(place, "status", "--porcelain").splitlines() == ["M README.md", "A  staged.txt"]
    assert "README.md" not in git(place, "show", "--name-only", "--format=").split()
    assert git(place, "symbolic-ref", "--short", "HEAD") == "trunk"


def test_a_subfolder_of_a_repository_shares_its_repository(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    assert ppl(place, "init", "know/base").returncode == 0
    assert not (place / "know" / "base" / ".git").exists()
    assert (place / "know" / "base" / "README.md").exists()
    assert git(place, "status", "--porcelain") == ""
    assert ppl(place / "know" / "base", "check", "--strict").returncode == 0
    job = yaml.safe_load((place / ".github" / "workflows" / "ppl.yml").read_text())
    assert job["jobs"]["check"]["env"]["PPL_ROOT"] == "know/base"
    assert yaml.safe_load((place / ".gitlab-ci.yml").read_text())["ppl"]["variables"]["PPL_ROOT"] == "know/base"
    refused = ppl(place, "init", "know/base/data/more")
    assert refused.returncode == 2 and "lies in the knowledge base" in refused.stderr


def test_a_folder_that_the_repository_ignores_gets_its_own(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    (place / ".gitignore").write_text("scratch/\n")
    assert ppl(place, "init", "scratch/kb").returncode == 0
    assert (place / "scratch" / "kb" / ".git").is_dir()
    assert git(place, "rev-list", "--count", "HEAD") == "1"


def test_a_dry_run_lists_and_writes_nothing(tmp_path: Path) -> None:
    done = ppl(tmp_path, "init", "kb", "--dry-run")
    assert "data/programme/programme.yaml" in done.stdout.splitlines()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_there", [False, True])
def test_without_a_name_for_the_history_nothing_is_made(tmp_path: Path, is_there: bool) -> None:
    if is_there:
        (tmp_path / "kb").mkdir()
        (tmp_path / "kb" / "notes.txt").write_text("mine\n")
    done = ppl(tmp_path, "init", "kb", who={"HOME": str(tmp_path)})
    assert done.returncode == 4 and "git config --global user.name" in done.stderr
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")] == (["kb", "kb/notes.txt"] if is_there else [])


def test_a_hook_that_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    hook = place / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    done = ppl(place, "init", "kb")
    assert done.returncode == 4 and "git refused the commit" in done.stderr
    assert git(place, "status", "--porcelain") == "" and not (place / "kb").exists()


def test_what_an_interrupted_init_wrote_is_committed_by_the_next(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    ppl(tmp_path, "init", "kb")
    (place / ".editorconfig").write_bytes((tmp_path / "kb" / ".editorconfig").read_bytes())
    assert ppl(place, "init", ".").returncode == 0
    assert git(place, "status", "--porcelain") == ""
    assert ".editorconfig" in git(place, "ls-files").split()


def test_a_folder_that_one_may_only_read_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)  # the rights of others, for root too
    for folder in (tmp_path, tmp_path / "nieuw", tmp_path / "een" / "twee"):
        with pytest.raises(StoreError, match="is read-only for you"):
            found_base(Site(folder, folder, "", False), {"data/x.yaml": b""}, "x", ENVIRONMENT | ANNA)
        with pytest.raises(StoreError, match="is read-only for you"):
            Place(folder, ENVIRONMENT | ANNA)
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_gits_own_folder_is_refused(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo")
    assert "is a file" in ppl(place, "init", "README.md").stderr
    assert "git's own folder" in ppl(place, "init", ".git/kb").stderr


def test_editors_find_a_schema_for_every_record(tmp_path: Path) -> None:
    import jsonschema

    ppl(tmp_path, "init", "kb", "--from", "starter")
    kb = tmp_path / "kb"
    settings = json.loads((kb / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    assert len(settings) == len(KINDS)
    for name in settings:
        jsonschema.Draft202012Validator.check_schema(json.loads((kb / name).read_text()))
    for file in (kb / "data").rglob("*.yaml"):
        path = file.relative_to(kb).as_posix()
        assert len({schema for schema, globs in settings.items() for glob in globs if _matches(path, glob)}) == 1, path


def _matches(path: str, glob: str) -> bool:
    parts, patterns = path.split("/"), glob.split("/")
    return len(parts) == len(patterns) and all(map(fnmatch, parts, patterns))


def test_a_new_knowledge_base_can_score_the_candidates_of_its_lots(tmp_path: Path) -> None:
    assert ppl(tmp_path, "init", "kb").returncode == 0
    listed = ppl(tmp_path / "kb", "list", "criteria").stdout
    assert "lot-1-2023" in listed and "lot-2-2023" in listed and "2017" not in listed
