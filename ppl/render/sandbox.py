"""Where templates are filled: a sandbox in which a template sees its data, the filters, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ppl.errors import TemplateError, Text, fill
from ppl.render.compiled import kept
from ppl.render.overrides import FOLDER
from ppl.resources import shipped
from ppl.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Generator

    from jinja2.runtime import Context

Translate = Callable[[str], str]
MOST_CHARACTERS = 4_000_000
_KNOWN = ("range", "dict", "namespace")  # of what Jinja2 hands to a template


class TimeUpError(Exception):
    """A template takes longer than it may."""


class Sandbox(SandboxedEnvironment):
    """The shipped templates, and the words and numbers of a language."""

    def __init__(
        self,
        surface: str,
        translate: Translate,
        language: str,
        printed: Callable[[Any], Any],
        number: Callable[[float], str],
    ) -> None:
        """surface: markdown or markup; printed: a value as it may stand there; number: as the language writes it"""
        super().__init__(
            loader=jinja2.FileSystemLoader(shipped(FOLDER)),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=kept(surface, language),
        )

        def words(source: str, /, **values: Any) -> Markup:
            """A text that a template says itself, in the reader's language, its {names} filled with neutralised values.

            What comes from a record, a code too, goes through the filter `word`.
            """
            text = translate(source) if source else ""
            return Markup(fill(text, {k: printed(v) for k, v in values.items()}) if values else text)

        def number_words(one: str, many: str, amount: float, /, **values: Any) -> Markup:
            """One of two texts, already in the reader's language, by the number that it is about."""
            shown = {k: printed(v) for k, v in values.items()}
            return Markup(fill(one if amount == 1 else many, {"number": number(amount), **shown}))

        known = {name: self.globals[name] for name in _KNOWN}
        self.globals.clear()
        self.globals.update(known, _=words, count=number_words, lang=language)
        self.filters["number"] = number

    def wrap_str_format(self, value: Any) -> Any:
        """Refuse str.format, which looks at attributes; `_()` fills names."""
        return _refused if super().wrap_str_format(value) is not None else None

    def confine(self, texts: Mapping[str, str]) -> None:
        """From here on only these templates, of a knowledge base, with sums and texts that do not grow out of hand."""
        self.bytecode_cache = None
        self.loader = jinja2.FunctionLoader(lambda name: _source(name, texts))
        self.intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would take for ever, since nothing can interrupt it."""
        if operator == "**" and max(abs(left), abs(right)) > 1_000:
            raise SecurityError(f"the power {left} ** {right} is too large")
        for times, repeated in ((left, right), (right, left)):
            if isinstance(times, int) and hasattr(repeated, "__len__") and times * len(repeated) > MOST_CHARACTERS:
                raise SecurityError("a text or list repeated so often is too large")
        return super().call_binop(context, operator, left, right)


def _refused(*_: Any, **__: Any) -> Any:
    raise SecurityError("str.format is not for templates: write _('... {name}', name=value)")


def _source(name: str, texts: Mapping[str, str]) -> tuple[str, str, None] | None:
    return (texts[name], f"{FOLDER}/{name}", None) if name in texts else None


def filled_in(environment: Sandbox, name: str, data: Mapping[str, Any], most: int | None = None) -> str:
    """A template filled with plain data. most: characters that it may write. Raises TemplateError."""
    try:
        template = environment.get_template(name)
        return template.render(data) if most is None else _limited(template, data, most)
    except jinja2.TemplateNotFound as error:
        what = Text("there is no template {name}", name=error.name or name)
        if error.name != name:
            raise _not_filled(name, error, str(what)) from None
        raise TemplateError(what, Text("put it in templates/ of the knowledge base, or install ppl again")) from None
    except jinja2.TemplateError as error:
        raise _not_filled(name, error, str(error)) from None
    except MemoryError as error:
        raise _not_filled(name, error, Text("it needs more memory than a template may have")) from None
    except RecursionError as error:
        raise _not_filled(name, error, Text("it goes on calling itself")) from None
    except TimeUpError as error:
        raise _not_filled(name, error, Text("it takes longer than a template may")) from None
    except (
        TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError
    ) as error:  # fmt: skip
        raise _not_filled(name, error, str(error)) from error


def _limited(template: jinja2.Template, data: Mapping[str, Any], most: int) -> str:
    parts: list[str] = []
    left = most
    generated = cast("Generator[str, None, None]", template.generate(data))
    for part in generated:
        left -= len(part)
        if left < 0:
            generated.throw(SecurityError(f"it writes more than {most} characters"))
        parts.append(part)
    return "".join(parts)


def _not_filled(name: str, error: Exception, why: Text | str) -> TemplateError:
    if isinstance(why, str):
        why = on_one_line(why)
    place, line = name, None
    if isinstance(error, jinja2.TemplateSyntaxError):
        place, line = error.filename or error.name or name, error.lineno
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2") or file.startswith(f"{FOLDER}/"):
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    what = Text("{place}: the template cannot be filled: {why}", place=f"{place}:{line}" if line else place, why=why)
    return TemplateError(what, Text("mend it, or take it away so that the shipped one is used"))
