"""WORDS: every first word of `ppl`, by group, loaded when it is used. Who adds a word adds a line here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command, get_install_completion_arguments

from ppl.cli import coercion, streams
from ppl.cli.bug import BugReported
from ppl.cli.desk import Desk, environment
from ppl.cli.help import N_, Command, Translated, place_named, usage_error_text
from ppl.cli.stopped import StoppedError
from ppl.cli.typed_text import InputKept
from ppl.errors import PplError, Text, UsageError


class Word(NamedTuple):
    """A first word, with its help in one line; `words` are those that may follow it."""

    name: str
    help: str
    words: tuple[Word, ...] = ()

    @property
    def module(self) -> str:
        """The name of its file."""
        return self.name.replace("-", "_") + "_" * iskeyword(self.name)


PLAN: tuple[Word, ...] = (
    Word("new", N_("Make a first plan from a template and a few answers.")),
    Word("show", N_("The plan as a Gantt chart and a table, with what each activity waits on.")),
    Word("compare", N_("In the usual order, as planned, and with every habit dropped.")),
    Word("earlier", N_("The fewest habits to question, and what comes next.")),
    Word("what-if", N_("Try a change: weeks won, and the next bottleneck.")),
    Word("import", N_("A plan from a planner's own file: CSV, Excel or MS Project.")),
    Word("export", N_("The plan for a planner: CSV, Excel, MS Project, or a calendar.")),
    Word("baseline", N_("Keep the plan as it was agreed first.")),
    Word("checked", N_("Somebody has gone over what a template assumed.")),
    Word("accept-milestones", N_("The plan and the milestones say the same days again.")),
    Word("chance", N_("What ranges of durations make of the end.")),
    Word("couplings", N_("Which plans need the same people, or open the same street.")),
    Word("habits", N_("Which habits were questioned, and what came of it.")),
    Word("drift", N_("Weeks won and lost per milestone, and what stood beside it.")),
)

TEMPLATE: tuple[Word, ...] = (
    Word("list", N_("The knowledge base's own templates, which are trusted, and what can be yours.")),
    Word("copy", N_("A shipped template as a start for one of your own.")),
    Word("check", N_("Whether your templates work, with the records that they get.")),
    Word("trust", N_("Use templates of this knowledge base, after a look at them.")),
    Word("untrust", N_("Use the shipped templates again.")),
)

ACTION: tuple[Word, ...] = (
    Word("list", N_("What is open over all talks and events, what is late first.")),
    Word("done", N_("Say that actions are done.")),
    Word("move", N_("Give actions another day; the one that was agreed is kept.")),
    Word("drop", N_("Say that actions are no longer needed, and why.")),
    Word("import", N_("An action list that is there already: Excel, CSV or Word.")),
)

GROUPS: dict[str, tuple[Word, ...]] = {
    N_("Begin"): (
        Word("init", N_("Make a knowledge base, or add one to a repository.")),
        Word("demo", N_("Make an invented programme with its history, to try ppl on.")),
    ),
    N_("Talks"): (
        Word("prepare", N_("One page before a talk: what is open, what comes, what to ask, who solved it before.")),
        Word("log", N_("Log a session with all that came out of it.")),
        Word("form", N_("Print a form for a session or a scan, with what is known.")),
        Word("note", N_("Keep a note for the next session.")),
        Word("recap", N_("The mail after a session, for its other party.")),
        Word("agree", N_("Record that the other party agrees: a recap, or a lesson to be told.")),
        Word("scan", N_("Is the method applied, what is in order, what does the assignment say?")),
        Word("action", N_("What was agreed to do: what is open, done, moved, dropped."), ACTION),
    ),
    N_("Records"): (
        Word("search", N_("Find records by what they are about, in your own words.")),
        Word("list", N_("List records of a kind.")),
        Word("show", N_("Show one record.")),
        Word("new", N_("Make a new record.")),
        Word("set", N_("Change fields of a record.")),
        Word("edit", N_("Change a record in your editor.")),
        Word("save", N_("Commit what you changed by hand in the files.")),
        Word("rename", N_("Give a record another id; references follow.")),
        Word("remove", N_("Take a record away; history keeps it.")),
        Word("redact", N_("Take out what should never have been written.")),
        Word("erase", N_("Take such a text out of history too, step by step.")),
        Word("history", N_("Who changed what, when and why.")),
        Word("undo", N_("Take the last change back.")),
        Word("check", N_("Find every problem in every file.")),
        Word("index", N_("What is remembered of the files, so that words are fast.")),
        Word("schema", N_("The JSON Schema of a kind of record.")),
    ),
    N_("Plan"): (Word("plan", N_("Plan in parallel: what waits on what, and can it be earlier?"), PLAN),),
    N_("Choose"): (
        Word("score", N_("Score a candidate project in the intake.")),
        Word("rank", N_("Rank the candidates of a lot, with the reasons.")),
    ),
    N_("Report"): (
        Word("status", N_("The programme or a project on one screen.")),
        Word("week", N_("The Monday list: what is late, the talks with what to raise, who waits.")),
        Word("due", N_("What is due, since when, and which command settles it.")),
        Word("cadence", N_("How well the rhythm of talks was kept, by the week and in figures.")),
        Word("report", N_("Report on a project or the programme.")),
        Word("newsletter", N_("Make a bulletin from the records of a period.")),
        Word("template", N_("Your own form for reports, once trusted on this machine."), TEMPLATE),
    ),
    N_("Together"): (
        Word("sync", N_("Exchange with the others: fetch, combine, push.")),
        Word("upgrade", N_("Move a knowledge base to the files of this ppl.")),
        Word("people", N_("Who has which role, on this machine only.")),
    ),
}

WORDS: tuple[Word, ...] = tuple(word for words in GROUPS.values() for word in words)


class Words(Translated, TyperGroup):
    """Words under headings, whose files lie in a package; imports the file of a word when that word is used."""

    def __init__(self, name: str, groups: Mapping[str, tuple[Word, ...]], package: str, **attributes: Any) -> None:
        super().__init__(name=name, rich_markup_mode=None, no_args_is_help=True, **attributes)
        self.groups = groups
        self.words = words = tuple(word for words in groups.values() for word in words)
        self.package = package
        self.commands = dict.fromkeys(word.name for word in words)  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:
        return [word.name for word in self.words]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        word = next((word for word in self.words if word.name == cmd_name), None)
        if word is None:
            return None
        if word.words:
            package = f"{self.package}.{word.module}"
            return Words(word.name, {"Commands": word.words}, package, help=gettext(word.help))
        return _loaded(word, self.package)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for name, words in self.groups.items():
            with formatter.section(gettext(name)):
                formatter.write_dl([(word.name, gettext(word.help)) for word in words])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        from typer._click.shell_completion import CompletionItem

        return [CompletionItem(w.name, help=gettext(w.help)) for w in self.words if w.name.startswith(incomplete)]


def _loaded(word: Word, package: str) -> Any:
    """The command of a word, its help in the user's language, with the options that every word has."""
    module = import_module(f"{package}.{word.module}")
    if reports := getattr(module, "SHOWS", ()):
        from ppl.cli.options import format_option

        module.command.__annotations__["format"] = format_option(*reports)
    command = _command(module.command, gettext(module.HELP), getattr(module, "CONTEXT", None))
    command.name = word.name
    command.params += _options(_shared)
    _translate(command.params)
    return command


def _translate(parameters: Iterable[Any]) -> None:
    for parameter in parameters:
        if getattr(parameter, "help", None):
            parameter.help = gettext(parameter.help)
        if getattr(parameter, "metavar", None):
            parameter.metavar = place_named(parameter.metavar)


def _command(function: Any, help: str, context: dict[str, Any] | None = None) -> Any:
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(help=help, cls=Command, context_settings=context)(function)
    return get_command(app)


def _root(ctx: typer.Context, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().obj.root_option = value


def _print_version(value: bool) -> None:
    if value:
        from ppl import __version__

        print(f"ppl {__version__}")
        raise typer.Exit


def _shared(
    root: Annotated[
        Path | None,
        typer.Option(
            "--root",
            metavar="DIR",
            help=N_("The knowledge base; else PPL_ROOT, else found upwards from here."),
            callback=_root,
        ),
    ] = None,
) -> None: ...


def _version(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, help=N_("The version, and nothing else."), callback=_print_version),
    ] = False,
) -> None: ...


def _options(function: Any) -> list[Any]:
    """The options of a function, for their callbacks alone: no command gets their values."""
    options = list(_command(function, "").params)
    for option in options:
        option.expose_value = False
    return options


HELP = N_("The memory of a programme for parallel planning of housing projects.")
EPILOG = N_("ppl WORD --help explains a word, with an example.")


def _group() -> Words:
    group = Words("ppl", GROUPS, "ppl.cli.words", help=gettext(HELP), epilog=gettext(EPILOG))
    group.params += [*_options(_shared), *_options(_version), *get_install_completion_arguments()]
    _translate(group.params)
    return group


def _refuse_other_text(arguments: Sequence[str]) -> None:
    """Raises UsageError for what is not UTF-8: it could stand in no record and in no message of a commit."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            what = Text("`{text}` is not UTF-8 text", text=os.fsencode(argument).decode("utf-8", "backslashreplace"))
            remedy = Text("set your terminal to UTF-8; a file with such a name is handed in with --from - < FILE")
            raise UsageError(what, remedy) from None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ppl; ends with its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    streams.open_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n" if stream is sys.stdout else None
            )
    coercion.use()
    desk = Desk(environment(), arguments)
    word = next((word.name for word in WORDS if word.name in arguments), "input")
    try:
        with BugReported(desk, word), InputKept(desk, word):
            _refuse_other_text(arguments)
            code = _group().main(arguments, prog_name="ppl", obj=desk, standalone_mode=False)
            desk.remark_unfinished()
            if code:
                raise typer.Exit(code)
            sys.stdout.flush()
        sys.exit()
    except PplError as error:
        sys.exit(desk.fail(error))
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except StoppedError as stopped:
        sys.exit(stopped.exit_code)
    except TyperException as error:
        desk.remark(usage_error_text(error))
        sys.exit(error.exit_code)
    except OSError as error:
        sys.exit(streams.end(desk, error))
    finally:
        if "folder" in desk.__dict__:
            desk.folder.close()
