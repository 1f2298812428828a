"""A template of a stranger, even a trusted one: it sees its data and the filters, and it ends."""

from __future__ import annotations

import pytest

from ppl.errors import TemplateError, Text, fill
from ppl.render import markup, templates
from ppl.render.sandbox import MOST_CHARACTERS, Sandbox, filled_in


def confined(template: str) -> list[Sandbox]:
    """What a template of Markdown and one of a picture are filled in."""
    made = [module.environment(lambda source: source, "nl") for module in (templates, markup)]
    for environment in made:
        environment.confine({"t.j2": f"eerste\n{template}"})
    return made


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ _('{x.join.__globals__}', x=1) }}", "brace"),
        ("{{ _('{x[0]}', x=1) }}{{ count('{number!r}', '', 1) }}", "brace"),
        ("{{ count('{number.real}', 'b', 1) }}", "brace"),
        ("{{ _('{x:>999999999}', x=1) }}", "brace"),
        ("{{ '{0.__class__}'.format(1) }}", "str.format"),
        ("{{ '{x}'.format_map({'x': 1}) }}", "str.format"),
        ("{{ ('{0.__class__}'|attr('format'))(1) }}", "str.format"),
        ("{{ ['{0.__class__}']|map('attr', 'format')|first()(1) }}", "t.j2"),
        ("{{ (_('{0.__class__}')).format(1) }}", "str.format"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ text.__init__.__globals__ }}", "unsafe"),
        ("{{ text|attr('__class__') }}", "unsafe"),
        ("{{ [text]|map(attribute='__class__')|first }}", "unsafe"),
        ("{{ _.__globals__ }}", "unsafe"),
        ("{{ namespace.__init__.__globals__ }}", "unsafe"),
        ("{{ self._TemplateReference__context }}", "unsafe"),
        ("{{ cycler.next }}{{ lipsum }}", "cycler"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ joiner }}", "joiner"),
        ("{{ environ }}", "environ"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../../pyproject.toml' %}", "pyproject"),
        ("{% include 'init/readme.md' %}", "init/readme.md"),
        ("{% extends 'nergens.j2' %}", "nergens"),
        ("{{ range(10**12) }}", "Range"),
        ("{{ 10 ** 10 ** 10 }}", "too large"),
        ("{{ 'x' * 10 ** 9 }}", "too large"),
        ("{{ 10 ** 9 * [1] }}", "too large"),
        ("{% for i in (1, 2) %}{{ ('%3000000d' % i)|safe }}{% endfor %}", "more"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "calling itself"),
        ("{% include 't.j2' %}", "calling itself"),
        ("{{ 'aap'|truncate(1) }}", "t.j2"),
    ],
)
def test_a_hostile_template_is_refused_at_its_line(template: str, why: str) -> None:
    for environment in confined(template):
        with pytest.raises(TemplateError, match=r"^templates/t\.j2:2: ") as error:
            filled_in(environment, "t.j2", {"text": Text("{a}", a="b")}, MOST_CHARACTERS)
        assert why in str(error.value)
        assert error.value.exit_code == 5
        assert "mend it" in str(error.value.remedy)


def test_what_a_template_may_use_is_what_the_shipped_ones_use() -> None:
    for environment in confined(""):
        assert set(environment.globals) == {"_", "count", "dict", "lang", "namespace", "range"}


def test_a_sentence_is_filled_by_names_alone() -> None:
    assert fill("{a} of {b}, {{c}}", {"a": 1, "b": "{a}"}) == "1 of {a}, {c}"
    for source in ("{a.real}", "{a!r}", "{a:>9}", "{}", "{a", "a}"):
        with pytest.raises(ValueError, match="brace"):
            fill(source, {"a": 1})
    with pytest.raises(KeyError):
        fill("{b}", {"a": 1})
