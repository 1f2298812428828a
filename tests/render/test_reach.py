"""What a style or a template of paper of a knowledge base may not do: refused before anything reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppl.errors import TemplateError
from ppl.render import child, pdf, reach
from ppl.render.overrides import OwnTemplates, override, shipped_text
from tests.render.test_pages import WHOLE, document

CSS, TYP = "pages/page.css", "pages/page.typ"


def put(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "@import 'x.css';",
        "@IMPORT url(x)",
        "p { background: url(https://voorbeeld.nl/a.png) }",
        "p { background: URL( 'a.png' ) }",
        "p { background: image-set('a.png' 1x) }",
        "p { background: -webkit-image-set('a.png' 1x) }",
        "@font-face { src: src('a.woff') }",
        "p { background: \\75rl(a.png) }",
        "p { background: \\000075 rl(a.png) }",
        "p { background: u\\rl(a.png) }",
        "@\\69mport 'x.css'",
        "</style><script>alert(1)</script>",
        "</ STYLE >",
        "{% include 'x' %}",
        "{{ name }}",
        "@media print{#a{color:red}}",
    ],
)
def test_a_style_that_loads_ends_or_hides_is_refused_at_its_line(text: str) -> None:
    found = reach.fault(CSS, f"body {{ color: red }}\n\n{text}\n")
    assert found is not None and found.line == 3
    assert "`" in str(found.why)


def test_an_ordinary_style_is_not() -> None:
    assert reach.fault(CSS, shipped_text(CSS) or "") is None
    for text in ('q::before { content: "\\2014 \\201c" }', ".urls(", "a[href] {}", ".import { }", "--src: 1"):
        assert reach.fault(CSS, text) is None, text
    assert reach.fault("pages/page.html.j2", "{{ name }} url(x)") is None


@pytest.mark.parametrize(
    "text",
    [
        '#import "@preview/cetz:0.3.0": canvas',
        '#import("@pre" + "view/cetz:0.3.0")',
        '"#import "a.typ"',
        '#include "a.typ"',
        '#read("/etc/hostname")',
        "#let r = read",
        '#image("/etc/hostname")',
        '#json( "a.json")',
        '#plugin("a.wasm")',
        '#eval("1")',
        "#dictionary(std)",
        '#raw("x", syntaxes: "a")',
        '#let p = "@preview/x"',
    ],
)
def test_a_template_of_paper_that_reads_or_loads_is_refused_at_its_line(text: str) -> None:
    found = reach.fault(TYP, f"eerste\n{text}")
    assert found is not None and found.line == 2


def test_an_ordinary_template_of_paper_is_not() -> None:
    assert reach.fault(TYP, shipped_text(TYP) or "") is None
    assert reach.fault(TYP, "#let reader = important-image(bytes(x))\nreading, imported, standard") is None


def test_what_reaches_outside_is_never_used_also_when_trusted(tmp_path: Path) -> None:
    put(tmp_path, TYP, '= Kop\n#read("/etc/hostname")')
    put(tmp_path, CSS, "@import 'x'")
    own = OwnTemplates(tmp_path, lambda name, digest: True)
    assert own.texts(TYP) == {}
    assert own.texts("pages/page.html.j2") == {}
    one = override(tmp_path, TYP)
    assert one is not None and one.place == "templates/pages/page.typ:2"
    assert pdf.render(document(WHOLE, own=own)) == pdf.render(document(WHOLE))


def test_a_trusted_template_of_paper_is_set_apart_and_named_with_its_line(tmp_path: Path) -> None:
    own = OwnTemplates(tmp_path, lambda name, digest: True)
    put(tmp_path, TYP, (shipped_text(TYP) or "") + "\n")
    assert pdf.render(document(WHOLE, own=own)).startswith(b"%PDF")
    put(tmp_path, TYP, "eerste\n\n#nothing")
    with pytest.raises(TemplateError, match=r"^templates/pages/page\.typ:3: .* unknown variable: nothing"):
        pdf.render(document(WHOLE, own=own))


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ('#import "@preview/cetz:0.3.0": canvas', "failed to download"),
        ('#import "@local/cetz:0.3.0": canvas', "package not found"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../../../etc/passwd")', "escape"),
        ('#image("/etc/passwd")', "file not found"),
        ('#dictionary(std).at("re" + "ad")("/etc/passwd")', "file not found"),
        ("#panic(dictionary(sys).inputs)", r'panicked with: \(data: "{}"\)'),
        ("#while true {}", "always true"),
    ],
)
def test_behind_the_words_there_is_nothing_to_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str, why: str
) -> None:
    """Where the words got by, the process has an empty folder, no package, no network and no environment."""
    monkeypatch.setenv("HTTPS_PROXY", "http://secret@127.0.0.1:1")
    with pytest.raises(TemplateError, match=rf"page\.typ:1: .*{why}"):
        child.set_apart(TYP, template, {}, None, OwnTemplates(tmp_path))


def test_a_template_of_paper_that_goes_on_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "START_SECONDS", 2.0)
    endless = "#for i in range(99999) { for j in range(99999) { let x = i } }"
    with pytest.raises(TemplateError, match=r"longer than a template may|stopped"):
        child.set_apart(TYP, endless, {}, None, OwnTemplates(paper_seconds=0.5))
