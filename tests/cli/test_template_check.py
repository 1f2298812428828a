"""`ppl template check`: each template of a knowledge base is filled with what it gets; a wrong one is named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from ppl.operations.template_catalog import overridable
from ppl.render.overrides import shipped_text, with_origin
from ppl.render.template_lint import remarks
from tests.conftest import Kb
from tests.render.test_house_style import changed, relations
from tests.share import share_of

Run = Callable[..., tuple[int, str, str]]
STATUS, AGES, PAGE = "reports/status.md.j2", "charts/ages.svg.j2", "pages/page.html.j2"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">\n%s</svg>'
HTML = "<!doctype html>\n<html><title>x</title>%s</html>"


def put(kb: Kb, name: str, text: str) -> None:
    path = kb.root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def found(kb: Kb, in_process: Run, *names: str) -> dict[str, str]:
    """What is said, by place."""
    code, out, _ = in_process(kb, "template", "check", *names, "--format", "json")
    problems = json.loads(out)["problems"]
    assert code == any(one["level"] == "error" for one in problems)
    said: dict[str, str] = {}
    for one in problems:
        place = f"{one['file']}:{one['line']}"
        said[place] = said.get(place, "") + one["what"]
    return said


def test_each_shipped_template_copied_and_barely_changed_is_sound(kb: Kb, in_process: Run) -> None:
    asides = {".css": "/* eigen */", ".typ": "// eigen"}
    drawn = share_of(overridable())
    for one in drawn:
        aside = asides.get(one.name[one.name.rfind(".") :], "{# eigen #}")
        put(kb, one.name, with_origin(one.name, shipped_text(one.name) or "") + aside + "\n")
    code, out, err = in_process(kb, "template", "check")
    said = [line for line in out.splitlines() if not line.startswith(" ")]
    assert code == 0, out
    # what chance makes up does not always hold what a picture needs, such as assessors who are all done
    odd = [line for line in said if not ("charts/" in line and "[remark] it was not filled" in line)]
    assert odd == [] and len(said) <= 2, out
    assert f"{len(drawn)} templates, filled" in err


@pytest.mark.parametrize("name", [PAGE, "pages/mail.html.j2"])
def test_a_page_alone_takes_in_the_shipped_style(kb: Kb, in_process: Run, name: str) -> None:
    put(kb, name, with_origin(name, shipped_text(name) or "") + "{# eigen #}\n")
    assert found(kb, in_process, name) == {}


@pytest.mark.parametrize(
    ("name", "text", "line", "why"),
    [
        (STATUS, "# Kop\n{{ nothing }}", 2, "unknown variable `nothing`"),
        (STATUS, "# Kop\n{% if false %}\n{{ projcts }}{% endif %}", 3, "unknown variable `projcts`"),
        (STATUS, "# Kop\n{{ name.x.y }}", 2, "has no attribute 'x'"),
        (STATUS, "# Kop\n{% if %}", 2, "Expected an expression"),
        (STATUS, "# Kop\n{{ name|nergens }}", 2, "No filter named"),
        (STATUS, "# Kop\n{% include 'own/nergens.j2' %}", 2, "there is no template own/nergens.j2"),
        (STATUS, "# Kop\n{{ _(name) }}", 2, "is for words of the template itself"),
        (STATUS, "# Kop\n{% for p in said.projects %}{{ p.heading|safe }}{% endfor %}", 2, "becomes layout"),
        (STATUS, "# Kop\n{{ ''.__class__ }}", 2, "unsafe"),
        ("newsletter/items.md.j2", "\n{{ said.nergens }}", 2, "has no attribute 'nergens'"),
        (AGES, SVG % "{{ nothing }}", 2, "unknown variable"),
        (AGES, SVG % "{{ name|safe }}", 2, "becomes layout"),
        (AGES, SVG % '<image href="https://voorbeeld.nl/a.png"/>', 2, "fetches something"),
        (AGES, SVG % "<script>1</script>", 2, "<script>"),
        (AGES, SVG % "<g>", 0, "is no XML"),
        (PAGE, HTML % "{{ title|safe }}", 2, "becomes layout"),
        (PAGE, HTML % "<img src='//voorbeeld.nl/a.png'>", 2, "fetches something"),
        (PAGE, HTML % '<p onclick="a()">', 2, "onclick"),
        (PAGE, HTML % "<style>p { background: url(a.png) }</style>", 2, "fetches something"),
        ("pages/mail.html.j2", HTML % "<img src='https://voorbeeld.nl/a.png'>", 2, "fetches something"),
        ("pages/mail.css", "p {}\n</style>", 2, "never used"),
        ("pages/page.css", "p {}\n@import 'x'", 2, "never used"),
        ("pages/page.typ", '= Kop\n#read("/etc/passwd")', 2, "never used"),
        ("pages/page.typ", "= Kop\n#nothing", 2, "unknown variable: nothing"),
    ],
)
def test_a_wrong_one_is_named_with_its_line(kb: Kb, in_process: Run, name: str, text: str, line: int, why: str) -> None:
    put(kb, name, text)
    said = found(kb, in_process)
    assert why in said[f"templates/{name}:{line}"], said


def test_a_part_that_is_wrong_is_named_where_it_is_wrong(kb: Kb, in_process: Run) -> None:
    put(kb, STATUS, "# Kop\n{% include 'own/part.md.j2' %}")
    put(kb, "own/part.md.j2", "een\n{{ name.x.y }}")
    assert [*found(kb, in_process, STATUS)] == ["templates/own/part.md.j2:2"]


def test_one_that_goes_on_for_ever_is_ended_and_named(kb: Kb, in_process: Run) -> None:
    put(kb, STATUS, "# Kop\n{% for i in range(99999) %}{% for i in range(99999) %}{% endfor %}{% endfor %}")
    assert "longer than a template may" in found(kb, in_process)[f"templates/{STATUS}:2"]


def test_what_is_worth_a_look_is_a_remark(kb: Kb, in_process: Run) -> None:
    put(kb, "reports/statsu.md.j2", "x")
    old = with_origin(STATUS, "older\n")
    put(kb, STATUS, old + "# Kop\n{{ _('Een eigen zin') }}")
    code, out, err = in_process(kb, "template", "check")
    assert (code, "0 errors, 3 remarks" in err) == (0, True), out
    assert "reports/statsu.md.j2: [remark] nothing uses it" in out and "did you mean `reports/status.md.j2`?" in out
    assert "status.md.j2:1: [remark] the shipped one has changed since this was copied" in out
    assert "status.md.j2:4: [remark] nobody translated `Een eigen zin`" in out
    put(kb, STATUS, old)
    assert "nothing was changed in it" in found(kb, in_process, STATUS)[f"templates/{STATUS}:1"]


def test_a_name_that_is_not_there_is_refused_and_none_at_all_is_said(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "template", "check")
    assert (code, "no templates of its own" in err) == (0, True)
    put(kb, STATUS, "# Kop\n")
    code, _, err = in_process(kb, "template", "check", "reports/statsu.md.j2")
    assert (code, "did you mean `reports/status.md.j2`?" in err) == (2, True)


def test_nothing_is_trusted_by_being_checked(kb: Kb, in_process: Run) -> None:
    put(kb, STATUS, "# Van ons\n")
    assert found(kb, in_process) == {}
    assert "not trusted" in in_process(kb, "template", "list")[1]
    assert "Van ons" not in in_process(kb, "status")[1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"geen Word", "no document of Word"),
        (changed(**{"word___rels__settings.xml.rels": relations("attachedTemplate")}), "template elsewhere"),
        (changed(**{"word__vbaProject.bin": "x"}), "macros"),
        (None, "cannot be read"),
    ],
)
def test_the_house_style_is_looked_at(kb: Kb, in_process: Run, content: bytes | None, why: str) -> None:
    text = kb.text("programme/programme.yaml").rstrip() + "\nhouse_style: huisstijl.docx\n"
    kb.write("programme/programme.yaml", text)
    if content is not None:
        (kb.root / "huisstijl.docx").write_bytes(content)
    (said,) = found(kb, in_process).items()
    assert said[0] == f"data/programme/programme.yaml:{text.count(chr(10))}"
    assert why in said[1]


def test_a_variable_that_is_asked_for_first_is_not_unknown() -> None:
    text = "{% if x is defined %}{{ x }}{% endif %}{{ y|default('') }}{{ known }}{% set z = 1 %}{{ z }}"
    assert list(remarks(text, "", ["known"], str)) == []
    (one,) = remarks("a\n{{ knwon }}", "", ["known"], str)
    assert (one.line, str(one.remedy)) == (2, "did you mean `known`?")
