"""Texts, numbers, paths and choices of the command line, without pydantic.

Typer hands every parameter to pydantic, whose import costs as much as all the rest of a command (100 ms).
ppl's parameters are of five simple kinds; for these the conversion stands here, anything else still goes to
Typer's own. Where a later Typer is built otherwise, its own way is used: slower, never wrong.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typer
import typer.core


class Simple:
    """Converts the value of one parameter."""

    def __init__(self, convert: Callable[[str], Any], is_list: bool) -> None:
        self.convert = convert
        self.is_list = is_list

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if self.is_list else None
        try:
            if self.is_list:
                return [self.convert(item) for item in value]
            return self.convert(value)
        except ValueError as error:
            raise typer.BadParameter(str(error), ctx=ctx, param=param) from None


def _choice(choices: tuple[Any, ...]) -> Callable[[str], str]:
    def convert(value: str) -> str:
        if value in choices:
            return value
        from ppl.operations.field_values import choice_named  # no word that is typed as it is needs it

        code, meant = choice_named(value, choices)
        if code is not None:
            return code
        listed = ", ".join(repr(choice) for choice in choices)
        raise ValueError(f"{value!r} is not one of {listed}." + (f" Did you mean {meant!r}?" if meant else ""))

    return convert


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a valid integer.") from None


def _within(least: float | None, most: float | None) -> Callable[[str], int]:
    """A whole number that is not less and not more than these."""

    def convert(value: str) -> int:
        number = _whole(value)
        if least is not None and number < least:
            raise ValueError(f"Input should be greater than or equal to {least}")
        if most is not None and number > most:
            raise ValueError(f"Input should be less than or equal to {most}")
        return number

    return convert


@cache
def use() -> None:
    """Let Typer's parameters be converted here where that is possible; once in a process."""
    typers_own = getattr(typer.core, "build_runtime_param", None)
    if typers_own is None:
        return

    def chosen(descriptor: Any) -> Any:
        try:
            of, choices, is_list = descriptor.annotation, descriptor.choices, descriptor.is_list
            info = descriptor.parameter_info
            is_bounded = info.min is not None or info.max is not None
            is_special = info.parser is not None or (is_bounded and (of is not int or info.clamp))
        except AttributeError:
            return typers_own(descriptor)
        if is_special:
            return typers_own(descriptor)
        if is_bounded:
            return Simple(_within(info.min, info.max), is_list)
        if choices is not None and all(isinstance(choice, str) for choice in choices):
            return Simple(_choice(choices), is_list)
        simple: dict[Any, Callable[[str], Any]] = {str: str, list[str]: str, int: _whole, bool: bool, Path: Path}
        if of in simple and (of is not Path or not (info.exists or info.resolve_path)):
            return Simple(simple[of], is_list)
        return typers_own(descriptor)

    vars(typer.core)["build_runtime_param"] = chosen
