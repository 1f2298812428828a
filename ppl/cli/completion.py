"""What Tab offers for an argument or option: nothing where there is no knowledge base, and never an error."""

import re
from collections import Counter
from collections.abc import Iterable

import typer

from ppl.cli.desk import Desk
from ppl.errors import PplError
from ppl.model.items import LISTABLE
from ppl.model.kinds import KINDS, kind_of_path, path_of_ref
from ppl.resources import catalogue


class _WholeRef(str):
    """A ref offered for the id at its end: Typer keeps what begins as what was typed, and this one does not."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that every word gets."""
    desk = ctx.find_root().obj
    assert isinstance(desk, Desk)
    return desk


def refs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Every record: its ref, and where something is typed its bare id, or the whole ref if another has that id."""
    return _begun(desk_of(ctx).known_refs(), incomplete)


def sessions(ctx: typer.Context, incomplete: str) -> list[str]:
    """The sessions, by ref or bare id."""
    return _begun(_of_kind(ctx, "session"), incomplete)


def talks(ctx: typer.Context, incomplete: str) -> list[str]:
    """The projects, whose latest talk is meant, and the sessions."""
    return projects(ctx, incomplete) + sessions(ctx, incomplete)


def actions(ctx: typer.Context, incomplete: str) -> list[str]:
    """The open actions, by ref; where something is typed also by the name of their talk alone."""
    from ppl.rules.agreed_actions import ACTION_KINDS, open_everywhere

    desk = desk_of(ctx)
    try:
        knowledge, _ = desk.folder.read(ACTION_KINDS)
        found = [one.ref for one in open_everywhere(knowledge, desk.today)]
    except PplError:
        return []
    return _begun(found, incomplete)


def projects(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the projects."""
    return [ref for ref in _of_kind(ctx, "project") if ref.startswith(incomplete)]


def projects_or_programme(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the projects, and `programme`."""
    return [*projects(ctx, incomplete), *(["programme"] if "programme".startswith(incomplete) else [])]


def approvers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Who approves a bulletin: the ministry, in both languages, and the ids of the projects."""
    ministry = [word for word in ("ministerie", "ministry") if word.startswith(incomplete)]
    return [*projects(ctx, incomplete), *ministry]


def pictures(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of the pictures of the report that is asked for, else of all."""
    from ppl.reports.catalog import REPORT, REPORTS

    named = REPORT.get(str(ctx.params.get("report") or ("ranking" if ctx.command.name == "rank" else "")))
    known = named.charts if named else [name for report in REPORTS for name in report.charts]
    return [name for name in dict.fromkeys(known) if name.startswith(incomplete)]


def newsletters(ctx: typer.Context, incomplete: str) -> list[str]:
    """The numbers of the bulletins, the latest first."""
    numbers = {ref.rpartition("/")[2] for ref in _of_kind(ctx, "newsletter")}
    found = sorted((number for number in numbers if number.isdecimal()), key=int, reverse=True)
    return [number for number in found if number.startswith(incomplete)]


def criteria(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the criteria sets."""
    return _ids(_of_kind(ctx, "criteria"), incomplete)


def plan_templates(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the plan templates."""
    return _ids(_of_kind(ctx, "plan-template"), incomplete)


def kinds(incomplete: str) -> list[str]:
    """The kinds of records; where none begins so, their Dutch words of one word."""
    return _names([kind.name for kind in KINDS], incomplete)


def listables(incomplete: str) -> list[str]:
    """The same, and what stands in records."""
    return _names(LISTABLE, incomplete)


def _names(names: Iterable[str], incomplete: str) -> list[str]:
    dutch = catalogue("nl").gettext
    begun = [name for name in names if name.startswith(incomplete)]
    return begun or [word for name in names if (word := dutch(name)).startswith(incomplete) and " " not in word]


def assessors(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of those who scored before."""
    ids = (ref.rpartition("/")[2] for ref in _of_kind(ctx, "score"))
    found = {re.sub(r"-\d{4}-\d\d-\d\d(-\d+)?$", "", id) for id in ids} - {"agreed"}
    return sorted(code for code in found if code.startswith(incomplete))


def lots(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the lots."""
    return _codes(ctx, "lots", incomplete)


def roles(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the roles."""
    return _codes(ctx, "roles", incomplete)


def actors(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the roles and bodies, those who may have to do something."""
    return list(dict.fromkeys(roles(ctx, incomplete) + _codes(ctx, "bodies", incomplete)))


def categories(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the categories of bottlenecks."""
    return _codes(ctx, "bottleneck_categories", incomplete)


def themes(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the themes."""
    return _codes(ctx, "themes", incomplete)


def phases(ctx: typer.Context, incomplete: str) -> list[str]:
    """The codes of the phases."""
    return _codes(ctx, "phases", incomplete)


def terms(ctx: typer.Context, incomplete: str) -> list[str]:
    """The words of the vocabularies that begin so, where something is typed."""
    if not incomplete:
        return []
    try:
        found, _ = desk_of(ctx).folder.read_refs(["programme/vocabularies"])
    except PplError:
        return []
    words = (word for terms in found.codes.values() for term in terms.values() for word in getattr(term, "words", ()))
    typed = incomplete.casefold()
    return sorted({word.casefold() for word in words if word.casefold().startswith(typed)})


def rhythms(ctx: typer.Context, incomplete: str) -> list[str]:
    """The kinds of talk that the programme asks for, and the kick-off; a scan has a rhythm, and is no talk."""
    try:
        found, _ = desk_of(ctx).folder.read_refs(["programme/programme"])
    except PplError:
        return []
    asked = [one.kind for one in getattr(found.get("programme/programme"), "cadences", ())]
    return [kind for kind in dict.fromkeys([*asked, "kickoff"]) if kind != "scan" and kind.startswith(incomplete)]


def _codes(ctx: typer.Context, name: str, incomplete: str) -> list[str]:
    try:
        found, _ = desk_of(ctx).folder.read_refs(["programme/programme", "programme/vocabularies", "programme/bodies"])
    except PplError:
        return []
    return [code for code in found.codes.get(name, ()) if code.startswith(incomplete)]


def _of_kind(ctx: typer.Context, name: str) -> list[str]:
    refs = desk_of(ctx).known_refs()
    return [ref for ref in refs if (kind := kind_of_path(path_of_ref(ref) or "")) and kind.name == name]


def _begun(refs: list[str], incomplete: str) -> list[str]:
    """The refs that begin so; behind them the bare ids that do, with their project where several have that id."""
    found = [ref for ref in refs if ref.startswith(incomplete)]
    if not incomplete or "/" in incomplete:
        return found
    begun = [(ref, id) for ref in refs if (id := ref.rpartition("/")[2]).startswith(incomplete)]
    ids = Counter(id for _, id in begun)
    named = (id if ids[id] == 1 else _WholeRef(ref) for ref, id in begun)
    return [*dict.fromkeys([*found, *named])]


def _ids(refs: list[str], incomplete: str) -> list[str]:
    return [id for ref in refs if (id := ref.rpartition("/")[2]).startswith(incomplete)]
