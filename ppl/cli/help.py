"""Help and usage errors in the user's language, where Typer says them in English only."""

import re
from gettext import gettext
from typing import Any

from typer.core import TyperCommand


def N_(text: str) -> str:
    return text


class Translated:
    """What a command and the group of commands have in common."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        shown = pieces.replace("[OPTIONS]", gettext("[OPTIONS]")).replace("COMMAND [ARGS]...", gettext("WORD ..."))
        formatter.write_usage(ctx.command_path, shown, gettext("Usage: "))


class Command(Translated, TyperCommand):
    """A command whose help is in the user's language."""


SAYINGS = (
    N_("Invalid value for {name}: {why}"),
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("No such option: {name} Did you mean {near}?"),
    N_("No such option: {name} (Possible options: {near})"),
    N_("No such option: {name}"),
    N_("No such command {name}. Did you mean {near}?"),
    N_("No such command {name}."),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("Got unexpected extra argument(s) ({name})"),
    N_("{name} is not one of {choices}. Did you mean {near}?"),
    N_("{name} is not one of {choices}."),
    N_("{name} is not a valid integer."),
    N_("Input should be greater than or equal to {least}"),
    N_("Input should be less than or equal to {most}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
)


def said(message: str) -> str:
    """What Typer says about a wrong command line, in the user's language; unknown sentences stay as they are."""
    for saying in SAYINGS:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(saying))
        if match := re.fullmatch(pattern, message, re.S):
            values = {name: said(value) if name == "why" else value for name, value in match.groupdict().items()}
            return gettext(saying).format(**values)
    return message


def usage_error_text(error: Any) -> str:
    """How the word is used, where help is, and what was wrong."""
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    rows = []
    if ctx is not None:
        rows += [ctx.get_usage(), gettext("Try '{command} --help' for help.").format(command=ctx.command_path), ""]
    return "\n".join([*rows, gettext("Error: {message}").format(message=said(error.format_message()))])
