"""The templates of a knowledge base: looked at as data, used where they are trusted, in a process of their own."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ppl.errors import TemplateError
from ppl.render import child
from ppl.render.overrides import Override, OwnTemplates, override, overrides, shipped_text
from ppl.render.templates import filled

Trust = Callable[[str, str], bool]
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of a POSIX system")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


def put(root: Path, name: str, text: str) -> str:
    """A template in the knowledge base; its name."""
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return name


def used(root: Path, name: str, trusted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which templates are used for a document, and which are passed over."""
    passed: list[Override] = []
    own = OwnTemplates(root, lambda one, _: one in trusted, passed.extend)
    return sorted(own.texts(name)), sorted(one.name for one in passed)


def made(root: Path, name: str, seconds: float = 5.0, **data: object) -> str:
    own = OwnTemplates(root, lambda name, digest: True, seconds=seconds)
    return filled(name, data, translate=str, language="nl", own=own)


def test_the_same_text_is_the_same_template_whatever_its_line_ends(root: Path) -> None:
    digests = []
    for text in ("een\ntwee\n", "een\r\ntwee\r\n", "een\ntwee"):
        one = override(root, put(root, "t.j2", text))
        assert one is not None
        digests.append(one.digest)
    assert digests[0] == digests[1] != digests[2]


def test_what_says_the_same_as_the_shipped_one_is_no_override(root: Path) -> None:
    name = put(root, "reports/status.md.j2", shipped_text("reports/status.md.j2") or "")
    assert override(root, name) is None
    assert overrides(root) == []


@posix
def test_links_pipes_and_odd_files_are_never_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    put(tmp_path, "../secret/a.j2", "geheim")
    (root / "templates" / "link.j2").symlink_to(tmp_path / "secret" / "a.j2")
    (root / "templates" / "gone.j2").symlink_to(tmp_path / "nergens")
    (root / "templates" / "folder").symlink_to(tmp_path / "secret")
    os.mkfifo(root / "templates" / "pipe.j2")
    (root / "templates" / "large.j2").write_bytes(b"x" * 300_000)
    (root / "templates" / "latin.j2").write_bytes(b"\xe9")
    (root / "templates" / "odd name.j2").write_bytes(b"x")
    (root / "templates" / "dir.j2").mkdir()
    found = overrides(root)
    refused = ["folder", "gone.j2", "large.j2", "latin.j2", "link.j2", "odd name.j2", "pipe.j2"]
    assert [one.name for one in found] == refused
    assert all(one.refusal is not None and one.text == "" for one in found)
    for name in ("folder/a.j2", "dir.j2"):
        one = override(root, name)
        assert one is not None and one.refusal is not None
    everything = [*refused, "folder/a.j2", "dir.j2"]
    assert used(root, "link.j2", everything) == ([], ["link.j2"])
    assert used(root, "folder/a.j2", everything) == ([], ["folder/a.j2"])


@posix
def test_a_folder_of_templates_that_is_a_link_is_refused_whole(tmp_path: Path) -> None:
    put(tmp_path / "other", "t.j2", "x")
    (tmp_path / "templates").symlink_to(tmp_path / "other" / "templates")
    assert [one.refusal is not None for one in overrides(tmp_path)] == [True]
    assert used(tmp_path, "t.j2", ["t.j2"]) == ([], ["t.j2"])


@pytest.mark.parametrize("name", ["../t.j2", "/etc/passwd", "a//b.j2", "a/../t.j2", "./t.j2", "a\\b.j2", "C:t.j2", ""])
def test_names_that_lead_elsewhere_name_nothing(root: Path, name: str) -> None:
    put(root, "t.j2", "x")
    put(root, "../t.j2", "x")
    assert override(root, name) is None
    assert shipped_text(name) is None


def test_only_what_is_trusted_is_used_and_the_rest_is_named(root: Path) -> None:
    status = put(root, "reports/status.md.j2", "x")
    lists = put(root, "reports/lists.md.j2", "y")
    put(root, "reports/recap.md.j2", "z")
    assert used(root, status, []) == ([], [lists, status])  # the shipped one takes in the shipped lists
    assert used(root, status, [lists]) == ([lists], [status])
    assert used(root, status, [status]) == ([status], [])
    assert used(root, "forms/session.md.j2", []) == ([], [])


def test_a_template_needs_all_that_it_takes_in_to_be_trusted(root: Path) -> None:
    status = put(root, "reports/status.md.j2", "{% from 'own/part.j2' import a %}")
    part = put(root, "own/part.j2", "{% include 'own/deep.j2' %}")
    deep = put(root, "own/deep.j2", "{% extends 'own/part.j2' %}")
    assert used(root, status, [status, part]) == ([], [deep, part, status])
    assert used(root, status, [status, part, deep]) == ([deep, part, status], [])
    put(root, "reports/status.md.j2", "{% include 'own/' ~ name %}")
    assert used(root, status, [status, deep]) == ([status], [deep, part])  # deep takes in part


def test_a_trusted_template_takes_in_shipped_ones_and_its_data_stay_data(root: Path) -> None:
    own = "{% import 'reports/lists.md.j2' as l %}{{ l.items(all) }}{{ 'a.nl'|urlize }}{{ x }}"
    text = made(root, put(root, "reports/status.md.j2", own), all=["een", "twee"], x="<b>")
    assert "- een\n- twee\n" in text
    assert "\\<b>" in text


LOOK_AROUND = """
import json, os, sys
sys.path[:] = json.loads(sys.argv[1])
from ppl.render.confined import _limit_room
_limit_room(1.0)
try:
    with open(os.devnull):
        opened = "opens files"
except OSError:
    opened = "opens no file"
print(json.dumps({"text": " ".join([*sorted(os.environ), opened])}))
"""


@posix
def test_its_process_has_no_environment_and_opens_no_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET_TOKEN", "ghp_geheim")
    monkeypatch.setattr(child, "_BEGIN", LOOK_AROUND)
    assert made(root, put(root, "t.j2", "")).removeprefix("LC_CTYPE ") == "opens no file\n"


def test_a_loop_ends_within_seconds_at_its_line(root: Path) -> None:
    loop = "{% for i in range(99999) %}"
    put(root, "t.j2", f"eerste\n{loop}\n{loop}{{% endfor %}}{{% endfor %}}")
    begin = time.monotonic()
    with pytest.raises(TemplateError, match=r"^templates/t\.j2:[23]: .* longer than a template may") as error:
        made(root, "t.j2", seconds=0.1)
    assert error.value.exit_code == 5
    assert time.monotonic() - begin < 10


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux")
def test_a_template_that_needs_more_memory_than_it_may_is_named_with_its_line(root: Path) -> None:
    put(root, "t.j2", "eerste\n{{ 'x'.ljust(10 ** 9) }}")
    with pytest.raises(TemplateError, match=r"^templates/t\.j2:2: .* more memory"):
        made(root, "t.j2")
