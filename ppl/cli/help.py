"""Help and usage errors in the user's language, where Typer says them in English only."""

import re
from gettext import gettext
from typing import Any

from typer.core import TyperCommand


def N_(text: str) -> str:
    return text


PLACES = (  # what somebody fills in, as the help names it
    N_("ACTIVITY"), N_("ADDRESS"), N_("DATE"), N_("DIR"), N_("FIELD"), N_("FILE"), N_("FORM"), N_("KIND"), N_("LESSON"),
    N_("LOT"), N_("MARK"), N_("NAME"), N_("NEW"), N_("PATH"), N_("REPORT"), N_("ROLE"), N_("SESSION"), N_("TEXT"),
    N_("VALUE"), N_("WEEKS"),
)  # fmt: skip
MOST_CHOICES = 50  # signs of a list of choices that stands behind its option; a longer one stands in the help


def place_named(metavar: str) -> str:
    """What is to be filled in, such as `FIELD=VALUE`, in the user's language."""
    return re.sub(r"[A-Z]{3,}", lambda match: gettext(match[0]) if match[0] in PLACES else match[0], metavar)


def record_of(shown: tuple[str, str]) -> tuple[str, str]:
    """An argument or option with its help: no types of a program, and a long list of choices in the help."""
    name, help = shown
    if not name.startswith("-"):
        return re.sub(r" <[^<>]+>$", "", name), help
    bare = re.sub(r" <(?:str|path|int|float|list\[\w+\])>$", "", name)
    if bare != name:
        bare += " " + place_named(bare.rpartition("--")[2].upper())
    match = re.fullmatch(r"(.*--([\w-]+)) <([^<>]+)>", bare)
    if match is None or len(match[3]) <= MOST_CHOICES:
        return bare, help
    listed = match[3].replace("|", ", ")
    return f"{match[1]} {place_named(match[2].upper())}", f"{help} ({listed})"


class Translated:
    """What a command and the group of commands have in common."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        pieces = re.sub(r"\{([^{}]+)\}", r"\1", pieces)
        pieces = re.sub(r"\[((?:\[[^\[\]]+\](?:\.\.\.)? ?)+)\](?:\.\.\.)?", r"\1", pieces).replace("......", "...")
        shown = pieces.replace("[OPTIONS]", gettext("[OPTIONS]")).replace("COMMAND [ARGS]...", gettext("WORD ..."))
        formatter.write_usage(ctx.command_path, shown, gettext("Usage: "))


class Command(Translated, TyperCommand):
    """A command whose help is in the user's language."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        shown = [(one, one.get_help_record(ctx)) for one in self.get_params(ctx)]
        for kind, heading in (("argument", gettext("Arguments")), ("option", gettext("Options"))):
            rows = [record_of(record) for one, record in shown if record and one.param_type_name == kind]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


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
