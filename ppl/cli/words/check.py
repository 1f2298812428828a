"""`ppl check`: every problem of every file at once."""

from collections.abc import Container
from itertools import chain
from typing import Annotated

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.options import N_, AsOf, Format, Out, desk_of
from ppl.cli.show import show
from ppl.errors import Finding, Problem, StoreError, Text, UsageError, count, nearest
from ppl.model.newsletter import Newsletter
from ppl.operations.as_meant import as_meant, with_right_words
from ppl.operations.flawed_records import further_findings
from ppl.operations.personal_data import CHECK as PERSONAL_DATA
from ppl.operations.personal_data import in_comments
from ppl.operations.registered_names import names_in_comments
from ppl.render.formats import FORMAT
from ppl.reports.check import Request
from ppl.rules.checks import CHECKS, findings
from ppl.store.folder import READING
from ppl.store.git.half_merge import CHECK as MERGE
from ppl.store.git.half_merge import unsolved
from ppl.store.local.register import CHECK as REGISTER_NAMES
from ppl.store.local.register import names_in, people, places_in
from ppl.store.marked_files import ambiguous, marked_files
from ppl.store.names import odd_names
from ppl.store.record_files import collector_off
from ppl.store.sound import folder_of_project, one_of_each

SHOWS = ("check",)
HELP = N_("""Find every problem in every file: file, line, what is wrong, what to do.

NAME is the name of a check; without names all are run. Ends with 1 where there are errors (with --strict:
or remarks, but for law that is only to be looked up again).

\b
Example:
  ppl check
  ppl check dates references --format json
""")


def _completed(incomplete: str) -> list[str]:
    return [check.name for check in CHECKS if check.name.startswith(incomplete)]


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help=N_("Only these checks."), autocompletion=_completed)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=N_("Remarks count as errors."))] = False,
    format: Format = "screen",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    with collector_off():
        problems = problems_of(desk, tuple(names or ()), as_of)
    show(desk, "check", Request(problems), None, format, desk.language, out=out)
    errors = sum(problem.is_error for problem in problems)
    wrong = count(Text("{number} error"), Text("{number} errors"), errors)
    remarked = count(Text("{number} remark"), Text("{number} remarks"), len(problems) - errors)
    if not FORMAT[format].is_for_programs:
        desk.remark(Text("{errors}, {remarks}", errors=wrong, remarks=remarked) if problems else Text("no problems"))
    reminders = {check.name for check in CHECKS if check.is_reminder}
    if any(problem.is_error or (strict and problem.check not in reminders) for problem in problems):
        raise typer.Exit(1)


def problems_of(desk: Desk, names: tuple[str, ...], as_of: str | None) -> list[Problem]:
    """What is wrong, of what these checks look for (none: all), by file and line. Raises UsageError."""
    known = (*(check.name for check in CHECKS), *READING, REGISTER_NAMES, MERGE)
    for name in names:
        if name not in known:
            otherwise = Text("choose from {listed}", listed=", ".join(known))
            raise UsageError(Text("there is no check `{name}`", name=name), nearest(name, known, otherwise, cutoff=0.7))
    moment = desk.moment(as_of)
    folder = moment.folder
    known_people = people(folder) if not names or REGISTER_NAMES in names else ()
    sound = None if known_people else folder.sound(moment.today)
    passed = sound.projects if sound else frozenset()
    knowledge, problems = folder.read_without(sound) if sound and passed else folder.read()
    folder, knowledge, problems = as_meant(folder, knowledge, problems)
    whole = folder.read()[0] if knowledge.others and knowledge.of(Newsletter) else knowledge
    paths = sound.known.paths if sound and folder is moment.folder else folder.tree.paths()
    files = marked_files(folder.tree, (path for path in paths if folder_of_project(path) not in passed))
    problems += [*ambiguous(files), *odd_names(one_of_each(paths, passed))]
    by_check: dict[str, list[Finding]] = {}
    further = further_findings(folder, knowledge, problems, moment.today, names)
    for check, finding in chain(findings(knowledge, moment.today, names, whole=whole), further):
        by_check.setdefault(check, []).append(finding)
    found = {check: [*folder.located(ones, check)] for check, ones in by_check.items()}
    if not names or PERSONAL_DATA in names:
        in_fields = found.get(PERSONAL_DATA, [])
        found[PERSONAL_DATA] = [*in_fields, *in_comments(files, in_fields)]
    if not names or REGISTER_NAMES in names:
        places = places_in(knowledge)
        in_fields = list(folder.located(names_in(knowledge, known_people, places), REGISTER_NAMES))
        found[REGISTER_NAMES] = [*in_fields, *names_in_comments(files, known_people, places, in_fields)]
    if not names or MERGE in names:
        found[MERGE] = _unsolved(moment, {p.path for p in problems if p.check == "yaml" and not names})
    problems = [*with_right_words(problems, moment.today)]
    every = [p for p in problems if not names or p.check in names] + [p for ps in found.values() for p in ps]
    if sound:
        if folder is moment.folder:  # else all records were read again, with the right keys
            every += [problem for problem in sound.remarks if not names or problem.check in names]
        if not names:
            sound.keep(sorted(every, key=lambda p: (p.path, p.line, p.check)), {MERGE, *READING})
    return sorted(every, key=lambda p: (p.path, p.line, p.check))


def _unsolved(moment: Moment, named: Container[str]) -> list[Problem]:
    """What a merge left in the work folder, but for files that are named already."""
    if moment.commit is not None:
        return []
    try:
        return [problem for problem in unsolved(moment.folder.git) if problem.path not in named]
    except StoreError:  # no repository, or no git
        return []
