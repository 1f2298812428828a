"""What Jinja2 compiled is kept, and never believed when it is damaged."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from ppl.render import compiled, markup, templates
from ppl.render.sandbox import Sandbox, filled_in

NAME = "reports/lists.md.j2"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "templates"


def environment(loader: jinja2.BaseLoader | None = None) -> Sandbox:
    made = templates.environment(str, "nl")
    made.loader = loader or made.loader
    return made


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = filled_in(environment(), NAME, {})
    assert len([*folder.iterdir()]) == 1
    monkeypatch.setattr(Sandbox, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert filled_in(environment(), NAME, {}) == first


def test_each_surface_and_language_has_its_own(folder: Path) -> None:
    for made in (environment(), templates.environment(str, "en"), markup.environment(str, "nl")):
        made.loader = jinja2.DictLoader({NAME: "een"})
        filled_in(made, NAME, {})
    assert len([*folder.iterdir()]) == 3


def test_another_text_is_compiled_anew(folder: Path) -> None:
    assert filled_in(environment(jinja2.DictLoader({"a": "een"})), "a", {}) == "een"
    assert filled_in(environment(jinja2.DictLoader({"a": "twee"})), "a", {}) == "twee"


@pytest.mark.parametrize("content", [b"", b"j2", b"\xff" * 80])
def test_a_damaged_one_is_compiled_again(folder: Path, content: bytes) -> None:
    good = filled_in(environment(), NAME, {})
    (one,) = folder.iterdir()
    head = one.read_bytes()
    for damaged in (content, head[: len(head) // 2], head[:60] + content):
        one.write_bytes(damaged)
        assert filled_in(environment(), NAME, {}) == good


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled_in(environment(), NAME, {}) is not None
    assert not folder.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder.parent.mkdir(parents=True)
    folder.write_text("een bestand waar de map zou staan")
    assert filled_in(environment(), NAME, {}) is not None


def test_templates_of_a_knowledge_base_are_never_kept(folder: Path) -> None:
    made = environment()
    made.confine({"a": "een"})
    assert filled_in(made, "a", {}) == "een"
    assert not folder.exists()
