"""Texts of records are data: they never become layout, and are never run."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from markdown_it import MarkdownIt

from ppl.errors import Joined, Styled, TemplateError, Text
from ppl.render import plain, templates
from ppl.render.lines import lines
from ppl.render.sandbox import MOST_CHARACTERS, filled_in
from ppl.render.templates import filled
from ppl.resources import shipped

LAYOUT = ("heading_open", "html_block", "fence", "hr", "blockquote_open", "table_open", "code_block", "html_inline")


def made(template: str, **data: object) -> str:
    """What a template of a knowledge base makes, in this process."""
    environment = templates.environment(lambda source: source, "nl")
    environment.confine({"t.j2": template})
    return filled_in(environment, "t.j2", data, MOST_CHARACTERS).strip() + "\n"


def tokens(markdown: str) -> list[str]:
    found = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [t.type for token in found for t in (token, *(token.children or ()))]


awkward = st.text(st.sampled_from("#>-+*=_`~|<&;![]()1.) \n\\aé\t"), max_size=40)


@given(awkward)
def test_a_text_on_one_line_never_becomes_layout(text: str) -> None:
    found = tokens(f"Begin.\n\n{plain.inline(text)}\n\n- punt\n- {plain.inline(text)}\n\n## Einde\n")
    assert [t for t in found if t in LAYOUT] == ["heading_open"]


@given(awkward)
def test_an_edited_text_keeps_what_follows_in_its_place(text: str) -> None:
    found = tokens(f"{plain.block(text)}\n\n## Einde\n")
    assert [t for t in found if t in LAYOUT] == ["heading_open"]


@given(awkward)
def test_neutralising_twice_changes_nothing_more(text: str) -> None:
    once = plain.inline(text)
    assert plain.inline(once) == once


def test_a_template_in_a_text_is_not_run() -> None:
    assert made("{{ text }}", text="{{ 7 * 7 }} {% raw %}") == "{{ 7 * 7 }} {% raw %}\n"


def test_emphasis_of_a_text_stays_and_a_link_shows_where_it_leads() -> None:
    text = "Zie **dit** en [dat](https://voorbeeld.nl)."
    assert made("{{ text }}", text=text) == "Zie **dit** en [dat]\\(https://voorbeeld.nl).\n"


def test_only_links_to_the_web_stay_in_a_text_that_somebody_edited() -> None:
    kept = "Lees [dit](https://voorbeeld.nl/a?b=1&c=2#d)."
    assert plain.block(kept) == kept
    for target in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.nl",
        "<javascript:x>",
        'https://x.nl "t"',
        "https://x\ny",
    ):
        text = f"[a](https://voorbeeld.nl) [b]({target})\n\n[c\nd]: javascript:x\n\n[c d]"
        assert hrefs(plain.block(text)) == ["https://voorbeeld.nl"]
        assert hrefs(plain.inline(text)) == []


@given(awkward, awkward)
def test_an_origin_is_one_link_or_none(name: str, url: str) -> None:
    web = plain.link(name, f"https://voorbeeld.nl/{url}")
    assert len(hrefs(f"{web} en {plain.inline(name)}")) == ("\n" not in url)
    assert hrefs(plain.link(name, f"javascript:{url}")) == []


def hrefs(markdown: str) -> list[object]:
    """The addresses of its links; what a reader of Markdown would refuse by itself counts too."""
    reader = MarkdownIt("commonmark")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    found = (child for token in reader.parse(markdown) for child in token.children or ())
    return [token.attrs["href"] for token in found if token.type == "link_open"]


def test_a_heading_in_a_text_is_escaped() -> None:
    assert made("{{ text }}", text="# Kop\n<script>") == "\\# Kop \\<script>\n"


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}", "{{ text.a.b }}", "{{ ''.__class__.__mro__ }}"])
def test_a_template_that_cannot_be_filled_is_named_with_its_line(template: str) -> None:
    with pytest.raises(TemplateError, match=r"t\.j2") as error:
        made(f"eerste\n{template}", text="x")
    assert error.value.exit_code == 5


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateError, match=r"nergens\.j2"):
        filled("nergens.j2", {}, translate=str, language="nl")


def test_dates_and_numbers_follow_the_language() -> None:
    import datetime

    day = datetime.date(2026, 4, 14)
    assert made("{{ on|date }}, {{ n|number }}", on=day, n=21000.5) == "14 april 2026, 21.000,5\n"


def test_only_web_addresses_become_links() -> None:
    origins = [{"name": "a", "url": "javascript:x"}, {"name": "b]", "url": "https://b.nl/(x)"}]
    assert made("{% for o in all %}{{ o|link }} {% endfor %}", all=origins) == "a [b\\]](https://b.nl/%28x%29)\n"


@given(st.lists(st.text(st.sampled_from("abc -*#é "), max_size=200), max_size=6), st.integers(30, 80))
def test_the_screen_never_gets_a_line_that_is_too_long(rows: list[str], width: int) -> None:
    text = lines("\n".join([f"- **label** {row}" for row in rows] + rows), width)
    assert all(len(line) <= width for line in text.splitlines())


def test_a_template_says_its_own_words_and_translates_those_of_records_with_a_filter() -> None:
    """`_()` trusts the text that it is given; `|word` does not."""
    calls = [
        (file.name, call.lineno, call.args[0])
        for file in sorted(shipped("templates").rglob("*.j2"))
        for call in Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "_"
    ]
    assert len(calls) > 100
    assert not [(name, line) for name, line, said in calls if not isinstance(said, nodes.Const)]


def test_a_template_arranges_and_does_not_think() -> None:
    """Sentences with choices are functions of a report; no line of a template is longer than 300 characters."""
    files = sorted(shipped("templates").rglob("*.j2"))
    long = [f"{file.name}:{at}" for file in files for at, line in enumerate(_lines(file), 1) if len(line) > 300]
    assert files and not long


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def test_a_text_among_the_data_is_shown_in_the_language_and_neutralised() -> None:
    text = Text("{number} of {name}, {day}", number=1234.5, name="<b>", day=datetime.date(2026, 5, 1))
    assert made("{{ text }}", text=text) == "1.234,5 of \\<b>, 1 mei 2026\n"
    sentences = (Styled(Styled("een", "capital"), "sentence"), Joined(("a", text), "; "))
    assert made("{{ said }}", said=sentences).startswith("Een. a; 1.234,5 of")


def test_a_number_of_a_template_stays_as_it_is() -> None:
    assert made("{{ year }} {{ _('in {year}', year=year) }}", year=2026) == "2026 in 2026\n"


def test_a_long_label_never_runs_into_its_text() -> None:
    text = "- **21 november 2026** 8 weken winst\n- **bijpraten met het ministerie** te laat\n- **open** twee"
    assert lines(text).splitlines() == [
        "  21 november 2026              8 weken winst",
        "  bijpraten met het ministerie  te laat",
        "  open                          twee",
    ]
    assert lines(text, 60).splitlines() == [
        "  21 november 2026  8 weken winst",
        "  bijpraten met het ministerie",
        "                    te laat",
        "  open              twee",
    ]
    assert lines(f"- **{'woord ' * 15}** te laat").splitlines() == [
        "  " + ("woord " * 13).strip(),
        "  woord woord",
        "    te laat",
    ]


def test_what_stands_below_an_item_begins_under_its_text_also_beside_labelled_rows() -> None:
    text = lines("- **a long label** first\n  - of the row\n- plain\n  - of the item\n", 80)
    assert text == "  a long label  first\n                - of the row\n  - plain\n    - of the item\n"
