"""Commits of ours that a server merged under other ids (squashed, or made anew), and what was done upon them since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Kb
from tests.servers import hub_and_clone, program

Run = Callable[..., tuple[int, str, str]]
PROTECTED = """#!/bin/sh
while read -r old new ref; do
  [ "$ref" != refs/heads/main ] || { echo "main is a protected branch" >&2; exit 1; }
done
"""


class Hub(NamedTuple):
    """Two clones of a bare repository, and where its hook lies."""

    one: Kb
    two: Kb
    hook: Path


@pytest.fixture
def hub(kb: Kb, tmp_path: Path) -> Hub:
    bare, two = hub_and_clone(kb, tmp_path)
    return Hub(kb, two, bare.root / "hooks" / "pre-receive")


def change(kb: Kb, name: str, text: str) -> None:
    kb.write(f"lessons/{name}.yaml", text)


@pytest.mark.parametrize("merged", ["squash", "rebase"])
@pytest.mark.parametrize("is_request", [True, False])
def test_what_was_merged_there_under_other_ids_is_known_though_more_came_upon_it(
    hub: Hub, in_process: Run, merged: str, is_request: bool
) -> None:
    one, two, hook = hub
    change(one, "een", "title: Een\n")
    change(one, "een", "title: Twee\n")
    if is_request:
        program(hook, PROTECTED)
        assert in_process(one, "sync")[0] == 0
        hook.unlink()
    else:
        one.git("push", "-q", "origin", "main:refs/heads/own")
    two.git("fetch", "-q", "origin")
    change(two, "ander", "title: Ander\n")
    places = ("refs/remotes/origin/ppl", "refs/remotes/origin/own")
    branch = two.git("for-each-ref", "--format=%(refname)", *places).strip()
    if merged == "squash":
        two.git("merge", "-q", "--squash", branch)
        two.git("commit", "-q", "-m", "Merge request 1")
    else:
        two.git("cherry-pick", f"origin/main..{branch}")
    two.git("push", "-q", "origin", "HEAD:main")
    change(one, "een", "title: Drie\n")
    code, out, said = in_process(one, "sync")
    assert (code, out) == (0, "lessons/ander\n"), said
    assert ("is merged there" in said) is is_request
    number = 2 if merged == "squash" else 3
    assert said.endswith(f"1 of yours sent, {number} received, 0 questions\n")
    assert one.text("lessons/een.yaml") == "title: Drie\n" and one.status() == ""
    assert "request" not in one.git("config", "--list")


def test_what_a_colleague_wrote_alike_is_still_his_own(hub: Hub, in_process: Run) -> None:
    """Taken for ours that was merged there, our going back upon it would take his away without a question."""
    one, two, _ = hub
    two.environment = {**two.environment, "GIT_AUTHOR_NAME": "Anna"}
    before = one.text("projects/waterrijk/project.yaml")
    for kb in (one, two):
        kb.write("projects/waterrijk/project.yaml", before.replace("lot-1", "lot-2"))
    one.write("projects/waterrijk/project.yaml", before + "# mine\n")
    assert in_process(two, "sync")[0] == 0
    assert in_process(one, "sync")[0] == 0
    assert "lot-2" in one.text("projects/waterrijk/project.yaml")
