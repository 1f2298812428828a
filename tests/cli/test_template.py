"""`ppl template`, and what a knowledge base of a stranger does with its templates: nothing, until they are trusted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
HOSTILE = (
    "{{ _('{x.join.__globals__}', x=1) }}{% for i in range(99999) %}{% for i in range(99999) %}{% endfor %}{% endfor %}"
)
NAMES = {
    ("report", "project", "waterrijk"): "reports/project.md.j2",
    ("report", "programme"): "reports/programme.md.j2",
    ("newsletter", "--dry-run"): "newsletter/bulletin.md.j2",
    ("form", "session", "waterrijk"): "forms/session.md.j2",
    ("recap", "waterrijk/sessions/2026-01-05-weekly"): "reports/recap.md.j2",
    ("plan", "show", "waterrijk"): "reports/plan-show.md.j2",
    ("status",): "reports/status.md.j2",
}


@pytest.fixture
def hostile(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Kb:
    """A clone that came with templates of its own."""
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    kb.write("projects/waterrijk/plan.yaml", "activities:\n  - {id: A, title: Een, weeks: 3}\n")
    talk = "projects/waterrijk/sessions/2026-01-05-weekly.yaml"
    kb.write(talk, kb.text(talk) + "agreed_on: 2026-01-06\nvisibility: public\n")
    for name in NAMES.values():
        path = kb.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HOSTILE)
    return kb


@pytest.mark.parametrize(("words", "name"), NAMES.items(), ids=lambda value: value[-1] if len(value) < 9 else "")
def test_what_came_with_a_clone_is_not_used_and_said_once(
    hostile: Kb, in_process: Run, words: tuple[str, ...], name: str
) -> None:
    code, out, err = in_process(hostile, *words)
    assert code == 0, err
    assert out
    assert err.count(f"ppl uses its own: templates/{name}; to look and trust: ppl template trust {name}\n") == 1
    assert err.count("not trusted on this machine") == 1
    (hostile.root / "templates" / name).unlink()
    assert in_process(hostile, *words)[:2] == (0, out)


def test_what_is_no_template_says_nothing_of_them(hostile: Kb, in_process: Run) -> None:
    assert "trusted" not in in_process(hostile, "report", "programme", "--format", "json")[2]
    assert "trusted" not in in_process(hostile, "list", "project")[2]


def test_trust_is_given_after_a_look_and_taken_back(hostile: Kb, in_process: Run) -> None:
    name = "reports/status.md.j2"
    (hostile.root / "templates" / name).write_text("# Van ons: \x1b[31m{{ name }}\n")
    code, out, err = in_process(hostile, "template", "trust", name)
    assert (code, "somebody has to look" in err) == (2, True)
    assert "+# Van ons: \\x1b[31m{{ name }}" in out
    assert "\x1b" not in out
    assert in_process(hostile, "template", "trust", name, "--dry-run")[0] == 0
    assert "Van ons" not in in_process(hostile, "status")[1]
    code, out, err = in_process(hostile, "template", "trust", name, "--yes")
    assert (code, "trusted: reports/status.md.j2 (sha256:" in err) == (0, True)
    assert in_process(hostile, "status")[1].startswith("Van ons")
    assert in_process(hostile, "template", "trust", name)[2] == "nothing changes: what there is, is trusted\n"
    assert in_process(hostile, "template", "untrust", name)[2] == f"not trusted any more: {name}\n"
    assert "Van ons" not in in_process(hostile, "status")[1]
    assert hostile.git("status", "--porcelain", "--", "data") == ""


def test_the_list_tells_how_each_stands(hostile: Kb, in_process: Run) -> None:
    (hostile.root / "templates" / "reports" / "statsu.md.j2").write_text("a\nb\n")
    (hostile.root / "templates" / "link.j2").symlink_to("/etc/passwd")
    out = in_process(hostile, "template", "list")[1]
    assert "reports/statsu.md.j2       not trusted    no such shipped template\n" in out
    assert "link.j2                    refused        it is a symbolic link, or lies behind one\n" in out
    found = json.loads(in_process(hostile, "template", "list", "--format", "json")[1])
    assert found["schema"] == "ppl/templates/1"
    items = {item["name"]: item for item in found["items"]}
    assert items["reports/statsu.md.j2"]["digest"] == (
        "sha256:911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
    )
    assert (items["link.j2"]["digest"], items["link.j2"]["state"]) == (None, "refused")


def test_a_knowledge_base_without_templates_says_so(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "template", "list")
    assert (code, out, "no templates of its own" in err) == (0, "", True)
    assert json.loads(in_process(kb, "template", "list", "--format", "json")[1])["items"] == []
    for word in ("trust", "untrust"):
        code, _, err = in_process(kb, "template", word, "--all")
        assert (code, "no templates of its own" in err) == (0, True), "none is not all"
