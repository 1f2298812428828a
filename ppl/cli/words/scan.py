"""`ppl scan PROJECT`: is the method applied, what is in order, what does the assignment say; asked, or shown."""

import re
from typing import Annotated, Any

import typer

from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.scan import Sheet, answered_fields, script
from ppl.cli.desk import Desk
from ppl.cli.entry.confirm_entry import save_entry
from ppl.cli.entry.input_file import decoded, read_entry, sent_bytes
from ppl.cli.entry.session_input import entry_of
from ppl.cli.options import (
    N_,
    AsOf,
    Format,
    Lang,
    Out,
    PartOption,
    PlanProject,
    WriteOptions,
    day_of,
    desk_of,
    with_write_options,
)
from ppl.cli.out_format import is_given
from ppl.cli.show import language_of, read, show
from ppl.cli.stopped import StepBack
from ppl.errors import DataError, Text, UsageError, nothing_written
from ppl.model.scan import Scan, ScanPart
from ppl.operations.entry import Entry
from ppl.operations.received import received
from ppl.operations.scan import Case, ScanRequest, scan, scan_case
from ppl.readers.forms import scan as form_reader
from ppl.reports.scan import Request
from ppl.rules.scan import PARTS
from ppl.rules.scan_words import names

SHOWS = ("scan",)
HELP = N_("""Scan a project: is the method applied, what is in order, and what does the assignment say.

On a terminal it asks. What was answered before is shown with its day; you name what changed, and nothing else gets
a new day. Or send the form of ppl form scan, or YAML, with --from. What you typed is kept when you stop.

Without a terminal, or with --format, --out or --as-of, it shows how it stands and changes nothing. The method is
gone over at the kick-off and each half year: ppl due says when.

\b
Example:
  ppl scan langeveld
  ppl scan langeveld --part assignment
  ppl scan langeveld --from scan.docx
  ppl scan langeveld --format md
""")


@with_write_options()
def command(
    ctx: typer.Context,
    project: PlanProject = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the answers; - reads standard input.")),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the scan; else today."))] = None,
    part: PartOption = None,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
    lang: Lang = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    shows = _shows(desk, source, on, out, as_of)
    if shows or (source is None and not desk.is_terminal):
        if on is not None:
            what = Text("--on is the day of answers, and there are none")
            raise UsageError(what, Text("add --from FILE with the answers; --as-of looks back to a day"))
        _show(desk, project, part, format, out, as_of, lang, is_asked=shows)
        return
    ref = _project(desk, project, can_ask=source is None)
    case = scan_case(desk.folder, ref)
    given = day_of(desk, on, "--on").isoformat() if on else None
    entry = _sent(desk, source, case, given, part) if source is not None else None
    talk: Conversation | None = None

    def reread(name: str, text: str) -> Entry:
        return _read(desk, name, text, case, given, part)

    is_back = False
    while True:
        if source is None:
            entry, talk = _talk(desk, case, given, part, is_back)
        assert entry is not None
        try:
            proposal, _ = save_entry(desk, scan, ScanRequest(ref, entry), reread, options, talk)
            break
        except StepBack:
            is_back = True
    if not proposal.edits:
        desk.remark(Text("all of this was answered before; nothing was written"))


def _shows(desk: Desk, source: str | None, on: str | None, out: object, as_of: str | None) -> bool:
    """Whether it is to be shown how it stands. Raises UsageError where something is to be written too."""
    asked = [name for name in ("--format", "--out", "--as-of", "--lang") if is_given(desk, name)]
    if asked and (source is not None or on is not None):
        what = Text("{option} shows how it stands, and --from and --on write", option=asked[0])
        raise UsageError(what, Text("do one after the other"))
    return bool(asked or out or as_of)


def _show(
    desk: Desk, project: str | None, part: ScanPart | None, format: str, out: Any, as_of: str | None, lang: str | None,
    is_asked: bool,
) -> None:  # fmt: skip
    moment = desk.moment(as_of)
    if project is None:
        raise UsageError(Text("which project?"), Text("name it: ppl scan PROJECT"))
    ref = desk.ref(project, moment.folder, kind="project")
    knowledge = read(desk, "scan", moment, ref)
    request = Request(knowledge, ref, part=part)
    show(desk, "scan", request, moment, format, language_of(knowledge, lang), out=out, more={"audience": "internal"})
    if not is_asked:
        desk.remark(
            Text(
                "to scan, run it on a terminal, or fill in a form: ppl form scan {project} --out scan.docx", project=ref
            )
        )


def _project(desk: Desk, project: str | None, can_ask: bool) -> str:
    """The ref of the project, asked for where nobody named it. Raises UsageError where nobody can be asked."""
    if project is None and can_ask and desk.is_terminal:
        from ppl.cli.ask.which_project import asked_project  # only where nobody named it

        project = asked_project(desk, "scan", has_programme=False)
    if project is None:
        raise UsageError(Text("which project?"), Text("name it: ppl scan PROJECT"))
    return desk.ref(project, kind="project")


def _sent(desk: Desk, source: str, case: Case, on: str | None, part: ScanPart | None) -> Entry:
    """The entry in a file or a pipe. Raises DataError and UsageError."""
    name, data = sent_bytes(desk, source)
    found = received(name, data, desk.today)
    for remark in found.remarks if found else ():
        desk.remark(remark)
    text = found.text if found else decoded(name, data)
    return _read(desk, name, text, case, on, part, is_yaml=False if found else None)


def _read(
    desk: Desk, name: str, text: str, case: Case, on: str | None, part: ScanPart | None, is_yaml: bool | None = None
) -> Entry:
    """The entry in a text: YAML, or the form. Raises DataError with every problem and its line."""
    if is_yaml if is_yaml is not None else _is_yaml(name, text):
        entry = read_entry(desk, name, text, Scan)
        entry = entry._replace(fields=form_reader.in_codes(entry.fields))
    else:
        asked = [form_reader.Asked(one.part, one.code, names(one)) for points in case.points.values() for one in points]
        form = form_reader.read(name, text, asked, desk.today)
        if form.problems:
            raise DataError(nothing_written(len(form.problems)), problems=tuple(form.problems))
        if not form.fields.keys() - {"on"}:
            what = Text("{file} answers nothing of a scan", file=name)
            raise DataError(what, Text("fill in at least one answer; what is left out stays as it was"))
        entry = Entry(name, text, form.fields, form.lines)
    return entry._replace(fields=_meant(name, entry.fields, on, part))


def _is_yaml(name: str, text: str) -> bool:
    """Whether a text is YAML with the fields of a scan, rather than its form."""
    if name.lower().endswith((".yaml", ".yml", ".json")):
        return True
    return not form_reader.is_scan(text) and re.search(r"(?m)^[a-z_]+:", text) is not None


def _meant(name: str, fields: dict[str, Any], on: str | None, part: ScanPart | None) -> dict[str, Any]:
    """The fields with the day of the option, and of one part alone. Raises UsageError where they contradict it."""
    if on is not None and fields.get("on") not in (None, on):
        what = Text("--on says {option}, and {file} says {day}", option=on, file=name, day=str(fields["on"]))
        raise UsageError(what, Text("take one of the two away"))
    found = {**fields, **({"on": on} if on else {})}
    if part is not None:
        if others := [one for one in PARTS if one != part and found.get(one)]:
            what = Text(
                "{file} answers {others} too, and --part says {part}", file=name, others=", ".join(others), part=part
            )
            raise UsageError(what, Text("leave --part out, or take the other answers away"))
        found["parts"] = [part]
    return found


def _talk(desk: Desk, case: Case, on: str | None, part: ScanPart | None, is_back: bool) -> tuple[Entry, Conversation]:
    """The questions, and the entry that their answers come to. Ends the command when it is broken off."""
    id = case.project.id
    sheet = Sheet(case.points, [part] if part else PARTS)
    about = f"ppl scan {id}" + (f" --part {part}" if part else "") + (f" --on {on}" if on else "")
    talk = Conversation(desk, "-".join(["scan", id, *([part] if part else [])]), about)
    opening = Text(
        "{name} ({where}): Enter keeps or skips, - leaves out, < goes a step back, ? explains",
        name=case.project.name, where=", ".join(case.project.municipality),
    )  # fmt: skip
    answers = talk.hold(opening, {}, lambda _: lambda given: script(sheet, given), is_back)
    fields = {**({"on": on} if on else {}), **answered_fields(sheet, answers)}
    return entry_of(fields, Scan), talk
