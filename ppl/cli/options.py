"""Options and arguments that several words share, each defined once."""

import datetime
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError, nearest
from ppl.model.items import LISTABLE, Item, Listable
from ppl.model.kinds import KIND, Kind
from ppl.model.scan import ScanPart
from ppl.readers import days
from ppl.resources import catalogue


def N_(text: str) -> str:
    """Marks a help text for translation; it is translated when shown."""
    return text


desk_of = completion.desk_of

_REF = typer.Argument(metavar="REF", help=N_("The record, such as langeveld/plan."), autocompletion=completion.refs)
RefArgument = Annotated[str, _REF]
OptionalRef = Annotated[str | None, _REF]
_PROJECT = typer.Argument(
    metavar="PROJECT", help=N_("The project's id, the name of its folder."), autocompletion=completion.projects
)
ProjectArgument = Annotated[str, _PROJECT]
PlanProject = Annotated[str | None, _PROJECT]
OptionalProject = Annotated[
    str | None,
    typer.Argument(
        metavar="PROJECT", help=N_("The project; without it the programme."), autocompletion=completion.projects
    ),
]
KindArgument = Annotated[
    str, typer.Argument(metavar="KIND", help=N_("The kind of record, such as lesson."), autocompletion=completion.kinds)
]
ListableArgument = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help=N_("The kind of record, such as lesson, or what stands in records, such as action."),
        autocompletion=completion.listables,
    ),
]
ProjectOption = Annotated[
    str | None,
    typer.Option("--project", metavar="PROJECT", help=N_("Only of this project."), autocompletion=completion.projects),
]
OwnProject = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="PROJECT",
        help=N_("The project that the record belongs to."),
        autocompletion=completion.projects,
    ),
]
CriteriaOption = Annotated[
    str | None,
    typer.Option(
        "--criteria",
        metavar="ID",
        help=N_("The criteria set, instead of the one valid on that day."),
        autocompletion=completion.criteria,
    ),
]
LotOption = Annotated[
    str | None, typer.Option("--lot", metavar="LOT", help=N_("The lot, such as lot-1."), autocompletion=completion.lots)
]
PartOption = Annotated[
    ScanPart | None, typer.Option("--part", help=N_("One part of the scan alone: method, preconditions or assignment."))
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE|COMMIT", help=N_("As it was at the end of that day, or at that commit.")),
]
FORMAT_HELP = N_("How it is shown.")
Format = Annotated[str, typer.Option("--format", help=FORMAT_HELP)]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help=N_("Write it to this file instead of the screen."))
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FIELD=VALUE", help=N_("Only records where this holds; may be repeated.")),
]
Sort = Annotated[str | None, typer.Option("--sort", metavar="FIELD", help=N_("Order by this field."))]
Picture = Annotated[
    str,
    typer.Option(
        "--picture",
        metavar="NAME",
        help=N_("Which of its pictures, with --format svg or png; else the first."),
        autocompletion=completion.pictures,
    ),
]
View = Annotated[bool, typer.Option("--view", help=N_("Open it, in the program that this machine has for it."))]
Style = Annotated[
    Path | None,
    typer.Option("--style", metavar="FILE.docx", help=N_("The document of Word whose styles it takes (docx).")),
]
Lang = Annotated[
    Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Its language; else that of the programme."))
]
OwnLang = Annotated[Literal["nl", "en"] | None, typer.Option("--lang", help=N_("Its language; else your own."))]


def day_of(desk: Desk, text: str, option: str, is_ahead: bool = False, is_due: bool = False) -> datetime.date:
    """The day that an option names, in whatever way people write one. Raises UsageError.

    is_ahead: a day to come; is_due: by which something is ready, so that `week 50` is its Friday
    """
    found = days.due(text, desk.today) if is_due else days.day(text, desk.today, is_ahead)
    if found is None:
        meant = days.meant(text, desk.today)
        what = Text("{option}: `{value}` is not a day", option=option, value=text)
        if meant is None and days.unreal(text):
            raise UsageError(
                Text("{option}: {day} is in no calendar", option=option, day=text), Text("look again which day it is")
            )
        otherwise = Text("write it as 2026-01-31, 31-1, 31 january, friday or 2 weeks ago")
        if is_ahead or is_due:
            otherwise = Text("write it as 2026-01-31, 31-1, 31 january, friday or +2w")
        raise UsageError(what, Text("did you mean `{near}`?", near=meant) if meant else otherwise)
    return found


def past_day_of(desk: Desk, text: str, option: str) -> datetime.date:
    """The same of a day that has been. Raises UsageError."""
    found = day_of(desk, text, option)
    if found > desk.today:
        what = Text("{option} {day} is still to come", option=option, day=found)
        raise UsageError(what, Text("record it when it has happened"))
    return found


def format_option(*reports: str) -> Any:
    """The option --format of a word that shows these reports, with the formats that they can be made of."""
    from ppl.render.formats import formats_for
    from ppl.reports.catalog import REPORT

    offered = {part for name in reports for part in REPORT[name].offers}
    return Annotated[Literal[tuple(formats_for(offered))], typer.Option("--format", help=FORMAT_HELP)]


# what people call them besides
ALSO_CALLED = {
    "sessie": "session",
    "verslag": "session",
    "planning": "plan",
    "vraag": "question",
    "vragen": "question",
    "leervragen": "question",
    "oplossing": "intervention",
    "bulletin": "newsletter",
    "deskundigen": "expert",
    "advies": "decision",
    "adviezen": "decision",
    "opschaling": "escalation",
}


# and what they call the lists inside records
ITEM_CALLED = {
    "actiepunt": "action",
    "afspraken": "agreement",
    "mijlpalen": "milestone",
    "activities": "activity",
    "gremia": "body",
    "gremium": "body",
    "gebieden": "area",
    "toepassingen": "use",
    "partij": "partner",
    "partijen": "partner",
}


def kind_named(name: str) -> Kind:
    """The kind of this name, in English or Dutch, singular or plural. Raises UsageError with the nearest one."""
    return _named(name, KIND, ALSO_CALLED)


def listable_named(name: str) -> Listable:
    """The kind of record, or of what stands in records, of this name; as `kind_named`."""
    return _named(name, LISTABLE, ALSO_CALLED | ITEM_CALLED)


K = TypeVar("K", bound=Kind | Item)


def _named(name: str, known: Mapping[str, K], also_called: Mapping[str, str]) -> K:
    for word in (name, name.removesuffix("s"), name.removesuffix("s") + "s"):
        if word in known:
            return known[word]
    dutch = {catalogue("nl").gettext(kind.name): kind for kind in known.values()} | {
        word: known[name] for word, name in also_called.items()
    }
    for word, kind in dutch.items():
        stems = (word, word.removesuffix("f") + "v") if word.endswith("f") else (word,)
        if name.lower() in {stem + end for stem in stems for end in ("", "s", "n", "en", word[-1] + "en")}:
            return kind
    what = Text("there is no kind of record called `{name}`", name=name)
    raise UsageError(
        what, nearest(name, [*known, *dutch], Text("choose from {listed}", listed=", ".join(known)), cutoff=0.7)
    )


class WriteOptions(NamedTuple):
    """How a word writes.

    reason: why, for the history; dry_run: show the difference and write nothing; yes: write without asking
    with_edits: take along edits that are not committed; with_names: write it with names of the register too
    """

    reason: str | None = None
    dry_run: bool = False
    yes: bool = False
    with_edits: bool = False
    with_names: bool = False


DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Say what would be done; write nothing."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("Write without asking."))]

WRITE_OPTIONS: dict[str, Any] = {
    "reason": Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands in the history."))
    ],
    "dry_run": Annotated[
        bool, typer.Option("--dry-run", help=N_("Show what would change in which file; write nothing."))
    ],
    "yes": Yes,
    "with_edits": Annotated[
        bool, typer.Option("--with-edits", help=N_("Take along edits in these files that are not committed yet."))
    ],
    "with_names": Annotated[
        bool,
        typer.Option(
            "--with-names", help=N_("Write it also where a name of your register stands in it; git never forgets it.")
        ),
    ],
}


def with_write_options(**own: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a word, in place of its parameter `options: WriteOptions`, the options that every word that writes has.

    own: options that this word has in another form, or (None) does not have
    """
    wanted = {name: own.get(name, usual) for name, usual in WRITE_OPTIONS.items()}
    given = {name: annotation for name, annotation in wanted.items() if annotation is not None}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_options(**values: Any) -> None:
            options = WriteOptions(**{name: values.pop(name) for name in given})
            if options.reason is not None:
                options = options._replace(reason=_reason(options.reason, given["reason"]))
            command(options=options, **values)

        parameters = []
        for parameter in inspect.signature(command, eval_str=True).parameters.values():
            if parameter.name == "options":
                parameters += [_parameter(name, annotation) for name, annotation in given.items()]
            else:
                parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
        vars(with_options)["__signature__"] = inspect.Signature(parameters)
        with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_options

    return decorate


def _reason(said: str, annotation: Any) -> str | None:
    """The reason; blanks are none. Raises UsageError where there must be one."""
    reason = said.strip()
    if not reason and get_args(annotation)[0] is str:
        raise UsageError(Text("--reason says nothing"), Text("say why; it stands in the history"))
    return reason or None


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    is_required = get_args(annotation)[0] is str
    default = inspect.Parameter.empty if is_required else WriteOptions._field_defaults[name]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
